//! Feeds that were saved: RSS of all versions, Atom, JSON Feed; and OPML, which lists feeds.

mod entry;
mod json;
mod opml;
mod xml;

#[cfg(test)]
mod tests;

use quick_xml::{
    Reader as XmlReader,
    escape::{resolve_predefined_entity, unescape_with},
    events::{BytesStart, Event},
};
use rayon::prelude::*;

pub use self::{
    entry::{Entry, entries},
    json::FORMAT as JSON,
    opml::{FORMAT as OPML, listed},
};
use super::{
    super::{decode, limits},
    Context, Format, Intake, Look, Reader, Sure,
    item::{self, Item},
};

/// RSS and Atom.
pub const FORMAT: Format = Format {
    name: "feed",
    extensions: &["rss", "atom", "rdf", "xml"],
    recognise,
    reader: Reader::Whole(limits::FEED, |bytes, context| {
        let text = decode::decode_page(bytes, None).map_err(|error| error.to_string())?;
        read(&text, context)
    }),
};

fn recognise(look: &Look<'_>) -> Option<Sure> {
    (look.start().starts_with('<') && root(look.start(), &["rss", "feed", "RDF"])).then_some(Sure::Certain)
}

/// Whether the first element of `text` has one of these names.
fn root(text: &str, names: &[&str]) -> bool {
    let mut reader = lenient(text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(start) | Event::Empty(start)) => {
                return names.contains(&start.local_name().as_ref());
            }
            Ok(Event::Eof) | Err(_) => return false,
            Ok(_) => {}
        }
    }
}

/// A reader that stops only where nothing can be made of the file.
fn lenient(text: &str) -> XmlReader<&[u8]> {
    let mut reader = XmlReader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    reader
}

fn read(text: &str, context: &Context<'_>) -> Result<Intake, String> {
    let (items, ended) = xml::items(text)?;
    let read = |(line, item): (usize, Item)| {
        let id = format!("{}:{line}", context.id());
        item::document(item, context.record(line), id, FORMAT.name)
    };
    let documents = items.into_par_iter().map(read).collect();
    let mut intake = item::gather(documents, context);
    if let Err(reason) = ended {
        intake.skipped.push(context.skip(format!("{reason}; what follows in it was not read")));
    }
    Ok(intake)
}

/// The value of an attribute, by its local name.
fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut all = element.attributes();
    let found = all.with_checks(false).flatten().find(|attribute| attribute.key.as_ref() == name)?;
    Some(text_of(&found.value)).filter(|value| !value.trim().is_empty())
}

/// What stands between the tags of an element: marked sections as they are, references resolved. References that XML
/// does not know stay, for HTML may.
fn text_of(inner: &str) -> String {
    const OPEN: &str = "<![CDATA[";
    let mut out = String::new();
    let mut rest = inner;
    while let Some((before, after)) = rest.split_once(OPEN) {
        out.push_str(&resolved(before));
        let (section, after) = after.split_once("]]>").unwrap_or((after, ""));
        out.push_str(section);
        rest = after;
    }
    out.push_str(&resolved(rest));
    out
}

fn resolved(text: &str) -> String {
    if let Ok(resolved) = unescape_with(text, resolve_predefined_entity) {
        return resolved.into_owned();
    }
    let mut out = String::new();
    for (i, part) in text.split('&').enumerate() {
        if i == 0 {
            out.push_str(part);
            continue;
        }
        let reference = part.split_once(';').filter(|(name, _)| name.len() < 12);
        let one = reference.and_then(|(name, rest)| {
            Some((unescape_with(&format!("&{name};"), resolve_predefined_entity).ok()?.into_owned(), rest))
        });
        match one {
            Some((word, rest)) => out.extend([word.as_str(), rest]),
            None => out.extend(["&", part]),
        }
    }
    out
}
