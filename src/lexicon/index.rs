//! The index of the words: what is known of a word, by its letters. Every token of every text is looked up, so
//! little is looked at: open addressing over small slots, and an entry that holds all that most look-ups need.

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
    pub fn new(word: &[u8]) -> Option<Self> {
        let mut lower = Self { len: word.len(), ..Self::EMPTY };
        lower.bytes.get_mut(..word.len())?.copy_from_slice(word);
        Some(lower)
    }

    /// The plain letters that `text` begins with, as far as the longest word of the lists would go, and how many of
    /// them are capitals.
    pub fn letters(text: &[u8]) -> (Self, usize) {
        const SMALL: u8 = b'a' ^ b'A';
        let mut lower = Self::EMPTY;
        let mut capitals = 0;
        for (slot, byte) in lower.bytes.iter_mut().zip(text) {
            let small = byte | SMALL;
            if !small.is_ascii_lowercase() {
                break;
            }
            *slot = small;
            capitals += usize::from(*byte != small);
            lower.len += 1;
        }
        (lower, capitals)
    }

    /// Adds one letter; `None` if the word is longer than any word of the lists.
    pub fn push(&mut self, byte: u8) -> Option<()> {
        *self.bytes.get_mut(self.len)? = byte;
        self.len += 1;
        Some(())
    }

    /// How many bytes it has.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether it has none.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
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

/// Where a word stands in the lists.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// Which list.
    pub list: usize,
    /// Its first byte there.
    pub at: usize,
}

/// What is known of one word.
#[derive(Debug, Clone, Copy)]
struct Entry {
    head: u128,
    classes: Classes,
    /// Where it stands first: the list, its bytes there.
    list: u16,
    len: u16,
    at: u32,
}

/// Words longer than this many bytes are not told by their head alone.
const HEAD: usize = size_of::<u128>();

/// A word's number, with some bits of its hash above; 0 where there is none.
type Slot = u32;

/// The bits of a slot that are the number.
const NUMBER: u32 = 0xF_FFFF;

/// All words.
#[derive(Debug)]
pub(super) struct Index {
    /// A power of two of them, at most three quarters taken.
    slots: Vec<Slot>,
    /// The word of id `n` stands at `n`; 0 is the unknown word.
    entries: Vec<Entry>,
    lists: Vec<&'static str>,
}

impl Index {
    /// Words from `lists`, none yet; space for `words`, and it grows when there are more.
    pub fn new(lists: Vec<&'static str>, words: usize) -> Self {
        let mut entries = Vec::with_capacity(words + 1);
        entries.push(Entry { head: 0, classes: Classes::NONE, list: 0, len: 0, at: 0 });
        Self { slots: vec![0; (words * 4 / 3).next_power_of_two().max(8)], entries, lists }
    }

    /// What is known of `word`.
    #[inline]
    pub fn get(&self, word: &Lower) -> (Classes, WordId) {
        let id = self.slots.get(self.place(word, hash(word.head()))).map_or(0, |slot| slot & NUMBER);
        let classes = self.entries.get(id as usize).map(|entry| entry.classes).unwrap_or_default();
        (classes, WordId(id))
    }

    /// Adds `classes` to what is known of `word`, which stands at `place`; it gets the next number if it is new.
    pub fn add(&mut self, word: &[u8], place: Place, classes: Classes) -> WordId {
        let Some(lower) = Lower::new(word) else { return WordId::UNKNOWN };
        if self.entries.len() * 4 > self.slots.len() * 3 {
            self.grow();
        }
        let (head, hash) = (lower.head(), hash(lower.head()));
        let at = self.place(&lower, hash);
        let new = self.entries.len() as u32 | hash & !NUMBER;
        let slot = &mut self.slots[at];
        if *slot == 0 {
            *slot = new;
            let (list, len, at) = (place.list as u16, word.len() as u16, place.at as u32);
            self.entries.push(Entry { head, classes, list, len, at });
        }
        let id = *slot & NUMBER;
        if let Some(entry) = self.entries.get_mut(id as usize) {
            entry.classes |= classes;
        }
        WordId(id)
    }

