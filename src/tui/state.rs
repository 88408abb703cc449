//! All the reader knows between two events: a value, changed by `update`, drawn by `draw`.

use std::sync::Arc;

use super::{
    action::Context,
    articles::Articles,
    exporter::Format,
    keymap::Keymap,
    layout::{Pane, Screen},
    overlay::{Order, Overlay},
    reader::Reader,
    said::Said,
    scene::Scene,
};
use crate::{
    briefing::{Actor, ActorId, ArticleId, Briefing, QuoteId},
    model::{Attribution, EntityId, QuotationKind},
};

/// All the reader knows.
#[derive(Debug)]
pub struct State {
    pub(super) briefing: Arc<Briefing>,
    /// Counts the briefings.
    pub(super) generation: u64,
    pub(super) totals: Totals,
    pub(super) keymap: Keymap,
    pub(super) size: (u16, u16),
    /// Which pane has the keys.
    pub(super) focus: Pane,
    /// Which pane stands beside the reader when only two fit.
    pub(super) side: Pane,
    pub(super) articles: Articles,
    pub(super) reader: Reader,
    pub(super) said: Said,
    /// The topmost is the last.
    pub(super) overlays: Vec<Overlay>,
    /// The article in the reader.
    pub(super) article: ArticleId,
    pub(super) actor: Option<Chosen>,
    /// The selected actor's quotations that are shown, and what they were collected for.
    pub(super) quotes: Vec<QuoteId>,
    pub(super) collected: Option<(u64, ActorId, bool)>,
    /// The quotation the reader is at.
    pub(super) quote: Option<QuoteId>,
    pub(super) attitudes: bool,
    /// What there was to say at the start; help says all of it.
    pub(super) notices: Vec<String>,
    /// What sheets can be exported as.
    pub(super) formats: Vec<Format>,
    /// Said once, in the status line.
    pub(super) message: Option<Message>,
    /// Where jumps began, the last one last.
    pub(super) back: Vec<Place>,
}

/// What the briefing holds, counted once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Totals {
    /// Without beliefs, wishes and plans.
    pub quotations: usize,
    /// How many actors are quoted.
    pub speakers: usize,
}

impl Totals {
    fn of(briefing: &Briefing) -> Self {
        let analyses = briefing.articles.iter().filter_map(|a| a.analysis.as_deref());
        let said = |a: &Attribution| a.quotation.kind != QuotationKind::Attitude;
        let quotations = analyses.map(|a| a.attributions.iter().filter(|a| said(a)).count()).sum();
        let speaks = |a: &Actor| a.quotes.iter().any(|q| briefing.attribution(*q).is_some_and(said));
        Self { quotations, speakers: briefing.actors.iter().filter(|a| speaks(a)).count() }
    }
}

/// The selected actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Chosen {
    /// Which of this briefing's actors it is.
    pub id: ActorId,
    /// One of its entities: the next briefing has other ids, but the same entities.
    pub anchor: (ArticleId, EntityId),
    /// Whether the user chose it; else it is the one quoted most in the article.
    pub by_hand: bool,
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

/// Something said once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Message {
    /// What happened, or could not be done.
    Note(String),
    /// What was done.
    Done(String),
    /// What went wrong.
    Problem(String),
}

/// The first of several notices, and where the others are.
fn first_of(notices: &[String]) -> Option<Message> {
    let (first, others) = notices.split_first()?;
    let more = if others.is_empty() { String::new() } else { format!(" ({} more: help)", others.len()) };
    Some(Message::Note(format!("{first}{more}")))
}

/// What follows from an event.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Whether the screen is to be drawn.
    pub redraw: bool,
    /// What is to be done outside, in this order.
    pub effects: Vec<Effect>,
}

/// Something to be done outside the state.
#[derive(Debug, PartialEq, Eq)]
pub enum Effect {
    /// End the program.
    Quit,
    /// End the program as this signal does.
    Die(i32),
    /// Give the terminal to the shell until `fg`.
    Suspend,
    /// Take the terminal again and draw everything.
    Redraw,
    /// Put this on the clipboard.
    Copy(String),
    /// Write this sheet.
    Export(Order),
    /// Analyse this article next.
    Want(ArticleId),
}

