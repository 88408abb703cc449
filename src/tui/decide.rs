//! What the user decides: what asks for it, and what is said when it is kept.

use super::{
    action::{Action, Context},
    articles::dated,
    keeper::{Kept, Wish},
    note::{go_first, note, note_ways, select_first},
    overlay::{Ask, Find, Merge, Overlay, Pick, Speaker, Split, Suggest, short_name},
    state::{Effect, Message, State, first_of},
};
use crate::{
    briefing::{ActorId, QuoteId, Whose},
    model::{Decision, EntityKind, QuotationKind},
    view::{QuoteRow, decision},
};

/// Does what an action asks to be decided; whether it is one that does.
pub fn act(state: &mut State, action: Action, effects: &mut Vec<Effect>) -> bool {
    match action {
        Action::Suggestions => suggestions(state),
        Action::Merge => merge(state),
        Action::Split => split(state),
        Action::Rename => rename(state),
        Action::Kind => kind(state),
        Action::Correct => correct(state),
        Action::Note => annotate(state),
        Action::Check => check(state, effects),
        Action::Deny => deny(state),
        Action::Undo | Action::Redo => undo(action, effects),
        _ => return false,
    }
    true
}

/// Wishes that the last decision does not hold, or does again.
pub fn undo(action: Action, effects: &mut Vec<Effect>) {
    effects.push(Effect::Wish(if action == Action::Undo { Wish::Undo } else { Wish::Redo }));
}

/// Wishes that something holds, and remembers who is selected, for when it is undone.
pub fn wish(state: &mut State, decision: Box<Decision>, effects: &mut Vec<Effect>) {
    let mut before = std::mem::take(&mut state.before);
    before.remember(&decision, &state.scene());
    state.before = before;
    effects.push(Effect::Wish(Wish::Decide(decision)));
}

/// Asks which actors may be one.
fn suggestions(state: &mut State) {
    if state.briefing.suggestions().is_empty() {
        return note(state, "no two actors look like one");
    }
    state.overlays.push(Overlay::Suggest(Suggest::default()));
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

/// Asks whom to merge the selected actor with.
fn merge(state: &mut State) {
    if let Some(id) = actor(state) {
        state.overlays.push(Overlay::Find(Find::new(Merge(id))));
    }
}

/// Asks which mentions of the selected actor are somebody else's.
fn split(state: &mut State) {
    let Some(id) = actor(state) else { return };
    if state.mentions.len() < 2 {
        let name = state.briefing.actor(id).map_or("", |actor| actor.name.as_str());
        let text = format!("{} has one mention only: there is nothing to split", short_name(name));
        return note(state, &text);
    }
    state.overlays.push(Overlay::Split(Split::new(&state.scene(), id)));
}

/// Asks for another name of the selected actor.
fn rename(state: &mut State) {
    let Some(id) = actor(state) else { return };
    if let Some((anchor, actor)) = state.briefing.anchor_of_actor(id).zip(state.briefing.actor(id)) {
        state.overlays.push(Overlay::Ask(Ask::name(anchor, &actor.name)));
    }
}

/// Asks what the selected actor is.
fn kind(state: &mut State) {
    let Some(id) = actor(state) else { return };
    if let Some((anchor, actor)) = state.briefing.anchor_of_actor(id).zip(state.briefing.actor(id)) {
        let rows = EntityKind::ALL
            .map(|kind| (kind.name().to_owned(), Decision::Kind { actor: anchor.clone(), kind }));
        let at = EntityKind::ALL.iter().position(|kind| *kind == actor.kind).unwrap_or(0);
        let title = format!("What is {}?", short_name(&actor.name));
        state.overlays.push(Overlay::Pick(Pick::new(title, rows.into()).at(at)));
    }
}

/// Asks who said the current quotation.
fn correct(state: &mut State) {
    if let Some(id) = quotation(state) {
        state.overlays.push(Overlay::Find(Find::new(Speaker(id))));
    }
}

/// Asks for a note on the current quotation.
fn annotate(state: &mut State) {
    let Some(id) = quotation(state) else { return };
    if let Some(quotation) = state.briefing.anchor_of_quotation(id) {
        let note = state.briefing.mark(id).and_then(|mark| mark.note.as_deref()).unwrap_or_default();
        state.overlays.push(Overlay::Ask(Ask::note(quotation, note)));
    }
}

/// Marks the current quotation as checked, or as not.
fn check(state: &mut State, effects: &mut Vec<Effect>) {
    let Some(id) = quotation(state) else { return };
    if let Some(quotation) = state.briefing.anchor_of_quotation(id) {
        let checked = !state.briefing.mark(id).is_some_and(|mark| mark.checked);
        wish(state, Box::new(Decision::Checked { quotation, checked }), effects);
    }
}

/// Asks which other statement of the actor a quotation reports: those first that share most words with it.
pub fn join(state: &mut State, quote: QuoteId) {
    let scene = state.scene();
    let Some(own) = QuoteRow::new(scene.briefing, quote) else { return };
    let Some(quotation) = scene.briefing.anchor_of_quotation(quote) else { return };
    if own.kind == QuotationKind::Attitude {
        return note(state, "what somebody wants or believes is no statement");
    }
    let text = own.text();
    let words: Vec<&str> = content_of(&text).collect();
    let mut rows = Vec::new();
    for statement in scene.statements.all().iter().filter(|statement| !statement.quotes.contains(&quote)) {
        let fullest = statement.quotes.first().copied();
        let Some(row) = fullest.and_then(|fullest| QuoteRow::new(scene.briefing, fullest)) else { continue };
        let Some(with) = scene.briefing.anchor_of_quotation(row.id) else { continue };
        if row.kind == QuotationKind::Attitude {
            continue;
        }
        let text = row.text();
        let shared =
            content_of(&text).filter(|word| words.iter().any(|own| own.eq_ignore_ascii_case(word))).count();
        let quotation = quotation.clone();
        let words = format!("{}: {text}", dated(&row.citation));
        rows.push((shared, (words, Decision::OneStatement { quotation, with })));
    }
    if rows.is_empty() {
        return note(state, "nothing else was said by the actor");
    }
    rows.sort_by_key(|(shared, _)| std::cmp::Reverse(*shared));
    let rows = rows.into_iter().map(|(_, row)| row).collect();
    state.overlays.push(Overlay::Pick(Pick::new("One statement with which other?", rows)));
}

/// The words of a text that are more than a few letters, without the marks around them.
fn content_of(text: &str) -> impl Iterator<Item = &str> {
    let bare = text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    bare.filter(|word| word.len() > 3)
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
    if let Kept::Undone(decision) = kept {
        state.before.undone(decision);
        state.regain();
    }
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
        Kept::Told(news) => {
            state.notices.extend(news.iter().cloned());
            Message::Problem(first_of(news).unwrap_or_default())
        }
        Kept::Failed(why) => {
            state.notices.push(why.clone().into());
            Message::Problem(why.clone())
        }
    });
}
