//! The formats that other programs read, each read back.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{Cursor, Read as _},
};

use calamine::{Data, Reader as _, Xlsx};
use expect_test::expect_file;
use proptest::prelude::*;
use quick_xml::{Reader, events::Event};
use serde_json::Value;

use super::{
    COLUMNS, Sheet,
    table::{Cell, rows},
    tests::{hostile, in_format, port_strike},
    xml::printable,
};
use crate::{
    briefing::{
        Briefing,
        fixture::{article, briefing},
    },
    model::{EntityKind::Person, QuotationKind::Direct, When},
    text::{Span, safe},
    view::Selection,
};

fn text(briefing: &Briefing, format: &str) -> String {
    String::from_utf8(in_format(briefing, format)).expect("UTF-8")
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn web_annotation() {
    expect_file!["golden/sheet.jsonld"].assert_eq(&text(&briefing([port_strike()]), "annotation"));
}

#[test]
fn reference_managers() {
    let briefing = briefing([port_strike(), hostile()]);
    expect_file!["golden/sheet.csl.json"].assert_eq(&text(&briefing, "csl"));
    expect_file!["golden/sheet.ris"].assert_eq(&text(&briefing, "ris").replace("\r\n", "\n"));
}

#[test]
fn every_line_of_json_lines_is_a_quotation_of_the_json_and_says_whose() {
    let briefing = briefing([port_strike(), hostile()]);
    let json = parsed(&text(&briefing, "json"));
    let whole = json["actors"].as_array().expect("actors").iter().flat_map(|actor| {
        let quotations = actor["quotations"].as_array().expect("quotations").iter();
        quotations.map(move |quotation| (actor, quotation.as_object().expect("an object")))
    });
    let lines = text(&briefing, "jsonl");
    let mut count = 0;
    for ((actor, quotation), line) in whole.zip(lines.lines()) {
        let line = parsed(line);
        assert_eq!((&line["schema"], &line["version"]), (&"dixit-quotation".into(), &json["version"]));
        for (own, of_actor) in
            [("actor", "name"), ("actor_kind", "kind"), ("aliases", "aliases"), ("roles", "roles")]
        {
            assert_eq!(line[own], actor[of_actor], "{own}");
        }
        for (field, value) in quotation {
            assert_eq!(&line[field], value, "{field}");
        }
        count += 1;
    }
    assert_eq!((count, lines.lines().count()), (3, 3));
}

#[test]
fn an_address_that_shows_no_page_is_none_of_a_reference() {
    let with = |url: &str| {
        let draft = article("a.txt", "“No,” said Chen.")
            .entity(Person, &["Chen"])
            .quote(Direct, &["“No,”"], "said", "Chen")
            .address(url);
        briefing([draft])
    };
    let page = with("https://example.org/a?b=1&c=2");
    assert_eq!(parsed(&text(&page, "csl"))[0]["URL"], "https://example.org/a?b=1&c=2");
    assert!(text(&page, "ris").contains("UR  - https://example.org/a?b=1&c=2\r\n"));
    let script = with("javascript:alert(1)");
    let item = &parsed(&text(&script, "csl"))[0];
    assert_eq!((item.get("URL"), &item["note"]), (None, &"File: a.txt; address: javascript:alert(1)".into()));
    let ris = text(&script, "ris");
    assert!(!ris.contains("UR  -") && ris.contains("N1  - File: a.txt; address: javascript:alert(1)\r\n"));
}

#[test]
fn a_workbook_is_printed_one_page_wide_with_its_head_on_every_page() {
    let bytes = in_format(&briefing([port_strike()]), "xlsx");
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut part = |name: &str| {
        let mut xml = String::new();
        package.by_name(name).expect("a part").read_to_string(&mut xml).expect("UTF-8");
        xml
    };
    for sheet in ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"] {
        let xml = part(sheet);
        assert!(xml.contains("<pageSetUpPr fitToPage=\"1\"/>"), "{xml}");
        assert!(xml.contains("orientation=\"landscape\"") && xml.contains("fitToHeight=\"0\""), "{xml}");
    }
    assert_eq!(COLUMNS[9].0, "date", "what is printed ends with it");
    let names = part("xl/workbook.xml");
    assert!(names.contains("_xlnm.Print_Titles\" localSheetId=\"0\">Quotations!$1:$1<"), "{names}");
    assert!(names.contains("_xlnm.Print_Area\" localSheetId=\"0\">Quotations!$A$1:$J$3<"), "{names}");
}

