//! Quotations that are set apart as a block: by the format of the file, by ">" before them, or by their margin.
//!
//! Where most of a text stands so, it is how the whole is set, and says nothing.

use memchr::memmem;

use super::{
    lines::Line,
    page::{Fate, Page},
};
use crate::{
    model::{MaskReason, Region, RegionKind},
    text::{Span, chars},
};

/// Columns that set a paragraph of a text apart.
const MARGIN: usize = 4;
/// How many of them are looked up in the article: keeps the search linear.
const LOOKUPS: usize = 64;
/// Shortest and longest block, in bytes, that may be an ornament which repeats words of the article.
const ORNAMENT: std::ops::RangeInclusive<usize> = 24..=320;

/// The lines that are set apart, as spans in order; of those that only repeat the article, the masks.
pub(super) fn find(page: &mut Page<'_>, regions: &[Region]) -> Vec<Span> {
    let mut apart: Vec<usize> = (0..page.lines.len())
        .filter(|&i| matches!(page.fate(i), Fate::Open | Fate::Read(_) | Fate::ReadParted(..)))
        .filter(|&i| page.lines.get(i).is_some_and(|line| is_apart(page.text, line, regions)))
        .collect();
    let bytes = |lines: &mut dyn Iterator<Item = usize>| -> usize {
        lines.filter_map(|i| page.lines.get(i)).map(Line::len).sum()
    };
    let read = bytes(&mut (0..page.lines.len()).filter(|&i| !matches!(page.fate(i), Fate::Skip(..))));
    if bytes(&mut apart.iter().copied()) * 2 > read {
        return Vec::new();
    }
    let repeated: Vec<usize> = apart
        .iter()
        .copied()
        .filter(|&i| page.fate(i) == Fate::Open)
        .take(LOOKUPS)
        .filter(|&i| is_repeated(page, i))
        .collect();
    for &i in &repeated {
        page.skip(i, MaskReason::PullQuote);
    }
    apart.retain(|i| !repeated.contains(i));
    apart.into_iter().filter_map(|i| page.lines.get(i)).map(|line| line.span).collect()
}

fn is_apart(text: &str, line: &Line<'_>, regions: &[Region]) -> bool {
    let known = regions.partition_point(|region| region.span.start() <= line.span.start());
    let known = known.checked_sub(1).and_then(|i| regions.get(i)).filter(|r| r.span.covers(line.span));
    let marked = line.text.strip_prefix('>').is_some_and(|rest| rest.starts_with([' ', '>']));
    known.is_some_and(|region| region.kind == RegionKind::Quote)
        || marked
        || regions.is_empty() && margin(text, line) >= MARGIN
}

/// How many columns stand before a line.
fn margin(text: &str, line: &Line<'_>) -> usize {
    let before = Span::new(0, line.span.start()).of(text);
    let blanks = before.chars().rev().take_while(|c| matches!(c, ' ' | '\t'));
    blanks.map(|c| if c == '\t' { MARGIN } else { 1 }).sum()
}

/// Whether the words of line `i` stand in another line that is read: then it is an ornament.
fn is_repeated(page: &Page<'_>, i: usize) -> bool {
    let Some(line) = page.lines.get(i).filter(|line| ORNAMENT.contains(&line.len())) else { return false };
    let words = line.text.trim_start_matches(['>', ' ']);
    let words =
        words.trim_matches(|c: char| chars::is_double_mark(c) || chars::is_single_mark(c) || c == ' ');
    let words = words.trim_end_matches(['.', ',', '!', '?', '…']);
    let words = words.strip_prefix(char::is_uppercase).unwrap_or(words);
    if words.split(' ').nth(3).is_none() {
        return false;
    }
    let sought = memmem::Finder::new(words);
    let others = page.lines.iter().enumerate();
    others
        .filter(|&(j, other)| j != i && other.len() > line.len() && !matches!(page.fate(j), Fate::Skip(..)))
        .any(|(_, other)| sought.find(other.text.as_bytes()).is_some())
}
