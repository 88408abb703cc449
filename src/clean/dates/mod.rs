//! Calendar dates as news pages write them. A day is found only where a day, a month and a year are stated and can be
//! read in one way; [`read`] and [`find_stated`] also tell of what is stated less exactly.

pub mod address;
pub mod relative;

mod clock;

use chrono::{Month, NaiveDate};

use crate::{
    model::{Order, When},
    text::Span,
};

/// What a text states of a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// As precisely as it is stated.
    pub when: When,
    /// Which number came first, where it is in figures that only allow one order.
    pub order: Option<Order>,
}

/// The first day stated in `text`, and where it stands.
///
/// "Jan. 19, 2026", "19th of January 2026", "2026-01-19T10:00Z", "19/1/2026" are days; "Jan. 19",
/// "3/4/2026" (which of the two is the month?) and "6 hours ago" are not.
pub fn find(text: &str) -> Option<(NaiveDate, Span)> {
    find_stated(text).and_then(|(found, span)| match found.when {
        When::Day(date, _) => Some((date, span)),
        _ => None,
    })
}

/// The first day stated in `text`, else the first that can be read in two ways, else the first month, with its time
/// where one is stated beside it, and where it stands.
pub fn find_stated(text: &str) -> Option<(Found, Span)> {
    let atoms = atoms(text);
    let mut best: Option<(Found, Span)> = None;
    for i in 0..atoms.len() {
        let Some((found, span)) = atoms.get(i..).and_then(|rest| at(text, rest)) else { continue };
        let rank = |found: &Found| match found.when {
            When::Day(..) => 2,
            When::Either(..) => 1,
            _ => 0,
        };
        if best.is_none_or(|(known, _)| rank(&known) < rank(&found)) {
            best = Some((found, span));
        }
        if let When::Day(..) = found.when {
            break;
        }
    }
    let (mut found, span) = best?;
    if let When::Day(_, clock) = &mut found.when {
        let around = |from, to| Span::new(from, to).of(text);
        // "10:45 GMT, 19 January 2026" has its time in front.
        *clock = clock::find(around(span.end(), text.len() as u32))
            .or_else(|| clock::find(around(0, span.start())));
    }
    Some((found, span))
}

/// What a field for the date of publication states, in ISO 8601 or as news pages write it; [`When::Nothing`] where it
/// states something that is no date.
pub fn read(field: &str) -> Option<Found> {
    let field = field.trim();
    if field.is_empty() {
        return None;
    }
    let plain = || field.parse::<When>().ok().filter(|when| matches!(when, When::Month(..) | When::Year(_)));
    let found = || find_stated(field).map(|(found, _)| found);
    let plainly = |when| Found { when, order: None };
    Some(plain().map(plainly).or_else(found).unwrap_or(plainly(When::Nothing)))
}

