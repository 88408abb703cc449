//! What events and actions do to the state. Panes and overlays do their own part; this is what joins them.

use std::sync::Arc;

use crossterm::event::KeyCode;

use super::{
    action::Action,
    behind::Wanted,
    chord::Chord,
    command::Known,
    decide,
    event::{Event, Signal},
    exporting, filter, finding,
    going::{
        back, choose, focus, go_to, go_to_quotation, here, move_by, next_actor, next_mention, next_quotation,
        open, open_quotation, pane_after, scroll_to, show_reader, unattributed,
    },
    keeper::Wish,
    key::Key,
    keymap::Found,
    layout::Pane,
    marking,
    note::{go_first, note, note_ways},
    outside::{self, Task},
    overlay::{CommandLine, Entity, Find, From, Help, Overlay, Problems, Reply, Search, See, Wordings},
    panes, pointing, reading,
    run::{next_theme, run},
    state::{Effect, Message, Outcome, State},
    tables, tour,
};
use crate::view::QuoteRow;

/// Does what an event asks, and says what follows.
pub fn handle(state: &mut State, event: Event) -> Outcome {
    let mut effects = Vec::new();
    let is_briefing = matches!(event, Event::Briefing(_));
    match event {
        Event::Key(key) => press(state, key, &mut effects),
        Event::Mouse(mouse) => pointing::point(state, mouse, &mut effects),
        Event::Paste(text) => {
            state.typed.clear();
            if let Some(mut overlay) = state.overlays.pop() {
                let reply = overlay.paste(&text, &state.scene());
                answer(state, overlay, reply, &mut effects);
            }
        }
        Event::Resize(columns, rows) => state.size = (columns, rows),
        Event::Briefing(briefing) => state.take(briefing),
        Event::Worked(generation, worked) => {
            let mut worked = Some(worked);
            for overlay in state.overlays.iter_mut().rev() {
                worked = worked.and_then(|worked| overlay.take(generation, worked));
            }
            // What was pressed meanwhile is done now.
            if worked.is_none() && state.overlays.last_mut().is_some_and(|overlay| overlay.was_asked()) {
                state.message = None;
                act(state, Action::Accept, &mut effects);
            }
        }
        Event::Kept(kept) => decide::kept(state, &kept),
        Event::Exported(result) => exporting::exported(state, result),
        Event::Previewed(shown) => exporting::previewed(state, *shown),
        Event::Background(rgb) => {
            state.looks.on(rgb);
            state.theme = state.looks.theme();
        }
        Event::Problem(problem) => {
            state.notices.push(problem.clone().into());
            state.message = Some(Message::Problem(problem));
        }
        Event::Signal(Signal::End(signal)) => effects.push(Effect::Die(signal)),
        Event::Signal(Signal::Suspend) => effects.push(Effect::Suspend),
        Event::Signal(Signal::Resume) => effects.push(Effect::Redraw),
        Event::Closed => effects.push(Effect::Quit),
    }
    state.settle();
    tour::follow(state, &effects);
    want(state, &mut effects);
    if is_briefing {
        effects.push(Effect::Work(state.job(Wanted::Texts)));
    }
    if effects.iter().any(|effect| matches!(effect, Effect::Quit | Effect::Die(_))) {
        reading::remember(state, state.article);
    }
    effects.extend(exporting::wanted(state).map(Effect::Preview));
    Outcome { redraw: true, effects }
}

/// Does one action, and says what follows.
pub fn update(state: &mut State, action: Action) -> Outcome {
    let mut effects = Vec::new();
    act(state, action, &mut effects);
    state.settle();
    want(state, &mut effects);
    Outcome { redraw: true, effects }
}

/// Has worked out what overlays want.
fn want(state: &mut State, effects: &mut Vec<Effect>) {
    let of = (state.generation, state.attitudes);
    let wanted: Vec<Wanted> = state.overlays.iter_mut().filter_map(|overlay| overlay.wants(of)).collect();
    effects.extend(wanted.into_iter().map(|wanted| Effect::Work(state.job(wanted))));
}

