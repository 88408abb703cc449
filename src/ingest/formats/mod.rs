//! The formats that are read: one file each, registered once in [`FORMATS`].
//!
//! A format says of a [`Look`] how sure it is that the file is its own, and reads what it recognised. Content
//! decides; the name breaks ties. Whatever happens in a reader is a problem of its file and of no other.

pub mod context;
pub mod draft;
pub mod feed;
pub mod fields;
pub mod html;
pub mod look;

mod archive;
mod database;
mod decisions;
mod docx;
mod epub;
mod item;
mod json;
mod mail;
mod markdown;
mod newsboat;
mod odt;
mod office;
mod package;
mod pdf;
mod records;
mod table;
mod text;
mod warc;
mod xml;

use std::{
    io::{self, Cursor, Read},
    panic::{AssertUnwindSafe, catch_unwind},
};

pub use self::{
    context::{Budget, Context},
    draft::Draft,
    fields::{Field, Mapping},
    look::Look,
};
use super::{Intake, decode, fetched, limits, plain};

/// How sure a format is that a file is its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sure {
    /// Nothing speaks against it.
    Possible,
    /// What can be seen of it is built like that.
    Likely,
    /// It begins as nothing else does.
    Certain,
}

/// How a format is read.
#[derive(Debug, Clone, Copy)]
pub enum Reader {
    /// From all of its bytes, which may be so many.
    Whole(u64, fn(Vec<u8>, &Context<'_>) -> Result<Intake, String>),
    /// Piece by piece: files of any size.
    Stream(fn(&mut dyn Read, &Context<'_>) -> Result<Intake, String>),
}

/// A format of files.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// What a file of it is called: "web page".
    pub name: &'static str,
    /// How such files are usually called, in lower case. A hint, where content leaves it open.
    pub extensions: &'static [&'static str],
    /// Whether a file is of it.
    pub recognise: fn(&Look<'_>) -> Option<Sure>,
    /// How it is read.
    pub reader: Reader,
}

/// All formats. Of two that are as sure, the first counts.
pub const FORMATS: &[Format] = &[
    decisions::FORMAT,
    fetched::FORMAT,
    docx::FORMAT,
    docx::LOCKED,
    epub::FORMAT,
    odt::FORMAT,
    pdf::FORMAT,
    html::FORMAT,
    mail::PAGE,
    mail::MAILBOX,
    mail::FORMAT,
    feed::FORMAT,
    feed::JSON,
    feed::OPML,
    warc::FORMAT,
    database::LEXIS,
    database::FACTIVA,
    newsboat::FORMAT,
    archive::GZIP,
    archive::TAR,
    archive::ZIP,
    json::LINES,
    json::FORMAT,
    table::FORMAT,
    markdown::FORMAT,
    text::FORMAT,
];

/// The format of a file, if it is one that is read.
pub fn recognise(look: &Look<'_>) -> Option<&'static Format> {
    let sure = |format: &Format| (format.recognise)(look).map(|sure| (sure, is_hinted(format, look)));
    let sure = FORMATS.iter().rev().filter_map(|format| Some((sure(format)?, format)));
    sure.max_by_key(|(sure, _)| *sure).map(|(_, format)| format)
}

fn is_hinted(format: &Format, look: &Look<'_>) -> bool {
    format.extensions.contains(&look.extension.as_str())
}

/// Reads a file or a part of one, whose beginning is `head`; `tail` are its last bytes, where they are known.
///
/// `named`: whether the user named it; else what is of no known kind is passed over quietly.
pub fn read(head: Vec<u8>, tail: &[u8], rest: &mut dyn Read, context: &Context<'_>, named: bool) -> Intake {
    let whole = head.len() < limits::LOOKED_AT;
    let look = Look::new(&head, tail, whole, &context.name(), named);
    let Some(format) = recognise(&look) else { return unknown(&look, context) };
    drop(look);
    let mut all = Cursor::new(head).chain(rest);
    let read = contained(format.name, || match format.reader {
        Reader::Whole(largest, read) => all_of(&mut all, largest).and_then(|bytes| read(bytes, context)),
        Reader::Stream(read) => read(&mut all, context),
    });
    let mut intake = read.unwrap_or_else(|reason| Intake::of_skipped(context.skip(reason)));
    for document in &mut intake.documents {
        if document.given.format.is_empty() {
            document.given.format = format.name;
        }
    }
    intake
}

/// What `read` gives, or that it panicked: crates that parse what anybody may send do.
pub(super) fn contained<T>(format: &str, read: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(format!("so damaged that it cannot be read as a {format}")))
}

/// Reads a file or a part of one of which all bytes are there: what lies in an archive, a mail, a mailbox. Parts of
/// a file are not `named`.
pub fn read_all(bytes: Vec<u8>, context: &Context<'_>, named: bool) -> Intake {
    let tail = bytes.get(bytes.len().saturating_sub(limits::LOOKED_AT)..).unwrap_or_default().to_vec();
    let mut head = bytes;
    let rest = head.split_off(head.len().min(limits::LOOKED_AT));
    read(head, &tail, &mut rest.as_slice(), context, named)
}

/// All bytes of `from`, unless they are more than `largest`.
fn all_of(from: &mut dyn Read, largest: u64) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    // What is a pipe, or grows while it is read, has no length of its own.
    from.take(largest).read_to_end(&mut bytes).map_err(|error| plain(&error))?;
    if bytes.len() as u64 >= largest { Err(too_large(largest)) } else { Ok(bytes) }
}

fn too_large(largest: u64) -> String {
    if largest >= 1 << 30 {
        format!("larger than {} GiB", largest >> 30)
    } else {
        format!("larger than {} MiB", largest >> 20)
    }
}

/// A file of no known kind. Nobody is told of it, unless it was named or is called as if it could be read.
fn unknown(look: &Look<'_>, context: &Context<'_>) -> Intake {
    let reason = match decode::why_not(look.head) {
        Some(reason) => reason.to_string(),
        None => format!("not a kind that is read (.{})", look.extension),
    };
    let one = context.skip(reason);
    let claims = FORMATS.iter().any(|format| is_hinted(format, look));
    if look.named || claims {
        Intake::of_skipped(one)
    } else {
        Intake { passed_over: vec![one], ..Intake::default() }
    }
}

/// The first bytes of `from`: as many as are looked at, or all.
pub(super) fn head_of(from: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    from.take(limits::LOOKED_AT as u64).read_to_end(&mut head)?;
    Ok(head)
}
