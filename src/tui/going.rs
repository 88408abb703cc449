//! Going somewhere: to another pane, article, actor, quotation or mention, and back.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::{
    action::{Action, Motion},
    layout::{Pane, around},
    note::{note, note_ways, select_first},
    reader::Search,
    reading,
    scene::At,
    state::{Effect, Place, State},
};
use crate::{
    briefing::{ArticleId, QuoteId, Whose},
    text::Span,
};

/// Goes where an action asks to go; whether it is one that does.
pub fn act(state: &mut State, action: Action, effects: &mut Vec<Effect>) -> bool {
    // Where there are no quotations, mentions are gone through.
    let mentions = state.scene().lists_mentions();
    match action {
        Action::ScrollMiddle | Action::ScrollTop | Action::ScrollBottom => scroll_to(state, action),
        Action::OpenQuotation => open_quotation(state, effects),
        Action::Back => back(state, effects),
        Action::NextActor => next_actor(state, 1),
        Action::PreviousActor => next_actor(state, -1),
        Action::NextQuotation if !mentions => next_quotation(state, 1, effects),
        Action::PreviousQuotation if !mentions => next_quotation(state, -1, effects),
        Action::NextQuotation | Action::NextMention => next_mention(state, 1, effects),
        Action::PreviousQuotation | Action::PreviousMention => next_mention(state, -1, effects),
        Action::Unattributed => unattributed(state),
        _ => return false,
    }
    true
}

/// Scrolls the text so that the place the reader is at stands in the middle, at the top or at the bottom.
fn scroll_to(state: &mut State, action: Action) {
    let scene = state.scene();
    let here = scene.article;
    let quote = scene.quote.filter(|quote| quote.article == here).map(|quote| scene.extent(quote));
    let mention = scene.mention.filter(|at| at.0 == here).map(|at| scene.mention_span(at));
    let hit = state.reader.search().and_then(Search::current);
    match hit.or(mention).or(quote) {
        Some(span) => state.reader.align(span, action),
        None => note_ways(state, "no place to scroll to: go to a quotation first", &[Action::NextQuotation]),
    }
}

/// Where the reader is now, to come back to.
pub fn here(state: &State) -> Place {
    Place { article: state.article, at: state.reader.place(), quote: state.quote, focus: state.focus }
}

pub fn focus(state: &mut State, pane: Pane) {
    state.focus = pane;
    if pane != Pane::Reader {
        state.side = pane;
    }
}

/// Sees to it that the reader is on screen.
pub fn show_reader(state: &mut State) {
    if state.screen().is_some_and(|s| s.pane(Pane::Reader).is_none()) {
        focus(state, Pane::Reader);
    }
}

pub fn move_by(state: &mut State, motion: Motion, effects: &mut Vec<Effect>) {
    match state.focus {
        Pane::Articles => {
            let article = state.articles.after(motion, &state.scene());
            open(state, article, effects);
        }
        Pane::Reader => state.reader.scroll(motion),
        Pane::Actor => {
            let row = state.said.after(motion, &state.scene());
            state.go_to_row(row);
        }
    }
}

/// Shows an article where it was left.
pub fn open(state: &mut State, article: ArticleId, effects: &mut Vec<Effect>) {
    if article == state.article || state.briefing.article(article).is_none() {
        return;
    }
    reading::remember(state, state.article);
    state.article = article;
    state.choose_most_quoted();
    if state.briefing.article(article).is_some_and(|a| a.analysis.is_none()) {
        effects.push(Effect::Want(article));
    }
}

/// Jumps to the current quotation, or to the current mention where those are listed.
fn open_quotation(state: &mut State, effects: &mut Vec<Effect>) {
    let from = here(state);
    if state.scene().lists_mentions() {
        let Some(at) = state.mention.or_else(|| state.mentions.first().copied()) else { return };
        go_to_mention(state, at, effects);
    } else {
        let Some(quote) = state.quote.or_else(|| state.quotes.first().copied()) else {
            return note(state, "no quotation to jump to");
        };
        go_to(state, quote, effects);
    }
    state.back.push(from);
    focus(state, Pane::Reader);
}

/// Goes to the start of a line of an article as it arrived, counted from 1; without one, to where the article was left.
pub fn go_to_line(state: &mut State, article: ArticleId, line: Option<usize>, effects: &mut Vec<Effect>) {
    state.back.push(here(state));
    open(state, article, effects);
    focus(state, Pane::Reader);
    let Some(line) = line else { return };
    let document = state.briefing.article(article).map(|article| Arc::clone(&article.document));
    let before = document.iter().flat_map(|document| document.raw.split_inclusive('\n')).take(line - 1);
    let at = before.map(str::len).sum::<usize>() as u32;
    state.reader.reveal(Span::new(at, at + 1));
}

/// Selects somebody and jumps to a quotation of theirs.
pub fn go_to_quotation(state: &mut State, quote: QuoteId, whose: Whose, effects: &mut Vec<Effect>) {
    let from = here(state);
    state.select(whose, true);
    go_to(state, quote, effects);
    state.back.push(from);
    focus(state, Pane::Reader);
}

