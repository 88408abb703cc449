//! The mouse: what stands where it points, and what comes of it. The panes know what they drew where, and lists over
//! them too; here is the one place that asks them.

use std::sync::Arc;

use ratatui::layout::{Position, Rect};

use super::{
    action::{Action, Motion},
    filter::{self, Filtered},
    going::{focus, open},
    layout::{Pane, Parts},
    mouse::{Did, Mouse},
    note::note,
    panes,
    scene::At,
    state::{Effect, State},
    update::act,
};
use crate::{
    briefing::{ArticleId, QuoteId, Whose},
    model::{Mention, MentionId, MentionKind},
};

/// What the mouse is to the reader.
#[derive(Debug, Default)]
pub struct Pointer {
    /// Whether the reader has it; else the terminal does.
    pub on: bool,
    /// What was pressed last, unless something else happened since: pressed again it is opened.
    last: Option<Thing>,
    /// The pane whose right edge is dragged.
    drags: Option<Pane>,
}

impl Pointer {
    /// Something else happened.
    pub const fn forget(&mut self) {
        self.last = None;
    }
}

/// What the mouse can point at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Thing {
    /// An article in the list.
    Article(ArticleId),
    /// A row of the selected actor's list.
    Row(usize),
    /// A mention in the article.
    Mention(At),
    /// A quotation in the article.
    Quotation(QuoteId),
    /// A term of a filter.
    Chip(Filtered, usize),
    /// The right edge of a pane.
    Edge(Pane),
    /// A pane, where it has nothing else.
    Pane(Pane),
    /// A row of the list over the panes, and its column where it has some.
    Listed(usize, Option<usize>),
    /// Nothing at all.
    Nothing,
}

/// Lines a pane is scrolled by at one notch of the wheel.
const NOTCH: isize = 3;

/// Does what the mouse asks.
pub fn point(state: &mut State, mouse: Mouse, effects: &mut Vec<Effect>) {
    match mouse.did {
        Did::Press => {
            let thing = thing(state, mouse.at);
            press(state, thing, effects);
        }
        Did::Drag => {
            if let Some(pane) = state.pointer.drags {
                panes::drag(state, pane, mouse.at.x);
            }
        }
        Did::Release => {
            if state.pointer.drags.take().is_some() && state.remembered.widths != state.widths {
                Arc::make_mut(&mut state.remembered).widths = state.widths;
            }
        }
        Did::Wheel(notches) => turn(state, mouse.at, notches, effects),
    }
}

/// What stands at a place of the screen.
fn thing(state: &mut State, at: Position) -> Thing {
    if let Some(overlay) = state.overlays.last_mut() {
        return overlay.row_at(at).map_or(Thing::Nothing, |(row, column)| Thing::Listed(row, column));
    }
    let Some(screen) = state.screen() else { return Thing::Nothing };
    for pane in Pane::ALL {
        let Some(parts) = screen.pane(pane) else { continue };
        let edge = Rect { x: parts.rule.right(), width: 1, ..screen.main };
        if edge.intersection(screen.main).contains(at) {
            return Thing::Edge(pane);
        }
        if [parts.title, parts.rule, parts.body].iter().any(|part| part.contains(at)) {
            return in_pane(state, pane, parts, at).unwrap_or(Thing::Pane(pane));
        }
    }
    Thing::Nothing
}

fn in_pane(state: &State, pane: Pane, parts: Parts, at: Position) -> Option<Thing> {
    let list = match pane {
        Pane::Articles => Filtered::Articles,
        Pane::Actor => Filtered::Quotations,
        Pane::Reader => {
            let (above, _) = state.why.split(parts);
            let article = state.briefing.article(state.article)?;
            return in_text(state, state.reader.byte_at(&article.document.raw, above.body, at)?);
        }
    };
    if parts.rule.contains(at) {
        let column = usize::from(at.x - parts.rule.x);
        return filter::chip_at(&state.filters, list, parts.rule.width.into(), column)
            .map(|i| Thing::Chip(list, i));
    }
    let row = usize::from(at.y.checked_sub(parts.body.y)?);
    match pane {
        Pane::Articles => state.articles.at(row).map(Thing::Article),
        _ => state.said.at(row).map(Thing::Row),
    }
}

