//! What programs outside are asked to do.

use std::path::PathBuf;

use super::stage::Stage;
use crate::{
    briefing::Briefing,
    model::{Document, Given, Origin},
    tui::{outside::Task, state::Effect},
};

/// A reader of one article that came so, pressed these keys; what is asked, or what the status line says.
fn asked(origin: Origin, url: Option<&str>, keys: &str) -> Result<Task, String> {
    let given = Given { url: url.map(str::to_owned), ..Given::default() };
    let document = Document { id: "a".into(), raw: "One.\u{1b}[31m\n\nTwo.".into(), origin, given };
    let mut stage = Stage::of(Briefing::new(vec![(document.into(), None)]), (100, 30)).keys(keys);
    match stage.effects.pop() {
        Some(Effect::Outside(task)) => Ok(task),
        other => {
            assert_eq!(other, None);
            Err(stage.text().lines().last().unwrap_or_default().trim().to_owned())
        }
    }
}

#[test]
fn the_page_is_opened_and_nothing_that_is_no_page() {
    let page = "https://harbour.example/a?b=c";
    assert_eq!(asked(Origin::Stdin, Some(page), "o"), Ok(Task::Open(page.into())));
    for (origin, url, said) in [
        (Origin::Stdin, Some("javascript:alert(1)"), "this is no address of a page: javascript:alert(1)"),
        (Origin::Sample, None, "no address is known, and it is in no file of its own: (sample)"),
        (Origin::File("gone/a.txt".into()), None, "the file is not there any more: gone/a.txt"),
    ] {
        assert_eq!(asked(origin, url, "o"), Err(said.into()));
    }
}

#[test]
fn a_file_is_edited_where_the_reader_is() {
    let file = || Origin::File("a.txt".into());
    assert_eq!(asked(file(), None, "E"), Ok(Task::Edit("a.txt".into(), 1)));
    let record = Origin::Record("a.jsonl".into(), 7);
    assert_eq!(asked(record, None, "E"), Ok(Task::Edit(PathBuf::from("a.jsonl"), 7)));
    assert_eq!(asked(Origin::Sample, None, "E"), Err("the sample is in the program: it has no file".into()));
}

#[test]
fn pagers_get_what_can_only_be_printed_and_commands_what_arrived() {
    assert_eq!(asked(Origin::Stdin, None, "gp"), Ok(Task::Page("One.␛[31m\n\nTwo.\n".into())));
    let piped = Task::Pipe("wc -w".into(), "One.\u{1b}[31m\n\nTwo.".into());
    assert_eq!(asked(Origin::Stdin, None, "| type:wc_-w Enter"), Ok(piped));
    let mut stage = Stage::new((120, 36)).keys("] | type:cat Enter");
    let Some(Effect::Outside(Task::Pipe(_, quotation))) = stage.effects.pop() else {
        panic!("{:?}", stage.effects)
    };
    assert!(quotation.starts_with("“We will not be blackmailed."), "{quotation}");
    let mut stage = stage.keys("* ] * ] | type:cat Enter");
    let Some(Effect::Outside(Task::Pipe(_, marked))) = stage.effects.pop() else {
        panic!("{:?}", stage.effects)
    };
    assert!(marked.starts_with(&quotation) && marked.lines().count() == 2, "{marked}");
}
