//! `dixit formats`: the formats of the sheet, and the templates of those that are templates.

use anyhow::{anyhow, bail};

use super::{
    Outcome,
    args::FormatsArgs,
    console::Console,
    table::{self, Column, Set},
};
use crate::{
    export::{Format, Formats},
    home,
};

const COLUMNS: [Column; 6] = [
    Column { head: "FORMAT", set: Set::Left },
    Column { head: "NAME", set: Set::Left },
    Column { head: "FILE", set: Set::Plain },
    Column { head: "FOR", set: Set::Cut },
    Column { head: "FROM", set: Set::Cut },
    Column { head: "PROBLEM", set: Set::Plain },
];

pub(super) fn run(args: &FormatsArgs, console: &mut Console) -> anyhow::Result<Outcome> {
    let formats = all();
    if let Some(id) = &args.show {
        let Some(text) = of_id(&formats, id)?.template()? else {
            bail!("{id} is not made by a template");
        };
        console.file(text.as_bytes())?;
        return Ok(Outcome::Done);
    }
    if let Some(id) = &args.schema {
        let Some(schema) = of_id(&formats, id)?.schema() else {
            bail!("{id} has no JSON Schema; json and jsonl have");
        };
        console.file(schema.as_bytes())?;
        return Ok(Outcome::Done);
    }
    let mut rows = Vec::new();
    let mut problems = Vec::new();
    for format in formats.iter() {
        let from = format.file().map_or_else(|| "built in".to_owned(), |file| file.display().to_string());
        let problem = format.check().err().map(|error| error.to_string());
        let cells = [&format.id, &format.name, &format.extension, &format.about].map(ToString::to_string);
        rows.push([cells.as_slice(), &[from, problem.clone().unwrap_or_default()]].concat());
        problems.extend(problem);
    }
    table::print(&COLUMNS, &rows, console)?;
    console.notices(&problems);
    Ok(Outcome::Done)
}

/// The formats of the program and of the user.
pub(super) fn all() -> Formats {
    home::config().map_or_else(Formats::default, |folder| Formats::with_templates(&folder.join("sheets")))
}

/// The format of this name.
pub(super) fn of_id<'f>(formats: &'f Formats, id: &str) -> anyhow::Result<&'f Format> {
    formats.of_id(id).ok_or_else(|| {
        let ids: Vec<&str> = formats.iter().map(|format| format.id.as_ref()).collect();
        anyhow!(
            "there is no format “{id}”; there are {} (dixit formats says what they are for)",
            ids.join(", ")
        )
    })
}
