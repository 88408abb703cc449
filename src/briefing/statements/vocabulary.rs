//! What a word is, whatever wording it stands in: its stem in one spelling, and whether it carries content.

use std::hash::{Hash as _, Hasher as _};

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::figures;
use crate::{
    lexicon::{Classes, LISTS, spelling::Spellings},
    text::{chars, fold::fold},
};

/// What stands for a word's stem: its hash, so that no two actors need one numbering.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Stem(pub u64);

/// What a word says, whatever wording it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// It holds a sentence together.
    Empty,
    /// It holds a sentence together, and says that it is not so.
    Negation,
    /// It says what the wording is about.
    Usual,
    /// The same, and few texts have it: in lower case, and not among the usual words.
    Rare,
    /// It is a number.
    Number,
}

/// What is known of a word, whatever wording it stands in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    pub stem: Stem,
    pub sort: Sort,
}

/// What the lists say of the words that matter here, made once for a briefing.
#[derive(Debug)]
pub(super) struct Vocabulary {
    classes: FxHashMap<&'static str, Classes>,
    /// By an irregular form of a verb, the verb.
    verbs: FxHashMap<&'static str, &'static str>,
    /// The usual words without their endings, in one spelling.
    usual: FxHashSet<String>,
    /// By a numeral in letters, the number.
    numerals: FxHashMap<&'static str, &'static str>,
    spellings: Spellings,
}

/// What was read before, as it was written: a text has few words that are new.
#[derive(Debug)]
pub(super) struct Words<'t> {
    vocabulary: &'t Vocabulary,
    /// By what stands between two spaces, where its words are in `known`.
    pieces: FxHashMap<&'t str, (u32, u32)>,
    known: Vec<Known>,
}

/// Words of reports and of talk, which say nothing of what was said.
const EMPTY: &[&str] = &[
    "also", "calls", "come", "go", "here", "how", "just", "like", "make", "now", "one", "ones", "really",
    "said", "say", "says", "saying", "so", "take", "then", "thing", "things", "too", "very", "want", "way",
    "well", "what", "when", "where", "who", "why",
];

/// Irregular verbs: a line has a verb and its forms.
const IRREGULAR: &str = include_str!("irregular.txt");

/// All classes that are asked for here.
const ASKED: Classes = Classes::FUNCTION.with(Classes::NUMBER).with(Classes::COMMON);

impl Vocabulary {
    /// Reads the lists that matter; about a millisecond.
    pub fn new() -> Self {
        let lines = |text: &'static str| text.lines().filter(|line| !line.starts_with('#'));
        let mut classes: FxHashMap<&'static str, Classes> = FxHashMap::default();
        for list in LISTS.iter().filter(|list| list.classes.any(ASKED)) {
            for entry in lines(list.text) {
                *classes.entry(entry).or_default() |= list.classes;
            }
        }
        let forms = |line: &'static str| {
            let mut forms = line.split(' ');
            let verb = forms.next().unwrap_or_default();
            forms.map(move |form| (form, verb))
        };
        let common = classes.iter().filter(|(_, classes)| classes.any(Classes::COMMON));
        let usual = common.map(|(word, _)| normal(stem(word))).collect();
        Self {
            classes,
            usual,
            verbs: lines(IRREGULAR).flat_map(forms).collect(),
            numerals: figures::numerals(),
            spellings: Spellings::embedded(),
        }
    }

    fn has(&self, word: &str, classes: Classes) -> bool {
        self.classes.get(word).is_some_and(|known| known.any(classes))
    }

    /// The verb that a word is an irregular form of, else the word.
    fn verb<'w>(&self, word: &'w str) -> &'w str {
        self.verbs.get(word).copied().unwrap_or(word)
    }

    /// A word without its endings, in one spelling; a numeral as a number.
    fn stem(&self, word: &str) -> Stem {
        let mut hasher = FxHasher::default();
        let bare = normal(stem(self.verb(word)));
        match self.numerals.get(word) {
            Some(number) => number.hash(&mut hasher),
            None if self.usual.contains(&bare) => bare.hash(&mut hasher),
            // What is no usual word may be a name, and a name of another script has several spellings.
            None => self.spellings.key(&bare).hash(&mut hasher),
        }
        Stem(hasher.finish())
    }

    fn is_usual(&self, word: &str) -> bool {
        let word = self.verb(word);
        self.has(word, Classes::COMMON) || self.has(stem(word), Classes::COMMON)
    }

    fn sort(&self, word: &str, written: &str) -> Sort {
        let is_function =
            self.has(word, Classes::FUNCTION) || EMPTY.contains(&self.verb(word)) || word.len() < 2;
        if self.has(word, Classes::NEGATION) || self.is_contracted_negation(word, written) {
            Sort::Negation
        } else if word.bytes().any(|b| b.is_ascii_digit())
            || (self.has(word, Classes::NUMBER) && !is_function)
        {
            Sort::Number
        } else if is_function || (written.contains(chars::is_apostrophe) && is_contraction(word)) {
            Sort::Empty
        } else if word.len() > 4 && !self.is_usual(word) {
            Sort::Rare
        } else {
            Sort::Usual
        }
    }

    /// Whether a folded word was "can't", "won't", "isn't".
    fn is_contracted_negation(&self, word: &str, written: &str) -> bool {
        word.ends_with("nt")
            && written.chars().any(chars::is_apostrophe)
            && self.has(&format!("{}'t", word.strip_suffix('t').unwrap_or(word)), Classes::NEGATION)
    }
}

