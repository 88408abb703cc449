//! Persons called by a surname only, in articles that do not name its one bearer in full.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Rule,
    joiner::Joiner,
    known::{Agreeing, Facts, Known, Person},
};
use crate::{briefing::ArticleId, text::fold::fold};

pub(super) static RULE: Rule = Rule {
    name: "surname",
    words: "the only one who fits that surname",
    summary: "a bare surname and the one person of the briefing who bears it, if nothing said of them speaks \
              against it",
    example: ["Muqtada al-Sadr", "al-Sadr"],
    apply,
};

fn apply<'a>(known: &Known<'a>, joiner: &mut Joiner<'a>) {
    let bearers = Bearers::new(known, joiner);
    for (i, form, person) in known.bare() {
        let all = bearers.of(person);
        let facts = known.facts(i);
        let article = known.article(i);
        let fits = |bearer: &&Bearer<'a>| {
            !bearers.named_in.contains(&(bearer.first, article)) && bearer.facts.agree(&facts) != Agreeing::No
        };
        let fitting: Vec<&Bearer<'a>> = all.iter().filter(fits).collect();
        let same_office = |bearer: &&&Bearer<'a>| bearer.facts.agree(&facts) == Agreeing::Yes;
        match fitting.as_slice() {
            [] => {}
            [only] => {
                if !is_near(only.form, form, person) {
                    continue;
                }
                let told = same_office(&only) || (all.len() == 1 && bearers.is_called(only.first, person));
                let nodes = [only.first, i];
                if told {
                    joiner.join(nodes, [only.form, form]);
                } else {
                    joiner.join_uncertain(nodes, [only.form, form]);
                }
            }
            several => {
                // Two bear the name: only who holds the office that is named.
                let mut same = several.iter().filter(same_office);
                if let (Some(one), None) = (same.next(), same.next()) {
                    joiner.join_uncertain([one.first, i], [one.form, form]);
                } else {
                    let among: Vec<u32> = several.iter().map(|bearer| bearer.first).collect();
                    joiner.doubt(i, &among);
                }
            }
        }
    }
}

/// Whether a short name is a word of the full one, or long enough to be another spelling of it.
fn is_near(full: &str, short: &str, person: &Person) -> bool {
    let (full, short) = (fold(full), fold(short));
    let words = |word: &str| full.split(' ').any(|w| w == word);
    short.split(' ').all(words) || person.spelled_bare().len() >= SHORTEST
}

/// Shorter surnames that differ are two.
const SHORTEST: usize = 6;

/// Who bears which surname.
pub(super) struct Bearers<'k, 'a> {
    by_name: FxHashMap<&'k str, Vec<Bearer<'a>>>,
    /// Articles that name an actor, by its first node, in full.
    named_in: FxHashSet<(u32, ArticleId)>,
    /// Short names that articles call an actor by, by its first node.
    called: FxHashSet<(u32, &'k str)>,
}

/// Somebody who bears a surname.
pub(super) struct Bearer<'a> {
    first: u32,
    form: &'a str,
    facts: Facts,
}

/// Whose full names begin with a given name: the first node of the only one, or several people's.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Given {
    One(u32),
    Several,
}

fn given_names<'k, 'a>(known: &'k Known<'a>, joiner: &mut Joiner<'a>) -> FxHashMap<&'k str, Given> {
    let mut given: FxHashMap<&str, Given> = FxHashMap::default();
    for full in &known.full {
        let (Some(person), Some(&node)) = (known.name_of(full), full.nodes.first()) else { continue };
        let word = person.spelled.split(' ').next().unwrap_or_default();
        let one = Given::One(joiner.first(node));
        let bearer = given.entry(word).or_insert(one);
        if *bearer != one {
            *bearer = Given::Several;
        }
    }
    given
}

/// More bearers of a surname than this are not told apart.
const MOST_BEARERS: usize = 40;

impl<'k, 'a> Bearers<'k, 'a> {
    /// Those of the surnames that stand alone in some article.
    pub fn new(known: &'k Known<'a>, joiner: &mut Joiner<'a>) -> Self {
        let mut bearers = Self {
            by_name: FxHashMap::default(),
            named_in: FxHashSet::default(),
            called: FxHashSet::default(),
        };
        let wanted: FxHashSet<&str> = known.bare().map(|(_, _, person)| person.spelled_bare()).collect();
        let given = given_names(known, joiner);
        let mut names: Vec<&'k str> = Vec::new();
        for full in &known.full {
            let Some(person) = known.name_of(full) else { continue };
            let bare = person.spelled_bare();
            // Father and son are both called by the surname alone.
            names.extend([bare, bare.split(' ').next().unwrap_or_default()]);
            let family = person.name.words.split(' ').next().filter(|word| known.lists.is_family(word));
            names.extend(family.and(person.spelled.split(' ').next()));
            let Some(first) = full.nodes.first().map(|&i| joiner.first(i)) else { continue };
            for &i in &full.nodes {
                // What an article calls its full-named people by counts like a surname ("Kim" for Kim Jong Un),
                // unless others have that given name too.
                let short = known.person(i).filter(|(_, p)| !p.name.full).map(|(_, p)| p.spelled_bare());
                let only = |name: &&str| {
                    *name == bare || given.get(name).is_none_or(|bearer| *bearer == Given::One(first))
                };
                names.extend(short.filter(only));
            }
            names.retain(|name| wanted.contains(name));
            names.sort_unstable();
            names.dedup();
            if names.is_empty() {
                continue;
            }
            for &i in &full.nodes {
                bearers.named_in.insert((first, known.article(i)));
                let short = known.person(i).filter(|(_, p)| !p.name.full);
                bearers.called.extend(short.map(|(_, short)| (first, short.spelled_bare())));
            }
            for name in names.drain(..) {
                let all = bearers.by_name.entry(name).or_default();
                if let Some(bearer) = all.iter_mut().find(|bearer| bearer.first == first) {
                    bearer.facts.add(known.facts_of(full));
                } else if all.len() < MOST_BEARERS {
                    all.push(Bearer { first, form: full.form, facts: known.facts_of(full).clone() });
                }
            }
        }
        bearers
    }

    /// Everybody who bears the surname.
    pub fn of(&self, person: &Person) -> &[Bearer<'a>] {
        self.by_name.get(person.spelled_bare()).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether an article that names the actor in full calls it so.
    fn is_called(&self, first: u32, person: &Person) -> bool {
        self.called.contains(&(first, person.spelled_bare()))
    }
}
