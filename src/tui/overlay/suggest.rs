//! Which actors may be one: pairs to be answered with yes, no or later, each answer a decision.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{List, Reply, compare, draw_box};
use crate::{
    briefing::{ActorId, Suggestion},
    model::Decision,
    tui::{action::Action, articles::RowLook, layout::Screen, paint::Pen, scene::Scene, theme::Theme},
    view::{Role, cells},
};

/// Pairs of actors that may be one.
#[derive(Debug, Default)]
pub struct Suggest {
    pub(super) list: List,
}

const SIZE: (u16, u16) = (100, 30);

impl Suggest {
    /// Does what an action asks.
    pub fn update(&mut self, action: Action, scene: &Scene<'_>) -> Reply {
        match action {
            Action::Yes | Action::Accept | Action::No | Action::Later => {
                self.answer(action, scene).map_or(Reply::Stay, |decision| Reply::Answer(Box::new(decision)))
            }
            _ => {
                self.list.update(action, scene.briefing.suggestions().len());
                Reply::Stay
            }
        }
    }

    fn answer(&self, answer: Action, scene: &Scene<'_>) -> Option<Decision> {
        let [a, b] = scene.briefing.suggestions().get(self.list.at)?.actors;
        let (actor, with) = (scene.briefing.anchor_of_actor(a)?, scene.briefing.anchor_of_actor(b)?);
        Some(match answer {
            Action::No => Decision::KeepApart { actor, with },
            Action::Later => Decision::Later { actor, with },
            _ => Decision::Merge { actor, with },
        })
    }

    /// What its rows say.
    pub fn texts(scene: &Scene<'_>) -> Vec<String> {
        let name = |id: ActorId| scene.briefing.actor(id).map_or("", |actor| actor.name.as_str());
        let all = scene.briefing.suggestions().iter();
        all.map(|Suggestion { actors: [a, b], why, .. }| format!("{}\n{}\n{why}", name(*a), name(*b)))
            .collect()
    }

    fn areas(screen: &Screen) -> (Rect, Rect) {
        let area = screen.overlay(SIZE.0, SIZE.1);
        let inside = area.inner(ratatui::layout::Margin { horizontal: 2, vertical: 1 });
        let height = inside.height.saturating_sub(compare::HEIGHT).max(1);
        (area, Rect { height, ..inside })
    }

    /// Fits the list to a briefing that has grown, and to the screen.
    pub fn settle(&mut self, scene: &Scene<'_>, screen: &Screen) {
        self.list.settle(scene.briefing.suggestions().len(), Self::areas(screen).1.height);
    }

    /// Draws it.
    pub fn draw(&self, scene: &Scene<'_>, theme: &Theme, screen: &Screen, buffer: &mut Buffer) {
        let (area, list) = Self::areas(screen);
        let all = scene.briefing.suggestions();
        let title = format!("Are these one? {} of {}", (self.list.at + 1).min(all.len()), all.len());
        let inside = draw_box(area, &title, theme, buffer);
        for (y, suggestion) in self.list.in_sight(all).iter().enumerate() {
            let (look, pen) = self.list.begin(y, theme, list, buffer);
            draw_row(suggestion, look, scene, theme, pen);
        }
        let Some(suggestion) = all.get(self.list.at) else {
            Pen::new(buffer, list, 0).put("No two actors look like one.", theme.style(Role::Dim));
            return;
        };
        let below =
            Rect { y: list.bottom(), height: inside.bottom().saturating_sub(list.bottom()), ..inside };
        compare::draw(scene, suggestion.actors.map(Some), theme, below, buffer);
    }
}

fn draw_row(suggestion: &Suggestion, look: RowLook<'_>, scene: &Scene<'_>, theme: &Theme, mut pen: Pen<'_>) {
    let style = |role| look.over(theme.style(role));
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
    let [left, right] = cells::share(room.saturating_sub(3), [a, b].map(|id| cells::width(name(id))));
    pen.fit(name(a), left, style(role(a))).put(" = ", style(Role::Dim));
    pen.fit(name(b), right, style(role(b)));
    pen.skip_until_left(cells::width(&why) + 1).put(&why, style(Role::Dim));
}
