//! The article: its lines, where it is scrolled to, what stands out in it.

mod draw;
mod search;

use rustc_hash::FxHashMap;

use super::{
    action::{Action, Motion},
    layout::Parts,
    moved::Moved,
    paint::thumb,
    scene::Scene,
};
use crate::{
    briefing::{ArticleId, QuoteId, Whose},
    text::Span,
    view::{Line, LineKind, Page, Role, Run, article},
};

pub use search::Search;

/// The article pane.
#[derive(Debug)]
pub struct Reader {
    /// Lines have so many columns at most.
    measure: usize,
    page: Page,
    /// What the page was laid out from; it is laid out anew when this changes.
    laid_out: Option<Source>,
    /// What is true of the article whoever is selected.
    base: Vec<Run>,
    /// Where quotations begin that have a sign, each with it.
    signs: Vec<(u32, Role)>,
    /// What stands out because of the selection, and the selection it was found for.
    selection: Vec<Run>,
    selected: Option<Selected>,
    /// The first line on screen.
    top: usize,
    /// How many lines fit.
    height: usize,
    /// Whether masked text is shown.
    masked: bool,
    /// Where the article was left: the byte at the top of the screen.
    places: FxHashMap<ArticleId, u32>,
    /// What must come into sight.
    reveal: Option<Span>,
    search: Option<Search>,
}

/// What a page is laid out from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Source {
    article: ArticleId,
    columns: usize,
    masked: bool,
    analysed: bool,
    attitudes: bool,
}

/// What the selection's runs were found for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Selected {
    source: Source,
    generation: u64,
    whose: Option<Whose>,
    quote: Option<QuoteId>,
    mention: Option<Span>,
    why: bool,
}

/// Lines are not longer than this unless the user wants it, however wide the pane is: longer ones are hard to read.
pub const MEASURE: usize = 76;
/// Columns left of the text: the gutter sign and a space on each side.
const GUTTER: usize = 3;

impl Default for Reader {
    fn default() -> Self {
        Self {
            measure: MEASURE,
            page: Page::default(),
            laid_out: None,
            base: Vec::new(),
            signs: Vec::new(),
            selection: Vec::new(),
            selected: None,
            top: 0,
            height: 0,
            masked: false,
            places: FxHashMap::default(),
            reveal: None,
            search: None,
        }
    }
}

impl Reader {
    /// From the next [`Reader::settle`] on lines have so many columns at most.
    pub fn set_measure(&mut self, columns: usize) {
        self.measure = columns.max(1);
    }

    /// Columns of the text.
    fn columns(&self) -> usize {
        self.laid_out.map_or(self.measure, |source| source.columns)
    }

    /// Lays the article out for where it stands, and brings into sight what must be. When asked `why` the current
    /// quotation is whose it is, the places that decided stand out.
    pub fn settle(&mut self, scene: &Scene<'_>, parts: Parts, why: bool) {
        let Some(article) = scene.shown_article() else { return };
        let source = Source {
            article: scene.article,
            columns: usize::from(parts.body.width).saturating_sub(GUTTER + 1).clamp(1, self.measure),
            masked: self.masked,
            analysed: article.analysis.is_some(),
            attitudes: scene.attitudes,
        };
        self.height = usize::from(parts.body.height);
        if self.laid_out != Some(source) {
            self.leave();
            self.page = Page::new(article, source.columns, source.masked);
            self.base = article::base(article, source.attitudes);
            self.laid_out = Some(source);
            let place = self.places.get(&source.article).copied();
            self.top = place.filter(|at| *at > 0).map_or(0, |at| self.page.line_at(at));
            if let Some(search) = &mut self.search {
                search.look(&article.document.raw, &self.page);
            }
        }
        let (whose, quote) = (scene.selected, scene.quote);
        let mention = scene.mention.filter(|(of, _)| *of == scene.article).map(|at| scene.mention_span(at));
        let selected = Selected { source, generation: scene.generation, whose, quote, mention, why };
        if self.selected != Some(selected) {
            self.signs = article::signs(scene.briefing, scene.article, source.attitudes);
            let mut runs =
                whose.map(|w| article::of_selected(article, w, scene.attitudes)).unwrap_or_default();
            let quote = scene.quote.filter(|q| q.article == scene.article);
            if let Some(attribution) = quote.and_then(|q| scene.briefing.attribution(q)) {
                runs.extend(article::of_quotation(attribution));
                if let Some(analysis) = article.analysis.as_deref().filter(|_| why) {
                    runs.extend(article::of_evidence(analysis, attribution));
                }
            }
            runs.extend(mention.map(|span| Run::new(span, Role::CurrentMention)));
            self.selection = article::flatten(&runs);
            self.selected = Some(selected);
        }
        if let Some(span) = self.reveal.take() {
            self.bring_into_sight(span);
        }
        self.top = self.top.min(self.last_top());
    }

    /// Scrolls to have `span` on screen, and with it the places that stand out as evidence, if there is room.
    fn bring_into_sight(&mut self, span: Span) {
        let lines =
            |span: Span| (self.page.line_at(span.start()), self.page.line_at(span.end().saturating_sub(1)));
        let evidence = self.selection.iter().filter(|run| run.roles.has(Role::Evidence));
        let with_evidence = lines(evidence.fold(span, |all, run| all.join(run.span)));
        let (first, last) = match with_evidence {
            (first, last) if last - first < self.height => (first, last),
            _ => lines(span),
        };
        if first < self.top || last >= self.top + self.height {
            // A third of the screen above it, as far as there is room, so that its context can be read.
            let room = self.height.saturating_sub(last - first + 1);
            self.top = first.saturating_sub(room.min(self.height / 3));
        }
    }

