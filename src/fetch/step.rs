//! One step of a job: a request, and what its answer means. A redirect is a new job for the server it leads to.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Mutex, PoisonError, mpsc::Sender},
    time::{Duration, Instant},
};

use chrono::{DateTime, Utc};
use rustc_hash::FxHashMap;
use url::Url;

use super::{
    Became, Event, Settings, address, arrived,
    client::{self, Answer, Client, Size, Trouble},
    queue::Queue,
    sources::Wanted,
    store::{self, Kept, Page, Store},
    wishes::Wishes,
};
use crate::ingest::{
    decoded,
    fetched::FeedItem,
    formats::{
        feed::{self, Entry},
        html,
    },
};

/// Redirects that are followed.
pub(super) const HOPS: usize = 10;

/// The shortest time between two words on how much has come.
const BETWEEN: Duration = Duration::from_millis(100);

/// What may come at an address, by how it was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Found {
    /// In a feed: no further feed.
    InFeed,
    /// In a list of feeds: no further list.
    InList,
    /// Named by the user.
    Named,
}

/// Something to be asked of a server.
#[derive(Debug)]
pub(super) enum Job {
    /// What it asks of programs, at this address by now; how often it was tried.
    Robots(Url, u32),
    /// A page or a feed.
    Page(Box<Ask>),
}

/// A page or feed to be asked for.
#[derive(Debug, Clone)]
pub(super) struct Ask {
    asked: Url,
    /// Where redirects have led so far.
    url: Url,
    /// Addresses that led here.
    hops: Vec<Url>,
    tries: u32,
    found: Found,
    /// The feed it was found in, and what that says of it.
    item: Option<Arc<(FeedItem, Entry)>>,
}

/// What all workers share.
#[derive(Debug)]
pub(super) struct Run {
    pub settings: Settings,
    pub client: Client,
    pub queue: Queue<Job>,
    pub store: Store,
    feeds: Store,
    pub wishes: Mutex<FxHashMap<String, Wishes>>,
    /// What is asked for, none twice, by its key.
    seen: Mutex<FxHashMap<String, String>>,
}

impl Run {
    pub fn new(settings: Settings, client: Client, queue: Queue<Job>, store: Store) -> Self {
        let feeds = Store::feeds(&settings.folder);
        Self { settings, client, queue, store, feeds, wishes: Mutex::default(), seen: Mutex::default() }
    }

    /// Ends it soon: what is being written is finished, nothing more is.
    pub fn stop(&self) {
        self.queue.stop();
        self.client.stop();
        self.store.close();
        self.feeds.close();
    }
}

/// One of those that ask side by side.
#[derive(Debug)]
pub(super) struct Worker {
    pub number: usize,
    pub run: Arc<Run>,
    events: Sender<Event>,
}

impl Worker {
    pub fn new(number: usize, run: Arc<Run>, events: Sender<Event>) -> Self {
        Self { number, run, events }
    }

    pub fn tell(&self, event: Event) {
        // Nobody listens any more once it is stopped.
        let _ = self.events.send(event);
    }

    fn done(&self, url: &str, became: Became) {
        self.tell(Event::Done(url.to_owned(), became));
    }

    /// Does jobs until there are no more.
    pub fn work(self) {
        while let Some((server, job)) = self.run.queue.next() {
            let asked = match &job {
                Job::Robots(..) => None,
                Job::Page(ask) => Some(ask.asked.to_string()),
            };
            let pause = catch_unwind(AssertUnwindSafe(|| match job {
                Job::Robots(url, tries) => self.robots(&server, url, tries),
                Job::Page(ask) => self.page(&server, *ask),
            }));
            // What anybody may send can hit a mistake in what reads it.
            let pause = pause.unwrap_or_else(|_| {
                if let Some(asked) = asked {
                    self.done(&asked, Became::Failed("so damaged that it cannot be read".to_owned()));
                }
                self.run.settings.delay
            });
            self.run.queue.done(&server, pause);
        }
    }

    /// Adds what is wanted.
    pub fn want(&self, wanted: Vec<Wanted>) {
        for one in wanted {
            match one {
                Wanted::Address(url) => self.ask(url, Found::Named, None),
                Wanted::Feed(url) => self.ask(url, Found::InList, None),
                Wanted::Items(from, entries) => self.items(&from, None, entries),
            }
        }
    }

