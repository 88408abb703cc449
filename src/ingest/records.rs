//! Records: JSON Lines, and JSON files that hold a list of articles.
//!
//! One object an article, with its `text` and optionally `id`, `title`, `outlet`, `author`, `published`,
//! `url`. Other common names of these fields are understood ([`FIELDS`]); other fields are ignored.

use std::{
    io::{self, BufRead, BufReader, Read},
    path::Path,
};

use rayon::prelude::*;
use serde_json::{Map, Value};

use super::{Intake, Skipped, decode};
use crate::model::{Document, Given, Origin};

/// Our names of the fields, each with the names other programs use; the first present one counts.
const FIELDS: [(&str, &[&str]); 7] = [
    ("text", &["text", "content", "body", "article"]),
    ("id", &["id"]),
    ("title", &["title", "headline"]),
    ("outlet", &["outlet", "publisher", "source", "site"]),
    ("author", &["author", "authors", "byline"]),
    ("published", &["published", "date", "published_at", "publishedAt", "pubDate"]),
    ("url", &["url", "link"]),
];

/// Names under which a JSON object may hold the list of its articles.
const LISTS: &[&str] = &["articles", "documents", "items", "data", "results"];

/// How many lines are read before they are parsed together.
const BATCH: usize = 256;

/// Reads JSON Lines. A line that is no article is passed over with its number; empty lines are nothing.
pub(super) fn read_lines(path: &Path, from: &mut dyn Read) -> io::Result<Intake> {
    let mut from = BufReader::with_capacity(1 << 16, from);
    if from.fill_buf()?.starts_with(&[0xff, 0xfe]) || from.fill_buf()?.starts_with(&[0xfe, 0xff]) {
        return read_wide_lines(path, from);
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
        gather(&mut intake, batch.into_par_iter().map(|(number, line)| parse(path, number, line)).collect());
    }
}

/// Lines in UTF-16, which cannot be cut before they are decoded.
fn read_wide_lines(path: &Path, mut from: impl Read) -> io::Result<Intake> {
    let mut bytes = Vec::new();
    from.read_to_end(&mut bytes)?;
    let text = decode::decode(bytes).map_err(io::Error::other)?;
    let lines: Vec<(usize, &str)> = text.lines().enumerate().collect();
    let mut intake = Intake::default();
    gather(
        &mut intake,
        lines.into_par_iter().map(|(i, l)| parse(path, i + 1, l.as_bytes().to_vec())).collect(),
    );
    Ok(intake)
}

/// Reads a JSON file: a list of articles, an object that holds one, a single article, or JSON Lines.
pub(super) fn read_json(path: &Path, from: &mut dyn Read) -> io::Result<Intake> {
    let mut bytes = Vec::new();
    from.read_to_end(&mut bytes)?;
    let text = decode::decode(bytes).map_err(io::Error::other)?;
    let value: Value = match serde_json::from_str(&text) {
        Ok(value) => value,
        Err(_) if looks_like_records(text.as_bytes()) => return read_lines(path, &mut text.as_bytes()),
        Err(error) => return Err(io::Error::other(format!("not JSON: {error}"))),
    };
    let mut intake = Intake::default();
    let list = match value {
        Value::Array(list) => list,
        Value::Object(mut object) if field(&object, "text").is_none() => {
            match LISTS.iter().find_map(|name| object.remove(*name)) {
                Some(Value::Array(list)) => list,
                _ => return Err(io::Error::other("holds no articles (no list of objects with `text`)")),
            }
        }
        single => vec![single],
    };
    let parsed = list.into_iter().enumerate().map(|(i, value)| Some(document(path, i + 1, value))).collect();
    gather(&mut intake, parsed);
    Ok(intake)
}

/// Whether `bytes` begin with a line that is a JSON object.
pub(super) fn looks_like_records(bytes: &[u8]) -> bool {
    let mut lines = bytes.split(|&b| b == b'\n').filter(|line| !line.trim_ascii().is_empty());
    lines.next().is_some_and(|line| {
        line.trim_ascii_start().starts_with(b"{")
            && serde_json::from_slice::<Map<String, Value>>(line).is_ok()
    })
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
fn parse(path: &Path, number: usize, line: Vec<u8>) -> Parsed {
    let skip =
        |reason: String| Some(Err(Skipped { origin: Origin::Record(path.to_owned(), number), reason }));
    let text = match decode::decode(line) {
        Ok(text) if text.trim().is_empty() => return None,
        Ok(text) => text,
        Err(error) => return skip(error.to_string()),
    };
    match serde_json::from_str(&text) {
        Ok(value) => Some(document(path, number, value)),
        Err(error) => skip(format!("not JSON (column {})", error.column())),
    }
}

/// The document in `value`, record `number` of its file.
fn document(path: &Path, number: usize, value: Value) -> Result<Document, Skipped> {
    let origin = Origin::Record(path.to_owned(), number);
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
    let file =
        path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned());
    Ok(Document {
        id: word("id").unwrap_or_else(|| format!("{file}:{number}")),
        raw: raw.as_str().into(),
        origin,
        given: Given {
            title: word("title"),
            outlet: word("outlet"),
            author: word("author"),
            published: word("published"),
            url: word("url"),
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
