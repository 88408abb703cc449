//! Who carries the articles of a briefing, as the columns of what is counted by outlet.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::query::{Phrase, Query, Term, TextField, What};
use crate::{
    briefing::{ArticleId, Briefing},
    text::fold::fold,
};

/// Who carries an article.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Carrier {
    /// An outlet of this name.
    Outlet(Arc<str>),
    /// The document of this id, whose outlet is not known.
    File(String),
    /// One of the documents whose outlet is not known.
    Unknown,
}

/// What stands for the outlets of documents of which none is known.
pub const NO_OUTLET: &str = "(no outlet)";

/// Documents without a known outlet stand under their own names while there are no more of them.
const FEW: usize = 6;

impl Carrier {
    /// What it is called.
    pub fn name(&self) -> &str {
        match self {
            Self::Outlet(name) => name,
            Self::File(id) => id,
            Self::Unknown => NO_OUTLET,
        }
    }
}

/// The carriers of a briefing, and whose each article is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outlets {
    /// In order of their first articles; documents without an outlet are as they come, [`Carrier::Unknown`] is last.
    pub all: Vec<Carrier>,
    /// By article, which of them.
    of: Vec<u32>,
}

impl Outlets {
    /// Those of `briefing`.
    pub fn new(briefing: &Briefing) -> Self {
        let without = briefing.articles.iter().filter(|article| article.outlet.is_none()).count();
        let mut known: FxHashMap<Carrier, u32> = FxHashMap::default();
        let mut all = Vec::new();
        let carriers = briefing.articles.iter().map(|article| match &article.outlet {
            Some(name) => Carrier::Outlet(Arc::clone(name)),
            None if without <= FEW => Carrier::File(article.document.id.clone()),
            None => Carrier::Unknown,
        });
        let mut of: Vec<u32> = Vec::with_capacity(briefing.articles.len());
        for carrier in carriers {
            let number = *known.entry(carrier).or_insert_with_key(|carrier| {
                all.push(carrier.clone());
                all.len() as u32 - 1
            });
            of.push(number);
        }
        let mut outlets = Self { all, of };
        outlets.put_in_order(|number| number);
        outlets
    }

    /// The number of who carries an article.
    pub fn of(&self, article: ArticleId) -> usize {
        self.of.get(article.0 as usize).map_or(0, |number| *number as usize)
    }

    /// What one of them is called.
    pub fn name(&self, number: usize) -> &str {
        self.all.get(number).map_or(NO_OUTLET, Carrier::name)
    }

    /// Puts them in order of `rank`, of equals by name, what has no name last; gives back where each of before is now.
    pub fn put_in_order<K: Ord>(&mut self, rank: impl Fn(usize) -> K) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.all.len()).collect();
        let unknown = |number: usize| self.all.get(number) == Some(&Carrier::Unknown);
        order.sort_by_cached_key(|number| {
            (unknown(*number), rank(*number), self.name(*number).to_lowercase())
        });
        let mut places = vec![0; order.len()];
        for (place, number) in order.iter().enumerate() {
            if let Some(of) = places.get_mut(*number) {
                *of = place;
            }
        }
        self.all = order.iter().filter_map(|number| self.all.get(*number).cloned()).collect();
        for number in &mut self.of {
            *number = places.get(*number as usize).map_or(*number, |place| *place as u32);
        }
        places
    }

    /// The query that chooses what one of them carries; `None` when there is no such.
    pub fn query(&self, number: usize) -> Option<Query> {
        let whole = |text: &str| Phrase { text: text.to_owned(), whole: true };
        let names = |wanted: &dyn Fn(&str) -> bool| -> Vec<Phrase> {
            let outlets = self.all.iter().filter_map(|carrier| match carrier {
                Carrier::Outlet(name) if wanted(name) => Some(whole(name)),
                _ => None,
            });
            outlets.collect()
        };
        let without = |query: Query, names: Vec<Phrase>| {
            if names.is_empty() {
                return query;
            }
            let mut query = query;
            query.terms.push(Term { negated: true, what: What::Text(TextField::Outlet, names) });
            query
        };
        Some(match self.all.get(number)? {
            Carrier::Outlet(own) => {
                let query = Query::default().and(What::Text(TextField::Outlet, vec![whole(own)]));
                // A name may stand in a longer one, which is another outlet.
                let folded = format!(" {} ", fold(own));
                let longer = |name: &str| name != &**own && format!(" {} ", fold(name)).contains(&folded);
                without(query, names(&longer))
            }
            Carrier::File(id) => Query::default().and(What::Text(TextField::File, vec![whole(id)])),
            Carrier::Unknown => without(Query::default(), names(&|_| true)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        briefing::fixture::{article, briefing},
        view::{Selection, query::Texts},
    };

    fn names(outlets: &Outlets) -> Vec<&str> {
        outlets.all.iter().map(Carrier::name).collect()
    }

    #[test]
    fn a_few_articles_without_an_outlet_are_files_and_many_are_one_column() {
        let named = |id: &str, outlet: &str| article(id, "x").given(outlet, "X", (2026, 1, 1));
        let few = Outlets::new(&briefing([article("a.txt", "x"), named("b", "Oslo Tide")]));
        assert_eq!(names(&few), ["a.txt", "Oslo Tide"]);
        let bare = (0..=FEW).map(|i| article(&format!("{i}.txt"), "x"));
        let many = Outlets::new(&briefing(bare.chain([named("b", "Oslo Tide"), named("c", "Lima Sun")])));
        assert_eq!(names(&many), ["Oslo Tide", "Lima Sun", NO_OUTLET]);
        let of = |article: usize| many.name(many.of(ArticleId(article as u32)));
        assert_eq!([of(0), of(FEW + 1), of(FEW + 2)], [NO_OUTLET, "Oslo Tide", "Lima Sun"]);
    }

    #[test]
    fn the_query_of_a_carrier_chooses_its_articles_and_no_others() {
        let named = |id: &str, outlet: &str| article(id, "x").given(outlet, "X", (2026, 1, 1));
        for without in [1, FEW + 1] {
            let bare = (0..without).map(|i| article(&format!("{i}.txt"), "x"));
            let all = [named("b", "Tide"), named("c", "Oslo Tide"), named("d", "Lima Sun")];
            let briefing = briefing(bare.chain(all));
            let outlets = Outlets::new(&briefing);
            let texts = Texts::new(&briefing, None);
            for number in 0..outlets.all.len() {
                let query = outlets.query(number).expect("a carrier");
                assert_eq!(Query::parse(&query.to_string()).query, query);
                let selection = Selection { query, ..Selection::default() };
                let choice = selection.choice(&briefing, &texts);
                for id in (0..briefing.articles.len() as u32).map(ArticleId) {
                    let taken = choice.article(id) == crate::view::query::Fit::Yes;
                    assert_eq!(taken, outlets.of(id) == number, "{id:?} {}", selection.query);
                }
            }
        }
    }
}
