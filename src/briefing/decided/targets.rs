//! What decisions are about: their anchors looked for in all articles, and the group that an actor's anchor means.

use super::{
    super::{
        Article, ArticleId,
        anchor::{At, Search, name_hash},
    },
    Atom, Decided, Facts,
};
use crate::model::{ActorAnchor, Anchor, Decision, EntityKind, MentionId};

/// The actors a decision names.
pub(super) fn actors_of(decision: &Decision) -> Vec<&ActorAnchor> {
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
pub(super) struct Places {
    /// By its actors, in order.
    pub actors: Vec<Vec<At>>,
    /// By the mentions a split names, then by those that stand for their articles.
    pub parts: Vec<Vec<At>>,
    /// By its quotations, in order.
    pub quotations: Vec<Vec<At>>,
}

/// Looks for the anchors of all decisions in all articles.
pub(super) fn places(articles: &[Article], decisions: &[Decision]) -> Vec<Places> {
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
    /// The atom a mention belongs to.
    pub(super) fn atom_at(&self, articles: &[Article], (article, mention): At) -> Option<usize> {
        let moved = self.moved.get(&(article, MentionId(mention))).copied();
        moved.or_else(|| {
            let analysis = articles.get(article.0 as usize)?.analysis.as_ref()?;
            let entity = analysis.mentions.get(mention as usize)?.entity?;
            self.by_entity.get(&(article, entity)).copied()
        })
    }

    /// The group an actor's anchor means: that of its mention, else the one that has most of its name.
    pub(super) fn resolve(&self, articles: &[Article], actor: &ActorAnchor, at: &[At]) -> Option<u32> {
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
}
