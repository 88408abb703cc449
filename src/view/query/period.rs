//! A day, month or year, as queries and arguments write it.

use std::{fmt, str::FromStr};

use chrono::{Datelike, Days, Months, NaiveDate};

/// The days of a day, a month or a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first.
    pub first: NaiveDate,
    /// The last.
    pub last: NaiveDate,
}

/// Text that is no period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a date is written 2026-01-19, 2026-01 or 2026")]
pub struct NoPeriod;

impl FromStr for Period {
    type Err = NoPeriod;

    fn from_str(text: &str) -> Result<Self, NoPeriod> {
        let number = |part: &str, most: usize| {
            let written = (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
            part.parse().ok().filter(|_| written)
        };
        let parsed = || {
            let mut parts = text.split('-');
            let year: u32 = number(parts.next()?, 4)?;
            let year = i32::try_from(year).ok().filter(|year| *year > 0)?;
            let rest: Vec<u32> = parts.map(|part| number(part, 2)).collect::<Option<_>>()?;
            let (first, last) = match *rest {
                [] => (NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?),
                [month] => {
                    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
                    (first, first.checked_add_months(Months::new(1))?.checked_sub_days(Days::new(1))?)
                }
                [month, day] => {
                    let day = NaiveDate::from_ymd_opt(year, month, day)?;
                    (day, day)
                }
                _ => return None,
            };
            Some(Self { first, last })
        };
        parsed().ok_or(NoPeriod)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = (self.first.year(), self.first.month());
        for shorter in [format!("{year:04}"), format!("{year:04}-{month:02}")] {
            if shorter.parse() == Ok(*self) {
                return f.write_str(&shorter);
            }
        }
        write!(f, "{}", self.first)
    }
}

impl Period {
    /// Whether a day is one of its days.
    pub fn has(&self, day: NaiveDate) -> bool {
        (self.first..=self.last).contains(&day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_or_year_is_all_its_days_and_prints_as_it_is_written() {
        let days = |text: &str| {
            text.parse::<Period>().map(|period| format!("{} {} {period}", period.first, period.last))
        };
        assert_eq!(days("2026-01-19").as_deref(), Ok("2026-01-19 2026-01-19 2026-01-19"));
        assert_eq!(days("2024-2").as_deref(), Ok("2024-02-01 2024-02-29 2024-02"));
        assert_eq!(days("2026").as_deref(), Ok("2026-01-01 2026-12-31 2026"));
        for wrong in ["", "19.1.2026", "2026-13", "2026-02-30", "2026-1-1-1", "-2026", "x", "99999", "0"] {
            assert_eq!(days(wrong), Err(NoPeriod), "{wrong}");
        }
    }
}
