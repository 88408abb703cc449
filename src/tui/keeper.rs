//! What keeps decisions: a thread that writes them to the disk, reads what other readers wrote, and tells the rest.
//!
//! Syncing a line to the disk takes longer than a key may, so it is done here, never while a key waits.

use std::{
    sync::mpsc::{self, Receiver, RecvTimeoutError, Sender},
    thread,
    time::Duration,
};

use super::{event::Event, work::Work};
use crate::{
    decisions::{Contents, DecisionsFile, Log, Stamp},
    disk::Notice,
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
    /// What is to be told about the file, at least one thing.
    Told(Vec<Notice>),
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
    /// Starts the thread. `contents` is what the file said when it was read, and the reader was told about it; without a
    /// file, decisions hold for this run.
    pub fn start(file: Option<DecisionsFile>, contents: Contents, work: Work, events: Sender<Event>) -> Self {
        let (wishes, received) = mpsc::channel();
        thread::spawn(move || keep(file.as_ref(), contents, &received, &work, &events));
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
    mut contents: Contents,
    wishes: &Receiver<Wish>,
    work: &Work,
    events: &Sender<Event>,
) {
    // What the file was when it could not be read, not to say so every second.
    let mut refused: Option<Stamp> = None;
    loop {
        let (new, kept) = match wishes.recv_timeout(EVERY) {
            Ok(wish) => grant(file, &contents, wish),
            Err(RecvTimeoutError::Timeout) => {
                let Some(file) = file else { continue };
                let now = Stamp::of(file.path());
                if now == contents.stamp || Some(now) == refused {
                    continue;
                }
                match file.read() {
                    Ok(new) => {
                        let count = new.log.in_force().count();
                        (new, Kept::ByOthers(count))
                    }
                    Err(error) => {
                        refused = Some(now);
                        (contents.clone(), Kept::Failed(error.to_string()))
                    }
                }
            }
            Err(RecvTimeoutError::Disconnected) => return,
        };
        let told = file.map(|file| news(file, &contents, &new)).unwrap_or_default();
        let changed = new.log != contents.log;
        if changed {
            work.decide(new.log.in_force().map(|entry| entry.decision.clone()).collect());
        }
        contents = new;
        let said = changed || !matches!(kept, Kept::ByOthers(_));
        let told = (!told.is_empty()).then_some(Kept::Told(told));
        for kept in said.then_some(kept).into_iter().chain(told) {
            if events.send(Event::Kept(Box::new(kept))).is_err() {
                return;
            }
        }
    }
}

/// What is to be told about a file that was not to be told of it before.
fn news(file: &DecisionsFile, old: &Contents, new: &Contents) -> Vec<Notice> {
    let damaged = new.log.damaged.iter().filter(|line| !old.log.damaged.contains(line));
    let locks = (new.no_locks && !old.no_locks).then(|| file.about_locks().into());
    damaged.map(|line| file.about_damaged(line)).chain(locks).collect()
}

/// What the file says after a wish, and what became of it.
fn grant(file: Option<&DecisionsFile>, contents: &Contents, wish: Wish) -> (Contents, Kept) {
    let asked = wish.clone();
    let Some(file) = file else {
        let (log, entry) = contents.log.clone().with(|log| wish.decision(log));
        let kept = Kept::new(&asked, &log, entry.as_ref());
        return (Contents { log, ..Contents::default() }, kept);
    };
    match file.append(|log| wish.decision(log)) {
        Ok((new, entry)) => {
            let kept = Kept::new(&asked, &new.log, entry.as_ref());
            (new, kept)
        }
        Err(error) => (contents.clone(), Kept::Failed(error.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

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
        let contents = file.as_ref().and_then(|file| file.read().ok()).unwrap_or_default();
        Reader { keeper: Keeper::start(file, contents, work, sender), events, decided }
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
                Known::Analysis(..) | Known::Articles(..) => panic!("nothing is analysed here"),
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
    fn lines_that_are_damaged_meanwhile_are_told_of_once() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("decisions.jsonl");
        let reader = reader(Some(DecisionsFile::new(&path)));
        assert_eq!(reader.wish(Wish::Decide(Box::new(decision("a")))), Kept::Decided(decision("a")));
        let text = fs::read_to_string(&path).expect("the file");
        fs::write(&path, format!("{text}{{\"decision\":\"rena")).expect("written");
        let told = Kept::Told(vec![Notice::at(
            format!("{}, line 3: cut off; skipped, it stays in the file", path.display()),
            &path,
            3,
        )]);
        assert_eq!([reader.happened(), reader.happened()], [Kept::ByOthers(1), told]);
        assert_eq!(reader.wish(Wish::Undo), Kept::Undone(decision("a")));
        assert_eq!(reader.wish(Wish::Undo), Kept::NothingToUndo, "nothing is said twice");
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
