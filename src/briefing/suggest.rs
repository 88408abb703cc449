//! Which actors may be one: pairs the rules of identity leave apart and the reader may want to merge.
//!
//! What the rules were in doubt about comes from them. Three reasons more are each found by an index, never by
//! comparing all with all: a surname alone beside somebody who bears it, one surname with one role, and names that are
//! one letter apart. What the reader answered is not asked again; what was put off comes last.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::{Actor, ActorId, Briefing};
use crate::{model::EntityKind, text::fold::fold};

/// Two actors that may be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Which, the one that is quoted less first.
    pub actors: [ActorId; 2],
    /// Why they may be, in a few words.
    pub why: &'static str,
    /// Whether the reader put the question off.
    pub later: bool,
    /// How many more pairs there are of the same names; the next of them is asked about when this is answered.
    pub alike: usize,
}

const SURNAME_ALONE: &str = "a surname alone, and one who bears it";
const SURNAME_AND_ROLE: &str = "one surname, one role";
const ONE_LETTER: &str = "names one letter apart";

/// A surname that more than so many have says nothing about any two of them.
const MOST_BEARERS: usize = 6;
/// Shorter names that are one letter apart are different names.
const LEAST_LETTERS: usize = 6;
/// So many pairs are more than anybody answers.
const MOST: usize = 300;

/// An actor's names, folded.
struct Names<'a> {
    id: ActorId,
    actor: &'a Actor,
    /// Every form in words.
    forms: Vec<Vec<String>>,
}

impl Names<'_> {
    fn is_full(&self) -> bool {
        self.forms.iter().any(|words| words.len() > 1)
    }

    /// The last words of its names, generations aside.
    fn surnames(&self) -> FxHashSet<&str> {
        self.forms.iter().filter_map(|words| surname(words)).collect()
    }
}

/// The last word of a name that is not a generation.
fn surname(words: &[String]) -> Option<&str> {
    let mut backwards = words.iter().rev().map(String::as_str);
    backwards.find(|word| !matches!(*word, "jr" | "sr" | "ii" | "iii" | "iv")).filter(|word| word.len() > 2)
}

/// The pairs of a briefing, those of the actors quoted most often first.
pub(super) fn suggest(briefing: &Briefing) -> Vec<Suggestion> {
    let names: Vec<Names<'_>> = (0..)
        .map(ActorId)
        .zip(&briefing.actors)
        .filter(|(_, actor)| {
            matches!(actor.kind, EntityKind::Person | EntityKind::Organization | EntityKind::Place)
        })
        .map(|(id, actor)| {
            let forms =
                actor.aliases.iter().map(|(_, alias)| alias.form.as_str()).chain([actor.name.as_str()]);
            let forms: FxHashSet<String> = forms.map(fold).filter(|form| !form.is_empty()).collect();
            let mut forms: Vec<Vec<String>> =
                forms.iter().map(|form| form.split(' ').map(str::to_owned).collect()).collect();
            forms.sort();
            Names { id, actor, forms }
        })
        .collect();
    let mut pairs: FxHashMap<[ActorId; 2], &'static str> = FxHashMap::default();
    let mut add = |a: ActorId, b: ActorId, why| {
        // Actors are in order of how often they are quoted.
        pairs.entry([a.max(b), a.min(b)]).or_insert(why);
    };
    for (id, actor) in (0..).map(ActorId).zip(&briefing.actors) {
        for other in &actor.could_be {
            add(id, *other, SURNAME_ALONE);
        }
    }
    by_surname(briefing, &names, &mut add);
    by_spelling(&names, &mut add);
    let key = |(a, b): &(ActorId, ActorId)| [(*a).max(*b), (*a).min(*b)];
    let apart: FxHashSet<[ActorId; 2]> = briefing.outcome.apart.iter().map(key).collect();
    let later: FxHashSet<[ActorId; 2]> = briefing.outcome.later.iter().map(key).collect();
    let mut all: Vec<Suggestion> = pairs
        .into_iter()
        .filter(|(actors, _)| actors[0] != actors[1] && !apart.contains(actors))
        .map(|(actors, why)| Suggestion { actors, why, later: later.contains(&actors), alike: 0 })
        .collect();
    all.sort_by_key(|s| (s.later, s.actors[1], s.actors[0]));
    let mut out: Vec<Suggestion> = Vec::new();
    let mut asked: FxHashMap<([&str; 2], bool), usize> = FxHashMap::default();
    for suggestion in all {
        let both = suggestion.actors.map(|id| briefing.actor(id).map_or("", |actor| actor.name.as_str()));
        let at = *asked.entry((both, suggestion.later)).or_insert(out.len());
        match out.get_mut(at) {
            Some(like_it) => like_it.alike += 1,
            None => out.push(suggestion),
        }
    }
    out.truncate(MOST);
    out
}

