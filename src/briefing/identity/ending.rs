//! Places with the Arabic article whose spellings end in different vowels.

use rustc_hash::FxHashMap;

use super::{
    Rule,
    joiner::Joiner,
    known::{BodyName, Known},
};

pub(super) static RULE: Rule = Rule {
    name: "ending",
    words: "same name but for its last vowel",
    summary: "places whose names differ by the last vowel, where one of them has the Arabic article",
    example: ["al-Shaddadi", "Shaddadeh"],
    apply,
};

/// Shorter stems are too many places'.
const SHORTEST: usize = 5;

fn apply<'a>(known: &Known<'a>, joiner: &mut Joiner<'a>) {
    let mut by_stem: FxHashMap<String, Vec<(u32, &'a str, &BodyName)>> = FxHashMap::default();
    for i in known.all() {
        for (form, name) in known.body(i).filter(|(_, name)| name.proper && !name.abbreviation) {
            let stem = name.spelled.trim_end_matches(['a', 'e', 'i']);
            if stem.len() < name.spelled.len() && stem.len() >= SHORTEST && !stem.contains(' ') {
                let names = by_stem.entry(stem.to_owned()).or_default();
                if names.iter().all(|(.., other)| other.key != name.key) {
                    names.push((i, form, name));
                }
            }
        }
    }
    let mut stems: Vec<_> = by_stem.into_values().filter(|names| names.len() > 1).collect();
    stems.sort_unstable_by_key(|names| names.first().map(|(i, ..)| *i));
    for names in stems {
        if !names.iter().any(|(.., name)| name.article) {
            continue;
        }
        let Some(((first, its, kind), rest)) =
            names.split_first().map(|(f, rest)| ((f.0, f.1, f.2.kind), rest))
        else {
            continue;
        };
        for (i, form, _) in rest.iter().filter(|(.., name)| name.kind == kind) {
            joiner.join_uncertain([first, *i], [its, form]);
        }
    }
}
