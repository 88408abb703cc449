//! Which articles a list shows, in which order and in which groups: the one place that says so.

use std::{cmp::Ordering, ops::Range};

use chrono::NaiveDate;

use super::citation::one_line;
use crate::briefing::{Article, ArticleId, Briefing};

/// In which order articles stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ArticleOrder {
    /// As they were given.
    #[default]
    Given,
    /// The last day first.
    Newest,
    /// The first day first.
    Oldest,
}

/// What articles that stand together share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Grouping {
    /// Nothing: there are no groups.
    #[default]
    None,
    /// Who published them.
    Outlet,
    /// The day of publication.
    Day,
}

/// How a list is arranged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Arrangement {
    /// The order within groups, and that of days.
    pub order: ArticleOrder,
    /// The groups.
    pub grouping: Grouping,
}

impl ArticleOrder {
    /// The order of this name, the usual one if there is none.
    pub fn named(name: &str) -> Self {
        [Self::Newest, Self::Oldest].into_iter().find(|order| order.name() == name).unwrap_or_default()
    }

    /// What stands first; empty for the usual order.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Given => "",
            Self::Newest => "newest",
            Self::Oldest => "oldest",
        }
    }
}

/// Articles that stand together under a header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What they share, in words.
    pub title: String,
    /// Which of [`Listing::articles`] they are.
    pub range: Range<usize>,
}

/// The articles a list shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    /// In the order shown.
    pub articles: Vec<ArticleId>,
    /// In the order shown; none when the list has no groups.
    pub groups: Vec<Group>,
    /// How many articles the briefing has.
    pub of: usize,
}

/// A row of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListRow {
    /// The header of a group.
    Header(usize),
    /// An article: which of [`Listing::articles`].
    Article(usize),
}

/// What articles are put in order by.
struct Entry {
    id: ArticleId,
    day: Option<NaiveDate>,
    /// What it shares with its group.
    title: Option<String>,
    /// The same, whatever its case.
    folded: Option<String>,
}

impl Listing {
    /// The articles of `briefing` that are `shown`, in this arrangement.
    ///
    /// Outlets stand in alphabetical order, what has no outlet or no date stands last.
    pub fn new(briefing: &Briefing, arrangement: Arrangement, shown: impl Fn(ArticleId) -> bool) -> Self {
        let Arrangement { order, grouping } = arrangement;
        let ids = (0..).map(ArticleId).zip(&briefing.articles).filter(|(id, _)| shown(*id));
        let mut entries: Vec<Entry> = ids.map(|(id, article)| Entry::new(id, article, grouping)).collect();
        entries.sort_by(|a, b| {
            let groups = match grouping {
                Grouping::None => Ordering::Equal,
                Grouping::Outlet => {
                    last(a.folded.as_ref(), b.folded.as_ref(), Ord::cmp).then_with(|| a.title.cmp(&b.title))
                }
                Grouping::Day => {
                    by_day(a, b, if order == ArticleOrder::Given { ArticleOrder::Oldest } else { order })
                }
            };
            groups.then_with(|| by_day(a, b, order))
        });
        let mut groups: Vec<Group> = Vec::new();
        if grouping != Grouping::None {
            let mut from = 0;
            for chunk in entries.chunk_by(|a, b| a.title == b.title) {
                let title = chunk.first().and_then(|entry| entry.title.clone());
                let title = title.unwrap_or_else(|| grouping.without().to_owned());
                groups.push(Group { title, range: from..from + chunk.len() });
                from += chunk.len();
            }
        }
        let articles = entries.into_iter().map(|entry| entry.id).collect();
        Self { articles, groups, of: briefing.articles.len() }
    }

    /// The rows, headers among the articles.
    pub fn rows(&self) -> Vec<ListRow> {
        let mut rows = Vec::with_capacity(self.articles.len() + self.groups.len());
        if self.groups.is_empty() {
            rows.extend((0..self.articles.len()).map(ListRow::Article));
        }
        for (i, group) in self.groups.iter().enumerate() {
            rows.push(ListRow::Header(i));
            rows.extend(group.range.clone().map(ListRow::Article));
        }
        rows
    }

    /// Where an article stands among those shown.
    pub fn place(&self, article: ArticleId) -> Option<usize> {
        self.articles.iter().position(|id| *id == article)
    }

    /// The articles of a group.
    pub fn of_group(&self, group: &Group) -> &[ArticleId] {
        self.articles.get(group.range.clone()).unwrap_or_default()
    }

