//! Which pane has the keys, and how much of the screen panes have.

use std::sync::Arc;

use super::{
    action::Action,
    going::focus,
    layout::Pane,
    note::{note, note_ways},
    state::{Effect, State},
};
use crate::remembered::Widths;

/// A pane gets so many columns wider or narrower at once.
const STEP: i16 = 4;

/// Does what an action asks of the panes; whether it is one that does.
pub fn act(state: &mut State, action: Action, _: &mut Vec<Effect>) -> bool {
    match action {
        Action::NextPane
        | Action::PreviousPane
        | Action::PaneLeft
        | Action::PaneRight
        | Action::PaneArticles
        | Action::PaneReader
        | Action::PaneActor
        | Action::OpenArticle
        | Action::ShowActor => focus(state, pane_after(state.focus, action)),
        Action::Zoom => zoom(state),
        Action::Wider | Action::Narrower | Action::UsualWidths => resize(state, action),
        _ => return false,
    }
    true
}

/// The pane an action goes to from the one that has the keys.
fn pane_after(pane: Pane, action: Action) -> Pane {
    match action {
        // At the edge there is no other.
        Action::PaneRight if pane == Pane::Actor => pane,
        Action::PaneLeft if pane == Pane::Articles => pane,
        Action::NextPane | Action::PaneRight => pane.step(1),
        Action::PreviousPane | Action::PaneLeft => pane.step(-1),
        Action::PaneArticles => Pane::Articles,
        Action::PaneReader | Action::OpenArticle => Pane::Reader,
        Action::PaneActor | Action::ShowActor => Pane::Actor,
        _ => pane,
    }
}

/// Gives the pane that has the keys all the screen, or shows the others again.
fn zoom(state: &mut State) {
    state.zoomed = !state.zoomed;
    if state.zoomed {
        note_ways(state, "the other panes come back", &[Action::Zoom]);
    }
}

/// Makes the pane that has the keys wider or narrower, or all panes as wide as usual. The reader has what the others
/// leave, so it takes from the one beside it.
fn resize(state: &mut State, action: Action) {
    let width = |state: &State, pane| {
        state.screen().and_then(|screen| screen.pane(pane)).map(|parts| parts.body.width)
    };
    let before = Pane::ALL.map(|pane| width(state, pane));
    let old = state.widths;
    let step = match action {
        Action::Wider => STEP,
        Action::Narrower => -STEP,
        _ => {
            state.widths = Widths::default();
            0
        }
    };
    match (state.focus, state.side) {
        (Pane::Articles, _) => state.widths.articles += step,
        (Pane::Actor, _) => state.widths.actor += step,
        (Pane::Reader, Pane::Actor) => state.widths.actor -= step,
        (Pane::Reader, _) => state.widths.articles -= step,
    }
    if step != 0 && before == Pane::ALL.map(|pane| width(state, pane)) {
        state.widths = old;
        return note(
            state,
            if state.zoomed { "the pane has all the screen" } else { "there is no more room" },
        );
    }
    Arc::make_mut(&mut state.remembered).widths = state.widths;
}

/// Moves the right edge of a pane to a column of the screen, as far as there is room.
pub fn drag(state: &mut State, pane: Pane, column: u16) {
    let edge = |state: &State| {
        let parts = state.screen().and_then(|screen| screen.pane(pane));
        parts.map_or(column, |parts| parts.rule.right())
    };
    // Columns can be wanted that there is no room for; how many came of it is what counts.
    let before = edge(state);
    let wanted = column.cast_signed().saturating_sub(before.cast_signed());
    let widen = |state: &mut State, by: i16| match pane {
        Pane::Articles => state.widths.articles += by,
        // The pane to the right of that edge loses what the reader wins.
        _ => state.widths.actor -= by,
    };
    widen(state, wanted);
    let came = edge(state).cast_signed().saturating_sub(before.cast_signed());
    widen(state, came - wanted);
}
