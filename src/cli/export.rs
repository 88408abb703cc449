//! `dixit export`: the sheet, or one for each actor.

use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::{Outcome, args::ExportArgs, console::Console, formats, input, quotes, sheets};
use crate::{
    briefing::{ActorId, Briefing},
    export::{Existing, ExportError, Format, Sheet, save},
    view::Selection,
};

pub(super) fn run(args: &ExportArgs, console: &mut Console) -> anyhow::Result<Outcome> {
    let formats = formats::all();
    let format = match &args.format {
        Some(id) => formats::of_id(&formats, id)?,
        None => formats.of_path(&args.output).unwrap_or_else(|| formats.usual()),
    };
    anyhow::ensure!(
        format.is_text || args.output != Path::new("-") || console.columns.is_none(),
        "{} is nothing a terminal can show: name a file with -o, or give it to another program",
        format.name
    );
    let briefing = input::briefing(&args.input, console)?;
    let actors = input::actors(&args.actors, &briefing, console);
    if actors.is_empty() && !args.actors.is_empty() {
        return Ok(Outcome::NothingMatched);
    }
    let Some(selection) = quotes::selection(&args.filter, actors, false, &briefing, console) else {
        return Ok(Outcome::NothingMatched);
    };
    if let Some(files) = sheets::one_each(&args.output, &briefing, &selection) {
        return one_each(args, &files, format, (&briefing, &selection), console);
    }
    let sheet = Sheet::new(&briefing, &selection);
    let outcome = of_sheet(&sheet, console);
    if sheet.is_empty() && sheet.refused.is_empty() {
        console.notice("nobody could be named for what fits; dixit quotes lists it");
        return Ok(Outcome::NothingMatched);
    }
    let bytes = sheet.to_bytes(format, &briefing)?;
    if args.output == Path::new("-") {
        match format.extension.rsplit('.').next() {
            Some("json" | "jsonl" | "jsonld") => console.json(&String::from_utf8_lossy(&bytes))?,
            _ => console.file(&bytes)?,
        }
        return Ok(outcome);
    }
    write(&args.output, &bytes, args.force)?;
    console.notice(&format!("{} written to {}", sheets::quotations(sheet.len()), args.output.display()));
    Ok(outcome)
}

/// Writes a sheet for each actor into a file of its own; nothing, if one of them may not be replaced.
fn one_each(
    args: &ExportArgs,
    files: &[(ActorId, PathBuf)],
    format: &Format,
    (briefing, selection): (&Briefing, &Selection),
    console: &mut Console,
) -> anyhow::Result<Outcome> {
    if let Some((_, there)) = files.iter().find(|(_, path)| !args.force && path.exists()) {
        return Err(ExportError::Exists(there.clone())).context(KEPT);
    }
    let mut outcome = if files.is_empty() { Outcome::NothingMatched } else { Outcome::Done };
    let mut written = 0;
    for (actor, path) in files {
        let sheet = Sheet::new(briefing, &Selection { actors: vec![*actor], ..selection.clone() });
        if of_sheet(&sheet, console) == Outcome::Refused {
            outcome = Outcome::Refused;
        }
        if sheets::make_folder(path)? {
            let folder = path.parent().unwrap_or(path);
            console.notice(&format!("there was no folder {}; it was made", folder.display()));
        }
        write(path, &sheet.to_bytes(format, briefing)?, args.force)?;
        written += sheet.len();
    }
    let (quotations, pattern) = (sheets::quotations(written), args.output.display());
    console.notice(&format!("{quotations} written to {}, {pattern}", sheets::files(files.len())));
    Ok(outcome)
}

/// What to do about a file that is there.
const KEPT: &str = "nothing written (--force replaces the file)";

fn write(path: &Path, bytes: &[u8], force: bool) -> anyhow::Result<()> {
    let existing = if force { Existing::Replace } else { Existing::Keep };
    match save(path, bytes, existing) {
        Err(error @ ExportError::Exists(_)) => Err(error).context(KEPT),
        saved => Ok(saved?),
    }
}

/// Tells what was refused.
fn of_sheet(sheet: &Sheet, console: &mut Console) -> Outcome {
    for refused in &sheet.refused {
        console.notice(&refused.to_string());
    }
    if sheet.refused.is_empty() { Outcome::Done } else { Outcome::Refused }
}
