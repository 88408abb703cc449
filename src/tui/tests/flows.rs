//! What keys lead to.

use std::sync::Arc;

use super::stage::{Stage, articles};
use crate::{
    briefing::{ArticleId, Briefing},
    tui::{
        action::{Action, Context},
        event::{Event, Signal},
        keymap::Found,
        layout::Pane,
        state::{Effect, Message},
    },
};

fn said(stage: &Stage) -> String {
    match &stage.state.message {
        Some(Message::Note(text) | Message::Done(text) | Message::Problem(text)) => text.clone(),
        Some(Message::Decided(text, undo)) => format!("{text} ({undo})"),
        None => String::new(),
    }
}

/// The current quotation: which article, and its words.
fn at(stage: &Stage) -> Option<(u32, String)> {
    let quote = stage.state.quote?;
    let row = crate::view::QuoteRow::new(&stage.state.briefing, quote)?;
    Some((quote.article.0, row.text()))
}

#[test]
fn quotations_of_the_actor_are_followed_into_other_articles_and_back() {
    let mut stage = Stage::new((120, 36)).keys("Enter ] ]");
    assert_eq!(at(&stage), Some((0, "talks would go on".into())));
    stage = stage.keys("] ]");
    assert_eq!(at(&stage).map(|q| q.0), Some(1));
    assert_eq!((stage.state.article, stage.state.scene().counter()), (ArticleId(1), Some((Some(4), 5))));
    assert!(stage.text().contains("4/5"));
    stage = stage.keys("] ]");
    assert_eq!(said(&stage), "that was the last quotation of Mara Chen");
    stage = stage.keys("Backspace");
    assert_eq!(
        (stage.state.article, at(&stage).map(|q| q.1)),
        (ArticleId(0), Some("“Not a day,” […] “not an hour.”".into()))
    );
    stage = stage.keys("Backspace");
    assert_eq!(said(&stage), "no jump to come back from");
}

#[test]
fn a_quotation_in_the_list_is_jumped_to_and_back_from() {
    let mut stage = Stage::new((80, 24)).keys("Tab Tab G Enter");
    assert_eq!((stage.state.focus, stage.state.article), (Pane::Reader, ArticleId(1)));
    assert!(stage.text().contains("without the"));
    stage = stage.keys("Backspace");
    assert_eq!((stage.state.focus, stage.state.article), (Pane::Actor, ArticleId(0)));
}

#[test]
fn actors_of_the_article_are_gone_through_quoted_ones_first() {
    let mut names = Vec::new();
    let mut stage = Stage::new((120, 36));
    for _ in 0..4 {
        names.push(stage.state.scene().shown_actor().map(|a| a.name.clone()).unwrap_or_default());
        stage = stage.keys("a");
    }
    assert_eq!(names, ["Mara Chen", "The dockers’ union", "a senior ministry official", "Mara Chen"]);
    assert_eq!(said(&stage.keys("A")), "actor 1 of 3 here: Mara Chen");
}

#[test]
fn attitudes_are_hidden_until_asked_for() {
    let stage = Stage::new((120, 36));
    assert_eq!(stage.state.scene().counter(), Some((None, 5)));
    let mut stage = stage.keys("t");
    assert_eq!(stage.state.scene().counter(), Some((None, 6)));
    assert!(stage.text().contains("a deal before Sunday"));
}

#[test]
fn an_actor_chosen_by_hand_stays_when_articles_change_and_one_that_was_not_does_not() {
    let name = |stage: &Stage| stage.state.scene().shown_actor().map(|a| a.name.clone());
    let stage = Stage::new((120, 36)).keys("G");
    assert_eq!(name(&stage).as_deref(), Some("港口主管"));
    let stage = stage.keys("gg f type:union Enter h h G");
    assert_eq!(name(&stage).as_deref(), Some("The dockers’ union"));
}

#[test]
fn a_new_briefing_keeps_what_was_selected() {
    let mut partly = articles();
    let all = Briefing::new(partly.clone());
    partly[1].1 = None;
    let mut stage = Stage::of(Briefing::new(partly), (120, 36));
    assert!(stage.text().contains("analysed 2 of 3"));
    stage = stage.keys("f type:official Enter Tab Ctrl-d");
    let before = (stage.state.quote, stage.state.focus, stage.state.reader.place());
    stage.happen(Event::Briefing(Arc::new(all)));
    assert_eq!((stage.state.quote, stage.state.focus, stage.state.reader.place()), before);
    let name = stage.state.scene().shown_actor().map(|a| a.name.clone());
    assert_eq!(name.as_deref(), Some("a senior ministry official"));
    assert!(!stage.text().contains("analysed"));
}

