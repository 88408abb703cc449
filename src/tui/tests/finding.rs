//! Searching in lists, and in the whole briefing.

use super::{
    stage::Stage,
    tables::{check_all, dam, said},
};
use crate::{
    briefing::{ArticleId, Whose},
    tui::{
        event::Event,
        layout::Pane,
        state::{Effect, Outcome},
        update::handle,
    },
};

#[test]
fn articles_are_searched_counted_and_gone_around() {
    let mut stage = dam((120, 36)).keys("/ type:volta");
    assert_eq!(stage.state.article, ArticleId(0));
    assert!(stage.text().contains("/volta 1 of 3"), "{}", stage.text());
    stage = stage.keys("Enter n");
    assert_eq!(stage.state.article, ArticleId(4));
    assert!(stage.text().contains("/volta 2 of 3"), "{}", stage.text());
    stage = stage.keys("n n");
    assert_eq!((stage.state.article, said(&stage)), (ArticleId(0), "search went on from the top"));
    stage = stage.keys("N");
    assert_eq!((stage.state.article, said(&stage)), (ArticleId(5), "search went on from the end"));
    let mut stage = stage.keys("Esc");
    assert!(stage.state.finding.is_none() && !stage.text().contains("/volta"));
    assert!(said(&stage.keys("n")).starts_with("nothing was searched for"));
}

#[test]
fn a_search_in_a_list_that_is_given_up_goes_back_and_capitals_mind_the_case() {
    let stage = dam((120, 36)).keys("j / type:gazette");
    assert_eq!(stage.state.article, ArticleId(3));
    let mut stage = stage.keys("x");
    assert_eq!(stage.state.article, ArticleId(1), "without anything found it is where it began");
    assert!(stage.text().contains("/gazettex nothing found"), "{}", stage.text());
    let stage = stage.keys("Backspace Esc");
    assert_eq!((stage.state.article, stage.state.finding.is_none()), (ArticleId(1), true));
    let mut stage = dam((120, 36)).keys("/ type:Engineer Enter");
    assert!(stage.text().contains("/Engineer 1 of 1"));
    assert!(dam((120, 36)).keys("/ type:eNGINEER Enter").text().contains("nothing found"));
}

#[test]
fn what_the_actor_said_is_searched_in_its_pane() {
    let mut stage = dam((120, 36)).keys("3 / type:gates Enter");
    assert_eq!((stage.state.focus, stage.state.article), (Pane::Actor, ArticleId(0)));
    assert!(stage.text().contains("/gates 1 of 3"), "{}", stage.text());
    let quote = stage.state.quote.expect("a quotation");
    stage = stage.keys("n");
    assert_ne!(stage.state.quote, Some(quote));
    // The article has a search of its own.
    let mut stage = stage.keys("2 / type:valley Enter");
    assert!(stage.text().contains("/valley 1 of 2"), "{}", stage.text());
    assert!(stage.keys("3").text().contains("/gates 2 of 3"));
}

#[test]
fn lists_over_the_panes_are_searched_and_esc_clears_first() {
    for (keys, typed, row) in
        [("gm", "teo", 2), ("gt", "03-10", 3), ("gb", "ines", 1), ("gm l l l Enter", "leave", 1)]
    {
        let mut stage = dam((120, 36)).keys(&format!("{keys} / type:{typed} Enter"));
        let text = stage.text();
        assert!(text.contains(&format!("/{typed} 1 of 1")), "{keys}: {text}");
        assert_eq!(stage.state.overlays.last().map(|overlay| overlay.row()), Some(row), "{keys}");
        let overlays = stage.state.overlays.len();
        let stage = stage.keys("n");
        assert_eq!(said(&stage), "search went on from the top", "{keys}");
        let stage = stage.keys("Esc");
        assert_eq!((stage.state.overlays.len(), stage.state.finding.is_none()), (overlays, true), "{keys}");
        assert_eq!(stage.keys("Esc").state.overlays.len(), overlays - 1, "{keys}");
    }
}

