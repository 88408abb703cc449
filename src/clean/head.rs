//! The head of a page: headline, decks, byline, section name, outlet.

use super::{
    byline, dateline,
    label::Label,
    lines::Line,
    names,
    page::{Fate, Page},
    rules::{self, Reach},
    title::{self, LONGEST_HEAD},
};
use crate::{
    model::{BlockKind, Given, MaskReason},
    text::{Span, chars, fold::fold},
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
    /// The place of a dateline on a line of its own.
    pub place: Option<Span>,
    /// The index of the first line that is not the head's.
    pub end: usize,
}

/// How many lines below the first paragraph a byline or a date may still stand: then that paragraph was
/// a deck.
const DECK: usize = 12;

/// Finds the head of `page` and decides about its lines.
pub(super) fn read(page: &mut Page<'_>, given: &Given) -> Head {
    let found = given.title.as_deref().and_then(|title| title::find(page, title));
    let below = found.map_or(0, |(_, last)| last + 1);
    let body = first_paragraph(page, below);
    let mut head = Head { end: past_decks(page, body), ..Head::default() };
    let mut from = 0;
    if let Some((first, last)) = found.or_else(|| title::guess(page, body)) {
        head.headline = title::span(page, (first, last));
        for i in first..=last {
            page.decide(i, Fate::Read(BlockKind::Headline));
        }
        for i in 0..first {
            above_title(page, i, &mut head);
        }
        from = last + 1;
        head.end = head.end.max(from);
    }
    let (mut seen, mut listed, mut summary) = (false, None, false);
    for i in from..head.end {
        if let Fate::Skip(reason, Reach::Links) = page.fate(i) {
            let label = Label::new(page.lines.get(i).map_or("", |l| l.text));
            listed =
                label.begins(phrases!["related", "recommended", "more stories", "you may"]).then_some(reason);
            continue;
        }
        if let Some(reason) = listed.filter(|_| is_link(page, i)) {
            page.skip(i, reason);
            continue;
        }
        if is_summary(page, i) {
            page.decide(i, Fate::Read(BlockKind::Crosshead));
            summary = true;
        } else if summary && is_link(page, i) {
            page.decide(i, Fate::Read(BlockKind::Item));
        } else {
            seen |= below_title(page, i, given, &mut head, seen);
        }
    }
    head
}

/// Whether a line opens what the article says in short, or the list of what happened.
fn is_summary(page: &Page<'_>, i: usize) -> bool {
    page.lines.get(i).is_some_and(|line| {
        line.len() <= 40
            && Label::new(line.text).is(phrases![
                "summary" "in short" "in brief" "key points" "key events" "key developments" "highlights" "at a glance"
                "story highlights" "what you need to know" "the gist" "what we know" "the essentials" "in summary"
            ])
    })
}

/// Whether a line below "Related stories" in the head is one of the links.
fn is_link(page: &Page<'_>, i: usize) -> bool {
    page.is_open(i)
        && page.lines.get(i).is_some_and(|l| !l.is_sentence() && byline::find(l.text).is_none_or(|b| !b.sure))
}

/// The first line that can only be the article itself.
fn first_paragraph(page: &Page<'_>, from: usize) -> usize {
    let line = |i: usize| page.lines.get(i).filter(|_| page.is_open(i));
    let dated = |i: usize, l: &Line<'_>| {
        i < LONGEST_HEAD && dateline::find(l.text, false).is_some_and(|d| d.agency.is_some())
    };
    let mut all = from..page.lines.len();
    all.clone()
        .find(|&i| line(i).is_some_and(|l| l.is_prose() || dated(i, l)))
        .or_else(|| all.find(|&i| line(i).is_some_and(Line::has_stop)))
        .unwrap_or(page.lines.len())
}

/// `body`, or the line below the last date or byline that stands close below it, before a second paragraph.
fn past_decks(page: &Page<'_>, body: usize) -> usize {
    let mut end = body;
    for i in body + 1..(body + DECK).min(page.lines.len()) {
        let Some(line) = page.lines.get(i) else { break };
        if page.is_open(i)
            && (line.is_prose() || line.has_stop() || line.text.contains(chars::is_double_mark))
        {
            break;
        }
        let by = page.is_open(i) && byline::find(line.text).is_some_and(|b| b.sure);
        let stamp = matches!(page.fate(i), Fate::Skip(MaskReason::Stamp, _))
            && (super::dates::find(line.text).is_some() || rules::is_age(&Label::new(line.text)));
        if by || stamp {
            end = i + 1;
        }
    }
    end
}

/// Decides about a line above the headline: section names, menus, the title of the page.
fn above_title(page: &mut Page<'_>, i: usize, head: &mut Head) {
    let Some(line) = page.lines.get(i).copied().filter(|_| page.is_open(i)) else { return };
    if line.is_sentence() {
        return;
    }
    let in_title = head.headline.and_then(|h| title::outlet(page, i, h));
    let alone = (names::is_outlet(line.text) && names::has_press_word(line.text)).then_some(line.span);
    head.outlet = head.outlet.or(in_title).or(alone);
    page.skip(i, MaskReason::Kicker);
}

