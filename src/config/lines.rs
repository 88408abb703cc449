//! TOML read entry by entry, each word with its line; what is no TOML is passed over and told.

use toml::{
    Spanned,
    de::{DeString, DeTable, DeValue},
};

use super::{Problem, Word};
use crate::text::lines::Lines;

/// A name and what it is set to.
pub type Entry<'t, 'i> = (&'t Spanned<DeString<'i>>, &'t Spanned<DeValue<'i>>);

/// Reads a file: its entries, its lines, and what is wrong with it.
pub fn read(text: &str) -> (Spanned<DeTable<'_>>, Lines, Vec<Problem>) {
    let lines = Lines::new(text);
    let (root, errors) = DeTable::parse_recoverable(text);
    let told = errors.into_iter().map(|error| {
        let line = lines.number(error.span().map_or(0, |span| span.start as u32));
        Problem { line, text: error.message().lines().next().unwrap_or_default().to_owned() }
    });
    let problems = told.collect();
    (root, lines, problems)
}

/// The entries of a table as they stand in the file.
pub fn in_order<'t, 'i>(table: &'t DeTable<'i>) -> Vec<Entry<'t, 'i>> {
    let mut entries: Vec<Entry<'t, 'i>> = table.iter().collect();
    entries.sort_by_key(|(name, _)| name.span().start);
    entries
}

/// A name with its line.
pub fn word(name: &Spanned<DeString<'_>>, lines: &Lines) -> Word {
    Word { text: name.get_ref().to_string(), line: lines.number(name.span().start as u32) }
}

/// A value with its line, if it is text.
pub fn text(value: &Spanned<DeValue<'_>>, lines: &Lines) -> Option<Word> {
    let text = value.get_ref().as_str()?.to_owned();
    Some(Word { text, line: lines.number(value.span().start as u32) })
}
