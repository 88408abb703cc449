//! An item of a feed, or of what a feed reader keeps: from its parts to a document.

use super::{super::Skipped, Context, Draft, draft::flow, html};
use crate::model::{Document, Given, Origin};

/// What is known of an item.
#[derive(Debug, Default)]
pub(super) struct Item {
    /// What its feed calls it.
    pub id: Option<String>,
    /// Its text, HTML or plain.
    pub content: Option<String>,
    /// A summary, where there is no text.
    pub summary: Option<String>,
    /// Which part of the file it is: "item 3".
    pub place: String,
    /// What is said of it.
    pub given: Given,
}

/// What an item is that has no more than a summary.
const SUMMARY: &str = "feed item, summary only";

/// What an item is that has no more than a headline.
const HEADLINE: &str = "feed item, headline only";

/// The document of an item; an error where nothing of it can be read. `id`: what it is called where its feed has no name
/// for it.
pub(super) fn document(
    item: Item,
    origin: Origin,
    id: String,
    format: &'static str,
) -> Result<Document, Skipped> {
    let skip = |reason: String| Skipped { origin: origin.clone(), reason };
    let given = item.given;
    let title = given.title.as_deref().map(plain).filter(|title| !title.is_empty());
    let words = |text: &Option<String>| text.as_ref().filter(|text| !plain(text).is_empty()).cloned();
    let (text, format) = match (words(&item.content), words(&item.summary)) {
        (Some(content), _) => (Some(content), format),
        // Many feeds have the whole article where others have its summary.
        (None, Some(summary)) if is_whole(&summary) => (Some(summary), format),
        (None, Some(summary)) => (Some(summary), SUMMARY),
        (None, None) => (None, HEADLINE),
    };
    let mut body = Draft::default();
    if let Some(text) = text {
        add(&text, &mut body).map_err(skip)?;
    }
    let mut draft = Draft::default();
    draft.place(&item.place);
    let first = body.text().lines().next().unwrap_or_default();
    if let Some(title) = title.as_deref().filter(|title| flow(first) != *title) {
        draft.push(title, None);
    }
    draft.append(body);
    let (raw, given) = draft.finish(Given { title, format, ..given });
    if raw.is_empty() {
        return Err(skip("an item without words".to_owned()));
    }
    Ok(Document { id: item.id.unwrap_or(id), raw: raw.into(), origin, given })
}

/// Whether a summary is too long to be one: several paragraphs of more words than a teaser has.
fn is_whole(summary: &str) -> bool {
    let paragraphs = summary.matches("</p>").count().max(summary.trim().split("\n\n").count());
    paragraphs >= 3 && plain(summary).split_whitespace().count() >= 100
}

/// The text of a cell or field, which may be HTML, with what is known of its parts.
pub(super) fn of_field(text: String, given: Given) -> Result<(String, Given), String> {
    if !is_marked_up(&text) {
        return Ok((text, given));
    }
    let mut draft = Draft::default();
    if let Some(place) = given.places.first() {
        draft.place(&place.label);
    }
    add(&text, &mut draft)?;
    if draft.text().is_empty() {
        return Err("holds no text, only marks".to_owned());
    }
    Ok(draft.finish(given))
}

/// Adds a text that may be HTML: feeds do not say it reliably.
pub(super) fn add(text: &str, draft: &mut Draft) -> Result<(), String> {
    // Some feeds mark a section twice, so that its marks are left in the text.
    let section = text.trim().strip_prefix("<![CDATA[");
    let text = section.map_or(text, |text| text.strip_suffix("]]>").unwrap_or(text));
    if is_marked_up(text) {
        return html::all_text(text, draft);
    }
    let text = if text.contains('&') { words_of(text) } else { text.to_owned() };
    for paragraph in text.split("\n\n") {
        draft.push(paragraph, None);
    }
    Ok(())
}

/// Elements that texts in feeds have.
const NAMES: &[&str] = &[
    "a",
    "article",
    "b",
    "blockquote",
    "br",
    "div",
    "em",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "i",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "span",
    "strong",
    "table",
    "ul",
];

/// Whether a text has elements of HTML.
pub(super) fn is_marked_up(text: &str) -> bool {
    let element = |after: &str| {
        let name: String = after.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '/').collect();
        let name = name.trim_matches('/').to_ascii_lowercase();
        NAMES.contains(&name.as_str())
    };
    text.split('<').skip(1).any(|after| element(after) && after.contains('>'))
}

/// `text` in one line, without elements and entities.
pub(super) fn plain(text: &str) -> String {
    if is_marked_up(text) || text.contains('&') { flow(&words_of(text)) } else { flow(text) }
}

fn words_of(text: &str) -> String {
    let mut draft = Draft::default();
    match html::all_text(text, &mut draft) {
        Ok(()) => draft.text().trim_end().to_owned(),
        Err(_) => text.to_owned(),
    }
}

/// What a file of items is read to: each document or problem, in order.
pub(super) fn gather(items: Vec<Result<Document, Skipped>>, context: &Context<'_>) -> super::Intake {
    let mut intake = super::Intake::default();
    for item in items {
        match item {
            Ok(document) => intake.documents.push(document),
            Err(skipped) => intake.skipped.push(skipped),
        }
    }
    if intake.documents.is_empty() && intake.skipped.is_empty() {
        return super::Intake::of_skipped(context.skip("has no items"));
    }
    intake
}
