//! A short list of decisions to choose one from.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{Ground, Hint, List, Overlaid, Reply, draw_box};
use crate::{
    model::Decision,
    tui::{
        action::{Action, Context},
        layout::Screen,
        scene::Scene,
    },
    view::{Role, cells},
};

/// Decisions to choose one from.
#[derive(Debug)]
pub struct Pick {
    title: String,
    rows: Vec<(String, Decision)>,
    list: List,
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

    fn area(&self, screen: &Screen) -> Rect {
        let widest = self.rows.iter().map(|(words, _)| cells::width(words)).max().unwrap_or(0);
        let width = (widest.max(cells::width(&self.title)) + 8).min(WIDTH) as u16;
        screen.overlay(width, self.rows.len() as u16 + 2)
    }
}

impl Overlaid for Pick {
    fn context(&self) -> Context {
        Context::List
    }

    fn hints(&self) -> Vec<Hint> {
        vec![(Action::Accept, "select")]
    }

    fn accept(&mut self, _: &Scene<'_>) -> Reply {
        let chosen = self.rows.get(self.list.at);
        chosen.map_or(Reply::Close, |(_, decision)| Reply::Decide(Box::new(decision.clone())))
    }

    fn list(&self) -> Option<&List> {
        Some(&self.list)
    }

    fn list_mut(&mut self) -> Option<&mut List> {
        Some(&mut self.list)
    }

    fn texts(&self, _: &Scene<'_>) -> Vec<String> {
        self.rows.iter().map(|(words, _)| words.clone()).collect()
    }

    fn settle(&mut self, Ground { screen, .. }: Ground<'_>) {
        self.list.settle(self.rows.len(), self.area(screen).height.saturating_sub(2));
    }

    fn draw(&self, Ground { theme, screen, .. }: Ground<'_>, buffer: &mut Buffer) -> Option<(u16, u16)> {
        let inside = draw_box(self.area(screen), &self.title, theme, buffer);
        for (y, (words, _)) in self.list.in_sight(&self.rows).iter().enumerate() {
            let (look, mut pen) = self.list.begin(y, theme, inside, buffer);
            pen.skip(1).fit(words, usize::MAX, look.over(theme.style(Role::Text)));
        }
        None
    }
}
