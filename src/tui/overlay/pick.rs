//! A short list of decisions to choose one from.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{List, Reply, draw_box};
use crate::{
    model::Decision,
    tui::{action::Action, layout::Screen, theme::Theme},
    view::{Role, cells},
};

/// Decisions to choose one from.
#[derive(Debug)]
pub struct Pick {
    title: String,
    rows: Vec<(String, Decision)>,
    pub(super) list: List,
}

const WIDTH: usize = 76;

impl Pick {
    /// The list of these, each with the words for it.
    pub fn new(title: impl Into<String>, rows: Vec<(String, Decision)>) -> Self {
        Self { title: title.into(), rows, list: List::default() }
    }

    /// The same, the row with this number selected.
    pub const fn at(mut self, at: usize) -> Self {
        self.list.at = at;
        self
    }

    /// Does what an action asks.
    pub fn update(&mut self, action: Action) -> Reply {
        if action == Action::Accept {
            let chosen = self.rows.get(self.list.at);
            return chosen.map_or(Reply::Close, |(_, decision)| Reply::Decide(Box::new(decision.clone())));
        }
        self.list.update(action, self.rows.len());
        Reply::Stay
    }

    /// What its rows say.
    pub fn texts(&self) -> Vec<String> {
        self.rows.iter().map(|(words, _)| words.clone()).collect()
    }

    fn area(&self, screen: &Screen) -> Rect {
        let widest = self.rows.iter().map(|(words, _)| cells::width(words)).max().unwrap_or(0);
        let width = (widest.max(cells::width(&self.title)) + 8).min(WIDTH) as u16;
        screen.overlay(width, self.rows.len() as u16 + 2)
    }

    /// Fits it to the screen.
    pub fn settle(&mut self, screen: &Screen) {
        self.list.settle(self.rows.len(), self.area(screen).height.saturating_sub(2));
    }

    /// Draws it.
    pub fn draw(&self, theme: &Theme, screen: &Screen, buffer: &mut Buffer) {
        let inside = draw_box(self.area(screen), &self.title, theme, buffer);
        for (y, (words, _)) in self.list.in_sight(&self.rows).iter().enumerate() {
            let (look, mut pen) = self.list.begin(y, theme, inside, buffer);
            pen.skip(1).fit(words, usize::MAX, look.over(theme.style(Role::Text)));
        }
    }
}
