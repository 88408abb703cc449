//! The file formats of the sheet: one table of the program's own, one line a format, and the user's templates.

use std::{
    borrow::Cow,
    fmt,
    io::{self, Write},
    path::Path,
};

use super::{
    ExportError, SCHEMAS, Sheet, annotation, csl, csv, docx, json, jsonl, ris,
    template::{OwnTemplate, Templates},
    xlsx,
};
use crate::briefing::Briefing;

/// A file format of the sheet.
#[derive(Clone)]
pub struct Format {
    /// What `--format` calls it.
    pub id: Cow<'static, str>,
    /// What it is called.
    pub name: Cow<'static, str>,
    /// What its files end in, without the full stop.
    pub extension: Cow<'static, str>,
    /// What it is for, in one line.
    pub about: Cow<'static, str>,
    /// Whether a terminal can show it; else only a file or another program can take it.
    pub is_text: bool,
    writer: Writer,
}

/// What writes a format.
#[derive(Clone)]
enum Writer {
    /// A function of the program. It fails only as the output does.
    Code(Code),
    /// A template of the program, by its name.
    Template(&'static str),
    /// A template of the user.
    Own(OwnTemplate),
}

/// Writes the sheet of a briefing; fails only as the output does.
type Code = fn(&Sheet, &Briefing, &mut dyn Write) -> io::Result<()>;

/// A format of the program; the fields are those of [`Format`].
struct BuiltIn {
    id: &'static str,
    extension: &'static str,
    name: &'static str,
    about: &'static str,
    is_text: bool,
    write: Writer,
}

/// The formats the program has, the usual one first.
const FORMATS: &[BuiltIn] = &[
    BuiltIn {
        id: "md",
        extension: "md",
        name: "Markdown",
        about: "to read and to paste",
        is_text: true,
        write: Writer::Template("sheet.md.j2"),
    },
    BuiltIn {
        id: "html",
        extension: "html",
        name: "HTML",
        about: "one page with the articles in it, to read, print and send",
        is_text: true,
        write: Writer::Template("sheet.html.j2"),
    },
    BuiltIn {
        id: "txt",
        extension: "txt",
        name: "Plain text",
        about: "to send in a message",
        is_text: true,
        write: Writer::Template("sheet.txt.j2"),
    },
    BuiltIn {
        id: "csv",
        extension: "csv",
        name: "CSV",
        about: "one quotation a row, safe to open in a spreadsheet",
        is_text: true,
        write: Writer::Code(|sheet, _, out| csv::write(sheet, out)),
    },
    BuiltIn {
        id: "docx",
        extension: "docx",
        name: "Word",
        about: "to print and to hand on: block quotations, a footnote with the place of each",
        is_text: false,
        write: Writer::Code(|sheet, _, out| docx::write(sheet, out)),
    },
    BuiltIn {
        id: "xlsx",
        extension: "xlsx",
        name: "Excel",
        about: "a workbook: quotations, articles and what they may lack, what was refused",
        is_text: false,
        write: Writer::Code(|sheet, _, out| xlsx::write(sheet, out)),
    },
    BuiltIn {
        id: "json",
        extension: "json",
        name: "JSON",
        about: "everything, in a versioned schema",
        is_text: true,
        write: Writer::Code(|sheet, _, out| json::write(sheet, out)),
    },
    BuiltIn {
        id: "jsonl",
        extension: "jsonl",
        name: "JSON Lines",
        about: "one quotation a line, each with its actor, for other programs",
        is_text: true,
        write: Writer::Code(|sheet, _, out| jsonl::write(sheet, out)),
    },
    BuiltIn {
        id: "annotation",
        extension: "jsonld",
        name: "Web Annotation",
        about: "W3C annotations, found again by position and by the words around them",
        is_text: true,
        write: Writer::Code(annotation::write),
    },
    BuiltIn {
        id: "csl",
        extension: "csl.json",
        name: "CSL-JSON",
        about: "the cited articles, for Zotero and other reference managers",
        is_text: true,
        write: Writer::Code(|sheet, _, out| csl::write(sheet, out)),
    },
    BuiltIn {
        id: "ris",
        extension: "ris",
        name: "RIS",
        about: "the cited articles, for older reference managers",
        is_text: true,
        write: Writer::Code(|sheet, _, out| ris::write(sheet, out)),
    },
];

impl BuiltIn {
    fn format(&self) -> Format {
        Format {
            id: self.id.into(),
            extension: self.extension.into(),
            name: self.name.into(),
            about: self.about.into(),
            is_text: self.is_text,
            writer: self.write.clone(),
        }
    }
}

impl Format {
    /// The file of the user that it is written by; `None` for one of the program.
    pub fn file(&self) -> Option<&Path> {
        match &self.writer {
            Writer::Own(template) => Some(template.path()),
            Writer::Code(_) | Writer::Template(_) => None,
        }
    }

