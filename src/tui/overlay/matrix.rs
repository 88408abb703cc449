//! Who is quoted where: a table of actors by outlets to move in, with the quotations of each cell.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::Style,
};

use super::{
    Ground, Hint, List, Overlaid, Overlay, Quotations, Reply,
    grid::{GAP, Grid},
    page,
};
use crate::{
    briefing::Whose,
    tui::{
        action::{Action, Context},
        articles::RowLook,
        behind::{Wanted, Worked},
        moved::Moved,
        paint::{Pen, thumb},
        scene::Scene,
        theme::Theme,
    },
    view::{Carrier, Matrix, MatrixOrder, MatrixRow, Role, Tally, cells},
};

/// The matrix on screen.
#[derive(Debug)]
pub struct MatrixPage {
    grid: Grid,
    matrix: Matrix,
    /// The columns of the widest cell of each outlet.
    widest: Vec<usize>,
    /// What the matrix was made of, and what it is wanted of: the briefing, and whether attitudes are shown.
    made_of: Option<(u64, bool)>,
    wanted: Option<(u64, bool)>,
    /// Whether the selected cell is to be opened as soon as it is counted.
    is_asked: bool,
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
            made_of: None,
            wanted: None,
            is_asked: false,
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
    fn show(&mut self, of: (u64, bool), matrix: Matrix) {
        if self.wanted != Some(of) {
            return;
        }
        self.made_of = Some(of);
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

    fn head(&self, column: usize) -> &str {
        match column {
            0 => "Actor",
            1 => "All",
            2 => "Outlets",
            column => self.matrix.outlets.name(column - BEFORE),
        }
    }

    /// Whether the rows are sorted by a column: the sign of it.
    fn sorted(&self, column: usize) -> &'static str {
        let by = match self.order {
            MatrixOrder::Name => 0,
            MatrixOrder::All => 1,
            MatrixOrder::Outlets => 2,
            MatrixOrder::Outlet(column) => column + BEFORE,
        };
        match (by == column, self.reversed ^ (by == 0)) {
            (false, _) => "",
            (true, false) => "▾",
            (true, true) => "▴",
        }
    }

    /// Puts what stands in each column in sight, the numbers at its right edge.
    fn put_columns(&self, pen: &mut Pen<'_>, mut text: impl FnMut(usize) -> (String, Style), between: Style) {
        let shown = std::iter::once(0).chain(self.grid.columns());
        for (column, width) in shown.filter_map(|column| Some((column, *self.widths.get(column)?))) {
            let (text, style) = text(column);
            if column == 0 {
                pen.fill(&text, width, style);
            } else {
                pen.blank(GAP, between).fill_right(&text, width, style);
            }
        }
    }

    fn draw_heads(&self, theme: &Theme, area: Rect, buffer: &mut Buffer) {
        let (before, after) = self.grid.beyond(self.widths.len());
        let mut pen = Pen::new(buffer, area, 0);
        pen.put(if before { "‹" } else { " " }, theme.style(Role::Key));
        let head = |column: usize| {
            let role = if column == self.grid.column { Role::TitleFocused } else { Role::Title };
            let sorted = self.sorted(column);
            let width = self.widths.get(column).copied().unwrap_or(0);
            let (head, taken) = cells::head(self.head(column), width.saturating_sub(sorted.len().min(1)));
            let cut = taken < cells::width(self.head(column));
            let head = if cut {
                cells::head(head, taken.saturating_sub(1)).0.to_owned() + "…"
            } else {
                head.into()
            };
            (format!("{head}{sorted}"), theme.style(role))
        };
        self.put_columns(&mut pen, head, Style::default());
        pen.put(if after { "›" } else { " " }, theme.style(Role::Key));
    }

    fn draw_row(&self, y: usize, row: &MatrixRow, theme: &Theme, area: Rect, buffer: &mut Buffer) {
        let selected = self.grid.rows.top + y == self.grid.rows.at;
        let look = RowLook::new(theme, selected, false);
        let line = Rect { y: area.y + y as u16, height: 1, ..area };
        let mut pen = look.begin(line.intersection(area), buffer);
        let cell = |column: usize| {
            let (text, role) = match column {
                0 => (row.name.clone(), Role::Text),
                1 => (row.all.short(), Role::Count),
                2 => (row.cells.len().to_string(), Role::Dim),
                column => match row.cell(column - BEFORE) {
                    Tally { quotations: 0, .. } => ("·".to_owned(), Role::Dim),
                    tally => {
                        let only = row.only() == Some(column - BEFORE) && self.matrix.outlets.all.len() > 1;
                        let role = if only { Role::Count } else { Role::Text };
                        (self.cell(row, column - BEFORE, tally), role)
                    }
                },
            };
            let style = if selected && column == self.grid.column {
                theme.style(Role::RowSelected)
            } else {
                look.over(theme.style(role))
            };
            (text, style)
        };
        self.put_columns(&mut pen, cell, look.base);
    }

