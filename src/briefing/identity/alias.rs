//! Bodies and places that are known to go by several names.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Rule, joiner::Joiner, known::Known};
use crate::briefing::names;

pub(super) static RULE: Rule = Rule {
    name: "alias",
    words: "known by several names",
    summary: "names that are listed as one body's or place's; an abbreviation only as long as no article of the \
              briefing gives it another meaning",
    example: ["Islamic State", "Daesh"],
    apply,
};

fn apply<'a>(known: &Known<'a>, joiner: &mut Joiner<'a>) {
    let ambiguous = ambiguous(known);
    let mut first: FxHashMap<u32, (u32, &'a str)> = FxHashMap::default();
    for i in known.all() {
        for (form, name) in known.body(i).filter(|(_, name)| name.proper) {
            let Some(group) = known.lists.alias(&name.key) else { continue };
            // "Is" at the head of a sentence is no abbreviation.
            let word = name.key.len() < 5 && !name.abbreviation;
            if word || (name.abbreviation && ambiguous.contains(name.key.as_str())) {
                continue;
            }
            let (node, its) = *first.entry(group).or_insert((i, form));
            joiner.join([node, i], [its, form]);
        }
    }
}

/// Abbreviations that some article explains as something that is not on the list.
fn ambiguous<'k>(known: &'k Known<'_>) -> FxHashSet<&'k str> {
    let mut out = FxHashSet::default();
    for i in known.all() {
        for (short, name) in known.body(i).filter(|(_, name)| name.abbreviation) {
            let Some(group) = known.lists.alias(&name.key) else { continue };
            let others = known.body(i).filter(|(_, other)| !other.abbreviation);
            let mut others = others.filter(|(_, other)| known.lists.alias(&other.key) != Some(group));
            // The words may have been taken for no name, or for one cut in two.
            let explained = || known.explained(i, short);
            let other = || {
                explained()
                    .is_some_and(|long| known.lists.alias(&known.lists.nations.body(long)) != Some(group))
            };
            if others.any(|(long, _)| names::abbreviates(short, long)) || other() {
                out.insert(name.key.as_str());
            }
        }
    }
    out
}
