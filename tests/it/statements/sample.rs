//! The statements of the sample that have several wordings.

use dixit::{
    briefing::{ActorId, Whose},
    view::QuoteRow,
};

use crate::identity::sample::sample;

/// For each statement of several wordings, where they stand and what they say, the fullest first.
fn repeated() -> Vec<Vec<String>> {
    let briefing = sample();
    let actors = (0..briefing.actors.len() as u32).map(|id| Whose::Actor(ActorId(id)));
    let all = actors.flat_map(|whose| briefing.statements_of(whose).to_vec()).filter(|s| s.quotes.len() > 1);
    let words = |row: QuoteRow| format!("{}:{} {}", row.citation.id, row.extent.line, row.text());
    all.map(|s| QuoteRow::all(&briefing, &s.quotes).into_iter().map(words).collect()).collect()
}

#[test]
fn translations_of_one_utterance_are_one_statement() {
    let repeated = repeated();
    for [one, other] in [
        [
            "raise their level of readiness and avoid complacency",
            "raise their level of readiness and remain vigilant",
        ],
        ["impure Ba'ath", "impure Baath"],
        ["to “closely monitor borders and ports,”", "to closely monitor borders and crossings"],
        ["investigating the presence of our Syrian brothers", "investigate the presence of Syrians inside"],
    ] {
        let has =
            |statement: &Vec<String>, words: &str| statement.iter().any(|wording| wording.contains(words));
        let together = repeated.iter().any(|statement| has(statement, one) && has(statement, other));
        assert!(together, "{one} / {other}: {repeated:#?}");
    }
}

#[test]
fn what_only_sounds_alike_stays_two() {
    for statement in repeated() {
        let has = |words: &str| statement.iter().any(|wording| wording.contains(words));
        assert!(!(has("over several facilities") && has("of the facility")), "{statement:#?}");
        assert!(
            !(has("hand over elements of the Iraqi Ba'ath") && has("hand over Islamic State")),
            "{statement:#?}"
        );
    }
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
