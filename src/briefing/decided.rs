//! Decisions laid over what is derived: who is who after them, and which quotations are whose.
//!
//! Entities of articles are atoms in groups; a group is an actor. Decisions are done one after the other in the order
//! they were made: a merge makes two groups one, a split takes atoms, or mentions of them, into a new group. Anchors
//! are looked for in the articles themselves, so that no decision depends on ids or on how names were joined.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Article, ArticleId,
    anchor::{At, Search, name_hash},
};
use crate::model::{ActorAnchor, Anchor, Decision, EntityId, EntityKind, MentionId};

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

/// The actors a decision names.
fn actors_of(decision: &Decision) -> Vec<&ActorAnchor> {
    match decision {
        Decision::Merge { actor, with }
        | Decision::KeepApart { actor, with }
        | Decision::Later { actor, with } => vec![actor, with],
        Decision::Split { actor, .. }
        | Decision::Rename { actor, .. }
        | Decision::Kind { actor, .. }
        | Decision::NotAnActor { actor }
        | Decision::Speaker { actor: Some(actor), .. } => vec![actor],
        _ => Vec::new(),
    }
}

/// The quotations a decision points at.
fn quotations_of(decision: &Decision) -> Vec<&Anchor> {
    match decision {
        Decision::Speaker { quotation, .. }
        | Decision::NotAQuotation { quotation }
        | Decision::Note { quotation, .. }
        | Decision::Checked { quotation, .. } => vec![quotation],
        Decision::OneStatement { quotation, with } | Decision::NotOneStatement { quotation, with } => {
            vec![quotation, with]
        }
        _ => Vec::new(),
    }
}

/// The mentions a split points at, then those that stand for their articles.
fn parts_of(decision: &Decision) -> Vec<&Anchor> {
    match decision {
        Decision::Split { mentions, articles, .. } => mentions.iter().chain(articles).collect(),
        _ => Vec::new(),
    }
}

/// Where the anchors of one decision are.
#[derive(Debug, Default)]
struct Places {
    /// By its actors, in order.
    actors: Vec<Vec<At>>,
    /// By the mentions a split names, then by those that stand for their articles.
    parts: Vec<Vec<At>>,
    /// By its quotations, in order.
    quotations: Vec<Vec<At>>,
}

