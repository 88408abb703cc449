//! `dixit decisions`: the log of what the reader corrected.

use super::{
    Outcome,
    args::DecisionsArgs,
    console::Console,
    input,
    table::{self, Column, Set},
};
use crate::{
    decisions::{Contents, Log},
    model::{Decision, Entry},
    view::decision,
};

const COLUMNS: [Column; 4] = [
    Column { head: "ID", set: Set::Left },
    Column { head: "WHEN", set: Set::Left },
    Column { head: "WHAT", set: Set::Cut },
    Column { head: "STATE", set: Set::Left },
];

pub(super) fn run(args: &DecisionsArgs, console: &mut Console) -> anyhow::Result<Outcome> {
    let (Contents { log, .. }, notices) = input::contents(&args.kept)?;
    console.notices(&notices);
    if log.entries.is_empty() {
        let path = input::decisions_file(&args.kept).map(|file| file.path().display().to_string());
        console.notice(&format!("nothing has been decided yet ({})", path.unwrap_or_default()));
        return Ok(Outcome::NothingMatched);
    }
    let found = if args.paths.is_empty() { None } else { Some(found(args, &log, console)?) };
    let mut found = found.into_iter().flatten();
    let mut rows = Vec::new();
    for (i, entry) in log.entries.iter().enumerate() {
        let state = match &entry.decision {
            Decision::Undo { entry } | Decision::Redo { entry } if log.entry(entry).is_none() => {
                "without a target"
            }
            Decision::Undo { .. } | Decision::Redo { .. } => "",
            _ if !log.is_in_force(i) => "undone",
            _ if found.next() == Some(false) => "without a target",
            _ => "in force",
        };
        let on = entry.on.map(|on| on.format("%Y-%m-%d %H:%M").to_string()).unwrap_or_default();
        rows.push(vec![entry.id.clone(), on, what(&log, entry), state.to_owned()]);
    }
    table::print(&COLUMNS, &rows, console)?;
    Ok(Outcome::Done)
}

/// What an entry says; of undo and redo, what it was that was undone.
fn what(log: &Log, entry: &Entry) -> String {
    let of = |id: &str| log.entry(id).map_or_else(|| id.to_owned(), |entry| decision::words(&entry.decision));
    match &entry.decision {
        Decision::Undo { entry } => format!("undone: {}", of(entry)),
        Decision::Redo { entry } => format!("redone: {}", of(entry)),
        other => decision::words(other),
    }
}

/// By decision in force, whether the articles have what it is about.
fn found(args: &DecisionsArgs, log: &Log, console: &mut Console) -> anyhow::Result<Vec<bool>> {
    let (documents, notices) = input::documents(&args.paths, &args.mapped)?;
    console.notices(&notices);
    let decisions: Vec<Decision> = log.in_force().map(|entry| entry.decision.clone()).collect();
    Ok(input::of_documents(documents, &decisions).outcome.found)
}
