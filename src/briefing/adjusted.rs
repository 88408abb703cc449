//! Articles as decisions leave them: analyses with other entities, speakers and quotations, over the same text.
//!
//! What was derived is not touched: an article that decisions concern gets a copy of its analysis.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    ActorId, Article, ArticleId, Constraints, EntityOf, Mark, Outcome, QuoteId,
    anchor::At,
    decided::{Atom, Decided, Facts, Said, Speaker},
};
use crate::{
    model::{
        Agreement, Alias, Analysis, Attribution, Confidence, Entity, EntityId, EntityKind, Evidence, Mention,
        MentionId, MentionKind,
    },
    text::Span,
};

/// What became of the articles.
#[derive(Debug, Default)]
pub(super) struct Adjusted {
    /// For every entity of every article by now, in order, the group it belongs to.
    groups: Vec<(EntityOf, u32)>,
    /// The first entity by now of every group.
    first: FxHashMap<u32, EntityOf>,
    /// The groups that were merged, as they were before, each with its entities by now.
    labels: Vec<(u32, EntityOf)>,
    /// By quotation as it was derived, the quotation by now.
    quotations: FxHashMap<QuoteId, QuoteId>,
    /// The articles whose analyses were replaced.
    changed: FxHashSet<ArticleId>,
    /// What is to be shown of quotations beside what they are.
    marks: FxHashMap<QuoteId, Mark>,
}

impl Adjusted {
    /// Notes the next entity with its group.
    fn take(&mut self, entity: EntityOf, group: u32) {
        self.groups.push((entity, group));
        self.first.entry(group).or_insert(entity);
    }

    /// What was decided of the actor an entity is.
    pub fn facts<'d>(&self, decided: &'d Decided, entity: EntityOf) -> Option<&'d Facts> {
        let at = self.groups.binary_search_by_key(&entity, |(of, _)| *of).ok()?;
        decided.facts(self.groups.get(at)?.1)
    }

    /// Who is who by decision, for the rules that join entities.
    pub fn constraints(&self, decided: &Decided) -> Constraints {
        let pair = |(a, b): &(u32, u32)| {
            let groups = [decided.group_of(*a), decided.group_of(*b)];
            Some([*self.first.get(&groups[0])?, *self.first.get(&groups[1])?])
        };
        let held: FxHashSet<u32> = decided.held.iter().map(|group| decided.group_of(*group)).collect();
        let mut members: FxHashMap<u32, Vec<EntityOf>> = FxHashMap::default();
        for (entity, group) in self.groups.iter().filter(|(_, group)| held.contains(group)) {
            members.entry(*group).or_default().push(*entity);
        }
        let mut kept: Vec<[EntityOf; 2]> = members
            .values()
            .flat_map(|all| all.iter().zip(all.iter().skip(1)).map(|(a, b)| [*a, *b]))
            .collect();
        kept.sort_unstable();
        let apart = decided.apart.iter().filter_map(pair).filter(|[a, b]| a != b).collect();
        Constraints { same: self.merged(decided), kept, apart }
    }

    /// Pairs of entities that hold merged groups together.
    fn merged(&self, decided: &Decided) -> Vec<[EntityOf; 2]> {
        let mut known = FxHashSet::default();
        let firsts = self.labels.iter().filter(|(label, _)| known.insert(*label));
        let pairs = firsts.filter_map(|(label, entity)| {
            let first = *self.first.get(&decided.group_of(*label))?;
            (first != *entity).then_some([first, *entity])
        });
        pairs.collect()
    }

    /// What the decisions came to, in the ids of the briefing, once actors are numbered.
    pub fn outcome(self, articles: &[Article], decided: Decided) -> Outcome {
        let actors: FxHashMap<u32, ActorId> = self
            .first
            .iter()
            .filter_map(|(group, (article, entity))| {
                Some((*group, articles.get(article.0 as usize)?.actor(*entity)?))
            })
            .collect();
        let (mut apart, mut later) = (Vec::new(), Vec::new());
        for (a, b, put_off) in &decided.answered {
            let of = |group: &u32| actors.get(&decided.group_of(*group)).copied();
            if let (Some(a), Some(b)) = (of(a), of(b)) {
                if *put_off { later.push((a, b)) } else { apart.push((a, b)) }
            }
        }
        let quotation = |(article, index): At| {
            // A quotation of an article that no decision changed has the id it was derived with.
            let id = QuoteId { article, index };
            let changed = self.changed.contains(&article);
            if changed { self.quotations.get(&id).copied() } else { Some(id) }
        };
        let statements = decided.statements.iter();
        let statements = statements.filter_map(|(a, b, one)| Some((quotation(*a)?, quotation(*b)?, *one)));
        let statements = statements.collect();
        Outcome { found: decided.found, marks: self.marks, statements, apart, later }
    }
}

