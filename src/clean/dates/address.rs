//! Days in addresses of pages: `/2026/01/19/`, `/2026-01-19-port-reopens`, `/20260119/`.

use chrono::NaiveDate;

/// The day that an address has in its path, if it has one and only one.
pub fn find(url: &str) -> Option<NaiveDate> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let (_, path) = path.split_once('/')?;
    let segments: Vec<&str> = path.split('/').collect();
    let of_three = segments.windows(3).filter_map(|three| date(three[0], three[1], three[2]));
    let of_one = segments.iter().filter_map(|segment| {
        let figures = segment.get(..8).filter(|figures| figures.bytes().all(|b| b.is_ascii_digit()));
        let ends = |at: usize| !segment.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
        match figures.filter(|_| ends(8)) {
            Some(figures) => date(figures.get(..4)?, figures.get(4..6)?, figures.get(6..8)?),
            None => segment.get(..10).filter(|_| ends(10)).and_then(|head| {
                let mut parts = head.split('-');
                date(parts.next()?, parts.next()?, parts.next()?)
            }),
        }
    });
    let mut found: Vec<NaiveDate> = of_three.chain(of_one).collect();
    found.dedup();
    (found.len() == 1).then(|| found.first().copied()).flatten()
}

fn date(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    let number = |text: &str, long: std::ops::RangeInclusive<usize>| {
        (long.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit()))
            .then(|| text.parse::<u32>().ok())
            .flatten()
    };
    let year = number(year, 4..=4).filter(|year| (1990..2100).contains(year))?;
    let month = number(month, 1..=2).or_else(|| super::month(month))?;
    NaiveDate::from_ymd_opt(year.cast_signed(), month, number(day, 1..=2)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_in_an_address_is_found() {
        for (url, day) in [
            ("https://example.org/world/2026/01/19/port-reopens", "2026-01-19"),
            ("https://example.org/2026/jan/19/port-reopens", "2026-01-19"),
            ("example.org/news/2026-01-19-port-reopens.html", "2026-01-19"),
            ("https://example.org/a/20260119/port", "2026-01-19"),
        ] {
            assert_eq!(find(url).map(|day| day.to_string()).as_deref(), Some(day), "{url}");
        }
        for url in [
            "https://example.org/2026/01/",
            "https://example.org/a-20260119",
            "https://example.org/202601190/x",
            "https://example.org/x?date=2026-01-19",
            "https://example.org/2026/13/40/",
            "https://2026.example/2025/01/02/2026/01/19",
            "",
        ] {
            assert_eq!(find(url), None, "{url}");
        }
    }
}
