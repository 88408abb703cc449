//! Marking quotations to be exported: a set beside the decisions, which holds until the reader is closed.

use super::{
    note::go_first,
    state::{Message, State},
};

/// Marks the current quotation, or takes its mark away.
pub fn mark(state: &mut State) {
    let Some(quote) = state.quote else {
        return go_first(state);
    };
    let is_new = state.marked.quotes.insert(quote);
    if !is_new {
        state.marked.quotes.remove(&quote);
    }
    let count = state.marked.quotes.len();
    let word = if is_new { "marked" } else { "not marked any more" };
    state.message = Some(Message::Done(format!("{word}; {count} in all")));
}
