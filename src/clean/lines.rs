//! The lines of a document: what lies between line breaks, hard-wrapped paragraphs joined to one.

use memchr::memchr2_iter;

use crate::text::{Span, chars};

/// One line with something on it, or one hard-wrapped paragraph.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'t> {
    /// Where it stands, white space trimmed.
    pub span: Span,
    /// Its characters.
    pub text: &'t str,
    /// Whether an empty line stands before it.
    pub gap: bool,
}

impl Line<'_> {
    /// Length in bytes: good enough to tell a paragraph from a label.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// The last character that is not a closing quotation mark or bracket.
    pub fn last(&self) -> Option<char> {
        self.text.chars().rev().find(|&c| {
            !(chars::is_double_mark(c)
                || chars::is_single_mark(c)
                || matches!(c, ')' | ']' | '*' | '_')
                || chars::is_invisible(c))
        })
    }

    /// Whether it ends like a sentence.
    pub fn has_stop(&self) -> bool {
        matches!(self.last(), Some('.' | '!' | '?' | '…'))
    }

    /// Whether a bullet or a hyphen stands before it.
    pub fn is_bulleted(&self) -> bool {
        let mut chars = self.text.chars();
        chars.next().is_some_and(|c| chars::is_bullet(c) || c == '-') && chars.next() == Some(' ')
    }

    /// Whether it reads like a sentence of an article: teasers and titles end without a stop.
    pub fn is_sentence(&self) -> bool {
        self.is_prose() || (self.len() >= 24 && matches!(self.last(), Some('.')))
    }

    /// Whether it reads like a paragraph of running text rather than a label, a title or a button.
    pub fn is_prose(&self) -> bool {
        self.len() >= 160
            || (self.len() >= 60 && self.has_stop())
            || (self.len() >= 80 && self.text.ends_with(':'))
    }
}

/// The lines of `text` in order; lines of a hard-wrapped paragraph are one.
pub(super) fn split(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::with_capacity(text.len() / 160 + 4);
    let mut start = 0;
    let mut gap = true;
    let ends = memchr2_iter(b'\n', b'\r', text.as_bytes()).chain(std::iter::once(text.len()));
    for end in ends {
        let span = Span::from_usize(start, end).trim(text);
        if !span.is_empty() {
            lines.push(Line { span, text: span.of(text), gap });
            gap = false;
        } else if !(end == start && text.as_bytes().get(start.wrapping_sub(1)) == Some(&b'\r')) {
            // The empty piece between `\r` and `\n` is half a line break, not an empty line.
            gap = true;
        }
        start = end + 1;
    }
    match wrap_width(&lines) {
        Some(width) => join(text, &lines, width),
        None => lines,
    }
}

/// The widest line a hard-wrapped text may have, in characters.
const WIDEST: usize = 100;

/// The width `lines` are wrapped at by hand, if they are: hardly a line is wider, and lines that go
/// on end where the next word would no longer have fitted.
fn wrap_width(lines: &[Line<'_>]) -> Option<usize> {
    let too_wide = lines.iter().filter(|l| l.len() > 3 * WIDEST).count();
    if lines.len() < 4 || too_wide * 20 > lines.len() {
        return None;
    }
    let widths: Vec<usize> = lines.iter().map(|l| l.text.chars().count()).collect();
    if widths.iter().filter(|&&w| w > WIDEST).count() * 20 > lines.len() {
        return None;
    }
    let width = widths.iter().copied().filter(|&w| w <= WIDEST).max()?;
    if width < 50 {
        return None;
    }
    let (mut pairs, mut full, mut unended) = (0, 0, 0);
    for (pair, w) in lines.windows(2).zip(&widths) {
        if let [line, next] = pair
            && !next.gap
        {
            pairs += 1;
            if goes_on(*w, next, width) {
                full += 1;
                unended += usize::from(!line.has_stop());
            }
        }
    }
    let paragraphs = lines.iter().filter(|l| l.gap).count();
    (paragraphs >= 2 && pairs >= 3 && full * 10 >= pairs * 6 && unended * 2 > full).then_some(width)
}

/// Whether a line of `used` characters was broken because `next` began with a word too long for it.
fn goes_on(used: usize, next: &Line<'_>, width: usize) -> bool {
    let word = next.text.split_whitespace().next().map_or(0, |w| w.chars().count());
    used + 1 + word + 6 > width
}

fn join<'t>(text: &'t str, lines: &[Line<'t>], width: usize) -> Vec<Line<'t>> {
    let mut joined: Vec<Line<'t>> = Vec::with_capacity(lines.len() / 3 + 1);
    let mut used = 0;
    for line in lines {
        match joined.last_mut() {
            Some(before) if !line.gap && goes_on(used, line, width) => {
                before.span = before.span.join(line.span);
                before.text = before.span.of(text);
            }
            _ => joined.push(*line),
        }
        used = line.text.chars().count();
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        split(text).into_iter().map(|l| l.text).collect()
    }

    #[test]
    fn every_line_of_web_text_is_one() {
        assert_eq!(
            texts("News\r\n\r\n  A title \n\u{a0}\nText.\rMore."),
            ["News", "A title", "Text.", "More."]
        );
        let gaps: Vec<bool> = split("a\r\nb\r\n\r\nc\n\u{a0}\nd").iter().map(|l| l.gap).collect();
        assert_eq!(gaps, [true, false, true, true]);
    }

    #[test]
    fn hard_wrapped_paragraphs_are_joined_and_short_lines_are_not() {
        let text = "Harbour reopens\nBy Jane Doe\n\nThe harbour opened its gates on Monday after a winter of\nrepairs, and the first ships came in before the sun was\nup. Nobody on the quay had slept that night, the mayor\nsaid.\n\nThe second paragraph is a little shorter than the first,\nbut it also runs over several lines of the same width\nas mail does.";
        let found = texts(text);
        assert_eq!(found.len(), 4, "{found:#?}");
        assert!(found.get(2).is_some_and(|p| p.ends_with("said.")));
    }

    #[test]
    fn short_paragraphs_without_wrapping_stay_apart() {
        let text = "One sentence stands here alone on its own line.\nAnother sentence stands on the line below it.\n\nA third one follows after an empty line, then.\nAnd a fourth one ends the text for good.";
        assert_eq!(texts(text).len(), 4);
    }

    #[test]
    fn the_stop_is_seen_through_marks_and_brackets() {
        for (text, stop) in
            [("He left.”", true), ("(He left.)", true), ("A title", false), ("What now?", true), ("", false)]
        {
            let line = Line { span: Span::whole(text), text, gap: true };
            assert_eq!(line.has_stop(), stop, "{text}");
        }
    }
}
