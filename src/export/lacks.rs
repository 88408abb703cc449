//! The articles of a sheet, and what it may lack: what they have that is nobody's, doubtful, masked, or was not read.

use std::collections::BTreeSet;

use serde::Serialize;

use super::copied::Copied;
use crate::{
    briefing::{Article, ArticleId, Briefing, QuoteId, Whose},
    model::{Certainty, QuotationKind},
    text::chars,
    view::{Citation, Selection},
};

/// An article that was looked through: what is cited of it, and what it has, of whomever.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SheetArticle {
    /// Its number in the sheet, where that has quotations of it.
    pub number: Option<usize>,
    /// The document's id.
    pub document: String,
    /// The file, with `:line` for a record of a file of many.
    pub file: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// The headline; where there is none, the first words.
    pub headline: String,
    /// Who wrote it.
    pub byline: Option<String>,
    /// The place of the dateline.
    pub dateline: Option<String>,
    /// The day of publication, ISO 8601; the month or the year where no day is stated.
    pub date: Option<String>,
    /// How sure that is: `stated` or `approximate`.
    pub date_certainty: Option<&'static str>,
    /// Address of the page.
    pub url: Option<String>,
    /// Which group of articles that are one it is of, counted from 1 as `dixit copies` numbers them; none where it stands
    /// alone.
    pub copy_group: Option<usize>,
    /// What it is there: `first`, `copy` or `version`; none where outlets are not known.
    pub copy_kind: Option<&'static str>,
    /// Whether it was read when the sheet was made.
    pub analysed: bool,
    /// How many quotations it has, attitudes left out.
    pub quotations: usize,
    /// For how many of these nobody could be named.
    pub unattributed: usize,
    /// How many of these have a doubtful attribution that nobody checked.
    pub doubtful: usize,
    /// How many passages with quotation marks stand in masked text, where no quotation is looked for.
    pub masked: usize,
    /// What was odd when it was read.
    pub problems: Vec<String>,
    /// Which it is in the briefing.
    #[serde(skip)]
    pub id: ArticleId,
}

impl SheetArticle {
    fn new(briefing: &Briefing, id: ArticleId, article: &Article) -> Self {
        let citation = Citation::new(id, article);
        let copies = Copied::of(briefing, id);
        let date = citation.stated();
        let mut row = Self {
            number: None,
            file: citation.file(),
            document: citation.id,
            outlet: citation.outlet,
            headline: citation.headline,
            byline: citation.byline,
            dateline: citation.dateline,
            date,
            date_certainty: citation.certainty.map(Certainty::name),
            url: citation.url,
            copy_group: copies.group,
            copy_kind: copies.kind,
            analysed: article.analysis.is_some(),
            quotations: 0,
            unattributed: 0,
            doubtful: 0,
            masked: 0,
            problems: Vec::new(),
            id,
        };
        let Some(analysis) = article.analysis.as_deref() else { return row };
        for (attribution, index) in analysis.attributions.iter().zip(0..) {
            if attribution.quotation.kind == QuotationKind::Attitude {
                continue;
            }
            let quote = QuoteId { article: id, index };
            row.quotations += 1;
            row.unattributed += usize::from(briefing.whose(quote) == Whose::Nobody);
            row.doubtful += usize::from(briefing.is_doubtful(quote));
        }
        let has_marks = |text: &str| text.chars().any(chars::is_double_mark);
        let masked = analysis.layout.masked.iter();
        row.masked = masked.filter(|masked| has_marks(masked.span.of(&article.document.raw))).count();
        row.problems = analysis.problems.iter().map(|problem| problem.message.clone()).collect();
        row
    }

    /// Whether nothing is to be said of it.
    pub(super) fn is_whole(&self) -> bool {
        self.analysed && self.unattributed + self.doubtful + self.masked == 0 && self.problems.is_empty()
    }
}

/// What the articles that `selection` takes have, in their order.
pub(super) fn all(briefing: &Briefing, selection: &Selection) -> Vec<SheetArticle> {
    of(briefing, selection.articles(briefing).into_iter())
}

/// What these articles have, each once, in their order.
pub(super) fn of(briefing: &Briefing, articles: impl Iterator<Item = ArticleId>) -> Vec<SheetArticle> {
    let articles: BTreeSet<ArticleId> = articles.collect();
    let row = |id: ArticleId| Some(SheetArticle::new(briefing, id, briefing.article(id)?));
    articles.into_iter().filter_map(row).collect()
}
