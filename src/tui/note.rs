//! What is said once in the status line, with the keys that help.

use super::{
    action::{Action, Context},
    overlay::short_name,
    state::{Message, State},
};

/// Says `text` and by which keys these actions are done.
pub fn note_ways(state: &mut State, text: &str, actions: &[Action]) {
    let keys = actions.iter().filter_map(|action| state.keymap.chord(Context::Global, *action));
    let keys: Vec<String> = keys.map(ToString::to_string).collect();
    let parting = if keys.is_empty() { "" } else { ": " };
    note(state, &format!("{text}{parting}{}", keys.join(" or ")));
}

/// Says that an actor is to be selected first, and how.
pub fn select_first(state: &mut State) {
    note_ways(state, "select an actor first", &[Action::NextActor, Action::FindActor]);
}

/// Says that a quotation is to be gone to first, and how; of somebody or something that is not quoted, that there is
/// none.
pub fn go_first(state: &mut State) {
    if state.scene().lists_mentions() {
        let name = short_name(state.scene().shown_name().unwrap_or_default());
        let text = format!("{name} is not quoted; select an actor who is");
        return note_ways(state, &text, &[Action::NextActor, Action::FindActor]);
    }
    note_ways(state, "go to a quotation first", &[Action::NextQuotation, Action::NextPane]);
}

/// Says `text`.
pub fn note(state: &mut State, text: &str) {
    state.message = Some(Message::Note(text.into()));
}
