//! Names of persons: without titles and the Arabic article, and which word is the surname.

use crate::{
    lexicon::{Classes, listed},
    text::{
        chars::{is_apostrophe, is_hyphen},
        fold::fold,
    },
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

/// Letters after a person's name that are no part of it.
const DEGREES: &[&str] = &["phd", "md", "frs", "esq", "mp", "mep", "kc", "qc", "cbe", "obe", "mbe", "ret"];

/// Words that open a surname of two words.
const PARTICLES: &[&str] =
    &["bin", "ibn", "bint", "abu", "van", "von", "de", "del", "della", "di", "da", "dos", "du", "le", "la"];

/// The Arabic article as it is written before a hyphen, with the sounds it takes on.
const ARTICLES: &[&str] = &[
    "al", "el", "ad", "an", "ar", "as", "ash", "at", "az", "ed", "en", "er", "es", "esh", "et", "ez", "ul",
    "ur",
];

/// A person's name: its words folded, without honorifics and the Arabic article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::briefing) struct PersonName {
    /// All words, parted by single spaces ("muqtada sadr", "john smith jr").
    pub words: String,
    /// The last word with what tells father from son ("sadr", "smith jr").
    pub bare: String,
    /// Whether there are two words or more beside a generation: a name that tells people apart.
    pub full: bool,
    /// The last word that is no generation ("sadr", "smith").
    pub surname: String,
    /// First and last name and generation, where all that stands between are initials ("donald trump" for
    /// "Donald J. Trump"), with those initials.
    pub initials: Option<(String, String)>,
}

/// Reads `form` as a person's name; `None` when nothing but honorifics is in it.
pub(in crate::briefing) fn person(form: &str) -> Option<PersonName> {
    let folded = fold(&without_articles(form));
    let mut words: Vec<&str> = folded.split(' ').filter(|w| !w.is_empty()).collect();
    let titles = words.iter().take_while(|w| HONORIFICS.binary_search(w).is_ok()).count();
    words.drain(..titles.min(words.len().saturating_sub(1)));
    // "Senators Mitch McConnell", "Democrat Alan Grayson": what is left of a title whose words were taken for names.
    if words.len() > 2 && words.first().is_some_and(|w| is_trade(w)) {
        words.remove(0);
    }
    while words.len() > 1 && words.last().is_some_and(|w| DEGREES.contains(w)) {
        words.pop();
    }
    let mut surname_at = words.iter().rposition(|w| !GENERATIONS.contains(w))?;
    // "bin Salman", "van Houten": a surname with its particle.
    if surname_at == 1
        && form.starts_with(char::is_lowercase)
        && words.first().is_some_and(|w| PARTICLES.contains(w))
    {
        words.remove(0);
        surname_at = 0;
    }
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
        bare: words.get(surname_at..).unwrap_or_default().join(" "),
        full: surname_at > 0,
        surname: (*surname).to_owned(),
        initials,
        words: words.join(" "),
    })
}

/// Whether a word, folded, says what people are and is no name.
fn is_trade(word: &str) -> bool {
    const TRADES: Classes = Classes::TITLE
        .with(Classes::PERSON_NOUN)
        .with(Classes::GROUP_NOUN)
        .with(Classes::DEMONYM)
        .with(Classes::DEMONYM_PLURAL);
    const NAMES: Classes = Classes::GIVEN_MASCULINE
        .with(Classes::GIVEN_FEMININE)
        .with(Classes::SURNAME)
        .with(Classes::NAME_PARTICLE);
    listed(word, TRADES) && !listed(word, NAMES)
}

/// `form` without the Arabic article: hyphened before a word always, as a word of its own only where it cannot
/// be a given name ("Al Gore").
pub(in crate::briefing) fn without_articles(form: &str) -> String {
    let mut out = String::with_capacity(form.len());
    for (i, word) in form.split_whitespace().enumerate() {
        let kept = match word.split_once(is_hyphen) {
            Some((article, rest)) if is_article(article) && !rest.is_empty() => rest,
            None if article_written_on(word).is_some() => article_written_on(word).unwrap_or(word),
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

/// `AlSharaa`, `ElBaradei` without the article.
fn article_written_on(word: &str) -> Option<&str> {
    let rest = word.strip_prefix("Al").or_else(|| word.strip_prefix("El"))?;
    (rest.starts_with(char::is_uppercase) && rest.chars().any(char::is_lowercase)).then_some(rest)
}

fn is_article(word: &str) -> bool {
    ARTICLES.iter().any(|a| a.eq_ignore_ascii_case(word))
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
        check_person("Senators Ana Torres", "ana torres", "torres", true);
    }

    #[test]
    fn honorifics_are_sorted() {
        assert!(HONORIFICS.is_sorted_by(|a, b| a < b));
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
}
