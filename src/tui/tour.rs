//! The tour of a first reader, a line at a time in the status bar: each asks for one key, and the next comes when that
//! was done, however it was done.

use std::sync::Arc;

use super::{
    action::{Action, Context},
    layout::Pane,
    note::{note, note_ways},
    overlay::Overlay,
    paint::Pen,
    state::{Effect, State},
    theme::Theme,
};
use crate::{
    briefing::QuoteId,
    view::{Role, cells},
};

/// Where somebody is in the tour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tour {
    /// Which step is asked for.
    at: usize,
    /// The quotation that was current when it was first asked for.
    quote: Option<QuoteId>,
}

/// One key to be pressed.
struct Step {
    action: Action,
    /// What that does, in a few words.
    words: &'static str,
    /// Where it can be done; where it cannot, the last step before it that can be done anywhere is asked for.
    needs: Place,
    /// Whether it was done, the second being where the tour was and the third what is to be done outside.
    done: fn(&State, Tour, &[Effect]) -> bool,
}

/// Where a step can be done.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Panes,
    Matrix,
    Quotations,
    Sides,
    Comparing,
    Export,
    /// In the panes, where a quotation is current.
    Quotation,
    /// Over the panes, whatever is there.
    Over,
}

/// The steps: who is quoted most, all they said in order, how outlets compare, one quotation copied, the sheet.
const STEPS: [Step; 9] = [
    Step {
        action: Action::Matrix,
        words: "shows who is quoted most, and where",
        needs: Place::Panes,
        done: |state, _, _| place(state) == Some(Place::Matrix),
    },
    Step {
        action: Action::Accept,
        words: "lists what they said",
        needs: Place::Matrix,
        done: |state, _, _| place(state) == Some(Place::Quotations),
    },
    Step {
        action: Action::Accept,
        words: "reads the first in its article",
        needs: Place::Quotations,
        done: |state, _, _| state.overlays.is_empty() && state.focus == Pane::Reader && state.quote.is_some(),
    },
    Step {
        action: Action::NextQuotation,
        words: "goes to the next they said, on into other articles",
        needs: Place::Panes,
        done: |state, tour, _| {
            state.overlays.is_empty() && state.quote.is_some() && state.quote != tour.quote
        },
    },
    Step {
        action: Action::Compare,
        words: "sets outlets, or actors, side by side",
        needs: Place::Panes,
        done: |state, _, _| matches!(place(state), Some(Place::Sides | Place::Comparing)),
    },
    Step {
        action: Action::Accept,
        words: "takes one, and another to set beside it",
        needs: Place::Sides,
        done: |state, _, _| place(state) == Some(Place::Comparing),
    },
    Step {
        action: Action::Close,
        words: "comes back to the articles",
        needs: Place::Over,
        done: |state, _, _| state.overlays.is_empty(),
    },
    Step {
        action: Action::Copy,
        words: "copies the quotation with its citation",
        needs: Place::Quotation,
        done: |_, _, effects| effects.iter().any(|effect| matches!(effect, Effect::Copy(_))),
    },
    Step {
        action: Action::Export,
        words: "writes all they said as a sheet",
        needs: Place::Panes,
        done: |state, _, _| place(state) == Some(Place::Export),
    },
];

/// What a step asks for, as the status bar says it.
pub struct Line {
    /// Which of how many.
    counter: String,
    /// The key.
    pub key: String,
    /// What it does.
    words: &'static str,
    /// The key that ends the tour, where one does.
    end: Option<String>,
}

impl Line {
    /// Columns it takes without how it is ended.
    pub fn columns(&self) -> usize {
        [&self.counter, &self.key, self.words].into_iter().map(cells::width).sum::<usize>() + 3
    }

    /// Says it in a line, with how the tour is ended where there is room.
    pub fn draw(&self, theme: &Theme, pen: &mut Pen<'_>) {
        let dim = theme.style(Role::Dim);
        pen.skip(1).put(&self.counter, dim).skip(1).put(&self.key, theme.style(Role::Key)).skip(1);
        let room = pen.room();
        pen.fit(self.words, room, theme.style(Role::Text));
        let Some(end) = &self.end else { return };
        let words = " ends the tour";
        if pen.room() > cells::width(end) + words.len() + 2 {
            pen.skip(3).put(end, theme.style(Role::Key)).put(words, theme.style(Role::Hint));
        }
    }
}

/// Where the user is, as far as steps know it.
fn place(state: &State) -> Option<Place> {
    Some(match state.overlays.last() {
        None => Place::Panes,
        Some(Overlay::Matrix(_)) => Place::Matrix,
        Some(Overlay::Quotations(_)) => Place::Quotations,
        Some(Overlay::Sides(_)) => Place::Sides,
        Some(Overlay::Comparing(_)) => Place::Comparing,
        Some(Overlay::Export(_)) => Place::Export,
        Some(_) => return None,
    })
}

/// Whether what a step asks for can be done.
fn can(state: &State, step: &Step) -> bool {
    match step.needs {
        Place::Over => !state.overlays.is_empty(),
        Place::Quotation => state.overlays.is_empty() && state.quote.is_some(),
        place => self::place(state) == Some(place),
    }
}

/// Begins the tour; its first line waits until somebody is quoted.
pub fn begin(state: &mut State) {
    state.tour = Some(Tour { at: 0, quote: None });
    if state.totals.speakers == 0 && state.briefing.pending() == 0 {
        note(state, "nobody is quoted in these articles: the tour has nothing to show");
    }
}

/// Ends the tour for good; whether there was one.
pub fn end(state: &mut State) -> bool {
    if state.tour.take().is_none() {
        return false;
    }
    remember(state);
    note_ways(state, "the tour is over; to begin it again", &[Action::Tour]);
    true
}

/// The tour was taken, or is not wanted: another run does not begin it.
fn remember(state: &mut State) {
    if !state.remembered.toured {
        Arc::make_mut(&mut state.remembered).toured = true;
    }
}

/// Goes on when what was asked for was done; where it cannot be done any more, back to what can.
pub fn follow(state: &mut State, effects: &[Effect]) {
    let Some(tour) = state.tour else { return };
    let Some(step) = STEPS.get(tour.at) else { return };
    if (step.done)(state, tour, effects) {
        let next = Tour { at: tour.at + 1, quote: state.quote };
        state.tour = Some(next).filter(|next| next.at < STEPS.len());
        if state.tour.is_none() {
            remember(state);
            note_ways(
                state,
                "that was the tour; dixit FOLDER reads articles of yours; all keys",
                &[Action::Help],
            );
        }
        return;
    }
    // What was opened beside the way is left first.
    if place(state).is_none() || can(state, step) {
        return;
    }
    let back = STEPS.iter().take(tour.at).rposition(|step| step.needs == Place::Panes);
    if let Some(at) = back.filter(|_| place(state) == Some(Place::Panes)) {
        state.tour = Some(Tour { at, quote: state.quote });
    }
}

/// What is asked for. `None` where there is no tour, or it has to wait.
pub fn line(state: &State) -> Option<Line> {
    let tour = state.tour.filter(|_| state.totals.speakers > 0)?;
    let step = STEPS.get(tour.at)?;
    if !can(state, step) {
        return None;
    }
    let context = state.contexts().first().copied().unwrap_or(Context::Global);
    let key = state.keymap.chord(context, step.action)?;
    let end = state.keymap.chord(context, Action::Clear).filter(|_| state.overlays.is_empty());
    Some(Line {
        counter: format!("{}/{}", tour.at + 1, STEPS.len()),
        key: key.to_string(),
        words: step.words,
        end: end.map(ToString::to_string),
    })
}
