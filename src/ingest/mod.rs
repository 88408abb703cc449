//! Reading what the user points at: files, folders, standard input, JSON Lines, the sample.
//!
//! [`read`] is what a command needs: everything at once. [`Reading`] hands the documents out in
//! portions, for a reader that wants to show the first of many before the last is read.

mod decode;
mod ids;
mod records;
mod sample;
mod walk;

#[cfg(test)]
mod tests;

use std::{
    fmt,
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use rayon::prelude::*;

pub use sample::sample;

use self::{ids::Ids, walk::Source};
use crate::model::{Document, Given, Origin};

/// The path that stands for standard input.
pub const STDIN: &str = "-";

/// A document must be smaller than this, in bytes: offsets are `u32`.
pub const TOO_LARGE: u64 = 1 << 32;

/// How many files are read before the first are handed out.
const PORTION: usize = 64;

/// What was read, and what was not.
#[derive(Debug, Default)]
pub struct Intake {
    /// The documents, in the order of the paths, of the names within a folder, of the lines within a file.
    pub documents: Vec<Document>,
    /// What was passed over, each with its reason.
    pub skipped: Vec<Skipped>,
}

/// Something that gave no document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Which file or record.
    pub origin: Origin,
    /// Why, in a few words.
    pub reason: String,
}

impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.origin, self.reason)
    }
}

/// Why nothing can be opened.
#[derive(Debug, thiserror::Error)]
pub enum IngestError {
    /// A path the user named is not there.
    #[error("there is no file or folder {}", .0.display())]
    Missing(PathBuf),
    /// Everything named was passed over.
    #[error("there is nothing to read: {}", tried(.0))]
    Nothing(Vec<Skipped>),
}

/// The first few of what was tried, each with its reason, and how many more there were.
fn tried(skipped: &[Skipped]) -> String {
    const TOLD: usize = 5;
    if skipped.is_empty() {
        return "no paths were given".to_owned();
    }
    let mut words: Vec<String> = skipped.iter().take(TOLD).map(ToString::to_string).collect();
    if skipped.len() > TOLD {
        words.push(format!("and {} more", skipped.len() - TOLD));
    }
    words.join("; ")
}

/// Reads all of `paths`: files, folders (with what is below them) and [`STDIN`].
///
/// What cannot be read is in [`Intake::skipped`]; it is an error only when a path does not exist or
/// when no document is left.
pub fn read(paths: &[PathBuf]) -> Result<Intake, IngestError> {
    read_with(paths, io::stdin())
}

/// Like [`read`], with another standard input.
pub fn read_with(paths: &[PathBuf], stdin: impl Read) -> Result<Intake, IngestError> {
    let mut all = Intake::default();
    for portion in Reading::open(paths, stdin)? {
        all.documents.extend(portion.documents);
        all.skipped.extend(portion.skipped);
    }
    if all.documents.is_empty() { Err(IngestError::Nothing(all.skipped)) } else { Ok(all) }
}

/// Documents being read, a portion at a time; an iterator over [`Intake`]s.
#[derive(Debug)]
pub struct Reading<R> {
    sources: std::vec::IntoIter<Source>,
    passed_over: Vec<Skipped>,
    stdin: Option<R>,
    ids: Ids,
}

impl<R: Read> Reading<R> {
    /// Finds the files below `paths`, and reads none of them yet.
    pub fn open(paths: &[PathBuf], stdin: R) -> Result<Self, IngestError> {
        let (sources, passed_over) = walk::find(paths)?;
        Ok(Self { sources: sources.into_iter(), passed_over, stdin: Some(stdin), ids: Ids::default() })
    }

    /// How many files are still to be read.
    pub fn left(&self) -> usize {
        self.sources.len()
    }
}

impl<R: Read> Iterator for Reading<R> {
    type Item = Intake;

    fn next(&mut self) -> Option<Intake> {
        let portion: Vec<Source> = self.sources.by_ref().take(PORTION).collect();
        if portion.is_empty() && self.passed_over.is_empty() {
            return None;
        }
        let mut typed = portion.contains(&Source::Stdin).then(|| self.stdin.take().map(load_stdin)).flatten();
        let loaded: Vec<Option<Loaded>> = portion.par_iter().map(load).collect();
        let mut intake = Intake { documents: Vec::new(), skipped: std::mem::take(&mut self.passed_over) };
        for loaded in loaded {
            // Standard input is not read in parallel: it has one end, and it may block.
            let Some(loaded) = loaded.or_else(|| typed.take()) else { continue };
            intake.documents.extend(loaded.documents);
            intake.skipped.extend(loaded.skipped);
        }
        for document in &mut intake.documents {
            self.ids.make_unique(&mut document.id);
        }
        Some(intake)
    }
}

