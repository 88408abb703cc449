//! The index of the words: from a word to its number. Every token of every text is looked up, so it is open
//! addressing, at most half full, with some bits of each word's hash: words that no list has are told without
//! looking at another word.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::WordId;

/// A word's number and bits of its hash; free while the number is that of no word.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    hash: u32,
    id: WordId,
}

/// Numbers by word; the words themselves are the lexicon's.
#[derive(Debug)]
pub(super) struct Index {
    /// A power of two of them.
    slots: Vec<Slot>,
    len: usize,
}

impl Index {
    /// Space for `words` words; it grows when there are more.
    pub fn with_capacity(words: usize) -> Self {
        Self { slots: vec![Slot::default(); (words * 2).next_power_of_two().max(8)], len: 0 }
    }

    /// The number of `word`; `is` tells whether a number is the one of that word.
    pub fn get(&self, word: &[u8], is: impl Fn(WordId) -> bool) -> WordId {
        self.slots.get(self.place(hash(word), is)).map_or(WordId::UNKNOWN, |slot| slot.id)
    }

    /// The number of `word`, which becomes `new` if it has none.
    pub fn get_or_insert(&mut self, word: &[u8], new: WordId, is: impl Fn(WordId) -> bool) -> WordId {
        if (self.len + 1) * 2 > self.slots.len() {
            self.grow();
        }
        let hash = hash(word);
        let at = self.place(hash, is);
        let slot = &mut self.slots[at];
        if slot.id == WordId::UNKNOWN {
            *slot = Slot { hash, id: new };
            self.len += 1;
        }
        slot.id
    }

    /// Where the word with this hash that `is` the one sought stands, or the free slot where it would.
    fn place(&self, hash: u32, is: impl Fn(WordId) -> bool) -> usize {
        let last = self.slots.len() - 1;
        let mut at = hash as usize & last;
        while let Some(slot) = self.slots.get(at)
            && slot.id != WordId::UNKNOWN
            && (slot.hash != hash || !is(slot.id))
        {
            at = (at + 1) & last;
        }
        at
    }

    fn grow(&mut self) {
        let mut larger = Self::with_capacity(self.slots.len());
        for slot in self.slots.iter().filter(|slot| slot.id != WordId::UNKNOWN) {
            let at = larger.place(slot.hash, |_| false);
            larger.slots[at] = *slot;
        }
        larger.len = self.len;
        *self = larger;
    }
}

fn hash(word: &[u8]) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(word);
    hasher.finish() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_numbers_however_many_there_are() {
        let words: Vec<String> = (0..500).map(|n| format!("word{n}")).collect();
        let word = |id: WordId| words.get(id.0 as usize - 1);
        let mut index = Index::with_capacity(0);
        for (n, text) in (1..).zip(&words).chain((501..).zip(&words)) {
            let id = index.get_or_insert(text.as_bytes(), WordId(n), |id| word(id) == Some(text));
            assert_eq!(word(id), Some(text));
        }
        for text in &words {
            assert_eq!(word(index.get(text.as_bytes(), |id| word(id) == Some(text))), Some(text));
        }
        assert_eq!(index.get(b"none", |_| false), WordId::UNKNOWN);
    }
}
