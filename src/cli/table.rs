//! Tables: aligned by display width on a terminal, tab-separated elsewhere.

use std::io;

use super::console::Console;
use crate::view::cells;

/// A column of a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column<'h> {
    /// What stands over it on a terminal.
    pub head: &'h str,
    /// How it is set.
    pub set: Set,
}

/// How a column is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Set {
    /// Numbers, at the right edge.
    Right,
    /// Words, at the left edge, whole.
    Left,
    /// Words, at the left edge, cut when the terminal is too narrow.
    Cut,
    /// The same, but left out when the terminal is far too narrow.
    Extra,
    /// Only where there is no terminal.
    Plain,
}

/// A narrower column than this says nothing.
const NARROWEST: usize = 12;

/// Between columns.
const GAP: &str = "  ";

/// Prints `rows` under `columns`.
pub(super) fn print(columns: &[Column<'_>], rows: &[Vec<String>], console: &mut Console) -> io::Result<()> {
    let Some(width) = console.columns else {
        return rows.iter().try_for_each(|row| console.fields(row.iter().map(String::as_str)));
    };
    lines(columns, rows, width).iter().try_for_each(|line| console.line(line))
}

/// The lines of a table on a terminal of this width, the heads first.
fn lines(columns: &[Column<'_>], rows: &[Vec<String>], width: usize) -> Vec<String> {
    let heads: Vec<String> = columns.iter().map(|column| column.head.to_owned()).collect();
    let widths = widths(columns, rows, width);
    std::iter::once(&heads)
        .chain(rows)
        .map(|row| {
            let cells = columns.iter().zip(row).zip(&widths);
            let set: Vec<String> =
                cells.filter_map(|((column, cell), width)| Some(fit(cell, (*width)?, column.set))).collect();
            set.join(GAP).trim_end().to_owned()
        })
        .collect()
}

/// The width of each column, `None` for those left out: its widest cell, but columns that may be cut take
/// what is left, and where there are extra ones no more than three fifths of it.
fn widths(columns: &[Column<'_>], rows: &[Vec<String>], width: usize) -> Vec<Option<usize>> {
    let natural = |i: usize, column: &Column<'_>| {
        let cells = rows.iter().filter_map(|row| row.get(i)).map(|cell| cells::width(cell));
        cells.max().unwrap_or(0).max(column.head.len())
    };
    let mut widths: Vec<Option<usize>> = columns
        .iter()
        .enumerate()
        .map(|(i, column)| matches!(column.set, Set::Left | Set::Right).then(|| natural(i, column)))
        .collect();
    let fixed: usize = widths.iter().flatten().map(|width| width + GAP.len()).sum();
    let mut left = width.saturating_sub(fixed);
    let of = |set: Set| columns.iter().enumerate().filter(move |(_, column)| column.set == set);
    let mut extra = of(Set::Extra).count();
    for (i, column) in of(Set::Cut) {
        let most = if extra > 0 { left * 3 / 5 } else { left };
        let own = natural(i, column).min(most.max(NARROWEST));
        left = left.saturating_sub(own);
        widths.splice(i..=i, [Some(own)]);
    }
    let mut wanted: usize = of(Set::Extra).map(|(i, column)| natural(i, column) + GAP.len()).sum();
    for (i, column) in of(Set::Extra) {
        wanted -= natural(i, column) + GAP.len();
        let share = left.saturating_sub(wanted).max(left / extra.max(1)).max(NARROWEST + GAP.len());
        let own = natural(i, column).min(share - GAP.len());
        if own + GAP.len() <= left {
            left -= own + GAP.len();
            widths.splice(i..=i, [Some(own)]);
        }
        extra -= 1;
    }
    widths
}

/// `cell` as wide as its column.
fn fit(cell: &str, width: usize, set: Set) -> String {
    let own = cells::width(cell);
    let blank = " ".repeat(width.saturating_sub(own));
    match set {
        Set::Right => blank + cell,
        _ if own <= width => cell.to_owned() + &blank,
        _ => {
            let (head, taken) = cells::head(cell, width.saturating_sub(1));
            format!("{}…{}", head, " ".repeat(width.saturating_sub(taken + 1)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(width: usize, expected: &[&str]) {
        let columns = [
            Column { head: "NAME", set: Set::Cut },
            Column { head: "N", set: Set::Right },
            Column { head: "", set: Set::Plain },
            Column { head: "ROLES", set: Set::Extra },
            Column { head: "ALSO", set: Set::Extra },
        ];
        let row = |cells: [&str; 5]| cells.map(str::to_owned).to_vec();
        let rows = [
            row(["Muqtada al-Sadr", "12", "hidden", "Iraq’s powerful Shiite cleric", "Sadr"]),
            row(["日本放送協会", "3", "hidden", "", "NHK"]),
            row(["Evil\u{1b}[2J", "1", "hidden", "e\u{301}e\u{301}", "x"]),
        ];
        assert_eq!(lines(&columns, &rows, width), expected);
    }

    #[test]
    fn columns_align_by_what_the_terminal_shows() {
        check(
            80,
            &[
                "NAME              N  ROLES                          ALSO",
                "Muqtada al-Sadr  12  Iraq’s powerful Shiite cleric  Sadr",
                "日本放送協会      3                                 NHK",
                "Evil\u{1b}[2J          1  e\u{301}e\u{301}                             x",
            ],
        );
    }

    #[test]
    fn what_does_not_fit_is_cut_and_says_so() {
        check(
            42,
            &[
                "NAME              N  ROLES            ALSO",
                "Muqtada al-Sadr  12  Iraq’s powerfu…  Sadr",
                "日本放送協会      3                   NHK",
                "Evil\u{1b}[2J          1  e\u{301}e\u{301}               x",
            ],
        );
        check(
            24,
            &[
                "NAME           N  ALSO",
                "Muqtada al-…  12  Sadr",
                "日本放送協会   3  NHK",
                "Evil\u{1b}[2J       1  x",
            ],
        );
    }
}
