//! The sheet as W3C Web Annotations: one annotation a quotation, in one page of one collection.
//!
//! Each span of a quotation is a target of its own. The standard says of several targets that the bodies are about
//! each of them, which is true of a speaker and the parts of what they said; several selectors in one target would
//! say that they select the same, and a refined one that the second lies within the first.
//!
//! A target's source is the page, where its address is known. What was read is then a copy of it, which the state of
//! the target names: positions are those in that copy. Code points are counted, as the standard asks.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Value, json};

use super::{
    Sheet,
    selector::Folded,
    sheet::{SheetActor, SheetQuotation},
};
use crate::{
    briefing::{ArticleId, Briefing},
    model::Origin,
};

/// What stands for the terms that the standard does not have.
const TERMS: &str = "urn:x-dixit:annotation:1:";

#[derive(Serialize)]
struct Collection<'s> {
    #[serde(rename = "@context")]
    context: Value,
    id: &'static str,
    r#type: &'static str,
    label: String,
    generator: Value,
    total: usize,
    first: Page<'s>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Page<'s> {
    id: &'static str,
    r#type: &'static str,
    part_of: &'static str,
    start_index: usize,
    items: Vec<Annotation<'s>>,
}

#[derive(Serialize)]
struct Annotation<'s> {
    id: String,
    r#type: &'static str,
    motivation: [&'static str; 2],
    body: Vec<Body<'s>>,
    target: Vec<Target>,
}

/// A text with what it is for; what only this program knows has names of its own.
#[derive(Serialize, Default)]
struct Body<'s> {
    r#type: &'static str,
    purpose: &'static str,
    value: String,
    format: &'static str,
    #[serde(flatten)]
    own: Own<'s>,
}

#[derive(Serialize, Default)]
struct Own<'s> {
    #[serde(rename = "dixit:kind", skip_serializing_if = "Option::is_none")]
    kind: Option<&'s str>,
    #[serde(rename = "dixit:speaker", skip_serializing_if = "Option::is_none")]
    speaker: Option<&'s str>,
    #[serde(rename = "dixit:role", skip_serializing_if = "Option::is_none")]
    role: Option<&'s str>,
    #[serde(rename = "dixit:cue", skip_serializing_if = "Option::is_none")]
    cue: Option<&'s str>,
    #[serde(rename = "dixit:statement", skip_serializing_if = "Option::is_none")]
    statement: Option<usize>,
    #[serde(rename = "dixit:wording", skip_serializing_if = "Option::is_none")]
    wording: Option<usize>,
    #[serde(rename = "dixit:confidence", skip_serializing_if = "Option::is_none")]
    confidence: Option<f32>,
    #[serde(rename = "dixit:checked", skip_serializing_if = "Option::is_none")]
    checked: Option<bool>,
    #[serde(rename = "dixit:doubtful", skip_serializing_if = "Option::is_none")]
    doubtful: Option<bool>,
}

#[derive(Serialize)]
struct Target {
    r#type: &'static str,
    source: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<Value>,
    selector: [Selector; 2],
}

#[derive(Serialize)]
#[serde(tag = "type")]
enum Selector {
    #[serde(rename = "TextQuoteSelector")]
    Quote { exact: String, prefix: String, suffix: String },
    #[serde(rename = "TextPositionSelector")]
    Position { start: u32, end: u32 },
}

