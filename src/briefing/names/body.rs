//! Names of bodies and places: countries in one form, offices in one order, abbreviations.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::text::{chars::is_hyphen, fold::fold};

/// Words that begin the name of a body without being part of it.
const DETERMINERS: &[&str] = &["the", "a", "an", "its", "their", "his", "her", "our", "this", "that"];

/// Endings of company names that are often left out.
const LEGAL_FORMS: &[&str] =
    &["inc", "ltd", "llc", "corp", "plc", "gmbh", "co", "company", "corporation", "limited"];

/// Words that many bodies of one sort share: a name made only of these says nothing about which body is meant.
const SHARED_WORDS: &[&str] = &[
    "administration",
    "affairs",
    "agency",
    "air",
    "armed",
    "army",
    "assembly",
    "authorities",
    "authority",
    "bank",
    "board",
    "border",
    "bureau",
    "cabinet",
    "campaign",
    "central",
    "ceo",
    "city",
    "civil",
    "club",
    "coalition",
    "command",
    "commission",
    "committee",
    "company",
    "council",
    "county",
    "court",
    "daily",
    "defence",
    "defense",
    "department",
    "district",
    "education",
    "emergency",
    "federal",
    "finance",
    "fire",
    "firm",
    "force",
    "forces",
    "foreign",
    "general",
    "government",
    "group",
    "guard",
    "health",
    "herald",
    "high",
    "hospital",
    "house",
    "intelligence",
    "interior",
    "joint",
    "journal",
    "justice",
    "league",
    "local",
    "military",
    "ministry",
    "mp",
    "mps",
    "national",
    "navy",
    "news",
    "ngo",
    "ngos",
    "of",
    "office",
    "opposition",
    "pac",
    "pacs",
    "parliament",
    "party",
    "police",
    "post",
    "press",
    "provincial",
    "regional",
    "ruling",
    "school",
    "security",
    "service",
    "services",
    "star",
    "state",
    "super",
    "team",
    "times",
    "transport",
    "tribune",
    "university",
];

/// Second halves of compounds that say who stands behind a body, and are no part of its name ("Kurdish-led").
const BACKERS: &[&str] = &[
    "affiliated",
    "aligned",
    "allied",
    "backed",
    "based",
    "controlled",
    "led",
    "linked",
    "run",
    "supported",
];

/// Names that consist of shared words and are nevertheless of one body only.
const NOT_SHARED: &[&str] = &["state department", "justice department"];

/// The forms of countries, read from `nations.txt`.
#[derive(Debug)]
pub(in crate::briefing) struct Nations {
    /// From every other form to the one keys use.
    forms: FxHashMap<&'static str, &'static str>,
    countries: FxHashSet<&'static str>,
}

/// The words of a line of a data file; several between quotation marks are one.
pub(in crate::briefing) fn quoted_words(line: &str) -> impl Iterator<Item = &str> {
    // Every second part stands between marks.
    line.split('"').enumerate().flat_map(|(i, part)| {
        let whole = (i % 2 == 1).then_some(part);
        let single = (i % 2 == 0).then(|| part.split_whitespace());
        whole.into_iter().chain(single.into_iter().flatten())
    })
}

/// The most words a form in `nations.txt` has.
const LONGEST_NATION: usize = 4;

impl Nations {
    /// Reads the embedded list; some microseconds.
    pub(in crate::briefing) fn embedded() -> Self {
        let mut forms = FxHashMap::default();
        let mut countries = FxHashSet::default();
        for line in include_str!("../nations.txt").lines().filter(|l| !l.starts_with('#')) {
            let mut all = quoted_words(line);
            let Some(country) = all.next() else { continue };
            countries.insert(country);
            if country.contains(' ') {
                forms.insert(country, country);
            }
            forms.extend(all.map(|form| (form, country)));
        }
        Self { forms, countries }
    }

