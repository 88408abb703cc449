//! Two actors, or two outlets on one actor, side by side: what each said or carries on a topic, in time order.

use chrono::NaiveDate;

use super::{
    Outlets,
    query::{Choice, Fit},
    tally::{carried, is_shown},
    timeline::date,
};
use crate::briefing::{Briefing, QuoteId, Whose};

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sides {
    /// Two actors.
    Actors([Whose; 2]),
    /// Two outlets, by number, on one actor.
    Outlets(Whose, [usize; 2]),
}

/// Two sides on a topic.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// In time order, what is undated last. Of outlets: on each day what both carry first, then what only one does.
    pub rows: Vec<ComparedRow>,
    /// How many statements both outlets carry; none of two actors.
    pub both: usize,
    /// How many statements only one side has.
    pub only: [usize; 2],
}

/// What stands in one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ComparedRow {
    /// The day of the earlier one.
    pub day: Option<NaiveDate>,
    /// Of each side, the fullest wording on the topic.
    pub quotes: [Option<QuoteId>; 2],
    /// Whether they are wordings of one statement.
    pub shared: bool,
}

impl Comparison {
    /// Two sides on the topic that `choice` chooses by, with beliefs, wishes and plans or without.
    pub fn new(
        briefing: &Briefing,
        outlets: &Outlets,
        sides: Sides,
        choice: &Choice<'_>,
        attitudes: bool,
    ) -> Self {
        let fits = |quote: &QuoteId| choice.quote(*quote) == Fit::Yes;
        let mut rows: Vec<ComparedRow> = Vec::new();
        let day = |quotes: [Option<QuoteId>; 2]| {
            let dates = quotes.into_iter().flatten().filter_map(|quote| date(briefing, quote.article));
            dates.min()
        };
        match sides {
            Sides::Outlets(whose, pair) => {
                for statement in briefing.statements_of(whose).iter() {
                    let all: Vec<(QuoteId, usize)> =
                        carried(briefing, outlets, statement, attitudes).collect();
                    // What one words on the topic, the other may word without its words.
                    if !all.iter().any(|(quote, outlet)| pair.contains(outlet) && fits(quote)) {
                        continue;
                    }
                    let of =
                        |outlet: usize| all.iter().find(|(_, of)| *of == outlet).map(|(quote, _)| *quote);
                    let quotes = pair.map(of);
                    let shared = quotes.iter().all(Option::is_some);
                    rows.push(ComparedRow { day: day(quotes), quotes, shared });
                }
                let rank = |row: &ComparedRow| (!row.shared, row.quotes[0].is_none());
                rows.sort_by_key(|row| (row.day.is_none(), row.day, rank(row)));
            }
            Sides::Actors(pair) => {
                let of = |whose: Whose| -> Vec<(Option<NaiveDate>, QuoteId)> {
                    let statements = briefing.statements_of(whose);
                    let fullest = statements.iter().filter_map(|statement| {
                        let mut shown =
                            statement.quotes.iter().filter(|q| is_shown(briefing, **q, attitudes));
                        let quote = *shown.find(|quote| fits(quote))?;
                        Some((date(briefing, quote.article), quote))
                    });
                    let mut all: Vec<_> = fullest.collect();
                    all.sort_by_key(|(day, _)| (day.is_none(), *day));
                    all
                };
                rows = aligned(pair.map(of));
            }
        }
        let only = [0, 1].map(|side| {
            let own = |row: &&ComparedRow| !row.shared && row.quotes.get(side).is_some_and(Option::is_some);
            rows.iter().filter(own).count()
        });
        Self { both: rows.iter().filter(|row| row.shared).count(), only, rows }
    }

    /// Every quotation, with the number of its row and side, in the order they are read.
    pub fn items(&self) -> Vec<(usize, usize, QuoteId)> {
        let of = |(at, row): (usize, &ComparedRow)| {
            let quotes = row.quotes.into_iter().enumerate();
            quotes.filter_map(move |(side, quote)| Some((at, side, quote?))).collect::<Vec<_>>()
        };
        self.rows.iter().enumerate().flat_map(of).collect()
    }
}

