//! The `dixit` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    dixit::cli::run(std::env::args_os())
}
