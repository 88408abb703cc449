//! Calendar dates as news pages write them. A day is found only where a day, a month and a year are
//! stated and can be read in one way.

use chrono::NaiveDate;

use crate::text::Span;

/// The first date stated in `text`, and where it stands.
///
/// "Jan. 19, 2026", "19th of January 2026", "2026-01-19T10:00Z", "19/1/2026" are dates; "Jan. 19",
/// "3/4/2026" (which of the two is the month?) and "6 hours ago" are not.
pub fn find(text: &str) -> Option<(NaiveDate, Span)> {
    let atoms = atoms(text);
    (0..atoms.len()).find_map(|i| {
        let rest = atoms.get(i..)?;
        let (date, used) = at(text, rest)?;
        let (first, last) = (rest.first()?, rest.get(used - 1)?);
        Some((date, first.span.join(last.span)))
    })
}

/// The month a word names ("Sept", "january"), 1 to 12.
pub(super) fn month(word: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let begins = |name: &str, length| name.get(..length).is_some_and(|n| n.eq_ignore_ascii_case(word));
    let short = |name: &str| match word.len() {
        3 => begins(name, 3),
        4 => name == "september" && begins(name, 4),
        _ => false,
    };
    let at = NAMES.iter().position(|name| name.eq_ignore_ascii_case(word) || short(name))?;
    Some(at as u32 + 1)
}

/// A run of digits or a run of letters.
struct Atom<'t> {
    span: Span,
    text: &'t str,
}

impl Atom<'_> {
    fn number(&self) -> Option<u32> {
        (self.text.len() <= 8).then(|| self.text.parse().ok()).flatten()
    }

    fn day(&self) -> Option<u32> {
        self.number().filter(|n| self.text.len() <= 2 && (1..=31).contains(n))
    }

    /// The year; of "20262:05" (a date with its time glued to it) the first four digits.
    fn year(&self) -> Option<i32> {
        if (5..=6).contains(&self.text.len()) {
            return self.text.get(..4)?.parse().ok().filter(|n| (1900..2100).contains(n));
        }
        let n = self.number().filter(|n| self.text.len() == 4 && (1600..=2199).contains(n))?;
        i32::try_from(n).ok()
    }
}

fn atoms(text: &str) -> Vec<Atom<'_>> {
    let mut atoms: Vec<Atom<'_>> = Vec::new();
    let mut class = None;
    for (i, c) in text.char_indices() {
        let now = if c.is_ascii_digit() {
            Some(true)
        } else if c.is_alphabetic() {
            Some(false)
        } else {
            None
        };
        let (start, end) = (i as u32, (i + c.len_utf8()) as u32);
        match (now, class, atoms.last_mut()) {
            (Some(_), _, Some(last)) if now == class => last.span = last.span.join(Span::new(start, end)),
            (Some(_), ..) => atoms.push(Atom { span: Span::new(start, end), text: "" }),
            _ => {}
        }
        class = now;
    }
    for atom in &mut atoms {
        atom.text = atom.span.of(text);
    }
    atoms
}