/// Decides about a line between headline and first paragraph. `seen`: whether date, author or buttons stand
/// above it; then what has no stop is no deck. Returns whether this line is such a one.
fn below_title(page: &mut Page<'_>, i: usize, given: &Given, head: &mut Head, seen: bool) -> bool {
    let Some(line) = page.lines.get(i).copied() else { return false };
    if let Some(span) = beside_stamp_outlet(page, i) {
        head.outlet = head.outlet.or(Some(span));
        return true;
    }
    let by_stamp = stamp_near(page, i);
    if let Some(found) = byline::find(line.text).filter(|b| b.sure || by_stamp) {
        read_byline(page, i, found, head);
        return true;
    }
    let agency_alone = matches!(page.fate(i), Fate::Skip(MaskReason::Caption, _)) && line.len() <= 24;
    if !page.is_open(i) && !agency_alone {
        return matches!(page.fate(i), Fate::Skip(MaskReason::Stamp | MaskReason::Control, _));
    }
    let words = line.text.split_whitespace().count();
    let is_author = given.author.as_deref().is_some_and(|a| fold(a) == fold(line.text));
    // Below the name may stand what they are, or for whom they write and then when.
    let stamped = |j: usize| matches!(page.fate(j), Fate::Skip(MaskReason::Stamp, _));
    let has_role = page
        .lines
        .get(i + 1)
        .is_some_and(|l| names::is_role(l.text) || names::has_press_word(l.text) && stamped(i + 2));
    if by_stamp && names::is_outlet(line.text) {
        head.outlet = head.outlet.or(Some(line.span));
        page.skip(i, MaskReason::Stamp);
        return true;
    }
    if agency_alone {
        return false;
    }
    if let Some((place, outlet)) = placed_agency(line.text) {
        let shift = |s: Span| Span::new(s.start() + line.span.start(), s.end() + line.span.start());
        head.place = head.place.or(Some(shift(place)));
        head.outlet = head.outlet.or(Some(shift(outlet)));
        page.decide(i, Fate::Read(BlockKind::Dateline));
        return true;
    }
    if is_author || (by_stamp || has_role) && names::is_person(line.text) {
        head.byline = head.byline.or(Some(line.span));
        page.decide(i, Fate::Read(BlockKind::Byline));
        return true;
    }
    if head.headline.is_none() || line.is_prose() {
        return false;
    }
    if head.headline.is_some_and(|h| fold(h.of(page.text)) == fold(line.text)) {
        page.skip(i, MaskReason::Kicker);
    } else if head.byline.is_some() && names::is_role(line.text) {
        page.skip(i, MaskReason::Stamp);
    } else if line.has_stop() || line.text.ends_with([':', ',']) || line.text.contains(chars::is_double_mark)
    {
        // It may be the article's first words; it stays open.
    } else if words < 4 {
        page.skip(i, MaskReason::Kicker);
    } else if seen {
        page.skip(i, MaskReason::Caption);
    } else {
        page.decide(i, Fate::Read(BlockKind::Headline));
    }
    false
}

fn read_byline(page: &mut Page<'_>, i: usize, found: byline::Byline, head: &mut Head) {
    let Some(line) = page.lines.get(i).copied() else { return };
    let shift = |s: Span| Span::new(s.start() + line.span.start(), s.end() + line.span.start());
    head.byline = head.byline.or(Some(shift(found.name)));
    head.outlet = head.outlet.or(found.outlet.map(shift));
    let all = shift(found.all);
    let fate = if all.end() == line.span.end() {
        Fate::Read(BlockKind::Byline)
    } else {
        Fate::ReadThenSkip(all, BlockKind::Byline, MaskReason::Stamp)
    };
    page.decide(i, fate);
}

/// "Baghdad - INA", a dateline on a line of its own: the place and the outlet.
fn placed_agency(text: &str) -> Option<(Span, Span)> {
    let (place, outlet) = [" - ", " / ", " – "].iter().find_map(|mark| text.split_once(mark))?;
    let fits = text.len() <= 48
        && names::is_place(place)
        && place.split(' ').count() <= 3
        && outlet.len() <= 16
        && names::is_outlet(outlet)
        && (names::has_press_word(outlet) || !outlet.contains(char::is_lowercase));
    fits.then(|| (Span::from_usize(0, place.len()), Span::from_usize(text.len() - outlet.len(), text.len())))
}

/// The outlet in a line of a date and a name: "Jan 19, 2026 | Courier", "PTI | Jan 19, 2026".
fn beside_stamp_outlet(page: &Page<'_>, i: usize) -> Option<Span> {
    let line = page.lines.get(i).filter(|_| matches!(page.fate(i), Fate::Skip(MaskReason::Stamp, _)))?;
    let mut at = line.span.start();
    for part in line.text.split(['|', '•', '·', '/']) {
        let span = Span::new(at, at + part.len() as u32).trim(page.text);
        let words = span.of(page.text);
        if names::is_outlet(words) && !rules::is_stamp(&Label::new(words)) {
            return Some(span);
        }
        // Every separator but the bar and the slash is two bytes or three.
        at += part.len() as u32;
        let mark = Span::new(at, line.span.end()).of(page.text).chars().next();
        at += mark.map_or(0, char::len_utf8) as u32;
    }
    None
}

/// Whether the nearest line above or below that is no button is a date or an age.
fn stamp_near(page: &Page<'_>, i: usize) -> bool {
    let quiet = |j: &usize| {
        !matches!(
            page.fate(*j),
            Fate::Skip(MaskReason::Control | MaskReason::Caption | MaskReason::Comments, _)
        )
    };
    let above = (i.saturating_sub(4)..i).rev().find(quiet);
    let below = (i + 1..(i + 5).min(page.lines.len())).find(quiet);
    let stamp = |j: usize| matches!(page.fate(j), Fate::Skip(MaskReason::Stamp, _));
    above.is_some_and(stamp) || below.is_some_and(stamp)
}
