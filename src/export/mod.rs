//! The quote sheet: Markdown, CSV, JSON, and what `extract` prints.
//!
//! A [`Sheet`] is made of rows of `view` converted into types of its own, so that neither a change of the rows
//! nor of the facts changes a file format unseen. Making one verifies every quotation: its words must stand in
//! the article as it arrived, character for character, at the place the sheet names. [`save()`] never leaves half
//! a file and never replaces one unasked.

pub mod extract;
pub mod sheet;

mod csv;
mod json;
mod lacks;
mod markdown;
mod save;

use std::{
    io::{self, Write},
    path::PathBuf,
};

pub use self::{
    lacks::SheetArticle,
    save::{Existing, save},
    sheet::Sheet,
};
use crate::disk::reason;

/// A file format of the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Markdown, to read and to paste.
    Markdown,
    /// One quotation a row, see [`COLUMNS`].
    Csv,
    /// A versioned schema, see [`Sheet`].
    Json,
}

pub use self::csv::COLUMNS;

impl Format {
    /// All formats.
    pub const ALL: [Self; 3] = [Self::Markdown, Self::Csv, Self::Json];

    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Markdown => "Markdown",
            Self::Csv => "CSV",
            Self::Json => "JSON",
        }
    }

    /// What files of this format end in, without the full stop.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }
}

impl Sheet {
    /// Writes the sheet in `format`. Fails only as `out` does.
    pub fn write(&self, format: Format, out: &mut impl Write) -> io::Result<()> {
        match format {
            Format::Markdown => markdown::write(self, out),
            Format::Csv => csv::write(self, out),
            Format::Json => json::write(self, out),
        }
    }

    /// The sheet in `format`, as the bytes of a file.
    pub fn to_bytes(&self, format: Format) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        self.write(format, &mut out)?;
        Ok(out)
    }
}

/// Why a sheet was not made or not written. Nothing has been changed then.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// A quotation is not in its document at the place its row names.
    #[error("not in the article as it arrived, so not exported: {words} ({document}, line {line})")]
    NotInDocument {
        /// The words of the row.
        words: String,
        /// The document's id.
        document: String,
        /// The line it should be in.
        line: usize,
    },
    /// There is a file already, and it was not to be replaced.
    #[error("{} exists already", .0.display())]
    Exists(PathBuf),
    /// The folder to write into does not exist.
    #[error("there is no folder {}", .0.display())]
    NoFolder(PathBuf),
    /// The path is a folder.
    #[error("{} is a folder, not a file", .0.display())]
    IsFolder(PathBuf),
    /// The file system refused.
    #[error("cannot write {}: {}", path.display(), reason(source))]
    Write {
        /// The file that was to be written.
        path: PathBuf,
        /// What the file system said.
        source: io::Error,
    },
}

#[cfg(test)]
mod tests;
