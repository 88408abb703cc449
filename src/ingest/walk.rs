//! Finding the files: what a path stands for, what lies below a folder, and what is passed over there.

use std::{
    ffi::OsStr,
    fs, io,
    path::{Path, PathBuf},
};

use rustc_hash::FxHashSet;
use walkdir::{DirEntry, WalkDir};

use super::{STDIN, Skipped, plain};
use crate::model::Origin;

/// Something to read documents from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Source {
    /// Standard input.
    Stdin,
    /// A file, and whether the user named it rather than a folder above it.
    File(PathBuf, bool),
}

impl Source {
    /// Where it lies, if it is a file.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path, _) => Some(path),
            Self::Stdin => None,
        }
    }
}

/// What lies at some paths.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// What can be read, in order, each with the number of the path it was found at.
    pub sources: Vec<(usize, Source)>,
    /// What cannot.
    pub skipped: Vec<Skipped>,
    /// What is passed over by its name, of which nobody has to be told.
    pub passed_over: Vec<Skipped>,
    /// The folders walked through.
    pub folders: Vec<PathBuf>,
    /// The numbers of paths at which nothing is.
    pub missing: Vec<usize>,
    /// The files found so far, under their real names.
    seen: FxHashSet<PathBuf>,
}

/// What lies at `paths`, in order.
pub(super) fn find(paths: &[PathBuf]) -> Found {
    let mut found = Found::default();
    for (at, path) in paths.iter().enumerate() {
        if path.as_os_str() == STDIN {
            if !found.sources.iter().any(|(_, source)| *source == Source::Stdin) {
                found.sources.push((at, Source::Stdin));
            }
            continue;
        }
        match fs::metadata(path) {
            Ok(about) if about.is_dir() => found.walk(at, path),
            Ok(_) => found.add(at, path.clone(), true),
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                found.missing.push(at);
            }
            Err(error) => found.skip(path, plain(&error)),
        }
    }
    found
}

impl Found {
    fn skip(&mut self, path: &Path, reason: impl Into<String>) {
        self.skipped.push(Skipped { origin: Origin::File(path.to_owned()), reason: reason.into() });
    }

    fn pass_over(&mut self, path: &Path, reason: &str) {
        self.passed_over.push(Skipped { origin: Origin::File(path.to_owned()), reason: reason.into() });
    }

    /// Adds a file, unless it was found before under this or another name.
    fn add(&mut self, at: usize, path: PathBuf, named: bool) {
        if let Ok(real) = fs::canonicalize(&path)
            && !self.seen.insert(real)
        {
            return self.skip(&path, "is there already, under this or another name");
        }
        self.sources.push((at, Source::File(path, named)));
    }

    /// Adds the files below `folder`, sorted by name.
    fn walk(&mut self, at: usize, folder: &Path) {
        let before = self.sources.len() + self.skipped.len() + self.passed_over.len();
        let mut entries = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            match entry {
                Ok(entry)
                    if entry.depth() > 0
                        && let Some(reason) = passed_over(entry.file_name()) =>
                {
                    if entry.file_type().is_dir() {
                        entries.skip_current_dir();
                    }
                    // What dixit itself is writing beside the articles is nobody's concern.
                    if !entry.file_name().to_string_lossy().starts_with(".dixit-") {
                        self.pass_over(entry.path(), reason);
                    }
                }
                Ok(entry) if entry.depth() > 0 && is_of_a_page(&entry) => entries.skip_current_dir(),
                Ok(entry) if entry.file_type().is_dir() => self.folders.push(entry.into_path()),
                Ok(entry) if !entry.file_type().is_file() => self.skip(entry.path(), "not a regular file"),
                Ok(entry) => self.add(at, entry.into_path(), false),
                Err(error) => {
                    let path = error.path().unwrap_or(folder).to_owned();
                    let reason = if error.loop_ancestor().is_some() {
                        "a link that leads back to a folder above it".to_owned()
                    } else {
                        error.io_error().map_or_else(|| error.to_string(), plain)
                    };
                    self.skip(&path, reason);
                }
            }
        }
        if self.sources.len() + self.skipped.len() + self.passed_over.len() == before {
            self.skip(folder, "an empty folder");
        }
    }
}

/// Endings of files that editors, browsers and downloaders keep beside the one they make.
const UNFINISHED: &[&str] = &["~", ".part", ".partial", ".crdownload", ".download", ".tmp", ".swp"];

/// Why what lies in a folder under this name is passed over, if it is.
pub(super) fn passed_over(name: &OsStr) -> Option<&'static str> {
    let name = name.to_string_lossy();
    if name.starts_with('.') {
        return Some("hidden");
    }
    let lower = name.to_lowercase();
    UNFINISHED.iter().any(|end| lower.ends_with(end)).then_some("unfinished, or kept by an editor")
}

/// Endings of the folder that browsers save a page's pictures and scripts in, in the languages they speak.
const FILES_OF_A_PAGE: &[&str] = &[
    "_files",
    ".files",
    "-Dateien",
    "_fichiers",
    "-filer",
    "_archivos",
    "_ficheiros",
    "_file",
    "_bestanden",
];

/// Whether a folder holds the pictures and scripts of the page that is saved beside it.
fn is_of_a_page(folder: &DirEntry) -> bool {
    let name = folder.file_name().to_string_lossy();
    let page = FILES_OF_A_PAGE.iter().find_map(|end| name.strip_suffix(end));
    folder.file_type().is_dir()
        && page.is_some_and(|page| {
            ["html", "htm", "xhtml"]
                .iter()
                .any(|end| folder.path().with_file_name(format!("{page}.{end}")).is_file())
        })
}
