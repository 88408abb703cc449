//! What is known of names before any article is read: nicknames, family names, offices, bodies of several names.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    briefing::names::{self, Nations},
    lexicon::{Classes, listed, spelling::Spellings},
};

/// The embedded lists.
pub(super) struct Lists {
    pub nations: Nations,
    pub spellings: Spellings,
    /// From a given name to the lines of `nicknames.txt` it stands in.
    nicknames: FxHashMap<&'static str, Vec<u32>>,
    families: FxHashSet<&'static str>,
    /// From a word to the walks of life it belongs to, as bits; the first is "any".
    offices: FxHashMap<&'static str, Offices>,
    /// From the key of a body or place to the group of names it is one of.
    aliases: FxHashMap<&'static str, u32>,
    /// From the key of a seat to the country whose government is called by it.
    seats: FxHashMap<&'static str, &'static str>,
}

/// Walks of life, as bits.
pub(super) type Offices = u32;

/// At home in several walks of life.
pub(super) const ANY_WALK: Offices = 1;

impl Lists {
    /// Reads them all; some hundred microseconds.
    pub fn embedded() -> Self {
        let nations = Nations::embedded();
        let mut nicknames: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
        for (i, line) in lines(include_str!("data/nicknames.txt")).enumerate() {
            for name in line.split(' ') {
                nicknames.entry(name).or_default().push(i as u32);
            }
        }
        let mut offices: FxHashMap<&str, Offices> = FxHashMap::default();
        for (i, line) in lines(include_str!("data/offices.txt")).enumerate() {
            for word in line.split(' ').skip(1) {
                *offices.entry(word).or_default() |= 1 << i;
            }
        }
        let mut aliases = FxHashMap::default();
        for (i, line) in lines(include_str!("data/aliases.txt")).enumerate() {
            for form in names::quoted_words(line) {
                aliases.insert(form, i as u32);
            }
        }
        Self {
            nations,
            spellings: Spellings::embedded(),
            nicknames,
            families: lines(include_str!("data/families.txt")).collect(),
            offices,
            aliases,
            seats: seats().collect(),
        }
    }

    /// The lines of `nicknames.txt` a given name, folded, stands in.
    pub fn nicknames(&self, name: &str) -> &[u32] {
        self.nicknames.get(name).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether a word, folded, is a family name that stands first at home.
    pub fn is_family(&self, word: &str) -> bool {
        self.families.contains(word)
    }

    /// Whether a word, folded, is a given name.
    pub fn is_given(word: &str) -> bool {
        listed(word, Classes::GIVEN_FEMININE | Classes::GIVEN_MASCULINE)
    }

    /// The walks of life a word, folded, belongs to, if it is an office.
    pub fn office(&self, word: &str) -> Option<(&'static str, Offices)> {
        self.offices.get_key_value(word).map(|(word, walks)| (*word, *walks))
    }

    /// The group of names a key of a body or place is one of.
    pub fn alias(&self, key: &str) -> Option<u32> {
        let bare = || self.aliases.get(key.strip_prefix("al ")?);
        self.aliases.get(key).or_else(bare).copied()
    }

    /// Whether a key of one word is a listed place.
    pub fn is_place(key: &str) -> bool {
        listed(key, Classes::PLACE)
    }

    /// The country whose government is called by this key of a place or building.
    pub fn seat(&self, key: &str) -> Option<&'static str> {
        self.seats.get(key).copied()
    }
}

/// Seats, each with the country whose government is called by it.
pub(super) fn seats() -> impl Iterator<Item = (&'static str, &'static str)> {
    lines(include_str!("data/seats.txt")).filter_map(|line| line.split_once(" = "))
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_sorted_without_doubles_and_state_their_origin() {
        for (name, text) in [
            ("nicknames", include_str!("data/nicknames.txt")),
            ("families", include_str!("data/families.txt")),
            ("offices", include_str!("data/offices.txt")),
            ("seats", include_str!("data/seats.txt")),
        ] {
            let all: Vec<&str> = lines(text).collect();
            let head = |line: &str| {
                line.split(" = ")
                    .next()
                    .and_then(|l| if l == line { l.split(' ').next() } else { Some(l) })
                    .map(str::to_owned)
            };
            for pair in all.windows(2) {
                assert!(head(pair[0]) < head(pair[1]), "{name}: {pair:?}");
            }
            assert!(text.contains("# Origin: "), "{name}: no origin");
        }
        assert_eq!(
            lines(include_str!("data/offices.txt")).next().and_then(|l| l.split(' ').next()),
            Some("any")
        );
        assert!(lines(include_str!("data/offices.txt")).count() <= Offices::BITS as usize);
    }

    #[test]
    fn seats_are_of_countries() {
        let lists = Lists::embedded();
        for line in lines(include_str!("data/seats.txt")) {
            let (seat, country) = line.split_once(" = ").expect("a seat and a country");
            assert_eq!(lists.seat(&lists.nations.body(seat)), Some(country), "{seat}");
            assert_eq!(lists.nations.body(country), country, "{seat}");
        }
    }

    #[test]
    fn names_of_bodies_are_written_as_keys_are_and_in_one_group_only() {
        let nations = Nations::embedded();
        let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
        for (i, line) in lines(include_str!("data/aliases.txt")).enumerate() {
            for form in names::quoted_words(line) {
                assert_eq!(nations.body(form), form);
                assert_eq!(*seen.entry(form).or_insert(i), i, "{form} is in two groups");
            }
        }
    }

    #[test]
    fn nicknames_are_those_of_one_name() {
        let lists = Lists::embedded();
        let share =
            |a: &str, b: &str| lists.nicknames(a).iter().any(|line| lists.nicknames(b).contains(line));
        assert!(share("bill", "william") && share("bob", "bobby"));
        assert!(!share("bill", "robert") && !share("ana", "anna"));
    }
}
