//! The index of the words: what is known of a word, by its letters. Every token of every text is looked up, so an
//! entry holds all that a look-up needs, and few of them are looked at: open addressing, and words with another
//! beginning are told without going where their letters stand.

use super::{Classes, LONGEST, WordId};

/// A word in lower case, built up letter by letter without allocating.
#[derive(Debug, Clone, Copy)]
pub struct Lower {
    /// Zeros behind the word.
    bytes: [u8; LONGEST],
    len: usize,
}

impl Lower {
    /// No letter yet.
    pub const EMPTY: Self = Self { bytes: [0; LONGEST], len: 0 };

    /// `word`, which is in lower case; `None` if it is longer than any word of the lists.
    pub fn new(word: &str) -> Option<Self> {
        let mut lower = Self { len: word.len(), ..Self::EMPTY };
        lower.bytes.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
        Some(lower)
    }

    /// Adds one letter; `None` if the word is longer than any word of the lists.
    pub fn push(&mut self, byte: u8) -> Option<()> {
        *self.bytes.get_mut(self.len)? = byte;
        self.len += 1;
        Some(())
    }

    /// Its letters.
    pub fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }

    /// Its first letters as one number.
    fn head(&self) -> u128 {
        self.bytes.first_chunk().map_or(0, |head| u128::from_le_bytes(*head))
    }
}

/// A word; free while its number is that of no word.
#[derive(Debug, Clone, Copy)]
struct Entry {
    head: u128,
    classes: Classes,
    id: WordId,
    len: u32,
}

const FREE: Entry = Entry { head: 0, classes: Classes::NONE, id: WordId::UNKNOWN, len: 0 };

/// Words longer than this many bytes are not told by their head alone.
const HEAD: usize = size_of::<u128>();

/// All words.
#[derive(Debug)]
pub(super) struct Index {
    /// A power of two of them, a quarter of them free.
    entries: Vec<Entry>,
    /// The word of id `n` stands at `n`; 0 is the unknown word.
    words: Vec<&'static str>,
}

impl Index {
    /// Space for `words` words; it grows when there are more.
    pub fn with_capacity(words: usize) -> Self {
        let mut known = Vec::with_capacity(words + 1);
        known.push("");
        Self { entries: vec![FREE; (words * 4 / 3).next_power_of_two().max(8)], words: known }
    }

    /// What is known of `word`.
    #[inline]
    pub fn get(&self, word: &Lower) -> (Classes, WordId) {
        self.entries.get(self.place(word)).map_or_else(Default::default, |entry| (entry.classes, entry.id))
    }

    /// Adds `classes` to what is known of `word`, which gets the next number if it is new.
    pub fn add(&mut self, word: &'static str, classes: Classes) -> WordId {
        let Some(lower) = Lower::new(word) else { return WordId::UNKNOWN };
        if self.words.len() * 4 > self.entries.len() * 3 {
            self.grow();
        }
        let at = self.place(&lower);
        let entry = &mut self.entries[at];
        if entry.id == WordId::UNKNOWN {
            let id = WordId(self.words.len() as u32);
            *entry = Entry { head: lower.head(), len: lower.len as u32, id, ..FREE };
            self.words.push(word);
        }
        entry.classes |= classes;
        entry.id
    }

    /// The word of an id; empty for [`WordId::UNKNOWN`].
    pub fn word(&self, id: WordId) -> &'static str {
        self.words.get(id.0 as usize).copied().unwrap_or_default()
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.words.len() - 1
    }

    /// Where `word` stands, or the free entry where it would.
    #[inline]
    fn place(&self, word: &Lower) -> usize {
        let (head, last) = (word.head(), self.entries.len() - 1);
        let mut at = first_place(head) & last;
        while let Some(entry) = self.entries.get(at)
            && entry.id != WordId::UNKNOWN
            && !(entry.head == head
                && entry.len as usize == word.len
                && (word.len <= HEAD || self.word(entry.id).as_bytes() == word.as_bytes()))
        {
            at = (at + 1) & last;
        }
        at
    }

    fn grow(&mut self) {
        let mut entries = vec![FREE; self.entries.len() * 2];
        let last = entries.len() - 1;
        for entry in self.entries.iter().filter(|entry| entry.id != WordId::UNKNOWN) {
            let mut at = first_place(entry.head) & last;
            while entries[at].id != WordId::UNKNOWN {
                at = (at + 1) & last;
            }
            entries[at] = *entry;
        }
        self.entries = entries;
    }
}

/// Where to look for words with this head first; before it is cut to the number of entries.
fn first_place(head: u128) -> usize {
    // Odd numbers with many bits: multiplied by one, every bit of a number moves the upper half.
    const SPREAD: [u64; 2] = [0x9e37_79b9_7f4a_7c15, 0xf135_7aea_2e62_a9c5];
    let (low, high) = (head as u64, (head >> 64) as u64);
    ((low.wrapping_mul(SPREAD[0]).rotate_left(32) ^ high).wrapping_mul(SPREAD[1]) >> 32) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_numbers_however_many_there_are() {
        const WORDS: [&str; 12] = [
            "a",
            "b",
            "ab",
            "ba",
            "said",
            "says",
            "internationally",
            "international",
            "internationalisation",
            "internationalisations",
            "internationalised",
            "internationalists",
        ];
        let mut index = Index::with_capacity(0);
        for (word, id) in WORDS.into_iter().zip(1..).chain(WORDS.into_iter().zip(1..)) {
            assert_eq!(index.add(word, Classes::VERB), WordId(id), "{word}");
        }
        assert_eq!(index.len(), WORDS.len());
        index.add("said", Classes::SURNAME);
        for word in WORDS {
            let (classes, id) = index.get(&Lower::new(word).unwrap());
            assert_eq!((index.word(id), classes.any(Classes::SURNAME)), (word, word == "said"));
        }
        for unknown in ["", "aa", "sai", "internationalis", "internationalisationx"] {
            assert_eq!(index.get(&Lower::new(unknown).unwrap()), Default::default(), "{unknown}");
        }
    }

    #[test]
    fn words_longer_than_any_in_the_lists_are_none() {
        assert!(Lower::new(&"a".repeat(LONGEST)).is_some());
        assert!(Lower::new(&"a".repeat(LONGEST + 1)).is_none());
        let mut lower = Lower::EMPTY;
        let taken = (0..100).take_while(|_| lower.push(b'a').is_some()).count();
        assert_eq!((taken, lower.as_bytes().len()), (LONGEST, LONGEST));
    }
}
