//! Statements in the reader: their quotations stand together, and their wordings are compared word by word.

use std::sync::Arc;

use super::stage::Stage;
use crate::{briefing::Briefing, notation};

const OUTLETS: [&str; 3] = [
    "\
outlet: The Harbour Post
date: 2026-02-02

= Lighthouse keepers told to stay

[Mara Chen]{@chen person} <said>: «“All 14 keepers will double their watches and report every passing ship.”»{@chen}

[She]{@chen} <added>: «“The museum opens on Sundays.”»{@chen}
",
    "\
outlet: Daily Strait
date: 2026-02-02

= Keepers to double watches

[Mara Chen]{@chen person} <said>: «“All 12 keepers will double their watches and log every passing ship.”»{@chen}
",
    "\
outlet: Cape Wire
date: 2026-02-03

= Watches doubled

[Mara Chen]{@chen person} <said> that «the keepers “will double their watches.”»{@chen}
",
];

fn stage(size: (u16, u16)) -> Stage {
    let parse = |marked| {
        let (document, analysis) = notation::parse(marked).expect("marked text");
        (Arc::new(document), Some(Arc::new(analysis)))
    };
    Stage::of(Briefing::new(OUTLETS.map(parse).to_vec()), size)
}

#[test]
fn quotations_of_one_statement_stand_together() {
    stage((120, 36)).mono().keys("] Tab").check("statement");
}

#[test]
fn wordings_show_what_differs_without_colours() {
    stage((80, 24)).mono().keys("] v").check("wordings");
    let text = stage((120, 36)).keys("] v").text();
    for words in ["[-14-] {+12+}", "! a number or a negation differs", "[-report-] {+log+}", "the fullest"] {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[test]
fn the_next_quotation_is_the_next_in_time() {
    let mut stage = stage((120, 36)).keys("] ]");
    assert!(stage.text().contains("Lighthouse keepers told to stay"));
    let quote = stage.state.quote.expect("a quotation");
    assert_eq!((quote.article.0, quote.index), (0, 1), "not another wording in another article");
}

#[test]
fn a_quotation_alone_says_that_it_is() {
    let text = stage((120, 36)).keys("] ] v").text();
    assert!(text.contains("one wording"), "{text}");
    let text = stage((120, 36)).keys("v").text();
    assert!(text.contains("go to a quotation first"), "{text}");
}

/// The wordings of the statement that is shown, each by its outlet.
fn shown(stage: &mut Stage) -> Vec<&'static str> {
    let text = stage.text();
    let title = text.lines().find(|line| line.contains("╭─ Statement")).unwrap_or_default().to_owned();
    assert!(!title.is_empty(), "{text}");
    let all = ["The Harbour Post", "Daily Strait", "Cape Wire"];
    all.into_iter().filter(|outlet| text.contains(&format!("{outlet}, line"))).collect()
}

#[test]
fn a_wording_is_taken_out_of_its_statement_and_put_back() {
    let mut stage = stage((120, 36)).keys("] v");
    assert_eq!(shown(&mut stage), ["The Harbour Post", "Daily Strait", "Cape Wire"]);
    assert!(stage.text().contains("▌ 2026-02-02 The Harbour Post"), "{}", stage.text());
    assert!(stage.text().contains("n take out"), "{}", stage.text());
    stage = stage.keys("j");
    assert!(stage.text().contains("▌ 2026-02-02 Daily Strait"), "{}", stage.text());
    stage = stage.keys("n");
    assert!(stage.text().contains("two statements: “All 12 keepers"), "{}", stage.text());
    assert_eq!(shown(&mut stage), ["The Harbour Post", "Cape Wire"]);
    assert!(stage.text().contains("▌ 2026-02-03 Cape Wire"), "the selection goes on\n{}", stage.text());
    assert_eq!(shown(&mut stage.keys("u")), ["The Harbour Post", "Daily Strait", "Cape Wire"]);
}

#[test]
fn the_fullest_wording_is_taken_out_too_and_the_rest_stays_in_sight() {
    let mut stage = stage((120, 36)).keys("] v n");
    // The fragment is one of its words too, and stays all the same: it was not taken out.
    assert_eq!(shown(&mut stage), ["Daily Strait", "Cape Wire"], "{}", stage.text());
    let mut stage = stage.keys("n");
    assert_eq!(shown(&mut stage), ["Cape Wire"], "{}", stage.text());
    let mut stage = stage.keys("n");
    assert!(stage.text().contains("it is the only wording of its statement"), "{}", stage.text());
    assert_eq!(stage.log.entries.len(), 2);
    // The reader is still at the quotation.
    assert_eq!(shown(&mut stage.keys("Esc v")), ["The Harbour Post"]);
}

#[test]
fn a_wording_is_joined_with_another_statement_chosen_from_a_list() {
    let mut stage = stage((120, 36)).keys("] v G n G y");
    let text = stage.text();
    assert!(text.contains("One statement with which other?"), "{text}");
    // What shares most words stands first.
    let list = text.split("with which other?").nth(1).expect("the list");
    let place = |words: &str| list.find(words).unwrap_or_else(|| panic!("{text}"));
    assert!(place("Wire: the keepers “will double") < place("“The museum opens"), "{text}");
    let mut stage = stage.keys("G Enter");
    assert!(stage.text().contains("one statement: “All"), "{}", stage.text());
    assert!(stage.text().contains("“The museum opens on Sundays.”"), "{}", stage.text());
    let decisions: Vec<&str> = stage.log.in_force().map(|entry| entry.decision.name()).collect();
    assert_eq!(decisions, ["not one statement", "one statement"]);
    let mut stage = stage.keys("u u");
    assert_eq!(shown(&mut stage), ["The Harbour Post", "Daily Strait", "Cape Wire"]);
}