/// Persons of one surname: one of them has nothing else, or both have one role.
fn by_surname(
    briefing: &Briefing,
    names: &[Names<'_>],
    add: &mut impl FnMut(ActorId, ActorId, &'static str),
) {
    let mut bearers: FxHashMap<&str, Vec<&Names<'_>>> = FxHashMap::default();
    for person in names.iter().filter(|n| n.actor.kind == EntityKind::Person) {
        for surname in person.surnames() {
            bearers.entry(surname).or_default().push(person);
        }
    }
    let roles = |names: &Names<'_>| -> FxHashSet<String> {
        let text = |(article, role): &(super::ArticleId, crate::model::Role)| {
            Some(fold(role.span.of(&briefing.article(*article)?.document.raw)))
        };
        let roles = names.actor.roles.iter().filter_map(text);
        // The last word of a role is what somebody is: "foreign minister".
        roles.filter_map(|role| role.rsplit(' ').next().map(str::to_owned)).collect()
    };
    for of_surname in bearers.values().filter(|all| all.len() > 1 && all.len() <= MOST_BEARERS) {
        for (i, a) in of_surname.iter().enumerate() {
            for b in of_surname.iter().skip(i + 1) {
                if a.is_full() != b.is_full() {
                    add(a.id, b.id, SURNAME_ALONE);
                } else if !roles(a).is_disjoint(&roles(b)) {
                    add(a.id, b.id, SURNAME_AND_ROLE);
                }
            }
        }
    }
}

/// Names of one kind of thing that are one letter apart: with one letter less somewhere, both are the same.
fn by_spelling(names: &[Names<'_>], add: &mut impl FnMut(ActorId, ActorId, &'static str)) {
    // Hashes of the letters stand for the letters: there are many more of them than names.
    let mut shortened: FxHashMap<(EntityKind, u64), Vec<ActorId>> = FxHashMap::default();
    for one in names {
        let mut own: FxHashSet<u64> = FxHashSet::default();
        for words in &one.forms {
            let letters: Vec<char> = words.concat().chars().collect();
            // A surname alone is near to too many others.
            if letters.len() < LEAST_LETTERS || (one.actor.kind == EntityKind::Person && words.len() < 2) {
                continue;
            }
            // Without none of the letters, then without each.
            for left_out in (0..=letters.len()).rev() {
                let mut hasher = FxHasher::default();
                let rest = letters.iter().enumerate().filter(|(i, _)| *i != left_out);
                rest.for_each(|(_, c)| c.hash(&mut hasher));
                own.insert(hasher.finish());
            }
        }
        for form in own {
            shortened.entry((one.actor.kind, form)).or_default().push(one.id);
        }
    }
    for same in shortened.values().filter(|all| all.len() > 1 && all.len() <= MOST_BEARERS) {
        for (i, a) in same.iter().enumerate() {
            for b in same.iter().skip(i + 1) {
                add(*a, *b, ONE_LETTER);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        briefing::fixture::{article, briefing},
        model::{
            Decision,
            EntityKind::{Person, Place},
        },
    };

    /// The suggestions for articles that name these, each as `name + name: why`.
    fn suggested(
        articles: &[&[(EntityKind, &str, &str)]],
        decide: impl Fn(&Briefing) -> Vec<Decision>,
    ) -> Vec<String> {
        let drafts = || {
            articles.iter().enumerate().map(|(i, named)| {
                let text: Vec<String> =
                    named.iter().map(|(_, name, role)| format!("{role} {name}.")).collect();
                let draft = article(&i.to_string(), &text.join("\n"));
                named.iter().fold(draft, |draft, (kind, name, role)| {
                    let draft = draft.entity(*kind, &[name]);
                    if role.is_empty() { draft } else { draft.role(role) }
                })
            })
        };
        let decisions = decide(&briefing(drafts()));
        let documents = briefing(drafts()).articles.into_iter().map(|a| (a.document, a.analysis)).collect();
        let briefing = Briefing::decided(documents, &decisions);
        let name = |id: ActorId| briefing.actors[id.0 as usize].name.clone();
        let line = |s: &Suggestion| {
            let mut names = s.actors.map(name);
            names.sort();
            format!("{}: {}{}", names.join(" + "), s.why, if s.later { ", later" } else { "" })
        };
        let mut all: Vec<String> = briefing.suggestions().iter().map(line).collect();
        all.sort();
        all
    }

    #[test]
    fn a_surname_that_several_bear_is_asked_about() {
        let named: &[&[(EntityKind, &str, &str)]] =
            &[&[(Person, "Ana Lula", ""), (Person, "Rosa Lula", "")], &[(Person, "Lula", "")]];
        assert_eq!(
            suggested(named, |_| Vec::new()),
            [
                "Ana Lula + Lula: a surname alone, and one who bears it",
                "Lula + Rosa Lula: a surname alone, and one who bears it",
            ]
        );
    }

    #[test]
    fn one_surname_and_one_role_or_one_letter_is_asked_about_and_nothing_else() {
        let named: &[&[(EntityKind, &str, &str)]] = &[
            &[(Person, "Tomás Vela", "the port minister"), (Person, "Rui Vela", "a violinist")],
            &[(Person, "Teo Vela", "minister"), (Place, "Puerto Alado", ""), (Place, "Puerto Alada", "")],
            &[(Place, "Puerto Alada", ""), (Person, "Mirta Sol", "")],
            &[(Person, "Mirta Sole", "")],
        ];
        assert_eq!(
            suggested(named, |_| Vec::new()),
            [
                "Mirta Sol + Mirta Sole: names one letter apart",
                "Puerto Alada + Puerto Alado: names one letter apart",
                "Teo Vela + Tomás Vela: one surname, one role",
            ]
        );
    }

    #[test]
    fn what_was_answered_is_not_asked_again_and_what_was_put_off_comes_last() {
        let named: &[&[(EntityKind, &str, &str)]] =
            &[&[(Person, "Ana Lula", ""), (Person, "Rosa Lula", "")], &[(Person, "Lula", "")]];
        let answered = suggested(named, |briefing| {
            let of = |name: &str| {
                let at = briefing.actors.iter().position(|a| a.name == name).expect("an actor");
                briefing.anchor_of_actor(ActorId(at as u32)).expect("an anchor")
            };
            vec![
                Decision::KeepApart { actor: of("Lula"), with: of("Rosa Lula") },
                Decision::Later { actor: of("Lula"), with: of("Ana Lula") },
            ]
        });
        assert_eq!(answered, ["Ana Lula + Lula: a surname alone, and one who bears it, later"]);
    }
}
