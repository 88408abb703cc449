//! All the reader knows between two events: a value, changed by `update`, drawn by `draw`.

use std::sync::Arc;

use super::{
    action::Context,
    articles::Articles,
    before::Before,
    behind::{Job, Wanted},
    exporter::{Format, Order},
    filter::Filters,
    finding::{self, Finding},
    key::Key,
    keymap::Keymap,
    layout::{Pane, Screen, Shown},
    overlay::{Ground, Of, Overlay},
    pointing::Pointer,
    progress::Progress,
    reader::Reader,
    reading,
    said::Said,
    scene::{At, Scene},
    theme::{Depth, Looks, Theme},
    totals::Totals,
    tour::Tour,
    watching::Watching,
    why::Why,
};
use crate::{
    briefing::{ArticleId, Briefing, QuoteId, Whose},
    disk::Notice,
    remembered::{ArticleKey, Remembered, Widths},
    view::{
        Query, Selection, Statements,
        query::{Marked, Property, What},
    },
};

pub use super::{
    effect::{Effect, Outcome},
    note::Message,
};

/// All the reader knows.
#[derive(Debug)]
pub struct State {
    pub(super) briefing: Arc<Briefing>,
    /// Counts the briefings.
    pub(super) generation: u64,
    pub(super) totals: Totals,
    pub(super) progress: Progress,
    pub(super) keymap: Keymap,
    /// The keys of an unfinished chord.
    pub(super) typed: Vec<Key>,
    pub(super) size: (u16, u16),
    /// Which pane has the keys.
    pub(super) focus: Pane,
    /// Which pane stands beside the reader when only two fit.
    pub(super) side: Pane,
    pub(super) articles: Articles,
    pub(super) reader: Reader,
    pub(super) said: Said,
    pub(super) why: Why,
    /// The topmost is the last.
    pub(super) overlays: Vec<Overlay>,
    /// The article in the reader.
    pub(super) article: ArticleId,
    pub(super) selected: Option<Chosen>,
    /// The statements of whoever is selected.
    pub(super) statements: Statements,
    /// The selected quotations that are shown, and what they were collected for.
    pub(super) quotes: Vec<QuoteId>,
    pub(super) collected: Option<(u64, Whose, bool, u64)>,
    /// What was searched for in a list.
    pub(super) finding: Option<Finding>,
    /// The filters of the lists.
    pub(super) filters: Filters,
    /// The quotation the reader is at.
    pub(super) quote: Option<QuoteId>,
    /// The mentions of the selected actor.
    pub(super) mentions: Vec<At>,
    /// The mention the reader is at.
    pub(super) mention: Option<At>,
    pub(super) attitudes: bool,
    /// What was marked, starred and read.
    pub(super) marked: Marked,
    /// The article whose end was in sight since it was opened.
    pub(super) ended: Option<ArticleId>,
    /// What there was to say at the start; help says all of it.
    pub(super) notices: Vec<Notice>,
    /// What sheets can be exported as.
    pub(super) formats: Vec<Format>,
    /// Said once, in the status line.
    pub(super) message: Option<Message>,
    /// The themes there are, and the one that is shown.
    pub(super) looks: Looks,
    pub(super) theme: Theme,
    /// The sheet that a command ordered last, until it is written.
    pub(super) ordered: Option<Ordered>,
    /// What is remembered from run to run.
    pub(super) remembered: Arc<Remembered>,
    /// By article, what it is remembered by.
    pub(super) keys: Vec<ArticleKey>,
    /// How much wider or narrower than usual panes are.
    pub(super) widths: Widths,
    /// Whether the pane with the keys has all the screen.
    pub(super) zoomed: bool,
    /// Where jumps began, the last one last.
    pub(super) back: Vec<Place>,
    /// Whether addresses are links.
    pub(super) links: bool,
    /// Where the tour is, if it is taken.
    pub(super) tour: Option<Tour>,
    /// The mouse.
    pub(super) pointer: Pointer,
    /// Who was selected when something was decided.
    pub(super) before: Before,
    /// Whether the folders are watched, and which files cannot be read.
    pub(super) watching: Watching,
}

/// Whose quotations are selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Chosen {
    /// In the ids of this briefing.
    pub whose: Whose,
    /// Whether the user chose it; else it is the one quoted most in the article.
    pub by_hand: bool,
}

/// A sheet that a command ordered.
#[derive(Debug)]
pub(super) struct Ordered {
    /// What goes in.
    pub of: Of,
    /// The file as it was typed.
    pub typed: String,
    pub order: Order,
}

