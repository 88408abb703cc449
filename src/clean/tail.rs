//! The end of the article: who wrote it, what a company says of itself, and what is left between furniture.

use memchr::memmem;

use super::{
    lines::Line,
    names,
    page::{Fate, Page},
    phrases::Phrases,
};
use crate::{
    model::{Given, MaskReason},
    text::{Span, chars},
};

/// How many paragraphs at the end may be about the author.
const LAST: usize = 2;
/// Longest such paragraph, in bytes.
const LONGEST: usize = 480;

/// What a paragraph that introduces somebody says.
#[derive(Debug, Clone, Copy)]
struct About<'t> {
    name: &'t str,
    /// Whether it is who wrote the article.
    author: bool,
    /// Whether the article speaks of somebody of this name.
    elsewhere: bool,
    /// Whether it says how to reach them.
    reachable: bool,
}

/// Skips paragraphs about the author: the last ones where they introduce somebody the article does not name, and
/// wherever they stand, those that introduce who wrote it or say how to reach them. Name and role above go along.
pub(super) fn mask(page: &mut Page<'_>, body: usize, given: &Given, byline: Option<Span>) {
    let open: Vec<usize> = (body..page.lines.len()).rev().filter(|&i| page.is_open(i)).collect();
    if open.len() < LAST {
        return;
    }
    let mut at_end = true;
    for (nth, i) in open.into_iter().enumerate() {
        let about = about(page, i, nth < LAST, given, byline);
        at_end &= nth < LAST && about.is_some_and(|a| a.author || !a.elsewhere);
        let Some(about) = about.filter(|a| at_end || i > body && (a.author || a.reachable)) else { continue };
        page.skip(i, MaskReason::Notice);
        for above in (i.saturating_sub(2)..i).rev() {
            let label = page.lines.get(above).is_some_and(|l| {
                let name = about.name.starts_with(l.text) || l.text.starts_with(about.name);
                l.len() <= 60 && (name || names::is_role(l.text))
            });
            if above < body || !label || !page.is_open(above) {
                break;
            }
            page.skip(above, MaskReason::Notice);
        }
    }
}

/// What line `i` says about an author; `last`: whether it is one of the last, where a first name is enough.
fn about<'t>(
    page: &Page<'t>,
    i: usize,
    last: bool,
    given: &Given,
    byline: Option<Span>,
) -> Option<About<'t>> {
    let line = page.lines.get(i).filter(|l| l.len() <= LONGEST)?;
    let above = page.lines.get(i.saturating_sub(3)..i).unwrap_or_default();
    let by_first_name = || {
        let name = line.text.split(' ').next().filter(|_| last)?;
        above
            .iter()
            .any(|l| l.len() < 60 && l.text.starts_with(name) && names::is_person(l.text))
            .then_some(name)
    };
    let reachable = is_reachable(line.text);
    let name = name_in_front(line.text).or_else(by_first_name)?;
    let surname = name.rsplit(' ').next().unwrap_or(name);
    let author = given.author.as_deref().is_some_and(|a| a.contains(surname))
        || byline.is_some_and(|b| b.of(page.text).contains(surname));
    if !(introduces(line.text, author) || reachable && author) {
        return None;
    }
    let elsewhere = memmem::find_iter(page.text.as_bytes(), surname.as_bytes())
        .any(|at| !line.span.contains(at as u32) && !byline.is_some_and(|b| b.contains(at as u32)));
    Some(About { name, author, elsewhere, reachable })
}

/// Whether a paragraph says how to reach somebody.
fn is_reachable(text: &str) -> bool {
    let how = [
        "can be reached",
        "each her at",
        "each him at",
        "each them at",
        "ollow her",
        "ollow him",
        "ollow them",
    ];
    text.contains('@') && (how.iter().any(|how| text.contains(how)) || text.contains("ontact "))
}

/// Skips what a company says of itself below its release: "About Harbour Works", and a paragraph of that name.
pub(super) fn mask_company(page: &mut Page<'_>, body: usize) {
    for i in body + 1..page.lines.len().saturating_sub(1) {
        let (Some(label), Some(below)) = (page.lines.get(i), page.lines.get(i + 1)) else { return };
        let name = label.text.strip_prefix("About ").or_else(|| label.text.strip_prefix("ABOUT "));
        let Some(name) = name.filter(|_| label.len() <= 80 && !label.has_stop() && page.is_open(i)) else {
            continue;
        };
        let first = name.trim_start_matches("the ").split(' ').next().unwrap_or(name);
        let own = below.text.trim_start_matches("The ").starts_with(first) && first.len() > 2;
        if own && below.is_prose() && page.is_open(i + 1) {
            page.skip(i, MaskReason::Notice);
            page.skip(i + 1, MaskReason::Notice);
        }
    }
}

/// A few lines at most stand between two parts of furniture without being the article's.
const BETWEEN: usize = 3;

