//! Which wordings are compared: those that share two neighbouring words of content, or all their words.

use rustc_hash::{FxHashMap, FxHashSet};

use super::wording::{Stem, Wording};

/// So many of the last wordings with the same two words are compared with the next one. What an actor says in
/// every speech then costs no more than what they say twice, and a statement in more outlets stays together, since
/// each of its wordings meets the ones before it.
const RECENT: usize = 24;

/// Pairs of wordings to compare, the earlier first, in order of the later one.
pub(super) fn candidates(wordings: &[Wording]) -> Vec<(usize, usize)> {
    let mut same: FxHashMap<&[Stem], usize> = FxHashMap::default();
    let mut shingles: FxHashMap<(Stem, Stem), Vec<usize>> = FxHashMap::default();
    let mut pairs = Vec::new();
    for (at, wording) in wordings.iter().enumerate().filter(|(_, wording)| wording.said) {
        let twin = same.insert(wording.all.as_slice(), at);
        let mut met: FxHashSet<usize> = twin.into_iter().collect();
        let neighbours = wording.content.windows(2).map(|pair| (pair[0].stem, pair[1].stem));
        // One word between the two is what a variant adds or leaves out.
        let skipped = wording.content.windows(3).map(|three| (three[0].stem, three[2].stem));
        let own: FxHashSet<(Stem, Stem)> = neighbours.chain(skipped).collect();
        for shingle in own {
            let holders = shingles.entry(shingle).or_default();
            met.extend(holders.iter().rev().take(RECENT));
            // A wording that says the same as one before stands for it from now on.
            match twin.and_then(|twin| holders.iter().position(|holder| *holder == twin)) {
                Some(place) => holders[place] = at,
                None => holders.push(at),
            }
        }
        let mut met: Vec<usize> = met.into_iter().collect();
        met.sort_unstable();
        pairs.extend(met.into_iter().map(|other| (other, at)));
    }
    pairs
}
