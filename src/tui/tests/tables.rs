//! Who is quoted where, when, beside whom: tables and lists over the panes.

use std::sync::Arc;

use super::stage::Stage;
use crate::{
    briefing::{Briefing, Whose},
    notation,
    tui::{
        event::Event,
        handle,
        mouse::Did,
        overlay::Overlay,
        state::{Effect, Message},
    },
};

/// A dam in the rain: six articles of four outlets and a file, over two weeks, one without a date; two of them carry
/// the same statement.
pub const DAM: [&str; 7] = [
    "\
outlet: Volta News
date: 2026-03-02

= Rain fills the Kesi reservoir

[Amara Boateng]{@amara person} <said>: «“The dam will hold through all of the rainy season, whatever the upstream valleys send us.”»{@amara}

[Teo Mensah]{@teo person} <said>: «“Our fields are under water already.”»{@teo}

[Boateng]{@amara} <added>: «“Nobody needs to leave the valley.”»{@amara}
",
    "\
outlet: Accra Day
date: 2026-03-02

= Engineer: dam will hold

[Amara Boateng]{@amara person} <said>: «“The dam will hold through all of the rainy season, whatever the valleys send us.”»{@amara}
",
    "\
outlet: Accra Day
date: 2026-03-03

= Farmers ask for gates to open

[Teo Mensah]{@teo person} <said>: «“Open the gates before the night, or we will open them ourselves.”»{@teo}

[Amara Boateng]{@amara person} <said>: «“The gates open by the book and not by shouting.”»{@amara}
",
    "\
outlet: Gulf of Guinea Shipping and Weather Gazette
date: 2026-03-09

= More rain by Friday

[Ines Duarte]{@ines person} <said>: «“Two hundred millimetres more will fall on the upper basin.”»{@ines}
",
    "\
outlet: Volta News
date: 2026-03-10

= Gates opened

[Amara Boateng]{@amara person} <said>: «“We opened 2 gates at dawn.”»{@amara}

[Ines Duarte]{@ines person} <said>: «“The peak is still to come.”»{@ines}

[She]{@ines} <said>: «“Watch the river on Friday.”»{@ines}
",
    "\
outlet: Volta News
date: 2026-03-10

= Kesi: what we know

[Amara Boateng]{@amara person} <said>: «“We opened 3 gates at dawn.”»{@amara}

«“The road to Kesi is cut.”»{nobody}
",
    "\
id: notes/call.txt

= From a call

[Amara Boateng]{@amara person} <told> us: «“I have not slept since Monday.”»{@amara}
",
];

/// A reader of the dam, Amara Boateng selected.
pub fn dam(size: (u16, u16)) -> Stage {
    let parse = |marked| {
        let (document, analysis) = notation::parse(marked).expect("marked text");
        (Arc::new(document), Some(Arc::new(analysis)))
    };
    Stage::of(Briefing::new(DAM.map(parse).to_vec()), size)
}

/// The sizes every view is looked at in.
pub const SIZES: [(u16, u16); 4] = [(60, 20), (80, 24), (120, 36), (200, 60)];

/// Compares what `keys` show with the files of this name, in every size, and without colours.
#[track_caller]
pub fn check_all(keys: &str, name: &str) {
    for size in SIZES {
        dam(size).keys(keys).check(&format!("{name}-{}", size.0));
    }
    dam((80, 24)).mono().keys(keys).check(&format!("{name}-mono"));
}

pub fn said(stage: &Stage) -> &str {
    match &stage.state.message {
        Some(Message::Note(text)) => text,
        _ => "",
    }
}

#[test]
fn the_matrix_in_every_size() {
    check_all("gm l l l", "matrix");
}

