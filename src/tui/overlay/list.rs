//! Where a list stands: the selected row, and the rows in sight.

use std::cell::Cell;

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use crate::tui::{action::Action, articles::RowLook, paint::Pen, theme::Theme};

/// The selected row of a list, and which rows are in sight.
#[derive(Debug, Default)]
pub struct List {
    /// The selected row.
    pub at: usize,
    /// The first row in sight.
    pub top: usize,
    /// How many are in sight.
    pub height: usize,
    /// How many rows there are.
    len: usize,
    /// Where the rows were drawn last, and how many lines each has.
    drawn: Cell<(Rect, u16)>,
}

impl List {
    /// Moves the selection, if that is what an action does.
    pub fn update(&mut self, action: Action) {
        if let Some(motion) = action.motion() {
            self.at = motion.apply(self.at, self.len, self.height);
        }
    }

    /// Fits it to `len` rows, of which `height` are in sight.
    pub fn settle(&mut self, len: usize, height: u16) {
        self.height = usize::from(height).max(1);
        self.len = len;
        self.at = self.at.min(len.saturating_sub(1));
        self.top = self.top.min(self.at).max((self.at + 1).saturating_sub(self.height));
    }

    /// Which of how many rows is selected: `3 of 17`.
    pub fn counter(&self) -> String {
        counter(self.at, self.len)
    }

    /// The same list with another row selected.
    pub fn with(&self, at: usize) -> Self {
        Self { at, drawn: self.drawn.clone(), ..*self }
    }

    /// The rows in sight.
    pub fn in_sight<'r, T>(&self, rows: &'r [T]) -> &'r [T] {
        let rest = rows.get(self.top..).unwrap_or_default();
        rest.get(..self.height).unwrap_or(rest)
    }

    /// Rows of so many lines are drawn in `area`.
    pub fn draws(&self, area: Rect, lines: u16) {
        self.drawn.set((area, lines));
    }

    /// Where rows were drawn.
    pub const fn area(&self) -> Rect {
        self.drawn.get().0
    }

    /// The row that was drawn at a place of the screen.
    pub fn row_at(&self, at: Position) -> Option<usize> {
        let (area, lines) = self.drawn.get();
        let row = area.contains(at).then(|| self.top + usize::from((at.y - area.y) / lines.max(1)))?;
        (row < self.len && row < self.top + self.height).then_some(row)
    }

    /// Begins the row `y` of those in sight, in `area`; gives back its look and what writes on from there.
    pub fn begin<'t, 'b>(
        &self,
        y: usize,
        theme: &'t Theme,
        area: Rect,
        buffer: &'b mut Buffer,
    ) -> (RowLook<'t>, Pen<'b>) {
        self.draws(area, 1);
        let look = RowLook::new(theme, self.top + y == self.at, true);
        let row = Rect { y: area.y + y as u16, height: 1, ..area };
        (look, look.begin(row.intersection(area), buffer))
    }
}

/// Which of how many: `3 of 17`.
pub fn counter(at: usize, of: usize) -> String {
    format!("{} of {of}", (at + 1).min(of))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_selected_row_stays_in_sight() {
        let rows = [0, 1, 2, 3, 4, 5];
        let mut list = List::default();
        list.settle(rows.len(), 3);
        assert_eq!(list.in_sight(&rows), [0, 1, 2]);
        list.update(Action::Bottom);
        list.settle(rows.len(), 3);
        assert_eq!((list.at, list.in_sight(&rows)), (5, &rows[3..]));
        list.update(Action::PageUp);
        list.settle(rows.len(), 3);
        assert_eq!((list.at, list.in_sight(&rows)), (3, &rows[3..]));
        // Rows that are gone take the selection with them.
        list.settle(2, 3);
        assert_eq!((list.at, list.in_sight(&rows[..2])), (1, &rows[1..2]));
        list.settle(0, 0);
        assert_eq!((list.at, list.in_sight(&rows[..0])), (0, &rows[..0]));
    }
}
