//! The authors of an article as reference managers want them: given and family name, where that is certain.

use crate::lexicon::{Classes, Lexicon};

/// Who wrote an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Author {
    /// Somebody whose name can be parted.
    Person {
        /// The names before the family's.
        given: String,
        /// The name of the family, its particles included.
        family: String,
    },
    /// A name to be taken as it is: an agency, a desk, a name of another order.
    Literal(String),
}

const GIVEN: Classes = Classes::GIVEN_MASCULINE.with(Classes::GIVEN_FEMININE);

/// The longest name of a person that is looked at, in words.
const LONGEST: usize = 6;

/// The authors that a byline names.
///
/// A byline that is not all names beginning with a known given name is one literal author: nothing of it is lost, and
/// nothing is guessed.
pub(super) fn authors(byline: &str, lexicon: &Lexicon) -> Vec<Author> {
    if let Some(author) = turned(byline, lexicon) {
        return vec![author];
    }
    let commas = byline.split([',', '&', ';']);
    let parts = commas.flat_map(|part| part.split(" and ")).map(|part| {
        let part = part.trim();
        part.strip_prefix("and ").unwrap_or(part)
    });
    let people: Option<Vec<Author>> =
        parts.filter(|part| !part.is_empty()).map(|part| person(part, lexicon)).collect();
    people.filter(|people| !people.is_empty()).unwrap_or_else(|| vec![Author::Literal(byline.to_owned())])
}

/// One person whose family's name is put first: `van der Meulen, Peter J.`. A list of two, as in `Maria Okafor, Peter
/// Lindqvist`, is none, nor is anything with a word before the comma that is a given name.
fn turned(byline: &str, lexicon: &Lexicon) -> Option<Author> {
    let (family, given) = byline.split_once(',')?;
    let is = |word: &str, classes: Classes| lexicon.look_up_cased(word).0.any(classes);
    let mut names = family.split_whitespace().skip_while(|word| is(word, Classes::NAME_PARTICLE)).peekable();
    let mut others = given.split_whitespace().peekable();
    let is_family = |word: &str| is_capitalised(word) && !is(word, GIVEN.with(Classes::ORGANIZATION_SUFFIX));
    let is_given = |word: &str| is(word, GIVEN) || (is_initial(word) && is_capitalised(word));
    let fits = names.peek().is_some()
        && names.all(is_family)
        && others.peek().is_some_and(|first| is(first, GIVEN))
        && others.all(is_given);
    let joined = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    fits.then(|| Author::Person { given: joined(given), family: joined(family) })
}

/// The name of a person who has a given name that is known; `None` for anything else.
///
/// What stands between is parted only where it is sure whose it is: initials and further given names go before,
/// particles behind. `Gabriel García Márquez` is a person, but which of the two is no name of the family is not said.
fn person(name: &str, lexicon: &Lexicon) -> Option<Author> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let [first, middle @ .., last] = words.as_slice() else { return None };
    let is = |word: &str, classes: Classes| lexicon.look_up_cased(word).0.any(classes);
    let shaped = |word: &&str| is_capitalised(word) || is(word, Classes::NAME_PARTICLE);
    if words.len() > LONGEST || !is(first, GIVEN) || !is_capitalised(last) || !words.iter().all(shaped) {
        return None;
    }
    let particles = middle.iter().rev().take_while(|word| !is_capitalised(word)).count();
    let (before, particles) = middle.split_at(middle.len() - particles);
    let given = |word: &&str| is_initial(word) || is(word, GIVEN);
    if !before.iter().all(given) || is(last, Classes::NAME_SUFFIX.with(Classes::ORGANIZATION_SUFFIX)) {
        return Some(Author::Literal(name.to_owned()));
    }
    let joined = |words: &[&str], more: &str| [words, &[more]].concat().join(" ");
    let given = [&[*first], before].concat().join(" ");
    Some(Author::Person { given, family: joined(particles, last) })
}

/// Whether `word` begins with a capital letter and has nothing that no name has.
fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
        && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '.' | '\'' | '’'))
}

fn is_initial(word: &str) -> bool {
    word.trim_end_matches('.').chars().count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The authors as `family, given`; literal ones in brackets.
    fn shown(byline: &str) -> String {
        let show = |author: Author| match author {
            Author::Person { given, family } => format!("{family}, {given}"),
            Author::Literal(name) => format!("[{name}]"),
        };
        authors(byline, &Lexicon::embedded()).into_iter().map(show).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn names_are_parted_only_where_that_is_certain() {
        for (byline, expected) in [
            ("Maria Okafor", "Okafor, Maria"),
            ("Maria Okafor and Peter Lindqvist", "Okafor, Maria | Lindqvist, Peter"),
            (
                "Maria Okafor, Peter J. Lindqvist, and Anna Maria Sousa",
                "Okafor, Maria | Lindqvist, Peter J. | Sousa, Anna Maria",
            ),
            ("Peter van der Meulen", "van der Meulen, Peter"),
            ("Maria Torres Quintana", "[Maria Torres Quintana]"),
            ("Harbour Post Staff", "[Harbour Post Staff]"),
            ("Maria Okafor in Kota Baru", "[Maria Okafor in Kota Baru]"),
            ("Maria Okafor, Correspondent", "[Maria Okafor, Correspondent]"),
            ("Maria", "[Maria]"),
            ("Okafor, Maria", "Okafor, Maria"),
            ("van der Meulen, Peter J.", "van der Meulen, Peter J."),
            ("Torres Quintana, Maria", "Torres Quintana, Maria"),
            ("Reuters, AFP", "[Reuters, AFP]"),
            ("Harbour Post, Kota Baru", "[Harbour Post, Kota Baru]"),
            ("=cmd|' /C calc'!A0", "[=cmd|' /C calc'!A0]"),
        ] {
            assert_eq!(shown(byline), expected);
        }
    }
}
