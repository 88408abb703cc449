//! What has to do with no pane and no article: help, commands, what went wrong, the mouse, the work behind, leaving.

use super::{
    action::Action,
    finding,
    note::{note, note_ways},
    overlay::{Help, Overlay, Problems},
    pointing,
    run::command_line,
    searching::search,
    state::{Effect, State},
    tour, watching,
};

/// Does what an action asks of the reader itself; whether it is one that does.
pub fn act(state: &mut State, action: Action, effects: &mut Vec<Effect>) -> bool {
    match action {
        Action::Command => command_line(state, ""),
        Action::Help => help(state),
        Action::Tour => tour::begin(state),
        Action::Problems => state.overlays.push(Overlay::Problems(Problems::new(state.told()))),
        Action::Mouse => pointing::toggle(state, effects),
        Action::Pause => pause(state, effects),
        Action::Watch => watching::toggle(state, effects),
        Action::Clear => clear(state),
        Action::Redraw => effects.push(Effect::Redraw),
        Action::Quit => effects.push(Effect::Quit),
        _ => return false,
    }
    true
}

/// Opens help.
fn help(state: &mut State) {
    state.overlays.push(Overlay::Help(Help::new(state.focus.context(), state.told())));
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
