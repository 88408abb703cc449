//! ALL: every annotated attribution with a source; found when a found one shares half of the union of their
//! characters and its source. One to one, best overlap first.

use std::collections::BTreeSet;

use crate::{
    gold::Gold,
    units::{Found, at_least, names, overlap, size},
};

/// What ALL counts in one article.
#[derive(Debug, Default)]
pub struct Matches {
    /// Annotated attribution and found quotation, with the share of their union they have in common.
    pub pairs: Vec<(usize, usize, f64)>,
    /// Found quotations that count on neither side: their words are annotated, without a source.
    pub excused: BTreeSet<usize>,
}

/// Matches annotated attributions that have a source with found quotations that have a speaker.
pub fn matches(gold: &Gold, found: &[Found]) -> Matches {
    let mut pairs = Vec::new();
    for (g, a) in gold.attributions.iter().enumerate().filter(|(_, a)| !a.source.is_empty()) {
        for (f, quote) in found.iter().enumerate() {
            let shared = overlap(&quote.content, &a.content);
            if shared > 0 && quote.mention.is_some_and(|m| names(m, &a.source)) {
                let union = size(&quote.content) + size(&a.content) - shared;
                let share = f64::from(shared) / f64::from(union);
                if share >= 0.5 {
                    pairs.push((share, g, f));
                }
            }
        }
    }
    pairs.sort_by(|a, b| b.partial_cmp(a).unwrap_or(std::cmp::Ordering::Equal));
    let (mut golds, mut founds) = (BTreeSet::new(), BTreeSet::new());
    let mut out = Matches::default();
    for (share, g, f) in pairs {
        if !golds.contains(&g) && !founds.contains(&f) {
            golds.insert(g);
            founds.insert(f);
            out.pairs.push((g, f, share));
        }
    }
    let sourceless = |quote: &Found| {
        gold.attributions
            .iter()
            .filter(|a| a.source.is_empty())
            .any(|a| at_least(overlap(&quote.content, &a.content), 0.5, size(&quote.content)))
    };
    out.excused = (0..found.len())
        .filter(|f| !founds.contains(f) && found[*f].mention.is_some() && sourceless(&found[*f]))
        .collect();
    out
}
