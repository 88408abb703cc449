//! The filters of the lists: which articles, and which quotations of the selected actor are shown.

use std::sync::Arc;

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    going::open,
    layout::Pane,
    note::note,
    overlay::{FilterPrompt, Overlay},
    paint::Pen,
    scene::Look,
    state::{Effect, State},
};
use crate::{
    briefing::{ArticleId, Briefing, QuoteId},
    view::{
        Query, Role, cells,
        query::{Choice, Fit, Marked, Texts},
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

/// Asks for the filter of the list that has the keys.
pub fn ask(state: &mut State) {
    let list = list(state);
    let mut prompt = FilterPrompt::new(list, state.filters.of(list).clone());
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
pub fn drop_term(state: &mut State) {
    let list = list(state);
    let Some(end) = state.filters.of(list).terms.len().checked_sub(1) else {
        return note(state, &format!("there is no filter on the {}", list.name()));
    };
    drop(state, list, end);
}

/// Takes a term off the filter of a list.
pub fn drop(state: &mut State, list: Filtered, term: usize) {
    let query = state.filters.of(list);
    let Some(dropped) = query.terms.get(term).map(ToString::to_string) else { return };
    let rest = query.without(term);
    state.filters.set(list, rest);
    note(state, &format!("dropped from the filter: {dropped}"));
}

/// The terms of a filter as chips, as far as they fit into so many columns: the column each begins at, and what it says.
/// The last one may be cut off.
fn laid(query: &Query, columns: usize) -> Vec<(usize, String)> {
    let mut laid: Vec<(usize, String)> = Vec::new();
    let mut at = 1;
    for (i, term) in query.terms.iter().enumerate() {
        let chip = format!("[{term}]");
        let more = if i + 1 == query.terms.len() { 0 } else { (query.terms.len() - i).to_string().len() + 2 };
        if cells::width(&chip) + more > columns.saturating_sub(at) && i > 0 {
            break;
        }
        let end = at + cells::width(&chip) + 1;
        laid.push((at, chip));
        at = end;
    }
    laid
}

/// Which term's chip stands in a column of so many.
pub fn chip_at(query: &Query, columns: usize, column: usize) -> Option<usize> {
    laid(query, columns).iter().position(|(at, chip)| (*at..at + cells::width(chip)).contains(&column))
}

/// Draws the terms of a filter, each a chip; says how many more there are where there is no room.
pub fn chips(query: &Query, look: Look<'_>, area: Rect, buffer: &mut Buffer) {
    let mut pen = Pen::new(buffer, area, 0);
    pen.skip(1);
    let laid = laid(query, area.width.into());
    for (_, chip) in &laid {
        let room = pen.room();
        pen.fit(chip, room, look.style(Role::Count)).skip(1);
    }
    let more = query.terms.len() - laid.len();
    if more > 0 {
        pen.put(&format!("+{more}"), look.style(Role::Count));
    }
}
