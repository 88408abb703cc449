//! What the briefing holds, counted once: what the line above the panes says.

use super::overlay::count_problems;
use crate::{
    briefing::{Actor, ActorId, ArticleId, Briefing, QuoteId, Statement, Whose},
    model::{Attribution, QuotationKind},
};

/// What the briefing holds, counted once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Totals {
    pub articles: usize,
    /// How many articles are analysed.
    pub analysed: usize,
    /// Without beliefs, wishes and plans.
    pub quotations: usize,
    /// How many of these have a doubtful attribution.
    pub doubtful: usize,
    /// For how many of these nobody could be named.
    pub unattributed: usize,
    /// How many actors are quoted.
    pub speakers: usize,
    /// How many statements these quotations are.
    pub statements: usize,
    /// How many problems the analyses told.
    pub problems: usize,
}

impl Totals {
    /// Counts a briefing.
    pub fn of(briefing: &Briefing) -> Self {
        let said = |a: &Attribution| a.quotation.kind != QuotationKind::Attitude;
        let all = briefing.articles.iter().zip(0..).flat_map(|(article, i)| {
            let attributions =
                article.analysis.iter().flat_map(|analysis| analysis.attributions.iter().zip(0..));
            attributions.map(move |(a, index)| (a, QuoteId { article: ArticleId(i), index }))
        });
        let (quotations, doubtful) = all
            .filter(|(a, _)| said(a))
            .fold((0, 0), |(n, doubtful), (_, id)| (n + 1, doubtful + usize::from(briefing.is_doubtful(id))));
        let unattributed =
            briefing.unattributed.iter().filter(|q| briefing.attribution(**q).is_some_and(said)).count();
        let speaks = |a: &Actor| a.quotes.iter().any(|q| briefing.attribution(*q).is_some_and(said));
        let speakers = briefing.actors.iter().filter(|a| speaks(a)).count();
        let actors = (0..briefing.actors.len() as u32).map(|id| Whose::Actor(ActorId(id)));
        let of = |whose| {
            let all = briefing.statements_of(whose);
            let is_said =
                |s: &&Statement| s.quotes.iter().any(|q| briefing.attribution(*q).is_some_and(said));
            all.iter().filter(is_said).count()
        };
        let statements = actors.chain([Whose::Nobody]).map(of).sum();
        let articles = briefing.articles.len();
        let analysed = articles - briefing.pending();
        Self {
            articles,
            analysed,
            quotations,
            doubtful,
            unattributed,
            speakers,
            statements,
            problems: count_problems(briefing),
        }
    }
}
