//! Which wordings are compared: those that share two neighbouring words of content, or all their words.

use std::{cmp::Reverse, collections::VecDeque};

use rustc_hash::FxHashMap;

use super::{vocabulary::Stem, wording::Wording};
use crate::briefing::held::Held;

/// So many of the last wordings with the same two words are compared with the next one. What an actor says in
/// every speech then costs no more than what they say twice, and a statement in more outlets stays together, since
/// each of its wordings meets the ones before it.
const RECENT: usize = 24;

/// With so many of the wordings it meets a wording is compared: those it shares most with, of equal ones the last.
const NEAREST: usize = 8;

/// Pairs of wordings to compare, the earlier first, in order of the later one.
pub(super) fn candidates(wordings: &[Wording]) -> Vec<(usize, usize)> {
    let shingles = shingles(wordings);
    let mut same: FxHashMap<&[Stem], usize> = FxHashMap::default();
    let mut holders: Vec<VecDeque<usize>> = vec![VecDeque::new(); shingles.count];
    let mut met: FxHashMap<usize, usize> = FxHashMap::default();
    let mut pairs = Vec::new();
    for (at, wording) in wordings.iter().enumerate().filter(|(_, wording)| wording.said) {
        let twin = same.insert(wording.all.as_slice(), at);
        met.clear();
        met.extend(twin.map(|twin| (twin, usize::MAX / 2)));
        for shingle in shingles.of(at) {
            let Some(holders) = holders.get_mut(*shingle as usize) else { continue };
            for holder in holders.iter() {
                *met.entry(*holder).or_default() += 1;
            }
            // A wording that says the same as one before stands for it from now on.
            match holders.iter().position(|holder| Some(*holder) == twin) {
                Some(place) => holders[place] = at,
                None => holders.push_back(at),
            }
            if holders.len() > RECENT {
                holders.pop_front();
            }
        }
        let mut met: Vec<(usize, usize)> = met.iter().map(|(other, shared)| (*shared, *other)).collect();
        met.sort_unstable_by_key(|(shared, other)| Reverse((*shared, *other)));
        met.truncate(NEAREST);
        met.sort_unstable_by_key(|(_, other)| *other);
        pairs.extend(met.into_iter().map(|(_, other)| (other, at)));
    }
    pairs
}

/// The pairs of words that several wordings have.
fn shingles(wordings: &[Wording]) -> Held {
    let mut places: Vec<(u64, u32)> = Vec::new();
    for (at, wording) in (0..).zip(wordings).filter(|(_, wording)| wording.said) {
        let neighbours = wording.content.windows(2).map(|pair| (pair[0].stem, pair[1].stem));
        // One word between the two is what a variant adds or leaves out.
        let skipped = wording.content.windows(3).map(|three| (three[0].stem, three[2].stem));
        // Two pairs of one hash only make two wordings be compared that need not be.
        let hash = |(a, b): (Stem, Stem)| a.0.rotate_left(31).wrapping_mul(ODD) ^ b.0;
        places.extend(neighbours.chain(skipped).map(|pair| (hash(pair), at)));
    }
    Held::by_several(places, wordings.len())
}

/// Spreads the bits of the first of two hashes, so that the order of the two matters.
const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
