//! Who is quoted where: actors by outlets, with counts.

use std::cmp::Reverse;

use super::{
    Outlets, UNATTRIBUTED,
    tally::{Counter, Tally, carried, quotes_in},
};
use crate::briefing::{ActorId, Briefing, QuoteId, Whose};

/// Actors by outlets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Matrix {
    /// The columns.
    pub outlets: Outlets,
    /// By column, what stands in it.
    pub totals: Vec<Tally>,
    /// All columns together.
    pub all: Tally,
    /// Everybody who is quoted, in the order that was asked for; what nobody could be named for is last.
    pub rows: Vec<MatrixRow>,
    attitudes: bool,
}

/// A row: where somebody is quoted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixRow {
    /// Who.
    pub whose: Whose,
    /// What they are called.
    pub name: String,
    /// All columns together.
    pub all: Tally,
    /// The columns that are not empty, in their order.
    pub cells: Vec<(usize, Tally)>,
}

/// The order of the rows; of equals, those quoted most often first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MatrixOrder {
    /// By name.
    Name,
    /// Those quoted most often first.
    All,
    /// Those quoted by most outlets first.
    Outlets,
    /// Those whom the outlet of this column quotes most often first.
    Outlet(usize),
}

impl MatrixRow {
    /// What stands in a column.
    pub fn cell(&self, column: usize) -> Tally {
        let place = self.cells.binary_search_by_key(&column, |(column, _)| *column);
        place.ok().and_then(|place| self.cells.get(place)).map(|(_, tally)| *tally).unwrap_or_default()
    }

    /// The only column that quotes them, when another could.
    pub fn only(&self) -> Option<usize> {
        match self.cells.as_slice() {
            [(column, _)] => Some(*column),
            _ => None,
        }
    }
}

impl Matrix {
    /// The matrix of `briefing`, with beliefs, wishes and plans or without; the outlets that quote most stand first.
    pub fn new(briefing: &Briefing, attitudes: bool) -> Self {
        let mut outlets = Outlets::new(briefing);
        let mut totals = vec![Tally::default(); outlets.all.len()];
        let actors = (0..briefing.actors.len() as u32).map(|id| Whose::Actor(ActorId(id)));
        let mut rows: Vec<MatrixRow> = actors
            .chain([Whose::Nobody])
            .filter_map(|whose| {
                let Counter { all, columns } = counted(briefing, &outlets, whose, attitudes);
                (all.quotations > 0).then(|| MatrixRow {
                    whose,
                    name: name(briefing, whose),
                    all,
                    cells: columns,
                })
            })
            .collect();
        let mut all = Tally::default();
        for row in &rows {
            all.quotations += row.all.quotations;
            all.statements += row.all.statements;
            for (column, tally) in &row.cells {
                if let Some(total) = totals.get_mut(*column) {
                    total.quotations += tally.quotations;
                    total.statements += tally.statements;
                }
            }
        }
        let places = outlets.put_in_order(|number| Reverse(totals.get(number).map_or(0, |t| t.quotations)));
        let place = |column: usize| places.get(column).copied().unwrap_or(column);
        let mut sorted: Vec<(usize, Tally)> =
            totals.into_iter().enumerate().map(|(i, t)| (place(i), t)).collect();
        sorted.sort_unstable_by_key(|(column, _)| *column);
        for row in &mut rows {
            for (column, _) in &mut row.cells {
                *column = place(*column);
            }
            row.cells.sort_unstable_by_key(|(column, _)| *column);
        }
        let totals = sorted.into_iter().map(|(_, total)| total).collect();
        let mut matrix = Self { outlets, totals, all, rows, attitudes };
        matrix.sort(MatrixOrder::All, false);
        matrix
    }

    /// Puts the rows in order.
    pub fn sort(&mut self, by: MatrixOrder, reversed: bool) {
        let rank = |row: &MatrixRow| match by {
            MatrixOrder::Name => 0,
            MatrixOrder::All => row.all.quotations,
            MatrixOrder::Outlets => row.cells.len(),
            MatrixOrder::Outlet(column) => row.cell(column).quotations,
        };
        let turned = |ordering: std::cmp::Ordering| if reversed { ordering.reverse() } else { ordering };
        let name =
            |row: &MatrixRow| if by == MatrixOrder::Name { row.name.to_lowercase() } else { String::new() };
        let mut keyed: Vec<(String, MatrixRow)> =
            std::mem::take(&mut self.rows).into_iter().map(|row| (name(&row), row)).collect();
        keyed.sort_by(|(a_name, a), (b_name, b)| {
            let nobody = |row: &MatrixRow| row.whose == Whose::Nobody;
            let asked = rank(b).cmp(&rank(a)).then_with(|| a_name.cmp(b_name));
            let most = (Reverse(a.all.quotations), a.whose).cmp(&(Reverse(b.all.quotations), b.whose));
            nobody(a).cmp(&nobody(b)).then(turned(asked)).then(most)
        });
        self.rows = keyed.into_iter().map(|(_, row)| row).collect();
    }

    /// How many actors are quoted just once.
    pub fn once(&self) -> usize {
        self.rows.iter().filter(|row| row.whose != Whose::Nobody && row.all.statements == 1).count()
    }

