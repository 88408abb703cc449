//! Persons called by a surname only, in articles that do not name its one bearer in full.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Rule, joiner::Joiner, known::Known};
use crate::briefing::ArticleId;

pub(super) static RULE: Rule = Rule {
    name: "surname",
    words: "the only one of that surname",
    summary: "a bare surname and the one person of the briefing who bears it",
    example: ["Muqtada al-Sadr", "al-Sadr"],
    apply,
};

fn apply<'a>(known: &Known<'a>, joiner: &mut Joiner<'a>) {
    let bearers = Bearers::new(known, joiner);
    for (i, form, words) in known.bare() {
        let Some(&Bearer::One(first, its)) = bearers.by_name.get(words) else { continue };
        let article = known.article(i);
        if known.gender(first).agrees(known.gender(i)) && !bearers.named_in.contains(&(first, article)) {
            joiner.join([first, i], [its, form]);
        }
    }
}

/// Who bears which surname.
pub(super) struct Bearers<'k, 'a> {
    pub by_name: FxHashMap<&'k str, Bearer<'a>>,
    /// Articles that name an actor, by its first node, in full.
    named_in: FxHashSet<(u32, ArticleId)>,
}

/// Who bears a surname: a first node and its form, if only one.
#[derive(Clone, Copy)]
pub(super) enum Bearer<'a> {
    One(u32, &'a str),
    Several,
}

impl<'k, 'a> Bearers<'k, 'a> {
    pub fn new(known: &'k Known<'a>, joiner: &mut Joiner<'a>) -> Self {
        let mut by_name: FxHashMap<&str, Bearer<'a>> = FxHashMap::default();
        let mut named_in = FxHashSet::default();
        for i in known.all() {
            let Some((form, _)) = known.person(i).find(|(_, name)| name.full) else { continue };
            let first = joiner.first(i);
            named_in.insert((first, known.article(i)));
            // What an article calls its full-named people by counts like a surname ("Kim" for Kim Jong Un).
            for (_, name) in known.person(i) {
                let surname = if name.full { &name.surname } else { &name.words };
                let bearer = by_name.entry(surname).or_insert(Bearer::One(first, form));
                if matches!(bearer, Bearer::One(other, _) if *other != first) {
                    *bearer = Bearer::Several;
                }
            }
        }
        Self { by_name, named_in }
    }
}
