//! The dialog of a sheet: key scripts in, screens, files and what is remembered out.

use std::{fs, path::Path, sync::Arc};

use super::{
    stage::Stage,
    tables::{SIZES, dam},
};
use crate::{
    briefing::Briefing,
    notation,
    remembered::Sheets,
    tui::{
        event::Event,
        exporter::{Order, Refusal},
        overlay::Overlay,
        state::{Effect, Message},
    },
    view::Sort,
};

/// The sheet that was ordered last.
#[track_caller]
fn ordered(stage: &Stage) -> &Order {
    match stage.effects.last() {
        Some(Effect::Export(order)) => order,
        other => panic!("a sheet, not {other:?}"),
    }
}

/// How many quotations the sheet has that was ordered last.
fn size(stage: &Stage) -> usize {
    ordered(stage).selection.of(&stage.state.briefing).quotes.len()
}

fn said(stage: &Stage) -> &str {
    match &stage.state.message {
        Some(Message::Note(text) | Message::Done(text) | Message::Problem(text)) => text,
        _ => "",
    }
}

/// A reader of this article.
fn of_marked(marked: &str, size: (u16, u16)) -> Stage {
    let (document, analysis) = notation::parse(marked).expect("marked text");
    Stage::of(Briefing::new(vec![(Arc::new(document), Some(Arc::new(analysis)))]), size)
}

/// A script that goes to the field of the file and types this path there.
fn typed(path: &Path) -> String {
    format!("Shift-Tab Ctrl-u type:{}", path.display())
}

#[test]
fn the_dialog_in_every_size() {
    for size in SIZES {
        dam(size).keys("e Tab Tab Tab").check(&format!("export-{}", size.0));
    }
    dam((80, 24)).mono().keys("e").check("export-mono");
}

#[test]
fn rows_are_shown_of_what_is_no_text() {
    dam((80, 24)).keys("e l j j j l").check("export-rows");
    let mut stage = dam((120, 36)).keys("e l j j j l l l l");
    let text = stage.text();
    assert!(text.contains("‹ Word ›  5/11") && text.contains("the quotations it will hold"), "{text}");
}

#[test]
fn fields_are_gone_through_and_choices_changed_by_the_usual_keys() {
    let stage = dam((120, 36)).keys("] Space e l Tab l j Space Tab Right Right Right Enter");
    let order = ordered(&stage);
    assert_eq!((order.format.as_str(), order.path.to_str()), ("csv", Some("everybody.csv")));
    assert_eq!((order.selection.sort, size(&stage)), (Some(Sort::Outlet), 1));
    assert!(order.selection.actors.is_empty() && order.selection.query.to_string() == "is:checked");
    let stage = dam((120, 36)).keys("e Up Up h Down Down Down h Enter");
    let order = ordered(&stage);
    assert_eq!((order.format.as_str(), order.selection.sort), ("ris", Some(Sort::Time)));
    assert_eq!(order.path.to_str(), Some("amara-boateng.ris"));
    for keys in ["Esc", "q", "Ctrl-c"] {
        let stage = dam((120, 36)).keys("e").keys(keys);
        assert!(stage.state.overlays.is_empty() && stage.effects.is_empty(), "{keys}");
    }
}

#[test]
fn the_ending_and_the_format_go_together() {
    let stage = Stage::new((120, 36)).keys("e Shift-Tab Ctrl-u type:quotes.csl.json Enter");
    assert_eq!(ordered(&stage).format, "csl");
    let mut stage = Stage::new((120, 36)).keys("e Shift-Tab Ctrl-u type:Quotes.JSON Shift-Tab l");
    let text = stage.text();
    assert!(text.contains("‹ JSON Lines ›") && text.contains("❯ Quotes.JSON.jsonl"), "{text}");
    let stage = stage.keys("h h Up Up Up l Enter");
    let order = ordered(&stage);
    assert_eq!(order.path.to_str(), Some("Quotes.JSON.xlsx"), "a name that was typed stays");
    assert_eq!(order.format, "xlsx");
}

