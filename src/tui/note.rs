//! What is said once in the status line, with the keys that help.

use super::{
    action::{Action, Context},
    overlay::short_name,
    paint::Pen,
    state::State,
    theme::Theme,
};
use crate::view::{Role, cells};

/// Something said once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// What happened, or could not be done.
    Note(String),
    /// What was done.
    Done(String),
    /// What was decided, and how it is undone.
    Decided(String, String),
    /// What went wrong.
    Problem(String),
}

impl Message {
    /// Says it in a line.
    pub fn draw(&self, theme: &Theme, pen: &mut Pen<'_>) {
        let (text, sign, role) = match self {
            Self::Decided(text, undo) => {
                pen.put(theme.sign(Role::Message), theme.style(Role::Message)).skip(1);
                // How to undo it is always in sight.
                let room = pen.room().saturating_sub(cells::width(undo) + 3);
                pen.fit(text, room, theme.style(Role::Message)).skip(2);
                pen.put(undo, theme.style(Role::Hint));
                return;
            }
            Self::Note(text) => (text, " ", Role::Text),
            Self::Done(text) => (text, theme.sign(Role::Message), Role::Message),
            Self::Problem(text) => (text, theme.sign(Role::Warning), Role::Warning),
        };
        pen.put(sign, theme.style(role));
        pen.skip(usize::from(sign != " "));
        pen.fit(text, usize::MAX, theme.style(role));
    }
}

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
