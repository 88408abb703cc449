//! Persons whom no article names in full.

use rustc_hash::FxHashMap;

use super::{
    Rule,
    joiner::Joiner,
    known::{Agreeing, Facts, Known},
    surname::Bearers,
};

pub(super) static RULE: Rule = Rule {
    name: "short_name",
    words: "same name, given in full nowhere",
    summary: "one short name in several articles, none of which has a full name to it",
    example: ["Lula", "Lula"],
    apply,
};

/// More people of one short name than this are not told apart.
const MOST_PEOPLE: usize = 16;

fn apply<'a>(known: &Known<'a>, joiner: &mut Joiner<'a>) {
    let bearers = Bearers::new(known, joiner);
    let mut nobody: FxHashMap<&str, Vec<(u32, &'a str, Facts)>> = FxHashMap::default();
    for (i, form, person) in known.bare().filter(|(_, _, person)| bearers.of(person).is_empty()) {
        let facts = known.facts(i);
        let people = nobody.entry(person.spelled_bare()).or_default();
        let same = |(.., other): &&mut (u32, &str, Facts)| {
            // He and she, or one of whom nothing is known: he, she and the unknown one are three.
            other.gender == facts.gender && other.agree(&facts) != Agreeing::No
        };
        if let Some((first, its, other)) = people.iter_mut().find(same) {
            let told = other.agree(&facts) == Agreeing::Yes;
            let (nodes, forms) = ([*first, i], [*its, form]);
            other.add(&facts);
            if told { joiner.join(nodes, forms) } else { joiner.join_uncertain(nodes, forms) }
        } else if people.len() < MOST_PEOPLE {
            people.push((i, form, facts));
        }
    }
}
