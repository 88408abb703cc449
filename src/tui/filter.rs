//! The filters of the lists: which articles, and which quotations of the selected actor are shown.

use std::{ops::Range, sync::Arc};

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    action::Action,
    going::open,
    layout::Pane,
    note::note,
    overlay::{FilterPrompt, Overlay},
    paint::Pen,
    run::command_line,
    scene::Look,
    state::{Effect, Message, State},
};
use crate::{
    briefing::{ArticleId, Briefing, QuoteId},
    view::{
        Query, Role, cells,
        query::{
            Choice, Fit, Marked, Texts,
            saved::{Saved, name_of, parts},
        },
    },
};

/// A list that can have a filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filtered {
    /// The articles.
    Articles,
    /// What the selected actor said.
    Quotations,
}

impl Filtered {
    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Articles => "articles",
            Self::Quotations => "quotations",
        }
    }
}

/// The filters.
#[derive(Debug, Default)]
pub struct Filters {
    articles: Query,
    quotes: Query,
    /// Those saved under names.
    pub saved: Vec<Saved>,
    /// Counts their changes.
    changes: u64,
    /// The texts they are compared with, and the briefing these are of.
    texts: (Option<u64>, Arc<Texts>),
    /// How many quotations of the selected actor there are without the filter.
    pub quotes_of: usize,
}

impl Filters {
    /// The filter of a list.
    pub const fn of(&self, list: Filtered) -> &Query {
        match list {
            Filtered::Articles => &self.articles,
            Filtered::Quotations => &self.quotes,
        }
    }

    /// Counts the changes.
    pub const fn changes(&self) -> u64 {
        self.changes
    }

    /// The texts.
    pub const fn texts(&self) -> &Arc<Texts> {
        &self.texts.1
    }

    /// Gives a list another filter.
    pub fn set(&mut self, list: Filtered, query: Query) {
        let own = match list {
            Filtered::Articles => &mut self.articles,
            Filtered::Quotations => &mut self.quotes,
        };
        if *own != query {
            *own = query;
            self.changes += 1;
        }
    }

    /// Has the texts of this briefing ready.
    pub fn prepare(&mut self, briefing: &Briefing, generation: u64) {
        if self.texts.0 != Some(generation) {
            let texts = Texts::new(briefing, Some(&self.texts.1));
            self.texts = (Some(generation), Arc::new(texts));
        }
    }

    /// Whether an article is shown, for each that is asked about.
    pub fn shows_article<'a>(
        &'a self,
        briefing: &'a Briefing,
        marked: &'a Marked,
    ) -> impl Fn(ArticleId) -> bool + 'a {
        let query = Some(&self.articles).filter(|query| !query.is_empty());
        let choice = query.map(|query| Choice::new(query, true, marked, briefing, self.texts()));
        move |id| choice.as_ref().is_none_or(|choice| choice.article(id) == Fit::Yes)
    }

    /// Whether a quotation is shown, for each that is asked about.
    pub fn shows_quote<'a>(
        &'a self,
        briefing: &'a Briefing,
        marked: &'a Marked,
    ) -> impl Fn(QuoteId) -> bool + 'a {
        let query = Some(&self.quotes).filter(|query| !query.is_empty());
        let choice = query.map(|query| Choice::new(query, true, marked, briefing, self.texts()));
        move |id| choice.as_ref().is_none_or(|choice| choice.quote(id) == Fit::Yes)
    }
}

/// Which list the keys are about.
fn list(state: &State) -> Filtered {
    if state.focus == Pane::Articles { Filtered::Articles } else { Filtered::Quotations }
}

/// Does what an action asks of the filters; whether it is one that does.
pub fn act(state: &mut State, action: Action, _: &mut Vec<Effect>) -> bool {
    match action {
        Action::Filter => ask(state),
        Action::DropTerm => drop_term(state),
        Action::SaveFilter | Action::ForgetFilter => command_line(state, &format!("{action} ")),
        _ => return false,
    }
    true
}

/// Asks for the filter of the list that has the keys.
fn ask(state: &mut State) {
    let list = list(state);
    let mut prompt = FilterPrompt::new(list, state.filters.of(list).clone(), &state.filters.saved);
    prompt.look(&state.scene());
    state.overlays.push(Overlay::Filter(prompt));
}

