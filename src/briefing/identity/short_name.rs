//! Persons whom no article names in full.

use rustc_hash::FxHashMap;

use super::{
    Rule,
    joiner::Joiner,
    known::{Gender, Known},
    surname::Bearers,
};

pub(super) static RULE: Rule = Rule {
    name: "short_name",
    words: "same name, given in full nowhere",
    summary: "one short name in several articles, none of which has a full name to it",
    example: ["Lula", "Lula"],
    apply,
};

fn apply<'a>(known: &Known<'a>, joiner: &mut Joiner<'a>) {
    let bearers = Bearers::new(known, joiner);
    let mut nobody: FxHashMap<(&str, Gender), (u32, &'a str)> = FxHashMap::default();
    for (i, form, words) in known.bare() {
        if !bearers.by_name.contains_key(words) {
            let (first, its) = *nobody.entry((words, known.gender(i))).or_insert((i, form));
            joiner.join_uncertain([first, i], [its, form]);
        }
    }
}
