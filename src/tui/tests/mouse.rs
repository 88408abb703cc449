//! The mouse, on what is drawn: whatever is pressed is what stands there.

use super::stage::Stage;
use crate::{
    briefing::ArticleId,
    tui::{filter::Filtered, layout::Pane, mouse::Did, overlay::Overlay, state::Effect},
};

fn name(stage: &Stage) -> String {
    stage.state.scene().shown_name().unwrap_or_default().to_owned()
}

#[test]
fn an_article_is_selected_and_pressed_again_it_is_read() {
    let stage = Stage::new((120, 36)).press("Chen: no deal");
    assert_eq!((stage.state.article, stage.state.focus), (ArticleId(1), Pane::Articles));
    let stage = stage.press("Chen: no deal");
    assert_eq!((stage.state.article, stage.state.focus), (ArticleId(1), Pane::Reader));
}

#[test]
fn a_name_in_the_article_selects_who_it_is_and_leads_to_all_they_said() {
    let stage = Stage::new((120, 36)).press("The dockers");
    assert_eq!((name(&stage).as_str(), stage.state.focus), ("The dockers’ union", Pane::Reader));
    let stage = stage.press("The dockers");
    assert_eq!(stage.state.focus, Pane::Actor);
}

#[test]
fn a_quotation_in_the_article_is_selected_with_its_actor_and_nothing_scrolls() {
    for size in [(60, 20), (80, 24), (120, 36), (200, 60)] {
        let stage = Stage::new(size).keys("Tab");
        let before = stage.state.reader.in_sight();
        let stage = stage.press("whatever it");
        assert_eq!((name(&stage).as_str(), stage.state.focus), ("Mara Chen", Pane::Reader), "{size:?}");
        assert_eq!(stage.state.reader.in_sight(), before, "{size:?}");
        let quote = stage.state.quote.expect("a quotation");
        assert_eq!((quote.article, quote.index), (ArticleId(0), 0), "{size:?}");
    }
}

#[test]
fn text_of_any_script_is_found_where_it_is_seen() {
    let mut stage = Stage::new((120, 40)).keys("G Enter");
    // The last of these is seen first.
    for seen in ["无", "ג"] {
        let (x, y) = stage.find(seen);
        let article = stage.state.briefing.article(stage.state.article).expect("an article").document.clone();
        let screen = stage.state.screen().expect("large enough");
        let body = screen.pane(Pane::Reader).expect("the reader").body;
        let at = ratatui::layout::Position::new(x, y);
        let byte = stage.state.reader.byte_at(&article.raw, body, at).expect("text");
        assert!(article.raw.get(byte as usize..).is_some_and(|rest| rest.starts_with(seen)), "{seen}");
        stage.mouse(Did::Press, (x, y));
        assert!(stage.state.quote.is_some(), "{seen}");
        stage.state.quote = None;
        stage.state.pointer.forget();
    }
}

#[test]
fn a_row_of_the_actor_is_selected_and_pressed_again_it_is_jumped_to() {
    let stage = Stage::new((120, 36)).keys("f type:mara Enter 1");
    let stage = stage.press("“Not a day,”");
    assert_eq!(
        (stage.state.focus, stage.state.quote.map(|q| q.index)),
        (Pane::Reader, Some(3)),
        "in the article"
    );
    let (x, _) = Stage::new((120, 36)).find("person");
    let mut stage = stage.keys("1");
    let shown = stage.text();
    let row = shown
        .lines()
        .position(|line| line.chars().skip(usize::from(x)).collect::<String>().contains("“Not a day,”"));
    let at = (x + 4, row.expect("a row") as u16);
    stage.state.quote = None;
    stage.mouse(Did::Press, at);
    assert_eq!((stage.state.focus, stage.state.quote.map(|q| q.index)), (Pane::Actor, Some(3)));
    stage.mouse(Did::Press, at);
    assert_eq!(stage.state.focus, Pane::Reader);
}

#[test]
fn the_wheel_scrolls_what_is_under_it_and_selects_nothing() {
    let mut stage = Stage::new((120, 8));
    let screen = stage.state.screen().expect("large enough");
    let inside = |pane| screen.pane(pane).map(|p| (p.body.x + 2, p.body.y + 1)).expect("a pane");
    let before = (stage.state.article, stage.state.quote, stage.state.focus);
    for pane in [Pane::Articles, Pane::Actor, Pane::Reader] {
        let shown = stage.text();
        stage.mouse(Did::Wheel(2), inside(pane));
        assert_ne!(stage.text(), shown, "{pane:?}");
        stage.mouse(Did::Wheel(-2), inside(pane));
        assert_eq!(stage.text(), shown, "{pane:?}");
        // However far it is turned, something is in sight.
        stage.mouse(Did::Wheel(9000), inside(pane));
        let end = stage.text();
        stage.mouse(Did::Wheel(1), inside(pane));
        assert_eq!(stage.text(), end, "{pane:?}");
        stage.mouse(Did::Wheel(-9000), inside(pane));
        assert_eq!(stage.text(), shown, "{pane:?}");
    }
    assert_eq!((stage.state.article, stage.state.quote, stage.state.focus), before);
}

