//! Cleaning by masks: which parts of a document are the article, and which are furniture of the page.
//!
//! Nothing is deleted. The stage returns a [`Layout`]: blocks to read and spans to skip, each with its
//! reason. What the format of the file knows of its parts it takes as given (`regions`). It asks about one
//! line at a time (`rules`), then looks at the page as a whole: what is printed twice (`ornament`), what stands above
//! the first paragraph (`head`), what opens a section of furniture (`sections`), who stands at the end (`tail`), when
//! it was published (`published`).

/// A list of phrases, parted by spaces or commas, that knows how they begin.
macro_rules! phrases {
    ($($phrase:literal $(,)?)*) => {
        const { &crate::clean::phrases::Phrases::new(&[$($phrase),*]) }
    };
}

pub mod dates;

mod apart;
mod byline;
mod dateline;
mod head;
mod label;
mod lines;
mod names;
mod ornament;
mod outlet;
mod page;
mod phrases;
mod published;
mod regions;
mod rules;
mod sections;
mod tail;
mod title;
mod told;

#[cfg(test)]
mod tests;

use self::page::{Fate, Page};
use crate::{
    model::{BlockKind, Document, Layout},
    text::Span,
};

/// Parts `document` into blocks and masks, and finds headline, byline, dateline, date and outlet.
///
/// Blocks and masks together cover every byte that is not white space, and share none.
pub fn clean(document: &Document) -> Layout {
    let mut page = Page::new(&document.raw);
    regions::mask(&mut page, &document.given.regions);
    ornament::mask_copies(&mut page);
    ornament::mask_captions(&mut page);
    ornament::mask_buttons(&mut page);
    let head = head::read(&mut page, &document.given);
    sections::mask(&mut page, head.end);
    ornament::mask_excerpts(&mut page);
    tail::mask(&mut page, head.end, &document.given, head.byline);
    tail::mask_company(&mut page, head.end);
    tail::mask_rest(&mut page, head.end);
    let (dateline, agency) = find_dateline(&mut page, head.end);
    regions::read(&mut page, &document.given.regions);
    let set_apart = apart::find(&mut page, &document.given.regions);
    Layout {
        set_apart,
        headline: head.headline,
        byline: head.byline,
        dateline: head.place.or(dateline),
        published: published::find(&page, head.end, &document.given),
        outlet: head.outlet.or_else(|| outlet::find(&page)).or(agency),
        ..page.lay_out()
    }
}

/// How many paragraphs are looked at for a dateline.
const DATED: usize = 4;

/// Parts the dateline from the first paragraph that has one: its place, and its agency.
fn find_dateline(page: &mut Page<'_>, from: usize) -> (Option<Span>, Option<Span>) {
    let body: Vec<usize> = (from..page.lines.len()).filter(|&i| page.is_open(i)).take(DATED).collect();
    for (nth, i) in body.into_iter().enumerate() {
        let Some(line) = page.lines.get(i).copied() else { continue };
        if let Some(found) =
            dateline::find(line.text, nth == 0).filter(|d| !is_speaker(page, line.text, d.all))
        {
            let shift = |s: Span| Span::new(s.start() + line.span.start(), s.end() + line.span.start());
            if page.fate(i) == Fate::Open {
                page.decide(i, Fate::ReadParted(shift(found.all), BlockKind::Dateline));
            }
            return (Some(shift(found.place)), found.agency.map(shift));
        }
    }
    (None, None)
}

/// Whether a place with a colon is a speaker of a transcript: other lines begin in the same way.
fn is_speaker(page: &Page<'_>, paragraph: &str, all: Span) -> bool {
    let shouts = |text: &str| {
        text.split_once(": ").is_some_and(|(name, _)| {
            name.len() <= 40
                && name.len() >= 2
                && !name.contains(char::is_lowercase)
                && name.contains(char::is_alphabetic)
        })
    };
    all.of(paragraph).ends_with(':') && page.lines.iter().filter(|l| shouts(l.text)).take(2).count() > 1
}
