//! The cited articles as CSL-JSON, for reference managers.

use std::io::{self, Write};

use serde::Serialize;

use super::{
    Sheet, SheetArticle,
    annotation::page_address,
    reference::{Author, authors},
};
use crate::{lexicon::Lexicon, text::safe};

/// An item; the names of its fields are those of CSL-JSON, which has no others.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Item<'s> {
    id: &'s str,
    r#type: &'static str,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    container_title: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Name>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Date>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    note: String,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Name {
    Person { family: String, given: String },
    Literal { literal: String },
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Date {
    date_parts: [Vec<u32>; 1],
}

impl From<Author> for Name {
    fn from(author: Author) -> Self {
        match author {
            Author::Person { given, family } => Self::Person { family, given },
            Author::Literal(literal) => Self::Literal { literal: safe::line(&literal).into_owned() },
        }
    }
}

impl<'s> Item<'s> {
    fn new(article: &'s SheetArticle, lexicon: &Lexicon) -> Self {
        let byline = article.byline.as_deref();
        Self {
            id: &article.document,
            r#type: "article-newspaper",
            // It is printed in other people's texts: nothing in it changes the order of what stands around it.
            title: safe::line(&article.headline).into_owned(),
            container_title: article.outlet.as_deref().map(|outlet| safe::line(outlet).into_owned()),
            author: byline.iter().flat_map(|line| authors(line, lexicon)).map(Name::from).collect(),
            issued: article.date.as_deref().map(Date::new),
            url: article.url.as_deref().and_then(page_address),
            note: note(article),
        }
    }
}

impl Date {
    /// The parts of a date that is written `2026-01-19`, or less of it.
    fn new(date: &str) -> Self {
        Self { date_parts: [date.split('-').map_while(|part| part.parse().ok()).collect()] }
    }
}

/// Where the text is, what is known of a date that is not stated, and an address that is no page's.
pub(super) fn note(article: &SheetArticle) -> String {
    let dated = match (&article.date, article.date_certainty) {
        (None, Some("ambiguous")) => "; published on a day that can be read in two ways",
        (None, Some(_)) => "; published on a day that the article does not state",
        (Some(_), Some("derived")) => "; the date is not stated but derived",
        (Some(_), Some("approximate")) => "; the date is approximate",
        _ => "",
    };
    // What shows no page would do something else where it is clicked.
    let address = article.url.as_deref().filter(|url| page_address(url).is_none());
    let address = address.map(|url| format!("; address: {url}")).unwrap_or_default();
    safe::line(&format!("File: {}{dated}{address}", article.file)).into_owned()
}

pub(super) fn write(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    let lexicon = Lexicon::embedded();
    let items: Vec<Item<'_>> =
        sheet.cited().into_iter().map(|article| Item::new(article, &lexicon)).collect();
    serde_json::to_writer_pretty(&mut *out, &items)?;
    out.write_all(b"\n")
}