/// Where a jump began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub article: ArticleId,
    /// The byte at the top of the screen.
    pub at: u32,
    pub quote: Option<QuoteId>,
    pub focus: Pane,
}

/// The first of several notices, and where the others are.
pub(super) fn first_of(notices: &[Notice]) -> Option<String> {
    let (first, others) = notices.split_first()?;
    let more = if others.is_empty() { String::new() } else { format!(" ({} more: :problems)", others.len()) };
    Some(format!("{first}{more}"))
}

/// What all panes look at; written out where it stands, because a function would borrow the panes too.
macro_rules! scene {
    ($state:expr) => {
        Scene {
            briefing: &$state.briefing,
            generation: $state.generation,
            article: $state.article,
            selected: $state.selected.map(|s| s.whose),
            statements: &$state.statements,
            quotes: &$state.quotes,
            quote: $state.quote,
            mentions: &$state.mentions,
            mention: $state.mention,
            attitudes: $state.attitudes,
            marked: &$state.marked,
            filters: &$state.filters,
        }
    };
}

impl State {
    /// A reader of `briefing` on a screen of `size`, saying `notices` first.
    pub fn new(
        briefing: Arc<Briefing>,
        keymap: Keymap,
        size: (u16, u16),
        notices: Vec<Notice>,
        formats: Vec<Format>,
    ) -> Self {
        let looks = Looks::new(Vec::new(), Depth::Sixteen);
        let mut state = Self {
            totals: Totals::of(&briefing),
            briefing,
            generation: 0,
            progress: Progress::default(),
            keymap,
            typed: Vec::new(),
            size,
            focus: Pane::default(),
            side: Pane::Articles,
            articles: Articles::default(),
            reader: Reader::default(),
            said: Said::default(),
            why: Why::default(),
            overlays: Vec::new(),
            article: ArticleId(0),
            selected: None,
            statements: Statements::default(),
            quotes: Vec::new(),
            collected: None,
            finding: None,
            filters: Filters::default(),
            quote: None,
            mentions: Vec::new(),
            mention: None,
            attitudes: false,
            marked: Marked::default(),
            ended: None,
            message: first_of(&notices).map(Message::Note),
            notices,
            formats,
            theme: looks.theme(),
            looks,
            ordered: None,
            remembered: Arc::default(),
            keys: Vec::new(),
            widths: Widths::default(),
            zoomed: false,
            back: Vec::new(),
            links: false,
            tour: None,
            pointer: Pointer::default(),
            before: Before::default(),
            watching: Watching::default(),
        };
        state.choose_most_quoted();
        state.settle();
        state
    }

    /// The same reader, looking as these themes say.
    pub fn looking(mut self, looks: Looks) -> Self {
        self.theme = looks.theme();
        self.looks = looks;
        self
    }

    /// The same reader, remembering what is `remembered`.
    pub fn remembering(mut self, remembered: Arc<Remembered>) -> Self {
        self.filters.saved.clone_from(&remembered.filters);
        self.remembered = remembered;
        reading::recall(&mut self);
        self.settle();
        self
    }

    /// The same reader, of files of which these could not be read.
    pub fn refusing(mut self, refused: Vec<Notice>) -> Self {
        self.watching.refused = refused;
        self.message = first_of(&self.told()).map(Message::Note);
        self
    }

    /// All there was to say so far.
    pub(super) fn told(&self) -> Vec<Notice> {
        [self.watching.refused.as_slice(), &self.notices].concat()
    }

    /// Gives lines of an article so many columns at most.
    pub fn set_measure(&mut self, columns: usize) {
        self.reader.set_measure(columns);
        self.settle();
    }

    /// Says `greeting`, unless there is something else to say.
    pub fn greet(&mut self, greeting: Option<String>) {
        self.message = self.message.take().or(greeting.map(Message::Note));
    }

