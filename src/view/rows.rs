//! The rows of lists and tables: articles, actors, quotations.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::{
    citation::{Citation, one_line},
    counts::Counts,
};
use crate::{
    briefing::{ActorId, Article, ArticleId, Briefing, CopyKind, Mark, Member, QuoteId},
    model::{Attribution, Confidence, EntityKind, QuotationKind},
    text::{Span, lines::Lines, points::Points},
};

/// How many wordings of what an actor is said to be a row holds at most: hundreds of articles have a hundred,
/// and the rare ones say little.
const ROLES: usize = 8;

/// An article in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleRow {
    /// Outlet or file, date, headline.
    pub citation: Citation,
    /// How many quotations it has, attitudes left out; `None` while it is not analysed yet.
    pub quotations: Option<usize>,
    /// What it is of a group of copies and versions, if it is of one.
    pub copies: Option<CopyRow>,
}

/// An article in its group of copies and versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyRow {
    /// Whether it is the first of them.
    pub first: bool,
    /// What it is of the earlier ones, where that is known.
    pub kind: Option<CopyKind>,
    /// How many articles are one.
    pub articles: usize,
    /// Who has the others, outlets or files, each once, in the order of the group.
    pub others: Vec<String>,
}

impl CopyRow {
    fn new(briefing: &Briefing, id: ArticleId) -> Option<Self> {
        let group = briefing.copies().of(id)?;
        let name = |member: &Member| {
            let article = briefing.article(member.article)?;
            Some(one_line(article.outlet.as_deref().unwrap_or(&article.document.id)))
        };
        let mut others: Vec<String> = Vec::new();
        for name in group.others(id).filter_map(name) {
            if !others.contains(&name) {
                others.push(name);
            }
        }
        Some(Self {
            articles: group.members.len(),
            first: group.first() == Some(id),
            kind: briefing.copies().later(id).and_then(|member| member.kind),
            others,
        })
    }

    /// What it is, in a word.
    pub fn word(&self) -> &'static str {
        match self.kind {
            Some(kind) => kind.name(),
            None if self.first => "first",
            None => "again",
        }
    }
}

/// An actor in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActorRow {
    /// Which actor.
    pub id: ActorId,
    /// The name to show.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// Its other forms, in order of the articles.
    pub aliases: Vec<String>,
    /// What it is said to be: its most usual wordings, those of most articles first, eight at most.
    pub roles: Vec<String>,
    /// What its quotations add up to.
    pub counts: Counts,
    /// How many mentions it has.
    pub mentions: usize,
}

/// A quotation with all that is known of it.
#[derive(Debug, Clone, PartialEq)]
pub struct QuoteRow {
    /// Which quotation.
    pub id: QuoteId,
    /// How it is put.
    pub kind: QuotationKind,
    /// Its exact words, one text for each of its `places`.
    pub words: Vec<String>,
    /// Where those words stand.
    pub places: Vec<Place>,
    /// From the first word to the last.
    pub extent: Place,
    /// Where in the original it begins ("page 3"), where the format of the file has places and lines mean nothing.
    pub original: Option<String>,
    /// The speaker as the article writes it there.
    pub speaker: Option<String>,
    /// Who the speaker is.
    pub actor: Option<ActorId>,
    /// The actor's name.
    pub actor_name: Option<String>,
    /// What the actor is.
    pub actor_kind: Option<EntityKind>,
    /// The word that reports it.
    pub cue: Option<String>,
    /// The article.
    pub citation: Arc<Citation>,
    /// How sure the attribution is.
    pub confidence: Confidence,
    /// What decided the attribution, in words, strongest first.
    pub evidence: Vec<String>,
    /// What the reader decided of it.
    pub mark: Mark,
}

/// Where something stands in its document, in the units different tools count in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// In bytes.
    pub span: Span,
    /// In Unicode code points, end exclusive.
    pub points: [u32; 2],
    /// The line it begins in, counted from 1.
    pub line: usize,
}

impl ArticleRow {
    /// The row of the article with this id.
    pub fn new(briefing: &Briefing, id: ArticleId) -> Option<Self> {
        let article = briefing.article(id)?;
        let quotations = article.analysis.as_ref().map(|analysis| {
            let said = |a: &&Attribution| a.quotation.kind != QuotationKind::Attitude;
            analysis.attributions.iter().filter(said).count()
        });
        Some(Self { citation: Citation::new(id, article), quotations, copies: CopyRow::new(briefing, id) })
    }

    /// All articles in their order.
    pub fn all(briefing: &Briefing) -> Vec<Self> {
        (0..briefing.articles.len() as u32).filter_map(|i| Self::new(briefing, ArticleId(i))).collect()
    }
}

