//! What the pipeline knows of one document.

use super::{Attribution, Entity, EntityId, Layout, Mention, MentionId};
use crate::text::Span;

/// All facts about one document. Everything in it is spans of the document's text.
#[derive(Debug, Clone, Default)]
pub struct Analysis {
    /// What is text and what is furniture.
    pub layout: Layout,
    /// The language of the text, where it tells. What is not in English is not analysed further.
    pub language: Option<Language>,
    /// The sentences of the readable text, in order, disjoint; none crosses the edge of a block.
    pub sentences: Vec<Span>,
    /// Mentions in order of the text.
    pub mentions: Vec<Mention>,
    /// Entities in order of their first mention.
    pub entities: Vec<Entity>,
    /// Attributed quotations in order of the text, those nobody could be named for included.
    pub attributions: Vec<Attribution>,
    /// What went wrong or looks odd; never a reason to stop.
    pub problems: Vec<Problem>,
}

impl Analysis {
    /// The mention with this id.
    pub fn mention(&self, id: MentionId) -> Option<&Mention> {
        self.mentions.get(id.0 as usize)
    }

    /// The entity with this id.
    pub fn entity(&self, id: EntityId) -> Option<&Entity> {
        self.entities.get(id.0 as usize)
    }

    /// Who an attribution's speaker is.
    pub fn actor_of(&self, attribution: &Attribution) -> Option<EntityId> {
        attribution.speaker.and_then(|m| self.mention(m)).and_then(|m| m.entity)
    }
}

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Language {
    /// Its tag: of two letters (ISO 639-1), where it has none of three.
    pub tag: &'static str,
    /// What English calls it.
    pub name: &'static str,
}

impl Language {
    /// A language that is not English and not recognised.
    pub const UNKNOWN: Self = Self { tag: "und", name: "a language that is not recognised" };

    /// Whether it is the one that is analysed.
    pub fn is_english(self) -> bool {
        self.tag == "en"
    }
}

/// Something odd in a document, found while reading it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where, if anywhere in particular.
    pub span: Option<Span>,
    /// What, in one sentence.
    pub message: String,
}
