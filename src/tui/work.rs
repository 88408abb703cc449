//! The work behind the screen: articles analysed one by one, the wanted one first, the briefing built anew
//! as they come in and as the user decides.

use std::{
    collections::VecDeque,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
        mpsc::{self, Receiver, RecvTimeoutError, Sender},
    },
    thread,
    time::{Duration, Instant},
};

use super::{background, event::Event};
use crate::{
    briefing::{ArticleId, Briefing},
    model::{Analysis, Decision, Document, Problem},
    pipeline::Engine,
};

/// What the next briefing is to know.
#[derive(Debug)]
pub enum Known {
    /// What an article says.
    Analysis(ArticleId, Arc<Analysis>),
    /// All decisions in force.
    Decisions(Vec<Decision>),
}

/// The work, as the rest speaks to it.
#[derive(Debug, Clone)]
pub struct Work {
    queue: Arc<(Mutex<Queue>, Condvar)>,
    known: Sender<Known>,
}

/// What is still to be analysed.
#[derive(Debug, Default)]
struct Queue {
    waiting: VecDeque<ArticleId>,
    /// Whether only what is wanted is analysed.
    paused: bool,
    /// How many of the first are wanted though the rest is not.
    wanted: usize,
}

impl Queue {
    /// The next article, unless nothing is to be done for now.
    fn next(&mut self) -> Option<ArticleId> {
        if self.paused && self.wanted == 0 {
            return None;
        }
        self.wanted = self.wanted.saturating_sub(1);
        self.waiting.pop_front()
    }
}

