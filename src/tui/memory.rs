//! What is remembered goes to the disk behind the screen, a little after it changed and at the end.

use std::{
    path::PathBuf,
    sync::{
        Arc,
        mpsc::{self, Receiver, RecvTimeoutError, Sender},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use super::event::Event;
use crate::remembered::Remembered;

/// Changes that follow each other so soon are written once.
const SOON: Duration = Duration::from_millis(500);

/// What remembers. Dropping it waits until all is written.
#[derive(Debug)]
pub struct Memory {
    path: Option<PathBuf>,
    kept: Arc<Remembered>,
    events: Sender<Event>,
    /// From the first change on.
    writer: Option<(Sender<Arc<Remembered>>, JoinHandle<()>)>,
}

impl Memory {
    /// A memory in the file at `path`, which holds `kept`; without one it lasts until the end.
    pub const fn new(path: Option<PathBuf>, kept: Arc<Remembered>, events: Sender<Event>) -> Self {
        Self { path, kept, events, writer: None }
    }

    /// Remembers `now`, if it is something else than before.
    pub fn keep(&mut self, now: &Arc<Remembered>) {
        if Arc::ptr_eq(now, &self.kept) {
            return;
        }
        self.kept = Arc::clone(now);
        let Some(path) = &self.path else { return };
        let (sender, _) = self.writer.get_or_insert_with(|| {
            let (sender, received) = mpsc::channel();
            let (path, events) = (path.clone(), self.events.clone());
            (sender, thread::spawn(move || write(&path, &received, &events)))
        });
        // A writer that has ended said why.
        let _ = sender.send(Arc::clone(now));
    }
}

impl Drop for Memory {
    fn drop(&mut self) {
        if let Some((sender, writer)) = self.writer.take() {
            drop(sender);
            let _ = writer.join();
        }
    }
}

fn write(path: &std::path::Path, received: &Receiver<Arc<Remembered>>, events: &Sender<Event>) {
    while let Ok(mut last) = received.recv() {
        let ended = loop {
            match received.recv_timeout(SOON) {
                Ok(later) => last = later,
                Err(RecvTimeoutError::Timeout) => break false,
                Err(RecvTimeoutError::Disconnected) => break true,
            }
        };
        if let Err(problem) = last.write(path) {
            // Said once: a disk that is full stays full.
            let _ = events.send(Event::Problem(problem));
            return;
        }
        if ended {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::remembered;

    #[test]
    fn all_is_written_by_the_end() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("remembered.json");
        let (events, _received) = mpsc::channel();
        let mut now = Arc::new(Remembered::default());
        let mut memory = Memory::new(Some(path.clone()), Arc::clone(&now), events);
        memory.keep(&now);
        assert!(memory.writer.is_none(), "nothing changed");
        for command in ["top", "bottom"] {
            Arc::make_mut(&mut now).command(command);
            memory.keep(&now);
        }
        drop(memory);
        assert_eq!(remembered::read(&path).0.commands, ["top", "bottom"]);
    }

    #[test]
    fn what_cannot_be_written_is_said() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (events, received) = mpsc::channel();
        let mut now = Arc::new(Remembered::default());
        // A folder in the place of the file.
        let mut memory = Memory::new(Some(folder.path().to_owned()), Arc::clone(&now), events);
        Arc::make_mut(&mut now).command("top");
        memory.keep(&now);
        drop(memory);
        assert!(matches!(received.try_recv(), Ok(Event::Problem(why)) if why.contains("cannot remember in")));
    }
}
