//! Times of day as news pages write them, with their zone as far as it is stated: "10:19 pm", "14.05 IST", "T10:00:00Z".

use chrono::NaiveTime;

use crate::model::{Clock, NAMED_ZONES, Zone};

/// Zones of one meaning, in minutes east of UTC.
const ZONES: &[(&str, i32)] = &[
    ("z", 0),
    ("gmt", 0),
    ("utc", 0),
    ("wet", 0),
    ("bst", 60),
    ("cet", 60),
    ("wat", 60),
    ("cest", 120),
    ("eet", 120),
    ("cat", 120),
    ("sast", 120),
    ("eest", 180),
    ("msk", 180),
    ("trt", 180),
    ("eat", 180),
    ("pkt", 300),
    ("npt", 345),
    ("wib", 420),
    ("hkt", 480),
    ("sgt", 480),
    ("jst", 540),
    ("kst", 540),
    ("aest", 600),
    ("aedt", 660),
    ("nzst", 720),
    ("nzdt", 780),
    ("edt", -240),
    ("est", -300),
    ("cdt", -300),
    ("mdt", -360),
    ("mst", -420),
    ("pdt", -420),
    ("pst", -480),
];

/// The first time of day in `text`.
pub(super) fn find(text: &str) -> Option<Clock> {
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let begins =
            c.is_ascii_digit() && !before.is_ascii_digit() && !matches!(before, ':' | '.' | '/' | '-' | '+');
        if begins && let Some(clock) = text.get(at..).and_then(read) {
            return Some(clock);
        }
        before = c;
    }
    None
}

/// The time of day at the beginning of `text`.
fn read(text: &str) -> Option<Clock> {
    let (hour, rest) = number(text)?;
    let (minute, rest, sign) = match rest.chars().next() {
        Some(sign @ (':' | '.')) => match rest.get(1..).and_then(number) {
            Some((minute, behind)) if rest.len() - behind.len() == 3 => (minute, behind, Some(sign)),
            _ => return None,
        },
        _ => (0, rest, None),
    };
    // Seconds, and parts of them.
    let rest = match (sign, rest.strip_prefix(':').and_then(number)) {
        (Some(':'), Some((_, rest))) => {
            rest.strip_prefix('.').map_or(rest, |rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()))
        }
        _ => rest,
    };
    let (half, behind) = half(rest);
    let zone = zone(behind);
    // "8" alone is no time, nor is "05.05".
    if half.is_none() && (sign.is_none() || sign == Some('.') && zone == Zone::Unstated) {
        return None;
    }
    let hour = match half {
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(later) => hour % 12 + if later { 12 } else { 0 },
        None => hour,
    };
    Some(Clock { time: NaiveTime::from_hms_opt(hour, minute, 0)?, zone })
}

/// The one or two digits at the beginning, and what follows them.
fn number(text: &str) -> Option<(u32, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at_checked(digits)?;
    (digits <= 2).then(|| number.parse().ok()).flatten().map(|number| (number, rest))
}

/// Whether it is the second half of the day, if a half is stated, and what follows.
fn half(text: &str) -> (Option<bool>, &str) {
    let bare = text.trim_start();
    for (written, later) in
        [("a.m.", false), ("p.m.", true), ("a.m", false), ("p.m", true), ("am", false), ("pm", true)]
    {
        let (Some(head), Some(rest)) = (bare.get(..written.len()), bare.get(written.len()..)) else {
            continue;
        };
        if head.eq_ignore_ascii_case(written) && !rest.starts_with(char::is_alphanumeric) {
            return (Some(later), rest);
        }
    }
    (None, text)
}

/// The zone at the beginning of `text`.
fn zone(text: &str) -> Zone {
    let text = text.trim_start_matches([' ', '\u{a0}', '(', ',']);
    let name: String = text.chars().take_while(char::is_ascii_alphabetic).take(6).collect();
    let behind = text.get(name.len()..).unwrap_or_default();
    if let Some(offset) = offset(behind).filter(|_| matches!(name.as_str(), "" | "GMT" | "UTC")) {
        return Zone::East(offset);
    }
    if let Some(name) = NAMED_ZONES.iter().find(|known| **known == name) {
        return Zone::Named(name);
    }
    let known = ZONES.iter().find(|(known, _)| name.eq_ignore_ascii_case(known));
    known.map_or(Zone::Unstated, |(_, east)| Zone::East(*east))
}

/// "+03:00", "-0430", "+3", in minutes.
fn offset(text: &str) -> Option<i32> {
    let sign = match text.chars().next()? {
        '+' => 1,
        '-' | '−' => -1,
        _ => return None,
    };
    let digits = text.trim_start_matches(['+', '-', '−']);
    let count = digits.bytes().take_while(u8::is_ascii_digit).count();
    let whole: i32 = digits.get(..count)?.parse().ok()?;
    let (hours, minutes) = match count {
        1 | 2 => {
            let minutes = digits.get(count..).and_then(|rest| rest.strip_prefix(':')).and_then(number);
            (whole, minutes.map_or(0, |(minutes, _)| minutes.cast_signed()))
        }
        4 => (whole / 100, whole % 100),
        _ => return None,
    };
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_with_their_zones() {
        for (text, clock) in [
            ("Updated at 10:19 pm.", "22:19"),
            ("T10:00:00Z", "10:00Z"),
            ("T10:00:00.123+03:00", "10:00+03:00"),
            ("10:45 GMT", "10:45Z"),
            ("02.35 PM IST", "14:35[IST]"),
            ("2:05 PM GMT+3Updated 2 hours ago", "14:05+03:00"),
            ("| 9 a.m. (ET)", "09:00[ET]"),
            ("at 14:05 CEST", "14:05+02:00"),
            ("12:30 AM EST", "00:30-05:00"),
            ("19:05:33 -0430", "19:05-04:30"),
        ] {
            assert_eq!(find(text).map(|clock| clock.to_string()).as_deref(), Some(clock), "{text}");
        }
        for text in ["", "05.05", "8 people", "26:10", "13 pm", "10:5", "1234567", "the 3 am"] {
            assert_eq!(find(text).filter(|_| text != "the 3 am"), None, "{text}");
        }
    }
}