#[test]
fn what_is_marked_or_checked_or_passes_the_filter_can_go_in() {
    let mut stage = Stage::new((120, 36)).keys("] * Space ] ] * e");
    let text = stage.text();
    assert!(text.contains("● Mara Chen 5") && text.contains("○ marked 2"), "{text}");
    assert!(text.contains("5 of 9 quotations"), "{text}");
    let mut stage = stage.keys("l");
    assert!(stage.text().contains("2 of 9 quotations"), "{}", stage.text());
    let mut stage = stage.keys("j j Space");
    let text = stage.text();
    assert!(text.contains("1 of 9 quotations") && text.contains("● checked only 1"), "{text}");
    let stage = stage.keys("Enter");
    assert_eq!((size(&stage), ordered(&stage).path.to_str()), (1, Some("marked.md")));
    let mut stage = Stage::new((120, 36)).keys("3 F type:kind:direct Enter e");
    let text = stage.text();
    assert!(text.contains("● Mara Chen, filtered 2") && text.contains("○ all filtered 5"), "{text}");
    let stage = stage.keys("Enter");
    assert_eq!(size(&stage), 2);
    // The filter of the articles is one of all that is filtered.
    let stage = Stage::new((120, 36)).keys("1 F type:outlet:strait Enter e l Enter");
    let order = ordered(&stage);
    assert_eq!((order.path.to_str(), size(&stage)), (Some("filtered.md"), 3));
}

#[test]
fn what_nobody_could_be_named_for_is_said_to_be_on_no_sheet() {
    let marked = "outlet: Volta News\n\n= Gates\n\n|paragraph| [Ines Duarte]{@ines person} <said>{1}: \
                  «“Shut.”»{@ines 1} «“Who knows?”»{nobody}\n";
    let mut stage = of_marked(marked, (120, 36)).keys("e");
    let text = stage.text();
    assert!(text.contains("● Ines Duarte 1") && text.contains("the one quotation"), "{text}");
    let mut stage = stage.keys("l");
    let text = stage.text();
    assert!(text.contains("the one quotation; 1 more is nobody’s, and on no sheet"), "{text}");
    let mut stage = stage.keys("Tab Tab l Enter");
    assert!(stage.text().contains("! there is nothing to write: choose what goes in"), "{}", stage.text());
    assert!(stage.effects.is_empty());
}

#[test]
fn a_file_that_is_there_is_replaced_only_after_a_yes() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("a.txt");
    fs::write(&path, "mine").expect("written");
    let mut stage = Stage::new((120, 36)).keys("e").keys(&typed(&path)).keys("Enter").write();
    let text = stage.text();
    assert!(text.contains("a.txt exists already. Replace it?") && text.contains("y yes  n no"), "{text}");
    let mut stage = stage.keys("Enter n").write();
    assert_eq!(fs::read_to_string(&path).expect("the file"), "mine");
    assert!(stage.text().contains("5 of 9 quotations"), "{}", stage.text());
    let stage = stage.keys("Enter").write().keys("y").write();
    assert!(fs::read_to_string(&path).expect("the file").contains("blackmailed"));
    assert!(said(&stage).starts_with("5 quotations written to ") && stage.state.overlays.is_empty());
}

#[test]
fn each_actor_has_a_file_where_the_path_has_a_place_for_the_name() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let pattern = folder.path().join("new/{actor}.md");
    let stage = Stage::new((120, 36)).keys("e l").keys(&typed(&pattern)).keys("Enter").write();
    assert!(said(&stage).starts_with("9 quotations written to 5 files, "), "{}", said(&stage));
    let mut names: Vec<String> = fs::read_dir(folder.path().join("new"))
        .expect("the folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names.len(), 5);
    assert!(names.contains(&"mara-chen.md".to_owned()), "{names:?}");
    // The next time the same place is offered, and its files are asked about.
    let mut stage = stage.keys("e Enter").write();
    let text = stage.text().replace("│\n", "").replace('│', "");
    assert!(text.contains("5 files exist already"), "{text}");
    assert!(text.contains("{actor}.md"), "{text}");
}

#[test]
fn what_cannot_be_written_is_said_and_nothing_is_lost() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let missing = folder.path().join("none/a.md");
    let mut stage = Stage::new((120, 36)).keys("e l").keys(&typed(&missing)).keys("Enter").write();
    let text = stage.text();
    assert!(text.contains("! there is no folder") && text.contains("● everybody 9"), "{text}");
    let there = folder.path().join("a.md");
    let stage = stage.keys("Ctrl-u").keys(&format!("type:{}", there.display())).keys("Enter").write();
    assert!(there.exists() && said(&stage).starts_with("9 quotations written to"));
    let mut stage = Stage::new((120, 36)).keys("e Shift-Tab Ctrl-u Enter");
    assert!(stage.text().contains("! a file needs a name"));
    let mut stage = stage.keys("type:- Enter");
    assert!(stage.text().contains("! the reader writes into files: - is none"));
    let mut stage = stage.keys("Ctrl-u type:a.md Enter");
    stage.happen(Event::Exported(Err(Refusal::Failed("cannot write a.md: the disk is full".into()))));
    assert!(stage.text().contains("! cannot write a.md: the disk is full"), "{}", stage.text());
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_named_in_the_dialog() {
    let stage = Stage::new((120, 36)).keys("e").keys(&typed(Path::new("/dev/full"))).keys("Enter");
    assert!(stage.write().text().contains("! cannot write /dev/full: the disk is full"));
}

