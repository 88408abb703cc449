//! Tables: aligned by display width on a terminal, tab-separated elsewhere.

use std::io;

use super::console::Console;
use crate::view::cells;

/// A column of a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    /// What stands over it on a terminal.
    pub head: &'static str,
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
    /// Only where there is no terminal.
    Plain,
}

/// A narrower column than this says nothing.
const NARROWEST: usize = 12;

/// Between columns.
const GAP: &str = "  ";

/// Prints `rows` under `columns`.
pub(super) fn print(columns: &[Column], rows: &[Vec<String>], console: &mut Console) -> io::Result<()> {
    let Some(width) = console.columns else {
        return rows.iter().try_for_each(|row| console.fields(row.iter().map(String::as_str)));
    };
    lines(columns, rows, width).iter().try_for_each(|line| console.line(line))
}

/// The lines of a table on a terminal of this width, the heads first.
fn lines(columns: &[Column], rows: &[Vec<String>], width: usize) -> Vec<String> {
    let heads: Vec<String> = columns.iter().map(|column| column.head.to_owned()).collect();
    let widths = widths(columns, rows, width);
    std::iter::once(&heads)
        .chain(rows)
        .map(|row| {
            let cells =
                columns.iter().zip(row).zip(&widths).filter(|((column, _), _)| column.set != Set::Plain);
            let set: Vec<String> =
                cells.map(|((column, cell), width)| fit(cell, *width, column.set)).collect();
            set.join(GAP).trim_end().to_owned()
        })
        .collect()
}

/// The width of each column: its widest cell, but columns that may be cut share what is left.
fn widths(columns: &[Column], rows: &[Vec<String>], width: usize) -> Vec<usize> {
    let natural: Vec<usize> = columns
        .iter()
        .enumerate()
        .map(|(i, column)| {
            let cells = rows.iter().filter_map(|row| row.get(i)).map(|cell| cells::width(cell));
            cells.max().unwrap_or(0).max(column.head.len())
        })
        .collect();
    let shown = |set: Set| columns.iter().zip(&natural).filter(move |(column, _)| column.set == set);
    let taken: usize = shown(Set::Left).chain(shown(Set::Right)).map(|(_, width)| width).sum();
    let gaps = columns.iter().filter(|column| column.set != Set::Plain).count().saturating_sub(1) * GAP.len();
    let mut left = width.saturating_sub(taken + gaps);
    // The narrowest first, so that what one does not need the others get.
    let mut cut: Vec<usize> =
        (0..columns.len()).filter(|&i| columns.get(i).is_some_and(|c| c.set == Set::Cut)).collect();
    cut.sort_by_key(|&i| natural.get(i).copied());
    let mut widths = natural;
    let mut sharing = cut.len();
    for i in cut {
        if let Some(own) = widths.get_mut(i) {
            *own = (*own).min((left / sharing.max(1)).max(NARROWEST));
            left = left.saturating_sub(*own);
        }
        sharing -= 1;
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
            Column { head: "ROLES", set: Set::Cut },
        ];
        let row =
            |name: &str, n: &str, roles: &str| vec![name.into(), n.into(), "hidden".into(), roles.into()];
        let rows = [
            row("Muqtada al-Sadr", "12", "Iraq’s powerful Shiite cleric"),
            row("日本放送協会", "3", ""),
            row("Evil\u{1b}[2J", "1", "e\u{301}e\u{301}"),
        ];
        assert_eq!(lines(&columns, &rows, width), expected);
    }

    #[test]
    fn columns_align_by_what_the_terminal_shows() {
        check(
            80,
            &[
                "NAME              N  ROLES",
                "Muqtada al-Sadr  12  Iraq’s powerful Shiite cleric",
                "日本放送協会      3",
                "Evil\u{1b}[2J          1  e\u{301}e\u{301}",
            ],
        );
    }

    #[test]
    fn what_does_not_fit_is_cut_and_says_so() {
        check(
            36,
            &[
                "NAME              N  ROLES",
                "Muqtada al-Sadr  12  Iraq’s powerfu…",
                "日本放送協会      3",
                "Evil\u{1b}[2J          1  e\u{301}e\u{301}",
            ],
        );
    }
}
