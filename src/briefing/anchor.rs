//! Anchors: saying by content where something stands, and finding it again.
//!
//! Found are, in this order: the same words between the same words, the same but for case, punctuation and white
//! space, the same words nearest in context, and for a quotation words that begin or end the same way in the same
//! place. All copies of one article that are the same to the letter are one place.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use super::{Article, ArticleId};
use crate::{
    model::Anchor,
    text::{Span, fold::fold},
};

/// So many words on each side say where something stands.
const NEAR: usize = 8;
/// How far from it they are looked for, in bytes: languages without spaces have very long words.
const REACH: usize = 300;
/// So many words at its beginning or end are enough to know a quotation by, if it stands in the right place.
const ENOUGH: usize = 5;
/// Fewer words than this may be said twice: what stands around them must agree.
const FEW: usize = 4;
/// What stands between the parts of an interrupted quotation.
const PARTED: &str = " […] ";

/// The anchor of what stands at `content` in an article, in order and disjoint.
pub(super) fn anchor(article: &Article, content: &[Span]) -> Anchor {
    let raw = &article.document.raw;
    let (Some(first), Some(last)) = (content.first(), content.last()) else { return Anchor::default() };
    Anchor {
        outlet: article.outlet.as_deref().map(str::to_owned),
        words: words_of(raw, content),
        before: before(raw, first.start()).join(" "),
        after: after(raw, last.end()).join(" "),
    }
}

/// The words under some spans, white space folded.
fn words_of(raw: &str, content: &[Span]) -> String {
    let parts = content.iter().map(|span| span.of(raw).split_whitespace().collect::<Vec<_>>().join(" "));
    parts.collect::<Vec<_>>().join(PARTED)
}

/// The words before a place, in order of the text.
fn before(raw: &str, at: u32) -> Vec<&str> {
    let mut from = (at as usize).saturating_sub(REACH);
    while !raw.is_char_boundary(from) {
        from += 1;
    }
    let text = raw.get(from..at as usize).unwrap_or_default();
    // The first word may be cut.
    let cut = from > 0 && !text.starts_with(char::is_whitespace);
    let words: Vec<&str> = text.split_whitespace().collect();
    let skip = words.len().saturating_sub(NEAR).max(usize::from(cut && words.len() > 1));
    words.into_iter().skip(skip).collect()
}

/// The words after a place.
fn after(raw: &str, at: u32) -> Vec<&str> {
    let mut to = (at as usize + REACH).min(raw.len());
    while !raw.is_char_boundary(to) {
        to -= 1;
    }
    let text = raw.get(at as usize..to).unwrap_or_default();
    let cut = to < raw.len() && !text.ends_with(char::is_whitespace);
    let mut words: Vec<&str> = text.split_whitespace().collect();
    if cut && words.len() > 1 {
        words.pop();
    }
    words.truncate(NEAR);
    words
}

/// A hash of the letters and digits of some words: case, punctuation and white space do not count.
fn squashed<'w>(words: impl Iterator<Item = &'w str>) -> u64 {
    let mut hasher = FxHasher::default();
    for c in words.flat_map(str::chars).filter(|c| c.is_alphanumeric()) {
        c.to_lowercase().for_each(|c| c.hash(&mut hasher));
    }
    hasher.finish()
}

/// A hash of a name, the same for all its ways to be set.
pub(super) fn name_hash(name: &str) -> u64 {
    squashed(std::iter::once(name))
}

/// The three hashes a text is found by.
struct Hashes {
    whole: u64,
    first: u64,
    last: u64,
}

impl Hashes {
    fn of(parts: &[&str]) -> Self {
        let words = || parts.iter().flat_map(|part| part.split_whitespace());
        let backwards = parts.iter().rev().flat_map(|part| part.split_whitespace().rev());
        Self {
            whole: squashed(words()),
            first: squashed(words().take(ENOUGH)),
            last: squashed(backwards.take(ENOUGH)),
        }
    }
}

/// How a candidate's words compare with those that are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Words {
    Ending,
    Beginning,
    Folded,
    Exact,
}

/// A place in a briefing: an article, and an index into its mentions or attributions.
pub(super) type At = (ArticleId, u32);

/// The best places found for an anchor so far.
#[derive(Debug, Clone, Default)]
struct Best {
    rank: f32,
    places: Vec<At>,
}

/// How well a place fits an anchor.
#[derive(Debug, Clone, Copy)]
struct Fit {
    rank: f32,
    /// Whether it is the place to the letter.
    is_same: bool,
}

impl Best {
    fn take(&mut self, at: At, fit: Fit) {
        if fit.rank > self.rank {
            *self = Self { rank: fit.rank, places: vec![at] };
        } else if fit.rank >= self.rank && fit.is_same {
            self.places.push(at);
        }
    }
}

/// Looks for anchors among places that are shown to it one after the other.
pub(super) struct Search<'a> {
    anchors: Vec<&'a Anchor>,
    outlets: Vec<Option<String>>,
    by_whole: FxHashMap<u64, Vec<usize>>,
    by_first: FxHashMap<u64, Vec<usize>>,
    by_last: FxHashMap<u64, Vec<usize>>,
    best: Vec<Best>,
}