impl ActorRow {
    /// The row of the actor with this id.
    pub fn new(briefing: &Briefing, id: ActorId) -> Option<Self> {
        let actor = briefing.actor(id)?;
        let text = |article: &ArticleId, span: Span| {
            briefing.article(*article).map(|a| one_line(span.of(&a.document.raw)))
        };
        let name = one_line(&actor.name);
        let mut shown = FxHashSet::from_iter([name.clone()]);
        let forms = actor.aliases.iter().map(|(_, alias)| one_line(&alias.form));
        Some(Self {
            id,
            kind: actor.kind,
            aliases: forms.filter(|form| shown.insert(form.clone())).collect(),
            name,
            roles: actor
                .roles
                .iter()
                .take(ROLES)
                .filter_map(|(article, role)| text(article, role.span))
                .collect(),
            counts: Counts::of(briefing, &actor.quotes),
            mentions: actor.mentions,
        })
    }

    /// All actors, those quoted most often first.
    pub fn all(briefing: &Briefing) -> Vec<Self> {
        (0..briefing.actors.len() as u32).filter_map(|i| Self::new(briefing, ActorId(i))).collect()
    }
}

impl QuoteRow {
    /// The rows of `quotes` in their order; ids the briefing does not have are left out.
    ///
    /// What is known of an article is looked up once for each run of its quotations.
    pub fn all(briefing: &Briefing, quotes: &[QuoteId]) -> Vec<Self> {
        let mut rows = Vec::with_capacity(quotes.len());
        for run in quotes.chunk_by(|a, b| a.article == b.article) {
            let Some((id, article)) =
                run.first().and_then(|q| Some((q.article, briefing.article(q.article)?)))
            else {
                continue;
            };
            let source = Source {
                briefing,
                article,
                citation: Arc::new(Citation::new(id, article)),
                lines: Lines::new(&article.document.raw),
                points: Points::new(&article.document.raw),
            };
            rows.extend(run.iter().filter_map(|&quote| source.row(quote)));
        }
        rows
    }

    /// The row of one quotation.
    pub fn new(briefing: &Briefing, quote: QuoteId) -> Option<Self> {
        Self::all(briefing, &[quote]).pop()
    }

    /// Its words in one line, what stands between them left out: `“We will,” […] “not wait.”`
    pub fn text(&self) -> String {
        self.words.iter().map(|words| one_line(words)).collect::<Vec<_>>().join(" […] ")
    }

    /// The quotation with its citation, to paste somewhere: `“No.” (Sadr, Rudaw, “Headline”, 2026-01-19, a.txt:3)`.
    pub fn with_citation(&self) -> String {
        let speaker = self.actor_name.as_ref().or(self.speaker.as_ref());
        let speaker = speaker.map(|name| format!("{name}, ")).unwrap_or_default();
        let at = match &self.original {
            Some(place) => format!(", {place}"),
            None => format!(":{}", self.extent.line),
        };
        format!("{} ({speaker}{}{at})", self.text(), self.citation.words())
    }
}

/// An article its quotations are read from.
struct Source<'a> {
    briefing: &'a Briefing,
    article: &'a Article,
    citation: Arc<Citation>,
    lines: Lines,
    points: Points<'a>,
}

