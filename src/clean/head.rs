//! The head of a page: headline, decks, byline, section name, outlet.

use super::{
    dateline,
    label::Label,
    page::{Fate, Page},
    rules,
};
use crate::{
    model::{BlockKind, Given, MaskReason},
    text::{Span, fold::fold},
};

/// What the head of a page says.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Head {
    /// The headline.
    pub headline: Option<Span>,
    /// Who wrote it, without "By".
    pub byline: Option<Span>,
    /// The outlet, where a line names it.
    pub outlet: Option<Span>,
    /// The index of the first line that is not the head's.
    pub end: usize,
}

/// How many lines a head may have.
const LONGEST: usize = 40;

/// Finds the head of `page` and decides about its lines.
pub(super) fn read(page: &mut Page<'_>, given: &Given) -> Head {
    let title = given.title.as_deref().and_then(|title| find_title(page, title));
    let body = first_paragraph(page, title.map_or(0, |(_, last)| last + 1));
    let mut head = Head { end: body, ..Head::default() };
    let Some((first, last)) = title.or_else(|| guess_title(page, body)) else {
        return head;
    };
    head.headline = headline_span(page, first, last);
    for i in first..=last {
        page.decide(i, Fate::Read(BlockKind::Headline));
    }
    for i in 0..first {
        if page.is_open(i) {
            head.outlet = head.outlet.or_else(|| titled_outlet(page, i, head.headline));
            page.skip(i, MaskReason::Kicker);
        }
    }
    head.end = body.max(last + 1);
    for i in last + 1..head.end {
        below_title(page, i, given, &mut head);
    }
    head
}

/// The first line that can only be the article itself.
fn first_paragraph(page: &Page<'_>, from: usize) -> usize {
    let begins = |i: usize| {
        page.is_open(i)
            && page.lines.get(i).is_some_and(|l| {
                l.is_prose()
                    || i < LONGEST && dateline::find(l.text, false).is_some_and(|d| d.agency.is_some())
            })
    };
    (from..page.lines.len())
        .find(|&i| begins(i))
        .or_else(|| {
            (from..page.lines.len())
                .find(|&i| page.is_open(i) && page.lines.get(i).is_some_and(super::lines::Line::has_stop))
        })
        .unwrap_or(page.lines.len())
}

/// The lines on which `title` stands, first and last: one line, or several that make it up.
fn find_title(page: &Page<'_>, title: &str) -> Option<(usize, usize)> {
    let wanted = fold(title);
    if wanted.is_empty() {
        return None;
    }
    for first in 0..page.lines.len().min(LONGEST) {
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

/// The line above `body` that looks most like a headline.
fn guess_title(page: &Page<'_>, body: usize) -> Option<(usize, usize)> {
    let candidates: Vec<usize> = (0..body.min(LONGEST))
        .filter(|&i| page.is_open(i) && page.lines.get(i).is_some_and(|l| is_title(l.text)))
        .collect();
    let words = |i: usize| page.lines.get(i).map_or(0, |l| l.text.split_whitespace().count());
    let of = |least: usize| candidates.iter().copied().find(|&i| words(i) >= least);
    let found = of(5).or_else(|| of(3)).or_else(|| of(2))?;
    // A page title ("Harbour reopens | Courier") stands above the headline it repeats.
    let repeated = candidates.iter().copied().find(|&i| i > found && suffix(page, found, i).is_some());
    let found = repeated.unwrap_or(found);
    Some((found, found))
}

/// What line `long` says after the words of line `short`, if it begins with them and a mark follows.
fn suffix<'t>(page: &Page<'t>, long: usize, short: usize) -> Option<&'t str> {
    let (long, short) = (page.lines.get(long)?, page.lines.get(short)?);
    let rest = long.text.strip_prefix(short.text)?.trim_start();
    let rest = rest.strip_prefix(['|', '-', '–', '—', '·', '»'])?.trim_start();
    (!rest.is_empty()).then_some(rest)
}

