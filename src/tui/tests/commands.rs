//! The command line, and finding a key.

use std::sync::Arc;

use super::stage::Stage;
use crate::{
    briefing::ArticleId,
    remembered::Remembered,
    tui::{overlay::Overlay, state::Effect},
};

fn name(stage: &Stage) -> Option<String> {
    stage.state.scene().shown_actor().map(|actor| actor.name.clone())
}

/// What is typed in the command line.
fn line(stage: &mut Stage) -> String {
    match stage.state.overlays.last_mut() {
        Some(overlay @ Overlay::Command(_)) => overlay.input().unwrap().text().to_owned(),
        other => panic!("the command line, not {other:?}"),
    }
}

#[test]
fn commands_are_offered_with_what_they_do_and_their_keys() {
    Stage::new((120, 36)).keys(": type:no Tab").check("command");
    Stage::new((60, 20)).keys(": type:actor_").check("command-actor");
}

#[test]
fn what_is_typed_is_done_and_can_be_had_again() {
    let stage = Stage::new((120, 36)).keys(": type:actor_docker Enter");
    assert_eq!(name(&stage).as_deref(), Some("The dockers’ union"));
    let stage = stage.keys(": type:open_2:3 Enter");
    assert_eq!(stage.state.article, ArticleId(1));
    let stage = stage.keys(": type:search_ministry Enter");
    assert!(stage.state.reader.search().is_some_and(|search| search.counter().1 > 0));
    let mut stage = stage.keys(": Up Up");
    assert_eq!(line(&mut stage), "open 2:3");
    let mut stage = stage.keys("Down Down");
    assert_eq!(line(&mut stage), "");
    let mut stage = stage.keys("type:act Up");
    assert_eq!(line(&mut stage), "actor docker", "only what begins so");
    assert_eq!(stage.state.remembered.commands, ["actor docker", "open 2:3", "search ministry"]);
    assert_eq!(stage.keys("Esc : type:q Enter").effects, [Effect::Quit]);
}

#[test]
fn a_completion_is_taken_and_left_again() {
    let mut stage = Stage::new((120, 36)).keys(": type:expo Tab");
    assert_eq!(line(&mut stage), "export ", "the only one is taken at once");
    let mut stage = stage.keys("Tab Tab");
    assert_eq!(line(&mut stage), "export html");
    let mut stage = stage.keys("Up Up");
    assert_eq!(line(&mut stage), "export ");
}

#[test]
fn what_is_wrong_is_said_and_can_be_mended() {
    let mut stage = Stage::new((80, 24)).keys(": type:qiut Enter");
    assert!(stage.text().contains("! there is no command \"qiut\"; \"quit\" is near"), "{}", stage.text());
    let stage = stage.keys("Ctrl-u type:export_md_x.md Enter");
    assert!(matches!(stage.effects.as_slice(), [Effect::Export(_)]), "{:?}", stage.effects);
    assert!(stage.state.overlays.is_empty());
}

#[test]
fn commands_of_the_last_run_are_there() {
    let mut remembered = Remembered::default();
    remembered.command("top");
    let mut stage = Stage::new((80, 24));
    stage.state = stage.state.remembering(Arc::new(remembered));
    let mut stage = stage.keys(": Up");
    assert_eq!(line(&mut stage), "top");
}

#[test]
fn a_key_is_found_and_done() {
    let mut stage = Stage::new((80, 24)).keys("? type:masked");
    assert!(stage.text().contains("1 of ") && stage.text().contains("Show or hide masked text"));
    let mut stage = stage.keys("Enter");
    assert!(stage.text().contains("masked text is shown"));
    assert!(stage.state.overlays.is_empty());
    let mut stage = stage.keys("? type:they_are_two Enter");
    assert!(stage.text().contains("that works in a list only"));
    let mut stage = stage.keys("Ctrl-u type:zebra");
    assert!(stage.text().contains("No key has to do with that."));
    let mut stage = Stage::new((80, 24)).keys(": type:help_find_an_actor Enter");
    assert!(stage.text().contains("❯ find an actor") && stage.text().contains("▌ f  "), "{}", stage.text());
}
