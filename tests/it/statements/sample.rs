//! The statements of the sample that have several wordings.

use std::fmt::Write as _;

use dixit::{
    briefing::{ActorId, Whose},
    view::QuoteRow,
};

use crate::identity::sample::sample;

#[test]
fn what_the_sample_reports_more_than_once() {
    let briefing = sample();
    let mut out = String::new();
    for id in 0..briefing.actors.len() as u32 {
        let statements = briefing.statements_of(Whose::Actor(ActorId(id)));
        for statement in statements.iter().filter(|s| s.quotes.len() > 1) {
            _ = writeln!(out, "{}", briefing.actors[id as usize].name);
            for row in QuoteRow::all(&briefing, &statement.quotes) {
                _ = writeln!(out, "  {}:{} {}", row.citation.outlet_or_file(), row.extent.line, row.text());
            }
        }
    }
    expect_test::expect_file!["sample.txt"].assert_eq(&out);
}

#[test]
fn a_pull_quote_counts_once() {
    let briefing = sample();
    let [first, ..] = &briefing.articles[..] else { panic!("articles") };
    let words = "“The Syrian authorities must be asked to hand over the Iraqi detainees";
    assert_eq!(first.document.raw.matches(words).count(), 2, "the article prints it twice");
    let all = (0..briefing.actors.len() as u32).map(|id| Whose::Actor(ActorId(id))).chain([Whose::Nobody]);
    let quotes = all.flat_map(|whose| briefing.quotes_of(whose).to_vec()).collect::<Vec<_>>();
    let rows = QuoteRow::all(&briefing, &quotes);
    assert_eq!(rows.iter().filter(|row| row.text().starts_with(words)).count(), 1);
}
