//! The line a filter is typed in, with what can stand where the cursor is. The list follows while it is typed.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{Ground, Hint, Overlaid, Reply, draw_box, draw_input, frame::put_problem};
use crate::{
    text::Span,
    tui::{
        action::{Action, Context},
        articles::RowLook,
        filter::Filtered,
        input::Input,
        paint::Pen,
        scene::Scene,
    },
    view::{
        Query, Role,
        query::{
            Completion, Parsed, complete,
            saved::{Saved, expanded, offers, parts},
        },
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
    /// The name it is to be saved under, while that is typed.
    naming: Option<Input>,
}

const SIZE: (u16, u16) = (76, 11);
/// Lines of what can stand at the cursor.
const OFFERS: usize = 6;

impl FilterPrompt {
    /// Asks for the filter of a list, which has the filter `before`; some are `saved` under names.
    pub fn new(list: Filtered, before: Query, saved: &[Saved]) -> Self {
        let parts = parts(&before, saved).into_iter().map(|(_, text)| text);
        let mut typed = parts.collect::<Vec<_>>().join(" ");
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
            naming: None,
        }
    }

    /// The query that is typed, and what of it could not be understood. What is still being typed may become right.
    fn read(&self, saved: &[Saved]) -> (Query, Option<String>) {
        let (text, mut problems) = expanded(self.input.text(), saved);
        let is_begun = problems.is_empty() && text == self.input.text();
        let Parsed { query, problems: more } = Query::parse(&text);
        problems.extend(more);
        let at = self.input.parts().0.len() as u32;
        let may_go_on = |span: Span| {
            let typed = span.of(&text);
            span.end() == at && (typed.ends_with(':') || !self.completion.offers.is_empty())
        };
        let told = problems.into_iter().find(|problem| !(is_begun && may_go_on(problem.span)));
        (query, told.map(|problem| problem.message))
    }

    /// What is typed has changed: the list follows.
    pub fn look(&mut self, scene: &Scene<'_>) -> Reply {
        if self.naming.is_some() {
            return Reply::Stay;
        }
        self.at = 0;
        let at = self.input.parts().0.len();
        self.completion = complete(self.input.text(), at, scene.briefing, scene.filters.texts());
        let word = self.completion.span.of(self.input.text());
        if let Some(names) = offers(word, &scene.filters.saved) {
            self.completion.offers = names;
        }
        let (query, problem) = self.read(&scene.filters.saved);
        self.problem = problem;
        Reply::Filter(self.list, query)
    }

    /// Puts what is offered into the line.
    fn complete(&mut self, scene: &Scene<'_>) -> Reply {
        let Some(offer) = self.completion.offers.get(self.at) else { return Reply::Stay };
        let (before, after) = self.input.parts();
        let kept = before.get(..self.completion.span.start() as usize).unwrap_or_default();
        // After a whole value the next term can be typed.
        let gap = if offer.text.ends_with(':') || !after.is_empty() { "" } else { " " };
        let (typed, rest) = (format!("{kept}{}{gap}", offer.text), after.to_owned());
        self.input = Input::with_rest(typed, &rest);
        self.look(scene)
    }
}

impl Overlaid for FilterPrompt {
    fn context(&self) -> Context {
        Context::Prompt
    }

    fn hints(&self) -> Vec<Hint> {
        vec![(Action::Accept, "filter")]
    }

    fn accept(&mut self, scene: &Scene<'_>) -> Reply {
        self.naming.take().map_or(Reply::TakeFilter, |name| {
            Reply::SaveFilter(name.text().to_owned(), self.read(&scene.filters.saved).0.to_string())
        })
    }

    fn close(&mut self) -> Reply {
        match self.naming.take() {
            Some(_) => Reply::Stay,
            None => Reply::EndFilter(self.list, std::mem::take(&mut self.before)),
        }
    }

    fn update(&mut self, action: Action, scene: &Scene<'_>) -> Reply {
        if self.naming.is_some() {
            return Reply::Stay;
        }
        match action {
            Action::SaveFilter => self.naming = Some(Input::default()),
            Action::ForgetFilter => {
                let offer = self.completion.offers.get(self.at).filter(|offer| offer.text.starts_with('@'));
                return offer.map_or(Reply::Say("type @ and go to the one to forget"), |offer| {
                    Reply::ForgetFilter(offer.text.clone())
                });
            }
            Action::Complete => return self.complete(scene),
            _ => {
                if let Some(motion) = action.motion() {
                    self.at = motion.apply(self.at, self.completion.offers.len(), OFFERS);
                }
            }
        }
        Reply::Stay
    }

    fn input(&mut self) -> Option<&mut Input> {
        Some(self.naming.as_mut().unwrap_or(&mut self.input))
    }

    fn typed(&mut self, scene: &Scene<'_>) -> Reply {
        self.look(scene)
    }

    /// Draws it at the lower edge, so that the list stays in sight.
    fn draw(&self, ground: Ground<'_>, buffer: &mut Buffer) -> Option<(u16, u16)> {
        let Ground { scene, theme, screen, .. } = ground;
        let area = screen.overlay(SIZE.0, SIZE.1);
        let area = Rect { y: screen.main.bottom().saturating_sub(area.height), ..area };
        let inside = draw_box(area, &format!("Filter the {}", self.list.name()), theme, buffer);
        let cursor = draw_input(&self.input, theme.sign(Role::Prompt), theme, inside, buffer);
        if let Some(name) = &self.naming {
            let label = "save as @";
            let line = Rect { y: inside.y + 1, height: 1, ..inside }.intersection(inside);
            Pen::new(buffer, line, 0).put(label, theme.style(Role::Text));
            let shift = (label.len() as u16).min(line.width);
            let line = Rect { x: line.x + shift, width: line.width - shift, ..line };
            return Some(draw_input(name, "", theme, line, buffer));
        }
        let mut pen = Pen::new(buffer, inside, 1);
        if let Some(problem) = &self.problem {
            put_problem(problem, theme, &mut pen);
        } else if self.list == Filtered::Quotations {
            let found = format!("{} of {}", scene.quotes.len(), scene.filters.quotes_of);
            pen.put(&found, theme.style(Role::Count));
        } else {
            let more = if scene.filters.saved.is_empty() { "" } else { ", @saved" };
            let text = format!("words, field:value, -not, \"a phrase\"{more}");
            pen.put(&text, theme.style(Role::Dim));
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
        Some(cursor)
    }
}
