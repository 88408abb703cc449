//! The user's own templates: files `NAME.EXTENSION.j2` in a folder.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{TemplateError, Templates, told};
use crate::{briefing::Briefing, disk::reason, export::Sheet};

/// A template of the user. It is read when it is asked for, so that a change shows at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnTemplate {
    path: PathBuf,
    id: String,
    extension: String,
}

/// What files that hold templates end in.
const ENDING: &str = ".j2";

/// A template is not larger than this, in bytes.
const LARGEST: u64 = 1 << 20;

/// So many steps a template may take, and so many more for each quotation and article of the sheet: the program's
/// own take about 500 of these.
const FUEL: [u64; 2] = [1_000_000, 20_000];

impl OwnTemplate {
    /// The templates in `folder`, by name; none where there is no such folder. `part.j2`, without an extension of
    /// what it writes, is no format, but others may include it.
    pub fn all(folder: &Path) -> Vec<Self> {
        let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
        let mut all: Vec<Self> = entries.filter_map(|entry| Self::at(entry.ok()?.path())).collect();
        all.sort_by(|a, b| a.path.cmp(&b.path));
        // Two that differ only in what they write would have one name.
        all.dedup_by(|later, first| later.id == first.id);
        all
    }

    /// The template in a file, if its name is one of a template.
    fn at(path: PathBuf) -> Option<Self> {
        let (id, extension) = path.file_name()?.to_str()?.strip_suffix(ENDING)?.rsplit_once('.')?;
        let is_plain =
            |text: &str| !text.is_empty() && !text.chars().any(|c| c.is_control() || c.is_whitespace());
        let (id, extension) = (id.to_owned(), extension.to_lowercase());
        (is_plain(&id) && is_plain(&extension)).then_some(Self { path, id, extension })
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The file's name without its endings: what the format is called.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What files of its format end in.
    pub fn extension(&self) -> &str {
        &self.extension
    }

    /// Its text.
    pub fn text(&self) -> Result<String, TemplateError> {
        text_of(&self.path)
    }

    /// Whether it can be read and understood.
    pub fn check(&self) -> Result<(), TemplateError> {
        self.text()?;
        let templates = self.templates(0);
        templates.environment.get_template(&self.name()).map(drop).map_err(|error| self.told(&error))
    }

    /// The sheet of `briefing` by this template.
    pub fn render(&self, sheet: &Sheet, briefing: &Briefing) -> Result<String, TemplateError> {
        self.text()?;
        let [least, each] = FUEL;
        let size = (sheet.len() + sheet.articles.len()) as u64;
        let templates = self.templates(least + each * size);
        templates.run(&self.name(), sheet, briefing).map_err(|error| self.told(&error))
    }

    /// This template and those beside it.
    fn templates(&self, fuel: u64) -> Templates {
        let folder = self.folder().to_owned();
        let load = move |name: &str| {
            // A name is one of a file in the folder, not a way out of it.
            let is_name = Path::new(name).file_name().is_some_and(|file| file == name);
            text_of(&folder.join(name)).ok().filter(|_| is_name)
        };
        Templates::with(load, fuel)
    }

    fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }

