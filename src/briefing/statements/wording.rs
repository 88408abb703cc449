//! A quotation as it is compared: which of its words carry content, which stand in marks.

use chrono::NaiveDate;

use super::{
    is_said,
    vocabulary::{Known, Sort, Stem, Words},
};
use crate::{
    briefing::{Briefing, QuoteId},
    text::chars,
};

/// A word where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    pub stem: Stem,
    pub rare: bool,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Whether it stands in quotation marks.
    pub quoted: bool,
    /// Which of all words it is.
    pub at: u32,
}

/// A quotation as it is compared.
#[derive(Debug)]
pub(super) struct Wording {
    pub id: QuoteId,
    pub said: bool,
    /// The day its article is of.
    pub date: Option<NaiveDate>,
    /// Which group of copies its article is of.
    pub group: Option<u32>,
    /// The stems of all its words, in order: what says whether two are the same throughout.
    pub all: Vec<Stem>,
    /// Which of all words stand in quotation marks: ranges, in order.
    pub marked: Vec<(u32, u32)>,
    /// Its words of content, in order.
    pub content: Vec<Word>,
    /// The stems of the words of content that are compared, sorted.
    pub stems: Vec<Stem>,
    /// The stems of those of them that are rare, sorted.
    pub rare: Vec<Stem>,
    /// Its numbers, sorted.
    pub numbers: Vec<Stem>,
    /// How many negations it has.
    pub negations: usize,
}

/// Words of content of a wording that are looked at: longer ones are whole speeches.
pub(super) const MOST: usize = 160;

impl Wording {
    /// The quotation `id` as it is compared; `None` if the briefing does not have it.
    pub fn new<'t>(briefing: &'t Briefing, id: QuoteId, words: &mut Words<'t>) -> Option<Self> {
        let article = briefing.article(id.article)?;
        let quotation = &briefing.attribution(id)?.quotation;
        let mut wording = Self {
            id,
            said: is_said(quotation.kind),
            date: article.date(),
            group: briefing.copies().group_of(id.article),
            all: Vec::new(),
            marked: Vec::new(),
            content: Vec::new(),
            stems: Vec::new(),
            rare: Vec::new(),
            numbers: Vec::new(),
            negations: 0,
        };
        for span in &quotation.content {
            let mut quoted = false;
            // Headlines, and outlets that write British English, have single marks.
            let mut in_single = false;
            let text = span.of(&article.document.raw);
            for piece in text
                .split_inclusive(|c: char| c.is_whitespace() || chars::is_double_mark(c) || chars::is_dash(c))
            {
                in_single |= opens_single(piece, text);
                wording.read(words.know(piece), piece, quoted || in_single);
                in_single &= !closes_single(piece);
                if piece.chars().next_back().is_some_and(chars::is_double_mark) {
                    quoted = !quoted;
                }
            }
        }
        wording.mark_rare();
        wording.numbers.sort_unstable();
        wording.stems = wording.content.iter().take(MOST).map(|word| word.stem).collect();
        wording.stems.sort_unstable();
        let rare = wording.content.iter().take(MOST).filter(|word| word.rare);
        wording.rare = rare.map(|word| word.stem).collect();
        wording.rare.sort_unstable();
        Some(wording)
    }

    fn read(&mut self, known: &[Known], piece: &str, quoted: bool) {
        let from = self.all.len() as u32;
        if quoted && !known.is_empty() {
            let to = from + known.len() as u32;
            match self.marked.last_mut() {
                Some(last) if last.1 == from => last.1 = to,
                _ => self.marked.push((from, to)),
            }
        }
        for (at, known) in (from..).zip(known) {
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
            let capital =
                piece.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_uppercase);
            self.content.push(Word { stem: known.stem, rare: known.sort == Sort::Rare, capital, quoted, at });
        }
    }

    /// A word with a capital is a name, which many texts have; not where nearly all have capitals: in a headline.
    fn mark_rare(&mut self) {
        let capitals = self.content.iter().filter(|word| word.capital).count();
        if self.content.len() < 3 || capitals * 4 < self.content.len() * 3 {
            for word in &mut self.content {
                word.rare &= !word.capital;
            }
        }
    }

    /// How much it tells: words of content, those in marks counted twice, then words.
    pub fn fullness(&self) -> (usize, usize) {
        (self.content.iter().map(|word| 1 + usize::from(word.quoted)).sum(), self.all.len())
    }
}

/// Whether a piece begins with a single quotation mark that is closed somewhere in the text.
fn opens_single(piece: &str, text: &str) -> bool {
    let word = piece.trim_start_matches(|c: char| !chars::is_apostrophe(c) && !c.is_alphanumeric());
    word.starts_with(chars::is_apostrophe)
        && word.trim_start_matches(chars::is_apostrophe).starts_with(char::is_alphanumeric)
        && text.split_whitespace().any(closes_single)
}

/// Whether a piece ends with a single quotation mark.
fn closes_single(piece: &str) -> bool {
    let word = piece.trim_end_matches(|c: char| !chars::is_apostrophe(c) && !c.is_alphanumeric());
    word.ends_with(chars::is_apostrophe)
}
