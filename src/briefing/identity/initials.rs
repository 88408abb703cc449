//! Persons whose full names differ by initials.

use rustc_hash::FxHashMap;

use super::{
    Rule,
    joiner::Joiner,
    known::{Agreeing, FullName, Known},
};

pub(super) static RULE: Rule = Rule {
    name: "initials",
    words: "same name but for an initial",
    summary: "full names that differ by initials in the middle, unless two initials are rivals, and a first name \
              given by its initial, if only one person fits",
    example: ["Donald J. Trump", "Donald Trump"],
    apply,
};

fn apply<'a>(known: &Known<'a>, joiner: &mut Joiner<'a>) {
    let by_name: FxHashMap<&str, &FullName<'a>> =
        known.full.iter().filter_map(|full| Some((known.name_of(full)?.name.words.as_str(), full))).collect();
    let mut with: FxHashMap<&str, Vec<(&str, &FullName<'a>)>> = FxHashMap::default();
    let mut by_initial: FxHashMap<(char, &str), Vec<&FullName<'a>>> = FxHashMap::default();
    let mut firsts: Vec<(char, &str, &FullName<'a>)> = Vec::new();
    for full in &known.full {
        let Some(person) = known.name_of(full) else { continue };
        if let Some((outer, initials)) = &person.name.initials {
            let variants = with.entry(outer.as_str()).or_default();
            if variants.iter().all(|(other, _)| other != initials) {
                variants.push((initials.as_str(), full));
            }
        }
        let Some((given, rest)) = person.name.words.split_once(' ') else { continue };
        let Some(initial) = given.chars().next() else { continue };
        let surname = person.name.bare.as_str();
        // "J. Smith", but not "J. Christopher Smith", who may be another.
        if given.chars().count() == 1 {
            let plain = rest == surname;
            firsts.extend(plain.then_some((initial, surname, full)));
        } else {
            by_initial.entry((initial, surname)).or_default().push(full);
        }
    }
    for full in &known.full {
        let Some(variants) = known.name_of(full).and_then(|p| with.get(p.name.words.as_str())) else {
            continue;
        };
        // "George Bush" is neither George W. nor George H. W. as long as both are in the briefing.
        if let ([(_, other)], Some(its)) = (variants.as_slice(), known.name_of(full))
            && let Some(bare) = by_name.get(its.name.words.as_str())
        {
            join(joiner, other, bare, false);
        }
    }
    for (initial, surname, full) in firsts {
        let bearers = by_initial.get(&(initial, surname)).map(Vec::as_slice).unwrap_or_default();
        let Some(only) = only_one(joiner, bearers) else { continue };
        match known.may_be_one(joiner, full, only) {
            Agreeing::No => {}
            agreeing => join(joiner, only, full, agreeing == Agreeing::Silent),
        }
    }
}

/// The first of the names, if all are one person's.
pub(super) fn only_one<'k, 'a>(
    joiner: &mut Joiner<'a>,
    names: &[&'k FullName<'a>],
) -> Option<&'k FullName<'a>> {
    let (first, rest) = names.split_first()?;
    let one = joiner.first(*first.nodes.first()?);
    rest.iter().all(|n| n.nodes.first().is_some_and(|&i| joiner.first(i) == one)).then_some(*first)
}

/// Joins those who bear two full names.
pub(super) fn join<'a>(joiner: &mut Joiner<'a>, a: &FullName<'a>, b: &FullName<'a>, uncertain: bool) {
    if let (Some(&x), Some(&y)) = (a.nodes.first(), b.nodes.first()) {
        let (nodes, forms) = ([x, y], [a.form, b.form]);
        if uncertain { joiner.join_uncertain(nodes, forms) } else { joiner.join(nodes, forms) }
    }
}
