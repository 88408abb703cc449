//! Opening what shows many quotations at once: who is quoted where.

use super::{
    action::Action,
    overlay::{MatrixPage, Overlay},
    state::State,
};

/// Opens what `action` asks for.
pub fn open(state: &mut State, action: Action) {
    let whose = state.selected.map(|chosen| chosen.whose);
    if action == Action::Matrix {
        state.overlays.push(Overlay::Matrix(MatrixPage::at(whose)));
    }
}
