//! What a typed command comes to.

use super::{
    command::Command,
    going::{choose, focus, go_to_line, show_reader},
    layout::Pane,
    overlay::{Help, Order, Overlay},
    state::{Effect, State},
    update::{act, search},
};

/// Does what `command` asks.
pub fn run(state: &mut State, command: Command, effects: &mut Vec<Effect>) {
    match command {
        Command::Do(action) => act(state, action, effects),
        Command::See(whose) => {
            choose(state, whose);
            focus(state, Pane::Actor);
        }
        Command::Sheet { actor, format, path } => {
            let attitudes = state.attitudes;
            effects.push(Effect::Export(Order { actor, attitudes, format, path }));
        }
        Command::Open(article, line) => go_to_line(state, article.unwrap_or(state.article), line, effects),
        Command::Help(words) => {
            let help = Help::new(state.focus.context(), state.notices.clone()).with(&words);
            state.overlays.push(Overlay::Help(help));
        }
        Command::Search(words) => {
            show_reader(state);
            let from = state.reader.place();
            search(state, &words, from);
        }
    }
}
