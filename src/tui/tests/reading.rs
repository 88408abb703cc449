//! The list of articles: read, starred, in order, in groups; the next unread; what the briefing holds.

use std::sync::Arc;

use super::stage::{Stage, articles};
use crate::{
    briefing::{ArticleId, Briefing},
    tui::{event::Event, layout::Pane, state::Message},
};

fn read(stage: &Stage) -> Vec<u32> {
    let mut read: Vec<u32> = stage.state.marked.read.iter().map(|id| id.0).collect();
    read.sort_unstable();
    read
}

fn said(stage: &Stage) -> &str {
    match &stage.state.message {
        Some(Message::Note(text) | Message::Done(text)) => text,
        _ => "",
    }
}

#[test]
fn an_article_is_read_when_its_end_was_in_sight_of_the_reader() {
    // On a high screen the end of all of them is on screen, but nobody reads while going through the list.
    let stage = Stage::new((120, 48)).keys("j j k");
    assert_eq!(read(&stage), [0; 0]);
    let stage = stage.keys("Enter");
    assert_eq!(read(&stage), [1]);
    // On a low one it takes scrolling.
    let stage = Stage::new((80, 12)).keys("Enter Ctrl-d");
    assert_eq!(read(&stage), [0; 0]);
    let stage = stage.keys("G");
    assert_eq!(read(&stage), [0]);
    let text = stage.keys("h").text();
    assert!(text.contains("▌  Port strike"), "{text}");
}

#[test]
fn whoever_says_that_an_article_is_unread_is_believed() {
    let stage = Stage::new((120, 48)).keys("Enter R");
    assert_eq!((read(&stage), said(&stage)), (vec![], "the article is unread"));
    let stage = stage.keys("j k ] Tab Shift-Tab");
    assert_eq!(read(&stage), [0; 0], "its end is still in sight, and that is nothing new");
    let stage = stage.keys("1 j k 2");
    assert_eq!(read(&stage), [0], "opened again, it is read again");
    assert_eq!(said(&stage.keys("1 j R")), "the article is read");
}

#[test]
fn the_next_unread_is_found_in_the_order_of_the_list_and_around_its_end() {
    let mut stage = Stage::new((120, 36)).keys("j R J");
    assert_eq!((stage.state.article, stage.state.focus), (ArticleId(2), Pane::Articles));
    stage = stage.keys("J");
    assert_eq!((stage.state.article, said(&stage)), (ArticleId(0), "went on from the top of the list"));
    stage = stage.keys("R J R J");
    assert_eq!(said(&stage), "no article is unread");
    stage = stage.keys("R J");
    assert_eq!(said(&stage), "no other article is unread: R");
    // In the order shown, into the article from the pane of the actor, and back.
    stage = Stage::new((120, 36)).keys(",n 3 J");
    assert_eq!((stage.state.article, stage.state.focus), (ArticleId(2), Pane::Reader));
    assert_eq!(stage.keys("Backspace").state.article, ArticleId(0));
}

#[test]
fn movements_follow_the_order_shown() {
    let at = |keys| Stage::new((120, 36)).keys(keys).state.article.0;
    assert_eq!(at(",n gg"), 1);
    assert_eq!(at(",n gg j"), 0);
    assert_eq!(at(",n G"), 2);
    assert_eq!(at(",o gg"), 0);
    assert_eq!(at(",p gg"), 1, "Daily Strait before The Harbour Post");
    assert_eq!(at(",p ,n ,x ,f gg"), 0);
}

#[test]
fn the_arrangement_is_said_and_shown() {
    let mut stage = Stage::new((120, 36)).keys(",n ,d");
    assert_eq!(said(&stage), "articles: newest first, by day");
    let text = stage.text();
    assert!(text.contains("Articles newest     ●3 2/3"), "{text}");
    assert!(text.contains(" 2026-01-20, Tuesday   ●1 1"), "{text}");
    Stage::new((80, 24)).keys("S ,p Enter j h").check("grouped");
    Stage::new((60, 20)).keys("j S R ,d k").mono().check("grouped-small");
    Stage::new((200, 60)).keys("S ,p ,n j Enter").check("grouped-large");
}

#[test]
fn a_star_is_given_and_taken() {
    let mut stage = Stage::new((80, 24)).mono().keys("S");
    assert!(stage.text().contains("▌★ 2026-01-19 The Harbo…"));
    stage = stage.keys("S");
    assert_eq!(said(&stage), "the article has no star any more");
    assert!(!stage.text().contains('★'));
}

#[test]
fn the_header_over_the_selected_row_is_in_sight() {
    let mut stage = Stage::new((60, 9)).keys(",d");
    for (keys, header) in [("gg", "2026-01-19"), ("j", "2026-01-20"), ("j", "undated"), ("k", "2026-01-20")] {
        stage = stage.keys(keys);
        let text = stage.text();
        assert!(text.lines().any(|line| line.starts_with(&format!(" {header}"))), "{text}");
        assert!(text.contains("▌●"), "{text}");
    }
}

