//! Bylines: the line that names who wrote the article.

use super::{dates, names, phrases::Phrases};
use crate::text::{Span, chars};

/// A line that names its author; spans within the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Byline {
    /// What of the line belongs to it.
    pub all: Span,
    /// The names, without "By".
    pub name: Span,
    /// The outlet the author writes for, where it stands behind the name.
    pub outlet: Option<Span>,
    /// Whether the line can be nothing else, wherever it stands in the head.
    pub sure: bool,
}

/// Longest line that is looked at, in bytes.
const LONGEST: usize = 160;

const PREFIXES: &Phrases = phrases![
    "by " "by: " "written by " "written by: " "byline: " "reported by " "author: " "story by " "posted by "
    "text by " "words by "
];

/// "By Jane Doe", "By JANE DOE, Courier", "Jane Doe, Reuters", "By Jane Doe | 5 January 2026",
/// "Jane Doe in Springfield".
pub(super) fn find(text: &str) -> Option<Byline> {
    if text.len() > LONGEST {
        return None;
    }
    let mark = text.len() - text.trim_start_matches(['*', '_', ' ']).len();
    let low = text.get(mark..)?.to_ascii_lowercase();
    let prefix = PREFIXES.iter().find(|p| low.starts_with(*p));
    let start = mark + prefix.map_or(0, |p| p.len());
    let rest = text.get(start..)?;
    let cut = separator(rest);
    let behind = rest.get(cut..).unwrap_or_default();
    let who = Span::from_usize(start, start + cut).trim(text);
    let words = who.of(text).trim_end_matches([',', '.', '-', '*', '_', ' ']);
    let placed = |(name, place): &(&str, &str)| {
        names::is_person(name) && place.split(", ").all(|p| names::is_place(p) || names::is_agency(p))
    };
    let split = words.split_once(" in ").or_else(|| words.split_once(" with "));
    let place = split.filter(|_| prefix.is_none()).filter(placed);
    let (name, outlet) = match (place, words.split_once(", ")) {
        (Some((name, _)), _) => (name, None),
        (None, Some((name, outlet))) if names::is_outlet(outlet) && names::has_press_word(outlet) => {
            (name, Some(outlet))
        }
        _ => (words, None),
    };
    let dated = dates::find(behind).is_some();
    let person = name.split(", ").all(|n| {
        names::is_person(n.trim())
            || prefix.is_some() && n.contains(' ') && names::is_place(n)
            || prefix.is_some() && !n.contains(' ') && (dated || n.starts_with(char::is_uppercase))
    });
    let named = prefix.is_some() || outlet.is_some() || place.is_some();
    if name.is_empty() || !person || !named || behind.split_whitespace().count() > 14 {
        return None;
    }
    let name = Span::new(who.start(), who.start() + name.len() as u32);
    let outlet = outlet.map(|o| Span::new(name.end() + 2, name.end() + 2 + o.len() as u32));
    let end = outlet.map_or(name.end(), Span::end);
    let all = if behind.is_empty() { Span::whole(text) } else { Span::new(0, end) };
    Some(Byline { all, name, outlet, sure: prefix.is_some() || outlet.is_some() })
}

/// Where the names end in `rest`: at a bar, a dash between spaces, a bracket, a date.
fn separator(rest: &str) -> usize {
    let mut before = ' ';
    for (i, c) in rest.char_indices() {
        let word = rest.get(i..).and_then(|r| r.split([' ', ',', '.']).next()).unwrap_or_default();
        let starts = !before.is_alphanumeric();
        let ends = matches!(c, '|' | '•' | '·' | '@' | '(' | '/')
            || c.is_ascii_digit()
            || chars::is_dash(c)
            || c == '-' && before == ' '
            || i > 0 && starts && word.len() >= 3 && dates::month(word).is_some() && has_digit_soon(rest, i);
        if ends && i > 0 {
            return i;
        }
        before = c;
    }
    rest.len()
}

/// Whether a number follows the month at `at`: April may be a name.
fn has_digit_soon(rest: &str, at: usize) -> bool {
    rest.get(at..).is_some_and(|r| {
        r.split_whitespace().nth(1).is_some_and(|w| w.starts_with(|c: char| c.is_ascii_digit()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Option<(&str, Option<&str>, &str)> {
        find(text).map(|b| (b.name.of(text), b.outlet.map(|o| o.of(text)), b.all.of(text)))
    }

    #[test]
    fn bylines_name_people_and_perhaps_their_outlet() {
        for (text, name, outlet, all) in [
            ("By Jane Doe", "Jane Doe", None, "By Jane Doe"),
            (
                "By Jane Doe and News Agencies",
                "Jane Doe and News Agencies",
                None,
                "By Jane Doe and News Agencies",
            ),
            ("BY JANE DOE AND JOHN ROE", "JANE DOE AND JOHN ROE", None, "BY JANE DOE AND JOHN ROE"),
            (
                "By Jane Doe, Springfield Courier",
                "Jane Doe",
                Some("Springfield Courier"),
                "By Jane Doe, Springfield Courier",
            ),
            ("Jane Doe, Reuters", "Jane Doe", Some("Reuters"), "Jane Doe, Reuters"),
            ("By Jane Doe | 5 January 2026", "Jane Doe", None, "By Jane Doe"),
            ("By admin - January 19, 2026", "admin", None, "By admin"),
            ("Written by Jane Doe January 19, 2026", "Jane Doe", None, "Written by Jane Doe"),
            ("*By Jane Doe, 19 January 2026*", "Jane Doe", None, "*By Jane Doe"),
            ("Jane Doe with dpa, AFP", "Jane Doe", None, "Jane Doe with dpa, AFP"),
            ("Jane Doe in Springfield", "Jane Doe", None, "Jane Doe in Springfield"),
            (
                "By Jane Doe, John Roe and Mary Major",
                "Jane Doe, John Roe and Mary Major",
                None,
                "By Jane Doe, John Roe and Mary Major",
            ),
        ] {
            assert_eq!(parts(text), Some((name, outlet, all)), "{text}");
        }
    }

    #[test]
    fn other_lines_are_no_bylines() {
        for text in [
            "By the sea, ships return",
            "By Monday the harbour was open again.",
            "Harbour reopens in Springfield",
            "Jane Doe",
            "Ships, Gates and Cranes",
            "By 2030 everything will be open",
        ] {
            assert_eq!(parts(text), None, "{text}");
        }
    }
}
