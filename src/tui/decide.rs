//! What the user decides: actions that make decisions, and what is said when they are kept.

use super::{
    action::{Action, Context},
    keeper::{Kept, Wish},
    overlay::{Ask, Find, Merge, Overlay, Pick, Speaker, Split, Suggest},
    state::{Effect, Message, State},
    update::{go_first, note, note_ways, select_first},
};
use crate::{
    briefing::{ActorId, QuoteId, Whose},
    model::{Decision, EntityKind},
    view::decision,
};

/// Does an action that decides something, or opens what asks for the rest of it.
pub fn act(state: &mut State, action: Action, effects: &mut Vec<Effect>) {
    match action {
        Action::Undo => effects.push(Effect::Wish(Wish::Undo)),
        Action::Redo => effects.push(Effect::Wish(Wish::Redo)),
        Action::Suggestions if state.briefing.suggestions().is_empty() => {
            note(state, "no two actors look like one");
        }
        Action::Suggestions => state.overlays.push(Overlay::Suggest(Suggest::default())),
        Action::Merge | Action::Split | Action::Rename | Action::Kind => {
            if let Some(actor) = actor(state) {
                about_actor(state, action, actor);
            }
        }
        Action::Correct | Action::Note | Action::Check => {
            if let Some(quote) = quotation(state) {
                about_quotation(state, action, quote, effects);
            }
        }
        Action::Deny => deny(state),
        _ => {}
    }
}

/// The selected actor; says so when there is none.
fn actor(state: &mut State) -> Option<ActorId> {
    match state.scene().selected {
        Some(Whose::Actor(id)) => return Some(id),
        Some(Whose::Nobody) => {
            note_ways(state, "this is nobody; select an actor", &[Action::NextActor, Action::FindActor]);
        }
        None => select_first(state),
    }
    None
}

/// The current quotation; says so when there is none.
fn quotation(state: &mut State) -> Option<QuoteId> {
    if state.quote.is_none() {
        go_first(state);
    }
    state.quote
}

fn about_actor(state: &mut State, action: Action, id: ActorId) {
    let Some(anchor) = state.briefing.anchor_of_actor(id) else { return };
    let Some(actor) = state.briefing.actor(id) else { return };
    let (name, kind) = (actor.name.clone(), actor.kind);
    let overlay = match action {
        Action::Merge => Overlay::Find(Find::new(Merge(id))),
        Action::Split if state.mentions.len() < 2 => {
            return note(state, &format!("{name} has one mention only: there is nothing to split"));
        }
        Action::Split => Overlay::Split(Split::new(&state.scene(), id)),
        Action::Rename => Overlay::Ask(Ask::name(anchor, &name)),
        _ => {
            let rows = EntityKind::ALL
                .map(|kind| (kind.name().to_owned(), Decision::Kind { actor: anchor.clone(), kind }));
            let at = EntityKind::ALL.iter().position(|k| *k == kind).unwrap_or(0);
            Overlay::Pick(Pick::new(format!("What is {name}?"), rows.into()).at(at))
        }
    };
    state.overlays.push(overlay);
}

fn about_quotation(state: &mut State, action: Action, id: QuoteId, effects: &mut Vec<Effect>) {
    let Some(quotation) = state.briefing.anchor_of_quotation(id) else { return };
    let mark = state.briefing.mark(id).cloned().unwrap_or_default();
    match action {
        Action::Correct => state.overlays.push(Overlay::Find(Find::new(Speaker(id)))),
        Action::Note => {
            let note = mark.note.unwrap_or_default();
            state.overlays.push(Overlay::Ask(Ask::note(quotation, &note)));
        }
        _ => {
            let decision = Decision::Checked { quotation, checked: !mark.checked };
            effects.push(Effect::Wish(Wish::Decide(Box::new(decision))));
        }
    }
}

/// Offers to say that the quotation is none, or that the actor is none.
fn deny(state: &mut State) {
    let scene = state.scene();
    let mut rows: Vec<Decision> = Vec::new();
    rows.extend(
        scene
            .quote
            .and_then(|quote| scene.briefing.anchor_of_quotation(quote))
            .map(|quotation| Decision::NotAQuotation { quotation }),
    );
    if let Some(Whose::Actor(id)) = scene.selected {
        rows.extend(scene.briefing.anchor_of_actor(id).map(|actor| Decision::NotAnActor { actor }));
    }
    if rows.is_empty() {
        return note(state, "select an actor or go to a quotation first");
    }
    let rows = rows.into_iter().map(|decision| (decision::words(&decision), decision));
    state.overlays.push(Overlay::Pick(Pick::new("What is wrong?", rows.collect())));
}

/// Says what became of a wish.
pub fn kept(state: &mut State, kept: &Kept) {
    let hint = |action, does: &str| {
        let key = state.keymap.chord(Context::Global, action);
        key.map(|key| format!("{key} {does}")).unwrap_or_default()
    };
    let undoes = hint(Action::Undo, "undoes it");
    state.message = Some(match kept {
        Kept::Decided(decision) => Message::Decided(decision::words(decision), undoes),
        Kept::Undone(decision) => Message::Decided(
            format!("undone: {}", decision::words(decision)),
            hint(Action::Redo, "redoes it"),
        ),
        Kept::Redone(decision) => Message::Decided(format!("redone: {}", decision::words(decision)), undoes),
        Kept::NothingToUndo => Message::Note("nothing is left to undo".into()),
        Kept::NothingToRedo => Message::Note("nothing is left to redo".into()),
        Kept::ByOthers(1) => Message::Note("the decisions were changed by another: 1 is in force".into()),
        Kept::ByOthers(count) => {
            Message::Note(format!("the decisions were changed by another: {count} are in force"))
        }
        Kept::Failed(why) => Message::Problem(why.clone()),
    });
}
