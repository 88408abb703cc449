//! What the screen wants worked out and no key may wait for: one thread, what is waited for most goes first.

use std::{
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, mpsc::Sender},
    time::{Duration, Instant},
};

use super::{background, event::Event};
use crate::{
    briefing::{ArticleId, Briefing, Whose},
    view::{
        Matrix,
        find::{self, Found, Words},
        query::Texts,
        timeline::Timeline,
    },
};

/// Something to be worked out.
#[derive(Debug, Clone)]
pub struct Job {
    /// In this briefing.
    pub briefing: Arc<Briefing>,
    /// The texts of it.
    pub texts: Arc<Texts>,
    /// Which briefing that is.
    pub generation: u64,
    /// What.
    pub wanted: Wanted,
}

/// What is to be worked out. Of each kind only what was wanted last is; what is waited for most comes first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// What has these words; with beliefs, wishes and plans or without.
    Find(String, bool),
    /// Who is quoted where; with beliefs, wishes and plans or without.
    Matrix(bool),
    /// When somebody is quoted; with beliefs, wishes and plans or without.
    Timeline(Whose, bool),
    /// The texts filters look in, before one is typed.
    Texts,
}

/// What was worked out.
#[derive(Debug)]
pub enum Worked {
    /// Some of what has words; with beliefs, wishes and plans or without.
    Found(bool, Batch),
    /// Who is quoted where.
    Matrix(bool, Box<Matrix>),
    /// When somebody is quoted.
    Timeline(Whose, bool, Box<Timeline>),
}

/// Some of what was found.
#[derive(Debug, Default)]
pub struct Batch {
    /// What was looked for.
    pub typed: String,
    /// Actors, quotations, text.
    pub found: [Vec<Found>; 3],
    /// Whether it is the first of them.
    pub is_first: bool,
    /// Whether it is the last.
    pub is_last: bool,
}

impl PartialEq for Job {
    fn eq(&self, other: &Self) -> bool {
        (self.generation, &self.wanted) == (other.generation, &other.wanted)
    }
}

impl Eq for Job {}

impl Wanted {
    /// Of one kind is what takes the place of what was wanted before.
    const fn kind(&self) -> usize {
        match self {
            Self::Find(..) => 0,
            Self::Matrix(_) => 1,
            Self::Timeline(..) => 2,
            Self::Texts => 3,
        }
    }
}

/// How many kinds there are.
const KINDS: usize = 4;

/// The thread, as the rest speaks to it. It ends with the last of these.
#[derive(Debug)]
pub struct Behind {
    jobs: Arc<(Mutex<Jobs>, Condvar)>,
}

/// What is still to be done.
#[derive(Debug, Default)]
struct Jobs {
    waiting: [Option<Job>; KINDS],
    ended: bool,
}

impl Behind {
    /// Starts the thread; what it works out goes to `events`.
    pub fn start(events: Sender<Event>) -> Self {
        let jobs: Arc<(Mutex<Jobs>, Condvar)> = Arc::default();
        let own = Arc::clone(&jobs);
        background::spawn(move || {
            while let Some(job) = next(&own) {
                let kind = job.wanted.kind();
                // What is waited for more goes first, and what is wanted anew instead.
                let goes_on = || !lock(&own).waiting.iter().take(kind + 1).any(Option::is_some);
                let finished = work(&job, goes_on, |worked| {
                    // A screen that is gone is the end of the program.
                    let _ = events.send(Event::Worked(job.generation, worked));
                });
                if !finished {
                    lock(&own).waiting.get_mut(kind).map(|slot| slot.get_or_insert(job));
                }
            }
        });
        Self { jobs }
    }

    /// Has something worked out.
    pub fn want(&self, job: Job) {
        if let Some(slot) = lock(&self.jobs).waiting.get_mut(job.wanted.kind()) {
            *slot = Some(job);
        }
        self.jobs.1.notify_one();
    }
}

impl Drop for Behind {
    fn drop(&mut self) {
        lock(&self.jobs).ended = true;
        self.jobs.1.notify_one();
    }
}

