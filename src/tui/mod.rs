//! The reader: state, update, draw. The only user of ratatui and crossterm.
//!
//! ```text
//! Event ── handle ──> State ── draw ──> screen
//!   ^         │                            keys, briefings from the work behind, signals: one channel
//!   └─────── Effect (quit, suspend, copy, export, outside, want, wish)
//! ```
//! A decision is a wish: the keeper writes it to the disk, the work builds the briefing with it, both behind the screen.
//! One value a pane (articles, reader, said, why), overlays as a stack; `update` joins them, and asks each part
//! whether it knows an action.
//! All that costs time is done when the state settles, so that drawing only styles the lines in sight.
//! Keys and looks are data: `keymap.toml`, one file a theme in `theme`.

mod action;
mod answer;
mod articles;
mod background;
mod before;
mod behind;
mod chord;
mod command;
mod dashboard;
mod decide;
mod draw;
mod effect;
mod event;
mod exporter;
mod exporting;
mod filter;
mod finding;
mod general;
mod going;
mod input;
mod keeper;
mod key;
pub mod keymap;
mod layout;
mod links;
mod listen;
mod marking;
mod memory;
mod mouse;
mod moved;
mod note;
mod outside;
mod overlay;
mod paint;
mod panes;
mod pointing;
mod progress;
mod reader;
mod reading;
mod run;
mod said;
mod scene;
mod searching;
mod shift;
mod showing;
mod slots;
mod state;
mod status;
mod tables;
mod taking;
mod terminal;
mod theme;
mod totals;
mod tour;
mod update;
mod waiting;
mod watching;
mod why;
mod work;

#[cfg(test)]
mod tests;

use std::{
    io,
    path::PathBuf,
    sync::{
        Arc,
        mpsc::{self, Receiver},
    },
    time::{Duration, Instant},
};

pub use self::{
    action::Action,
    draw::draw,
    event::{Event, Signal},
    exporter::{Draft, Exporter, Format, Order, Preview, Refusal},
    key::Key,
    keymap::Keymap,
    state::{Effect, Outcome, State},
    terminal::is_there,
    theme::{AUTO, Depth, Looks, Theme},
    update::{handle, update},
};
use self::{
    behind::{Behind, Wanted},
    exporter::Desk,
    keeper::Keeper,
    memory::Memory,
    outside::{Gate, Outside},
    state::Message,
    terminal::Screen,
    work::Work,
};
use crate::{
    briefing::Briefing,
    decisions::{Contents, DecisionsFile},
    disk::Notice,
    ingest::{Shelf, watch::Wish},
    model::Document,
    remembered::Remembered,
    view::Selection,
};

/// What the user set, and what is remembered of the last run.
#[derive(Debug)]
pub struct Setup {
    /// What keys do.
    pub keymap: Keymap,
    /// How things look.
    pub looks: Looks,
    /// How many columns lines of an article have at most, if not as many as usual.
    pub measure: Option<usize>,
    /// Whether the mouse is the reader's.
    pub mouse: bool,
    /// Whether addresses are links, if the terminal's environment is not to say so.
    pub links: Option<bool>,
    /// What is said at the start when no notice is.
    pub greeting: Option<String>,
    /// Whether this is how somebody sees the reader first, and so is shown around.
    pub is_first: bool,
    /// What is remembered.
    pub remembered: Remembered,
    /// Where it is remembered; without a file until the end.
    pub memory: Option<PathBuf>,
}

/// What is read.
#[derive(Debug)]
pub struct Reading {
    /// The articles.
    pub documents: Vec<Arc<Document>>,
    /// Where they came from, if that can be looked at again.
    pub shelf: Option<Shelf>,
    /// What to tell of the files on a shelf that cannot be read.
    pub refused: fn(&Shelf) -> Vec<Notice>,
    /// Whether it is watched from the start.
    pub watches: bool,
}