pub(super) fn write(sheet: &Sheet, briefing: &Briefing, out: &mut dyn Write) -> io::Result<()> {
    let mut items = Vec::with_capacity(sheet.len());
    let mut open: Option<(ArticleId, Folded<'_>)> = None;
    for (actor, quotation) in sheet.quotations() {
        let id = quotation.id.article;
        let Some(article) = briefing.article(id) else { continue };
        if open.as_ref().is_none_or(|(open, _)| *open != id) {
            open = Some((id, Folded::new(&article.document.raw)));
        }
        let Some((_, folded)) = &open else { continue };
        let target = targets(quotation, &article.document.origin, folded);
        items.push(Annotation::new(actor, quotation, target));
    }
    let names: Vec<&str> = sheet.actors.iter().map(|actor| actor.name.as_str()).collect();
    let collection = Collection {
        context: json!(["http://www.w3.org/ns/anno.jsonld", { "dixit": TERMS }]),
        id: "#quotations",
        r#type: "AnnotationCollection",
        label: format!("Quotations of {}", names.join(", ")),
        generator: json!({ "type": "Software", "name": "dixit" }),
        total: items.len(),
        first: Page {
            id: "#page-1",
            r#type: "AnnotationPage",
            part_of: "#quotations",
            start_index: 0,
            items,
        },
    };
    serde_json::to_writer_pretty(&mut *out, &collection)?;
    out.write_all(b"\n")
}

impl<'s> Annotation<'s> {
    fn new(actor: &'s SheetActor, q: &'s SheetQuotation, target: Vec<Target>) -> Self {
        let statement = format!("Statement {}, wording {}", q.statement, q.wording);
        let mut body = vec![
            Body::new(
                "identifying",
                actor.name.clone(),
                Own {
                    kind: Some(actor.kind),
                    speaker: q.speaker.as_deref(),
                    role: q.role.as_deref(),
                    ..Own::default()
                },
            ),
            Body::new("classifying", q.kind.to_owned(), Own { cue: q.cue.as_deref(), ..Own::default() }),
            Body::new(
                "linking",
                statement,
                Own { statement: Some(q.statement), wording: Some(q.wording), ..Own::default() },
            ),
            Body::new(
                "assessing",
                format!("{:.2}", q.confidence),
                Own {
                    confidence: Some(q.confidence),
                    checked: Some(q.checked),
                    doubtful: Some(q.doubtful),
                    ..Own::default()
                },
            ),
        ];
        body.extend(q.note.iter().map(|note| Body::new("commenting", note.clone(), Own::default())));
        Self {
            id: format!("#quotation-{}", q.number),
            r#type: "Annotation",
            motivation: ["identifying", "classifying"],
            body,
            target,
        }
    }
}

impl<'s> Body<'s> {
    fn new(purpose: &'static str, value: String, own: Own<'s>) -> Self {
        Self { r#type: "TextualBody", purpose, value, format: "text/plain", own }
    }
}

/// One target a span.
fn targets(q: &SheetQuotation, origin: &Origin, text: &Folded<'_>) -> Vec<Target> {
    let file = file_address(origin, &q.document);
    let page = q.url.as_deref().and_then(page_address);
    let target = |&[start, end]: &[u32; 2]| {
        let context = text.context([start, end])?;
        let [exact, prefix, suffix] = [context.exact, context.prefix, context.suffix].map(str::to_owned);
        let state = page.as_ref().map(|_| json!({ "type": "TimeState", "cached": file }));
        Some(Target {
            r#type: "SpecificResource",
            source: page.clone().unwrap_or_else(|| file.clone()),
            state,
            selector: [Selector::Quote { exact, prefix, suffix }, Selector::Position { start, end }],
        })
    };
    q.spans.iter().filter_map(target).collect()
}

/// The address of a page as an IRI; `None` for what is none, or would do something other than show a page.
pub(super) fn page_address(url: &str) -> Option<String> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if host.is_empty() || host.chars().any(|c| !(c.is_alphanumeric() || "-._~:@[]%".contains(c))) {
        return None;
    }
    Some(encoded(url, "-._~:/?#[]@!$&'()*+,;=%"))
}

/// Where the text that was read is, relative to where the program was started; `#line=0,1` is its first line (RFC 5147).
fn file_address(origin: &Origin, document: &str) -> String {
    let path = |path: &std::path::Path| {
        let path = encoded(&path.to_string_lossy(), "-._~/");
        if path.starts_with('/') { format!("file://{path}") } else { path }
    };
    match origin {
        Origin::Sample | Origin::Stdin => encoded(document, "-._~"),
        Origin::File(file) => path(file),
        Origin::Record(file, line) => format!("{}#line={},{line}", path(file), line.saturating_sub(1)),
        Origin::Member(file, name) => format!("{}#{}", path(file), encoded(name, "-._~/")),
    }
}

/// `text` with every character percent-encoded that is neither a letter, a digit nor among `kept`.
fn encoded(text: &str, kept: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_alphanumeric() || (c.is_ascii() && kept.contains(c)) {
            out.push(c);
        } else {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                out.extend(['%', hexadecimal(byte >> 4), hexadecimal(byte & 15)]);
            }
        }
    }
    out
}

fn hexadecimal(nibble: u8) -> char {
    char::from_digit(nibble.into(), 16).unwrap_or('0').to_ascii_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_iris_and_nothing_else() {
        for (url, expected) in [
            ("https://harbour.example/a b?q=1#x", Some("https://harbour.example/a%20b?q=1#x")),
            ("http://harbour.example", Some("http://harbour.example")),
            ("http://harbour.example/“é”", Some("http://harbour.example/%E2%80%9C%C3%A9%E2%80%9D")),
            ("javascript:alert(1)", None),
            ("https://", None),
            ("https://a b/", None),
            ("see page 3", None),
        ] {
            assert_eq!(page_address(url).as_deref(), expected);
        }
        let record = Origin::Record("/wire/a:b.jsonl".into(), 3);
        assert_eq!(file_address(&record, "h1"), "file:///wire/a%3Ab.jsonl#line=2,3");
        assert_eq!(file_address(&Origin::File("../=cmd|.txt".into()), "x"), "../%3Dcmd%7C.txt");
    }
}
