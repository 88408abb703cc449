//! Text broken into lines of a given width, each still a span of the text it came from.
//!
//! Lines break where Unicode allows it (UAX 14), never after the short particle of a name (`al-Sadr`
//! stays whole) nor within the `://` of an address, and inside a word only when the word alone is wider than the line.
//! Scripts that write no spaces between words and would need a dictionary (Thai, Lao, Khmer, Burmese) break at spaces
//! where they have them, else between syllables as far as their letters tell, never with a hyphen. Line ends of the text
//! itself are white space like any other: the paragraph is reflowed.

use unicode_linebreak::linebreaks;

use super::cells::{cells, head};
use crate::text::{Span, chars::is_invisible};

/// How wide lines may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measure {
    /// Columns of the first line.
    pub first: usize,
    /// Columns of the others; smaller for a hanging indent.
    pub rest: usize,
}

impl Measure {
    /// All lines equally wide.
    pub const fn even(columns: usize) -> Self {
        Self { first: columns, rest: columns }
    }
}

/// The lines of the paragraph `span` of `text`, appended to `out`, without the white space between them.
///
/// A line is at most as wide as `measure` says, except when a single cluster is wider.
/// An empty or blank paragraph has no lines.
pub fn wrap(text: &str, span: Span, measure: Measure, out: &mut Vec<Span>) {
    let span = span.trim(text);
    let paragraph = span.of(text);
    if paragraph.is_empty() {
        return;
    }
    let mut push = |start: usize, end: usize| {
        let line = paragraph.get(start..end).unwrap_or_default();
        let blank = |c: char| c.is_whitespace() || is_invisible(c);
        let (head, shown) =
            (line.len() - line.trim_start_matches(blank).len(), line.trim_matches(blank).len());
        if shown > 0 {
            let from = span.start() as usize + start + head;
            out.push(Span::from_usize(from, from + shown));
        }
    };
    let mut breaks =
        linebreaks(paragraph).map(|(at, _)| at).filter(|at| may_break(paragraph, *at)).peekable();
    // Columns are counted over the whole paragraph; a line's own are the difference to those at its start.
    let (mut line, mut line_columns, mut columns, mut limit) = (0, 0, 0, measure.first.max(1));
    let mut chance: Option<(usize, usize)> = None;
    let mut due = false;
    let mut before = None;
    for cell in cells(paragraph) {
        while breaks.next_if(|at| *at <= cell.at).is_some() {
            due = true;
        }
        let last = before.replace(cell.text);
        due |= last.is_some_and(|last| between_syllables(last, cell.text));
        // A line begins with what can be seen.
        if due && cell.width > 0 && !cell.is_space() {
            chance = Some((cell.at, columns));
            due = false;
        }
        // A space at the end of a line may hang over its edge.
        while !cell.is_space() && cell.width > 0 && columns + cell.width - line_columns > limit {
            let (at, taken) = match chance.take() {
                Some(chance) if chance.0 > line => chance,
                _ if cell.at > line => {
                    let word = paragraph.get(line..cell.at).unwrap_or_default();
                    let (fitting, taken) = head(word, limit);
                    if fitting.is_empty() {
                        (cell.at, columns)
                    } else {
                        (line + fitting.len(), line_columns + taken)
                    }
                }
                _ => break,
            };
            push(line, at);
            (line, line_columns, limit) = (at, taken, measure.rest.max(1));
        }
        columns += cell.width;
    }
    push(line, paragraph.len());
}

/// Whether a line may end between two clusters of a script that writes no spaces and that UAX 14 leaves to
/// dictionaries: not after a vowel that is written before its letter, nor before what ends a syllable.
fn between_syllables(before: &str, after: &str) -> bool {
    let (Some(last), Some(next)) = (before.chars().next(), after.chars().next()) else { return false };
    // Thai and Lao, Burmese, Khmer.
    let spaceless =
        |c| matches!(c, '\u{e01}'..='\u{edf}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}');
    let vowel_first = matches!(last, '\u{e40}'..='\u{e44}' | '\u{ec0}'..='\u{ec4}');
    let ends = matches!(next, '\u{e2f}'..='\u{e3a}' | '\u{e45}'..='\u{e4f}' | '\u{e5a}'..='\u{e5b}'
        | '\u{102b}'..='\u{103e}' | '\u{17b4}'..='\u{17d3}'
        | '\u{eaf}'..='\u{ebd}' | '\u{ec6}'..='\u{ecd}' | '\u{104a}'..='\u{104f}' | '\u{17d4}'..='\u{17da}');
    // A Burmese letter that is killed (asat) ends the syllable before it.
    let killed = after.contains('\u{103a}') && matches!(next, '\u{1000}'..='\u{1021}');
    spaceless(last) && spaceless(next) && !vowel_first && !ends && !killed
}

