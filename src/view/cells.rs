//! Text as the cells of a screen: what each character cluster shows, how wide it is, where it came from.
//!
//! This is the only place that measures article text. Whoever wraps and whoever draws walk the same
//! cells, so a line never turns out wider than it was measured. What is not safe for a terminal is
//! replaced here, before it is measured (see [`crate::text::safe`]), and white space shows as one space
//! however much of it there is.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::text::safe;

/// One character cluster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell<'t> {
    /// Byte offset of its first byte in the text that was walked.
    pub at: usize,
    /// How many bytes of that text it stands for.
    pub len: usize,
    /// What a terminal prints for it; empty when it shows nothing.
    pub text: &'t str,
    /// Columns it takes: 0 when it shows nothing.
    pub width: usize,
}

impl Cell<'_> {
    /// Whether it is the space that stands for white space.
    pub fn is_space(&self) -> bool {
        self.text == " "
    }
}

/// Walks the cells of `text`.
pub fn cells(text: &str) -> Cells<'_> {
    Cells { text, at: 0, after_space: false }
}

/// Columns `text` takes when drawn as one line.
pub fn width(text: &str) -> usize {
    cells(text).map(|c| c.width).sum()
}

/// The longest head of `text` that fits into `columns`, and the columns it takes.
pub fn head(text: &str, columns: usize) -> (&str, usize) {
    let (mut end, mut taken) = (0, 0);
    for cell in cells(text) {
        if taken + cell.width > columns {
            break;
        }
        taken += cell.width;
        end = cell.at + cell.len;
    }
    (text.get(..end).unwrap_or_default(), taken)
}

/// `text` in at most so many columns, with an ellipsis where it is longer.
pub fn short(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let (head, _) = head(text, columns.saturating_sub(1));
    format!("{}…", head.trim_end())
}

/// How many columns each of two texts gets where both would take `wanted`: what one does not need goes to the other.
pub fn share(columns: usize, [a, b]: [usize; 2]) -> [usize; 2] {
    let half = columns / 2;
    let a = a.min(columns.saturating_sub(b).max(columns - half));
    [a, b.min(columns - a)]
}

/// The longest end of `text` that fits into `columns`.
pub fn tail(text: &str, columns: usize) -> &str {
    let mut left = width(text);
    let mut start = 0;
    for cell in cells(text) {
        if left <= columns {
            break;
        }
        left -= cell.width;
        start = cell.at + cell.len;
    }
    text.get(start..).unwrap_or_default()
}

/// An iterator over the cells of a text.
#[derive(Debug, Clone)]
pub struct Cells<'t> {
    text: &'t str,
    at: usize,
    after_space: bool,
}

impl<'t> Iterator for Cells<'t> {
    type Item = Cell<'t>;

    fn next(&mut self) -> Option<Cell<'t>> {
        let bytes = self.text.as_bytes();
        let at = self.at;
        let byte = *bytes.get(at)?;
        // Most news text is ASCII: a printable byte followed by another is a cluster of its own.
        if byte.is_ascii_graphic() && bytes.get(at + 1).is_none_or(u8::is_ascii) {
            self.at += 1;
            self.after_space = false;
            return Some(Cell { at, len: 1, text: self.text.get(at..=at)?, width: 1 });
        }
        let cluster = self.text.get(at..)?.graphemes(true).next()?;
        // A cluster with something unsafe in it (an emoji joined by a zero-width character) is shown
        // character by character, without that.
        let cluster = match cluster.char_indices().find(|(_, c)| safe::replacement(*c).is_some()) {
            None => cluster,
            Some((0, c)) => cluster.get(..c.len_utf8())?,
            Some((i, _)) => cluster.get(..i)?,
        };
        // A terminal puts each character that has a width into columns of its own: so must we, to take them away again.
        let mut spacing = cluster.char_indices().skip(1).filter(|(_, c)| !is_tone(*c));
        let next = spacing.find(|(_, c)| c.width().is_some_and(|width| width > 0));
        let cluster = next.and_then(|(i, _)| cluster.get(..i)).unwrap_or(cluster);
        self.at += cluster.len();
        Some(self.measure(at, cluster, plain(cluster)))
    }
}

