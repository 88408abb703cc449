//! What was heard of files, gathered until they are quiet: a burst of changes is taken at once, a file that is still
//! written is left alone. Knows no clock of its own.

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use rustc_hash::FxHashMap;

/// A file of which nothing was heard for so long is quiet.
const SETTLED: Duration = Duration::from_millis(300);
/// While a burst goes on, what is quiet is taken so often.
const BURST: Duration = Duration::from_secs(2);
/// A file that is never quiet is taken after so long; each next time after twice as long.
const PATIENCE: Duration = Duration::from_secs(5);
/// But not after longer than that.
const MOST: Duration = Duration::from_mins(2);

/// What was heard of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// Something was written to it; whoever did has it open still.
    Written,
    /// Whoever wrote to it is done.
    Closed,
    /// It came, went, or has another name.
    Other,
}

/// The files of which something was heard.
#[derive(Debug, Default)]
pub struct Gathering {
    files: FxHashMap<PathBuf, Busy>,
    /// How long is waited for files that were not quiet when they were taken.
    worn: FxHashMap<PathBuf, Duration>,
    /// When everything may have changed.
    all: Option<Instant>,
    /// When something was taken last.
    taken: Option<Instant>,
}

/// Since when something is heard of a file.
#[derive(Debug, Clone, Copy)]
struct Busy {
    first: Instant,
    last: Instant,
    is_open: bool,
    patience: Duration,
}

impl Busy {
    /// When it is taken, if nothing more is heard.
    fn ready(&self) -> Instant {
        let impatient = self.first + self.patience;
        if self.is_open { impatient } else { impatient.min(self.last + SETTLED) }
    }
}

impl Gathering {
    /// Takes note of what was heard of a file.
    pub fn hear(&mut self, path: PathBuf, heard: Heard, now: Instant) {
        let patience = self.worn.get(&path).copied().unwrap_or(PATIENCE);
        let busy = self.files.entry(path).or_insert(Busy { first: now, last: now, is_open: false, patience });
        busy.last = now;
        busy.is_open = heard == Heard::Written;
    }

    /// Takes note that not all was heard.
    pub fn hear_not_all(&mut self, now: Instant) {
        self.all = Some(now);
    }

    /// Whether something is still heard of a file, so that it is not to be read.
    pub fn is_busy(&self, path: &Path) -> bool {
        self.files.contains_key(path)
    }

    /// When it is time to [`Gathering::take`]; `None` while nothing was heard.
    pub fn due(&self) -> Option<Instant> {
        let ready = || self.files.values().map(Busy::ready);
        let all = self.all.map(|heard| heard + SETTLED);
        let last = ready().chain(all).max()?;
        // Not before one is ready, and not sooner after what was taken before than bursts are.
        let first = ready().chain(all).min()?;
        let begun = self.files.values().map(|busy| busy.first).chain(self.all).min()?;
        let since = self.taken.map_or(begun, |taken| taken.max(begun));
        Some(last.min(first.max(since + BURST)))
    }

    /// Forgets the files that are ready, so that they can be read: they are not busy any more.
    pub fn take(&mut self, now: Instant) {
        self.taken = Some(now);
        self.all = None;
        let worn = &mut self.worn;
        self.files.retain(|path, busy| {
            if busy.ready() > now {
                return true;
            }
            let is_quiet = !busy.is_open && busy.last + SETTLED <= now;
            if is_quiet {
                worn.remove(path);
            } else {
                worn.insert(path.clone(), (busy.patience * 2).min(MOST));
            }
            // What is open is read as far as it is written, and again when it is closed.
            false
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A gathering, and how many milliseconds have gone by.
    struct Clock(Gathering, Instant);

    impl Clock {
        fn new() -> Self {
            Self(Gathering::default(), Instant::now())
        }

        fn at(&self, millis: u64) -> Instant {
            self.1 + Duration::from_millis(millis)
        }

        fn hear(&mut self, name: &str, heard: Heard, millis: u64) {
            let now = self.at(millis);
            self.0.hear(name.into(), heard, now);
        }

        /// When it is due next, and which of these are busy still when it is taken then.
        fn take<'n>(&mut self, names: &[&'n str]) -> (u128, Vec<&'n str>) {
            let due = self.0.due().expect("something was heard");
            self.0.take(due);
            let busy = names.iter().filter(|name| self.0.is_busy(Path::new(name))).copied().collect();
            (due.duration_since(self.1).as_millis(), busy)
        }
    }

    #[test]
    fn a_file_is_taken_when_it_is_quiet() {
        let mut clock = Clock::new();
        assert_eq!(clock.0.due(), None);
        for millis in [0, 100, 200] {
            clock.hear("a", Heard::Other, millis);
        }
        assert_eq!(clock.take(&["a"]), (500, vec![]));
        assert_eq!(clock.0.due(), None);
    }

    #[test]
    fn a_file_that_is_open_waits_until_it_is_closed() {
        let mut clock = Clock::new();
        clock.hear("slow", Heard::Other, 0);
        clock.hear("slow", Heard::Written, 10);
        clock.hear("other", Heard::Closed, 20);
        assert_eq!(clock.take(&["slow", "other"]), (2_000, vec!["slow"]), "the other is not kept waiting");
        clock.hear("slow", Heard::Written, 3_000);
        clock.hear("slow", Heard::Closed, 3_100);
        assert_eq!(clock.take(&["slow"]), (3_400, vec![]));
    }

    #[test]
    fn a_file_that_is_never_quiet_is_taken_now_and_then_and_more_and_more_rarely() {
        let mut clock = Clock::new();
        let mut taken = Vec::new();
        for millis in (0..60_000).step_by(100) {
            if clock.0.due().is_some_and(|due| due <= clock.at(millis)) {
                taken.push(clock.take(&[]).0);
            }
            clock.hear("log", Heard::Written, millis);
        }
        assert_eq!(taken, [5_000, 15_000, 35_000]);
    }

    #[test]
    fn a_burst_is_taken_at_once_or_in_large_pieces() {
        let mut clock = Clock::new();
        for i in 0..1_000 {
            clock.hear(&format!("{i}"), Heard::Written, i);
            clock.hear(&format!("{i}"), Heard::Closed, i);
        }
        assert_eq!(clock.take(&["0", "999"]), (1_299, vec![]));
        let mut clock = Clock::new();
        let mut taken = Vec::new();
        for i in 0..6_000 {
            if clock.0.due().is_some_and(|due| due <= clock.at(i)) {
                taken.push(clock.take(&[]).0);
            }
            clock.hear(&format!("{i}"), Heard::Closed, i);
        }
        taken.extend([clock.take(&[]).0, clock.take(&[]).0]);
        assert_eq!(taken, [2_000, 4_000, 6_000, 6_299]);
    }

    #[test]
    fn what_was_not_heard_is_looked_for() {
        let mut clock = Clock::new();
        clock.0.hear_not_all(clock.at(50));
        assert_eq!(clock.take(&[]), (350, vec![]));
        assert_eq!(clock.0.due(), None);
    }
}
