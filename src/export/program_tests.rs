//! The formats that other programs read, each read back.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use expect_test::expect_file;
use serde_json::Value;

use super::{
    COLUMNS, Sheet,
    table::{Cell, rows},
    tests::{hostile, in_format, port_strike},
    xml::printable,
};
use crate::{
    briefing::{Briefing, fixture::briefing},
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
            let (year, month, date, ..) = day.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{date:02}")
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
                    assert!(matches!(data, Data::Float(f) if (f - f64::from(*share)).abs() < 0.005))
                }
                Cell::Day(day) => {
                    assert_eq!((matches!(data, Data::DateTime(_)), said(data).as_str()), (true, *day))
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
    for format in super::FORMATS {
        let first = in_format(&briefing, format.id);
        assert!(first == in_format(&briefing, format.id), "{}", format.id);
    }
}
