//! Anchors of what is in a briefing: how a decision says what it is about.

use super::{ActorId, ArticleId, Briefing, QuoteId, anchor::anchor};
use crate::model::{ActorAnchor, Anchor, MentionId};

impl Briefing {
    /// The anchor of a quotation.
    pub fn anchor_of_quotation(&self, id: QuoteId) -> Option<Anchor> {
        Some(anchor(self.article(id.article)?, &self.attribution(id)?.quotation.content))
    }

    /// The anchor of a mention in an article.
    pub fn anchor_of_mention(&self, article: ArticleId, mention: MentionId) -> Option<Anchor> {
        let article = self.article(article)?;
        let mention = article.analysis.as_ref()?.mention(mention)?;
        Some(anchor(article, &[mention.span]))
    }

    /// The anchor of an actor: the name it is written by most fully, and the first mention that has it. A speaker
    /// whom only a decision names is known by that name.
    pub fn anchor_of_actor(&self, id: ActorId) -> Option<ActorAnchor> {
        let actor = self.actor(id)?;
        // The displayed name may be the reader's; what is written in an article finds the actor without that.
        let written = actor.aliases.iter().find(|(_, alias)| alias.form == actor.name);
        let longest = || actor.aliases.iter().rev().max_by_key(|(_, alias)| alias.form.len());
        let alias = written.or_else(longest);
        let at = alias.and_then(|(article, alias)| {
            let analysis = self.article(*article)?.analysis.as_ref()?;
            let is_named = |m: &&MentionId| {
                analysis.mention(**m).is_some_and(|mention| mention.span.covers(alias.first))
            };
            let entities = actor.entities.iter().filter(|(of, _)| of == article);
            let mut mentions = entities.filter_map(|(_, e)| analysis.entity(*e)).flat_map(|e| &e.mentions);
            self.anchor_of_mention(*article, *mentions.find(is_named)?)
        });
        let any = || {
            actor.entities.iter().find_map(|(article, entity)| {
                let analysis = self.article(*article)?.analysis.as_ref()?;
                self.anchor_of_mention(*article, *analysis.entity(*entity)?.mentions.first()?)
            })
        };
        let at = at.or_else(any);
        let name = match (alias, &at) {
            (Some((_, alias)), _) => &alias.form,
            (None, Some(at)) => &at.words,
            (None, None) => &actor.name,
        };
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        Some(ActorAnchor { name, kind: Some(actor.kind), at })
    }
}
