//! What keeps decisions: a thread that writes them to the disk, reads what other readers wrote, and tells the rest.
//!
//! Syncing a line to the disk takes longer than a key may, so it is done here, never while a key waits.

use std::{
    fs,
    path::Path,
    sync::mpsc::{self, Receiver, RecvTimeoutError, Sender},
    thread,
    time::{Duration, SystemTime},
};

use super::{event::Event, work::Work};
use crate::{
    decisions::{DecisionsFile, Log},
    model::{Decision, Entry},
};

/// What the user wants done about decisions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// This is decided.
    Decide(Box<Decision>),
    /// The last decision is not to hold.
    Undo,
    /// The decision undone last is to hold again.
    Redo,
}

impl Wish {
    /// What is to be appended to a log, if there is anything to be done.
    pub fn decision(self, log: &Log) -> Option<Decision> {
        match self {
            Self::Decide(decision) => Some(*decision),
            Self::Undo => log.to_undo().map(|entry| Decision::Undo { entry: entry.id.clone() }),
            Self::Redo => log.to_redo().map(|entry| Decision::Redo { entry: entry.id.clone() }),
        }
    }
}

/// What became of a wish, or what happened without one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// This holds.
    Decided(Decision),
    /// This holds no more.
    Undone(Decision),
    /// This holds again.
    Redone(Decision),
    /// There was nothing to undo.
    NothingToUndo,
    /// There was nothing to redo.
    NothingToRedo,
    /// Another reader, or an editor, changed the file: so many decisions hold by now.
    ByOthers(usize),
    /// Nothing was done, and why.
    Failed(String),
}

impl Kept {
    /// What became of `wish`, which led to `entry` in a log.
    pub fn new(wish: &Wish, log: &Log, entry: Option<&Entry>) -> Self {
        let of = |id: &str| log.entry(id).map(|entry| entry.decision.clone());
        match (entry.map(|entry| &entry.decision), wish) {
            (Some(Decision::Undo { entry }), _) => of(entry).map_or(Self::NothingToUndo, Self::Undone),
            (Some(Decision::Redo { entry }), _) => of(entry).map_or(Self::NothingToRedo, Self::Redone),
            (Some(decision), _) => Self::Decided(decision.clone()),
            (None, Wish::Redo) => Self::NothingToRedo,
            (None, _) => Self::NothingToUndo,
        }
    }
}

/// Where wishes go.
#[derive(Debug, Clone)]
pub struct Keeper(Sender<Wish>);

impl Keeper {
    /// Starts the thread. `log` is what the file said when it was read; without a file, decisions hold for this run.
    pub fn start(file: Option<DecisionsFile>, log: Log, work: Work, events: Sender<Event>) -> Self {
        let (wishes, received) = mpsc::channel();
        thread::spawn(move || keep(file.as_ref(), log, &received, &work, &events));
        Self(wishes)
    }

    /// Wishes something; what became of it comes back as an event.
    pub fn wish(&self, wish: Wish) {
        // A thread that is gone is the end of the program.
        let _ = self.0.send(wish);
    }
}

/// How often the file is asked whether somebody else changed it.
const EVERY: Duration = Duration::from_secs(1);

fn keep(
    file: Option<&DecisionsFile>,
    mut log: Log,
    wishes: &Receiver<Wish>,
    work: &Work,
    events: &Sender<Event>,
) {
    // What the file was when the log was last read; unknown at first, and after a line of our own, since somebody else
    // may have written meanwhile.
    let mut seen: Option<Stamp> = None;
    loop {
        let (new, kept) = match wishes.recv_timeout(EVERY) {
            Ok(wish) => {
                seen = None;
                grant(file, &log, wish)
            }
            Err(RecvTimeoutError::Timeout) => {
                let now = file.map(|file| stamp(file.path()));
                if now == seen {
                    continue;
                }
                seen = now;
                // What cannot be read now is tried again when it changes again.
                let read = file.and_then(|file| file.read().ok());
                let new = read.unwrap_or_else(|| log.clone());
                let count = new.in_force().count();
                (new, Kept::ByOthers(count))
            }
            Err(RecvTimeoutError::Disconnected) => return,
        };
        let changed = new != log;
        if changed {
            work.decide(new.in_force().map(|entry| entry.decision.clone()).collect());
            log = new;
        }
        if (changed || !matches!(kept, Kept::ByOthers(_)))
            && events.send(Event::Kept(Box::new(kept))).is_err()
        {
            return;
        }
    }
}

