//! Tables: CSV, TSV and their kin, one article a row, columns by their names.

use std::{
    cell::Cell,
    io::{self, BufRead, BufReader, Cursor, Read},
};

use csv::{ByteRecord, ReaderBuilder};
use memchr::{memchr_iter, memmem};

use super::{
    super::{Skipped, decode, limits},
    Context, Field, Format, Intake, Look, Mapping, Reader, Sure, head_of, item, plain,
};
use crate::model::{Document, Given, Origin, Place};

/// A header and rows, parted by a comma, tab, semicolon or bar.
pub(super) const FORMAT: Format =
    Format { name: "table", extensions: &["csv", "tsv", "tab"], recognise, reader: Reader::Stream(read) };

/// What may part the fields of a row; of two that fit as well, the first counts.
const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// How many rows are looked at to find what parts their fields.
const LOOKED_AT: usize = 20;

fn recognise(look: &Look<'_>) -> Option<Sure> {
    let text = look.text.as_deref()?;
    let first = text.trim_start_matches('\u{feff}').trim_start();
    if first.is_empty() || first.starts_with(['{', '<']) {
        return None;
    }
    let shape = Shape::of(text.as_bytes());
    let hinted = FORMAT.extensions.contains(&look.extension.as_str());
    // Without a name that says so, a table must look like one: a text can begin with a line that has commas.
    let is_one = if hinted { shape.columns > 1 } else { shape.known > 1 && shape.columns > 2 && shape.even };
    (is_one || hinted && shape.known > 0).then_some(Sure::Likely)
}

/// What the beginning of a table shows, read with one of the [`DELIMITERS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Shape {
    /// How many columns have the name of a field.
    known: usize,
    /// Whether all rows have as many fields as the header, and there are some.
    even: bool,
    columns: usize,
    delimiter: u8,
}

impl Shape {
    fn of(head: &[u8]) -> Self {
        let with = |delimiter| {
            let mut rows = ReaderBuilder::new();
            let rows = rows.delimiter(delimiter).flexible(true).has_headers(false).from_reader(head);
            let rows: Vec<ByteRecord> = rows.into_byte_records().take(LOOKED_AT).flatten().collect();
            // The last row may be cut.
            let cut = if rows.len() < LOOKED_AT && rows.len() > 2 { rows.len() - 1 } else { rows.len() };
            let rows = rows.get(..cut).unwrap_or_default();
            let header = rows.first().map(texts).unwrap_or_default();
            let columns: Vec<&str> = header.iter().map(String::as_str).collect();
            let is_there = |field: &Field| matches!(Mapping::NONE.find(*field, &columns), Ok(Some(_)));
            Self {
                known: Field::ALL.iter().filter(|field| is_there(field)).count(),
                even: rows.len() > 1 && rows.iter().all(|row| row.len() == columns.len()),
                columns: columns.len(),
                delimiter,
            }
        };
        let best = |a: Self, b: Self| {
            let worth = |shape: Self| (shape.known, shape.even && shape.columns > 1, shape.columns);
            if worth(b) > worth(a) { b } else { a }
        };
        let [first, others @ ..] = DELIMITERS;
        others.into_iter().map(with).fold(with(first), best)
    }
}

/// The fields of a row as text.
fn texts(row: &ByteRecord) -> Vec<String> {
    row.iter().map(text).collect()
}

fn text(field: &[u8]) -> String {
    let decoded =
        || decode::decode(field.to_vec()).unwrap_or_else(|_| String::from_utf8_lossy(field).into_owned());
    str::from_utf8(field).map_or_else(|_| decoded(), str::to_owned)
}

fn read(from: &mut dyn Read, context: &Context<'_>) -> Result<Intake, String> {
    let head = head_of(from).map_err(|error| plain(&error))?;
    if head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]) {
        // UTF-16 cannot be cut into rows before it is decoded.
        let mut bytes = head;
        from.read_to_end(&mut bytes).map_err(|error| plain(&error))?;
        let text = decode::decode(bytes).map_err(|error| error.to_string())?;
        return rows(Shape::of(text.as_bytes()).delimiter, text.as_bytes(), context);
    }
    rows(Shape::of(&head).delimiter, Cursor::new(head).chain(from), context)
}

