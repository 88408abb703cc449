//! Loading: from the embedded lists to one map from word to classes.

use super::{
    Classes, compound,
    index::{Index, Lower, Place},
    lists::LISTS,
    phrases::{Phrase, Phrases},
};
use crate::text::{chars::is_apostrophe, fold::fold};

/// Number of a word in the lexicon; [`WordId::UNKNOWN`] for words it does not have. Stable within a build:
/// words are numbered from 1 in the order of the lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct WordId(pub u32);

impl WordId {
    /// Not in the lexicon.
    pub const UNKNOWN: Self = Self(0);
}

/// All word lists together.
#[derive(Debug)]
pub struct Lexicon {
    words: Index,
    phrases: Phrases,
}

/// About how many words there are, and space for more; too small a number only costs time.
const ROOM: usize = 48 * 1024;

/// Words longer than this many bytes are in no list; a test sees to it.
pub(super) const LONGEST: usize = 40;

impl Lexicon {
    /// Reads the embedded lists; a few milliseconds, so do it once and pass it on.
    pub fn embedded() -> Self {
        Self::from_lists(LISTS.iter().map(|list| (list.text, list.classes)))
    }

    /// Reads lists: each a text with one entry a line and `#` lines, and the classes its entries get.
    fn from_lists(lists: impl Iterator<Item = (&'static str, Classes)>) -> Self {
        let (texts, classes): (Vec<&str>, Vec<Classes>) = lists.unzip();
        let mut lexicon =
            Self { words: Index::new(texts.clone(), ROOM), phrases: Phrases::with_capacity(ROOM / 8) };
        for (list, (text, classes)) in texts.into_iter().zip(classes).enumerate() {
            let mut place = Place { list, at: 0 };
            for line in text.as_bytes().split(|&byte| byte == b'\n') {
                if !line.is_empty() && !line.starts_with(b"#") {
                    lexicon.add(line, place, classes);
                }
                place.at += line.len() + 1;
            }
        }
        lexicon
    }

    fn add(&mut self, entry: &[u8], place: Place, classes: Classes) {
        let (spaces, hyphens) = (entry.contains(&b' '), entry.contains(&b'-'));
        if !spaces {
            self.words.add(entry, place, with_gerund(entry, classes));
        }
        if spaces {
            self.add_phrase(entry, place, b" ", classes);
        }
        if hyphens {
            self.add_phrase(entry, place, b" -", classes);
        }
    }

    /// Adds a phrase of words parted by any of `marks`.
    fn add_phrase(&mut self, entry: &[u8], mut place: Place, marks: &[u8], classes: Classes) {
        let mut node = Phrases::ROOT;
        let mut start = Classes::PHRASE_START;
        for word in entry.split(|byte| marks.contains(byte)) {
            let id = self.words.add(word, place, start);
            node = self.phrases.step(node, id);
            start = Classes::NONE;
            place.at += word.len() + 1;
        }
        self.phrases.end(node, classes);
    }

    /// What is known of `word`, given in lower case, without accents.
    pub fn look_up(&self, word: &str) -> (Classes, WordId) {
        Lower::new(word.as_bytes()).map_or_else(Default::default, |lower| self.look_up_lower(&lower))
    }

    /// What is known of a word in lower case.
    #[inline]
    pub fn look_up_lower(&self, word: &Lower) -> (Classes, WordId) {
        self.words.get(word)
    }

    /// What is known of `word` as it stands in a text: any case, any accents, any apostrophes, with or without
    /// the last dot of "U.S.". What no list has may still be known by its parts: "al-Sadr".
    ///
    /// Allocates only for words outside ASCII and for words the lists spell without their apostrophe.
    pub fn look_up_cased(&self, word: &str) -> (Classes, WordId) {
        if word.len() > LONGEST * 4 {
            return (Classes::NONE, WordId::UNKNOWN);
        }
        if let Some(lower) = lower_ascii(word)
            && let Ok(lower) = std::str::from_utf8(lower.as_bytes())
        {
            let known = self.look_up_parts(without_last_dot(lower));
            if known.1 != WordId::UNKNOWN || !lower.contains('\'') {
                return known;
            }
        }
        if word.contains('-') {
            let parts: Vec<String> = word.split('-').map(fold).collect();
            return self.look_up_parts(&parts.join("-"));
        }
        self.look_up(&fold(word))
    }

    /// Looks up the whole word, and its parts if that is new or only a part of phrases.
    fn look_up_parts(&self, word: &str) -> (Classes, WordId) {
        let (classes, id) = self.look_up(word);
        if !word.contains('-') || !classes.only(Classes::LISTED).is_empty() {
            return (classes, id);
        }
        (classes | compound::classes(word, |part| self.look_up(part).0), id)
    }

    /// The id of `word`, given in lower case; for constants that the caller compares tokens with.
    pub fn id(&self, word: &str) -> WordId {
        self.look_up(word).1
    }

    /// The word of an id, in lower case; empty for [`WordId::UNKNOWN`].
    pub fn word(&self, id: WordId) -> &'static str {
        self.words.word(id)
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
        self.words.len()
    }

