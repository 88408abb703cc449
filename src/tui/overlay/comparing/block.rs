//! The rows of a comparison in lines: the day, and on each side where it was said, and the words.

use chrono::NaiveDate;

use super::{Comparing, WIDE};
use crate::{
    text::Span,
    tui::{overlay::wordings::styled, scene::Scene},
    view::{
        Part, QuoteRow, Role, Share, cells,
        wordings::differences,
        wrap::{Measure, wrap},
    },
};

/// The lines of a row.
#[derive(Debug, Default)]
pub struct Block {
    /// The day, where it is another than that of the row before.
    pub day: Option<String>,
    /// The lines of each side.
    pub sides: [Vec<Vec<(String, Role)>>; 2],
}

impl Comparing {
    /// A row in lines.
    pub(super) fn block(&self, at: usize, scene: &Scene<'_>) -> Block {
        let Some(row) = self.comparison.rows.get(at) else { return Block::default() };
        let before = at.checked_sub(1).and_then(|before| self.comparison.rows.get(before));
        let is_new = before.is_none_or(|before| before.day != row.day);
        let rows = row.quotes.map(|quote| quote.and_then(|quote| QuoteRow::new(scene.briefing, quote)));
        let texts = rows.each_ref().map(|row| row.as_ref().map(QuoteRow::text).unwrap_or_default());
        let columns = self.columns();
        let mut sides = [0, 1].map(|side| {
            let (Some(Some(row)), Some(text)) = (rows.get(side), texts.get(side)) else { return Vec::new() };
            let label =
                if self.on.is_empty() { row.citation.outlet_or_file() } else { &row.citation.headline };
            let (head, taken) = cells::head(label, columns.saturating_sub(1));
            let more = if taken < cells::width(label) { "…" } else { "" };
            let mut lines = vec![vec![(format!("{head}{more}"), Role::Dim)]];
            lines.extend(plain(text, columns));
            lines
        });
        if let ([left, right], true) = (&texts, row.shared) {
            let parts = differences(left, right);
            let words: Vec<Vec<(String, Role)>> = if parts.iter().all(|part| part.share == Share::Same) {
                vec![vec![("= the same words".to_owned(), Role::Checked)]]
            } else {
                styled(&parts, columns)
            };
            sides[1].truncate(1);
            sides[1].extend(parts.iter().any(is_grave).then(|| vec![(GRAVE.to_owned(), Role::Warning)]));
            sides[1].extend(words);
        }
        Block { day: is_new.then(|| heading(row.day)), sides }
    }
}

const GRAVE: &str = "! a number or a negation differs";

fn is_grave(part: &Part) -> bool {
    part.grave && part.share != Share::Same
}

impl Block {
    /// How many lines it takes, a blank one after it included.
    pub fn lines(&self, width: u16) -> usize {
        let sides = self.sides.each_ref().map(Vec::len);
        let words = if width >= WIDE { sides.into_iter().max() } else { Some(sides.into_iter().sum()) };
        usize::from(self.day.is_some()) + words.unwrap_or(0) + 1
    }
}

fn heading(day: Option<NaiveDate>) -> String {
    day.map_or_else(|| "undated".to_owned(), |day| day.format("%Y-%m-%d %a").to_string())
}

fn plain(text: &str, columns: usize) -> Vec<Vec<(String, Role)>> {
    let mut lines = Vec::new();
    wrap(text, Span::whole(text), Measure::even(columns), &mut lines);
    lines.iter().map(|line| vec![(line.of(text).to_owned(), Role::Text)]).collect()
}
