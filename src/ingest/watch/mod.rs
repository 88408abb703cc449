//! Watching folders: what changes on the disk is read again, when it is quiet.
//!
//! The system tells of changes; where it cannot (its limit of watches is reached, or a file system does not tell), what
//! lies there is looked at every so often. What is told only says when to look: what changed is found by looking, so
//! that nothing is missed and nothing is believed.

mod eyes;
mod gathering;

use std::{
    path::{Path, PathBuf, absolute},
    sync::mpsc::{self, Receiver, RecvTimeoutError, Sender},
    time::{Duration, Instant},
};

use rustc_hash::FxHashMap;

use self::{
    eyes::{Eyes, Identity, Seen},
    gathering::Gathering,
};
use super::{
    STDIN,
    shelf::{News, Shelf, Stamp},
    walk,
};

/// How often the named paths themselves are looked at: whether they are there, and the same.
const EVERY: Duration = Duration::from_secs(5);
/// How often all is looked at where nobody tells of changes, if that takes no time.
const POLLED: Duration = Duration::from_secs(2);
/// Looking takes a fiftieth of the time at most.
const SHARE: u32 = 50;
/// A file that is another each time it is looked at is read after so many times.
const TIMES: u32 = 5;

/// What wakes the watch.
#[derive(Debug)]
enum Woken {
    /// Watch, or do not.
    Wanted(bool),
    /// Something was seen.
    Seen(Seen),
}

/// How changes are noticed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum How {
    /// The system tells.
    Told,
    /// All is looked at every so often, for this reason.
    Looking(String),
}

/// What comes of watching.
#[derive(Debug)]
pub enum Report {
    /// It began, in this way, or goes on in another.
    Watching(How),
    /// It ended.
    Stopped,
    /// Something is otherwise than before.
    News(Box<News>),
}

/// The watch, as the rest speaks to it.
#[derive(Debug, Clone)]
pub struct Wish(Sender<Woken>);

impl Wish {
    /// Begins to watch, or ends.
    pub fn watch(&self, on: bool) {
        // A watch that is gone is the end of the program.
        let _ = self.0.send(Woken::Wanted(on));
    }
}

/// How the watch watches.
#[derive(Debug)]
enum Mode {
    /// Not at all.
    Off,
    /// The system tells.
    Told(Eyes),
    /// All is looked at every so often, for the next time then.
    Looking(Instant),
}

/// The watch, to be run in a thread of its own.
#[derive(Debug)]
pub struct Watch {
    shelf: Shelf,
    woken: Receiver<Woken>,
    /// For those who see.
    wake: Sender<Woken>,
    mode: Mode,
    gathering: Gathering,
    /// Where all is looked at: what files were when they were looked at last, if that is not what was read, and how often
    /// that was something else.
    glanced: FxHashMap<PathBuf, (Stamp, u32)>,
    /// What the named paths were last, and when they are looked at again.
    roots: (Vec<Option<Identity>>, Instant),
}

impl Watch {
    /// A watch of what is on a shelf, which does not watch yet.
    pub fn new(shelf: Shelf) -> (Self, Wish) {
        let (wake, woken) = mpsc::channel();
        let wish = Wish(wake.clone());
        let watch = Self {
            shelf,
            woken,
            wake,
            mode: Mode::Off,
            gathering: Gathering::default(),
            glanced: FxHashMap::default(),
            roots: (Vec::new(), Instant::now()),
        };
        (watch, wish)
    }

    /// Watches as it is wished, and tells what comes of it until whoever is told has had enough.
    pub fn run(mut self, mut tell: impl FnMut(&Shelf, Report) -> bool) {
        loop {
            let woken = match self.next() {
                Some(at) => self.woken.recv_timeout(at.saturating_duration_since(Instant::now())),
                None => self.woken.recv().map_err(Into::into),
            };
            let goes_on = match woken {
                Ok(Woken::Wanted(on)) => self.want(on, &mut tell),
                Ok(Woken::Seen(seen)) => self.see(seen, &mut tell),
                Err(RecvTimeoutError::Timeout) => self.act(&mut tell),
                Err(RecvTimeoutError::Disconnected) => false,
            };
            if !goes_on {
                return;
            }
        }
    }

