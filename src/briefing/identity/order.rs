//! Persons whose family name stands first in one article and last in another.

use rustc_hash::FxHashMap;

use super::{
    Rule,
    initials::join,
    joiner::Joiner,
    known::{Agreeing, FullName, Known},
    lists::Lists,
};

pub(super) static RULE: Rule = Rule {
    name: "order",
    words: "same name in another order",
    summary: "full names of the same words, the family name first in one and last in the other",
    example: ["Viktor Orbán", "Orbán Viktor"],
    apply,
};

fn apply<'a>(known: &Known<'a>, joiner: &mut Joiner<'a>) {
    let mut by_name: FxHashMap<&str, &FullName<'a>> = FxHashMap::default();
    for full in &known.full {
        if let Some(person) = known.name_of(full) {
            by_name.entry(person.spelled.as_str()).or_insert(full);
        }
    }
    for full in &known.full {
        let Some(person) = known.name_of(full) else { continue };
        let Some((family, given)) = person.spelled.split_once(' ') else { continue };
        let Some(&turned) = by_name.get(format!("{given} {family}").as_str()) else { continue };
        let word = person.name.words.split(' ').next().unwrap_or_default();
        // Thomas James is not James Thomas; but Kim Jong Un is Jong Un Kim.
        let listed = known.lists.is_family(word);
        if !listed && Lists::is_given(word) {
            continue;
        }
        match known.may_be_one(joiner, turned, full) {
            Agreeing::No => {}
            agreeing => join(joiner, turned, full, !listed && agreeing == Agreeing::Silent),
        }
    }
}