/// A date that begins at the first of `atoms`, and how many of them it takes.
fn at(text: &str, atoms: &[Atom<'_>]) -> Option<(NaiveDate, usize)> {
    let between = |i: usize| -> &str {
        match (atoms.get(i), atoms.get(i + 1)) {
            (Some(a), Some(b)) => Span::new(a.span.end(), b.span.start()).of(text),
            _ => "?",
        }
    };
    let spaced = |i: usize| between(i).chars().all(|c| c.is_whitespace() || matches!(c, ',' | '.' | '-'));
    let first = atoms.first()?;
    // "19 January 2026", "19th of January, 2026"
    if let Some(day) = first.day() {
        let mut next = 1;
        if atoms.get(next).is_some_and(|a| matches!(a.text, "st" | "nd" | "rd" | "th")) {
            next += 1;
        }
        if atoms.get(next).is_some_and(|a| a.text.eq_ignore_ascii_case("of")) {
            next += 1;
        }
        if let (Some(m), Some(y)) = (atoms.get(next), atoms.get(next + 1))
            && spaced(next - 1)
            && spaced(next)
            && let (Some(m), Some(y)) = (month(m.text), y.year())
        {
            return Some((NaiveDate::from_ymd_opt(y, m, day)?, next + 2));
        }
    }
    // "January 19, 2026", "Jan. 19th 2026"
    if let Some(m) = month(first.text) {
        let day = atoms.get(1)?.day()?;
        let next =
            if atoms.get(2).is_some_and(|a| matches!(a.text, "st" | "nd" | "rd" | "th")) { 3 } else { 2 };
        let year = atoms.get(next)?.year()?;
        return (spaced(0) && spaced(next - 1))
            .then(|| NaiveDate::from_ymd_opt(year, m, day))
            .flatten()
            .map(|date| (date, next + 1));
    }
    if first.text.len() == 8 {
        let n = first.number()?;
        let date = NaiveDate::from_ymd_opt(i32::try_from(n / 10_000).ok()?, n / 100 % 100, n % 100)?;
        return ((1900..2200).contains(&(n / 10_000))).then_some((date, 1));
    }
    let (second, third) = (atoms.get(1)?, atoms.get(2)?);
    if between(0) != between(1) || !matches!(between(0), "-" | "/" | ".") {
        return None;
    }
    // "2026-01-19"
    if let Some(year) = first.year() {
        return Some((NaiveDate::from_ymd_opt(year, second.number()?, third.day()?)?, 3));
    }
    // "19/1/2026", "1/19/2026"; "3/4/2026" could be either and is neither.
    let short = third.number().filter(|_| third.text.len() == 2 && between(0) == "/");
    let year = third.year().or_else(|| short.and_then(|n| i32::try_from(2000 + n).ok()))?;
    let (a, b) = (first.day()?, second.day()?);
    let (day, month) = match (a > 12, b > 12) {
        (true, false) => (a, b),
        (false, true) => (b, a),
        _ if a == b => (a, b),
        _ => return None,
    };
    Some((NaiveDate::from_ymd_opt(year, month, day)?, 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_news_pages_are_found_where_they_stand() {
        for (text, date, words) in [
            ("Jan. 19, 2026 • 2 min read", "2026-01-19", "Jan. 19, 2026"),
            ("Friday, July 21, 2017", "2017-07-21", "July 21, 2017"),
            ("Published 19 January 2026 | 10:45 GMT", "2026-01-19", "19 January 2026"),
            ("on the 3rd of Sept 2020", "2020-09-03", "3rd of Sept 2020"),
            ("2026-01-19T10:00:00Z", "2026-01-19", "2026-01-19"),
            ("2026/01/19", "2026-01-19", "2026/01/19"),
            ("Last updated: 19/1/2026", "2026-01-19", "19/1/2026"),
            ("1/19/2026 8:00 AM", "2026-01-19", "1/19/2026"),
            ("05.05.2021", "2021-05-05", "05.05.2021"),
            ("20260119", "2026-01-19", "20260119"),
            ("01/19/26 2:05 PM ET", "2026-01-19", "01/19/26"),
            ("January 19, 20262:05 PM", "2026-01-19", "January 19, 20262"),
            ("JANUARY 5TH, 2019 and 2020", "2019-01-05", "JANUARY 5TH, 2019"),
        ] {
            let (found, span) = find(&text.replace("TH", "th")).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(
                (found.to_string().as_str(), span.of(&text.replace("TH", "th"))),
                (date, words.replace("TH", "th").as_str())
            );
        }
    }

    #[test]
    fn what_states_no_day_is_no_date() {
        for text in [
            "6 hours ago",
            "Jan. 19",
            "3/4/2026",
            "January 2026",
            "31 February 2020",
            "Updated at 10:19 pm.",
            "",
            "1234567",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
