//! The lists: which file of `data/` gives its words which class.

use super::Classes;

/// One embedded word list.
#[derive(Debug, Clone, Copy)]
pub struct List {
    /// Its file in `data/`, without the ending.
    pub name: &'static str,
    /// What its entries are.
    pub classes: Classes,
    /// The file: `#` lines, then one entry a line.
    pub text: &'static str,
}

macro_rules! lists {
    ($($class:ident: $name:literal;)*) => {
        /// Every file of `data/`. [`Classes::GERUND`] and [`Classes::PHRASE_START`] come from no file: they are
        /// seen in the entries.
        pub const LISTS: &[List] = &[
            $(List {
                name: $name,
                classes: Classes::$class,
                text: include_str!(concat!("data/", $name, ".txt")),
            },)*
        ];
    };
}

lists! {
    DETERMINER: "determiners";
    PREPOSITION: "prepositions";
    CONJUNCTION: "conjunctions";
    AUXILIARY: "auxiliaries";
    SUBJECT_PRONOUN: "subject_pronouns";
    OBJECT_PRONOUN: "object_pronouns";
    POSSESSIVE_PRONOUN: "possessive_pronouns";
    RELATIVE: "relatives";
    NEGATION: "negations";
    COMMON: "common";
    GIVEN_MASCULINE: "given_masculine";
    GIVEN_FEMININE: "given_feminine";
    SURNAME: "surnames";
    NAME_PARTICLE: "name_particles";
    NAME_SUFFIX: "name_suffixes";
    HONORIFIC: "honorifics";
    TITLE: "titles";
    PERSON_NOUN: "person_nouns";
    GROUP_NOUN: "group_nouns";
    ORGANIZATION_NOUN: "organization_nouns";
    DOCUMENT_NOUN: "document_nouns";
    ORGANIZATION_SUFFIX: "organization_suffixes";
    COUNTRY: "countries";
    PLACE: "places";
    PLACE_NOUN: "place_nouns";
    DEMONYM: "demonyms";
    DEMONYM_PLURAL: "demonyms_plural";
    MONTH: "months";
    WEEKDAY: "weekdays";
    REPORTING_VERB: "reporting_verbs";
    ATTITUDE_VERB: "attitude_verbs";
    REPORTING_NOUN: "reporting_nouns";
    ORGANIZATION: "organizations";
    FEMININE_NOUN: "feminine_nouns";
    MASCULINE_NOUN: "masculine_nouns";
    ADJECTIVE: "adjectives";
    ADVERB: "adverbs";
    VERB: "verbs";
    ABBREVIATION: "abbreviations";
    RELATIONAL_NOUN: "relational_nouns";
    ADDRESSEE_VERB: "addressee_verbs";
    QUOTATIVE_VERB: "quotative_verbs";
    OUTLET: "outlets";
    NUMBER: "numbers";
    ATTITUDE_ADJECTIVE: "attitude_adjectives";
}

impl List {
    /// Whether `entry`, in lower case, is on the list: for the few words that come from elsewhere than a token.
    pub fn has(&self, entry: &str) -> bool {
        // Entries are sorted, and every line before the first of them begins with a sign that comes before letters.
        let (mut from, mut to) = (0, self.text.len());
        while from < to {
            let middle = self.text.floor_char_boundary(from.midpoint(to));
            let head = self.text.get(from..middle).unwrap_or_default();
            let start = head.rfind('\n').map_or(from, |at| from + at + 1);
            let line = self.text.get(start..to).unwrap_or_default().lines().next().unwrap_or_default();
            match line.cmp(entry) {
                std::cmp::Ordering::Equal => return true,
                std::cmp::Ordering::Less => from = start + line.len() + 1,
                std::cmp::Ordering::Greater => to = start,
            }
        }
        false
    }
}

/// Whether `entry`, in lower case, is on a list of any of `classes`.
pub fn listed(entry: &str, classes: Classes) -> bool {
    LISTS.iter().any(|list| list.classes.any(classes) && list.has(entry))
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeSet, HashSet};

    use super::*;
    use crate::lexicon::load::LONGEST;

    /// Given names that are ordinary words as well, on purpose.
    const NAMES_AND_WORDS: &[&str] = &[
        "art", "dawn", "faith", "grant", "guy", "hope", "joy", "may", "miles", "patience", "rich", "rocky",
        "rose", "rush", "summer", "will",
    ];

    fn entries(list: &List) -> impl Iterator<Item = &'static str> {
        list.text.lines().filter(|line| !line.starts_with('#'))
    }

    #[test]
    fn every_file_is_a_list_and_every_list_is_used_once() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/lexicon/data");
        let files: BTreeSet<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        let lists: BTreeSet<String> = LISTS.iter().map(|list| format!("{}.txt", list.name)).collect();
        assert_eq!(files, lists);
        assert_eq!(lists.len(), LISTS.len(), "a file is listed twice");
        let classes: HashSet<Classes> = LISTS.iter().map(|list| list.classes).collect();
        assert_eq!(classes.len(), LISTS.len(), "two files give one class");
    }

    #[test]
    fn files_say_what_they_hold_and_where_it_comes_from() {
        for list in LISTS {
            let head: Vec<_> = list.text.lines().take_while(|line| line.starts_with("# ")).collect();
            assert!(head.len() >= 2, "{}: no head", list.name);
            assert!(head.iter().any(|line| line.starts_with("# Origin: ")), "{}: no origin", list.name);
            let later = list.text.lines().skip(head.len()).find(|line| line.contains('#'));
            assert_eq!(later, None, "{}", list.name);
        }
    }

    #[test]
    fn entries_are_sorted_unique_and_in_lower_case() {
        for list in LISTS {
            let mut before = "";
            for entry in entries(list) {
                let name = list.name;
                assert!(before < entry, "{name}: {entry} is out of order after {before}");
                assert!(entry.is_ascii(), "{name}: {entry}");
                assert!(entry.split(' ').all(|word| word.len() <= LONGEST), "{name}: {entry} is too long");
                assert_eq!(entry, entry.to_ascii_lowercase(), "{name}");
                assert_eq!(entry, entry.trim(), "{name}");
                assert!(!entry.contains("  "), "{name}: {entry} has two spaces");
                before = entry;
            }
            assert!(!before.is_empty(), "{} is empty", list.name);
        }
    }

    #[test]
    fn every_entry_is_found_and_nothing_else() {
        for list in LISTS {
            for entry in entries(list) {
                assert!(list.has(entry), "{}: {entry}", list.name);
                let other = format!("{entry}~");
                assert!(!list.has(&other), "{}: {other}", list.name);
            }
            assert!(!list.has("") && !list.has("# Origin"), "{}", list.name);
        }
    }

    #[test]
    fn common_words_are_given_names_only_on_purpose() {
        let in_lists = |wanted: Classes| -> BTreeSet<&str> {
            LISTS.iter().filter(|list| list.classes.any(wanted)).flat_map(entries).collect()
        };
        let given = in_lists(Classes::GIVEN_MASCULINE | Classes::GIVEN_FEMININE);
        let both: Vec<&str> = in_lists(Classes::COMMON).intersection(&given).copied().collect();
        assert_eq!(both, NAMES_AND_WORDS);
    }
}
