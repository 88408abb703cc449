//! Standard output and standard error as the commands use them.

use std::{
    env,
    io::{self, BufWriter, IsTerminal, Stdout, Write},
};

use crate::text::safe;

/// Where a command prints. Nothing else in the program writes to standard output or error.
#[derive(Debug)]
pub(super) struct Console {
    out: BufWriter<Stdout>,
    /// Columns of the terminal; `None` when standard output is none.
    pub columns: Option<usize>,
    /// Whether words may look otherwise than others.
    styled: bool,
}

/// How words of a line look on a terminal, unless its user wants none of that (`NO_COLOR`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Plain,
    /// What stands over others.
    Strong,
    /// What says what the words after it are.
    Faint,
    /// What went wrong.
    Problem,
}

impl Look {
    /// What turns it on, as terminals have it.
    const fn code(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Strong => Some("\u{1b}[1m"),
            Self::Faint => Some("\u{1b}[2m"),
            Self::Problem => Some("\u{1b}[1;31m"),
        }
    }
}

/// Columns of a terminal that does not say.
const USUAL_COLUMNS: usize = 80;

impl Console {
    pub fn new() -> Self {
        let stdout = io::stdout();
        let columns = stdout
            .is_terminal()
            .then(|| terminal_size::terminal_size().map_or(USUAL_COLUMNS, |(width, _)| usize::from(width.0)));
        let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
        let is_dumb = env::var_os("TERM").is_none_or(|term| term == "dumb");
        let styled = columns.is_some() && !is_set("NO_COLOR") && !is_dumb;
        Self { out: BufWriter::with_capacity(1 << 16, stdout), columns, styled }
    }

    /// Prints a line; control characters of article text cannot get through.
    pub fn line(&mut self, line: &str) -> io::Result<()> {
        self.out.write_all(safe::line(line).as_bytes())?;
        self.out.write_all(b"\n")
    }

    /// Prints a line whose words look in different ways.
    pub fn styled_line(&mut self, parts: &[(Look, &str)]) -> io::Result<()> {
        for (look, words) in parts {
            let code = look.code().filter(|_| self.styled);
            self.out.write_all(code.unwrap_or_default().as_bytes())?;
            self.out.write_all(safe::line(words).as_bytes())?;
            self.out.write_all(code.map_or("", |_| "\u{1b}[0m").as_bytes())?;
        }
        self.out.write_all(b"\n")
    }

    /// Prints fields parted by tabs; tabs and line breaks within a field become spaces.
    pub fn fields<'f>(&mut self, fields: impl IntoIterator<Item = &'f str>) -> io::Result<()> {
        for (i, field) in fields.into_iter().enumerate() {
            if i > 0 {
                self.out.write_all(b"\t")?;
            }
            self.out.write_all(safe::line(field).as_bytes())?;
        }
        self.out.write_all(b"\n")
    }

    /// Prints what is meant for a file as it is; on a terminal, so that it can only be printed.
    pub fn file(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.columns.is_none() {
            return self.out.write_all(bytes);
        }
        for line in String::from_utf8_lossy(bytes).split_inclusive('\n') {
            self.line(line.strip_suffix('\n').unwrap_or(line))?;
        }
        Ok(())
    }

    /// Prints JSON as it is; on a terminal with everything escaped that could do more than be printed.
    pub fn json(&mut self, json: &str) -> io::Result<()> {
        if self.columns.is_none() {
            return self.out.write_all(json.as_bytes());
        }
        for c in json.chars() {
            // Line breaks stand between values; within strings they are escaped already.
            if c == '\n' || safe::replacement(c).is_none() {
                write!(self.out, "{c}")?;
            } else {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    write!(self.out, "\\u{unit:04x}")?;
                }
            }
        }
        Ok(())
    }

    /// Tells the user something, apart from what was asked for.
    pub fn notice(&mut self, text: &str) {
        // Nothing is left to be done when even this cannot be told.
        let _ = self.out.flush();
        let _ = writeln!(io::stderr(), "dixit: {}", safe::line(text));
    }

    /// Tells the user several things.
    pub fn notices(&mut self, texts: &[impl ToString]) {
        for text in texts {
            self.notice(&text.to_string());
        }
    }

    /// Prints what is still waiting.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
