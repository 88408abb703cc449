//! Identity across documents: which entities of different articles are one actor, and why.
//!
//! The rules are conservative; each joins by an index of folded names, never by comparing all with all, and
//! each says why it joins and whether the reader should look twice. [`RULES`] lists them in their order: a rule
//! may build on what those before it have joined. What the reader decided ([`Constraints`]) wins over them all.
//! Unnamed sources, documents, and groups and bodies without a proper name join only where two articles are one.

mod joiner;
mod known;
mod lists;

mod copied;
mod decided;
mod initials;
mod longer;
mod nickname;
mod order;
mod same_name;
mod short_name;
mod spelling;
mod surname;

mod abbreviation;
mod alias;
mod body_name;
mod body_spelling;
mod ending;

pub use self::joiner::{Constraints, Join};
use self::{joiner::Joiner, known::Known, lists::Lists};
use super::{ArticleId, Copies};
use crate::model::{Analysis, Document, Entity, EntityId};

/// An entity of an article.
pub type EntityOf = (ArticleId, EntityId);

/// A reason for which entities of different articles are one actor.
#[derive(Debug)]
pub struct Rule {
    /// Its name.
    pub name: &'static str,
    /// The reason in words; the forms it joined are listed behind it.
    pub words: &'static str,
    /// What it joins, in one sentence.
    pub summary: &'static str,
    /// Names in two articles that it joins.
    pub example: [&'static str; 2],
    /// Joins what it can.
    apply: for<'k, 'a> fn(&'k Known<'a>, &mut Joiner<'a>),
}

/// All rules in the order they are applied.
pub const RULES: &[&Rule] = &[
    &decided::RULE,
    &decided::KEPT,
    &copied::RULE,
    &same_name::RULE,
    &initials::RULE,
    &spelling::RULE,
    &nickname::RULE,
    &order::RULE,
    &longer::RULE,
    &surname::RULE,
    &short_name::RULE,
    &body_name::RULE,
    &body_spelling::RULE,
    &abbreviation::RULE,
    &alias::RULE,
    &ending::RULE,
];

/// The country whose government is called by this key of a place or building.
pub(super) fn seat(key: &str) -> Option<&'static str> {
    lists::seats().find(|(seat, _)| *seat == key).map(|(_, country)| country)
}

/// An entity on its way to an actor.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node<'a> {
    pub article: ArticleId,
    pub entity: EntityId,
    pub document: &'a Document,
    pub analysis: &'a Analysis,
    pub facts: &'a Entity,
}

/// Which entities are one actor.
pub(super) struct Joined {
    /// For every node the first node that is the same actor (itself, if it is the first).
    pub first: Vec<u32>,
    /// Why, with the first node of the actor, in order of these.
    pub joins: Vec<(u32, Join)>,
    /// Entities that may be one of several actors and stay apart: a node, and a node of each of those.
    pub doubts: Vec<(u32, Vec<u32>)>,
}

/// Joins the entities of all articles, in the order of the articles; `copies` are those that are one.
pub(super) fn join(nodes: &[Node<'_>], constraints: &Constraints, copies: &Copies) -> Joined {
    let lists = Lists::embedded();
    let known = Known::new(nodes, &lists, copies);
    let mut joiner = Joiner::new(nodes, constraints);
    for rule in RULES {
        joiner.under(rule);
        (rule.apply)(&known, &mut joiner);
    }
    joiner.finish()
}
