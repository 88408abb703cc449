//! The matrix onto the screen: heads, rows, totals.

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use super::{BEFORE, MatrixPage};
use crate::{
    tui::{
        articles::RowLook,
        overlay::{Ground, grid::GAP, page},
        paint::{Pen, thumb},
        theme::Theme,
    },
    view::{Carrier, MatrixOrder, MatrixRow, Role, Tally, cells},
};

impl MatrixPage {
    /// Draws it.
    pub(super) fn draw_table(&self, Ground { theme, screen, .. }: Ground<'_>, buffer: &mut Buffer) {
        let rows = &self.matrix.rows;
        let is_outlet = |of: &&Carrier| matches!(of, Carrier::Outlet(_));
        let outlets = some(self.matrix.outlets.all.iter().filter(is_outlet).count(), "outlet");
        let once = match self.matrix.once() {
            0 => String::new(),
            once => format!(", {once} quoted once"),
        };
        let actors = some(self.matrix.actors(), "actor");
        let more = format!("{actors} in {outlets}{once} · quotations/statements");
        let more = if self.awaited.is_there() { more } else { String::new() };
        page::draw(screen.main, "Who is quoted where", &more, &self.grid.rows.counter(), theme, buffer);
        let inside = page::inside(screen.main);
        if !self.awaited.is_there() {
            return page::counting(inside, theme, buffer);
        }
        self.draw_heads(theme, inside, buffer);
        let body = Rect { y: inside.y + 1, height: inside.height.saturating_sub(2), ..inside };
        self.grid.rows.draws(body, 1);
        for (y, row) in self.grid.rows.in_sight(rows).iter().enumerate() {
            self.draw_row(y, row, theme, body, buffer);
        }
        if rows.is_empty() {
            Pen::new(buffer, body, 0).skip(1).put("Nobody is quoted.", theme.style(Role::Dim));
            return;
        }
        self.draw_totals(theme, inside, buffer);
        if let Some((first, height)) =
            thumb(body.height, self.grid.rows.top, self.grid.rows.height, rows.len())
        {
            let area = Rect { y: body.y + first, height, ..body };
            let x = body.right().saturating_sub(1);
            crate::tui::paint::column(buffer, area, x, "┃", theme.style(Role::Rule));
        }
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

fn some(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}
