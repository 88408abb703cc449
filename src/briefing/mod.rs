//! The documents, actors and quotations of one reading, seen together.
//!
//! A [`Briefing`] is derived from documents and their analyses, never edited, and shared behind an `Arc`.
//! It can be built while some analyses are still to come: those articles are listed, and say so.

use std::sync::Arc;

use crate::model::{Alias, Analysis, Attribution, Document, EntityId, EntityKind};

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

/// Documents, actors and quotations seen together.
#[derive(Debug, Default)]
pub struct Briefing {
    /// In the order they were given.
    pub articles: Vec<Article>,
    /// Who is mentioned in them, those quoted most often first.
    pub actors: Vec<Actor>,
}

/// One document with what is known of it.
#[derive(Debug)]
pub struct Article {
    /// As it arrived.
    pub document: Arc<Document>,
    /// `None` while the analysis is still to come.
    pub analysis: Option<Arc<Analysis>>,
    /// Which actor each entity of the analysis is, by [`EntityId`].
    pub actors: Vec<ActorId>,
}

/// An entity across documents.
#[derive(Debug, Clone)]
pub struct Actor {
    /// Fullest name seen.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// Every form, each with the article and place it was first seen at.
    pub aliases: Vec<(ArticleId, Alias)>,
    /// The entities it is made of.
    pub entities: Vec<(ArticleId, EntityId)>,
    /// What it said, by date of the article, then in order of the text; attitudes included.
    pub quotes: Vec<QuoteId>,
}

impl Briefing {
    /// Joins entities into actors and collects their quotations.
    pub fn new(documents: Vec<(Arc<Document>, Option<Arc<Analysis>>)>) -> Self {
        let articles = documents
            .into_iter()
            .map(|(document, analysis)| Article { document, analysis, actors: Vec::new() })
            .collect();
        Self { articles, actors: Vec::new() }
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
}