/// Replaces the analyses of the articles that are concerned.
pub(super) fn adjust(articles: &mut [Article], decided: &Decided) -> Adjusted {
    let mut adjusted = Adjusted::default();
    let mut atoms: Vec<Vec<&Atom>> = vec![Vec::new(); articles.len()];
    for atom in &decided.atoms {
        if let Some(of_article) = atoms.get_mut(atom.article.0 as usize) {
            of_article.push(atom);
        }
    }
    let mut said: FxHashMap<ArticleId, FxHashMap<u32, &Said>> = FxHashMap::default();
    for ((article, index), of_quotation) in &decided.quotations {
        said.entry(*article).or_default().insert(*index, of_quotation);
    }
    let none = FxHashMap::default();
    for (i, (article, atoms)) in articles.iter_mut().zip(atoms).enumerate() {
        let id = ArticleId(i as u32);
        let said = said.get(&id).unwrap_or(&none);
        let Some(analysis) = article.analysis.as_ref() else { continue };
        if said.is_empty() && !atoms.iter().any(|atom| is_concerned(atom, decided)) {
            for atom in atoms {
                adjusted.take((id, atom.entity), decided.group(atom));
            }
            continue;
        }
        adjusted.changed.insert(id);
        let mut made = Made::new(&article.document.raw, analysis, decided);
        made.entities(&atoms);
        made.attributions(id, said, &mut adjusted);
        let Made { analysis, groups, labels, .. } = made;
        article.analysis = Some(Arc::new(analysis));
        for (group, entity) in groups.into_iter().zip(0..) {
            adjusted.take((id, EntityId(entity)), group);
        }
        adjusted.labels.extend(labels.into_iter().map(|(label, entity)| (label, (id, entity))));
    }
    adjusted
}

/// Whether anything was decided of an atom.
fn is_concerned(atom: &Atom, decided: &Decided) -> bool {
    atom.mentions.is_some() || decided.facts(decided.group(atom)).is_some()
}

/// An analysis in the making.
struct Made<'a> {
    raw: &'a str,
    derived: &'a Analysis,
    decided: &'a Decided,
    analysis: Analysis,
    /// By entity, its group.
    groups: Vec<u32>,
    /// What merged entities were before, each with the entity it is now.
    labels: Vec<(u32, EntityId)>,
}

impl<'a> Made<'a> {
    fn new(raw: &'a str, derived: &'a Analysis, decided: &'a Decided) -> Self {
        let mut analysis = derived.clone();
        analysis.entities.clear();
        analysis.attributions.clear();
        analysis.mentions.iter_mut().for_each(|mention| mention.entity = None);
        Self { raw, derived, decided, analysis, groups: Vec::new(), labels: Vec::new() }
    }

