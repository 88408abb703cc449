//! What all panes look at: the briefing and what is selected in it.

use ratatui::style::Style;

use super::{filter::Filters, links::Link, theme::Theme};
use crate::{
    briefing::{Actor, ActorId, Article, ArticleId, Briefing, QuoteId, Whose},
    model::{MentionId, QuotationKind},
    text::Span,
    view::{Role, Statements, UNATTRIBUTED, query::Marked},
};

/// Where a mention stands: its article, and which of its mentions it is.
pub type At = (ArticleId, MentionId);

/// The briefing and what is selected, for one update or one frame.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'b> {
    /// All that is known so far.
    pub briefing: &'b Briefing,
    /// Counts the briefings; ids of actors hold within one.
    pub generation: u64,
    /// The article in the reader.
    pub article: ArticleId,
    /// Whose quotations are selected.
    pub selected: Option<Whose>,
    /// The statements of whoever is selected.
    pub statements: &'b Statements,
    /// The selected quotations that are shown: those of one statement together, the fullest wording first.
    pub quotes: &'b [QuoteId],
    /// The quotation the reader is at.
    pub quote: Option<QuoteId>,
    /// The mentions of the selected actor, in order of the articles.
    pub mentions: &'b [At],
    /// The mention the reader is at.
    pub mention: Option<At>,
    /// Whether beliefs, wishes and plans are shown among the quotations.
    pub attitudes: bool,
    /// What was marked, starred and read.
    pub marked: &'b Marked,
    /// The filters of the lists.
    pub filters: &'b Filters,
}

/// What a pane is drawn with.
#[derive(Debug, Clone, Copy)]
pub struct Look<'a> {
    /// What is selected in what.
    pub scene: &'a Scene<'a>,
    /// How things look.
    pub theme: &'a Theme,
    /// Whether the pane has the keys.
    pub focused: bool,
    /// Whether addresses are links.
    pub links: bool,
}

impl Look<'_> {
    /// The link to the page of an article, where the terminal has links and it has a page.
    pub fn link(&self, id: ArticleId) -> Option<Link> {
        Link::to(id, self.scene.briefing.article(id).filter(|_| self.links)?)
    }

    /// The style of a role.
    pub fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }

    /// The style of the pane's title.
    pub fn title(&self) -> Style {
        self.style(if self.focused { Role::TitleFocused } else { Role::Title })
    }
}

