//! The one door from article text to a terminal: nothing that passes it can move the cursor, change
//! colours, reorder lines or hide.

use std::borrow::Cow;

use super::chars::is_invisible;

/// What a character is replaced by on screen, or `None` when it is safe as it is.
///
/// Tabs and line breaks become a space, control characters their picture (␛ for escape, � for C1),
/// characters that reorder or hide text nothing at all.
pub const fn replacement(c: char) -> Option<&'static str> {
    match c {
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(" "),
        '\u{1b}' => Some("␛"),
        '\u{7f}' => Some("␡"),
        '\0'..='\u{1f}' | '\u{80}'..='\u{9f}' => Some("�"),
        _ if is_invisible(c) => Some(""),
        _ => None,
    }
}

/// `text` as one line that a terminal can only print; borrowed when there is nothing to replace.
pub fn line(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| replacement(c).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match replacement(c) {
            Some(safe) => out.push_str(safe),
            None => out.push(c),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_lose_their_power() {
        assert_eq!(line("a\u{1b}[31mred"), "a␛[31mred");
        assert_eq!(line("a\u{9b}2Jb\u{7}"), "a�2Jb�");
        assert_eq!(line("x\u{202e}evil\u{200b}"), "xevil");
        assert_eq!(line("two\r\nlines"), "two  lines");
    }

    #[test]
    fn plain_text_is_borrowed() {
        assert!(matches!(line("“Clashes” – Erdoğan"), Cow::Borrowed(_)));
    }
}
