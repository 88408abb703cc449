//! Which articles were read and starred, where they were left, which is the next to read, and how their list is
//! arranged; with what an earlier run knew of that.

use std::{sync::Arc, time::SystemTime};

use rayon::prelude::*;

use super::{
    action::Action,
    going::{focus, here, open},
    layout::Pane,
    moved::Moved,
    note::{note, note_ways},
    overlay::{Overlay, Versions},
    state::{Effect, Message, State},
};
use crate::{
    briefing::{ArticleId, CopyKind, Member},
    remembered::{ArticleKey, Known},
    view::{Arrangement, ArticleOrder, Grouping},
};

/// Takes over what is remembered of earlier runs.
pub fn recall(state: &mut State) {
    let remembered = Arc::clone(&state.remembered);
    let articles = &state.briefing.articles;
    state.keys = articles.par_iter().map(|article| ArticleKey::of(&article.document)).collect();
    (0..state.keys.len() as u32).map(ArticleId).for_each(|id| recall_one(state, id));
    state.articles.arrange(Arrangement {
        order: ArticleOrder::named(&remembered.order),
        grouping: Grouping::named(&remembered.groups),
    });
    state.widths = remembered.widths;
}

/// Knows articles by what they are remembered by, though they have other numbers by now, and recalls those that came.
pub fn follow(state: &mut State, moved: &Moved<'_>) {
    if state.keys.is_empty() && !moved.old.articles.is_empty() {
        return;
    }
    let articles = &moved.new.articles;
    let mut keys: Vec<Option<ArticleKey>> = vec![None; articles.len()];
    let mut came = vec![true; articles.len()];
    for ((id, before), key) in (0..).map(ArticleId).zip(&moved.old.articles).zip(&state.keys) {
        let Some(at) = moved.article(id).map(|id| id.0 as usize) else { continue };
        let is_same = articles.get(at).is_some_and(|now| Arc::ptr_eq(&now.document, &before.document));
        if let (Some(slot), Some(came)) = (keys.get_mut(at), came.get_mut(at)) {
            *came = false;
            *slot = is_same.then_some(*key);
        }
    }
    // Here, not by the threads that share work: they give way to other programs, and a key would wait for them.
    let both = articles.iter().zip(keys);
    state.keys =
        both.map(|(article, key)| key.unwrap_or_else(|| ArticleKey::of(&article.document))).collect();
    let came = (0..).map(ArticleId).zip(came).filter(|(_, came)| *came).map(|(id, _)| id);
    came.for_each(|id| recall_one(state, id));
}

fn recall_one(state: &mut State, id: ArticleId) {
    let key = state.keys.get(id.0 as usize);
    let Some(known) = key.and_then(|key| state.remembered.articles.get(key)).copied() else { return };
    if known.read {
        state.marked.read.insert(id);
    }
    if known.starred {
        state.marked.starred.insert(id);
    }
    if known.place > 0 {
        state.reader.recall(id, known.place);
    }
}

/// Remembers what is to be known of an article in the next run, if that is something new.
pub fn remember(state: &mut State, article: ArticleId) {
    let Some(key) = state.keys.get(article.0 as usize) else { return };
    let before = state.remembered.articles.get(key).copied().unwrap_or_default();
    let now = Known {
        read: state.marked.read.contains(&article),
        starred: state.marked.starred.contains(&article),
        place: state.reader.left_at(article),
        when: before.when,
    };
    if now != before {
        let since = SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default();
        let when = since.as_secs();
        Arc::make_mut(&mut state.remembered).articles.insert(*key, Known { when, ..now });
    }
}

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
        remember(state, state.article);
    }
}

/// Says that the article was read, or that it was not.
fn toggle_read(state: &mut State) {
    if state.briefing.article(state.article).is_none() {
        return;
    }
    let read = &mut state.marked.read;
    let is_read = read.insert(state.article) || !read.remove(&state.article);
    remember(state, state.article);
    let word = if is_read { "the article is read" } else { "the article is unread" };
    state.message = Some(Message::Done(word.into()));
}

/// Gives the article a star, or takes it away.
fn star(state: &mut State) {
    if state.briefing.article(state.article).is_none() {
        return;
    }
    let starred = &mut state.marked.starred;
    let has_one = starred.insert(state.article) || !starred.remove(&state.article);
    remember(state, state.article);
    let word = if has_one { "the article has a star" } else { "the article has no star any more" };
    state.message = Some(Message::Done(word.into()));
}

/// Does what an action asks of articles and their list; whether it is one that does.
pub fn act(state: &mut State, action: Action, effects: &mut Vec<Effect>) -> bool {
    match action {
        Action::NextUnread => next_unread(state, effects),
        Action::ToggleRead => toggle_read(state),
        Action::Star => star(state),
        Action::NewestFirst
        | Action::OldestFirst
        | Action::AsGiven
        | Action::GroupByOutlet
        | Action::GroupByDay
        | Action::NoGroups => arrange(state, action),
        Action::FoldCopies => fold_copies(state),
        Action::Changes => changes(state),
        _ => return false,
    }
    true
}

/// Opens the next article of the list that is unread, going on from the top after the last.
fn next_unread(state: &mut State, effects: &mut Vec<Effect>) {
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
fn arrange(state: &mut State, action: Action) {
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
    let remembered = Arc::make_mut(&mut state.remembered);
    arrangement.order.name().clone_into(&mut remembered.order);
    arrangement.grouping.name().clone_into(&mut remembered.groups);
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

/// Lists only the first of copies and versions, or all again.
fn fold_copies(state: &mut State) {
    let copies = state.briefing.copies();
    let groups = copies.groups.len();
    let others = copies.groups.iter().map(|group| group.members.len() - 1).sum::<usize>();
    let word = match (groups, state.articles.fold()) {
        (0, _) => "no article is a copy or a version of another".to_owned(),
        (_, true) => format!("{others} copies and versions are folded"),
        (_, false) => "copies and versions are listed".to_owned(),
    };
    note(state, &word);
}

/// Shows what the article changed of the first it is one with; of the first, what another changed.
fn changes(state: &mut State) {
    let here = state.article;
    let copies = state.briefing.copies();
    let Some(group) = copies.of(here) else {
        return note(state, "no other article is a copy or a version of this one");
    };
    let first = group.first().unwrap_or(here);
    // Versions differ, copies often do not.
    let is_version = |member: &&Member| member.kind == Some(CopyKind::Version);
    let other = group.others(first).find(is_version).or_else(|| group.others(first).next());
    let second = if first == here { other.map_or(here, |member| member.article) } else { here };
    state.overlays.push(Overlay::Versions(Versions::new(first, second)));
}