#[test]
fn what_is_found_in_a_list_stands_out() {
    dam((80, 24)).keys("gm / type:a Enter j").check("found-in-list");
    dam((80, 24)).mono().keys("/ type:volta Enter").check("found-in-articles");
}

#[test]
fn anywhere_in_every_size() {
    check_all("Ctrl-f type:gates Down Down", "anywhere");
}

#[test]
fn names_quotations_and_text_are_found_and_gone_to() {
    let mut stage = dam((120, 36)).keys("Ctrl-f type:boateng");
    let text = stage.text();
    assert!(text.contains("actors 1") && text.contains("1 of "), "{text}");
    let stage = stage.keys("Enter");
    assert!(stage.state.overlays.is_empty());
    assert_eq!((stage.state.focus, stage.state.scene().shown_name()), (Pane::Actor, Some("Amara Boateng")));

    let mut stage = dam((120, 36)).keys("Ctrl-f type:peak_is");
    assert!(stage.text().contains("said  Ines Duarte: “The peak is"), "{}", stage.text());
    let stage = stage.keys("Enter");
    let quote = stage.state.quote.expect("a quotation");
    assert_eq!((quote.article, quote.index, stage.state.focus), (ArticleId(4), 1, Pane::Reader));
    let stage = stage.keys("Backspace");
    assert_eq!((stage.state.article, stage.state.focus), (ArticleId(0), Pane::Articles));

    let mut stage = dam((120, 36)).keys("Ctrl-f type:told_us Enter");
    assert_eq!((stage.state.article, stage.state.focus), (ArticleId(6), Pane::Reader));
    assert!(stage.text().contains("/told us 1 of 1"), "what was looked for is searched on: {}", stage.text());
    assert_eq!(stage.keys("Backspace").state.article, ArticleId(0));
}

#[test]
fn one_kind_is_listed_alone_and_nothing_found_is_said() {
    let mut stage = dam((120, 36)).keys("Ctrl-f type:gates Tab");
    assert!(stage.text().contains("▸actors 0"), "{}", stage.text());
    stage = stage.keys("Tab");
    assert!(stage.text().contains("▸quotations 4") && stage.text().contains("1 of 4"), "{}", stage.text());
    let mut stage = stage.keys("Ctrl-u type:zebra Tab Tab");
    assert!(stage.text().contains("Nothing has these words."), "{}", stage.text());
    assert!(stage.keys("Esc").state.overlays.is_empty());
}

#[test]
fn a_search_that_is_still_going_on_says_so_and_what_is_late_is_not_taken() {
    let press = |stage: &mut Stage, key: &str| {
        let Outcome { effects, .. } = handle(&mut stage.state, Event::Key(key.parse().expect("a key")));
        effects.into_iter().find_map(|effect| match effect {
            Effect::Work(job) => Some(job),
            _ => None,
        })
    };
    let mut stage = dam((120, 36)).keys("Ctrl-f");
    let first = press(&mut stage, "g").expect("a search");
    assert!(stage.text().contains("Looking…"), "{}", stage.text());
    press(&mut stage, "z").expect("another search");
    stage.work(&first);
    assert!(stage.text().contains("Looking…"), "what was asked before is not shown: {}", stage.text());
    assert!(press(&mut stage, "Down").is_none(), "nothing is asked twice");
}

#[test]
fn what_was_found_follows_into_a_new_briefing() {
    let mut stage = dam((120, 36)).keys("Ctrl-f type:gates Down");
    let before = stage.text();
    let again = dam((120, 36)).state.briefing;
    stage.happen(Event::Briefing(again));
    assert_eq!(stage.text(), before);
    let amara = stage.state.briefing.find_actors("amara")[0];
    assert_eq!(stage.keys("Enter").state.selected.map(|chosen| chosen.whose), Some(Whose::Actor(amara)));
}
