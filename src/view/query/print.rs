//! Writing a query in the one form that reads back as the same query.

use std::fmt;

use super::{Field, Phrase, Query, Term, TextField, What};
use crate::text::chars;

/// Whether a character opens or closes a phrase.
pub(super) fn is_mark(c: char) -> bool {
    chars::is_double_mark(c)
}

/// Whether words are read as they are without quotation marks around them.
pub(super) fn needs_no_marks(text: &str, after_field: bool) -> bool {
    let is_plain = |c: char| !c.is_whitespace() && !matches!(c, ',' | '\\') && !is_mark(c);
    let begins_like_a_field =
        text.split_once(':').is_some_and(|(name, _)| name.bytes().all(|b| b.is_ascii_alphabetic()));
    text.chars().all(is_plain) && (after_field || !(text.starts_with('-') || begins_like_a_field))
}

/// A value, so that it is read as this phrase.
pub(super) fn phrase(phrase: &Phrase, after_field: bool) -> String {
    let Phrase { text, whole } = phrase;
    if !whole && needs_no_marks(text, after_field) {
        return text.clone();
    }
    let mut out = String::from('"');
    for c in text.chars() {
        if c == '\\' || is_mark(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out.push_str(if *whole { "\"" } else { "\"*" });
    out
}

impl What {
    /// The field that asks for it.
    pub fn field(&self) -> Field {
        match self {
            Self::Text(field, _) => Field::Text(*field),
            Self::Kind(_) => Field::Kind,
            Self::Is(_) => Field::Is,
            Self::Since(_) => Field::Since,
            Self::Until(_) => Field::Until,
            Self::Date(_) => Field::Date,
            Self::Statement(_) => Field::Statement,
        }
    }

    fn values(&self) -> Vec<String> {
        match self {
            Self::Text(field, phrases) => {
                phrases.iter().map(|p| phrase(p, *field != TextField::Words)).collect()
            }
            Self::Kind(kinds) => kinds.iter().map(|kind| kind.name().to_owned()).collect(),
            Self::Is(properties) => properties.iter().map(|property| property.name().to_owned()).collect(),
            Self::Since(day) | Self::Until(day) => vec![day.to_string()],
            Self::Date(periods) => periods.iter().map(ToString::to_string).collect(),
            Self::Statement(numbers) => numbers.iter().map(ToString::to_string).collect(),
        }
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.what.field().name();
        let sign = if self.negated { "-" } else { "" };
        let colon = if name.is_empty() { "" } else { ":" };
        write!(f, "{sign}{name}{colon}{}", self.what.values().join(","))
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, term) in self.terms.iter().enumerate() {
            let space = if i > 0 { " " } else { "" };
            write!(f, "{space}{term}")?;
        }
        Ok(())
    }
}
