//! Opening what shows many quotations at once: who is quoted where, when, beside whom; two of them
//! compared; the wordings of a statement.

use super::{
    action::Action,
    note::{go_first, select_first},
    overlay::{BesidePage, MatrixPage, Overlay, SidesList, TimelinePage, Wordings},
    state::{Effect, State},
};
use crate::briefing::Whose;

/// Opens what an action asks for; whether it is one that opens such.
pub fn act(state: &mut State, action: Action, _: &mut Vec<Effect>) -> bool {
    match action {
        Action::Timeline | Action::Matrix | Action::Beside | Action::Compare => open(state, action),
        Action::Wordings => wordings(state),
        _ => return false,
    }
    true
}

/// Opens what `action` asks for.
fn open(state: &mut State, action: Action) {
    let overlay = match (action, state.selected.map(|chosen| chosen.whose)) {
        (Action::Matrix, whose) => Overlay::Matrix(MatrixPage::at(whose)),
        (Action::Timeline, Some(whose)) => Overlay::Timeline(TimelinePage::new(whose)),
        (_, None | Some(Whose::Nobody)) => return select_first(state),
        (Action::Beside, Some(Whose::Actor(actor))) => Overlay::Beside(BesidePage::new(actor)),
        (_, Some(Whose::Actor(actor))) => Overlay::Sides(SidesList::new(actor)),
    };
    state.overlays.push(overlay);
}

/// Shows the wordings of what the current quotation reports.
fn wordings(state: &mut State) {
    let Some(quote) = state.quote else { return go_first(state) };
    state.overlays.push(Overlay::Wordings(Wordings::new(quote)));
}