/// The log after a wish, and what became of it.
fn grant(file: Option<&DecisionsFile>, log: &Log, wish: Wish) -> (Log, Kept) {
    let asked = wish.clone();
    let granted = match file {
        Some(file) => file.append(|log| wish.decision(log)),
        None => Ok(log.clone().with(|log| wish.decision(log))),
    };
    match granted {
        Ok((new, entry)) => {
            let kept = Kept::new(&asked, &new, entry.as_ref());
            (new, kept)
        }
        Err(error) => (log.clone(), Kept::Failed(error.to_string())),
    }
}

/// What shows that a file has changed: its length and when it was written; nothing where there is none.
type Stamp = Option<(u64, Option<SystemTime>)>;

fn stamp(path: &Path) -> Stamp {
    let found = fs::metadata(path).ok()?;
    Some((found.len(), found.modified().ok()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::ActorAnchor, tui::work::Known};

    fn decision(name: &str) -> Decision {
        Decision::NotAnActor { actor: ActorAnchor { name: name.into(), ..ActorAnchor::default() } }
    }

    struct Reader {
        keeper: Keeper,
        events: Receiver<Event>,
        decided: Receiver<Known>,
    }

    fn reader(file: Option<DecisionsFile>) -> Reader {
        let (sender, events) = mpsc::channel();
        let (work, decided) = Work::pretended();
        let log = file.as_ref().and_then(|file| file.read().ok()).unwrap_or_default();
        Reader { keeper: Keeper::start(file, log, work, sender), events, decided }
    }

    impl Reader {
        fn happened(&self) -> Kept {
            match self.events.recv_timeout(Duration::from_mins(1)) {
                Ok(Event::Kept(kept)) => *kept,
                other => panic!("{other:?}"),
            }
        }

        fn wish(&self, wish: Wish) -> Kept {
            self.keeper.wish(wish);
            self.happened()
        }

        fn holds(&self) -> Vec<Decision> {
            let last = self.decided.try_iter().last();
            last.map_or_else(Vec::new, |known| match known {
                Known::Decisions(decisions) => decisions,
                Known::Analysis(..) => panic!("nothing is analysed here"),
            })
        }
    }

    #[test]
    fn what_is_decided_is_kept_undone_and_redone() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = DecisionsFile::new(folder.path().join("decisions.jsonl"));
        let first = reader(Some(file.clone()));
        assert_eq!(first.wish(Wish::Undo), Kept::NothingToUndo);
        assert_eq!(first.wish(Wish::Decide(Box::new(decision("a")))), Kept::Decided(decision("a")));
        assert_eq!(first.wish(Wish::Decide(Box::new(decision("b")))), Kept::Decided(decision("b")));
        assert_eq!(first.holds(), [decision("a"), decision("b")]);
        // The next run goes on where this one ended.
        let second = reader(Some(file));
        assert_eq!(second.wish(Wish::Undo), Kept::Undone(decision("b")));
        assert_eq!(second.holds(), [decision("a")]);
        assert_eq!(second.wish(Wish::Redo), Kept::Redone(decision("b")));
        assert_eq!(second.wish(Wish::Redo), Kept::NothingToRedo);
        assert_eq!(first.happened(), Kept::ByOthers(2), "the other reader sees what this one did");
    }

    #[test]
    fn what_another_reader_decided_is_picked_up() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = DecisionsFile::new(folder.path().join("decisions.jsonl"));
        let (one, other) = (reader(Some(file.clone())), reader(Some(file)));
        assert_eq!(one.wish(Wish::Decide(Box::new(decision("a")))), Kept::Decided(decision("a")));
        assert_eq!(other.happened(), Kept::ByOthers(1));
        assert_eq!(other.holds(), [decision("a")]);
    }

    #[test]
    fn without_a_file_decisions_hold_for_this_run() {
        let reader = reader(None);
        assert_eq!(reader.wish(Wish::Decide(Box::new(decision("a")))), Kept::Decided(decision("a")));
        assert_eq!(reader.wish(Wish::Undo), Kept::Undone(decision("a")));
        assert_eq!(reader.holds(), []);
    }

    #[test]
    fn what_cannot_be_kept_is_not_done() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::write(folder.path().join("a file"), "").expect("written");
        let reader = reader(Some(DecisionsFile::new(folder.path().join("a file/decisions.jsonl"))));
        let Kept::Failed(why) = reader.wish(Wish::Decide(Box::new(decision("a")))) else {
            panic!("it was not kept")
        };
        assert!(why.starts_with("not kept: cannot write "), "{why}");
        assert_eq!(reader.holds(), []);
    }
}
