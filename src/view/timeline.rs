//! When somebody is quoted, and by whom: quotations by day, month or year and by outlet.

use std::{cmp::Reverse, collections::BTreeMap};

use chrono::{Datelike, NaiveDate};

use super::{
    Outlets,
    query::Period,
    tally::{Counter, Tally, carried, is_shown, quotes_in},
};
use crate::briefing::{Article, ArticleId, Briefing, QuoteId, Whose};

/// When somebody is quoted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Timeline {
    /// Who carries the articles.
    pub outlets: Outlets,
    /// The outlets that quote them, those that quote most first: what the columns of a bar are numbers of.
    pub columns: Vec<(usize, Tally)>,
    /// In order of time, what is undated last; never begins or ends with a gap.
    pub slots: Vec<Slot>,
    /// All together.
    pub all: Tally,
    step: Step,
    attitudes: bool,
}

/// How long a bar is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Step {
    /// A day.
    #[default]
    Day,
    /// A month.
    Month,
    /// A year.
    Year,
}

/// A row of the timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slot {
    /// A day, month or year with quotations.
    Bar(Bar),
    /// So many days, months or years without any.
    Gap(u32),
}

/// What was said in a day, month or year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// When; `None` for what has no date.
    pub period: Option<Period>,
    /// All outlets together.
    pub all: Tally,
    /// By outlet, those that have some, in order of their numbers.
    cells: Vec<(usize, Tally)>,
}

/// A span of more days than these is shown by month.
const DAYS: i64 = 92;
/// And of more months by year.
const MONTHS: i32 = 60;

impl Step {
    /// What one is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    fn of(first: NaiveDate, last: NaiveDate) -> Self {
        let days = (last - first).num_days();
        match Self::Month.number(last) - Self::Month.number(first) {
            _ if days <= DAYS => Self::Day,
            months if months <= MONTHS => Self::Month,
            _ => Self::Year,
        }
    }

    /// The number of the day, month or year that a day is in; neighbours have neighbouring numbers.
    fn number(self, day: NaiveDate) -> i32 {
        match self {
            Self::Day => day.num_days_from_ce(),
            Self::Month => day.year() * 12 + day.month0().cast_signed(),
            Self::Year => day.year(),
        }
    }

    /// The day, month or year that a day is in.
    fn period(self, day: NaiveDate) -> Option<Period> {
        match self {
            Self::Day => Some(Period { first: day, last: day }),
            Self::Month => day.format("%Y-%m").to_string().parse().ok(),
            Self::Year => day.format("%Y").to_string().parse().ok(),
        }
    }
}

impl Bar {
    /// What each outlet carries of it.
    pub fn cells(&self) -> impl Iterator<Item = Tally> {
        self.cells.iter().map(|(_, tally)| *tally)
    }

    /// What an outlet carries of it.
    pub fn cell(&self, outlet: usize) -> Tally {
        let place = self.cells.binary_search_by_key(&outlet, |(outlet, _)| *outlet);
        place.ok().and_then(|place| self.cells.get(place)).map(|(_, tally)| *tally).unwrap_or_default()
    }
}

impl Timeline {
    /// When somebody is quoted, with beliefs, wishes and plans or without.
    pub fn new(briefing: &Briefing, whose: Whose, attitudes: bool) -> Self {
        let outlets = Outlets::new(briefing);
        let shown = briefing.quotes_of(whose).iter().filter(|quote| is_shown(briefing, **quote, attitudes));
        let dates = shown.filter_map(|quote| date(briefing, quote.article));
        let span = dates.fold(None, |span, date| {
            let (first, last) = span.unwrap_or((date, date));
            Some((date.min(first), date.max(last)))
        });
        let step = span.map(|(first, last)| Step::of(first, last)).unwrap_or_default();
        let mut bars: BTreeMap<(bool, i32), (Option<Period>, Counter)> = BTreeMap::new();
        let mut columns = Counter::default();
        let mut seen: Vec<((bool, i32), usize)> = Vec::new();
        for statement in briefing.statements_of(whose).iter() {
            seen.clear();
            for (quote, outlet) in carried(briefing, &outlets, statement, attitudes) {
                let day = date(briefing, quote.article);
                let key = (day.is_none(), day.map_or(0, |day| step.number(day)));
                let (_, bar) = bars
                    .entry(key)
                    .or_insert_with(|| (day.and_then(|day| step.period(day)), Counter::default()));
                let is_new = (!seen.iter().any(|(slot, _)| *slot == key), !seen.contains(&(key, outlet)));
                bar.count(outlet, is_new);
                columns.count(outlet, (seen.is_empty(), !seen.iter().any(|(_, known)| *known == outlet)));
                seen.push((key, outlet));
            }
        }
        let mut slots = Vec::new();
        let mut before: Option<i32> = None;
        for ((undated, number), (period, Counter { all, columns: cells })) in bars {
            let without = before.filter(|_| !undated).map_or(0, |before| number - before - 1);
            slots.extend(u32::try_from(without).ok().filter(|without| *without > 0).map(Slot::Gap));
            slots.push(Slot::Bar(Bar { period, all, cells }));
            before = Some(number);
        }
        let Counter { all, mut columns } = columns;
        columns.sort_by_key(|(outlet, tally)| (Reverse(tally.quotations), *outlet));
        Self { outlets, columns, slots, all, step, attitudes }
    }