impl Source<'_> {
    fn row(&self, id: QuoteId) -> Option<QuoteRow> {
        let raw = &self.article.document.raw;
        let attribution = self.briefing.attribution(id)?;
        let analysis = self.article.analysis.as_ref()?;
        let mention = attribution.speaker.and_then(|m| analysis.mention(m));
        let actor = self.briefing.speaker(id);
        let facts = actor.and_then(|actor| self.briefing.actor(actor));
        let content = &attribution.quotation.content;
        Some(QuoteRow {
            id,
            kind: attribution.quotation.kind,
            words: content.iter().map(|span| span.of(raw).to_owned()).collect(),
            places: content.iter().map(|&span| self.place(span)).collect(),
            extent: self.place(attribution.quotation.extent()),
            original: self.article.document.place(attribution.quotation.extent().start()).map(one_line),
            // A speaker whom only the reader names has no words there.
            speaker: mention.map(|m| one_line(m.span.of(raw))).filter(|words| !words.is_empty()),
            actor,
            actor_name: facts.map(|actor| one_line(&actor.name)),
            // A speaker who could not be resolved still is a person, a group, an unnamed source.
            actor_kind: facts.map(|actor| actor.kind).or_else(|| mention.map(|m| m.entity_kind)),
            cue: attribution.cue.map(|cue| one_line(cue.of(raw))),
            citation: Arc::clone(&self.citation),
            confidence: attribution.confidence,
            evidence: attribution.evidence.iter().map(|e| one_line(&e.words)).collect(),
            mark: self.briefing.mark(id).cloned().unwrap_or_default(),
        })
    }

    fn place(&self, span: Span) -> Place {
        Place { span, points: self.points.span(span), line: self.lines.number(span.start()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        briefing::fixture::{Draft, article, briefing},
        model::QuotationKind::{Attitude, Direct},
    };

    fn two_outlets() -> Briefing {
        let said = |id: &str, outlet: &str| -> Draft {
            article(id, "Iraqi cleric Muqtada al-Sadr\nspoke.\n\n“No,”\nSadr said, “never.” He wants peace.")
                .given(outlet, "Sadr speaks", (2026, 1, 19))
                .entity(EntityKind::Person, &["Muqtada al-Sadr", "Sadr"])
                .role("Iraqi cleric")
                .quote(Direct, &["“No,”", "“never.”"], "said", "Sadr")
                .quote(Attitude, &["peace"], "wants", "Muqtada al-Sadr")
                .quote(Direct, &["spoke"], "", "")
        };
        briefing([said("a", "Rudaw"), said("b", "Shafaq")])
    }

    #[test]
    fn a_quotation_keeps_its_exact_words_and_every_way_to_find_them() {
        let briefing = two_outlets();
        let row = QuoteRow::new(&briefing, briefing.actors[0].quotes[0]).expect("a row");
        assert_eq!(row.words, ["“No,”", "“never.”"]);
        assert_eq!(row.text(), "“No,” […] “never.”");
        assert_eq!((row.extent.line, row.extent.points), (4, [37, 62]));
        assert_eq!((row.speaker.as_deref(), row.cue.as_deref()), (Some("Sadr"), Some("said")));
        assert_eq!(row.actor_name.as_deref(), Some("Muqtada al-Sadr"));
        assert_eq!(
            row.with_citation(),
            "“No,” […] “never.” (Muqtada al-Sadr, Rudaw, “Sadr speaks”, 2026-01-19, a:4)"
        );
    }

    #[test]
    fn the_place_in_the_original_is_cited_where_there_is_one() {
        let page = |start, label: &str| crate::model::Place { start, label: label.into() };
        let draft = article("release.pdf", "She came.\n\n“No,” Sadr said.")
            .entity(EntityKind::Person, &["Sadr"])
            .quote(Direct, &["“No,”"], "said", "Sadr")
            .places(vec![page(0, "page 1"), page(11, "page 2")]);
        let briefing = briefing([draft]);
        let row = QuoteRow::new(&briefing, QuoteId { article: ArticleId(0), index: 0 }).expect("a row");
        assert_eq!(row.original.as_deref(), Some("page 2"));
        assert_eq!(row.with_citation(), "“No,” (Sadr, “She came. “No,” Sadr said.”, release.pdf, page 2)");
        assert_eq!(briefing.articles[0].document.place(10), Some("page 1"));
    }

    #[test]
    fn counts_leave_attitudes_out() {
        let briefing = two_outlets();
        let row = ActorRow::new(&briefing, ActorId(0)).expect("a row");
        let expected =
            Counts { quotations: 2, statements: 2, doubtful: 0, attitudes: 2, articles: 2, outlets: 2 };
        assert_eq!(row.counts, expected);
        assert_eq!(
            (row.aliases.as_slice(), row.roles.as_slice()),
            (&["Sadr".into()][..], &["Iraqi cleric".into()][..])
        );
        let articles: Vec<_> = ArticleRow::all(&briefing).into_iter().map(|row| row.quotations).collect();
        assert_eq!(articles, [Some(2), Some(2)]);
    }

    #[test]
    fn a_quotation_nobody_could_be_named_for_says_so() {
        let briefing = two_outlets();
        let row = QuoteRow::new(&briefing, QuoteId { article: ArticleId(0), index: 0 }).expect("a row");
        assert_eq!(row.words, ["spoke"]);
        assert_eq!((row.speaker, row.actor, row.actor_kind), (None, None, None));
    }

    #[test]
    fn an_article_not_analysed_yet_has_a_row_without_a_count() {
        let briefing = two_outlets();
        let waiting = Briefing::new(vec![(Arc::clone(&briefing.articles[0].document), None)]);
        let [row] = ArticleRow::all(&waiting).try_into().expect("one row");
        assert_eq!((row.quotations, row.citation.headline.as_str()), (None, "Sadr speaks"));
    }
}
