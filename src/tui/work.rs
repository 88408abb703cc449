//! The work behind the screen: articles analysed one by one, the wanted one first, the briefing built anew
//! as they come in, as files change and as the user decides.

use std::{
    collections::VecDeque,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak,
        mpsc::{self, Receiver, RecvTimeoutError, Sender},
    },
    thread,
    time::{Duration, Instant},
};

use rustc_hash::FxHashSet;

use super::{background, event::Event, slots::Slots, watching::Told};
use crate::{
    briefing::Briefing,
    ingest::News,
    model::{Analysis, Decision, Document, Problem},
    pipeline::Engine,
};

/// What the next briefing is to know.
#[derive(Debug)]
pub enum Known {
    /// What an article says.
    Analysis(Arc<Document>, Arc<Analysis>),
    /// All decisions in force.
    Decisions(Vec<Decision>),
    /// All articles there are by now, and what is to be told of them when they are shown.
    Articles(Vec<Arc<Document>>, Box<Told>),
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
    waiting: VecDeque<Arc<Document>>,
    /// Whether only what is wanted is analysed.
    paused: bool,
    /// How many of the first are wanted though the rest is not.
    wanted: usize,
    /// How many threads analyse.
    workers: usize,
    /// What they analyse with, while one does.
    engine: Weak<Engine>,
}

impl Queue {
    /// The next article, unless nothing is to be done for now.
    fn next(&mut self) -> Option<Arc<Document>> {
        if self.paused && self.wanted == 0 {
            return None;
        }
        self.wanted = self.wanted.saturating_sub(1);
        self.waiting.pop_front()
    }

    /// Puts an article first, which is analysed though the rest may be stopped.
    fn want(&mut self, document: Arc<Document>) {
        self.waiting.push_front(document);
        self.wanted += usize::from(self.paused);
    }
}

