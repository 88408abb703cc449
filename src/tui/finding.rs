//! Searching in lists: the articles, what the actor said, whatever list lies over the panes.

use super::{
    action::Action,
    going::open,
    layout::Pane,
    note::{note, note_ways},
    overlay::{From, Overlay, Search},
    state::{Effect, State},
};
use crate::{
    briefing::Whose,
    view::{Arrangement, Citation, MentionRow, QuoteRow, find::Words},
};

/// A list that can be searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// The articles.
    Articles,
    /// What the selected actor said, or where they are mentioned.
    Actor,
    /// The overlay that has so many under it.
    Overlay(usize),
}

/// A search in a list.
#[derive(Debug)]
pub struct Finding {
    /// Where.
    pub list: Listed,
    /// For what.
    pub words: Words,
    /// The rows that have it.
    hits: Vec<usize>,
    /// What the rows were looked through for.
    stamp: Stamp,
}

/// What rows depend on: the briefing, the filters, how articles are arranged, who is selected, how many rows there are.
type Stamp = (u64, u64, Arrangement, Option<Whose>, bool, usize);

impl Finding {
    /// Which of the rows found is at `row`, from 1, and how many there are: `3 of 12`.
    fn counter(&self, row: usize) -> String {
        match (self.hits.len(), self.hits.binary_search(&row)) {
            (0, _) => "nothing found".to_owned(),
            (of, Ok(at)) => format!("{} of {of}", at + 1),
            (of, Err(_)) => format!("{of} found"),
        }
    }
}

/// The list that has the keys, if one has.
pub fn listed(state: &State) -> Option<Listed> {
    let under = state.overlays.iter().rposition(|overlay| !matches!(overlay, Overlay::Search(_)));
    match under.and_then(|at| Some((at, state.overlays.get(at)?))) {
        Some((at, overlay)) => overlay.can_be_searched().then_some(Listed::Overlay(at)),
        None => match state.focus {
            Pane::Articles => Some(Listed::Articles),
            Pane::Actor => Some(Listed::Actor),
            Pane::Reader => None,
        },
    }
}

/// What is searched for in the list that has the keys, and how much of it there is.
pub fn shown(state: &State) -> Option<(String, String)> {
    let finding = state.finding.as_ref().filter(|finding| Some(finding.list) == listed(state))?;
    Some((finding.words.typed().to_owned(), finding.counter(row(state, finding.list))))
}

/// What each row says.
fn texts(state: &State, list: Listed) -> Vec<String> {
    const AROUND: usize = 40;
    let scene = state.scene();
    match list {
        Listed::Articles => {
            let ids = state.articles.listing().articles.iter();
            let citations = ids.filter_map(|id| Some(Citation::new(*id, scene.briefing.article(*id)?)));
            citations.map(|of| format!("{}\n{}\n{}", of.headline, of.day(), of.outlet_or_file())).collect()
        }
        Listed::Actor if scene.lists_mentions() => {
            let rows = scene.mentions.iter().map(|(id, m)| MentionRow::new(scene.briefing, *id, *m, AROUND));
            rows.map(|row| row.map(|row| row.text()).unwrap_or_default()).collect()
        }
        Listed::Actor => {
            let rows = scene.quotes.iter().map(|quote| QuoteRow::new(scene.briefing, *quote));
            let text =
                |row: QuoteRow| format!("{}\n{}", row.text(), row.mark.note.as_deref().unwrap_or_default());
            rows.map(|row| row.map(text).unwrap_or_default()).collect()
        }
        Listed::Overlay(at) => state.overlays.get(at).map(|o| o.texts(&scene)).unwrap_or_default(),
    }
}

fn count(state: &State, list: Listed) -> usize {
    match list {
        Listed::Articles => state.articles.listing().articles.len(),
        Listed::Actor => state.scene().rows(),
        Listed::Overlay(_) => texts(state, list).len(),
    }
}

/// The selected row.
fn row(state: &State, list: Listed) -> usize {
    match list {
        Listed::Articles => state.articles.listing().place(state.article).unwrap_or(0),
        Listed::Actor => state.scene().at().unwrap_or(0),
        Listed::Overlay(at) => state.overlays.get(at).map_or(0, |o| o.row()),
    }
}