impl<'t> Cells<'t> {
    fn measure(&mut self, at: usize, cluster: &'t str, shown: &'t str) -> Cell<'t> {
        let first = cluster.chars().next();
        let text = match first.and_then(safe::replacement) {
            Some(safe) => safe,
            None if first.is_some_and(char::is_whitespace) => " ",
            None => shown,
        };
        let len = cluster.len();
        if text == " " {
            let width = usize::from(!self.after_space);
            self.after_space = true;
            return Cell { at, len, text: if width == 1 { " " } else { "" }, width };
        }
        let width = text.width();
        if width == 0 {
            return Cell { at, len, text: "", width };
        }
        self.after_space = false;
        Cell { at, len, text, width }
    }
}

/// So many characters one cluster shows: the marks of any script, and no tower that stands in the lines above.
const STACK: usize = 6;

/// Whether a character changes the sign before it: its skin tone, or whether it is to be of many colours.
const fn is_tone(c: char) -> bool {
    matches!(c, '\u{fe0e}' | '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}')
}

/// What is shown of a cluster: what all terminals give the same width. Of an emoji that is the sign without its skin
/// tone or a wish for colours, over which they differ.
fn plain(cluster: &str) -> &str {
    let mut all = cluster.char_indices();
    // The first is what the others change.
    all.next();
    let end = all.enumerate().find(|(i, (_, c))| i + 1 >= STACK || is_tone(*c)).map(|(_, (at, _))| at);
    end.and_then(|end| cluster.get(..end)).unwrap_or(cluster)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(text: &str) -> String {
        cells(text).map(|c| c.text).collect()
    }

    #[test]
    fn white_space_shows_once_and_nothing_unsafe_shows() {
        assert_eq!(shown("a \r\n\t b"), "a b");
        assert_eq!(shown("a\u{1b}[31m\u{202e}b\u{200b}c"), "a␛[31mbc");
        assert_eq!(shown("e\u{301}te\u{301}"), "e\u{301}te\u{301}");
    }

    #[test]
    fn two_texts_share_a_line_fairly() {
        assert_eq!(share(10, [3, 4]), [3, 4]);
        assert_eq!(share(10, [30, 4]), [6, 4]);
        assert_eq!(share(10, [3, 40]), [3, 7]);
        assert_eq!(share(11, [30, 40]), [6, 5]);
        assert_eq!(share(0, [30, 40]), [0, 0]);
        assert_eq!((short("Sadr", 4), short("Sadr said", 6)), ("Sadr".to_owned(), "Sadr…".to_owned()));
    }

    #[test]
    fn wide_and_joined_clusters_are_measured_as_they_are_drawn() {
        assert_eq!(width("日本"), 4);
        assert_eq!(width("👩\u{200d}👧"), 4, "the joiner is dropped, both are drawn");
        assert_eq!(width("e\u{301}"), 1);
        assert_eq!(
            (shown("👷🏽❤\u{fe0f}1\u{fe0f}\u{20e3}"), width("👷🏽❤\u{fe0f}1\u{fe0f}\u{20e3}")),
            ("👷❤1".into(), 4)
        );
        assert_eq!((shown("🇮🇶x"), width("🇮🇶x")), ("🇮🇶x".into(), 3));
        let cells_of = |text: &str| cells(text).map(|cell| cell.width).collect::<Vec<_>>();
        assert_eq!(cells_of("กำ ကို ន៖"), [1, 1, 1, 1, 1, 1, 1], "a vowel with a column of its own is a cell");
        assert_eq!(
            shown(&format!("e{}x", "\u{301}".repeat(99))),
            format!("e{}x", "\u{301}".repeat(STACK - 1))
        );
        assert_eq!(head("日本語", 5), ("日本", 4));
    }

    proptest! {
        #[test]
        fn cells_cover_the_text_and_print_only_what_is_safe(text in "(\\PC|\\s|[\u{0}-\u{20}\u{200b}-\u{202e}日👩e\u{301}\u{200d}]){0,40}") {
            let mut at = 0;
            for cell in cells(&text) {
                prop_assert_eq!(cell.at, at);
                prop_assert!(cell.len > 0);
                prop_assert_eq!(safe::line(cell.text), cell.text);
                prop_assert_eq!(cell.width, cell.text.width());
                at += cell.len;
            }
            prop_assert_eq!(at, text.len());
        }
    }
}