    /// How long a bar is.
    pub const fn step(&self) -> Step {
        self.step
    }

    /// The bars, without the gaps.
    pub fn bars(&self) -> impl Iterator<Item = &Bar> {
        self.slots.iter().filter_map(|slot| match slot {
            Slot::Bar(bar) => Some(bar),
            Slot::Gap(_) => None,
        })
    }

    /// The quotations of a bar that an outlet, or any, carries, in time order.
    pub fn quotes(
        &self,
        briefing: &Briefing,
        (whose, bar): (Whose, &Bar),
        outlet: Option<usize>,
    ) -> Vec<QuoteId> {
        let mut quotes = quotes_in(briefing, &self.outlets, (whose, outlet), self.attitudes);
        quotes.retain(|quote| match (date(briefing, quote.article), bar.period) {
            (Some(day), Some(period)) => period.has(day),
            (None, None) => true,
            _ => false,
        });
        quotes
    }
}

/// The day an article was published.
pub(super) fn date(briefing: &Briefing, article: ArticleId) -> Option<NaiveDate> {
    briefing.article(article).and_then(Article::date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        briefing::fixture::{Draft, article, briefing},
        model::{EntityKind::Person, QuotationKind::Direct},
    };

    fn said(id: &str, words: &str) -> Draft {
        let raw = format!("Amara said: {words}");
        article(id, &raw).entity(Person, &["Amara"]).quote(Direct, &[words], "said", "Amara")
    }

    fn amara(briefing: &Briefing) -> Whose {
        Whose::Actor(briefing.find_actors("amara")[0])
    }

    /// `2026-03-02 2/1 [1 1]`, a gap as `- 4`.
    fn shown(timeline: &Timeline) -> Vec<String> {
        let slot = |slot: &Slot| match slot {
            Slot::Gap(without) => format!("- {without}"),
            Slot::Bar(bar) => {
                let period = bar.period.map_or_else(|| "undated".to_owned(), |period| period.to_string());
                let cells = timeline.columns.iter().map(|(outlet, _)| bar.cell(*outlet).short());
                format!("{period} {} [{}]", bar.all.short(), cells.collect::<Vec<_>>().join(" "))
            }
        };
        timeline.slots.iter().map(slot).collect()
    }

    const LONG: &str = "“The dam will hold through the whole of the rainy season.”";

    #[test]
    fn quotations_stand_by_day_and_outlet_with_gaps_and_what_is_undated_apart() {
        let briefing = briefing([
            said("a", LONG).given("Volta News", "A", (2026, 3, 2)),
            said("b", LONG).given("Accra Day", "B", (2026, 3, 2)),
            said("c", "“Run!”").given("Volta News", "C", (2026, 3, 7)),
            said("d", "“Run to the hills now!”").given("Volta News", "D", (2026, 3, 8)),
            said("e", "“Who knows?”"),
        ]);
        let timeline = Timeline::new(&briefing, amara(&briefing), false);
        assert_eq!(timeline.step(), Step::Day);
        assert_eq!(
            shown(&timeline),
            [
                "2026-03-02 2/1 [1 1 0]",
                "- 4",
                "2026-03-07 1 [1 0 0]",
                "2026-03-08 1 [1 0 0]",
                "undated 1 [0 0 1]"
            ]
        );
        assert_eq!((timeline.all.short(), timeline.bars().count()), ("5/4".into(), 4));
        for bar in timeline.bars() {
            let quotes = |outlet| timeline.quotes(&briefing, (amara(&briefing), bar), outlet).len();
            assert_eq!(quotes(None), bar.all.quotations);
            for (outlet, _) in &timeline.columns {
                assert_eq!(quotes(Some(*outlet)), bar.cell(*outlet).quotations);
            }
        }
    }

    #[test]
    fn a_long_span_stands_by_month_and_a_longer_one_by_year() {
        let over = |last: (i32, u32, u32)| {
            let briefing = briefing([
                said("a", "“Run!”").given("Volta News", "A", (2025, 12, 30)),
                said("b", "“Stay!”").given("Volta News", "B", (2026, 1, 2)),
                said("c", "“Swim!”").given("Volta News", "C", last),
            ]);
            shown(&Timeline::new(&briefing, amara(&briefing), false))
        };
        assert_eq!(over((2026, 4, 30)), ["2025-12 1 [1]", "2026-01 1 [1]", "- 2", "2026-04 1 [1]"]);
        assert_eq!(over((2035, 4, 30)), ["2025 1 [1]", "2026 1 [1]", "- 8", "2035 1 [1]"]);
    }

    #[test]
    fn whoever_is_not_quoted_has_no_bars() {
        let timeline = Timeline::new(&briefing([article("a", "x")]), Whose::Nobody, false);
        assert_eq!((timeline.slots.len(), timeline.all), (0, Tally::default()));
    }
}
