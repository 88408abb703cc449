//! How many quotations somebody has, and how many of them are to be looked at twice.

use rustc_hash::FxHashSet;

use crate::{
    briefing::{ArticleId, Briefing, QuoteId, Whose},
    model::QuotationKind,
};

/// What stands for the name of an actor where nobody could be named.
pub const UNATTRIBUTED: &str = "(unattributed)";

/// What quotations add up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// How many there are, attitudes left out.
    pub quotations: usize,
    /// How many statements these report: what several outlets carry, or one article twice, counts once. None where
    /// nobody counted them.
    pub statements: usize,
    /// How many of the quotations have a doubtful attribution that nobody checked.
    pub doubtful: usize,
    /// How many attitudes there are.
    pub attitudes: usize,
    /// How many articles have some, attitudes left out.
    pub articles: usize,
    /// How many known outlets published these articles.
    pub outlets: usize,
}

impl Counts {
    /// How many of `quotes` are no attitudes: all there is to count where the rest does not show.
    pub fn quotations(briefing: &Briefing, quotes: &[QuoteId]) -> usize {
        let attributions = quotes.iter().filter_map(|quote| briefing.attribution(*quote));
        attributions.filter(|a| a.quotation.kind != QuotationKind::Attitude).count()
    }

    /// Counts `quotes`; ids the briefing does not have are left out.
    pub fn of(briefing: &Briefing, quotes: &[QuoteId]) -> Self {
        let mut counts = Self::default();
        let mut articles: Vec<ArticleId> = Vec::new();
        let mut said: Vec<QuoteId> = Vec::new();
        for (quote, attribution) in quotes.iter().filter_map(|q| Some((q, briefing.attribution(*q)?))) {
            if attribution.quotation.kind == QuotationKind::Attitude {
                counts.attitudes += 1;
                continue;
            }
            counts.quotations += 1;
            counts.doubtful += usize::from(briefing.is_doubtful(*quote));
            articles.push(quote.article);
            said.push(*quote);
        }
        counts.statements = statements(briefing, &said);
        // The quotations of one article stand together only as long as no two articles share a date.
        articles.sort_unstable();
        articles.dedup();
        let mut outlets: Vec<&str> =
            articles.iter().filter_map(|&id| briefing.article(id)?.outlet.as_deref()).collect();
        outlets.sort_unstable();
        outlets.dedup();
        (counts.articles, counts.outlets) = (articles.len(), outlets.len());
        counts
    }

    /// In words: `17 quotations, 12 statements, 2 doubtful, in 3 articles of 2 outlets`; statements only where they are
    /// fewer.
    pub fn words(&self) -> String {
        let of = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
        let doubtful =
            if self.doubtful > 0 { format!(", {} doubtful,", self.doubtful) } else { String::new() };
        let outlets =
            if self.outlets > 0 { format!(" of {}", of(self.outlets, "outlet")) } else { String::new() };
        let mut quotations = of(self.quotations, "quotation");
        if self.statements > 0 && self.statements < self.quotations {
            quotations.extend([", ", &of(self.statements, "statement")]);
            if self.doubtful == 0 {
                quotations.push(',');
            }
        }
        format!("{quotations}{doubtful} in {}{outlets}", of(self.articles, "article"))
    }
}

/// How many statements quotations report; what nobody could be named for stands alone.
fn statements(briefing: &Briefing, quotes: &[QuoteId]) -> usize {
    let mut of: Vec<Whose> = quotes.iter().map(|quote| briefing.whose(*quote)).collect();
    let alone = of.iter().filter(|whose| **whose == Whose::Nobody).count();
    of.sort_unstable();
    of.dedup();
    let wanted: FxHashSet<QuoteId> = quotes.iter().copied().collect();
    let count = |whose: Whose| {
        let statements = briefing.statements_of(whose);
        statements.iter().filter(|s| s.quotes.iter().any(|quote| wanted.contains(quote))).count()
    };
    of.into_iter().filter(|whose| *whose != Whose::Nobody).map(count).sum::<usize>() + alone
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_say_what_there_is() {
        let counts =
            Counts { quotations: 17, statements: 12, doubtful: 2, attitudes: 5, articles: 3, outlets: 2 };
        assert_eq!(counts.words(), "17 quotations, 12 statements, 2 doubtful, in 3 articles of 2 outlets");
        let counts = Counts { doubtful: 0, ..counts };
        assert_eq!(counts.words(), "17 quotations, 12 statements, in 3 articles of 2 outlets");
        let counts = Counts { quotations: 1, statements: 1, articles: 1, ..Counts::default() };
        assert_eq!(counts.words(), "1 quotation in 1 article");
    }
}
