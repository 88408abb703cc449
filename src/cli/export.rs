//! `dixit export`: the sheet.

use std::path::Path;

use anyhow::Context as _;

use super::{Outcome, args::ExportArgs, console::Console, input, quotes};
use crate::export::{Existing, ExportError, Format, Sheet, save};

pub(super) fn run(args: &ExportArgs, console: &mut Console) -> anyhow::Result<Outcome> {
    let format = args.format.map_or_else(|| format_of(&args.output), Format::from);
    let briefing = input::briefing(&args.input, console)?;
    let actors = input::actors(&args.actors, &briefing, console);
    if actors.is_empty() {
        return Ok(Outcome::NothingMatched);
    }
    let Some(selection) = quotes::selection(&args.filter, actors, false, &briefing, console) else {
        return Ok(Outcome::NothingMatched);
    };
    let sheet = Sheet::new(&briefing, &selection)?;
    let bytes = sheet.to_bytes(format)?;
    if args.output == Path::new("-") {
        match format {
            Format::Json => console.json(&String::from_utf8_lossy(&bytes))?,
            Format::Markdown | Format::Csv => console.file(&bytes)?,
        }
        return Ok(Outcome::Done);
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
    Ok(Outcome::Done)
}

/// The format a file's name asks for.
fn format_of(path: &Path) -> Format {
    let extension = path.extension().and_then(|e| e.to_str()).map(str::to_lowercase);
    let named = |format: &Format| Some(format.extension()) == extension.as_deref();
    Format::ALL.into_iter().find(named).unwrap_or(Format::Markdown)
}
