//! Where a table stands: the selected cell, the rows and columns in sight. The first column is always in sight.

use std::ops::Range;

use ratatui::layout::Position;

use super::{Hint, List};
use crate::tui::action::Action;

/// The selected cell of a table, and which cells are in sight.
#[derive(Debug, Default)]
pub struct Grid {
    /// The rows.
    pub rows: List,
    /// The selected column; the first is 0.
    pub column: usize,
    /// The first column in sight beside the first of all.
    left: usize,
    /// How many beside the first are in sight.
    shown: usize,
}

/// What can be done in a table of counts.
pub const HINTS: [Hint; 4] = [
    (Action::Accept, "quotations"),
    (Action::Sort, "sort"),
    (Action::ColumnLeft, "left"),
    (Action::ColumnRight, "right"),
];

/// Columns between two columns.
pub const GAP: usize = 1;

impl Grid {
    /// Moves the selection, if that is what an action does.
    pub fn update(&mut self, action: Action, columns: usize) {
        let last = columns.saturating_sub(1);
        match action {
            Action::ColumnLeft => self.column = self.column.saturating_sub(1),
            Action::ColumnRight => self.column = (self.column + 1).min(last),
            Action::FirstColumn => self.column = 0,
            Action::LastColumn => self.column = last,
            _ => self.rows.update(action),
        }
    }

    /// Fits it to `rows` rows, of which `height` are in sight, and to columns of these `widths` in so much `room`.
    pub fn settle(&mut self, rows: usize, height: u16, widths: &[usize], room: usize) {
        self.rows.settle(rows, height);
        self.column = self.column.min(widths.len().saturating_sub(1));
        let rest = room.saturating_sub(widths.first().copied().unwrap_or(0));
        let fitting = |from: usize| {
            let mut left = rest;
            let fits = |width: &&usize| {
                let fits = left >= **width + GAP;
                left = left.saturating_sub(**width + GAP);
                fits
            };
            widths.iter().skip(from).take_while(fits).count().max(1)
        };
        self.left = self.left.max(1);
        if self.column > 0 {
            self.left = self.left.min(self.column);
            while self.left + fitting(self.left) <= self.column {
                self.left += 1;
            }
        }
        // No room stays empty while there are columns to the left.
        while self.left > 1 && self.left - 1 + fitting(self.left - 1) >= widths.len() {
            self.left -= 1;
        }
        self.shown = fitting(self.left).min(widths.len().saturating_sub(self.left));
    }

    /// The row that was drawn at a place of the screen, and which of the columns, which have these `widths`.
    pub fn cell_at(&self, at: Position, widths: &[usize]) -> Option<(usize, Option<usize>)> {
        let row = self.rows.row_at(at)?;
        let mut end = 1 + widths.first()?;
        let mut shown = self.columns().filter_map(|column| Some((column, *widths.get(column)?)));
        let x = usize::from(at.x);
        let column = if x < end {
            Some(0)
        } else {
            shown
                .find(|(_, width)| {
                    end += GAP + width;
                    x < end
                })
                .map(|(column, _)| column)
        };
        Some((row, column))
    }

    /// Selects a row, and a column where one is known.
    pub fn go_to(&mut self, (row, column): (usize, Option<usize>)) {
        self.rows.at = row;
        self.column = column.unwrap_or(self.column);
    }

    /// The columns in sight beside the first.
    pub fn columns(&self) -> Range<usize> {
        self.left..self.left + self.shown
    }

    /// Signs that there are columns to the left or right that are not in sight.
    pub fn beyond(&self, columns: usize) -> (bool, bool) {
        (self.left > 1, self.left + self.shown < columns)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_selected_column_stays_in_sight_beside_the_first() {
        let widths = [10, 4, 4, 4, 4, 4];
        let mut grid = Grid::default();
        grid.settle(3, 3, &widths, 20);
        assert_eq!((grid.columns(), grid.beyond(6)), (1..3, (false, true)));
        for _ in 0..3 {
            grid.update(Action::ColumnRight, 6);
        }
        grid.settle(3, 3, &widths, 20);
        assert_eq!((grid.column, grid.columns(), grid.beyond(6)), (3, 2..4, (true, true)));
        grid.update(Action::LastColumn, 6);
        grid.settle(3, 3, &widths, 20);
        assert_eq!((grid.columns(), grid.beyond(6)), (4..6, (true, false)));
        grid.settle(3, 3, &widths, 80);
        assert_eq!(grid.columns(), 1..6);
        grid.update(Action::FirstColumn, 6);
        grid.settle(3, 3, &widths, 80);
        assert_eq!(grid.column, 0);
    }

    #[test]
    fn a_table_narrower_than_its_columns_shows_one() {
        let mut grid = Grid::default();
        grid.settle(1, 1, &[10, 40, 40], 20);
        assert_eq!(grid.columns(), 1..2);
        grid.settle(0, 0, &[10], 20);
        assert_eq!(grid.columns(), 1..1);
    }
}
