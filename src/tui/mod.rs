//! The reader: state, update, draw. The only user of ratatui and crossterm.
//!
//! ```text
//! Event ── handle ──> State ── draw ──> screen
//!   ^         │                            keys, briefings from the work behind, signals: one channel
//!   └─────── Effect (quit, suspend, copy, export, want, wish)
//! ```
//! A decision is a wish: the keeper writes it to the disk, the work builds the briefing with it, both behind the screen.
//! One value a pane (articles, reader, said, why), overlays as a stack; `update` joins them and delegates the rest.
//! All that costs time is done when the state settles, so that drawing only styles the lines in sight.
//! Keys and looks are data: `keymap.toml`, `theme.toml`.

mod action;
mod articles;
mod before;
mod chord;
mod command;
mod dashboard;
mod decide;
mod draw;
mod event;
mod exporter;
mod filter;
mod going;
mod input;
mod keeper;
mod key;
pub mod keymap;
mod layout;
mod marking;
mod memory;
mod moved;
mod note;
mod overlay;
mod paint;
mod panes;
mod reader;
mod reading;
mod run;
mod said;
mod scene;
mod state;
mod status;
mod tables;
mod terminal;
mod theme;
mod update;
mod waiting;
mod why;
mod work;

#[cfg(test)]
mod tests;

use std::{
    io,
    path::PathBuf,
    sync::{
        Arc,
        mpsc::{self, Sender},
    },
    thread,
};

use crossterm::event as input_event;

pub use self::{
    action::Action,
    draw::draw,
    event::{Event, Signal},
    exporter::{Exporter, Format},
    key::Key,
    keymap::Keymap,
    overlay::Order,
    state::{Effect, Outcome, State},
    terminal::is_there,
    theme::Theme,
    update::{handle, update},
};
use self::{keeper::Keeper, memory::Memory, terminal::Screen, work::Work};
use crate::{
    briefing::Briefing,
    decisions::{Contents, DecisionsFile},
    model::Document,
    remembered::Remembered,
    view::Selection,
};

/// What the user set, and what is remembered of the last run.
#[derive(Debug)]
pub struct Setup {
    /// What keys do.
    pub keymap: Keymap,
    /// What is remembered.
    pub remembered: Remembered,
    /// Where it is remembered; without a file until the end.
    pub memory: Option<PathBuf>,
}

/// Opens the reader on `documents` and returns when the user quits. `notices` are said first; `setup` is what the user set; `exporter`
/// writes what the user exports. What the log of decisions says is laid over what is derived, and what the user decides
/// goes into its file; without one it holds until the end.
///
/// Draws on standard output or, where that is no terminal, on the terminal the program was started from. The documents
/// are shown at once; they are analysed behind the screen. Gives back the last briefing, and what was marked in it.
pub fn run(
    documents: Vec<Document>,
    notices: Vec<String>,
    setup: Setup,
    exporter: Exporter,
    (file, contents): (Option<DecisionsFile>, Contents),
) -> io::Result<(Arc<Briefing>, Selection)> {
    let documents: Vec<Arc<Document>> = documents.into_iter().map(Arc::new).collect();
    let briefing = Briefing::new(documents.iter().map(|d| (Arc::clone(d), None)).collect());
    let theme = Theme::embedded(std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()));
    let (events, received) = mpsc::channel();
    // Before the terminal is taken: from then on a signal must not end the program unheard.
    listen_to_signals(events.clone())?;
    let mut screen = Screen::take()?;
    let Exporter { formats, write } = exporter;
    let Setup { keymap, remembered, memory } = setup;
    let remembered = Arc::new(remembered);
    let mut memory = Memory::new(memory, Arc::clone(&remembered), events.clone());
    let mut state =
        State::new(Arc::new(briefing), keymap, screen.size()?, notices, formats).remembering(remembered);
    // The first frame comes before anything that can wait.
    screen.draw(&state, &theme)?;
    listen_to_terminal(events.clone());
    let decisions = contents.log.in_force().map(|entry| entry.decision.clone()).collect();
    let work = work::start(documents, decisions, events.clone());
    let keeper = Keeper::start(file, contents, work.clone(), events);
    while let Ok(event) = received.recv() {
        // Whatever has come in by now is done before the next frame.
        let mut next = Some(event);
        let mut redraw = false;
        while let Some(event) = next {
            let outcome = update::handle(&mut state, event);
            redraw |= outcome.redraw;
            for effect in outcome.effects {
                match effect {
                    // The terminal is given back before anything else is cleared away.
                    Effect::Quit => {
                        drop(screen);
                        memory.keep(&state.remembered);
                        return Ok(state.picked());
                    }
                    Effect::Die(signal) => {
                        drop(screen);
                        memory.keep(&state.remembered);
                        drop(memory);
                        signal_hook::low_level::emulate_default_handler(signal)?;
                        return Ok(state.picked());
                    }
                    effect => perform(effect, &mut state, &mut screen, (&work, &keeper), &*write)?,
                }
            }
            next = received.try_recv().ok();
        }
        if redraw {
            screen.draw(&state, &theme)?;
        }
        memory.keep(&state.remembered);
    }
    Ok(state.picked())
}

/// Does what is to be done outside the state and does not end the program.
fn perform(
    effect: Effect,
    state: &mut State,
    screen: &mut Screen,
    (work, keeper): (&Work, &Keeper),
    write: &exporter::Write,
) -> io::Result<()> {
    match effect {
        Effect::Suspend => screen.suspend()?,
        Effect::Redraw => screen.resume()?,
        Effect::Copy(text) => screen.copy(&text)?,
        Effect::Want(article) => work.want(article),
        Effect::Wish(wish) => keeper.wish(wish),
        Effect::Export(order) => {
            let result = export(state, &order, write);
            update::exported(state, result);
        }
        Effect::Quit | Effect::Die(_) => {}
    }
    Ok(())
}

/// Writes a sheet; says what was written or why not.
fn export(state: &State, order: &Order, write: &exporter::Write) -> Result<String, String> {
    let selection = Selection {
        actors: vec![order.actor],
        attitudes: order.attitudes,
        query: state.filters.of(filter::Filtered::Quotations).clone(),
        marked: state.marked.clone(),
        ..Selection::default()
    };
    let count = write(&state.briefing, &selection, &order.format, &order.path)?;
    let quotations = if count == 1 { "quotation" } else { "quotations" };
    Ok(format!("{count} {quotations} written to {}", order.path.display()))
}

/// Sends signals as events, so that the terminal is given back before the program ends.
fn listen_to_signals(events: Sender<Event>) -> io::Result<()> {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};
    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT])?;
    thread::spawn(move || {
        for signal in signals.forever() {
            let event = match signal {
                SIGTSTP => Signal::Suspend,
                SIGCONT => Signal::Resume,
                signal => Signal::End(signal),
            };
            if events.send(Event::Signal(event)).is_err() {
                return;
            }
        }
    });
    Ok(())
}

/// Sends what the terminal says as events.
fn listen_to_terminal(events: Sender<Event>) {
    thread::spawn(move || {
        loop {
            let event = match input_event::read() {
                Ok(input_event::Event::Key(key)) if key.kind != input_event::KeyEventKind::Release => {
                    Event::Key(Key::from(key))
                }
                Ok(input_event::Event::Paste(text)) => Event::Paste(text),
                Ok(input_event::Event::Resize(columns, rows)) => Event::Resize(columns, rows),
                Ok(_) => continue,
                Err(_) => Event::Closed,
            };
            let closed = matches!(event, Event::Closed);
            if events.send(event).is_err() || closed {
                return;
            }
        }
    });
}
