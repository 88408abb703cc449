//! The command line: how it is opened, and what a typed command comes to.

use super::{
    command::{Command, Known},
    exporting, filter,
    going::{choose, focus, go_to_line, show_reader},
    layout::{Pane, around},
    note::note,
    outside,
    overlay::{CommandLine, Help, Overlay},
    searching::search,
    state::{Effect, State},
    update::act,
};
use crate::config::Problem;

/// Opens the command line with something typed already.
pub fn command_line(state: &mut State, typed: &str) {
    let known = Known {
        formats: state.formats.clone(),
        themes: state.looks.names(),
        filters: state.filters.saved.clone(),
    };
    let line = CommandLine::new(state.remembered.commands.clone(), known);
    let line = line.with(typed, &state.scene());
    state.overlays.push(Overlay::Command(line));
}

/// Does what `command` asks.
pub fn run(state: &mut State, command: Command, effects: &mut Vec<Effect>) {
    match command {
        Command::Do(action) => act(state, action, effects),
        Command::See(whose) => {
            choose(state, whose);
            focus(state, Pane::Actor);
        }
        Command::Sheet { format, path, .. } => exporting::order(state, format, &path, effects),
        Command::Open(article, line) => go_to_line(state, article.unwrap_or(state.article), line, effects),
        Command::Pipe(line) => outside::ask(state, outside::pipe(state, &line), effects),
        Command::Theme(name) => theme(state, &name),
        Command::Help(words) => {
            let help = Help::new(state.focus.context(), state.told()).with(&words);
            state.overlays.push(Overlay::Help(help));
        }
        Command::SaveFilter(name) => filter::save(state, &name),
        Command::ForgetFilter(name) => filter::forget(state, &name),
        Command::Search(words) => {
            show_reader(state);
            let from = state.reader.place();
            search(state, &words, from);
        }
    }
}

/// Shows the next of the themes there are.
pub fn next_theme(state: &mut State) {
    let names = state.looks.names();
    let at = names.iter().position(|name| name == state.looks.wanted()).unwrap_or(0);
    if let Some(next) = names.get(around(at, 1, names.len())) {
        theme(state, next);
    }
}

/// Shows a theme, and says what is wrong with it.
fn theme(state: &mut State, name: &str) {
    if let Err(unknown) = state.looks.want(name) {
        return note(state, &unknown);
    }
    state.theme = state.looks.theme();
    let problems = state.looks.problems(name);
    match problems.first() {
        Some(Problem { line, text }) => note(state, &format!("{name}.toml line {line}: {text}")),
        None => note(state, &format!("theme: {name}")),
    }
}
