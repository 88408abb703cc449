//! The command line: arguments in, text out. The only place that prints.
//!
//! One file a command. Every command ends in an [`Outcome`] or an error; [`run`] alone turns them into an exit
//! status: 0, 1 for "nothing matched", 2 for wrong use or input. A reader that closes the pipe ends the
//! command quietly.

mod actors;
mod args;
mod check;
mod console;
mod copies;
mod decisions;
mod export;
mod extract;
#[cfg(feature = "fetch")]
mod fetch;
mod formats;
mod input;
mod keys;
mod matrix;
mod quotes;
mod reader;
mod sheets;
mod table;

use std::{ffi::OsString, io, panic, process::ExitCode, thread};

use clap::Parser as _;

use self::{
    args::{Args, Command},
    console::Console,
};
use crate::ingest;

// The reader's tests show and write what its users see and write.
#[cfg(test)]
pub(crate) use self::sheets::exporter;

/// How a command ended that did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// It did what was asked.
    Done,
    /// There was nothing that fits what was asked for.
    NothingMatched,
    /// Some of what was asked for could not be had.
    #[cfg(feature = "fetch")]
    Incomplete,
    /// It was stopped by the user.
    #[cfg(feature = "fetch")]
    Stopped,
    /// It did what was asked, without quotations that are not in their articles as they should be, or without files that
    /// cannot be read.
    Refused,
}

/// Runs the program with these arguments, the first of them its name.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args = match Args::try_parse_from(args) {
        Ok(args) => args,
        Err(asked_or_wrong) => {
            // Nothing is left to be done when not even this can be printed.
            let _ = asked_or_wrong.print();
            return ExitCode::from(if asked_or_wrong.use_stderr() { 2 } else { 0 });
        }
    };
    say_nothing_of_panics_in_files();
    let mut console = Console::new();
    let ended = match args.command {
        None => {
            let of = reader::Of { paths: &args.paths, mapped: &args.mapped, watches: args.watch };
            reader::run(&of, &args.kept, &args.config, args.theme.as_deref(), &mut console)
        }
        Some(Command::Actors(args)) => actors::run(&args, &mut console),
        Some(Command::Quotes(args)) => quotes::run(&args, &mut console),
        Some(Command::Export(args)) => export::run(&args, &mut console),
        Some(Command::Formats(args)) => formats::run(&args, &mut console),
        Some(Command::Extract(args)) => extract::run(&args, &mut console),
        #[cfg(feature = "fetch")]
        Some(Command::Fetch(args)) => fetch::run(&args, &mut console),
        Some(Command::Check(args)) => check::run(&args, &mut console),
        Some(Command::Copies(args)) => copies::run(&args, &mut console),
        Some(Command::Decisions(args)) => decisions::run(&args, &mut console),
        Some(Command::Keys(args)) => keys::run(&args, &mut console),
        Some(Command::Matrix(args)) => matrix::run(&args, &mut console),
    };
    let ended = ended.and_then(|outcome| console.flush().map(|()| outcome).map_err(anyhow::Error::from));
    match ended {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::NothingMatched) => ExitCode::from(1),
        #[cfg(feature = "fetch")]
        Ok(Outcome::Incomplete) => ExitCode::from(1),
        // As shells say that it was interrupted.
        #[cfg(feature = "fetch")]
        Ok(Outcome::Stopped) => ExitCode::from(130),
        Ok(Outcome::Refused) => ExitCode::from(3),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            console.notice(&format!("{error:#}"));
            ExitCode::from(2)
        }
    }
}

/// A file whose reader panicked is told of as a problem, in words of our own.
fn say_nothing_of_panics_in_files() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |about| {
        if thread::current().name() != Some(ingest::READING) {
            before(about);
        }
    }));
}

/// Whether whoever read the output has had enough.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}
