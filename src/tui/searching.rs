//! Searching: for words in the article, in the list that has the keys or anywhere, and for actors by their names.

use std::sync::Arc;

use super::{
    action::Action,
    finding,
    going::show_reader,
    note::{note, note_ways},
    overlay::{Entity, Find, From, Overlay, Search, See},
    state::{Effect, State},
};

/// Searches as an action asks; whether it is one that does.
pub fn act(state: &mut State, action: Action, effects: &mut Vec<Effect>) -> bool {
    match action {
        Action::FindActor => state.overlays.push(Overlay::Find(Find::new(See))),
        Action::Entities => state.overlays.push(Overlay::Find(Find::new(Entity))),
        Action::Anywhere => state.overlays.push(Overlay::Anywhere(Box::default())),
        Action::Search => ask(state),
        Action::NextHit | Action::PreviousHit => next_hit(state, action == Action::PreviousHit, effects),
        _ => return false,
    }
    true
}

/// What is searched for, and which place found is the current one of how many: in the list that has the keys, else in
/// the article.
pub fn shown(state: &State) -> Option<(String, String)> {
    finding::shown(state).or_else(|| {
        let search = state.reader.search()?;
        let found = match search.counter() {
            (_, 0) => "nothing found".to_owned(),
            (at, of) => format!("{at} of {of}"),
        };
        Some((search.query().to_owned(), found))
    })
}

/// Asks what to search for.
fn ask(state: &mut State) {
    if !finding::ask(state) {
        let from = From::Byte(state.reader.place());
        state.overlays.push(Overlay::Search(Search::new(from)));
    }
}

/// Searches the article for what is typed, from a place of it on; without words, the search ends.
pub fn search(state: &mut State, query: &str, from: u32) {
    let Some(article) = state.briefing.article(state.article) else { return };
    let text = Arc::clone(&article.document);
    state.reader.search_for(query, &text.raw, from);
}

/// Goes to the next place found or the one before.
fn next_hit(state: &mut State, back: bool, effects: &mut Vec<Effect>) {
    if finding::next(state, back, effects) {
        return;
    }
    if state.reader.search().is_none() {
        return note_ways(state, "nothing was searched for", &[Action::Search]);
    }
    show_reader(state);
    if let Some(word) = state.reader.next_hit(back) {
        note(state, word);
    }
}
