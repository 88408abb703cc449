//! Entities of one document: everything highlighted. An actor is an entity that can speak.

use super::MentionId;
use crate::text::Span;

/// Index of an entity in its document's [`super::Analysis::entities`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u32);

/// Somebody or something a document mentions, with all its mentions there.
#[derive(Debug, Clone)]
pub struct Entity {
    /// Its fullest name in this document.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// Every form it is named by, the displayed one first, each where it was first seen.
    pub aliases: Vec<Alias>,
    /// What it is said to be ("foreign minister"), each where it was seen.
    pub roles: Vec<Role>,
    /// Its mentions in order of the text.
    pub mentions: Vec<MentionId>,
}

/// What an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EntityKind {
    /// A person with a name.
    Person,
    /// A company, ministry, party, army, agency, court, outlet.
    Organization,
    /// A place, or a government called by its place.
    Place,
    /// Several people spoken of together: "Rojava officials", "residents".
    Group,
    /// A document that speaks: a report, a poll, a statement without an author.
    Document,
    /// One source whose name is withheld: "a senior U.S. military official".
    Unnamed,
}

impl EntityKind {
    /// All kinds, in the order lists show them.
    pub const ALL: [Self; 6] =
        [Self::Person, Self::Organization, Self::Place, Self::Group, Self::Document, Self::Unnamed];

    /// The kind in one word, as files and screens say it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Place => "place",
            Self::Group => "group",
            Self::Document => "document",
            Self::Unnamed => "unnamed",
        }
    }
}

/// A form an entity is named by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// The form as written.
    pub form: String,
    /// Where it was first seen.
    pub first: Span,
}

/// What an entity is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Role {
    /// The words that say so: "Iraqi Foreign Minister".
    pub span: Span,
}
