//! `dixit export`: the sheet, or one for each actor.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use anyhow::Context as _;

use super::{Outcome, args::ExportArgs, console::Console, formats, input, quotes};
use crate::{
    briefing::Briefing,
    export::{Existing, ExportError, Format, Sheet, save},
    text::file_name,
    view::Selection,
};

/// What stands in the path for the name of an actor.
const ACTOR: &str = "{actor}";

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
    if let Some(pattern) = args.output.to_str().filter(|path| path.contains(ACTOR)) {
        return one_each(args, pattern, format, (&briefing, &selection), console);
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
    console.notice(&format!("{} written to {}", quotations(sheet.len()), args.output.display()));
    Ok(outcome)
}

/// Writes a sheet for each actor into a file of its own; nothing, if one of them may not be replaced.
fn one_each(
    args: &ExportArgs,
    pattern: &str,
    format: &Format,
    (briefing, selection): (&Briefing, &Selection),
    console: &mut Console,
) -> anyhow::Result<Outcome> {
    let actors: Vec<_> = selection.by_actor(briefing).into_iter().map(|(actor, _)| actor).collect();
    let names = actors.iter().map(|id| briefing.actor(*id).map_or("", |actor| actor.name.as_str()));
    let paths = file_name::stems(names).into_iter().map(|stem| PathBuf::from(pattern.replace(ACTOR, &stem)));
    let paths: Vec<PathBuf> = paths.collect();
    if let Some(there) = paths.iter().find(|path| !args.force && path.exists()) {
        return Err(ExportError::Exists(there.clone())).context(KEPT);
    }
    let mut outcome = if actors.is_empty() { Outcome::NothingMatched } else { Outcome::Done };
    let mut written = 0;
    for (actor, path) in actors.iter().zip(&paths) {
        let sheet = Sheet::new(briefing, &Selection { actors: vec![*actor], ..selection.clone() });
        if of_sheet(&sheet, console) == Outcome::Refused {
            outcome = Outcome::Refused;
        }
        if make_folder(path)? {
            let folder = path.parent().unwrap_or(path);
            console.notice(&format!("there was no folder {}; it was made", folder.display()));
        }
        write(path, &sheet.to_bytes(format, briefing)?, args.force)?;
        written += sheet.len();
    }
    let files = if paths.len() == 1 { "1 file".to_owned() } else { format!("{} files", paths.len()) };
    console.notice(&format!("{} written to {files}, {pattern}", quotations(written)));
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

/// Makes the folder of a file, if only that is missing of its path; whether it did.
fn make_folder(path: &Path) -> anyhow::Result<bool> {
    let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) else {
        return Ok(false);
    };
    match fs::create_dir(folder) {
        Ok(()) => Ok(true),
        Err(error) if matches!(error.kind(), io::ErrorKind::AlreadyExists | io::ErrorKind::NotFound) => {
            Ok(false)
        }
        Err(error) => Err(ExportError::Write { path: folder.to_owned(), error }.into()),
    }
}

/// Tells what was refused.
fn of_sheet(sheet: &Sheet, console: &mut Console) -> Outcome {
    for refused in &sheet.refused {
        console.notice(&refused.to_string());
    }
    if sheet.refused.is_empty() { Outcome::Done } else { Outcome::Refused }
}

fn quotations(count: usize) -> String {
    format!("{count} quotation{}", if count == 1 { "" } else { "s" })
}
