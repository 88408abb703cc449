//! What events and actions do to the state. Panes and overlays do their own part; this is what joins them.

use crossterm::event::KeyCode;

use super::{
    action::{Action, Context, Motion},
    chord::Chord,
    decide,
    event::{Event, Signal},
    input::Input,
    keeper::Wish,
    key::Key,
    keymap::Found,
    layout::{Pane, around},
    overlay::{Entity, ExportPrompt, Find, Help, Overlay, Reply, See, Wordings},
    reader::Search,
    scene::At,
    state::{Chosen, Effect, Message, Outcome, Place, State},
};
use crate::{
    briefing::{ArticleId, QuoteId, Whose},
    view::QuoteRow,
};

/// Does what an event asks, and says what follows.
pub fn handle(state: &mut State, event: Event) -> Outcome {
    let mut effects = Vec::new();
    match event {
        Event::Key(key) => press(state, key, &mut effects),
        Event::Paste(text) => {
            state.typed.clear();
            if let Some(mut overlay) = state.overlays.pop() {
                let reply = overlay.paste(&text, &state.scene());
                answer(state, overlay, reply, &mut effects);
            }
        }
        Event::Resize(columns, rows) => state.size = (columns, rows),
        Event::Briefing(briefing) => state.take(briefing),
        Event::Kept(kept) => decide::kept(state, &kept),
        Event::Signal(Signal::End(signal)) => effects.push(Effect::Die(signal)),
        Event::Signal(Signal::Suspend) => effects.push(Effect::Suspend),
        Event::Signal(Signal::Resume) => effects.push(Effect::Redraw),
        Event::Closed => effects.push(Effect::Quit),
    }
    state.settle();
    Outcome { redraw: true, effects }
}

/// Does one action, and says what follows.
pub fn update(state: &mut State, action: Action) -> Outcome {
    let mut effects = Vec::new();
    act(state, action, &mut effects);
    state.settle();
    Outcome { redraw: true, effects }
}

/// Says how writing a sheet went.
pub fn exported(state: &mut State, result: Result<String, String>) {
    match (result, state.overlays.last_mut()) {
        (Ok(done), _) => {
            state.overlays.retain(|o| !matches!(o, Overlay::Export(_)));
            state.message = Some(Message::Done(done));
        }
        (Err(problem), Some(Overlay::Export(prompt))) => prompt.fail(problem),
        (Err(problem), _) => state.message = Some(Message::Problem(problem)),
    }
}

fn press(state: &mut State, key: Key, effects: &mut Vec<Effect>) {
    state.message = None;
    state.typed.push(key);
    let found = state.keymap.find(&state.contexts(), &state.typed);
    if found == Found::Waits {
        return;
    }
    let typed = std::mem::take(&mut state.typed);
    if let Found::Does(action) = found {
        act(state, action, effects);
    } else if typed.len() > 1 {
        if key.code != KeyCode::Esc {
            let chord = Chord::new(typed).map(|chord| chord.to_string()).unwrap_or_default();
            note(state, &format!("{chord} does nothing here"));
        }
    } else if let Some(mut overlay) = state.overlays.pop() {
        let reply = overlay.key(key, &state.scene()).unwrap_or(Reply::Stay);
        answer(state, overlay, reply, effects);
    }
}

