//! Persons whose full names are spellings of one name.

use rustc_hash::FxHashMap;

use super::{
    Rule,
    initials::join,
    joiner::Joiner,
    known::{Agreeing, FullName, Known},
};

pub(super) static RULE: Rule = Rule {
    name: "spelling",
    words: "same name in another spelling",
    summary: "full names every word of which is another spelling of the same word",
    example: ["Muqtada al-Sadr", "Moqtada as-Sadr"],
    apply,
};

fn apply<'a>(known: &Known<'a>, joiner: &mut Joiner<'a>) {
    let mut first: FxHashMap<&str, Vec<&FullName<'a>>> = FxHashMap::default();
    for full in &known.full {
        let Some(person) = known.name_of(full) else { continue };
        let others = first.entry(person.spelled.as_str()).or_default();
        // Whom it does not fit may be joined with a later one.
        for other in others.iter() {
            match known.may_be_one(joiner, other, full) {
                Agreeing::No => continue,
                // One article that has both spellings and says they are the same office is surprising.
                _ => join(joiner, other, full, false),
            }
            break;
        }
        if others.len() < MOST_SPELLINGS {
            others.push(full);
        }
    }
}

/// More spellings of one name than this are not compared.
const MOST_SPELLINGS: usize = 16;
