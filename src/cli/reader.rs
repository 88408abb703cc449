//! `dixit`: opens the reader.

use std::{env, path::PathBuf};

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
    remembered, tui,
    view::Selection,
};

pub(super) fn run(
    paths: &[PathBuf],
    kept: &KeptArgs,
    mapped: &MapArgs,
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
    let what_to_do =
        |error| anyhow::anyhow!("{error} (without a path dixit opens its sample; see dixit --help)");
    let (documents, mut about) = input::documents(paths, mapped).map_err(what_to_do)?;
    // That this is the sample is no problem.
    let greeting = if paths.is_empty() { about.pop() } else { None };
    notices.extend(about.into_iter().map(Notice::from));
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
    let is_first = paths.is_empty() || memory.as_deref().is_some_and(|path| !path.exists());
    let Config { measure, mouse, links, .. } = config;
    let mouse = mouse.unwrap_or(true);
    let setup = tui::Setup { keymap, looks, measure, mouse, links, greeting, is_first, remembered, memory };
    let (briefing, marked) =
        tui::run(documents, notices, setup, sheets::exporter(formats::all()), (file, contents))?;
    // With the standard output redirected, what was marked goes there.
    if console.columns.is_none() { print(&briefing, &marked, console) } else { Ok(Outcome::Done) }
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
