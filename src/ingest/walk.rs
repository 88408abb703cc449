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
    /// A file that is one document.
    Text(PathBuf),
    /// A file of JSON Lines.
    Lines(PathBuf),
    /// A file of one JSON value.
    Json(PathBuf),
}

impl Source {
    /// What kind of source a file is, by its name.
    fn of(path: PathBuf) -> Self {
        match extension(&path).as_str() {
            "jsonl" | "ndjson" => Self::Lines(path),
            "json" => Self::Json(path),
            _ => Self::Text(path),
        }
    }
}

/// Extensions of files in folders that are read; those without one are, too.
const READ: &[&str] =
    &["", "txt", "text", "md", "markdown", "mdown", "mkd", "rst", "org", "asc", "jsonl", "ndjson", "json"];

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
            Ok(_) => found.add(path.clone()),
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
    fn add(&mut self, path: PathBuf) {
        if let Ok(real) = fs::canonicalize(&path)
            && !self.seen.insert(real)
        {
            return self.skip(&path, "is there already, under this or another name");
        }
        self.sources.push(Source::of(path));
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
                    self.skip(entry.path(), "hidden");
                }
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) if !entry.file_type().is_file() => self.skip(entry.path(), "not a regular file"),
                Ok(entry) => {
                    let extension = extension(entry.path());
                    if READ.contains(&extension.as_str()) {
                        self.add(entry.into_path());
                    } else {
                        self.skip(entry.path(), format!("not a text file (.{extension})"));
                    }
                }
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

/// The extension in lower case; empty if there is none.
fn extension(path: &Path) -> String {
    path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default()
}