    /// When there is something to do, if nothing is seen.
    fn next(&self) -> Option<Instant> {
        match self.mode {
            Mode::Off => None,
            Mode::Told(_) => Some(self.gathering.due().map_or(self.roots.1, |due| due.min(self.roots.1))),
            Mode::Looking(at) => Some(at),
        }
    }

    fn want(&mut self, on: bool, tell: &mut impl FnMut(&Shelf, Report) -> bool) -> bool {
        match (on, &self.mode) {
            (false, _) => {
                self.mode = Mode::Off;
                self.gathering = Gathering::default();
                tell(&self.shelf, Report::Stopped)
            }
            (true, Mode::Off) => {
                let wake = self.wake.clone();
                // Whoever does not listen any more has ended.
                let seen = move |seen| _ = wake.send(Woken::Seen(seen));
                let remote = self.shelf.paths().iter().find_map(|path| eyes::remote(path));
                match remote.map_or_else(|| Eyes::open(seen), Err) {
                    Ok(eyes) => {
                        self.mode = Mode::Told(eyes);
                        // What happened before it began to watch is looked for as well.
                        tell(&self.shelf, Report::Watching(How::Told)) && self.look(tell)
                    }
                    Err(why) => self.go_blind(why, tell),
                }
            }
            (true, _) => true,
        }
    }

    /// Looks at everything from now on.
    fn go_blind(&mut self, why: String, tell: &mut impl FnMut(&Shelf, Report) -> bool) -> bool {
        self.mode = Mode::Looking(Instant::now());
        self.glanced.clear();
        tell(&self.shelf, Report::Watching(How::Looking(why)))
    }

    fn see(&mut self, seen: Seen, tell: &mut impl FnMut(&Shelf, Report) -> bool) -> bool {
        let now = Instant::now();
        match (seen, &self.mode) {
            // What is seen still when nobody looks any more.
            (_, Mode::Off | Mode::Looking(_)) => {}
            (Seen::Blind(why), _) => return self.go_blind(why, tell),
            (Seen::NotAll, _) => self.gathering.hear_not_all(now),
            (Seen::File(path, heard), _) => {
                if self.is_wanted(&path) {
                    self.gathering.hear(path, heard, now);
                }
            }
        }
        // While much is heard, nobody waits long enough.
        if self.next().is_some_and(|at| at <= now) { self.act(tell) } else { true }
    }

    /// Whether a file that was heard of is one that may be read.
    fn is_wanted(&self, path: &Path) -> bool {
        let is_named = |named: &PathBuf| absolute(named).is_ok_and(|named| named == path);
        if self.shelf.paths().iter().any(is_named) {
            return true;
        }
        let is_quiet = path.file_name().is_some_and(|name| walk::passed_over(name).is_some());
        let is_below = |folder: &PathBuf| absolute(folder).is_ok_and(|folder| path.starts_with(folder));
        !is_quiet && self.shelf.paths().iter().filter(|path| path.is_dir()).any(is_below)
    }

    fn act(&mut self, tell: &mut impl FnMut(&Shelf, Report) -> bool) -> bool {
        let now = Instant::now();
        match self.mode {
            Mode::Off => true,
            Mode::Looking(_) => {
                let goes_on = self.glance(tell);
                self.mode = Mode::Looking(Instant::now() + POLLED.max(now.elapsed() * SHARE));
                goes_on
            }
            Mode::Told(_) => {
                if self.gathering.due().is_some_and(|due| due <= now) {
                    self.gathering.take(now);
                    return self.look(tell);
                }
                if self.roots.1 <= now {
                    let before = std::mem::take(&mut self.roots.0);
                    self.look_at_roots();
                    return before == self.roots.0 || self.look(tell);
                }
                true
            }
        }
    }

    fn look_at_roots(&mut self) {
        let roots = self.shelf.paths().iter().map(|path| Identity::of(path)).collect();
        self.roots = (roots, Instant::now() + EVERY);
    }

