//! What a thing on screen is: the vocabulary that a theme gives styles to.
//!
//! Callers ask for roles, never for colours. A run of text can have several (a mention inside a
//! quotation inside a search hit); later roles of [`Role::ALL`] win over earlier ones.

use std::fmt;

use crate::model::{EntityKind, QuotationKind};

macro_rules! roles {
    ($($(#[$doc:meta])* $role:ident $name:literal)*) => {
        /// What a thing on screen is. The order is the order of strength: later ones win.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Role { $($(#[$doc])* $role,)* }

        impl Role {
            /// All roles, weakest first.
            pub const ALL: &'static [Self] = &[$(Self::$role,)*];

            /// The name a theme file gives a style to.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$role => $name,)* }
            }
        }
    };
}

roles! {
    /// Running text.
    Text "text"
    /// What says less: dates, counts, hints.
    Dim "dim"
    /// The headline over an article.
    Headline "headline"
    /// Byline and dateline.
    Byline "byline"
    /// A crosshead between paragraphs.
    Crosshead "crosshead"
    /// Text the analysis skips.
    Masked "masked"
    /// Why it skips it.
    MaskReason "mask-reason"
    /// A quotation wholly in marks.
    QuoteDirect "quote-direct"
    /// A quotation partly in marks.
    QuoteMixed "quote-mixed"
    /// A quotation without marks.
    QuoteIndirect "quote-indirect"
    /// A belief, wish or plan.
    QuoteAttitude "quote-attitude"
    /// A quotation of the selected actor.
    SelectedQuote "selected-quote"
    /// A person's mention.
    Person "person"
    /// An organization's mention.
    Organization "organization"
    /// A place.
    Place "place"
    /// Several people spoken of together.
    Group "group"
    /// A document that speaks.
    Document "document"
    /// Somebody whose name is withheld.
    Unnamed "unnamed"
    /// A mention of the selected actor.
    SelectedMention "selected-mention"
    /// The mention the reader is at.
    CurrentMention "current-mention"
    /// The quotation the reader is at.
    CurrentQuote "current-quote"
    /// The word that reports the quotation the reader is at.
    Cue "cue"
    /// A place that decided who said the quotation the reader is at.
    Evidence "evidence"
    /// A place the search found.
    SearchHit "search-hit"
    /// The place the search is at.
    CurrentHit "current-hit"
    /// The title of a pane.
    Title "title"
    /// The title of the pane that has the keys.
    TitleFocused "title-focused"
    /// Lines between panes.
    Rule "rule"
    /// The line under the title of the pane that has the keys.
    RuleFocused "rule-focused"
    /// The selected row of a list in another pane.
    RowMarked "row-marked"
    /// The selected row of the list that has the keys.
    RowSelected "row-selected"
    /// An article not read yet.
    Unread "unread"
    /// An article with a star.
    Starred "starred"
    /// How many.
    Count "count"
    /// The sign that says how a quotation is put.
    Sign "sign"
    /// An attribution to look at twice.
    Doubtful "doubtful"
    /// A quotation that was checked.
    Checked "checked"
    /// A quotation whose speaker the reader said.
    Corrected "corrected"
    /// A note.
    Noted "noted"
    /// A quotation that was marked to be exported.
    Picked "picked"
    /// An article that is a copy or a version of another, and how many there are.
    Copies "copies"
    /// A letter that fuzzy matching found.
    Match "match"
    /// A key in a hint.
    Key "key"
    /// What a key does.
    Hint "hint"
    /// Something said once, in the status line.
    Message "message"
    /// Something that went wrong, in the status line.
    Warning "warning"
    /// How far the work is.
    Progress "progress"
    /// The sign before typed text.
    Prompt "prompt"
}

impl From<EntityKind> for Role {
    fn from(kind: EntityKind) -> Self {
        match kind {
            EntityKind::Person => Self::Person,
            EntityKind::Organization => Self::Organization,
            EntityKind::Place => Self::Place,
            EntityKind::Group => Self::Group,
            EntityKind::Document => Self::Document,
            EntityKind::Unnamed => Self::Unnamed,
        }
    }
}

impl From<QuotationKind> for Role {
    fn from(kind: QuotationKind) -> Self {
        match kind {
            QuotationKind::Direct => Self::QuoteDirect,
            QuotationKind::Mixed => Self::QuoteMixed,
            QuotationKind::Indirect => Self::QuoteIndirect,
            QuotationKind::Attitude => Self::QuoteAttitude,
        }
    }
}

/// A set of roles.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Roles(u64);

impl Roles {
    /// No role.
    pub const NONE: Self = Self(0);

    /// The set of one.
    pub const fn of(role: Role) -> Self {
        Self(1 << role as u64)
    }

    /// With `role` added.
    pub const fn with(self, role: Role) -> Self {
        Self(self.0 | Self::of(role).0)
    }

    /// With `role` taken out.
    pub const fn without(self, role: Role) -> Self {
        Self(self.0 & !Self::of(role).0)
    }

    /// The roles of both.
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether `role` is among them.
    pub const fn has(self, role: Role) -> bool {
        self.0 & Self::of(role).0 != 0
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Its roles, weakest first.
    pub fn iter(self) -> impl Iterator<Item = Role> {
        Role::ALL.iter().copied().filter(move |r| self.has(*r))
    }
}

impl From<Role> for Roles {
    fn from(role: Role) -> Self {
        Self::of(role)
    }
}

impl FromIterator<Role> for Roles {
    fn from_iter<I: IntoIterator<Item = Role>>(roles: I) -> Self {
        roles.into_iter().fold(Self::NONE, Self::with)
    }
}

impl fmt::Debug for Roles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter().map(Role::name)).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_every_role_and_gives_them_back_weakest_first() {
        let all: Roles = Role::ALL.iter().rev().copied().collect();
        assert_eq!(all.iter().collect::<Vec<_>>(), Role::ALL);
        assert!(Role::ALL.len() <= 64);
    }
}
