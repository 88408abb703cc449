//! When an article was published: as precisely as it is stated and no more, with how sure that is.

use std::{fmt, str::FromStr};

use chrono::{Datelike as _, NaiveDate, NaiveTime};

use crate::text::Span;

/// When an article was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Published {
    /// What is stated.
    pub when: When,
    /// How sure it is.
    pub certainty: Certainty,
    /// Which number came first, where the day is stated in figures that only allow one order ("19/1/2026").
    pub order: Option<Order>,
    /// Where the text says so; `None` when the file said it beside the text.
    pub span: Option<Span>,
}

impl Published {
    /// On a day that is stated; in the text at `span`, or beside it.
    pub const fn on(date: NaiveDate, span: Option<Span>) -> Self {
        Self { when: When::Day(date, None), certainty: Certainty::Stated, order: None, span }
    }

    /// The day, where one is known. A month, an age ("6 hours ago") or 3/4/2026 is none.
    pub const fn date(self) -> Option<NaiveDate> {
        match self.when {
            When::Day(date, _) => Some(date),
            When::Either(..) | When::Month(..) | When::Year(_) | When::Nothing => None,
        }
    }

    /// The same, days that can be read in two ways read in this one.
    pub const fn read_as(self, order: Order) -> Self {
        let When::Either(day_first, month_first) = self.when else { return self };
        let date = match order {
            Order::DayFirst => day_first,
            Order::MonthFirst => month_first,
        };
        Self { when: When::Day(date, None), certainty: Certainty::Derived, ..self }
    }
}

/// What is stated of a time, as precisely as that is. Written and read as ISO 8601 writes it (`2026-01`,
/// `2026-01-19T14:05+03:00`), a name of a zone behind it in brackets, two days that it could be with a bar between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// A day, and perhaps a time of it.
    Day(NaiveDate, Option<Clock>),
    /// A day in figures that can be read in two ways (3/4/2026): the day first, the month first.
    Either(NaiveDate, NaiveDate),
    /// A year and a month, 1 to 12.
    Month(i32, u32),
    /// A year.
    Year(i32),
    /// No more than an age or a time of day.
    Nothing,
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// To the minute.
    pub time: NaiveTime,
    /// In which zone.
    pub zone: Zone,
}

/// A time zone, as far as it is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zone {
    /// So many minutes before (east of) UTC.
    East(i32),
    /// A name that several zones have, or one zone has only in summer ("IST", "ET").
    Named(&'static str),
    /// None is stated.
    Unstated,
}

/// Which of the first two numbers of a date in figures is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// 19/1/2026.
    DayFirst,
    /// 1/19/2026.
    MonthFirst,
}

/// How sure a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// It is stated.
    Stated,
    /// It follows from something else that is: the address, the day the page was saved, the outlet's other dates.
    Derived,
    /// A day is stated that can be read in two ways.
    Ambiguous,
    /// Only an age or a time is stated.
    Approximate,
}

impl Certainty {
    /// It in one word, as files say it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Derived => "derived",
            Self::Ambiguous => "ambiguous",
            Self::Approximate => "approximate",
        }
    }
}

/// Names of zones that say nothing sure of the time: another country has one of the same name, or clocks change.
pub const NAMED_ZONES: &[&str] = &["IST", "CST", "AST", "GST", "ET", "CT", "MT", "PT"];

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(date, None) => write!(f, "{date}"),
            Self::Day(date, Some(clock)) => write!(f, "{date}T{clock}"),
            Self::Either(day_first, month_first) => write!(f, "{day_first}|{month_first}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Nothing => f.write_str("~"),
        }
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.time.format("%H:%M"))?;
        match self.zone {
            Zone::East(0) => f.write_str("Z"),
            Zone::East(minutes) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
            }
            Zone::Named(name) => write!(f, "[{name}]"),
            Zone::Unstated => Ok(()),
        }
    }
}

impl FromStr for When {
    type Err = ();

    /// Reads what [`When`] writes.
    fn from_str(text: &str) -> Result<Self, ()> {
        let date = |text: &str| text.parse::<NaiveDate>().ok().filter(|date| date.year() > 0);
        let part = |text: Option<&str>, digits| {
            let text = text.filter(|text| text.len() == digits && text.bytes().all(|b| b.is_ascii_digit()));
            text.and_then(|text| text.parse::<u32>().ok())
        };
        if text == "~" {
            return Ok(Self::Nothing);
        }
        if let Some((day_first, month_first)) = text.split_once('|') {
            return Ok(Self::Either(date(day_first).ok_or(())?, date(month_first).ok_or(())?));
        }
        if let Some((day, clock)) = text.split_once('T') {
            return Ok(Self::Day(date(day).ok_or(())?, Some(clock.parse()?)));
        }
        match text.len() {
            4 => Ok(Self::Year(part(Some(text), 4).ok_or(())?.cast_signed())),
            7 => {
                let (year, month) = (part(text.get(..4), 4).ok_or(())?, part(text.get(5..), 2).ok_or(())?);
                let is_month = text.get(4..5) == Some("-") && (1..=12).contains(&month);
                is_month.then_some(Self::Month(year.cast_signed(), month)).ok_or(())
            }
            _ => date(text).map(|date| Self::Day(date, None)).ok_or(()),
        }
    }
}

impl FromStr for Clock {
    type Err = ();

    /// Reads what [`Clock`] writes.
    fn from_str(text: &str) -> Result<Self, ()> {
        let time = text.get(..5).and_then(|time| NaiveTime::parse_from_str(time, "%H:%M").ok()).ok_or(())?;
        let zone = text.get(5..).unwrap_or_default();
        let zone = match zone.as_bytes().first() {
            None => Zone::Unstated,
            Some(b'Z') if zone.len() == 1 => Zone::East(0),
            Some(b'[') => {
                let name = zone.trim_matches(['[', ']']);
                Zone::Named(NAMED_ZONES.iter().find(|known| **known == name).ok_or(())?)
            }
            Some(sign @ (b'+' | b'-')) => {
                let (hours, minutes) = zone.get(1..).and_then(|zone| zone.split_once(':')).ok_or(())?;
                let (hours, minutes) =
                    (hours.parse::<i32>().map_err(|_| ())?, minutes.parse::<i32>().map_err(|_| ())?);
                let east = hours * 60 + minutes;
                Zone::East(if *sign == b'-' { -east } else { east })
            }
            Some(_) => return Err(()),
        };
        Ok(Self { time, zone })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stated_is_written_and_read_alike() {
        for text in [
            "2026-01-19",
            "2026-01-19T14:05",
            "2026-01-19T14:05Z",
            "2026-01-19T14:05+03:00",
            "2026-01-19T14:05-04:30",
            "2026-01-19T14:05[IST]",
            "2026-04-03|2026-03-04",
            "2026-01",
            "2026",
            "~",
        ] {
            let when: When = text.parse().unwrap_or_else(|()| panic!("{text}"));
            assert_eq!(when.to_string(), text);
        }
        for text in
            ["", "2026-13", "2026-1", "19/1/2026", "2026-01-19T25:00", "2026-01-19T10:00[XST]", "20a6"]
        {
            assert_eq!(text.parse::<When>(), Err(()), "{text}");
        }
    }
}
