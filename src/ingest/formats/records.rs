//! Records: what the objects of JSON files and JSON Lines say.
//!
//! One object an article, with its `text` and optionally `id`, `title`, `outlet`, `author`, `published`,
//! `url`. Other common names of these fields are understood ([`FIELDS`]); other fields are ignored.

use std::io::{self, BufRead, BufReader, Read};

use rayon::prelude::*;
use serde_json::{Map, Value};

use super::{
    super::{Intake, Skipped, decode},
    Context,
};
use crate::model::{Document, Given};

/// Our names of the fields, each with the names other programs use; the first present one counts.
const FIELDS: [(&str, &[&str]); 9] = [
    ("text", &["text", "content", "body", "article"]),
    ("id", &["id"]),
    ("title", &["title", "headline"]),
    ("outlet", &["outlet", "publisher", "source", "site"]),
    ("author", &["author", "authors", "byline"]),
    ("published", &["published", "date", "published_at", "publishedAt", "pubDate"]),
    ("url", &["url", "link"]),
    ("language", &["language", "lang"]),
    ("modified", &["modified", "updated", "date_modified"]),
];

/// Names under which a JSON object may hold the list of its articles.
const LISTS: &[&str] = &["articles", "documents", "items", "data", "results"];

/// How many lines are read before they are parsed together.
const BATCH: usize = 256;

/// Reads JSON Lines. A line that is no article is passed over with its number; empty lines are nothing.
pub(super) fn read_lines(context: &Context<'_>, from: &mut dyn Read) -> io::Result<Intake> {
    let mut from = BufReader::with_capacity(1 << 16, from);
    if from.fill_buf()?.starts_with(&[0xff, 0xfe]) || from.fill_buf()?.starts_with(&[0xfe, 0xff]) {
        return read_wide_lines(context, from);
    }
    let mut intake = Intake::default();
    let mut number = 0;
    loop {
        let mut batch: Vec<(usize, Vec<u8>)> = Vec::new();
        while batch.len() < BATCH {
            let mut line = Vec::new();
            if from.read_until(b'\n', &mut line)? == 0 {
                break;
            }
            number += 1;
            batch.push((number, line));
        }
        if batch.is_empty() {
            return Ok(intake);
        }
        gather(
            &mut intake,
            batch.into_par_iter().map(|(number, line)| parse(context, number, line)).collect(),
        );
    }
}

/// Lines in UTF-16, which cannot be cut before they are decoded.
fn read_wide_lines(context: &Context<'_>, mut from: impl Read) -> io::Result<Intake> {
    let mut bytes = Vec::new();
    from.read_to_end(&mut bytes)?;
    let text = decode::decode(bytes).map_err(io::Error::other)?;
    let lines: Vec<(usize, &str)> = text.lines().enumerate().collect();
    let mut intake = Intake::default();
    gather(
        &mut intake,
        lines.into_par_iter().map(|(i, l)| parse(context, i + 1, l.as_bytes().to_vec())).collect(),
    );
    Ok(intake)
}

/// Reads a JSON file: a list of articles, an object that holds one, a single article, or JSON Lines.
pub(super) fn read_json(context: &Context<'_>, bytes: Vec<u8>) -> Result<Intake, String> {
    let text = decode::decode(bytes).map_err(|error| error.to_string())?;
    let value: Value = match serde_json::from_str(&text) {
        Ok(value) => value,
        Err(_) if text.lines().find(|line| !line.trim().is_empty()).is_some_and(is_record) => {
            return read_lines(context, &mut text.as_bytes()).map_err(|error| error.to_string());
        }
        Err(error) => return Err(format!("not JSON: {error}")),
    };
    let mut intake = Intake::default();
    let list = match value {
        Value::Array(list) => list,
        Value::Object(mut object) if field(&object, "text").is_none() => {
            match LISTS.iter().find_map(|name| object.remove(*name)) {
                Some(Value::Array(list)) => list,
                _ => return Err("holds no articles (no list of objects with `text`)".to_owned()),
            }
        }
        single => vec![single],
    };
    let parsed =
        list.into_iter().enumerate().map(|(i, value)| Some(document(context, i + 1, value))).collect();
    gather(&mut intake, parsed);
    Ok(intake)
}

/// Whether a line is a JSON object.
pub(super) fn is_record(line: &str) -> bool {
    line.trim_start().starts_with('{') && serde_json::from_str::<Map<String, Value>>(line).is_ok()
}

type Parsed = Option<Result<Document, Skipped>>;

fn gather(intake: &mut Intake, parsed: Vec<Parsed>) {
    for record in parsed.into_iter().flatten() {
        match record {
            Ok(document) => intake.documents.push(document),
            Err(skipped) => intake.skipped.push(skipped),
        }
    }
}

/// The document on line `number`; `None` when the line is empty.
fn parse(context: &Context<'_>, number: usize, line: Vec<u8>) -> Parsed {
    let skip = |reason: String| Some(Err(Skipped { origin: context.record(number), reason }));
    let text = match decode::decode(line) {
        Ok(text) if text.trim().is_empty() => return None,
        Ok(text) => text,
        Err(error) => return skip(error.to_string()),
    };
    match serde_json::from_str(&text) {
        Ok(value) => Some(document(context, number, value)),
        Err(error) => skip(format!("not JSON (column {})", error.column())),
    }
}

/// The document in `value`, record `number` of its file.
fn document(context: &Context<'_>, number: usize, value: Value) -> Result<Document, Skipped> {
    let origin = context.record(number);
    let Value::Object(object) = value else {
        return Err(Skipped { origin, reason: "not an object".to_owned() });
    };
    let raw = match field(&object, "text") {
        Some(Value::String(text)) if !text.trim().is_empty() => text,
        Some(Value::String(_)) => return Err(Skipped { origin, reason: "its `text` is empty".to_owned() }),
        Some(_) => return Err(Skipped { origin, reason: "its `text` is not a string".to_owned() }),
        None => return Err(Skipped { origin, reason: "has no `text`".to_owned() }),
    };
    let word = |name| field(&object, name).and_then(words);
    Ok(Document {
        id: word("id").unwrap_or_else(|| format!("{}:{number}", context.id())),
        raw: raw.as_str().into(),
        origin,
        given: Given {
            title: word("title"),
            outlet: word("outlet"),
            author: word("author"),
            published: word("published"),
            url: word("url"),
            language: word("language"),
            modified: word("modified"),
            ..Given::default()
        },
    })
}

/// The value of our field `name` under whichever of its names is present.
fn field<'v>(object: &'v Map<String, Value>, name: &str) -> Option<&'v Value> {
    let (_, names) = FIELDS.iter().find(|(own, _)| *own == name)?;
    names.iter().find_map(|name| object.get(*name).filter(|value| !value.is_null()))
}

/// A value in words: a string, a number, the names in a list, the `name` of an object.
fn words(value: &Value) -> Option<String> {
    let words = match value {
        Value::String(words) => words.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Array(list) => list.iter().filter_map(self::words).collect::<Vec<_>>().join(", "),
        Value::Object(object) => object.get("name").and_then(self::words)?,
        Value::Null | Value::Bool(_) => return None,
    };
    (!words.is_empty()).then_some(words)
}
