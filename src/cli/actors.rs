//! `dixit actors`: who is quoted.

use super::{
    Outcome,
    args::ActorsArgs,
    console::Console,
    input,
    table::{self, Column, Set},
};
use crate::view::ActorRow;

const COLUMNS: [Column; 8] = [
    Column { head: "ACTOR", set: Set::Cut },
    Column { head: "KIND", set: Set::Left },
    Column { head: "QUOTES", set: Set::Right },
    Column { head: "ARTICLES", set: Set::Right },
    Column { head: "OUTLETS", set: Set::Right },
    Column { head: "MENTIONS", set: Set::Plain },
    Column { head: "ROLES", set: Set::Extra },
    Column { head: "ALSO", set: Set::Extra },
];

pub(super) fn run(args: &ActorsArgs, console: &mut Console) -> anyhow::Result<Outcome> {
    let briefing = input::briefing(&args.input.paths, console)?;
    let rows: Vec<Vec<String>> = ActorRow::all(&briefing)
        .into_iter()
        .filter(|row| args.all || row.quotations > 0)
        .map(cells)
        .collect();
    if rows.is_empty() {
        console.notice(if args.all {
            "nobody is mentioned in these articles"
        } else {
            "nobody is quoted in these articles"
        });
        return Ok(Outcome::NothingMatched);
    }
    table::print(&COLUMNS, &rows, console)?;
    Ok(Outcome::Done)
}

fn cells(row: ActorRow) -> Vec<String> {
    vec![
        row.name,
        row.kind.name().to_owned(),
        row.quotations.to_string(),
        row.articles.to_string(),
        row.outlets.to_string(),
        row.mentions.to_string(),
        row.roles.join("; "),
        row.aliases.join("; "),
    ]
}