    /// Looks what is otherwise than before, busy files aside, and watches what it comes by.
    fn look(&mut self, tell: &mut impl FnMut(&Shelf, Report) -> bool) -> bool {
        // What came into a folder before that was watched is found the next time.
        for _ in 0..3 {
            self.look_at_roots();
            let gathering = &self.gathering;
            let is_busy = |path: &Path, _| absolute(path).is_ok_and(|path| gathering.is_busy(&path));
            let news = self.shelf.look(is_busy);
            if news.is_something && !tell(&self.shelf, Report::News(Box::new(news))) {
                return false;
            }
            let Mode::Told(eyes) = &mut self.mode else { return true };
            let named = self.shelf.paths().iter().filter(|path| path.as_os_str() != STDIN && !path.is_dir());
            let above = named.filter_map(|file| absolute(file).ok()?.parent().map(Path::to_owned));
            let folders = self.shelf.folders().iter().filter_map(|folder| absolute(folder).ok());
            match eyes.watch(folders.chain(above).collect()) {
                Ok(true) => {}
                Ok(false) => return true,
                Err(why) => return self.go_blind(why, tell),
            }
        }
        true
    }

    /// Looks what is otherwise than before and was the same the last time already.
    fn glance(&mut self, tell: &mut impl FnMut(&Shelf, Report) -> bool) -> bool {
        let before = std::mem::take(&mut self.glanced);
        let glanced = &mut self.glanced;
        let is_busy = |path: &Path, stamp: Stamp| {
            let (then, times) = before.get(path).map_or((None, 0), |(then, times)| (Some(*then), *times));
            let is_busy = then != Some(stamp) && times < TIMES;
            if is_busy {
                glanced.insert(path.to_owned(), (stamp, times + 1));
            }
            is_busy
        };
        let news = self.shelf.look(is_busy);
        !news.is_something || tell(&self.shelf, Report::News(Box::new(news)))
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, io};

    use super::*;
    use crate::ingest::formats::Mapping;

    /// What came of looking at everything once: how many articles are new and changed; `None` where nothing did.
    fn glance(watch: &mut Watch) -> Option<(usize, usize)> {
        let mut seen = None;
        watch.glance(&mut |_, report| {
            if let Report::News(news) = report {
                seen = Some((news.new.len(), news.changed.len()));
            }
            true
        });
        seen
    }

    #[test]
    fn where_nobody_tells_a_file_is_read_when_it_was_the_same_twice_or_never_is() {
        let dir = tempfile::tempdir().expect("a folder for a test");
        let write = |name: &str, text: &str| fs::write(dir.path().join(name), text).expect("written");
        write("a.txt", "one");
        let shelf =
            Shelf::open(&[dir.path().to_owned()], Mapping::default(), io::empty()).expect("it is there");
        let (mut watch, _wish) = Watch::new(shelf);
        let mut told = Vec::new();
        watch.go_blind("no more watches".into(), &mut |_, report| {
            told.push(format!("{report:?}"));
            true
        });
        assert_eq!(told, ["Watching(Looking(\"no more watches\"))"]);
        assert_eq!(glance(&mut watch), None);
        write("b.txt", "half");
        assert_eq!(glance(&mut watch), None, "it may be half a file");
        write("b.txt", "half and more");
        assert_eq!(glance(&mut watch), None, "it was");
        assert_eq!(glance(&mut watch), Some((1, 0)));
        let taken = (0..20).filter_map(|i| {
            write("a.txt", &"one and more ".repeat(i + 2));
            glance(&mut watch).map(|seen| (i, seen))
        });
        assert_eq!(taken.collect::<Vec<_>>(), [(5, (0, 1)), (11, (0, 1)), (17, (0, 1))]);
    }

    #[test]
    fn only_what_may_be_an_article_is_heard_of() {
        let dir = tempfile::tempdir().expect("a folder for a test");
        let file = dir.path().join("a.txt");
        fs::write(&file, "one").expect("written");
        let open = |path: &Path| {
            let shelf = Shelf::open(&[path.to_owned()], Mapping::default(), io::empty());
            Watch::new(shelf.expect("it is there")).0
        };
        let (folder, single) = (open(dir.path()), open(&file));
        let wanted = |watch: &Watch, name: &str| watch.is_wanted(&dir.path().join(name));
        assert!(wanted(&folder, "b.txt") && wanted(&folder, "new/c.txt"));
        assert!(
            !wanted(&folder, ".b.txt.swp") && !wanted(&folder, "b.txt~") && !wanted(&folder, "x.crdownload")
        );
        assert!(wanted(&single, "a.txt") && !wanted(&single, "b.txt"));
    }
}
