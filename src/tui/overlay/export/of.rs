//! What can go into a sheet, seen from the reader: the actor, what a filter leaves, what is marked, everybody.

use crate::{
    briefing::{QuoteId, Whose},
    tui::{filter::Filtered, scene::Scene},
    view::{
        Query, Selection, cells,
        query::{Marked, Property, Texts, What},
    },
};

/// What goes into a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// All that the selected actor said.
    Actor,
    /// As much of that as the filter leaves.
    Listed,
    /// All that passes the filters, whoever said it.
    Filtered,
    /// What was marked.
    Marked,
    /// All that anybody said.
    Everybody,
}

/// How many quotations there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Of somebody.
    pub all: usize,
    /// How many of these are checked.
    pub checked: usize,
    /// For how many more nobody could be named: they are on no sheet.
    pub nobodys: usize,
    /// The same of those that are checked.
    pub nobodys_checked: usize,
}

/// Columns of a name among the choices.
const NAME: usize = 24;

impl Of {
    /// In the order they are offered.
    pub const ALL: [Self; 5] = [Self::Actor, Self::Listed, Self::Filtered, Self::Marked, Self::Everybody];

    /// What it is remembered by.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Listed => "listed",
            Self::Filtered => "filtered",
            Self::Marked => "marked",
            Self::Everybody => "everybody",
        }
    }

    /// What the dialog calls it.
    pub fn label(self, scene: &Scene<'_>) -> String {
        let actor = || cells::short(scene.shown_name().unwrap_or_default(), NAME);
        match self {
            Self::Actor => actor(),
            Self::Listed => format!("{}, filtered", actor()),
            Self::Filtered => "all filtered".to_owned(),
            Self::Marked => "marked".to_owned(),
            Self::Everybody => "everybody".to_owned(),
        }
    }

    /// What its file is called, without an ending; `None` where that is the actor's name.
    pub const fn stem(self) -> Option<&'static str> {
        match self {
            Self::Actor | Self::Listed => None,
            Self::Filtered => Some("filtered"),
            Self::Marked => Some("marked"),
            Self::Everybody => Some("everybody"),
        }
    }

    /// What it chooses; `None` where there is no such thing now.
    pub fn selection(self, scene: &Scene<'_>) -> Option<Selection> {
        let actors = match (self, scene.selected) {
            (Self::Actor | Self::Listed, Some(Whose::Actor(id))) => vec![id],
            (Self::Actor | Self::Listed, _) => return None,
            _ => Vec::new(),
        };
        let filter = |list| scene.filters.of(list).clone();
        let (query, within) = match self {
            Self::Actor | Self::Everybody => Default::default(),
            Self::Listed => (filter(Filtered::Quotations), Query::default()),
            Self::Filtered => (filter(Filtered::Quotations), filter(Filtered::Articles)),
            Self::Marked => {
                let query = Query::default().and(What::Is(vec![Property::Marked]));
                (query, Query::default())
            }
        };
        let asks = !query.is_empty() || !within.is_empty();
        if !asks && matches!(self, Self::Listed | Self::Filtered | Self::Marked) {
            return None;
        }
        // What was read and marked matters only where it is asked for.
        let marked = if asks { scene.marked.clone() } else { Marked::default() };
        let attitudes = scene.attitudes || self == Self::Marked;
        Some(Selection { actors, query, within, attitudes, marked, ..Selection::default() })
    }

    /// How much it is; `None` where there is no such thing now.
    pub fn count(self, scene: &Scene<'_>, texts: &Texts) -> Option<Count> {
        let selection = self.selection(scene)?;
        let quotes = selection.of_texts(scene.briefing, texts).quotes;
        let is_checked = |quote: QuoteId| scene.briefing.mark(quote).is_some_and(|mark| mark.checked);
        let mut count = Count::default();
        for quote in quotes {
            let checked = usize::from(is_checked(quote));
            let (all, of_these) = match scene.briefing.whose(quote) {
                Whose::Actor(_) => (&mut count.all, &mut count.checked),
                Whose::Nobody => (&mut count.nobodys, &mut count.nobodys_checked),
            };
            *all += 1;
            *of_these += checked;
        }
        // Where nothing is marked there is nothing to offer.
        (self != Self::Marked || count != Count::default()).then_some(count)
    }
}

impl Count {
    /// How many go in, with all or only those that are checked.
    pub const fn of(self, checked: bool) -> usize {
        if checked { self.checked } else { self.all }
    }

    /// How many do not, because nobody could be named for them.
    pub const fn nobodys_of(self, checked: bool) -> usize {
        if checked { self.nobodys_checked } else { self.nobodys }
    }
}