impl State {
    /// A reader of `briefing` on a screen of `size`, saying `notices` first.
    pub fn new(
        briefing: Arc<Briefing>,
        keymap: Keymap,
        size: (u16, u16),
        notices: Vec<String>,
        formats: Vec<Format>,
    ) -> Self {
        let mut state = Self {
            totals: Totals::of(&briefing),
            briefing,
            generation: 0,
            keymap,
            size,
            focus: Pane::default(),
            side: Pane::Articles,
            articles: Articles::default(),
            reader: Reader::default(),
            said: Said::default(),
            overlays: Vec::new(),
            article: ArticleId(0),
            actor: None,
            quotes: Vec::new(),
            collected: None,
            quote: None,
            attitudes: false,
            message: first_of(&notices),
            notices,
            formats,
            back: Vec::new(),
        };
        state.choose_most_quoted();
        state.settle();
        state
    }

    /// What all panes look at.
    pub(super) fn scene(&self) -> Scene<'_> {
        Scene {
            briefing: &self.briefing,
            generation: self.generation,
            article: self.article,
            actor: self.actor.map(|a| a.id),
            quotes: &self.quotes,
            quote: self.quote,
            attitudes: self.attitudes,
        }
    }

    /// Collects the quotations of the selected actor, when another is selected or more is known.
    pub(super) fn collect(&mut self) {
        let wanted = self.actor.map(|a| (self.generation, a.id, self.attitudes));
        if self.collected != wanted {
            self.quotes = self.actor.map(|a| self.scene().quotes_of(a.id)).unwrap_or_default();
            self.collected = wanted;
        }
    }

    /// Where everything is; `None` when the screen is too small.
    pub(super) fn screen(&self) -> Option<Screen> {
        Screen::arrange(self.size, self.focus, self.side)
    }

    /// Who is asked about a key, in this order.
    pub(super) fn contexts(&self) -> Vec<Context> {
        match self.overlays.last() {
            Some(overlay) => vec![overlay.context()],
            None => vec![self.focus.context(), Context::Global],
        }
    }

    /// Replaces the briefing and finds what was selected in the new one.
    pub(super) fn take(&mut self, briefing: Arc<Briefing>) {
        self.totals = Totals::of(&briefing);
        self.briefing = briefing;
        self.generation += 1;
        self.actor = self.actor.and_then(|chosen| {
            let (article, entity) = chosen.anchor;
            let id = *self.briefing.article(article)?.actors.get(entity.0 as usize)?;
            Some(Chosen { id, ..chosen })
        });
        self.choose_most_quoted();
    }

    /// Selects the actor quoted most in the article, unless the user selected one.
    pub(super) fn choose_most_quoted(&mut self) {
        if self.actor.is_none_or(|a| !a.by_hand) {
            let most = self.scene().most_quoted_here();
            if most != self.actor.map(|a| a.id) {
                self.quote = None;
            }
            self.actor = most.and_then(|id| self.chosen(id, false));
        }
    }

    /// An actor of this briefing as a selection.
    pub(super) fn chosen(&self, id: ActorId, by_hand: bool) -> Option<Chosen> {
        let anchor = *self.briefing.actor(id)?.entities.first()?;
        Some(Chosen { id, anchor, by_hand })
    }

    /// Lays everything out for the size and the selection; draws nothing.
    pub(super) fn settle(&mut self) {
        self.collect();
        let Some(screen) = self.screen() else { return };
        let scene = Scene {
            briefing: &self.briefing,
            generation: self.generation,
            article: self.article,
            actor: self.actor.map(|a| a.id),
            quotes: &self.quotes,
            quote: self.quote,
            attitudes: self.attitudes,
        };
        if let Some(parts) = screen.pane(Pane::Articles) {
            self.articles.settle(&scene, parts.body);
        }
        if let Some(parts) = screen.pane(Pane::Reader) {
            self.reader.settle(&scene, parts);
        }
        if let Some(parts) = screen.pane(Pane::Actor) {
            self.said.settle(&scene, parts.body);
        }
        for overlay in &mut self.overlays {
            overlay.settle(&scene, &screen, &self.keymap);
        }
    }
}
