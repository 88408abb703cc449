//! The threads that listen: to the system's signals and to the terminal. What they hear becomes events.

use std::{
    io,
    sync::{Arc, mpsc::Sender},
    thread,
    time::Duration,
};

use crossterm::event as terminal;

use super::{
    answer::{Answers, Heard},
    event::{Event, Signal},
    key::Key,
    mouse::Mouse,
    outside::Gate,
};

/// Sends signals as events, so that the terminal is given back before the program ends.
pub fn to_signals(events: Sender<Event>, gate: Arc<Gate>) -> io::Result<()> {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};
    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT])?;
    thread::spawn(move || {
        for signal in signals.forever() {
            let event = match signal {
                // The program that has the terminal is suspended: the shell gets its prompt only when all that belongs
                // to it stops. There is no screen to be given back.
                #[cfg(unix)]
                SIGTSTP if gate.is_lent() => {
                    // Where it cannot stop, it goes on waiting for that program.
                    _ = signal_hook::low_level::emulate_default_handler(SIGTSTP);
                    continue;
                }
                // What is typed into that program is for it alone.
                SIGINT | SIGCONT if gate.is_lent() => continue,
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
pub fn to_terminal(events: Sender<Event>, gate: Arc<Gate>) {
    thread::spawn(move || {
        let mut answers = Answers::default();
        loop {
            gate.pass();
            let heard = hear(&mut answers);
            let closed = heard.is_err();
            let mut events_of = heard.unwrap_or_else(|_| vec![Event::Closed]).into_iter();
            let closed = events_of.try_for_each(|event| events.send(event)).is_err() || closed;
            if closed {
                return;
            }
        }
    });
}

/// An answer whose end does not come so soon is none.
const PATIENCE: Duration = Duration::from_millis(100);

/// What the terminal says next.
fn hear(answers: &mut Answers) -> io::Result<Vec<Event>> {
    if answers.is_waiting() && !terminal::poll(PATIENCE)? {
        return Ok(answers.let_go().into_iter().map(Event::Key).collect());
    }
    Ok(match terminal::read()? {
        terminal::Event::Key(key) if key.kind != terminal::KeyEventKind::Release => {
            match answers.hear(Key::from(key)) {
                Heard::Keys(keys) => keys.into_iter().map(Event::Key).collect(),
                Heard::Background(rgb) => vec![Event::Background(rgb)],
            }
        }
        terminal::Event::Paste(text) => vec![Event::Paste(text)],
        terminal::Event::Mouse(mouse) => Mouse::of(mouse).map(Event::Mouse).into_iter().collect(),
        terminal::Event::Resize(columns, rows) => vec![Event::Resize(columns, rows)],
        _ => Vec::new(),
    })
}
