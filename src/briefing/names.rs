//! Names reduced to what two spellings of one name have in common.

use rustc_hash::FxHashMap;

use crate::text::{
    chars::{is_apostrophe, is_hyphen},
    fold::fold,
};

/// Words before a person's name that are no part of it, folded.
const HONORIFICS: &[&str] = &[
    "adm",
    "admiral",
    "ayatollah",
    "brig",
    "brigadier",
    "capt",
    "captain",
    "chancellor",
    "col",
    "colonel",
    "cpl",
    "dame",
    "dr",
    "emir",
    "fr",
    "gen",
    "general",
    "gov",
    "governor",
    "grand",
    "hon",
    "imam",
    "judge",
    "justice",
    "king",
    "lady",
    "lieutenant",
    "lord",
    "lt",
    "madam",
    "maj",
    "major",
    "mayor",
    "minister",
    "miss",
    "mr",
    "mrs",
    "ms",
    "mullah",
    "pope",
    "pres",
    "president",
    "prime",
    "prince",
    "princess",
    "prof",
    "professor",
    "queen",
    "rep",
    "representative",
    "rev",
    "reverend",
    "secretary",
    "sen",
    "senator",
    "sgt",
    "sheik",
    "sheikh",
    "sir",
    "vice",
];

/// Words after a person's name that tell father from son: part of the name, but not the surname.
const GENERATIONS: &[&str] = &["jr", "sr", "ii", "iii", "iv", "junior", "senior"];

/// The Arabic article as it is written before a hyphen, with the sounds it takes on.
const ARTICLES: &[&str] = &[
    "al", "el", "ad", "an", "ar", "as", "ash", "at", "az", "ed", "en", "er", "es", "esh", "et", "ez", "ul",
    "ur",
];

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
const NOT_SHARED: &[&str] = &["state department", "department of state", "department of justice"];

/// A person's name: its words folded, without honorifics and the Arabic article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PersonName {
    /// All words, parted by single spaces ("muqtada sadr", "john smith jr").
    pub words: String,
    /// Whether there are two words or more beside a generation: a name that tells people apart.
    pub full: bool,
    /// The last word that is no generation ("sadr", "smith").
    pub surname: String,
    /// First and last name and generation, where all that stands between are initials ("donald trump" for
    /// "Donald J. Trump"), with those initials.
    pub initials: Option<(String, String)>,
}

/// Reads `form` as a person's name; `None` when nothing but honorifics is in it.
pub(super) fn person(form: &str) -> Option<PersonName> {
    let folded = fold(&without_articles(form));
    let mut words: Vec<&str> = folded.split(' ').filter(|w| !w.is_empty()).collect();
    let titles = words.iter().take_while(|w| HONORIFICS.contains(w)).count();
    words.drain(..titles.min(words.len().saturating_sub(1)));
    let surname_at = words.iter().rposition(|w| !GENERATIONS.contains(w))?;
    let surname = words.get(surname_at)?;
    let between = words.get(1..surname_at).unwrap_or_default();
    let initials = (!between.is_empty() && surname_at > 0 && between.iter().all(|w| w.chars().count() == 1))
        .then(|| {
            let outer: Vec<&str> = words
                .first()
                .into_iter()
                .chain(words.get(surname_at..).unwrap_or_default())
                .copied()
                .collect();
            (outer.join(" "), between.join(" "))
        });
    Some(PersonName {
        full: surname_at > 0,
        surname: (*surname).to_owned(),
        initials,
        words: words.join(" "),
    })
}

/// `form` without the Arabic article: hyphened before a word always, as a word of its own only where it cannot
/// be a given name ("Al Gore").
fn without_articles(form: &str) -> String {
    let mut out = String::with_capacity(form.len());
    for (i, word) in form.split_whitespace().enumerate() {
        let kept = match word.split_once(is_hyphen) {
            Some((article, rest)) if is_article(article) && !rest.is_empty() => rest,
            None if is_article(word)
                && word.len() == 2
                && (i > 0 || word.starts_with(char::is_lowercase)) =>
            {
                ""
            }
            _ => word,
        };
        out.push_str(kept.trim_start_matches(is_apostrophe));
        out.push(' ');
    }
    out
}

fn is_article(word: &str) -> bool {
    ARTICLES.iter().any(|a| a.eq_ignore_ascii_case(word))
}

/// The forms of countries, read from `nations.txt`.
#[derive(Debug)]
pub(super) struct Nations {
    /// From every other form to the one keys use.
    forms: FxHashMap<&'static str, &'static str>,
}

/// The most words a form in `nations.txt` has.
const LONGEST_NATION: usize = 4;

