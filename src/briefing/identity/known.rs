//! What the names of all entities say; each distinct form is read once.

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use super::{
    Node,
    joiner::Joiner,
    lists::{ANY_WALK, Lists, Offices},
};
use crate::{
    briefing::{
        ArticleId, Copies,
        names::{self, Nations, PersonName},
    },
    lexicon::spelling::Spellings,
    model::{Agreement, Entity, EntityKind},
    text::{chars::is_hyphen, fold::fold},
};

/// What rules look at.
pub(super) struct Known<'a> {
    pub lists: &'a Lists,
    /// Which articles are one.
    pub copies: &'a Copies,
    nodes: &'a [Node<'a>],
    /// Distinct names of persons, with their forms.
    persons: Vec<(&'a str, Person)>,
    /// Distinct keys of bodies and places, with their forms.
    bodies: Vec<(&'a str, BodyName)>,
    /// Per node, its names.
    names: Vec<NodeNames>,
    /// Distinct full names of persons with who bears them.
    pub full: Vec<FullName<'a>>,
}

/// A person's name and how its spellings are told.
pub(super) struct Person {
    pub name: PersonName,
    /// Its words, each by the key of all its spellings, parted by single spaces.
    pub spelled: String,
}

/// What "servant of" is written as at the head of a given name.
const SERVANT: [&str; 5] = ["abdel", "abdul", "abdal", "abdur", "abd"];

impl Person {
    fn new(name: PersonName, spellings: &Spellings) -> Self {
        let mut spelled = String::with_capacity(name.words.len() + 2);
        if !name.words.contains("abd") {
            spellings.add_keys(&name.words, &mut spelled);
            return Self { name, spelled };
        }
        let mut words = name.words.split(' ').peekable();
        while let Some(word) = words.next() {
            // "Abd al-Fattah", "Abdel Fattah", "Abdulfattah": the article is gone from the first already.
            match SERVANT.iter().find_map(|servant| word.strip_prefix(servant)) {
                Some("") if words.peek().is_some() => spellings.add_keys("abd", &mut spelled),
                Some(rest) if rest.len() > 3 && !rest.starts_with("la") => {
                    spellings.add_keys("abd", &mut spelled);
                    spellings.add_keys(rest, &mut spelled);
                }
                _ => spellings.add_keys(word, &mut spelled),
            }
        }
        Self { name, spelled }
    }

    /// Its last word with what tells father from son, by spelling.
    pub fn spelled_bare(&self) -> &str {
        let words = self.name.bare.split(' ').count();
        let at = self.spelled.rmatch_indices(' ').nth(words - 1).map_or(0, |(at, _)| at + 1);
        self.spelled.get(at..).unwrap_or_default()
    }
}

/// A full name and all that is known of those who bear it.
pub(super) struct FullName<'a> {
    /// A form of it.
    pub form: &'a str,
    /// Index of the name.
    person: u32,
    /// The nodes that have it, in order of the articles.
    pub nodes: Vec<u32>,
    facts: OnceCell<Facts>,
}

/// What tells persons apart beside their names.
#[derive(Debug, Clone, Default)]
pub(super) struct Facts {
    pub gender: Gender,
    /// Their offices, with the walks of life these belong to.
    pub offices: Vec<(&'static str, Offices)>,
}

/// How two persons' offices stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Agreeing {
    /// They share one.
    Yes,
    /// Nothing speaks for or against it.
    Silent,
    /// They belong to walks of life that have nothing in common, or he is a she.
    No,
}

impl Facts {
    /// Whether these may be facts of one person.
    pub fn agree(&self, other: &Self) -> Agreeing {
        if !self.gender.agrees(other.gender) {
            return Agreeing::No;
        }
        let share = |(word, _): &(&str, Offices)| other.offices.iter().any(|(w, _)| w == word);
        if self.offices.iter().any(share) {
            return Agreeing::Yes;
        }
        let walks = |facts: &Self| facts.offices.iter().fold(0, |all, (_, walks)| all | walks) & !ANY_WALK;
        let (a, b) = (walks(self), walks(other));
        if a != 0 && b != 0 && a & b == 0 { Agreeing::No } else { Agreeing::Silent }
    }

    /// Adds what is known of another place of the same person.
    pub fn add(&mut self, other: &Self) {
        if self.gender == Gender::Unknown {
            self.gender = other.gender;
        }
        for office in &other.offices {
            if !self.offices.contains(office) {
                self.offices.push(*office);
            }
        }
    }
}

/// The name of a body or a place.
pub(super) struct BodyName {
    pub kind: BodyKind,
    /// Folded, countries in one form.
    pub key: String,
    /// The same without the Arabic article, each word by the key of all its spellings; empty for abbreviations and
    /// what is no proper name.
    pub spelled: String,
    /// Whether a word of it has the Arabic article.
    pub article: bool,
    pub abbreviation: bool,
    /// Whether it says which body or place: it is no common noun, nor what all bodies of a sort are called.
    pub proper: bool,
}