    fn draw_totals(&self, theme: &Theme, area: Rect, buffer: &mut Buffer) {
        let mut pen = Pen::new(buffer, area, area.height.saturating_sub(1));
        pen.skip(1);
        let total = |column: usize| {
            let text = match column {
                0 => "all".to_owned(),
                1 => self.matrix.all.short(),
                2 => String::new(),
                column => {
                    self.matrix.totals.get(column - BEFORE).map(|total| total.short()).unwrap_or_default()
                }
            };
            (text, theme.style(Role::Dim))
        };
        self.put_columns(&mut pen, total, Style::default());
    }
}

impl Overlaid for MatrixPage {
    fn context(&self) -> Context {
        Context::Table
    }

    fn hints(&self) -> Vec<Hint> {
        vec![
            (Action::Accept, "quotations"),
            (Action::Sort, "sort"),
            (Action::ColumnLeft, "left"),
            (Action::ColumnRight, "right"),
        ]
    }

    fn accept(&mut self, scene: &Scene<'_>) -> Reply {
        if self.made_of != Some((scene.generation, scene.attitudes)) {
            self.is_asked = true;
            return Reply::Say(page::COUNTING);
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

    fn wants(&mut self, of: (u64, bool)) -> Option<Wanted> {
        (self.wanted.replace(of) != Some(of)).then_some(Wanted::Matrix(of.1))
    }

    fn take(&mut self, generation: u64, worked: Worked) -> Option<Worked> {
        let Worked::Matrix(attitudes, matrix) = worked else { return Some(worked) };
        self.show((generation, attitudes), *matrix);
        None
    }

    fn was_asked(&mut self) -> bool {
        std::mem::replace(&mut self.is_asked, false)
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
        let row = self.grid.rows.row_at(at)?;
        let mut end = 1 + self.widths.first()?;
        let mut shown = self.grid.columns().filter_map(|column| Some((column, *self.widths.get(column)?)));
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

    fn go_to_row(&mut self, (row, column): (usize, Option<usize>), _: &Scene<'_>) {
        self.grid.rows.at = row;
        self.grid.column = column.unwrap_or(self.grid.column);
    }

    fn settle(&mut self, Ground { screen, .. }: Ground<'_>) {
        let inside = page::inside(screen.main);
        self.widths = self.widths(usize::from(inside.width));
        // A line for the heads, and one for the totals.
        let room = usize::from(inside.width).saturating_sub(2);
        self.grid.settle(self.matrix.rows.len(), inside.height.saturating_sub(2), &self.widths, room);
    }

    fn draw(&self, Ground { theme, screen, .. }: Ground<'_>, buffer: &mut Buffer) -> Option<(u16, u16)> {
        let rows = &self.matrix.rows;
        let is_outlet = |of: &&Carrier| matches!(of, Carrier::Outlet(_));
        let outlets = some(self.matrix.outlets.all.iter().filter(is_outlet).count(), "outlet");
        let once = match self.matrix.once() {
            0 => String::new(),
            once => format!(", {once} quoted once"),
        };
        let actors = some(self.matrix.actors(), "actor");
        let more = format!("{actors} in {outlets}{once} · quotations/statements");
        let more = if self.made_of.is_some() { more } else { String::new() };
        page::draw(screen.main, "Who is quoted where", &more, &self.grid.rows.counter(), theme, buffer);
        let inside = page::inside(screen.main);
        if self.made_of.is_none() {
            page::counting(inside, theme, buffer);
            return None;
        }
        self.draw_heads(theme, inside, buffer);
        let body = Rect { y: inside.y + 1, height: inside.height.saturating_sub(2), ..inside };
        self.grid.rows.draws(body, 1);
        for (y, row) in self.grid.rows.in_sight(rows).iter().enumerate() {
            self.draw_row(y, row, theme, body, buffer);
        }
        if rows.is_empty() {
            Pen::new(buffer, body, 0).skip(1).put("Nobody is quoted.", theme.style(Role::Dim));
            return None;
        }
        self.draw_totals(theme, inside, buffer);
        if let Some((first, height)) =
            thumb(body.height, self.grid.rows.top, self.grid.rows.height, rows.len())
        {
            let area = Rect { y: body.y + first, height, ..body };
            let x = body.right().saturating_sub(1);
            crate::tui::paint::column(buffer, area, x, "┃", theme.style(Role::Rule));
        }
        None
    }
}

fn some(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}
