//! The sheet as CSV: one quotation a row, safe to open in a spreadsheet.

use std::{
    borrow::Cow,
    io::{self, Write},
};

use super::{
    Sheet,
    table::{COLUMNS, rows},
};

pub(super) fn write(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(COLUMNS.map(|(name, _)| name))?;
    for (_, cells) in rows(sheet) {
        for cell in &cells {
            writer.write_field(harmless(&cell.text()).as_bytes())?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()
}

/// `cell` so that no spreadsheet takes it for a formula: an apostrophe goes before = + - @, tab and line breaks.
fn harmless(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn what_a_spreadsheet_would_run_begins_with_an_apostrophe() {
        for cell in ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"] {
            assert_eq!(harmless(cell), format!("'{cell}"));
        }
        for cell in ["", "“=1”", "a-b", "2026-01-19"] {
            assert_eq!(harmless(cell), cell);
        }
    }
}