    /// Adds something to ask for, unless it is asked for already.
    fn ask(&self, url: Url, found: Found, item: Option<Arc<(FeedItem, Entry)>>) {
        self.tell(Event::More(1));
        let key = self.run.store.main_key(&url);
        let first = {
            let mut seen = self.run.seen.lock().unwrap_or_else(PoisonError::into_inner);
            let first = seen.get(&key).cloned();
            seen.entry(key).or_insert_with(|| url.to_string());
            first
        };
        if let Some(first) = first {
            return self.done(url.as_str(), Became::Twice(first));
        }
        let ask = Ask { asked: url.clone(), url, hops: Vec::new(), tries: 0, found, item };
        self.add(ask, Instant::now());
    }

    /// Adds it to the jobs of its server, behind the question what that allows.
    fn add(&self, ask: Ask, after: Instant) {
        let server = address::server(&ask.url);
        let mut wishes = self.run.wishes.lock().unwrap_or_else(PoisonError::into_inner);
        if !wishes.contains_key(&server) {
            wishes.insert(server.clone(), Wishes::Asked);
            if let Ok(url) = ask.url.join("/robots.txt") {
                self.run.queue.add(&server, Job::Robots(url, 0), Instant::now(), true);
            }
        }
        drop(wishes);
        self.run.queue.add(&server, Job::Page(Box::new(ask)), after, false);
    }

    /// Adds the newest items of a feed, which is at `base`.
    fn items(&self, feed: &str, base: Option<&Url>, entries: Vec<Entry>) {
        let items = entries.len();
        let newest: Vec<Entry> =
            arrived::newest_first(entries).into_iter().take(self.run.settings.limit).collect();
        self.tell(Event::Feed { url: feed.to_owned(), items, taken: newest.len() });
        for entry in newest {
            let link = entry.url.clone().unwrap_or_default();
            let url = match base {
                _ if link.is_empty() => Err("an item without an address".to_owned()),
                Some(base) => address::join(base, &link),
                None => address::parse(&link),
            };
            match url {
                Ok(url) => {
                    let item = Arc::new((arrived::item(feed, &entry), entry));
                    self.ask(url, Found::InFeed, Some(item));
                }
                Err(reason) => {
                    self.tell(Event::More(1));
                    let title = entry.title.map(|title| format!(" ({title})")).unwrap_or_default();
                    self.done(&format!("{feed}: {link}{title}"), Became::Failed(reason));
                }
            }
        }
    }

    /// Asks for a page; how long its server is left alone then.
    fn page(&self, server: &str, ask: Ask) -> Duration {
        let wishes = self.run.wishes.lock().unwrap_or_else(PoisonError::into_inner).get(server).cloned();
        let robots = match wishes {
            Some(Wishes::Known(robots)) => robots,
            Some(Wishes::Unknown(reason)) => {
                self.failed(&ask, &reason);
                return Duration::ZERO;
            }
            Some(Wishes::Asked) | None => {
                self.run.queue.add(server, Job::Page(Box::new(ask)), Instant::now(), false);
                return self.run.settings.delay;
            }
        };
        if !robots.allows(&ask.url) {
            self.failed(&ask, "its robots.txt does not allow it");
            return Duration::ZERO;
        }
        let pause = robots.delay.map_or(self.run.settings.delay, |delay| delay.max(self.run.settings.delay));
        self.tell(Event::Asking(self.number, ask.url.to_string()));
        let (store, feeds) = (&self.run.store, &self.run.feeds);
        let condition = store.condition(&ask.url).or_else(|| feeds.condition(&ask.url));
        let mut last = Instant::now();
        let mut heard = |bytes: u64, of: Option<u64>| {
            if last.elapsed() >= BETWEEN {
                last = Instant::now();
                self.tell(Event::Heard(self.number, bytes, of));
            }
        };
        let size = Size::Whole(self.run.settings.largest);
        let answer = self.run.client.get(&ask.url, condition.as_ref(), size, &mut heard);
        self.tell(Event::Idle(self.number));
        match answer {
            Ok(answer) => self.answered(ask, &answer, pause),
            Err(Trouble { reason, temporary: true }) if ask.tries < self.run.settings.retries => {
                let after = self.backoff(ask.tries);
                self.page_again(ask, after, &reason);
                pause
            }
            Err(Trouble { reason, .. }) => {
                self.failed(&ask, &reason);
                pause
            }
        }
    }

