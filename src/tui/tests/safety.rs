//! Whatever is in an article and whatever is pressed, the screen stays whole.

use std::sync::Arc;

use proptest::prelude::*;

use super::stage::Stage;
use crate::{
    briefing::Briefing,
    model::{Document, Given, Origin},
    text::safe,
    tui::{event::Event, keymap::Keymap, layout::Pane},
};

/// What any frame must be: every cell safe to print, the lines between panes unbroken.
#[track_caller]
fn check_frame(stage: &mut Stage) {
    let edges: Vec<u16> = stage.state.screen().map_or_else(Vec::new, |screen| {
        let panes = Pane::ALL.into_iter().filter_map(|p| screen.pane(p));
        panes.map(|p| p.body.right()).filter(|x| *x < screen.main.right()).collect()
    });
    let overlaid = !stage.state.overlays.is_empty() || !stage.state.typed.is_empty();
    let buffer = stage.buffer().clone();
    for cell in buffer.content() {
        assert_eq!(safe::line(cell.symbol()), cell.symbol(), "an unsafe cell");
    }
    let bodies = 2..buffer.area.height.saturating_sub(1);
    for (x, y) in edges.iter().flat_map(|x| bodies.clone().map(move |y| (*x, y))) {
        let symbol = buffer[(x, y)].symbol();
        assert!(overlaid || matches!(symbol, "│" | "┃" | "•" | "×"), "{symbol:?} at {x},{y}");
    }
}

fn of_text(text: &str, size: (u16, u16)) -> Stage {
    let document = Document {
        id: text.chars().take(20).collect(),
        raw: text.into(),
        origin: Origin::Stdin,
        given: Given { title: Some(text.chars().rev().take(30).collect()), ..Given::default() },
    };
    Stage::of(Briefing::new(vec![(Arc::new(document), None)]), size)
}

#[test]
fn a_name_longer_than_the_screen_leaves_room_for_what_stands_beside_it() {
    let name = "Maximiliana ".repeat(25);
    let marked = format!(
        "outlet: The Long Coast Courier\n\n= A headline\n|paragraph| [{}]{{@x person}} <said>: «“No.”»{{@x}} [She]{{@x}} left.\n",
        name.trim()
    );
    let (document, analysis) = crate::notation::parse(&marked).expect("marked text");
    let briefing = Briefing::new(vec![(Arc::new(document), Some(Arc::new(analysis)))]);
    let mut stage = Stage::of(briefing, (60, 20)).keys("Ctrl-w l ]");
    let text = stage.text();
    let title = text.lines().next().unwrap_or_default().to_owned();
    assert!(
        title.contains("The Long Co") && title.contains("Maximiliana M") && title.contains("… 1/1"),
        "{text}"
    );
    for (keys, said) in
        [("m", "… with"), ("Esc K", "…?"), ("Esc s", "…: which mentio"), ("Esc r", "Rename Maximiliana")]
    {
        stage = stage.keys(keys);
        let text = stage.text();
        assert!(text.contains(said), "{said} is not in\n{text}");
        check_frame(&mut stage);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_stays_in_its_pane(
        text in "(\\PC|\\s|[\u{0}-\u{9f}\u{200b}-\u{202e}]|日本|👩\u{200d}🚒|مرفأ|e\u{301}\u{302}){0,200}",
        columns in 40_u16..130,
        rows in 8_u16..30,
    ) {
        check_frame(&mut of_text(&text, (columns, rows)));
    }

    #[test]
    fn any_keys_at_any_size_leave_a_whole_screen(
        steps in proptest::collection::vec((0_usize..90, 1_u16..140, 1_u16..40), 1..40)
    ) {
        let keymap = Keymap::embedded();
        let contexts = crate::tui::action::Context::ALL.into_iter();
        let chords = contexts.flat_map(|c| keymap.of_context(c)).flat_map(|(_, chords)| chords);
        let keys: Vec<_> = chords.flat_map(|chord| chord.keys().to_vec()).collect();
        let mut stage = Stage::new((120, 36));
        for (key, columns, rows) in steps {
            match keys.get(key) {
                Some(key) => stage.happen(Event::Key(*key)),
                None => stage.happen(Event::Resize(columns, rows)),
            }
            check_frame(&mut stage);
        }
    }
}

#[test]
fn what_is_pasted_is_typed_as_one_safe_line() {
    let mut stage = Stage::new((80, 24)).keys("f");
    stage.happen(Event::Paste("cheñ\u{1b}[31m\nx".into()));
    assert!(stage.text().contains("cheñ␛[31m x"));
    check_frame(&mut stage);
}

#[test]
fn an_empty_briefing_is_a_screen_too() {
    let mut stage =
        Stage::of(Briefing::new(Vec::new()), (120, 36)).keys("j Tab ] a Tab Enter / type:x Enter n e y G");
    check_frame(&mut stage);
}
