//! Who is quoted where: a table of actors by outlets to move in, with the quotations of each cell.

mod draw;

use ratatui::{buffer::Buffer, layout::Position};

use super::{
    Ground, Hint, List, Overlaid, Overlay, Quotations, Reply,
    awaited::{Awaited, Of},
    grid::{self, Grid},
    page,
};
use crate::{
    briefing::Whose,
    tui::{
        action::{Action, Context},
        behind::{Wanted, Worked},
        moved::Moved,
        scene::Scene,
    },
    view::{Matrix, MatrixOrder, MatrixRow, Tally, cells},
};

/// The matrix on screen.
#[derive(Debug)]
pub struct MatrixPage {
    grid: Grid,
    matrix: Matrix,
    /// The columns of the widest cell of each outlet.
    widest: Vec<usize>,
    awaited: Awaited,
    order: MatrixOrder,
    reversed: bool,
    widths: Vec<usize>,
    /// Who is selected, while the rows are made anew.
    followed: Option<Whose>,
}

/// The columns before those of outlets: name, all outlets, how many outlets.
const BEFORE: usize = 3;
/// Columns of a name: at least, at most, and of a hundred of the screen.
const NAME: (usize, usize, usize) = (12, 40, 34);
/// Columns of an outlet's column: at least, and at most.
const OUTLET: (usize, usize) = (5, 14);

impl Default for MatrixPage {
    fn default() -> Self {
        Self {
            grid: Grid::default(),
            matrix: Matrix::default(),
            widest: Vec::new(),
            awaited: Awaited::default(),
            order: MatrixOrder::All,
            reversed: false,
            widths: Vec::new(),
            followed: None,
        }
    }
}

impl MatrixPage {
    /// The matrix, with somebody's row selected.
    pub fn at(whose: Option<Whose>) -> Self {
        Self { followed: whose, ..Self::default() }
    }

    /// Sorts by the selected column; by the one it is sorted by, the other way round.
    fn sort(&mut self) {
        let order = match self.grid.column {
            0 => MatrixOrder::Name,
            1 => MatrixOrder::All,
            2 => MatrixOrder::Outlets,
            column => MatrixOrder::Outlet(column - BEFORE),
        };
        self.reversed = order == self.order && !self.reversed;
        self.order = order;
        self.matrix.sort(self.order, self.reversed);
        self.grid.rows.at = 0;
    }

    /// The outlet of the selected column, if it is one's.
    fn outlet(&self) -> Option<usize> {
        self.grid.column.checked_sub(BEFORE)
    }

    /// Shows the matrix made of this, if it is the one that is wanted.
    fn show(&mut self, of: Of, matrix: Matrix) {
        if !self.awaited.takes(of) {
            return;
        }
        let outlet = match self.order {
            MatrixOrder::Outlet(column) => self.matrix.outlets.all.get(column).cloned(),
            _ => None,
        };
        self.matrix = matrix;
        if let MatrixOrder::Outlet(_) = self.order {
            let column = self.matrix.outlets.all.iter().position(|of| Some(of) == outlet.as_ref());
            self.order = column.map_or(MatrixOrder::All, MatrixOrder::Outlet);
        }
        if (self.order, self.reversed) != (MatrixOrder::All, false) {
            self.matrix.sort(self.order, self.reversed);
        }
        self.widest = vec![0; self.matrix.outlets.all.len()];
        for row in &self.matrix.rows {
            for (column, tally) in &row.cells {
                let own = self.cell(row, *column, *tally).len();
                if let Some(widest) = self.widest.get_mut(*column) {
                    *widest = own.max(*widest);
                }
            }
        }
        let followed = self.followed.take();
        let row = self.matrix.rows.iter().position(|row| Some(row.whose) == followed);
        self.grid.rows.at = row.unwrap_or(self.grid.rows.at);
    }

    /// What a cell that is not empty says.
    fn cell(&self, row: &MatrixRow, column: usize, tally: Tally) -> String {
        let only = self.matrix.outlets.all.len() > 1 && row.only() == Some(column);
        if only { format!("only {}", tally.short()) } else { tally.short() }
    }

