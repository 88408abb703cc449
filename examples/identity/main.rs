//! Who is who within an article, measured on annotated ones of your own.
//!
//! ```text
//! cargo run --release --example identity -- [--mentions MENTIONS.jsonl] [--quotes GOLD.jsonl ACTORS.jsonl]
//!     [--time ARTICLES.jsonl] [--joins ARTICLES.jsonl] [--errors N] [--only KIND|RULE]
//! ```
//! MENTIONS.jsonl has one article a line: `{"id", "genre", "text", "mentions": [{"span": [s, e], "head", "type":
//! "person|organization|place|…", "kind": "name|pronoun|nominal", "cluster"}]}`; GOLD and ACTORS are those of
//! `score`. What is counted is said in [`mentions`] and [`quotes`]. `--time` says how long joining the articles of a
//! file into a briefing takes, `--joins` which forms each rule joins in them.
#![allow(clippy::print_stdout, reason = "an example reports on standard output")]

#[path = "../../tests/it/gold.rs"]
#[allow(dead_code, reason = "shared with the tests, which use all of it")]
mod gold;
mod mentions;
mod quotes;
#[path = "../score/read.rs"]
mod read;
mod time;
#[path = "../../tests/it/units.rs"]
#[allow(dead_code, reason = "shared with the tests, which use all of it")]
mod units;

use dixit::pipeline::Engine;

fn main() -> anyhow::Result<()> {
    let (mut mentions_path, mut quotes_paths, mut time_path, mut joins_path) = (None, None, None, None);
    let (mut errors, mut only) = (0, None);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--mentions" => mentions_path = arguments.next(),
            "--quotes" => quotes_paths = arguments.next().zip(arguments.next()),
            "--joins" => joins_path = arguments.next(),
            "--time" => time_path = arguments.next(),
            "--errors" => errors = arguments.next().unwrap_or_default().parse()?,
            "--only" => only = arguments.next(),
            other => anyhow::bail!("{other}: not an option"),
        }
    }
    let engine = Engine::new();
    if let Some(path) = mentions_path {
        print!("{}", mentions::measure(&engine, &path, errors, only.as_deref())?);
    }
    if let Some((gold, actors)) = quotes_paths {
        print!("{}", quotes::measure(&engine, &gold, &actors, errors)?);
    }
    if let Some(path) = time_path {
        print!("{}", time::measure(&engine, &path)?);
    }
    if let Some(path) = joins_path {
        print!("{}", time::joins(&engine, &path, only.as_deref())?);
    }
    Ok(())
}
