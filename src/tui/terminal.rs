//! The terminal: taken, given back, whatever happens.

use std::{
    fs::File,
    io::{self, BufWriter, IsTerminal, Write},
    thread,
};

use crossterm::{
    cursor, event,
    style::Print,
    terminal::{
        self, BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    },
    {execute, queue},
};
use ratatui::{Terminal, backend::CrosstermBackend};

use super::{draw, mouse, state::State};

type Out = BufWriter<Box<dyn Write>>;

/// Where the terminal is written to: standard output, or, where that goes elsewhere, the terminal the program was
/// started from.
fn out() -> io::Result<Box<dyn Write>> {
    let stdout = io::stdout();
    if stdout.is_terminal() {
        return Ok(Box::new(stdout));
    }
    Ok(Box::new(File::options().read(true).write(true).open("/dev/tty")?))
}

/// Whether there is a terminal to draw on.
pub fn is_there() -> bool {
    out().is_ok()
}

/// The terminal while it is ours. Dropping it gives the terminal back.
pub struct Screen {
    terminal: Terminal<CrosstermBackend<Out>>,
    /// Whether the mouse is ours.
    mouse: bool,
}

impl Screen {
    /// Takes the terminal: alternate screen, raw mode, no cursor. A panic from now on gives it back first.
    pub fn take() -> io::Result<Self> {
        restore_on_panic();
        enter()?;
        let out = BufWriter::with_capacity(1 << 16, out().inspect_err(|_| _ = leave())?);
        let terminal = Terminal::new(CrosstermBackend::new(out)).inspect_err(|_| _ = leave())?;
        Ok(Self { terminal, mouse: false })
    }

    /// Columns and rows.
    pub fn size(&self) -> io::Result<(u16, u16)> {
        self.terminal.size().map(|s| (s.width, s.height))
    }

    /// Draws one frame, shown all at once where the terminal can.
    pub fn draw(&mut self, state: &State) -> io::Result<()> {
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        self.terminal.draw(|frame| draw::draw(state, &state.theme, frame))?;
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)
    }

    /// Says something to the terminal that is not drawn. What it answers comes with the keys.
    pub fn tell(&mut self, words: &str) -> io::Result<()> {
        let out = self.terminal.backend_mut();
        out.write_all(words.as_bytes())?;
        Write::flush(out)
    }

    /// Takes the mouse, or leaves it to the terminal.
    pub fn set_mouse(&mut self, on: bool) -> io::Result<()> {
        self.mouse = on;
        self.tell(if on { mouse::LISTEN } else { mouse::LEAVE })
    }

    /// Forgets what is on screen, so that the next frame draws everything.
    pub fn forget(&mut self) -> io::Result<()> {
        let size = self.terminal.size()?;
        self.terminal.resize(ratatui::layout::Rect::from((ratatui::layout::Position::ORIGIN, size)))
    }

    /// Gives the terminal to the shell until the user comes back.
    pub fn suspend(&mut self) -> io::Result<()> {
        leave()?;
        #[cfg(unix)]
        signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
        self.resume()
    }

    /// Gives the terminal to another program, until it is taken again.
    pub fn give_back(&mut self) -> io::Result<()> {
        Write::flush(self.terminal.backend_mut())?;
        leave()
    }

    /// Takes the terminal again after somebody else had it.
    pub fn resume(&mut self) -> io::Result<()> {
        // Whoever had it may have changed its mode, which crossterm sets only when it thinks it must.
        terminal::disable_raw_mode()?;
        enter()?;
        if self.mouse {
            self.tell(mouse::LISTEN)?;
        }
        self.forget()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // There is nobody left to tell when even this fails.
        let _ = leave();
    }
}

fn enter() -> io::Result<()> {
    terminal::enable_raw_mode()?;
    out()
        .and_then(|mut out| execute!(out, EnterAlternateScreen, event::EnableBracketedPaste, cursor::Hide))
        .inspect_err(|_| _ = terminal::disable_raw_mode())
}

fn leave() -> io::Result<()> {
    let shown = out().and_then(|mut out| {
        execute!(
            out,
            EndSynchronizedUpdate,
            Print(mouse::LEAVE),
            event::DisableBracketedPaste,
            LeaveAlternateScreen,
            cursor::Show
        )
    });
    terminal::disable_raw_mode().and(shown)
}

/// A panic of this thread gives the terminal back before it says what happened. A panic of another thread
/// must not draw over the screen; whoever waits for that thread says what happened.
fn restore_on_panic() {
    let main = thread::current().id();
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if thread::current().id() == main {
            let _ = leave();
            before(panic);
        }
    }));
}
