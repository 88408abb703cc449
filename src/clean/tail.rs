//! The end of the article: lines about its author.

use memchr::memmem;

use super::{names, page::Page, phrases::Phrases};
use crate::{
    model::{Given, MaskReason},
    text::Span,
};

/// How many paragraphs at the end may be about the author.
const LAST: usize = 2;
/// Longest such paragraph, in bytes.
const LONGEST: usize = 480;

/// Skips the last paragraphs where they introduce the author: they name somebody the article does not.
pub(super) fn mask(page: &mut Page<'_>, body: usize, given: &Given, byline: Option<Span>) {
    let open: Vec<usize> = (body..page.lines.len()).rev().filter(|&i| page.is_open(i)).take(LAST).collect();
    if open.len() < LAST {
        return;
    }
    for i in open {
        let Some(line) = page.lines.get(i) else { return };
        if line.len() > LONGEST {
            return;
        }
        let above = page.lines.get(i.saturating_sub(3)..i).unwrap_or_default();
        let by_first_name = || {
            let name = line.text.split(' ').next()?;
            above
                .iter()
                .any(|l| l.len() < 60 && l.text.starts_with(name) && names::is_person(l.text))
                .then_some(())?;
            introduced_as(line.text, name)
        };
        let Some(name) = introduced(line.text).or_else(by_first_name) else { return };
        let surname = name.rsplit(' ').next().unwrap_or(name);
        let author = given.author.as_deref().is_some_and(|a| a.contains(surname))
            || byline.is_some_and(|b| b.of(page.text).contains(surname));
        let elsewhere = memmem::find_iter(page.text.as_bytes(), surname.as_bytes())
            .any(|at| !line.span.contains(at as u32) && !byline.is_some_and(|b| b.contains(at as u32)));
        if elsewhere && !author {
            return;
        }
        page.skip(i, MaskReason::Notice);
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

/// The name a paragraph introduces: "Jane Doe is a reporter …", "Jane Doe, a lawyer, is …".
fn introduced(text: &str) -> Option<&str> {
    // The name stands in front, so that nobody searches a whole paragraph.
    let second = text.split(' ').nth(1)?;
    if !text.starts_with(char::is_uppercase) || !second.starts_with(char::is_uppercase) {
        return None;
    }
    let name =
        IS.iter().filter_map(|is| text.find(is)).min().and_then(|at| text.get(..at))?.split(", ").next()?;
    let words = || name.split(' ');
    let initial = |w: &str| w.len() == 2 && w.ends_with('.');
    let fits = (2..=4).contains(&words().count())
        && words()
            .all(|w| w.starts_with(char::is_uppercase) && w.chars().any(char::is_lowercase) || initial(w))
        && !matches!(
            words().next()?,
            "The" | "This" | "That" | "His" | "Her" | "Their" | "President" | "Mr." | "Mrs." | "Ms."
        );
    fits.then(|| introduced_as(text, name)).flatten()
}

/// `name`, if `text` says that it is an author.
fn introduced_as<'t>(text: &str, name: &'t str) -> Option<&'t str> {
    let at = IS.iter().filter_map(|is| text.find(is)).min().filter(|at| *at <= 160)?;
    let about = text.get(at..)?.to_lowercase();
    let writes = TRADES.iter().any(|trade| about.contains(trade));
    let speaks =
        [" said", " says", " told "].iter().any(|s| about.contains(s)) || text.contains(['“', '”', '"', '?']);
    (writes && !speaks && text.split(". ").count() <= 6).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::introduced;

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