#[test]
fn a_cell_opens_its_quotations_and_one_of_them_its_place() {
    dam((80, 24)).keys("gm l l l Enter j").check("cell");
    let mut stage = dam((80, 24)).keys("gm l l l Enter");
    assert!(stage.text().contains("Amara Boateng in Volta News") && stage.text().contains("1 of 4"));
    let stage = stage.keys("j Enter");
    assert!(stage.state.overlays.is_empty());
    let quote = stage.state.quote.expect("a quotation");
    assert_eq!((quote.article.0, quote.index), (0, 2));
    assert_eq!(stage.keys("Backspace").state.quote, None);
}

#[test]
fn the_matrix_is_left_as_it_was_opened() {
    let stage = dam((80, 24)).keys("gm l l l Enter Esc");
    assert!(matches!(stage.state.overlays.as_slice(), [Overlay::Matrix(_)]));
    assert!(stage.keys("Esc").state.overlays.is_empty());
}

#[test]
fn a_cell_without_quotations_says_so() {
    let stage = dam((120, 36)).keys("gm G $ Enter");
    assert_eq!(said(&stage), "notes/call.txt does not quote (unattributed)");
}

#[test]
fn the_matrix_is_sorted_by_the_selected_column_and_turned_round() {
    let mut stage = dam((120, 36)).keys("gm s");
    assert!(stage.text().contains("Actor▴"), "{}", stage.text());
    assert!(stage.text().contains("1 of 4"));
    let order = |stage: &mut Stage| {
        let text = stage.text();
        let mut names: Vec<(usize, &str)> =
            ["Amara", "Teo", "Ines"].iter().filter_map(|name| Some((text.find(name)?, *name))).collect();
        names.sort_unstable();
        names.into_iter().map(|(_, name)| name).collect::<Vec<_>>()
    };
    assert_eq!(order(&mut stage), ["Amara", "Ines", "Teo"]);
    assert_eq!(order(&mut stage.keys("s")), ["Teo", "Ines", "Amara"]);
    assert_eq!(order(&mut dam((120, 36)).keys("gm l s")), ["Teo", "Ines", "Amara"]);
}

#[test]
fn the_matrix_opens_at_the_selected_actor_and_keeps_to_it_in_a_new_briefing() {
    let selected = |stage: &Stage| match stage.state.overlays.last() {
        Some(Overlay::Matrix(matrix)) => matrix.selected(),
        _ => None,
    };
    let mut stage = dam((80, 24)).keys("f type:duarte Enter gm");
    let ines = stage.state.briefing.find_actors("Ines Duarte")[0];
    assert_eq!(selected(&stage), Some(Whose::Actor(ines)));
    let again = dam((80, 24)).state.briefing;
    stage.happen(Event::Briefing(again));
    assert_eq!(selected(&stage), Some(Whose::Actor(ines)));
}

#[test]
fn tables_are_on_screen_before_they_are_counted() {
    for (keys, title) in [("gm", "Who is quoted where"), ("gt", "Amara Boateng over time")] {
        let mut stage = dam((80, 24));
        let mut wanted = Vec::new();
        for key in keys.chars() {
            let key = key.to_string().parse().expect("a key");
            wanted.extend(handle(&mut stage.state, Event::Key(key)).effects);
        }
        assert!(matches!(wanted.as_slice(), [Effect::Work(_)]), "{wanted:?}");
        let text = stage.text();
        assert!(text.contains(title) && text.contains("Counting…"), "{text}");
        let mut stage = stage.keys("Enter");
        assert_eq!(said(&stage), "still counting");
        let [Effect::Work(job)] = wanted.as_slice() else { panic!("{wanted:?}") };
        stage.work(job);
        assert!(matches!(stage.state.overlays.last(), Some(Overlay::Quotations(_))), "Enter was not lost");
        assert!(!dam((80, 24)).keys(keys).text().contains("Counting…"));
    }
}