impl BodyName {
    fn new(kind: BodyKind, form: &str, lists: &Lists) -> Self {
        let key = lists.nations.body(form);
        let key = of_country(&key, lists).unwrap_or(key);
        // Only a hyphen or a word of two letters can be the article.
        let article =
            (form.contains(is_hyphen) || form.contains("l ")).then(|| names::without_articles(form));
        let article = article.filter(|bare| bare.trim_end() != form).map(|bare| lists.nations.body(&bare));
        let bare = article.as_deref().unwrap_or(&key);
        let bare = bare.strip_prefix("al ").unwrap_or(bare);
        let several = bare.contains(' ') && !lists.nations.is_country(&key);
        let short = names::is_abbreviation(form);
        let capitals = short && key.len() > 4 && Lists::is_place(&key);
        let place = !several && (lists.nations.is_country(&key) || lists.seat(&key).is_some() || capitals);
        let abbreviation = short && !place;
        let proper = names::has_capital(form) && !names::is_shared(&key);
        let mut spelled = String::with_capacity(bare.len());
        if proper && !abbreviation {
            lists.spellings.add_keys(bare, &mut spelled);
        }
        Self {
            // A name of several words is that of one thing, whether it is taken for a body or a place; and in
            // capitals a city is easily taken for a body.
            kind: if several || names::is_company(form) {
                BodyKind::Body
            } else if place {
                BodyKind::Place
            } else {
                kind
            },
            abbreviation,
            proper,
            spelled,
            article: article.is_some(),
            key,
        }
    }

    /// Whether it is the abbreviation of a body, which says less than a name does.
    pub fn is_short(&self) -> bool {
        self.abbreviation && self.proper && self.kind == BodyKind::Body
    }
}