    fn page_again(&self, ask: Ask, after: Duration, reason: &str) {
        self.tell(Event::Again { url: ask.asked.to_string(), reason: reason.to_owned(), after });
        let tries = ask.tries + 1;
        self.add(Ask { tries, ..ask }, Instant::now() + after);
    }

    /// What an answer means; how long the server is left alone then.
    fn answered(&self, ask: Ask, answer: &Answer, pause: Duration) -> Duration {
        match answer.status {
            200 | 203 if answer.body.is_empty() => self.failed(&ask, "empty"),
            200 | 203 => self.came(&ask, answer),
            304 if let Some((feed, kind)) = self.run.feeds.copy(&ask.url) => {
                self.feed(&ask, feed, kind.and_then(|kind| store::charset(&kind)).as_deref());
            }
            304 => match self.run.store.unchanged(&ask.asked, &ask.url) {
                Ok(Some(kept)) => self.done(ask.asked.as_str(), became(kept)),
                Ok(None) => self.failed(&ask, "said to be unchanged, and is not here"),
                Err(error) => self.failed(&ask, &store::failed(&self.run.settings.folder, &error)),
            },
            301 | 302 | 303 | 307 | 308 => match redirected(&ask, answer.location.as_deref()) {
                Ok(ask) => self.add(ask, Instant::now()),
                Err(reason) => self.failed(&ask, &reason),
            },
            408 | 425 | 429 | 500 | 502 | 503 | 504 => {
                let status = client::status(answer.status);
                match self.again(answer, ask.tries) {
                    Some(after) => {
                        self.page_again(ask, after, &status);
                        // Who says when to come back wants to be left alone until then.
                        return if answer.retry_after.is_some() { pause.max(after) } else { pause };
                    }
                    None => match answer.retry_after.as_deref().and_then(wait) {
                        Some(wait) if wait > self.run.settings.patience => {
                            let wait = client::time(wait);
                            self.failed(&ask, &format!("{status}, and asks to come back in {wait}"));
                        }
                        _ => self.failed(&ask, &status),
                    },
                }
            }
            status => self.failed(&ask, &client::status(status)),
        }
        pause
    }

    /// How long to wait before something is tried again, if it is.
    pub fn again(&self, answer: &Answer, tries: u32) -> Option<Duration> {
        let wait = answer.retry_after.as_deref().and_then(wait).unwrap_or_else(|| self.backoff(tries));
        (tries < self.run.settings.retries && wait <= self.run.settings.patience).then_some(wait)
    }

    pub fn backoff(&self, tries: u32) -> Duration {
        let settings = &self.run.settings;
        settings.backoff.saturating_mul(1 << tries.min(16)).min(settings.patience)
    }

    /// Asks for the items of a feed.
    fn feed(&self, ask: &Ask, feed: Vec<u8>, label: Option<&str>) {
        if ask.found == Found::InFeed {
            return self.failed(ask, "a feed in a feed, which is not followed");
        }
        match feed::entries(feed, label) {
            Ok(entries) => {
                self.items(ask.url.as_str(), Some(&ask.url), entries);
                self.done(ask.asked.as_str(), Became::Read);
            }
            Err(reason) => self.failed(ask, &reason),
        }
    }

    /// Something came: it is saved, or its items are asked for.
    fn came(&self, ask: &Ask, answer: &Answer) {
        let kind = answer.content_type.as_deref();
        let label = kind.and_then(store::charset);
        let format = arrived::kind(&answer.body, &arrived::name(&ask.url, kind));
        match format {
            Some(format) if arrived::is_feed(format) => {
                // Kept for the next time alone: this time goes without as well.
                let _ = self.run.feeds.save(&page_in(ask, answer, None, "xml"));
                self.feed(ask, answer.body.clone(), label.as_deref());
            }
            Some(format) if arrived::is_list(format) => {
                if ask.found < Found::Named {
                    return self.failed(ask, "a list of feeds in another, which is not followed");
                }
                match decoded(answer.body.clone(), label.as_deref()).and_then(|text| feed::listed(&text)) {
                    Ok(listed) => {
                        for feed in listed {
                            match address::join(&ask.url, &feed) {
                                Ok(url) => self.ask(url, Found::InList, None),
                                Err(reason) => {
                                    self.tell(Event::More(1));
                                    self.done(&feed, Became::Failed(reason));
                                }
                            }
                        }
                        self.done(ask.asked.as_str(), Became::Read);
                    }
                    Err(reason) => self.failed(ask, &reason),
                }
            }
            Some(format) => {
                if let Some(reason) = arrived::too_large(format, answer.body.len()) {
                    return self.failed(ask, &reason);
                }
                let link = arrived::is_page(format).then(|| html::canonical(&answer.body, label.as_deref()));
                let canonical = link.flatten().and_then(|link| address::canonical(&ask.url, &link));
                let extension = format.extensions.first().copied().unwrap_or("txt");
                match self.run.store.save(&page_in(ask, answer, canonical.as_ref(), extension)) {
                    Ok(kept) => self.done(ask.asked.as_str(), became(kept)),
                    Err(error) => self.failed(ask, &store::failed(&self.run.settings.folder, &error)),
                }
            }
            None => self.failed(ask, &arrived::unread(kind)),
        }
    }