/// The month a word names ("Sept", "january"), 1 to 12.
pub(super) fn month(word: &str) -> Option<u32> {
    let word = if word.eq_ignore_ascii_case("sept") { "sep" } else { word };
    word.parse::<Month>().ok().map(|month| month.number_from_month())
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

/// A date that begins at the first of `atoms`, and where it stands.
fn at(text: &str, atoms: &[Atom<'_>]) -> Option<(Found, Span)> {
    let between = |i: usize| -> &str {
        match (atoms.get(i), atoms.get(i + 1)) {
            (Some(a), Some(b)) => Span::new(a.span.end(), b.span.start()).of(text),
            _ => "?",
        }
    };
    let spaced = |i: usize| between(i).chars().all(|c| c.is_whitespace() || matches!(c, ',' | '.' | '-'));
    let first = atoms.first()?;
    let found = |when: When, order: Option<Order>, last: usize| {
        let last = atoms.get(last)?;
        // Of a year with its time glued to it only the year is the date's.
        let end = if last.text.len() > 8 || !(5..=6).contains(&last.text.len()) {
            last.span.end()
        } else {
            last.span.start() + 4
        };
        Some((Found { when, order }, Span::new(first.span.start(), end)))
    };
    let day = |year, month, day| Some(When::Day(NaiveDate::from_ymd_opt(year, month, day)?, None));
    // "19 January 2026", "19th of January, 2026"
    if let Some(of) = first.day() {
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
            return found(day(y, m, of)?, None, next + 1);
        }
    }
    // "January 19, 2026", "Jan. 19th 2026", "January 2026"
    if let Some(m) = month(first.text) {
        let second = atoms.get(1).filter(|_| spaced(0))?;
        let Some(of) = second.day() else {
            return second.year().and_then(|year| found(When::Month(year, m), None, 1));
        };
        let next =
            if atoms.get(2).is_some_and(|a| matches!(a.text, "st" | "nd" | "rd" | "th")) { 3 } else { 2 };
        let year = atoms.get(next)?.year().filter(|_| spaced(next - 1))?;
        return found(day(year, m, of)?, None, next);
    }
    if first.text.len() == 8 {
        let n = first.number().filter(|n| (1900..2200).contains(&(n / 10_000)))?;
        return found(day(i32::try_from(n / 10_000).ok()?, n / 100 % 100, n % 100)?, None, 0);
    }
    let (second, third) = (atoms.get(1)?, atoms.get(2)?);
    if between(0) != between(1) || !matches!(between(0), "-" | "/" | ".") {
        return None;
    }
    // "2026-01-19"
    if let Some(year) = first.year() {
        return found(day(year, second.number()?, third.day()?)?, None, 2);
    }
    // "19/1/2026", "1/19/2026"; "3/4/2026" could be either.
    let short = third.number().filter(|_| third.text.len() == 2 && between(0) == "/");
    let year = third.year().or_else(|| short.and_then(|n| i32::try_from(2000 + n).ok()))?;
    let (a, b) = (first.day()?, second.day()?);
    match (a > 12, b > 12) {
        (true, false) => found(day(year, b, a)?, Some(Order::DayFirst), 2),
        (false, true) => found(day(year, a, b)?, Some(Order::MonthFirst), 2),
        (false, false) if a == b => found(day(year, a, b)?, None, 2),
        // With full stops the day is first wherever that is done.
        (false, false) if between(0) == "." => found(day(year, b, a)?, Some(Order::DayFirst), 2),
        (false, false) => {
            let (day_first, month_first) =
                (NaiveDate::from_ymd_opt(year, b, a)?, NaiveDate::from_ymd_opt(year, a, b)?);
            found(When::Either(day_first, month_first), None, 2)
        }
        (true, true) => None,
    }
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
            ("January 19, 20262:05 PM", "2026-01-19", "January 19, 2026"),
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

    #[test]
    fn what_is_stated_is_stated_no_more_exactly() {
        for (text, when) in [
            ("Published 19 January 2026 | 10:45 GMT", "2026-01-19T10:45Z"),
            ("January 19, 20262:05 PM GMT+3", "2026-01-19T14:05+03:00"),
            ("PTI | Jan 19, 2026, 02.35 PM IST", "2026-01-19T14:35[IST]"),
            ("2026-01-19T10:00:00.000+0300", "2026-01-19T10:00+03:00"),
            ("22:19, 19 January 2026", "2026-01-19T22:19"),
            ("Mon, 19 Jan 2026 08:00:00 -0500", "2026-01-19T08:00-05:00"),
            ("3/4/2026", "2026-04-03|2026-03-04"),
            ("3.4.2026", "2026-04-03"),
            ("January 2026", "2026-01"),
            ("2026-01", "2026-01"),
            ("2026", "2026"),
            ("3/4/2026, that is 3 April 2026", "2026-04-03"),
            ("6 hours ago", "~"),
        ] {
            assert_eq!(read(text).map(|found| found.when.to_string()).as_deref(), Some(when), "{text}");
        }
        let order = |text| find_stated(text).and_then(|(found, _)| found.order);
        assert_eq!(
            (order("19/1/2026"), order("1/19/2026")),
            (Some(Order::DayFirst), Some(Order::MonthFirst))
        );
        assert_eq!((order("1/1/2026"), order("2026-01-19")), (None, None));
    }
}