    /// Whether `form` is a country.
    pub(in crate::briefing) fn has(&self, form: &str) -> bool {
        self.is_country(&self.body(form))
    }

    /// Whether `key` is that of a country.
    pub(in crate::briefing) fn is_country(&self, key: &str) -> bool {
        self.countries.contains(key)
    }

    /// The name of a body or place: folded, without determiner and legal form, countries in one form
    /// ("Iraq’s interior ministry", "the Iraqi Interior Ministry" -> "iraq interior ministry").
    pub(in crate::briefing) fn body(&self, form: &str) -> String {
        let mut words = words_of(without_backer(form));
        if words.len() > 1 && words.first().is_some_and(|w| DETERMINERS.contains(&w.as_str())) {
            words.remove(0);
        }
        let legal = words.iter().rev().take_while(|w| LEGAL_FORMS.contains(&w.as_str())).count();
        words.truncate(words.len().saturating_sub(legal).max(1));
        if words.len() > 1 && form.ends_with(" group") {
            words.pop();
        }
        words.iter_mut().for_each(american);
        self.with_countries(&office_last(words))
    }

    /// The words, every country in one form, parted by single spaces.
    fn with_countries(&self, words: &[String]) -> String {
        let mut out: Vec<&str> = Vec::with_capacity(words.len());
        let mut at = 0;
        while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
            let known = (1..=rest.len().min(LONGEST_NATION)).rev().find_map(|length| {
                let head = rest.get(..length)?;
                let country = match head {
                    [word] => self.forms.get(word.as_str()),
                    several => self.forms.get(several.join(" ").as_str()),
                };
                Some((*country?, length))
            });
            let (word, length) = known.unwrap_or((rest.first().map_or("", String::as_str), 1));
            out.push(word);
            at += length;
        }
        out.join(" ")
    }
}

/// Bodies that are called after what they do, in either order.
const OFFICES: &[&str] = &["ministry", "department", "embassy", "government", "parliament", "presidency"];

/// "ministry of the interior" and "interior ministry", "ministry of defense of iraq" and "iraq defense ministry"
/// in one order; "and" between words is left out.
fn office_last(words: Vec<String>) -> Vec<String> {
    let mut words: Vec<String> = words;
    if words.len() > 2 {
        words.retain(|word| word != "and");
    }
    let at = words
        .windows(2)
        .position(|pair| matches!(pair, [office, of] if of == "of" && OFFICES.contains(&office.as_str())));
    if let Some(at) = at {
        let mut rest = words.split_off(at);
        let office = rest.remove(0);
        rest.remove(0);
        rest.retain(|word| word != "the");
        if let Some(of) = rest.iter().position(|word| word == "of" || word == "in") {
            let owner = rest.split_off(of);
            words.extend(owner.into_iter().skip(1));
        }
        words.extend(rest);
        words.push(office);
    }
    // The ministry of foreign affairs is the foreign ministry.
    if let [.., foreign, affairs, office] = words.as_slice()
        && foreign == "foreign"
        && affairs == "affairs"
        && OFFICES.contains(&office.as_str())
    {
        words.remove(words.len() - 2);
    }
    words
}

/// Turns a word into American spelling, in which keys are.
fn american(word: &mut String) {
    const PAIRS: &[(&str, &str)] = &[
        ("centre", "center"),
        ("colour", "color"),
        ("defence", "defense"),
        ("harbour", "harbor"),
        ("labour", "labor"),
        ("programme", "program"),
        ("theatre", "theater"),
    ];
    if word.len() < 6 {
        return;
    }
    if let Some((_, american)) = PAIRS.iter().find(|(british, _)| british == word) {
        *word = (*american).to_owned();
    } else if let Some(stem) = word.strip_suffix("isation") {
        *word = format!("{stem}ization");
    } else if let Some(stem) = word.strip_suffix("isations") {
        *word = format!("{stem}izations");
    }
}

