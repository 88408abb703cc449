//! Loading: from the embedded lists to one map from word to classes.

use rustc_hash::FxHashMap;

use super::{
    Classes,
    lists::LISTS,
    phrases::{Phrase, Phrases},
};
use crate::text::{chars::is_apostrophe, fold::fold};

/// Number of a word in the lexicon; [`WordId::UNKNOWN`] for words it does not have. Stable within a build:
/// the known words are numbered from 1 in byte order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct WordId(pub u32);

impl WordId {
    /// Not in the lexicon.
    pub const UNKNOWN: Self = Self(0);
}

/// All word lists together.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Sorted; the word of id `n` stands at `n - 1`.
    sorted: Vec<&'static str>,
    words: FxHashMap<&'static str, (Classes, WordId)>,
    phrases: Phrases,
}

/// Words longer than this many bytes are in no list; a test sees to it.
pub(super) const LONGEST: usize = 40;

impl Lexicon {
    /// Reads the embedded lists; a few milliseconds, so do it once and pass it on.
    pub fn embedded() -> Self {
        Self::from_lists(LISTS.iter().map(|list| (list.text, list.classes)))
    }

    /// Reads lists: each a text with one entry a line and `#` lines, and the classes its entries get.
    fn from_lists(lists: impl Iterator<Item = (&'static str, Classes)>) -> Self {
        let mut entries: Vec<(&'static str, Classes)> = Vec::with_capacity(32 * 1024);
        let mut phrases: Vec<(&'static str, Classes)> = Vec::with_capacity(4 * 1024);
        for (text, classes) in lists {
            for entry in text.lines().filter(|line| !line.starts_with('#')) {
                let parted = entry.bytes().any(|b| b == b' ' || b == b'-');
                if parted {
                    phrases.push((entry, classes));
                    for reading in readings(entry) {
                        let mut start = Classes::PHRASE_START;
                        for word in reading {
                            entries.push((word, start));
                            start = Classes::NONE;
                        }
                    }
                }
                if !entry.contains(' ') {
                    entries.push((entry, with_gerund(entry, classes)));
                }
            }
        }
        // The lists are sorted runs, which the stable sort merges.
        entries.sort_by_key(|&(word, _)| word);
        let mut sorted = Vec::with_capacity(entries.len());
        let mut words = FxHashMap::with_capacity_and_hasher(entries.len(), rustc_hash::FxBuildHasher);
        for same in entries.chunk_by(|a, b| a.0 == b.0) {
            let Some(&(word, _)) = same.first() else { continue };
            let classes = same.iter().fold(Classes::NONE, |all, &(_, classes)| all | classes);
            sorted.push(word);
            words.insert(word, (classes, WordId(sorted.len() as u32)));
        }
        let mut lexicon = Self { sorted, words, phrases: Phrases::default() };
        let mut table = Phrases::with_capacity(phrases.len());
        for (entry, classes) in phrases {
            for reading in readings(entry) {
                table.insert(reading.map(|word| lexicon.id(word)), classes);
            }
        }
        lexicon.phrases = table;
        lexicon
    }

    /// What is known of `word`, given in lower case, without accents.
    pub fn look_up(&self, word: &str) -> (Classes, WordId) {
        self.words.get(word).copied().unwrap_or_default()
    }

    /// What is known of `word` as it stands in a text: any case, any accents, any apostrophes.
    ///
    /// Allocates only for words outside ASCII and for words the lists spell without their apostrophe.
    pub fn look_up_cased(&self, word: &str) -> (Classes, WordId) {
        if word.len() > LONGEST * 4 {
            return (Classes::NONE, WordId::UNKNOWN);
        }
        let mut buffer = [0_u8; LONGEST];
        let known = lower_ascii(word, &mut buffer).map(|lower| self.look_up(lower)).unwrap_or_default();
        if known.1 == WordId::UNKNOWN && (!word.is_ascii() || word.contains('\'')) {
            return self.look_up(&fold(word));
        }
        known
    }

    /// The id of `word`, given in lower case; for constants that the caller compares tokens with.
    pub fn id(&self, word: &str) -> WordId {
        self.look_up(word).1
    }

    /// The word of an id, in lower case; empty for [`WordId::UNKNOWN`].
    pub fn word(&self, id: WordId) -> &'static str {
        (id.0 as usize).checked_sub(1).and_then(|i| self.sorted.get(i)).copied().unwrap_or_default()
    }

    /// What is known of the word of an id.
    pub fn classes(&self, id: WordId) -> Classes {
        self.look_up(self.word(id)).0
    }

    /// The longest listed phrase that `words` begin with: the ids of a token and of those after it.
    ///
    /// Only words of class [`Classes::PHRASE_START`] begin one: test that bit before calling. A hyphen within an
    /// entry parts words or does not (`ez-zor` is found as one word and as two): leave hyphens out of `words`.
    pub fn phrase(&self, words: impl IntoIterator<Item = WordId>) -> Option<Phrase> {
        self.phrases.longest(words)
    }

    /// How many words it knows.
    pub fn len(&self) -> usize {
        self.sorted.len()
    }

    /// Whether it knows none.
    pub fn is_empty(&self) -> bool {
        self.sorted.is_empty()
    }
}

/// The ways to part an entry into words: at spaces, and, where it has hyphens, at those too.
fn readings(entry: &'static str) -> impl Iterator<Item = impl Iterator<Item = &'static str>> {
    const SPACES: &[char] = &[' '];
    const BOTH: &[char] = &[' ', '-'];
    [(entry.contains(' '), SPACES), (entry.contains('-'), BOTH)]
        .into_iter()
        .filter(|&(wanted, _)| wanted)
        .map(|(_, marks)| entry.split(marks))
}

/// Adds [`Classes::GERUND`] to verb forms in -ing; "bring" and "sing" are no such forms: they have no other vowel.
fn with_gerund(entry: &str, classes: Classes) -> Classes {
    let stem = entry.strip_suffix("ing").filter(|_| classes.any(Classes::ANY_VERB));
    match stem {
        Some(stem) if stem.contains(['a', 'e', 'i', 'o', 'u', 'y']) => classes | Classes::GERUND,
        _ => classes,
    }
}

/// `word` in lower case and with straight apostrophes, if that makes it ASCII and it fits.
fn lower_ascii<'b>(word: &str, buffer: &'b mut [u8; LONGEST]) -> Option<&'b str> {
    let mut length = 0;
    for c in word.chars() {
        let byte = if c.is_ascii() { c.to_ascii_lowercase() as u8 } else { b'\'' };
        if !c.is_ascii() && !is_apostrophe(c) {
            return None;
        }
        *buffer.get_mut(length)? = byte;
        length += 1;
    }
    std::str::from_utf8(buffer.get(..length)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small() -> Lexicon {
        let lists = [
            ("# one\nnew york\nnew york city\ndeir ez-zor\nyork\n", Classes::PLACE),
            ("# two\nbring\nsaid\nsaying\nvice-president\n", Classes::REPORTING_VERB),
            ("# three\nbaath\ndon't\nerdogan\nsaid\n", Classes::SURNAME),
        ];
        Lexicon::from_lists(lists.into_iter())
    }

    #[test]
    fn ids_follow_the_order_of_words() {
        let lexicon = small();
        let words: Vec<_> = (1..=lexicon.len() as u32).map(|id| lexicon.word(WordId(id))).collect();
        assert!(words.is_sorted(), "{words:?}");
        for word in words {
            assert_eq!(lexicon.word(lexicon.id(word)), word);
        }
        assert_eq!(lexicon.id("unheard"), WordId::UNKNOWN);
        assert_eq!(lexicon.word(WordId::UNKNOWN), "");
    }

    #[test]
    fn a_word_has_the_classes_of_all_its_lists() {
        let lexicon = small();
        let (said, _) = lexicon.look_up("said");
        assert_eq!(said, Classes::REPORTING_VERB | Classes::SURNAME);
        assert_eq!(lexicon.look_up("york").0, Classes::PLACE);
        assert_eq!(lexicon.look_up("city").0, Classes::NONE);
    }

    #[test]
    fn gerunds_are_found_by_their_ending() {
        let lexicon = small();
        assert!(lexicon.look_up("saying").0.any(Classes::GERUND));
        assert!(!lexicon.look_up("bring").0.any(Classes::GERUND));
        assert!(!lexicon.look_up("said").0.any(Classes::GERUND));
    }

    #[test]
    fn case_accents_and_apostrophes_do_not_matter() {
        let lexicon = small();
        for (cased, plain) in [
            ("SAID", "said"),
            ("Don’t", "don't"),
            ("Erdoğan", "erdogan"),
            ("Ba‘ath", "baath"),
            ("Ba'ath", "baath"),
        ] {
            assert_eq!(lexicon.look_up_cased(cased).1, lexicon.id(plain), "{cased}");
            assert_ne!(lexicon.id(plain), WordId::UNKNOWN, "{plain}");
        }
        assert_eq!(lexicon.look_up_cased(&"a".repeat(5000)).1, WordId::UNKNOWN);
    }

    #[test]
    fn the_longest_phrase_wins() {
        let lexicon = small();
        let find = |text: &str| lexicon.phrase(text.split(' ').map(|word| lexicon.id(word)));
        let length = |text: &str| find(text).map(|phrase| phrase.words);
        assert_eq!(length("new york city hall"), Some(3));
        assert_eq!(length("new york said"), Some(2));
        assert_eq!(length("new said"), None);
        assert_eq!(length("york"), None);
        assert_eq!(length("deir ez zor"), Some(3));
        assert_eq!(length("deir ez-zor"), Some(2));
        assert_eq!(length("vice president"), Some(2));
        assert_eq!(find("new york").map(|phrase| phrase.classes), Some(Classes::PLACE));
        assert!(lexicon.look_up("new").0.any(Classes::PHRASE_START));
        assert!(!lexicon.look_up("york").0.any(Classes::PHRASE_START));
    }
}
