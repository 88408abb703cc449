//! Phrases that lines are compared with, and how they begin: hardly a line has a word that begins as one of them,
//! and the others need no comparison.

use std::ops::Deref;

/// How words begin: a bit for their first two bytes, which some others share.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Beginnings(u128);

impl Beginnings {
    const ANY: Self = Self(u128::MAX);

    /// How a word begins that is longer than one byte.
    pub const fn of(first: u8, second: u8) -> Self {
        Self(1 << ((first as u32 * 31 + second as u32) % 128))
    }

    /// How `text` begins; like anything, if it is too short to tell.
    pub const fn of_text(text: &str) -> Self {
        match text.as_bytes() {
            [first, second, ..] => Self::of(*first, *second),
            _ => Self::ANY,
        }
    }

    /// How the words of `text` begin, and what stands behind marks in them.
    pub fn of_words(text: &str) -> Self {
        let mut all = Self::default();
        let mut inside = false;
        for &[first, second] in text.as_bytes().array_windows() {
            if !inside {
                all = all.or(Self::of(first, second));
            }
            inside = first.is_ascii_alphanumeric();
        }
        all
    }

    const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether some begin alike.
    pub const fn meet(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// A list of phrases in lower case; see [`phrases!`].
#[derive(Debug)]
pub(super) struct Phrases {
    all: &'static [&'static str],
    beginnings: Beginnings,
    /// The same, of phrases that are sought in the middle of a line: like anything, if one does not begin with a
    /// letter or a digit.
    inner: Beginnings,
}

impl Phrases {
    /// The list of `all` phrases.
    pub const fn new(all: &'static [&'static str]) -> Self {
        let mut phrases = Self { all, beginnings: Beginnings(0), inner: Beginnings(0) };
        let mut rest = all;
        while let [phrase, others @ ..] = rest {
            phrases.beginnings = phrases.beginnings.or(Beginnings::of_text(phrase));
            phrases.inner = phrases.inner.or(inner(phrase));
            rest = others;
        }
        phrases
    }

    /// Those that `text` may begin with.
    pub fn beginning(&self, text: &str) -> impl Iterator<Item = &'static str> {
        let beginning = Beginnings::of_text(text);
        let all = if self.beginnings.meet(beginning) { self.all } else { &[] };
        let first = text.as_bytes().first().copied();
        all.iter().copied().filter(move |phrase| phrase.as_bytes().first().copied() == first)
    }

    /// Those that may stand in a line whose words begin as `words` say.
    pub fn within(&self, words: Beginnings) -> impl Iterator<Item = &'static str> {
        let all = if self.inner.meet(words) { self.all } else { &[] };
        all.iter().copied().filter(move |phrase| inner(phrase).meet(words))
    }
}

/// How a phrase begins that is sought between ends of words.
const fn inner(phrase: &str) -> Beginnings {
    match phrase.as_bytes() {
        [first, ..] if first.is_ascii_alphanumeric() => Beginnings::of_text(phrase),
        _ => Beginnings::ANY,
    }
}

impl Deref for Phrases {
    type Target = [&'static str];

    fn deref(&self) -> &Self::Target {
        self.all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &Phrases = phrases!["read more", "ad", "(photo" "x"];

    #[test]
    fn phrases_that_may_stand_are_found() {
        let beginning = |text| LIST.beginning(text).collect::<Vec<_>>();
        assert_eq!(beginning("read on"), ["read more"]);
        assert_eq!(beginning("advertisement"), ["ad"]);
        assert_eq!(beginning("(photo by her)"), ["(photo"]);
        assert!(beginning("news").is_empty());
        let within = |text| LIST.within(Beginnings::of_words(text)).collect::<Vec<_>>();
        assert!(within("to (re)ad and read").contains(&"read more"));
        assert!(within("an ad").contains(&"ad"));
        assert!(!within("a bad breeding").contains(&"ad"));
        assert!(within("").contains(&"(photo") || LIST.inner.meet(Beginnings::of_words("a (photo")));
    }
}
