//! The sheet as JSON: the schema is [`Sheet`] itself.

use std::io::{self, Write};

use super::Sheet;

pub(super) fn write(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, sheet)?;
    out.write_all(b"\n")
}
