//! Entries of several words: a trie over word ids, asked for the longest entry at a place.

use rustc_hash::FxHashMap;

use super::{Classes, WordId};

/// A listed phrase found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phrase {
    /// How many words it has: two or more.
    pub words: usize,
    /// What it is.
    pub classes: Classes,
}

/// All phrases. A node is a number; node 0 is the root.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    /// From a node and a word to the next node.
    steps: FxHashMap<(u32, WordId), u32>,
    /// What the phrase that ends at a node is; none where no phrase ends.
    classes: Vec<Classes>,
}

impl Phrases {
    pub(super) fn with_capacity(phrases: usize) -> Self {
        Self {
            steps: FxHashMap::with_capacity_and_hasher(phrases * 2, rustc_hash::FxBuildHasher),
            classes: vec![Classes::NONE],
        }
    }

    pub(super) fn insert(&mut self, words: impl Iterator<Item = WordId>, classes: Classes) {
        let mut node = 0;
        for word in words {
            node = *self.steps.entry((node, word)).or_insert_with(|| {
                self.classes.push(Classes::NONE);
                self.classes.len() as u32 - 1
            });
        }
        if let Some(at_end) = self.classes.get_mut(node as usize) {
            *at_end |= classes;
        }
    }

    pub(super) fn longest(&self, words: impl IntoIterator<Item = WordId>) -> Option<Phrase> {
        let mut node = 0;
        let mut longest = None;
        for (i, word) in words.into_iter().enumerate() {
            let Some(&next) = self.steps.get(&(node, word)) else { break };
            node = next;
            let classes = self.classes.get(node as usize).copied().unwrap_or_default();
            if !classes.is_empty() {
                longest = Some(Phrase { words: i + 1, classes });
            }
        }
        longest
    }
}
