//! Corrections made with keys in a real terminal: kept, found again in copies downloaded anew, undone; two readers at
//! once, and one that is killed.

#![cfg(unix)]

use std::{fs, path::Path};

use crate::{
    decisions::{articles, downloaded_again, quotes},
    pty::Reader,
};

/// A reader of the articles in a folder that keeps its decisions in a file.
fn open(folder: &Path, file: &Path) -> Reader {
    let args = ["--decisions", file.to_str().unwrap(), folder.to_str().unwrap()];
    let mut reader = Reader::open_with(120, 36, &args);
    reader
        .wait("all analysed", |s| s.contents().contains("quotations") && !s.contents().contains("analysed"));
    reader
}

/// Finds an actor by these letters; it is called so.
fn find(reader: &mut Reader, typed: &str, name: &str) {
    reader.press("f");
    reader.wait_for("Find an actor");
    reader.press(typed);
    reader.wait(name, |s| s.contents().contains(&format!("▌{name}")));
    reader.press("\r");
    reader.wait(name, |s| {
        let title = s.rows(0, 120).next().unwrap_or_default();
        !s.contents().contains("Find an actor") && title.contains(name)
    });
}

/// Merges, splits and corrects; every decision is on the disk when the screen has said so.
fn decide(reader: &mut Reader) {
    find(reader, "Mai Chen", "Mai Chen");
    reader.press("m");
    reader.wait_for("Merge Mai Chen with");
    reader.press("mara");
    reader.wait_for("▌Mara Chen");
    reader.press("\r");
    reader.wait_for("Mai Chen and Mara Chen are one");
    find(reader, "Mara", "Mara Chen");
    reader.press("s");
    reader.wait_for("which mentions are somebody else?");
    while !reader.shown().lines().any(|row| row.contains("▌[ ]") && row.contains("A night of music")) {
        let before = reader.shown();
        reader.press("j");
        reader.wait("the next row", |s| s.contents() != before);
    }
    reader.press(" ");
    reader.wait_for("[x]");
    reader.press("\r");
    reader.wait_for("Mara Chen: 1 article split off");
    find(reader, "okafor", "Idris Okafor");
    reader.press("]");
    reader.wait_for("1/");
    reader.press("c");
    reader.wait_for("Who said this?");
    reader.press("Rosa Silva");
    reader.wait_for("▌Rosa Silva (new)");
    reader.press("\r");
    reader.wait_for("Rosa Silva said");
}

#[test]
fn decisions_hold_in_copies_downloaded_again_and_can_all_be_undone_there() {
    let (here, there, kept) = (articles(), downloaded_again(), tempfile::tempdir().unwrap());
    let file = kept.path().join("team.jsonl");
    let option = ["--decisions", file.to_str().unwrap()];
    let before = quotes(there.path(), &[]);
    let mut reader = open(here.path(), &file);
    decide(&mut reader);
    reader.press("q");
    assert!(reader.end().success());

    let after = quotes(there.path(), &option);
    assert_eq!(after, quotes(here.path(), &option));
    assert_ne!(after, before);
    let of = |name: &str| after.lines().filter(|line| line.starts_with(name)).count();
    assert_eq!((of("Mai Chen"), of("Mara Chen"), of("Rosa Silva")), (0, 4, 1), "{after}");

    let mut reader = open(there.path(), &file);
    find(&mut reader, "silva", "Rosa Silva");
    reader.wait_for("1 quotation in 1 article");
    for what in ["Rosa Silva said", "1 article split off", "are one"] {
        reader.press("u");
        reader.wait(what, |s| s.contents().contains("undone: ") && s.contents().contains(what));
    }
    reader.press("u");
    reader.wait_for("nothing is left to undo");
    reader.press("q");
    assert!(reader.end().success());
    assert_eq!(quotes(there.path(), &option), before);
    let text = fs::read_to_string(&file).unwrap();
    assert_eq!(text.lines().count(), 1 + 3 + 3, "the file is as before plus its log\n{text}");
}

#[test]
fn two_readers_at_once_see_what_the_other_decides_and_a_kill_loses_nothing_that_was_said() {
    let (here, kept) = (articles(), tempfile::tempdir().unwrap());
    let file = kept.path().join("decisions.jsonl");
    let (mut one, mut other) = (open(here.path(), &file), open(here.path(), &file));
    find(&mut one, "okafor", "Idris Okafor");
    find(&mut other, "Mara", "Mara Chen");
    one.press("r");
    one.wait_for("Rename Idris Okafor");
    one.press(" of the Union\r");
    one.wait_for("Idris Okafor is called Idris Okafor of the Union");
    other.wait_for("the decisions were changed by another: 1 is in force");
    other.press("]");
    other.wait_for("1/");
    other.press(" ");
    other.wait_for("checked: ");
    one.wait_for("the decisions were changed by another: 2 are in force");
    one.kill();
    other.kill();

    let mut again = open(here.path(), &file);
    find(&mut again, "union", "Idris Okafor of the Union");
    again.press("u");
    again.wait_for("undone: checked");
    again.press("u");
    again.wait_for("undone: Idris Okafor is called");
    again.press("q");
    assert!(again.end().success());
    assert_eq!(fs::read_to_string(&file).unwrap().lines().count(), 1 + 2 + 2);
}

#[test]
fn where_nothing_can_be_kept_the_reader_says_so_and_goes_on() {
    let (here, kept) = (articles(), tempfile::tempdir().unwrap());
    fs::write(kept.path().join("a file"), "").unwrap();
    // Below a file there is no folder, whoever runs the test.
    let data = kept.path().join("a file/decisions.jsonl");
    let args = ["--decisions", data.to_str().unwrap(), here.path().to_str().unwrap()];
    let reader = Reader::open_with(120, 36, &args);
    let status = reader.end();
    assert!(!status.success(), "a file that was asked for must be readable");

    let folder = kept.path().join("decisions.jsonl");
    let mut reader = open(here.path(), &folder);
    // It was a file that could be made; now it is a folder.
    fs::create_dir(&folder).unwrap();
    find(&mut reader, "okafor", "Idris Okafor");
    reader.press("d\r");
    reader.wait_for("! not kept: cannot write");
    reader.press("q");
    assert!(reader.end().success());
}
