//! Bodies and places of one name.

use rustc_hash::FxHashMap;

use super::{
    Rule,
    joiner::Joiner,
    known::{BodyKind, Known},
};

pub(super) static RULE: Rule = Rule {
    name: "body_name",
    words: "same name",
    summary: "bodies and places of one name, countries in any form, determiners and legal forms aside",
    example: ["Iraq’s Interior Ministry", "the Iraqi interior ministry"],
    apply,
};

fn apply<'a>(known: &Known<'a>, joiner: &mut Joiner<'a>) {
    let mut first: FxHashMap<(BodyKind, &str), (u32, &'a str)> = FxHashMap::default();
    for i in known.all() {
        for (form, name) in known.body(i).filter(|(_, name)| name.proper && !name.is_short()) {
            let (node, its) = *first.entry((name.kind, name.key.as_str())).or_insert((i, form));
            joiner.join([node, i], [its, form]);
        }
    }
}
