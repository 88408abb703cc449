//! Whole screens, in symbols and styles.

use super::stage::Stage;

#[test]
fn three_panes() {
    Stage::new((120, 36)).check("three-panes");
}

#[test]
fn two_panes() {
    Stage::new((80, 24)).check("two-panes");
    Stage::new((80, 24)).keys("l l j").check("two-panes-actor");
}

#[test]
fn the_smallest_of_two_panes() {
    Stage::new((60, 20)).keys("Enter").check("two-panes-small");
}

#[test]
fn one_pane() {
    Stage::new((50, 16)).keys("Enter ]").check("one-pane");
}

#[test]
fn a_large_screen() {
    Stage::new((200, 50)).keys("Enter ] ]").check("large");
}

#[test]
fn no_colours() {
    Stage::new((120, 36)).mono().keys("Enter ] ]").check("no-colours");
}

#[test]
fn masked_text_is_shown_dimmed_with_its_reason() {
    Stage::new((80, 30)).keys("Enter x").check("masked");
}

#[test]
fn places_found_stand_out_and_are_counted() {
    Stage::new((80, 24)).keys("2 / type:chen Enter n").check("search");
}

#[test]
fn actors_are_found_by_name() {
    Stage::new((80, 24)).keys("f type:ch").check("find");
}

#[test]
fn merging_shows_both_sides() {
    Stage::new((80, 24)).keys("f type:dockers Enter m").check("merge");
}

#[test]
fn splitting_marks_mentions() {
    Stage::new((80, 24)).mono().keys("f type:mara Enter s j Space Space").check("split");
}

#[test]
fn whoever_said_it_is_chosen_or_typed() {
    Stage::new((80, 24)).keys("] c type:ro").check("speaker");
}

#[test]
fn a_place_is_seen_with_its_mentions() {
    Stage::new((120, 36)).keys("p Enter ]").check("mentions");
}

#[test]
fn what_was_decided_has_signs_without_colours() {
    let keys = "Enter ] Space ] i type:call_her Enter ] c type:union Enter";
    Stage::new((120, 36)).mono().keys(keys).check("decided");
}

#[test]
fn help_shows_the_keys_of_the_pane_first() {
    // Not a picture: every new key would change it.
    let mut stage = Stage::new((80, 24)).keys("Tab ?");
    let rows: Vec<String> = stage.text().lines().map(str::to_owned).collect();
    assert!(rows[0].starts_with("╭─ Keys ─") && rows[22].starts_with("╰─"), "{rows:#?}");
    let last_here = rows.iter().rposition(|row| row.contains(" Reading ")).expect("keys of the pane");
    let first_everywhere =
        rows.iter().position(|row| row.contains(" Everywhere ")).expect("keys of all panes");
    assert!(rows[3].contains("▌ Enter") && last_here < first_everywhere, "{rows:#?}");
}

#[test]
fn hostile_text_stays_in_its_pane() {
    Stage::new((120, 20)).keys("G Tab Tab j").check("hostile");
}