fn press(state: &mut State, key: Key, effects: &mut Vec<Effect>) {
    state.message = None;
    state.before.forget();
    state.pointer.forget();
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

/// Does one action, or has the topmost overlay do it.
pub(super) fn act(state: &mut State, action: Action, effects: &mut Vec<Effect>) {
    if action == Action::Suspend {
        effects.push(Effect::Suspend);
        return;
    }
    if state.overlays.last().is_some_and(|overlay| overlay.goes_on()) {
        match action {
            Action::Undo | Action::Redo => return wish(action, effects),
            _ => {}
        }
    }
    if finding::act(state, action, effects) {
        return;
    }
    if let Some(mut overlay) = state.overlays.pop() {
        let reply = overlay.act(action, &state.scene());
        answer(state, overlay, reply, effects);
        return;
    }
    match action.motion() {
        Some(motion) => move_by(state, motion, effects),
        None => act_on_panes(state, action, effects),
    }
}

/// Does one action that is neither a movement nor an overlay's.
fn act_on_panes(state: &mut State, action: Action, effects: &mut Vec<Effect>) {
    match action {
        Action::NextPane
        | Action::PreviousPane
        | Action::PaneLeft
        | Action::PaneRight
        | Action::PaneArticles
        | Action::PaneReader
        | Action::PaneActor
        | Action::ShowActor => focus(state, pane_after(state.focus, action)),
        Action::Zoom => panes::zoom(state),
        Action::Wider | Action::Narrower | Action::UsualWidths => panes::resize(state, action),
        Action::ScrollMiddle | Action::ScrollTop | Action::ScrollBottom => scroll_to(state, action),
        Action::OpenArticle => focus(state, Pane::Reader),
        Action::OpenQuotation => open_quotation(state, effects),
        Action::Back => back(state, effects),
        Action::NextUnread => reading::next_unread(state, effects),
        Action::ToggleRead => reading::toggle_read(state),
        Action::Star => reading::star(state),
        Action::NewestFirst
        | Action::OldestFirst
        | Action::AsGiven
        | Action::GroupByOutlet
        | Action::GroupByDay
        | Action::NoGroups => reading::arrange(state, action),
        Action::FoldCopies => reading::fold_copies(state),
        Action::Changes => reading::changes(state),
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
        Action::Timeline | Action::Matrix | Action::Beside | Action::Compare => tables::open(state, action),
        Action::Anywhere => state.overlays.push(Overlay::Anywhere(Box::default())),
        Action::Search => ask_for_words(state),
        Action::NextHit | Action::PreviousHit => next_hit(state, action == Action::PreviousHit, effects),
        Action::Export => exporting::ask(state),
        Action::Copy => copy(state, effects),
        Action::MarkQuotation => marking::mark(state),
        Action::Browse | Action::Edit | Action::Pager => go_outside(state, action, effects),
        // What it is piped to is typed on the command line, which knows what was typed before.
        Action::Pipe => command_line(state, "pipe "),
        Action::Filter => filter::ask(state),
        Action::DropTerm => filter::drop_term(state),
        Action::SaveFilter | Action::ForgetFilter => command_line(state, &format!("{action} ")),
        Action::ToggleMasked => toggle_masked(state),
        Action::ToggleAttitudes => toggle_attitudes(state),
        Action::Theme => next_theme(state),
        Action::Mouse => pointing::toggle(state, effects),
        Action::Command => command_line(state, ""),
        Action::Help => help(state),
        Action::Tour => tour::begin(state),
        Action::Problems => state.overlays.push(Overlay::Problems(Problems::new(state.notices.clone()))),
        Action::Pause => pause(state, effects),
        Action::Clear => clear(state),
        Action::Redraw => effects.push(Effect::Redraw),
        Action::Quit => effects.push(Effect::Quit),
        Action::Undo | Action::Redo => wish(action, effects),
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
        | Action::ColumnLeft
        | Action::ColumnRight
        | Action::FirstColumn
        | Action::LastColumn
        | Action::Sort
        | Action::NextField
        | Action::PreviousField
        | Action::NextChoice
        | Action::PreviousChoice
        | Action::Accept
        | Action::Complete => {}
    }
}

/// Has a program outside do what `action` asks.
fn go_outside(state: &mut State, action: Action, effects: &mut Vec<Effect>) {
    ask_outside(state, outside::task(state, action), effects);
}

/// Has a program outside do something, or says why not.
pub(super) fn ask_outside(state: &mut State, task: Result<Task, String>, effects: &mut Vec<Effect>) {
    match task {
        Ok(task) => effects.push(Effect::Outside(task)),
        Err(why) => note(state, &why),
    }
}

/// Wishes that the last decision does not hold, or does again.
fn wish(action: Action, effects: &mut Vec<Effect>) {
    effects.push(Effect::Wish(if action == Action::Undo { Wish::Undo } else { Wish::Redo }));
}

/// Opens help.
fn help(state: &mut State) {
    state.overlays.push(Overlay::Help(Help::new(state.focus.context(), state.notices.clone())));
}

/// Opens the command line with something typed already.
fn command_line(state: &mut State, typed: &str) {
    let known = Known {
        formats: state.formats.clone(),
        themes: state.looks.names(),
        filters: state.filters.saved.clone(),
    };
    let line = CommandLine::new(state.remembered.commands.clone(), known);
    let line = line.with(typed, &state.scene());
    state.overlays.push(Overlay::Command(line));
}

/// Does what an overlay asks, and puts it back unless it closes.
fn answer(state: &mut State, mut overlay: Overlay, reply: Reply, effects: &mut Vec<Effect>) {
    match reply {
        Reply::Stay => state.overlays.push(overlay),
        Reply::Close => {}
        Reply::Say(text) => {
            state.overlays.push(overlay);
            note(state, text);
        }
        Reply::Join(quote) => {
            state.overlays.push(overlay);
            decide::join(state, quote);
        }
        Reply::Choose(whose) => {
            choose(state, whose);
            focus(state, Pane::Actor);
        }
        Reply::Answer(decision) => {
            state.overlays.push(overlay);
            decide::wish(state, decision, effects);
        }
        Reply::Decide(decision) => decide::wish(state, decision, effects),
        Reply::Search(query, From::Byte(from)) => {
            search(state, &query, from);
            state.overlays.push(overlay);
        }
        Reply::Search(query, From::Row(list, row)) => {
            finding::search(state, &query, (list, row), effects);
            state.overlays.push(overlay);
        }
        Reply::Filter(list, query) => {
            state.filters.set(list, query);
            state.overlays.push(overlay);
        }
        Reply::SaveFilter(name, query) => {
            state.overlays.push(overlay);
            filter::save_as(state, &name, &query);
        }
        Reply::ForgetFilter(name) => {
            filter::forget(state, &name);
            overlay.typed(&state.scene());
            state.overlays.push(overlay);
        }
        Reply::TakeFilter => filter::taken(state, effects),
        Reply::EndFilter(list, query) => state.filters.set(list, query),
        Reply::EndSearch(From::Row(list, row)) => finding::search(state, "", (list, row), effects),
        Reply::EndSearch(From::Byte(from)) => {
            search(state, "", from);
            state.reader.go_to_place(state.article, from);
        }
        Reply::Run(command, line) => {
            if !line.is_empty() {
                Arc::make_mut(&mut state.remembered).command(&line);
            }
            run(state, command, effects);
        }
        Reply::Open(quote, whose) => {
            state.overlays.clear();
            go_to_quotation(state, quote, whose, effects);
        }
        Reply::Push(other) => state.overlays.extend([overlay, *other]),
        Reply::Note(text) => {
            state.overlays.push(overlay);
            note(state, &text);
        }
        Reply::Edit(path, line) => {
            state.overlays.push(overlay);
            // Decisions are read as soon as they change; settings are not.
            if path.extension().is_some_and(|ending| ending == "toml") {
                note(state, "what you change there holds from the next start on");
            }
            effects.push(Effect::Outside(Task::Edit(path, line)));
        }
        Reply::Go(article, span) => {
            state.back.push(here(state));
            open(state, article, effects);
            focus(state, Pane::Reader);
            if let Some(span) = span {
                state.reader.reveal(span);
            }
        }
        Reply::Find(article, place, typed) => {
            state.back.push(here(state));
            open(state, article, effects);
            focus(state, Pane::Reader);
            state.reader.search_next(&typed, place.start());
            state.reader.reveal(place);
        }
        Reply::Export(order) => {
            state.overlays.push(overlay);
            effects.push(Effect::Export(*order));
        }
    }
}

/// Shows the wordings of what the current quotation reports.
fn wordings(state: &mut State) {
    let Some(quote) = state.quote else { return go_first(state) };
    state.overlays.push(Overlay::Wordings(Wordings::new(quote)));
}

/// Shows or hides masked text.
fn toggle_masked(state: &mut State) {
    let shown = state.reader.toggle_masked();
    note(state, if shown { "masked text is shown" } else { "masked text is hidden" });
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

/// Stops the analysis behind the screen, or lets it go on.
fn pause(state: &mut State, effects: &mut Vec<Effect>) {
    if state.briefing.pending() == 0 {
        return note(state, "all articles are analysed");
    }
    let paused = state.progress.pause();
    effects.push(Effect::Pause(paused));
    if paused {
        note_ways(state, "the analysis is stopped; to go on", &[Action::Pause]);
    } else {
        note(state, "the analysis goes on");
    }
}

/// Closes why; when it is not open, ends the search in the list that has the keys, or else in the article; when there is
/// none, the tour.
fn clear(state: &mut State) {
    if state.why.close() || finding::clear(state) {
        return;
    }
    if state.reader.search().is_some() || !tour::end(state) {
        search(state, "", 0);
    }
}

/// Asks what to search for.
fn ask_for_words(state: &mut State) {
    if !finding::ask(state) {
        let from = From::Byte(state.reader.place());
        state.overlays.push(Overlay::Search(Search::new(from)));
    }
}

pub(super) fn search(state: &mut State, query: &str, from: u32) {
    let Some(article) = state.briefing.article(state.article) else { return };
    let text = std::sync::Arc::clone(&article.document);
    state.reader.search_for(query, &text.raw, from);
}

fn next_hit(state: &mut State, back: bool, effects: &mut Vec<Effect>) {
    if finding::next(state, back, effects) {
        return;
    }
    if state.reader.search().is_some() {
        show_reader(state);
    }
    if state.reader.search().is_none() {
        return note_ways(state, "nothing was searched for", &[Action::Search]);
    }
    if let Some(word) = state.reader.next_hit(back) {
        note(state, word);
    }
}

fn copy(state: &mut State, effects: &mut Vec<Effect>) {
    match state.quote.and_then(|q| QuoteRow::new(&state.briefing, q)) {
        Some(row) => {
            // Which way it went is said by whoever copies.
            effects.push(Effect::Copy(row.with_citation()));
        }
        None => go_first(state),
    }
}