#[test]
fn no_text_ends_a_field_of_a_reference() {
    let ris = text(&briefing([hostile()]), "ris");
    assert_eq!(ris.matches("TY  - ").count(), 1);
    for line in ris.lines().filter(|line| !line.is_empty()) {
        let tag: Vec<char> = line.chars().take(6).collect();
        assert!(matches!(tag.as_slice(), ['A'..='Z', 'A'..='Z' | '0'..='9', ' ', ' ', '-', ' ']), "{line}");
        assert!(!line.contains(char::is_control), "{line}");
    }
}

/// The rows of a worksheet, its head among them.
fn worksheet(workbook: &mut Xlsx<Cursor<Vec<u8>>>, name: &str) -> Vec<Vec<Data>> {
    let range = workbook.worksheet_range(name).expect("a worksheet");
    range.rows().map(<[Data]>::to_vec).collect()
}

/// What a cell that was read says, as CSV would have it.
fn said(data: &Data) -> String {
    match data {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        Data::Float(number) => number.to_string(),
        Data::DateTime(day) => {
            let (year, month, of_month, ..) = day.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{of_month:02}")
        }
        other => panic!("no cell is {other:?}"),
    }
}

/// Checks that calamine reads from the workbook what the sheet has, each cell with its kind.
#[track_caller]
pub(super) fn check_workbook(briefing: &Briefing) {
    let mut workbook = Xlsx::new(Cursor::new(in_format(briefing, "xlsx"))).expect("a workbook");
    let read = worksheet(&mut workbook, "Quotations");
    assert_eq!(read[0].iter().map(said).collect::<Vec<_>>(), COLUMNS.map(|(name, _)| name));
    let sheet = Sheet::new(briefing, &Selection::default());
    assert_eq!(read.len() - 1, sheet.len());
    for (read, (_, cells)) in read.iter().skip(1).zip(rows(&sheet)) {
        for (data, cell) in read.iter().zip(cells) {
            match &cell {
                Cell::Count(count) => assert_eq!(*data, Data::Float(*count as f64)),
                Cell::Share(share) => {
                    assert!(matches!(data, Data::Float(f) if (f - f64::from(*share)).abs() < 0.005));
                }
                Cell::Day(day) => {
                    assert_eq!((matches!(data, Data::DateTime(_)), said(data).as_str()), (true, *day));
                }
                Cell::Text(_) | Cell::Flag(_) => assert_eq!(said(data), printable(&cell.text())),
            }
        }
    }
}

#[test]
fn a_workbook_has_what_the_sheet_has_and_no_formula() {
    let briefing = briefing([port_strike(), hostile()]);
    check_workbook(&briefing);
    let mut workbook = Xlsx::new(Cursor::new(in_format(&briefing, "xlsx"))).expect("a workbook");
    assert_eq!(workbook.sheet_names(), ["Quotations", "Articles"]);
    for name in ["Quotations", "Articles"] {
        let formulas = workbook.worksheet_formula(name).expect("a worksheet");
        assert_eq!(formulas.cells().filter(|(_, _, formula)| !formula.is_empty()).count(), 0);
    }
    let articles = worksheet(&mut workbook, "Articles");
    assert_eq!(
        articles.iter().map(|row| said(&row[8])).collect::<Vec<_>>(),
        ["document", "port.txt", "=cmd|.txt"]
    );
    assert_eq!(articles[1][12], Data::Float(1.0), "one quotation of the first is nobody's");
}

#[test]
fn the_same_sheet_is_the_same_bytes() {
    let briefing = briefing([port_strike(), hostile()]);
    for format in super::Formats::default().iter() {
        let first = in_format(&briefing, &format.id);
        assert!(first == in_format(&briefing, &format.id), "{}", format.id);
    }
}

/// The parts of a package by their paths.
fn parts(package: Vec<u8>) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).expect("a package");
    let mut parts = BTreeMap::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let mut text = String::new();
        part.read_to_string(&mut text).expect("UTF-8");
        parts.insert(part.name().expect("a path").into_owned(), text);
    }
    parts
}

