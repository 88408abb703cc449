//! The quote sheet, in every format of [`Formats`], and what `extract` prints.
//!
//! A [`Sheet`] is made of rows of `view` converted into types of its own, so that neither a change of the rows
//! nor of the facts changes a file format unseen. Making one verifies every quotation: its words must stand in
//! the article as it arrived, character for character, at the place the sheet names. [`save()`] never leaves half
//! a file and never replaces one unasked.

pub mod extract;
pub mod sheet;

mod annotation;
mod copied;
mod csl;
mod csv;
mod docx;
mod format;
mod json;
mod jsonl;
mod lacks;
mod reference;
mod ris;
mod save;
mod schema;
mod selector;
mod table;
mod template;
mod verify;
mod xlsx;
mod xml;

use std::{io, path::PathBuf};

pub use self::{
    format::{Format, Formats},
    lacks::SheetArticle,
    save::{Existing, save},
    schema::SCHEMAS,
    sheet::Sheet,
    table::COLUMNS,
    template::{FILTERS, TemplateError},
};
use crate::disk::reason;

/// Why a sheet was not written. Nothing has been changed then.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
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
    #[error("cannot write {}: {}", path.display(), reason(error))]
    Write {
        /// The file that was to be written.
        path: PathBuf,
        /// What the file system said; no `source`, for the words above say it.
        error: io::Error,
    },
    /// What writes the sheet took no more.
    #[error("the sheet cannot be made")]
    Output(#[from] io::Error),
    /// A template of the user is broken.
    #[error(transparent)]
    Template(#[from] TemplateError),
}

#[cfg(test)]
mod program_tests;
#[cfg(test)]
mod tests;
