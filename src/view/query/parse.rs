//! Reading a query: what it asks for, and what in it could not be understood.

use super::{Field, Period, Phrase, Property, Query, Term, TextField, What, print::is_mark};
use crate::{
    model::QuotationKind,
    text::{Span, nearest::nearest},
};

/// A query that was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parsed {
    /// What was understood.
    pub query: Query,
    /// What was not, and left out, in order of the text.
    pub problems: Vec<Problem>,
}

/// Something in a query that could not be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where, in bytes of the query.
    pub span: Span,
    /// What is wrong, and what may be meant.
    pub message: String,
}

/// A term as it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub span: Span,
    pub negated: bool,
    /// The name before the colon.
    pub field: Option<Span>,
    /// The values with words in them.
    pub values: Vec<Value>,
}

/// A value as it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Value {
    pub span: Span,
    pub phrase: Phrase,
}

impl Query {
    /// Reads a query.
    pub fn parse(text: &str) -> Parsed {
        let mut parsed = Parsed::default();
        for piece in pieces(text) {
            let what = match piece.field {
                None => some(piece.phrases()).map(|phrases| What::Text(TextField::Words, phrases)),
                Some(name) => parsed.of_field(text, &piece, name),
            };
            parsed.query.terms.extend(what.map(|what| Term { negated: piece.negated, what }));
        }
        parsed
    }
}

impl Parsed {
    /// What a term with a field asks for.
    fn of_field(&mut self, text: &str, piece: &Piece, name: Span) -> Option<What> {
        let written = name.of(text);
        let Some(field) = Field::named(&written.to_ascii_lowercase()) else {
            let meant = nearest(written, Field::ALL.map(Field::name));
            self.tell(
                name,
                match meant {
                    Some(meant) => format!("there is no field “{written}”; {meant}: is meant?"),
                    None => {
                        format!("there is no field “{written}”; words with a colon stand in quotation marks")
                    }
                },
            );
            return None;
        };
        if piece.values.is_empty() {
            self.tell(piece.span, format!("{}: wants a value", field.name()));
            return None;
        }
        match field {
            Field::Text(field) => Some(What::Text(field, piece.phrases())),
            Field::Kind => {
                let kinds = QuotationKind::ALL.map(|kind| (kind.name(), kind));
                some(self.named(piece, "kind", &kinds)).map(What::Kind)
            }
            Field::Is => {
                let properties = Property::ALL.map(|property| (property.name(), property));
                some(self.named(piece, "property", &properties)).map(What::Is)
            }
            Field::Date => {
                let read = |value: &Value| value.phrase.text.parse::<Period>();
                some(self.values(piece, read)).map(What::Date)
            }
            Field::Since => self.day(piece).map(|period| What::Since(period.first)),
            Field::Until => self.day(piece).map(|period| What::Until(period.last)),
            Field::Statement => {
                let read = |value: &Value| match value.phrase.text.parse::<u32>() {
                    Ok(0) | Err(_) => Err("statements are numbered 1, 2, 3 …"),
                    Ok(number) => Ok(number),
                };
                some(self.values(piece, read)).map(What::Statement)
            }
        }
    }

    /// The values that `read` understands.
    fn values<T, E: ToString>(&mut self, piece: &Piece, read: impl Fn(&Value) -> Result<T, E>) -> Vec<T> {
        let mut all = Vec::new();
        for value in &piece.values {
            match read(value) {
                Ok(known) => all.push(known),
                Err(problem) => self.tell(value.span, problem.to_string()),
            }
        }
        all
    }

    /// The one day, month or year.
    fn day(&mut self, piece: &Piece) -> Option<Period> {
        let days = self.values(piece, |value| value.phrase.text.parse::<Period>());
        if let Some(second) = piece.values.get(1).filter(|_| days.len() > 1) {
            self.tell(second.span, "only one day can be the first or last".into());
        }
        days.first().copied()
    }

