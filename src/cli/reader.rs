//! `dixit`: opens the reader.

use std::{env, io, path::PathBuf, sync::Arc};

use super::{
    Outcome,
    args::{ConfigArgs, KeptArgs, MapArgs},
    console::Console,
    formats, input, sheets,
};
use crate::{
    briefing::Briefing,
    config::{Config, Problem, Word},
    disk::Notice,
    export::Sheet,
    ingest::{self, Shelf},
    remembered, tui,
    view::Selection,
};

/// What is to be read.
pub(super) struct Of<'a> {
    pub paths: &'a [PathBuf],
    pub mapped: &'a MapArgs,
    /// Whether it is watched.
    pub watches: bool,
}

pub(super) fn run(
    of: &Of<'_>,
    kept: &KeptArgs,
    set: &ConfigArgs,
    theme: Option<&str>,
    console: &mut Console,
) -> anyhow::Result<Outcome> {
    anyhow::ensure!(
        env::var_os("TERM").is_none_or(|term| term != "dumb"),
        "this terminal cannot show the reader (TERM is dumb); dixit actors, quotes, export and extract do without \
         (see dixit --help)"
    );
    anyhow::ensure!(
        tui::is_there(),
        "the reader needs a terminal; dixit actors, quotes, export and extract do not (see dixit --help)"
    );
    let config = Config::read(set.config.as_deref())?;
    let (keymap, problems) = tui::Keymap::of(&config);
    let mut notices: Vec<Notice> = config.problems.iter().chain(&problems).map(|p| config.tell(p)).collect();
    let looks = looks(&config, theme, &mut notices)?;
    let reading = read(of)?;
    // That this is the sample is no problem.
    let greeting = of.paths.is_empty().then(|| input::SAMPLE.to_owned());
    let (contents, about) = input::contents(kept)?;
    notices.extend(about);
    let file = input::decisions_file(kept);
    if file.is_none() {
        notices.push("there is no place to keep decisions: they hold until you quit".to_owned().into());
    }
    let memory = remembered::usual_path();
    let (remembered, about) = memory.as_deref().map(remembered::read).unwrap_or_default();
    notices.extend(about.map(Notice::from));
    // Whoever opens the sample, or has nothing remembered yet, is shown around.
    let is_first = of.paths.is_empty() || memory.as_deref().is_some_and(|path| !path.exists());
    let Config { measure, mouse, links, .. } = config;
    let mouse = mouse.unwrap_or(true);
    let setup = tui::Setup { keymap, looks, measure, mouse, links, greeting, is_first, remembered, memory };
    let (briefing, marked) =
        tui::run(reading, notices, setup, sheets::exporter(formats::all()), (file, contents))?;
    // With the standard output redirected, what was marked goes there.
    if console.columns.is_none() { print(&briefing, &marked, console) } else { Ok(Outcome::Done) }
}

/// Reads what is to be read.
fn read(of: &Of<'_>) -> anyhow::Result<tui::Reading> {
    let refused =
        |shelf: &Shelf| input::about_skipped(&shelf.skipped()).into_iter().map(Notice::from).collect();
    if of.paths.is_empty() {
        anyhow::ensure!(!of.watches, "--watch needs a folder or a file: the built-in sample never changes");
        let documents = ingest::sample().into_iter().map(Arc::new).collect();
        return Ok(tui::Reading { documents, shelf: None, refused, watches: false });
    }
    let is_typed = of.paths.iter().any(|path| path.as_os_str() == ingest::STDIN);
    anyhow::ensure!(
        !(of.watches && is_typed),
        "--watch cannot watch standard input; name a folder or a file"
    );
    let what_to_do =
        |error| anyhow::anyhow!("{error} (without a path dixit opens its sample; see dixit --help)");
    let shelf = Shelf::open(of.paths, of.mapped.map.clone(), io::stdin()).map_err(what_to_do)?;
    let documents = shelf.documents();
    // What is watched may be empty at first.
    if documents.is_empty() && !of.watches {
        return Err(what_to_do(shelf.nothing()));
    }
    // Standard input does not change.
    let shelf = Some(shelf).filter(|_| of.paths.iter().any(|path| path.as_os_str() != ingest::STDIN));
    Ok(tui::Reading { documents, shelf, refused, watches: of.watches })
}

/// Prints the sheet of what was marked in the reader.
fn print(briefing: &Briefing, marked: &Selection, console: &mut Console) -> anyhow::Result<Outcome> {
    let count = marked.of(briefing).quotes.len();
    let sheet = Sheet::new(briefing, marked);
    for refused in &sheet.refused {
        console.notice(&refused.to_string());
    }
    if !sheet.is_empty() {
        console.file(&sheet.to_bytes(formats::all().usual(), briefing)?)?;
    }
    let nobodys = count.saturating_sub(sheet.len() + sheet.refused.len());
    if nobodys > 0 {
        console.notice(&format!("left out {nobodys} of {count} marked: nobody could be named for them"));
    }
    match (count, sheet.refused.is_empty()) {
        (0, _) => {
            console.notice("nothing was marked");
            Ok(Outcome::NothingMatched)
        }
        (_, true) => Ok(Outcome::Done),
        (_, false) => Ok(Outcome::Refused),
    }
}

/// The themes there are, and the one that is named here, else in the configuration. A name given here must be one.
fn looks(config: &Config, named: Option<&str>, notices: &mut Vec<Notice>) -> anyhow::Result<tui::Looks> {
    let depth = tui::Depth::of(|name| env::var(name).ok());
    let mut looks = tui::Looks::new(config.themes.clone(), depth);
    if let Some(name) = named {
        looks.want(name).map_err(anyhow::Error::msg)?;
    } else if let Some(Word { text, line }) = &config.theme
        && let Err(unknown) = looks.want(text)
    {
        notices.push(config.tell(&Problem { line: *line, text: unknown }));
    }
    let wanted = looks.wanted();
    let told = |problem: Problem| config.tell_of_theme(wanted, &problem);
    notices.extend(looks.problems(wanted).into_iter().map(told));
    Ok(looks)
}
