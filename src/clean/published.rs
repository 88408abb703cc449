//! When the article was published: what its file says, else the page, else what follows from its address or the day
//! it was saved. Nothing is made up: a month stays a month, an age an age.

use super::{
    dates::{self, address, relative},
    label,
    page::{Fate, Page},
    rules,
};
use crate::{
    model::{Certainty, Given, MaskReason, Published, When},
    text::Span,
};

/// What is known of the time of publication; `head` is how many lines stand above the text.
pub(super) fn find(page: &Page<'_>, head: usize, given: &Given) -> Option<Published> {
    let beside = given.published.as_deref().and_then(dates::read).map(|found| published(found, None));
    let found = [beside, stamped(page, head, given.retrieved.is_some())]
        .into_iter()
        .flatten()
        .min_by_key(|found| rank(found.when));
    if found.is_some_and(|found| found.date().is_some()) {
        return found;
    }
    let derived = |date| Published { certainty: Certainty::Derived, ..Published::on(date, None) };
    let addressed = given.url.as_deref().and_then(address::find);
    // A file is written about when the article is published, often on the same day.
    let made = || {
        let (date, _) = given.made.as_deref().and_then(dates::find)?;
        Some(Published { certainty: Certainty::Approximate, ..Published::on(date, None) })
    };
    let Some(found) = found else { return addressed.map(derived).or_else(made) };
    match (found.when, addressed) {
        // The address says which of the two it is; of another day it says nothing.
        (When::Either(day_first, month_first), Some(date)) => {
            Some(if date == day_first || date == month_first { derived(date) } else { found })
        }
        (_, Some(date)) => Some(Published { span: found.span, ..derived(date) }),
        (When::Either(..) | When::Month(..) | When::Year(_), None) => Some(found),
        (_, None) => counted(page, found, given).or_else(made).or(Some(found)),
    }
}

/// An age, counted from the day the page was saved.
fn counted(page: &Page<'_>, found: Published, given: &Given) -> Option<Published> {
    let saved = dates::read(given.retrieved.as_deref()?)?.when;
    let words = match (found.span, given.published.as_deref()) {
        (Some(span), _) => span.of(page.text),
        (None, given) => given?,
    };
    let when = relative::find(words, saved)?;
    Some(Published { when, certainty: Certainty::Derived, ..found })
}

fn published(found: dates::Found, span: Option<Span>) -> Published {
    let certainty = match found.when {
        When::Either(..) => Certainty::Ambiguous,
        When::Nothing => Certainty::Approximate,
        When::Day(..) | When::Month(..) | When::Year(_) => Certainty::Stated,
    };
    Published { when: found.when, certainty, order: found.order, span }
}

/// What tells more comes first.
const fn rank(when: When) -> u8 {
    match when {
        When::Day(..) => 0,
        When::Either(..) => 1,
        When::Month(..) => 2,
        When::Nothing => 3,
        When::Year(_) => 4,
    }
}

/// The date of a line about the article: of one above the text, else of one that says that it is its date, else only
/// an age, or where the day the page was `saved` is known, what may be read from that.
fn stamped(page: &Page<'_>, head: usize, saved: bool) -> Option<Published> {
    let stamps = page.lines.iter().zip(&page.fates).enumerate().filter_map(|(i, (line, fate))| match fate {
        Fate::Skip(MaskReason::Stamp, _) | Fate::ReadThenSkip(.., MaskReason::Stamp) => {
            Some((i < head, line))
        }
        _ => None,
    });
    let mut best: Option<(u8, Published)> = None;
    for (above, line) in stamps {
        let label = label::Label::new(line.text);
        let later = label.has(phrases!["updated", "modified", "edited"]);
        let whole = || (dates::Found { when: When::Nothing, order: None }, Span::whole(line.text));
        let found = dates::find_stated(line.text);
        let is_day = |found: &dates::Found| matches!(found.when, When::Day(..) | When::Either(..));
        let (standing, (found, at)) = match found {
            Some(found) if above && is_day(&found.0) => (if later { 4 } else { 5 }, found),
            // Below the article stand the dates of other articles too.
            Some(found) if is_day(&found.0) && label.has(phrases!["published", "posted"]) => (3, found),
            Some(found) if above && matches!(found.0.when, When::Month(..)) => (2, found),
            _ if above && (saved || rules::is_age(&label)) => (1, whole()),
            _ => continue,
        };
        if best.is_none_or(|(known, _)| known < standing) {
            let span = Span::new(at.start() + line.span.start(), at.end() + line.span.start());
            best = Some((standing, published(found, Some(span))));
        }
    }
    best.map(|(_, published)| published)
}