#[test]
fn an_article_that_waits_is_wanted_next() {
    let waiting = articles().into_iter().map(|(document, _)| (document, None)).collect();
    let mut stage = Stage::of(Briefing::new(waiting), (120, 36)).keys("j");
    assert_eq!(stage.effects, [Effect::Want(ArticleId(1))]);
    assert!(stage.text().contains("Chen: no deal without the ministry"));
}

#[test]
fn a_quotation_is_copied_with_its_citation() {
    let stage = Stage::new((120, 36)).keys("] y");
    let [Effect::Copy(text)] = stage.effects.as_slice() else { panic!("{:?}", stage.effects) };
    assert!(text.starts_with("“We will not be blackmailed."), "{text}");
    assert!(text.contains("Mara Chen, The Harbour Post, “Port strike enters"), "{text}");
    assert_eq!(said(&Stage::new((120, 36)).keys("y")), "go to a quotation first: ] or Tab");
}

#[test]
fn a_search_goes_around_and_ends_where_it_began() {
    let mut stage = Stage::new((80, 10)).keys("Enter / type:chen");
    assert_eq!(stage.state.reader.search().map(crate::tui::reader::Search::counter), Some((1, 3)));
    stage = stage.keys("Enter n n");
    assert!(stage.text().contains("/chen 3 of 3"));
    assert_eq!(said(&stage.keys("n")), "search went on from the top");
    let stage = Stage::new((80, 10)).keys("Enter j j / type:ships");
    assert!(stage.state.reader.place() > 200);
    let stage = stage.keys("Esc");
    assert_eq!(
        (stage.state.reader.search().is_none(), stage.state.reader.place()),
        (true, Stage::new((80, 10)).keys("Enter j j").state.reader.place())
    );
}

#[test]
fn panes_keep_their_place_through_any_size() {
    let mut stage = Stage::new((120, 36)).keys("Enter ] ] ]");
    let before = (stage.state.quote, stage.state.article);
    for size in [(60, 20), (10, 3), (45, 9), (200, 50), (120, 36)] {
        stage.happen(Event::Resize(size.0, size.1));
        stage.text();
    }
    assert_eq!((stage.state.quote, stage.state.article), before);
    assert!(stage.text().contains("“Not a day,” she said, “not an hour.”"));
}

#[test]
fn a_screen_too_small_says_so() {
    let text = Stage::new((39, 8)).text();
    assert_eq!(text.split_whitespace().take(4).collect::<Vec<_>>(), ["Too", "small:", "40", "columns"]);
}

#[test]
fn signals_end_suspend_and_resume() {
    let mut stage = Stage::new((80, 24)).keys("Ctrl-z q");
    for signal in [Signal::End(15), Signal::Suspend, Signal::Resume] {
        stage.happen(Event::Signal(signal));
    }
    stage.happen(Event::Closed);
    let expected =
        [Effect::Suspend, Effect::Quit, Effect::Die(15), Effect::Suspend, Effect::Redraw, Effect::Quit];
    assert_eq!(stage.effects, expected);
}

#[test]
fn every_action_is_reached_by_a_key_in_every_context_it_works_in() {
    let open = |context| match context {
        Context::Articles | Context::Global => "",
        Context::Reader => "Tab",
        Context::Actor => "Tab Tab",
        Context::List => "f type:mara Enter s",
        Context::Table => "gm",
        Context::Dialog => "e",
        Context::Prompt => "f",
    };
    for context in Context::ALL {
        for action in Action::ALL.iter().filter(|a| a.contexts().contains(&context)) {
            let stage = Stage::new((80, 24)).keys(open(context));
            let rows: Vec<_> =
                stage.state.keymap.of_context(context).filter(|row| row.0 == *action).collect();
            let chord = rows[0].1[0].clone();
            let found = stage.state.keymap.find(&stage.state.contexts(), chord.keys());
            assert_eq!(found, Found::Does(*action), "{chord}");
            let mut stage = stage.keys(&chord.to_string());
            assert!(!stage.text().is_empty());
        }
    }
}