/// Skips short lines without a stop that furniture surrounds: below the last sentence of the article, and between
/// two offers, lists or notices.
pub(super) fn mask_rest(page: &mut Page<'_>, body: usize) {
    let is_label = |l: &Line<'_>| {
        l.len() <= 80
            && !l.has_stop()
            && !l.is_bulleted()
            && !l.text.ends_with(':')
            && !l.text.contains(chars::is_double_mark)
            && !l.text.starts_with(chars::is_dash)
    };
    let lines = page.lines.len();
    let told = |page: &Page<'_>, i: usize| page.is_open(i) && page.lines.get(i).is_some_and(|l| !is_label(l));
    let end = (body..lines).rev().find(|&i| told(page, i)).map_or(lines, |i| i + 1);
    let reason_of = |fate: Fate| match fate {
        Fate::Skip(reason, _) => Some(reason),
        _ => None,
    };
    let masked = (end..lines).filter(|&i| reason_of(page.fate(i)).is_some()).count();
    if masked >= 2 && masked * 2 >= lines - end {
        let mut reason = None;
        for i in end..lines {
            reason = reason_of(page.fate(i)).or(reason);
            if let Some(reason) = reason.filter(|_| page.is_open(i)) {
                page.skip(i, reason);
            }
        }
    }
    let site = |fate: Fate| {
        reason_of(fate).filter(|reason| {
            use MaskReason::{Comments, Footer, Notice, Promotion, Related};
            matches!(reason, Promotion | Related | Comments | Notice | Footer)
        })
    };
    let mut i = body;
    while i < end {
        let from = i;
        while i < end && page.is_open(i) {
            i += 1;
        }
        let run = from..i;
        i += 1;
        let (above, below) = (from.checked_sub(1).and_then(|i| site(page.fate(i))), site(page.fate(run.end)));
        if let (Some(reason), Some(_)) = (above, below)
            && (1..=BETWEEN).contains(&run.len())
            && run.end < lines
            && run.clone().all(|i| page.lines.get(i).is_some_and(is_label))
        {
            for i in run {
                page.skip(i, reason);
            }
        }
    }
}

/// Words that introduce an author behind the name.
const IS: &Phrases = phrases![
    " is a " " is an " " is the " " is one of " " is senior " " is editor" " is director" " is professor" " is president"
    " is chief" " is executive" " is co-" " is associate " " is assistant " " is founder" " is author of" " is deputy "
    " writes " " covers " " reports on " " reports from " " edits " " teaches " " is playwright" " is based in "
    " is currently " " is former " " is Senior " " is Professor " " is Director "
];

/// What authors are; somebody the article is about may be anything.
const TRADES: &Phrases = phrases![
    "reporter" "writer" "editor" "author" "columnist" "professor" "fellow" "director of" "correspondent" "journalist"
    "contributor" "analyst" "lecturer" "historian" "founder" "teaches" "covers" "writes" "host" "freelance" "president of"
    "follow him" "follow her" "follow them" "board of" "scholar" "researcher" "blogger" "novelist" "executive director"
];

/// The name a paragraph begins with, where it goes on to say what somebody is or how to reach them.
fn name_in_front(text: &str) -> Option<&str> {
    // The name stands in front, so that nobody searches a whole paragraph.
    let second = text.split(' ').nth(1)?;
    if !text.starts_with(char::is_uppercase) || !second.starts_with(char::is_uppercase) {
        return None;
    }
    let verbs = IS.iter().copied().chain([" can be reached"]);
    let name =
        verbs.filter_map(|is| text.find(is)).min().and_then(|at| text.get(..at))?.split(", ").next()?;
    let words = || name.split(' ');
    let initial = |w: &str| w.len() == 2 && w.ends_with('.');
    let fits = (2..=4).contains(&words().count())
        && words()
            .all(|w| w.starts_with(char::is_uppercase) && w.chars().any(char::is_lowercase) || initial(w))
        && !matches!(
            words().next()?,
            "The" | "This" | "That" | "His" | "Her" | "Their" | "President" | "Mr." | "Mrs." | "Ms."
        );
    fits.then_some(name)
}

/// Whether `text` says that somebody is an author; of the article's own the titles of books may stand in it.
fn introduces(text: &str, own: bool) -> bool {
    let Some(at) = IS.iter().filter_map(|is| text.find(is)).min().filter(|at| *at <= 160) else {
        return false;
    };
    let about = text.get(at..).unwrap_or_default().to_lowercase();
    let writes = TRADES.iter().any(|trade| about.contains(trade));
    let speaks = [" said", " says", " told "].iter().any(|s| about.contains(s))
        || text.contains('?')
        || !own && text.contains(chars::is_double_mark);
    writes && !speaks && text.split(". ").count() <= 6
}

#[cfg(test)]
mod tests {
    use super::{introduces, name_in_front};

    fn introduced(text: &str) -> Option<&str> {
        name_in_front(text).filter(|_| introduces(text, false))
    }

    #[test]
    fn authors_are_introduced_by_name() {
        assert_eq!(introduced("Jane Doe is a reporter for the Courier."), Some("Jane Doe"));
        assert_eq!(
            introduced("John Roe, a retired sailor, teaches history in Springfield."),
            Some("John Roe")
        );
        assert_eq!(introduced("Jane A. Doe is author of “Harbours”"), None);
        for text in [
            "Jane Doe is the third mayor to resign this year.",
            "The harbour is a sight to see.",
            "He is a writer.",
            "Mary Major said Roe is a writer.",
        ] {
            assert_eq!(introduced(text), None, "{text}");
        }
    }
}
