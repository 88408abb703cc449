//! A short list of decisions to choose one from.

use ratatui::buffer::Buffer;

use super::{Reply, draw_box};
use crate::{
    model::Decision,
    tui::{action::Action, articles::RowLook, layout::Screen, paint::Pen, theme::Theme},
    view::{Role, cells},
};

/// Decisions to choose one from.
#[derive(Debug)]
pub struct Pick {
    title: String,
    rows: Vec<(String, Decision)>,
    at: usize,
}

const WIDTH: usize = 76;

impl Pick {
    /// The list of these, each with the words for it.
    pub fn new(title: impl Into<String>, rows: Vec<(String, Decision)>) -> Self {
        Self { title: title.into(), rows, at: 0 }
    }

    /// The same, the row with this number selected.
    pub const fn at(mut self, at: usize) -> Self {
        self.at = at;
        self
    }

    /// Does what an action asks.
    pub fn update(&mut self, action: Action) -> Reply {
        if action == Action::Accept {
            return self.rows.get(self.at).map_or(Reply::Close, |(_, d)| Reply::Decide(Box::new(d.clone())));
        }
        if let Some(motion) = action.motion() {
            self.at = motion.apply(self.at, self.rows.len(), self.rows.len());
        }
        Reply::Stay
    }

    /// Draws it.
    pub fn draw(&self, theme: &Theme, screen: &Screen, buffer: &mut Buffer) {
        let widest = self.rows.iter().map(|(words, _)| cells::width(words)).max().unwrap_or(0);
        let width = (widest.max(cells::width(&self.title)) + 8).min(WIDTH) as u16;
        let area = screen.overlay(width, self.rows.len() as u16 + 2);
        let inside = draw_box(area, &self.title, theme, buffer);
        for (y, (words, _)) in self.rows.iter().enumerate() {
            let look = RowLook::new(theme, y == self.at, true);
            if y as u16 >= inside.height {
                break;
            }
            buffer
                .set_style(ratatui::layout::Rect { y: inside.y + y as u16, height: 1, ..inside }, look.base);
            let mut pen = Pen::new(buffer, inside, y as u16);
            look.bar(&mut pen);
            pen.skip(1).fit(words, usize::MAX, look.over(theme.style(Role::Text)));
        }
    }
}