impl<'a> Search<'a> {
    /// A search for `anchors`.
    pub fn new(anchors: Vec<&'a Anchor>) -> Self {
        let mut search = Self {
            outlets: anchors.iter().map(|a| a.outlet.as_deref().map(fold)).collect(),
            best: vec![Best::default(); anchors.len()],
            anchors: Vec::new(),
            by_whole: FxHashMap::default(),
            by_first: FxHashMap::default(),
            by_last: FxHashMap::default(),
        };
        for (i, anchor) in anchors.iter().enumerate() {
            let parts: Vec<&str> = anchor.words.split(PARTED).collect();
            let hashes = Hashes::of(&parts);
            search.by_whole.entry(hashes.whole).or_default().push(i);
            if count(&anchor.words) > ENOUGH {
                search.by_first.entry(hashes.first).or_default().push(i);
                search.by_last.entry(hashes.last).or_default().push(i);
            }
        }
        search.anchors = anchors;
        search
    }

    /// Whether nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.anchors.is_empty()
    }

    /// Looks at a mention: all its words must be those looked for.
    pub fn mention(&mut self, article: &Article, at: At, span: Span) {
        let hash = squashed(std::iter::once(span.of(&article.document.raw)));
        for &i in self.by_whole.get(&hash).into_iter().flatten() {
            let fit = self.fit(i, article, &[span], Words::Folded, true);
            if let Some((best, fit)) = self.best.get_mut(i).zip(fit) {
                best.take(at, fit);
            }
        }
    }

    /// Looks at a quotation.
    pub fn quotation(&mut self, article: &Article, at: At, content: &[Span]) {
        let parts: Vec<&str> = content.iter().map(|span| span.of(&article.document.raw)).collect();
        let hashes = Hashes::of(&parts);
        let wanted = [
            (&self.by_whole, hashes.whole, Words::Folded),
            (&self.by_first, hashes.first, Words::Beginning),
            (&self.by_last, hashes.last, Words::Ending),
        ];
        for (anchors, hash, words) in wanted {
            for &i in anchors.get(&hash).into_iter().flatten() {
                let fit = self.fit(i, article, content, words, false);
                if let Some((best, fit)) = self.best.get_mut(i).zip(fit) {
                    best.take(at, fit);
                }
            }
        }
    }

    /// How well a place fits an anchor; `None` if it is not the place.
    fn fit(
        &self,
        i: usize,
        article: &Article,
        content: &[Span],
        words: Words,
        is_mention: bool,
    ) -> Option<Fit> {
        let (anchor, outlet) = self.anchors.get(i).zip(self.outlets.get(i))?;
        let same_outlet = match (outlet, article.outlet.as_deref()) {
            (Some(wanted), Some(own)) if *wanted == fold(own) => 1.0,
            (Some(_), Some(_)) => return None,
            (None, None) => 1.0,
            _ => 0.0,
        };
        let raw = &article.document.raw;
        let (first, last) = content.first().zip(content.last())?;
        let words = if words == Words::Folded && words_of(raw, content) == anchor.words {
            Words::Exact
        } else {
            words
        };
        let nearest_first = before(raw, first.start()).into_iter().rev();
        let before = agreement(anchor.before.split_whitespace().rev(), nearest_first);
        let after = agreement(anchor.after.split_whitespace(), after(raw, last.end()).into_iter());
        let given = !anchor.before.is_empty() || !anchor.after.is_empty();
        let fits = match words {
            Words::Beginning => before >= 0.5,
            Words::Ending => after >= 0.5,
            Words::Folded | Words::Exact => {
                let few = is_mention || count(&anchor.words) < FEW;
                !given || !few || before.max(after) >= 0.5
            }
        };
        if !fits {
            return None;
        }
        // Words weigh most, then what stands around them, then the outlet.
        let rank = 10.0 * (f32::from(words as u8) + 1.0) + 2.0 * (before + after) + same_outlet;
        // Places that are the same to the letter cannot be told apart.
        let is_same = words == Words::Exact && given && before + after >= 2.0;
        Some(Fit { rank, is_same })
    }

    /// The places found for each anchor.
    pub fn found(self) -> Vec<Vec<At>> {
        self.best.into_iter().map(|best| best.places).collect()
    }
}

fn count(words: &str) -> usize {
    words.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

/// How far words that stand on one side agree with those that should stand there, nearest first: 0 to 1.
fn agreement<'w>(wanted: impl Iterator<Item = &'w str>, there: impl Iterator<Item = &'w str>) -> f32 {
    let hashes = |words: Vec<&str>| -> Vec<u64> {
        let said = words.into_iter().filter(|word| word.contains(char::is_alphanumeric));
        said.map(|word| squashed(std::iter::once(word))).collect()
    };
    let (wanted, there) = (hashes(wanted.collect()), hashes(there.collect()));
    if wanted.is_empty() {
        return if there.is_empty() { 1.0 } else { 0.0 };
    }
    let same = wanted.iter().zip(&there).take_while(|(a, b)| a == b).count();
    same as f32 / wanted.len() as f32
}
