//! Finding actors by what somebody types for them.

use super::{
    Actor, ActorId, Briefing,
    names::{self, Nations},
};
use crate::{model::EntityKind, text::fold::fold};

impl Briefing {
    /// The actors `query` names, in order of [`Briefing::actors`]: those one of whose forms is exactly
    /// `query` (whatever its case, accents, titles, "the", "al-"), else those one of whose forms has words
    /// that begin with all words of `query`. Empty when there are none, or `query` has no words.
    pub fn find_actors(&self, query: &str) -> Vec<ActorId> {
        let nations = Nations::embedded();
        let words = fold(query);
        if words.is_empty() {
            return Vec::new();
        }
        let person = names::person(query).map(|name| name.words);
        let body = nations.body(query);
        let exact = |actor: &Actor| match actor.kind {
            EntityKind::Person => {
                forms(actor).any(|form| names::person(form).map(|name| name.words) == person)
            }
            _ => forms(actor).any(|form| nations.body(form) == body),
        };
        let found = self.actors_where(exact);
        if found.is_empty() {
            self.actors_where(|actor| forms(actor).any(|form| begins(form, &words)))
        } else {
            found
        }
    }

    fn actors_where(&self, is_meant: impl Fn(&Actor) -> bool) -> Vec<ActorId> {
        self.actors
            .iter()
            .enumerate()
            .filter(|(_, actor)| is_meant(actor))
            .map(|(i, _)| ActorId(i as u32))
            .collect()
    }
}

/// Every form an actor is named by.
fn forms(actor: &Actor) -> impl Iterator<Item = &str> {
    std::iter::once(actor.name.as_str()).chain(actor.aliases.iter().map(|(_, alias)| alias.form.as_str()))
}

/// Whether each of the folded `words` begins some word of `form`.
fn begins(form: &str, words: &str) -> bool {
    let form = fold(form);
    words.split(' ').all(|word| form.split(' ').any(|of_form| of_form.starts_with(word)))
}
