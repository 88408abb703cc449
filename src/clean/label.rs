//! A line as the rules see it: lower-case, plain apostrophes, single spaces, no ornaments at its ends.

use std::cell::OnceCell;

use memchr::memchr_iter;

use super::{
    phrases::{Beginnings, Phrases},
    told,
};
use crate::text::chars;

/// Longest line, in bytes, that every rule is asked about; of a longer one they see the opening only.
pub(super) const SHORT: usize = 160;
/// How much of a longer line is folded, in bytes.
const OPENING: usize = 72;
/// Longest paragraph, in bytes, that may be a notice or an appeal as a whole.
const LONGEST_NOTICE: usize = 900;

/// A line made comparable.
#[derive(Debug, Clone, Default)]
pub(super) struct Label<'t> {
    /// The line as written, white space trimmed.
    pub text: &'t str,
    /// Lower-case, `’` as `'`, white space single, without bullets and ornaments in front and stops
    /// behind; of a long line only the opening.
    pub low: String,
    /// Number of words in `low`.
    pub words: usize,
    /// Whether the whole line is in `low`.
    pub whole: bool,
    /// How the words in `low` begin.
    beginnings: Beginnings,
    /// The whole line in small letters, if it speaks to the reader; found when it is first asked for.
    to_reader: OnceCell<Option<String>>,
}

impl<'t> Label<'t> {
    /// Folds `text`.
    pub fn new(text: &'t str) -> Self {
        let mut label = Self::default();
        label.set(text);
        label
    }

    /// Folds `text` into the memory of the label before it.
    pub fn set(&mut self, text: &'t str) {
        let text = link_text(text);
        self.text = text;
        self.to_reader = OnceCell::new();
        self.whole = text.len() <= SHORT;
        self.low.clear();
        match plain(text, if self.whole { text.len() } else { OPENING }) {
            Some(plain) => {
                self.low.push_str(plain);
                self.low.make_ascii_lowercase();
            }
            None => self.fold(text),
        }
        if self.whole {
            let kept =
                self.low.trim_end_matches(|c| is_ornament(c) || matches!(c, '.' | '!' | ':' | ' ')).len();
            self.low.truncate(kept);
        }
        self.words = memchr_iter(b' ', self.low.as_bytes()).count() + usize::from(!self.low.is_empty());
        self.beginnings = Beginnings::of_words(&self.low);
    }

    /// Folds `text` letter by letter.
    fn fold(&mut self, text: &str) {
        let limit = if self.whole { usize::MAX } else { OPENING };
        let mut space = false;
        let mut chars = text.chars();
        while self.low.len() < limit {
            // Most characters are small letters; they need no other question.
            let rest = chars.as_str();
            let small = rest.bytes().take(limit - self.low.len()).take_while(u8::is_ascii_lowercase).count();
            if small > 0 && !space {
                let (letters, behind) = rest.split_at(small);
                self.low.push_str(letters);
                chars = behind.chars();
                continue;
            }
            let Some(c) = chars.next() else { break };
            if c.is_whitespace() {
                space = true;
            } else if chars::is_invisible(c) || (self.low.is_empty() && is_ornament(c)) {
                space = false;
            } else {
                if space && !self.low.is_empty() {
                    self.low.push(' ');
                }
                space = false;
                match c {
                    '’' | '‘' | 'ʼ' => self.low.push('\''),
                    '“' | '”' => self.low.push('"'),
                    _ if c.is_ascii() => self.low.push(c.to_ascii_lowercase()),
                    _ => self.low.extend(c.to_lowercase()),
                }
            }
        }
    }

    /// The whole line in small letters, if it is no longer than a notice and speaks to the reader without quoting anybody.
    pub fn to_reader(&self) -> Option<&str> {
        let found = || {
            let short = self.text.len() <= LONGEST_NOTICE;
            let fits = short && told::addresses(self.text) && !told::reports(self.text);
            fits.then(|| self.text.to_lowercase().replace('’', "'"))
        };
        self.to_reader.get_or_init(found).as_deref()
    }

    /// Whether the whole line is one of `phrases`.
    pub fn is(&self, phrases: &Phrases) -> bool {
        self.whole && phrases.beginning(&self.low).any(|phrase| phrase == self.low)
    }

