//! A sheet is asked for, shown beforehand and written: how that goes in the reader.

use std::{path::Path, sync::Arc};

use super::{
    action::Action,
    exporter::{Draft, Order, Preview, Refusal},
    marking::mark,
    overlay::{ExportPrompt, Of, Overlay},
    state::{Effect, Message, Ordered, State},
};
use crate::home;

/// Does what an action asks of sheets and what goes into them; whether it is one that does.
pub fn act(state: &mut State, action: Action, _: &mut Vec<Effect>) -> bool {
    match action {
        Action::Export => ask(state),
        Action::MarkQuotation => mark(state),
        _ => return false,
    }
    true
}

/// Asks for a sheet.
fn ask(state: &mut State) {
    let prompt = prompt(state);
    state.overlays.push(Overlay::Export(Box::new(prompt)));
}

fn prompt(state: &State) -> ExportPrompt {
    ExportPrompt::new(&state.scene(), state.formats.clone(), &state.remembered.sheets)
}

/// Orders a sheet of what the actor's list shows, as a typed command asks.
pub fn order(state: &mut State, format: String, typed: &Path, effects: &mut Vec<Effect>) {
    let scene = state.scene();
    let of = |of: Of| of.selection(&scene).map(|selection| (of, selection));
    let Some((of, selection)) = of(Of::Listed).or_else(|| of(Of::Actor)) else { return };
    let typed = typed.to_string_lossy().into_owned();
    let order = Order { selection, format, path: home::expand(&typed), replace: false };
    state.ordered = Some(Ordered { of, typed, order: order.clone() });
    effects.push(Effect::Export(order));
}

/// What the topmost dialog wants to show and did not ask for yet.
pub fn wanted(state: &mut State) -> Option<Draft> {
    match state.overlays.last_mut()? {
        Overlay::Export(prompt) => prompt.wanted(),
        _ => None,
    }
}

/// Shows what a sheet is going to be like.
pub fn previewed(state: &mut State, (draft, preview): (Draft, Preview)) {
    for overlay in &mut state.overlays {
        if let Overlay::Export(prompt) = overlay {
            prompt.show(&draft, preview);
            return;
        }
    }
}

/// Says how writing a sheet went. One that was ordered by a command and not written can be mended in the dialog.
pub fn exported(state: &mut State, result: Result<String, Refusal>) {
    let is_free = state.overlays.is_empty();
    let open = state.overlays.iter_mut().find_map(|overlay| match overlay {
        Overlay::Export(prompt) => Some(prompt),
        _ => None,
    });
    match (result, open, state.ordered.take()) {
        (Ok(done), open, _) => {
            let sheets = open.map(|prompt| prompt.remembered());
            if let Some(sheets) = sheets {
                Arc::make_mut(&mut state.remembered).sheets = sheets;
            }
            state.overlays.retain(|overlay| !matches!(overlay, Overlay::Export(_)));
            state.message = Some(Message::Done(done));
        }
        (Err(refusal), Some(prompt), _) => prompt.fail(refusal),
        (Err(refusal), None, Some(Ordered { of, typed, order })) if is_free => {
            let prompt = prompt(state).of(of, &state.scene()).refused(&order, typed, refusal);
            state.overlays.push(Overlay::Export(Box::new(prompt)));
        }
        (Err(Refusal::Exists(text) | Refusal::Failed(text)), None, _) => {
            state.message = Some(Message::Problem(text));
        }
    }
}
