//! Which actors may be one: pairs to be answered with yes, no or later, each answer a decision.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{Ground, Hint, List, Overlaid, Reply, compare, draw_box, frame};
use crate::{
    briefing::{ActorId, Suggestion},
    model::Decision,
    tui::{
        action::{Action, Context},
        articles::RowLook,
        layout::Screen,
        paint::Pen,
        scene::Scene,
        theme::Theme,
    },
    view::{Role, cells},
};

/// Pairs of actors that may be one.
#[derive(Debug, Default)]
pub struct Suggest {
    list: List,
}

const SIZE: (u16, u16) = (100, 30);

impl Suggest {
    fn answer(&self, answer: Action, scene: &Scene<'_>) -> Reply {
        self.decision(answer, scene).map_or(Reply::Stay, |decision| Reply::Answer(Box::new(decision)))
    }

    fn decision(&self, answer: Action, scene: &Scene<'_>) -> Option<Decision> {
        let [a, b] = scene.briefing.suggestions().get(self.list.at)?.actors;
        let (actor, with) = (scene.briefing.anchor_of_actor(a)?, scene.briefing.anchor_of_actor(b)?);
        Some(match answer {
            Action::No => Decision::KeepApart { actor, with },
            Action::Later => Decision::Later { actor, with },
            _ => Decision::Merge { actor, with },
        })
    }

    fn areas(screen: &Screen) -> (Rect, Rect) {
        let area = screen.overlay(SIZE.0, SIZE.1);
        let inside = frame::inside(area);
        let height = inside.height.saturating_sub(compare::HEIGHT).max(1);
        (area, Rect { height, ..inside })
    }
}

impl Overlaid for Suggest {
    fn context(&self) -> Context {
        Context::List
    }

    fn hints(&self) -> Vec<Hint> {
        vec![(Action::Accept, "yes"), (Action::No, "no"), (Action::Later, "later")]
    }

    fn accept(&mut self, scene: &Scene<'_>) -> Reply {
        self.answer(Action::Yes, scene)
    }

    fn update(&mut self, action: Action, scene: &Scene<'_>) -> Reply {
        match action {
            Action::Yes | Action::No | Action::Later => return self.answer(action, scene),
            _ => self.list.update(action),
        }
        Reply::Stay
    }

    fn goes_on(&self) -> bool {
        true
    }

    fn list(&self) -> Option<&List> {
        Some(&self.list)
    }

    fn list_mut(&mut self) -> Option<&mut List> {
        Some(&mut self.list)
    }

    fn texts(&self, scene: &Scene<'_>) -> Vec<String> {
        let name = |id: ActorId| scene.briefing.actor(id).map_or("", |actor| actor.name.as_str());
        let all = scene.briefing.suggestions().iter();
        all.map(|Suggestion { actors: [a, b], why, .. }| format!("{}\n{}\n{why}", name(*a), name(*b)))
            .collect()
    }

    fn pressed_again(&self) -> Option<Action> {
        None
    }

    fn settle(&mut self, Ground { scene, screen, .. }: Ground<'_>) {
        self.list.settle(scene.briefing.suggestions().len(), Self::areas(screen).1.height);
    }

    fn draw(&self, ground: Ground<'_>, buffer: &mut Buffer) -> Option<(u16, u16)> {
        let Ground { scene, theme, screen, .. } = ground;
        let (area, list) = Self::areas(screen);
        let all = scene.briefing.suggestions();
        let title = format!("Are these one? {}", self.list.counter());
        let inside = draw_box(area, &title, theme, buffer);
        for (y, suggestion) in self.list.in_sight(all).iter().enumerate() {
            let (look, pen) = self.list.begin(y, theme, list, buffer);
            draw_row(suggestion, look, scene, theme, pen);
        }
        let Some(suggestion) = all.get(self.list.at) else {
            Pen::new(buffer, list, 0).put("No two actors look like one.", theme.style(Role::Dim));
            return None;
        };
        let below =
            Rect { y: list.bottom(), height: inside.bottom().saturating_sub(list.bottom()), ..inside };
        compare::draw(scene, suggestion.actors.map(Some), theme, below, buffer);
        None
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
