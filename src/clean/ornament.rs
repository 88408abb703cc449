//! Pull quotes: a sentence of the article printed a second time as an ornament.

use std::cell::LazyCell;

use memchr::memmem;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{dateline, lines::Line};
use crate::text::chars;

/// Shortest line that counts as printed twice, in bytes.
const SHORTEST: usize = 40;
/// Longest ornament that is not a whole paragraph, in bytes.
const LONGEST: usize = 320;
/// How many quotations that stand alone are looked up: keeps the search linear.
const LOOKUPS: usize = 64;

/// The indices of the lines that are ornaments, in no order. Of two copies the one in the body stays.
pub(super) fn find(text: &str, lines: &[Line<'_>]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut twice: FxHashSet<&str> = FxHashSet::default();
    let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
    let first_prose = lines.iter().position(Line::is_prose);
    let dated = LazyCell::new(|| lines.iter().take(24).position(|l| dateline::find(l.text, false).is_some()));
    for (i, line) in
        lines.iter().enumerate().filter(|(_, l)| l.len() >= SHORTEST && (l.is_prose() || starts_quoted(l)))
    {
        match seen.get(line.text) {
            Some(&first) => {
                let above = Some(first) == first_prose && starts_quoted(line)
                    || dated.is_some_and(|d| first < d && d < i);
                found.push(if above { first } else { i });
                twice.insert(line.text);
                if above {
                    seen.insert(line.text, i);
                }
            }
            None => {
                seen.insert(line.text, i);
            }
        }
    }
    let alone = lines.iter().enumerate().filter_map(|(i, l)| Some((i, l, inner(l)?))).take(LOOKUPS);
    for (i, line, words) in alone {
        let copies = memmem::find_iter(text.as_bytes(), words.as_bytes()).take(2).count();
        if copies > 1 && !found.contains(&i) && !twice.contains(line.text) {
            found.push(i);
            if lines.get(i + 1).is_some_and(is_signature) {
                found.push(i + 1);
            }
        }
    }
    found
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

/// The indices of captions that stand twice in the body (once as the picture's description): short lines
/// without a stop, both copies.
pub(super) fn captions(lines: &[Line<'_>]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
    let body = lines.iter().position(Line::is_prose).unwrap_or(lines.len());
    let short = |l: &&Line<'_>| {
        l.len() >= SHORTEST
            && !l.is_prose()
            && !l.has_stop()
            && !l.text.contains(chars::is_double_mark)
            && !l.text.ends_with(':')
    };
    for (i, line) in lines.iter().enumerate().skip(body).filter(|(_, l)| short(l)) {
        if let Some(first) = seen.insert(line.text, i) {
            found.extend([first, i]);
        }
    }
    found
}

/// "— Jane Doe, mayor" under a pull quote.
fn is_signature(line: &Line<'_>) -> bool {
    line.len() <= 80 && line.text.starts_with(|c| chars::is_dash(c) || c == '-' || c == '~')
}