/// What a part of a package says, and the values of its attributes by name.
#[derive(Debug, Default)]
struct Xml {
    text: String,
    attributes: BTreeSet<(String, String)>,
}

/// Reads all of a part; a part that is not well-formed is a failure.
fn read_xml(xml: &str) -> Xml {
    let forbidden = |c: &char| *c < ' ' && !matches!(c, '\t' | '\n');
    assert_eq!(xml.chars().find(forbidden), None);
    let mut reader = Reader::from_str(xml);
    let (mut read, mut depth) = (Xml::default(), 0);
    loop {
        let event = reader.read_event().expect("well-formed");
        if let Event::Start(tag) | Event::Empty(tag) = &event {
            let name = tag.name().as_ref().to_owned();
            for attribute in tag.attributes() {
                let attribute = attribute.expect("an attribute");
                let key = attribute.key.as_ref();
                let value = attribute.value.clone().into_owned();
                read.attributes.insert((format!("{name} {key}"), value));
            }
        }
        match event {
            Event::Start(_) => depth += 1,
            Event::End(tag) => {
                depth -= 1;
                if tag.name().as_ref() == "w:p" {
                    read.text.push('\n');
                }
            }
            Event::Text(text) => read.text.push_str(&text),
            Event::GeneralRef(entity) => {
                read.text.push_str(match &*entity {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "quot" => "\"",
                    other => panic!("&{other}; is not ours"),
                });
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "everything is closed");
    read
}

/// Checks that a Word document is whole: every part well-formed, and nothing in it leads nowhere. Gives what its text says.
fn check_document(package: Vec<u8>) -> String {
    let parts: BTreeMap<String, Xml> =
        parts(package).into_iter().map(|(path, xml)| (path, read_xml(&xml))).collect();
    let of = |path: &str, name: &str| -> Vec<&str> {
        let attributes = parts[path].attributes.iter();
        attributes.filter(|(n, _)| n == name).map(|(_, value)| value.as_str()).collect()
    };
    let document = "word/document.xml";
    let styles = of("word/styles.xml", "w:style w:styleId");
    for path in [document, "word/footnotes.xml", "word/footer1.xml"] {
        for style in ["w:pStyle w:val", "w:rStyle w:val", "w:tblStyle w:val"]
            .into_iter()
            .flat_map(|name| of(path, name))
        {
            assert!(styles.contains(&style), "{path}: {style}");
        }
    }
    let relationships = of("word/_rels/document.xml.rels", "Relationship Id");
    for id in ["w:hyperlink r:id", "w:footerReference r:id"].into_iter().flat_map(|name| of(document, name)) {
        assert!(relationships.contains(&id), "{id}");
    }
    let anchors = of(document, "w:bookmarkStart w:name");
    assert!(of(document, "w:hyperlink w:anchor").iter().all(|anchor| anchors.contains(anchor)));
    let notes = of("word/footnotes.xml", "w:footnote w:id");
    assert!(of(document, "w:footnoteReference w:id").iter().all(|id| notes.contains(id)));
    let targets = of("word/_rels/document.xml.rels", "Relationship Target");
    assert!(
        targets
            .iter()
            .all(|target| target.starts_with("http") || parts.contains_key(&format!("word/{target}")))
    );
    parts[document].text.clone() + &parts["word/footnotes.xml"].text
}

#[test]
fn a_word_document_has_every_quotation_its_place_and_what_is_lacking() {
    let briefing = briefing([port_strike(), hostile()]);
    let text = check_document(in_format(&briefing, "docx"));
    expect_file!["golden/sheet.docx.txt"].assert_eq(&text);
}

proptest! {
    // A workbook of its own each time takes long.
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_the_words_and_names_no_format_breaks(
        words in prop_oneof![hostile_text(), "\\PC{1,20}"],
        name in hostile_text(),
        outlet in hostile_text(),
        title in hostile_text(),
    ) {
        let raw = format!("{name} §{words}§ {name}.");
        let at = raw.find('§').expect("it is there") + '§'.len_utf8();
        let draft = article(&name, &raw).given(&outlet, &title, (2026, 1, 19)).entity(Person, &[&name]);
        let content = vec![Span::from_usize(at, at + words.len())];
        let briefing = briefing([draft.quote_at(Direct, content, "", &name)]);
        let sheet = Sheet::new(&briefing, &Selection::default());
        prop_assert_eq!(sheet.len(), 1);

        let line = parsed(&text(&briefing, "jsonl"));
        prop_assert_eq!(line["words"][0].as_str(), Some(words.as_str()));
        let collection = parsed(&text(&briefing, "annotation"));
        let annotation = &collection["first"]["items"][0];
        prop_assert_eq!(annotation["body"][0]["value"].as_str(), Some(sheet.actors[0].name.as_str()));
        let selectors = &annotation["target"][0]["selector"];
        prop_assert_eq!(selectors[0]["exact"].as_str(), Some(words.as_str()));
        let source = annotation["target"][0]["source"].as_str().expect("an address");
        prop_assert!(source.chars().all(|c| c.is_ascii_alphanumeric() || "-._~/%".contains(c)), "{}", source);

        let items = parsed(&text(&briefing, "csl"));
        prop_assert_eq!(items.as_array().map(Vec::len), Some(1));
        prop_assert_eq!(text(&briefing, "ris").matches("\r\n").count(), text(&briefing, "ris").lines().count());
        prop_assert_eq!(text(&briefing, "ris").matches("\r\nER  - \r\n").count(), 1);

        check_workbook(&briefing);
        let document = check_document(in_format(&briefing, "docx"));
        for line in words.lines() {
            let shown = safe::line(line.trim_end());
            prop_assert!(document.contains(&*printable(&shown)), "{:?} not in {}", shown, document);
        }
        let unsafe_characters = ['\u{1b}', '\u{202e}', '\r'];
        prop_assert!(!document.contains(unsafe_characters));
    }
}

/// Texts that would like to be something else.
fn hostile_text() -> impl Strategy<Value = String> {
    let pieces = [
        "../../etc",
        "=cmd|' /C calc'!A0",
        "<script>",
        "</w:t>",
        "]]>",
        "&amp;",
        "_x0041_",
        "\n",
        "\r",
        "\t",
        "\"",
        "'",
        "|",
        ",",
        ";",
        "\u{202e}",
        "\u{200f}",
        "\u{1b}[2J",
        "\0",
        "\u{ffff}",
        "\u{85}",
        "TY  - NEWS",
        "ER  - ",
        "é 😀",
        "a",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 1..6)
        .prop_map(|pieces| format!("x{}x", pieces.concat()))
}

#[test]
fn of_a_month_or_a_year_every_format_says_that_and_no_day() {
    for (when, stated, ris, parts) in [
        (When::Month(2026, 3), "2026-03", "2026/03//", "[2026,3]"),
        (When::Year(2026), "2026", "2026///", "[2026]"),
    ] {
        let briefing = briefing([port_strike().published(when)]);
        for format in ["md", "html", "txt", "csv", "json", "jsonl"] {
            let text = text(&briefing, format);
            assert!(
                text.contains(stated) && !text.contains("undated") && !text.contains("2026-01"),
                "{format}: {text}"
            );
        }
        assert!(text(&briefing, "ris").contains(&format!("\r\nPY  - 2026\r\nDA  - {ris}\r\n")));
        let csl: String = text(&briefing, "csl").split_whitespace().collect();
        assert!(csl.contains(&format!("\"date-parts\":[{parts}]")), "{csl}");
        let mut workbook = Xlsx::new(Cursor::new(in_format(&briefing, "xlsx"))).expect("a workbook");
        let cells = worksheet(&mut workbook, "Quotations");
        let column = COLUMNS.iter().position(|(name, _)| *name == "date").expect("a column of days");
        assert!(cells[1..].iter().all(|row| row[column] == Data::String(stated.to_owned())), "{cells:?}");
        let document = parts_of_document(&briefing);
        assert!(document.contains(stated) && !document.contains("undated"), "{document}");
    }
}

/// The main part of the sheet as a document of Word.
fn parts_of_document(briefing: &Briefing) -> String {
    parts(in_format(briefing, "docx")).remove("word/document.xml").expect("a document")
}