/// Selects a row.
fn go(state: &mut State, list: Listed, row: usize, effects: &mut Vec<Effect>) {
    match list {
        Listed::Articles => {
            if let Some(article) = state.articles.listing().articles.get(row).copied() {
                open(state, article, effects);
            }
        }
        Listed::Actor => state.go_to_row(row),
        Listed::Overlay(at) if at < state.overlays.len() => {
            let mut overlay = state.overlays.remove(at);
            overlay.go_to_row((row, None), &state.scene());
            state.overlays.insert(at, overlay);
        }
        Listed::Overlay(_) => {}
    }
}

fn stamp(state: &State, list: Listed) -> Stamp {
    let selected = state.selected.map(|chosen| chosen.whose);
    let arrangement = state.articles.arrangement();
    let (generation, changes) = (state.generation, state.filters.changes());
    (generation, changes, arrangement, selected, state.attitudes, count(state, list))
}

fn look(state: &State, list: Listed, words: Words) -> Finding {
    let texts = texts(state, list);
    let hits = (0..).zip(&texts).filter(|(_, text)| words.are_in(text)).map(|(row, _)| row).collect();
    Finding { list, words, hits, stamp: stamp(state, list) }
}

/// Asks what to search for in the list that has the keys; whether one has.
pub fn ask(state: &mut State) -> bool {
    let Some(list) = listed(state) else { return false };
    let from = From::Row(list, row(state, list));
    state.overlays.push(Overlay::Search(Search::new(from)));
    true
}

/// Searches a list for what is typed, from a row on; without words, goes back to that row.
pub fn search(state: &mut State, typed: &str, (list, from): (Listed, usize), effects: &mut Vec<Effect>) {
    state.finding = Words::new(typed).map(|words| look(state, list, words));
    let hits = state.finding.iter().flat_map(|finding| &finding.hits);
    let first = hits.clone().find(|hit| **hit >= from).or(hits.clone().next());
    let to = first.copied().unwrap_or(from);
    go(state, list, to, effects);
}

/// Goes to the next row found or the one before, if the list that has the keys was searched; whether it was.
pub fn next(state: &mut State, back: bool, effects: &mut Vec<Effect>) -> bool {
    let Some(finding) = state.finding.as_ref().filter(|finding| Some(finding.list) == listed(state)) else {
        return false;
    };
    let (list, at) = (finding.list, row(state, finding.list));
    let hits = &finding.hits;
    let (next, word) = if back {
        let before = hits.iter().rfind(|hit| **hit < at);
        (before.or(hits.last()), before.is_none().then_some("search went on from the end"))
    } else {
        let after = hits.iter().find(|hit| **hit > at);
        (after.or(hits.first()), after.is_none().then_some("search went on from the top"))
    };
    match next.copied() {
        Some(next) => {
            go(state, list, next, effects);
            if let Some(word) = word {
                note(state, word);
            }
        }
        None => note(state, "nothing found"),
    }
    true
}

/// Ends the search in the list that has the keys; whether there was one.
pub fn clear(state: &mut State) -> bool {
    let list = listed(state);
    state.finding.take_if(|finding| Some(finding.list) == list).is_some()
}

/// Does what an action asks of the list over the panes; whether it asks for a search.
pub fn act_over(state: &mut State, action: Action, effects: &mut Vec<Effect>) -> bool {
    let Some(overlay) = state.overlays.last().filter(|overlay| overlay.can_be_searched()) else {
        return false;
    };
    match action {
        Action::Search => ask(state),
        Action::NextHit | Action::PreviousHit => or_say(state, action, effects),
        // Where nothing is asked, its key goes on as it does everywhere else.
        Action::No if !overlay.goes_on() => or_say(state, Action::NextHit, effects),
        Action::Close => clear(state),
        _ => false,
    }
}

fn or_say(state: &mut State, action: Action, effects: &mut Vec<Effect>) -> bool {
    if !next(state, action == Action::PreviousHit, effects) {
        note_ways(state, "nothing was searched for", &[Action::Search]);
    }
    true
}

/// Looks again when the rows are others, and ends with its list.
pub fn follow(state: &mut State) {
    let Some(finding) = state.finding.take() else { return };
    if matches!(finding.list, Listed::Overlay(at) if at >= state.overlays.len()) {
        return;
    }
    let is_same = finding.stamp == stamp(state, finding.list);
    state.finding = Some(if is_same { finding } else { look(state, finding.list, finding.words) });
}
