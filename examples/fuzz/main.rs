//! Looks for input that breaks the program: spoils texts or files with a generator of fixed seed, for so many seconds.
//! Needs no nightly compiler; `tests/fuzz` has the same for cargo-fuzz, which is guided by coverage.
//!
//! ```text
//! cargo run --release --example fuzz -- texts [SECONDS] [SEED]
//! cargo run --release --example fuzz -- files [SECONDS] [SEED] [FILE | FOLDER …]     all of tests/corpus without one
//! ```
#![allow(clippy::print_stdout, reason = "an example reports on standard output")]

mod files;
mod random;
mod seeds;
mod spoil;
mod texts;

use std::{path::PathBuf, process::ExitCode};

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1).peekable();
    let what = arguments.next().unwrap_or_default();
    let mut number = |or| match arguments.peek().and_then(|argument| argument.parse().ok()) {
        Some(number) => {
            arguments.next();
            number
        }
        None => or,
    };
    let (seconds, seed) = (number(60), number(1));
    match what.as_str() {
        "texts" => texts::run(seconds, seed),
        "files" => files::run(seconds, seed, &arguments.map(PathBuf::from).collect::<Vec<_>>()),
        _ => {
            println!("fuzz texts | files [SECONDS] [SEED] [FILE | FOLDER …]");
            ExitCode::from(2)
        }
    }
}