impl Nations {
    /// Reads the embedded list; some microseconds.
    pub(super) fn embedded() -> Self {
        let mut forms = FxHashMap::default();
        for line in include_str!("nations.txt").lines().filter(|l| !l.starts_with('#')) {
            let (country, others) = line.split_once(' ').unwrap_or((line, ""));
            // Every second part stands between quotation marks: a form of several words.
            for (i, part) in others.split('"').enumerate() {
                if i % 2 == 1 {
                    forms.insert(part, country);
                } else {
                    forms.extend(part.split_whitespace().map(|form| (form, country)));
                }
            }
        }
        Self { forms }
    }

    /// Whether `form` is a country.
    pub(super) fn has(&self, form: &str) -> bool {
        let key = self.body(form);
        self.forms.values().any(|country| *country == key)
    }

    /// The name of a body or place: folded, without determiner and legal form, countries in one form
    /// ("Iraq’s interior ministry", "the Iraqi Interior Ministry" -> "iraq interior ministry").
    pub(super) fn body(&self, form: &str) -> String {
        let mut words = words_of(without_backer(form));
        if words.len() > 1 && words.first().is_some_and(|w| DETERMINERS.contains(&w.as_str())) {
            words.remove(0);
        }
        let legal = words.iter().rev().take_while(|w| LEGAL_FORMS.contains(&w.as_str())).count();
        words.truncate(words.len().saturating_sub(legal).max(1));
        if words.len() > 1 && form.ends_with(" group") {
            words.pop();
        }
        self.with_countries(&words)
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

/// `form` without a word at its beginning that says who stands behind the body: "Kurdish-led SDF" -> "SDF".
pub(super) fn without_backer(form: &str) -> &str {
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
pub(super) fn is_shared(key: &str) -> bool {
    key.split(' ').all(|w| SHARED_WORDS.contains(&w)) && !NOT_SHARED.contains(&key)
}

/// Whether `form`, its determiner left out, has a capital: what has none is no name ("the company").
pub(super) fn has_capital(form: &str) -> bool {
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
pub(super) fn abbreviates(short: &str, long: &str) -> bool {
    let letters: String = short.chars().filter(|c| c.is_alphabetic()).collect();
    let initials = long.split(|c: char| !c.is_alphanumeric()).filter_map(|word| word.chars().next());
    let initials: String = initials.filter(|c| c.is_uppercase()).collect();
    letters == initials || fold(short) == fold(long)
}

/// Whether `form` is an abbreviation: one word, two capitals or more, no small letter but a plural's.
pub(super) fn is_abbreviation(form: &str) -> bool {
    let form = form.strip_prefix("the ").or_else(|| form.strip_prefix("The ")).unwrap_or(form);
    let stem = form.strip_suffix('s').unwrap_or(form);
    let capitals = stem.chars().filter(|c| c.is_uppercase()).count();
    (2..=8).contains(&capitals)
        && stem.chars().all(|c| c.is_uppercase() || c.is_numeric() || c == '.' || c == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_person(form: &str, words: &str, surname: &str, full: bool) {
        let name = person(form).expect("a name");
        assert_eq!((name.words.as_str(), name.surname.as_str(), name.full), (words, surname, full), "{form}");
    }

    #[test]
    fn persons_lose_titles_and_articles_but_not_their_generation() {
        check_person("Muqtada al-Sadr", "muqtada sadr", "sadr", true);
        check_person("al-Sadr", "sadr", "sadr", false);
        check_person("Al-Sadr", "sadr", "sadr", false);
        check_person("Ahmed ash-Sharaa", "ahmed sharaa", "sharaa", true);
        check_person("Bashar al Assad", "bashar assad", "assad", true);
        check_person("Al Gore", "al gore", "gore", true);
        check_person("Mr. Gore", "gore", "gore", false);
        check_person("Brigadier General Miqdad Miri", "miqdad miri", "miri", true);
        check_person("John Smith Jr.", "john smith jr", "smith", true);
        check_person("Haider al-‘Abadi’s", "haider abadi", "abadi", true);
        check_person("Major", "major", "major", false);
    }

    #[test]
    fn initials_between_names_are_told_from_names() {
        assert_eq!(
            person("Donald J. Trump").and_then(|n| n.initials),
            Some(("donald trump".into(), "j".into()))
        );
        assert_eq!(person("Salih Mohammad al-Iraqi").and_then(|n| n.initials), None);
        assert_eq!(person("J. Trump").and_then(|n| n.initials), None);
    }

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
    fn every_nation_is_listed_once() {
        let countries: Vec<&str> = include_str!("nations.txt")
            .lines()
            .filter(|l| !l.starts_with('#'))
            .filter_map(|l| l.split(' ').next())
            .collect();
        assert!(countries.is_sorted_by(|a, b| a < b), "sorted, without doubles");
        assert!(
            countries.iter().all(|c| !Nations::embedded().forms.contains_key(c)),
            "no country is a form of another"
        );
    }
}
