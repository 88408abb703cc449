//! An unfinished chord: the keys that can follow, over the bottom of the screen.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{chord::Chord, overlay::draw_box, paint::Pen, state::State, theme::Theme};
use crate::view::{Role, cells};

/// Between two columns.
const GAP: usize = 3;
/// What stands for more keys to follow.
const MORE: &str = "…";

/// Draws what can follow the keys typed so far, above the bottom line.
pub fn draw(state: &State, theme: &Theme, main: Rect, buffer: &mut Buffer) {
    let Some(typed) = Chord::new(state.typed.clone()) else { return };
    let next = state.keymap.next(&state.contexts(), typed.keys());
    let entries: Vec<(String, &str)> =
        next.iter().map(|n| (n.key.to_string(), n.action.map_or(MORE, |action| action.help()))).collect();
    let keys = entries.iter().map(|(key, _)| cells::width(key)).max().unwrap_or(0);
    let widest = entries.iter().map(|(_, help)| cells::width(help)).max().unwrap_or(0);
    let room = usize::from(main.width.saturating_sub(4));
    let column = (keys + 1 + widest).min(room).max(1);
    let columns = ((room + GAP) / (column + GAP)).clamp(1, entries.len().max(1));
    let rows = entries.len().div_ceil(columns);
    let height = (rows as u16 + 2).min(main.height);
    let width = (columns * (column + GAP) - GAP + 4) as u16;
    let area = Rect { x: main.x, y: main.bottom().saturating_sub(height), width, height };
    let inside = draw_box(area.intersection(main), &format!("{typed} …"), theme, buffer);
    for (i, (key, help)) in entries.iter().enumerate() {
        let (row, at) = ((i % rows) as u16, (i / rows) * (column + GAP));
        let mut pen = Pen::new(buffer, inside, row);
        pen.skip(at).put(key, theme.style(Role::Key)).skip(keys + 1 - cells::width(key));
        pen.fit(help, widest, theme.style(Role::Text));
    }
}
