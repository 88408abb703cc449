//! Datelines: the place (and date, and agency) at the head of the first paragraph.

use crate::text::{Span, chars};

use super::{dates, phrases::Phrases};

/// A dateline found at the head of a paragraph; spans within that paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dateline {
    /// All of it, with its dash.
    pub all: Span,
    /// The place without agency, date and dash.
    pub place: Span,
    /// The agency in brackets, without them.
    pub agency: Option<Span>,
}

/// How far into a paragraph a dateline may reach, in bytes.
const REACH: usize = 120;
/// Words before a dash that are no place.
const LABELS: &Phrases = phrases![
    "BREAKING" "EXCLUSIVE" "UPDATE" "UPDATED" "WATCH" "LIVE" "OPINION" "ANALYSIS" "VIDEO" "PHOTOS" "PHOTO"
    "CORRECTION" "NOTE" "ALERT" "REPORT" "READ" "MORE" "RELATED" "LISTEN" "EDITOR" "EDITORIAL" "FILE"
    "FACT" "CLAIM" "POLL" "WINNER" "LOSER" "BOTTOM" "PS" "FIRST" "SUMMARY"
];
/// Towns that papers of the subcontinent and the Gulf write before a colon: other names there are speakers.
const COLON_TOWNS: &Phrases = phrases![
    "New Delhi" "Mumbai" "Kolkata" "Chennai" "Bengaluru" "Hyderabad" "Lucknow" "Islamabad" "Karachi" "Lahore"
    "Dhaka" "Kathmandu" "Colombo" "Dubai" "Abu Dhabi" "Riyadh" "Jeddah" "Doha" "Cairo" "Beirut" "Amman" "Baghdad"
    "Damascus" "Tehran" "Jerusalem" "Gaza City" "Kabul" "London" "Washington" "New York" "Beijing" "Singapore"
];
/// Words of place names that are written small.
const SMALL: &Phrases = phrases![
    "of" "the" "and" "de" "del" "la" "le" "al" "el" "upon" "on" "sur" "du" "am" "near" "in"
];