#[test]
fn what_the_briefing_holds_stands_in_a_line_that_is_there_anyway() {
    let mut stage = Stage::new((120, 36));
    assert!(
        stage.text().contains("─ 3 articles · 5 actors · 9 quotations · 9 statements ─"),
        "{}",
        stage.text()
    );
    let mut stage = Stage::new((80, 24));
    assert!(stage.text().contains("─ 5 actors · 9 quotations · 9 statements ─"), "{}", stage.text());
    let mut partly = articles();
    partly[2].1 = None;
    let mut stage = Stage::of(Briefing::new(partly), (120, 36));
    assert!(stage.text().contains("━━━━━━━━──── analysed 2 of 3 · "), "{}", stage.text());
    stage.happen(Event::Resize(50, 16));
    assert!(stage.text().contains("analysed 2 of 3"), "{}", stage.text());
}

/// A reader in the next run.
fn again(mut stage: Stage, size: (u16, u16)) -> Stage {
    stage = stage.keys("q");
    let mut next = Stage::new(size);
    next.state = next.state.remembering(stage.state.remembered);
    next
}

#[test]
fn the_next_run_knows_what_was_read_and_starred_and_where_articles_were_left() {
    let mut stage = Stage::new((80, 12));
    stage.state = stage.state.remembering(Arc::default());
    stage = stage.keys("S ,n ,p Enter j j h k Enter G");
    let left = |stage: &Stage| [0, 1].map(|id| stage.state.reader.left_at(ArticleId(id)));
    let before = left(&stage);
    assert!(before[0] > 0);
    let mut stage = again(stage, (80, 12));
    assert_eq!(left(&stage), before);
    assert_eq!(read(&stage), [1]);
    assert!(stage.state.marked.starred.contains(&ArticleId(0)));
    assert!(stage.text().contains(" Daily Strait             1 │"), "{}", stage.text());
    assert_eq!(said(&stage.keys(",o")), "articles: oldest first, by outlet");
}

#[test]
fn panes_are_resized_and_as_wide_in_the_next_run() {
    let width = |stage: &Stage, pane| stage.state.screen().and_then(|s| s.pane(pane)).map(|p| p.body.width);
    let stage = Stage::new((120, 36)).keys("+ + 3 - - - - -");
    assert_eq!((width(&stage, Pane::Articles), width(&stage, Pane::Actor)), (Some(36), Some(24)));
    assert_eq!(said(&stage), "there is no more room");
    let stage = again(stage, (120, 36));
    assert_eq!((width(&stage, Pane::Articles), width(&stage, Pane::Actor)), (Some(36), Some(24)));
    // The reader takes from the pane beside it.
    let stage = stage.keys("1 2 +");
    assert_eq!(width(&stage, Pane::Articles), Some(32));
    let stage = stage.keys("Ctrl-w =");
    assert_eq!(width(&stage, Pane::Articles), width(&Stage::new((120, 36)), Pane::Articles));
}

#[test]
fn one_pane_has_all_the_screen_and_the_others_come_back() {
    let stage = Stage::new((120, 36)).keys("Z");
    assert_eq!(said(&stage), "the other panes come back: Z");
    Stage::new((120, 36)).keys("Enter ] Z j k").check("zoomed");
    Stage::new((80, 24)).keys("3 Z j").mono().check("zoomed-actor");
    let mut stage = stage.keys("Z");
    assert_eq!(stage.text(), Stage::new((120, 36)).text());
}

#[test]
fn where_the_actor_speaks_and_what_was_found_stands_on_the_scroll_bar() {
    Stage::new((80, 16)).keys("Enter / type:ship Enter").check("scroll-bar");
    let mut stage = Stage::new((80, 16)).mono().keys("Enter / type:ship Enter");
    let text = stage.text();
    let bar: Vec<char> = text.lines().skip(2).take(13).filter_map(|line| line.chars().last()).collect();
    assert!(bar.contains(&'•') && bar.contains(&'×'), "{text}");
}

#[test]
fn the_measure_is_what_the_user_sets_and_the_text_stands_in_the_middle() {
    let mut stage = Stage::new((200, 60)).keys("Enter");
    let longest = |stage: &mut Stage| {
        let page = &stage.text();
        let lines = page.lines().skip(2).filter_map(|line| line.split(['│', '┃']).nth(1));
        lines.map(|line| line.trim().chars().count()).max()
    };
    assert!(longest(&mut stage).is_some_and(|columns| (66..=76).contains(&columns)));
    stage.state.set_measure(50);
    assert!(longest(&mut stage).is_some_and(|columns| (40..=50).contains(&columns)));
}
