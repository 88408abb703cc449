//! A document: one article, its text kept exactly as it arrived.

use std::{fmt, path::PathBuf, sync::Arc};

use serde::{Deserialize, Serialize};

/// One article as it arrived. Nothing in the program ever changes `raw`; every fact is a span of it.
#[derive(Debug, Clone)]
pub struct Document {
    /// The `id` it came with, else its file name; unique within a briefing (ingest sees to it).
    pub id: String,
    /// The text, decoded to UTF-8 and otherwise untouched.
    pub raw: Arc<str>,
    /// Where it came from.
    pub origin: Origin,
    /// What its file said beside the text.
    pub given: Given,
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
    /// Standard input.
    Stdin,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sample => f.write_str("(sample)"),
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Record(path, line) => write!(f, "{}:{line}", path.display()),
            Self::Stdin => f.write_str("(standard input)"),
        }
    }
}

/// What a structured file states about an article beside its text; wins over what cleaning finds in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// Headline.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Publication date as written there (ISO 8601 or news style).
    pub published: Option<String>,
    /// Address of the page.
    pub url: Option<String>,
}