fn act(state: &mut State, action: Action, effects: &mut Vec<Effect>) {
    if action == Action::Suspend {
        effects.push(Effect::Suspend);
        return;
    }
    if let Some(mut overlay) = state.overlays.pop() {
        let reply = overlay.update(action, &state.scene());
        answer(state, overlay, reply, effects);
        return;
    }
    if let Some(motion) = action.motion() {
        return move_by(state, motion, effects);
    }
    match action {
        Action::NextPane
        | Action::PreviousPane
        | Action::PaneLeft
        | Action::PaneRight
        | Action::PaneArticles
        | Action::PaneReader
        | Action::PaneActor
        | Action::ShowActor => focus(state, pane_after(state.focus, action)),
        Action::ScrollMiddle | Action::ScrollTop | Action::ScrollBottom => scroll_to(state, action),
        Action::OpenArticle => {
            state.articles.mark_read(state.article);
            focus(state, Pane::Reader);
        }
        Action::OpenQuotation => open_quotation(state, effects),
        Action::Back => back(state, effects),
        Action::NextActor => next_actor(state, 1),
        Action::PreviousActor => next_actor(state, -1),
        // Where there are no quotations, mentions are gone through.
        Action::NextQuotation if state.scene().lists_mentions() => next_mention(state, 1, effects),
        Action::PreviousQuotation if state.scene().lists_mentions() => next_mention(state, -1, effects),
        Action::NextQuotation => next_quotation(state, 1, effects),
        Action::PreviousQuotation => next_quotation(state, -1, effects),
        Action::NextMention => next_mention(state, 1, effects),
        Action::PreviousMention => next_mention(state, -1, effects),
        Action::FindActor => state.overlays.push(Overlay::Find(Find::new(See))),
        Action::Entities => state.overlays.push(Overlay::Find(Find::new(Entity))),
        Action::Unattributed => unattributed(state),
        Action::Why => why(state, effects),
        Action::Wordings => wordings(state),
        Action::Search => {
            show_reader(state);
            let from = state.reader.place();
            state.overlays.push(Overlay::Search(Input::default(), from));
        }
        Action::NextHit | Action::PreviousHit => next_hit(state, action == Action::PreviousHit),
        Action::Export => export(state),
        Action::Copy => copy(state, effects),
        Action::ToggleMasked => {
            let shown = state.reader.toggle_masked();
            note(state, if shown { "masked text is shown" } else { "masked text is hidden" });
        }
        Action::ToggleAttitudes => toggle_attitudes(state),
        Action::Help => {
            state.overlays.push(Overlay::Help(Help::new(state.focus.context(), state.notices.clone())));
        }
        Action::Clear => clear(state),
        Action::Redraw => effects.push(Effect::Redraw),
        Action::Quit => effects.push(Effect::Quit),
        Action::Undo => effects.push(Effect::Wish(Wish::Undo)),
        Action::Redo => effects.push(Effect::Wish(Wish::Redo)),
        Action::Suggestions => decide::suggestions(state),
        Action::Merge => decide::merge(state),
        Action::Split => decide::split(state),
        Action::Rename => decide::rename(state),
        Action::Kind => decide::kind(state),
        Action::Correct => decide::correct(state),
        Action::Note => decide::annotate(state),
        Action::Check => decide::check(state, effects),
        Action::Deny => decide::deny(state),
        // Suspending and movements are done above, and the rest is for what lies over the panes.
        Action::Suspend
        | Action::Down
        | Action::Up
        | Action::Top
        | Action::Bottom
        | Action::HalfPageDown
        | Action::HalfPageUp
        | Action::PageDown
        | Action::PageUp
        | Action::Close
        | Action::Mark
        | Action::Yes
        | Action::No
        | Action::Later
        | Action::Accept
        | Action::Complete => {}
    }
}

/// Does what an overlay asks, and puts it back unless it closes.
fn answer(state: &mut State, overlay: Overlay, reply: Reply, effects: &mut Vec<Effect>) {
    match reply {
        Reply::Stay => state.overlays.push(overlay),
        Reply::Close => {}
        Reply::Choose(whose) => {
            choose(state, whose);
            focus(state, Pane::Actor);
        }
        Reply::Answer(decision) => {
            state.overlays.push(overlay);
            effects.push(Effect::Wish(Wish::Decide(decision)));
        }
        Reply::Decide(decision) => effects.push(Effect::Wish(Wish::Decide(decision))),
        Reply::Search(query, from) => {
            search(state, &query, from);
            state.overlays.push(overlay);
        }
        Reply::EndSearch(from) => {
            search(state, "", from);
            state.reader.go_to_place(state.article, from);
        }
        Reply::Export(order) => {
            state.overlays.push(overlay);
            effects.push(Effect::Export(order));
        }
    }
}

