//! The `dixit` command.

fn main() {}
