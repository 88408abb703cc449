//! What is known of an actor beside its quotations: when and where it is mentioned, how it is quoted, what others
//! say of it, which government it stands for.

use chrono::NaiveDate;

use super::{Actor, ActorId, ArticleId, Briefing, QuoteId, identity, names::Nations};
use crate::{
    model::{EntityKind, MentionKind, QuotationKind},
    text::Span,
};

impl Briefing {
    /// The articles that mention an actor, by date (undated ones last), then in their order.
    pub fn articles_of(&self, id: ActorId) -> Vec<ArticleId> {
        let entities = self.actor(id).map(|actor| actor.entities.as_slice()).unwrap_or_default();
        let mut articles: Vec<ArticleId> = entities.iter().map(|(article, _)| *article).collect();
        articles.dedup();
        articles.sort_by_key(|article| {
            let date = self.date(*article);
            (date.is_none(), date, *article)
        });
        articles.dedup();
        articles
    }

    /// The first and the last day an actor is mentioned on, each with the article; `None` where all of its
    /// articles are undated.
    pub fn seen(&self, id: ActorId) -> Option<[(NaiveDate, ArticleId); 2]> {
        let dated: Vec<(NaiveDate, ArticleId)> =
            self.articles_of(id).into_iter().filter_map(|a| Some((self.date(a)?, a))).collect();
        let (first, last) = (dated.first()?, dated.last()?);
        // Of several articles of the last day, the first.
        let last = dated.iter().find(|(date, _)| *date == last.0).unwrap_or(last);
        Some([*first, *last])
    }

    /// How many quotations of each kind an actor has, in the order of [`QuotationKind::ALL`].
    pub fn said(&self, id: ActorId) -> [usize; QuotationKind::ALL.len()] {
        let quotes = self.actor(id).map(|actor| actor.quotes.as_slice()).unwrap_or_default();
        QuotationKind::ALL.map(|kind| {
            let kinds = quotes.iter().filter_map(|quote| self.attribution(*quote));
            kinds.filter(|attribution| attribution.quotation.kind == kind).count()
        })
    }

    /// Quotations of others that mention an actor, in order of time, attitudes included; what nobody could be
    /// named for may be its own, and is left out.
    pub fn about(&self, id: ActorId) -> Vec<QuoteId> {
        let Some(actor) = self.actor(id) else { return Vec::new() };
        let mut out = Vec::new();
        for of_article in actor.entities.chunk_by(|a, b| a.0 == b.0) {
            let Some((article, _)) = of_article.first() else { continue };
            let Some(analysis) = self.article(*article).and_then(|a| a.analysis.as_ref()) else { continue };
            let mentions = of_article.iter().filter_map(|(_, entity)| analysis.entity(*entity));
            let mentions = mentions.flat_map(|entity| &entity.mentions).filter_map(|m| analysis.mention(*m));
            let mut places: Vec<Span> = mentions.map(|mention| mention.span).collect();
            places.sort_unstable();
            for (index, attribution) in analysis.attributions.iter().enumerate() {
                let quote = QuoteId { article: *article, index: index as u32 };
                let mentions_it = |content: &Span| {
                    let from = places.partition_point(|place| place.start() < content.start());
                    places.get(from).is_some_and(|place| place.end() <= content.end())
                };
                if attribution.quotation.content.iter().any(mentions_it)
                    && self.speaker(quote).is_some_and(|speaker| speaker != id)
                {
                    out.push(quote);
                }
            }
        }
        out.sort_by_key(|quote| {
            let date = self.date(quote.article);
            (date.is_none(), date, *quote)
        });
        out.dedup();
        out
    }

