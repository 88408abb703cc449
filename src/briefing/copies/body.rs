//! The body of an article as it is compared: what its words hash to, and which of its runs of words stand for it.

use std::hash::Hasher as _;

use rustc_hash::{FxHashSet, FxHasher};

use crate::{briefing::Article, model::BlockKind, text::chars};

/// Words of a run that is looked up.
pub(super) const RUN: usize = 5;

/// One in so many runs stands for a body.
const ONE_IN: u64 = 4;

/// Fewer words in a row that both have are a formula, a name with its office, or a sentence with other figures.
const LONG: usize = 10;

/// The words of a body.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// What its words hash to, in order; case and punctuation aside.
    pub words: Vec<u32>,
    /// What the words of its headline hash to.
    pub headline: Vec<u32>,
    /// What the runs that stand for it hash to, sorted, each once.
    pub sketch: Vec<u64>,
}

impl Body {
    /// What the analysis reads of an article, headlines and furniture left out; nothing of one not analysed yet.
    pub fn of(article: &Article) -> Self {
        let raw = &article.document.raw;
        let (mut words, mut headline) = (Vec::new(), Vec::new());
        let title = article.analysis.iter().filter_map(|analysis| Some(analysis.layout.headline?.of(raw)));
        title
            .chain(article.document.given.title.as_deref())
            .take(1)
            .for_each(|title| push_words(title, &mut headline));
        let blocks = article.analysis.iter().flat_map(|analysis| &analysis.layout.blocks);
        for block in blocks.filter(|b| matches!(b.kind, BlockKind::Paragraph | BlockKind::Item)) {
            push_words(block.span.of(raw), &mut words);
        }
        let mut sketch: Vec<u64> = runs(&words).filter(|run| run % ONE_IN == 0).collect();
        sketch.sort_unstable();
        sketch.dedup();
        Self { words, headline, sketch }
    }

    /// Whether half of the words of the shorter headline are in the other.
    pub fn has_headline_of(&self, other: &Self) -> bool {
        let (short, long) =
            if self.headline.len() < other.headline.len() { (self, other) } else { (other, self) };
        let shared = short.headline.iter().filter(|word| long.headline.contains(word)).count();
        shared > 0 && shared * 2 >= short.headline.len()
    }

    /// How many of its words stand in long runs that `other` has as well.
    pub fn shared(&self, other: &Self) -> usize {
        if self.words == other.words {
            return self.words.len();
        }
        let known: FxHashSet<u64> = runs(&other.words).collect();
        let (mut shared, mut row) = (0, 0);
        let words_of = |row: usize| if row == 0 { 0 } else { row + RUN - 1 };
        for run in runs(&self.words).map(Some).chain([None]) {
            if run.is_some_and(|run| known.contains(&run)) {
                row += 1;
                continue;
            }
            let words = words_of(row);
            shared += if words >= LONG { words } else { 0 };
            row = 0;
        }
        shared
    }
}

/// What each run of words hashes to, in order.
fn runs(words: &[u32]) -> impl Iterator<Item = u64> {
    words.windows(RUN).map(|run| {
        let mut hasher = FxHasher::default();
        for word in run {
            hasher.write_u32(*word);
        }
        hasher.finish()
    })
}

/// What the words of `text` hash to: letters and digits, case and apostrophes aside.
fn push_words(text: &str, words: &mut Vec<u32>) {
    let mut hash = EMPTY;
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            hash = hashed(hash, u32::from(c.to_ascii_lowercase()));
        } else if !c.is_ascii() && c.is_alphanumeric() {
            hash = c.to_lowercase().fold(hash, |hash, c| hashed(hash, u32::from(c)));
        } else if !chars::is_apostrophe(c) && hash != EMPTY {
            words.push(hash);
            hash = EMPTY;
        }
    }
    if hash != EMPTY {
        words.push(hash);
    }
}

/// Of no letters: the offset of FNV-1a.
const EMPTY: u32 = 0x811c_9dc5;

/// FNV-1a over characters.
const fn hashed(hash: u32, c: u32) -> u32 {
    (hash ^ c).wrapping_mul(0x0100_0193)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(text: &str) -> Body {
        let mut words = Vec::new();
        push_words(text, &mut words);
        Body { words, ..Body::default() }
    }

    #[test]
    fn case_and_marks_are_no_difference() {
        let words = |text| body(text).words;
        assert_eq!(words("The crew’s “nets” — ÉTÉ."), words("the CREWS nets été"));
        assert_ne!(words("nets"), words("net"));
        assert!(words(" … ").is_empty());
    }

    #[test]
    fn only_long_runs_are_shared() {
        let long = "one two three four five six seven eight nine ten";
        let (a, b) =
            (body(&format!("{long} and then some")), body(&format!("before it {long} but not after")));
        assert_eq!((a.shared(&b), b.shared(&a)), (10, 10));
        let (a, b) = (body("one two three four five six seven"), body("one two three four five six sevens"));
        assert_eq!(a.shared(&b), 0);
        assert_eq!(a.shared(&a), 7, "the same throughout");
    }
}
