//! The keys, made from the keymap: those of the pane that had the keys first.

use ratatui::buffer::Buffer;

use super::{Reply, draw_box, draw_more};
use crate::{
    tui::{
        action::{Action, Context},
        keymap::{Keymap, joined},
        layout::Screen,
        paint::Pen,
        theme::Theme,
    },
    view::{Role, cells},
};

/// The list of keys.
#[derive(Debug)]
pub struct Help {
    pane: Context,
    /// What there was to say at the start.
    notices: Vec<String>,
    top: usize,
    height: usize,
    lines: usize,
}

/// Columns of the keys.
const KEYS: usize = 24;
const WIDTH: u16 = 74;

enum Line<'a> {
    Title(&'static str),
    Key(String, &'static str),
    Notice(&'a str),
    Blank,
}

impl Help {
    /// Help, opened from `pane`; it repeats the `notices`.
    pub const fn new(pane: Context, notices: Vec<String>) -> Self {
        Self { pane, notices, top: 0, height: 1, lines: 0 }
    }

    /// Does what an action asks.
    pub fn update(&mut self, action: Action) -> Reply {
        if let Some(motion) = action.motion() {
            self.top = motion.apply(self.top, self.last_top() + 1, self.height);
        }
        Reply::Stay
    }

    /// Fits it to the screen.
    pub fn settle(&mut self, screen: &Screen, keymap: &Keymap) {
        self.lines = self.list(keymap).len();
        let area = screen.overlay(WIDTH, self.lines as u16 + 2);
        self.height = usize::from(area.height.saturating_sub(2));
        self.top = self.top.min(self.last_top());
    }

    fn last_top(&self) -> usize {
        self.lines.saturating_sub(self.height)
    }

    fn list(&self, keymap: &Keymap) -> Vec<Line<'_>> {
        let panes = [Context::Articles, Context::Reader, Context::Actor];
        let others = panes.into_iter().filter(|c| *c != self.pane);
        let order =
            [self.pane, Context::Global].into_iter().chain(others).chain([Context::Help, Context::Prompt]);
        let mut lines = Vec::new();
        for context in order {
            if !lines.is_empty() {
                lines.push(Line::Blank);
            }
            lines.push(Line::Title(context.title()));
            let bound = keymap.of_context(context).filter(|(_, chords)| !chords.is_empty());
            lines.extend(bound.map(|(action, chords)| Line::Key(joined(&chords), action.help())));
        }
        if !self.notices.is_empty() {
            lines.extend([Line::Blank, Line::Title("Said at the start")]);
            lines.extend(self.notices.iter().map(|n| Line::Notice(n)));
        }
        lines
    }

    /// Draws it.
    pub fn draw(&self, theme: &Theme, keymap: &Keymap, screen: &Screen, buffer: &mut Buffer) {
        let area = screen.overlay(WIDTH, self.lines as u16 + 2);
        let inside = draw_box(area, "Keys", theme, buffer);
        for (y, line) in self.list(keymap).iter().skip(self.top).take(self.height).enumerate() {
            let mut pen = Pen::new(buffer, inside, y as u16);
            match line {
                Line::Blank => {}
                Line::Title(title) => _ = pen.put(title, theme.style(Role::Title)),
                Line::Notice(text) => _ = pen.fit(text, usize::MAX, theme.style(Role::Text)),
                Line::Key(keys, help) => {
                    pen.put(keys, theme.style(Role::Key));
                    pen.skip(KEYS.saturating_sub(cells::width(keys)).max(2));
                    pen.fit(help, usize::MAX, theme.style(Role::Text));
                }
            }
        }
        draw_more(area, self.last_top() - self.top, theme, buffer);
    }
}
