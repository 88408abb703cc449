//! Persons one of whose full names is the other with more names in it.

use rustc_hash::FxHashMap;

use super::{
    Rule,
    initials::{join, only_one},
    joiner::Joiner,
    known::{Agreeing, FullName, Known},
};
use crate::lexicon::{Classes, listed};

pub(super) static RULE: Rule = Rule {
    name: "longer",
    words: "same name, said longer",
    summary: "a full name and the one longer name that has all its words, where both hold the same office",
    example: ["President Barack Obama", "President Barack Hussein Obama"],
    apply,
};

/// Longer names than this have swallowed something.
const MOST_WORDS: usize = 7;

fn apply<'a>(known: &Known<'a>, joiner: &mut Joiner<'a>) {
    let mut longer: FxHashMap<String, Vec<&FullName<'a>>> = FxHashMap::default();
    for full in &known.full {
        let Some(person) = known.name_of(full) else { continue };
        for shorter in shorter(&person.spelled) {
            longer.entry(shorter).or_default().push(full);
        }
    }
    for full in &known.full {
        let Some(person) = known.name_of(full) else { continue };
        let Some(candidates) = longer.get(&person.spelled) else { continue };
        let Some(only) = only_one(joiner, candidates) else { continue };
        let Some(longer) = known.name_of(only) else { continue };
        if longer.name.words.split(' ').any(is_of_body) {
            continue;
        }
        // Three words are rarely two people's; what stands before a name is often no name.
        let long = person.spelled.split(' ').nth(2).is_some();
        let ends = longer.spelled.ends_with(person.spelled.as_str());
        match known.may_be_one(joiner, full, only) {
            Agreeing::Yes => join(joiner, only, full, !long),
            Agreeing::Silent if long && ends => join(joiner, only, full, true),
            Agreeing::Silent | Agreeing::No => {}
        }
    }
}

/// Whether a word is one of bodies: a foundation that has somebody's name is not that somebody.
fn is_of_body(word: &str) -> bool {
    const BODIES: Classes = Classes::ORGANIZATION_NOUN.with(Classes::ORGANIZATION_SUFFIX);
    listed(word, BODIES) && !listed(word, Classes::SURNAME)
}

/// What a name may be called shorter: its first words, its last, its first and last; two words at least.
fn shorter(name: &str) -> Vec<String> {
    let words: Vec<&str> = name.split(' ').collect();
    if words.len() < 3 || words.len() > MOST_WORDS {
        return Vec::new();
    }
    let mut out: Vec<String> = Vec::new();
    for length in 2..words.len() {
        out.extend(words.get(..length).map(|w| w.join(" ")));
        out.extend(words.get(words.len() - length..).map(|w| w.join(" ")));
    }
    if let (Some(first), Some(last)) = (words.first(), words.last()) {
        out.push(format!("{first} {last}"));
    }
    out.sort_unstable();
    out.dedup();
    out
}
