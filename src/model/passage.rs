//! What stands in quotation marks, and the words that may report it; no speaker yet.

use super::TokenRange;
use crate::text::Span;

/// A run of text between quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quoted {
    /// With its marks.
    pub span: Span,
    /// Its tokens, marks included.
    pub tokens: TokenRange,
    /// Index of its paragraph.
    pub paragraph: u32,
    /// Whether a closing mark was found; otherwise it runs to the end of its paragraph.
    pub closed: bool,
    /// Whether it goes on from an unclosed quotation of the paragraph before.
    pub continues: bool,
    /// Whether its marks are single ones.
    pub single: bool,
    /// How many words it has.
    pub words: u32,
}

/// The quoted runs of a document and the tokens that may be cues.
#[derive(Debug, Clone, Default)]
pub struct Passages {
    /// In order of the text, disjoint.
    pub quoted: Vec<Quoted>,
    /// Indices of tokens that may report something, in order.
    pub cues: Vec<u32>,
}
