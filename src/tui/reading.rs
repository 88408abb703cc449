//! Which articles were read and starred, which is the next to read, and how their list is arranged.

use super::{
    action::Action,
    going::{focus, here, open},
    layout::Pane,
    note::{note, note_ways},
    state::{Effect, Message, State},
};
use crate::view::{ArticleOrder, Grouping};

/// Marks the article as read when its end comes into sight of whoever reads it. Once for each time it is opened: who
/// says then that it is unread is believed.
pub fn read_to_the_end(state: &mut State) {
    if state.ended.is_some_and(|ended| ended != state.article) {
        state.ended = None;
    }
    let reads = state.focus == Pane::Reader && state.overlays.is_empty();
    if reads && state.ended.is_none() && state.reader.shows_end_of(state.article) {
        state.marked.read.insert(state.article);
        state.ended = Some(state.article);
    }
}

/// Says that the article was read, or that it was not.
pub fn toggle_read(state: &mut State) {
    if state.briefing.article(state.article).is_none() {
        return;
    }
    let read = &mut state.marked.read;
    let is_read = read.insert(state.article) || !read.remove(&state.article);
    let word = if is_read { "the article is read" } else { "the article is unread" };
    state.message = Some(Message::Done(word.into()));
}

/// Gives the article a star, or takes it away.
pub fn star(state: &mut State) {
    if state.briefing.article(state.article).is_none() {
        return;
    }
    let starred = &mut state.marked.starred;
    let has_one = starred.insert(state.article) || !starred.remove(&state.article);
    let word = if has_one { "the article has a star" } else { "the article has no star any more" };
    state.message = Some(Message::Done(word.into()));
}

/// Opens the next article of the list that is unread, going on from the top after the last.
pub fn next_unread(state: &mut State, effects: &mut Vec<Effect>) {
    let read = &state.marked.read;
    let Some((next, around)) = state.articles.listing().next(state.article, |id| !read.contains(&id)) else {
        let here = read.contains(&state.article);
        let word = if here { "no article is unread" } else { "no other article is unread" };
        return note_ways(state, word, if here { &[] } else { &[Action::ToggleRead] });
    };
    state.back.push(here(state));
    open(state, next, effects);
    if state.focus == Pane::Actor {
        focus(state, Pane::Reader);
    }
    if around {
        note(state, "went on from the top of the list");
    }
}

/// Arranges the list of articles in another way.
pub fn arrange(state: &mut State, action: Action) {
    let mut arrangement = state.articles.arrangement();
    match action {
        Action::NewestFirst => arrangement.order = ArticleOrder::Newest,
        Action::OldestFirst => arrangement.order = ArticleOrder::Oldest,
        Action::AsGiven => arrangement.order = ArticleOrder::Given,
        Action::GroupByOutlet => arrangement.grouping = Grouping::Outlet,
        Action::GroupByDay => arrangement.grouping = Grouping::Day,
        _ => arrangement.grouping = Grouping::None,
    }
    state.articles.arrange(arrangement);
    let order = match arrangement.order {
        ArticleOrder::Given => "as they were given".to_owned(),
        order => format!("{} first", order.name()),
    };
    let groups = match arrangement.grouping {
        Grouping::None => "",
        Grouping::Outlet => ", by outlet",
        Grouping::Day => ", by day",
    };
    note(state, &format!("articles: {order}{groups}"));
}
