//! Text made fit for XML 1.0, which has no place for most control characters, not even escaped.

use std::borrow::Cow;

/// What stands for a character that no XML document may hold: its picture (␛ for escape), which can be seen.
///
/// The words as they arrived are in the JSON, which can hold them.
const fn picture(c: char) -> Option<char> {
    match c {
        '\t' | '\n' => None,
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32),
        '\u{fffe}' | '\u{ffff}' => Some('\u{fffd}'),
        _ => None,
    }
}

/// `text` with pictures for what XML cannot hold, its lines ended as XML reads them; borrowed when there is nothing
/// to replace.
pub(super) fn printable(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| picture(c).is_some()) {
        return Cow::Borrowed(text);
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    Cow::Owned(text.chars().map(|c| picture(c).unwrap_or(c)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_become_pictures() {
        for (text, expected) in [
            ("plain “é” 😀\ttab\nline", "plain “é” 😀\ttab\nline"),
            ("\u{1b}[2J\0", "␛[2J␀"),
            ("a\r\nb\rc", "a\nb\nc"),
            ("\u{ffff}\u{fffe}", "��"),
            ("\u{83}\u{7f}", "\u{83}\u{7f}"),
        ] {
            assert_eq!(printable(text), expected);
        }
        assert!(matches!(printable("a\tb"), Cow::Borrowed(_)));
    }
}