impl Work {
    fn queue(&self) -> MutexGuard<'_, Queue> {
        // The queue is right even when a thread died holding it: every change to it is one step.
        self.queue.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for the next article to analyse; `None` when there will be none.
    fn next(&self) -> Option<ArticleId> {
        let mut queue = self.queue();
        loop {
            if queue.waiting.is_empty() {
                return None;
            }
            match queue.next() {
                Some(article) => return Some(article),
                None => queue = self.queue.1.wait(queue).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }

    /// Puts an article first, if it still waits. It is analysed though the rest may be stopped.
    pub fn want(&self, article: ArticleId) {
        let mut queue = self.queue();
        if let Some(at) = queue.waiting.iter().position(|a| *a == article) {
            queue.waiting.remove(at);
            queue.waiting.push_front(article);
            queue.wanted += usize::from(queue.paused);
            self.queue.1.notify_one();
        }
    }

    /// Stops the analysis, or lets it go on. What is begun is finished.
    pub fn pause(&self, paused: bool) {
        let mut queue = self.queue();
        (queue.paused, queue.wanted) = (paused, 0);
        self.queue.1.notify_all();
    }

    /// From now on these decisions are in force.
    pub fn decide(&self, decisions: Vec<Decision>) {
        // Work that has ended is the end of the program.
        let _ = self.known.send(Known::Decisions(decisions));
    }

    /// Work that only listens.
    #[cfg(test)]
    pub fn pretended() -> (Self, Receiver<Known>) {
        let (known, received) = mpsc::channel();
        (Self { queue: Arc::default(), known }, received)
    }
}

/// The briefing is built anew at most so often while analyses come in.
const EVERY: Duration = Duration::from_millis(100);

/// Starts the work: every so often, when all is analysed, and whenever something is decided, a briefing with what is
/// known by then goes to `events`.
pub fn start(documents: Vec<Arc<Document>>, decisions: Vec<Decision>, events: Sender<Event>) -> Work {
    let (known, received) = mpsc::channel();
    let waiting = (0..documents.len() as u32).map(ArticleId).collect();
    let queue = Queue { waiting, ..Queue::default() };
    let work = Work { queue: Arc::new((Mutex::new(queue), Condvar::new())), known };
    let workers_work = work.clone();
    background::spawn(move || {
        let engine = Arc::new(Engine::new());
        // One core is left to the screen.
        let workers = thread::available_parallelism().map_or(1, usize::from).saturating_sub(1).max(1);
        for _ in 0..workers.min(documents.len()) {
            let (engine, work) = (Arc::clone(&engine), workers_work.clone());
            let documents = documents.clone();
            background::spawn(move || analyse(&engine, &documents, &work));
        }
        drop(workers_work);
        gather(&documents, decisions, &received, &events);
    });
    work
}

fn analyse(engine: &Engine, documents: &[Arc<Document>], work: &Work) {
    while let Some(id) = work.next() {
        let Some(document) = documents.get(id.0 as usize) else { continue };
        let analysis = catch_unwind(AssertUnwindSafe(|| engine.analyse(document))).unwrap_or_else(|_| {
            let message = "the analysis of this article failed; please report it".to_owned();
            Analysis { problems: vec![Problem { span: None, message }], ..Analysis::default() }
        });
        if work.known.send(Known::Analysis(id, Arc::new(analysis))).is_err() {
            return;
        }
    }
}

fn gather(
    documents: &[Arc<Document>],
    mut decisions: Vec<Decision>,
    received: &Receiver<Known>,
    events: &Sender<Event>,
) {
    let mut known: Vec<(Arc<Document>, Option<Arc<Analysis>>)> =
        documents.iter().map(|d| (Arc::clone(d), None)).collect();
    let mut pending = known.len();
    let mut derived = None;
    // Briefings are freed here, some time after the screen let go of them, never while a key waits.
    let mut kept: VecDeque<Arc<Briefing>> = VecDeque::new();
    let mut due = Instant::now();
    let mut fresh = false;
    loop {
        let wait = due.saturating_duration_since(Instant::now());
        // Whoever decided something waits to see it; so does everybody for the last analysis.
        let mut at_once = false;
        let new = if fresh { received.recv_timeout(wait) } else { received.recv().map_err(Into::into) };
        let ended = match new {
            Ok(Known::Analysis(id, analysis)) => {
                if let Some(slot) = known.get_mut(id.0 as usize) {
                    slot.1 = Some(analysis);
                }
                pending = pending.saturating_sub(1);
                derived = None;
                (fresh, at_once) = (true, pending == 0);
                false
            }
            Ok(Known::Decisions(all)) => {
                decisions = all;
                (fresh, at_once) = (true, true);
                false
            }
            Err(RecvTimeoutError::Timeout) => false,
            Err(RecvTimeoutError::Disconnected) => true,
        };
        if fresh && (ended || at_once || Instant::now() >= due) {
            let begun = Instant::now();
            let briefing = Arc::new(Briefing::decided_again(known.clone(), &decisions, &mut derived));
            if let Some(before) = kept.back() {
                briefing.take_over(before);
            }
            // Worked out here, so that no key waits for it.
            briefing.work_out_statements();
            kept.push_back(Arc::clone(&briefing));
            if events.send(Event::Briefing(Arc::clone(&briefing))).is_err() {
                return;
            }
            if pending == 0 {
                // Looked for here, so that whoever asks does not wait.
                briefing.suggestions();
            }
            // Building takes a fifth of the time at most.
            due = Instant::now() + EVERY.max(begun.elapsed() * 4);
            fresh = false;
            if kept.len() > 3 {
                kept.pop_front();
            }
        }
        if ended {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ActorAnchor, Given, Origin};

    fn document(id: &str) -> Arc<Document> {
        let raw = format!("{id} said: “No.”").into();
        Arc::new(Document { id: id.into(), raw, origin: Origin::Stdin, given: Given::default() })
    }

    fn next(received: &Receiver<Event>) -> Arc<Briefing> {
        match received.recv_timeout(Duration::from_mins(1)) {
            Ok(Event::Briefing(briefing)) => briefing,
            other => panic!("a briefing, not {other:?}"),
        }
    }

    #[test]
    fn the_last_briefing_knows_every_article() {
        let (events, received) = mpsc::channel();
        drop(start(["a", "b", "c"].map(document).to_vec(), Vec::new(), events));
        let last = received.iter().last();
        let Some(Event::Briefing(briefing)) = last else { panic!("a briefing, not {last:?}") };
        assert_eq!((briefing.articles.len(), briefing.pending()), (3, 0));
    }

    #[test]
    fn a_wanted_article_goes_first() {
        let (work, _received) = Work::pretended();
        work.queue().waiting.extend([0, 1, 2].map(ArticleId));
        work.want(ArticleId(2));
        work.want(ArticleId(7));
        assert_eq!(work.queue().waiting, [2, 0, 1].map(ArticleId));
    }

    #[test]
    fn stopped_work_analyses_what_is_wanted_and_goes_on_when_it_may() {
        let (work, _received) = Work::pretended();
        work.queue().waiting.extend([0, 1, 2, 3].map(ArticleId));
        assert_eq!(work.next(), Some(ArticleId(0)));
        work.pause(true);
        assert_eq!(work.queue().next(), None);
        work.want(ArticleId(2));
        assert_eq!(work.next(), Some(ArticleId(2)));
        assert_eq!(work.queue().next(), None);
        let worker = thread::spawn({
            let work = work.clone();
            move || std::iter::from_fn(|| work.next()).collect::<Vec<_>>()
        });
        work.pause(false);
        assert_eq!(worker.join().expect("it ends"), [1, 3].map(ArticleId));
    }

    #[test]
    fn what_is_decided_shows_when_all_is_analysed_too() {
        let (events, received) = mpsc::channel();
        let work = start(vec![document("Mara Chen")], Vec::new(), events);
        let chen = |briefing: &Briefing| briefing.actors.iter().any(|actor| actor.name == "Mara Chen");
        assert!(chen(&next(&received)));
        let actor = ActorAnchor { name: "Mara Chen".into(), ..ActorAnchor::default() };
        work.decide(vec![Decision::NotAnActor { actor }]);
        assert!(!chen(&next(&received)));
        work.decide(Vec::new());
        assert!(chen(&next(&received)));
    }
}
