//! A document: one article, its text kept exactly as it arrived.

use std::{fmt, path::PathBuf, sync::Arc};

use super::layout::MaskReason;
use crate::text::Span;

/// One article as it arrived. Nothing in the program ever changes `raw`; every fact is a span of it.
#[derive(Debug, Clone)]
pub struct Document {
    /// The `id` it came with, else its file name; unique within a briefing (ingest sees to it).
    pub id: String,
    /// The text, decoded to UTF-8 and otherwise untouched; of a format that is no text (a page, a mail, a
    /// PDF), the text that was taken from it.
    pub raw: Arc<str>,
    /// Where it came from.
    pub origin: Origin,
    /// What its file said beside the text.
    pub given: Given,
}

impl Document {
    /// Where in its file the text at byte `at` stands ("page 3"), as far as the format has places.
    pub fn place(&self, at: u32) -> Option<&str> {
        let after = self.given.places.partition_point(|place| place.start <= at);
        self.given.places.get(after.checked_sub(1)?).map(|place| place.label.as_str())
    }
}

/// Where a document came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// One of the five articles built into the program.
    Sample,
    /// A file of its own.
    File(PathBuf),
    /// A record of a file of many; lines count from 1.
    Record(PathBuf, usize),
    /// A part of a file that holds others (an archive, a mailbox, a book), by its name there, which is the same in
    /// every run.
    Member(PathBuf, String),
    /// Standard input.
    Stdin,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sample => f.write_str("(sample)"),
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Record(path, line) => write!(f, "{}:{line}", path.display()),
            Self::Member(path, name) => write!(f, "{}:{name}", path.display()),
            Self::Stdin => f.write_str("(standard input)"),
        }
    }
}

/// What a structured file states about an article beside its text; wins over what cleaning finds in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given {
    /// Headline.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Publication date as written there (ISO 8601 or news style), time and zone included.
    pub published: Option<String>,
    /// When it was last changed, as written there.
    pub modified: Option<String>,
    /// When the file was made, as the program that made it wrote; an article is not published before it is written, and often
    /// the same day.
    pub made: Option<String>,
    /// When it was saved, as ISO 8601 writes it: what ages on it ("6 hours ago") are counted from.
    pub retrieved: Option<String>,
    /// Address of the page.
    pub url: Option<String>,
    /// Language of the text as stated there, a tag of BCP 47 ("en-GB").
    pub language: Option<String>,
    /// Which kind of file it was taken from, in words; empty for what is in no file.
    pub format: &'static str,
    /// What the format knows its parts to be, in order of the text, disjoint.
    pub regions: Vec<Region>,
    /// Where in the original the text stands, in order of the text; each holds up to the next.
    pub places: Vec<Place>,
    /// What of the file is not in the text, because it is no part of the article.
    pub left_out: Option<LeftOut>,
}

/// What was left out of a page when its main text was chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// How many paragraphs, items and labels.
    pub blocks: usize,
    /// How many words stand in them.
    pub words: usize,
    /// The elements they stand in, each once, in order of the page: "nav", "footer", "div".
    pub parts: Vec<String>,
}

impl fmt::Display for LeftOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let blocks = if self.blocks == 1 { "block" } else { "blocks" };
        let words = if self.words == 1 { "word" } else { "words" };
        write!(f, "{} {blocks}, {} {words}: {}", self.blocks, self.words, self.parts.join(", "))
    }
}

/// A part of the text of which the format says what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// Where it stands: whole lines of the text.
    pub span: Span,
    /// What it is.
    pub kind: RegionKind,
}

/// What a format knows a part of its text to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RegionKind {
    /// A heading within the text.
    Heading,
    /// A quotation set apart as a block, with or without quotation marks.
    Quote,
    /// An item of a list.
    Item,
    /// Furniture of the page: caption, navigation, share bar, running head …
    Furniture(MaskReason),
}

impl RegionKind {
    /// It in a word or two, as `check` prints it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Heading => "heading",
            Self::Quote => "block quotation",
            Self::Item => "item",
            Self::Furniture(reason) => reason.name(),
        }
    }
}

/// Where in the original a part of the text stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The byte of the text from which on it holds.
    pub start: u32,
    /// What it is called: "page 3", "chapter 2: The Harbour", "message part 1.2".
    pub label: String,
}
