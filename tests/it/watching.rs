//! The reader on a folder that changes while it is open, in a real pseudo-terminal.

#![cfg(unix)]

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use crate::pty::Reader;

/// An article in which one person is quoted.
fn article(headline: &str, words: &str) -> String {
    let filling = "The lorries stood in the yard until noon, and the drivers played cards.\n\n".repeat(12);
    format!("{headline}\n\n{filling}Mara Chen, who runs the depot, said on Monday: “{words}”\n")
}

/// Writes a file as downloaders and editors do: under another name first.
fn put(folder: &Path, name: &str, text: &str) {
    let part = folder.join(format!("{name}.part"));
    fs::write(&part, text).unwrap();
    fs::rename(part, folder.join(name)).unwrap();
}

fn open(folder: &Path, size: (u16, u16), args: &[&str]) -> Reader {
    let args: Vec<&str> = args.iter().copied().chain([folder.to_str().unwrap()]).collect();
    Reader::open_with(size.0, size.1, &args)
}

#[test]
fn what_comes_changes_and_goes_is_shown_and_the_reader_stays() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path();
    put(folder, "depot.txt", &article("The depot reopens", "The gates are open."));
    put(folder, "mill.txt", &article("The mill is silent", "Nobody asked us."));
    let mut reader = open(folder, (140, 40), &["--watch"]);
    reader.wait_for("2 articles · 1 actor · 2 quotations");
    reader.wait_for("watching");
    reader.press("j]");
    reader.wait_for("Nobody asked us");

    put(folder, "bridge.txt", &article("The bridge is shut", "We wait for steel."));
    reader.wait_for("new: bridge.txt");
    reader.wait_for("3 articles · 1 actor · 3 quotations");
    reader.wait_for("3/3");

    put(folder, "mill.txt", &article("The mill is silent no more", "Nobody asked us. Now they do."));
    reader.wait_for("changed: mill.txt");
    reader.wait_for("Now they do");

    // A file that is written bit by bit is taken when it is whole.
    let mut slow = fs::File::create(folder.join("canal.txt")).unwrap();
    for piece in article("The canal freezes", "The ice came early.").split_inclusive('\n') {
        slow.write_all(piece.as_bytes()).unwrap();
        thread::sleep(Duration::from_millis(40));
    }
    drop(slow);
    reader.wait_for("new: canal.txt");
    reader.wait_for("4 articles · 1 actor · 4 quotations");

    // A subfolder, and half a file in it.
    let below = folder.join("later");
    fs::create_dir(&below).unwrap();
    put(&below, "notes.txt", &article("The ferry waits", "Not before May."));
    fs::write(below.join("half.zip"), b"PK\x03\x04\x14\x00").unwrap();
    reader.wait_for("5 articles · 1 actor · 5 quotations");
    reader.wait_for("!1");
    fs::remove_file(below.join("half.zip")).unwrap();
    reader.wait("no problem is left", |screen| !screen.contents().contains("!1"));

    fs::remove_file(folder.join("mill.txt")).unwrap();
    reader.wait_for("mill.txt, which you read, is gone");
    reader.wait_for("4 articles · 1 actor · 4 quotations");

    // The folder goes away, and comes again.
    let away: PathBuf = dir.path().with_extension("away");
    fs::rename(folder, &away).unwrap();
    reader.wait_for("is gone: what was read of it stays");
    reader.wait_for("4 articles");
    put(&away, "mill.txt", &article("The mill again", "Here we are."));
    fs::rename(&away, folder).unwrap();
    reader.wait_for("is there again: new: mill.txt");

    reader.press("W");
    reader.wait("it does not watch", |screen| !screen.contents().contains(" watching "));
    put(folder, "unseen.txt", &article("Unseen", "Nobody looked."));
    reader.press("W");
    reader.wait_for("new: unseen.txt");
    reader.press("q");
    assert!(reader.end().success());
}

#[test]
fn a_thousand_files_that_come_at_once_are_taken_together() {
    let dir = tempfile::tempdir().unwrap();
    let mut reader = open(dir.path(), (140, 40), &["--watch"]);
    reader.wait_for("0 articles");
    for i in 0..1_000 {
        fs::write(dir.path().join(format!("{i}.txt")), article(&format!("Day {i}"), &format!("Cart {i}.")))
            .unwrap();
    }
    reader.wait_for("1000 articles · ");
    reader.press("q");
    assert!(reader.end().success());
}

#[test]
fn what_cannot_be_watched_is_said() {
    for (args, words) in [
        (&["--watch"][..], "--watch needs a folder or a file"),
        (&["--watch", "-"][..], "--watch cannot watch standard input"),
    ] {
        let mut reader = Reader::open_with(80, 24, args);
        reader.wait_for(words);
        assert_eq!(reader.end().exit_code(), 2);
    }
}
