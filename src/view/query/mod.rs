//! The query language: choosing quotations and articles by a line of text.
//!
//! ```text
//! outlet:rudaw actor:sadr,barzani kind:direct since:2026-01-18 -is:checked "border violations" -isis
//! ```
//! - Terms stand side by side and all of them must hold. `-` before a term: it must not hold.
//! - `field:value` asks for a fact ([`Field`]); anything else is words that must be said, or stand in the article.
//! - Values parted by `,` are alternatives.
//! - Words match the beginnings of words, whatever their case, accents and apostrophes: `sanction` finds "Sanctions";
//!   with a capital in it, `Sanction` minds the case. Words in quotation marks are a phrase of whole words; `"border
//!   viol"*`, or a phrase whose closing mark is missing, may go on within its last word.
//!
//! Reading a query cannot fail: what cannot be understood is left out and told, with its place ([`Parsed`]). A query
//! prints itself in one form that reads back as the same query.
//!
//! What it does not do: brackets, or "or" between fields.

mod choose;
mod complete;
mod fields;
mod narrow;
mod parse;
mod period;
mod print;
pub mod saved;
mod texts;

use chrono::NaiveDate;

pub use self::{
    choose::{Choice, Fit, Marked},
    complete::{Completion, Offer, complete},
    fields::{Field, Property, TextField},
    parse::{Parsed, Problem},
    period::{NoPeriod, Period},
    texts::Texts,
};
use crate::model::QuotationKind;

/// What to choose by; without terms, everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// All of them must hold.
    pub terms: Vec<Term>,
}

/// One thing that must hold, or must not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Whether it must not hold.
    pub negated: bool,
    /// What.
    pub what: What,
}

/// What a term asks for: of several values, any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Words: of the quotation, of a name, of a note.
    Text(TextField, Vec<Phrase>),
    /// How a quotation is put.
    Kind(Vec<QuotationKind>),
    /// What is so of a quotation or an article.
    Is(Vec<Property>),
    /// Published on this day or later.
    Since(NaiveDate),
    /// Published on this day or earlier.
    Until(NaiveDate),
    /// Published on one of these days, in one of these months or years.
    Date(Vec<Period>),
    /// The numbers of statements, each counted from 1 in what its actor said.
    Statement(Vec<u32>),
}

/// Words that are looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// As they were typed.
    pub text: String,
    /// Whether they are whole words; else the last may go on, and of a name any word may.
    pub whole: bool,
}

impl Phrase {
    /// Words that may go on.
    pub fn beginning(text: impl Into<String>) -> Self {
        Self { text: text.into(), whole: false }
    }
}

impl From<What> for Term {
    fn from(what: What) -> Self {
        Self { negated: false, what }
    }
}

impl Query {
    /// The query, and what must hold beside it.
    pub fn and(mut self, what: What) -> Self {
        self.terms.push(what.into());
        self
    }

    /// Whether it leaves nothing out.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The query without the term at this place.
    pub fn without(&self, at: usize) -> Self {
        let terms = self.terms.iter().enumerate().filter(|(i, _)| *i != at);
        Self { terms: terms.map(|(_, term)| term.clone()).collect() }
    }
}

#[cfg(test)]
mod tests;
