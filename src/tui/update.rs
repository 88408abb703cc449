//! What events and actions do to the state. Panes and overlays do their own part; this is what joins them.

use std::sync::Arc;

use crossterm::event::KeyCode;

use super::{
    action::Action,
    behind::Wanted,
    chord::Chord,
    decide,
    event::{Event, Signal},
    exporting, filter, finding, general,
    going::{self, choose, focus, go_to_quotation, here, move_by, open},
    key::Key,
    keymap::Found,
    layout::Pane,
    note::note,
    outside::{self, Task},
    overlay::{From, Overlay, Reply},
    panes, pointing, reading,
    run::run,
    searching, showing,
    state::{Effect, Message, Outcome, State},
    tables, tour, watching,
};

/// What knows some of the actions: whether an action is one of them, which it does then.
pub(super) type Part = fn(&mut State, Action, &mut Vec<Effect>) -> bool;

/// Where each action is done that is neither a movement nor an overlay's.
pub(super) const PARTS: [Part; 11] = [
    panes::act,
    going::act,
    reading::act,
    showing::act,
    searching::act,
    filter::act,
    tables::act,
    decide::act,
    exporting::act,
    outside::act,
    general::act,
];

/// Does what an event asks, and says what follows.
pub fn handle(state: &mut State, event: Event) -> Outcome {
    let mut effects = Vec::new();
    let is_briefing = matches!(event, Event::Briefing(_));
    let id = |state: &State| state.briefing.article(state.article).map(|article| article.document.id.clone());
    let was = id(state).filter(|_| is_briefing);
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
        Event::Watched(told) => watching::heard(state, *told),
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
        // Where the article that was read is gone, the one beside it is wanted.
        if was != id(state) {
            effects.push(Effect::Want(state.article));
        }
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
            Action::Undo | Action::Redo => return decide::undo(action, effects),
            _ => {}
        }
    }
    if finding::act_over(state, action, effects) {
        return;
    }
    if let Some(mut overlay) = state.overlays.pop() {
        let reply = overlay.act(action, &state.scene());
        answer(state, overlay, reply, effects);
        return;
    }
    match action.motion() {
        Some(motion) => move_by(state, motion, effects),
        None => _ = PARTS.iter().any(|part| part(state, action, effects)),
    }
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
            searching::search(state, &query, from);
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
            searching::search(state, "", from);
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