    /// What all panes look at.
    pub(super) fn scene(&self) -> Scene<'_> {
        scene!(self)
    }

    /// Something to be worked out behind the screen.
    pub(super) fn job(&self, wanted: Wanted) -> Job {
        let texts = Arc::clone(self.filters.texts());
        Job { briefing: Arc::clone(&self.briefing), texts, generation: self.generation, wanted }
    }

    /// The briefing, and what was marked in it.
    pub(super) fn picked(&self) -> (Arc<Briefing>, Selection) {
        let query = Query::default().and(What::Is(vec![Property::Marked]));
        let marked = self.marked.clone();
        (Arc::clone(&self.briefing), Selection { query, marked, attitudes: true, ..Selection::default() })
    }

    /// Collects the quotations and mentions of the selected actor, when another is selected or more is known.
    pub(super) fn collect(&mut self) {
        let changes = self.filters.changes();
        self.filters.prepare(&self.briefing, self.generation);
        let wanted = self.selected.map(|s| (self.generation, s.whose, self.attitudes, changes));
        if self.collected != wanted {
            let whose = self.selected.map(|s| s.whose);
            self.statements = whose.map(|whose| Statements::new(&self.briefing, whose)).unwrap_or_default();
            let mut quotes = self.statements.grouped(|quote| self.scene().shows(quote));
            self.filters.quotes_of = quotes.len();
            let shows = self.filters.shows_quote(&self.briefing, &self.marked);
            quotes.retain(|quote| shows(*quote));
            drop(shows);
            self.quotes = quotes;
            self.mentions = match self.selected.map(|s| s.whose) {
                Some(Whose::Actor(id)) => self.scene().mentions_of(id),
                _ => Vec::new(),
            };
            self.collected = wanted;
        }
    }

    /// Where everything is; `None` when the screen is too small.
    pub(super) fn screen(&self) -> Option<Screen> {
        Screen::arrange(
            self.size,
            Shown { focus: self.focus, beside: self.side, zoomed: self.zoomed },
            self.widths,
        )
    }

    /// Who is asked about a key, in this order.
    pub(super) fn contexts(&self) -> Vec<Context> {
        match self.overlays.last() {
            Some(overlay) => vec![overlay.context()],
            None => vec![self.focus.context(), Context::Global],
        }
    }

    /// Selects somebody, and the first quotation of theirs in this article if there is one.
    pub(super) fn select(&mut self, whose: Whose, by_hand: bool) {
        self.selected = Some(Chosen { whose, by_hand });
        self.mention = None;
        self.collect();
        self.quote = self.quotes.iter().filter(|q| q.article == self.article).min().copied();
    }

    /// Makes a row of the selected actor's list current.
    pub(super) fn go_to_row(&mut self, row: usize) {
        if self.scene().lists_mentions() {
            self.mention = self.mentions.get(row).copied();
        } else {
            self.quote = self.quotes.get(row).copied().or(self.quote);
        }
        let scene = self.scene();
        let place = match (scene.lists_mentions(), scene.mention, scene.quote) {
            (true, Some(at), _) => Some((at.0, scene.mention_span(at))),
            (false, _, Some(quote)) => Some((quote.article, scene.extent(quote))),
            _ => None,
        };
        // A row of the article on screen comes into sight; another article needs a jump.
        if let Some((_, span)) = place.filter(|(article, _)| *article == self.article) {
            self.reader.reveal(span);
        }
    }

    /// Scrolls the selected actor's list.
    pub(super) fn scroll_said(&mut self, lines: isize) {
        self.said.scroll(lines, &scene!(self));
    }

    /// Selects who was selected before what was undone, with the quotation that was current.
    pub(super) fn regain(&mut self) {
        let Some((whose, quote)) = self.before.wanted(&self.briefing) else { return };
        if self.selected.map(|s| s.whose) != Some(whose) {
            self.select(whose, true);
        }
        self.collect();
        self.quote = quote.filter(|quote| self.quotes.contains(quote)).or(self.quote);
    }

    /// Selects the actor quoted most in the article, unless the user selected one.
    pub(super) fn choose_most_quoted(&mut self) {
        if self.selected.is_none_or(|s| !s.by_hand) {
            let most = self.scene().most_quoted_here();
            if most != self.selected.map(|s| s.whose) {
                self.quote = None;
            }
            self.selected = most.map(|whose| Chosen { whose, by_hand: false });
        }
    }

    /// Lays everything out for the size and the selection; draws nothing.
    pub(super) fn settle(&mut self) {
        self.collect();
        let scene = scene!(self);
        self.articles.collect(&scene);
        let Some(screen) = self.screen() else { return };
        if let Some(parts) = screen.pane(Pane::Articles) {
            self.articles.settle(&scene, parts.body);
        }
        if let Some(parts) = screen.pane(Pane::Reader) {
            self.why.settle(&scene, parts.body.width);
            let (parts, _) = self.why.split(parts);
            self.reader.settle(&scene, parts, self.why.is_open());
        }
        if let Some(parts) = screen.pane(Pane::Actor) {
            self.said.settle(&scene, parts.body);
        }
        let ground = Ground { scene: &scene, screen: &screen, keymap: &self.keymap, theme: &self.theme };
        for overlay in &mut self.overlays {
            overlay.settle(ground);
        }
        reading::read_to_the_end(self);
        finding::follow(self);
    }
}