/// Scrolls the text so that the place the reader is at stands in the middle, at the top or at the bottom.
fn scroll_to(state: &mut State, action: Action) {
    let scene = state.scene();
    let here = scene.article;
    let quote = scene.quote.filter(|quote| quote.article == here).map(|quote| scene.extent(quote));
    let mention = scene.mention.filter(|at| at.0 == here).map(|at| scene.mention_span(at));
    let hit = state.reader.search().and_then(Search::current);
    match hit.or(mention).or(quote) {
        Some(span) => state.reader.align(span, action),
        None => note_ways(state, "no place to scroll to: go to a quotation first", &[Action::NextQuotation]),
    }
}

/// Says `text` and by which keys these actions are done.
pub(super) fn note_ways(state: &mut State, text: &str, actions: &[Action]) {
    let keys = actions.iter().filter_map(|action| state.keymap.chord(Context::Global, *action));
    let keys: Vec<String> = keys.map(ToString::to_string).collect();
    let parting = if keys.is_empty() { "" } else { ": " };
    note(state, &format!("{text}{parting}{}", keys.join(" or ")));
}

/// Says that an actor is to be selected first, and how.
pub(super) fn select_first(state: &mut State) {
    note_ways(state, "select an actor first", &[Action::NextActor, Action::FindActor]);
}

/// Says that a quotation is to be gone to first, and how.
pub(super) fn go_first(state: &mut State) {
    note_ways(state, "go to a quotation first", &[Action::NextQuotation, Action::NextPane]);
}

pub(super) fn note(state: &mut State, text: &str) {
    state.message = Some(Message::Note(text.into()));
}

/// Where the reader is now, to come back to.
fn here(state: &State) -> Place {
    Place { article: state.article, at: state.reader.place(), quote: state.quote, focus: state.focus }
}

fn focus(state: &mut State, pane: Pane) {
    state.focus = pane;
    if pane != Pane::Reader {
        state.side = pane;
    }
}

/// The pane an action goes to from the one that has the keys.
fn pane_after(pane: Pane, action: Action) -> Pane {
    match action {
        // At the edge there is no other.
        Action::PaneRight if pane == Pane::Actor => pane,
        Action::PaneLeft if pane == Pane::Articles => pane,
        Action::NextPane | Action::PaneRight => pane.step(1),
        Action::PreviousPane | Action::PaneLeft => pane.step(-1),
        Action::PaneArticles => Pane::Articles,
        Action::PaneReader => Pane::Reader,
        Action::PaneActor | Action::ShowActor => Pane::Actor,
        _ => pane,
    }
}

/// Sees to it that the reader is on screen.
fn show_reader(state: &mut State) {
    if state.screen().is_some_and(|s| s.pane(Pane::Reader).is_none()) {
        focus(state, Pane::Reader);
    }
}

fn move_by(state: &mut State, motion: Motion, effects: &mut Vec<Effect>) {
    match state.focus {
        Pane::Articles => {
            let article = state.articles.after(motion, &state.scene());
            open(state, article, effects);
        }
        Pane::Reader => state.reader.scroll(motion),
        Pane::Actor => {
            let row = state.said.after(motion, &state.scene());
            if state.scene().lists_mentions() {
                state.mention = state.mentions.get(row).copied();
            } else {
                state.quote = state.quotes.get(row).copied().or(state.quote);
            }
            let scene = state.scene();
            let place = match (scene.lists_mentions(), scene.mention, scene.quote) {
                (true, Some(at), _) => Some((at.0, scene.mention_span(at))),
                (false, _, Some(quote)) => Some((quote.article, scene.extent(quote))),
                _ => None,
            };
            // A row of the article on screen comes into sight; another article needs a jump.
            if let Some((_, span)) = place.filter(|(article, _)| *article == state.article) {
                state.reader.reveal(span);
            }
        }
    }
}

/// Shows an article where it was left.
fn open(state: &mut State, article: ArticleId, effects: &mut Vec<Effect>) {
    if article == state.article || state.briefing.article(article).is_none() {
        return;
    }
    state.article = article;
    state.choose_most_quoted();
    if state.briefing.article(article).is_some_and(|a| a.analysis.is_none()) {
        effects.push(Effect::Want(article));
    }
}

