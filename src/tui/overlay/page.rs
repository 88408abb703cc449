//! The whole screen above the status line, for what needs it: a title with a counter, a rule, the room under it.

use ratatui::{buffer::Buffer, layout::Rect};

use super::frame::under;
use crate::{
    tui::{paint::Pen, theme::Theme},
    view::{Role, cells},
};

/// Lines of title and rule.
const HEAD: u16 = 2;

/// The room under the title of a page that fills `area`.
pub fn inside(area: Rect) -> Rect {
    under(area, HEAD)
}

/// Clears `area` and draws its head: the title, more about it as far as there is room, a counter at the right.
pub fn draw(area: Rect, title: &str, more: &str, counter: &str, theme: &Theme, buffer: &mut Buffer) {
    for y in area.top()..area.bottom() {
        for x in area.left()..area.right() {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                cell.reset();
            }
        }
    }
    let mut pen = Pen::new(buffer, area, 0);
    let kept = cells::width(counter) + 2;
    pen.skip(1);
    let room = pen.room().saturating_sub(kept);
    pen.fit(title, room, theme.style(Role::TitleFocused));
    let room = pen.room().saturating_sub(kept + 2);
    if !more.is_empty() && room > 0 {
        pen.skip(2).fit(more, room, theme.style(Role::Dim));
    }
    pen.skip_until_left(cells::width(counter) + 1).put(counter, theme.style(Role::Count));
    let mut pen = Pen::new(buffer, area, 1);
    while pen.room() > 0 {
        pen.put(theme.sign(Role::RuleFocused), theme.style(Role::RuleFocused));
    }
}

/// Stands in for what is still worked out behind the screen.
pub const COUNTING: &str = "still counting";

/// Says in the room of a page that what it shows is still worked out.
pub fn counting(inside: Rect, theme: &Theme, buffer: &mut Buffer) {
    Pen::new(buffer, inside, 0).skip(1).put("Counting…", theme.style(Role::Dim));
}
