//! Looking quotations up in their documents before they are written.

use super::sheet::Refused;
use crate::{
    briefing::Briefing,
    view::{Place, QuoteRow},
};

/// Those of `rows` that stand in their articles as they arrived, character for character; the others go to `refused`.
///
/// Looks by both offsets of a place, in bytes and in code points, and so trusts neither the code that made the rows
/// nor the one that counts.
pub(super) fn verified(
    briefing: &Briefing,
    rows: Vec<QuoteRow>,
    refused: &mut Vec<Refused>,
) -> Vec<QuoteRow> {
    let mut out = Vec::with_capacity(rows.len());
    let mut of_article = None;
    let mut starts: Vec<usize> = Vec::new();
    for row in rows {
        let article = briefing.article(row.id.article);
        let raw = article.map_or("", |article| &article.document.raw);
        if of_article.replace(row.id.article) != Some(row.id.article) {
            starts.clear();
            starts.extend(raw.char_indices().map(|(at, _)| at).chain([raw.len()]));
        }
        if stands(raw, &starts, &row) {
            out.push(row);
        } else {
            refused.push(Refused {
                words: row.text(),
                document: row.citation.id.clone(),
                line: row.extent.line,
            });
        }
    }
    out
}

/// Whether the words of a row stand in `raw`, whose characters begin at the bytes `starts`.
fn stands(raw: &str, starts: &[usize], row: &QuoteRow) -> bool {
    let found = |(words, place): (&String, &Place)| {
        let [start, end] = place.points.map(|point| starts.get(point as usize).copied());
        let by_points = start.zip(end).and_then(|(start, end)| raw.get(start..end));
        !words.is_empty() && place.span.get(raw) == Some(words) && by_points == Some(words)
    };
    !row.words.is_empty()
        && row.words.len() == row.places.len()
        && row.words.iter().zip(&row.places).all(found)
}
