//! Standard output and standard error as the commands use them.

use std::io::{self, BufWriter, IsTerminal, Stdout, Write};

use crate::text::safe;

/// Where a command prints. Nothing else in the program writes to standard output or error.
#[derive(Debug)]
pub(super) struct Console {
    out: BufWriter<Stdout>,
    /// Columns of the terminal; `None` when standard output is none.
    pub columns: Option<usize>,
}

/// Columns of a terminal that does not say.
const USUAL_COLUMNS: usize = 80;

impl Console {
    pub fn new() -> Self {
        let stdout = io::stdout();
        let columns = stdout
            .is_terminal()
            .then(|| terminal_size::terminal_size().map_or(USUAL_COLUMNS, |(width, _)| usize::from(width.0)));
        Self { out: BufWriter::with_capacity(1 << 16, stdout), columns }
    }

    /// Prints a line; control characters of article text cannot get through.
    pub fn line(&mut self, line: &str) -> io::Result<()> {
        self.out.write_all(safe::line(line).as_bytes())?;
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
