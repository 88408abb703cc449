//! Programs outside: the browser, the editor, the pager, commands that are piped to, the clipboard.
//!
//! What is to be run is worked out from the user's environment, as plain data; [`lend`] gives the terminal away for it
//! and takes it back.

mod asking;
mod clipboard;
mod lend;
mod place;
mod program;

use std::{
    env, io,
    sync::{Arc, mpsc::Sender},
};

pub use self::{
    asking::{act, ask},
    lend::Gate,
    place::{Task, pipe},
};
use self::{
    clipboard::{Clipboard, clipboard, sequence},
    program::Program,
};
use super::{event::Event, state::Message, terminal::Screen};

/// What programs outside need of the reader.
pub struct Outside {
    gate: Arc<Gate>,
    events: Sender<Event>,
    /// The way to the clipboard, once it was looked for.
    clipboard: Option<Clipboard>,
}

impl Outside {
    /// Programs are run while `gate` keeps keys from the reader; `events` hears of those that fail later.
    pub const fn new(gate: Arc<Gate>, events: Sender<Event>) -> Self {
        Self { gate, events, clipboard: None }
    }

    /// Has a program do something; says what went wrong, if something did.
    pub fn run(&self, task: &Task, screen: &mut Screen) -> io::Result<Result<(), String>> {
        let program = Program::of(task, |name| env::var(name).ok());
        if !program.takes_terminal {
            return Ok(lend::beside(&program, self.events.clone()));
        }
        screen.give_back()?;
        let ended = lend::lend(&self.gate, &program);
        screen.resume()?;
        Ok(ended)
    }

    /// Puts a text on the clipboard; says which way.
    pub fn copy(&mut self, text: &str, screen: &mut Screen) -> io::Result<Message> {
        let variable = |name: &str| env::var(name).ok();
        let way = *self.clipboard.get_or_insert_with(|| clipboard(variable, lend::is_there));
        let failed = match way {
            Clipboard::Terminal => None,
            Clipboard::Program(name, arguments) => lend::give(name, arguments, text).err(),
        };
        if way == Clipboard::Terminal || failed.is_some() {
            screen.tell(&sequence(text, variable("TMUX").is_some_and(|value| !value.is_empty())))?;
        }
        let done = |way: Clipboard| format!("the quotation was copied through {}", way.name());
        Ok(match failed {
            None => Message::Done(done(way)),
            Some(why) => Message::Note(format!("{why}; {}", done(Clipboard::Terminal))),
        })
    }
}
