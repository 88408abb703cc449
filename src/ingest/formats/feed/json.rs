//! JSON Feed.

use rayon::prelude::*;
use serde_json::{Map, Value};

use super::{
    super::{
        super::{decode, limits},
        Context, Format, Intake, Look, Reader, Sure,
    },
    Item, item,
};
use crate::model::Given;

/// JSON Feed, versions 1 and 1.1.
pub const FORMAT: Format = Format {
    name: "feed",
    extensions: &["json"],
    recognise: |look: &Look<'_>| {
        let is_one = look.start().starts_with('{') && look.holds(b"jsonfeed.org/version/1");
        is_one.then_some(Sure::Certain)
    },
    reader: Reader::Whole(limits::FEED, read),
};

fn read(bytes: Vec<u8>, context: &Context<'_>) -> Result<Intake, String> {
    let text = decode::decode(bytes).map_err(|error| error.to_string())?;
    let read = |(number, item): (usize, Item)| {
        let id = format!("{}:{number}", context.id());
        item::document(item, context.record(number), id, FORMAT.name)
    };
    Ok(item::gather(items(&text)?.into_par_iter().map(read).collect(), context))
}

/// The items of a feed with their numbers.
pub(super) fn items(text: &str) -> Result<Vec<(usize, Item)>, String> {
    let mut feed: Map<String, Value> =
        serde_json::from_str(text).map_err(|error| format!("not JSON: {error}"))?;
    let outlet = words(feed.get("title"));
    let language = words(feed.get("language"));
    let author = authors(&feed);
    let Some(Value::Array(items)) = feed.remove("items") else { return Err("has no items".to_owned()) };
    let read = |(at, value): (usize, Value)| {
        let number = at + 1;
        let object = match value {
            Value::Object(object) => object,
            _ => Map::new(),
        };
        let given = Given {
            title: words(object.get("title")),
            outlet: outlet.clone(),
            author: authors(&object).or_else(|| author.clone()),
            published: words(object.get("date_published")),
            modified: words(object.get("date_modified")),
            url: words(object.get("url")),
            language: words(object.get("language")).or_else(|| language.clone()),
            ..Given::default()
        };
        let item = Item {
            id: words(object.get("id")),
            content: words(object.get("content_html")).or_else(|| words(object.get("content_text"))),
            summary: words(object.get("summary")),
            place: format!("item {number}"),
            given,
        };
        (number, item)
    };
    Ok(items.into_iter().enumerate().map(read).collect())
}

/// A string, or a number as some feeds have for ids.
fn words(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(words) => Some(words.clone()).filter(|words| !words.trim().is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The names of the authors, in the way of either version.
fn authors(object: &Map<String, Value>) -> Option<String> {
    let name = |person: &Value| words(person.get("name"));
    let names: Vec<String> = match (object.get("authors"), object.get("author")) {
        (Some(Value::Array(all)), _) => all.iter().filter_map(name).collect(),
        (_, Some(one)) => name(one).into_iter().collect(),
        _ => Vec::new(),
    };
    (!names.is_empty()).then(|| names.join(", "))
}
