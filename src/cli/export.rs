//! `dixit export`: the sheet.

use std::path::Path;

use anyhow::Context as _;

use super::{Outcome, args::ExportArgs, console::Console, input, quotes};
use crate::export::{Existing, ExportError, FORMATS, Format, Sheet, save};

pub(super) fn run(args: &ExportArgs, console: &mut Console) -> anyhow::Result<Outcome> {
    let format = args.format.or_else(|| Format::of_path(&args.output)).unwrap_or(FORMATS[0]);
    let briefing = input::briefing(&args.input, console)?;
    let actors = input::actors(&args.actors, &briefing, console);
    if actors.is_empty() {
        return Ok(Outcome::NothingMatched);
    }
    let Some(selection) = quotes::selection(&args.filter, actors, false, &briefing, console) else {
        return Ok(Outcome::NothingMatched);
    };
    let sheet = Sheet::new(&briefing, &selection);
    let bytes = sheet.to_bytes(format, &briefing)?;
    let outcome = if sheet.refused.is_empty() { Outcome::Done } else { Outcome::Refused };
    for refused in &sheet.refused {
        console.notice(&refused.to_string());
    }
    if args.output == Path::new("-") {
        match format.id {
            "json" => console.json(&String::from_utf8_lossy(&bytes))?,
            _ => console.file(&bytes)?,
        }
        return Ok(outcome);
    }
    let existing = if args.force { Existing::Replace } else { Existing::Keep };
    let saved = save(&args.output, &bytes, existing);
    if let Err(error @ ExportError::Exists(_)) = saved {
        return Err(error).context("nothing written (--force replaces the file)");
    }
    saved?;
    let count = sheet.len();
    let plural = if count == 1 { "" } else { "s" };
    console.notice(&format!("{count} quotation{plural} written to {}", args.output.display()));
    Ok(outcome)
}