/// The articles of the rows; a row that is none is passed over with its reason.
fn rows(delimiter: u8, from: impl Read, context: &Context<'_>) -> Result<Intake, String> {
    let mut from = BufReader::new(from);
    // The reader counts a row as ended before the second half of the break below it.
    let two = from.fill_buf().is_ok_and(|head| memmem::find(head, b"\r\n").is_some());
    let halves = u64::from(two);
    // The last row has a break below it, too.
    let from = from.chain(if two { &b"\r\n"[..] } else { b"\n" });
    let row_bytes = Cell::new(0);
    let from = Row { from, read: &row_bytes };
    let mut reader = ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(from);
    let header = reader.byte_headers().map(texts).map_err(|error| error.to_string())?;
    let columns: Vec<&str> = header.iter().map(String::as_str).collect();
    let table = Table::new(&columns, context.mapping())?;
    let mut intake = Intake::default();
    let mut row = ByteRecord::new();
    let (mut number, mut below) = (1, reader.position().line() + halves);
    loop {
        row_bytes.set(0);
        match reader.read_byte_record(&mut row) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) if intake.documents.is_empty() => return Err(error.to_string()),
            Err(error) => {
                intake.skipped.push(context.skip(format!("{error}; what follows was not read")));
                break;
            }
        }
        // Counted from its end: a row begins, for the reader, where the empty ones above it do. Those are rows, too.
        let breaks = row.iter().map(|field| memchr_iter(b'\n', field).count() as u64).sum::<u64>();
        let above = std::mem::replace(&mut below, reader.position().line() + halves);
        let start = below.saturating_sub(1 + breaks);
        let empty = usize::try_from(start.saturating_sub(above)).unwrap_or_default();
        number += 1 + empty;
        let line = usize::try_from(start).unwrap_or(number);
        let origin = context.record(line);
        match table.article(&row, number, (origin.clone(), format!("{}:{line}", context.id()))) {
            Some(Ok(document)) => {
                if let Err(reason) = context.take(std::slice::from_ref(&document)) {
                    intake.skipped.push(context.skip(reason));
                    break;
                }
                intake.documents.push(document);
            }
            Some(Err(reason)) => {
                intake.skipped.push(Skipped { origin, reason: format!("row {number} {reason}") });
            }
            None => {}
        }
    }
    if intake.documents.is_empty() && intake.skipped.is_empty() {
        return Err("has a header and no rows".to_owned());
    }
    Ok(intake)
}

/// Reads a table of which no row is larger than [`limits::RECORD`]: a quotation mark that is never closed would be all of it.
struct Row<'c, R> {
    from: R,
    /// Bytes read since the row began.
    read: &'c Cell<u64>,
}

impl<R: Read> Read for Row<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(into)?;
        self.read.set(self.read.get() + read as u64);
        if self.read.get() > limits::RECORD {
            let reason =
                format!("a row of more than {} MiB: a quotation mark may be missing", limits::RECORD >> 20);
            return Err(io::Error::other(reason));
        }
        Ok(read)
    }
}

/// Where the fields are in a row.
struct Table {
    columns: usize,
    text: usize,
    fields: Vec<(Field, usize)>,
}

impl Table {
    fn new(columns: &[&str], mapping: &Mapping) -> Result<Self, String> {
        let text = mapping.text(columns)?;
        let mut fields = Vec::new();
        for field in Field::ALL {
            fields.extend(mapping.find(field, columns)?.map(|at| (field, at)));
        }
        Ok(Self { columns: columns.len(), text, fields })
    }

