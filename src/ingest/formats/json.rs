//! JSON Lines, and JSON files that hold articles.

use std::io::Read;

use super::{super::limits, Context, Format, Intake, Look, Reader, Sure, plain, records};

/// One object a line.
pub(super) const LINES: Format = Format {
    name: "JSON Lines",
    extensions: &["jsonl", "ndjson"],
    recognise: recognise_lines,
    reader: Reader::Stream(|from, context| Ok(nothing_is_empty(read_lines(from, context)?, context))),
};

/// One value.
pub(super) const FORMAT: Format = Format {
    name: "JSON file",
    extensions: &["json"],
    recognise,
    reader: Reader::Whole(limits::FEED, |bytes, context| {
        Ok(nothing_is_empty(records::read_json(context, bytes)?, context))
    }),
};

fn read_lines(mut from: &mut dyn Read, context: &Context<'_>) -> Result<Intake, String> {
    records::read_lines(context, &mut from).map_err(|error| plain(&error))
}

fn nothing_is_empty(intake: Intake, context: &Context<'_>) -> Intake {
    let nothing = intake.documents.is_empty() && intake.skipped.is_empty();
    if nothing { Intake::of_skipped(context.skip("empty")) } else { intake }
}

fn recognise_lines(look: &Look<'_>) -> Option<Sure> {
    let text = look.text.as_deref()?;
    if is_hinted(look, &LINES) && (text.trim().is_empty() || begins(text, true)) {
        return Some(Sure::Likely);
    }
    is_lines(look, text).then_some(Sure::Likely)
}

/// Whether the first line is a record of its own and not all there is.
fn is_lines(look: &Look<'_>, text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.next().is_some_and(records::is_record) && (lines.next().is_some() || !look.whole)
}

fn recognise(look: &Look<'_>) -> Option<Sure> {
    let text = look.text.as_deref()?;
    (begins(text, is_hinted(look, &FORMAT)) && !is_lines(look, text)).then_some(Sure::Likely)
}

fn is_hinted(look: &Look<'_>, format: &Format) -> bool {
    format.extensions.contains(&look.extension.as_str())
}

/// Whether `text` begins like a value that holds others: "[" alone could open a note of an editor, and "{" a
/// template.
fn begins(text: &str, hinted: bool) -> bool {
    let text = text.trim_start();
    if let Some(rest) = text.strip_prefix('{') {
        let rest = rest.trim_start();
        return rest.starts_with(['"', '}']) || hinted;
    }
    let Some(rest) = text.strip_prefix('[') else { return false };
    let rest = rest.trim_start();
    rest.starts_with('{') && begins(rest, hinted) || rest.starts_with(']') || hinted
}
