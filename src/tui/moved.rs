//! From one briefing to the next: where what was selected is by now.

use std::{cell::RefCell, cmp::Reverse, rc::Rc, sync::Arc};

use rustc_hash::FxHashMap;

use super::{scene::At, shift::Shift};
use crate::{
    briefing::{Actor, ActorId, Article, ArticleId, Briefing, QuoteId, Whose},
    model::{Attribution, Document, MentionId},
    text::Span,
};

/// Two briefings, the second with more analyses, other decisions, or other articles.
#[derive(Debug)]
pub struct Moved<'b> {
    /// The one before.
    pub old: &'b Briefing,
    /// The one by now.
    pub new: &'b Briefing,
    /// The article that was read.
    pub here: ArticleId,
    /// By article of the first, which of the second it is; `None` where all articles are the same.
    articles: Option<Vec<Option<ArticleId>>>,
    /// How places moved in articles that read otherwise now, as far as somebody asked.
    shifts: RefCell<FxHashMap<ArticleId, Rc<Shift>>>,
}

impl<'b> Moved<'b> {
    /// From one briefing, of which an article is read, to another.
    pub fn new(old: &'b Briefing, new: &'b Briefing, here: ArticleId) -> Self {
        let pairs = old.articles.iter().zip(&new.articles);
        let is_same = old.articles.len() == new.articles.len()
            && pairs.clone().all(|(a, b)| Arc::ptr_eq(&a.document, &b.document));
        let articles = (!is_same).then(|| matched(&old.articles, &new.articles));
        Self { old, new, here, articles, shifts: RefCell::default() }
    }

    /// Whether the articles are the same, in the same order.
    pub const fn has_same_articles(&self) -> bool {
        self.articles.is_none()
    }

    /// Which article an article is by now, if it is still there.
    pub fn article(&self, id: ArticleId) -> Option<ArticleId> {
        match &self.articles {
            None => Some(id),
            Some(articles) => articles.get(id.0 as usize).copied().flatten(),
        }
    }

    /// An article and what it is by now, if it reads otherwise.
    fn edited(&self, id: ArticleId) -> Option<(&'b Document, &'b Document)> {
        let (old, new) = (self.old.article(id)?, self.new.article(self.article(id)?)?);
        (!Arc::ptr_eq(&old.document, &new.document)).then_some((&*old.document, &*new.document))
    }

    /// Where a byte of an article is by now.
    pub fn place(&self, id: ArticleId, at: u32) -> u32 {
        let Some((old, new)) = self.edited(id) else { return at };
        let mut shifts = self.shifts.borrow_mut();
        let shift = shifts.entry(id).or_insert_with(|| Rc::new(Shift::new(&old.raw, &new.raw)));
        shift.at(at)
    }

    /// Where a part of an article is by now.
    pub fn span(&self, id: ArticleId, span: Span) -> Span {
        let start = self.place(id, span.start());
        Span::new(start, self.place(id, span.end()).max(start))
    }

