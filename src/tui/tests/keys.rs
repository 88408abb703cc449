//! Chords, and what the user binds.

use super::stage::Stage;
use crate::{
    config::Config,
    tui::{
        action::{Action, Context},
        keymap::Keymap,
        update::PARTS,
    },
};

#[test]
fn every_action_of_the_panes_is_done_in_one_place() {
    let panes = [Context::Articles, Context::Reader, Context::Actor, Context::Global];
    for action in Action::ALL {
        let is_of_panes = action.contexts().iter().any(|context| panes.contains(context));
        // These are done before anybody is asked.
        let is_of_all = action.motion().is_some() || *action == Action::Suspend;
        let mut state = Stage::new((120, 36)).state;
        let places = PARTS.iter().filter(|part| part(&mut state, *action, &mut Vec::new())).count();
        assert_eq!(places, usize::from(is_of_panes && !is_of_all), "{action}");
    }
}

#[test]
fn an_unfinished_chord_shows_what_can_follow() {
    Stage::new((120, 36)).keys("g").check("chord");
    let mut stage = Stage::new((60, 20)).keys("Enter z");
    let text = stage.text();
    assert!(text.contains("z …") && text.contains("t Scroll the current place to the top"), "{text}");
}

#[test]
fn a_chord_is_left_by_escape_and_one_that_means_nothing_says_so() {
    let stage = Stage::new((80, 24)).keys("Enter ] / type:chen Enter z Esc");
    assert!(stage.state.typed.is_empty() && stage.state.message.is_none());
    assert!(stage.state.reader.search().is_some(), "Esc did only leave the chord");
    let mut stage = stage.keys("g x");
    assert!(stage.text().contains("gx does nothing here"));
    assert_eq!(stage.keys("G gg").state.reader.place(), 0);
}

#[test]
fn the_current_place_is_scrolled_to_where_it_is_wanted() {
    let stage = Stage::new((80, 12)).keys("Enter ] ] zt");
    let top = stage.state.reader.place();
    let extent = stage.state.scene().extent(stage.state.quote.expect("a quotation"));
    assert!(top <= extent.start() && extent.start() < top + 80);
    let middle = stage.keys("zz").state.reader.place();
    assert!(middle < top);
    let mut stage = Stage::new((80, 12)).keys("Enter zz");
    assert!(stage.text().contains("go to a quotation first: ]"));
}

#[test]
fn keys_the_user_binds_are_shown_where_keys_are_named() {
    let config =
        Config::parse("[keys.global]\nX = \"next-quotation\"\n\"[\" = \"none\"\n\"gs\" = \"search\"\n");
    let mut stage = Stage::new((120, 36));
    stage.state.keymap = Keymap::of(&config).0;
    assert!(stage.text().contains("X next quotation"));
    let mut stage = stage.keys("y");
    assert!(stage.text().contains("go to a quotation first: X or Tab"));
    let mut stage = stage.keys("X X [");
    assert!(stage.text().contains("2/5"));
    assert!(!stage.keys("gs").state.overlays.is_empty());
}