    /// Whose row is selected.
    pub fn selected(&self) -> Option<Whose> {
        self.matrix.rows.get(self.grid.rows.at).map(|row| row.whose)
    }

    fn widths(&self, room: usize) -> Vec<usize> {
        let (least, most, part) = NAME;
        let name = most.min(room * part / 100).max(least);
        let outlet = |(number, total): (usize, &Tally)| {
            let head = cells::width(self.matrix.outlets.name(number)).clamp(OUTLET.0, OUTLET.1);
            head.max(total.short().len()).max(self.widest.get(number).copied().unwrap_or(0))
        };
        let all = self.matrix.all.short().len().max(5);
        let outlets = self.matrix.totals.iter().enumerate().map(outlet);
        [name, all, "outlets".len()].into_iter().chain(outlets).collect()
    }
}

impl Overlaid for MatrixPage {
    fn context(&self) -> Context {
        Context::Table
    }

    fn hints(&self) -> Vec<Hint> {
        grid::HINTS.into()
    }

    fn accept(&mut self, scene: &Scene<'_>) -> Reply {
        if let Some(reply) = self.awaited.ask(scene) {
            return reply;
        }
        let Some(row) = self.matrix.rows.get(self.grid.rows.at) else { return Reply::Stay };
        let quotes = self.matrix.quotes(scene.briefing, row.whose, self.outlet());
        let place = self.outlet().map_or("all outlets", |outlet| self.matrix.outlets.name(outlet));
        if quotes.is_empty() {
            return Reply::Note(format!("{place} does not quote {}", row.name));
        }
        let list = Quotations::new(format!("{} in {place}", row.name), row.whose, quotes);
        Reply::Push(Box::new(Overlay::Quotations(list)))
    }

    fn update(&mut self, action: Action, _: &Scene<'_>) -> Reply {
        match action {
            Action::Sort => self.sort(),
            _ => self.grid.update(action, self.widths.len()),
        }
        Reply::Stay
    }

    /// Follows the selected row, if it is there.
    fn follow(&mut self, moved: &Moved<'_>) -> bool {
        let selected = self.followed.or(self.selected());
        self.followed = selected.and_then(|whose| moved.whose(whose));
        true
    }

    fn wants(&mut self, of: Of) -> Option<Wanted> {
        self.awaited.wants(of).then_some(Wanted::Matrix(of.1))
    }

    fn take(&mut self, generation: u64, worked: Worked) -> Option<Worked> {
        let Worked::Matrix(attitudes, matrix) = worked else { return Some(worked) };
        self.show((generation, attitudes), *matrix);
        None
    }

    fn was_asked(&mut self) -> bool {
        self.awaited.was_asked()
    }

    fn list(&self) -> Option<&List> {
        Some(&self.grid.rows)
    }

    fn list_mut(&mut self) -> Option<&mut List> {
        Some(&mut self.grid.rows)
    }

    fn texts(&self, _: &Scene<'_>) -> Vec<String> {
        self.matrix.rows.iter().map(|row| row.name.clone()).collect()
    }

    fn row_at(&self, at: Position) -> Option<(usize, Option<usize>)> {
        self.grid.cell_at(at, &self.widths)
    }

    fn go_to_row(&mut self, cell: (usize, Option<usize>), _: &Scene<'_>) {
        self.grid.go_to(cell);
    }

    fn settle(&mut self, Ground { screen, .. }: Ground<'_>) {
        let inside = page::inside(screen.main);
        self.widths = self.widths(usize::from(inside.width));
        // A line for the heads, and one for the totals.
        let room = usize::from(inside.width).saturating_sub(2);
        self.grid.settle(self.matrix.rows.len(), inside.height.saturating_sub(2), &self.widths, room);
    }

    fn draw(&self, ground: Ground<'_>, buffer: &mut Buffer) -> Option<(u16, u16)> {
        self.draw_table(ground, buffer);
        None
    }
}