/// What one source gave: like an intake, its ids not yet unique.
type Loaded = Intake;

fn load(source: &Source) -> Option<Loaded> {
    match source {
        Source::Stdin => None,
        Source::Text(path) => Some(load_text(path)),
        Source::Lines(path) => Some(load_records(path, records::read_lines)),
        Source::Json(path) => Some(load_records(path, records::read_json)),
    }
}

fn load_text(path: &Path) -> Loaded {
    let origin = Origin::File(path.to_owned());
    let id =
        path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned());
    match bytes_of(path).and_then(|bytes| decode::decode(bytes).map_err(|e| e.to_string())) {
        Ok(raw) => text_document(id, raw, origin),
        Err(reason) => Loaded { documents: Vec::new(), skipped: vec![Skipped { origin, reason }] },
    }
}

/// One document that is all of a text; an empty one is passed over.
fn text_document(id: String, raw: String, origin: Origin) -> Loaded {
    if raw.trim().is_empty() {
        return Loaded {
            documents: Vec::new(),
            skipped: vec![Skipped { origin, reason: "empty".to_owned() }],
        };
    }
    let document = Document { id, raw: raw.into(), origin, given: Given::default() };
    Loaded { documents: vec![document], skipped: Vec::new() }
}

/// How a decisions file begins.
const DECISIONS: &str = "{\"dixit\":\"decisions\"";

fn load_records(path: &Path, read: fn(&Path, &mut dyn Read) -> io::Result<Loaded>) -> Loaded {
    let skip = |reason: String| Skipped { origin: Origin::File(path.to_owned()), reason };
    if is_decisions(path) {
        return Loaded::default();
    }
    match open(path).and_then(|mut file| read(path, &mut file).map_err(|e| plain(&e))) {
        Ok(loaded) if loaded.documents.is_empty() && loaded.skipped.is_empty() => {
            Loaded { documents: Vec::new(), skipped: vec![skip("empty".to_owned())] }
        }
        Ok(loaded) => loaded,
        Err(reason) => Loaded { documents: Vec::new(), skipped: vec![skip(reason)] },
    }
}

/// Whether a file is a decisions file, which may lie beside the articles and is none of them.
fn is_decisions(path: &Path) -> bool {
    // A pipe can be read only once.
    if !path.is_file() {
        return false;
    }
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(DECISIONS.len() as u64).read_to_end(&mut head));
    read.is_ok() && head == DECISIONS.as_bytes()
}

/// Standard input: JSON Lines if its first line is a record, else one text.
fn load_stdin(mut stdin: impl Read) -> Loaded {
    let skip = |reason: String| Loaded {
        documents: Vec::new(),
        skipped: vec![Skipped { origin: Origin::Stdin, reason }],
    };
    let mut bytes = Vec::new();
    if let Err(error) = stdin.by_ref().take(TOO_LARGE).read_to_end(&mut bytes) {
        return skip(plain(&error));
    }
    if bytes.len() as u64 >= TOO_LARGE {
        return skip("larger than 4 GiB".to_owned());
    }
    if records::looks_like_records(&bytes) {
        let read = records::read_lines(Path::new("(standard input)"), &mut bytes.as_slice());
        return read.unwrap_or_else(|error| skip(plain(&error)));
    }
    match decode::decode(bytes) {
        Ok(raw) => text_document("(standard input)".to_owned(), raw, Origin::Stdin),
        Err(error) => skip(error.to_string()),
    }
}

/// Opens a file that is not too large.
fn open(path: &Path) -> Result<File, String> {
    let file = File::open(path).map_err(|e| plain(&e))?;
    let length = file.metadata().map_or(0, |m| m.len());
    if length >= TOO_LARGE { Err("larger than 4 GiB".to_owned()) } else { Ok(file) }
}

fn bytes_of(path: &Path) -> Result<Vec<u8>, String> {
    let file = open(path)?;
    let mut bytes = Vec::new();
    // A pipe has no length of its own, so what is read is limited too.
    file.take(TOO_LARGE).read_to_end(&mut bytes).map_err(|e| plain(&e))?;
    if bytes.len() as u64 >= TOO_LARGE { Err("larger than 4 GiB".to_owned()) } else { Ok(bytes) }
}

/// What an error of the system means, without its number.
fn plain(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "may not be read (permission denied)".to_owned(),
        io::ErrorKind::NotFound => "is gone".to_owned(),
        io::ErrorKind::IsADirectory => "is a folder".to_owned(),
        _ => error.to_string(),
    }
}
