//! Lines about the article rather than of it: dates, ages, reading times, update times.

use super::{Label, Phrases, Rule};
use crate::{
    clean::dates,
    model::MaskReason::{Control, Stamp},
};

const MONTHS: &Phrases = phrases![
    "january" "february" "march" "april" "may" "june" "july" "august" "september" "october" "november"
    "december" "jan" "feb" "mar" "apr" "jun" "jul" "aug" "sep" "sept" "oct" "nov" "dec"
];
const DAYS: &Phrases = phrases![
    "monday" "tuesday" "wednesday" "thursday" "friday" "saturday" "sunday" "mon" "tue" "tues" "wed" "thu"
    "thur" "thurs" "fri" "sat" "sun" "today" "yesterday"
];
const UNITS: &Phrases = phrases![
    "second" "seconds" "sec" "secs" "minute" "minutes" "min" "mins" "hour" "hours" "hr" "hrs" "day" "days"
    "week" "weeks" "month" "months" "year" "years" "h" "m" "d"
];
const ZONES: &Phrases = phrases![
    "gmt" "utc" "est" "edt" "et" "cst" "cdt" "ct" "pst" "pdt" "pt" "bst" "cet" "cest" "ist" "eest" "eet"
    "msk" "aest" "sgt" "jst" "pkt" "trt" "ast" "am" "pm" "a.m" "p.m" "noon" "midnight" "z"
];
/// Words that stand around a date without being one.
const AROUND: &Phrases = phrases![
    "updated" "update" "published" "posted" "last" "first" "modified" "edited" "created" "issued" "date"
    "time" "on" "at" "ago" "of" "the" "in" "an" "a" "about" "and" "read" "reading" "just" "now" "est"
    "local" "th" "st" "nd" "rd" "to" "for" "less" "than" "one" "two" "half" "views" "view" "original"
    "originally" "publication" "article" "story" "watch" "listen" "from" "until" "time:" "online" "created"
];

/// Whether `label` holds nothing but dates, times, ages and the words around them.
pub(in super::super) fn is_stamp(label: &Label<'_>) -> bool {
    if !label.whole
        || label.words > 20
        || !label.low.contains(|c: char| c.is_ascii_digit()) && !may_be_undated(label)
    {
        return false;
    }
    let parted;
    let low = match unglue(label.text) {
        Some(apart) => {
            parted = apart;
            &parted
        }
        None => &label.low,
    };
    let (mut number, mut clock, mut year, mut month, mut unit, mut verb) =
        (false, false, false, false, false, false);
    let (mut ago, mut read, mut day) = (false, false, false);
    for word in pieces(low) {
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        if digits > 0 {
            let tail =
                word.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | '/' | '-'));
            let known = tail.is_empty()
                || matches!(tail, "st" | "nd" | "rd" | "th")
                || ZONES.contains(&tail)
                || UNITS.contains(&tail)
                || AROUND.contains(&tail)
                || is_iso(word);
            if !known {
                return false;
            }
            number = true;
            unit |= UNITS.contains(&tail);
            clock |= word.contains(':') || ZONES.contains(&tail);
            year |= digits == 4 && word.len() == 4;
            month |= digits >= 5 && word.contains(['/', '-', '.']);
            year |= month;
        } else if MONTHS.contains(&word) {
            month = true;
        } else if DAYS.contains(&word) {
            day = true;
        } else if UNITS.contains(&word) {
            unit = true;
        } else if ZONES.contains(&word) {
            clock |= number;
        } else if AROUND.contains(&word) {
            verb |= matches!(word, "updated" | "published" | "posted" | "modified" | "issued");
            ago |= matches!(word, "ago" | "now");
            read |= matches!(word, "read" | "reading" | "watch" | "listen");
        } else {
            return false;
        }
    }
    let date = month && (number && (year || day || verb || label.words <= 3));
    date || number && clock
        || unit && ago
        || unit && number && read
        || verb && (number || day)
        || label.low == "just now"
}

/// Whether a stamp without a number could be meant: "Just now", "An hour ago", "Posted on Monday".
fn may_be_undated(label: &Label<'_>) -> bool {
    label.low.ends_with("ago")
        || label.low.ends_with("now")
        || label.begins(
            phrases!["posted" "published" "updated" "issued" "modified" "last updated" "last modified"],
        )
}

/// Whether `label` is a stamp with a whole date or an age.
fn is_dated(label: &Label<'_>) -> bool {
    is_stamp(label) && (dates::find(label.text).is_some() || is_age(label))
}

/// Whether `label` states how old the article is, and no date.
pub(in super::super) fn is_age(label: &Label<'_>) -> bool {
    label.low.ends_with(" ago")
        || is_stamp(label) && label.has(phrases!["ago", "just now", "today", "yesterday"])
}

/// What is glued together in "14 Jan 2026Wed 14 Jan 2026", in small letters and apart; the
/// place in brackets behind a time is left out.
fn unglue(text: &str) -> Option<String> {
    let glued = |(a, b): (char, char)| b.is_uppercase() && (a.is_lowercase() || a.is_ascii_digit());
    let placed = text.contains('(');
    let any = text.bytes().any(|b| b.is_ascii_digit())
        && (placed || text.chars().zip(text.chars().skip(1)).any(glued));
    any.then(|| {
        let mut apart = String::with_capacity(text.len() + 8);
        let (mut before, mut inside) = (' ', false);
        for c in text.chars() {
            if glued((before, c)) {
                apart.push(' ');
            }
            before = c;
            inside |= c == '(';
            if !inside || c.is_ascii_digit() {
                apart.extend(c.to_lowercase());
            }
            inside &= c != ')';
        }
        apart
    })
}

