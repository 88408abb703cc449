//! The formats that other programs read, each read back.

use expect_test::expect_file;
use serde_json::Value;

use super::tests::{hostile, in_format, port_strike};
use crate::briefing::{Briefing, fixture::briefing};

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
