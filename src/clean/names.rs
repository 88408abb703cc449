//! What a short line names, judged by its words alone: a person, an outlet, a section of a site.

use super::phrases::Phrases;
use crate::text::chars;

/// Words that names of outlets hold.
const PRESS: &Phrases = phrases![
    "news" "times" "post" "press" "daily" "herald" "tribune" "journal" "gazette" "guardian" "observer"
    "telegraph" "reuters" "agency" "agencies" "media" "network" "tv" "radio" "magazine" "review" "today"
    "online" "bulletin" "courier" "chronicle" "standard" "independent" "mirror" "express" "mail" "star" "sun"
    "globe" "record" "report" "weekly" "wire" "afp" "ap" "bbc" "cnn" "npr" "upi" "dpa" "pbs" "nbc" "abc" "cbs"
    "jazeera" "arabiya" "politico" "bloomberg" "register" "examiner" "inquirer" "dispatch" "sentinel" "voice"
    "monitor" "insider" "digital" "ledger" "advertiser" "beacon" "argus" "newspaper" "broadcasting" "24" "ians" "pti" "ani" "anadolu" "xinhua" "tass"
];

/// Sections of sites: they stand where outlets stand too.
const SECTIONS: &Phrases = phrases![
    "news" "world" "politics" "business" "opinion" "sport" "sports" "culture" "health" "science" "technology"
    "tech" "analysis" "features" "feature" "video" "videos" "podcast" "exclusive" "breaking" "interview"
    "interviews" "explainer" "live" "home" "synopsis" "summary" "economy" "markets" "education" "environment"
    "climate" "crime" "security" "military" "defense" "defence" "society" "religion" "travel" "entertainment"
    "lifestyle" "life" "arts" "books" "editorial" "editorials" "letters" "commentary" "columnists" "local"
    "national" "international" "regional" "global" "latest" "trending" "africa" "asia" "europe" "americas"
    "australia" "britain" "china" "egypt" "france" "germany" "india" "iran" "iraq" "israel" "jordan" "kurdistan"
    "lebanon" "mideast" "pakistan" "palestine" "russia" "syria" "turkey" "turkiye" "uk" "ukraine" "us" "u.s" "usa"
    "yemen" "author" "authors" "written" "published" "reporter" "correspondent" "staff" "editor" "admin" "posted"
    "view" "comments" "save" "menu" "post" "link" "read" "listen" "watch" "like" "tweet" "print" "email" "reply"
    "search" "advertisement" "newsletter" "more" "updated" "image" "photo" "summary" "play" "close" "follow"
    "share" "topics" "tags" "by" "log" "gallery" "opinions" "special" "investigation" "fact-check" "reuters/photo"
];

/// Words that say what an author is.
const ROLES: &Phrases = phrases![
    "correspondent" "reporter" "editor" "journalist" "columnist" "writer" "producer" "contributor" "reporting"
    "bureau" "staff" "columnists" "photographer" "analyst"
];

/// "Rudaw", "Springfield Courier", "Al Jazeera": one capitalised word that is no section, or a few with a
/// press word among them.
pub(super) fn is_outlet(text: &str) -> bool {
    let text = text.trim_end_matches('.');
    let words: Vec<&str> = text.split_whitespace().collect();
    let capital = |w: &str| {
        w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            || matches!(w, "of" | "the" | "and" | "&")
    };
    let section = words.iter().all(|w| SECTIONS.contains(&w.to_lowercase().as_str()));
    (1..=5).contains(&words.len())
        && words.iter().copied().all(capital)
        && !section
        && !text.contains("Photo")
        && (words.len() == 1 || has_press_word(text))
        && text.chars().filter(|c| c.is_alphabetic()).count() > 1
        && !text.contains([':', '?', '!', ',', '“', '"'])
}

/// Whether `name` is an agency as credits and sign-offs write it.
pub(super) fn is_agency(name: &str) -> bool {
    matches!(
        name.trim().to_lowercase().as_str(),
        "afp"
            | "ap"
            | "dpa"
            | "reuters"
            | "epa"
            | "upi"
            | "pa"
            | "tass"
            | "ani"
            | "pti"
            | "ians"
            | "agencies"
            | "xinhua"
            | "efe"
            | "ansa"
            | "kna"
            | "epd"
            | "sid"
    )
}

/// Whether a word of `text` is one that names of outlets hold.
pub(super) fn has_press_word(text: &str) -> bool {
    text.split_whitespace()
        .any(|w| PRESS.contains(&w.to_lowercase().trim_matches(|c: char| !c.is_alphanumeric())))
}

/// "Jane Doe", "Jane A. Doe and John Roe".
pub(super) fn is_person(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let small =
        |w: &str| matches!(w, "and" | "&" | "de" | "van" | "von" | "bin" | "al" | "el" | "der" | "la" | "di");
    (2..=9).contains(&words.len())
        && text.len() <= 90
        && words.iter().all(|w| w.starts_with(char::is_uppercase) || small(w) || w.starts_with("al-"))
        && !text.contains(|c: char| {
            c.is_ascii_digit() || matches!(c, ':' | '?' | '!' | '|') || chars::is_double_mark(c)
        })
        && !words.iter().any(|w| SECTIONS.contains(&w.to_lowercase().as_str()))
}

/// "Coast correspondent", "Reporting from Springfield".
pub(super) fn is_role(text: &str) -> bool {
    text.len() <= 60
        && !text.ends_with('.')
        && text.split_whitespace().count() <= 6
        && text.split_whitespace().any(|w| ROLES.contains(&w.to_lowercase().trim_matches(',')))
}

/// "Springfield", "New York and Springfield".
pub(super) fn is_place(text: &str) -> bool {
    (1..=6).contains(&text.split_whitespace().count())
        && text
            .split_whitespace()
            .all(|w| w.starts_with(char::is_uppercase) || matches!(w, "and" | "the" | "of" | "&"))
        && !text.contains(|c: char| c.is_ascii_digit() || matches!(c, ':' | '?' | '!'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlets_people_and_sections_are_told_apart() {
        for outlet in
            ["Rudaw", "Kurdistan24", "Springfield Courier", "The New York Times", "AFP", "Al Jazeera"]
        {
            assert!(is_outlet(outlet), "{outlet}");
        }
        for other in ["News", "Middle East", "Iraq", "Jane Doe", "World News", "Author", "What now?"] {
            assert!(!is_outlet(other), "{other}");
        }
        for person in ["Jane Doe", "Jane A. Doe and John Roe", "Ludwig van Beethoven", "JANE DOE"] {
            assert!(is_person(person), "{person}");
        }
        for other in ["Rudaw", "World News", "What Now?", "Ships return", "Jane Doe: No"] {
            assert!(!is_person(other), "{other}");
        }
        assert!(is_role("Coast correspondent") && is_role("Reporting from Springfield"));
        assert!(!is_role("The editor resigned over the report on Monday."));
    }
}
