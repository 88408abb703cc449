//! Lending the terminal to another program: the thread that reads keys rests, the screen is given back, and both come
//! back when the program has ended.

use std::{
    env,
    fs::{File, OpenOptions},
    io::{self, BufRead, BufReader, Write},
    process::{Command, ExitStatus, Stdio},
    sync::{
        Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, Sender},
    },
    thread,
    time::Duration,
};

use super::Program;
use crate::tui::event::Event;

/// Lets the thread that reads keys rest, so that another program can read them.
#[derive(Debug, Default)]
pub struct Gate {
    state: Mutex<Rest>,
    changed: Condvar,
    lent: AtomicBool,
}

#[derive(Debug, Default, Clone, Copy)]
struct Rest {
    wanted: bool,
    resting: bool,
}

/// The thread that reads keys needs no longer than this to notice.
const NOTICES: Duration = Duration::from_secs(1);

impl Gate {
    /// Whether another program has the terminal; what its user types is not meant for the reader then.
    pub fn is_lent(&self) -> bool {
        self.lent.load(Ordering::SeqCst)
    }

    /// Waits here while another program has the terminal. Whoever reads keys asks before each.
    pub fn pass(&self) {
        let mut rest = self.rest();
        while rest.wanted {
            rest.resting = true;
            self.changed.notify_all();
            rest = self.changed.wait(rest).unwrap_or_else(PoisonError::into_inner);
        }
        rest.resting = false;
    }

    fn close(&self) -> io::Result<()> {
        self.lent.store(true, Ordering::SeqCst);
        self.rest().wanted = true;
        // Whoever waits for a key hears of a new size of the terminal, and comes by.
        #[cfg(unix)]
        signal_hook::low_level::raise(signal_hook::consts::SIGWINCH)?;
        let rest = self.rest();
        let waited = self.changed.wait_timeout_while(rest, NOTICES, |rest| !rest.resting);
        drop(waited.unwrap_or_else(PoisonError::into_inner));
        Ok(())
    }

    fn open(&self) {
        self.rest().wanted = false;
        self.changed.notify_all();
        self.lent.store(false, Ordering::SeqCst);
    }

