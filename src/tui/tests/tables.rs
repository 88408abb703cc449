//! Who is quoted where, when, beside whom: tables and lists over the panes.

use std::sync::Arc;

use super::stage::Stage;
use crate::{
    briefing::{Briefing, Whose},
    notation,
    tui::{event::Event, overlay::Overlay, state::Message},
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
