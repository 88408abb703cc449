//! A quotation as it is compared: its words without case, spelling and endings, which carry content, which stand in marks.

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use super::is_said;
use crate::{
    briefing::{Briefing, QuoteId},
    lexicon::{Classes, listed},
    text::{chars, fold::fold},
};

/// The number of a word's stem.
pub(super) type Stem = u32;

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

/// All words of an actor's quotations, each looked up once.
#[derive(Debug, Default)]
pub(super) struct Words {
    known: FxHashMap<String, Known>,
    stems: FxHashMap<String, Stem>,
}

/// A word where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    pub stem: Stem,
    pub rare: bool,
    /// Whether it stands in quotation marks.
    pub quoted: bool,
}

/// A quotation as it is compared.
#[derive(Debug)]
pub(super) struct Wording {
    pub id: QuoteId,
    pub said: bool,
    /// The day its article is of.
    pub date: Option<NaiveDate>,
    /// The stems of all its words, in order: what says whether two are the same throughout.
    pub all: Vec<Stem>,
    /// Its words of content, in order.
    pub content: Vec<Word>,
    /// Its numbers, sorted.
    pub numbers: Vec<Stem>,
    /// How many negations it has.
    pub negations: usize,
}

impl Wording {
    /// The quotation `id` as it is compared; `None` if the briefing does not have it.
    pub fn new(briefing: &Briefing, id: QuoteId, words: &mut Words) -> Option<Self> {
        let article = briefing.article(id.article)?;
        let quotation = &briefing.attribution(id)?.quotation;
        let mut wording = Self {
            id,
            said: is_said(quotation.kind),
            date: article.published().and_then(|p| p.date),
            all: Vec::new(),
            content: Vec::new(),
            numbers: Vec::new(),
            negations: 0,
        };
        for span in &quotation.content {
            let mut quoted = false;
            let text = span.of(&article.document.raw);
            for piece in text
                .split_inclusive(|c: char| c.is_whitespace() || chars::is_double_mark(c) || chars::is_dash(c))
            {
                wording.read(piece, quoted, words);
                if piece.chars().next_back().is_some_and(chars::is_double_mark) {
                    quoted = !quoted;
                }
            }
        }
        wording.numbers.sort_unstable();
        Some(wording)
    }

    fn read(&mut self, piece: &str, quoted: bool, words: &mut Words) {
        for word in fold(piece).split(' ').filter(|word| !word.is_empty()) {
            let known = words.know(word, piece);
            self.all.push(known.stem);
            match known.sort {
                Sort::Empty => continue,
                Sort::Negation => {
                    self.negations += 1;
                    continue;
                }
                Sort::Number => self.numbers.push(known.stem),
                Sort::Usual | Sort::Rare => {}
            }
            let rare = known.sort == Sort::Rare && !piece.starts_with(char::is_uppercase);
            self.content.push(Word { stem: known.stem, rare, quoted });
        }
    }

    /// How much it tells: words of content, those in marks counted twice, then words.
    pub fn fullness(&self) -> (usize, usize) {
        (self.content.iter().map(|word| 1 + usize::from(word.quoted)).sum(), self.all.len())
    }
}

/// Words that hold a sentence together.
const FUNCTION: Classes = Classes::DETERMINER
    .with(Classes::PREPOSITION)
    .with(Classes::AUXILIARY)
    .with(Classes::CONJUNCTION)
    .with(Classes::SUBJECT_PRONOUN)
    .with(Classes::OBJECT_PRONOUN)
    .with(Classes::POSSESSIVE_PRONOUN)
    .with(Classes::RELATIVE)
    .with(Classes::NEGATION);

/// Words of reports and of talk, which say nothing of what was said.
const EMPTY: &[&str] = &[
    "also", "calls", "come", "go", "here", "how", "just", "like", "make", "now", "one", "ones", "really",
    "said", "say", "says", "saying", "so", "take", "then", "thing", "things", "too", "very", "want", "way",
    "well", "what", "when", "where", "who", "why",
];

impl Words {
    fn know(&mut self, word: &str, written: &str) -> Known {
        if let Some(known) = self.known.get(word) {
            return *known;
        }
        let sort = sort(word, written);
        let next = self.stems.len() as Stem;
        let stem = *self.stems.entry(normal(stem(word))).or_insert(next);
        let known = Known { stem, sort };
        self.known.insert(word.to_owned(), known);
        known
    }
}

fn sort(word: &str, written: &str) -> Sort {
    let is_function = listed(word, FUNCTION) || EMPTY.contains(&word) || word.len() < 2;
    if listed(word, Classes::NEGATION) || is_contracted_negation(word, written) {
        Sort::Negation
    } else if word.bytes().any(|b| b.is_ascii_digit()) || (listed(word, Classes::NUMBER) && !is_function) {
        Sort::Number
    } else if is_function || (written.contains(chars::is_apostrophe) && is_contraction(word)) {
        Sort::Empty
    } else if word.len() > 4 && !listed(word, Classes::COMMON) && !listed(stem(word), Classes::COMMON) {
        Sort::Rare
    } else {
        Sort::Usual
    }
}

/// Whether a folded word was "can't", "won't", "isn't".
fn is_contracted_negation(word: &str, written: &str) -> bool {
    word.ends_with("nt")
        && written.chars().any(chars::is_apostrophe)
        && listed(&format!("{}'t", word.strip_suffix('t').unwrap_or(word)), Classes::NEGATION)
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
        let mut words = Words::default();
        for (a, b) in [
            ("defences", "defenses"),
            ("organised", "organizing"),
            ("activate", "activating"),
            ("labour", "labor"),
            ("travelled", "traveling"),
            ("authority", "authorities"),
        ] {
            assert_eq!(words.know(a, a).stem, words.know(b, b).stem, "{a} / {b}");
        }
        for (a, b) in [("border", "board"), ("prison", "prize"), ("report", "repeal"), ("12", "13")] {
            assert_ne!(words.know(a, a).stem, words.know(b, b).stem, "{a} / {b}");
        }
    }

    #[test]
    fn what_holds_a_sentence_together_is_no_content() {
        let mut words = Words::default();
        for word in ["the", "of", "would", "and", "said"] {
            assert_eq!(words.know(word, word).sort, Sort::Empty, "{word}");
        }
        for (word, written) in [("not", "not"), ("cannot", "cannot"), ("wont", "won’t")] {
            assert_eq!(words.know(word, written).sort, Sort::Negation, "{word}");
        }
        for word in ["1200", "fifteen"] {
            assert_eq!(words.know(word, word).sort, Sort::Number, "{word}");
        }
        assert_eq!(words.know("complacency", "complacency").sort, Sort::Rare);
        assert_eq!(words.know("government", "government").sort, Sort::Usual);
    }
}