    fn rest(&self) -> MutexGuard<'_, Rest> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Runs a program that has the terminal until it ends; says what went wrong, if something did.
///
/// The screen must have been given back, and be taken again afterwards.
pub fn lend(gate: &Gate, program: &Program) -> Result<(), String> {
    gate.close().map_err(|error| error.to_string())?;
    let ended = on_terminal(program);
    gate.open();
    ended
}

fn on_terminal(program: &Program) -> Result<(), String> {
    let said = |error: io::Error| format!("cannot run {}: {error}", program.name);
    let terminal = || OpenOptions::new().read(true).write(true).open("/dev/tty");
    let stdio = || terminal().map_or_else(|_| Stdio::inherit(), Stdio::from);
    let mut command = Command::new(&program.name);
    command.args(&program.arguments).stdout(stdio()).stderr(stdio());
    command.stdin(if program.input.is_some() { Stdio::piped() } else { stdio() });
    let mut child = command.spawn().map_err(said)?;
    let writes = child.stdin.take().zip(program.input.clone()).map(|(mut to, text)| {
        // Whoever has read enough closes the pipe: no fault of anybody's.
        thread::spawn(move || _ = to.write_all(text.as_bytes()))
    });
    let status = child.wait().map_err(said)?;
    if program.waits
        && let Ok(terminal) = terminal()
    {
        wait_for_enter(terminal, status).map_err(said)?;
    }
    if let Some(writes) = writes {
        _ = writes.join();
    }
    if status.success() || program.waits { Ok(()) } else { Err(ended(program, status)) }
}

/// Lets what was printed be read.
fn wait_for_enter(mut terminal: File, status: ExitStatus) -> io::Result<()> {
    let ended = if status.success() { String::new() } else { format!("{status}. ") };
    write!(terminal, "\r\n[{ended}Enter: back to dixit] ")?;
    terminal.flush()?;
    BufReader::new(terminal).read_line(&mut String::new()).map(drop)
}

/// Runs a program beside the reader; `events` hears when it fails.
pub fn beside(program: &Program, events: Sender<Event>) -> Result<(), String> {
    let mut command = Command::new(&program.name);
    command.args(&program.arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(|error| format!("cannot run {}: {error}", program.name))?;
    let program = program.clone();
    thread::spawn(move || {
        if let Ok(status) = child.wait()
            && !status.success()
        {
            // Without anybody to hear it, the reader has ended.
            _ = events.send(Event::Problem(ended(&program, status)));
        }
    });
    Ok(())
}

/// A program that takes a text and goes on serving it has done so by then, or never does.
const TAKES: Duration = Duration::from_secs(2);

/// Gives a program a text, and waits a while for it to end; it gets nothing of the terminal.
pub fn give(name: &str, arguments: &[&str], text: &str) -> Result<(), String> {
    let said = |error: io::Error| format!("cannot run {name}: {error}");
    let mut command = Command::new(name);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(said)?;
    let (sender, ended) = mpsc::channel();
    let text = text.to_owned();
    thread::spawn(move || {
        let written = child.stdin.take().map_or(Ok(()), |mut to| to.write_all(text.as_bytes()));
        // Without anybody who waits still, nobody is to be told.
        _ = sender.send(child.wait().map(|status| (status, written)));
    });
    match ended.recv_timeout(TAKES) {
        Ok(Ok((status, written))) if status.success() => written.map_err(said),
        // Why it did not take the text is said by how it ended.
        Ok(Ok((status, _))) => Err(format!("{name} ended with {status}")),
        Ok(Err(error)) => Err(said(error)),
        Err(_) => Err(format!("{name} does not answer")),
    }
}

/// Whether a program of this name is in one of the folders programs are looked for in.
pub fn is_there(name: &str) -> bool {
    env::var_os("PATH").is_some_and(|path| env::split_paths(&path).any(|folder| folder.join(name).is_file()))
}

fn ended(program: &Program, status: ExitStatus) -> String {
    format!("{} ended with {status}", program.name)
}

#[cfg(all(test, unix))]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn whoever_reads_keys_rests_until_the_terminal_is_back() {
        let gate = Arc::new(Gate::default());
        let (sender, passes) = mpsc::channel();
        gate.rest().wanted = true;
        let reader = Arc::clone(&gate);
        let thread = thread::spawn(move || {
            reader.pass();
            sender.send(()).expect("somebody listens");
        });
        assert!(passes.recv_timeout(Duration::from_millis(50)).is_err(), "it waits");
        gate.open();
        assert_eq!(passes.recv_timeout(NOTICES), Ok(()));
        thread.join().expect("no panic");
        assert!(!gate.is_lent());
    }

    #[test]
    fn a_program_beside_tells_only_when_it_fails() {
        let (events, received) = mpsc::channel();
        let run = |line: &str| {
            let arguments = vec!["-c".into(), line.into()];
            let program =
                Program { name: "sh".into(), arguments, input: None, takes_terminal: false, waits: false };
            beside(&program, events.clone())
        };
        run("exit 0").expect("a shell");
        run("exit 3").expect("a shell");
        let Ok(Event::Problem(problem)) = received.recv_timeout(Duration::from_secs(5)) else {
            panic!("nothing was told");
        };
        assert_eq!(problem, "sh ended with exit status: 3");
        assert!(received.recv_timeout(Duration::from_millis(50)).is_err(), "only the one that failed");
    }

    #[test]
    fn what_is_given_arrives() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("copied");
        let line = format!("cat > {}", file.display());
        give("sh", &["-c", &line], "“No,” she said.").expect("a shell");
        assert_eq!(std::fs::read_to_string(file).expect("a file"), "“No,” she said.");
        assert!(give("sh", &["-c", "cat > /dev/null; exit 1"], "x").is_err());
        assert!(give("dixit-no-such-program", &[], "x").is_err());
    }
}
