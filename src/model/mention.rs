//! Mentions: places in the text that name or refer to somebody or something.

use super::{EntityId, EntityKind};
use crate::text::Span;

/// Index of a mention in its document's [`super::Analysis::mentions`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MentionId(pub u32);

/// A place in the text that names or refers to somebody or something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands, with determiner and title ("the senior Iraqi diplomat").
    pub span: Span,
    /// The name itself within `span`, or the head noun, or the pronoun.
    pub head: Span,
    /// Name, pronoun or nominal.
    pub kind: MentionKind,
    /// What it seems to refer to, judged alone.
    pub entity_kind: EntityKind,
    /// Which pronouns could stand for it, as far as the words say.
    pub agreement: Agreement,
    /// Whether it may be no entity at all (a law, a day, a programme): it becomes one only if it speaks.
    pub weak: bool,
    /// Who it is, once resolved.
    pub entity: Option<EntityId>,
}

/// How a mention refers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MentionKind {
    /// By name: "Muqtada al-Sadr", "the SDF".
    Name,
    /// By pronoun: "he", "they", "who".
    Pronoun,
    /// By description: "the prominent cleric", "officials".
    Nominal,
}

/// Which pronouns agree with a mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Agreement {
    /// Nothing is known.
    #[default]
    Unknown,
    /// He.
    Masculine,
    /// She.
    Feminine,
    /// He or she: a person whose gender the text does not say.
    Person,
    /// It.
    Neuter,
    /// They.
    Plural,
    /// I, we: whoever is speaking.
    First,
}
