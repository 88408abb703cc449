//! Choosing quotations: by actor, kind, outlet and date.

use chrono::NaiveDate;

use crate::{
    briefing::{ActorId, Article, ArticleId, Briefing, QuoteId, Whose},
    model::QuotationKind,
    text::fold::fold,
};

/// What to choose; an empty list or `None` leaves nothing out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Of these actors, in this order.
    pub actors: Vec<ActorId>,
    /// What nobody could be named for: alone, or after what the `actors` said.
    pub unattributed: bool,
    /// Of these kinds. Empty: all but attitudes.
    pub kinds: Vec<QuotationKind>,
    /// Of outlets whose names have words that begin with all words of one of these.
    pub outlets: Vec<String>,
    /// Published on this day or later.
    pub since: Option<NaiveDate>,
    /// Published on this day or earlier.
    pub until: Option<NaiveDate>,
}

/// What was chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selected {
    /// With actors or unattributed ones asked for: by actor, then time. Else by article, then place.
    pub quotes: Vec<QuoteId>,
    /// Quotations that were left out only because their article has no date.
    pub undated: usize,
}

impl Selection {
    /// The quotations of `briefing` that fit.
    pub fn of(&self, briefing: &Briefing) -> Selected {
        let outlets: Vec<String> = self.outlets.iter().map(|name| fold(name)).collect();
        let mut selected = Selected::default();
        let mut consider = |quote: QuoteId| {
            let (Some(article), Some(attribution)) =
                (briefing.article(quote.article), briefing.attribution(quote))
            else {
                return;
            };
            if !self.wants(attribution.quotation.kind) || !is_of_outlet(article, &outlets) {
                return;
            }
            let date = article.published().and_then(|published| published.date);
            match date {
                None if self.since.is_some() || self.until.is_some() => selected.undated += 1,
                Some(date)
                    if self.since.is_some_and(|s| date < s) || self.until.is_some_and(|u| date > u) => {}
                _ => selected.quotes.push(quote),
            }
        };
        if self.actors.is_empty() && !self.unattributed {
            for (i, article) in briefing.articles.iter().enumerate() {
                let count = article.analysis.as_ref().map_or(0, |a| a.attributions.len());
                (0..count as u32).for_each(|index| consider(QuoteId { article: ArticleId(i as u32), index }));
            }
        } else {
            let actors = self.actors.iter().map(|&id| Whose::Actor(id));
            let nobody = self.unattributed.then_some(Whose::Nobody);
            let quotes = actors.chain(nobody).flat_map(|whose| briefing.quotes_of(whose));
            quotes.for_each(|&quote| consider(quote));
        }
        selected
    }

    /// Whether quotations of an article can be chosen, as far as outlet and date say; one without a date can.
    pub fn takes(&self, article: &Article) -> bool {
        let outlets: Vec<String> = self.outlets.iter().map(|name| fold(name)).collect();
        let date = article.published().and_then(|published| published.date);
        let fits = |date: NaiveDate| {
            self.since.is_none_or(|since| date >= since) && self.until.is_none_or(|until| date <= until)
        };
        is_of_outlet(article, &outlets) && date.is_none_or(fits)
    }

    fn wants(&self, kind: QuotationKind) -> bool {
        if self.kinds.is_empty() { kind != QuotationKind::Attitude } else { self.kinds.contains(&kind) }
    }
}

/// Whether an article is of one of the `outlets`, given folded.
fn is_of_outlet(article: &Article, outlets: &[String]) -> bool {
    if outlets.is_empty() {
        return true;
    }
    let Some(own) = article.outlet.as_deref().map(fold) else { return false };
    outlets.iter().any(|wanted| wanted.split(' ').all(|word| own.split(' ').any(|o| o.starts_with(word))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        briefing::fixture::{article, briefing},
        model::{
            EntityKind::Person,
            QuotationKind::{Attitude, Direct, Indirect},
        },
    };

    fn three_articles() -> Briefing {
        let text = "Sadr said: “No.” Miri says it is safe. Sadr wants peace.";
        let said = |id: &str| {
            article(id, text)
                .entity(Person, &["Sadr"])
                .entity(Person, &["Miri"])
                .quote(Direct, &["“No.”"], "said", "Sadr")
                .quote(Indirect, &["it is safe"], "says", "Miri")
                .quote(Attitude, &["peace"], "wants", "Sadr")
        };
        briefing([
            said("a").given("Rudaw English", "A", (2026, 1, 20)),
            said("b").given("Shafaq", "B", (2026, 1, 18)),
            said("c"),
        ])
    }

    #[track_caller]
    fn check(selection: &Selection, expected: &[(u32, u32)], undated: usize) {
        let selected = selection.of(&three_articles());
        let quotes: Vec<(u32, u32)> = selected.quotes.iter().map(|q| (q.article.0, q.index)).collect();
        assert_eq!((quotes.as_slice(), selected.undated), (expected, undated));
    }

    #[test]
    fn nothing_asked_is_everything_said() {
        check(&Selection::default(), &[(0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 1)], 0);
    }

    #[test]
    fn actors_come_in_time_order_whatever_their_kinds() {
        let sadr = three_articles().find_actors("sadr");
        check(&Selection { actors: sadr.clone(), ..Selection::default() }, &[(1, 0), (0, 0), (2, 0)], 0);
        let kinds = vec![Attitude];
        check(&Selection { actors: sadr, kinds, ..Selection::default() }, &[(1, 2), (0, 2), (2, 2)], 0);
    }

    #[test]
    fn what_nobody_could_be_named_for_is_chosen_alone_or_after_actors() {
        let unattributed = |actors| Selection { actors, unattributed: true, ..Selection::default() };
        check(&unattributed(Vec::new()), &[], 0);
        let text = "Sadr said: “No.” “Who knows?” “Never again!”";
        let said = |id: &str| {
            article(id, text)
                .entity(Person, &["Sadr"])
                .quote(Direct, &["“No.”"], "said", "Sadr")
                .quote(Direct, &["“Who knows?”"], "", "")
                .quote(Attitude, &["“Never again!”"], "", "")
        };
        let briefing = briefing([said("a"), said("b").given("Shafaq", "B", (2026, 1, 18))]);
        let chosen = |selection: &Selection| {
            let quotes = selection.of(&briefing).quotes;
            quotes.iter().map(|q| (q.article.0, q.index)).collect::<Vec<_>>()
        };
        assert_eq!(chosen(&unattributed(Vec::new())), [(1, 1), (0, 1)]);
        let sadr = briefing.find_actors("sadr");
        assert_eq!(chosen(&unattributed(sadr)), [(1, 0), (0, 0), (1, 1), (0, 1)]);
        assert_eq!(briefing.unattributed.len(), 4, "attitudes are counted apart, not lost");
    }

    #[test]
    fn outlets_are_chosen_by_the_beginnings_of_their_words() {
        let outlets = vec!["RUD".into(), "nobody".into()];
        check(&Selection { outlets, ..Selection::default() }, &[(0, 0), (0, 1)], 0);
    }

    #[test]
    fn days_count_in_and_undated_articles_are_counted() {
        let day = NaiveDate::from_ymd_opt(2026, 1, 18);
        check(&Selection { until: day, ..Selection::default() }, &[(1, 0), (1, 1)], 2);
        check(&Selection { since: day, until: day, ..Selection::default() }, &[(1, 0), (1, 1)], 2);
    }
}