/// Jumps to the current quotation, or to the current mention where those are listed.
fn open_quotation(state: &mut State, effects: &mut Vec<Effect>) {
    let from = here(state);
    if state.scene().lists_mentions() {
        let Some(at) = state.mention.or_else(|| state.mentions.first().copied()) else { return };
        go_to_mention(state, at, effects);
    } else {
        let Some(quote) = state.quote.or_else(|| state.quotes.first().copied()) else {
            return note(state, "no quotation to jump to");
        };
        go_to(state, quote, effects);
    }
    state.back.push(from);
    focus(state, Pane::Reader);
}

/// Makes a quotation current and shows its place.
fn go_to(state: &mut State, quote: QuoteId, effects: &mut Vec<Effect>) {
    // Whoever follows an actor through articles goes on following.
    if let Some(selected) = &mut state.selected {
        selected.by_hand = true;
    }
    open(state, quote.article, effects);
    state.articles.mark_read(quote.article);
    state.quote = Some(quote);
    let extent = state.scene().extent(quote);
    state.reader.reveal(extent);
}

fn back(state: &mut State, effects: &mut Vec<Effect>) {
    match state.back.pop() {
        Some(place) => {
            open(state, place.article, effects);
            state.reader.go_to_place(place.article, place.at);
            state.quote = place.quote;
            focus(state, place.focus);
        }
        None => note(state, "no jump to come back from"),
    }
}

/// Selects somebody, and the first quotation of theirs in this article if there is one.
fn choose(state: &mut State, whose: Whose) {
    state.selected = Some(Chosen { whose, by_hand: true });
    state.mention = None;
    state.collect();
    let place = state.scene().first_place(whose);
    state.quote = state.quotes.iter().filter(|q| q.article == state.article).min().copied();
    if let Some(place) = place {
        state.reader.reveal(place);
    }
}

fn next_actor(state: &mut State, step: isize) {
    let scene = state.scene();
    let actors = scene.actors_here();
    let at = scene.selected.and_then(|a| actors.iter().position(|b| *b == a));
    let next = match at {
        Some(at) => around(at, step, actors.len()),
        None if step > 0 => 0,
        None => actors.len().saturating_sub(1),
    };
    match actors.get(next) {
        None => note(state, "nobody speaks in this article"),
        Some(actor) => {
            choose(state, *actor);
            let name = state.scene().shown_name().unwrap_or_default().to_owned();
            note(state, &format!("actor {} of {} here: {name}", next + 1, actors.len()));
        }
    }
}

/// Goes to the next quotation of the actor or the one before. Without a current one: to the first at the
/// top of the screen or after it, then on through the other articles.
fn next_quotation(state: &mut State, step: isize, effects: &mut Vec<Effect>) {
    let scene = state.scene();
    let Some(selected) = scene.selected else {
        return select_first(state);
    };
    // Whoever reads on goes on in time, not from wording to wording.
    let quotes = scene.quotes_of(selected);
    let at = scene.quote.and_then(|quote| quotes.iter().position(|q| *q == quote));
    let next = if let Some(at) = at {
        at.checked_add_signed(step)
    } else {
        let top = state.reader.in_sight().start();
        let in_sight = |q: &QuoteId| q.article == scene.article && scene.extent(*q).start() >= top;
        quotes.iter().position(in_sight).or(Some(0))
    };
    let name = scene.shown_name().unwrap_or_default().to_owned();
    match next.and_then(|i| quotes.get(i)).copied() {
        None if quotes.is_empty() => note(state, &format!("{name} is not quoted")),
        None => note(
            state,
            &format!("that was the {} quotation of {name}", if step > 0 { "last" } else { "first" }),
        ),
        Some(quote) => {
            show_reader(state);
            if quote.article != state.article {
                state.back.push(here(state));
            }
            go_to(state, quote, effects);
        }
    }
}

/// Makes a mention current and shows its place.
fn go_to_mention(state: &mut State, at: At, effects: &mut Vec<Effect>) {
    if let Some(selected) = &mut state.selected {
        selected.by_hand = true;
    }
    open(state, at.0, effects);
    state.articles.mark_read(at.0);
    state.mention = Some(at);
    let span = state.scene().mention_span(at);
    state.reader.reveal(span);
}

