//! The file formats of the sheet: one table, one line a format.

use std::{
    fmt,
    io::{self, Write},
    path::Path,
};

use super::{Sheet, annotation, csl, csv, json, jsonl, markdown, ris};
use crate::briefing::Briefing;

/// A file format of the sheet.
#[derive(Clone, Copy)]
pub struct Format {
    /// What `--format` calls it.
    pub id: &'static str,
    /// What its files end in, without the full stop.
    pub extension: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// What it is for, in one line.
    pub about: &'static str,
    /// Whether a terminal can show it; else only a file or another program can take it.
    pub is_text: bool,
    write: Writer,
}

/// Writes the sheet of a briefing; fails only as the output does.
type Writer = fn(&Sheet, &Briefing, &mut dyn Write) -> io::Result<()>;

/// The formats the program has, the usual one first.
pub const FORMATS: &[Format] = &[
    Format {
        id: "md",
        extension: "md",
        name: "Markdown",
        about: "to read and to paste",
        is_text: true,
        write: |sheet, _, out| markdown::write(sheet, out),
    },
    Format {
        id: "csv",
        extension: "csv",
        name: "CSV",
        about: "one quotation a row, safe to open in a spreadsheet",
        is_text: true,
        write: |sheet, _, out| csv::write(sheet, out),
    },
    Format {
        id: "json",
        extension: "json",
        name: "JSON",
        about: "everything, in a versioned schema",
        is_text: true,
        write: |sheet, _, out| json::write(sheet, out),
    },
    Format {
        id: "jsonl",
        extension: "jsonl",
        name: "JSON Lines",
        about: "one quotation a line, each with its actor, for other programs",
        is_text: true,
        write: |sheet, _, out| jsonl::write(sheet, out),
    },
    Format {
        id: "annotation",
        extension: "jsonld",
        name: "Web Annotation",
        about: "W3C annotations, found again by position and by the words around them",
        is_text: true,
        write: annotation::write,
    },
    Format {
        id: "csl",
        extension: "csl.json",
        name: "CSL-JSON",
        about: "the cited articles, for Zotero and other reference managers",
        is_text: true,
        write: |sheet, _, out| csl::write(sheet, out),
    },
    Format {
        id: "ris",
        extension: "ris",
        name: "RIS",
        about: "the cited articles, for older reference managers",
        is_text: true,
        write: |sheet, _, out| ris::write(sheet, out),
    },
];

impl Format {
    /// The format that `--format` calls `id`.
    pub fn of_id(id: &str) -> Option<Self> {
        FORMATS.iter().copied().find(|format| format.id == id)
    }

    /// The format that a file's name asks for: the one with the longest ending that fits.
    pub fn of_path(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?.to_lowercase();
        let ends =
            |format: &&Self| name.strip_suffix(format.extension).is_some_and(|stem| stem.ends_with('.'));
        FORMATS.iter().filter(ends).max_by_key(|format| format.extension.len()).copied()
    }
}

impl Sheet {
    /// Writes the sheet of `briefing` in `format`. Fails only as `out` does.
    pub fn write(&self, format: Format, briefing: &Briefing, out: &mut dyn Write) -> io::Result<()> {
        (format.write)(self, briefing, out)
    }

    /// The sheet of `briefing` in `format`, as the bytes of a file.
    pub fn to_bytes(&self, format: Format, briefing: &Briefing) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        self.write(format, briefing, &mut out)?;
        Ok(out)
    }
}

impl fmt::Debug for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_lead_back_to_their_format() {
        for format in FORMATS {
            assert_eq!(Format::of_id(format.id).map(|f| f.name), Some(format.name));
            let path = format!("Sheet.{}", format.extension.to_uppercase());
            assert_eq!(Format::of_path(Path::new(&path)).map(|f| f.name), Some(format.name));
        }
        assert!(Format::of_path(Path::new("sheet")).is_none());
    }
}
