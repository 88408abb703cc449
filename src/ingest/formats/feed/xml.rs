//! The items of a feed in XML: RSS 0.9x, 1.0, 2.0 and Atom, with the modules that carry whole articles.

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use super::{attribute, item::Item, lenient, text_of};
use crate::text::lines::Lines;

/// What a feed says of all its items.
#[derive(Debug, Default)]
struct Feed {
    title: Option<String>,
    language: Option<String>,
    author: Option<String>,
}

/// Items with the lines they begin on, and whether the feed could be read to its end.
pub(super) type Items = (Vec<(usize, Item)>, Result<(), String>);

/// The items of a feed. An error if there is none before what cannot be read.
pub(super) fn items(text: &str) -> Result<Items, String> {
    let mut reader = lenient(text);
    let mut feed = Feed::default();
    let mut items: Vec<(usize, Item)> = Vec::new();
    let lines = Lines::new(text);
    let ended = loop {
        let at = reader.buffer_position();
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                let name = start.local_name();
                let read = match name.as_ref() {
                    "item" | "entry" => {
                        let line = lines.number(u32::try_from(at).unwrap_or(u32::MAX));
                        let place = format!("item {}", items.len() + 1);
                        item(&mut reader, &start, place).map(|item| items.push((line, item)))
                    }
                    "rss" | "RDF" | "feed" | "channel" => {
                        feed.language = attribute(&start, "xml:lang").or(feed.language.take());
                        Ok(())
                    }
                    _ => about(&mut reader, &start, &mut feed),
                };
                if let Err(reason) = read {
                    break Err(reason);
                }
            }
            Ok(Event::Eof) => break Ok(()),
            Ok(_) => {}
            Err(error) => break Err(format!("not XML: {error}")),
        }
    };
    if let (true, Err(reason)) = (items.is_empty(), &ended) {
        return Err(reason.clone());
    }
    for (_, item) in &mut items {
        let given = &mut item.given;
        given.outlet = given.outlet.take().or_else(|| feed.title.clone());
        given.language = given.language.take().or_else(|| feed.language.clone());
        given.author = given.author.take().or_else(|| feed.author.clone());
        // Atom asks for no other date than this.
        given.published = given.published.take().or_else(|| given.modified.clone());
    }
    Ok((items, ended))
}

/// Reads what stands beside the items.
fn about(reader: &mut Reader<&[u8]>, start: &BytesStart<'_>, feed: &mut Feed) -> Result<(), String> {
    let inner = inner(reader, start)?;
    match (start.name().prefix().is_some(), start.local_name().as_ref()) {
        (false, "title") if feed.title.is_none() => feed.title = words(inner),
        (_, "language") if feed.language.is_none() => feed.language = words(inner),
        (false, "author") if feed.author.is_none() => feed.author = name_in(inner),
        _ => {}
    }
    Ok(())
}

/// Reads an item to its end.
fn item(reader: &mut Reader<&[u8]>, start: &BytesStart<'_>, place: String) -> Result<Item, String> {
    let own = start.name().as_ref().to_owned();
    let mut item = Item { place, ..Item::default() };
    item.given.language = attribute(start, "xml:lang");
    item.id = attribute(start, "rdf:about");
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                let inner = inner(reader, &start)?;
                take(&mut item, &start, inner);
            }
            Ok(Event::Empty(start)) => take(&mut item, &start, ""),
            Ok(Event::End(end)) if end.name().as_ref() == own => return Ok(item),
            Ok(Event::Eof) => return Err("ends within an item: cut short".to_owned()),
            Ok(_) => {}
            Err(error) => return Err(format!("not XML: {error}")),
        }
    }
}

/// Takes what an element of an item says.
fn take(item: &mut Item, element: &BytesStart<'_>, inner: &str) {
    let prefix = element.name().prefix();
    let prefix = prefix.as_ref().map_or("", |prefix| prefix.as_ref()).to_owned();
    let name = element.local_name();
    let given = &mut item.given;
    match (prefix.as_str(), name.as_ref()) {
        ("" | "atom", "title") => given.title = words(inner).or(given.title.take()),
        ("" | "atom", "link") => {
            let is_page = attribute(element, "rel").is_none_or(|rel| rel == "alternate");
            let link = attribute(element, "href").or_else(|| words(inner)).filter(|_| is_page);
            given.url = given.url.take().or(link);
        }
        ("", "guid" | "id") => {
            item.id = words(inner);
            let is_link =
                name.as_ref() == "guid" && attribute(element, "isPermaLink").is_none_or(|is| is == "true");
            if let (None, true, Some(id)) = (&given.url, is_link, &item.id) {
                given.url = Some(id.clone()).filter(|id| id.starts_with("http"));
            }
        }
        ("", "pubDate" | "published") | ("dc", "date") => {
            given.published = words(inner).or(given.published.take());
        }
        ("", "updated") | ("dcterms" | "dc", "modified") => given.modified = words(inner),
        ("", "author") => given.author = given.author.take().or_else(|| name_in(inner)),
        ("dc", "creator") => given.author = words(inner).or(given.author.take()),
        // Of an item that was taken over, the feed it comes from.
        ("", "source") => given.outlet = name_in(inner).filter(|name| !name.starts_with("http")),
        ("", "content") => {
            let inner = if attribute(element, "type").is_some_and(|kind| kind == "xhtml") {
                inner.to_owned()
            } else {
                text_of(inner)
            };
            item.content = Some(inner);
        }
        ("content", "encoded") => item.content = Some(text_of(inner)),
        ("", "description" | "summary") => item.summary = Some(text_of(inner)),
        _ => {}
    }
}

/// What stands between the tags of an element that was just opened.
fn inner<'t>(reader: &mut Reader<&'t [u8]>, start: &BytesStart<'_>) -> Result<&'t str, String> {
    let name = start.name().as_ref().to_owned();
    let text = reader
        .read_text(quick_xml::name::QName(&name))
        .map_err(|_| format!("`{name}` does not end: cut short"))?;
    match text.into_inner() {
        std::borrow::Cow::Borrowed(text) => Ok(text),
        std::borrow::Cow::Owned(_) => Ok(""),
    }
}

/// An element's words on one line, if it has any.
fn words(inner: &str) -> Option<String> {
    Some(super::item::plain(&text_of(inner))).filter(|words| !words.is_empty())
}

/// The name in a person or feed of Atom; in RSS the element is the name.
fn name_in(inner: &str) -> Option<String> {
    for name in ["name", "title"] {
        let opened = inner
            .find(&format!("<{name}"))
            .and_then(|at| inner.get(at..))
            .and_then(|rest| rest.split_once('>'));
        if let Some((_, rest)) = opened {
            return words(rest.split("</").next().unwrap_or_default());
        }
    }
    let words = words(inner)?;
    // RSS wants an address, with the name behind it: jane@post.example (Jane Doe).
    let named = words
        .split_once(" (")
        .and_then(|(mail, name)| mail.contains('@').then(|| name.trim_end_matches(')')));
    Some(named.unwrap_or(&words).to_owned())
}
