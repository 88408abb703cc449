//! What no furniture has: a speaker, words in quotation marks. And what furniture has a lot of: words to the reader.

use super::{label::holds, phrases::Phrases};
use crate::text::chars;

/// Words that report, as the middle of a paragraph has them.
const REPORTS: &[&str] = &[
    " said",
    " says",
    " told ",
    " added",
    " asked",
    " wrote",
    " according to",
    " found that",
    " warned",
    " argued",
    " insisted",
    " reported",
    " announced",
    " explained",
    " replied",
    " ruled",
];

/// Whether `text` quotes or reports somebody: then it is the article's.
pub(super) fn reports(text: &str) -> bool {
    text.contains(chars::is_double_mark) || REPORTS.iter().any(|word| text.contains(word))
}

/// How many of `phrases` stand in `low`, a text in small letters; counting ends at `enough`.
pub(super) fn count(low: &str, phrases: &Phrases, enough: usize) -> usize {
    phrases.iter().filter(|phrase| holds(low, phrase)).take(enough).count()
}

/// Whether `low` speaks to the reader, or of what is the site's own.
pub(super) fn addresses(low: &str) -> bool {
    [
        "you",
        "your",
        "our",
        "us",
        "my",
        "please",
        "we and",
        "we use",
        "we welcome",
        "we ask",
        "we may",
        "i agree",
    ]
    .iter()
    .any(|word| holds(low, word))
}