    /// Whether it knows none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Adds [`Classes::GERUND`] to verb forms in -ing; "bring" and "sing" are no such forms: they have no other vowel.
fn with_gerund(entry: &[u8], classes: Classes) -> Classes {
    let stem = entry.strip_suffix(b"ing").filter(|_| classes.any(Classes::ANY_VERB));
    match stem {
        Some(stem) if stem.iter().any(|letter| b"aeiouy".contains(letter)) => classes | Classes::GERUND,
        _ => classes,
    }
}

/// "u.s." as the lists have it: "u.s".
fn without_last_dot(word: &str) -> &str {
    word.strip_suffix('.').filter(|bare| bare.contains('.')).unwrap_or(word)
}

/// `word` in lower case and with straight apostrophes, if that makes it ASCII and it fits.
fn lower_ascii(word: &str) -> Option<Lower> {
    let mut lower = Lower::EMPTY;
    for c in word.chars() {
        if !c.is_ascii() && !is_apostrophe(c) {
            return None;
        }
        lower.push(if c.is_ascii() { c.to_ascii_lowercase() as u8 } else { b'\'' })?;
    }
    Some(lower)
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
    fn ids_and_words_belong_together() {
        let lexicon = small();
        for id in (1..=lexicon.len() as u32).map(WordId) {
            assert_eq!(lexicon.id(lexicon.word(id)), id);
        }
        assert_eq!(lexicon.word(lexicon.id("saying")), "saying");
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
    fn abbreviations_are_found_with_and_without_their_last_dot() {
        let lists = ["# one\nu.s\nu.s army\n", "# two\nmr\n"];
        let lexicon = Lexicon::from_lists(lists.into_iter().map(|list| (list, Classes::ABBREVIATION)));
        let (with, without) = (lexicon.look_up_cased("U.S."), lexicon.look_up_cased("U.S"));
        assert_eq!(with, without);
        assert_ne!(with.1, WordId::UNKNOWN);
        assert_eq!(lexicon.phrase([with.1, lexicon.id("army")]).map(|phrase| phrase.words), Some(2));
        assert_eq!(lexicon.look_up_cased("Mr.").1, WordId::UNKNOWN, "the dot of Mr. is a token of its own");
    }

    #[test]
    fn parts_tell_of_words_with_hyphens() {
        let lexicon = Lexicon::embedded();
        let is = |word: &str, classes: Classes| {
            let (known, _) = lexicon.look_up_cased(word);
            assert!(known.any(classes), "{word}: {known:?}");
        };
        is("al-Numan", Classes::SURNAME);
        is("Al-Sadr", Classes::SURNAME);
        is("Jean-Aurélien", Classes::GIVEN_MASCULINE);
        is("Anne-Zoe", Classes::GIVEN_FEMININE);
        is("Clinton-Kaine", Classes::SURNAME);
        is("ex-warlord", Classes::PERSON_NOUN);
        is("co-defendants", Classes::GROUP_NOUN);
        is("Syrian-Kurdish", Classes::DEMONYM);
        is("Riyadh-backed", Classes::ADJECTIVE);
        is("34-year-old", Classes::ADJECTIVE);
        for unknown in ["built-in", "e-mailish", "-", "a-", "-a", "x-y-z"] {
            assert_eq!(lexicon.look_up_cased(unknown), (Classes::NONE, WordId::UNKNOWN), "{unknown}");
        }
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