#[test]
fn numbers_have_room_in_narrow_columns() {
    let mut articles = vec![DAM[0].to_owned()];
    let said =
        |n: usize| format!("\n[Amara Boateng]{{@amara person}} <said>: «“Gate {n} opens.”»{{@amara}}\n");
    let many: String = (0..140).map(said).collect();
    let twice = |outlet: &str| format!("outlet: {outlet}\ndate: 2026-03-04\n\n= Gates\n{many}");
    articles.extend(["Delta", "Volta News"].map(twice));
    let only = format!("outlet: Delta\ndate: 2026-03-05\n\n= Gates\n{}", many.replace("mara", "bena"));
    articles.extend([only.clone(), only]);
    let parse = |marked: &String| {
        let (document, analysis) = notation::parse(marked).expect("marked text");
        (Arc::new(document), Some(Arc::new(analysis)))
    };
    let of = |articles: &[String]| Briefing::new(articles.iter().map(parse).collect());
    let mut stage = Stage::of(of(&articles), (60, 20)).keys("gm");
    assert!(stage.text().contains("only 280/118"), "{}", stage.text());
    let mut stage = Stage::of(of(&articles), (60, 20)).keys("f type:amara Enter gt");
    assert!(stage.text().contains(" 280/118"), "{}", stage.text());
}

#[test]
fn bars_are_put_in_order_by_a_column_and_in_order_of_time_again() {
    let days = |stage: &mut Stage| {
        let text = stage.text();
        let days =
            text.split_whitespace().filter(|word| word.starts_with("2026-") || word.starts_with("▌2026-"));
        days.map(|day| day.trim_start_matches('▌')).collect::<Vec<_>>().join(" ")
    };
    let time = "2026-03-02 2026-03-03 2026-03-10";
    assert!(days(&mut dam((120, 36)).keys("gt")).starts_with(time));
    let mut stage = dam((120, 36)).keys("gt s");
    assert!(days(&mut stage).starts_with("2026-03-02 2026-03-10 2026-03-03"), "{}", stage.text());
    assert!(stage.text().contains("All outlets▾") && !stage.text().contains("without"));
    assert_eq!(said(&stage), "those with most first");
    let mut stage = stage.keys("s");
    assert!(days(&mut stage).starts_with(time) && stage.text().contains("6 days without"));
}

#[test]
fn a_bar_of_the_timeline_is_pressed_and_a_gap_is_not() {
    let mut stage = dam((120, 36)).keys("gt").press("2026-03-10").press("days without").press("days without");
    assert!(matches!(stage.state.overlays.as_slice(), [Overlay::Timeline(_)]));
    let ((_, bar), (outlet, _)) = (stage.find("2026-03-10"), stage.find("Volta News"));
    let mut stage = stage.press("2026-03-10").press("2026-03-10");
    assert!(stage.text().contains("Amara Boateng, 2026-03-10 Tue"), "{}", stage.text());
    let mut stage = stage.keys("Esc");
    for _ in 0..2 {
        stage.mouse(Did::Press, (outlet, bar));
        stage.mouse(Did::Release, (outlet, bar));
    }
    assert!(stage.text().contains("Amara Boateng in Volta News, 2026-03-10 Tue"), "{}", stage.text());
}

#[test]
fn the_timeline_in_every_size() {
    check_all("gt j l", "timeline");
}

#[test]
fn bars_are_gone_through_without_the_gaps_and_opened() {
    let mut stage = dam((120, 36)).keys("gt");
    let text = stage.text();
    assert!(text.contains("Amara Boateng over time") && text.contains("1 of 4"), "{text}");
    assert!(text.contains("6 days without") && text.contains("undated"), "{text}");
    let mut stage = stage.keys("j j");
    assert!(stage.text().contains("3 of 4"));
    assert!(stage.keys("k").text().contains("2 of 4"));
    let mut stage = dam((120, 36)).keys("gt l Enter");
    let text = stage.text();
    assert!(
        text.contains("Amara Boateng in Volta News, 2026-03-02 Mon") && text.contains("1 of 2"),
        "{text}"
    );
    let stage = stage.keys("j Enter");
    assert!(stage.state.overlays.is_empty());
    let quote = stage.state.quote.expect("a quotation");
    assert_eq!((quote.article.0, quote.index), (0, 2));
    let stage = dam((120, 36)).keys("gt G l Enter");
    assert_eq!(said(&stage), "Amara Boateng is not quoted in Volta News: undated");
    let stage = dam((120, 36)).keys("gt Enter Esc Esc");
    assert!(stage.state.overlays.is_empty());
}