    /// Who an actor is by now: whoever has most of its mentions. Whose mentions are all in articles that read otherwise,
    /// or in none, is known by the name.
    pub fn actor(&self, id: ActorId) -> Option<ActorId> {
        let old = self.old.actor(id)?;
        let mut votes: FxHashMap<ActorId, usize> = FxHashMap::default();
        let mut others = old.mentions == 0;
        for (article, entity) in &old.entities {
            let new = self.article(*article);
            if new.is_none() || self.edited(*article).is_some() {
                others = true;
                continue;
            }
            let mentions = self.old.article(*article)?.analysis.as_ref()?.entity(*entity);
            for mention in mentions.iter().flat_map(|entity| &entity.mentions) {
                if let Some(actor) = new.and_then(|article| self.of_mention(article, *mention)) {
                    *votes.entry(actor).or_default() += 1;
                }
            }
        }
        let most = votes.into_iter().max_by_key(|(actor, count)| (*count, Reverse(*actor)));
        most.map(|(actor, _)| actor).or_else(|| {
            let is_same = |actor: &Actor| others && actor.name == old.name && actor.kind == old.kind;
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

    /// Which quotation has the same words in the same place by now; where the article reads otherwise, the same words
    /// nearest to it, else what begins there.
    pub fn quote(&self, id: QuoteId) -> Option<QuoteId> {
        let content = &self.old.attribution(id)?.quotation.content;
        let article = self.article(id.article)?;
        let attributions = &self.new.article(article)?.analysis.as_ref()?.attributions;
        let quote = |index: usize| QuoteId { article, index: index as u32 };
        if let Some((old, new)) = self.edited(id.article) {
            let was = words(content, old);
            let at = self.place(id.article, content.first()?.start());
            let starts = |a: &Attribution| a.quotation.extent().start();
            let far = |i: &usize| attributions.get(*i).map_or(u32::MAX, |a| starts(a).abs_diff(at));
            let all = 0..attributions.len();
            let has_words =
                |i: &usize| attributions.get(*i).is_some_and(|a| words(&a.quotation.content, new) == was);
            let found = all.clone().filter(has_words).min_by_key(far);
            return found.or_else(|| all.clone().find(|i| far(i) == 0)).map(quote);
        }
        let is_same = |at: &usize| attributions.get(*at).is_some_and(|a| a.quotation.content == *content);
        let index = Some(id.index as usize)
            .filter(is_same)
            .or_else(|| (0..attributions.len()).find(|at| is_same(at)))?;
        Some(quote(index))
    }

    /// Which mention a mention is by now; where the article reads otherwise, the same words nearest to it.
    pub fn mention(&self, (id, mention): At) -> Option<At> {
        let article = self.article(id)?;
        let Some((old, new)) = self.edited(id) else { return Some((article, mention)) };
        let span = self.old.article(id)?.analysis.as_ref()?.mention(mention)?.span;
        let at = self.place(id, span.start());
        let mentions =
            self.new.article(article)?.analysis.as_ref()?.mentions.iter().zip((0..).map(MentionId));
        let same = mentions.filter(|(other, _)| other.span.of(&new.raw) == span.of(&old.raw));
        same.min_by_key(|(other, _)| other.span.start().abs_diff(at)).map(|(_, mention)| (article, mention))
    }

    /// Whether an article reads the same in both.
    pub fn is_same(&self, id: ArticleId) -> bool {
        let Some(new) = self.article(id).filter(|_| self.edited(id).is_none()) else { return false };
        let analysis = |briefing: &Briefing, id| briefing.article(id).and_then(|a| a.analysis.clone());
        match (analysis(self.old, id), analysis(self.new, new)) {
            (Some(old), Some(new)) => Arc::ptr_eq(&old, &new),
            (old, new) => old.is_none() && new.is_none(),
        }
    }
}

/// The words of a quotation.
fn words<'d>(content: &[Span], document: &'d Document) -> Vec<&'d str> {
    content.iter().map(|span| span.of(&document.raw)).collect()
}

/// By article of `old`, which of `new` it is: the same document, else that with its id, else one that reads the same under
/// another name.
fn matched(old: &[Article], new: &[Article]) -> Vec<Option<ArticleId>> {
    fn ids(articles: &[Article]) -> impl Iterator<Item = &str> {
        articles.iter().map(|article| article.document.id.as_str())
    }
    if ids(old).eq(ids(new)) {
        return (0..old.len() as u32).map(|at| Some(ArticleId(at))).collect();
    }
    let mut left: FxHashMap<&str, ArticleId> = FxHashMap::default();
    for (article, id) in new.iter().zip((0..).map(ArticleId)) {
        left.insert(&article.document.id, id);
    }
    let mut found: Vec<Option<ArticleId>> =
        old.iter().map(|article| left.remove(article.document.id.as_str())).collect();
    if left.is_empty() || found.iter().all(Option::is_some) {
        return found;
    }
    let texts = left.into_values().filter_map(|id| Some((&*new.get(id.0 as usize)?.document.raw, id)));
    let mut texts: FxHashMap<&str, ArticleId> = texts.collect();
    for (slot, article) in found.iter_mut().zip(old).filter(|(slot, _)| slot.is_none()) {
        *slot = texts.remove(&*article.document.raw);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::Decision,
        notation,
        tui::tests::stage::{MARKED, articles, parsed},
    };

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
        let moved = Moved::new(&old, &new, ArticleId(0));
        assert_eq!(moved.actor(chen), moved.actor(union));
        assert_eq!(moved.quote(first), None);
        let words = |briefing: &Briefing, id| briefing.anchor_of_quotation(id).map(|a| a.words);
        let there = moved.quote(last).expect("the quotation");
        assert_eq!(words(&new, there), words(&old, last));
        assert_ne!(there, last, "it has another number by now");
        assert!(!moved.is_same(ArticleId(0)));
        assert!(moved.is_same(ArticleId(2)));
    }

    #[test]
    fn articles_are_followed_by_their_ids_and_what_is_in_them_by_its_words() {
        let old = articles();
        let mut new = old.clone();
        // One is gone, one has a line more at its head, one is new and stands first.
        new.remove(1);
        let edited = MARKED[0].replace("|kicker| News", "|kicker| News from the harbour\n= Strike\n");
        let (mut document, analysis) = notation::parse(&edited).expect("marked text");
        document.id.clone_from(&old[0].0.id);
        new[0] = (Arc::new(document), Some(Arc::new(analysis)));
        new.insert(0, parsed("id: new\n\nNobody said anything."));
        let (old, new) = (Briefing::new(old), Briefing::new(new));
        let moved = Moved::new(&old, &new, ArticleId(0));
        let ids: Vec<Option<u32>> = (0..3).map(|i| moved.article(ArticleId(i)).map(|id| id.0)).collect();
        assert_eq!(ids, [Some(1), None, Some(2)]);
        let chen = old.find_actors("Mara Chen")[0];
        assert_eq!(moved.actor(chen), Some(new.find_actors("Mara Chen")[0]));
        let quotes: Vec<_> =
            old.actors[chen.0 as usize].quotes.iter().map(|q| (q.article.0, moved.quote(*q))).collect();
        assert!(quotes.iter().all(|(article, quote)| quote.is_some() == (*article == 0)), "{quotes:?}");
        let raw = |briefing: &Briefing, at: u32| briefing.articles[at as usize].document.raw.clone();
        let at = raw(&old, 0).find("Ships were").expect("it is there") as u32;
        let span = moved.span(ArticleId(0), Span::new(at, at + 10));
        assert_eq!(span.of(&raw(&new, 1)), "Ships were");
        let (_, mention) = moved.mention((ArticleId(0), MentionId(1))).expect("the mention");
        let name = |briefing: &Briefing, article: usize, mention: MentionId| {
            let article = &briefing.articles[article];
            let span = article.analysis.as_ref().and_then(|a| a.mention(mention)).expect("a mention").span;
            span.of(&article.document.raw).to_owned()
        };
        assert_eq!(name(&new, 1, mention), name(&old, 0, MentionId(1)));
    }

    #[test]
    fn an_article_under_another_name_is_the_same() {
        let old = articles();
        let mut new = old.clone();
        let document = Document { id: "another".into(), ..Document::clone(&new[1].0) };
        new[1].0 = Arc::new(document);
        let (old, new) = (Briefing::new(old), Briefing::new(new));
        assert_eq!(Moved::new(&old, &new, ArticleId(0)).article(ArticleId(1)), Some(ArticleId(1)));
    }
}
