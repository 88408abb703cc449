//! The reader in a real pseudo-terminal: it opens, answers keys, and gives the terminal back, however it ends.

#![cfg(unix)]

use std::{
    io::{Read, Write},
    path::PathBuf,
    process::Command,
    sync::mpsc::{self, Receiver},
    thread,
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

use crate::source::root;

/// The reader may take so long for anything, on a machine that is busy with other tests.
const PATIENCE: Duration = Duration::from_mins(1);

pub struct Reader {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    /// All that came of the output so far.
    written: Vec<u8>,
    /// The terminal's mode before the reader started.
    mode: String,
}

impl Reader {
    /// Opens the sample briefing on a terminal of so many columns and rows.
    fn open(cols: u16, rows: u16) -> Self {
        Self::open_with(cols, rows, &[])
    }

    /// The same, with these arguments.
    pub fn open_with(cols: u16, rows: u16, args: &[&str]) -> Self {
        Self::open_in(cols, rows, args, &[])
    }

    /// The same, with these variables in the environment.
    pub fn open_in(cols: u16, rows: u16, args: &[&str], variables: &[(&str, &str)]) -> Self {
        Self::run(cols, rows, env!("CARGO_BIN_EXE_dixit"), args, variables)
    }

    /// Another program on such a terminal.
    pub fn run(cols: u16, rows: u16, program: &str, args: &[&str], variables: &[(&str, &str)]) -> Self {
        let mut command = CommandBuilder::new(program);
        command.args(args);
        Self::start(cols, rows, command, variables)
    }

    /// Starts this on a terminal.
    fn start(cols: u16, rows: u16, mut command: CommandBuilder, variables: &[(&str, &str)]) -> Self {
        let size = PtySize { rows, cols, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mode = format!("{:?}", pair.master.get_termios());
        for variable in ["COLORTERM", "NO_COLOR"] {
            command.env_remove(variable);
        }
        command.env("TERM", "xterm-256color");
        // Whoever runs the tests may have decisions of their own.
        for folder in ["XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
            command.env(folder, env!("CARGO_TARGET_TMPDIR"));
        }
        command.env("XDG_STATE_HOME", toured());
        for (variable, value) in variables {
            command.env(variable, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        let mut from_child = pair.master.try_clone_reader().unwrap();
        let (sender, output) = mpsc::channel();
        thread::spawn(move || {
            let mut buffer = [0; 1 << 14];
            while let Ok(read @ 1..) = from_child.read(&mut buffer) {
                if sender.send(buffer[..read].to_vec()).is_err() {
                    return;
                }
            }
        });
        let keyboard = pair.master.take_writer().unwrap();
        // The slave stays open with the pair, so that the terminal outlives the reader and can be asked.
        std::mem::forget(pair.slave);
        Self {
            child,
            master: pair.master,
            keyboard,
            output,
            screen: vt100::Parser::new(rows, cols, 0),
            written: Vec::new(),
            mode,
        }
    }

    #[track_caller]
    pub fn wait(&mut self, what: &str, is_so: impl Fn(&vt100::Screen) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !is_so(self.screen.screen()) {
            let left = end.saturating_duration_since(Instant::now());
            let Ok(bytes) = self.output.recv_timeout(left) else {
                panic!("{what} did not come true:\n{}", self.screen.screen().contents());
            };
            self.take(&bytes);
        }
    }

    fn take(&mut self, bytes: &[u8]) {
        self.screen.process(bytes);
        self.written.extend(bytes);
    }

    /// All that was written to the terminal, as far as it was waited for.
    pub fn written(&self) -> &[u8] {
        &self.written
    }

    #[track_caller]
    pub fn wait_for(&mut self, text: &str) {
        self.wait(text, |screen| screen.contents().contains(text));
    }

    pub fn press(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, cols: u16, rows: u16) {
        self.screen.screen_mut().set_size(rows, cols);
        self.master.resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
    }

    /// Waits until everything pressed so far is done and nothing more is drawn; gives the screen.
    #[track_caller]
    pub fn settled(&mut self) -> String {
        self.press("?");
        self.wait_for("─ Keys ─");
        self.press("\u{1b}");
        self.wait("help closed", |screen| !screen.contents().contains("─ Keys ─"));
        while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(700)) {
            self.take(&bytes);
        }
        // What was never written and what was blanked look the same.
        self.shown().lines().map(|line| line.trim_end().to_owned() + "\n").collect()
    }

    /// The screen as it was when it was last waited for.
    pub fn shown(&self) -> String {
        self.screen.screen().contents()
    }

    /// Kills it, as no program can help.
    pub fn kill(mut self) {
        self.signal("KILL");
        self.child.wait().unwrap();
    }

    pub fn signal(&self, name: &str) {
        let pid = self.child.process_id().unwrap().to_string();
        assert!(Command::new("kill").args(["-s", name, &pid]).status().unwrap().success());
    }

    /// Waits for the end and checks that the terminal is as it was.
    #[track_caller]
    pub fn end(mut self) -> ExitStatus {
        let end = Instant::now() + PATIENCE;
        let status = loop {
            match self.child.try_wait().unwrap() {
                Some(status) => break status,
                None if Instant::now() > end => {
                    self.child.kill().unwrap();
                    panic!("still running:\n{}", self.screen.screen().contents());
                }
                None => thread::sleep(Duration::from_millis(5)),
            }
        };
        self.wait("the terminal given back", given_back);
        assert_eq!(format!("{:?}", self.master.get_termios()), self.mode, "the terminal's mode");
        status
    }
}

/// A folder that remembers of its user that the tour was taken.
fn toured() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("toured");
    let file = folder.join("dixit/remembered.json");
    if !file.exists() {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        // Whole or not at all: others start at the same time.
        let mut whole = tempfile::NamedTempFile::new_in(&folder).unwrap();
        whole.write_all(br#"{"version":1,"toured":true}"#).unwrap();
        whole.persist(file).unwrap();
    }
    folder
}

#[test]
fn a_first_time_reader_is_shown_around_in_a_few_keys_and_only_once() {
    let folder = tempfile::tempdir().unwrap();
    let variables = [("XDG_STATE_HOME", folder.path().to_str().unwrap())];
    let mut reader = Reader::open_in(120, 36, &[], &variables);
    // Which rows the choices have depends on what is known by then.
    reader
        .wait("all analysed", |s| s.contents().contains(" quotations") && !s.contents().contains("analysed"));
    let keys = ["gm", "\r", "\r", "]", "=", "\r\r", "\u{3}\u{3}\u{3}", "y", "e"];
    for (step, key) in (1..).zip(keys) {
        reader.wait_for(&format!(" {step}/9 "));
        reader.press(key);
    }
    reader.wait_for("that was the tour");
    reader.press("\u{3}q");
    assert!(reader.end().success());
    let mut reader = Reader::open_in(120, 36, &[], &variables);
    reader.wait_for("the built-in sample");
    assert!(!reader.shown().contains("1/9"), "{}", reader.shown());
    reader.press("q");
    assert!(reader.end().success());
}

fn given_back(screen: &vt100::Screen) -> bool {
    let no_mouse = screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None;
    !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste() && no_mouse
}

#[test]
fn the_sample_opens_answers_keys_and_ends_well() {
    let mut reader = Reader::open(120, 36);
    reader.wait_for("Articles");
    reader.wait_for("1/5");
    assert!(reader.screen.screen().alternate_screen());
    reader
        .wait("all analysed", |s| s.contents().contains(" quotations") && !s.contents().contains("analysed"));
    reader.press("j");
    reader.wait_for("2/5");
    reader.press("?");
    reader.wait_for("Keys");
    reader.press("\u{1b}");
    reader.wait("help closed", |screen| !screen.contents().contains("Keys"));
    reader.press("2/erbil\r");
    reader.wait_for("/erbil");
    reader.resize(70, 24);
    reader.wait("the reader folded to two panes", |screen| {
        screen.rows(0, 70).nth(1).is_some_and(|rule| rule.matches(['┬', '┭', '┮']).count() == 1)
    });
    reader.press("q");
    assert!(reader.end().success());
}

#[test]
fn a_signal_ends_it_and_the_terminal_is_given_back() {
    for name in ["TERM", "HUP", "INT"] {
        let mut reader = Reader::open(80, 24);
        reader.wait_for("Articles");
        reader.signal(name);
        let status = reader.end();
        assert!(!status.success() && status.signal().is_some(), "{name}: {status:?}");
    }
}

#[test]
fn it_is_suspended_and_comes_back() {
    let mut reader = Reader::open(80, 24);
    reader.wait_for("Articles");
    reader.press("\u{1a}");
    reader.wait("the terminal given back", given_back);
    // Whether it stopped by then or stops later, a stopped process goes on at the signal.
    let end = Instant::now() + PATIENCE;
    let stat = format!("/proc/{}/stat", reader.child.process_id().unwrap());
    while std::fs::read_to_string(&stat).is_ok_and(|s| !s.contains(") T ")) && Instant::now() < end {
        thread::sleep(Duration::from_millis(5));
    }
    reader.signal("CONT");
    reader.wait("the reader is back", |screen| {
        screen.alternate_screen() && screen.contents().contains("Articles")
    });
    reader.press("q");
    assert!(reader.end().success());
}

#[test]
fn what_was_marked_goes_where_standard_output_was_sent() {
    let folder = tempfile::tempdir().unwrap();
    let picked = folder.path().join("picked.md");
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", "\"$0\" > \"$1\"", env!("CARGO_BIN_EXE_dixit")]);
    command.arg(&picked);
    let mut reader = Reader::start(120, 40, command, &[]);
    reader
        .wait("all analysed", |s| s.contents().contains(" quotations") && !s.contents().contains("analysed"));
    reader.press("fsadr\r");
    reader.wait("the actor", |screen| !screen.contents().contains("❯"));
    reader.press("jj*j*k");
    reader.wait_for("2 marked");
    reader.press("q");
    assert!(reader.end().success());
    let sheet = std::fs::read_to_string(picked).unwrap();
    assert!(sheet.starts_with("# Quotations\n"), "{sheet}");
    assert_eq!(sheet.lines().filter(|line| line.starts_with("> ")).count(), 2, "{sheet}");
    assert!(!sheet.contains('\u{1b}'), "nothing of the screen goes there");
}

/// The colours of a cell: text and background.
fn colours(screen: &vt100::Screen, row: u16, column: u16) -> (vt100::Color, vt100::Color) {
    let cell = screen.cell(row, column).unwrap();
    (cell.fgcolor(), cell.bgcolor())
}

#[test]
fn the_terminals_background_chooses_the_theme_and_its_answer_is_no_key() {
    let colours_of = |r, g, b| vt100::Color::Rgb(r, g, b);
    let mut reader = Reader::open_in(120, 36, &[], &[("COLORTERM", "truecolor")]);
    reader.wait_for("Articles");
    let grey = vt100::Color::Idx(8);
    assert_eq!(colours(reader.screen.screen(), 0, 119).1, vt100::Color::Default);
    // The line between the panes: the terminal's own grey, then that of the light theme.
    reader.wait("the terminal's own colours", |screen| colours(screen, 3, 28).0 == grey);
    reader.press("\u{1b}]11;rgb:fdfd/f6f6/e3e3\u{1b}\\");
    let light = colours_of(0x8a, 0x8f, 0x99);
    reader.wait("the light theme", |screen| colours(screen, 3, 28) == (light, vt100::Color::Default));
    // However late another comes: what was said at the start stays until a key is pressed.
    reader.press("\u{1b}]11;rgb:1010/1010/1010\u{7}");
    let dark = colours_of(0x62, 0x6a, 0x7a);
    reader.wait("the dark theme", |screen| colours(screen, 3, 28).0 == dark);
    assert!(reader.shown().contains("the built-in sample"), "{}", reader.shown());
    reader.press(":theme light\r");
    let paper = colours_of(0xfb, 0xfa, 0xf6);
    reader.wait("its own background", |screen| colours(screen, 3, 28) == (light, paper));
    reader.press("q");
    assert!(reader.end().success());
}

/// Where the line between the articles and the reader is.
fn edge(screen: &vt100::Screen) -> Option<usize> {
    let (_, columns) = screen.size();
    let line = screen.rows(0, columns).nth(3)?;
    line.chars().position(|c| matches!(c, '│' | '┃'))
}

#[test]
fn the_mouse_selects_scrolls_and_drags_without_lagging() {
    let mut reader = Reader::open(120, 36);
    reader
        .wait("all analysed", |s| s.contents().contains(" quotations") && !s.contents().contains("analysed"));
    assert_ne!(reader.screen.screen().mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    // The second article, pressed and let go of; then again, to read it.
    reader.press("\u{1b}[<0;6;6M\u{1b}[<0;6;6m");
    reader.wait_for("2/5");
    reader.press("\u{1b}[<0;6;6M\u{1b}[<0;6;6m");
    reader.wait_for("Enter actor");
    let before = reader.shown();
    reader.press("\u{1b}[<65;60;20M");
    reader.wait("the article scrolled", |screen| screen.contents() != before);
    let from = edge(reader.screen.screen()).unwrap();
    reader.press(&format!("\u{1b}[<0;{};12M", from + 1));
    let drags: Vec<String> = (0..2000).map(|i| format!("\u{1b}[<32;{};12M", 30 + i * 7 % 20)).collect();
    reader.press(&drags.concat());
    reader.press("\u{1b}[<32;41;12M\u{1b}[<0;41;12m");
    reader.wait("the border where it was dragged", |screen| edge(screen) == Some(40));
    // The screen was not drawn for each of them.
    let frames = reader.written().windows(8).filter(|bytes| *bytes == b"\x1b[?2026h").count();
    assert!(frames < 1000, "{frames} frames");
    reader.press("\u{17}m");
    reader.wait("the terminal's mouse", |s| s.mouse_protocol_mode() == vt100::MouseProtocolMode::None);
    reader.press("\u{17}=q");
    assert!(reader.end().success());
}

/// Checks that the screen is as it is when everything is drawn anew.
#[track_caller]
fn check_no_rubbish(reader: &mut Reader) {
    let shown = reader.settled();
    reader.press("\u{c}");
    assert_eq!(shown, reader.settled());
}

#[test]
fn a_storm_of_sizes_leaves_no_rubbish() {
    let file = root().join("tests/torture/article.txt");
    let mut reader = Reader::open_with(120, 36, &[file.to_str().unwrap()]);
    reader
        .wait("all analysed", |s| s.contents().contains(" quotation") && !s.contents().contains("analysed"));
    reader.press("\r");
    for i in 0..40_u16 {
        reader.resize(45 + i * 37 % 150, 10 + i * 13 % 45);
        reader.press(["j", "\u{4}", "]", "k"][usize::from(i) % 4]);
    }
    for (cols, rows) in [(80, 24), (200, 60), (60, 20)] {
        reader.resize(cols, rows);
        check_no_rubbish(&mut reader);
    }
    reader.press("q");
    assert!(reader.end().success());
}

#[test]
fn a_terminal_that_is_dumb_is_told_of_the_plain_commands() {
    let mut reader = Reader::open_in(80, 24, &[], &[("TERM", "dumb")]);
    reader.wait_for("dixit actors, quotes, export and extract");
    assert_eq!(reader.end().exit_code(), 2);
}

#[test]
fn a_folder_with_nothing_to_read_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let mut reader = Reader::open_with(200, 24, &[folder.path().to_str().unwrap()]);
    reader.wait_for("an empty folder (without a path dixit opens its sample");
    assert_eq!(reader.end().exit_code(), 2);
}

#[test]
fn a_theme_that_is_none_is_told_before_the_reader_opens() {
    let mut reader = Reader::open_with(80, 24, &["--theme", "ligth"]);
    reader.wait_for("there is no theme \"ligth\"; \"light\" is near");
    assert_eq!(reader.end().exit_code(), 2);
}

#[test]
fn scrolling_through_any_script_leaves_no_rubbish() {
    let file = root().join("tests/torture/article.txt");
    let mut reader = Reader::open_with(80, 24, &[file.to_str().unwrap()]);
    reader
        .wait("all analysed", |s| s.contents().contains(" quotation") && !s.contents().contains("analysed"));
    reader.press("\r");
    for keys in ["jjj", "jjjjj", "\u{4}", "\u{4}k", "x", "G", "gg"] {
        reader.press(keys);
        check_no_rubbish(&mut reader);
    }
    reader.press("q");
    assert!(reader.end().success());
}
