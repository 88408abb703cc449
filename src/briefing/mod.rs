//! The documents, actors and quotations of one reading, seen together.
//!
//! A [`Briefing`] is derived from documents and their analyses, never edited, and shared behind an `Arc`. The
//! reader's decisions are laid over what is derived: what they concern is seen as they leave it, here and by all that
//! stands on a briefing.
//! It can be built while some analyses are still to come: those articles are listed, and say so. It is cheap
//! to build again with every batch of analyses that arrives; ids are those of one briefing, not of the next.

mod about;
mod actors;
mod adjusted;
mod anchor;
mod anchors;
mod copies;
mod decided;
mod habits;
mod held;
mod identity;
mod lookup;
mod names;
mod statements;
mod suggest;

use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;
use rustc_hash::{FxHashMap, FxHashSet};

pub use self::{
    actors::Actor,
    copies::{Copies, CopyGroup, CopyKind, Member},
    identity::{Constraints, EntityOf, Join, RULES, Rule},
    statements::Statement,
    suggest::Suggestion,
};
use crate::model::{Analysis, Attribution, Decision, Document, EntityId, Order, Published};

/// Index of an article in [`Briefing::articles`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub u32);

/// Index of an actor in [`Briefing::actors`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorId(pub u32);

/// An attribution of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuoteId {
    /// The article.
    pub article: ArticleId,
    /// Index into its [`Analysis::attributions`].
    pub index: u32,
}

/// Whose a quotation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Whose {
    /// This actor's.
    Actor(ActorId),
    /// Unattributed: nobody could be named for it.
    Nobody,
}

/// Documents, actors and quotations seen together.
#[derive(Debug, Default)]
pub struct Briefing {
    /// In the order they were given.
    pub articles: Vec<Article>,
    /// Who is mentioned in them, those quoted most often first.
    pub actors: Vec<Actor>,
    /// What nobody could be named for, by date of the article (undated ones last), then in order of the text;
    /// attitudes included.
    pub unattributed: Vec<QuoteId>,
    /// What the decisions came to.
    pub outcome: Outcome,
    /// Which actors may be one, once somebody has asked.
    suggestions: OnceLock<Vec<Suggestion>>,
    /// Which articles are one.
    copies: Arc<Copies>,
    /// What each of them said, once somebody has asked.
    said: statements::Said,
}

/// What no decision changes.
#[derive(Debug, Clone)]
pub struct Derived {
    /// For every entity of all articles, in their order, the first that is the same actor.
    first: Vec<u32>,
    copies: Arc<Copies>,
}

/// What decisions came to, beside what they changed.
#[derive(Debug, Default)]
pub struct Outcome {
    /// By decision, whether it found what it is about.
    pub found: Vec<bool>,
    /// What is to be shown of quotations; those without a mark are not here.
    pub marks: FxHashMap<QuoteId, Mark>,
    /// Pairs of quotations, and whether they report one statement.
    pub statements: Vec<(QuoteId, QuoteId, bool)>,
    /// Pairs of actors of whom the reader said that they are not one.
    pub apart: Vec<(ActorId, ActorId)>,
    /// Pairs of actors about whom the reader is to be asked another time.
    pub later: Vec<(ActorId, ActorId)>,
}

/// What the reader decided of a quotation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mark {
    /// Whether it was checked.
    pub checked: bool,
    /// Whether the reader said who said it.
    pub corrected: bool,
    /// A note on it.
    pub note: Option<String>,
}

/// One document with what is known of it.
#[derive(Debug)]
pub struct Article {
    /// As it arrived.
    pub document: Arc<Document>,
    /// As decisions leave it; `None` while the analysis is still to come.
    pub analysis: Option<Arc<Analysis>>,
    /// Who published it: what its file says, else what the text names as its own.
    pub outlet: Option<Arc<str>>,
    /// Which number of a date in figures its outlet writes first, as far as its other articles tell.
    pub order: Option<Order>,
    /// Which actor each entity of the analysis is, by [`EntityId`].
    pub actors: Vec<ActorId>,
}

impl Article {
    /// Which actor an entity of this article is.
    pub fn actor(&self, entity: EntityId) -> Option<ActorId> {
        self.actors.get(entity.0 as usize).copied()
    }

    /// When it was published, as far as is known.
    pub fn published(&self) -> Option<Published> {
        let published = self.analysis.as_ref()?.layout.published?;
        Some(self.order.map_or(published, |order| published.read_as(order)))
    }

    /// The day on which it was published, where one is known.
    pub fn date(&self) -> Option<NaiveDate> {
        self.published().and_then(Published::date)
    }
}

impl Briefing {
    /// Joins entities into actors and collects their quotations.
    pub fn new(documents: Vec<(Arc<Document>, Option<Arc<Analysis>>)>) -> Self {
        Self::constrained(documents, &Constraints::default())
    }

    /// The same, with what the reader decided about who is who.
    pub fn constrained(
        documents: Vec<(Arc<Document>, Option<Arc<Analysis>>)>,
        constraints: &Constraints,
    ) -> Self {
        Self::build(documents, constraints, &[], &mut None)
    }

