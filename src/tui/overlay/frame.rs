//! What all boxes over the panes are drawn with: the frame, its title, the line that is typed.

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    tui::{
        input::Input,
        paint::{Pen, column},
        theme::Theme,
    },
    view::{Role, cells},
};

/// An empty framed box with a title; gives back its inside.
pub(in crate::tui) fn draw_box(area: Rect, title: &str, theme: &Theme, buffer: &mut Buffer) -> Rect {
    let rule = theme.style(Role::RuleFocused);
    for y in area.top()..area.bottom() {
        // Half a wide character would push the edge aside.
        let before = area.left().checked_sub(1).and_then(|x| buffer.cell_mut((x, y)));
        if let Some(cell) = before.filter(|cell| cells::width(cell.symbol()) > 1) {
            cell.reset();
        }
        for x in area.left()..area.right() {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                cell.reset();
            }
        }
    }
    let mut pen = Pen::new(buffer, area, 0);
    pen.put("╭─", rule).skip(1);
    let room = pen.room().saturating_sub(4);
    pen.fit(title, room, theme.style(Role::TitleFocused)).skip(1);
    let across = "─".repeat(pen.room().saturating_sub(1));
    pen.put(&across, rule).put("╮", rule);
    let across = "─".repeat(usize::from(area.width.saturating_sub(2)));
    Pen::new(buffer, area, area.height.saturating_sub(1)).put("╰", rule).put(&across, rule).put("╯", rule);
    let sides = Rect { y: area.y + 1, height: area.height.saturating_sub(2), ..area };
    column(buffer, sides, area.left(), "│", rule);
    column(buffer, sides, area.right().saturating_sub(1), "│", rule);
    inside(area)
}

/// The room in a box.
pub(super) const fn inside(area: Rect) -> Rect {
    Rect {
        x: area.x + 2,
        y: area.y + 1,
        width: area.width.saturating_sub(4),
        height: area.height.saturating_sub(2),
    }
}

/// The room under so many lines of a place.
pub(super) fn under(area: Rect, lines: u16) -> Rect {
    let lines = lines.min(area.height);
    Rect { y: area.y + lines, height: area.height - lines, ..area }
}

/// A name as it stands in the title of a box, so that what is said of it still fits.
pub(in crate::tui) fn short_name(name: &str) -> String {
    cells::short(name, 32)
}

/// How many lines there are below those in sight of a box, on its lower edge.
pub(super) fn draw_more(area: Rect, more: usize, theme: &Theme, buffer: &mut Buffer) {
    if more > 0 {
        let text = format!(" {more} more ");
        let mut pen = Pen::new(buffer, area, area.height.saturating_sub(1));
        pen.skip_until_left(cells::width(&text) + 2).put(&text, theme.style(Role::Dim));
    }
}

/// How many of all there are, at the right of a line that is typed.
pub(super) fn draw_count(found: usize, of: usize, theme: &Theme, line: Rect, buffer: &mut Buffer) {
    let counter = format!("{found} of {of}");
    Pen::new(buffer, line, 0).skip_until_left(cells::width(&counter)).put(&counter, theme.style(Role::Dim));
}

/// What cannot be done, or is not understood.
pub(super) fn put_problem(problem: &str, theme: &Theme, pen: &mut Pen<'_>) {
    let style = theme.style(Role::Warning);
    pen.put(theme.sign(Role::Warning), style).skip(1).fit(problem, usize::MAX, style);
}

/// A line being typed, after a sign; shows the part the cursor is in. Gives back where the cursor is.
pub(super) fn draw_input(
    input: &Input,
    sign: &str,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) -> (u16, u16) {
    let mut pen = Pen::new(buffer, area, 0);
    pen.put(sign, theme.style(Role::Prompt)).skip(usize::from(!matches!(sign, "" | "/" | ":")));
    let room = pen.room().saturating_sub(1);
    let (before, after) = input.parts();
    let mut start = 0;
    let mut columns = cells::width(before);
    for cell in cells::cells(before) {
        if columns <= room {
            break;
        }
        columns -= cell.width;
        start = cell.at + cell.len;
    }
    let style = theme.style(Role::Text);
    pen.put(before.get(start..).unwrap_or_default(), style);
    let cursor = (area.right().saturating_sub(pen.room() as u16), area.y);
    pen.put(after, style);
    cursor
}
