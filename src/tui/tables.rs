//! Opening what shows many quotations at once: who is quoted where, when, beside whom; two of them compared.

use super::{
    action::Action,
    note::select_first,
    overlay::{BesidePage, MatrixPage, Overlay, SidesList, TimelinePage},
    state::State,
};
use crate::briefing::Whose;

/// Opens what `action` asks for.
pub fn open(state: &mut State, action: Action) {
    let overlay = match (action, state.selected.map(|chosen| chosen.whose)) {
        (Action::Matrix, whose) => Overlay::Matrix(MatrixPage::at(whose)),
        (Action::Timeline, Some(whose)) => Overlay::Timeline(TimelinePage::new(whose)),
        (_, None | Some(Whose::Nobody)) => return select_first(state),
        (Action::Beside, Some(Whose::Actor(actor))) => Overlay::Beside(BesidePage::new(actor)),
        (_, Some(Whose::Actor(actor))) => Overlay::Sides(SidesList::new(actor)),
    };
    state.overlays.push(overlay);
}
