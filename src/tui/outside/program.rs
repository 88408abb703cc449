//! Which program does what is asked, as the environment says.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};

use super::place::Task;

/// A program to be run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    /// Its name or path.
    pub name: String,
    /// What it is given.
    pub arguments: Vec<OsString>,
    /// What it reads from standard input, if anything.
    pub input: Option<String>,
    /// Whether it needs the terminal; else it runs beside the reader.
    pub takes_terminal: bool,
    /// Whether what it leaves on the screen is to be seen before the reader comes back.
    pub waits: bool,
}

/// Browsers that run in the terminal.
const TEXT_BROWSERS: [&str; 7] = ["browsh", "carbonyl", "elinks", "links", "links2", "lynx", "w3m"];

/// Editors that take the line as `+LINE` before the file.
const PLUS_LINE: [&str; 14] = [
    "ed",
    "emacs",
    "emacsclient",
    "jed",
    "joe",
    "kak",
    "mcedit",
    "mg",
    "micro",
    "nano",
    "nvim",
    "vi",
    "view",
    "vim",
];

/// Editors that take it behind the file, as `FILE:LINE`.
const COLON_LINE: [&str; 5] = ["helix", "hx", "subl", "zed", "zeditor"];

/// Editors that take it so after `--goto`.
const GOTO_LINE: [&str; 4] = ["code", "code-insiders", "codium", "cursor"];

impl Program {
    /// The program for `task`; `variable` says what a variable of the environment holds.
    pub fn of(task: &Task, variable: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name: &str| variable(name).filter(|value| !value.trim().is_empty());
        match task {
            Task::Open(target) => browser(target, set("BROWSER").as_deref()),
            Task::Edit(path, line) => {
                let editor = set("VISUAL").or_else(|| set("EDITOR")).unwrap_or_else(|| "vi".into());
                edit(&editor, path, *line)
            }
            Task::Page(text) => {
                let pager = set("PAGER").unwrap_or_else(|| "less".into());
                Self { waits: false, ..shell(&pager, text) }
            }
            Task::Pipe(command, text) => shell(command, text),
        }
    }
}

/// A line of the shell that reads `text`.
fn shell(line: &str, text: &str) -> Program {
    Program {
        name: "sh".into(),
        arguments: vec!["-c".into(), line.into()],
        input: Some(text.to_owned()),
        takes_terminal: true,
        waits: true,
    }
}

/// The name of a program without its folder.
fn base(program: &str) -> &str {
    Path::new(program).file_name().and_then(|name| name.to_str()).unwrap_or(program)
}

/// `$BROWSER` is a list parted by `:`, whose entries may have the address as `%s`; the first is taken.
fn browser(target: &str, set: Option<&str>) -> Program {
    let first = set.and_then(|list| list.split(':').map(str::trim).find(|entry| !entry.is_empty()));
    let Some(entry) = first else {
        let name = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
        return beside(name, vec![target.into()]);
    };
    let mut words = entry.split_whitespace();
    let name = words.next().unwrap_or(entry);
    let mut arguments: Vec<OsString> = words.map(|word| word.replace("%s", target).into()).collect();
    if !entry.contains("%s") {
        arguments.push(target.into());
    }
    Program { takes_terminal: TEXT_BROWSERS.contains(&base(name)), ..beside(name, arguments) }
}

fn beside(name: &str, arguments: Vec<OsString>) -> Program {
    Program { name: name.to_owned(), arguments, input: None, takes_terminal: false, waits: false }
}

/// The editor may have arguments of its own.
fn edit(editor: &str, path: &Path, line: usize) -> Program {
    let mut words = editor.split_whitespace();
    let name = words.next().unwrap_or("vi").to_owned();
    let mut arguments: Vec<OsString> = words.map(OsString::from).collect();
    let with_line = || {
        let mut text = path.as_os_str().to_owned();
        text.push(format!(":{line}"));
        text
    };
    // A path that begins with a hyphen would be taken for an option.
    let path = if path.is_relative() { PathBuf::from(".").join(path) } else { path.to_owned() };
    match base(&name) {
        known if PLUS_LINE.contains(&known) => arguments.extend([format!("+{line}").into(), path.into()]),
        known if COLON_LINE.contains(&known) => arguments.push(with_line()),
        known if GOTO_LINE.contains(&known) => arguments.extend(["--goto".into(), with_line()]),
        _ => arguments.push(path.into()),
    }
    Program { name, arguments, input: None, takes_terminal: true, waits: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(task: &Task, set: &[(&str, &str)]) -> String {
        let value = |name: &str| set.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned());
        let program = Program::of(task, value);
        let words = program.arguments.iter().map(|word| word.to_string_lossy().into_owned());
        let line: Vec<String> = std::iter::once(program.name.clone()).chain(words).collect();
        line.join(" ") + if program.takes_terminal { " (terminal)" } else { "" }
    }

    #[test]
    fn the_browser_is_the_users() {
        let open = Task::Open("https://a.example/?x=%20".into());
        assert_eq!(
            run(&open, &[("BROWSER", "firefox -P 'x':lynx")]),
            "firefox -P 'x' https://a.example/?x=%20"
        );
        assert_eq!(run(&open, &[("BROWSER", "w3m")]), "w3m https://a.example/?x=%20 (terminal)");
        assert_eq!(run(&open, &[("BROWSER", "b --go=%s")]), "b --go=https://a.example/?x=%20");
        if cfg!(target_os = "linux") {
            assert_eq!(run(&open, &[("BROWSER", " ")]), "xdg-open https://a.example/?x=%20");
        }
    }

    #[test]
    fn editors_open_at_the_line_each_in_its_way() {
        let edit = Task::Edit("/a/-b.txt".into(), 7);
        for (editor, line) in [
            ("nvim", "nvim +7 /a/-b.txt (terminal)"),
            ("/usr/bin/hx", "/usr/bin/hx /a/-b.txt:7 (terminal)"),
            ("code -w", "code -w --goto /a/-b.txt:7 (terminal)"),
            ("something", "something /a/-b.txt (terminal)"),
        ] {
            assert_eq!(run(&edit, &[("EDITOR", editor)]), line);
        }
        assert_eq!(run(&edit, &[("EDITOR", "nano"), ("VISUAL", "vim")]), "vim +7 /a/-b.txt (terminal)");
        assert_eq!(run(&Task::Edit("-b.txt".into(), 1), &[]), "vi +1 ./-b.txt (terminal)");
    }

    #[test]
    fn commands_and_pagers_are_lines_of_the_shell() {
        assert_eq!(run(&Task::Pipe("wc -w | cat".into(), "x".into()), &[]), "sh -c wc -w | cat (terminal)");
        assert_eq!(run(&Task::Page("x".into()), &[("PAGER", "less -R")]), "sh -c less -R (terminal)");
        assert_eq!(run(&Task::Page("x".into()), &[]), "sh -c less (terminal)");
    }
}
