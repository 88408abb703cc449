//! Reading what the user points at: files, folders, standard input, the sample. What a file is, its content says:
//! [`formats`] has one file a format, [`limits`] what one file may ask for.
//!
//! [`read`] is what a command needs: everything at once. [`Reading`] hands the documents out in
//! portions, for a reader that wants to show the first of many before the last is read.

pub mod fetched;
pub mod formats;
pub mod limits;

mod decode;
mod ids;
mod sample;
mod shelf;
mod walk;
pub mod watch;

#[cfg(test)]
mod tests;

use std::{
    fmt,
    fs::File,
    io::{self, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
};

use rayon::prelude::*;

pub use sample::sample;
pub use shelf::{News, Shelf};

use self::{
    formats::{Budget, Context, Mapping},
    ids::Ids,
    walk::Source,
};
use crate::model::{Document, Origin};

/// The path that stands for standard input.
pub const STDIN: &str = "-";

/// What standard input is called where files have a name.
const STDIN_NAME: &str = "(standard input)";

/// The threads that read files are called this; a panic there is a problem of one file, told as such.
pub const READING: &str = "reading";

/// How many files are read before the first are handed out.
const PORTION: usize = 64;

/// What was read, and what was not.
#[derive(Debug, Default)]
pub struct Intake {
    /// The documents, in the order of the paths, of the names within a folder, of the lines within a file.
    pub documents: Vec<Document>,
    /// What could not be read, each with its reason.
    pub skipped: Vec<Skipped>,
    /// What lies in a folder and is of no kind that is read: pictures, stylesheets. Nobody has to be told of it.
    pub passed_over: Vec<Skipped>,
}

impl Intake {
    /// Nothing but something that could not be read.
    pub fn of_skipped(one: Skipped) -> Self {
        Self { skipped: vec![one], ..Self::default() }
    }

    /// Takes in what another one has, behind what it has itself.
    pub fn extend(&mut self, other: Self) {
        self.documents.extend(other.documents);
        self.skipped.extend(other.skipped);
        self.passed_over.extend(other.passed_over);
    }

    /// The error that nothing could be read, with what was tried.
    pub fn nothing(self) -> IngestError {
        IngestError::Nothing([self.skipped, self.passed_over].concat())
    }
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

/// Like [`read`], with tables and records read as the user says.
pub fn read_mapped(paths: &[PathBuf], mapping: Mapping) -> Result<Intake, IngestError> {
    all_of(Reading::open(paths, io::stdin())?.mapped(mapping))
}

/// Like [`read`], with another standard input.
pub fn read_with(paths: &[PathBuf], stdin: impl Read) -> Result<Intake, IngestError> {
    all_of(Reading::open(paths, stdin)?)
}

fn all_of(reading: Reading<impl Read>) -> Result<Intake, IngestError> {
    let mut all = Intake::default();
    for portion in reading {
        all.extend(portion);
    }
    if all.documents.is_empty() { Err(all.nothing()) } else { Ok(all) }
}

/// Documents being read, a portion at a time; an iterator over [`Intake`]s.
#[derive(Debug)]
pub struct Reading<R> {
    sources: std::vec::IntoIter<Source>,
    /// What was met on the way and not read.
    met: Option<Intake>,
    stdin: Option<R>,
    ids: Ids,
    mapping: Mapping,
    /// Threads with room for parsers that call themselves; `None` where the system gives none.
    threads: Option<rayon::ThreadPool>,
}

/// Stack of a thread that reads, in bytes.
const STACK: usize = 16 << 20;

/// Threads that read files.
fn threads() -> Option<rayon::ThreadPool> {
    rayon::ThreadPoolBuilder::new().thread_name(|_| READING.to_owned()).stack_size(STACK).build().ok()
}

/// What is in each of `sources`, in their order; `None` for standard input.
fn load_all(
    sources: &[&Source],
    mapping: &Mapping,
    threads: Option<&rayon::ThreadPool>,
) -> Vec<Option<Intake>> {
    let all = || sources.par_iter().map(|source| load(source, mapping)).collect();
    match threads {
        Some(threads) => threads.install(all),
        None => all(),
    }
}

impl<R: Read> Reading<R> {
    /// Finds the files below `paths`, and reads none of them yet.
    pub fn open(paths: &[PathBuf], stdin: R) -> Result<Self, IngestError> {
        let found = walk::find(paths);
        if let Some(missing) = found.missing.first().and_then(|at| paths.get(*at)) {
            return Err(IngestError::Missing(missing.clone()));
        }
        let sources: Vec<Source> = found.sources.into_iter().map(|(_, source)| source).collect();
        Ok(Self {
            sources: sources.into_iter(),
            met: Some(Intake { skipped: found.skipped, passed_over: found.passed_over, ..Intake::default() }),
            stdin: Some(stdin),
            ids: Ids::default(),
            mapping: Mapping::default(),
            threads: threads(),
        })
    }

    /// Has tables and records read as the user says.
    #[must_use]
    pub fn mapped(self, mapping: Mapping) -> Self {
        Self { mapping, ..self }
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
        if portion.is_empty() {
            return self.met.take();
        }
        // Standard input is not read in parallel: it has one end, and it may block.
        let typed = portion.contains(&Source::Stdin).then(|| self.stdin.take()).flatten();
        let mut typed = typed.map(|stdin| load_stdin(stdin, &self.mapping));
        let loaded = load_all(&portion.iter().collect::<Vec<_>>(), &self.mapping, self.threads.as_ref());
        let mut intake = self.met.take().unwrap_or_default();
        for loaded in loaded {
            if let Some(loaded) = loaded.or_else(|| typed.take()) {
                intake.extend(loaded);
            }
        }
        for document in &mut intake.documents {
            self.ids.make_unique(&mut document.id);
        }
        Some(intake)
    }
}

fn load(source: &Source, mapping: &Mapping) -> Option<Intake> {
    let Source::File(path, named) = source else { return None };
    let skip = |error: &io::Error| {
        Intake::of_skipped(Skipped { origin: Origin::File(path.clone()), reason: plain(error) })
    };
    Some(load_file(path, *named, mapping).unwrap_or_else(|error| skip(&error)))
}

fn load_file(path: &Path, named: bool, mapping: &Mapping) -> io::Result<Intake> {
    let mut file = File::open(path)?;
    let head = formats::head_of(&mut file)?;
    let mut budget = Budget::new(head.len() as u64);
    let mut tail = Vec::new();
    let about = file.metadata()?;
    // A pipe has no end to look at, and can be read only once.
    if about.is_file() {
        budget = Budget::new(about.len());
        let read = head.len() as u64;
        if about.len() > read {
            file.seek(SeekFrom::End(0 - i64::try_from(read).unwrap_or_default()))?;
            tail = formats::head_of(&mut file)?;
            file.seek(SeekFrom::Start(read))?;
        }
    }
    let (fetched, told) = if about.is_file() { fetched::beside(path) } else { (None, None) };
    let charset = fetched.as_ref().and_then(|fetched| fetched.charset.as_deref());
    let context = Context::file(path, &budget).mapped(mapping).named(named).charset(charset);
    let mut intake = formats::read(head, &tail, &mut file, &context, named);
    if let Some(fetched) = fetched {
        fetched.complete(&mut intake);
    }
    intake.skipped.extend(told);
    Ok(intake)
}

/// The text of a page or feed, which whoever sent it says is in the charset `label`; an error if it is none.
pub fn decoded(bytes: Vec<u8>, label: Option<&str>) -> Result<String, String> {
    decode::decode_page(bytes, label).map_err(|error| error.to_string())
}

/// Standard input, whatever it is.
fn load_stdin(mut stdin: impl Read, mapping: &Mapping) -> Intake {
    let mut bytes = Vec::new();
    let read = stdin.by_ref().take(limits::TYPED).read_to_end(&mut bytes);
    let budget = Budget::new(bytes.len() as u64);
    let context = Context::stdin(Path::new(STDIN_NAME), &budget).mapped(mapping);
    match read {
        Ok(read) if read as u64 == limits::TYPED => {
            Intake::of_skipped(context.skip(format!("longer than {} GiB", limits::TYPED >> 30)))
        }
        Ok(_) => formats::read_all(bytes, &context, true),
        Err(error) => Intake::of_skipped(context.skip(plain(&error))),
    }
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
