//! How much is said in a cell of a table: quotations, and the statements they report.

use super::Outlets;
use crate::{
    briefing::{Briefing, QuoteId, Statement, Whose},
    model::QuotationKind,
};

/// What stands in a cell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tally {
    /// How many quotations.
    pub quotations: usize,
    /// How many statements they report; what copies carry counts once.
    pub statements: usize,
}

impl Tally {
    /// The numbers as cells show them: `12`, or `12/9` where several quotations report one statement.
    pub fn short(self) -> String {
        match self {
            Self { quotations, statements } if quotations == statements => quotations.to_string(),
            Self { quotations, statements } => format!("{quotations}/{statements}"),
        }
    }

    /// The numbers in words: `12 quotations of 9 statements`.
    pub fn words(self) -> String {
        let of = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
        let quotations = of(self.quotations, "quotation");
        if self.quotations == self.statements {
            return quotations;
        }
        format!("{quotations} of {}", of(self.statements, "statement"))
    }
}

/// Counts by a column of a table, one statement after the other.
#[derive(Debug, Default)]
pub(super) struct Counter {
    pub all: Tally,
    /// In order of their columns.
    pub columns: Vec<(usize, Tally)>,
}

impl Counter {
    /// Counts a quotation in a column; `new` says whether its statement is new to all, and to the column.
    pub fn count(&mut self, column: usize, new: (bool, bool)) {
        let place = self.columns.binary_search_by_key(&column, |(column, _)| *column);
        let place = place.unwrap_or_else(|place| {
            self.columns.insert(place, (column, Tally::default()));
            place
        });
        self.all.quotations += 1;
        self.all.statements += usize::from(new.0);
        if let Some((_, tally)) = self.columns.get_mut(place) {
            tally.quotations += 1;
            tally.statements += usize::from(new.1);
        }
    }
}

/// The quotations of a statement that are shown, each with who carries it.
pub(super) fn carried<'a>(
    briefing: &'a Briefing,
    outlets: &'a Outlets,
    statement: &'a Statement,
    attitudes: bool,
) -> impl Iterator<Item = (QuoteId, usize)> + 'a {
    let shown = move |quote: &QuoteId| is_shown(briefing, *quote, attitudes);
    statement.quotes.iter().copied().filter(shown).map(|quote| (quote, outlets.of(quote.article)))
}

/// Whether a quotation is counted.
pub(super) fn is_shown(briefing: &Briefing, quote: QuoteId, attitudes: bool) -> bool {
    let said = |a: &crate::model::Attribution| attitudes || a.quotation.kind != QuotationKind::Attitude;
    briefing.attribution(quote).is_some_and(said)
}

/// The quotations of somebody that are shown and that one of `outlets`, or any, carries, in time order.
pub(super) fn quotes_in(
    briefing: &Briefing,
    outlets: &Outlets,
    (whose, outlet): (Whose, Option<usize>),
    attitudes: bool,
) -> Vec<QuoteId> {
    let wanted = |quote: &QuoteId| {
        is_shown(briefing, *quote, attitudes)
            && outlet.is_none_or(|outlet| outlets.of(quote.article) == outlet)
    };
    briefing.quotes_of(whose).iter().copied().filter(wanted).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_says_how_many_statements_where_that_is_another_number() {
        let tally = |quotations, statements| Tally { quotations, statements };
        assert_eq!((tally(1, 1).short(), tally(1, 1).words()), ("1".into(), "1 quotation".into()));
        assert_eq!(tally(12, 9).short(), "12/9");
        assert_eq!(tally(3, 1).words(), "3 quotations of 1 statement");
    }
}
