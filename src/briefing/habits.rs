//! How an outlet writes dates in figures: what its other articles show decides which number of 3/4/2026 is the day.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::Article;
use crate::model::{Order, Published};

/// Tells the articles of every outlet that keeps to one order which it is.
pub(super) fn read_dates(articles: &mut [Article]) {
    let mut orders: FxHashMap<Arc<str>, Option<Order>> = FxHashMap::default();
    for (outlet, order) in articles.iter().filter_map(|article| article.outlet.clone().zip(order_of(article)))
    {
        let known = orders.entry(outlet).or_insert(Some(order));
        // An outlet that writes both tells nothing.
        *known = known.filter(|known| *known == order);
    }
    for article in articles {
        article.order = article.outlet.as_ref().and_then(|outlet| orders.get(outlet).copied()).flatten();
    }
}

fn order_of(article: &Article) -> Option<Order> {
    let published: Published = article.analysis.as_ref()?.layout.published?;
    published.order
}

#[cfg(test)]
mod tests {
    use crate::{
        briefing::Briefing,
        model::{Analysis, Certainty, Document, Given, Origin},
    };

    /// The dates of articles of outlets, each with what stands in its file.
    fn dates(given: &[(&str, &str)]) -> Vec<(Option<String>, Certainty)> {
        let article = |(outlet, published): &(&str, &str)| {
            let given = Given {
                outlet: Some((*outlet).to_owned()),
                published: Some((*published).to_owned()),
                ..Given::default()
            };
            let document = Document {
                id: String::new(),
                raw: "The ferry sails again.".into(),
                origin: Origin::Stdin,
                given,
            };
            let analysis = Analysis { layout: crate::clean::clean(&document), ..Analysis::default() };
            (document.into(), Some(analysis.into()))
        };
        let briefing = Briefing::new(given.iter().map(article).collect());
        let published = briefing.articles.iter().filter_map(super::Article::published);
        published.map(|p| (p.date().map(|date| date.to_string()), p.certainty)).collect()
    }

    #[test]
    fn an_outlet_that_writes_the_day_first_always_does() {
        let found = dates(&[
            ("Harbour Post", "3/4/2026"),
            ("Harbour Post", "19/1/2026"),
            ("Lake Courier", "1/19/2026"),
            ("Lake Courier", "3/4/2026"),
            ("Hill Herald", "3/4/2026"),
            ("Both Ways", "19/1/2026"),
            ("Both Ways", "1/19/2026"),
            ("Both Ways", "3/4/2026"),
        ]);
        let stated = |day: &str| (Some(day.to_owned()), Certainty::Stated);
        let derived = |day: &str| (Some(day.to_owned()), Certainty::Derived);
        let expected = [
            derived("2026-04-03"),
            stated("2026-01-19"),
            stated("2026-01-19"),
            derived("2026-03-04"),
            (None, Certainty::Ambiguous),
            stated("2026-01-19"),
            stated("2026-01-19"),
            (None, Certainty::Ambiguous),
        ];
        assert_eq!(found, expected);
    }
}
