//! `dixit actors`: who is quoted.

use super::{
    Outcome,
    args::ActorsArgs,
    console::Console,
    input,
    table::{self, Column, Set},
};
use crate::view::{ActorRow, Counts, UNATTRIBUTED};

const COLUMNS: [Column; 9] = [
    Column { head: "ACTOR", set: Set::Cut },
    Column { head: "KIND", set: Set::Left },
    Column { head: "QUOTES", set: Set::Right },
    Column { head: "ARTICLES", set: Set::Right },
    Column { head: "OUTLETS", set: Set::Right },
    Column { head: "MENTIONS", set: Set::Plain },
    Column { head: "DOUBTFUL", set: Set::Plain },
    Column { head: "ROLES", set: Set::Extra },
    Column { head: "ALSO", set: Set::Extra },
];

pub(super) fn run(args: &ActorsArgs, console: &mut Console) -> anyhow::Result<Outcome> {
    let briefing = input::briefing(&args.input, console)?;
    let mut rows: Vec<Vec<String>> = ActorRow::all(&briefing)
        .into_iter()
        .filter(|row| args.all || row.counts.quotations > 0)
        .map(|row| of_actor(&row))
        .collect();
    let unattributed = Counts::of(&briefing, &briefing.unattributed);
    if unattributed.quotations > 0 {
        rows.push(cells(UNATTRIBUTED, "", &unattributed, "", ["", ""]));
    }
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

fn of_actor(row: &ActorRow) -> Vec<String> {
    let more = [row.roles.join("; "), row.aliases.join("; ")];
    let more = more.each_ref().map(String::as_str);
    cells(&row.name, row.kind.name(), &row.counts, &row.mentions.to_string(), more)
}

fn cells(name: &str, kind: &str, counts: &Counts, mentions: &str, [roles, also]: [&str; 2]) -> Vec<String> {
    let [quotations, articles, outlets, doubtful] =
        [counts.quotations, counts.articles, counts.outlets, counts.doubtful].map(|n| n.to_string());
    [name, kind, &quotations, &articles, &outlets, mentions, &doubtful, roles, also]
        .map(str::to_owned)
        .to_vec()
}