    /// The entities that atoms are by now, in order of their first mention.
    fn entities(&mut self, atoms: &[&Atom]) {
        let mut made: Vec<(u32, Entity, Vec<u32>)> = Vec::new();
        for atom in atoms {
            let group = self.decided.group(atom);
            let facts = self.decided.facts(group);
            let Some(entity) = self.derived.entity(atom.entity) else { continue };
            if facts.is_some_and(|facts| facts.is_none) {
                continue;
            }
            let entity = match &atom.mentions {
                None => entity.clone(),
                Some(mentions) if mentions.is_empty() => continue,
                Some(mentions) => self.part_of(entity, mentions),
            };
            let is_merged = facts.is_some_and(|facts| facts.is_merged);
            let known = made.iter_mut().find(|(of, ..)| *of == group && is_merged);
            match known {
                Some((_, known, labels)) => {
                    unite(known, entity);
                    labels.push(atom.label);
                }
                None => made.push((group, entity, if is_merged { vec![atom.label] } else { Vec::new() })),
            }
        }
        made.sort_by_key(|(_, entity, _)| entity.mentions.first().copied());
        for (group, entity, labels) in made {
            let id = self.add(group, entity);
            self.labels.extend(labels.into_iter().map(|label| (label, id)));
        }
    }

    fn add(&mut self, group: u32, entity: Entity) -> EntityId {
        let id = EntityId(self.analysis.entities.len() as u32);
        for mention in &entity.mentions {
            if let Some(mention) = self.analysis.mentions.get_mut(mention.0 as usize) {
                mention.entity = Some(id);
            }
        }
        self.analysis.entities.push(entity);
        self.groups.push(group);
        id
    }

    /// An entity that has only some of its mentions.
    fn part_of(&self, entity: &Entity, mentions: &[MentionId]) -> Entity {
        let spans: Vec<(Span, Span)> =
            mentions.iter().filter_map(|m| self.derived.mention(*m)).map(|m| (m.span, m.head)).collect();
        let of_part = |span: Span| spans.iter().any(|(whole, _)| whole.overlaps(span));
        let again = |form: &str| {
            let places = spans.iter().flat_map(|(whole, head)| [*head, *whole]);
            places.into_iter().find(|place| place.of(self.raw) == form)
        };
        let aliases: Vec<Alias> = entity
            .aliases
            .iter()
            .filter_map(|alias| {
                let first = Some(alias.first).filter(|first| of_part(*first));
                let first = first.or_else(|| again(&alias.form))?;
                Some(Alias { form: alias.form.clone(), first })
            })
            .collect();
        let named = aliases.iter().any(|alias| alias.form == entity.name);
        let longest = aliases.iter().max_by_key(|alias| alias.form.len());
        let first = || spans.first().map(|(whole, _)| whole.of(self.raw).to_owned());
        let name = match longest {
            _ if named => entity.name.clone(),
            Some(alias) => alias.form.clone(),
            None => first().unwrap_or_default(),
        };
        // A role stands at a mention; it goes where the nearest one goes.
        let distance = |of: &MentionId, role: Span| {
            let span = self.derived.mention(*of).map_or(role, |m| m.span);
            span.start().saturating_sub(role.end()).max(role.start().saturating_sub(span.end()))
        };
        let is_near = |role: Span| {
            let nearest = entity.mentions.iter().min_by_key(|m| distance(m, role));
            nearest.is_some_and(|m| mentions.contains(m))
        };
        let roles = entity.roles.iter().copied().filter(|role| is_near(role.span)).collect();
        Entity { name, kind: entity.kind, aliases, roles, mentions: mentions.to_vec() }
    }