/// The filter that was typed is taken: an article that is shown is open.
pub fn taken(state: &mut State, effects: &mut Vec<Effect>) {
    let listing = state.articles.listing();
    if let Some(first) = listing.articles.first().copied().filter(|_| listing.place(state.article).is_none())
    {
        open(state, first, effects);
    }
}

/// Takes the last term off the filter of the list that has the keys.
fn drop_term(state: &mut State) {
    let list = list(state);
    let chips = parts(state.filters.of(list), &state.filters.saved).len();
    let Some(end) = chips.checked_sub(1) else {
        return note(state, &format!("there is no filter on the {}", list.name()));
    };
    drop(state, list, end);
}

/// Takes what a chip shows off the filter of a list.
pub fn drop(state: &mut State, list: Filtered, chip: usize) {
    let mut query = state.filters.of(list).clone();
    let parts = parts(&query, &state.filters.saved);
    let Some((terms, dropped)) = parts.into_iter().nth(chip) else { return };
    query.terms.drain(terms);
    state.filters.set(list, query);
    note(state, &format!("dropped from the filter: {dropped}"));
}

/// Saves the filter of the list that has the keys under a name.
pub fn save(state: &mut State, typed: &str) {
    let list = list(state);
    let query = state.filters.of(list).to_string();
    save_as(state, typed, &query);
}

/// Saves a filter under a name.
pub fn save_as(state: &mut State, typed: &str, query: &str) {
    let Some(name) = name_of(typed) else { return note(state, "a filter is saved under a name") };
    if query.is_empty() {
        return note(state, "there is no filter to save");
    }
    let remembered = Arc::make_mut(&mut state.remembered);
    remembered.save_filter(&name, query);
    state.filters.saved.clone_from(&remembered.filters);
    state.message = Some(Message::Done(format!("saved as @{name}: {query}")));
}

/// Forgets the filter saved under a name.
pub fn forget(state: &mut State, typed: &str) {
    let Some(name) = name_of(typed) else { return };
    let remembered = Arc::make_mut(&mut state.remembered);
    let was_there = remembered.forget_filter(&name);
    state.filters.saved.clone_from(&remembered.filters);
    let text =
        if was_there { format!("@{name} is forgotten") } else { format!("no filter is saved as {name}") };
    note(state, &text);
}

/// The terms of a filter as chips, as far as they fit into so many columns: the column each begins at, and what it says.
/// The last one may be cut off.
fn laid(parts: &[(Range<usize>, String)], columns: usize) -> Vec<(usize, String)> {
    let mut laid: Vec<(usize, String)> = Vec::new();
    let mut at = 1;
    for (i, (_, text)) in parts.iter().enumerate() {
        let chip = format!("[{text}]");
        let more = if i + 1 == parts.len() { 0 } else { (parts.len() - i).to_string().len() + 2 };
        if cells::width(&chip) + more > columns.saturating_sub(at) && i > 0 {
            break;
        }
        let end = at + cells::width(&chip) + 1;
        laid.push((at, chip));
        at = end;
    }
    laid
}

/// Which chip of a list's filter stands in a column of so many.
pub fn chip_at(filters: &Filters, list: Filtered, columns: usize, column: usize) -> Option<usize> {
    let parts = parts(filters.of(list), &filters.saved);
    laid(&parts, columns).iter().position(|(at, chip)| (*at..at + cells::width(chip)).contains(&column))
}

/// Draws the terms of a list's filter, each a chip, those saved together one; says how many more there are where there is
/// no room.
pub fn chips(list: Filtered, look: Look<'_>, area: Rect, buffer: &mut Buffer) {
    let filters = look.scene.filters;
    let parts = parts(filters.of(list), &filters.saved);
    let mut pen = Pen::new(buffer, area, 0);
    pen.skip(1);
    let laid = laid(&parts, area.width.into());
    for (_, chip) in &laid {
        let room = pen.room();
        pen.fit(chip, room, look.style(Role::Count)).skip(1);
    }
    let more = parts.len() - laid.len();
    if more > 0 {
        pen.put(&format!("+{more}"), look.style(Role::Count));
    }
}
