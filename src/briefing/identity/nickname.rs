//! Persons called by a short form of their given name.

use rustc_hash::FxHashMap;

use super::{
    Rule,
    initials::{join, only_one},
    joiner::Joiner,
    known::{Agreeing, FullName, Known},
};

pub(super) static RULE: Rule = Rule {
    name: "nickname",
    words: "same surname, and one given name is short for the other",
    summary: "one surname, and given names that are one name and its short form, or what it is in a neighbouring \
              language",
    example: ["William Brandt", "Bill Brandt"],
    apply,
};

fn apply<'a>(known: &Known<'a>, joiner: &mut Joiner<'a>) {
    let mut by_line: FxHashMap<(u32, &str), Vec<&FullName<'a>>> = FxHashMap::default();
    let mut lines: Vec<(u32, &str)> = Vec::new();
    for full in &known.full {
        let Some(person) = known.name_of(full) else { continue };
        // Other words between the two make another name of it; initials do not.
        let plain = person.name.words.split(' ').count() == 1 + person.name.bare.split(' ').count();
        if !plain && person.name.initials.is_none() {
            continue;
        }
        let given = person.name.words.split(' ').next().unwrap_or_default();
        for &line in known.lists.nicknames(given) {
            let key = (line, person.name.bare.as_str());
            let names = by_line.entry(key).or_default();
            names.push(full);
            if names.len() == 2 {
                lines.push(key);
            }
        }
    }
    for key in lines {
        let Some(names) = by_line.get(&key) else { continue };
        // The name in full, and each way it is cut short: more than one person of a name, and nobody is sure.
        let Some((first, rest)) = names.split_first() else { continue };
        for other in rest {
            let given = |full: &FullName<'a>| {
                known.name_of(full).map(|p| p.name.words.split(' ').next().unwrap_or_default().to_owned())
            };
            if given(first) == given(other) && only_one(joiner, &[first, other]).is_none() {
                continue;
            }
            match known.may_be_one(joiner, first, other) {
                Agreeing::No => {}
                agreeing => join(joiner, first, other, agreeing == Agreeing::Silent),
            }
        }
    }
}
