//! Words with hyphens that no list has: what their parts say of them.

use super::Classes;

/// What is known of `word`, in lower case, from its parts; `look_up` tells what is known of a part.
pub(super) fn classes(word: &str, look_up: impl Fn(&str) -> Classes) -> Classes {
    let (Some((first, rest)), Some((_, last))) = (word.split_once('-'), word.rsplit_once('-')) else {
        return Classes::NONE;
    };
    if ARTICLES.contains(&first) {
        // "al-Sadr": a family named after a forefather or a place.
        let name = look_up(rest);
        let family = if name.any(NAME) { Classes::SURNAME } else { Classes::NONE };
        return family | name.only(Classes::PLACE | Classes::ORGANIZATION | Classes::OUTLET);
    }
    let (before, head) = (look_up(first), look_up(last));
    if PREFIXES.contains(&first) {
        // "ex-governor", "co-author", "non-Muslim", "anti-American"
        return head.only(NOUN | Classes::DEMONYM | Classes::DEMONYM_PLURAL);
    }
    if ADJECTIVE_ENDINGS.contains(&last) || word.ends_with("-year-old") {
        // "Iran-backed", "Kurdish-led", "US-based"
        return Classes::ADJECTIVE;
    }
    if before.any(GIVEN) && head.any(GIVEN) {
        // "Jean-Pierre", "Abdul-Rahman": the first part decides the gender.
        return before.only(GIVEN);
    }
    if before.any(NAME) && head.any(NAME) {
        return Classes::SURNAME;
    }
    if before.any(Classes::DEMONYM) && head.any(Classes::DEMONYM | Classes::DEMONYM_PLURAL) {
        return head.only(Classes::DEMONYM | Classes::DEMONYM_PLURAL);
    }
    // "actor-director", "scholar-activist"
    let persons = Classes::PERSON_NOUN | Classes::GROUP_NOUN;
    if before.any(Classes::PERSON_NOUN) { head.only(persons) } else { Classes::NONE }
}

/// The Arabic article, with its assimilated forms.
const ARTICLES: &[&str] = &["al", "el", "as", "ar", "ad", "an", "at", "ash", "az", "ul", "ed", "ez", "es"];

const PREFIXES: &[&str] =
    &["ex", "co", "vice", "then", "non", "anti", "pro", "former", "fellow", "deputy", "arch"];

const ADJECTIVE_ENDINGS: &[&str] = &[
    "affiliated",
    "aligned",
    "allied",
    "backed",
    "based",
    "born",
    "controlled",
    "dominated",
    "educated",
    "funded",
    "held",
    "led",
    "linked",
    "majority",
    "owned",
    "ranking",
    "run",
    "speaking",
    "sponsored",
    "supported",
    "trained",
    "winning",
];

const GIVEN: Classes = Classes::GIVEN_MASCULINE.with(Classes::GIVEN_FEMININE);
const NAME: Classes = GIVEN.with(Classes::SURNAME);
const NOUN: Classes = Classes::PERSON_NOUN
    .with(Classes::GROUP_NOUN)
    .with(Classes::TITLE)
    .with(Classes::RELATIONAL_NOUN)
    .with(Classes::FEMININE_NOUN)
    .with(Classes::MASCULINE_NOUN);