    /// The same, with the reader's decisions laid over it in the order they were made.
    pub fn decided(documents: Vec<(Arc<Document>, Option<Arc<Analysis>>)>, decisions: &[Decision]) -> Self {
        Self::decided_again(documents, decisions, &mut None)
    }

    /// The same, for whoever lays other decisions over the same documents again and again: what no decision changes is
    /// worked out once and put into `derived`. With another analysis it must be `None` again.
    pub fn decided_again(
        documents: Vec<(Arc<Document>, Option<Arc<Analysis>>)>,
        decisions: &[Decision],
        derived: &mut Option<Derived>,
    ) -> Self {
        Self::build(documents, &Constraints::default(), decisions, derived)
    }

    fn build(
        documents: Vec<(Arc<Document>, Option<Arc<Analysis>>)>,
        constraints: &Constraints,
        decisions: &[Decision],
        derived: &mut Option<Derived>,
    ) -> Self {
        let mut outlets: FxHashSet<Arc<str>> = FxHashSet::default();
        let mut articles: Vec<Article> = documents
            .into_iter()
            .map(|(document, analysis)| {
                let outlet = outlet_of(&document, analysis.as_deref()).map(|name| {
                    let known = outlets.get(name).map(Arc::clone);
                    known.unwrap_or_else(|| {
                        let new: Arc<str> = Arc::from(name);
                        outlets.insert(Arc::clone(&new));
                        new
                    })
                });
                Article { document, analysis, outlet, order: None, actors: Vec::new() }
            })
            .collect();
        habits::read_dates(&mut articles);
        let known = derived.as_ref().map(|derived| Arc::clone(&derived.copies));
        let copies = known.unwrap_or_else(|| Arc::new(Copies::find(&articles)));
        if decisions.is_empty() {
            let (actors, unattributed) = actors::gather(&mut articles, constraints, &copies, |_| None);
            let said = statements::Said::of(actors.len());
            return Self { articles, actors, unattributed, copies, said, ..Self::default() };
        }
        let derived = derived.get_or_insert_with(|| Derived {
            first: actors::joined(&articles, constraints, &copies),
            copies: Arc::clone(&copies),
        });
        let decided = decided::decide(&articles, &derived.first, decisions);
        let adjusted = adjusted::adjust(&mut articles, &decided);
        let constraints = adjusted.constraints(&decided);
        let (actors, unattributed) =
            actors::gather(&mut articles, &constraints, &copies, |entity| adjusted.facts(&decided, entity));
        let outcome = adjusted.outcome(&articles, decided);
        let said = statements::Said::of(actors.len());
        Self { articles, actors, unattributed, outcome, copies, said, ..Self::default() }
    }

    /// The article with this id.
    pub fn article(&self, id: ArticleId) -> Option<&Article> {
        self.articles.get(id.0 as usize)
    }

    /// The actor with this id.
    pub fn actor(&self, id: ActorId) -> Option<&Actor> {
        self.actors.get(id.0 as usize)
    }

    /// The attribution with this id.
    pub fn attribution(&self, id: QuoteId) -> Option<&Attribution> {
        self.article(id.article)?.analysis.as_ref()?.attributions.get(id.index as usize)
    }

    /// Who said the quotation with this id; `None` when nobody could be named.
    pub fn speaker(&self, id: QuoteId) -> Option<ActorId> {
        let article = self.article(id.article)?;
        article.actor(article.analysis.as_ref()?.actor_of(self.attribution(id)?)?)
    }

    /// Whose the quotation with this id is.
    pub fn whose(&self, id: QuoteId) -> Whose {
        self.speaker(id).map_or(Whose::Nobody, Whose::Actor)
    }

    /// The quotations that are somebody's, or nobody's, in order of time; attitudes included.
    pub fn quotes_of(&self, whose: Whose) -> &[QuoteId] {
        match whose {
            Whose::Actor(id) => self.actor(id).map(|actor| actor.quotes.as_slice()).unwrap_or_default(),
            Whose::Nobody => &self.unattributed,
        }
    }

    /// Which actors may be one; looked for when somebody asks for the first time.
    pub fn suggestions(&self) -> &[Suggestion] {
        self.suggestions.get_or_init(|| suggest::suggest(self))
    }

    /// What the reader decided of a quotation, if anything.
    pub fn mark(&self, id: QuoteId) -> Option<&Mark> {
        self.outcome.marks.get(&id)
    }

    /// Whether the reader should look twice at a quotation: its attribution is unsure, and nobody checked it.
    pub fn is_doubtful(&self, id: QuoteId) -> bool {
        let unsure = self.attribution(id).is_some_and(|a| a.confidence.is_doubtful());
        unsure && !self.mark(id).is_some_and(|mark| mark.checked)
    }

    /// How many articles still wait for their analysis.
    pub fn pending(&self) -> usize {
        self.articles.iter().filter(|article| article.analysis.is_none()).count()
    }
}

/// Who published a document.
pub(crate) fn outlet_of<'a>(document: &'a Document, analysis: Option<&Analysis>) -> Option<&'a str> {
    let given = document.given.outlet.as_deref();
    let named = || Some(analysis?.layout.outlet?.of(&document.raw));
    given.or_else(named).map(str::trim).filter(|name| !name.is_empty())
}

#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
mod tests;
