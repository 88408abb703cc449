//! Sheets into files, one or one for each actor: what the command line and the reader do alike, and what the reader is
//! given of it, for screen and sheet do not know each other.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    briefing::{ActorId, Briefing},
    export::{Existing, ExportError, Format, Formats, Sheet, save},
    text::file_name,
    tui::{self, Order, Preview, Refusal},
    view::Selection,
};

/// What stands in a path for the name of an actor.
const ACTOR: &str = "{actor}";

/// What the reader shows of a sheet is made of so many quotations.
const FIRST: usize = 100;
/// So many lines of it are shown, and so much of each.
const LINES: usize = 400;
const LONGEST: usize = 500;

/// The file of each actor, where `path` has a place for the actor's name; `None` where all go into one.
pub(super) fn one_each(
    path: &Path,
    briefing: &Briefing,
    selection: &Selection,
) -> Option<Vec<(ActorId, PathBuf)>> {
    let pattern = path.to_str().filter(|path| path.contains(ACTOR))?;
    let actors: Vec<ActorId> = selection.by_actor(briefing).into_iter().map(|(actor, _)| actor).collect();
    let names = actors.iter().map(|id| briefing.actor(*id).map_or("", |actor| actor.name.as_str()));
    let paths = file_name::stems(names).into_iter().map(|stem| PathBuf::from(pattern.replace(ACTOR, &stem)));
    Some(actors.iter().copied().zip(paths).collect())
}

/// Makes the folder of a file, if only that is missing of its path; whether it did.
pub(super) fn make_folder(path: &Path) -> Result<bool, ExportError> {
    let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) else {
        return Ok(false);
    };
    match fs::create_dir(folder) {
        Ok(()) => Ok(true),
        Err(error) if matches!(error.kind(), io::ErrorKind::AlreadyExists | io::ErrorKind::NotFound) => {
            Ok(false)
        }
        Err(error) => Err(ExportError::Write { path: folder.to_owned(), error }),
    }
}

/// `1 quotation`, `12 quotations`.
pub(super) fn quotations(count: usize) -> String {
    format!("{count} quotation{}", if count == 1 { "" } else { "s" })
}

/// `1 file`, `12 files`.
pub(super) fn files(count: usize) -> String {
    format!("{count} file{}", if count == 1 { "" } else { "s" })
}

/// What writes sheets for the reader, in these formats.
pub(crate) fn exporter(formats: Formats) -> tui::Exporter {
    let shown = formats.iter().map(|format| tui::Format {
        id: format.id.to_string(),
        name: format.name.to_string(),
        extension: format.extension.to_string(),
        about: format.about.to_string(),
    });
    let shown = shown.collect();
    let (to_write, to_show) = (formats.clone(), formats);
    tui::Exporter {
        formats: shown,
        write: Arc::new(move |briefing, order| write(&to_write, briefing, order)),
        show: Arc::new(move |briefing, selection, format| match to_show.of_id(format) {
            Some(format) => show(briefing, selection, format),
            None => Preview::default(),
        }),
    }
}

/// Writes what the reader asks for; nothing, when one of the files may not be replaced or a quotation is refused.
fn write(formats: &Formats, briefing: &Briefing, order: &Order) -> Result<String, Refusal> {
    let failed = |error: &dyn ToString| Refusal::Failed(error.to_string());
    let format = formats
        .of_id(&order.format)
        .ok_or_else(|| failed(&format!("there is no format {}", order.format)))?;
    let each = one_each(&order.path, briefing, &order.selection);
    let of_actor = |id| Selection { actors: vec![id], ..order.selection.clone() };
    let wanted: Vec<(Selection, PathBuf)> = match &each {
        Some(each) => each.iter().map(|(id, path)| (of_actor(*id), path.clone())).collect(),
        None => vec![(order.selection.clone(), order.path.clone())],
    };
    let there: Vec<&PathBuf> = wanted.iter().map(|(_, path)| path).filter(|path| path.is_file()).collect();
    if let (false, Some(first)) = (order.replace, there.first()) {
        return Err(Refusal::Exists(match there.len() {
            1 => format!("{} exists already", first.display()),
            count => format!("{} exist already, {} the first of them", files(count), first.display()),
        }));
    }
    let mut sheets = Vec::with_capacity(wanted.len());
    for (selection, path) in &wanted {
        let sheet = Sheet::new(briefing, selection);
        if let Some(refused) = sheet.refused.first() {
            return Err(failed(refused));
        }
        sheets.push((sheet.len(), sheet.to_bytes(format, briefing).map_err(|error| failed(&error))?, path));
    }
    let existing = if order.replace { Existing::Replace } else { Existing::Keep };
    for (at, (_, bytes, path)) in sheets.iter().enumerate() {
        let saved = if each.is_some() { make_folder(path).map(|_| ()) } else { Ok(()) };
        match saved.and_then(|()| save(path, bytes, existing)) {
            Err(error @ ExportError::Exists(_)) => return Err(Refusal::Exists(error.to_string())),
            Err(error) if at > 0 => {
                return Err(failed(&format!("{error}; {} of {} written", at, files(sheets.len()))));
            }
            saved => saved.map_err(|error| failed(&error))?,
        }
    }
    let count = quotations(sheets.iter().map(|(count, ..)| count).sum());
    Ok(match &each {
        Some(_) => format!("{count} written to {}, {}", files(sheets.len()), order.path.display()),
        None => format!("{count} written to {}", order.path.display()),
    })
}

/// What a sheet is going to be like: the first lines of it, or the rows where it is nothing to be read as text.
fn show(briefing: &Briefing, selection: &Selection, format: &Format) -> Preview {
    let (sheet, all) = Sheet::first(briefing, selection, FIRST);
    let mut preview = Preview {
        of_first: (all > FIRST).then_some(FIRST),
        problem: sheet.refused.first().map(ToString::to_string),
        ..Preview::default()
    };
    // Nobody reads a page by its marks.
    if !format.is_text || format.extension == "html" {
        preview.lines = sheet
            .quotations()
            .map(|(actor, q)| {
                let outlet = q.outlet.as_deref().unwrap_or(&q.document);
                let date = q.date.as_deref().map(|date| format!(", {date}")).unwrap_or_default();
                cut(&format!("{}  {}: {} ({outlet}{date})", q.number, actor.name, q.words.join(" […] ")))
            })
            .collect();
        preview.rows = true;
        return preview;
    }
    match sheet.to_bytes(format, briefing) {
        Ok(bytes) => {
            preview.lines = String::from_utf8_lossy(&bytes).lines().take(LINES).map(cut).collect();
        }
        Err(error) => preview.problem = Some(error.to_string()),
    }
    preview
}

fn cut(line: &str) -> String {
    line.chars().take(LONGEST).collect()
}
