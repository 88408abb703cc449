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
    /// The node before any word.
    pub(super) const ROOT: u32 = 0;

    pub(super) fn with_capacity(steps: usize) -> Self {
        Self {
            steps: FxHashMap::with_capacity_and_hasher(steps, rustc_hash::FxBuildHasher),
            classes: vec![Classes::NONE],
        }
    }

    /// The node that `word` leads to from `node`, made if need be.
    pub(super) fn step(&mut self, node: u32, word: WordId) -> u32 {
        *self.steps.entry((node, word)).or_insert_with(|| {
            self.classes.push(Classes::NONE);
            self.classes.len() as u32 - 1
        })
    }

    /// A phrase of `classes` ends at `node`.
    pub(super) fn end(&mut self, node: u32, classes: Classes) {
        if let Some(known) = self.classes.get_mut(node as usize) {
            *known |= classes;
        }
    }

    pub(super) fn longest(&self, words: impl IntoIterator<Item = WordId>) -> Option<Phrase> {
        let mut node = Self::ROOT;
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
