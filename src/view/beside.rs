//! Who is quoted beside somebody: in the same articles, and next to them.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::{citation::one_line, tally::is_shown};
use crate::briefing::{ActorId, ArticleId, Briefing, QuoteId, Whose};

/// Somebody who is quoted beside another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BesideRow {
    /// Who.
    pub actor: ActorId,
    /// What they are called.
    pub name: String,
    /// How many articles quote both.
    pub articles: usize,
    /// How many of their quotations stand right before or after one of the other.
    pub neighbours: usize,
    /// How many quotations they have in these articles.
    pub quotations: usize,
}

/// Who is quoted in the articles that quote `actor`, those of most articles first, then those who stand beside them most
/// often; with beliefs, wishes and plans or without.
pub fn beside(briefing: &Briefing, actor: ActorId, attitudes: bool) -> Vec<BesideRow> {
    let own = briefing.quotes_of(Whose::Actor(actor)).iter();
    let mut articles: Vec<ArticleId> =
        own.filter(|quote| is_shown(briefing, **quote, attitudes)).map(|quote| quote.article).collect();
    articles.sort_unstable();
    articles.dedup();
    let mut counts: FxHashMap<ActorId, BesideRow> = FxHashMap::default();
    for article in articles {
        let analysis = briefing.article(article).and_then(|article| article.analysis.as_ref());
        let all = 0..analysis.map_or(0, |analysis| analysis.attributions.len() as u32);
        let quotes = all.map(|index| QuoteId { article, index });
        let speakers: Vec<Option<ActorId>> = quotes
            .filter(|quote| is_shown(briefing, *quote, attitudes))
            .map(|quote| briefing.speaker(quote))
            .collect();
        let mut here: Vec<ActorId> = Vec::new();
        for (at, speaker) in speakers.iter().enumerate() {
            let Some(other) = speaker.filter(|other| *other != actor) else { continue };
            let stands = |at: Option<usize>| at.and_then(|at| speakers.get(at)) == Some(&Some(actor));
            let row = counts.entry(other).or_insert_with(|| {
                let name = briefing.actor(other).map(|actor| one_line(&actor.name)).unwrap_or_default();
                BesideRow { actor: other, name, articles: 0, neighbours: 0, quotations: 0 }
            });
            row.quotations += 1;
            row.neighbours += usize::from(stands(at.checked_sub(1)) || stands(at.checked_add(1)));
            if !here.contains(&other) {
                here.push(other);
                row.articles += 1;
            }
        }
    }
    let mut rows: Vec<BesideRow> = counts.into_values().collect();
    rows.sort_unstable_by_key(|row| {
        (Reverse(row.articles), Reverse(row.neighbours), Reverse(row.quotations), row.actor)
    });
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        briefing::fixture::{article, briefing},
        model::{EntityKind::Person, QuotationKind::Direct},
    };

    #[test]
    fn who_is_quoted_beside_whom_is_counted_by_article_and_by_neighbourhood() {
        let people = |id: &str, raw: &str| {
            ["Amara", "Teo", "Ines"]
                .into_iter()
                .filter(|name| raw.contains(name))
                .fold(article(id, raw), |draft, name| draft.entity(Person, &[name]))
        };
        let first = people("a", "Amara said “one”. Teo said “two”. Ines said “three”. Teo said “four”.")
            .quote(Direct, &["“one”"], "said", "Amara")
            .quote(Direct, &["“two”"], "said", "Teo")
            .quote(Direct, &["“three”"], "said", "Ines")
            .quote(Direct, &["“four”"], "said", "Teo");
        let second = people("b", "Ines said “five”. Amara said “six”.")
            .quote(Direct, &["“five”"], "said", "Ines")
            .quote(Direct, &["“six”"], "said", "Amara");
        let alone = people("c", "Teo said “seven”.").quote(Direct, &["“seven”"], "said", "Teo");
        let briefing = briefing([first, second, alone]);
        let of = |name: &str| {
            let rows = beside(&briefing, briefing.find_actors(name)[0], false);
            let shown = |row: &BesideRow| {
                format!("{} {} {} {}", row.name, row.articles, row.neighbours, row.quotations)
            };
            rows.iter().map(shown).collect::<Vec<_>>()
        };
        assert_eq!(of("amara"), ["Ines 2 1 2", "Teo 1 1 2"]);
        assert_eq!(of("teo"), ["Amara 1 1 1", "Ines 1 1 1"]);
    }
}
