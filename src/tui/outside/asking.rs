//! Which actions ask something of programs outside, and what is said when it cannot be done.

use super::place::{Task, task};
use crate::{
    tui::{
        action::Action,
        note::{go_first, note},
        run::command_line,
        state::{Effect, State},
    },
    view::QuoteRow,
};

/// Has a program outside do what an action asks; whether it is one that asks such.
pub fn act(state: &mut State, action: Action, effects: &mut Vec<Effect>) -> bool {
    match action {
        Action::Browse | Action::Edit | Action::Pager => ask(state, task(state, action), effects),
        // What it is piped to is typed on the command line, which knows what was typed before.
        Action::Pipe => command_line(state, "pipe "),
        Action::Copy => copy(state, effects),
        _ => return false,
    }
    true
}

/// Has a program outside do something, or says why not.
pub fn ask(state: &mut State, task: Result<Task, String>, effects: &mut Vec<Effect>) {
    match task {
        Ok(task) => effects.push(Effect::Outside(task)),
        Err(why) => note(state, &why),
    }
}

/// Copies the current quotation with its citation.
fn copy(state: &mut State, effects: &mut Vec<Effect>) {
    match state.quote.and_then(|q| QuoteRow::new(&state.briefing, q)) {
        Some(row) => {
            // Which way it went is said by whoever copies.
            effects.push(Effect::Copy(row.with_citation()));
        }
        None => go_first(state),
    }
}