#[test]
fn the_border_follows_the_mouse_as_far_as_there_is_room_and_stays_so() {
    let mut stage = Stage::new((120, 36));
    let edge = |stage: &Stage, pane| {
        stage
            .state
            .screen()
            .and_then(|screen| screen.pane(pane))
            .map(|parts| parts.rule.right())
            .expect("a pane")
    };
    for (pane, to, comes) in
        [(Pane::Articles, 40, 40), (Pane::Articles, 2, 24), (Pane::Articles, 33, 33), (Pane::Reader, 80, 80)]
    {
        stage.mouse(Did::Press, (edge(&stage, pane), 10));
        for x in [30, 0, 200, to] {
            stage.mouse(Did::Drag, (x, 12));
        }
        stage.mouse(Did::Release, (to, 12));
        assert_eq!(edge(&stage, pane), comes);
    }
    assert_eq!(stage.state.remembered.widths, stage.state.widths);
    assert_eq!((edge(&stage, Pane::Articles), edge(&stage, Pane::Reader)), (33, 80));
    // Without a press there is no drag.
    stage.mouse(Did::Drag, (50, 12));
    assert_eq!(edge(&stage, Pane::Articles), 33);
}

#[test]
fn a_chip_that_is_pressed_is_dropped() {
    let stage = Stage::new((120, 36)).keys("F type:outlet:harbour_is:unread Enter");
    let terms = |stage: &Stage| stage.state.filters.of(Filtered::Articles).terms.len();
    assert_eq!(terms(&stage), 2);
    let mut stage = stage.press("[outlet:");
    assert_eq!(terms(&stage), 1);
    let text = stage.text();
    assert!(
        text.contains("dropped from the filter: outlet:harbour") && text.contains("[is:unread]"),
        "{text}"
    );
    assert_eq!(terms(&stage.press("[is:")), 0);
}

#[test]
fn rows_over_the_panes_are_pressed_and_nothing_beside_them() {
    for size in [(60, 20), (80, 24), (120, 36), (200, 60)] {
        let stage = Stage::new(size).keys("f type:union");
        let mut stage = stage.press("▌The dockers");
        assert!(matches!(stage.state.overlays.last(), Some(Overlay::Find(_))), "{size:?}");
        stage.mouse(Did::Press, (0, 0));
        stage.mouse(Did::Press, (size.0 - 1, size.1 - 1));
        assert_eq!(stage.state.overlays.len(), 1);
        let stage = stage.press("▌The dockers").press("▌The dockers");
        assert!(stage.state.overlays.is_empty());
        assert_eq!(
            (name(&stage).as_str(), stage.state.focus),
            ("The dockers’ union", Pane::Actor),
            "{size:?}"
        );
    }
}

#[test]
fn a_cell_of_the_matrix_is_pressed() {
    let stage = Stage::new((120, 36)).keys("gm");
    let stage = stage.press("Dockers").press("Dockers");
    assert!(
        matches!(stage.state.overlays.last(), Some(Overlay::Quotations(_))),
        "{:?}",
        stage.state.overlays
    );
}

#[test]
fn a_command_is_completed_by_pressing_it() {
    let mut stage = Stage::new((120, 36)).keys(": type:theme_").press("light");
    let text = stage.text();
    assert!(text.lines().last().is_some_and(|line| line.starts_with(":theme light")), "{text}");
}

#[test]
fn what_would_decide_something_waits_for_a_key() {
    let stage = Stage::new((120, 36)).keys("M");
    let mut stage = stage;
    for y in 0..36 {
        for _ in 0..3 {
            stage.mouse(Did::Press, (60, y));
        }
    }
    assert_eq!(stage.log.in_force().count(), 0);
}

#[test]
fn the_mouse_is_left_to_the_terminal_and_taken_again() {
    let mut stage = Stage::new((120, 36)).keys(": type:mouse Enter");
    assert_eq!(stage.effects, [Effect::Mouse(true)]);
    assert!(stage.text().contains("with Shift it selects text"));
    let stage = stage.keys("Ctrl-w m");
    assert_eq!(stage.effects, [Effect::Mouse(true), Effect::Mouse(false)]);
}
