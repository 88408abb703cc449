//! A line to be typed that becomes a decision: another name, a note.

use ratatui::buffer::Buffer;

use super::{Ground, Hint, Overlaid, Reply, draw_box, draw_input};
use crate::{
    model::{ActorAnchor, Anchor, Decision},
    tui::{
        action::{Action, Context},
        input::Input,
        paint::Pen,
        scene::Scene,
    },
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
}

impl Overlaid for Ask {
    fn context(&self) -> Context {
        Context::Prompt
    }

    fn hints(&self) -> Vec<Hint> {
        vec![(Action::Accept, "keep")]
    }

    fn accept(&mut self, _: &Scene<'_>) -> Reply {
        let typed = self.input.text().trim().to_owned();
        Reply::Decide(Box::new(match &self.about {
            About::Name(_) if typed.is_empty() => return Reply::Close,
            About::Name(actor) => Decision::Rename { actor: actor.clone(), name: typed },
            About::Note(quotation) => Decision::Note { quotation: quotation.clone(), note: typed },
        }))
    }

    fn input(&mut self) -> Option<&mut Input> {
        Some(&mut self.input)
    }

    fn draw(&self, Ground { theme, screen, .. }: Ground<'_>, buffer: &mut Buffer) -> Option<(u16, u16)> {
        let inside = draw_box(screen.overlay(SIZE.0, SIZE.1), &self.title, theme, buffer);
        let cursor = draw_input(&self.input, theme.sign(Role::Prompt), theme, inside, buffer);
        Pen::new(buffer, inside, 2).fit(self.hint, usize::MAX, theme.style(Role::Dim));
        Some(cursor)
    }
}