fn pieces(low: &str) -> impl Iterator<Item = &str> {
    low.split(|c: char| {
        c.is_whitespace() || matches!(c, ',' | '+' | '|' | '•' | '·' | '(' | ')' | '[' | ']' | '–' | '—')
    })
    .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()))
    .filter(|w| !w.is_empty())
}

/// `2026-01-19T10:00:00Z` and its kin.
fn is_iso(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b':' | b't' | b'z' | b'+' | b'.'))
}

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "date or time",
        applies: is_stamp,
        masks: &[
            "Jan. 19, 2026 • 2 min read",
            "6 hours ago",
            "Updated at 10:19 pm.",
            "Friday, July 21, 2017",
            "Published: 19 January 2026 | 10:45 GMT",
            "2026-01-19T10:00:00Z",
            "Last updated on 19/01/2026 at 14:05",
            "9:05 p.m.",
            "3 min read",
            "Reading time: 4 minutes",
            "Published 2 hours ago",
            "5h ago",
            "Posted on Monday",
            "December 4, 2015",
            "January 19, 20262:05 PM GMT+3Updated 2 hours ago",
            "PublishedJan 14 2026",
            "Posted 14 Jan 202614 Jan 2026Wed 14 Jan 2026 at 3:02am",
            "Published on January 14, 2026, at 6:00 am (Paris), updated on January 14, 2026, at 9:12 am",
        ],
        keeps: &["On the first of May", "May 2 voters", "March", "Monday", "Two years", "17 dead"],
        ..Rule::of(Stamp)
    },
    Rule {
        name: "date beside a name",
        applies: |l| {
            let parts = || {
                let bars =
                    l.low.split(['|', '•', '·']).flat_map(|p| p.split(" / ")).flat_map(|p| p.split(" - "));
                let bars = bars.flat_map(|p| {
                    p.split_once(", ")
                        .filter(|(place, rest)| !place.contains(' ') && is_stamp(&Label::new(rest)))
                        .map_or([p, ""], |(place, rest)| [place, rest])
                });
                bars.map(str::trim).filter(|p| !p.is_empty())
            };
            let few = |p: &str| p.split(' ').count() <= 4;
            l.words <= 16
                && parts().count() > 1
                && parts().all(|p| few(p) || is_stamp(&Label::new(p)))
                && parts().any(|p| is_dated(&Label::new(p)))
        },
        masks: &[
            "PTI | Jan 19, 2026, 02.35 PM IST",
            "January 19, 2026 / 10:15 AM EST / Courier",
            "World | 6 hours ago",
            "Montevideo, January 14th 2026 - 21:45 UTC",
            "2023/06/04 - Source: Courier",
        ],
        keeps: &["2024 | A look back", "Votes | 12 May | Springfield"],
        ..Rule::of(Stamp)
    },
    Rule {
        name: "age glued to a name",
        applies: |l| {
            l.words <= 8
                && l.low.strip_suffix(" ago").is_some_and(|rest| {
                    let at = rest.rfind(|c: char| c.is_ascii_digit()).map_or(0, |i| i + 1);
                    let unit = rest.get(at..).unwrap_or_default().trim();
                    let name =
                        rest.trim_end_matches(unit).trim_end().trim_end_matches(|c: char| c.is_ascii_digit());
                    at > 0
                        && UNITS.contains(&unit)
                        && !name.ends_with([' ', ','])
                        && name.ends_with(char::is_alphabetic)
                })
        },
        masks: &["Coast News4 hours ago", "Jane Doe2d ago"],
        keeps: &["He left 4 hours ago", "Two ships sank 40 years ago"],
        ..Rule::of(Stamp)
    },
    Rule {
        name: "head of a mail",
        applies: |l| {
            l.begins(phrases![
                "from:" "to:" "cc:" "sent:" "date:" "subject:" "reply-to:" "message-id:" "mime-version:"
                "content-type:" "return-path:" "received:" "organization:" "newsgroups:" "x-mailer:"
            ]) && (l.text.contains(['@', '/'])
                || l.begins(phrases!["subject:", "sent:", "mime-version:", "date:"]))
        },
        masks: &["From: wire@example.org", "Subject: Harbour reopens", "Content-Type: text/plain"],
        keeps: &["To: John, with love", "From: the mayor"],
        ..Rule::of(Stamp)
    },
    Rule {
        name: "reading time with a label",
        applies: |l| {
            l.words <= 8
                && l.has(phrases!["min read", "minute read", "mins read", "minutes read", "min. read"])
        },
        masks: &["News · 2 min read", "Analysis | 5 minute read"],
        keeps: &["He took a minute to read it"],
        ..Rule::of(Stamp)
    },
    Rule {
        name: "time to read",
        applies: |l| {
            l.words <= 7
                && l.begins(phrases!["time to" "read time" "reading time"])
                && l.has(phrases!["min" "mins" "minutes"])
        },
        masks: &["Time to 4 min."],
        keeps: &["Time to give it five"],
        ..Rule::of(Stamp)
    },
    Rule {
        name: "count of readers",
        applies: |l| {
            l.words <= 2
                && l.low.starts_with(|c: char| c.is_ascii_digit())
                && l.low.split(' ').next_back().is_some_and(|w| {
                    w == l.low
                        && w.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').len() == 1
                        && w.ends_with(['k', 'm'])
                        || matches!(
                            w,
                            "views"
                                | "shares"
                                | "likes"
                                | "reads"
                                | "followers"
                                | "retweets"
                                | "reactions"
                                | "watching"
                                | "reading"
                                | "votes"
                        )
                })
        },
        masks: &["1,204 views", "3.4k shares", "12k"],
        keeps: &["12 people, 3 views"],
        ..Rule::of(Control)
    },
];
