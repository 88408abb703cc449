//! Layer 1: the nouns. Public fields, no algorithms; the words are those of the glossary in the crate doc.

pub mod analysis;
pub mod decision;
pub mod document;
pub mod entity;
pub mod layout;
pub mod mention;
pub mod passage;
pub mod published;
pub mod quotation;
pub mod token;

pub use analysis::{Analysis, Language, Problem};
pub use decision::{ActorAnchor, Anchor, Decision, Entry};
pub use document::{Document, Given, LeftOut, Origin, Place, Region, RegionKind};
pub use entity::{Alias, Entity, EntityId, EntityKind, Role};
pub use layout::{Block, BlockKind, Layout, MaskReason, Masked};
pub use mention::{Agreement, Mention, MentionId, MentionKind};
pub use passage::{Passages, Quoted};
pub use published::{Certainty, Clock, NAMED_ZONES, Order, Published, When, Zone};
pub use quotation::{Attribution, Confidence, Evidence, Quotation, QuotationKind};
pub use token::{Paragraph, Segments, Sentence, Tag, Token, TokenKind, TokenRange};