    /// The word of an id; empty for [`WordId::UNKNOWN`].
    pub fn word(&self, id: WordId) -> &'static str {
        let Some(entry) = self.entries.get(id.0 as usize) else { return "" };
        let list = self.lists.get(entry.list as usize).copied().unwrap_or_default();
        list.get(entry.at as usize..entry.at as usize + entry.len as usize).unwrap_or_default()
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.entries.len() - 1
    }

    /// The slot of `word`, or the free one where it would stand.
    #[inline]
    fn place(&self, word: &Lower, hash: u32) -> usize {
        let last = self.slots.len() - 1;
        let mut at = hash as usize & last;
        while let Some(&slot) = self.slots.get(at)
            && slot != 0
            && ((slot ^ hash) & !NUMBER != 0 || !self.is(slot & NUMBER, word))
        {
            at = (at + 1) & last;
        }
        at
    }

    #[inline]
    fn is(&self, id: u32, word: &Lower) -> bool {
        self.entries.get(id as usize).is_some_and(|entry| {
            entry.head == word.head()
                && entry.len as usize == word.len
                && (word.len <= HEAD || self.word(WordId(id)).as_bytes() == word.as_bytes())
        })
    }

    fn grow(&mut self) {
        let mut slots = vec![0; self.slots.len() * 2];
        let last = slots.len() - 1;
        for (id, entry) in self.entries.iter().enumerate().skip(1) {
            let hash = hash(entry.head);
            let mut at = hash as usize & last;
            while slots[at] != 0 {
                at = (at + 1) & last;
            }
            slots[at] = id as u32 | hash & !NUMBER;
        }
        self.slots = slots;
    }
}

/// A hash of words with this head.
fn hash(head: u128) -> u32 {
    // Odd numbers with many bits: multiplied by one, every bit of a number moves the upper half.
    const SPREAD: [u64; 2] = [0x9e37_79b9_7f4a_7c15, 0xf135_7aea_2e62_a9c5];
    let (low, high) = (head as u64, (head >> 64) as u64);
    ((low.wrapping_mul(SPREAD[0]).rotate_left(32) ^ high).wrapping_mul(SPREAD[1]) >> 32) as u32
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
        let mut index = Index::new(WORDS.to_vec(), 0);
        let add = |index: &mut Index, i: usize, classes| {
            index.add(WORDS[i].as_bytes(), Place { list: i, at: 0 }, classes)
        };
        for i in (0..WORDS.len()).chain(0..WORDS.len()) {
            assert_eq!(add(&mut index, i, Classes::VERB), WordId(i as u32 + 1), "{}", WORDS[i]);
        }
        assert_eq!(index.len(), WORDS.len());
        add(&mut index, 4, Classes::SURNAME);
        for word in WORDS {
            let (classes, id) = index.get(&Lower::new(word.as_bytes()).unwrap());
            assert_eq!((index.word(id), classes.any(Classes::SURNAME)), (word, word == "said"));
        }
        for unknown in ["", "aa", "sai", "internationalis", "internationalisationx"] {
            assert_eq!(index.get(&Lower::new(unknown.as_bytes()).unwrap()).1, WordId::UNKNOWN, "{unknown}");
        }
    }

    #[test]
    fn words_longer_than_any_in_the_lists_are_none() {
        assert!(Lower::new(&[b'a'; LONGEST]).is_some());
        assert!(Lower::new(&[b'a'; LONGEST + 1]).is_none());
        let (name, capitals) = Lower::letters(b"McCain-led");
        assert_eq!((name.as_bytes(), name.len(), capitals), (b"mccain".as_slice(), 6, 2));
        assert!(Lower::letters("él".as_bytes()).0.is_empty() && Lower::letters(b"").0.is_empty());
        let mut lower = Lower::EMPTY;
        let taken = (0..100).take_while(|_| lower.push(b'a').is_some()).count();
        assert_eq!((taken, lower.as_bytes().len()), (LONGEST, LONGEST));
    }
}
