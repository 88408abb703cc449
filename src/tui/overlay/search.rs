//! What to search for, in the article or in a list: what is under the line follows while it is typed.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{From, Ground, Hint, Overlaid, Reply, draw_input};
use crate::tui::{
    action::{Action, Context},
    input::Input,
    moved::Moved,
    scene::Scene,
};

/// What is searched for.
#[derive(Debug)]
pub struct Search {
    input: Input,
    from: From,
}

impl Search {
    /// Asks what to search for from there on.
    pub fn new(from: From) -> Self {
        Self { input: Input::default(), from }
    }
}

impl Overlaid for Search {
    fn context(&self) -> Context {
        Context::Prompt
    }

    fn hints(&self) -> Vec<Hint> {
        vec![(Action::Accept, "search")]
    }

    fn accept(&mut self, _: &Scene<'_>) -> Reply {
        Reply::Close
    }

    fn close(&mut self) -> Reply {
        Reply::EndSearch(self.from)
    }

    fn input(&mut self) -> Option<&mut Input> {
        Some(&mut self.input)
    }

    fn typed(&mut self, _: &Scene<'_>) -> Reply {
        Reply::Search(self.input.text().into(), self.from)
    }

    fn follow(&mut self, moved: &Moved<'_>) -> bool {
        if let From::Byte(at) = &mut self.from {
            *at = moved.place(moved.here, *at);
        }
        true
    }

    fn is_in_status_line(&self) -> bool {
        true
    }

    fn draw(&self, Ground { theme, screen, .. }: Ground<'_>, buffer: &mut Buffer) -> Option<(u16, u16)> {
        let area = Rect { width: screen.status.width / 2, ..screen.status };
        Some(draw_input(&self.input, "/", theme, area, buffer))
    }
}
