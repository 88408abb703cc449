//! The line a filter is typed in, with what can stand where the cursor is. The list follows while it is typed.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{Reply, draw_box, draw_input};
use crate::{
    tui::{
        action::Action, articles::RowLook, filter::Filtered, input::Input, layout::Screen, paint::Pen,
        scene::Scene, theme::Theme,
    },
    view::{
        Query, Role,
        query::{Completion, Parsed, complete},
    },
};

/// A filter that is typed.
#[derive(Debug)]
pub struct FilterPrompt {
    list: Filtered,
    input: Input,
    /// The filter before, which comes back when this one is not taken.
    before: Query,
    completion: Completion,
    at: usize,
    /// What could not be understood.
    problem: Option<String>,
}

const SIZE: (u16, u16) = (76, 11);
/// Lines of what can stand at the cursor.
const OFFERS: usize = 6;

impl FilterPrompt {
    /// Asks for the filter of a list, which has the filter `before`.
    pub fn new(list: Filtered, before: Query) -> Self {
        let mut typed = before.to_string();
        if !typed.is_empty() {
            typed.push(' ');
        }
        Self {
            list,
            input: Input::new(typed),
            before,
            completion: Completion::default(),
            at: 0,
            problem: None,
        }
    }

    /// The line being typed.
    pub const fn input(&mut self) -> &mut Input {
        &mut self.input
    }

    /// What is typed has changed: the list follows.
    pub fn look(&mut self, scene: &Scene<'_>) -> Reply {
        let Parsed { query, problems } = Query::parse(self.input.text());
        self.problem = problems.into_iter().next().map(|problem| problem.message);
        self.at = 0;
        let at = self.input.parts().0.len();
        self.completion = complete(self.input.text(), at, scene.briefing, scene.filters.texts());
        Reply::Filter(self.list, query)
    }

    /// Does what an action asks.
    pub fn update(&mut self, action: Action, scene: &Scene<'_>) -> Reply {
        let len = self.completion.offers.len();
        match action {
            Action::Close => return Reply::EndFilter(self.list, std::mem::take(&mut self.before)),
            Action::Accept => return Reply::Close,
            Action::Complete => {
                let Some(offer) = self.completion.offers.get(self.at) else { return Reply::Stay };
                let (before, after) = self.input.parts();
                let kept = before.get(..self.completion.span.start() as usize).unwrap_or_default();
                // After a whole value the next term can be typed.
                let gap = if offer.text.ends_with(':') || !after.is_empty() { "" } else { " " };
                let (typed, rest) = (format!("{kept}{}{gap}", offer.text), after.to_owned());
                self.input = Input::with_rest(typed, &rest);
                return self.look(scene);
            }
            _ => {
                if let Some(motion) = action.motion() {
                    self.at = motion.apply(self.at, len, OFFERS);
                }
            }
        }
        Reply::Stay
    }

    /// Draws it at the lower edge, so that the list stays in sight; says where the cursor is.
    pub fn draw(&self, scene: &Scene<'_>, theme: &Theme, screen: &Screen, buffer: &mut Buffer) -> (u16, u16) {
        let area = screen.overlay(SIZE.0, SIZE.1);
        let area = Rect { y: screen.main.bottom().saturating_sub(area.height), ..area };
        let inside = draw_box(area, &format!("Filter the {}", self.list.name()), theme, buffer);
        let cursor = draw_input(&self.input, theme.sign(Role::Prompt), theme, inside, buffer);
        let mut pen = Pen::new(buffer, inside, 1);
        if let Some(problem) = &self.problem {
            pen.put(theme.sign(Role::Warning), theme.style(Role::Warning)).skip(1);
            pen.fit(problem, usize::MAX, theme.style(Role::Warning));
        } else if self.list == Filtered::Quotations {
            let found = format!("{} of {}", scene.quotes.len(), scene.filters.quotes_of);
            pen.put(&found, theme.style(Role::Count));
        } else {
            pen.put("words, field:value, -not, \"a phrase\"", theme.style(Role::Dim));
        }
        let first = (self.at + 1).saturating_sub(OFFERS);
        let rows = self.completion.offers.iter().enumerate().skip(first).take(OFFERS);
        for (y, (i, offer)) in rows.enumerate() {
            let row = Rect { y: inside.y + 2 + y as u16, height: 1, ..inside }.intersection(inside);
            let look = RowLook::new(theme, i == self.at, true);
            let mut pen = look.begin(row, buffer);
            let room = pen.room() / 2;
            pen.skip(1).fit(&offer.text, room, look.over(theme.style(Role::Text))).skip(2);
            pen.fit(&offer.help, usize::MAX, look.over(theme.style(Role::Dim)));
        }
        cursor
    }
}
