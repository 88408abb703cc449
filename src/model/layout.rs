//! What cleaning found: the readable blocks of a document, and what was masked, each with its reason.

use std::fmt;

use super::Published;
use crate::text::Span;

/// A document's text parted into blocks to read and furniture to skip. Every byte that is neither is
/// white space.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    /// What the analysis reads, in order of the text, disjoint.
    pub blocks: Vec<Block>,
    /// What it skips, in order of the text, disjoint, never overlapping a block.
    pub masked: Vec<Masked>,
    /// What is set apart as a quotation, with or without marks: by its format, by ">" or by its margin. In order, each
    /// whole blocks.
    pub set_apart: Vec<Span>,
    /// The headline, where one stands in the text (it is then also a block).
    pub headline: Option<Span>,
    /// Who wrote it ("Jane Doe", without "By").
    pub byline: Option<Span>,
    /// The place of the dateline ("ERBIL, Kurdistan Region of Iraq", without the dash).
    pub dateline: Option<Span>,
    /// When it was published, as far as the text or its file says.
    pub published: Option<Published>,
    /// The outlet, where the text names it as its own.
    pub outlet: Option<Span>,
}

/// A run of readable text without a paragraph break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Where it stands, white space trimmed.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum BlockKind {
    /// The headline or a deck under it.
    Headline,
    /// The line that names the author.
    Byline,
    /// Place (and date) at the head of the first paragraph, with its dash.
    Dateline,
    /// A crosshead between paragraphs.
    Crosshead,
    /// A paragraph of the body.
    Paragraph,
    /// An item of a list.
    Item,
}

/// A span the analysis skips.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Masked {
    /// Where it stands.
    pub span: Span,
    /// Why.
    pub reason: MaskReason,
}

/// Why a span is skipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MaskReason {
    /// A section name above the headline ("News").
    Kicker,
    /// Date, reading time, age, update time: lines about the article rather than of it.
    Stamp,
    /// Player, font size, share and print buttons.
    Control,
    /// Caption or credit of a picture.
    Caption,
    /// A sentence of the article printed again as an ornament.
    PullQuote,
    /// Newsletter and subscription offers.
    Promotion,
    /// Links to other articles of the site, with or without teasers.
    Related,
    /// Comment policies, comment forms, readers' comments.
    Comments,
    /// Notices of the site: fact-check boxes, cookie lines, who else reported, who the author is.
    Notice,
    /// What the outlet says of its own article: corrections, clarifications, editor's notes.
    Correction,
    /// Company, address, copyright.
    Footer,
    /// What is printed above or below every page: title, author, page number.
    RunningHead,
}

impl MaskReason {
    /// The reason in one word, as `extract` prints it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Kicker => "kicker",
            Self::Stamp => "stamp",
            Self::Control => "control",
            Self::Caption => "caption",
            Self::PullQuote => "pull quote",
            Self::Promotion => "promotion",
            Self::Related => "related",
            Self::Comments => "comments",
            Self::Notice => "notice",
            Self::Correction => "correction",
            Self::Footer => "footer",
            Self::RunningHead => "running head",
        }
    }
}

impl fmt::Display for MaskReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
