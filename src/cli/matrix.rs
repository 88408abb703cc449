//! `dixit matrix`: who is quoted where.

use super::{
    Outcome,
    args::MatrixArgs,
    console::Console,
    input,
    table::{self, Column, Set},
};
use crate::view::{Matrix, MatrixRow, Tally, cells};

/// Columns a name may take on a terminal.
const NAME: usize = 32;

pub(super) fn run(args: &MatrixArgs, console: &mut Console) -> anyhow::Result<Outcome> {
    let briefing = input::briefing(&args.input, console)?;
    let matrix = Matrix::new(&briefing, false);
    if matrix.rows.is_empty() {
        console.notice("nobody is quoted in these articles");
        return Ok(Outcome::NothingMatched);
    }
    let Some(columns) = console.columns else {
        for row in &matrix.rows {
            for (outlet, Tally { quotations, statements }) in &row.cells {
                let numbers = [quotations.to_string(), statements.to_string()];
                let [quotations, statements] = numbers.each_ref().map(String::as_str);
                console.fields([row.name.as_str(), matrix.outlets.name(*outlet), quotations, statements])?;
            }
        }
        return Ok(Outcome::Done);
    };
    let shown = fitting(&matrix, columns);
    let left_out = matrix.totals.len() - shown;
    let heads = (0..shown).map(|outlet| Column { head: matrix.outlets.name(outlet), set: Set::Right });
    let first = [Column { head: "ACTOR", set: Set::Cut }, Column { head: "ALL", set: Set::Right }];
    let last = [Column { head: "OUTLETS", set: Set::Right }];
    let heads: Vec<Column<'_>> = first.into_iter().chain(last).chain(heads).collect();
    let cells = |row: &MatrixRow| -> Vec<String> {
        let outlets = (0..shown).map(|outlet| match row.cell(outlet) {
            Tally { quotations: 0, .. } => String::new(),
            tally => tally.short(),
        });
        [row.name.clone(), row.all.short(), row.cells.len().to_string()].into_iter().chain(outlets).collect()
    };
    table::print(&heads, &matrix.rows.iter().map(cells).collect::<Vec<_>>(), console)?;
    if left_out > 0 {
        console.notice(&format!(
            "{left_out} more outlets are not shown for want of room; the reader (gm) has them"
        ));
    }
    Ok(Outcome::Done)
}

/// How many outlets there is room for beside the name, all and the number of outlets.
fn fitting(matrix: &Matrix, columns: usize) -> usize {
    let mut left = columns.saturating_sub(NAME.min(columns / 3) + 2 * 2 + 8 + 7);
    let width = |outlet: usize| cells::width(matrix.outlets.name(outlet)).max(5) + 2;
    (0..matrix.totals.len())
        .take_while(|outlet| {
            let fits = left >= width(*outlet);
            left = left.saturating_sub(width(*outlet));
            fits
        })
        .count()
}