/// Two lists in time order, what is of one day side by side.
fn aligned(lists: [Vec<(Option<NaiveDate>, QuoteId)>; 2]) -> Vec<ComparedRow> {
    let mut sides = lists.map(|list| list.into_iter().peekable());
    let mut rows = Vec::new();
    loop {
        let days = sides.each_mut().map(|side| side.peek().map(|(day, _)| *day));
        let Some(day) = days.into_iter().flatten().min_by_key(|day| (day.is_none(), *day)) else { break };
        let quotes = sides.each_mut().map(|side| side.next_if(|(of, _)| *of == day).map(|(_, quote)| quote));
        rows.push(ComparedRow { day, quotes, shared: false });
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        briefing::fixture::{Draft, article, briefing},
        model::{EntityKind::Person, QuotationKind::Direct},
        view::{
            Query,
            query::{Marked, Texts},
        },
    };

    fn said(id: &str, outlet: &str, day: u32, said: &[(&str, &str)]) -> Draft {
        let sentence = |(who, words): &(&str, &str)| format!("{who} said {words}. ");
        let raw = said.iter().map(sentence).collect::<Vec<_>>().concat();
        let mut draft = article(id, &raw).given(outlet, id, (2026, 3, day));
        let mut known: Vec<&str> = Vec::new();
        for (who, _) in said {
            if !known.contains(who) {
                known.push(who);
                draft = draft.entity(Person, &[who]);
            }
        }
        said.iter().fold(draft, |draft, (who, words)| draft.quote(Direct, &[words], "said", who))
    }

    const FULL: &str = "“The dam will hold through the whole of the rainy season”";
    const CUT: &str = "“The dam will hold through the whole of the season”";

    fn dam() -> Briefing {
        briefing([
            said(
                "a",
                "Volta News",
                2,
                &[("Amara", FULL), ("Amara", "“Nobody leaves”"), ("Teo", "“Open the gates”")],
            ),
            said("b", "Accra Day", 3, &[("Amara", CUT), ("Amara", "“We sleep here”")]),
            said(
                "c",
                "Volta News",
                3,
                &[("Amara", "“Two gates of the dam are open”"), ("Teo", "“Too late”")],
            ),
        ])
    }

    /// `3 a0=b0` for a shared row of the third, `a1|` for what only the left has.
    fn compared(sides: Sides, topic: &str) -> (Vec<String>, usize, [usize; 2]) {
        let briefing = dam();
        let (texts, marked, query) =
            (Texts::new(&briefing, None), Marked::default(), Query::parse(topic).query);
        let choice = Choice::new(&query, false, &marked, &briefing, &texts);
        let all = Comparison::new(&briefing, &Outlets::new(&briefing), sides, &choice, false);
        let name = |quote: Option<QuoteId>| {
            quote.map_or_else(String::new, |quote| {
                format!("{}{}", briefing.articles[quote.article.0 as usize].document.id, quote.index)
            })
        };
        let row = |row: &ComparedRow| {
            let day = row.day.map(|day| day.format("%-d ").to_string()).unwrap_or_default();
            let [left, right] = row.quotes.map(name);
            format!("{day}{left}{}{right}", if row.shared { "=" } else { "|" })
        };
        (all.rows.iter().map(row).collect(), all.both, all.only)
    }

    fn of(name: &str) -> Whose {
        Whose::Actor(dam().find_actors(name)[0])
    }

    #[test]
    fn outlets_share_a_row_for_what_both_carry_and_have_the_rest_apart() {
        let briefing = dam();
        let outlets = Outlets::new(&briefing);
        let number = |name: &str| (0..2).find(|n| outlets.name(*n) == name).expect("an outlet");
        let sides = Sides::Outlets(of("amara"), [number("Volta News"), number("Accra Day")]);
        let all = ["2 a0=b0", "2 a1|", "3 c0|", "3 |b1"].map(str::to_owned).to_vec();
        assert_eq!(compared(sides, ""), (all, 1, [2, 1]));
        assert_eq!(compared(sides, "rainy").0, ["2 a0=b0"], "the other words it without the word");
        assert_eq!(compared(sides, "nothing"), (vec![], 0, [0, 0]));
    }

    #[test]
    fn actors_stand_side_by_side_by_day() {
        let sides = Sides::Actors([of("amara"), of("teo")]);
        let (rows, both, only) = compared(sides, "");
        assert_eq!(rows, ["2 a0|a2", "2 a1|", "3 b1|c1", "3 c0|"].map(str::to_owned));
        assert_eq!((both, only), (0, [4, 2]));
        assert_eq!(compared(sides, "gates").0, ["2 |a2", "3 c0|"]);
    }
}