/// Makes a quotation current and shows its place.
pub fn go_to(state: &mut State, quote: QuoteId, effects: &mut Vec<Effect>) {
    // Whoever follows an actor through articles goes on following.
    if let Some(selected) = &mut state.selected {
        selected.by_hand = true;
    }
    open(state, quote.article, effects);
    state.quote = Some(quote);
    let extent = state.scene().extent(quote);
    state.reader.reveal(extent);
}

fn back(state: &mut State, effects: &mut Vec<Effect>) {
    match state.back.pop() {
        Some(place) => {
            open(state, place.article, effects);
            state.reader.go_to_place(place.article, place.at);
            state.quote = place.quote;
            focus(state, place.focus);
        }
        None => note(state, "no jump to come back from"),
    }
}

/// Selects somebody, and the first quotation of theirs in this article if there is one.
pub fn choose(state: &mut State, whose: Whose) {
    state.select(whose, true);
    if let Some(place) = state.scene().first_place(whose) {
        state.reader.reveal(place);
    }
}

fn next_actor(state: &mut State, step: isize) {
    let scene = state.scene();
    let actors = scene.actors_here();
    let at = scene.selected.and_then(|a| actors.iter().position(|b| *b == a));
    let next = match at {
        Some(at) => around(at, step, actors.len()),
        None if step > 0 => 0,
        None => actors.len().saturating_sub(1),
    };
    match actors.get(next) {
        None => note(state, "nobody speaks in this article"),
        Some(actor) => {
            choose(state, *actor);
            let name = state.scene().shown_name().unwrap_or_default().to_owned();
            note(state, &format!("actor {} of {} here: {name}", next + 1, actors.len()));
        }
    }
}

/// Goes to the next quotation of the actor or the one before. Without a current one: to the first at the
/// top of the screen or after it, then on through the other articles.
pub fn next_quotation(state: &mut State, step: isize, effects: &mut Vec<Effect>) {
    let scene = state.scene();
    let Some(selected) = scene.selected else {
        return select_first(state);
    };
    // Whoever reads on goes on in time, not from wording to wording.
    let mut quotes = scene.quotes_of(selected);
    if quotes.len() != scene.quotes.len() {
        let shown: FxHashSet<QuoteId> = scene.quotes.iter().copied().collect();
        quotes.retain(|quote| shown.contains(quote));
    }
    let at = scene.quote.and_then(|quote| quotes.iter().position(|q| *q == quote));
    let next = if let Some(at) = at {
        at.checked_add_signed(step)
    } else {
        let top = state.reader.in_sight().start();
        let in_sight = |q: &QuoteId| q.article == scene.article && scene.extent(*q).start() >= top;
        quotes.iter().position(in_sight).or(Some(0))
    };
    let name = scene.shown_name().unwrap_or_default().to_owned();
    match next.and_then(|i| quotes.get(i)).copied() {
        None if quotes.is_empty() => note(state, &format!("{name} is not quoted")),
        None => note(
            state,
            &format!("that was the {} quotation of {name}", if step > 0 { "last" } else { "first" }),
        ),
        Some(quote) => {
            show_reader(state);
            if quote.article != state.article {
                state.back.push(here(state));
            }
            go_to(state, quote, effects);
        }
    }
}

/// Makes a mention current and shows its place.
fn go_to_mention(state: &mut State, at: At, effects: &mut Vec<Effect>) {
    if let Some(selected) = &mut state.selected {
        selected.by_hand = true;
    }
    open(state, at.0, effects);
    state.mention = Some(at);
    let span = state.scene().mention_span(at);
    state.reader.reveal(span);
}

/// Goes to the next mention of the actor or the one before, into other articles where needed.
fn next_mention(state: &mut State, step: isize, effects: &mut Vec<Effect>) {
    let scene = state.scene();
    let Some(name) = scene.shown_actor().map(|actor| actor.name.clone()) else {
        return select_first(state);
    };
    let next = if let Some(at) = scene.mention_at() {
        at.checked_add_signed(step)
    } else {
        let top = state.reader.in_sight().start();
        let in_sight = |at: &At| at.0 == scene.article && scene.mention_span(*at).start() >= top;
        scene.mentions.iter().position(in_sight).or(Some(0))
    };
    let of = scene.mentions.len();
    match next.and_then(|i| Some((i, *scene.mentions.get(i)?))) {
        None if of == 0 => note(state, &format!("no article mentions {name}")),
        None => {
            note(
                state,
                &format!("that was the {} mention of {name}", if step > 0 { "last" } else { "first" }),
            );
        }
        Some((i, at)) => {
            show_reader(state);
            if at.0 != state.article {
                state.back.push(here(state));
            }
            go_to_mention(state, at, effects);
            note(state, &format!("mention {} of {of}: {name}", i + 1));
        }
    }
}

/// Selects what nobody could be named for.
fn unattributed(state: &mut State) {
    if !state.scene().has_unattributed() {
        return note(state, "nothing is unattributed: somebody is named for every quotation");
    }
    choose(state, Whose::Nobody);
    focus(state, Pane::Actor);
}