/// Looks for the anchors of all decisions in all articles.
fn places(articles: &[Article], decisions: &[Decision]) -> Vec<Places> {
    let (mut mentions, mut quotations) = (Vec::new(), Vec::new());
    for decision in decisions {
        mentions.extend(actors_of(decision).into_iter().filter_map(|actor| actor.at.as_ref()));
        mentions.extend(parts_of(decision));
        quotations.extend(quotations_of(decision));
    }
    let (mut mentions, mut quotations) = (Search::new(mentions), Search::new(quotations));
    for (i, article) in articles.iter().enumerate() {
        let Some(analysis) = article.analysis.as_deref() else { continue };
        let at = |index: usize| (ArticleId(i as u32), index as u32);
        if !mentions.is_empty() {
            let known = analysis.mentions.iter().enumerate().filter(|(_, m)| m.entity.is_some());
            known.for_each(|(m, mention)| mentions.mention(article, at(m), mention.span));
        }
        if !quotations.is_empty() {
            let all = analysis.attributions.iter().enumerate();
            all.for_each(|(q, a)| quotations.quotation(article, at(q), &a.quotation.content));
        }
    }
    let (mut mentions, mut quotations) = (mentions.found().into_iter(), quotations.found().into_iter());
    let places = decisions.iter().map(|decision| Places {
        actors: actors_of(decision)
            .into_iter()
            .map(|actor| actor.at.as_ref().and_then(|_| mentions.next()).unwrap_or_default())
            .collect(),
        parts: mentions.by_ref().take(parts_of(decision).len()).collect(),
        quotations: quotations.by_ref().take(quotations_of(decision).len()).collect(),
    });
    places.collect()
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

    fn facts_mut(&mut self, group: u32) -> &mut Facts {
        self.facts.entry(group).or_default()
    }

    fn new_group(&mut self) -> u32 {
        self.next += 1;
        self.next
    }

    /// Does one decision; `None` when it does not find what it is about.
    fn apply(&mut self, articles: &[Article], decision: &Decision, places: &Places) -> Option<()> {
        let at = |i: usize| places.actors.get(i).map(Vec::as_slice).unwrap_or_default();
        let quotations = |i: usize| places.quotations.get(i).map(Vec::as_slice).unwrap_or_default();
        match decision {
            Decision::Merge { actor, with } => {
                let (a, b) = (self.resolve(articles, actor, at(0))?, self.resolve(articles, with, at(1))?);
                self.merge(a, b);
            }
            Decision::Split { actor, mentions, .. } => {
                let whole = self.resolve(articles, actor, at(0));
                let (mentions, of_articles) = places.parts.split_at_checked(mentions.len())?;
                return self.split(articles, whole, &mentions.concat(), &of_articles.concat());
            }
            Decision::KeepApart { actor, with } => {
                let (a, b) = (self.resolve(articles, actor, at(0))?, self.resolve(articles, with, at(1))?);
                let b = if a == b { self.part(articles, a, actor, with, at(1))? } else { b };
                self.part_from(a, b);
                self.answered.push((a, b, false));
            }
            Decision::Later { actor, with } => {
                let (a, b) = (self.resolve(articles, actor, at(0))?, self.resolve(articles, with, at(1))?);
                self.answered.push((a, b, true));
            }
            Decision::Rename { actor, name } => {
                let group = self.resolve(articles, actor, at(0))?;
                self.facts_mut(group).name = Some(name.clone());
            }
            Decision::Kind { actor, kind } => {
                let group = self.resolve(articles, actor, at(0))?;
                self.facts_mut(group).kind = Some(*kind);
            }
            Decision::NotAnActor { actor } => {
                let group = self.resolve(articles, actor, at(0))?;
                self.facts_mut(group).is_none = true;
            }
            Decision::Speaker { actor, .. } => {
                let found = quotations(0);
                if found.is_empty() {
                    return None;
                }
                let group = actor
                    .as_ref()
                    .map(|actor| self.resolve(articles, actor, at(0)).unwrap_or_else(|| self.type_in(actor)));
                self.each(found, |said| said.speaker = group.map_or(Speaker::Nobody, Speaker::Group))?;
            }
            Decision::NotAQuotation { .. } => self.each(quotations(0), |said| said.is_none = true)?,
            Decision::Note { note, .. } => {
                let note = Some(note.trim()).filter(|note| !note.is_empty()).map(str::to_owned);
                self.each(quotations(0), |said| said.note.clone_from(&note))?;
            }
            Decision::Checked { checked, .. } => {
                self.each(quotations(0), |said| said.checked = *checked)?;
            }
            Decision::OneStatement { .. } | Decision::NotOneStatement { .. } => {
                let (a, b) = (*quotations(0).first()?, *quotations(1).first()?);
                let is_one = matches!(decision, Decision::OneStatement { .. });
                self.statements.push((a, b, is_one));
            }
            // The log has dealt with them.
            Decision::Undo { .. } | Decision::Redo { .. } => {}
        }
        Some(())
    }

    fn said(&mut self, at: At) -> &mut Said {
        self.quotations.entry(at).or_default()
    }

    fn each(&mut self, found: &[At], decide: impl Fn(&mut Said)) -> Option<()> {
        for at in found {
            decide(self.said(*at));
        }
        (!found.is_empty()).then_some(())
    }

    /// The atom a mention belongs to.
    fn atom_at(&self, articles: &[Article], (article, mention): At) -> Option<usize> {
        let moved = self.moved.get(&(article, MentionId(mention))).copied();
        moved.or_else(|| {
            let analysis = articles.get(article.0 as usize)?.analysis.as_ref()?;
            let entity = analysis.mentions.get(mention as usize)?.entity?;
            self.by_entity.get(&(article, entity)).copied()
        })
    }

    /// The group an actor's anchor means: that of its mention, else the one that has most of its name.
    fn resolve(&self, articles: &[Article], actor: &ActorAnchor, at: &[At]) -> Option<u32> {
        let by_place = at.iter().find_map(|at| self.atom_at(articles, *at)).and_then(|a| self.atoms.get(a));
        if let Some(atom) = by_place {
            return Some(self.group(atom));
        }
        // A surname alone is many people's: without its place it is nobody's.
        let is_person = actor.kind.is_none_or(|kind| kind == EntityKind::Person);
        if actor.at.is_some() && is_person && actor.name.split_whitespace().nth(1).is_none() {
            return None;
        }
        let hash = name_hash(&actor.name);
        let mut counts: Vec<(u32, usize)> = Vec::new();
        for atom in self.by_name.get(&hash).into_iter().flatten().filter_map(|a| self.atoms.get(*a)) {
            let group = self.group(atom);
            if !self.is_kind(articles, atom, group, actor.kind) {
                continue;
            }
            match counts.iter_mut().find(|(known, _)| *known == group) {
                Some((_, count)) => *count += 1,
                None => counts.push((group, 1)),
            }
        }
        // Of several the first: `max_by_key` alone would take the last.
        let most = counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(group, _)| group);
        most.or_else(|| {
            let typed = self.typed.iter().find(|(name, _)| *name == hash).map(|(_, group)| *group);
            let renamed = || {
                let named = |facts: &Facts| facts.name.as_deref().is_some_and(|name| name_hash(name) == hash);
                let named = self.facts.iter().filter(|(_, facts)| named(facts)).map(|(group, _)| *group);
                named.min()
            };
            typed.or_else(renamed).map(|group| self.group_of(group))
        })
    }

    /// Whether an atom, or its group by decision, is of a kind.
    fn is_kind(&self, articles: &[Article], atom: &Atom, group: u32, kind: Option<EntityKind>) -> bool {
        let body = |kind| match kind {
            // Which of the two a body is taken for is a matter of a word.
            EntityKind::Group => EntityKind::Organization,
            kind => kind,
        };
        let analysis = articles.get(atom.article.0 as usize).and_then(|a| a.analysis.as_ref());
        let own = analysis.and_then(|a| a.entity(atom.entity)).map(|entity| entity.kind);
        let decided = self.facts.get(&group).and_then(|facts| facts.kind);
        kind.is_none_or(|kind| [own, decided].into_iter().flatten().any(|own| body(own) == body(kind)))
    }

    /// A speaker whom no article mentions.
    fn type_in(&mut self, actor: &ActorAnchor) -> u32 {
        let group = self.new_group();
        self.typed.push((name_hash(&actor.name), group));
        let kind = Some(actor.kind.unwrap_or(EntityKind::Person));
        *self.facts_mut(group) = Facts { name: Some(actor.name.clone()), kind, ..Facts::default() };
        group
    }

    fn merge(&mut self, from: u32, into: u32) {
        if from == into {
            return;
        }
        let facts = self.facts.remove(&from).unwrap_or_default();
        self.into.insert(from, into);
        let kept = self.facts_mut(into);
        kept.name = kept.name.take().or(facts.name);
        kept.kind = kept.kind.or(facts.kind);
        kept.is_merged = true;
    }

    /// Takes mentions, and all that articles have of a group, into a new group.
    fn split(
        &mut self,
        articles: &[Article],
        whole: Option<u32>,
        mentions: &[At],
        of_articles: &[At],
    ) -> Option<()> {
        let part = self.new_group();
        let mut wholes: Vec<u32> = whole.into_iter().collect();
        let mut found = None;
        for &at in of_articles {
            let Some(atom) = self.atom_at(articles, at).and_then(|a| self.atoms.get(a)) else { continue };
            let groups = [Some(self.group(atom)), whole];
            for i in 0..self.atoms.len() {
                let group = self.atoms.get(i).filter(|a| a.article == at.0).map(|a| self.group(a));
                if let Some(atom) =
                    self.atoms.get_mut(i).filter(|_| group.is_some() && groups.contains(&group))
                {
                    atom.label = part;
                    wholes.extend(group);
                    found = Some(());
                }
            }
        }
        for &at in mentions {
            let Some(atom) = self.atom_at(articles, at) else { continue };
            wholes.extend(self.atoms.get(atom).map(|a| self.group(a)));
            self.take_out(articles, atom, at, part)?;
            found = Some(());
        }
        if found.is_some() {
            for whole in wholes.into_iter().filter(|whole| *whole != part) {
                self.part_from(whole, part);
            }
        }
        found
    }

    /// Sees to it that a part of a group stays apart from the rest.
    fn part_from(&mut self, whole: u32, part: u32) {
        if self.apart.contains(&(whole, part)) {
            return;
        }
        self.apart.push((whole, part));
        self.held.extend([whole, part]);
        if self.facts.get(&whole).is_some_and(|facts| facts.is_merged) {
            self.facts_mut(part).is_merged = true;
        }
    }

    /// Moves one mention out of an atom into the atom of its article and entity in the group `part`.
    fn take_out(&mut self, articles: &[Article], atom: usize, at: At, part: u32) -> Option<()> {
        let (article, mention) = (at.0, MentionId(at.1));
        let old = self.atoms.get(atom)?.clone();
        let analysis = articles.get(article.0 as usize)?.analysis.as_ref()?;
        let mut left = match old.mentions {
            Some(mentions) => mentions,
            None => analysis.entity(old.entity)?.mentions.clone(),
        };
        left.retain(|m| *m != mention);
        self.atoms.get_mut(atom)?.mentions = Some(left);
        let same = |a: &Atom| a.article == article && a.entity == old.entity && a.label == part;
        let target = self.atoms.iter().position(same).unwrap_or_else(|| {
            let mentions = Some(Vec::new());
            self.atoms.push(Atom { article, entity: old.entity, mentions, label: part });
            self.atoms.len() - 1
        });
        let target_atom = self.atoms.get_mut(target)?;
        let mentions = target_atom.mentions.get_or_insert_default();
        mentions.push(mention);
        mentions.sort_unstable();
        self.moved.insert((article, mention), target);
        Some(())
    }

    /// Takes the part of a group that is `other` into a group of its own: what stands where it is anchored, and what
    /// has its name and not that of `actor`.
    fn part(
        &mut self,
        articles: &[Article],
        whole: u32,
        actor: &ActorAnchor,
        other: &ActorAnchor,
        at: &[At],
    ) -> Option<u32> {
        let named =
            |actor: &ActorAnchor| self.by_name.get(&name_hash(&actor.name)).cloned().unwrap_or_default();
        let own = named(actor);
        let placed = at.iter().filter_map(|at| self.atom_at(articles, *at));
        let atoms: FxHashSet<usize> =
            placed.chain(named(other).into_iter().filter(|atom| !own.contains(atom))).collect();
        let of_whole = |atom: &Atom| self.group(atom) == whole;
        let all = self.atoms.iter().filter(|atom| of_whole(atom)).count();
        let taken: Vec<usize> =
            atoms.into_iter().filter(|i| self.atoms.get(*i).is_some_and(of_whole)).collect();
        if taken.is_empty() || taken.len() == all {
            return None;
        }
        let part = self.new_group();
        for i in taken {
            if let Some(atom) = self.atoms.get_mut(i) {
                atom.label = part;
            }
        }
        Some(part)
    }
}