    /// The template it is written by, for one that is.
    pub fn template(&self) -> Result<Option<Cow<'static, str>>, ExportError> {
        match &self.writer {
            Writer::Code(_) => Ok(None),
            Writer::Template(name) => Ok(Templates::built_in(name).map(Cow::Borrowed)),
            Writer::Own(template) => Ok(Some(Cow::Owned(template.text()?))),
        }
    }

    /// The JSON Schema of what it writes, for those that have one.
    pub fn schema(&self) -> Option<&'static str> {
        let schema = SCHEMAS.iter().find(|(id, _)| self.file().is_none() && *id == self.id);
        schema.map(|(_, schema)| *schema)
    }

    /// Whether its template can be read and understood; what only writing shows is not looked for.
    pub fn check(&self) -> Result<(), ExportError> {
        match &self.writer {
            Writer::Code(_) | Writer::Template(_) => Ok(()),
            Writer::Own(template) => Ok(template.check()?),
        }
    }
}

/// The formats to choose from: those of the program, then the user's by name. A template of the user that is called
/// as a format of the program takes its place.
#[derive(Debug, Clone)]
pub struct Formats {
    all: Vec<Format>,
}

impl Default for Formats {
    /// Those of the program.
    fn default() -> Self {
        Self { all: FORMATS.iter().map(BuiltIn::format).collect() }
    }
}

impl Formats {
    /// Those of the program and the templates in the user's `folder`, which need not exist. Templates are not read
    /// yet: a broken one fails only when it is asked for.
    pub fn with_templates(folder: &Path) -> Self {
        let mut formats = Self::default();
        for template in OwnTemplate::all(folder) {
            let own = Format {
                id: template.id().to_owned().into(),
                name: template.id().to_owned().into(),
                extension: template.extension().to_owned().into(),
                about: "your own template".into(),
                is_text: true,
                writer: Writer::Own(template),
            };
            match formats.all.iter_mut().find(|format| format.id == own.id) {
                Some(format) => *format = Format { name: format.name.clone(), ..own },
                None => formats.all.push(own),
            }
        }
        formats
    }

    /// All of them, the usual one first.
    pub fn iter(&self) -> impl Iterator<Item = &Format> {
        self.all.iter()
    }

    /// The usual one.
    ///
    /// # Panics
    /// Never: the program has formats.
    pub fn usual(&self) -> &Format {
        self.all.first().expect("the program has formats")
    }

    /// The format that `--format` calls `id`.
    pub fn of_id(&self, id: &str) -> Option<&Format> {
        self.all.iter().find(|format| format.id == id)
    }

    /// The format that a file's name asks for: the one with the longest ending that fits.
    pub fn of_path(&self, path: &Path) -> Option<&Format> {
        let name = path.file_name()?.to_str()?.to_lowercase();
        let ends =
            |format: &&Format| name.strip_suffix(&*format.extension).is_some_and(|stem| stem.ends_with('.'));
        // Of equals the first: the program's own come before the user's.
        let mut longest: Option<&Format> = None;
        for format in self.all.iter().filter(ends) {
            if longest.is_none_or(|known| format.extension.len() > known.extension.len()) {
                longest = Some(format);
            }
        }
        longest
    }
}

impl Sheet {
    /// Writes the sheet of `briefing` in `format`. Fails as `out` does, and where a template of the user does.
    pub fn write(
        &self,
        format: &Format,
        briefing: &Briefing,
        out: &mut dyn Write,
    ) -> Result<(), ExportError> {
        match &format.writer {
            Writer::Code(write) => Ok(write(self, briefing, out)?),
            Writer::Template(name) => {
                Ok(out.write_all(Templates::new().render(name, self, briefing)?.as_bytes())?)
            }
            Writer::Own(template) => Ok(out.write_all(template.render(self, briefing)?.as_bytes())?),
        }
    }

    /// The sheet of `briefing` in `format`, as the bytes of a file.
    pub fn to_bytes(&self, format: &Format, briefing: &Briefing) -> Result<Vec<u8>, ExportError> {
        let mut out = Vec::new();
        self.write(format, briefing, &mut out)?;
        Ok(out)
    }
}

impl fmt::Debug for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_lead_back_to_their_format() {
        let formats = Formats::default();
        for format in formats.iter() {
            assert_eq!(formats.of_id(&format.id).map(|f| &f.name), Some(&format.name));
            let path = format!("Sheet.{}", format.extension.to_uppercase());
            let found = formats.of_path(Path::new(&path)).map(|f| &f.extension);
            assert_eq!(found, Some(&format.extension));
        }
        assert!(formats.of_path(Path::new("sheet")).is_none());
        assert_eq!(formats.usual().id, "md");
    }

    #[test]
    fn what_the_program_has_as_a_template_can_be_shown() {
        let formats = Formats::default();
        let shown = |id: &str| formats.of_id(id).and_then(|format| format.template().expect("a template"));
        assert!(shown("md").is_some_and(|text| text.contains("{%")));
        assert!(shown("csv").is_none());
    }
}