#[test]
fn a_sheet_being_written_is_not_ordered_twice_and_can_be_left() {
    let mut stage = Stage::new((120, 36)).keys("e Enter Enter");
    assert_eq!(stage.effects.len(), 1);
    assert!(stage.text().contains("writing …"));
    let mut stage = stage.keys("Esc");
    stage.happen(Event::Exported(Err(Refusal::Failed("the disk is full".into()))));
    assert_eq!((said(&stage), stage.state.overlays.is_empty()), ("the disk is full", true));
}

#[test]
fn a_sheet_that_a_command_ordered_can_be_mended_in_the_dialog() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("a.csv");
    fs::write(&path, "mine").expect("written");
    let line = format!(": type:export_csv_{} Enter", path.display());
    let mut stage = Stage::new((120, 36)).keys(&line).write();
    assert!(stage.text().contains("a.csv exists already. Replace it?"), "{}", stage.text());
    let stage = stage.keys("y").write();
    assert!(stage.state.overlays.is_empty() && said(&stage).starts_with("5 quotations written to"));
    assert!(fs::read_to_string(&path).expect("the file").starts_with("actor,"));
}

#[test]
fn choices_are_remembered_once_a_sheet_is_written() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("a.csv");
    let stage = Stage::new((120, 36)).keys("e l j h j l").keys("j j").keys(&typed(&path).replacen(
        "Shift-Tab ",
        "",
        1,
    ));
    assert_eq!(stage.state.remembered.sheets, Sheets::default());
    let stage = stage.keys("Up Up l Enter").write();
    let sheets = stage.state.remembered.sheets.clone();
    let place = format!("{}/", folder.path().display());
    let expected = Sheets {
        of: "everybody".into(),
        order: "time".into(),
        checked: false,
        format: "csv".into(),
        place: place.clone(),
    };
    assert_eq!(sheets, expected);
    let mut again = Stage::new((200, 60));
    Arc::make_mut(&mut again.state.remembered).sheets = sheets;
    let mut again = again.keys("e");
    let text = again.text();
    assert!(text.contains("● everybody 9") && text.contains("● time"), "{text}");
    assert!(text.contains(&format!("{place}everybody.csv")), "{text}");
    // What is gone by now is not chosen.
    let mut gone = Stage::new((120, 36));
    let before = Sheets { of: "marked".into(), format: "mine".into(), ..Sheets::default() };
    Arc::make_mut(&mut gone.state.remembered).sheets = before;
    assert_eq!(ordered(&gone.keys("e Enter")).path.to_str(), Some("mara-chen.md"));
}

#[test]
fn a_large_sheet_is_shown_by_its_first_quotations_and_scrolled() {
    let said = (1..=150).map(|n| {
        format!("|paragraph| [Ines Duarte]{{@ines person \"Ines Duarte\"}} <said>{{{n}}}: «“Gate {n} stays shut.”»{{@ines {n}}}\n\n")
    });
    let marked = format!("outlet: Volta News\n\n= Gates\n\n{}", said.collect::<String>());
    let mut stage = of_marked(&marked, (80, 24)).keys("e");
    let text = stage.text();
    assert!(text.contains("all 150 quotations") && text.contains("by the first 100"), "{text}");
    let top = stage.text();
    let mut stage = stage.keys("PgDn");
    assert_ne!(stage.text(), top);
    assert_eq!(stage.keys("PgUp").text(), top);
}

#[test]
fn the_dialog_follows_a_briefing_that_grows() {
    let waiting = dam((80, 24)).state.briefing;
    let partly = waiting
        .articles
        .iter()
        .enumerate()
        .map(|(i, article)| (Arc::clone(&article.document), article.analysis.clone().filter(|_| i == 0)));
    let mut stage = Stage::of(Briefing::new(partly.collect()), (120, 36)).keys("e");
    let before = stage.text();
    stage.happen(Event::Briefing(waiting));
    let after = stage.text();
    assert!(before != after && matches!(stage.state.overlays.last(), Some(Overlay::Export(_))), "{after}");
    assert_eq!(after, dam((120, 36)).keys("e").text());
}
