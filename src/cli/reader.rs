//! `dixit`: opens the reader.

use std::path::{Path, PathBuf};

use super::{
    Outcome,
    args::{ConfigArgs, KeptArgs},
    console::Console,
    formats, input,
};
use crate::{
    briefing::Briefing,
    config::Config,
    export::{Existing, Formats, Sheet, save},
    remembered, tui,
    view::Selection,
};

pub(super) fn run(
    paths: &[PathBuf],
    kept: &KeptArgs,
    set: &ConfigArgs,
    console: &Console,
) -> anyhow::Result<Outcome> {
    anyhow::ensure!(
        console.columns.is_some(),
        "the reader needs a terminal; dixit actors, quotes, export and extract do not (see dixit --help)"
    );
    let config = Config::read(set.config.as_deref())?;
    let (keymap, problems) = tui::Keymap::of(&config);
    let mut notices: Vec<String> = config.problems.iter().chain(&problems).map(|p| config.tell(p)).collect();
    let (documents, about) = input::documents(paths)?;
    notices.extend(about);
    let (contents, about) = input::contents(kept)?;
    notices.extend(about);
    let file = input::decisions_file(kept);
    if file.is_none() {
        notices.push("there is no place to keep decisions: they hold until you quit".to_owned());
    }
    let memory = remembered::usual_path();
    let (remembered, about) = memory.as_deref().map(remembered::read).unwrap_or_default();
    notices.extend(about);
    let setup = tui::Setup { keymap, remembered, memory };
    tui::run(documents, notices, setup, exporter(formats::all()), (file, contents))?;
    Ok(Outcome::Done)
}

/// What writes sheets for the reader, which does not know them.
fn exporter(formats: Formats) -> tui::Exporter {
    let shown = formats.iter().map(|format| tui::Format {
        id: format.id.to_string(),
        name: format.name.to_string(),
        extension: format.extension.to_string(),
    });
    tui::Exporter {
        formats: shown.collect(),
        write: Box::new(move |briefing, selection, format, path| {
            write(&formats, briefing, selection, format, path)
        }),
    }
}

fn write(
    formats: &Formats,
    briefing: &Briefing,
    selection: &Selection,
    format: &str,
    path: &Path,
) -> Result<usize, String> {
    let format = formats.of_id(format).ok_or_else(|| format!("there is no format {format}"))?;
    let sheet = Sheet::new(briefing, selection);
    if let Some(refused) = sheet.refused.first() {
        return Err(refused.to_string());
    }
    let bytes = sheet.to_bytes(format, briefing).map_err(|error| error.to_string())?;
    save(path, &bytes, Existing::Keep).map_err(|error| error.to_string())?;
    Ok(sheet.len())
}
