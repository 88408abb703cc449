//! Text that runs from right to left, in the order a screen of cells shows it.
//!
//! Cells are drawn from left to right, so what runs the other way is put in the order it is seen in, here, by the
//! algorithm of Unicode (UAX 9): terminals do it differently or not at all, and one that does it by itself would mix a
//! line with the line of the pane beside it. Characters that order text the reader cannot see (overrides, embeddings,
//! isolates, marks) are taken out before (see [`crate::text::safe`]), so that a text cannot be made to read otherwise
//! than it is written.

use unicode_bidi::{BidiInfo, Level};

use super::cells::Cell;

/// Whether a character runs from right to left.
pub const fn is_rtl(c: char) -> bool {
    // Hardly a letter of most texts needs the other questions.
    c >= '\u{590}'
        && matches!(c,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// Whether anything in `text` runs from right to left.
pub fn has_rtl(text: &str) -> bool {
    // No character from there on begins with a byte below this one.
    text.bytes().any(|byte| byte >= 0xd6) && text.chars().any(is_rtl)
}

/// Whether `text` as a whole runs from right to left: its first letter does.
pub fn runs_from_right(text: &str) -> bool {
    has_rtl(text) && text.chars().find(|c| c.is_alphabetic()).is_some_and(is_rtl)
}

/// Puts the cells of one line, each with what goes with it, in the order they are seen from left to right;
/// `from_right` says how its paragraph runs. Brackets of what is turned round are turned round too.
pub fn reorder<S: Copy>(line: &mut Vec<(Cell<'_>, S)>, from_right: bool) {
    let text: String = line.iter().map(|(cell, _)| cell.text).collect();
    if !has_rtl(&text) {
        return;
    }
    let base = if from_right { Level::rtl() } else { Level::ltr() };
    let info = BidiInfo::new(&text, Some(base));
    let mut at = 0;
    let mut levels = Vec::with_capacity(line.len());
    for (cell, _) in line.iter_mut() {
        // What shows nothing stays beside what it stood beside.
        let level = info.levels.get(at).or(levels.last()).copied().unwrap_or(base);
        at += cell.text.len();
        if level.is_rtl() {
            cell.text = mirrored(cell.text);
        }
        levels.push(level);
    }
    let order = BidiInfo::reorder_visual(&levels);
    *line = order.into_iter().filter_map(|at| line.get(at).copied()).collect();
}

/// The bracket or mark that looks the other way, for one that has a side.
fn mirrored(text: &str) -> &str {
    const PAIRS: [(&str, &str); 6] = [("(", ")"), ("[", "]"), ("{", "}"), ("<", ">"), ("«", "»"), ("‹", "›")];
    for (left, right) in PAIRS {
        if text == left {
            return right;
        }
        if text == right {
            return left;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::cells::cells;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut line: Vec<(Cell<'_>, ())> = cells(text).map(|cell| (cell, ())).collect();
        reorder(&mut line, runs_from_right(text));
        assert_eq!(line.iter().map(|(cell, ())| cell.text).collect::<String>(), expected);
    }

    #[test]
    fn runs_from_the_right_are_seen_in_their_order_and_the_rest_stays() {
        check("No letter of it.", "No letter of it.");
        check("the word שלום here", "the word םולש here");
        check("שלום 12 abc.", ".abc 12 םולש");
        check("قال «نعم» (2026)", "(2026) «معن» لاق");
    }

    #[test]
    fn what_would_order_the_text_unseen_does_nothing() {
        check("a \u{202e}evil\u{202c} b", "a evil b");
        check("\u{2067}abc\u{2069} שלום", "abc םולש");
        check("\u{200f}abc.", "abc.");
    }

    #[test]
    fn marks_stay_on_their_letters() {
        check("שָׁלוֹם x", "x םוֹלשָׁ");
    }
}