    /// The next article after `from` that `fits`, and whether it was found only by going on from the top.
    pub fn next(&self, from: ArticleId, fits: impl Fn(ArticleId) -> bool) -> Option<(ArticleId, bool)> {
        let at = self.place(from).map_or(0, |at| at + 1);
        let after = self.articles.iter().skip(at).map(|id| (*id, false));
        let before = self.articles.iter().take(at).map(|id| (*id, true));
        after.chain(before).find(|(id, _)| *id != from && fits(*id))
    }
}

impl Grouping {
    /// The grouping of this name, none if there is none.
    pub fn named(name: &str) -> Self {
        [Self::Outlet, Self::Day].into_iter().find(|grouping| grouping.name() == name).unwrap_or_default()
    }

    /// What a group shares; empty for no groups.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Outlet => "outlet",
            Self::Day => "day",
        }
    }

    /// The title of what shares nothing.
    const fn without(self) -> &'static str {
        match self {
            Self::Day => "undated",
            Self::None | Self::Outlet => "no outlet known",
        }
    }
}

impl Entry {
    fn new(id: ArticleId, article: &Article, grouping: Grouping) -> Self {
        let day = article.date();
        let title = match grouping {
            Grouping::None => None,
            Grouping::Outlet => article.outlet.as_deref().map(one_line),
            Grouping::Day => day.map(|day| day.format("%Y-%m-%d, %A").to_string()),
        };
        Self { id, day, folded: title.as_deref().map(str::to_lowercase), title }
    }
}

/// Orders what is there by `order` and puts what is not there last.
fn last<T>(a: Option<&T>, b: Option<&T>, order: impl Fn(&T, &T) -> Ordering) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => order(a, b),
        (a, b) => a.is_none().cmp(&b.is_none()),
    }
}

fn by_day(a: &Entry, b: &Entry, order: ArticleOrder) -> Ordering {
    match order {
        ArticleOrder::Given => Ordering::Equal,
        ArticleOrder::Newest => last(a.day.as_ref(), b.day.as_ref(), |a, b| b.cmp(a)),
        ArticleOrder::Oldest => last(a.day.as_ref(), b.day.as_ref(), NaiveDate::cmp),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::briefing::fixture::{article, briefing};

    fn five() -> Briefing {
        briefing([
            article("a", "One.").given("Strait", "One", (2026, 1, 20)),
            article("b", "Two.").given("harbour", "Two", (2026, 1, 19)),
            article("c", "Three."),
            article("d", "Four.").given("Strait", "Four", (2026, 1, 19)),
            article("e", "Five.").given("harbour", "Five", (2026, 1, 21)),
        ])
    }

    fn shown(order: ArticleOrder, grouping: Grouping) -> String {
        let briefing = five();
        let listing = Listing::new(&briefing, Arrangement { order, grouping }, |_| true);
        let words = listing.rows().into_iter().map(|row| match row {
            ListRow::Header(i) => format!("[{}]", listing.groups[i].title),
            ListRow::Article(i) => briefing.articles[listing.articles[i].0 as usize].document.id.clone(),
        });
        words.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn days_are_in_order_and_what_has_none_is_last() {
        assert_eq!(shown(ArticleOrder::Given, Grouping::None), "a b c d e");
        assert_eq!(shown(ArticleOrder::Newest, Grouping::None), "e a b d c");
        assert_eq!(shown(ArticleOrder::Oldest, Grouping::None), "b d a e c");
    }

    #[test]
    fn groups_have_a_header_each_and_the_order_holds_within_them() {
        assert_eq!(
            shown(ArticleOrder::Given, Grouping::Outlet),
            "[harbour] b e [Strait] a d [no outlet known] c"
        );
        assert_eq!(
            shown(ArticleOrder::Newest, Grouping::Outlet),
            "[harbour] e b [Strait] a d [no outlet known] c"
        );
        assert_eq!(
            shown(ArticleOrder::Newest, Grouping::Day),
            "[2026-01-21, Wednesday] e [2026-01-20, Tuesday] a [2026-01-19, Monday] b d [undated] c"
        );
        assert!(shown(ArticleOrder::Given, Grouping::Day).starts_with("[2026-01-19, Monday] b d"));
    }

    #[test]
    fn only_what_is_shown_has_a_row_and_the_next_is_found_around_the_end() {
        let briefing = five();
        let listing = Listing::new(&briefing, Arrangement::default(), |id| id.0 != 2);
        assert_eq!((listing.articles.len(), listing.of), (4, 5));
        let next = |from, fits: fn(ArticleId) -> bool| listing.next(ArticleId(from), fits);
        assert_eq!(next(0, |_| true), Some((ArticleId(1), false)));
        assert_eq!(next(4, |_| true), Some((ArticleId(0), true)));
        assert_eq!(next(1, |id| id.0 < 2), Some((ArticleId(0), true)));
        assert_eq!(next(1, |id| id.0 == 1), None, "not itself");
    }
}
