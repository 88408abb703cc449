//! Text onto cells. Everything the screen shows of an article passes here, and with it the door of
//! [`crate::text::safe`].

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use super::links::Link;
use crate::view::{
    bidi,
    cells::{self, Cell, cells},
    find::Words,
};

/// Writes at one row of the screen from left to right and never past its end.
#[derive(Debug)]
pub struct Pen<'b> {
    buffer: &'b mut Buffer,
    x: u16,
    y: u16,
    end: u16,
    /// What is written is a link to this.
    link: Option<Link>,
}

impl<'b> Pen<'b> {
    /// A pen at the start of line `row` of `area`; it writes nothing when the area has no such line.
    pub fn new(buffer: &'b mut Buffer, area: Rect, row: u16) -> Self {
        let area = area.intersection(buffer.area);
        let end = if row < area.height { area.right() } else { area.x };
        Self { buffer, x: area.x, y: area.y + row.min(area.height.saturating_sub(1)), end, link: None }
    }

    /// Columns left.
    pub fn room(&self) -> usize {
        usize::from(self.end.saturating_sub(self.x))
    }

    /// From here on what is written is a link, or none.
    pub fn link(&mut self, link: Option<Link>) -> &mut Self {
        self.link = link;
        self
    }

    /// Moves on without writing.
    pub fn skip(&mut self, columns: usize) -> &mut Self {
        self.x = (self.x + columns.min(self.room()) as u16).min(self.end);
        self
    }

    /// Moves to where `columns` are left, when it is not past that.
    pub fn skip_until_left(&mut self, columns: usize) -> &mut Self {
        self.skip(self.room().saturating_sub(columns))
    }

    /// Writes so many blanks, which running text would show as one.
    pub fn blank(&mut self, columns: usize, style: Style) -> &mut Self {
        for _ in 0..columns.min(self.room()) {
            self.put(" ", style);
        }
        self
    }

    /// Writes no more into the last columns.
    pub fn end_before(&mut self, columns: usize) -> &mut Self {
        self.end -= columns.min(self.room()) as u16;
        self
    }