impl<'b> Scene<'b> {
    /// The article in the reader.
    pub fn shown_article(&self) -> Option<&'b Article> {
        self.briefing.article(self.article)
    }

    /// The selected actor.
    pub fn shown_actor(&self) -> Option<&'b Actor> {
        match self.selected? {
            Whose::Actor(id) => self.briefing.actor(id),
            Whose::Nobody => None,
        }
    }

    /// What the selected actor is called, or what stands for a name where there is none.
    pub fn shown_name(&self) -> Option<&'b str> {
        self.selected.map(|whose| self.name_of(whose))
    }

    /// What somebody is called, or what stands for a name where there is none.
    pub fn name_of(&self, whose: Whose) -> &'b str {
        match whose {
            Whose::Actor(id) => self.briefing.actor(id).map_or("", |actor| actor.name.as_str()),
            Whose::Nobody => UNATTRIBUTED,
        }
    }

    /// Whether a quotation is shown.
    pub fn shows(&self, quote: QuoteId) -> bool {
        self.briefing
            .attribution(quote)
            .is_some_and(|a| self.attitudes || a.quotation.kind != QuotationKind::Attitude)
    }

    /// The quotations of somebody, or of nobody, that are shown, in time order.
    pub fn quotes_of(&self, whose: Whose) -> Vec<QuoteId> {
        self.briefing.quotes_of(whose).iter().copied().filter(|q| self.shows(*q)).collect()
    }

    /// Whether there are quotations nobody could be named for.
    pub fn has_unattributed(&self) -> bool {
        self.briefing.unattributed.iter().any(|q| self.shows(*q))
    }

    /// From the first word of a quotation to its last.
    pub fn extent(&self, quote: QuoteId) -> Span {
        self.briefing.attribution(quote).map(|a| a.quotation.extent()).unwrap_or_default()
    }

    /// The mentions of an actor, in order of the articles and their texts.
    pub fn mentions_of(&self, id: ActorId) -> Vec<At> {
        let Some(actor) = self.briefing.actor(id) else { return Vec::new() };
        let mut all: Vec<At> = actor
            .entities
            .iter()
            .filter_map(|(article, entity)| {
                let analysis = self.briefing.article(*article)?.analysis.as_ref()?;
                Some((*article, &analysis.entity(*entity)?.mentions))
            })
            .flat_map(|(article, mentions)| mentions.iter().map(move |mention| (article, *mention)))
            .collect();
        all.sort_unstable();
        all
    }

    /// Whether the selected actor's list is one of mentions: of somebody or something that is not quoted.
    pub fn lists_mentions(&self) -> bool {
        // Quotations that a filter hides are quotations still.
        self.filters.quotes_of == 0 && self.quotes.is_empty() && !self.mentions.is_empty()
    }

    /// The first of the quotations shown that report the same statement as the one in this row, the row's own if it
    /// is that.
    pub fn leader(&self, row: usize) -> Option<QuoteId> {
        let quote = *self.quotes.get(row)?;
        let statement = self.statements.of(quote).map(|(_, statement)| statement);
        statement.and_then(|s| s.quotes.iter().copied().find(|q| self.shows(*q))).or(Some(quote))
    }

    /// How many quotations the selected actor's list has, or mentions if it is one of these.
    pub fn rows(&self) -> usize {
        if self.lists_mentions() { self.mentions.len() } else { self.quotes.len() }
    }

    /// Which row of the selected actor's list is current, counted from 1, and of how many.
    pub fn counter(&self) -> Option<(Option<usize>, usize)> {
        self.selected.map(|_| (self.at().map(|i| i + 1), self.rows()))
    }

    /// Which row of the selected actor's list is current.
    pub fn at(&self) -> Option<usize> {
        if self.lists_mentions() {
            return self.mention_at();
        }
        let quote = self.quote?;
        self.quotes.iter().position(|q| *q == quote)
    }

    /// Which mention of the selected actor is current.
    pub fn mention_at(&self) -> Option<usize> {
        let mention = self.mention?;
        self.mentions.iter().position(|m| *m == mention)
    }

    /// Where a mention stands in its article.
    pub fn mention_span(&self, (article, mention): At) -> Span {
        let analysis = self.briefing.article(article).and_then(|a| a.analysis.as_ref());
        analysis.and_then(|a| a.mention(mention)).map(|m| m.span).unwrap_or_default()
    }

    /// The counter as the screen shows it: `3/17`, or `17` while none is current.
    pub fn counter_text(&self) -> String {
        match self.counter() {
            Some((at, of)) if !self.lists_mentions() && of != self.filters.quotes_of => {
                let at = at.map(|at| format!("{at}/")).unwrap_or_default();
                format!("{at}{of} of {}", self.filters.quotes_of)
            }
            Some((Some(at), of)) => format!("{at}/{of}"),
            Some((None, of)) => of.to_string(),
            None => String::new(),
        }
    }

    /// The actors of the article: those quoted in it in order of their first quotation, then the others
    /// that could speak in order of their first mention, then nobody if something is unattributed.
    pub fn actors_here(&self) -> Vec<Whose> {
        let Some(article) = self.shown_article() else { return Vec::new() };
        let Some(analysis) = article.analysis.as_deref() else { return Vec::new() };
        let quoted: Vec<Whose> = (0..analysis.attributions.len() as u32)
            .map(|index| QuoteId { article: self.article, index })
            .filter(|q| self.shows(*q))
            .map(|q| self.briefing.whose(q))
            .collect();
        let nobody = quoted.contains(&Whose::Nobody).then_some(Whose::Nobody);
        let quoted = quoted.into_iter().filter(|whose| *whose != Whose::Nobody);
        let others = analysis.entities.iter().zip(&article.actors);
        let others = others
            .filter(|(e, _)| e.kind != crate::model::EntityKind::Place)
            .map(|(_, actor)| Whose::Actor(*actor));
        let mut actors = Vec::new();
        for actor in quoted.chain(others).chain(nobody) {
            if !actors.contains(&actor) {
                actors.push(actor);
            }
        }
        actors
    }

    /// Where somebody first shows in the article: their first quotation, else their first mention.
    pub fn first_place(&self, whose: Whose) -> Option<Span> {
        let article = self.shown_article()?;
        let analysis = article.analysis.as_deref()?;
        let quoted = self.quotes_of(whose).into_iter().find(|q| q.article == self.article);
        quoted.map(|q| self.extent(q)).or_else(|| {
            let entity = article.actors.iter().position(|a| Whose::Actor(*a) == whose)?;
            let mention = *analysis.entities.get(entity)?.mentions.first()?;
            analysis.mention(mention).map(|m| m.span)
        })
    }

    /// The actor quoted most often in the article, if any is quoted there.
    pub fn most_quoted_here(&self) -> Option<Whose> {
        let analysis = self.shown_article()?.analysis.as_deref()?;
        let count = |whose: Whose| {
            (0..analysis.attributions.len() as u32)
                .map(|index| QuoteId { article: self.article, index })
                .filter(|q| self.shows(*q) && self.briefing.whose(*q) == whose)
                .count()
        };
        // Of several, the first: `max_by_key` alone would take the last.
        self.actors_here()
            .into_iter()
            .filter(|whose| *whose != Whose::Nobody)
            .map(|a| (count(a), a))
            .filter(|(n, _)| *n > 0)
            .rev()
            .max_by_key(|(n, _)| *n)
            .map(|(_, a)| a)
    }
}