/// The outlet in a page title above the headline: the last part of "Harbour reopens | Courier".
fn titled_outlet(page: &Page<'_>, i: usize, headline: Option<Span>) -> Option<Span> {
    let line = page.lines.get(i)?;
    let rest = line.text.strip_prefix(headline?.of(page.text))?.trim_start();
    let rest = rest.strip_prefix(['|', '-', '–', '—', '·', '»'])?;
    let name = rest.rsplit(" | ").next()?.trim();
    let end = line.span.end();
    (!name.is_empty()).then(|| Span::new(end - name.len() as u32, end))
}

/// The headline's words on its first line or lines, without a Markdown mark.
fn headline_span(page: &Page<'_>, first: usize, last: usize) -> Option<Span> {
    let (a, b) = (page.lines.get(first)?.span, page.lines.get(last)?.span);
    let span = a.join(b);
    let words = span.of(page.text);
    let bare = words.trim_start_matches('#').trim_start();
    Some(Span::new(span.start() + (words.len() - bare.len()) as u32, span.end()))
}

/// No stop at its end, not too short, not too long, begins like a title.
fn is_title(text: &str) -> bool {
    let bare = text.trim_start_matches('#').trim_start();
    let words = bare.split_whitespace().count();
    (2..=32).contains(&words)
        && bare.len() <= 240
        && !bare.ends_with(['.', ',', ':', ';'])
        && bare.starts_with(|c: char| !c.is_lowercase() && c != '@')
        && byline(bare).is_none()
}

/// Decides about an open line between headline and first paragraph.
fn below_title(page: &mut Page<'_>, i: usize, given: &Given, head: &mut Head) {
    let Some(line) = page.lines.get(i).copied() else { return };
    if let Some(found) = byline(line.text) {
        let name = shift(found.name, line.span);
        head.byline = head.byline.or(Some(name));
        if let Some(outlet) = found.outlet {
            head.outlet = head.outlet.or(Some(shift(outlet, line.span)));
        }
        let all = shift(found.all, line.span);
        let fate = if all.end() == line.span.end() {
            Fate::Read(BlockKind::Byline)
        } else {
            Fate::ReadThenSkip(all, BlockKind::Byline, MaskReason::Stamp)
        };
        page.decide(i, fate);
        return;
    }
    let agency_alone = matches!(page.fate(i), Fate::Skip(MaskReason::Caption, _)) && line.len() <= 24;
    if !page.is_open(i) && !agency_alone {
        return;
    }
    if head.headline.is_some_and(|h| fold(h.of(page.text)) == fold(line.text)) {
        page.skip(i, MaskReason::Kicker);
        return;
    }
    let by_stamp = stamp_beside(page, i);
    let words = line.text.split_whitespace().count();
    let is_author = given.author.as_deref().is_some_and(|a| fold(a) == fold(line.text));
    if is_author {
        head.byline = head.byline.or(Some(line.span));
        page.decide(i, Fate::Read(BlockKind::Byline));
    } else if by_stamp && is_outlet(line.text) {
        head.outlet = head.outlet.or(Some(line.span));
        page.skip(i, MaskReason::Stamp);
    } else if agency_alone {
    } else if by_stamp && is_person(line.text) {
        head.byline = head.byline.or(Some(line.span));
        page.decide(i, Fate::Read(BlockKind::Byline));
    } else if words >= 4 {
        let kind = if line.has_stop() { BlockKind::Paragraph } else { BlockKind::Headline };
        page.decide(i, Fate::Read(kind));
    } else if !line.has_stop() {
        page.skip(i, MaskReason::Kicker);
    }
}

/// Whether the line above or below is a date or an age.
fn stamp_beside(page: &Page<'_>, i: usize) -> bool {
    let stamp =
        |j: usize| page.lines.get(j).is_some_and(|l| l.len() < 120 && rules::is_stamp(&Label::new(l.text)));
    i > 0 && stamp(i - 1) || stamp(i + 1)
}

/// Words that names of outlets hold.
const OUTLET_WORDS: &[&str] = phrases![
    "news" "times" "post" "press" "daily" "herald" "tribune" "journal" "gazette" "guardian" "observer"
    "telegraph" "reuters" "agency" "media" "network" "tv" "radio" "magazine" "review" "today" "online"
    "bulletin" "courier" "chronicle" "standard" "independent" "mirror" "express" "mail" "star" "sun"
    "globe" "record" "report" "reporter" "weekly" "wire" "afp" "ap" "bbc" "cnn" "npr" "upi" "dpa" "pbs"
    "nbc" "abc" "cbs" "jazeera" "arabiya" "politico" "bloomberg" "register" "examiner" "inquirer"
    "dispatch" "sentinel" "voice" "monitor" "insider" "24"
];