    /// A page cannot be had. What was saved before stays; else the text of its feed is saved, where there is one.
    fn failed(&self, ask: &Ask, reason: &str) {
        let asked = ask.asked.as_str();
        if let Some(retrieved) = self.run.store.retrieved(&ask.asked) {
            return self.done(asked, Became::Failed(format!("{reason}; the copy of {retrieved} stays")));
        }
        let item = ask.item.as_deref();
        let Some((item, text)) = item.and_then(|(item, entry)| Some((item, arrived::page_of(entry)?))) else {
            return self.done(asked, Became::Failed(reason.to_owned()));
        };
        let page = Page {
            asked: &ask.asked,
            url: &ask.asked,
            canonical: None,
            status: 0,
            content_type: Some("text/html; charset=utf-8"),
            etag: None,
            last_modified: None,
            item: Some(item),
            from_item: true,
            extension: "html",
            bytes: text.as_bytes(),
        };
        match self.run.store.save(&page) {
            Ok(Kept::New(name) | Kept::Changed(name)) => {
                self.done(asked, Became::FromFeed(name, reason.to_owned()));
            }
            Ok(kept) => self.done(asked, became(kept)),
            Err(error) => {
                let reason = format!("{reason}; {}", store::failed(&self.run.settings.folder, &error));
                self.done(asked, Became::Failed(reason));
            }
        }
    }
}

/// The job that a redirect is.
fn redirected(ask: &Ask, location: Option<&str>) -> Result<Ask, String> {
    let location = location.ok_or("leads on, and does not say where to")?;
    let next = address::join(&ask.url, location).map_err(|reason| format!("leads on: {reason}"))?;
    if ask.url.scheme() == "https" && next.scheme() == "http" {
        return Err(format!("leads from https to {next}, which is not followed: name it yourself"));
    }
    if next == ask.url || ask.hops.contains(&next) {
        return Err(format!("leads in a circle: {next}"));
    }
    if ask.hops.len() >= HOPS {
        return Err(format!("leads on more than {HOPS} times"));
    }
    let mut hops = ask.hops.clone();
    hops.push(ask.url.clone());
    Ok(Ask { url: next, hops, tries: 0, ..ask.clone() })
}

/// What came, as it is saved.
fn page_in<'p>(ask: &'p Ask, answer: &'p Answer, canonical: Option<&'p Url>, extension: &'p str) -> Page<'p> {
    Page {
        asked: &ask.asked,
        url: &ask.url,
        canonical,
        status: answer.status,
        content_type: answer.content_type.as_deref(),
        etag: answer.etag.as_deref(),
        last_modified: answer.last_modified.as_deref(),
        item: ask.item.as_deref().map(|(item, _)| item),
        from_item: false,
        extension,
        bytes: &answer.body,
    }
}

fn became(kept: Kept) -> Became {
    match kept {
        Kept::New(name) => Became::Saved(name),
        Kept::Changed(name) => Became::Changed(name),
        Kept::Same(name) => Became::Same(name),
        Kept::Twice(name) => Became::Twice(name),
    }
}

/// How long a `Retry-After` asks to wait: seconds, or until a time.
fn wait(retry_after: &str) -> Option<Duration> {
    if let Ok(seconds) = retry_after.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let until = DateTime::parse_from_rfc2822(retry_after).ok()?;
    let now = DateTime::<Utc>::from(std::time::SystemTime::now());
    Some((until.with_timezone(&Utc) - now).to_std().unwrap_or_default())
}
