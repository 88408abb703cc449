//! Sheets read back by other means: every quotation is found again in its article, every table has the same rows, and
//! a file is written whole or not at all.

use std::{
    collections::HashMap,
    fs,
    io::{Cursor, Write as _},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::{Arc, LazyLock},
};

use calamine::{Data, Reader as _, Xlsx};
use dixit::{
    briefing::Briefing,
    export::{COLUMNS, Formats, Sheet},
    ingest,
    model::Document,
    pipeline::Engine,
    view::Selection,
};
use serde_json::Value;

use crate::{
    cli::{folder, run},
    source::root,
};

/// Everything everybody is quoted with in some articles.
struct Everything {
    briefing: Briefing,
    sheet: Sheet,
}

impl Everything {
    fn new(documents: Vec<Document>) -> Self {
        let analyses = Engine::new().analyse_all(&documents);
        let articles = documents.into_iter().zip(analyses).map(|(d, a)| (Arc::new(d), Some(Arc::new(a))));
        let briefing = Briefing::new(articles.collect());
        let sheet = Sheet::new(&briefing, &Selection { attitudes: true, ..Selection::default() });
        assert!(sheet.refused.is_empty(), "{:?}", sheet.refused);
        Self { briefing, sheet }
    }

    fn bytes(&self, format: &str) -> Vec<u8> {
        let formats = Formats::default();
        self.sheet.to_bytes(formats.of_id(format).unwrap(), &self.briefing).unwrap()
    }

    fn json(&self, format: &str) -> Value {
        serde_json::from_slice(&self.bytes(format)).unwrap()
    }

    /// The texts of the articles as they arrived, by the document's id.
    fn texts(&self) -> HashMap<&str, Text> {
        let articles = self.briefing.articles.iter();
        articles.map(|article| (article.document.id.as_str(), Text::new(&article.document.raw))).collect()
    }
}

/// Read once: reading them takes longer than any test of them.
static CORPORA: LazyLock<Vec<Everything>> = LazyLock::new(corpora);

/// The sample, and articles to measure on where they are.
fn corpora() -> Vec<Everything> {
    let mut corpora = vec![Everything::new(ingest::sample())];
    let measured: PathBuf = root().join("../shared/eval/gold/polnear-dev.jsonl");
    if measured.exists() {
        corpora.push(Everything::new(ingest::read(&[measured]).unwrap().documents));
    } else {
        skipped("articles to measure on are not here");
    }
    corpora
}

fn skipped(why: &str) {
    let _ = writeln!(std::io::stderr(), "skipped: {why}");
}

/// A text that is looked through by its words alone, whatever stands between them.
struct Text {
    raw: Vec<char>,
    /// With every run of white space as one space.
    folded: String,
    /// How many characters that are no white space stand before each byte of `folded`.
    before: Vec<usize>,
}

impl Text {
    fn new(raw: &str) -> Self {
        let (mut folded, mut before, mut count) = (String::new(), Vec::new(), 0);
        for c in raw.chars() {
            if !c.is_whitespace() {
                folded.push(c);
                before.extend(std::iter::repeat_n(count, c.len_utf8()));
                count += 1;
            } else if !folded.ends_with(' ') {
                folded.push(' ');
                before.push(count);
            }
        }
        before.push(count);
        Self { raw: raw.chars().collect(), folded, before }
    }

    /// The characters of a span in code points.
    fn at(&self, [start, end]: [usize; 2]) -> String {
        self.raw[start..end].iter().collect()
    }

    /// How many letters stand before the words of a quote selector, wherever lines are broken; `None` if they are not
    /// there, or in several places.
    fn anchor(&self, selector: &Value) -> Option<usize> {
        let [prefix, exact, suffix] =
            ["prefix", "exact", "suffix"].map(|part| selector[part].as_str().unwrap());
        let whole = Self::new(&format!("{prefix}{exact}{suffix}")).folded;
        let place = self.folded.find(&whole)?;
        let again = self.folded[place..]
            .char_indices()
            .nth(1)
            .and_then(|(next, _)| self.folded[place + next..].find(&whole));
        let letters = self.before[place] + prefix.chars().filter(|c| !c.is_whitespace()).count();
        again.is_none().then_some(letters)
    }
}

