//! A line to be typed that becomes a decision: another name, a note.

use ratatui::buffer::Buffer;

use super::{Reply, draw_box, draw_input};
use crate::{
    model::{ActorAnchor, Anchor, Decision},
    tui::{action::Action, input::Input, layout::Screen, paint::Pen, theme::Theme},
    view::Role,
};

/// A line to be typed.
#[derive(Debug)]
pub struct Ask {
    title: String,
    /// What is said under the line.
    hint: &'static str,
    input: Input,
    about: About,
}

/// What the line says something of.
#[derive(Debug)]
enum About {
    Name(ActorAnchor),
    Note(Anchor),
}

const SIZE: (u16, u16) = (70, 5);

impl Ask {
    /// Another name for an actor, which is called `name`.
    pub fn name(actor: ActorAnchor, name: &str) -> Self {
        Self {
            title: format!("Rename {name}"),
            hint: "shown everywhere; what articles write stays as it is",
            input: Input::new(name),
            about: About::Name(actor),
        }
    }

    /// A note on a quotation, which has the note `note`.
    pub fn note(quotation: Anchor, note: &str) -> Self {
        Self {
            title: "Note on the quotation".into(),
            hint: "an empty line takes the note away",
            input: Input::new(note),
            about: About::Note(quotation),
        }
    }

    /// The line being typed.
    pub const fn input(&mut self) -> &mut Input {
        &mut self.input
    }

    /// Does what an action asks.
    pub fn update(&mut self, action: Action) -> Reply {
        let typed = self.input.text().trim();
        match (action, &self.about) {
            (Action::Accept, About::Name(_)) if typed.is_empty() => Reply::Close,
            (Action::Accept, About::Name(actor)) => {
                Reply::Decide(Box::new(Decision::Rename { actor: actor.clone(), name: typed.to_owned() }))
            }
            (Action::Accept, About::Note(quotation)) => Reply::Decide(Box::new(Decision::Note {
                quotation: quotation.clone(),
                note: typed.to_owned(),
            })),
            _ => Reply::Stay,
        }
    }

    /// Draws it; says where the cursor is.
    pub fn draw(&self, theme: &Theme, screen: &Screen, buffer: &mut Buffer) -> (u16, u16) {
        let inside = draw_box(screen.overlay(SIZE.0, SIZE.1), &self.title, theme, buffer);
        let cursor = draw_input(&self.input, theme.sign(Role::Prompt), theme, inside, buffer);
        Pen::new(buffer, inside, 2).fit(self.hint, usize::MAX, theme.style(Role::Dim));
        cursor
    }
}
