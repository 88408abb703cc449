//! `dixit actors`: who is quoted, and all that is known of somebody.

use std::io;

use super::{
    Outcome,
    args::ActorsArgs,
    console::Console,
    input,
    table::{self, Column, Set},
};
use crate::{
    text::Span,
    view::{
        ActorRow, Counts, Profile, UNATTRIBUTED, cells,
        wrap::{Measure, wrap},
    },
};

const COLUMNS: [Column; 10] = [
    Column { head: "ACTOR", set: Set::Cut },
    Column { head: "KIND", set: Set::Left },
    Column { head: "QUOTES", set: Set::Right },
    Column { head: "STATEMENTS", set: Set::Right },
    Column { head: "ARTICLES", set: Set::Right },
    Column { head: "OUTLETS", set: Set::Right },
    Column { head: "MENTIONS", set: Set::Plain },
    Column { head: "DOUBTFUL", set: Set::Plain },
    Column { head: "ROLES", set: Set::Extra },
    Column { head: "ALSO", set: Set::Extra },
];

pub(super) fn run(args: &ActorsArgs, console: &mut Console) -> anyhow::Result<Outcome> {
    let briefing = input::briefing(&args.input, console)?;
    if !args.actors.is_empty() {
        let actors = input::actors(&args.actors, &briefing, console);
        let profiles: Vec<Profile> = actors.iter().filter_map(|id| Profile::new(&briefing, *id)).collect();
        for (i, profile) in profiles.iter().enumerate() {
            if i > 0 && console.columns.is_some() {
                console.line("")?;
            }
            print(profile, console)?;
        }
        return Ok(if profiles.is_empty() { Outcome::NothingMatched } else { Outcome::Done });
    }
    briefing.work_out_statements();
    let mut rows: Vec<Vec<String>> = ActorRow::all(&briefing)
        .into_iter()
        .filter(|row| args.all || row.counts.quotations > 0)
        .map(|row| of_actor(&row))
        .collect();
    let unattributed = Counts::of(&briefing, &briefing.unattributed);
    if unattributed.quotations > 0 {
        rows.push(fields(UNATTRIBUTED, "", &unattributed, "", ["", ""]));
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

/// Where the words stand behind their labels.
const LABELS: usize = 14;

fn print(profile: &Profile, console: &mut Console) -> io::Result<()> {
    let Some(columns) = console.columns else {
        let mut facts = profile.facts.iter();
        console.fields([profile.name.as_str(), "kind", profile.kind.name()])?;
        return facts
            .try_for_each(|(label, text)| console.fields([profile.name.as_str(), label, text.as_str()]));
    };
    console.line(&format!("{} ({})", profile.name, profile.kind.name()))?;
    let mut last = "";
    for (label, text) in &profile.facts {
        let mut lines = Vec::new();
        wrap(text, Span::whole(text), Measure::even(columns.saturating_sub(LABELS).max(LABELS)), &mut lines);
        for (i, line) in lines.iter().enumerate() {
            let shown = if i == 0 && *label != last { *label } else { "" };
            let blank = " ".repeat(LABELS.saturating_sub(2 + cells::width(shown)));
            console.line(&format!("  {shown}{blank}{}", line.of(text)))?;
        }
        last = label;
    }
    Ok(())
}

fn of_actor(row: &ActorRow) -> Vec<String> {
    let more = [row.roles.join("; "), row.aliases.join("; ")];
    let more = more.each_ref().map(String::as_str);
    fields(&row.name, row.kind.name(), &row.counts, &row.mentions.to_string(), more)
}

fn fields(name: &str, kind: &str, counts: &Counts, mentions: &str, [roles, also]: [&str; 2]) -> Vec<String> {
    let Counts { quotations, statements, articles, outlets, doubtful, .. } = *counts;
    let [quotations, statements, articles, outlets, doubtful] =
        [quotations, statements, articles, outlets, doubtful].map(|n| n.to_string());
    [name, kind, &quotations, &statements, &articles, &outlets, mentions, &doubtful, roles, also]
        .map(str::to_owned)
        .to_vec()
}