    /// The article of row `number`, counted as spreadsheets do, the header being row 1; `None` where all is empty.
    fn article(
        &self,
        row: &ByteRecord,
        number: usize,
        (origin, id): (Origin, String),
    ) -> Option<Result<Document, String>> {
        if row.iter().all(|field| field.trim_ascii().is_empty()) {
            return None;
        }
        // Fewer are left out by some programs where the last are empty.
        if row.len() > self.columns {
            return Some(Err(format!(
                "has {} fields, the header {}: something in it is not quoted",
                row.len(),
                self.columns
            )));
        }
        let raw = row.get(self.text).map(text).unwrap_or_default();
        if raw.trim().is_empty() {
            return Some(Err("has an empty text".to_owned()));
        }
        let word = |field| {
            let (_, at) = self.fields.iter().find(|(own, _)| *own == field)?;
            row.get(*at).map(text).map(|word| word.trim().to_owned()).filter(|word| !word.is_empty())
        };
        let given = Given {
            title: word(Field::Title),
            outlet: word(Field::Outlet),
            author: word(Field::Author),
            published: word(Field::Published),
            modified: word(Field::Modified),
            url: word(Field::Url),
            language: word(Field::Language),
            places: vec![Place { start: 0, label: format!("row {number}") }],
            ..Given::default()
        };
        let id = word(Field::Id).unwrap_or(id);
        let text = item::of_field(raw, given);
        Some(text.map(|(raw, given)| Document { id, raw: raw.into(), origin, given }))
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Budget, read_all},
        *,
    };

    fn read(name: &str, table: &str, map: &str) -> Intake {
        let budget = Budget::new(table.len() as u64);
        let mapping = if map.is_empty() { Mapping::default() } else { map.parse().expect("a mapping") };
        let context = Context::file(name.as_ref(), &budget).mapped(&mapping);
        read_all(table.as_bytes().to_vec(), &context, false)
    }

    /// Each document in a line, then each problem.
    fn told(intake: &Intake) -> Vec<String> {
        let given = |document: &Document| {
            let given = &document.given;
            let words = [&given.title, &given.outlet, &given.author, &given.published, &given.url];
            let words: Vec<&str> = words.into_iter().map(|word| word.as_deref().unwrap_or("-")).collect();
            let place = document.place(0).unwrap_or("nowhere");
            format!(
                "{} [{}] {place} at {}: {}",
                document.id,
                words.join(" / "),
                document.origin,
                document.raw
            )
        };
        let problems = intake.skipped.iter().map(ToString::to_string);
        intake.documents.iter().map(given).chain(problems).collect()
    }

    #[test]
    fn columns_are_read_by_name_whatever_parts_them() {
        let row =
            "T1 [Boats / Post / A, B / 2026-01-19 / http://x.example/1] row 2 at a.csv:2: First, he said.";
        for delimiter in [",", "\t", ";", "|"] {
            let table = ["id", "headline", "Source", "authors", "date", "link", "body"].join(delimiter)
                + "\n"
                + &[
                    "T1",
                    "Boats",
                    "Post",
                    "\"A, B\"",
                    "2026-01-19",
                    "http://x.example/1",
                    "\"First, he said.\"",
                ]
                .join(delimiter)
                + "\n";
            assert_eq!(told(&read("a.csv", &table, "")), [row], "{delimiter:?}");
            assert_eq!(
                read("a.txt", &table, "").documents.len(),
                1,
                "{delimiter:?} in a file of another name"
            );
        }
    }

    #[test]
    fn rows_that_are_no_articles_are_told_and_the_line_is_that_of_the_file() {
        let table =
            "\u{feff}title,text\r\nOne,\"a\r\nb\"\r\n,\r\nTwo,\r\nThree,c,d,e\r\nFour,\"“x”\"\r\nFive";
        assert_eq!(
            told(&read("n.csv", table, "")),
            [
                "n.csv:2 [One / - / - / - / -] row 2 at n.csv:2: a\r\nb",
                "n.csv:7 [Four / - / - / - / -] row 6 at n.csv:7: “x”",
                "n.csv:5: row 4 has an empty text",
                "n.csv:6: row 5 has 4 fields, the header 2: something in it is not quoted",
                "n.csv:8: row 7 has an empty text",
            ]
        );
    }

    #[test]
    fn empty_rows_count() {
        for end in ["\n", "\r\n"] {
            for last in ["", end] {
                let table = ["title,text", "", "One,“x”", "", "", "Two,\"a", "", "b\"", "", "Three,“y”"]
                    .join(end)
                    + last;
                let read = read("n.csv", &table, "");
                let found: Vec<_> =
                    read.documents.iter().map(|one| (one.id.as_str(), one.place(0))).collect();
                let wanted =
                    [("n.csv:3", Some("row 3")), ("n.csv:6", Some("row 6")), ("n.csv:10", Some("row 8"))];
                assert_eq!(found, wanted, "{end:?} {last:?}");
            }
        }
    }

    #[test]
    fn a_mapping_names_columns_and_a_wrong_one_is_told_with_those_there_are() {
        let table = "titolo;corpo\nUno;Parole.\n";
        assert_eq!(
            told(&read("n.csv", table, "text=corpo,title=Titolo")),
            ["n.csv:2 [Uno / - / - / - / -] row 2 at n.csv:2: Parole."]
        );
        assert_eq!(
            told(&read("n.csv", table, "")),
            ["n.csv: has no `text`; there are `titolo`, `corpo`, and --map text=… can name one of them"]
        );
        assert_eq!(
            told(&read("n.csv", table, "text=testo")),
            ["n.csv: has no `testo`; there are `titolo`, `corpo`"]
        );
    }

    #[test]
    fn a_text_with_commas_is_no_table() {
        for text in
            ["Date, title and text, she said, are words.\nMore, and more, of it.\n", "text\nword\n", "a|b\n"]
        {
            assert_eq!(read("a.txt", text, "").documents.first().map(|one| one.given.format), Some("text"));
        }
    }

    #[test]
    fn older_charsets_and_utf_16_are_read() {
        let words = "title,text\nÄrger,“Ja”, sagte er – größer.\n".replace("“Ja”,", "“Ja”");
        let wide: Vec<u8> =
            "\u{feff}".encode_utf16().chain(words.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let latin = encoding_rs::WINDOWS_1252.encode(&words).0.into_owned();
        for bytes in [wide, latin] {
            let budget = Budget::new(0);
            let intake = read_all(bytes, &Context::file("a.csv".as_ref(), &budget), false);
            let texts: Vec<&str> = intake.documents.iter().map(|one| &*one.raw).collect();
            assert_eq!(texts, ["“Ja” sagte er – größer."]);
        }
    }
}
