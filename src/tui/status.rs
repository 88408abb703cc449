//! The bottom line: what was said last or which keys help here, and the search.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    action::{Action, Context},
    overlay::Hint,
    paint::Pen,
    searching,
    state::State,
    theme::Theme,
    tour,
    watching::Mode,
};
use crate::view::{Role, cells};

/// Actions of the panes worth a hint, in this order, each with a word for what it does.
const HINTS: [Hint; 12] = [
    (Action::OpenArticle, "read"),
    (Action::OpenQuotation, "jump"),
    (Action::ShowActor, "actor"),
    (Action::NextPane, "pane"),
    (Action::NextQuotation, "next quotation"),
    (Action::Why, "why"),
    (Action::NextActor, "next actor"),
    (Action::NextUnread, "next unread"),
    (Action::FindActor, "find actor"),
    (Action::Search, "search"),
    (Action::Export, "export"),
    (Action::Quit, "quit"),
];
/// What is done in overlays beside what is their own.
const OVER: [Hint; 2] = [(Action::Close, "close"), (Action::Search, "search")];
const HELP: &str = "help";

/// Draws the line.
pub fn draw(state: &State, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let right = right(state);
    let width = right.iter().map(|(text, _)| cells::width(text)).sum::<usize>() + 1;
    let mut pen = Pen::new(buffer, area, 0);
    let room = pen.room().saturating_sub(width + 2);
    let left = Rect { width: room as u16 + 1, ..area };
    pen.skip_until_left(width);
    for (text, role) in &right {
        pen.put(text, theme.style(*role));
    }
    let mut pen = Pen::new(buffer, left, 0);
    if state.overlays.last().is_some_and(|overlay| overlay.is_in_status_line()) {
        return;
    }
    if !state.typed.is_empty() {
        pen.skip(1).put("Esc", theme.style(Role::Key)).skip(1).put("leaves", theme.style(Role::Hint)).skip(2);
        for key in &state.typed {
            pen.put(&key.to_string(), theme.style(Role::Key)).skip(1);
        }
        pen.put("…", theme.style(Role::Hint));
        return;
    }
    match (&state.message, tour::line(state)) {
        (Some(message), Some(line)) => {
            let columns = line.columns().min(pen.room() / 2);
            let mut after = Pen::new(buffer, left, 0);
            line.draw(theme, after.skip_until_left(columns));
            let mut before = Pen::new(buffer, left, 0);
            message.draw(theme, before.end_before(columns + 1));
        }
        (Some(message), None) => message.draw(theme, &mut pen),
        (None, Some(line)) => line.draw(theme, &mut pen),
        (None, None) => hints(state, &mut pen, theme),
    }
}

fn hints(state: &State, pen: &mut Pen<'_>, theme: &Theme) {
    let contexts = state.contexts();
    let context = contexts.first().copied().unwrap_or(Context::Global);
    pen.skip(1);
    // However little room there is, the way to all keys is shown.
    let last = state.keymap.chord(Context::Global, Action::Help).filter(|_| state.overlays.is_empty());
    let last = last.map(ToString::to_string);
    let reserved = last.as_ref().map_or(0, |key| cells::width(key) + HELP.len() + 2);
    let all = match state.overlays.last() {
        Some(overlay) => [overlay.hints(), OVER.to_vec()].concat(),
        None => HINTS.to_vec(),
    };
    for (action, word) in all {
        let works = action.contexts().iter().any(|c| contexts.contains(c))
            // There is nothing to ask about before a quotation is current.
            && (action != Action::Why || state.quote.is_some());
        let Some(key) = state.keymap.chord(context, action).filter(|_| works) else { continue };
        let key = key.to_string();
        if pen.room() < cells::width(&key) + cells::width(word) + 3 + reserved {
            break;
        }
        pen.put(&key, theme.style(Role::Key)).skip(1).put(word, theme.style(Role::Hint)).skip(2);
    }
    if let Some(key) = last {
        pen.put(&key, theme.style(Role::Key)).skip(1).put(HELP, theme.style(Role::Hint));
    }
}

/// What stands at the right: the search, whether the folders are watched, how many quotations are marked, how many problems there are.
fn right(state: &State) -> Vec<(String, Role)> {
    let mut parts = Vec::new();
    if let Some((words, found)) = searching::shown(state) {
        parts.push((format!("/{words} "), Role::Dim));
        parts.push((found, Role::Count));
    }
    let marked = state.marked.quotes.len();
    let problems = state.watching.refused.len() + state.notices.len() + state.totals.problems;
    let watches = matches!(state.watching.mode, Mode::On | Mode::Looking);
    for (count, text, role) in [
        (usize::from(watches), "watching".to_owned(), Role::Dim),
        (marked, format!("{marked} marked"), Role::Picked),
        (problems, format!("!{problems}"), Role::Warning),
    ] {
        if count > 0 {
            let gap = if parts.is_empty() { "" } else { " · " };
            parts.push((gap.into(), Role::Dim));
            parts.push((text, role));
        }
    }
    parts
}