    /// The values that are one of these names, or the beginning of just one of them.
    fn named<T: Copy>(&mut self, piece: &Piece, what: &str, names: &[(&'static str, T)]) -> Vec<T> {
        self.values(piece, |value| {
            let typed = value.phrase.text.to_lowercase();
            let exact = names.iter().find(|(name, _)| *name == typed);
            let mut begun = names.iter().filter(|(name, _)| name.starts_with(&typed));
            let only = begun.next().filter(|_| begun.next().is_none());
            exact.or(only).map(|(_, known)| *known).ok_or_else(|| {
                let written = &value.phrase.text;
                let all: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
                let meant = nearest(written, all.iter().copied());
                let others = || format!("there is no {what} “{written}”, only {}", all.join(", "));
                meant
                    .map_or_else(others, |meant| format!("there is no {what} “{written}”; {meant} is meant?"))
            })
        })
    }

    fn tell(&mut self, span: Span, message: String) {
        self.problems.push(Problem { span, message });
    }
}

impl Piece {
    fn phrases(&self) -> Vec<Phrase> {
        self.values.iter().map(|value| value.phrase.clone()).collect()
    }
}

fn some<T>(values: Vec<T>) -> Option<Vec<T>> {
    (!values.is_empty()).then_some(values)
}

/// The terms as they stand in the text.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut scan = Scan { text, at: 0 };
    std::iter::from_fn(|| scan.piece()).collect()
}

struct Scan<'t> {
    text: &'t str,
    /// In bytes, on a character border.
    at: usize,
}

impl Scan<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn next(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Goes past the characters for which this holds.
    fn skip(&mut self, is_part: impl Fn(char) -> bool) -> Span {
        let start = self.at;
        self.at = self.rest().find(|c| !is_part(c)).map_or(self.text.len(), |len| start + len);
        Span::from_usize(start, self.at)
    }

    fn skip_one(&mut self, wanted: char) -> bool {
        let is_there = self.next() == Some(wanted);
        self.at += if is_there { wanted.len_utf8() } else { 0 };
        is_there
    }

    fn piece(&mut self) -> Option<Piece> {
        self.skip(char::is_whitespace);
        self.next()?;
        let start = self.at;
        let negated = self.skip_one('-');
        let name_from = self.at;
        let name = self.skip(|c| c.is_ascii_alphabetic());
        let field = (!name.is_empty() && self.skip_one(':')).then_some(name);
        if field.is_none() {
            self.at = name_from;
        }
        let mut values = Vec::new();
        loop {
            values.extend(self.value());
            if !self.skip_one(',') {
                break;
            }
        }
        Some(Piece { span: Span::from_usize(start, self.at), negated, field, values })
    }

    /// A value, unless there are no words in it.
    fn value(&mut self) -> Option<Value> {
        let start = self.at;
        let (text, whole) = if self.next().is_some_and(is_mark) {
            self.marked()
        } else {
            let span = self.skip(|c| !c.is_whitespace() && c != ',');
            (span.of(self.text).to_owned(), false)
        };
        let phrase = Phrase { text: text.trim().to_owned(), whole };
        let span = Span::from_usize(start, self.at);
        (!phrase.text.is_empty()).then_some(Value { span, phrase })
    }

    /// What stands in quotation marks, and whether its words are whole.
    fn marked(&mut self) -> (String, bool) {
        let mut text = String::new();
        let mut chars = self.rest().char_indices().skip(1);
        let mut end = None;
        while let Some((i, c)) = chars.next() {
            match c {
                '\\' => text.extend(chars.next().map(|(_, c)| c)),
                c if is_mark(c) => {
                    end = Some(i + c.len_utf8());
                    break;
                }
                c => text.push(c),
            }
        }
        let Some(end) = end else {
            self.at = self.text.len();
            return (text, false);
        };
        self.at += end;
        (text, !self.skip_one('*'))
    }
}
