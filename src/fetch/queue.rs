//! Who is asked next: one request at a time to a server, with a pause behind it, and servers side by side.

use std::{
    collections::VecDeque,
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use rustc_hash::FxHashMap;

/// What waits to be asked of servers.
#[derive(Debug)]
pub(super) struct Queue<J> {
    state: Mutex<State<J>>,
    changed: Condvar,
}

#[derive(Debug)]
struct State<J> {
    servers: FxHashMap<String, Server<J>>,
    /// Servers in the order they came up, each with its turn.
    turns: VecDeque<String>,
    /// Jobs that wait or are being done.
    open: usize,
    stopped: bool,
}

#[derive(Debug)]
struct Server<J> {
    jobs: VecDeque<(Instant, J)>,
    ready: Instant,
    busy: bool,
}

impl<J> Queue<J> {
    pub fn new() -> Self {
        let state = State { servers: FxHashMap::default(), turns: VecDeque::new(), open: 0, stopped: false };
        Self { state: Mutex::new(state), changed: Condvar::new() }
    }

    fn lock(&self) -> MutexGuard<'_, State<J>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a job for a server, not to be done before `after`; `first`: before all others of that server.
    pub fn add(&self, server: &str, job: J, after: Instant, first: bool) {
        let mut state = self.lock();
        if !state.servers.contains_key(server) {
            let new = Server { jobs: VecDeque::new(), ready: Instant::now(), busy: false };
            state.servers.insert(server.to_owned(), new);
            state.turns.push_back(server.to_owned());
        }
        let State { servers, open, .. } = &mut *state;
        if let Some(server) = servers.get_mut(server) {
            if first {
                server.jobs.push_front((after, job));
            } else {
                server.jobs.push_back((after, job));
            }
            *open += 1;
        }
        drop(state);
        self.changed.notify_all();
    }

    /// The next job, waited for, with the server it is for, which is busy until [`Queue::done`]; `None` when there will be
    /// no more.
    pub fn next(&self) -> Option<(String, J)> {
        let mut state = self.lock();
        loop {
            if state.stopped || state.open == 0 {
                return None;
            }
            let now = Instant::now();
            let mut soonest: Option<Instant> = None;
            for turn in 0..state.turns.len() {
                let State { servers, turns, .. } = &mut *state;
                let Some(server) = turns.get(turn).and_then(|name| servers.get_mut(name)) else { continue };
                if server.busy {
                    continue;
                }
                let earliest =
                    server.jobs.iter().enumerate().min_by_key(|(at, (after, _))| ((*after).max(now), *at));
                let Some((at, after)) = earliest.map(|(at, (after, _))| (at, (*after).max(server.ready)))
                else {
                    continue;
                };
                if after > now {
                    soonest = Some(soonest.map_or(after, |soonest| soonest.min(after)));
                    continue;
                }
                let Some((_, job)) = server.jobs.remove(at) else { continue };
                server.busy = true;
                let name = turns.remove(turn)?;
                turns.push_back(name.clone());
                return Some((name, job));
            }
            state = match soonest {
                Some(soonest) => {
                    let wait = self.changed.wait_timeout(state, soonest.saturating_duration_since(now));
                    wait.unwrap_or_else(PoisonError::into_inner).0
                }
                None => self.changed.wait(state).unwrap_or_else(PoisonError::into_inner),
            };
        }
    }

    /// Says that a job of `server` is done, and how long the server wants to be left alone.
    pub fn done(&self, server: &str, pause: Duration) {
        let mut state = self.lock();
        state.open = state.open.saturating_sub(1);
        if let Some(server) = state.servers.get_mut(server) {
            server.busy = false;
            server.ready = server.ready.max(Instant::now() + pause);
        }
        drop(state);
        self.changed.notify_all();
    }

    /// Ends it: nobody gets another job.
    pub fn stop(&self) {
        self.lock().stopped = true;
        self.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::{
        sync::atomic::{AtomicUsize, Ordering},
        thread,
    };

    use super::*;

    #[test]
    fn a_server_is_asked_one_thing_at_a_time_and_others_meanwhile() {
        let queue = Queue::new();
        for (server, job) in [("a", 1), ("a", 2), ("b", 3)] {
            queue.add(server, job, Instant::now(), false);
        }
        let first = queue.next();
        assert_eq!(first, Some(("a".into(), 1)));
        assert_eq!(queue.next(), Some(("b".into(), 3)));
        queue.add("a", 4, Instant::now(), true);
        queue.done("a", Duration::ZERO);
        queue.done("b", Duration::ZERO);
        assert_eq!(queue.next(), Some(("a".into(), 4)));
        queue.done("a", Duration::from_millis(30));
        let before = Instant::now();
        assert_eq!(queue.next(), Some(("a".into(), 2)));
        assert!(before.elapsed() >= Duration::from_millis(25), "a pause is kept");
        queue.done("a", Duration::ZERO);
        assert_eq!(queue.next(), None);
    }

    #[test]
    fn a_job_that_must_wait_keeps_no_other_waiting() {
        let queue = Queue::new();
        queue.add("a", 1, Instant::now() + Duration::from_mins(1), false);
        queue.add("a", 2, Instant::now(), false);
        assert_eq!(queue.next(), Some(("a".into(), 2)));
        queue.stop();
        assert_eq!(queue.next(), None, "and nobody waits for it once all is stopped");
    }

    #[test]
    fn all_jobs_are_done_once_by_many_workers() {
        let queue = Queue::new();
        let (done, together) = (AtomicUsize::new(0), AtomicUsize::new(0));
        for job in 0..200 {
            queue.add(["a", "b", "c"][job % 3], job, Instant::now(), job % 7 == 0);
        }
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    while let Some((server, job)) = queue.next() {
                        assert!(together.fetch_add(1, Ordering::SeqCst) < 4, "four servers, four at once");
                        if job < 3 {
                            queue.add("d", 200 + job, Instant::now(), false);
                        }
                        together.fetch_sub(1, Ordering::SeqCst);
                        done.fetch_add(1, Ordering::SeqCst);
                        queue.done(&server, Duration::ZERO);
                    }
                });
            }
        });
        assert_eq!(done.load(Ordering::SeqCst), 203);
    }
}
