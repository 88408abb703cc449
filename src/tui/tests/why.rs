//! Why a quotation is whose it is, what nobody could be named for, and what is doubtful.

use std::sync::Arc;

use super::stage::Stage;
use crate::{
    briefing::{Briefing, Whose},
    model::{Evidence, QuotationKind},
    notation,
    tui::state::Message,
    view::UNATTRIBUTED,
};

const MARKED: [&str; 2] = [
    "\
outlet: The Harbour Post
date: 2026-01-19

= Port strike enters third week

[Mara Chen]{@chen person}, [head of the port authority]{role @chen}, <said> on Monday: «“The port stays open, whatever it takes.”»{@chen}

«“Not a day,”»{3} [she]{@chen} <added>{3}, «“not an hour.”»{3 @chen 0.4}

On a wall near the harbour stood: «“Nobody leaves.”»{nobody 0.5}
",
    "\
outlet: Daily Strait
date: 2026-01-18

= Walls of the harbour

«“Nobody pays.”»{nobody} That was all, and «somebody must pay»{nobody attitude}.
",
];

/// The marked articles, with reasons for the quotations of the first.
fn stage(size: (u16, u16)) -> Stage {
    let articles = MARKED.map(|marked| {
        let (document, mut analysis) = notation::parse(marked).expect("marked text");
        let mentions = analysis.mentions.clone();
        for attribution in &mut analysis.attributions {
            let Some(speaker) = attribution.speaker else { continue };
            let reason = |words: &str, places| Evidence { feature: "by_hand", words: words.into(), places };
            let cue = attribution.cue.expect("a cue");
            attribution.evidence = vec![
                reason("subject of *said*", vec![cue, mentions[speaker.0 as usize].span]),
                reason(
                    "she → Mara Chen: the last subject that agrees with the pronoun, three lines above",
                    vec![mentions[0].span],
                ),
            ];
        }
        (Arc::new(document), Some(Arc::new(analysis)))
    });
    Stage::of(Briefing::new(articles.to_vec()), size)
}

fn note(stage: &Stage) -> &str {
    match &stage.state.message {
        Some(Message::Note(text)) => text,
        _ => "",
    }
}

fn selected(stage: &Stage) -> Option<Whose> {
    stage.state.selected.map(|s| s.whose)
}

#[test]
fn reasons_stand_under_the_article_and_their_places_stand_out() {
    stage((80, 24)).keys("Enter ] ] w").check("why");
    stage((120, 36)).mono().keys("Enter ] w").check("why-no-colours");
}

#[test]
fn nobody_is_selected_like_an_actor() {
    stage((120, 30)).keys("U").check("unattributed");
}

#[test]
fn why_goes_along_with_the_quotation_and_closes_by_its_key_and_by_esc() {
    let mut stage = stage((80, 24)).keys("w");
    let text = stage.text();
    assert!(
        text.contains("Why ") && text.contains("100%") && text.contains("speaker  Mara Chen\n"),
        "{text}"
    );
    stage = stage.keys("]");
    let text = stage.text();
    assert!(text.contains("40% ? doubtful") && text.contains("she → Mara Chen"), "{text}");
    for close in ["w", "Esc"] {
        stage = stage.keys(close);
        assert!(!stage.text().contains("doubtful ─"), "{close}");
        stage = stage.keys("w");
        assert!(stage.text().contains("40% ? doubtful"));
    }
    stage = stage.keys("Esc 2 / type:port Enter w Esc");
    assert!(stage.state.reader.search().is_some(), "the first Esc closes why, the next ends the search");
    assert!(stage.keys("Esc").state.reader.search().is_none());
}

#[test]
fn why_nobody_was_named_is_asked_too_and_leads_to_the_quotation() {
    let mut stage = stage((80, 24)).keys("U gg w");
    let text = stage.text();
    assert!(text.contains("speaker  nobody could be named"), "{text}");
    assert!(text.contains("because  no reason is known"), "{text}");
    assert_eq!(stage.state.article.0, 1, "where the quotation stands");
}

#[test]
fn the_smallest_screen_has_room_for_why_and_article() {
    let mut stage = stage((40, 8)).keys("Enter ] w");
    let text = stage.text();
    assert!(text.contains(" Why ") && text.contains("more lines") && text.contains("whatever it"), "{text}");
}

#[test]
fn what_is_unattributed_is_found_last_counted_and_never_a_sheet() {
    let mut stage = stage((120, 36)).keys("f");
    assert!(stage.text().contains("2 of 2"));
    let rows: Vec<String> = stage.text().lines().map(str::to_owned).collect();
    let at = rows.iter().position(|row| row.contains(UNATTRIBUTED)).expect("an entry");
    assert!(rows[at].contains(" 2  │") && rows[at - 1].contains("Mara Chen"), "{}", rows[at]);
    stage = stage.keys("type:unatt Enter");
    assert_eq!((selected(&stage), stage.state.scene().counter()), (Some(Whose::Nobody), Some((Some(2), 2))));
    stage = stage.keys("e");
    let text = stage.text();
    assert!(text.contains("● everybody ") && !text.contains(&format!("● {UNATTRIBUTED}")), "{text}");
    stage = stage.keys("Esc t");
    assert_eq!(stage.state.scene().counter(), Some((Some(3), 3)), "attitudes only when asked for");
    assert!(stage.state.quotes.iter().any(|q| {
        stage.state.briefing.attribution(*q).is_some_and(|a| a.quotation.kind == QuotationKind::Attitude)
    }));
}

#[test]
fn nobody_comes_after_the_actors_of_the_article() {
    let mut stage = stage((120, 36)).keys("a");
    assert_eq!((note(&stage), selected(&stage)), ("actor 2 of 2 here: (unattributed)", Some(Whose::Nobody)));
    stage = stage.keys("a");
    assert_eq!(note(&stage), "actor 1 of 2 here: Mara Chen");
    assert_eq!(
        note(&Stage::new((120, 36)).keys("U")),
        "nothing is unattributed: somebody is named for every quotation"
    );
}

#[test]
fn a_new_briefing_keeps_nobody_selected() {
    let mut stage = stage((120, 36)).keys("U");
    let again = Arc::clone(&stage.state.briefing);
    stage.happen(crate::tui::Event::Briefing(again));
    assert_eq!((selected(&stage), stage.state.quotes.len()), (Some(Whose::Nobody), 2));
}

#[test]
fn a_wide_screen_counts_all_that_needs_a_second_look() {
    let expected = "2 articles · 1 actor · 4 quotations · 4 statements · 2 doubtful · 2 unattributed";
    let mut stage = stage((200, 36));
    assert!(stage.text().contains(expected), "{}", stage.text());
}