/// A ministry of a capital is one of its country: "baghdad interior ministry" -> "iraq interior ministry".
fn of_country(key: &str, lists: &Lists) -> Option<String> {
    let (seat, office) = key.strip_suffix(" ministry")?.split_once(' ')?;
    Some(format!("{} {office} ministry", lists.seat(seat)?))
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
    pub fn new(nodes: &'a [Node<'a>], lists: &'a Lists, copies: &'a Copies) -> Self {
        let mut known = Self {
            lists,
            copies,
            nodes,
            persons: Vec::new(),
            bodies: Vec::new(),
            names: Vec::with_capacity(nodes.len()),
            full: Vec::new(),
        };
        let mut person_forms: FxHashMap<&str, Option<u32>> = FxHashMap::default();
        let mut body_forms: FxHashMap<(BodyKind, &str), u32> = FxHashMap::default();
        for node in nodes {
            let kind = match node.facts.kind {
                EntityKind::Person => None,
                EntityKind::Organization => Some(BodyKind::Body),
                EntityKind::Group if is_named(node) => Some(BodyKind::Body),
                // "Central Command" is no place, whatever it was taken for.
                EntityKind::Place if names::is_shared(&lists.nations.body(&node.facts.name)) => {
                    Some(BodyKind::Body)
                }
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
                                let name = names::person(form)?;
                                known.persons.push((form, Person::new(name, &lists.spellings)));
                                Some(known.persons.len() as u32 - 1)
                            })
                        })
                        .collect(),
                ),
                Some(kind) => NodeNames::Body(
                    forms
                        .filter(|form| {
                            kind == BodyKind::Body || names_place(form, node.facts, &lists.nations)
                        })
                        .map(|form| {
                            *body_forms.entry((kind, form)).or_insert_with(|| {
                                known.bodies.push((form, BodyName::new(kind, form, lists)));
                                known.bodies.len() as u32 - 1
                            })
                        })
                        .collect(),
                ),
            });
        }
        known.full = known.full_names();
        known
    }

    /// Distinct full names with who bears them.
    fn full_names(&self) -> Vec<FullName<'a>> {
        let mut at: FxHashMap<&str, usize> = FxHashMap::default();
        let mut full: Vec<FullName<'a>> = Vec::new();
        for (i, names) in self.names.iter().enumerate() {
            let NodeNames::Person(ids) = names else { continue };
            for &id in ids {
                let Some((form, person)) = self.persons.get(id as usize).filter(|(_, p)| p.name.full) else {
                    continue;
                };
                let new = full.len();
                let slot = *at.entry(person.name.words.as_str()).or_insert(new);
                if slot == new {
                    full.push(FullName { form, person: id, nodes: Vec::new(), facts: OnceCell::new() });
                }
                if let Some(name) = full.get_mut(slot).filter(|name| name.nodes.last() != Some(&(i as u32))) {
                    name.nodes.push(i as u32);
                }
            }
        }
        full
    }

    /// All nodes.
    pub fn all(&self) -> impl Iterator<Item = u32> + use<> {
        0..self.names.len() as u32
    }

    /// The name node `i` is shown by.
    pub fn display(&self, i: u32) -> &'a str {
        self.nodes.get(i as usize).map_or("", |node| node.facts.name.as_str())
    }

    /// All nodes, in order of the articles.
    pub const fn nodes(&self) -> &'a [Node<'a>] {
        self.nodes
    }

    /// The article node `i` is of.
    pub fn article(&self, i: u32) -> ArticleId {
        self.nodes.get(i as usize).map_or(ArticleId(u32::MAX), |node| node.article)
    }

    /// The names of node `i` with their forms, if it is a person.
    pub fn person(&self, i: u32) -> impl Iterator<Item = (&'a str, &Person)> {
        let ids: &[u32] = match self.names.get(i as usize) {
            Some(NodeNames::Person(ids)) => ids,
            _ => &[],
        };
        ids.iter().filter_map(|&id| self.persons.get(id as usize)).map(|(form, name)| (*form, name))
    }

    /// The name behind a full one.
    pub fn name_of(&self, full: &FullName<'a>) -> Option<&Person> {
        self.persons.get(full.person as usize).map(|(_, person)| person)
    }

    /// The names of node `i` with their forms, if it is a body or place.
    pub fn body(&self, i: u32) -> impl Iterator<Item = (&'a str, &BodyName)> {
        let ids: &[u32] = match self.names.get(i as usize) {
            Some(NodeNames::Body(ids)) => ids,
            _ => &[],
        };
        ids.iter().filter_map(|&id| self.bodies.get(id as usize)).map(|(form, name)| (*form, name))
    }

    /// The words that an article explains a bracketed abbreviation of node `i` by, where it is first seen.
    pub fn explained(&self, i: u32, short: &str) -> Option<&'a str> {
        let node = self.nodes.get(i as usize)?;
        let alias = node.facts.aliases.iter().find(|alias| alias.form == short)?;
        names::explained(&node.document.raw, alias.first.start(), short)
    }

    /// Persons whom their article names by a short name only: node, form, name.
    pub fn bare(&self) -> impl Iterator<Item = (u32, &'a str, &Person)> {
        self.all().filter(|&i| self.person(i).all(|(_, person)| !person.name.full)).filter_map(|i| {
            // A letter is no name.
            let (form, person) = self.person(i).find(|(_, person)| person.name.words.len() > 1)?;
            Some((i, form, person))
        })
    }

    /// What tells those who bear a full name from others.
    pub fn facts_of<'f>(&self, full: &'f FullName<'a>) -> &'f Facts {
        full.facts.get_or_init(|| {
            let mut facts = Facts::default();
            full.nodes.iter().for_each(|&i| facts.add(&self.facts(i)));
            facts
        })
    }

    /// Whether two full names may be one person's: what is said of them agrees, and no article has both as two
    /// (unless it says that they are the same by their office).
    pub fn may_be_one(&self, joiner: &mut Joiner<'a>, a: &FullName<'a>, b: &FullName<'a>) -> Agreeing {
        let agreeing = self.facts_of(a).agree(self.facts_of(b));
        if agreeing == Agreeing::Silent && self.are_together(joiner, a, b) { Agreeing::No } else { agreeing }
    }

    /// Whether an article has both names as different people.
    fn are_together(&self, joiner: &mut Joiner<'a>, a: &FullName<'a>, b: &FullName<'a>) -> bool {
        let (mut left, mut right) = (a.nodes.iter().peekable(), b.nodes.iter().peekable());
        while let (Some(&&x), Some(&&y)) = (left.peek(), right.peek()) {
            let (of_x, of_y) = (self.article(x), self.article(y));
            if of_x == of_y && joiner.first(x) != joiner.first(y) {
                return true;
            }
            _ = if of_x <= of_y { left.next() } else { right.next() };
        }
        false
    }

    /// What tells the person node `i` from others.
    pub fn facts(&self, i: u32) -> Facts {
        let Some(node) = self.nodes.get(i as usize) else { return Facts::default() };
        let mut facts = Facts { gender: gender(node), offices: Vec::new() };
        for role in &node.facts.roles {
            for word in fold(role.span.of(&node.document.raw)).split(' ') {
                if let Some(office) = self.lists.office(word)
                    && !facts.offices.contains(&office)
                {
                    facts.offices.push(office);
                }
            }
        }
        facts
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

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) enum Gender {
    #[default]
    Unknown,
    Masculine,
    Feminine,
}

impl Gender {
    pub fn agrees(self, other: Self) -> bool {
        self == other || self == Self::Unknown || other == Self::Unknown
    }
}

/// What the mentions of a node agree on.
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