impl<'t> Words<'t> {
    /// Nothing read yet.
    pub fn new(vocabulary: &'t Vocabulary) -> Self {
        Self { vocabulary, pieces: FxHashMap::default(), known: Vec::new() }
    }

    /// The words of a piece of text without spaces inside.
    pub fn know(&mut self, piece: &'t str) -> &[Known] {
        let (from, to) = *self.pieces.entry(piece).or_insert_with(|| {
            let from = self.known.len() as u32;
            for word in
                figures::in_words(&fold(&figures::spelled(piece))).split(' ').filter(|word| !word.is_empty())
            {
                let (stem, sort) = (self.vocabulary.stem(word), self.vocabulary.sort(word, piece));
                self.known.push(Known { stem, sort });
            }
            (from, self.known.len() as u32)
        });
        self.known.get(from as usize..to as usize).unwrap_or_default()
    }
}

/// Whether a folded word was "we'll", "they've".
fn is_contraction(word: &str) -> bool {
    ["ll", "ve", "re", "im", "id"].iter().any(|end| word.ends_with(end)) && word.len() < 8
}

/// A word without the endings of number, tense and person.
fn stem(word: &str) -> &str {
    let long = |stem: &&str| stem.chars().count() >= 4;
    // "press" has no ending.
    let plural = word.strip_suffix('s').filter(|stem| !stem.ends_with('s'));
    let endings = [word.strip_suffix("ing"), word.strip_suffix("ed"), plural];
    let bare = endings.into_iter().flatten().find(long).unwrap_or(word);
    bare.strip_suffix('e').filter(long).unwrap_or(bare)
}

/// A stem in one spelling: British and American, y and i, doubled letters.
fn normal(stem: &str) -> String {
    let mut stem = stem.replace("our", "or").replace("is", "iz").replace("enc", "ens");
    let mut before = None;
    stem.retain(|c| before.replace(c) != Some(c));
    if stem.ends_with('y') {
        stem.pop();
        stem.push('i');
    }
    stem
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_and_endings_of_a_word_are_one() {
        let vocabulary = Vocabulary::new();
        let mut words = Words::new(&vocabulary);
        let mut stem = |word| words.know(word).first().map(|known| known.stem);
        for (a, b) in [
            ("defences", "defenses"),
            ("organised", "organizing"),
            ("activate", "activating"),
            ("labour", "labor"),
            ("travelled", "traveling"),
            ("authority", "authorities"),
            ("taken", "took"),
            ("gone", "went"),
        ] {
            assert_eq!(stem(a), stem(b), "{a} / {b}");
        }
        for (a, b) in [("border", "board"), ("prison", "prize"), ("report", "repeal"), ("12", "13")] {
            assert_ne!(stem(a), stem(b), "{a} / {b}");
        }
    }

    #[test]
    fn a_form_is_of_one_verb() {
        let mut before = "";
        let mut seen = std::collections::HashSet::new();
        for line in IRREGULAR.lines().filter(|line| !line.starts_with('#')) {
            assert!(before < line, "{line} is out of order after {before}");
            before = line;
            assert!(line.split(' ').count() > 1, "{line}");
            for form in line.split(' ') {
                assert!(seen.insert(form), "{form} is of two verbs");
            }
        }
    }

    #[test]
    fn what_holds_a_sentence_together_is_no_content() {
        let vocabulary = Vocabulary::new();
        let mut words = Words::new(&vocabulary);
        let mut sort = |word| words.know(word).first().map(|known| known.sort);
        for word in ["the", "of", "would", "and", "said", "went", "We’ll"] {
            assert_eq!(sort(word), Some(Sort::Empty), "{word}");
        }
        for word in ["not", "cannot", "won’t"] {
            assert_eq!(sort(word), Some(Sort::Negation), "{word}");
        }
        for word in ["1200", "fifteen"] {
            assert_eq!(sort(word), Some(Sort::Number), "{word}");
        }
        assert_eq!(sort("complacency"), Some(Sort::Rare));
        assert_eq!(sort("government"), Some(Sort::Usual));
        assert_eq!(sort("—"), None);
    }
}