    /// The quotations that are some by now, with their speakers.
    fn attributions(&mut self, article: ArticleId, said: &FxHashMap<u32, &Said>, adjusted: &mut Adjusted) {
        for (index, attribution) in self.derived.attributions.iter().enumerate() {
            let index = index as u32;
            let said = said.get(&index).copied();
            if said.is_some_and(|said| said.is_none) {
                continue;
            }
            let id = QuoteId { article, index: self.analysis.attributions.len() as u32 };
            adjusted.quotations.insert(QuoteId { article, index }, id);
            let mut attribution = attribution.clone();
            if let Some(said) = said {
                let mark = Mark {
                    checked: said.checked,
                    corrected: said.speaker != Speaker::AsDerived,
                    note: said.note.clone(),
                };
                if mark.corrected {
                    self.correct(&mut attribution, said.speaker);
                }
                if mark != Mark::default() {
                    adjusted.marks.insert(id, mark);
                }
            }
            self.analysis.attributions.push(attribution);
        }
    }

    /// Gives a quotation another speaker.
    fn correct(&mut self, attribution: &mut Attribution, speaker: Speaker) {
        let derived = attribution.speaker.and_then(|m| self.derived.mention(m));
        let before = derived.map_or("nobody", |mention| mention.span.of(self.raw));
        let words = format!(
            "corrected by the reader; it was {}",
            before.split_whitespace().collect::<Vec<_>>().join(" ")
        );
        attribution.evidence = vec![Evidence { feature: "decision", words, places: Vec::new() }];
        attribution.confidence = Confidence(1.0);
        attribution.speaker = None;
        if let Speaker::Group(group) = speaker {
            let group = self.decided.group_of(group);
            let is_none = self.decided.facts(group).is_some_and(|facts| facts.is_none);
            let extent = attribution.quotation.extent();
            attribution.speaker = (!is_none).then(|| self.mention_of(group, extent));
        }
    }

    /// The mention of a group nearest to a quotation; where there is none in this article, one without words.
    fn mention_of(&mut self, group: u32, extent: Span) -> MentionId {
        let of_group: FxHashSet<EntityId> = self
            .groups
            .iter()
            .enumerate()
            .filter(|(_, of)| **of == group)
            .map(|(entity, _)| EntityId(entity as u32))
            .collect();
        let distance = |span: Span| {
            span.start().saturating_sub(extent.end()).max(extent.start().saturating_sub(span.end()))
        };
        let own = self.analysis.mentions.iter().enumerate();
        let own = own.filter(|(_, m)| m.entity.is_some_and(|e| of_group.contains(&e)));
        let nearest = own.min_by_key(|(_, m)| (m.span.overlaps(extent), distance(m.span)));
        if let Some((mention, _)) = nearest {
            return MentionId(mention as u32);
        }
        let (name, kind) =
            self.decided.speaker(group).cloned().unwrap_or((String::new(), EntityKind::Person));
        let empty = Entity { name, kind, aliases: Vec::new(), roles: Vec::new(), mentions: Vec::new() };
        let entity = of_group.into_iter().min().unwrap_or_else(|| self.add(group, empty));
        let span = Span::empty(extent.start());
        self.analysis.mentions.push(Mention {
            span,
            head: span,
            kind: MentionKind::Name,
            entity_kind: kind,
            agreement: Agreement::Unknown,
            weak: false,
            entity: Some(entity),
        });
        MentionId(self.analysis.mentions.len() as u32 - 1)
    }
}

/// Makes one entity of two.
fn unite(known: &mut Entity, other: Entity) {
    let is_named = |entity: &Entity| entity.kind != EntityKind::Unnamed;
    let fullness = |entity: &Entity| (is_named(entity), entity.name.split_whitespace().count());
    if fullness(&other) > fullness(known) {
        other.name.clone_into(&mut known.name);
    }
    if known.kind == EntityKind::Unnamed {
        known.kind = other.kind;
    }
    known.mentions.extend(other.mentions);
    known.mentions.sort_unstable();
    known.roles.extend(other.roles);
    for alias in other.aliases {
        if known.aliases.iter().all(|own| own.form != alias.form) {
            known.aliases.push(alias);
        }
    }
    let name = known.name.clone();
    known.aliases.sort_by_key(|alias| (alias.form != name, alias.first));
}