    /// Writes as much of `text` as fits.
    pub fn put(&mut self, text: &str, style: Style) -> &mut Self {
        if bidi::has_rtl(text) {
            let mut line: Vec<(Cell<'_>, Style)> = cells(text).map(|cell| (cell, style)).collect();
            return self.line(&mut line, bidi::runs_from_right(text));
        }
        for cell in cells(text) {
            self.cell(&cell, style);
        }
        self
    }

    /// Writes `text` into at most `columns`, with an ellipsis when it is longer.
    pub fn fit(&mut self, text: &str, columns: usize, style: Style) -> &mut Self {
        let columns = columns.min(self.room());
        if columns == 0 {
            return self;
        }
        self.put(&cells::short(text, columns), style)
    }

    /// Writes `text` into just so many columns, blanks behind it. What is cut before a space takes less than it might.
    pub fn fill(&mut self, text: &str, columns: usize, style: Style) -> &mut Self {
        let left = self.room().saturating_sub(columns);
        self.fit(text, columns, style);
        self.blank(self.room().saturating_sub(left), style)
    }

    /// Writes `text` into just so many columns, blanks before it.
    pub fn fill_right(&mut self, text: &str, columns: usize, style: Style) -> &mut Self {
        let text = cells::short(text, columns);
        self.blank(columns.saturating_sub(cells::width(&text)), style).put(&text, style)
    }

    /// Writes the cells of a line in the order they are seen in, `from_right` saying how its paragraph runs.
    pub fn line(&mut self, line: &mut Vec<(Cell<'_>, Style)>, from_right: bool) -> &mut Self {
        // What does not fit is cut off where the line ends, not where it is seen to end.
        let room = self.room();
        let mut columns = 0;
        let fitting = line.iter().take_while(|(cell, _)| {
            columns += cell.width;
            columns <= room
        });
        let fitting = fitting.count();
        line.truncate(fitting);
        bidi::reorder(line, from_right);
        for (cell, style) in line.iter() {
            self.cell(cell, *style);
        }
        self
    }

    /// Writes one cell, if it fits.
    pub fn cell(&mut self, cell: &Cell<'_>, style: Style) {
        if cell.width == 0 || cell.width > self.room() {
            return;
        }
        for column in 0..cell.width as u16 {
            let Some(slot) = self.buffer.cell_mut((self.x + column, self.y)) else { return };
            // Nothing of what stood there shows through, nor under the second half of a wide character.
            slot.reset();
            slot.set_style(style);
            if column == 0 {
                slot.set_symbol(cell.text);
                if let Some(link) = &self.link {
                    link.cover(slot, cell.width);
                }
            }
        }
        self.x += cell.width as u16;
    }
}

/// Draws one character down a column of `area`'s height at `x`.
pub fn column(buffer: &mut Buffer, area: Rect, x: u16, symbol: &str, style: Style) {
    for y in area.top()..area.bottom() {
        if let Some(slot) = buffer.cell_mut((x, y)) {
            slot.set_symbol(symbol).set_style(style);
        }
    }
}

/// Where the thumb of a scroll bar of `height` rows is, when `shown` of `len` lines are shown from `top`
/// on: its first row and its rows. `None` when all is shown.
pub fn thumb(height: u16, top: usize, shown: usize, len: usize) -> Option<(u16, u16)> {
    let height = usize::from(height);
    if len <= shown || height == 0 {
        return None;
    }
    let rows = (height * shown / len).max(1);
    let first = (height - rows) * top.min(len - shown) / (len - shown);
    Some((first as u16, rows as u16))
}

/// Lays a style over words where they stand in the lines of `area`, whatever drew them.
pub fn highlight(buffer: &mut Buffer, area: Rect, words: &Words, style: Style) {
    let area = area.intersection(buffer.area);
    for y in area.top()..area.bottom() {
        let (mut line, mut columns) = (String::new(), Vec::new());
        let mut x = area.left();
        while x < area.right() {
            let Some(cell) = buffer.cell((x, y)) else { break };
            columns.push((line.len(), x));
            line += cell.symbol();
            x += cells::width(cell.symbol()).max(1) as u16;
        }
        for place in words.places(&line) {
            let within = columns.iter().filter(|(at, _)| place.contains(*at as u32));
            for (_, x) in within {
                if let Some(cell) = buffer.cell_mut((*x, y)) {
                    cell.set_style(style);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(columns: u16, draw: impl Fn(&mut Pen<'_>)) -> String {
        let area = Rect::new(0, 0, columns, 1);
        let mut buffer = Buffer::filled(area, ratatui::buffer::Cell::new("."));
        draw(&mut Pen::new(&mut buffer, area, 0));
        buffer.content().iter().map(ratatui::buffer::Cell::symbol).collect()
    }

    #[test]
    fn text_ends_at_the_edge_and_says_so() {
        let style = Style::default();
        assert_eq!(shown(5, |p| _ = p.fit("Sadr said", 5, style)), "Sadr…");
        assert_eq!(shown(5, |p| _ = p.fit("Sadr", 5, style)), "Sadr.");
        assert_eq!(shown(5, |p| _ = p.put("日本語", style)), "日 本 .", "half a character is not drawn");
        assert_eq!(shown(4, |p| _ = p.put("ab", style).put("cdef", style)), "abcd");
        assert_eq!(shown(9, |p| _ = p.fit("קשר abc def", 7, style)), "…ab רשק..");
        assert_eq!(shown(5, |p| _ = p.skip_until_left(2).put("x", style)), "...x.");
    }

    #[test]
    fn a_column_is_filled_wherever_its_text_is_cut() {
        let style = Style::default();
        assert_eq!(
            shown(9, |p| _ = p.fill("Sadr said", 6, style).put("|", style)),
            "Sadr… |..",
            "cut before a space"
        );
        assert_eq!(shown(9, |p| _ = p.fill("Sadr", 6, style).put("|", style)), "Sadr  |..");
        assert_eq!(shown(9, |p| _ = p.fill_right("Sadr said", 6, style).put("|", style)), " Sadr…|..");
        assert_eq!(shown(9, |p| _ = p.fill_right("12", 6, style).put("|", style)), "    12|..");
        assert_eq!(shown(4, |p| _ = p.fill("Sadr", 6, style)), "Sadr", "no further than there is room");
    }

    #[test]
    fn nothing_is_written_below_an_area() {
        let area = Rect::new(0, 0, 3, 1);
        let mut buffer = Buffer::empty(area);
        Pen::new(&mut buffer, area, 1).put("abc", Style::default());
        assert_eq!(buffer, Buffer::empty(area));
    }

    #[test]
    fn the_thumb_reaches_both_ends() {
        assert_eq!(thumb(10, 0, 10, 10), None);
        assert_eq!(thumb(10, 0, 10, 100), Some((0, 1)));
        assert_eq!(thumb(10, 90, 10, 100), Some((9, 1)));
        assert_eq!(thumb(10, 25, 50, 100), Some((2, 5)));
    }
}