/// `form` without a word at its beginning that says who stands behind the body: "Kurdish-led SDF" -> "SDF".
pub(in crate::briefing) fn without_backer(form: &str) -> &str {
    let first = form.split_whitespace().next().unwrap_or_default();
    if DETERMINERS.iter().any(|d| d.eq_ignore_ascii_case(first)) {
        let rest = form.strip_prefix(first).unwrap_or(form).trim_start();
        let bare = without_backer(rest);
        return if bare.len() < rest.len() { bare } else { form };
    }
    let is_backer = first.rsplit_once(is_hyphen).is_some_and(|(_, last)| BACKERS.contains(&last));
    let rest = form.strip_prefix(first).unwrap_or_default().trim_start();
    if is_backer && !rest.is_empty() { rest } else { form }
}

/// The folded words of `form`; letters with full stops are one word ("U.S." -> "us").
fn words_of(form: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut letters = false;
    for word in fold(form).split(' ').filter(|w| !w.is_empty()) {
        let letter = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
        match words.last_mut() {
            Some(last) if letter && letters => last.push_str(word),
            _ => words.push(word.to_owned()),
        }
        letters = letter;
    }
    words
}

/// Whether many bodies of one sort could be called this, so that the name joins nothing across articles.
pub(in crate::briefing) fn is_shared(key: &str) -> bool {
    key.split(' ').all(|w| SHARED_WORDS.binary_search(&w).is_ok()) && !NOT_SHARED.contains(&key)
}

/// Whether `form` ends in the legal form of a company.
pub(in crate::briefing) fn is_company(form: &str) -> bool {
    let last = form.split_whitespace().nth(1).and_then(|_| form.split_whitespace().next_back());
    last.is_some_and(|w| LEGAL_FORMS.contains(&fold(w).as_str()))
}

/// The words before a bracket at `at` whose initials are `letters`: "Syrian Democratic Forces (SDF)".
pub(in crate::briefing) fn explained<'t>(text: &'t str, at: u32, letters: &str) -> Option<&'t str> {
    let before = text.get(..at as usize)?.strip_suffix(['(', '['])?.trim_end();
    let mut wanted = letters.chars().filter(|c| c.is_alphabetic()).rev().peekable();
    let mut start = before.len() + 1;
    for word in before.rsplit([' ', '-']).take(MOST_EXPLAINED) {
        // Each word is parted from the one behind it by one byte.
        start -= word.len() + 1;
        if word.chars().next() == wanted.peek().copied() {
            wanted.next();
        } else if word.starts_with(char::is_uppercase) || word.is_empty() {
            return None;
        }
        if wanted.peek().is_none() {
            return before.get(start..);
        }
    }
    None
}

/// No abbreviation stands for more words than this.
const MOST_EXPLAINED: usize = 10;

/// Whether `form`, its determiner left out, has a capital: what has none is no name ("the company").
pub(in crate::briefing) fn has_capital(form: &str) -> bool {
    let first = form.split_whitespace().next().unwrap_or_default();
    let named = if DETERMINERS.iter().any(|d| d.eq_ignore_ascii_case(first)) {
        form.trim_start().strip_prefix(first).unwrap_or_default()
    } else {
        form
    };
    // Scripts without capitals have no small letters either.
    named.chars().any(|c| c.is_alphabetic() && !c.is_lowercase())
}

/// Whether `short` is another spelling of `long`, or the initials of its capitalised words ("L.A.").
pub(in crate::briefing) fn abbreviates(short: &str, long: &str) -> bool {
    let letters: String = short.chars().filter(|c| c.is_alphabetic()).collect();
    let initials = long.split(|c: char| !c.is_alphanumeric()).filter_map(|word| word.chars().next());
    let initials: String = initials.filter(|c| c.is_uppercase()).collect();
    letters == initials || fold(short) == fold(long)
}