/// The dateline at the head of `paragraph`. `first`: whether it is the first paragraph of the body,
/// where fewer signs are asked for.
pub(super) fn find(paragraph: &str, first: bool) -> Option<Dateline> {
    let bold = paragraph.starts_with("**");
    if !bold && !paragraph.starts_with(char::is_uppercase) {
        return None;
    }
    let (dash_at, dash_end, mark) = dash(paragraph)?;
    let mut head = Span::from_usize(0, dash_at).trim(paragraph);
    if bold {
        let bare = head.of(paragraph).trim_matches('*').len() as u32;
        head = Span::new(2, 2 + bare);
    }
    let after = paragraph.get(dash_end..)?.trim_start();
    if !after.starts_with(|c: char| {
        c.is_uppercase() || c.is_ascii_digit() || chars::is_double_mark(c) || chars::is_single_mark(c)
    }) && !after.starts_with("al-")
        || after.len() < 20
    {
        return None;
    }
    let (named, agency) = split_agency(paragraph, head);
    let (place, dated) = split_date(paragraph, named);
    let words = place.of(paragraph);
    let mut parts = words.split(", ");
    let town = parts.next()?.trim_end_matches(',');
    let shouted = is_shouted(town);
    let regions = parts.clone().count();
    let named_well = is_name(town) && parts.all(|p| is_name(p.trim_end_matches(',')));
    let sure = match mark {
        Mark::Colon => first && (shouted || COLON_TOWNS.contains(&town)) && regions == 0 && agency.is_none(),
        Mark::Long => shouted || agency.is_some() || dated || first && is_known(town),
        Mark::Short => shouted || agency.is_some() || dated || first && regions > 0,
    };
    let label = LABELS.contains(&town.split([' ', ',']).next()?);
    let crosshead = agency.is_none() && !dated && (town.split(' ').count() > 3 || shouts_on(words));
    (sure && named_well && !label && !crosshead).then(|| Dateline {
        all: Span::from_usize(0, dash_end).trim(paragraph),
        place,
        agency,
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// – or —, or two hyphens.
    Long,
    /// A hyphen between spaces.
    Short,
    /// A colon.
    Colon,
}

/// The first mark that may end a dateline: where it begins and ends.
fn dash(text: &str) -> Option<(usize, usize, Mark)> {
    let mut depth = 0;
    for (i, c) in text.char_indices().take_while(|(i, _)| *i < REACH) {
        let end = i + c.len_utf8();
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ if depth > 0 => {}
            _ if chars::is_dash(c) => return Some((i, end, Mark::Long)),
            '-' if text.get(i..)?.starts_with("--") => return Some((i, i + 2, Mark::Long)),
            '-' if text.get(..i)?.ends_with([' ', '\u{a0}', ')'])
                && text.get(end..)?.starts_with([' ', '\u{a0}']) =>
            {
                return Some((i, end, Mark::Short));
            }
            ':' if text.get(end..)?.starts_with(' ') => return Some((i, end, Mark::Colon)),
            ';' | '?' | '!' | '“' | '"' => return None,
            _ => {}
        }
    }
    None
}

/// Parts "(Reuters)" at the end of `head` from what stands before it.
fn split_agency(text: &str, head: Span) -> (Span, Option<Span>) {
    let words = head.of(text);
    let Some(open) = words.rfind('(') else { return (head, None) };
    let Some(inner) = words.get(open + 1..).and_then(|w| w.strip_suffix(')')) else { return (head, None) };
    let start = head.start() + open as u32 + 1;
    let agency = Span::new(start, start + inner.len() as u32).trim(text);
    (Span::new(head.start(), head.start() + open as u32).trim(text), Some(agency))
}

/// Parts ", Jan 5" (or ", Monday") at the end of `head` from the place; whether there was one.
fn split_date(text: &str, head: Span) -> (Span, bool) {
    let words = head.of(text);
    let mut end = words.len();
    while let Some(comma) = words.get(..end).and_then(|w| w.rfind(", ")) {
        let part = words.get(comma + 2..end).unwrap_or_default();
        if !is_date_part(part) {
            break;
        }
        end = comma;
    }
    let place = Span::new(head.start(), head.start() + end as u32).trim(text);
    (place, end < words.len())
}

/// "Jan. 5", "5 January 2026", "2026", "Monday".
fn is_date_part(part: &str) -> bool {
    let mut some = false;
    part.split([' ', '.', ',']).filter(|w| !w.is_empty()).all(|w| {
        some = true;
        let digits = w.trim_end_matches(|c: char| c.is_ascii_lowercase());
        dates::month(w).is_some()
            || w.ends_with("day")
            || !digits.is_empty() && digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit())
    }) && some
}

/// Whether all words are upper case, and there are three letters at least.
fn is_shouted(town: &str) -> bool {
    let letters = town.chars().filter(|c| c.is_alphabetic()).count();
    let lower = town
        .split([' ', '-', '/'])
        .filter(|w| !SMALL.contains(w) && *w != "St." && *w != "Mc")
        .flat_map(str::chars)
        .filter(|c| c.is_lowercase())
        .count();
    letters >= 3 && lower == 0
}

/// Whether a part behind the first comma shouts several words: then this is a crosshead in capitals.
fn shouts_on(words: &str) -> bool {
    words.split(", ").skip(1).any(|part| part.contains(' ') && is_shouted(part))
}

/// Whether a name in small letters can be a town: of two words most are people, so few are let through.
fn is_known(town: &str) -> bool {
    !town.contains(' ')
        || [
            "New York",
            "Los Angeles",
            "San Francisco",
            "Mexico City",
            "United Nations",
            "Hong Kong",
            "New Delhi",
            "Tel Aviv",
            "Addis Ababa",
            "Buenos Aires",
            "Abu Dhabi",
            "Kuala Lumpur",
            "Cape Town",
            "Washington DC",
            "Gaza City",
            "Kuwait City",
            "West Bank",
            "East Jerusalem",
            "Deir ez-Zor",
            "Sri Lanka",
            "Panama City",
        ]
        .contains(&town)
}

