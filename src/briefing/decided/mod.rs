//! Decisions laid over what is derived: who is who after them, and which quotations are whose.
//!
//! Entities of articles are atoms in groups; a group is an actor. Decisions are done one after the other in the order
//! they were made: a merge makes two groups one, a split takes atoms, or mentions of them, into a new group. Anchors
//! are looked for in the articles themselves, so that no decision depends on ids or on how names were joined.

mod apply;
mod targets;

use rustc_hash::{FxHashMap, FxHashSet};

use self::targets::{actors_of, places};
use super::{
    Article, ArticleId,
    anchor::{At, name_hash},
};
use crate::model::{Decision, EntityId, EntityKind, MentionId};

/// An entity of an article, or some of its mentions.
#[derive(Debug, Clone)]
pub(super) struct Atom {
    pub article: ArticleId,
    /// The entity its mentions were derived to be.
    pub entity: EntityId,
    /// Its mentions, where they are not all of the entity's.
    pub mentions: Option<Vec<MentionId>>,
    /// The group it belonged to before groups were merged.
    pub label: u32,
}

/// What was decided of a group.
#[derive(Debug, Clone, Default)]
pub(super) struct Facts {
    pub name: Option<String>,
    pub kind: Option<EntityKind>,
    /// Whether it is nobody and nothing.
    pub is_none: bool,
    /// Whether it was merged, so that its atoms of one article are one entity.
    pub is_merged: bool,
}

/// Who said a quotation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Speaker {
    #[default]
    AsDerived,
    Nobody,
    Group(u32),
}

/// What was decided of a quotation.
#[derive(Debug, Clone, Default)]
pub(super) struct Said {
    pub speaker: Speaker,
    pub is_none: bool,
    pub checked: bool,
    pub note: Option<String>,
}

/// What all decisions come to.
#[derive(Debug, Default)]
pub(super) struct Decided {
    pub atoms: Vec<Atom>,
    /// Labels that went into others.
    into: FxHashMap<u32, u32>,
    facts: FxHashMap<u32, Facts>,
    pub quotations: FxHashMap<At, Said>,
    /// Pairs of quotations, and whether they report one statement.
    pub statements: Vec<(At, At, bool)>,
    /// Pairs of groups that are not to be suggested as one again, and whether that was only put off.
    pub answered: Vec<(u32, u32, bool)>,
    /// Groups that were parted from each other.
    pub apart: Vec<(u32, u32)>,
    /// Groups that stay what they are whatever the rules say.
    pub held: Vec<u32>,
    /// By decision, whether it found what it is about.
    pub found: Vec<bool>,
    by_entity: FxHashMap<(ArticleId, EntityId), usize>,
    moved: FxHashMap<(ArticleId, MentionId), usize>,
    /// Atoms by the hash of a name somebody decided about.
    by_name: FxHashMap<u64, Vec<usize>>,
    /// Groups that exist by decision alone: speakers nobody mentions.
    typed: Vec<(u64, u32)>,
    next: u32,
    /// Name and kind of the groups that quotations were given to.
    speakers: FxHashMap<u32, (String, EntityKind)>,
}

/// Lays `decisions` over `articles`, whose entities are joined as `labels` says, one for each in their order.
pub(super) fn decide(articles: &[Article], labels: &[u32], decisions: &[Decision]) -> Decided {
    let mut decided = Decided { next: labels.len() as u32, ..Decided::default() };
    let names: FxHashSet<u64> = decisions.iter().flat_map(actors_of).map(|a| name_hash(&a.name)).collect();
    let entities = articles.iter().enumerate().flat_map(|(i, article)| {
        let entities = article.analysis.iter().flat_map(|analysis| analysis.entities.iter().enumerate());
        entities.map(move |(e, facts)| (ArticleId(i as u32), EntityId(e as u32), facts))
    });
    for ((article, entity, facts), &label) in entities.zip(labels) {
        let atom = decided.atoms.len();
        decided.by_entity.insert((article, entity), atom);
        let forms = facts.aliases.iter().map(|alias| &alias.form).chain([&facts.name]);
        for hash in forms.map(|form| name_hash(form)).filter(|hash| names.contains(hash)) {
            let atoms = decided.by_name.entry(hash).or_default();
            if atoms.last() != Some(&atom) {
                atoms.push(atom);
            }
        }
        decided.atoms.push(Atom { article, entity, mentions: None, label });
    }
    for (decision, places) in decisions.iter().zip(places(articles, decisions)) {
        let found = decided.apply(articles, decision, &places).is_some();
        decided.found.push(found);
    }
    decided.name_speakers(articles);
    decided
}

impl Decided {
    /// The group an atom, or another group, belongs to by now.
    pub fn group_of(&self, label: u32) -> u32 {
        let mut label = label;
        while let Some(&into) = self.into.get(&label) {
            label = into;
        }
        label
    }

    /// The group of an atom.
    pub fn group(&self, atom: &Atom) -> u32 {
        self.group_of(atom.label)
    }

    /// What was decided of a group.
    pub fn facts(&self, group: u32) -> Option<&Facts> {
        self.facts.get(&self.group_of(group))
    }

    /// Name and kind of a group that a quotation was given to.
    pub fn speaker(&self, group: u32) -> Option<&(String, EntityKind)> {
        self.speakers.get(&group)
    }

    /// Finds the fullest name of every group that a quotation was given to.
    fn name_speakers(&mut self, articles: &[Article]) {
        let given = self.quotations.values().filter_map(|said| match said.speaker {
            Speaker::Group(group) => Some(group),
            _ => None,
        });
        let groups: FxHashSet<u32> = given.map(|group| self.group_of(group)).collect();
        for atom in &self.atoms {
            let group = self.group(atom);
            if !groups.contains(&group) {
                continue;
            }
            let analysis = articles.get(atom.article.0 as usize).and_then(|a| a.analysis.as_ref());
            let Some(entity) = analysis.and_then(|a| a.entity(atom.entity)) else { continue };
            let words = |name: &str| name.split_whitespace().count();
            let known = self.speakers.get(&group);
            if known.is_none_or(|(name, _)| words(&entity.name) > words(name)) {
                self.speakers.insert(group, (entity.name.clone(), entity.kind));
            }
        }
        for group in groups {
            let facts = self.facts.get(&group).cloned().unwrap_or_default();
            let known = self.speakers.entry(group).or_insert((String::new(), EntityKind::Person));
            known.0 = facts.name.unwrap_or_else(|| std::mem::take(&mut known.0));
            known.1 = facts.kind.unwrap_or(known.1);
        }
    }
}

#[cfg(test)]
mod tests;