#[test]
fn who_is_beside_in_every_size() {
    check_all("gb", "beside");
}

#[test]
fn taking_somebody_beside_selects_them() {
    let mut stage = dam((120, 36)).keys("gb");
    assert!(stage.text().contains("Quoted beside Amara Boateng") && stage.text().contains("1 of 2"));
    let stage = stage.keys("Enter");
    let name = stage.state.scene().shown_name().map(str::to_owned);
    assert_eq!((name.as_deref(), stage.state.overlays.is_empty()), (Some("Teo Mensah"), true));
    assert!(dam((120, 36)).keys("f type:duarte Enter gb").text().contains("1 of 1"));
}

#[test]
fn two_outlets_on_one_actor_in_every_size() {
    check_all("= type:volta Enter type:accra Enter", "compare-outlets");
}

#[test]
fn two_actors_in_every_size() {
    check_all("= type:teo Enter Down Down", "compare-actors");
}

#[test]
fn what_to_compare_with_is_chosen_from_a_list() {
    dam((80, 24)).keys("=").check("compare-with");
    let mut stage = dam((80, 24)).keys("= type:volta Enter");
    let text = stage.text();
    assert!(text.contains("With which outlet") && !text.contains("Teo Mensah"), "{text}");
    let mut stage = dam((80, 24)).keys("= type:zzz");
    assert!(stage.text().contains("0 of") && stage.text().contains("Nobody to compare with."));
    assert!(dam((80, 24)).keys("= type:teo Enter Esc Esc").state.overlays.is_empty());
}

#[test]
fn a_topic_is_typed_with_live_counts_and_what_both_carry_is_on_one_row() {
    let mut stage = dam((120, 36)).keys("= type:volta Enter type:accra Enter");
    let text = stage.text();
    assert!(text.contains("both 1 · only Volta News: 3 · only Accra Day: 1"), "{text}");
    assert!(text.contains("1 of 6") && text.contains("[-upstream-]"), "{text}");
    let mut stage = stage.keys("type:gates");
    let text = stage.text();
    assert!(text.contains("both 0 · only Volta News: 2 · only Accra Day: 1"), "{text}");
    assert!(text.contains("1 of 3 (6 on any topic)"), "{text}");
    let stage = stage.keys("Down Enter");
    assert!(stage.state.overlays.is_empty());
    assert_eq!(stage.state.quote.map(|quote| quote.article.0), Some(4));
    let text = dam((120, 36)).keys("= type:volta Enter type:accra Enter type:zebra").text();
    assert!(text.contains("Nothing on this topic."), "{text}");
}

#[test]
fn comparing_follows_its_sides_into_a_new_briefing() {
    let mut stage = dam((120, 36)).keys("= type:volta Enter type:accra Enter type:dam Down");
    let before = stage.text();
    let again = dam((120, 36)).state.briefing;
    stage.happen(Event::Briefing(again));
    // The first list of outlets is closed: its numbers may be others by now.
    assert_eq!(stage.text(), before);
}

#[test]
fn without_an_actor_the_way_to_one_is_said() {
    for keys in ["gt", "gb", "="] {
        let mut stage = dam((120, 36));
        stage.state.selected = None;
        let stage = stage.keys(keys);
        assert!(stage.state.overlays.is_empty());
        assert!(said(&stage).starts_with("select an actor first"), "{}", said(&stage));
    }
}
