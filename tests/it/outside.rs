//! Programs outside the reader, in a real terminal: they have its keys while they run, and the reader comes back whole.

#![cfg(unix)]

use std::{fs, os::unix::fs::PermissionsExt as _, path::Path};

use crate::pty::Reader;

/// Writes a script that can be run.
fn script(path: &Path, lines: &str) {
    fs::write(path, format!("#!/bin/sh\n{lines}\n")).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn the_editor_has_the_keys_until_it_ends_and_the_reader_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let (article, editor, told) =
        (folder.path().join("port.txt"), folder.path().join("vim"), folder.path().join("told"));
    fs::write(&article, "Port strike\n\n“We will not wait,” said Mara Chen, the port chief.\n").unwrap();
    // It says what it was given, waits for a line as an editor waits for keys, and leaves rubbish on the screen.
    let told_at = told.display();
    script(
        &editor,
        &format!("echo EDITING; echo \"$@\" > {told_at}; read line; echo \"$line\" >> {told_at}"),
    );
    let mut reader =
        Reader::open_in(100, 30, &[article.to_str().unwrap()], &[("EDITOR", editor.to_str().unwrap())]);
    reader.wait_for("1 quotation");
    reader.press("]");
    reader.wait_for("1/1");
    reader.press("E");
    reader.wait_for("EDITING");
    // These would quit the reader.
    reader.press("q q\r");
    reader.wait("the reader back", |s| s.alternate_screen() && s.contents().contains("Port strike"));
    assert!(!reader.shown().contains("EDITING"), "{}", reader.shown());
    assert_eq!(fs::read_to_string(&told).unwrap(), format!("+3 {}\nq q\n", article.display()));
    reader.press("q");
    assert!(reader.end().success());
}

#[test]
fn a_command_reads_the_quotation_and_what_it_prints_can_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let article = folder.path().join("port.txt");
    fs::write(&article, "Port strike\n\n“We will not wait,” said Mara Chen, the port chief.\n").unwrap();
    let mut reader = Reader::open_with(100, 30, &[article.to_str().unwrap()]);
    reader.wait_for("1 quotation");
    reader.press("]");
    reader.wait_for("1/1");
    reader.press("|");
    reader.wait_for(":pipe ");
    reader.press("tr a-z A-Z; exit 3\r");
    reader.wait_for("“WE WILL NOT WAIT,” (MARA CHEN");
    reader.wait_for("exit status: 3. Enter: back to dixit");
    reader.press("\r");
    reader.wait("the reader back", |s| s.alternate_screen() && !s.contents().contains("Enter: back"));
    reader.press("q");
    assert!(reader.end().success());
}

#[test]
fn the_pager_gets_the_article_and_nothing_that_the_terminal_would_do() {
    let folder = tempfile::tempdir().unwrap();
    let article = folder.path().join("port.txt");
    fs::write(&article, "Port strike\n\nTalks \u{1b}[2Jstalled.\n").unwrap();
    let variables = [("PAGER", "cat; printf 'ALL OF IT'; read line </dev/tty")];
    let mut reader = Reader::open_in(100, 30, &[article.to_str().unwrap()], &variables);
    reader.wait_for("1 article");
    reader.press("gp");
    reader.wait_for("ALL OF IT");
    assert!(reader.shown().contains("Talks ␛[2Jstalled."), "{}", reader.shown());
    reader.press("\r");
    reader.wait("the reader back", |s| s.alternate_screen() && !s.contents().contains("ALL OF IT"));
    reader.press("q");
    assert!(reader.end().success());
}

/// Whether the shell waits for a line: what is typed before that may still be the reader's.
fn has_prompt(screen: &vt100::Screen) -> bool {
    let shown = screen.contents();
    !screen.alternate_screen() && shown.trim_end().lines().last().is_some_and(|line| line.trim() == "shell>")
}

#[test]
fn an_editor_that_is_suspended_leaves_the_shell_its_prompt_and_goes_on_with_fg() {
    let folder = tempfile::tempdir().unwrap();
    let (article, editor) = (folder.path().join("port.txt"), folder.path().join("ed"));
    fs::write(&article, "Port strike\n\nTalks stalled.\n").unwrap();
    script(&editor, "echo EDITING; kill -TSTP 0; echo AGAIN; read line");
    let shell = ["--norc", "--noprofile", "-i"];
    let variables = [("EDITOR", editor.to_str().unwrap()), ("PS1", "shell> ")];
    let mut reader = Reader::run(100, 30, "bash", &shell, &variables);
    reader.wait_for("shell> ");
    reader.press(&format!("{} {}\r", env!("CARGO_BIN_EXE_dixit"), article.display()));
    reader.wait_for("1 article");
    reader.press("E");
    reader.wait("the shell", has_prompt);
    assert!(reader.shown().contains("Stopped"), "{}", reader.shown());
    reader.press("fg\r");
    reader.wait_for("AGAIN");
    reader.press("\r");
    reader.wait("the reader back", |s| s.alternate_screen() && s.contents().contains("1 article"));
    reader.press("\u{1a}");
    reader.wait("the shell", has_prompt);
    reader.press("fg\r");
    reader.wait("the reader back", |s| s.alternate_screen() && s.contents().contains("1 article"));
    reader.press("q");
    reader.wait("the shell", has_prompt);
    reader.press("exit\r");
    assert!(reader.end().success());
}

/// Copies the quotation of an article, with these variables in the environment; what the reader says of it.
fn copied(variables: &[(&str, &str)]) -> (String, Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    let article = folder.path().join("port.txt");
    fs::write(&article, "Port strike\n\n“We will not wait,” said Mara Chen, the port chief.\n").unwrap();
    let none = ["TMUX", "DISPLAY", "WAYLAND_DISPLAY", "SSH_TTY", "SSH_CONNECTION"].map(|name| (name, ""));
    let mut reader = Reader::open_in(100, 30, &[article.to_str().unwrap()], &[&none, variables].concat());
    reader.wait_for("1 quotation");
    reader.press("]y");
    reader.wait_for("copied through");
    let last = reader.shown().lines().last().unwrap_or_default().trim().to_owned();
    reader.press("q");
    let written = reader.written().to_vec();
    assert!(reader.end().success());
    (last, written)
}

#[test]
fn copying_says_which_way_it_went() {
    let folder = tempfile::tempdir().unwrap();
    let board = folder.path().join("board");
    script(&folder.path().join("wl-copy"), &format!("exec cat > {}", board.display()));
    let path = format!("{}:{}", folder.path().display(), std::env::var("PATH").unwrap());
    let here = [("WAYLAND_DISPLAY", "wayland-0"), ("PATH", path.as_str())];
    let (said, _) = copied(&here);
    assert!(said.contains("the quotation was copied through wl-copy"), "{said}");
    let on_board = fs::read_to_string(&board).unwrap();
    assert!(on_board.starts_with("“We will not wait,” (Mara Chen, "), "{on_board}");
    // Under SSH that clipboard is another machine's.
    let (said, written) = copied(&[&here[..], &[("SSH_TTY", "/dev/pts/9")]].concat());
    assert!(said.contains("the quotation was copied through the terminal (OSC 52)"), "{said}");
    assert!(written.windows(7).any(|bytes| bytes == b"\x1b]52;c;"));
    script(&folder.path().join("wl-copy"), "exit 4");
    let (said, _) = copied(&here);
    assert!(
        said.contains("wl-copy ended with exit status: 4; the quotation was copied through the"),
        "{said}"
    );
}