/// Whether `part` can be the name of a town or a region.
fn is_name(part: &str) -> bool {
    let words = part.split([' ', '/']).filter(|w| !w.is_empty());
    let count = words.clone().count();
    (1..=5).contains(&count)
        && words.clone().all(|w| {
            (w.starts_with(char::is_uppercase)
                || SMALL.contains(&w)
                || w.starts_with("al-")
                || w.starts_with("el-"))
                && !w.chars().any(|c| c.is_ascii_digit())
                && !w.ends_with("’s")
                && !w.ends_with("'s")
                && !w.ends_with("’S")
                && !w.ends_with("'S")
        })
        && !part.ends_with(" the")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(paragraph: &str) -> Option<(&str, Option<&str>)> {
        find(paragraph, true).map(|d| (d.place.of(paragraph), d.agency.map(|a| a.of(paragraph))))
    }

    #[test]
    fn datelines_state_a_place_and_perhaps_an_agency() {
        for (paragraph, found) in [
            ("New Delhi: The mayor opened the bridge on Monday.", ("New Delhi", None)),
            ("**SPRINGFIELD** — The mayor opened the bridge.", ("SPRINGFIELD", None)),
            (
                "ERBIL, Kurdistan Region of Iraq – The mayor opened the bridge.",
                ("ERBIL, Kurdistan Region of Iraq", None),
            ),
            ("ERBIL, Kurdistan Region - The mayor opened the bridge.", ("ERBIL, Kurdistan Region", None)),
            ("BAGHDAD – As tensions rise, the mayor spoke.", ("BAGHDAD", None)),
            ("WASHINGTON (Reuters) - The mayor opened the bridge.", ("WASHINGTON", Some("Reuters"))),
            ("LONDON, Jan 5 (AP) — The mayor opened the bridge.", ("LONDON", Some("AP"))),
            ("PASADENA, Calif., Jan. 1 (UPI) — A handful of people.", ("PASADENA, Calif.", Some("UPI"))),
            ("Washington (AFP) – The mayor opened the bridge.", ("Washington", Some("AFP"))),
            ("NEW YORK—The mayor opened the bridge today.", ("NEW YORK", None)),
            ("WINSTON-SALEM, N.C. -- The mayor opened the bridge.", ("WINSTON-SALEM, N.C.", None)),
            ("BEIRUT/DAMASCUS (Reuters) - “We are ready,” he said.", ("BEIRUT/DAMASCUS", Some("Reuters"))),
            ("CAIRO: Egypt’s president opened the bridge.", ("CAIRO", None)),
            ("Springfield — The mayor opened the bridge on Monday.", ("Springfield", None)),
            ("New York — The mayor opened the bridge on Monday.", ("New York", None)),
            ("ST. LOUIS — The mayor opened the bridge on Monday.", ("ST. LOUIS", None)),
        ] {
            assert_eq!(place(paragraph), Some(found), "{paragraph}");
        }
    }

    #[test]
    fn dashes_in_sentences_make_no_dateline() {
        for paragraph in [
            "The mayor – who is 70 – opened the bridge.",
            "SDF — which controls the town — said nothing at all.",
            "BREAKING — The mayor opened the bridge.",
            "He said: “The bridge is open, and it will stay open.”",
            "Trump – the candidate of the party – said no.",
            "Mayor Jane Doe - The First Hundred Days of Her Office",
            "Jane Doe — The mayor opened the bridge on Monday.",
            "POLLS ARE NOT WRONG, JUST FAR TOO EARLY - Jane Doe: “Not yet.”",
            "MAYOR’S DAY - The mayor opened the bridge on Monday.",
            "The 2016 vote - A look back at the night",
        ] {
            assert_eq!(find(paragraph, true), None, "{paragraph}");
        }
    }

    #[test]
    fn later_paragraphs_need_surer_signs() {
        assert_eq!(find("DOE: We will win this election, I think.", false), None);
        assert_eq!(find("Springfield — The mayor opened the bridge.", false), None);
        assert!(find("ERBIL – The mayor opened the bridge at last.", false).is_some());
    }
}
