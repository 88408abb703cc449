//! Dates that need another to be one: "6 hours ago", "yesterday", "on Monday", "Jan. 19". Without a time they are known
//! to be relative to, they are none.

use chrono::{Datelike as _, Days, Months, NaiveDate, NaiveDateTime, TimeDelta, Weekday};

use super::{Atom, atoms, month};
use crate::model::When;

/// The day `text` means, read at `now`: the time a page was saved, in the zone of the one who saved it.
///
/// Hours are counted back only from a time of day. A day without its year is the last one of that name.
pub fn find(text: &str, now: When) -> Option<When> {
    let When::Day(today, clock) = now else { return None };
    let atoms = atoms(text);
    let low = |atom: &Atom<'_>| atom.text.to_lowercase();
    let words: Vec<String> = atoms.iter().map(low).collect();
    let has = |word: &str| words.iter().any(|known| known == word);
    let day = |date: NaiveDate| Some(When::Day(date, None));
    if has("yesterday") {
        return day(today.pred_opt()?);
    }
    if has("today") || words.join(" ").contains("just now") {
        return day(today);
    }
    if has("ago") || text.trim().len() <= 4 {
        let at = words.iter().position(|word| word.bytes().all(|b| b.is_ascii_digit()))?;
        let count: u32 = words.get(at)?.parse().ok()?;
        return match words.get(at + 1)?.as_str() {
            unit @ ("second" | "seconds" | "sec" | "secs" | "minute" | "minutes" | "min" | "mins" | "m"
            | "hour" | "hours" | "hr" | "hrs" | "h") => {
                let unit = match unit.as_bytes().first()? {
                    b's' => TimeDelta::seconds(count.into()),
                    b'm' => TimeDelta::minutes(count.into()),
                    _ => TimeDelta::hours(count.into()),
                };
                let then = NaiveDateTime::new(today, clock?.time).checked_sub_signed(unit)?;
                day(then.date())
            }
            "day" | "days" | "d" => day(today.checked_sub_days(Days::new(count.into()))?),
            // A week ago is a day of that week, a month ago one of that month.
            "month" | "months" => {
                let then = today.checked_sub_months(Months::new(count))?;
                Some(When::Month(then.year(), then.month()))
            }
            "year" | "years" => Some(When::Year(today.year() - count.cast_signed())),
            _ => None,
        };
    }
    let of_month = words.windows(2).find_map(|pair| {
        let (a, b) = (&pair[0], &pair[1]);
        let number = |word: &str| word.parse::<u32>().ok().filter(|day| (1..=31).contains(day));
        month(a).zip(number(b)).or_else(|| month(b).zip(number(a)))
    });
    if let Some((month, of)) = of_month {
        let date = NaiveDate::from_ymd_opt(today.year(), month, of)?;
        let last = NaiveDate::from_ymd_opt(today.year() - 1, month, of);
        // One who reads a page to the west of its writer may be a day behind.
        return if date <= today.succ_opt()? { day(date) } else { day(last?) };
    }
    let weekday = words.iter().find_map(|word| word.parse::<Weekday>().ok().filter(|_| word.len() >= 3))?;
    let back = today.weekday().days_since(weekday);
    day(today.checked_sub_days(Days::new(back.into()))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_counted_from_the_time_they_were_read_at() {
        // A Monday.
        let now: When = "2026-01-19T02:30Z".parse().expect("written as it is");
        for (text, when) in [
            ("6 hours ago", "2026-01-18"),
            ("2h ago", "2026-01-19"),
            ("5 days ago", "2026-01-14"),
            ("yesterday", "2026-01-18"),
            ("Posted on Friday", "2026-01-16"),
            ("Monday", "2026-01-19"),
            ("Jan. 17", "2026-01-17"),
            ("30 December", "2025-12-30"),
            ("3 months ago", "2025-10"),
            ("2 years ago", "2024"),
        ] {
            assert_eq!(find(text, now).map(|when| when.to_string()).as_deref(), Some(when), "{text}");
        }
        for text in ["2 weeks ago", "", "Updated at 10:19", "the fourth"] {
            assert_eq!(find(text, now), None, "{text}");
        }
        let day: When = "2026-01-19".parse().expect("written as it is");
        assert_eq!(find("6 hours ago", day), None, "nobody knows at what time it was read");
        assert_eq!(find("6 hours ago", When::Nothing), None);
    }
}