    fn name(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// What an error says, its file by its path.
    fn told(&self, error: &minijinja::Error) -> TemplateError {
        let told = told(error, &self.name());
        let beside = self.folder().join(&told.file);
        TemplateError { file: if beside.exists() { beside.display().to_string() } else { told.file }, ..told }
    }
}

/// The text of a template file.
fn text_of(path: &Path) -> Result<String, TemplateError> {
    let failed = |problem: String| TemplateError { file: path.display().to_string(), line: None, problem };
    // Asked before it is opened: a pipe nobody writes to would not even open.
    let found = fs::metadata(path).map_err(|error| failed(reason(&error)))?;
    if !found.is_file() {
        return Err(failed("it is no file".to_owned()));
    }
    if found.len() > LARGEST {
        return Err(failed("it is larger than a template can be (1 MB)".to_owned()));
    }
    fs::read_to_string(path).map_err(|error| failed(reason(&error)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        briefing::fixture::{article, briefing},
        export::Formats,
        model::{EntityKind::Person, QuotationKind::Direct},
        view::Selection,
    };

    /// What the template with this file name and text writes, beside others.
    fn written(name: &str, text: &str) -> Result<String, String> {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join(name), text).expect("written");
        fs::write(folder.path().join("part.j2"), "a part of {{ actors[0].name }}\n{{ wrong }}")
            .expect("written");
        fs::write(folder.path().join("plain.txt.j2"), "{{ count }}").expect("written");
        let formats = Formats::with_templates(folder.path());
        let said = article("a.txt", "“No, *<b>*,”\u{202e} Chen said.").entity(Person, &["Chen"]).quote(
            Direct,
            &["“No, *<b>*,”"],
            "said",
            "Chen",
        );
        let briefing = briefing([said]);
        let sheet = Sheet::new(&briefing, &Selection::default());
        let by = |id: &str| {
            let bytes = sheet.to_bytes(formats.of_id(id).expect("a format"), &briefing);
            let text = bytes.map(|bytes| String::from_utf8(bytes).expect("UTF-8"));
            text.map_err(|e| e.to_string().replace(&folder.path().display().to_string(), "SHEETS"))
        };
        assert_eq!(by("plain").as_deref(), Ok("1"), "a broken one leaves the others alone");
        by(name.split('.').next().unwrap_or_default())
    }

    const WORDS: &str = "{{ actors[0].quotations[0].words[0] }}";

    #[test]
    fn what_is_printed_means_nothing_in_the_format_the_name_ends_in() {
        for (name, shown) in [
            ("own.md.j2", r"“No, \*\<b\>\*,”"),
            ("own.html.j2", "“No, *&lt;b&gt;*,”"),
            ("own.txt.j2", "“No, *<b>*,”"),
            ("own.jsonl.j2", "\"“No, *<b>*,”\""),
        ] {
            assert_eq!(written(name, WORDS).as_deref(), Ok(shown), "{name}");
        }
        assert_eq!(written("own.md.j2", "{{ '*a*' | safe }} {{ none }}|").as_deref(), Ok("*a* |"));
    }

    #[test]
    fn a_broken_one_is_named_with_its_line() {
        for (text, problem) in [
            ("a\n{% if %}", "SHEETS/own.txt.j2, line 2: syntax error: unexpected end of block"),
            (
                "a\n\n{{ count | nofilter }}",
                "SHEETS/own.txt.j2, line 3: unknown filter: filter nofilter is unknown",
            ),
            ("{{ actor }}", "SHEETS/own.txt.j2, line 1: undefined value"),
            ("{% include \"part.j2\" %}", "SHEETS/part.j2, line 2: undefined value"),
            (
                "{% include \"../secret.j2\" %}",
                "SHEETS/own.txt.j2, line 1: template not found: tried to include non-existing template '../secret.j2'",
            ),
            (
                "{% for a in range(9999) %}{% for b in range(9999) %}{{ a }}{% endfor %}{% endfor %}",
                "SHEETS/own.txt.j2, line 1: it takes too many steps; does it come to an end?",
            ),
        ] {
            let error = written("own.txt.j2", text).expect_err(text);
            assert!(error.starts_with(problem), "{text}: {error}");
        }
    }

    #[test]
    fn one_of_the_program_can_be_built_upon_or_replaced() {
        let whole = written("own.md.j2", "{% include \"dixit/sheet.md.j2\" %}").expect("a sheet");
        assert!(whole.contains(r"> “No, \*\<b\>\*,”"), "{whole}");
        assert_eq!(written("md.txt.j2", "mine").as_deref(), Ok("mine"));
    }

    #[test]
    fn names_tell_what_is_a_template() {
        let id = |name: &str| OwnTemplate::at(PathBuf::from(name)).map(|own| (own.id, own.extension));
        let own = |id: &str, extension: &str| Some((id.to_owned(), extension.to_owned()));
        assert_eq!(id("sheets/press.line.TXT.j2"), own("press.line", "txt"));
        assert_eq!(
            [id("a.md"), id("part.j2"), id(".md.j2"), id("a b.md.j2"), id("a..j2")],
            [const { None }; 5]
        );
        assert_eq!(OwnTemplate::all(Path::new("there is no such folder")), []);
    }
}