    /// Whether the line begins with one of `phrases`, and the phrase ends where a word ends.
    pub fn begins(&self, phrases: &Phrases) -> bool {
        self.openings(phrases).any(|(phrase, rest)| {
            !phrase.ends_with(|c: char| c.is_alphanumeric())
                || !rest.starts_with(|c: char| c.is_alphanumeric())
        })
    }

    /// Whether the line begins with one of `phrases` and a colon, a bar or a dash behind it.
    pub fn is_labelled(&self, phrases: &Phrases) -> bool {
        self.openings(phrases).any(|(_, rest)| rest.trim_start().starts_with([':', '|', '–', '—', '»', '>']))
    }

    /// The phrases the line begins with, each with the rest of the line.
    fn openings(&self, phrases: &Phrases) -> impl Iterator<Item = (&'static str, &str)> {
        phrases.beginning(&self.low).filter_map(|phrase| Some((phrase, self.low.strip_prefix(phrase)?)))
    }

    /// Whether the line holds one of `phrases`, between ends of words.
    pub fn has(&self, phrases: &Phrases) -> bool {
        phrases.within(self.beginnings).any(|phrase| holds(&self.low, phrase))
    }

    /// The words of the line without the marks around them.
    pub fn bare_words(&self) -> impl Iterator<Item = &str> {
        self.low
            .split([' ', '/', '|'])
            .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric() && c != '+' && c != '-'))
            .filter(|w| !w.is_empty())
    }
}

/// The first `most` bytes of `text`, if nothing in them needs folding but capitals: ASCII, single spaces, no ornament
/// in front. A space at their end takes the letter behind it along.
fn plain(text: &str, most: usize) -> Option<&str> {
    let bytes = text.as_bytes();
    let most = if bytes.get(..most)?.ends_with(b" ") { most + 1 } else { most };
    let opening = bytes.get(..most)?;
    let mut before = b' ';
    for &byte in opening {
        if !matches!(byte, b' '..=b'~') || byte == b' ' && before == b' ' {
            return None;
        }
        before = byte;
    }
    let ornament = opening.first().is_some_and(|&byte| is_ornament(byte as char));
    text.get(..most).filter(|_| !ornament)
}

/// The words of a line that is one Markdown link: `[Read more](https://…)`.
fn link_text(text: &str) -> &str {
    let inner = text.strip_prefix('[').and_then(|t| t.strip_suffix(')')).and_then(|t| t.split_once("]("));
    inner.map_or(text, |(words, _)| words)
}

/// Whether `text` holds `phrase` between ends of words.
pub(super) fn holds(text: &str, phrase: &str) -> bool {
    text.contains(phrase)
        && text.match_indices(phrase).any(|(at, _)| {
            let before = text.get(..at).and_then(|t| t.chars().next_back());
            let after = text.get(at + phrase.len()..).and_then(|t| t.chars().next());
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        })
}

/// Bullets, arrows and rules that stand around labels.
fn is_ornament(c: char) -> bool {
    chars::is_bullet(c)
        || chars::is_dash(c)
        || matches!(
            c,
            '|' | '#' | '>' | '»' | '›' | '→' | '▶' | '►' | '☰' | '-' | '_' | '=' | '~' | '\u{fe0f}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ornaments_case_and_apostrophes_do_not_count() {
        assert_eq!(Label::new("  » READ  MORE: ").low, "read more");
        assert_eq!(Label::new("Editor’s Note").low, "editor's note");
        assert_eq!(Label::new("***").low, "");
    }

    #[test]
    fn phrases_end_where_words_end() {
        assert!(Label::new("Related: a story").begins(phrases!["related:"]));
        assert!(!Label::new("Shared power").begins(phrases!["share"]));
        assert!(Label::new("Join our channel now").has(phrases!["channel"]));
        assert!(!Label::new("Channels").has(phrases!["channel"]));
        assert_eq!(
            Label::new("Share | Tweet / (Print)").bare_words().collect::<Vec<_>>(),
            ["share", "tweet", "print"]
        );
    }

    #[test]
    fn of_a_long_line_only_the_opening_is_folded() {
        let text = "Photo ".repeat(60);
        let label = Label::new(&text);
        assert!(
            !label.whole
                && label.low.len() < 90
                && label.begins(phrases!["photo"])
                && !label.is(phrases!["photo"])
        );
    }
}
