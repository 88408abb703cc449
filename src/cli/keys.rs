//! `dixit keys`: what every key of the reader does, with what the user bound.

use super::{
    Outcome,
    args::ConfigArgs,
    console::Console,
    table::{self, Column, Set},
};
use crate::{
    config::{Config, Problem},
    tui::Keymap,
};

const COLUMNS: [Column; 4] = [
    Column { head: "WHERE", set: Set::Left },
    Column { head: "KEYS", set: Set::Left },
    Column { head: "ACTION", set: Set::Left },
    Column { head: "WHAT IT DOES", set: Set::Cut },
];

pub(super) fn run(args: &ConfigArgs, console: &mut Console) -> anyhow::Result<Outcome> {
    let config = Config::read(args.config.as_deref())?;
    let (keymap, problems) = Keymap::of(&config);
    for Problem { line, text } in config.problems.iter().chain(&problems) {
        let path = config.path.clone().unwrap_or_default();
        console.notice(&format!("{}, line {line}: {text}", path.display()));
    }
    let rows: Vec<Vec<String>> = keymap.rows().into_iter().map(Vec::from).collect();
    table::print(&COLUMNS, &rows, console)?;
    Ok(Outcome::Done)
}
