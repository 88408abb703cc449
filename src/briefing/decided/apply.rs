//! What each decision does: groups are merged, split and parted, quotations go to others.

use rustc_hash::FxHashSet;

use super::{
    super::{
        Article,
        anchor::{At, name_hash},
    },
    Atom, Decided, Facts, Said, Speaker,
    targets::Places,
};
use crate::model::{ActorAnchor, Decision, EntityKind, MentionId};

impl Decided {
    fn facts_mut(&mut self, group: u32) -> &mut Facts {
        self.facts.entry(group).or_default()
    }

    fn new_group(&mut self) -> u32 {
        self.next += 1;
        self.next
    }

    /// Does one decision; `None` when it does not find what it is about.
    pub(super) fn apply(&mut self, articles: &[Article], decision: &Decision, places: &Places) -> Option<()> {
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
