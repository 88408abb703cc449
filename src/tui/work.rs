//! The work behind the screen: articles analysed one by one, the wanted one first, the briefing built anew
//! as they come in.

use std::{
    collections::VecDeque,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{self, Receiver, RecvTimeoutError, Sender},
    },
    thread,
    time::{Duration, Instant},
};

use super::event::Event;
use crate::{
    briefing::{ArticleId, Briefing},
    model::{Analysis, Decision, Document, Problem},
    pipeline::Engine,
};

/// Articles that wait for their analysis.
#[derive(Debug, Clone)]
pub struct Queue(Arc<Mutex<VecDeque<ArticleId>>>);

impl Queue {
    fn lock(&self) -> std::sync::MutexGuard<'_, VecDeque<ArticleId>> {
        // The queue is right even when a thread died holding it: every change to it is one step.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts an article first, if it still waits.
    pub fn want(&self, article: ArticleId) {
        let mut waiting = self.lock();
        if let Some(at) = waiting.iter().position(|a| *a == article) {
            waiting.remove(at);
            waiting.push_front(article);
        }
    }
}

/// The briefing is built anew at most so often while analyses come in.
const EVERY: Duration = Duration::from_millis(100);

/// Starts the work: every so often, and at the end, a briefing with what is known by then goes to `events`.
pub fn start(documents: Vec<Arc<Document>>, decisions: Vec<Decision>, events: Sender<Event>) -> Queue {
    let queue = Queue(Arc::new(Mutex::new((0..documents.len() as u32).map(ArticleId).collect())));
    let waiting = queue.clone();
    thread::spawn(move || {
        let engine = Arc::new(Engine::new());
        let (done, results) = mpsc::channel();
        // One core is left to the screen.
        let workers = thread::available_parallelism().map_or(1, usize::from).saturating_sub(1).max(1);
        for _ in 0..workers.min(documents.len()) {
            let (engine, waiting, done) = (Arc::clone(&engine), waiting.clone(), done.clone());
            let documents = documents.clone();
            thread::spawn(move || work(&engine, &documents, &waiting, &done));
        }
        drop(done);
        gather(&documents, &decisions, &results, &events);
    });
    queue
}

fn work(engine: &Engine, documents: &[Arc<Document>], waiting: &Queue, done: &Sender<(ArticleId, Analysis)>) {
    loop {
        let Some(id) = waiting.lock().pop_front() else { return };
        let Some(document) = documents.get(id.0 as usize) else { continue };
        let analysis = catch_unwind(AssertUnwindSafe(|| engine.analyse(document))).unwrap_or_else(|_| {
            let message = "the analysis of this article failed; please report it".to_owned();
            Analysis { problems: vec![Problem { span: None, message }], ..Analysis::default() }
        });
        if done.send((id, analysis)).is_err() {
            return;
        }
    }
}

fn gather(
    documents: &[Arc<Document>],
    decisions: &[Decision],
    results: &Receiver<(ArticleId, Analysis)>,
    events: &Sender<Event>,
) {
    let mut known: Vec<(Arc<Document>, Option<Arc<Analysis>>)> =
        documents.iter().map(|d| (Arc::clone(d), None)).collect();
    // Briefings are freed here, some time after the screen let go of them, never while a key waits.
    let mut kept: VecDeque<Arc<Briefing>> = VecDeque::new();
    let mut due = Instant::now();
    let mut fresh = false;
    loop {
        let wait = due.saturating_duration_since(Instant::now());
        let ended = match if fresh { results.recv_timeout(wait) } else { results.recv().map_err(Into::into) }
        {
            Ok((id, analysis)) => {
                if let Some(slot) = known.get_mut(id.0 as usize) {
                    slot.1 = Some(Arc::new(analysis));
                }
                fresh = true;
                false
            }
            Err(RecvTimeoutError::Timeout) => false,
            Err(RecvTimeoutError::Disconnected) => true,
        };
        if fresh && (ended || Instant::now() >= due) {
            let begun = Instant::now();
            let briefing = Arc::new(Briefing::decided(known.clone(), decisions));
            kept.push_back(Arc::clone(&briefing));
            if events.send(Event::Briefing(briefing)).is_err() {
                return;
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
    use crate::model::{Given, Origin};

    fn document(id: &str) -> Arc<Document> {
        let raw = format!("{id} said: “No.”").into();
        Arc::new(Document { id: id.into(), raw, origin: Origin::Stdin, given: Given::default() })
    }

    #[test]
    fn the_last_briefing_knows_every_article() {
        let (events, received) = mpsc::channel();
        start(["a", "b", "c"].map(document).to_vec(), Vec::new(), events);
        let last = received.iter().last();
        let Some(Event::Briefing(briefing)) = last else { panic!("a briefing, not {last:?}") };
        assert_eq!((briefing.articles.len(), briefing.pending()), (3, 0));
    }

    #[test]
    fn a_wanted_article_goes_first() {
        let queue = Queue(Arc::new(Mutex::new([0, 1, 2].map(ArticleId).into())));
        queue.want(ArticleId(2));
        queue.want(ArticleId(7));
        assert_eq!(*queue.lock(), [2, 0, 1].map(ArticleId));
    }
}