/// Two numbers of JSON.
fn span(start: &Value, end: &Value) -> [usize; 2] {
    [start, end].map(|number| usize::try_from(number.as_u64().unwrap()).unwrap())
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

#[test]
fn json_leads_back_to_the_same_characters() {
    for everything in CORPORA.iter() {
        let texts = everything.texts();
        let json = everything.json("json");
        let mut count = 0;
        for quotation in list(&json["actors"]).iter().flat_map(|actor| list(&actor["quotations"])) {
            let text = &texts[quotation["document"].as_str().unwrap()];
            for (words, place) in list(&quotation["words"]).iter().zip(list(&quotation["spans"])) {
                assert_eq!(text.at(span(&place[0], &place[1])), words.as_str().unwrap());
            }
            assert_eq!(list(&quotation["words"]).len(), list(&quotation["spans"]).len());
            count += 1;
        }
        assert!(count > 90 && count == everything.sheet.len(), "{count}");
    }
}

#[test]
fn annotations_are_found_by_position_and_by_words_alone_after_the_text_was_wrapped_anew() {
    for everything in CORPORA.iter() {
        let texts = everything.texts();
        // Other lines, and other spaces between the words.
        let wrapped: HashMap<&str, Text> = everything
            .briefing
            .articles
            .iter()
            .map(|article| {
                let words = article.document.raw.split_whitespace().enumerate();
                let wrapped = words.flat_map(|(i, word)| [if i % 5 == 0 { "\n " } else { "  " }, word]);
                (article.document.id.as_str(), Text::new(&wrapped.collect::<String>()))
            })
            .collect();
        let collection = everything.json("annotation");
        let annotations = list(&collection["first"]["items"]);
        assert_eq!(collection["total"], annotations.len());
        assert_eq!(annotations.len(), everything.sheet.len());
        for (annotation, (actor, quotation)) in annotations.iter().zip(everything.sheet.quotations()) {
            assert_eq!(annotation["body"][0]["value"], actor.name.as_str());
            let (text, wrapped) =
                (&texts[quotation.document.as_str()], &wrapped[quotation.document.as_str()]);
            assert_eq!(list(&annotation["target"]).len(), quotation.words.len());
            for (target, words) in list(&annotation["target"]).iter().zip(&quotation.words) {
                let [quote, position] = list(&target["selector"]) else { panic!("two selectors") };
                let place = span(&position["start"], &position["end"]);
                assert_eq!(text.at(place), *words);
                assert_eq!(quote["exact"], words.as_str());
                let letters = text.raw[..place[0]].iter().filter(|c| !c.is_whitespace()).count();
                assert_eq!(text.anchor(quote), Some(letters), "{quote}");
                assert_eq!(wrapped.anchor(quote), Some(letters), "{quote}");
            }
        }
    }
}

/// What a cell says, as CSV has it.
fn said(data: Option<&Data>) -> String {
    match data {
        None | Some(Data::Empty) => String::new(),
        Some(Data::DateTime(day)) => {
            let (year, month, of_month, ..) = day.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{of_month:02}")
        }
        Some(other) => other.to_string(),
    }
}

#[test]
fn csv_and_the_workbook_have_the_same_rows_and_those_are_the_sheets() {
    for everything in CORPORA.iter() {
        let csv = everything.bytes("csv");
        let rows: Vec<csv::StringRecord> =
            csv::Reader::from_reader(csv.as_slice()).records().map(Result::unwrap).collect();
        let mut workbook = Xlsx::new(Cursor::new(everything.bytes("xlsx"))).unwrap();
        let range = workbook.worksheet_range("Quotations").unwrap();
        assert_eq!((rows.len(), range.height()), (everything.sheet.len(), everything.sheet.len() + 1));
        let column = |name: &str| COLUMNS.iter().position(|(column, _)| *column == name).unwrap();
        for ((row, in_book), (actor, quotation)) in
            rows.iter().zip(range.rows().skip(1)).zip(everything.sheet.quotations())
        {
            let words = quotation.words.join(" […] ");
            for (name, expected) in [
                ("actor", &actor.name),
                ("quotation", &words),
                ("context", &quotation.context),
                ("file", &quotation.file),
            ] {
                let cell = &row[column(name)];
                assert_eq!(cell.strip_prefix('\'').filter(|cell| cell == expected).unwrap_or(cell), expected);
            }
            assert_eq!(
                serde_json::from_str::<Vec<[u32; 2]>>(&row[column("spans")]).unwrap(),
                quotation.spans
            );
            assert_eq!(row[column("number")], quotation.number.to_string());
            for (at, cell) in row.iter().enumerate() {
                let in_book = said(in_book.get(at));
                let same = match (cell.parse::<f64>(), in_book.parse::<f64>()) {
                    (Ok(cell), Ok(in_book)) => (cell - in_book).abs() < 1e-9,
                    _ => cell == in_book || cell.strip_prefix('\'') == Some(&in_book),
                };
                // The sample and the articles measured on have no character that a workbook cannot hold.
                assert!(same, "{}: {cell:?} is {in_book:?}", COLUMNS[at].0);
            }
        }
    }
}

/// An office program turns `file` into another format, in `folder`; `None` where it is not installed.
fn office(folder: &Path, file: &str, format: &str) -> Option<Vec<u8>> {
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let ran = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", format, file])
        .current_dir(folder)
        .stdin(Stdio::null())
        .output();
    let Ok(ran) = ran else {
        skipped("LibreOffice is not installed");
        return None;
    };
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let ending = format.split(':').next().unwrap();
    Some(fs::read(folder.join(file).with_extension(ending)).unwrap())
}

#[test]
fn libre_office_opens_the_workbook_and_the_document() {
    let sample = Everything::new(ingest::sample());
    let folder = folder(&[]);
    fs::write(folder.path().join("sheet.xlsx"), sample.bytes("xlsx")).unwrap();
    fs::write(folder.path().join("sheet.docx"), sample.bytes("docx")).unwrap();
    // The filter's numbers: comma, quotation mark, UTF-8.
    let Some(table) = office(folder.path(), "sheet.xlsx", "csv:Text - txt - csv (StarCalc):44,34,76") else {
        return;
    };
    let rows: Vec<csv::StringRecord> =
        csv::Reader::from_reader(table.as_slice()).records().map(Result::unwrap).collect();
    let words = |row: &csv::StringRecord| row[3].to_owned();
    let expected = sample.sheet.quotations().map(|(_, quotation)| quotation.words.join(" […] "));
    assert_eq!(rows.iter().map(words).collect::<Vec<_>>(), expected.collect::<Vec<_>>());

    let Some(text) = office(folder.path(), "sheet.docx", "txt:Text (encoded):UTF8") else { return };
    let text = String::from_utf8(text).unwrap();
    for (_, quotation) in sample.sheet.quotations().filter(|(_, quotation)| quotation.wording == 1) {
        let words = quotation.words.join(" […] ");
        assert!(words.lines().all(|line| text.contains(line.trim_end())), "{words}");
    }
    let Some(pages) = office(folder.path(), "sheet.docx", "pdf") else { return };
    assert!(pages.starts_with(b"%PDF"));
}

#[test]
fn a_terminal_is_not_given_what_it_cannot_show_and_a_pipe_is() {
    let sheets = folder(&[]);
    for format in ["xlsx", "docx"] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dixit"));
        command.args(["export", "-a", "Sadr", "--format", format]).env("XDG_DATA_HOME", sheets.path());
        let output = command.stdin(Stdio::null()).output().unwrap();
        assert!(output.status.success() && output.stdout.starts_with(b"PK"), "{format}");

        let pty = portable_pty::native_pty_system();
        let pair = pty.openpty(portable_pty::PtySize::default()).unwrap();
        let mut command = portable_pty::CommandBuilder::new(env!("CARGO_BIN_EXE_dixit"));
        command.args(["export", "-a", "Sadr", "--format", format]);
        command.env("XDG_DATA_HOME", sheets.path());
        let mut child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let mut shown = Vec::new();
        // A terminal whose program has ended is an error to read from.
        let _ = std::io::Read::read_to_end(&mut reader, &mut shown);
        let shown = String::from_utf8_lossy(&shown);
        assert!(shown.contains("is nothing a terminal can show") && !shown.contains("PK"), "{shown}");
        assert_eq!(child.wait().unwrap().exit_code(), 2);
    }
}

