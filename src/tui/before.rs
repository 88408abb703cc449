//! Who was selected when something was decided, to be selected again when that is undone.

use super::{
    moved::Moved,
    scene::{At, Scene},
};
use crate::{
    briefing::{Article, Briefing, QuoteId, Whose},
    model::Decision,
};

/// Who was selected before each decision of this run.
#[derive(Debug, Default)]
pub struct Before {
    all: Vec<(Decision, Selection)>,
    /// What was selected before the decision that was undone last, until a key is pressed: the briefing without it
    /// may be still to come.
    wanted: Option<Selection>,
}

/// Somebody who was selected, in a way that holds in every briefing of the same articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Selection {
    /// A mention of theirs; none of nobody.
    at: Option<At>,
    /// The quotation that was current.
    quote: Option<QuoteId>,
}

impl Before {
    /// Remembers who is selected as something is decided.
    pub fn remember(&mut self, decision: &Decision, scene: &Scene<'_>) {
        let at = match scene.selected {
            Some(Whose::Actor(_)) => scene.mentions.first().copied(),
            _ => None,
        };
        // Whom no article mentions, and who was not selected, cannot be found again.
        if at.is_some() || scene.selected == Some(Whose::Nobody) {
            self.all.push((decision.clone(), Selection { at, quote: scene.quote }));
        }
    }

    /// Says that something decided is undone, so that who was selected then is wanted.
    pub fn undone(&mut self, decision: &Decision) {
        self.wanted = self.all.iter().rev().find(|(known, _)| known == decision).map(|(_, before)| *before);
    }

    /// Finds them among other articles; who was selected in one that is gone is forgotten.
    pub fn follow(&mut self, moved: &Moved<'_>) {
        let follow = |selection: &mut Selection| {
            if let Some(at) = &mut selection.at {
                let Some(there) = moved.mention(*at) else { return false };
                *at = there;
            }
            selection.quote = selection.quote.and_then(|quote| moved.quote(quote));
            true
        };
        self.all.retain_mut(|(_, selection)| follow(selection));
        self.wanted.take_if(|selection| !follow(selection));
    }

    /// Says that the reader has gone on.
    pub const fn forget(&mut self) {
        self.wanted = None;
    }

    /// Who is to be selected now, and with which quotation.
    pub fn wanted(&self, briefing: &Briefing) -> Option<(Whose, Option<QuoteId>)> {
        let Selection { at, quote } = self.wanted?;
        let Some((article, mention)) = at else { return Some((Whose::Nobody, quote)) };
        let actor = |of: &Article| of.actor(of.analysis.as_ref()?.mention(mention)?.entity?);
        briefing.article(article).and_then(actor).map(|actor| (Whose::Actor(actor), quote))
    }
}