/// The mention or else the quotation a byte of the article in sight is in. A pronoun is no more than its quotation.
fn in_text(state: &State, byte: u32) -> Option<Thing> {
    let analysis = state.briefing.article(state.article)?.analysis.as_deref()?;
    let names = |mention: &Mention| mention.kind != MentionKind::Pronoun && mention.entity.is_some();
    let mentions = (0..).map(MentionId).zip(&analysis.mentions);
    let mentions = mentions.filter(|(_, mention)| names(mention) && mention.span.contains(byte));
    if let Some((id, _)) = mentions.min_by_key(|(_, mention)| mention.span.len()) {
        return Some(Thing::Mention((state.article, id)));
    }
    let quotes =
        (0..analysis.attributions.len() as u32).map(|index| QuoteId { article: state.article, index });
    let scene = state.scene();
    let holds = |quote: &QuoteId| {
        let content = state.briefing.attribution(*quote).map(|a| a.quotation.content.as_slice());
        content.is_some_and(|content| content.iter().any(|span| span.contains(byte)))
    };
    let found = quotes.filter(|quote| scene.shows(*quote) && holds(quote));
    found.min_by_key(|quote| scene.extent(*quote).len()).map(Thing::Quotation)
}

fn press(state: &mut State, thing: Thing, effects: &mut Vec<Effect>) {
    state.message = None;
    state.before.forget();
    state.typed.clear();
    if state.pointer.last.replace(thing) == Some(thing) {
        return open_it(state, thing, effects);
    }
    match thing {
        Thing::Article(article) => {
            focus(state, Pane::Articles);
            open(state, article, effects);
        }
        Thing::Row(row) => {
            focus(state, Pane::Actor);
            state.go_to_row(row);
        }
        Thing::Mention(at) => {
            focus(state, Pane::Reader);
            if let Some(whose) = whose_mention(state, at) {
                state.select(whose, true);
                state.mention = Some(at);
            }
        }
        Thing::Quotation(quote) => {
            focus(state, Pane::Reader);
            let whose = state.briefing.whose(quote);
            state.select(whose, true);
            state.quote = Some(quote);
        }
        Thing::Chip(list, term) => filter::drop(state, list, term),
        Thing::Edge(pane) => state.pointer.drags = Some(pane),
        Thing::Pane(pane) => focus(state, pane),
        Thing::Listed(row, column) => {
            if let Some(mut overlay) = state.overlays.pop() {
                overlay.go_to_row((row, column), &state.scene());
                state.overlays.push(overlay);
            }
        }
        Thing::Nothing => {}
    }
}

/// Pressed again: what Enter does there.
fn open_it(state: &mut State, thing: Thing, effects: &mut Vec<Effect>) {
    let action = match thing {
        Thing::Article(_) => Action::OpenArticle,
        Thing::Row(_) => Action::OpenQuotation,
        Thing::Mention(_) | Thing::Quotation(_) => Action::ShowActor,
        Thing::Listed(..) => {
            let Some(action) = state.overlays.last().and_then(|overlay| overlay.pressed_again()) else {
                return;
            };
            action
        }
        // Another chip is where one was dropped.
        Thing::Chip(list, term) => return filter::drop(state, list, term),
        Thing::Edge(pane) => return state.pointer.drags = Some(pane),
        Thing::Pane(_) | Thing::Nothing => return,
    };
    state.pointer.forget();
    act(state, action, effects);
}

fn whose_mention(state: &State, (article, mention): At) -> Option<Whose> {
    let article = state.briefing.article(article)?;
    let entity = article.analysis.as_ref()?.mention(mention)?.entity?;
    article.actor(entity).map(Whose::Actor)
}

/// Scrolls what is under the mouse; what lies over the panes has the wheel wherever that is.
fn turn(state: &mut State, at: Position, notches: isize, effects: &mut Vec<Effect>) {
    if state.overlays.last().is_some() {
        let action = if notches > 0 { Action::Down } else { Action::Up };
        for _ in 0..notches.unsigned_abs() {
            act(state, action, effects);
        }
        return;
    }
    let Some(screen) = state.screen() else { return };
    let under = |pane: &Pane| screen.pane(*pane).is_some_and(|p| p.rule.x <= at.x && at.x <= p.rule.right());
    let lines = notches * NOTCH;
    match Pane::ALL.into_iter().find(under) {
        Some(Pane::Articles) => state.articles.scroll(lines),
        Some(Pane::Reader) => state.reader.scroll(Motion::Lines(lines)),
        Some(Pane::Actor) => state.scroll_said(lines),
        None => {}
    }
}

/// Takes the mouse, or leaves it to the terminal.
pub fn toggle(state: &mut State, effects: &mut Vec<Effect>) {
    state.pointer.on = !state.pointer.on;
    effects.push(Effect::Mouse(state.pointer.on));
    let word = if state.pointer.on {
        "the mouse points, presses and scrolls; with Shift it selects text as in any terminal"
    } else {
        "the mouse is the terminal's"
    };
    note(state, word);
}