fn lock(jobs: &(Mutex<Jobs>, Condvar)) -> MutexGuard<'_, Jobs> {
    // They are right even when a thread died holding them: every change to them is one step.
    jobs.0.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Waits for the next job; `None` when there will be none.
fn next(jobs: &(Mutex<Jobs>, Condvar)) -> Option<Job> {
    let mut own = lock(jobs);
    loop {
        if own.ended {
            return None;
        }
        if let Some(job) = own.waiting.iter_mut().find_map(Option::take) {
            return Some(job);
        }
        own = jobs.1.wait(own).unwrap_or_else(PoisonError::into_inner);
    }
}

/// Works something out while it `goes_on`, and tells what comes of it; whether it was done to the end.
pub fn work(job: &Job, goes_on: impl Fn() -> bool, mut tell: impl FnMut(Worked)) -> bool {
    match job.wanted {
        Wanted::Find(ref typed, attitudes) => {
            return search(&job.briefing, typed, attitudes, goes_on, |batch| {
                tell(Worked::Found(attitudes, batch));
            });
        }
        Wanted::Matrix(attitudes) => {
            tell(Worked::Matrix(attitudes, Box::new(Matrix::new(&job.briefing, attitudes))));
        }
        Wanted::Timeline(whose, attitudes) => {
            let timeline = Timeline::new(&job.briefing, whose, attitudes);
            tell(Worked::Timeline(whose, attitudes, Box::new(timeline)));
        }
        Wanted::Texts => return job.texts.warm(&job.briefing, goes_on),
    }
    true
}

/// As many are told of at first as fill a screen, and then some every so often.
const SCREEN: usize = 60;
const EVERY: Duration = Duration::from_millis(50);

/// Finds what has words while it `goes_on`, and tells of some as soon as there are some; whether it did to the end.
fn search(
    briefing: &Briefing,
    typed: &str,
    attitudes: bool,
    goes_on: impl Fn() -> bool,
    mut tell: impl FnMut(Batch),
) -> bool {
    let Some(words) = Words::new(typed) else { return true };
    let batch = || Batch { typed: typed.to_owned(), ..Batch::default() };
    let mut now = Batch { is_first: true, ..batch() };
    now.found[0] = find::actors(briefing, &words);
    let mut told = Instant::now();
    for id in (0..briefing.articles.len() as u32).map(ArticleId) {
        if !goes_on() {
            return false;
        }
        let (quotes, texts) = find::in_article(briefing, id, &words, attitudes);
        now.found[1].extend(quotes);
        now.found[2].extend(texts);
        let is_screen = now.is_first && now.found.iter().map(Vec::len).sum::<usize>() >= SCREEN;
        if is_screen || told.elapsed() >= EVERY {
            tell(std::mem::replace(&mut now, batch()));
            told = Instant::now();
        }
    }
    now.is_last = true;
    tell(now);
    true
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::{briefing::Briefing, tui::tests::stage::articles};

    fn batches(typed: &str, goes_on: impl Fn() -> bool) -> (bool, Vec<Batch>) {
        let mut all = Vec::new();
        let briefing = Briefing::new(articles());
        let to_the_end = search(&briefing, typed, false, goes_on, |batch| all.push(batch));
        (to_the_end, all)
    }

    #[test]
    fn a_search_tells_what_it_found_first_and_that_it_is_over() {
        let (to_the_end, all) = batches("chen", || true);
        assert!(to_the_end && all[0].is_first && all[all.len() - 1].is_last);
        assert_eq!(all.iter().map(|batch| batch.found[0].len()).sum::<usize>(), 1, "one actor");
    }

    #[test]
    fn a_search_is_dropped_when_it_need_not_go_on() {
        let left = Cell::new(2);
        let goes_on = || left.replace(left.get() - 1) > 0;
        let (to_the_end, all) = batches("chen", goes_on);
        assert!(!to_the_end && all.iter().all(|batch| !batch.is_last));
    }
}
