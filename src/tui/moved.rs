//! From one briefing to the next: where what was selected is by now.

use rustc_hash::FxHashMap;

use crate::briefing::{ActorId, ArticleId, Briefing, QuoteId, Whose};
use crate::model::MentionId;

/// Two briefings of the same articles, the second with more analyses or other decisions.
#[derive(Debug, Clone, Copy)]
pub struct Moved<'b> {
    /// The one before.
    pub old: &'b Briefing,
    /// The one by now.
    pub new: &'b Briefing,
}

impl Moved<'_> {
    /// Who an actor is by now: whoever has most of its mentions. An actor without any is known by its name.
    pub fn actor(&self, id: ActorId) -> Option<ActorId> {
        let old = self.old.actor(id)?;
        let mut votes: FxHashMap<ActorId, usize> = FxHashMap::default();
        for (article, entity) in &old.entities {
            let mentions = self.old.article(*article)?.analysis.as_ref()?.entity(*entity);
            for mention in mentions.iter().flat_map(|entity| &entity.mentions) {
                if let Some(actor) = self.of_mention(*article, *mention) {
                    *votes.entry(actor).or_default() += 1;
                }
            }
        }
        let most = votes.into_iter().max_by_key(|(actor, count)| (*count, std::cmp::Reverse(*actor)));
        most.map(|(actor, _)| actor).or_else(|| {
            let is_same = |actor: &crate::briefing::Actor| old.mentions == 0 && actor.name == old.name;
            self.new.actors.iter().position(is_same).map(|i| ActorId(i as u32))
        })
    }

    fn of_mention(&self, article: ArticleId, mention: MentionId) -> Option<ActorId> {
        // The mentions of an article are the same whatever is decided; only who they are may change.
        let of = self.new.article(article)?;
        of.actor(of.analysis.as_ref()?.mention(mention)?.entity?)
    }

    /// Whose something is by now that was somebody's, or nobody's.
    pub fn whose(&self, whose: Whose) -> Option<Whose> {
        match whose {
            Whose::Actor(id) => self.actor(id).map(Whose::Actor),
            Whose::Nobody => Some(Whose::Nobody),
        }
    }

    /// Which quotation has the same words in the same place by now.
    pub fn quote(&self, id: QuoteId) -> Option<QuoteId> {
        let content = &self.old.attribution(id)?.quotation.content;
        let attributions = &self.new.article(id.article)?.analysis.as_ref()?.attributions;
        let is_same = |at: &usize| attributions.get(*at).is_some_and(|a| a.quotation.content == *content);
        let index = Some(id.index as usize)
            .filter(is_same)
            .or_else(|| (0..attributions.len()).find(|at| is_same(at)))?;
        Some(QuoteId { article: id.article, index: index as u32 })
    }

    /// Whether an article reads the same in both.
    pub fn is_same(&self, id: ArticleId) -> bool {
        let analysis = |briefing: &Briefing| briefing.article(id).and_then(|a| a.analysis.clone());
        match (analysis(self.old), analysis(self.new)) {
            (Some(old), Some(new)) => std::sync::Arc::ptr_eq(&old, &new),
            (old, new) => old.is_none() && new.is_none(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::Decision, tui::tests::stage::articles};

    #[test]
    fn actors_are_followed_by_their_mentions_and_quotations_by_their_words() {
        let articles = articles();
        let old = Briefing::new(articles.clone());
        let chen = old.find_actors("Mara Chen")[0];
        let union = old.find_actors("union")[0];
        let (chen_anchor, union_anchor) = (old.anchor_of_actor(chen), old.anchor_of_actor(union));
        let first = old.actors[chen.0 as usize].quotes[0];
        let last = old.actors[chen.0 as usize].quotes[2];
        let decisions = [
            Decision::Merge {
                actor: union_anchor.expect("an anchor"),
                with: chen_anchor.expect("an anchor"),
            },
            Decision::NotAQuotation { quotation: old.anchor_of_quotation(first).expect("an anchor") },
        ];
        let new = Briefing::decided(articles, &decisions);
        let moved = Moved { old: &old, new: &new };
        assert_eq!(moved.actor(chen), moved.actor(union));
        assert_eq!(moved.quote(first), None);
        let words = |briefing: &Briefing, id| briefing.anchor_of_quotation(id).map(|a| a.words);
        let there = moved.quote(last).expect("the quotation");
        assert_eq!(words(&new, there), words(&old, last));
        assert_ne!(there, last, "it has another number by now");
        assert!(!moved.is_same(ArticleId(0)));
        assert!(moved.is_same(ArticleId(2)));
    }
}