/// Whether `form` is an abbreviation: one word, two capitals or more, no small letter but a plural's.
pub(in crate::briefing) fn is_abbreviation(form: &str) -> bool {
    let form = form.strip_prefix("the ").or_else(|| form.strip_prefix("The ")).unwrap_or(form);
    let stem = form.strip_suffix('s').unwrap_or(form);
    let capitals = stem.chars().filter(|c| c.is_uppercase()).count();
    (2..=8).contains(&capitals)
        && stem.chars().all(|c| c.is_uppercase() || c.is_numeric() || c == '.' || c == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_the_same_by_any_form_of_their_country() {
        let nations = Nations::embedded();
        for (a, b) in [
            ("Iraq’s interior ministry", "the Iraqi Interior Ministry"),
            ("U.S. Central Command", "US Central Command"),
            ("United States Central Command", "American Central Command"),
            ("the Islamic State group", "Islamic State"),
            ("Apple Inc.", "Apple"),
            ("the Kurdish-led Syrian Democratic Forces", "Syrian Democratic Forces"),
            ("the U.S.", "United States of America"),
        ] {
            assert_eq!(nations.body(a), nations.body(b), "{a} / {b}");
        }
        assert_ne!(nations.body("North Korea"), nations.body("South Korea"));
        assert_eq!(nations.body("The"), "the");
    }

    #[test]
    fn names_of_shared_words_only_are_known() {
        let nations = Nations::embedded();
        assert!(is_shared(&nations.body("the Interior Ministry")));
        assert!(!is_shared(&nations.body("Iraqi Interior Ministry")));
        assert!(!is_shared(&nations.body("State Department")));
    }

    #[test]
    fn abbreviations_are_capitals_only() {
        assert_eq!(["SDF", "U.S.", "CENTCOM", "MPs", "the SDF"].map(is_abbreviation), [true; 5]);
        assert_eq!(["Rudaw", "A", "Al", "The", "US Army"].map(is_abbreviation), [false; 5]);
    }

    #[test]
    fn shared_words_are_sorted() {
        assert!(SHARED_WORDS.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn every_nation_is_listed_once() {
        let lines = include_str!("../nations.txt").lines().filter(|l| !l.starts_with('#'));
        let countries: Vec<&str> = lines.filter_map(|l| quoted_words(l).next()).collect();
        assert!(countries.is_sorted_by(|a, b| a < b), "sorted, without doubles");
        let nations = Nations::embedded();
        assert!(
            countries.iter().all(|c| nations.forms.get(c).is_none_or(|of| of == c)),
            "no country is a form of another"
        );
    }

    #[test]
    fn offices_and_british_words_have_one_form() {
        let nations = Nations::embedded();
        for (a, b) in [
            ("Ministry of the Interior", "Interior Ministry"),
            ("Ministry of Defence of Ukraine", "Ukrainian Defense Ministry"),
            ("Peruvian Ministry of Foreign Affairs", "Peru’s Foreign Ministry"),
            ("Department of State", "State Department"),
            ("International Organisation for Migration", "International Organization for Migration"),
            ("Johnson and Johnson Inc.", "Johnson & Johnson"),
        ] {
            assert_eq!(nations.body(a), nations.body(b), "{a} / {b}");
        }
        assert_ne!(nations.body("University of Washington"), nations.body("Washington University"));
    }

    #[test]
    fn a_bracket_is_explained_by_the_words_before_it() {
        let text = "The Institute for Soil and Irrigation Studies (ISIS) said";
        let at = text.find("ISIS").expect("it is there") as u32;
        assert_eq!(explained(text, at, "ISIS"), Some("Institute for Soil and Irrigation Studies"));
        assert_eq!(explained(text, at, "SIS"), Some("Soil and Irrigation Studies"));
        assert_eq!(explained(text, at, "ABC"), None);
        assert_eq!(explained("ISIS said", 0, "ISIS"), None);
    }
}
