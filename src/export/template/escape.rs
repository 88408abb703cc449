//! The door every value passes that a template prints: one line, without control characters, meaning nothing in the
//! format that is written.

use minijinja::{AutoEscape, Environment, Error, Output, State, Value, escape_formatter};

use crate::text::safe;

/// What a text must not mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Escape {
    /// Markdown, nor HTML in it.
    Markdown,
    /// HTML or XML.
    Html,
    /// Nothing but a line of text.
    Line,
}

impl Escape {
    /// The one for a template, by what it writes: `sheet.md.j2`.
    fn of_template(name: &str) -> AutoEscape {
        let name = name.strip_suffix(".j2").unwrap_or(name);
        match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
            "md" | "markdown" => AutoEscape::Custom("markdown".into()),
            "html" | "htm" | "xhtml" | "xml" | "svg" => AutoEscape::Custom("html".into()),
            "json" | "jsonl" | "jsonld" | "geojson" => AutoEscape::Json,
            _ => AutoEscape::Custom("line".into()),
        }
    }

    /// The one in force where a template is.
    pub(super) fn of_state(state: &State<'_, '_>) -> Self {
        match state.auto_escape() {
            AutoEscape::Custom(name) if name == "markdown" => Self::Markdown,
            AutoEscape::Custom(name) if name == "html" => Self::Html,
            AutoEscape::Html => Self::Html,
            _ => Self::Line,
        }
    }

    /// `text` in one line that means nothing.
    pub(super) fn line(self, text: &str) -> String {
        let line = safe::line(text);
        let mut out = String::with_capacity(line.len() + 8);
        for word in line.split_whitespace() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
        match self {
            Self::Markdown => markdown(&out),
            Self::Html => html(&out),
            Self::Line => out,
        }
    }
}

impl Escape {
    /// Appends `text` within a line: white space is one space, at its edges too.
    pub(super) fn inside(self, text: &str, out: &mut String) {
        let at_edge = |c: Option<char>| if c.is_some_and(char::is_whitespace) { " " } else { "" };
        let line = self.line(text);
        out.push_str(at_edge(text.chars().next()));
        out.push_str(&line);
        if !line.is_empty() {
            out.push_str(at_edge(text.chars().next_back()));
        }
    }
}

/// Makes an environment print through the door.
pub(super) fn set(environment: &mut Environment<'_>) {
    environment.set_auto_escape_callback(Escape::of_template);
    environment.set_formatter(print);
}

fn print(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    if matches!(state.auto_escape(), AutoEscape::Json) || value.is_undefined() {
        return escape_formatter(out, state, value);
    }
    // What is not known is nothing.
    if value.is_none() {
        return Ok(());
    }
    match value.as_str() {
        Some(text) if value.is_safe() => out.write_str(text)?,
        Some(text) => out.write_str(&Escape::of_state(state).line(text))?,
        None if value.is_number() => write!(out, "{value}")?,
        None => out.write_str(&Escape::of_state(state).line(&value.to_string()))?,
    }
    Ok(())
}

/// Escapes what has a meaning in Markdown anywhere, and what has one at the beginning of a line there.
fn markdown(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    for (i, c) in line.char_indices() {
        let anywhere = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$');
        let first = i == 0 && matches!(c, '#' | '+' | '-' | '=' | ':');
        let ends = |rest: Option<char>| rest.is_none_or(char::is_whitespace);
        let numbering = i > 0 && i == digits && matches!(c, '.' | ')') && ends(line.chars().nth(i + 1));
        if anywhere || first || numbering {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Escapes what has a meaning in HTML, in text and in attributes with quotation marks.
fn html(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    let mut rest = line;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let mut after = from.chars();
        out.push_str(match after.next() {
            Some('&') => "&amp;",
            Some('<') => "&lt;",
            Some('>') => "&gt;",
            Some('"') => "&quot;",
            _ => "&#39;",
        });
        rest = after.as_str();
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markdown() {
        for (text, escaped) in [
            ("<script>alert(1)</script>", r"\<script\>alert(1)\</script\>"),
            ("[in Hasaka](javascript:x)", r"\[in Hasaka\](javascript:x)"),
            ("# not a heading #1", r"\# not a heading #1"),
            ("- no - item", r"\- no - item"),
            ("1. no 2. item", r"1\. no 2. item"),
            ("2019) so", r"2019\) so"),
            ("0.70", "0.70"),
            ("12.", r"12\."),
            ("a | b `c` *d* _e_ ~f~ &lt; $x$", r"a \| b \`c\` \*d\* \_e\_ \~f\~ \&lt; \$x\$"),
            ("esc\u{1b}[31m", r"esc␛\[31m"),
            ("two\n lines ", "two lines"),
        ] {
            assert_eq!(Escape::Markdown.line(text), escaped);
        }
    }

    #[test]
    fn nothing_in_a_text_is_html() {
        assert_eq!(
            Escape::Html.line("<b title='x' id=\"y\">&amp;\u{202e}\u{0}"),
            "&lt;b title=&#39;x&#39; id=&quot;y&quot;&gt;&amp;amp;�"
        );
    }
}
