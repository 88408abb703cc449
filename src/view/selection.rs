//! Choosing quotations: by actor and by all that a query can ask for, in the order that is wanted.
//!
//! The command line's arguments, what the reader chooses and a typed query all end up here.

use chrono::NaiveDate;

use super::query::{Choice, Fit, Marked, Query, Texts};
use crate::briefing::{ActorId, Article, ArticleId, Briefing, QuoteId, Whose};

/// What to choose; an empty list leaves nothing out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Of these actors, in this order.
    pub actors: Vec<ActorId>,
    /// What nobody could be named for: alone, or after what the `actors` said.
    pub unattributed: bool,
    /// What must be true of them beside.
    pub query: Query,
    /// What must be true of their articles, as the reader's list of articles is filtered: its words may stand anywhere
    /// in an article, and what it asks of quotations holds when it is so of one.
    pub within: Query,
    /// Beliefs, wishes and plans too; else only when the query asks for their kind.
    pub attitudes: bool,
    /// In which order. `None`: with actors or unattributed ones asked for by actor, then time; else by article, then
    /// place.
    pub sort: Option<Sort>,
    /// What the user marked, for a query that asks for it.
    pub marked: Marked,
}

/// The order of quotations; of equals, by article and place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sort {
    /// By date of the article, undated ones last.
    Time,
    /// By actor, those quoted most often first or as they were asked for, what is unattributed last; then by time.
    Actor,
    /// By outlet, unknown ones last; then by time.
    Outlet,
    /// By actor and statement, the fullest wording of each first.
    Statement,
}

impl Sort {
    /// All orders.
    pub const ALL: [Self; 4] = [Self::Time, Self::Actor, Self::Outlet, Self::Statement];

    /// In one word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::Actor => "actor",
            Self::Outlet => "outlet",
            Self::Statement => "statement",
        }
    }
}

/// What was chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selected {
    /// In the order that was wanted.
    pub quotes: Vec<QuoteId>,
    /// Quotations that were left out only because their article has no date.
    pub undated: usize,
}

impl Selection {
    /// The quotations of `briefing` that fit.
    pub fn of(&self, briefing: &Briefing) -> Selected {
        self.of_texts(briefing, &Texts::new(briefing, None))
    }

