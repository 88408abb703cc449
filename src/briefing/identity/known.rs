//! What the names of all entities say; each distinct form is read once.

use rustc_hash::FxHashMap;

use super::Node;
use crate::{
    briefing::{
        ArticleId,
        names::{self, Nations, PersonName},
    },
    model::{Agreement, Entity, EntityKind},
};

/// What rules look at.
pub(super) struct Known<'a> {
    nodes: &'a [Node<'a>],
    /// Distinct names of persons, with their forms.
    persons: Vec<(&'a str, PersonName)>,
    /// Distinct keys of bodies and places, with their forms.
    bodies: Vec<(&'a str, BodyName)>,
    /// Per node, its names.
    names: Vec<NodeNames>,
}

/// The name of a body or a place.
pub(super) struct BodyName {
    pub kind: BodyKind,
    /// Folded, countries in one form.
    pub key: String,
    pub abbreviation: bool,
    /// Whether it says which body or place: it is no common noun, nor what all bodies of a sort are called.
    pub proper: bool,
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
    pub fn is_short(&self) -> bool {
        self.abbreviation && self.proper && self.kind == BodyKind::Body
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum BodyKind {
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

impl<'a> Known<'a> {
    pub fn new(nodes: &'a [Node<'a>]) -> Self {
        let nations = Nations::embedded();
        let mut known =
            Self { nodes, persons: Vec::new(), bodies: Vec::new(), names: Vec::with_capacity(nodes.len()) };
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
                                known.persons.push((form, names::person(form)?));
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
                                known.bodies.push((form, BodyName::new(kind, form, &nations)));
                                known.bodies.len() as u32 - 1
                            })
                        })
                        .collect(),
                ),
            });
        }
        known
    }

    /// All nodes.
    pub fn all(&self) -> impl Iterator<Item = u32> + use<> {
        0..self.names.len() as u32
    }

    /// The name node `i` is shown by.
    pub fn display(&self, i: u32) -> &'a str {
        self.nodes.get(i as usize).map_or("", |node| node.facts.name.as_str())
    }

    /// The article node `i` is of.
    pub fn article(&self, i: u32) -> ArticleId {
        self.nodes.get(i as usize).map_or(ArticleId(u32::MAX), |node| node.article)
    }

    /// The names of node `i` with their forms, if it is a person.
    pub fn person(&self, i: u32) -> impl Iterator<Item = (&'a str, &PersonName)> {
        let ids: &[u32] = match self.names.get(i as usize) {
            Some(NodeNames::Person(ids)) => ids,
            _ => &[],
        };
        ids.iter().filter_map(|&id| self.persons.get(id as usize)).map(|(form, name)| (*form, name))
    }

    /// The names of node `i` with their forms, if it is a body or place.
    pub fn body(&self, i: u32) -> impl Iterator<Item = (&'a str, &BodyName)> {
        let ids: &[u32] = match self.names.get(i as usize) {
            Some(NodeNames::Body(ids)) => ids,
            _ => &[],
        };
        ids.iter().filter_map(|&id| self.bodies.get(id as usize)).map(|(form, name)| (*form, name))
    }

    /// Persons whom their article names by a short name only: node, form, words.
    pub fn bare(&self) -> impl Iterator<Item = (u32, &'a str, &str)> {
        self.all().filter(|&i| self.person(i).all(|(_, name)| !name.full)).filter_map(|i| {
            let (form, name) = self.person(i).next()?;
            Some((i, form, name.words.as_str()))
        })
    }

    /// What the mentions of node `i` agree on.
    pub fn gender(&self, i: u32) -> Gender {
        self.nodes.get(i as usize).map_or(Gender::Unknown, gender)
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

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Gender {
    Unknown,
    Masculine,
    Feminine,
}

impl Gender {
    pub fn agrees(self, other: Self) -> bool {
        self == other || self == Self::Unknown || other == Self::Unknown
    }
}

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
