//! Layer 0: places in text. Spans, lines, code points, folding for comparison, the name nearest to a misspelt
//! one, and the one door
//! through which text from outside reaches a terminal.
//!
//! There is one offset space in the whole program: bytes into the document as it arrived. Cleaning
//! masks, it does not copy, so there is nothing to map back from.

pub mod chars;
pub mod file_name;
pub mod fold;
pub mod hash;
pub mod lines;
pub mod nearest;
pub mod points;
pub mod safe;
pub mod sorted;
pub mod span;

pub use span::Span;
