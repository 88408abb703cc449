//! Filtering the lists by a query.

use super::stage::Stage;
use crate::tui::filter::Filtered;

fn filter(stage: &Stage, list: Filtered) -> String {
    stage.state.filters.of(list).to_string()
}

#[test]
fn the_articles_follow_while_a_filter_is_typed_and_say_how_many_there_are() {
    let mut stage = Stage::new((120, 36)).keys("F type:outlet:str");
    let text = stage.text();
    assert!(text.contains("1 of 3") && text.contains("[outlet:str]"), "{text}");
    assert!(text.contains("Daily Strait") && text.contains("Filter the articles"), "{text}");
    let mut stage = stage.keys("Enter");
    assert!(stage.text().contains("1 of 3"), "nobody forgets that a filter is on");
    assert_eq!(stage.state.article.0, 1, "an article of those that are shown is open");
    assert!(stage.state.overlays.is_empty());
    let mut stage = stage.keys("F type:port Esc");
    assert_eq!(filter(&stage, Filtered::Articles), "outlet:str", "what is not taken is not kept");
    assert!(stage.text().contains("1 of 3"));
    let mut stage = stage.keys("X");
    let text = stage.text();
    assert!(text.contains("dropped from the filter: outlet:str") && text.contains("2/3"), "{text}");
    assert!(stage.keys("X").text().contains("there is no filter on the articles"));
}

#[test]
fn quotations_are_filtered_and_gone_through_as_they_are_shown() {
    let stage = Stage::new((120, 36)).keys("] 3 F type:kind:direct_-will Enter");
    assert_eq!(filter(&stage, Filtered::Quotations), "kind:direct -will");
    let words = |stage: &Stage| {
        let quotes = stage.state.quotes.iter();
        let rows = quotes.filter_map(|quote| crate::view::QuoteRow::new(&stage.state.briefing, *quote));
        rows.map(|row| row.text()).collect::<Vec<_>>()
    };
    assert_eq!(words(&stage), ["“Not a day,” […] “not an hour.”"]);
    let mut stage = stage.keys("g g ]");
    let text = stage.text();
    assert!(text.contains("1/1 of 5") && text.contains("[kind:direct]━[-will]"), "{text}");
    let stage = stage.keys("X");
    assert_eq!(words(&stage).len(), 2);
    let mut stage = stage.keys("F Ctrl-u type:nothing_of_this Enter");
    let text = stage.text();
    assert!(text.contains("0 of 5") && !stage.state.scene().lists_mentions(), "{text}");
}

#[test]
fn a_filter_is_completed_and_what_is_wrong_is_said() {
    let mut stage = Stage::new((120, 36)).keys("F type:outl");
    assert!(stage.text().contains("who published it"));
    let mut stage = stage.keys("Tab Tab");
    assert!(stage.text().contains("❯ outlet:\"Daily Strait\""), "{}", stage.text());
    assert_eq!(filter(&stage, Filtered::Articles), "outlet:\"Daily Strait\"");
    let mut stage = stage.keys("Ctrl-u type:outlt:x");
    assert!(stage.text().contains("there is no field “outlt”; outlet: is meant?"), "{}", stage.text());
    assert_eq!(filter(&stage, Filtered::Articles), "");
}

#[test]
fn a_value_that_is_being_typed_is_not_called_missing() {
    for begun in ["is:", "is:un", "since:", "since:2026-01", "kind:", "outlet:"] {
        let mut stage = Stage::new((120, 36)).keys(&format!("F type:{begun}"));
        let text = stage.text();
        assert!(!text.contains("wants a value") && !text.contains("there is no"), "{begun}: {text}");
    }
    for (left, said) in [("is:_x", "is: wants a value"), ("is:unx_x", "there is no property “unx”")] {
        let mut stage = Stage::new((120, 36)).keys(&format!("F type:{left}"));
        assert!(stage.text().contains(said), "{left}: {}", stage.text());
    }
}

#[test]
fn a_filter_is_saved_under_a_name_offered_shown_as_one_chip_and_forgotten() {
    let stage = Stage::new((120, 36)).keys("F type:outlet:harbour_port Ctrl-s type:at_sea Enter");
    assert!(matches!(stage.state.overlays.as_slice(), [crate::tui::overlay::Overlay::Filter(_)]));
    let mut stage = stage.keys("Enter");
    let text = stage.text();
    assert!(text.contains("[@at-sea]") && !text.contains("[port]"), "{text}");
    assert_eq!(stage.state.remembered.filters, [("at-sea".into(), "outlet:harbour port".into())]);
    // A term beside it is a chip of its own; what is dropped is what a chip shows.
    let mut stage = stage.keys("F type:-zebra Enter");
    assert!(stage.text().contains("[@at-sea]━[-zebra]"), "{}", stage.text());
    let mut stage = stage.keys("X X");
    assert!(stage.text().contains("dropped from the filter: @at-sea"), "{}", stage.text());
    assert_eq!(filter(&stage, Filtered::Articles), "");
    // Its name is offered, and stands for it in the other list too.
    let mut stage = stage.keys("F type:@");
    assert!(stage.text().contains("@at-sea") && stage.text().contains("outlet:harbour port"));
    let mut stage = stage.keys("Tab Enter");
    assert_eq!(filter(&stage, Filtered::Articles), "outlet:harbour port");
    assert!(stage.text().contains("[@at-sea]"));
    let mut stage = stage.keys("F Ctrl-u type:@at-see");
    assert!(
        stage.text().contains("there is no saved filter \"at-see\"; \"at-sea\" is near"),
        "{}",
        stage.text()
    );
    let mut stage = stage.keys("Ctrl-u type:@a Ctrl-x");
    assert!(stage.text().contains("@at-sea is forgotten") && stage.state.remembered.filters.is_empty());
}

#[test]
fn filters_are_saved_and_forgotten_by_commands() {
    let mut stage = Stage::new((120, 36)).keys("F type:port Enter Ctrl-s type:harbours Enter");
    assert!(stage.text().contains("saved as @harbours: port"), "{}", stage.text());
    let mut stage = stage.keys("Ctrl-x");
    assert!(stage.text().contains("harbours"), "the saved ones are offered: {}", stage.text());
    let mut stage = stage.keys("type:harbours Enter");
    assert!(stage.text().contains("@harbours is forgotten"), "{}", stage.text());
    assert!(stage.keys(": type:forget-filter_none Enter").text().contains("no filter is saved as none"));
    assert!(
        Stage::new((120, 36))
            .keys(": type:save-filter_x Enter")
            .text()
            .contains("there is no filter to save")
    );
}

#[test]
fn a_filter_at_every_size_and_without_colours() {
    for size in [(40, 8), (60, 20), (80, 24), (120, 36), (200, 50)] {
        let mut stage = Stage::new(size).mono().keys("F type:outlet:harbour_-is:doubtful_\"kota");
        let text = stage.text();
        assert!(text.contains("Filter the articles"), "{text}");
        let mut stage = stage.keys("Enter");
        let text = stage.text();
        assert!(text.contains("1 of 3") && text.contains("[outlet:harbour]"), "{text}");
    }
    Stage::new((120, 36)).keys("F type:outlet:harbour_-is:doubtful_is:").check("filter");
}