    /// The same, for whoever has the folded texts of `briefing` already.
    pub fn of_texts(&self, briefing: &Briefing, texts: &Texts) -> Selected {
        let choice = self.choice(briefing, texts);
        let within = self.within(briefing, texts);
        let is_within = |id: ArticleId| within.as_ref().is_none_or(|w| w.get(id.0 as usize) == Some(&true));
        let mut selected = Selected::default();
        let mut consider = |quote: QuoteId| match choice.quote(quote) {
            _ if !is_within(quote.article) => {}
            Fit::Yes => selected.quotes.push(quote),
            Fit::Undated => selected.undated += 1,
            Fit::No => {}
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
        if let Some(sort) = self.sort {
            self.put_in_order(&mut selected.quotes, sort, briefing, texts);
        }
        selected
    }

    /// The quotations that fit, of each actor apart: in the order they were asked for, else those quoted most often
    /// first; those of nobody are left out.
    pub fn by_actor(&self, briefing: &Briefing) -> Vec<(ActorId, Vec<QuoteId>)> {
        let texts = Texts::new(briefing, None);
        let asked = Self { unattributed: false, sort: Some(self.sort.unwrap_or(Sort::Time)), ..self.clone() };
        if self.unattributed && self.actors.is_empty() {
            return Vec::new();
        }
        let mut quotes = asked.of_texts(briefing, &texts).quotes;
        quotes.retain(|quote| briefing.speaker(*quote).is_some());
        // Stable: what is of one actor stays in its order.
        quotes.sort_by_key(|quote| self.place_of(briefing.whose(*quote)));
        let of_actor = quotes.chunk_by(|a, b| briefing.speaker(*a) == briefing.speaker(*b));
        of_actor.filter_map(|quotes| Some((briefing.speaker(*quotes.first()?)?, quotes.to_vec()))).collect()
    }

    /// The articles quotations can be chosen from, as far as outlet, date and what else is asked of articles say; one
    /// without a date can.
    pub fn articles(&self, briefing: &Briefing) -> Vec<ArticleId> {
        let texts = Texts::new(briefing, None);
        let choice = self.choice(briefing, &texts);
        let within = self.within(briefing, &texts);
        let all = (0..briefing.articles.len() as u32).map(ArticleId);
        let is_within = |id: &ArticleId| within.as_ref().is_none_or(|w| w.get(id.0 as usize) == Some(&true));
        all.filter(|article| is_within(article) && choice.of_article(*article) > Fit::No).collect()
    }

    /// By article, whether quotations are chosen from it; `None` where nothing is asked of articles.
    fn within(&self, briefing: &Briefing, texts: &Texts) -> Option<Vec<bool>> {
        if self.within.is_empty() {
            return None;
        }
        let choice = Choice::new(&self.within, true, &self.marked, briefing, texts);
        let all = (0..briefing.articles.len() as u32).map(ArticleId);
        Some(all.map(|article| choice.article(article) == Fit::Yes).collect())
    }

    /// The query, made ready.
    pub fn choice<'a>(&'a self, briefing: &'a Briefing, texts: &'a Texts) -> Choice<'a> {
        Choice::new(&self.query, self.attitudes, &self.marked, briefing, texts)
    }

    /// Which place what somebody said has when quotations stand by actor.
    fn place_of(&self, whose: Whose) -> (usize, u32) {
        let Whose::Actor(id) = whose else { return (usize::MAX, u32::MAX) };
        (self.actors.iter().position(|actor| *actor == id).unwrap_or(self.actors.len()), id.0)
    }

    fn put_in_order(&self, quotes: &mut [QuoteId], sort: Sort, briefing: &Briefing, texts: &Texts) {
        let time = |quote: &QuoteId| {
            let published = briefing.article(quote.article).and_then(Article::published);
            let date: Option<NaiveDate> = published.and_then(crate::model::Published::date);
            (date.is_none(), date, *quote)
        };
        match sort {
            Sort::Time => quotes.sort_by_cached_key(time),
            Sort::Actor => quotes.sort_by_cached_key(|q| (self.place_of(briefing.whose(*q)), time(q))),
            Sort::Outlet => quotes.sort_by_cached_key(|quote| {
                let outlet = briefing.article(quote.article).and_then(|article| article.outlet.clone());
                (outlet.is_none(), outlet.map(|outlet| outlet.to_lowercase()), time(quote))
            }),
            Sort::Statement => quotes.sort_by_cached_key(|quote| {
                let whose = briefing.whose(*quote);
                (self.place_of(whose), texts.place_in_statement(briefing, *quote), time(quote))
            }),
        }
    }
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

    fn asked(query: &str) -> Selection {
        let parsed = Query::parse(query);
        assert_eq!(parsed.problems, [], "{query}");
        Selection { query: parsed.query, ..Selection::default() }
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
        check(&Selection { actors: sadr, ..asked("kind:attitude") }, &[(1, 2), (0, 2), (2, 2)], 0);
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
        assert_eq!(chosen(&asked("is:unattributed")), [(0, 1), (1, 1)]);
        assert_eq!(briefing.unattributed.len(), 4, "attitudes are counted apart, not lost");
        assert_eq!(unattributed(Vec::new()).by_actor(&briefing), [], "nobody is no actor");
    }

    #[test]
    fn outlets_are_chosen_by_the_beginnings_of_their_words() {
        check(&asked("outlet:RUD,nobody"), &[(0, 0), (0, 1)], 0);
        check(&asked("-outlet:rud -outlet:shafaq"), &[(2, 0), (2, 1)], 0);
    }

    #[test]
    fn days_count_in_and_undated_articles_are_counted() {
        check(&asked("until:2026-01-18"), &[(1, 0), (1, 1)], 2);
        check(&asked("since:2026-01-18 until:2026-01-18"), &[(1, 0), (1, 1)], 2);
        check(&asked("-date:2026-01-18"), &[(0, 0), (0, 1)], 2);
    }

    #[test]
    fn what_is_asked_of_articles_is_asked_of_them_as_a_whole() {
        let within = Query::parse("peace -outlet:shafaq").query;
        check(
            &Selection { within: within.clone(), ..Selection::default() },
            &[(0, 0), (0, 1), (2, 0), (2, 1)],
            0,
        );
        let both = Selection { within, ..asked("kind:indirect") };
        check(&both, &[(0, 1), (2, 1)], 0);
        let articles = both.articles(&three_articles());
        assert_eq!(articles, [ArticleId(0), ArticleId(2)]);
    }

    #[test]
    fn the_order_is_the_one_that_is_wanted() {
        let by = |sort| Selection { sort: Some(sort), ..Selection::default() };
        check(&by(Sort::Time), &[(1, 0), (1, 1), (0, 0), (0, 1), (2, 0), (2, 1)], 0);
        check(&by(Sort::Outlet), &[(0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 1)], 0);
        let of_sadr = [(1, 0), (0, 0), (2, 0)];
        let of_miri = [(1, 1), (0, 1), (2, 1)];
        // Sadr has more, for his wishes are counted too.
        check(&by(Sort::Actor), &[of_sadr, of_miri].concat(), 0);
        check(&by(Sort::Statement), &[of_sadr, of_miri].concat(), 0);
    }

    #[test]
    fn what_is_chosen_of_each_actor_stands_together() {
        let briefing = three_articles();
        let [miri, sadr] = ["miri", "sadr"].map(|name| briefing.find_actors(name)[0]);
        let by_actor = |selection: Selection| {
            let all = selection.by_actor(&briefing).into_iter();
            all.map(|(actor, quotes)| (actor, quotes.len())).collect::<Vec<_>>()
        };
        assert_eq!(by_actor(Selection::default()), [(sadr, 3), (miri, 3)]);
        let asked_for = Selection { actors: vec![miri, sadr], ..asked("outlet:rudaw") };
        assert_eq!(by_actor(asked_for), [(miri, 1), (sadr, 1)]);
        assert_eq!(by_actor(asked("kind:indirect")), [(miri, 3)]);
    }
}
