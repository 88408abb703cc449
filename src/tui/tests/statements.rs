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