/// Opens the reader on documents and returns when the user quits. `notices` are said first; `setup` is what the user set; `exporter`
/// writes what the user exports. What the log of decisions says is laid over what is derived, and what the user decides
/// goes into its file; without one it holds until the end.
///
/// Draws on standard output or, where that is no terminal, on the terminal the program was started from. The documents
/// are shown at once; they are analysed behind the screen. Gives back the last briefing, and what was marked in it.
pub fn run(
    Reading { documents, shelf, refused, watches }: Reading,
    notices: Vec<Notice>,
    setup: Setup,
    exporter: Exporter,
    (file, contents): (Option<DecisionsFile>, Contents),
) -> io::Result<(Arc<Briefing>, Selection)> {
    background::share();
    let briefing = Briefing::new(documents.iter().map(|d| (Arc::clone(d), None)).collect());
    let (events, received) = mpsc::channel();
    // Before the terminal is taken: from then on a signal must not end the program unheard.
    let gate = Arc::new(Gate::default());
    listen::to_signals(events.clone(), Arc::clone(&gate))?;
    let mut screen = Screen::take()?;
    let formats = exporter.formats.clone();
    let mut desk = Desk::new(exporter, events.clone());
    let Setup { keymap, looks, measure, mouse, links, greeting, is_first, remembered, memory } = setup;
    let remembered = Arc::new(remembered);
    let mut memory = Memory::new(memory, Arc::clone(&remembered), events.clone());
    let mut state = State::new(Arc::new(briefing), keymap, screen.size()?, notices, formats)
        .looking(looks)
        .refusing(shelf.as_ref().map(refused).unwrap_or_default())
        .remembering(remembered);
    state.watching.mode = if shelf.is_some() { watching::Mode::Off } else { watching::Mode::Nothing };
    if let Some(columns) = measure {
        state.set_measure(columns);
    }
    state.pointer.on = mouse;
    state.links = links.unwrap_or_else(|| links::are_there(|name| std::env::var(name).ok()));
    screen.set_mouse(mouse)?;
    if is_first && !state.remembered.toured {
        // Its first line is what is said then.
        tour::begin(&mut state);
    } else {
        state.greet(greeting);
    }
    let asked = state.looks.asks().then(Instant::now);
    if asked.is_some() {
        screen.tell(answer::QUESTION)?;
    }
    // The first frame comes before anything that can wait.
    screen.draw(&state)?;
    listen::to_terminal(events.clone(), Arc::clone(&gate));
    let decisions = contents.log.in_force().map(|entry| entry.decision.clone()).collect();
    let work = work::start(documents, decisions, events.clone());
    let behind = Behind::start(events.clone());
    behind.want(state.job(Wanted::Texts));
    let keeper = Keeper::start(file, contents, work.clone(), events.clone());
    let watch = shelf.map(|shelf| watching::start(shelf, refused, work.clone(), events.clone()));
    if let Some(watch) = watch.as_ref().filter(|_| watches) {
        watch.watch(true);
    }
    let mut outside = Outside::new(gate, events);
    while let Ok(event) = received.recv() {
        // Whatever has come in by now is done before the next frame.
        let mut next = Some(event);
        let mut redraw = false;
        while let Some(event) = next {
            let (event, then) = joined(event, &received);
            let outcome = update::handle(&mut state, event);
            redraw |= outcome.redraw;
            for effect in outcome.effects {
                match effect {
                    // The terminal is given back before anything else is cleared away.
                    Effect::Quit => {
                        hear_out(asked.filter(|_| !state.looks.is_answered()), &received);
                        drop(screen);
                        memory.keep(&state.remembered);
                        desk.finish(&received).map_err(io::Error::other)?;
                        return Ok(state.picked());
                    }
                    Effect::Die(signal) => {
                        drop(screen);
                        memory.keep(&state.remembered);
                        drop(memory);
                        // What is being written is written whole.
                        let _ = desk.finish(&received);
                        signal_hook::low_level::emulate_default_handler(signal)?;
                        return Ok(state.picked());
                    }
                    Effect::Export(order) => desk.write(&state.briefing, order),
                    Effect::Preview(draft) => desk.show(&state.briefing, draft),
                    Effect::Work(job) => behind.want(job),
                    effect => perform(
                        effect,
                        &mut state,
                        &mut screen,
                        (&work, &keeper, watch.as_ref(), &mut outside),
                    )?,
                }
            }
            next = then.or_else(|| received.try_recv().ok());
        }
        if redraw {
            screen.draw(&state)?;
        }
        memory.keep(&state.remembered);
    }
    Ok(state.picked())
}

/// What the mouse did as one event with what it goes on doing; and what came after that, if anything has. A drag that
/// comes faster than it can be shown is shown where it is by now.
fn joined(event: Event, received: &Receiver<Event>) -> (Event, Option<Event>) {
    let Event::Mouse(mut mouse) = event else { return (event, None) };
    loop {
        match received.try_recv() {
            Ok(Event::Mouse(later)) => match mouse.then(later) {
                Some(both) => mouse = both,
                None => return (Event::Mouse(mouse), Some(Event::Mouse(later))),
            },
            other => return (Event::Mouse(mouse), other.ok()),
        }
    }
}

/// Waits a moment for the answer to a question asked just now: whoever has the terminal next would take it for keys.
fn hear_out(asked: Option<Instant>, received: &Receiver<Event>) {
    const JUST_NOW: Duration = Duration::from_millis(300);
    let Some(end) = asked.map(|asked| asked + JUST_NOW) else { return };
    while let Ok(event) = received.recv_timeout(end.saturating_duration_since(Instant::now())) {
        if matches!(event, Event::Background(_)) {
            return;
        }
    }
}

/// Does what is to be done outside the state, has no desk of its own and does not end the program.
fn perform(
    effect: Effect,
    state: &mut State,
    screen: &mut Screen,
    (work, keeper, watch, outside): (&Work, &Keeper, Option<&Wish>, &mut Outside),
) -> io::Result<()> {
    match effect {
        Effect::Suspend => screen.suspend()?,
        Effect::Redraw => screen.resume()?,
        Effect::Copy(text) => state.message = Some(outside.copy(&text, screen)?),
        Effect::Outside(task) => {
            if let Err(problem) = outside.run(&task, screen)? {
                state.message = Some(Message::Problem(problem));
            }
        }
        Effect::Mouse(on) => screen.set_mouse(on)?,
        Effect::Want(article) => {
            if let Some(article) = state.briefing.article(article) {
                work.want(&article.document);
            }
        }
        Effect::Watch(on) => watch.iter().for_each(|watch| watch.watch(on)),
        Effect::Pause(paused) => work.pause(paused),
        Effect::Wish(wish) => keeper.wish(wish),
        Effect::Quit | Effect::Die(_) | Effect::Export(_) | Effect::Preview(_) | Effect::Work(_) => {}
    }
    Ok(())
}