/// "Rudaw", "Springfield Courier", "Al Jazeera": one capitalised word, or a few with a press word.
fn is_outlet(text: &str) -> bool {
    let words: Vec<&str> = text.trim_end_matches('.').split_whitespace().collect();
    let capital = words.iter().all(|w| {
        w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) || matches!(*w, "of" | "the")
    });
    let press = words.iter().any(|w| OUTLET_WORDS.contains(&w.to_lowercase().as_str()));
    capital
        && (1..=5).contains(&words.len())
        && (words.len() == 1 || press)
        && text.chars().any(char::is_alphabetic)
}

/// "Jane Doe", "Jane A. Doe and John Roe".
fn is_person(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    (2..=9).contains(&words.len())
        && text.len() <= 80
        && words.iter().all(|w| {
            w.starts_with(char::is_uppercase)
                || matches!(*w, "and" | "&" | "de" | "van" | "von" | "bin" | "al" | "el" | "der")
                || w.starts_with("al-")
        })
        && !text.contains(|c: char| c.is_ascii_digit() || matches!(c, ':' | '?' | '!' | '“' | '"'))
}

/// A line that names its author; spans within the line.
struct Byline {
    /// What of the line belongs to it.
    all: Span,
    /// The names.
    name: Span,
    /// The outlet the author writes for, where it stands behind the name.
    outlet: Option<Span>,
}

/// "By Jane Doe", "By JANE DOE, Courier", "Jane Doe, Reuters", "By Jane Doe | 5 January 2026".
fn byline(text: &str) -> Option<Byline> {
    if text.len() > 160 {
        return None;
    }
    let low = text.to_ascii_lowercase();
    let prefix = [
        "by ",
        "by: ",
        "written by ",
        "written by: ",
        "byline: ",
        "reported by ",
        "author: ",
        "story by ",
        "posted by ",
    ]
    .iter()
    .find(|p| low.starts_with(*p));
    let start = prefix.map_or(0, |p| p.len());
    let rest = text.get(start..)?;
    let cut = rest
        .char_indices()
        .find(|&(i, c)| {
            matches!(c, '|' | '•' | '·' | '@' | '(' | '/')
                || i > 0 && c.is_ascii_digit()
                || crate::text::chars::is_dash(c)
        })
        .map_or(rest.len(), |(i, _)| i);
    let who = Span::from_usize(start, start + cut).trim(text);
    let words = who.of(text).trim_end_matches([',', '.', '-']);
    let (name, outlet) = match words.split_once(", ") {
        Some((name, outlet)) if is_outlet(outlet) && outlet_word(outlet) => {
            let at = who.start() + name.len() as u32 + 2;
            (name, Some(Span::new(at, at + outlet.len() as u32)))
        }
        _ => (words, None),
    };
    let person = name.split(',').all(|n| is_person(n.trim()) || prefix.is_some() && is_single(n.trim()));
    if name.is_empty() || !person || prefix.is_none() && outlet.is_none() {
        return None;
    }
    if cut < rest.len() && prefix.is_some() {
        // What stands behind the name must be a date, a handle, a place in brackets: no sentence.
        let behind = rest.get(cut..)?;
        if behind.split_whitespace().count() > 14 {
            return None;
        }
    }
    let name = Span::new(who.start(), who.start() + name.len() as u32);
    let end = outlet.map_or(name.end(), |o| o.end().max(name.end()));
    let all = if cut < rest.len() { Span::new(0, end) } else { Span::whole(text) };
    Some(Byline { all, name, outlet })
}

fn outlet_word(text: &str) -> bool {
    text.split_whitespace().any(|w| OUTLET_WORDS.contains(&w.to_lowercase().trim_end_matches('.')))
}

fn is_single(text: &str) -> bool {
    !text.contains(' ') && text.starts_with(char::is_uppercase)
}

fn shift(inner: Span, line: Span) -> Span {
    Span::new(inner.start() + line.start(), inner.end() + line.start())
}