    /// How many actors there are.
    pub fn actors(&self) -> usize {
        self.rows.iter().filter(|row| row.whose != Whose::Nobody).count()
    }

    /// What somebody said that the outlet of this column, or any, carries, in time order.
    pub fn quotes(&self, briefing: &Briefing, whose: Whose, column: Option<usize>) -> Vec<QuoteId> {
        quotes_in(briefing, &self.outlets, (whose, column), self.attitudes)
    }
}

/// What somebody said, by column.
fn counted(briefing: &Briefing, outlets: &Outlets, whose: Whose, attitudes: bool) -> Counter {
    let mut counter = Counter::default();
    let mut seen: Vec<usize> = Vec::new();
    for statement in briefing.statements_of(whose).iter() {
        seen.clear();
        for (_, outlet) in carried(briefing, outlets, statement, attitudes) {
            let new = (seen.is_empty(), !seen.contains(&outlet));
            if new.1 {
                seen.push(outlet);
            }
            counter.count(outlet, new);
        }
    }
    counter
}

/// What somebody is called.
fn name(briefing: &Briefing, whose: Whose) -> String {
    let actor = match whose {
        Whose::Actor(id) => briefing.actor(id),
        Whose::Nobody => None,
    };
    actor.map_or_else(|| UNATTRIBUTED.to_owned(), |actor| super::citation::one_line(&actor.name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        briefing::fixture::{Draft, article, briefing},
        model::{
            EntityKind::Person,
            QuotationKind::{Attitude, Direct},
        },
    };

    /// Two outlets carry what Amara said, one of them more; Teo is quoted once, and hopes.
    fn two_outlets() -> Briefing {
        let first = "Amara said: “The dam will hold through the whole of the rainy season.” Teo said: “We will see.” Teo hopes it does.";
        let second = "Amara said: “The dam will hold through the whole of the rainy season.” Amara added: “Nobody needs to leave the valley.” “Run!”";
        let said = |draft: Draft| {
            draft.entity(Person, &["Amara"]).quote(
                Direct,
                &["“The dam will hold through the whole of the rainy season.”"],
                "said",
                "Amara",
            )
        };
        let first = said(article("a", first).given("Volta News", "A", (2026, 2, 1)))
            .entity(Person, &["Teo"])
            .quote(Direct, &["“We will see.”"], "said", "Teo")
            .quote(Attitude, &["it does"], "hopes", "Teo");
        let second = said(article("b", second).given("Accra Day", "B", (2026, 2, 2)))
            .quote(Direct, &["“Nobody needs to leave the valley.”"], "added", "Amara")
            .quote(Direct, &["“Run!”"], "", "");
        briefing([first, second])
    }

    fn shown(matrix: &Matrix) -> Vec<String> {
        let row = |row: &MatrixRow| {
            let cells = (0..matrix.outlets.all.len()).map(|column| row.cell(column).short());
            format!("{} {}: {}", row.name, row.all.short(), cells.collect::<Vec<_>>().join(" "))
        };
        matrix.rows.iter().map(row).collect()
    }

    #[test]
    fn quotations_are_counted_by_outlet_and_statements_once() {
        let matrix = Matrix::new(&two_outlets(), false);
        // Accra Day quotes more often, so it comes first.
        assert_eq!([matrix.outlets.name(0), matrix.outlets.name(1)], ["Accra Day", "Volta News"]);
        assert_eq!(shown(&matrix), ["Amara 3/2: 2 1", "Teo 1: 0 1", "(unattributed) 1: 1 0"]);
        assert_eq!(matrix.totals.iter().map(|t| t.short()).collect::<Vec<_>>(), ["3", "2"]);
        assert_eq!((matrix.all.short(), matrix.actors(), matrix.once()), ("5/4".into(), 2, 1));
        assert_eq!(matrix.rows[1].only(), Some(1));
        let matrix = Matrix::new(&two_outlets(), true);
        assert_eq!(shown(&matrix)[1], "Teo 2: 0 2", "hopes count when they are shown");
    }

    #[test]
    fn rows_are_sorted_by_total_name_and_outlet() {
        let mut matrix = Matrix::new(&two_outlets(), false);
        let mut names = |by, reversed| {
            matrix.sort(by, reversed);
            matrix.rows.iter().map(|row| row.name.clone()).collect::<Vec<_>>()
        };
        assert_eq!(names(MatrixOrder::Outlet(1), false), ["Amara", "Teo", "(unattributed)"]);
        assert_eq!(names(MatrixOrder::All, true), ["Teo", "Amara", "(unattributed)"]);
        assert_eq!(names(MatrixOrder::Name, true), ["Teo", "Amara", "(unattributed)"]);
        assert_eq!(names(MatrixOrder::Outlets, false), ["Amara", "Teo", "(unattributed)"]);
    }

    #[test]
    fn the_quotations_of_a_cell_are_those_it_counts() {
        let briefing = two_outlets();
        let matrix = Matrix::new(&briefing, false);
        for row in &matrix.rows {
            assert_eq!(matrix.quotes(&briefing, row.whose, None).len(), row.all.quotations);
            for column in 0..matrix.outlets.all.len() {
                assert_eq!(
                    matrix.quotes(&briefing, row.whose, Some(column)).len(),
                    row.cell(column).quotations
                );
            }
        }
    }
}
