//! Which actors may be one: pairs to be answered with yes, no or later, each answer a decision.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{Reply, compare, draw_box};
use crate::{
    briefing::{ActorId, Suggestion},
    model::Decision,
    tui::{action::Action, articles::RowLook, layout::Screen, paint::Pen, scene::Scene, theme::Theme},
    view::{Role, cells},
};

/// Pairs of actors that may be one.
#[derive(Debug, Default)]
pub struct Suggest {
    at: usize,
    top: usize,
    height: usize,
    len: usize,
}

const SIZE: (u16, u16) = (100, 30);
/// Lines of both sides.
const SIDES: u16 = 10;

impl Suggest {
    /// Does what an action asks.
    pub fn update(&mut self, action: Action, scene: &Scene<'_>) -> Reply {
        match action {
            Action::Yes | Action::Accept | Action::No | Action::Later => {
                self.answer(action, scene).map_or(Reply::Stay, |decision| Reply::Answer(Box::new(decision)))
            }
            _ => {
                if let Some(motion) = action.motion() {
                    self.at = motion.apply(self.at, self.len, self.height);
                }
                Reply::Stay
            }
        }
    }

    fn answer(&self, answer: Action, scene: &Scene<'_>) -> Option<Decision> {
        let [a, b] = scene.briefing.suggestions().get(self.at)?.actors;
        let (actor, with) = (scene.briefing.anchor_of_actor(a)?, scene.briefing.anchor_of_actor(b)?);
        Some(match answer {
            Action::No => Decision::KeepApart { actor, with },
            Action::Later => Decision::Later { actor, with },
            _ => Decision::Merge { actor, with },
        })
    }

    fn areas(screen: &Screen) -> (Rect, Rect) {
        let area = screen.overlay(SIZE.0, SIZE.1);
        let inside = area.inner(ratatui::layout::Margin { horizontal: 2, vertical: 1 });
        let height = inside.height.saturating_sub(SIDES + 1).max(1);
        (area, Rect { height, ..inside })
    }

    /// Fits the list to a briefing that has grown, and to the screen.
    pub fn settle(&mut self, scene: &Scene<'_>, screen: &Screen) {
        self.len = scene.briefing.suggestions().len();
        self.height = usize::from(Self::areas(screen).1.height).max(1);
        self.at = self.at.min(self.len.saturating_sub(1));
        self.top = self.top.min(self.at).max((self.at + 1).saturating_sub(self.height));
    }

    /// Draws it.
    pub fn draw(&self, scene: &Scene<'_>, theme: &Theme, screen: &Screen, buffer: &mut Buffer) {
        let (area, list) = Self::areas(screen);
        let all = scene.briefing.suggestions();
        let title = format!("Are these one? {} of {}", (self.at + 1).min(all.len()), all.len());
        let inside = draw_box(area, &title, theme, buffer);
        for (y, suggestion) in all.iter().skip(self.top).take(self.height).enumerate() {
            let look = RowLook::new(theme, self.top + y == self.at, true);
            let area = Rect { y: list.y + y as u16, height: 1, ..list };
            draw_row(suggestion, look, scene, theme, area.intersection(inside), buffer);
        }
        let Some(suggestion) = all.get(self.at) else {
            Pen::new(buffer, list, 0).put("No two actors look like one.", theme.style(Role::Dim));
            return;
        };
        let below =
            Rect { y: list.bottom(), height: inside.bottom().saturating_sub(list.bottom()), ..inside };
        let mut pen = Pen::new(buffer, below, 0);
        while pen.room() > 0 {
            pen.put(theme.sign(Role::Rule), theme.style(Role::Rule));
        }
        let sides = Rect { y: below.y + 1, height: below.height.saturating_sub(1), ..below };
        compare::draw(scene, suggestion.actors.map(Some), theme, sides, buffer);
    }
}

fn draw_row(
    suggestion: &Suggestion,
    look: RowLook<'_>,
    scene: &Scene<'_>,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) {
    buffer.set_style(area, look.base);
    let style = |role| look.over(theme.style(role));
    let mut pen = Pen::new(buffer, area, 0);
    look.bar(&mut pen);
    let why =
        if suggestion.later { format!("put off: {}", suggestion.why) } else { suggestion.why.to_owned() };
    let why = match suggestion.alike {
        0 => why,
        more => format!("{why} (+{more})"),
    };
    let room = pen.room().saturating_sub(cells::width(&why) + 2);
    let [a, b] = suggestion.actors;
    let name = |id: ActorId| scene.briefing.actor(id).map_or("", |actor| actor.name.as_str());
    let role = |id: ActorId| scene.briefing.actor(id).map_or(Role::Text, |actor| actor.kind.into());
    let half = room.saturating_sub(3) / 2;
    pen.fit(name(a), half.max(room.saturating_sub(3 + cells::width(name(b)))), style(role(a)));
    pen.put(" = ", style(Role::Dim));
    let left = pen.room().saturating_sub(cells::width(&why) + 2);
    pen.fit(name(b), left, style(role(b)));
    pen.skip_until_left(cells::width(&why) + 1).put(&why, style(Role::Dim));
}