impl Work {
    fn queue(&self) -> MutexGuard<'_, Queue> {
        // The queue is right even when a thread died holding it: every change to it is one step.
        self.queue.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for the next article to analyse; `None` when there is none: whoever asks is to end.
    fn next(&self) -> Option<Arc<Document>> {
        let mut queue = self.queue();
        loop {
            if queue.waiting.is_empty() {
                queue.workers = queue.workers.saturating_sub(1);
                return None;
            }
            match queue.next() {
                Some(article) => return Some(article),
                None => queue = self.queue.1.wait(queue).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }

    /// Puts an article first, if it still waits. It is analysed though the rest may be stopped.
    pub fn want(&self, document: &Arc<Document>) {
        let mut queue = self.queue();
        if let Some(at) = queue.waiting.iter().position(|waiting| Arc::ptr_eq(waiting, document)) {
            queue.waiting.remove(at);
            queue.want(Arc::clone(document));
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

    /// From now on these are the articles. Of them those that changed are analysed next, those that are new when it is
    /// their turn; what is known of the others holds.
    pub fn take(&self, documents: Vec<Arc<Document>>, news: &News, told: Told) {
        // Found out before the queue is held: somebody at the screen may want an article.
        let there: FxHashSet<*const Document> = documents.iter().map(Arc::as_ptr).collect();
        let mut queue = self.queue();
        if !(news.removed.is_empty() && news.changed.is_empty()) {
            queue.waiting.retain(|waiting| there.contains(&Arc::as_ptr(waiting)));
            queue.wanted = queue.wanted.min(queue.waiting.len());
        }
        news.changed.iter().rev().for_each(|document| queue.want(Arc::clone(document)));
        queue.waiting.extend(news.new.iter().cloned());
        drop(queue);
        // Before the first analysis of them is.
        let _ = self.known.send(Known::Articles(documents, Box::new(told)));
        self.set_to_work();
        self.queue.1.notify_all();
    }

    /// Sees to it that somebody analyses what waits.
    fn set_to_work(&self) {
        // One core is left to the screen.
        let most = thread::available_parallelism().map_or(1, usize::from).saturating_sub(1).max(1);
        let mut queue = self.queue();
        let more = most.min(queue.waiting.len()).saturating_sub(queue.workers);
        if more == 0 {
            return;
        }
        queue.workers += more;
        let known = queue.engine.upgrade();
        drop(queue);
        // Words and weights are loaded anew when nobody has needed them for a while: they take more room than time.
        let engine = known.unwrap_or_else(|| Arc::new(Engine::new()));
        self.queue().engine = Arc::downgrade(&engine);
        for _ in 0..more {
            let (engine, work) = (Arc::clone(&engine), self.clone());
            background::spawn(move || analyse(&engine, &work));
        }
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
    let queue = Queue { waiting: documents.iter().cloned().collect(), ..Queue::default() };
    let work = Work { queue: Arc::new((Mutex::new(queue), Condvar::new())), known };
    let workers_work = work.clone();
    background::spawn(move || {
        workers_work.set_to_work();
        drop(workers_work);
        gather(Slots::new(documents), decisions, &received, &events);
    });
    work
}

fn analyse(engine: &Engine, work: &Work) {
    while let Some(document) = work.next() {
        let analysis = catch_unwind(AssertUnwindSafe(|| engine.analyse(&document))).unwrap_or_else(|_| {
            let message = "the analysis of this article failed; please report it".to_owned();
            Analysis { problems: vec![Problem { span: None, message }], ..Analysis::default() }
        });
        if work.known.send(Known::Analysis(document, Arc::new(analysis))).is_err() {
            return;
        }
    }
}

fn gather(
    mut slots: Slots,
    mut decisions: Vec<Decision>,
    received: &Receiver<Known>,
    events: &Sender<Event>,
) {
    let mut derived = None;
    // Briefings are freed here, some time after the screen let go of them, never while a key waits.
    let mut kept: VecDeque<Arc<Briefing>> = VecDeque::new();
    let mut due = Instant::now();
    let mut fresh = false;
    let mut told: Vec<Box<Told>> = Vec::new();
    loop {
        let wait = due.saturating_duration_since(Instant::now());
        // Whoever decided something waits to see it; so does everybody for the last analysis.
        let mut at_once = false;
        let new = if fresh { received.recv_timeout(wait) } else { received.recv().map_err(Into::into) };
        let ended = match new {
            Ok(Known::Analysis(document, analysis)) => {
                slots.know(&document, analysis);
                derived = None;
                (fresh, at_once) = (true, slots.pending() == 0);
                false
            }
            Ok(Known::Decisions(all)) => {
                decisions = all;
                (fresh, at_once) = (true, true);
                false
            }
            Ok(Known::Articles(documents, of_them)) => {
                slots.take(documents);
                told.push(of_them);
                derived = None;
                fresh = true;
                false
            }
            Err(RecvTimeoutError::Timeout) => false,
            Err(RecvTimeoutError::Disconnected) => true,
        };
        if fresh && (ended || at_once || Instant::now() >= due) {
            let begun = Instant::now();
            let briefing = Arc::new(Briefing::decided_again(slots.articles(), &decisions, &mut derived));
            if let Some(before) = kept.back() {
                briefing.take_over(before);
            }
            // Worked out here, so that no key waits for it.
            briefing.work_out_statements();
            kept.push_back(Arc::clone(&briefing));
            let told = told.drain(..).map(Event::Watched);
            if [Event::Briefing(Arc::clone(&briefing))]
                .into_iter()
                .chain(told)
                .any(|e| events.send(e).is_err())
            {
                return;
            }
            if slots.pending() == 0 {
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
        said(id, "“No.”")
    }

    fn said(id: &str, words: &str) -> Arc<Document> {
        let raw = format!("{id} said: {words}").into();
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
        let all = ["a", "b", "c"].map(document);
        work.queue().waiting.extend(all.clone());
        work.want(&all[2]);
        work.want(&document("c"));
        let waiting: Vec<String> = work.queue().waiting.iter().map(|d| d.id.clone()).collect();
        assert_eq!(waiting, ["c", "a", "b"]);
    }

    #[test]
    fn stopped_work_analyses_what_is_wanted_and_goes_on_when_it_may() {
        let (work, _received) = Work::pretended();
        let all = ["a", "b", "c", "d"].map(document);
        let id = |document: Option<Arc<Document>>| document.map(|document| document.id.clone());
        work.queue().waiting.extend(all.clone());
        assert_eq!(id(work.next()).as_deref(), Some("a"));
        work.pause(true);
        assert_eq!(id(work.queue().next()), None);
        work.want(&all[2]);
        assert_eq!(id(work.next()).as_deref(), Some("c"));
        assert_eq!(id(work.queue().next()), None);
        let worker = thread::spawn({
            let work = work.clone();
            move || std::iter::from_fn(|| id(work.next())).collect::<Vec<_>>()
        });
        work.pause(false);
        assert_eq!(worker.join().expect("it ends"), ["b", "d"]);
    }

    #[test]
    fn articles_that_come_are_analysed_and_those_that_changed_are_shown_when_they_are() {
        let (events, received) = mpsc::channel();
        let all = ["Mara Chen", "Ana Reyes"].map(document);
        let work = start(all.to_vec(), Vec::new(), events);
        while next(&received).pending() > 0 {}
        let (changed, new) = (said("Mara Chen", "“Yes.”"), document("Ravi Pillai"));
        let news =
            News { changed: vec![Arc::clone(&changed)], new: vec![Arc::clone(&new)], ..News::default() };
        work.take(vec![new, changed, Arc::clone(&all[1])], &news, Told::default());
        let (mut told, mut is_all) = (0, false);
        while told == 0 || !is_all {
            match received.recv_timeout(Duration::from_mins(1)) {
                Ok(Event::Briefing(briefing)) => {
                    let ids: Vec<&str> = briefing.articles.iter().map(|a| a.document.id.as_str()).collect();
                    assert_eq!(ids, ["Ravi Pillai", "Mara Chen", "Ana Reyes"]);
                    let chen = &briefing.articles[1];
                    assert!(chen.analysis.is_some(), "it is never without its quotations");
                    is_all = briefing.pending() == 0 && chen.document.raw.contains("Yes");
                }
                Ok(Event::Watched(_)) => told += 1,
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(told, 1);
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
