//! Fetching pages into a folder, which is then opened like any other. The only module that opens connections, and only
//! `dixit fetch` calls it; without the feature `fetch` it is not in the program.
//!
//! [`sources`] says what is wanted, `queue` who is asked next, `wishes` what that allows, `client` asks, `step` decides what an
//! answer means, `store` saves. Servers are asked side by side, each for one thing at a time, and only for what its
//! `robots.txt` allows.

pub mod sources;

mod address;
mod arrived;
mod client;
mod encoding;
mod queue;
mod robots;
mod step;
mod store;
mod tls;
mod wishes;

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, RecvTimeoutError},
    },
    thread,
    time::{Duration, Instant},
};

pub use self::client::Timeouts;
use self::{
    client::Client,
    queue::Queue,
    sources::Wanted,
    step::{Run, Worker},
    store::Store,
};

/// What calls itself so, unless the user says otherwise.
pub const AGENT: &str = concat!("dixit/", env!("CARGO_PKG_VERSION"));

/// How often it is looked whether to stop.
const LOOK: Duration = Duration::from_millis(50);

/// How long those that are being told of are waited for once it is stopped.
const SOON: Duration = Duration::from_millis(500);

/// How pages are fetched.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where to.
    pub folder: PathBuf,
    /// What the program calls itself; `robots.txt` is asked for the name it begins with.
    pub agent: String,
    /// How many items of a feed, the newest first.
    pub limit: usize,
    /// Bytes of a page, as it is sent and unpacked.
    pub largest: u64,
    /// How often more something is tried that may go another time.
    pub retries: u32,
    /// How many servers are asked side by side.
    pub servers: usize,
    /// Between two requests to a server, unless that wants more.
    pub delay: Duration,
    /// How long to wait before trying again; twice as long each time.
    pub backoff: Duration,
    /// The longest a server may have one wait.
    pub patience: Duration,
    /// How long a request may take.
    pub timeouts: Timeouts,
    /// Whether proxies are used that the environment names.
    pub proxied: bool,
    /// Certificates to trust beside the system's.
    pub certificates: Option<PathBuf>,
}

impl Settings {
    /// What is usual, into `folder`.
    pub fn new(folder: PathBuf) -> Self {
        Self {
            folder,
            agent: AGENT.to_owned(),
            limit: 50,
            largest: 32 << 20,
            retries: 3,
            servers: 8,
            delay: Duration::from_secs(1),
            backoff: Duration::from_secs(2),
            patience: Duration::from_mins(2),
            timeouts: Timeouts::default(),
            proxied: true,
            certificates: None,
        }
    }
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// So many more pages and feeds are to be had.
    More(usize),
    /// A worker, by its number, asks for an address.
    Asking(usize, String),
    /// So many bytes have come to it, of so many.
    Heard(usize, u64, Option<u64>),
    /// It is done with that.
    Idle(usize),
    /// Something will be tried again after a while.
    Again {
        /// Address.
        url: String,
        /// Why it did not go.
        reason: String,
        /// How long that is.
        after: Duration,
    },
    /// A feed has so many items, of which so many are asked for.
    Feed {
        /// Address, or file.
        url: String,
        /// Items it has.
        items: usize,
        /// Items that are asked for.
        taken: usize,
    },
    /// Something came to its end.
    Done(String, Became),
}

/// What became of something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Became {
    /// A new page, in this file of the folder.
    Saved(String),
    /// A page that was there has changed.
    Changed(String),
    /// … has not changed.
    Same(String),
    /// It is there already: the file, or the address it is asked for under.
    Twice(String),
    /// Its page could not be had, and the text of its feed is in this file; why.
    FromFeed(String, String),
    /// A feed, or a list of feeds, whose items are asked for.
    Read,
    /// It could not be had; why.
    Failed(String),
}

/// How many became what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// New pages.
    pub saved: usize,
    /// Pages of which there was another version.
    pub changed: usize,
    /// Pages that were there.
    pub same: usize,
    /// Addresses of pages that have another one.
    pub twice: usize,
    /// Pages whose feeds' own text was saved.
    pub from_feed: usize,
    /// What could not be had.
    pub failed: usize,
    /// What was not asked for any more because it was stopped.
    pub left: usize,
}

impl Summary {
    fn count(&mut self, became: &Became) {
        let counter = match became {
            Became::Saved(_) => &mut self.saved,
            Became::Changed(_) => &mut self.changed,
            Became::Same(_) => &mut self.same,
            Became::Twice(_) => &mut self.twice,
            Became::FromFeed(..) => &mut self.from_feed,
            Became::Failed(_) => &mut self.failed,
            Became::Read => return,
        };
        *counter += 1;
    }
}

/// Why nothing can be fetched.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// The folder cannot be made or read.
    #[error("{0}")]
    Folder(String),
    /// The certificates the user names cannot be read.
    #[error("{0}")]
    Certificates(String),
    /// What the program is to call itself cannot be sent.
    #[error("a program cannot call itself that: {0}")]
    Agent(String),
    /// The system gives no threads.
    #[error("no threads are to be had: {0}")]
    Threads(std::io::Error),
}

/// Fetches all that is wanted, until `stop` says so; `tell` is told what happens, in order.
pub fn run(
    wanted: Vec<Wanted>,
    settings: Settings,
    stop: &AtomicBool,
    tell: &mut dyn FnMut(&Event),
) -> Result<Summary, FetchError> {
    if settings.agent.trim().is_empty() || settings.agent.contains(|c: char| !(' '..='~').contains(&c)) {
        return Err(FetchError::Agent(settings.agent));
    }
    let store = Store::open(&settings.folder)
        .map_err(|error| FetchError::Folder(store::failed(&settings.folder, &error)))?;
    let client =
        Client::new(&settings.agent, &settings.timeouts, settings.proxied, settings.certificates.as_deref())
            .map_err(FetchError::Certificates)?;
    let workers = settings.servers.max(1);
    let run = Arc::new(Run::new(settings, client, Queue::new(), store));
    let (sender, events) = mpsc::channel();
    Worker::new(0, Arc::clone(&run), sender.clone()).want(wanted);
    for number in 0..workers {
        let worker = Worker::new(number, Arc::clone(&run), sender.clone());
        // Not waited for: one that hangs in the system's search for a name must not keep the user.
        thread::Builder::new()
            .name("fetching".to_owned())
            .spawn(move || worker.work())
            .map_err(FetchError::Threads)?;
    }
    drop(sender);
    let mut summary = Summary::default();
    let mut stopped: Option<Instant> = None;
    loop {
        match events.recv_timeout(LOOK) {
            // What breaks off because it is stopped did not fail.
            Ok(Event::Done(_, Became::Failed(_)) | Event::Again { .. }) if stopped.is_some() => {}
            Ok(event) => {
                match &event {
                    Event::More(count) => summary.left += count,
                    Event::Done(_, became) => {
                        summary.left -= 1;
                        summary.count(became);
                    }
                    _ => {}
                }
                tell(&event);
            }
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => {}
        }
        if stopped.is_none() && stop.load(Ordering::Relaxed) {
            run.stop();
            stopped = Some(Instant::now());
        }
        if stopped.is_some_and(|stopped| stopped.elapsed() > SOON) {
            break;
        }
    }
    run.store.sync();
    Ok(summary)
}
