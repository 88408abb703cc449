//! Decisions: what the reader corrects. None edits a fact; they are laid over what is derived.
//!
//! A decision says what it is about by content, never by offsets: the words, a few words around them, the outlet.
//! So it finds its target again when an article is fetched anew, renamed, or set in other white space.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use super::EntityKind;

/// Where something stands, by content: a quotation or a mention in an article of an outlet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// Who published the article; `None` where that is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outlet: Option<String>,
    /// The exact words, white space folded; the parts of an interrupted quotation parted by ` […] `.
    pub words: String,
    /// A few words before them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub before: String,
    /// A few words after them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub after: String,
}

/// An actor, or an entity that does not speak, by its name and a place where it is mentioned.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActorAnchor {
    /// Any form it is named by.
    pub name: String,
    /// What it is; `None`: whatever has the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<EntityKind>,
    /// One of its mentions: decides where several have the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Anchor>,
}

/// A correction by the reader: a closed list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "decision", rename_all = "kebab-case")]
pub enum Decision {
    /// Two actors are one.
    Merge {
        /// The one.
        actor: ActorAnchor,
        /// The other.
        with: ActorAnchor,
    },
    /// Some mentions of an actor are another actor.
    Split {
        /// Whose mentions they were.
        actor: ActorAnchor,
        /// Mentions that are the other.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        mentions: Vec<Anchor>,
        /// A mention in each article all of whose mentions of the actor are the other.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        articles: Vec<Anchor>,
    },
    /// Two actors are not one, whatever their names say.
    KeepApart {
        /// The one.
        actor: ActorAnchor,
        /// The other.
        with: ActorAnchor,
    },
    /// Whether two actors are one is to be asked another time.
    Later {
        /// The one.
        actor: ActorAnchor,
        /// The other.
        with: ActorAnchor,
    },
    /// An actor has another name.
    Rename {
        /// The actor.
        actor: ActorAnchor,
        /// The name to show.
        name: String,
    },
    /// An actor is something else.
    Kind {
        /// The actor.
        actor: ActorAnchor,
        /// What it is.
        kind: EntityKind,
    },
    /// This is nobody and nothing.
    NotAnActor {
        /// What was taken for an actor.
        actor: ActorAnchor,
    },
    /// Someone else said this.
    Speaker {
        /// What was said.
        quotation: Anchor,
        /// Who said it, known or new; `None`: nobody can be named.
        actor: Option<ActorAnchor>,
    },
    /// This is no quotation.
    NotAQuotation {
        /// What was taken for one.
        quotation: Anchor,
    },
    /// Two quotations report one statement.
    OneStatement {
        /// The one.
        quotation: Anchor,
        /// The other.
        with: Anchor,
    },
    /// Two quotations do not report one statement.
    NotOneStatement {
        /// The one.
        quotation: Anchor,
        /// The other.
        with: Anchor,
    },
    /// A note on a quotation.
    Note {
        /// The quotation.
        quotation: Anchor,
        /// The note; an empty one takes the note before away.
        note: String,
    },
    /// A quotation was checked, or is to be checked again.
    Checked {
        /// The quotation.
        quotation: Anchor,
        /// Whether it was checked.
        #[serde(default = "yes")]
        checked: bool,
    },
    /// A decision does not hold any more.
    Undo {
        /// The id of its entry.
        entry: String,
    },
    /// A decision that was undone holds again.
    Redo {
        /// The id of its entry.
        entry: String,
    },
}

const fn yes() -> bool {
    true
}

impl Decision {
    /// What it is in a few words, as lists and status lines say it.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Merge { .. } => "merged",
            Self::Split { .. } => "split",
            Self::KeepApart { .. } => "kept apart",
            Self::Later { .. } => "put off",
            Self::Rename { .. } => "renamed",
            Self::Kind { .. } => "kind changed",
            Self::NotAnActor { .. } => "not an actor",
            Self::Speaker { .. } => "speaker corrected",
            Self::NotAQuotation { .. } => "not a quotation",
            Self::OneStatement { .. } => "one statement",
            Self::NotOneStatement { .. } => "not one statement",
            Self::Note { .. } => "noted",
            Self::Checked { checked: true, .. } => "checked",
            Self::Checked { checked: false, .. } => "to be checked again",
            Self::Undo { .. } => "undone",
            Self::Redo { .. } => "redone",
        }
    }
}

/// A decision as the log has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// What undo and redo call it; unique within a log. Lines written by hand may have none.
    #[serde(default)]
    pub id: String,
    /// When it was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<DateTime<Utc>>,
    /// What was decided.
    #[serde(flatten)]
    pub decision: Decision,
}

impl Serialize for EntityKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for EntityKind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        let known = Self::ALL.into_iter().find(|kind| kind.name() == name);
        known.ok_or_else(|| D::Error::custom(format!("there is no kind {name:?}")))
    }
}
