//! Half-open ranges of byte offsets into a document as it arrived.
//!
//! ```text
//! He said: “No.”
//! [)               Span 0..0   empty, before the first letter
//! [-)              Span 0..2   "He"
//!          [---)   Span 9..17  the quotation with its marks (three bytes each)
//! ```
//! Two spans *touch* when one ends where the other starts; they *overlap* when they share a byte.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A half-open range of byte offsets, `start <= end`, eight bytes, `Copy`.
///
/// Offsets are `u32`: `ingest` refuses documents of 4 GiB and more.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The span from `start` to `end`; if they are the wrong way round, the empty span at `start`.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end: if end < start { start } else { end } }
    }

    /// The span of a `usize` range, as most of `std` hands them out.
    pub const fn from_usize(start: usize, end: usize) -> Self {
        Self::new(start as u32, end as u32)
    }

    /// The whole of `text`.
    pub const fn whole(text: &str) -> Self {
        Self::from_usize(0, text.len())
    }

    /// The empty span at `at`.
    pub const fn empty(at: u32) -> Self {
        Self::new(at, at)
    }

    /// First byte.
    pub const fn start(self) -> u32 {
        self.start
    }

    /// One past the last byte.
    pub const fn end(self) -> u32 {
        self.end
    }

    /// Length in bytes.
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether the span holds no byte.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The characters of `text` under this span, or `None` when it does not lie on character borders
    /// of `text`. The only way from a span to characters, with [`Span::of`].
    pub fn get(self, text: &str) -> Option<&str> {
        text.get(self.start as usize..self.end as usize)
    }

    /// The characters of `text` under this span; empty when it is not a span of `text`.
    ///
    /// Spans made by this crate always are (a tested law), so readers of facts use this; whoever
    /// *verifies* a span, as `export` does, uses [`Span::get`].
    pub fn of(self, text: &str) -> &str {
        self.get(text).unwrap_or_default()
    }

    /// Whether the byte at `offset` is inside.
    pub const fn contains(self, offset: u32) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether `other` lies wholly inside.
    pub const fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The bytes both have.
    pub fn intersect(self, other: Self) -> Option<Self> {
        let (start, end) = (self.start.max(other.start), self.end.min(other.end));
        (start < end).then_some(Self { start, end })
    }

    /// The smallest span that covers both.
    pub fn join(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The span without white space at its ends, on character borders of `text`.
    pub fn trim(self, text: &str) -> Self {
        let s = self.of(text);
        let start = self.start + (s.len() - s.trim_start().len()) as u32;
        Self::new(start, start + s.trim().len() as u32)
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_the_wrong_way_round_is_empty() {
        assert_eq!(Span::new(5, 3), Span::empty(5));
    }

    #[test]
    fn text_under_a_span_that_splits_a_character_is_nothing() {
        assert_eq!(Span::new(0, 1).get("“"), None);
        assert_eq!(Span::new(0, 1).of("“"), "");
        assert_eq!(Span::new(0, 3).of("“No”"), "“");
    }

    #[test]
    fn touching_is_not_overlapping() {
        assert!(!Span::new(0, 2).overlaps(Span::new(2, 4)));
        assert_eq!(Span::new(0, 2).intersect(Span::new(2, 4)), None);
        assert_eq!(Span::new(0, 3).intersect(Span::new(2, 4)), Some(Span::new(2, 3)));
    }

    #[test]
    fn trimming_keeps_character_borders() {
        let text = "\u{a0} “No”  ";
        assert_eq!(Span::whole(text).trim(text).of(text), "“No”");
    }
}