#[test]
fn a_reader_that_goes_away_ends_the_program_quietly() {
    for format in ["xlsx", "docx", "annotation", "csv"] {
        let sheets = folder(&[]);
        let mut child = Command::new(env!("CARGO_BIN_EXE_dixit"))
            .args(["export", "-a", "Sadr", "--format", format, "-o", "-"])
            .env("XDG_DATA_HOME", sheets.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), errors.lines().count()), (Some(0), 1), "{format}: {errors}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_cannot_be_finished_leaves_the_old_one_whole() {
    let sheets = folder(&[("sheet.xlsx", "the old one")]);
    // No file may grow beyond two blocks: to the program this is a disk that is full.
    let command = format!(
        "trap '' XFSZ; ulimit -f 2; exec '{}' export -a Sadr --force -o sheet.xlsx",
        env!("CARGO_BIN_EXE_dixit")
    );
    let mut shell = Command::new("sh");
    shell.args(["-c", &command]).current_dir(sheets.path()).env("XDG_DATA_HOME", sheets.path());
    let output = shell.stdin(Stdio::null()).output().unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{errors}");
    assert!(
        errors.ends_with("dixit: cannot write sheet.xlsx: files may not be that large here\n"),
        "{errors}"
    );
    let left: Vec<_> = fs::read_dir(sheets.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["sheet.xlsx"], "no half file stays");
    assert_eq!(fs::read_to_string(sheets.path().join("sheet.xlsx")).unwrap(), "the old one");
}

#[cfg(unix)]
#[test]
fn a_folder_that_nobody_may_write_into_is_named() {
    use std::os::unix::fs::PermissionsExt as _;
    let sheets = folder(&[]);
    let closed = sheets.path().join("closed");
    fs::create_dir(&closed).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o555)).unwrap();
    // Nothing is closed to the superuser but what the kernel keeps for itself.
    let closed = if fs::write(closed.join("probe"), "").is_ok() { PathBuf::from("/sys") } else { closed };
    if fs::write(closed.join("probe"), "").is_ok() {
        return skipped("every folder can be written into");
    }
    let path = closed.join("sheet.docx");
    let ran = run(sheets.path(), &["export", "-a", "Sadr", "-o", path.to_str().unwrap()]);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    let expected = format!("dixit: cannot write {}: permission denied\n", path.display());
    assert!(ran.err.ends_with(&expected), "{}", ran.err);
}
