//! Gold articles: JSON Lines with offsets in code points, read into byte spans.

use std::{path::Path, sync::Arc};

use anyhow::{Context as _, Result};
use dixit::{
    model::{Document, Given, Origin},
    text::Span,
};
use serde::Deserialize;

/// An annotated article.
pub struct Article {
    pub document: Document,
    pub attributions: Vec<Gold>,
    pub discard: Vec<Span>,
}

/// One annotated attribution.
pub struct Gold {
    pub source: Vec<Span>,
    pub cue: Vec<Span>,
    pub content: Vec<Span>,
}

#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
    title: Option<String>,
    #[serde(default)]
    discard: Vec<[u32; 2]>,
    attributions: Vec<Marks>,
}

#[derive(Deserialize)]
struct Marks {
    source: Vec<[u32; 2]>,
    cue: Vec<[u32; 2]>,
    content: Vec<[u32; 2]>,
}

/// Code points to bytes.
pub struct Bytes(Vec<u32>);

impl Bytes {
    pub fn new(text: &str) -> Self {
        Self(text.char_indices().map(|(i, _)| i as u32).chain([text.len() as u32]).collect())
    }

    pub fn span(&self, [start, end]: [u32; 2]) -> Span {
        let at = |i: u32| self.0.get(i as usize).or(self.0.last()).copied().unwrap_or_default();
        Span::new(at(start), at(end))
    }

    pub fn spans(&self, pairs: &[[u32; 2]]) -> Vec<Span> {
        pairs.iter().map(|p| self.span(*p)).collect()
    }
}

pub fn document(id: String, text: String, title: Option<String>) -> Document {
    Document { id, raw: Arc::from(text), origin: Origin::Stdin, given: Given { title, ..Given::default() } }
}

/// Reads articles with attributions.
pub fn read_attributions(path: &Path) -> Result<Vec<Article>> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    text.lines()
        .filter(|l| !l.trim().is_empty())
        .map(|l| {
            let line: Line = serde_json::from_str(l)?;
            let bytes = Bytes::new(&line.text);
            let attributions = line
                .attributions
                .iter()
                .map(|m| Gold {
                    source: bytes.spans(&m.source),
                    cue: bytes.spans(&m.cue),
                    content: bytes.spans(&m.content),
                })
                .collect();
            let discard = bytes.spans(&line.discard);
            Ok(Article { document: document(line.id, line.text, line.title), attributions, discard })
        })
        .collect()
}

/// Bytes two sets of spans share.
pub fn overlap(a: &[Span], b: &[Span]) -> u32 {
    a.iter().flat_map(|x| b.iter().filter_map(|y| x.intersect(*y))).map(Span::len).sum()
}

pub fn size(spans: &[Span]) -> u32 {
    spans.iter().map(|s| s.len()).sum()
}