/// Goes to the next mention of the actor or the one before, into other articles where needed.
fn next_mention(state: &mut State, step: isize, effects: &mut Vec<Effect>) {
    let scene = state.scene();
    let Some(name) = scene.shown_actor().map(|actor| actor.name.clone()) else {
        return select_first(state);
    };
    let next = if let Some(at) = scene.mention_at() {
        at.checked_add_signed(step)
    } else {
        let top = state.reader.in_sight().start();
        let in_sight = |at: &At| at.0 == scene.article && scene.mention_span(*at).start() >= top;
        scene.mentions.iter().position(in_sight).or(Some(0))
    };
    let of = scene.mentions.len();
    match next.and_then(|i| Some((i, *scene.mentions.get(i)?))) {
        None if of == 0 => note(state, &format!("no article mentions {name}")),
        None => {
            note(
                state,
                &format!("that was the {} mention of {name}", if step > 0 { "last" } else { "first" }),
            );
        }
        Some((i, at)) => {
            show_reader(state);
            if at.0 != state.article {
                state.back.push(here(state));
            }
            go_to_mention(state, at, effects);
            note(state, &format!("mention {} of {of}: {name}", i + 1));
        }
    }
}

/// Selects what nobody could be named for.
fn unattributed(state: &mut State) {
    if !state.scene().has_unattributed() {
        return note(state, "nothing is unattributed: somebody is named for every quotation");
    }
    choose(state, Whose::Nobody);
    focus(state, Pane::Actor);
}

/// Shows the wordings of what the current quotation reports.
fn wordings(state: &mut State) {
    let Some(quote) = state.quote else { return go_first(state) };
    state.overlays.push(Overlay::Wordings(Wordings::new(quote)));
}

/// Shows or hides what actors believe, want or plan.
fn toggle_attitudes(state: &mut State) {
    state.attitudes = !state.attitudes;
    state.quote = state.quote.filter(|q| state.scene().shows(*q));
    state.choose_most_quoted();
    let shown = if state.attitudes { "shown" } else { "hidden" };
    note(state, &format!("beliefs, wishes and plans are {shown}"));
}

/// Opens or closes why the current quotation is whose it is; where none is current, that of the next.
fn why(state: &mut State, effects: &mut Vec<Effect>) {
    if state.why.close() {
        return;
    }
    if state.quote.is_none() {
        next_quotation(state, 1, effects);
    }
    let Some(quote) = state.quote else { return };
    show_reader(state);
    if quote.article != state.article {
        state.back.push(here(state));
        go_to(state, quote, effects);
    }
    state.why.open();
    let extent = state.scene().extent(quote);
    state.reader.reveal(extent);
}

/// Closes why; when it is not open, ends the search.
fn clear(state: &mut State) {
    if !state.why.close() {
        search(state, "", 0);
    }
}

fn search(state: &mut State, query: &str, from: u32) {
    let Some(article) = state.briefing.article(state.article) else { return };
    let text = std::sync::Arc::clone(&article.document);
    state.reader.search_for(query, &text.raw, from);
}

fn next_hit(state: &mut State, back: bool) {
    show_reader(state);
    if state.reader.search().is_none() {
        return note_ways(state, "nothing was searched for", &[Action::Search]);
    }
    if let Some(word) = state.reader.next_hit(back) {
        note(state, word);
    }
}

/// Asks where the actor's sheet is to be written.
fn export(state: &mut State) {
    match state.scene().shown_actor().map(|a| a.name.clone()) {
        Some(name) => {
            let prompt = ExportPrompt::new(&name, state.formats.clone());
            state.overlays.push(Overlay::Export(prompt));
        }
        None if state.scene().selected == Some(Whose::Nobody) => {
            note_ways(state, "a sheet is an actor's", &[Action::NextActor, Action::FindActor]);
        }
        None => select_first(state),
    }
}

fn copy(state: &mut State, effects: &mut Vec<Effect>) {
    match state.quote.and_then(|q| QuoteRow::new(&state.briefing, q)) {
        Some(row) => {
            effects.push(Effect::Copy(row.with_citation()));
            state.message = Some(Message::Done("the quotation was sent to the clipboard".into()));
        }
        None => go_first(state),
    }
}
