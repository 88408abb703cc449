//! What writes sheets, as the reader sees it: handed in by `cli`, because screen and sheet do not know each
//! other.

use std::{fmt, path::Path};

use crate::{briefing::Briefing, view::Selection};

/// A file format of the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Format {
    /// What tells it from the others.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What its files end in, without the full stop.
    pub extension: String,
}

/// Writes the quotations of a selection into a new file, in the format with this id; says how many
/// there are, or why nothing was written. Never replaces a file.
pub type Write = dyn Fn(&Briefing, &Selection, &str, &Path) -> Result<usize, String>;

/// What writes sheets.
pub struct Exporter {
    /// The formats to choose from; the first is offered.
    pub formats: Vec<Format>,
    /// Writes one.
    pub write: Box<Write>,
}

impl fmt::Debug for Exporter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Exporter").field("formats", &self.formats).finish_non_exhaustive()
    }
}
