//! How good attribution is: precision, recall and F1 on the project's own cases, or on annotated articles of
//! your own, by kind of quotation and of source, with the table of confidence and the worst articles.
//!
//! ```text
//! cargo run --release --example score                                      # the cases in tests/it/cases
//! cargo run --release --example score -- GOLD.jsonl [--actors ACTORS.jsonl] [--worst N]
//! ```
//! GOLD.jsonl has one article a line: `{"id", "text", "attributions": [{"source": [[s, e], …], "cue", "content"}],
//! "discard": [[s, e], …]}`, ACTORS.jsonl `{"id", "actors": [{"source": [s, e], "name", "aliases", "type"}]}`,
//! offsets in code points, end exclusive. What counts as found is said in [`units`] and [`all`].
#![allow(clippy::print_stdout, reason = "an example reports on standard output")]

mod all;
#[path = "../../tests/it/cases.rs"]
mod cases;
#[path = "../../tests/it/gold.rs"]
mod gold;
mod read;
mod report;
#[path = "../../tests/it/units.rs"]
mod units;

use dixit::{notation, pipeline::Engine};

use crate::{gold::Gold, report::Report};

fn main() -> anyhow::Result<()> {
    let (mut path, mut actors, mut worst) = (None, None, 5);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--actors" => actors = arguments.next(),
            "--worst" => worst = arguments.next().unwrap_or_default().parse()?,
            _ => path = Some(argument),
        }
    }
    let golds = match path {
        Some(path) => read::golds(&path, actors.as_deref())?,
        None => own()?,
    };
    let engine = Engine::new();
    let mut report = Report::default();
    for gold in &golds {
        report.add(gold, &engine.analyse(&report::document(gold)));
    }
    print!("{}", report.print(worst));
    Ok(())
}

/// The project's own cases.
fn own() -> anyhow::Result<Vec<Gold>> {
    cases::cases()
        .into_iter()
        .map(|case| {
            let (document, analysis) = notation::parse(&case.marked)?;
            Ok(Gold::marked(case.name, &document, &analysis))
        })
        .collect()
}