    /// Lays the article out anew at the next [`Reader::settle`]: what is known of it has changed.
    pub fn outdate(&mut self) {
        self.leave();
        self.laid_out = None;
    }

    /// Finds the places again in articles that have other numbers by now, or read otherwise.
    pub fn follow(&mut self, moved: &Moved<'_>) {
        self.leave();
        let places = std::mem::take(&mut self.places);
        // The very top stays the top, whatever stands there.
        let there = |article, at| if at == 0 { 0 } else { moved.place(article, at) };
        let found = places
            .into_iter()
            .filter_map(|(article, at)| Some((moved.article(article)?, there(article, at))));
        self.places = found.collect();
        if let (Some(search), Some(source)) = (&mut self.search, self.laid_out) {
            search.follow(|at| moved.place(source.article, at));
        }
        self.laid_out = None;
    }

    /// Remembers the place in the article that is about to be left.
    pub fn leave(&mut self) {
        if let Some(source) = self.laid_out {
            self.places.insert(source.article, self.place());
        }
    }

    /// The byte at the top of the screen; 0 at the very top.
    pub fn place(&self) -> u32 {
        if self.top == 0 { 0 } else { self.page.lines.get(self.top).map_or(0, |l| l.span.start()) }
    }

    /// Goes to a place [`Reader::place`] gave, in an article that is about to be shown.
    pub fn go_to_place(&mut self, article: ArticleId, at: u32) {
        self.places.insert(article, at);
        if self.laid_out.is_some_and(|s| s.article == article) {
            self.top = if at == 0 { 0 } else { self.page.line_at(at) };
        } else {
            self.leave();
            self.laid_out = None;
        }
    }

    /// Where an article was left; 0 where it was not opened yet.
    pub fn left_at(&self, article: ArticleId) -> u32 {
        match self.laid_out {
            Some(source) if source.article == article => self.place(),
            _ => self.places.get(&article).copied().unwrap_or_default(),
        }
    }

    /// Says where an article was left in an earlier run.
    pub fn recall(&mut self, article: ArticleId, at: u32) {
        self.places.insert(article, at);
        if self.laid_out.is_some_and(|source| source.article == article) {
            self.laid_out = None;
        }
    }

    /// Brings `span` of the article into sight at the next [`Reader::settle`].
    pub fn reveal(&mut self, span: Span) {
        self.reveal = Some(span);
    }

    /// Scrolls so that `span` stands at the top, in the middle or at the bottom.
    pub fn align(&mut self, span: Span, to: Action) {
        let line = self.page.line_at(span.start());
        let above = match to {
            Action::ScrollTop => 0,
            Action::ScrollBottom => self.height.saturating_sub(1),
            _ => self.height / 2,
        };
        self.top = line.saturating_sub(above).min(self.last_top());
    }

    /// Scrolls.
    pub fn scroll(&mut self, motion: Motion) {
        let len = self.last_top() + 1;
        self.top = motion.apply(self.top, len, self.height);
    }

    /// The bytes of the article on screen.
    pub fn in_sight(&self) -> Span {
        self.page.window(self.top, self.top + self.height)
    }

    /// Whether the end of `article` is on screen: the last line of its text, whatever is masked behind it.
    pub fn shows_end_of(&self, article: ArticleId) -> bool {
        let is_text = |line: &Line| matches!(line.kind, LineKind::Text(_));
        let last = self.page.lines.iter().rposition(is_text);
        self.laid_out.is_some_and(|source| source.article == article)
            && last.is_some_and(|last| (self.top..self.top + self.height).contains(&last))
    }

    /// Shows masked text or a line that stands for it; says which.
    pub fn toggle_masked(&mut self) -> bool {
        self.masked = !self.masked;
        self.masked
    }

    /// Where the thumb of its scroll bar is.
    pub fn thumb(&self) -> Option<(u16, u16)> {
        thumb(self.height as u16, self.top, self.height, self.page.lines.len())
    }

    /// What stands on its scroll bar, by row: places of the selected actor and places found, the latter over the former.
    pub fn bar_marks(&self) -> Vec<(u16, Role)> {
        let lines = self.page.lines.len();
        if self.thumb().is_none() {
            return Vec::new();
        }
        let row = |span: &Span| (self.page.line_at(span.start()) * self.height / lines.max(1)) as u16;
        let spoken = self.selection.iter().filter(|run| run.roles.has(Role::SelectedQuote));
        let spoken = spoken.map(|run| (row(&run.span), Role::SelectedQuote));
        let hits = self.search.iter().flat_map(Search::hits).map(|hit| (row(hit), Role::SearchHit));
        let mut marks: Vec<(u16, Role)> = spoken.chain(hits).collect();
        marks.sort_unstable();
        marks.dedup();
        marks
    }

    /// The search, if there is one.
    pub fn search(&self) -> Option<&Search> {
        self.search.as_ref()
    }

    /// Searches for `query` from the place `from` on, and brings what it found into sight. An empty query
    /// ends the search.
    pub fn search_for(&mut self, query: &str, text: &str, from: u32) {
        self.search = Search::new(query).map(|mut search| {
            search.look(text, &self.page);
            search.start(from);
            search
        });
        self.reveal = self.search.as_ref().and_then(Search::current);
    }

    /// Searches for `query` in the article that is laid out next, from the place `from` on.
    pub fn search_next(&mut self, query: &str, from: u32) {
        self.outdate();
        self.search = Search::new(query).map(|search| search.begun_at(from));
    }

    /// Goes to the next place found, or the one before; says so when it goes on from the other end.
    pub fn next_hit(&mut self, back: bool) -> Option<&'static str> {
        let search = self.search.as_mut()?;
        let word = search.step(back);
        self.reveal = search.current();
        word
    }

    fn last_top(&self) -> usize {
        self.page.lines.len().saturating_sub(self.height)
    }
}
