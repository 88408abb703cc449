//! The headline: where the given title stands in the text, or the line that looks most like one.

use super::{
    byline, names,
    page::{Fate, Page},
};
use crate::{
    model::MaskReason,
    text::{Span, chars, fold::fold},
};

/// How many lines a head may have.
pub(super) const LONGEST_HEAD: usize = 40;

/// The lines of a headline, first and last.
pub(super) type Lines = (usize, usize);

/// The lines on which `title` stands: one line, or several that make it up.
pub(super) fn find(page: &Page<'_>, title: &str) -> Option<Lines> {
    let wanted = fold(title);
    if wanted.is_empty() {
        return None;
    }
    // Below two paragraphs of text the same words are a crosshead or a link.
    let limit = page.open_prose().nth(2).map_or(page.lines.len(), |(i, _)| i).min(LONGEST_HEAD);
    for first in 0..limit {
        let mut so_far = String::new();
        for last in first..(first + 4).min(page.lines.len()) {
            let line = page.lines.get(last)?;
            if line.len() > title.len() + 24 {
                break;
            }
            if !so_far.is_empty() {
                so_far.push(' ');
            }
            so_far.push_str(&fold(line.text));
            if so_far == wanted {
                return Some((first, last));
            }
            if !wanted.starts_with(&so_far) {
                break;
            }
        }
    }
    None
}

/// The line above line `body` that looks most like a headline.
pub(super) fn guess(page: &Page<'_>, body: usize) -> Option<Lines> {
    let open = (0..body.min(LONGEST_HEAD)).filter(|&i| page.is_open(i));
    let candidates: Vec<usize> = open
        .take_while(|&i| page.lines.get(i).is_some_and(|l| byline::find(l.text).is_none_or(|b| !b.sure)))
        .filter(|&i| {
            page.lines.get(i).is_some_and(|l| is_title(l.text) || l.len() <= 120 && stamped(page, i))
        })
        .collect();
    let text = |i: usize| page.lines.get(i).map_or("", |l| l.text);
    let words = |i: usize| text(i).split_whitespace().count();
    let of = |least: usize| {
        let short = |i: usize| is_sentence(text(i)) || words(i) > 2 && stamped(page, i) && is_title(text(i));
        candidates.iter().copied().find(|&i| words(i) >= least || least > 3 && short(i))
    };
    let found = of(5)
        .or_else(|| of(3))
        .or_else(|| of(2).filter(|&i| !names::is_outlet(text(i)) || !stamped(page, i)));
    let found = found.or_else(|| cased_sentence(page))?;
    // A page title ("Harbour reopens | Courier") stands above the headline it repeats.
    let repeated = candidates.iter().copied().find(|&i| i > found && suffix(text(found), text(i)).is_some());
    let found = repeated.unwrap_or(found);
    Some((found, found))
}

/// No stop at its end, not too short, not too long, begins like a title.
fn is_title(text: &str) -> bool {
    let bare = text.trim_start_matches('#').trim_start();
    let words = bare.split_whitespace().count();
    (2..=32).contains(&words)
        && bare.len() <= 240
        && !bare.ends_with(['.', ',', ':', ';'])
        && bare.starts_with(|c: char| !c.is_lowercase() && c != '@')
        && !bare.contains("://")
}

/// Whether a few words read like a sentence rather than the name of a section: one is not capitalised.
fn is_sentence(text: &str) -> bool {
    let lower = |w: &str| {
        w.len() > 3
            && w.starts_with(char::is_lowercase)
            && !matches!(w, "from" | "with" | "into" | "over" | "about" | "inside")
    };
    (2..=4).contains(&text.split_whitespace().count())
        && text.split_whitespace().any(lower)
        && !text.ends_with('.')
        && !text.contains([':', '@', '·', '•', '|'])
}

/// Whether a date or an author stands right below line `i`, and it has a few words: then a stop at its end
/// does not matter.
fn stamped(page: &Page<'_>, i: usize) -> bool {
    let words = page.lines.get(i).map_or(0, |l| l.text.split_whitespace().count());
    words >= 2
        && (matches!(page.fate(i + 1), Fate::Skip(MaskReason::Stamp, _))
            || page.lines.get(i + 1).is_some_and(|l| byline::find(l.text).is_some_and(|b| b.sure)))
}

/// The first line, when it ends with a stop but is written as titles are: "Harbour Reopens After Winter."
fn cased_sentence(page: &Page<'_>) -> Option<usize> {
    let line = page.lines.first().filter(|l| page.is_open(0) && l.len() <= 160 && page.lines.len() > 1)?;
    let long: Vec<&str> = line.text.split_whitespace().filter(|w| w.len() > 3).collect();
    let capital = long
        .iter()
        .filter(|w| w.trim_start_matches(chars::is_single_mark).starts_with(char::is_uppercase))
        .count();
    (long.len() >= 4 && capital * 10 >= long.len() * 8).then_some(0)
}

/// What `long` says behind the words of `short`, if it begins with them and a mark follows.
fn suffix<'t>(long: &'t str, short: &str) -> Option<&'t str> {
    let rest = long.strip_prefix(short)?.trim_start();
    let rest = rest.strip_prefix(['|', '-', '–', '—', '·', '»'])?.trim_start();
    (!rest.is_empty()).then_some(rest)
}

/// The outlet in a page title: the last part of "Harbour reopens | Coast | Courier".
pub(super) fn outlet(page: &Page<'_>, i: usize, headline: Span) -> Option<Span> {
    let line = page.lines.get(i)?;
    let name = suffix(line.text, headline.of(page.text))?.rsplit(" | ").next()?.trim();
    (!name.is_empty()).then(|| Span::new(line.span.end() - name.len() as u32, line.span.end()))
}

/// The headline's words on its lines, without a Markdown mark.
pub(super) fn span(page: &Page<'_>, (first, last): Lines) -> Option<Span> {
    let span = page.lines.get(first)?.span.join(page.lines.get(last)?.span);
    let words = span.of(page.text);
    let bare = words.trim_start_matches('#').trim_start();
    Some(Span::new(span.end() - bare.len() as u32, span.end()))
}
