//! What several of many hold: an index that leaves out what only one has, which is most.

use rayon::slice::ParallelSliceMut as _;

/// Keys that several holders have, numbered from 0.
#[derive(Debug, Default)]
pub(super) struct Held {
    /// How many there are.
    pub count: usize,
    /// Those of all holders, one holder after the other.
    all: Vec<u32>,
    /// By holder, where its own begin and end.
    ranges: Vec<(u32, u32)>,
}

impl Held {
    /// Of pairs of a key and its holder, holders numbered below `holders`.
    pub fn by_several(mut pairs: Vec<(u64, u32)>, holders: usize) -> Self {
        // Sorting a few in parallel costs more than it saves.
        if pairs.len() < 1 << 14 {
            pairs.sort_unstable();
        } else {
            pairs.par_sort_unstable();
        }
        pairs.dedup();
        let mut held: Vec<(u32, u32)> = Vec::new();
        let mut count = 0;
        for group in pairs.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1) {
            held.extend(group.iter().map(|(_, holder)| (*holder, count)));
            count += 1;
        }
        held.sort_unstable();
        let mut ranges = vec![(0, 0); holders];
        for (i, (holder, _)) in (0..).zip(&held) {
            if let Some(range) = ranges.get_mut(*holder as usize) {
                *range = (if range.1 == 0 { i } else { range.0 }, i + 1);
            }
        }
        Self { count: count as usize, all: held.into_iter().map(|(_, key)| key).collect(), ranges }
    }

    /// The numbers of the keys that a holder has and others too.
    pub fn of(&self, holder: usize) -> &[u32] {
        let (from, to) = self.ranges.get(holder).copied().unwrap_or_default();
        self.all.get(from as usize..to as usize).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Held;

    #[test]
    fn only_what_several_hold_is_numbered() {
        let held = Held::by_several(vec![(7, 0), (9, 0), (9, 2), (7, 2), (7, 2), (8, 1), (5, 3), (5, 3)], 5);
        assert_eq!(held.count, 2);
        assert_eq!(held.of(0), held.of(2));
        assert_eq!(held.of(0).len(), 2);
        assert!(
            held.of(1).is_empty() && held.of(3).is_empty() && held.of(4).is_empty() && held.of(9).is_empty()
        );
    }
}
