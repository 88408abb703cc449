//! What is shown of what is known, and how: masked text, attitudes, why a quotation is whose it is, themes.

use super::{
    action::Action,
    going::{go_to, here, next_quotation, show_reader},
    note::note,
    run::next_theme,
    state::{Effect, State},
};

/// Shows or hides what an action asks for; whether it is one that does.
pub fn act(state: &mut State, action: Action, effects: &mut Vec<Effect>) -> bool {
    match action {
        Action::ToggleMasked => toggle_masked(state),
        Action::ToggleAttitudes => toggle_attitudes(state),
        Action::Why => why(state, effects),
        Action::Theme => next_theme(state),
        _ => return false,
    }
    true
}

/// Shows or hides masked text.
fn toggle_masked(state: &mut State) {
    let shown = state.reader.toggle_masked();
    note(state, if shown { "masked text is shown" } else { "masked text is hidden" });
}

/// Shows or hides what actors believe, want or plan.
fn toggle_attitudes(state: &mut State) {
    state.attitudes = !state.attitudes;
    state.quote = state.quote.filter(|q| state.scene().shows(*q));
    state.choose_most_quoted();
    let shown = if state.attitudes { "shown" } else { "hidden" };
    note(state, &format!("beliefs, wishes and plans are {shown}"));
}

/// Opens or closes why the current quotation is whose it is; where none is current, that of the next.
fn why(state: &mut State, effects: &mut Vec<Effect>) {
    if state.why.close() {
        return;
    }
    if state.quote.is_none() {
        next_quotation(state, 1, effects);
    }
    let Some(quote) = state.quote else { return };
    show_reader(state);
    if quote.article != state.article {
        state.back.push(here(state));
        go_to(state, quote, effects);
    }
    state.why.open();
    let extent = state.scene().extent(quote);
    state.reader.reveal(extent);
}
