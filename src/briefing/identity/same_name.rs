//! Persons of one full name, whatever its case, accents, title or Arabic article.

use rustc_hash::FxHashMap;

use super::{Rule, joiner::Joiner, known::Known};

pub(super) static RULE: Rule = Rule {
    name: "same_name",
    words: "same name",
    summary: "persons of one full name, its case, accents, hyphens, titles and al- aside",
    example: ["Muqtada al-Sadr", "Mr. MUQTADA AL SADR"],
    apply,
};

fn apply<'a>(known: &Known<'a>, joiner: &mut Joiner<'a>) {
    let mut first: FxHashMap<&str, (u32, &'a str)> = FxHashMap::default();
    for i in known.all() {
        for (form, name) in known.person(i).filter(|(_, name)| name.full) {
            let (node, its) = *first.entry(name.words.as_str()).or_insert((i, form));
            joiner.join([node, i], [its, form]);
        }
    }
}
