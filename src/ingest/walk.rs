//! Finding the files: what a path stands for, what lies below a folder, and what is passed over there.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use rustc_hash::FxHashSet;
use walkdir::{DirEntry, WalkDir};

use super::{IngestError, STDIN, Skipped, plain};
use crate::model::Origin;

/// Something to read documents from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Source {
    /// Standard input.
    Stdin,
    /// A file, and whether the user named it rather than a folder above it.
    File(PathBuf, bool),
}

/// All sources at `paths`, in order, and what was passed over. A path that is not there is an error.
pub(super) fn find(paths: &[PathBuf]) -> Result<(Vec<Source>, Vec<Skipped>), IngestError> {
    let mut found = Found::default();
    for path in paths {
        if path.as_os_str() == STDIN {
            if !found.sources.contains(&Source::Stdin) {
                found.sources.push(Source::Stdin);
            }
            continue;
        }
        match fs::metadata(path) {
            Ok(about) if about.is_dir() => found.walk(path),
            Ok(_) => found.add(path.clone(), true),
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return Err(IngestError::Missing(path.clone()));
            }
            Err(error) => found.skip(path, plain(&error)),
        }
    }
    Ok((found.sources, found.skipped))
}

#[derive(Default)]
struct Found {
    sources: Vec<Source>,
    skipped: Vec<Skipped>,
    /// The files found so far, under their real names.
    seen: FxHashSet<PathBuf>,
}

impl Found {
    fn skip(&mut self, path: &Path, reason: impl Into<String>) {
        self.skipped.push(Skipped { origin: Origin::File(path.to_owned()), reason: reason.into() });
    }

    /// Adds a file, unless it was found before under this or another name.
    fn add(&mut self, path: PathBuf, named: bool) {
        if let Ok(real) = fs::canonicalize(&path)
            && !self.seen.insert(real)
        {
            return self.skip(&path, "is there already, under this or another name");
        }
        self.sources.push(Source::File(path, named));
    }

    /// Adds the files below `folder`, sorted by name.
    fn walk(&mut self, folder: &Path) {
        let before = self.sources.len() + self.skipped.len();
        let mut entries = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            match entry {
                Ok(entry) if entry.depth() > 0 && is_hidden(&entry) => {
                    if entry.file_type().is_dir() {
                        entries.skip_current_dir();
                    }
                    // What dixit itself is writing beside the articles is nobody's concern.
                    if !entry.file_name().to_string_lossy().starts_with(".dixit-") {
                        self.skip(entry.path(), "hidden");
                    }
                }
                Ok(entry) if entry.depth() > 0 && is_of_a_page(&entry) => entries.skip_current_dir(),
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) if !entry.file_type().is_file() => self.skip(entry.path(), "not a regular file"),
                Ok(entry) => self.add(entry.into_path(), false),
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
        if self.sources.len() + self.skipped.len() == before {
            self.skip(folder, "an empty folder");
        }
    }
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
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
