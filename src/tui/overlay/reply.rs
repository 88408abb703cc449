//! What an overlay asks of the rest of the reader.

use std::path::PathBuf;

use super::Overlay;
use crate::{
    briefing::{ArticleId, QuoteId, Whose},
    model::Decision,
    text::Span,
    tui::{command::Command, exporter::Order, filter::Filtered, finding::Listed},
    view::Query,
};

/// Where a search starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// At this byte of the article.
    Byte(u32),
    /// At this row of a list.
    Row(Listed, usize),
}

/// What an overlay asks of the rest.
#[derive(Debug)]
pub enum Reply {
    /// It goes on.
    Stay,
    /// It closes.
    Close,
    /// It closes; this actor, or nobody, was chosen.
    Choose(Whose),
    /// It goes on; this is to be said.
    Say(&'static str),
    /// It goes on; what this quotation is to be one statement with is to be chosen.
    Join(QuoteId),
    /// It goes on; this was decided.
    Answer(Box<Decision>),
    /// It closes; this was decided.
    Decide(Box<Decision>),
    /// It goes on; this is typed so far, to be searched for from there on.
    Search(String, From),
    /// It closes, and the search with it; what was searched goes back there.
    EndSearch(From),
    /// It goes on until that is done: this sheet is wanted.
    Export(Box<Order>),
    /// It closes; this is to be done, as this line that was typed asks.
    Run(Command, String),
    /// All overlays close; this quotation of somebody is gone to.
    Open(QuoteId, Whose),
    /// It goes on under this one.
    Push(Box<Overlay>),
    /// It goes on; this is said.
    Note(String),
    /// It goes on; this is the filter of a list by now.
    Filter(Filtered, Query),
    /// It goes on; the filter is saved under that name.
    SaveFilter(String, String),
    /// It goes on; the filter of that name is forgotten.
    ForgetFilter(String),
    /// It closes; what was typed is the filter of a list from now on.
    TakeFilter,
    /// It closes; this is the filter of a list again.
    EndFilter(Filtered, Query),
    /// It goes on; this file is to be edited, at this line.
    Edit(PathBuf, usize),
    /// It closes; this article is to be read, at this place if one is known.
    Go(ArticleId, Option<Span>),
    /// It closes; these words are to be searched for in this article, from this place on.
    Find(ArticleId, Span, String),
}
