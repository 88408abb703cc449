//! Identity across documents: which entities of different articles are one actor.
//!
//! The rules are conservative; each joins by an index of folded names, never by comparing all with all:
//! - persons by full name; an initial more or less is the same name unless two initials are rivals;
//! - a bare surname by the one actor of that surname, in articles where that actor is not named in full;
//! - organizations and named groups by name, and by an abbreviation that stands for one name only;
//! - places by name, countries in any form;
//! - unnamed sources, documents, and groups and bodies without a proper name never.

use rustc_hash::FxHashMap;

use super::{
    ArticleId,
    names::{self, Nations, PersonName},
};
use crate::model::{Agreement, Analysis, Document, Entity, EntityId, EntityKind};

/// An entity on its way to an actor.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node<'a> {
    pub article: ArticleId,
    pub entity: EntityId,
    pub document: &'a Document,
    pub analysis: &'a Analysis,
    pub facts: &'a Entity,
}

/// For every node the first node that is the same actor (itself, if it is the first).
pub(super) fn join(nodes: &[Node<'_>]) -> Vec<u32> {
    let mut sets = Sets::new(nodes.len());
    let known = Known::new(nodes);
    join_full_names(&known, &mut sets);
    join_surnames(nodes, &known, &mut sets);
    join_bodies(&known, &mut sets);
    (0..nodes.len() as u32).map(|i| sets.first(i)).collect()
}

/// What the names of all nodes say; each distinct form is read once.
struct Known {
    /// Distinct names of persons.
    persons: Vec<PersonName>,
    /// Distinct keys of bodies and places.
    bodies: Vec<BodyName>,
    /// Per node, its names.
    names: Vec<NodeNames>,
}

/// The name of a body or a place.
struct BodyName {
    kind: BodyKind,
    key: String,
    abbreviation: bool,
    /// Whether it says which body or place: it is no common noun, nor what all bodies of a sort are called.
    proper: bool,
}

impl BodyName {
    fn new(kind: BodyKind, form: &str, nations: &Nations) -> Self {
        let key = nations.body(form);
        Self {
            // A name of several words is that of one thing, whether it is taken for a body or a place.
            kind: if key.contains(' ') { BodyKind::Body } else { kind },
            abbreviation: names::is_abbreviation(form),
            proper: names::has_capital(form) && !names::is_shared(&key),
            key,
        }
    }

    /// Whether it is the abbreviation of a body, which says less than a name does.
    fn is_short(&self) -> bool {
        self.abbreviation && self.proper && self.kind == BodyKind::Body
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum BodyKind {
    Body,
    Place,
}

/// The names of one node, as indices into those of [`Known`].
enum NodeNames {
    Person(Vec<u32>),
    Body(Vec<u32>),
    /// Not to be joined with anything.
    Alone,
}

impl Known {
    fn new(nodes: &[Node<'_>]) -> Self {
        let nations = Nations::embedded();
        let mut known =
            Self { persons: Vec::new(), bodies: Vec::new(), names: Vec::with_capacity(nodes.len()) };
        let mut person_forms: FxHashMap<&str, Option<u32>> = FxHashMap::default();
        let mut body_forms: FxHashMap<(BodyKind, &str), u32> = FxHashMap::default();
        for node in nodes {
            let kind = match node.facts.kind {
                EntityKind::Person => None,
                EntityKind::Organization => Some(BodyKind::Body),
                EntityKind::Group if is_named(node) => Some(BodyKind::Body),
                EntityKind::Place => Some(BodyKind::Place),
                EntityKind::Group | EntityKind::Document | EntityKind::Unnamed => {
                    known.names.push(NodeNames::Alone);
                    continue;
                }
            };
            let forms = forms_of(node.facts);
            known.names.push(match kind {
                None => NodeNames::Person(
                    forms
                        .filter_map(|form| {
                            *person_forms.entry(form).or_insert_with(|| {
                                known.persons.push(names::person(form)?);
                                Some(known.persons.len() as u32 - 1)
                            })
                        })
                        .collect(),
                ),
                Some(kind) => NodeNames::Body(
                    forms
                        .filter(|form| kind == BodyKind::Body || names_place(form, node.facts, &nations))
                        .map(|form| {
                            *body_forms.entry((kind, form)).or_insert_with(|| {
                                known.bodies.push(BodyName::new(kind, form, &nations));
                                known.bodies.len() as u32 - 1
                            })
                        })
                        .collect(),
                ),
            });
        }
        known
    }

    /// The names of node `i`, if it is a person.
    fn person(&self, i: usize) -> impl Iterator<Item = &PersonName> {
        let ids: &[u32] = match self.names.get(i) {
            Some(NodeNames::Person(ids)) => ids,
            _ => &[],
        };
        ids.iter().filter_map(|&id| self.persons.get(id as usize))
    }

    /// The names of node `i`, if it is a body or place.
    fn body(&self, i: usize) -> impl Iterator<Item = &BodyName> {
        let ids: &[u32] = match self.names.get(i) {
            Some(NodeNames::Body(ids)) => ids,
            _ => &[],
        };
        ids.iter().filter_map(|&id| self.bodies.get(id as usize))
    }
}

/// Every form an entity is named by, its name among them.
fn forms_of(entity: &Entity) -> impl Iterator<Item = &str> {
    let name = entity.aliases.iter().all(|a| a.form != entity.name).then_some(entity.name.as_str());
    name.into_iter().chain(entity.aliases.iter().map(|a| a.form.as_str()))
}

/// Whether a form of a place is one of its names: in "DALLAS (AP)" the letters are no abbreviation of the city.
fn names_place(form: &str, place: &Entity, nations: &Nations) -> bool {
    let short = |other: &str| other != form && names::abbreviates(form, other);
    form == place.name || !names::is_abbreviation(form) || nations.has(form) || forms_of(place).any(short)
}

/// Whether a group has a proper name ("Rojava officials"): a capital that is not just that of a sentence.
fn is_named(node: &Node<'_>) -> bool {
    let raw = &node.document.raw;
    let later_capital =
        |form: &str| form.split_whitespace().skip(1).any(|w| w.starts_with(char::is_uppercase));
    let opens_sentence = |start: u32| {
        let before = raw.get(..start as usize).unwrap_or_default();
        !before
            .trim_end_matches([' ', '\u{a0}'])
            .ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | ')' | '-'))
    };
    node.facts.aliases.iter().any(|alias| {
        later_capital(&alias.form)
            || (alias.form.starts_with(char::is_uppercase) && !opens_sentence(alias.first.start()))
    })
}

/// Persons of one full name, and those whose names differ by initials only.
fn join_full_names(known: &Known, sets: &mut Sets) {
    let mut by_name: FxHashMap<&str, u32> = FxHashMap::default();
    let mut by_outer_name: FxHashMap<&str, Vec<(&str, u32)>> = FxHashMap::default();
    for i in 0..known.names.len() {
        for name in known.person(i).filter(|name| name.full) {
            sets.join(*by_name.entry(name.words.as_str()).or_insert(i as u32), i as u32);
            if let Some((outer, initials)) = &name.initials {
                let variants = by_outer_name.entry(outer.as_str()).or_default();
                if variants.iter().all(|(other, _)| other != initials) {
                    variants.push((initials.as_str(), i as u32));
                }
            }
        }
    }
    for (outer, variants) in by_outer_name {
        // "George Bush" is neither George W. nor George H. W. as long as both are in the briefing.
        if let ([(_, with)], Some(&without)) = (variants.as_slice(), by_name.get(outer)) {
            sets.join(*with, without);
        }
    }
}

/// Persons called by a surname only, in articles that do not name its one bearer in full.
fn join_surnames(nodes: &[Node<'_>], known: &Known, sets: &mut Sets) {
    let mut bearers: FxHashMap<&str, Bearers> = FxHashMap::default();
    let mut bare = Vec::new();
    for i in 0..nodes.len() {
        let mut full = known.person(i).filter(|n| n.full).peekable();
        if full.peek().is_none() {
            bare.extend(known.person(i).next().map(|name| (i, name.words.as_str())));
            continue;
        }
        let first = sets.first(i as u32);
        // What an article calls its full-named people by counts like a surname ("Kim" for Kim Jong Un).
        let short = known.person(i).filter(|n| !n.full).map(|n| n.words.as_str());
        for name in full.map(|n| n.surname.as_str()).chain(short) {
            bearers.entry(name).or_insert(Bearers::One(first)).add(first);
        }
    }
    let named_in: rustc_hash::FxHashSet<(u32, ArticleId)> = nodes
        .iter()
        .enumerate()
        .filter(|(i, _)| known.person(*i).any(|n| n.full))
        .map(|(i, node)| (sets.first(i as u32), node.article))
        .collect();
    let mut nobody: FxHashMap<(&str, Gender), u32> = FxHashMap::default();
    for (i, name) in bare {
        let Some(node) = nodes.get(i) else { continue };
        match bearers.get(name) {
            Some(Bearers::Several) => {}
            Some(&Bearers::One(first)) => {
                let bearer = nodes.get(first as usize);
                let agrees = bearer.is_none_or(|b| gender(b).agrees(gender(node)));
                if agrees && !named_in.contains(&(first, node.article)) {
                    sets.join(first, i as u32);
                }
            }
            // Nobody's full name is known: the same short name is the same person.
            None => sets.join(*nobody.entry((name, gender(node))).or_insert(i as u32), i as u32),
        }
    }
}

/// Who bears a surname.
#[derive(Clone, Copy)]
enum Bearers {
    One(u32),
    Several,
}

impl Bearers {
    fn add(&mut self, first: u32) {
        if matches!(self, Self::One(known) if *known != first) {
            *self = Self::Several;
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Gender {
    Unknown,
    Masculine,
    Feminine,
}

impl Gender {
    fn agrees(self, other: Self) -> bool {
        self == other || self == Self::Unknown || other == Self::Unknown
    }
}

/// What the mentions of a person agree on.
fn gender(node: &Node<'_>) -> Gender {
    let (mut masculine, mut feminine) = (0, 0);
    for mention in node.facts.mentions.iter().filter_map(|&m| node.analysis.mention(m)) {
        masculine += usize::from(mention.agreement == Agreement::Masculine);
        feminine += usize::from(mention.agreement == Agreement::Feminine);
    }
    match masculine.cmp(&feminine) {
        std::cmp::Ordering::Greater => Gender::Masculine,
        std::cmp::Ordering::Less => Gender::Feminine,
        std::cmp::Ordering::Equal => Gender::Unknown,
    }
}

/// Bodies and places of one name, and bodies called by the abbreviation of one name.
fn join_bodies(known: &Known, sets: &mut Sets) {
    let mut by_key: FxHashMap<(BodyKind, &str), u32> = FxHashMap::default();
    let mut abbreviations: FxHashMap<&str, Meanings<'_>> = FxHashMap::default();
    for i in 0..known.names.len() {
        for name in known.body(i) {
            if name.is_short() {
                abbreviations.entry(name.key.as_str()).or_default();
            } else if name.proper {
                sets.join(*by_key.entry((name.kind, name.key.as_str())).or_insert(i as u32), i as u32);
            }
        }
    }
    for i in 0..known.names.len() {
        let long = known.body(i).filter(|n| !n.abbreviation && n.proper).max_by_key(|n| n.key.len());
        for name in known.body(i).filter(|n| n.is_short()) {
            if let Some(meanings) = abbreviations.get_mut(name.key.as_str()) {
                meanings.add(long.map(|n| n.key.as_str()), i as u32);
            }
        }
    }
    for (key, meanings) in &abbreviations {
        // POLITICO is no abbreviation where somebody writes Politico.
        let spelled = by_key.get(&(BodyKind::Body, *key)).copied();
        meanings.join(spelled, sets);
    }
}

/// What an abbreviation stands for in a briefing.
#[derive(Default)]
struct Meanings<'a> {
    /// Long names it is an abbreviation of, in order of the first, with the nodes that say so.
    long: Vec<(&'a str, Vec<u32>)>,
    /// Nodes that have no long name.
    bare: Vec<u32>,
}

/// A meaning this many times as frequent as the next is what the bare abbreviation means.
const DOMINANT: usize = 4;

/// More meanings than this are not told apart: the abbreviation is none.
const MOST_MEANINGS: usize = 32;

impl<'a> Meanings<'a> {
    fn add(&mut self, long: Option<&'a str>, node: u32) {
        let Some(long) = long else { return self.bare.push(node) };
        if let Some((_, nodes)) = self.long.iter_mut().find(|(name, _)| *name == long) {
            nodes.push(node);
        } else if self.long.len() < MOST_MEANINGS {
            self.long.push((long, vec![node]));
        }
    }

    /// Joins what the abbreviation stands for; `spelled` is a node that has it as a word.
    fn join(&self, spelled: Option<u32>, sets: &mut Sets) {
        // "Islamic State" and "Islamic State of Iraq and Syria" are one name, said shorter; so are "Security
        // Council" and "UN Security Council".
        let mut meanings: Vec<(&str, Vec<u32>)> = Vec::new();
        for (name, nodes) in &self.long {
            let same = |(other, _): &&mut (&str, Vec<u32>)| is_part(name, other) || is_part(other, name);
            match meanings.iter_mut().find(same) {
                Some((_, all)) => all.extend(nodes),
                None => meanings.push((name, nodes.clone())),
            }
        }
        for (_, nodes) in &meanings {
            sets.join_all(nodes);
        }
        meanings.sort_by_key(|(_, nodes)| std::cmp::Reverse(nodes.len()));
        let meant = match meanings.as_slice() {
            [] => spelled.or(self.bare.first().copied()),
            [(_, only)] => only.first().copied(),
            [(_, first), (_, second), ..] if first.len() >= DOMINANT * second.len() => first.first().copied(),
            _ => None,
        };
        if let Some(meant) = meant {
            for &node in &self.bare {
                sets.join(meant, node);
            }
        }
    }
}

/// Whether the words of `long` begin or end with all words of `short`.
fn is_part(long: &str, short: &str) -> bool {
    let parted = |rest: &str, at: fn(&str) -> bool| rest.is_empty() || at(rest);
    long.strip_prefix(short).is_some_and(|rest| parted(rest, |r| r.starts_with(' ')))
        || long.strip_suffix(short).is_some_and(|rest| parted(rest, |r| r.ends_with(' ')))
}

/// Disjoint sets; the first member stands for its set.
struct Sets {
    parent: Vec<u32>,
}

impl Sets {
    fn new(len: usize) -> Self {
        Self { parent: (0..len as u32).collect() }
    }

    fn first(&mut self, mut i: u32) -> u32 {
        while let Some(&parent) = self.parent.get(i as usize) {
            if parent == i {
                break;
            }
            let above = self.parent.get(parent as usize).copied().unwrap_or(parent);
            if let Some(slot) = self.parent.get_mut(i as usize) {
                *slot = above;
            }
            i = above;
        }
        i
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.first(a), self.first(b));
        if let Some(slot) = self.parent.get_mut(a.max(b) as usize) {
            *slot = a.min(b);
        }
    }

    fn join_all(&mut self, nodes: &[u32]) {
        if let Some((&first, rest)) = nodes.split_first() {
            for &node in rest {
                self.join(first, node);
            }
        }
    }
}
