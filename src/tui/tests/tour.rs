//! The tour: each line asks for one key, and the next comes when that was done.

use super::stage::Stage;
use crate::tui::{event::Event, state::Effect, tour};

/// A reader who is shown around.
fn stage(size: (u16, u16)) -> Stage {
    let mut stage = Stage::new(size);
    tour::begin(&mut stage.state);
    stage
}

/// The key that is asked for.
fn asked(stage: &Stage) -> Option<String> {
    tour::line(&stage.state).map(|line| line.key)
}

#[test]
fn whoever_does_as_the_tour_says_sees_all_of_it_and_it_is_not_begun_again() {
    for size in [(60, 20), (80, 24), (120, 36), (200, 60)] {
        let mut stage = stage(size);
        let mut pressed = Vec::new();
        while let Some(key) = asked(&stage) {
            let status = stage.text().lines().last().unwrap_or_default().to_owned();
            let asks = format!("/9 {key} ");
            assert!(status.contains(&asks), "{size:?}: {asks:?} is not in {status:?}");
            stage = stage.keys(&key);
            pressed.push(key);
            assert!(pressed.len() < 13, "{pressed:?}");
        }
        assert_eq!(pressed.join(" "), "gm Enter Enter ] = Enter Enter Esc Esc Esc y e", "{size:?}");
        assert!(stage.state.remembered.toured && stage.state.tour.is_none());
        assert!(stage.effects.iter().any(|effect| matches!(effect, Effect::Copy(_))));
        assert!(stage.text().contains("that was the tour"), "{}", stage.text());
    }
}

#[test]
fn whoever_leaves_the_way_is_led_back_to_it() {
    let stage = stage((120, 36)).keys("gm");
    assert_eq!(asked(&stage).as_deref(), Some("Enter"));
    // Where it cannot be done, nothing is asked for.
    let stage = stage.keys("Esc ?");
    assert_eq!(asked(&stage), None);
    let stage = stage.keys("Esc");
    assert_eq!(asked(&stage).as_deref(), Some("gm"));
    let stage = stage.keys("gm Enter Esc Esc");
    assert_eq!(asked(&stage).as_deref(), Some("gm"));
    // What was done by another key was done.
    let stage = stage.keys(": type:matrix Enter Enter Enter } ]");
    assert_eq!(asked(&stage).as_deref(), Some("="));
}

#[test]
fn one_key_ends_it_for_good_and_another_begins_it_again() {
    let mut stage = stage((120, 36)).keys("/ type:chen Enter Esc");
    assert!(stage.state.tour.is_some(), "that key ended the search");
    assert!(stage.text().contains("Esc ends the tour"));
    let mut stage = stage.keys("Esc");
    assert!(stage.state.tour.is_none() && stage.state.remembered.toured);
    assert!(stage.text().contains("the tour is over; to begin it again: g?"));
    assert_eq!(asked(&stage.keys(": type:tour Enter")).as_deref(), Some("gm"));
}

#[test]
fn the_first_line_waits_until_somebody_is_quoted() {
    let mut articles = super::stage::articles();
    let known = articles.clone();
    for (_, analysis) in &mut articles {
        *analysis = None;
    }
    let mut stage = Stage::of(crate::briefing::Briefing::new(articles), (80, 24));
    tour::begin(&mut stage.state);
    assert_eq!(asked(&stage), None);
    stage.happen(Event::Briefing(std::sync::Arc::new(crate::briefing::Briefing::new(known))));
    assert_eq!(asked(&stage).as_deref(), Some("gm"));
}

#[test]
fn the_tour_on_screens() {
    stage((60, 20)).check("tour-small");
    stage((80, 24)).mono().keys("gm").check("tour-matrix");
    stage((120, 36)).keys("gm Enter Enter ] = Enter Enter Esc Esc Esc y").check("tour-copied");
}

#[test]
fn a_screen_too_small_says_what_to_do() {
    for (size, words) in [((39, 20), "Make the window"), ((20, 6), "press q."), ((120, 7), "or press q.")] {
        let text = Stage::new(size).text();
        assert!(text.contains(words), "{size:?}\n{text}");
    }
}