#[cfg(test)]
mod tests {
    use crate::{
        clean::clean,
        model::{Document, Given, Origin},
    };

    /// What is known of a page of these lines, with what its file says.
    fn known(top: &str, given: Given) -> Option<(String, &'static str)> {
        let body =
            "The ferry to Sandvik sails again after nine weeks in the dock, the port said on its page.";
        let raw = format!("Ferry sails again\n\n{top}\n\n{body}\n\n{body} It had been repaired.\n");
        let document = Document { id: String::new(), raw: raw.into(), origin: Origin::Stdin, given };
        clean(&document).published.map(|found| (found.when.to_string(), found.certainty.name()))
    }

    fn is(when: &str, certainty: &'static str) -> (String, &'static str) {
        (when.to_owned(), certainty)
    }

    #[test]
    fn the_page_and_its_file_say_when_it_was_published() {
        let file = |published: &str| Given { published: Some(published.into()), ..Given::default() };
        assert_eq!(known("Jan. 19, 2026 • 2 min read", Given::default()), Some(is("2026-01-19", "stated")));
        assert_eq!(known("6 hours ago", Given::default()), Some(is("~", "approximate")));
        assert_eq!(
            known("6 hours ago", file("2026-01-19T08:00:00Z")),
            Some(is("2026-01-19T08:00Z", "stated"))
        );
        assert_eq!(known("Jan. 19, 2026", file("3/4/2026")), Some(is("2026-01-19", "stated")));
        assert_eq!(known("News", file("2026-01")), Some(is("2026-01", "stated")));
        assert_eq!(known("News", file("3/4/2026")), Some(is("2026-04-03|2026-03-04", "ambiguous")));
        assert_eq!(known("News", Given::default()), None);
    }

    #[test]
    fn what_is_not_stated_follows_from_the_address_or_the_day_it_was_saved() {
        let saved = |published: Option<&str>, url: Option<&str>, retrieved: Option<&str>| Given {
            published: published.map(str::to_owned),
            url: url.map(str::to_owned),
            retrieved: retrieved.map(str::to_owned),
            ..Given::default()
        };
        let url = Some("https://example.org/2026/03/04/ferry");
        assert_eq!(known("News", saved(None, url, None)), Some(is("2026-03-04", "derived")));
        assert_eq!(known("News", saved(Some("3/4/2026"), url, None)), Some(is("2026-03-04", "derived")));
        let other = Some("https://example.org/2020/01/01/ferry");
        assert_eq!(
            known("News", saved(Some("3/4/2026"), other, None)),
            Some(is("2026-04-03|2026-03-04", "ambiguous"))
        );
        let now = Some("2026-01-19T02:00:00Z");
        assert_eq!(known("6 hours ago", saved(None, None, now)), Some(is("2026-01-18", "derived")));
        assert_eq!(known("Posted on Friday", saved(None, None, now)), Some(is("2026-01-16", "derived")));
        assert_eq!(known("Jan. 17", saved(None, None, now)), Some(is("2026-01-17", "derived")));
        assert_eq!(known("Jan. 17", saved(None, None, None)), None);
    }
}
