//! The bottom line: what was said last or which keys help here, and the search.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    action::{Action, Context},
    finding,
    overlay::{Overlay, Wordings},
    paint::Pen,
    state::{Message, State},
    theme::Theme,
    tour,
};
use crate::view::{Role, cells};

/// Actions worth a hint, in this order, each with a word for what it does.
const HINTS: [(Action, &str); 24] = [
    (Action::Accept, "select"),
    (Action::Sort, "sort"),
    (Action::ColumnLeft, "left"),
    (Action::ColumnRight, "right"),
    (Action::Complete, "next"),
    (Action::NextField, "field"),
    (Action::NextChoice, "change"),
    (Action::Mark, "mark"),
    (Action::Yes, "yes"),
    (Action::No, "no"),
    (Action::Later, "later"),
    (Action::Close, "close"),
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
    match (&state.message, state.overlays.last()) {
        (_, Some(Overlay::Search(..) | Overlay::Command(_))) => {}
        _ if !state.typed.is_empty() => {
            pen.skip(1)
                .put("Esc", theme.style(Role::Key))
                .skip(1)
                .put("leaves", theme.style(Role::Hint))
                .skip(2);
            for key in &state.typed {
                pen.put(&key.to_string(), theme.style(Role::Key)).skip(1);
            }
            pen.put("…", theme.style(Role::Hint));
        }
        (message, _) => match (message, tour::line(state)) {
            (Some(message), Some(line)) => {
                let columns = line.columns().min(pen.room() / 2);
                let mut after = Pen::new(buffer, left, 0);
                show(&line, after.skip_until_left(columns), theme);
                let mut before = Pen::new(buffer, left, 0);
                say(message, before.end_before(columns + 1), theme);
            }
            (Some(message), None) => say(message, &mut pen, theme),
            (None, Some(line)) => show(&line, &mut pen, theme),
            (None, None) => hints(state, &mut pen, theme),
        },
    }
}

/// The next step of the tour.
fn show(line: &tour::Line, pen: &mut Pen<'_>, theme: &Theme) {
    let dim = theme.style(Role::Dim);
    pen.skip(1).put(&line.counter, dim).skip(1).put(&line.key, theme.style(Role::Key)).skip(1);
    let room = pen.room();
    pen.fit(line.words, room, theme.style(Role::Text));
    let Some(end) = &line.end else { return };
    let words = " ends the tour";
    if pen.room() > cells::width(end) + words.len() + 2 {
        pen.skip(3).put(end, theme.style(Role::Key)).put(words, theme.style(Role::Hint));
    }
}

fn say(message: &Message, pen: &mut Pen<'_>, theme: &Theme) {
    let (text, sign, role) = match message {
        Message::Decided(text, undo) => {
            pen.put(theme.sign(Role::Message), theme.style(Role::Message)).skip(1);
            // How to undo it is always in sight.
            let room = pen.room().saturating_sub(cells::width(undo) + 3);
            pen.fit(text, room, theme.style(Role::Message)).skip(2);
            pen.put(undo, theme.style(Role::Hint));
            return;
        }
        Message::Note(text) => (text, " ", Role::Text),
        Message::Done(text) => (text, theme.sign(Role::Message), Role::Message),
        Message::Problem(text) => (text, theme.sign(Role::Warning), Role::Warning),
    };
    pen.put(sign, theme.style(role));
    pen.skip(usize::from(sign != " "));
    pen.fit(text, usize::MAX, theme.style(role));
}

fn hints(state: &State, pen: &mut Pen<'_>, theme: &Theme) {
    let contexts = state.contexts();
    let context = contexts.first().copied().unwrap_or(Context::Global);
    pen.skip(1);
    // However little room there is, the way to all keys is shown.
    let last = state.keymap.chord(Context::Global, Action::Help).filter(|_| state.overlays.is_empty());
    let last = last.map(ToString::to_string);
    let reserved = last.as_ref().map_or(0, |key| cells::width(key) + HELP.len() + 2);
    for (action, word) in HINTS {
        let works = action.contexts().iter().any(|c| contexts.contains(c))
            // There is nothing to ask about before a quotation is current.
            && (action != Action::Why || state.quote.is_some())
            // What is only typed has nothing to choose from.
            && (action != Action::Complete || matches!(state.overlays.last(), Some(Overlay::Find(_) | Overlay::Anywhere(_) | Overlay::Export(_))))
            // Only a list that is marked has marks.
            && (action != Action::Mark || matches!(state.overlays.last(), Some(Overlay::Split(_))))
            && answers(state.overlays.last(), action);
        let Some(key) = state.keymap.chord(context, action).filter(|_| works) else { continue };
        let word = match state.overlays.last() {
            Some(overlay) if action == Action::Accept => overlay.accepts(),
            Some(Overlay::Anywhere(_)) if action == Action::Complete => "kind",
            Some(Overlay::Wordings(_)) if !matches!(action, Action::Close | Action::Search) => {
                Wordings::word(action)
            }
            _ => word,
        };
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

/// Whether an action is an answer that can be given now, or no answer: only a question has answers.
const fn answers(overlay: Option<&Overlay>, action: Action) -> bool {
    match action {
        // A question is answered with yes by accepting it.
        Action::Yes => match overlay {
            Some(Overlay::Export(prompt)) => prompt.asks(),
            overlay => matches!(overlay, Some(Overlay::Wordings(_))),
        },
        Action::No => match overlay {
            Some(Overlay::Export(prompt)) => prompt.asks(),
            overlay => matches!(overlay, Some(Overlay::Suggest(_) | Overlay::Wordings(_))),
        },
        Action::Accept | Action::NextField | Action::NextChoice | Action::Complete => match overlay {
            Some(Overlay::Export(prompt)) => !prompt.asks(),
            _ => true,
        },
        Action::Later => matches!(overlay, Some(Overlay::Suggest(_))),
        _ => true,
    }
}

/// What stands at the right: the search, how many quotations are marked, how many problems there are.
fn right(state: &State) -> Vec<(String, Role)> {
    let mut parts = Vec::new();
    if let Some((words, found)) = finding::shown(state) {
        parts.push((words, Role::Dim));
        parts.push((found, Role::Count));
    } else if let Some(search) = state.reader.search() {
        let (at, of) = search.counter();
        let found = if of == 0 { "nothing found".to_owned() } else { format!("{at} of {of}") };
        parts.push((format!("/{} ", search.query()), Role::Dim));
        parts.push((found, Role::Count));
    }
    let marked = state.marked.quotes.len();
    let problems = state.notices.len() + state.totals.problems;
    for (count, text, role) in [
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
