//! Whole sheets in every format, and what must never get into one.

use expect_test::{ExpectFile, expect_file};
use proptest::prelude::*;

use super::{Formats, Sheet, extract::Record};
use crate::{
    briefing::{
        Briefing,
        fixture::{Draft, article, briefing},
    },
    model::{
        EntityKind::{Organization, Person},
        QuotationKind::{Attitude, Direct, Indirect, Mixed},
    },
    text::Span,
    view::{Query, Selection, query::What},
};

pub(super) fn port_strike() -> Draft {
    let raw = "Port strike\n\nHarbour chief Mara Chen spoke.\n“We will,”\nChen said, “not\n\nwait.” \
               She says ships will come. The union wants a “deal.”";
    article("port.txt", raw)
        .given("The Harbour Post", "Port strike", (2026, 1, 19))
        .entity(Person, &["Mara Chen", "Chen said"])
        .role("Harbour chief")
        .entity(Organization, &["The union"])
        .quote(Direct, &["“We will,”", "“not\n\nwait.”"], "said", "Chen said")
        .quote(Indirect, &["ships will come"], "says", "Mara Chen")
        .quote(Attitude, &["a “deal.”"], "wants", "The union")
        .quote(Mixed, &["spoke"], "", "")
}

/// Names, headlines and outlets that would like to be something else.
pub(super) fn hostile() -> Draft {
    article("=cmd|.txt", "<script>x</script> Eve said: =1+1 [link](javascript:x)\u{1b}[2J")
        .given("@SUM(A1)", "# <b>\n| pipe |\r\n-", (2026, 1, 20))
        .entity(Person, &["<script>x</script> Eve"])
        .quote(Direct, &["=1+1 [link](javascript:x)\u{1b}[2J"], "said", "<script>x</script> Eve")
}

/// The sheet of everybody, in the format with this id.
pub(super) fn in_format(briefing: &Briefing, format: &str) -> Vec<u8> {
    let formats = Formats::default();
    let format = formats.of_id(format).expect("a format");
    Sheet::new(briefing, &Selection::default()).to_bytes(format, briefing).expect("a sheet")
}

#[track_caller]
fn check(briefing: &Briefing, format: &str, expected: &ExpectFile) {
    let bytes = in_format(briefing, format);
    // CSV keeps the exact words; an escape character has no place in this file.
    expected.assert_eq(&String::from_utf8(bytes).expect("UTF-8").replace('\u{1b}', "<ESC>"));
}

#[test]
fn markdown() {
    check(&briefing([port_strike(), hostile()]), "md", &expect_file!["golden/sheet.md"]);
}

#[test]
fn csv() {
    check(&briefing([port_strike(), hostile()]), "csv", &expect_file!["golden/sheet.csv"]);
}

#[test]
fn json() {
    check(&briefing([port_strike()]), "json", &expect_file!["golden/sheet.json"]);
}

#[test]
fn csv_reads_back_as_it_was() {
    let briefing = briefing([port_strike(), hostile()]);
    let bytes = in_format(&briefing, "csv");
    let rows: Vec<Vec<String>> = csv::Reader::from_reader(bytes.as_slice())
        .records()
        .map(|row| row.expect("a row").iter().map(str::to_owned).collect())
        .collect();
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[0][3], "“We will,” […] “not\n\nwait.”");
    assert_eq!(rows[2][3], "'=1+1 [link](javascript:x)\u{1b}[2J");
    assert_eq!(rows[2][6], "'@SUM(A1)");
}

#[test]
fn attitudes_come_only_when_asked_for() {
    let briefing = briefing([port_strike()]);
    let asked = Selection { query: Query::default().and(What::Kind(vec![Attitude])), ..Selection::default() };
    let sheet = Sheet::new(&briefing, &asked);
    assert_eq!(sheet.actors.iter().map(|a| a.name.as_str()).collect::<Vec<_>>(), ["The union"]);
    assert_eq!(Sheet::new(&briefing, &Selection::default()).len(), 2);
}

#[test]
fn a_quotation_that_is_not_in_its_article_is_refused_and_named() {
    // One span past the end, one that splits a character, one without any words.
    for content in [vec![Span::new(30, 90)], vec![Span::new(0, 1)], vec![]] {
        let broken = article("a.txt", "“No,” said Chen.")
            .entity(Person, &["Chen"])
            .quote_at(Direct, content, "said", "Chen")
            .quote(Direct, &["“No,”"], "said", "Chen");
        let sheet = Sheet::new(&briefing([broken]), &Selection::default());
        let words: Vec<&str> = sheet.quotations().flat_map(|(_, q)| &q.words).map(String::as_str).collect();
        assert_eq!(words, ["“No,”"]);
        assert_eq!(sheet.refused.iter().map(|r| r.document.as_str()).collect::<Vec<_>>(), ["a.txt"]);
    }
}

#[test]
fn extract() {
    let briefing = briefing([port_strike()]);
    let article = &briefing.articles[0];
    let analysis = article.analysis.as_ref().expect("an analysis");
    let record = Record::new(&article.document, analysis);
    let printed = serde_json::to_string_pretty(&record).expect("JSON");
    expect_file!["golden/extract.json"].assert_eq(&printed);
}

proptest! {
    #[test]
    fn whatever_the_words_and_names_csv_and_json_give_them_back(
        words in "\\PC{1,20}|[=+\\-@\\t\\r\\n\"',;|<>\u{202e}\u{1b}]{1,20}|(“é 😀|,\n){1,5}",
        name in "[=+\\-@\t\r\"',;a-z\u{1b}]{1,12}",
        before in "\\PC{0,20}",
    ) {
        let raw = format!("{before}§{words}§ {name}");
        let at = |part: &str, from: usize| Span::from_usize(from, from + part.len());
        let draft = article(&name, &raw).given(&name, &name, (2026, 1, 19)).entity(Person, &[&name]);
        let content = vec![at(&words, before.len() + "§".len())];
        let briefing = briefing([draft.quote_at(Direct, content, "", &name)]);
        prop_assert!(Sheet::new(&briefing, &Selection::default()).refused.is_empty());

        let json: serde_json::Value =
            serde_json::from_slice(&in_format(&briefing, "json")).expect("JSON");
        let quotation = &json["actors"][0]["quotations"][0];
        prop_assert_eq!(quotation["words"][0].as_str(), Some(words.as_str()));
        let [start, end] = [0, 1].map(|i| quotation["spans"][0][i].as_u64().expect("a number") as usize);
        let found: String = raw.chars().skip(start).take(end - start).collect();
        prop_assert_eq!(&found, &words);

        let csv = in_format(&briefing, "csv");
        let row = csv::Reader::from_reader(csv.as_slice()).records().next().expect("a row").expect("CSV");
        prop_assert_eq!(row.len(), super::COLUMNS.len());
        let cell = row.get(3).expect("the words");
        prop_assert_eq!(cell.strip_prefix('\'').filter(|rest| *rest == words).unwrap_or(cell), words.as_str());
        for cell in &row {
            prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']), "{cell:?}");
        }

        let markdown = in_format(&briefing, "md");
        let markdown = String::from_utf8(markdown).expect("UTF-8");
        prop_assert_eq!(markdown.lines().filter(|line| line.starts_with('#')).count(), 4, "{}", markdown);
        prop_assert_eq!(markdown.matches('<').count(), markdown.matches("\\<").count(), "{}", markdown);
        let unsafe_characters = ['\u{1b}', '\u{202e}', '\r'];
        prop_assert!(!markdown.contains(unsafe_characters));
    }
}
