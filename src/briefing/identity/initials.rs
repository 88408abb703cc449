//! Persons whose full names differ by initials in the middle.

use rustc_hash::FxHashMap;

use super::{Rule, joiner::Joiner, known::Known};

pub(super) static RULE: Rule = Rule {
    name: "initials",
    words: "same name but for an initial",
    summary: "full names that differ by initials in the middle, unless two initials are rivals",
    example: ["Donald J. Trump", "Donald Trump"],
    apply,
};

fn apply<'a>(known: &Known<'a>, joiner: &mut Joiner<'a>) {
    let mut without: FxHashMap<&str, (u32, &'a str)> = FxHashMap::default();
    let mut with: FxHashMap<&str, Vec<(&str, u32, &'a str)>> = FxHashMap::default();
    for i in known.all() {
        for (form, name) in known.person(i).filter(|(_, name)| name.full) {
            without.entry(name.words.as_str()).or_insert((i, form));
            if let Some((outer, initials)) = &name.initials {
                let variants = with.entry(outer.as_str()).or_default();
                if variants.iter().all(|(other, ..)| other != initials) {
                    variants.push((initials.as_str(), i, form));
                }
            }
        }
    }
    for (outer, variants) in with {
        // "George Bush" is neither George W. nor George H. W. as long as both are in the briefing.
        if let ([(_, node, form)], Some(&(bare, its))) = (variants.as_slice(), without.get(outer)) {
            joiner.join([*node, bare], [form, its]);
        }
    }
}
