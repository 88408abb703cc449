//! Records: what the objects of JSON files and JSON Lines say.
//!
//! One object an article, with its `text` and optionally `id`, `title`, `outlet`, `author`, `published`,
//! `url`. Other common names of these fields are understood ([`Field`]), and those that the user maps; other fields
//! are ignored.

use std::io::{self, BufRead, BufReader, Read};

use rayon::prelude::*;
use serde_json::{Map, Value};

use super::{
    super::{Intake, Skipped, decode, limits},
    Context, Field, item,
};
use crate::model::{Document, Given};

/// Names under which a JSON object may hold the list of its articles.
const LISTS: &[&str] = &["articles", "documents", "items", "data", "results"];

/// How many lines are read before they are parsed together.
const BATCH: usize = 256;
/// Or how many bytes of them.
const BATCH_BYTES: usize = 16 << 20;

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
        let (mut bytes, mut too_long) = (0, None);
        while batch.len() < BATCH && bytes < BATCH_BYTES {
            let mut line = Vec::new();
            if from.by_ref().take(limits::RECORD).read_until(b'\n', &mut line)? == 0 {
                break;
            }
            number += 1;
            if line.len() as u64 == limits::RECORD {
                let reason = format!("longer than {} MiB: what follows was not read", limits::RECORD >> 20);
                too_long = Some(Skipped { origin: context.record(number), reason });
                break;
            }
            bytes += line.len();
            batch.push((number, line));
        }
        let is_end = batch.is_empty() || too_long.is_some();
        let before = intake.documents.len();
        gather(
            &mut intake,
            batch.into_par_iter().map(|(number, line)| parse(context, number, line)).collect(),
        );
        let taken = context.take(intake.documents.get(before..).unwrap_or_default());
        intake.skipped.extend(too_long);
        if let Err(reason) = &taken {
            intake.documents.truncate(before);
            intake.skipped.push(context.skip(reason.as_str()));
        }
        if is_end || taken.is_err() {
            return Ok(intake);
        }
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
        Value::Object(mut object) if !matches!(field(context, &object, Field::Text), Ok(Some(_))) => {
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
    let given = match given(context, &object) {
        Ok(given) => given,
        Err(reason) => return Err(Skipped { origin, reason }),
    };
    let raw = match field(context, &object, Field::Text) {
        Ok(Some(Value::String(text))) if !text.trim().is_empty() => text,
        Ok(Some(Value::String(_))) => {
            return Err(Skipped { origin, reason: "its `text` is empty".to_owned() });
        }
        Ok(Some(_)) => return Err(Skipped { origin, reason: "its `text` is not a string".to_owned() }),
        Ok(None) => {
            let keys: Vec<&str> = object.keys().map(String::as_str).collect();
            let reason =
                context.mapping().text(&keys).err().unwrap_or_else(|| "its `text` is empty".to_owned());
            return Err(Skipped { origin, reason });
        }
        Err(reason) => return Err(Skipped { origin, reason }),
    };
    let (raw, given) = match item::of_field(raw.clone(), given) {
        Ok(both) => both,
        Err(reason) => return Err(Skipped { origin, reason }),
    };
    let id = field(context, &object, Field::Id).ok().flatten().and_then(words);
    Ok(Document {
        id: id.unwrap_or_else(|| format!("{}:{number}", context.id())),
        raw: raw.as_str().into(),
        origin,
        given,
    })
}

/// What an object says of its article beside the text.
fn given(context: &Context<'_>, object: &Map<String, Value>) -> Result<Given, String> {
    let word = |name| Ok::<_, String>(field(context, object, name)?.and_then(words));
    Ok(Given {
        title: word(Field::Title)?,
        outlet: word(Field::Outlet)?,
        author: word(Field::Author)?,
        published: word(Field::Published)?,
        url: word(Field::Url)?,
        language: word(Field::Language)?,
        modified: word(Field::Modified)?,
        ..Given::default()
    })
}

/// The value of a field, under whichever of its names is present; a name the user gives may lead into objects
/// (`fields.body`).
fn field<'v>(
    context: &Context<'_>,
    object: &'v Map<String, Value>,
    field: Field,
) -> Result<Option<&'v Value>, String> {
    if let Some(value) = context.mapping().column(field).and_then(|path| within(object, path)) {
        return Ok(Some(value).filter(|value| !value.is_null()));
    }
    let present: Vec<(&str, &Value)> = object
        .iter()
        .filter(|(_, value)| !value.is_null())
        .map(|(key, value)| (key.as_str(), value))
        .collect();
    let keys: Vec<&str> = present.iter().map(|(key, _)| *key).collect();
    let at = context.mapping().find(field, &keys)?;
    Ok(at.and_then(|at| present.get(at)).map(|(_, value)| *value))
}

/// The value that a path with dots leads to.
fn within<'v>(object: &'v Map<String, Value>, path: &str) -> Option<&'v Value> {
    let (first, rest) = path.split_once('.')?;
    let Value::Object(inner) = object.get(first)? else { return None };
    inner.get(rest).or_else(|| within(inner, rest))
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