/// Whether a line may end at byte `at`, where UAX 14 would allow it: not after a hyphen with three
/// letters or fewer before it, nor within the `://` of an address.
fn may_break(text: &str, at: usize) -> bool {
    if let Some((head, tail)) = text.split_at_checked(at)
        && tail.starts_with('/')
        && head.ends_with([':', '/'])
    {
        return false;
    }
    let Some(stem) = text.get(..at).and_then(|head| head.strip_suffix(['-', '‑', '‐'])) else {
        return true;
    };
    stem.chars().rev().take(4).take_while(|c| c.is_alphabetic()).count() > 3
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    use super::*;
    use crate::view::cells;

    #[track_caller]
    fn check(columns: usize, text: &str, expected: &Expect) {
        let mut lines = Vec::new();
        wrap(text, Span::whole(text), Measure::even(columns), &mut lines);
        let shown: Vec<String> =
            lines.iter().map(|l| cells::cells(l.of(text)).map(|c| c.text).collect::<String>()).collect();
        expected.assert_eq(&shown.join("\n"));
    }

    fn is_blank(text: &str) -> bool {
        cells::cells(text).all(|c| c.is_space() || c.width == 0)
    }

    /// Columns up to the last character that can be seen; a space may hang over the edge.
    fn seen(line: &str) -> usize {
        let add = |(all, seen), c: cells::Cell<'_>| {
            let all = all + c.width;
            (all, if c.is_space() || c.width == 0 { seen } else { all })
        };
        cells::cells(line).fold((0, 0), add).1
    }

    #[test]
    fn lines_break_between_words_and_line_ends_are_spaces() {
        check(
            20,
            "ERBIL, Kurdistan Region\nof Iraq – Iraq’s   powerful cleric",
            &expect![[r#"
                ERBIL, Kurdistan
                Region of Iraq –
                Iraq’s powerful
                cleric"#]],
        );
    }

    #[test]
    fn names_keep_their_particle_and_compounds_break_at_the_hyphen() {
        check(
            12,
            "cleric Muqtada al-Sadr on border-crossing rules",
            &expect![[r#"
                cleric
                Muqtada
                al-Sadr on
                border-
                crossing
                rules"#]],
        );
    }

    #[test]
    fn a_word_wider_than_the_line_is_cut_between_clusters() {
        check(
            6,
            "see https://example.org/ééééééé 日本語日本語",
            &expect![[r#"
                see
                https:
                //
                exampl
                e.org/
                éééééé
                é 日本
                語日本
                語"#]],
        );
    }

    #[test]
    fn a_hanging_indent_narrows_all_lines_but_the_first() {
        let text = "• one two three four";
        let mut lines = Vec::new();
        wrap(text, Span::whole(text), Measure { first: 9, rest: 7 }, &mut lines);
        assert_eq!(lines.iter().map(|l| l.of(text)).collect::<Vec<_>>(), ["• one two", "three", "four"]);
    }

    proptest! {
        #[test]
        fn every_visible_character_is_shown_once_in_order_and_no_line_is_too_wide(
            text in "([a-z]{1,9}|[ \\n\\t]{1,3}|al-Sadr|“|”|—|日本語|👩\u{200d}👧|e\u{301}|\u{202e}|\u{1b}\\[0m|\\PC){0,60}",
            columns in 2_usize..40,
            hang in 0_usize..3,
        ) {
            let mut lines = Vec::new();
            let measure = Measure { first: columns + hang, rest: columns };
            wrap(&text, Span::whole(&text), measure, &mut lines);
            let mut at = 0;
            for (i, line) in lines.iter().enumerate() {
                prop_assert!(line.start() >= at, "in order");
                let gap = Span::new(at, line.start()).get(&text).expect("on character borders");
                prop_assert!(is_blank(gap), "nothing visible between lines");
                let limit = if i == 0 { measure.first } else { measure.rest };
                let shown = line.get(&text).expect("on character borders");
                let widest = cells::cells(shown).map(|c| c.width).max().unwrap_or(0);
                prop_assert!(seen(shown) <= limit.max(widest), "{shown:?} is wider than {limit}");
                at = line.end();
            }
            prop_assert!(is_blank(Span::new(at, text.len() as u32).of(&text)));
        }
    }
}