    /// The country whose government an actor stands for where it speaks: "Damascus said", "the Kremlin denied".
    /// Kept as what the text says, and never one with a ministry or the country itself.
    pub fn stands_for(&self, id: ActorId) -> Option<&'static str> {
        let actor = self.actor(id).filter(|actor| !actor.quotes.is_empty())?;
        if !matches!(actor.kind, EntityKind::Place | EntityKind::Organization) {
            return None;
        }
        let nations = Nations::embedded();
        forms(actor).find_map(|form| identity::seat(&nations.body(form)))
    }

    /// How many of an actor's mentions are names, pronouns and descriptions.
    pub fn mentions_of(&self, id: ActorId) -> [usize; 3] {
        let mut counts = [0; 3];
        let entities = self.actor(id).map(|actor| actor.entities.as_slice()).unwrap_or_default();
        for (article, entity) in entities {
            let Some(analysis) = self.article(*article).and_then(|a| a.analysis.as_ref()) else { continue };
            let mentions = analysis.entity(*entity).map(|e| e.mentions.as_slice()).unwrap_or_default();
            for mention in mentions.iter().filter_map(|m| analysis.mention(*m)) {
                let [names, pronouns, nominals] = &mut counts;
                *match mention.kind {
                    MentionKind::Name => names,
                    MentionKind::Pronoun => pronouns,
                    MentionKind::Nominal => nominals,
                } += 1;
            }
        }
        counts
    }

    fn date(&self, article: ArticleId) -> Option<NaiveDate> {
        self.article(article)?.date()
    }
}

fn forms(actor: &Actor) -> impl Iterator<Item = &str> {
    actor.aliases.iter().map(|(_, alias)| alias.form.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        briefing::fixture::{article, briefing},
        model::{
            EntityKind::{Organization, Person, Place},
            QuotationKind::{Attitude, Direct},
        },
    };

    fn two_articles() -> Briefing {
        briefing([
            article("late", "Mara Chen said: “Rao must go, and Rao knows it.” Damascus said: “No.”")
                .given("The Post", "Late", (2026, 3, 2))
                .entity(Person, &["Mara Chen"])
                .entity(Person, &["Rao must"])
                .entity(Place, &["Damascus"])
                .quote(Direct, &["“Rao must go, and Rao knows it.”"], "said", "Mara Chen")
                .quote(Direct, &["“No.”"], "", "Damascus"),
            article("early", "Mara Chen spoke. “I know Mara Chen,” someone said. Chen wants peace.")
                .given("The Times", "Early", (2026, 2, 1))
                .entity(Person, &["Mara Chen", "Chen wants"])
                .quote(Direct, &["“I know Mara Chen,”"], "", "")
                .quote(Attitude, &["peace"], "wants", "Chen wants"),
        ])
    }

    fn id(briefing: &Briefing, name: &str) -> ActorId {
        let at = briefing.actors.iter().position(|actor| actor.name == name).expect("an actor of this name");
        ActorId(at as u32)
    }

    #[test]
    fn an_actor_is_seen_from_its_first_day_to_its_last() {
        let briefing = two_articles();
        let chen = id(&briefing, "Mara Chen");
        assert_eq!(briefing.articles_of(chen), [ArticleId(1), ArticleId(0)]);
        let days =
            briefing.seen(chen).expect("both are dated").map(|(day, article)| (day.to_string(), article.0));
        assert_eq!(days, [("2026-02-01".to_owned(), 1), ("2026-03-02".to_owned(), 0)]);
        assert_eq!(briefing.said(chen), [1, 0, 0, 1]);
        assert_eq!(briefing.mentions_of(chen), [3, 0, 0]);
    }

    #[test]
    fn what_others_say_of_an_actor_is_told_from_what_it_says() {
        let briefing = two_articles();
        let rao = briefing.about(id(&briefing, "Rao must"));
        assert_eq!(rao, [QuoteId { article: ArticleId(0), index: 0 }]);
        assert_eq!(briefing.about(id(&briefing, "Mara Chen")), [], "nobody's quotation may be her own");
    }

    #[test]
    fn a_seat_stands_for_its_government_where_it_speaks() {
        let briefing = two_articles();
        assert_eq!(briefing.stands_for(id(&briefing, "Damascus")), Some("syria"));
        assert_eq!(briefing.stands_for(id(&briefing, "Mara Chen")), None);
        let silent = article("a", "in Damascus, the Kremlin").entity(Place, &["Damascus"]);
        let silent = super::super::fixture::briefing([silent.entity(Organization, &["Kremlin"])]);
        assert_eq!([0, 1].map(|i| silent.stands_for(ActorId(i))), [None, None]);
    }
}
