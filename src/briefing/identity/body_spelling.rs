//! Bodies and places whose names are spellings of one name.

use rustc_hash::FxHashMap;

use super::{
    Rule,
    joiner::Joiner,
    known::{BodyKind, BodyName, Known},
};

pub(super) static RULE: Rule = Rule {
    name: "body_spelling",
    words: "same name in another spelling",
    summary: "bodies and places every word of whose names is another spelling of the same word",
    example: ["Hasaka", "Hassakeh"],
    apply,
};

fn apply<'a>(known: &Known<'a>, joiner: &mut Joiner<'a>) {
    let mut first: FxHashMap<(BodyKind, &str), (u32, &'a str)> = FxHashMap::default();
    for i in known.all() {
        // A country is not another place that is written nearly so: Cameroon, Cameron.
        let told =
            |name: &BodyName| name.proper && !name.abbreviation && !known.lists.nations.is_country(&name.key);
        for (form, name) in known.body(i).filter(|(_, name)| told(name)) {
            let (node, its) = *first.entry((name.kind, name.spelled.as_str())).or_insert((i, form));
            // Companies differ by a letter more often than cities do.
            if name.kind == BodyKind::Body && !name.spelled.contains(' ') && !is_long(name) {
                joiner.join_uncertain([node, i], [its, form]);
            } else {
                joiner.join([node, i], [its, form]);
            }
        }
    }
}

/// Whether a name of one word is long enough to be one name in all its spellings.
fn is_long(name: &BodyName) -> bool {
    name.spelled.chars().count() >= 7
}
