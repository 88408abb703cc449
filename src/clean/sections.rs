//! Sections that are furniture as a whole: what follows "The Latest", "6 Comments", "NEWSLETTER".

use super::{
    lines::Line,
    page::{Fate, Page},
    rules::Reach,
};
use crate::{model::MaskReason, text::chars};

/// Prose in bytes that must stand above a section that ends the article.
const READ: usize = 150;
/// How many lines an offer may have.
const OFFER: usize = 4;

/// Skips what belongs to the sections that the rules opened, from line `from` on.
pub(super) fn mask(page: &mut Page<'_>, from: usize) {
    let last = page.open_prose().last().map_or(0, |(i, _)| i);
    let mut read = 0;
    let mut i = from;
    while i < page.lines.len() {
        match page.fate(i) {
            Fate::Skip(reason, Reach::Paragraph) => {
                if page.is_open(i + 1) && read >= READ {
                    page.skip(i + 1, reason);
                }
                i += 1;
            }
            Fate::Skip(reason, Reach::Offer) => i = mask_offer(page, i, reason, i < last),
            Fate::Skip(reason, reach @ (Reach::Links | Reach::Teasers)) if read > 0 => {
                let end = resumes(page, i + 1, reach).unwrap_or(page.lines.len());
                fill(page, i + 1, end, reason);
                i = end;
            }
            Fate::Skip(reason, Reach::End) if read >= READ && !dated_later(page, i) => {
                fill(page, i + 1, page.lines.len(), reason);
                return;
            }
            Fate::Skip(..) => i += 1,
            _ => {
                read += page.lines.get(i).filter(|l| l.is_prose()).map_or(0, Line::len);
                i += 1;
            }
        }
    }
}

/// Skips the open lines of `from..to`; a section opened on the way gives its own reason to what follows.
fn fill(page: &mut Page<'_>, from: usize, to: usize, reason: MaskReason) {
    let mut reason = reason;
    for i in from..to {
        match page.fate(i) {
            Fate::Skip(own, reach) if reach != Reach::Line => reason = own,
            // A reader's comment has its own date, which is none of the article's.
            Fate::Skip(MaskReason::Stamp | MaskReason::Promotion, _) if reason == MaskReason::Comments => {
                page.skip(i, reason);
            }
            Fate::Skip(..) => {}
            _ => page.skip(i, reason),
        }
    }
}

/// Skips the short lines of an offer; the first line behind it. `more`: whether paragraphs follow.
fn mask_offer(page: &mut Page<'_>, opener: usize, reason: MaskReason, more: bool) -> usize {
    let limit = if more { (opener + 1 + OFFER).min(page.lines.len()) } else { page.lines.len() };
    for i in opener + 1..limit {
        let Some(line) = page.lines.get(i) else { return i };
        let speaks =
            line.text.contains(chars::is_double_mark) || line.text.starts_with(chars::is_single_mark);
        if page.is_open(i) {
            if line.is_prose() || speaks || more && (line.gap || line.has_stop()) {
                return i;
            }
            page.skip(i, reason);
        } else if matches!(page.fate(i), Fate::Skip(_, reach) if reach != Reach::Line) {
            return i;
        }
    }
    limit
}

/// Where the article goes on behind teasers: the first of `sure` sentences in a row, one of them long; or
/// the next section.
///
/// Titles that follow each other have no summaries, so that one paragraph behind them is the article's.
/// A paragraph cut short with dots is the summary of another article, and its neighbours may be, too.
fn resumes(page: &Page<'_>, from: usize, reach: Reach) -> Option<usize> {
    let (mut run, mut long, mut titles, mut bullets) = (0, false, 0, 0);
    let mut sure = if reach == Reach::Links { 2 } else { 3 };
    for i in from..page.lines.len() {
        let Some(line) = page.lines.get(i) else { break };
        if let Fate::Skip(_, reach) = page.fate(i) {
            match reach {
                Reach::Links | Reach::Teasers | Reach::End => return Some(i),
                Reach::Line => {}
                _ => (titles, bullets) = (0, 0),
            }
            (run, long) = (0, false);
        } else if line.text.ends_with(['…']) || line.text.ends_with("...") || line.text.ends_with("[…]") {
            (run, long, titles, sure) = (0, false, 0, 3);
        } else if line.is_sentence() && !line.is_bulleted() {
            run += 1;
            long |= line.is_prose();
            let listed = sure == 2 && titles > 1 || bullets > 1;
            if long && (run >= sure || listed) {
                return Some(i + 1 - run);
            }
        } else {
            titles = if run > 0 { 1 } else { titles + 1 };
            bullets += usize::from(line.is_bulleted());
            (run, long) = (0, false);
        }
    }
    None
}

/// Whether the first dated paragraph of the article is still to come: then this was a button in the head.
fn dated_later(page: &Page<'_>, i: usize) -> bool {
    (i + 1..(i + 12).min(page.lines.len()))
        .take_while(|&j| !matches!(page.fate(j), Fate::Skip(_, Reach::Links | Reach::Teasers | Reach::End)))
        .filter_map(|j| page.lines.get(j))
        .any(|line| line.is_prose() && super::dateline::find(line.text, false).is_some())
}
