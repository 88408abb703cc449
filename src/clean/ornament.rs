//! What is printed twice: pull quotes, summaries, captions that are also their picture's description.
//!
//! Of two copies one is always left: an ornament is masked only where its words stand in the article, too.

use std::cell::{LazyCell, OnceCell};

use memchr::memmem;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{dateline, lines::Line, page::Page};
use crate::{model::MaskReason, text::chars};

/// Shortest line that counts as printed twice, in bytes.
const SHORTEST: usize = 40;
/// Longest quotation that stands alone, in bytes.
const LONGEST: usize = 320;
/// How many paragraphs at the beginning may be a summary, and how long it may be, in bytes.
const FIRST: usize = 3;
const LONGEST_SUMMARY: usize = 1200;
/// How many quotations that stand alone are looked up: keeps the search linear.
const LOOKUPS: usize = 64;

/// Skips paragraphs that stand twice, word for word: the one above the dateline, else the later one.
pub(super) fn mask_copies(page: &mut Page<'_>) {
    let lines = &page.lines;
    let mut found = Vec::new();
    let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
    let first_prose = lines.iter().position(Line::is_prose);
    let dated = LazyCell::new(|| lines.iter().take(24).position(|l| dateline::find(l.text, false).is_some()));
    for (i, line) in lines.iter().enumerate() {
        if line.len() < SHORTEST || !(line.is_prose() || starts_quoted(line)) {
            continue;
        }
        let Some(first) = seen.insert(line.text, i) else { continue };
        let quoted = Some(first) == first_prose && starts_quoted(line);
        if quoted || dated.is_some_and(|d| first < d && d < i) {
            found.push(first);
        } else {
            found.push(i);
            seen.insert(line.text, first);
        }
    }
    skip(page, found, MaskReason::PullQuote);
}

/// Skips short lines without a stop that stand twice in the body, both of them.
pub(super) fn mask_captions(page: &mut Page<'_>) {
    let mut found = Vec::new();
    let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
    let body = page.lines.iter().position(Line::is_prose).unwrap_or(page.lines.len());
    let short = |l: &Line<'_>| {
        l.len() >= SHORTEST
            && !l.is_prose()
            && !l.has_stop()
            && !l.text.ends_with(':')
            && !l.text.contains(chars::is_double_mark)
    };
    for (i, line) in page.lines.iter().enumerate().skip(body).filter(|(_, l)| short(l)) {
        if let Some(first) = seen.insert(line.text, i) {
            found.extend([first, i]);
        }
    }
    skip(page, found, MaskReason::Caption);
}

/// How often a few words without a stop stand alone on a page before they are a button.
const BUTTON: usize = 3;

/// Skips a few words that stand alone again and again: the button beside every topic, every picture. Names, numbers
/// and what is followed by a colon may be a table, an interview.
pub(super) fn mask_buttons(page: &mut Page<'_>) {
    let mut seen: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (i, line) in page.lines.iter().enumerate() {
        let words = line.text.split_whitespace().count();
        let lower = line.text.split(' ').any(|w| w.len() > 1 && w.starts_with(char::is_lowercase));
        let few = (2..=4).contains(&words) && lower && !line.has_stop() && !line.text.ends_with([':', ',']);
        if few && !line.text.contains(chars::is_double_mark) && page.is_open(i) {
            seen.entry(line.text).or_default().push(i);
        }
    }
    let found = seen.into_values().filter(|lines| lines.len() >= BUTTON).flatten().collect();
    skip(page, found, MaskReason::Control);
}

/// Skips quotations that stand alone and again in a paragraph, and first paragraphs whose every sentence
/// stands again below. Asked when the furniture is known: a copy there does not count.
pub(super) fn mask_excerpts(page: &mut Page<'_>) {
    let open: Vec<usize> = page.open_prose().map(|(i, _)| i).collect();
    let mut found = Vec::new();
    for &i in open.iter().take(FIRST) {
        let below: Vec<&str> = open.iter().filter(|&&j| j > i).filter_map(|&j| text(page, j)).collect();
        if text(page, i).is_some_and(|t| t.len() <= LONGEST_SUMMARY && is_summary(t, &below)) {
            found.push(i);
        }
    }
    let summaries: FxHashSet<usize> = found.iter().copied().collect();
    let alone = page.lines.iter().enumerate().filter_map(|(i, l)| Some((i, inner(l)?)));
    for (i, words) in alone.filter(|(i, _)| page.is_open(*i)).take(LOOKUPS) {
        let sought = Sought::of(words);
        let mut others = open.iter().filter(|&&j| j != i && !summaries.contains(&j));
        let copied =
            others.any(|&j| text(page, j).is_some_and(|t| t.len() > words.len() + 12 && sought.stands_in(t)));
        if copied {
            found.push(i);
            if page.lines.get(i + 1).is_some_and(is_signature) {
                found.push(i + 1);
            }
        }
    }
    skip(page, found, MaskReason::PullQuote);
}

fn skip(page: &mut Page<'_>, lines: Vec<usize>, reason: MaskReason) {
    for i in lines {
        if page.is_open(i) {
            page.skip(i, reason);
        }
    }
}

fn text<'t>(page: &Page<'t>, i: usize) -> Option<&'t str> {
    page.lines.get(i).map(|l| l.text)
}

/// Whether every sentence of `paragraph` stands in one of `below`.
fn is_summary(paragraph: &str, below: &[&str]) -> bool {
    let mut long = 0;
    let sentences = paragraph.split(". ").map(|s| s.trim_end_matches(['.', ' ']));
    sentences.filter(|s| s.len() >= SHORTEST).all(|sentence| {
        long += 1;
        let sought = Sought::of(sentence);
        below.iter().any(|text| sought.stands_in(text))
    }) && long > 0
}

/// Words sought in many places. Preparing a search takes time in proportion to the words: where not even their
/// beginning stands, nothing more is prepared.
struct Sought<'w> {
    words: &'w [u8],
    beginning: memmem::Finder<'w>,
    whole: OnceCell<memmem::Finder<'w>>,
}

impl<'w> Sought<'w> {
    fn of(words: &'w str) -> Self {
        let words = words.as_bytes();
        let beginning = words.get(..words.len().min(16)).unwrap_or_default();
        Self { words, beginning: memmem::Finder::new(beginning), whole: OnceCell::new() }
    }

    fn stands_in(&self, text: &str) -> bool {
        let text = text.as_bytes();
        self.beginning.find(text).is_some()
            && self.whole.get_or_init(|| memmem::Finder::new(self.words)).find(text).is_some()
    }
}

fn starts_quoted(line: &Line<'_>) -> bool {
    line.text.starts_with(chars::is_double_mark)
}

/// The words of a line that is one quotation and nothing else.
fn inner<'t>(line: &Line<'t>) -> Option<&'t str> {
    if line.len() > LONGEST || line.len() < 24 {
        return None;
    }
    let words = line
        .text
        .strip_prefix(chars::is_double_mark)?
        .trim_end_matches('.')
        .strip_suffix(chars::is_double_mark)?;
    let words = words.trim_end_matches(['.', ',', '!', '?', '…']);
    // An ornament begins with a capital even where its sentence in the body does not.
    let words = words.strip_prefix(char::is_uppercase).unwrap_or(words);
    (!words.contains(chars::is_double_mark) && words.split(' ').nth(3).is_some()).then_some(words)
}

/// "— Jane Doe, mayor" under a pull quote.
fn is_signature(line: &Line<'_>) -> bool {
    line.len() <= 80 && line.text.starts_with(|c| chars::is_dash(c) || c == '-' || c == '~')
}
