//! Pages in a small notation: every line is prefixed by what becomes of it.
//!
//! ```text
//! kicker| News
//! headline| Harbour reopens after winter of repairs
//!
//! dateline+text| SPRINGFIELD – The harbour opened its gates on Monday.
//! = published 2026-01-19
//! ```
//! The part behind `| ` is the page; the part before it is what cleaning makes of that line, a mask by
//! its reason, a block by its kind. Lines that begin with `=` are what is known of the page as a whole.

mod laws;
mod pages;
mod seeds;
mod variety;

use std::fmt::Write;

use super::clean;
use crate::{
    model::{BlockKind, Document, Given, Layout, Origin},
    text::Span,
};

/// Cleans the page written in `marked` and compares every line with what stands before it.
#[track_caller]
fn check(marked: &str) {
    check_given(marked, Given::default());
}

/// Like [`check`], for a page that came with a record.
#[track_caller]
fn check_given(marked: &str, given: Given) {
    let lines = marked.trim().lines().map(|l| l.trim_start().trim_end());
    let wanted: String = lines.flat_map(|l| [l, "\n"]).collect();
    let found = mark(&raw(&wanted), given);
    assert!(found == wanted, "--- found\n{found}\n--- wanted\n{wanted}");
}

/// The page in `marked`: what stands behind the marks.
fn raw(marked: &str) -> String {
    let lines = marked.lines().filter(|line| !line.starts_with("= "));
    let page = lines
        .map(|line| line.split_once('|').map_or(line, |(_, text)| text.strip_prefix(' ').unwrap_or(text)));
    page.flat_map(|line| [line, "\n"]).collect()
}

/// A document of this text.
fn document(raw: &str, given: Given) -> Document {
    Document { id: "page".into(), raw: raw.into(), origin: Origin::Stdin, given }
}

/// `raw` with every line marked by its fate, and the facts below.
fn mark(raw: &str, given: Given) -> String {
    let layout = clean(&document(raw, given));
    let mut out = String::new();
    let mut start = 0;
    for line in raw.lines() {
        let span = Span::new(start, start + line.len() as u32);
        start = span.end() + 1;
        let fates = fates(&layout, span);
        if fates.is_empty() {
            out.push_str(line.trim_end());
        } else {
            let _ = write!(out, "{}| {}", fates.join("+"), line.trim_end());
        }
        out.push('\n');
    }
    for (name, span) in [("byline", layout.byline), ("place", layout.dateline), ("outlet", layout.outlet)] {
        if let Some(span) = span {
            let _ = writeln!(out, "= {name} {}", span.of(raw));
        }
    }
    if let Some(published) = layout.published {
        let date = published.date().map_or("about then".to_owned(), |d| d.to_string());
        let _ = writeln!(out, "= published {date}");
    }
    out
}

/// What became of the bytes under `line`, in order.
fn fates(layout: &Layout, line: Span) -> Vec<&'static str> {
    let blocks = layout.blocks.iter().map(|b| {
        let headline = layout.headline.is_some_and(|h| h.overlaps(b.span));
        (b.span, block_name(b.kind, headline))
    });
    let masks = layout.masked.iter().map(|m| (m.span, m.reason.name()));
    let mut all: Vec<(Span, &'static str)> = blocks.chain(masks).filter(|(s, _)| s.overlaps(line)).collect();
    all.sort_unstable();
    all.into_iter().map(|(_, name)| name).collect()
}

fn block_name(kind: BlockKind, headline: bool) -> &'static str {
    match kind {
        BlockKind::Headline if headline => "headline",
        BlockKind::Headline => "deck",
        BlockKind::Byline => "byline",
        BlockKind::Dateline => "dateline",
        BlockKind::Crosshead => "crosshead",
        BlockKind::Paragraph => "text",
        BlockKind::Item => "item",
    }
}
