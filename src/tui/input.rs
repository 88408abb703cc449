//! A line being typed: insert, delete, move, by whole character clusters.

use crossterm::event::{KeyCode, KeyModifiers};
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use super::key::Key;
use crate::text::safe;

/// A line being typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Input {
    text: String,
    /// Byte offset of the cursor, on a cluster border.
    at: usize,
}

impl Input {
    /// A line that holds `text`, the cursor behind it.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { at: text.len(), text }
    }

    /// A line that holds `before` and `after`, the cursor between them.
    pub fn with_rest(before: String, after: &str) -> Self {
        Self { at: before.len(), text: before + after }
    }

    /// What is typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What is typed before the cursor, and the rest.
    pub fn parts(&self) -> (&str, &str) {
        self.text.split_at_checked(self.at).unwrap_or((&self.text, ""))
    }

    /// Types `text` at the cursor, as one line.
    pub fn insert(&mut self, text: &str) {
        let line = safe::line(text);
        self.text.insert_str(self.at, &line);
        self.at += line.len();
    }

    /// Does what `key` does to a line; whether it changed what is typed, or `None` when the key is not
    /// one of a line's.
    pub fn key(&mut self, key: Key) -> Option<bool> {
        let before = self.text.len();
        let control = key.mods == KeyModifiers::CONTROL;
        match key.code {
            _ if key.typed().is_some() => self.insert(key.typed()?.encode_utf8(&mut [0; 4])),
            KeyCode::Backspace if key.mods.is_empty() => self.delete(self.before(), self.at),
            KeyCode::Char('h') if control => self.delete(self.before(), self.at),
            KeyCode::Delete => self.delete(self.at, self.after()),
            KeyCode::Left if control => self.at = self.word_before(),
            KeyCode::Left => self.at = self.before(),
            KeyCode::Right => self.at = self.after(),
            KeyCode::Home => self.at = 0,
            KeyCode::End => self.at = self.text.len(),
            KeyCode::Char('a') if control => self.at = 0,
            KeyCode::Char('e') if control => self.at = self.text.len(),
            KeyCode::Char('u') if control => self.delete(0, self.at),
            KeyCode::Char('k') if control => self.delete(self.at, self.text.len()),
            KeyCode::Char('w') if control => self.delete(self.word_before(), self.at),
            _ => return None,
        }
        Some(before != self.text.len())
    }

    fn delete(&mut self, from: usize, to: usize) {
        if from < to {
            self.text.replace_range(from..to, "");
            self.at = from;
        }
    }

    fn before(&self) -> usize {
        let mut cursor = GraphemeCursor::new(self.at, self.text.len(), true);
        cursor.prev_boundary(&self.text, 0).ok().flatten().unwrap_or(0)
    }

    fn after(&self) -> usize {
        let mut cursor = GraphemeCursor::new(self.at, self.text.len(), true);
        cursor.next_boundary(&self.text, 0).ok().flatten().unwrap_or(self.text.len())
    }

    fn word_before(&self) -> usize {
        self.parts().0.unicode_word_indices().next_back().map_or(0, |(at, _)| at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(keys: &str, expected: &str) {
        let mut input = Input::default();
        for key in keys.split(' ') {
            input.key(key.parse().expect("a key"));
        }
        let (before, after) = input.parts();
        assert_eq!(format!("{before}|{after}"), expected);
    }

    #[test]
    fn a_line_is_typed_and_mended() {
        check("s a d r", "sadr|");
        check("s a d r Left Left x", "saxdr|".replace("xdr|", "x|dr").as_str());
        check("s a Space d r Ctrl-w", "sa |");
        check("é 日 Backspace", "é|");
        check("a b c Home Delete Ctrl-e z", "bcz|");
        check("a b c Left Ctrl-k Ctrl-u", "|");
    }

    #[test]
    fn pasted_text_is_one_safe_line() {
        let mut input = Input::new("a");
        input.insert("b\n\u{1b}[31mc");
        assert_eq!(input.text(), "ab ␛[31mc");
    }

    #[test]
    fn other_keys_are_left_to_others() {
        assert_eq!(Input::default().key("Enter".parse().expect("a key")), None);
        assert_eq!(Input::new("a").key("Left".parse().expect("a key")), Some(false));
    }
}
