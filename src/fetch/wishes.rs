//! What a server wishes: its `robots.txt` is asked for before anything else of it.

use std::{
    sync::{Arc, PoisonError},
    time::{Duration, Instant},
};

use url::Url;

use super::{
    Event, address,
    client::{self, Size, Trouble},
    robots::{self, Robots},
    step::{HOPS, Job, Worker},
};

/// What is known of a server's wishes.
#[derive(Debug, Clone)]
pub(super) enum Wishes {
    /// They are being asked for.
    Asked,
    Known(Arc<Robots>),
    /// They cannot be had, so nothing is asked of it.
    Unknown(String),
}

impl Worker {
    /// Asks what a server allows; how long it is left alone then.
    pub(super) fn robots(&self, server: &str, url: Url, tries: u32) -> Duration {
        let mut url = url;
        let mut wishes = Wishes::Unknown("robots.txt leads from one place to another".to_owned());
        self.tell(Event::Asking(self.number, url.to_string()));
        // At least five redirects are to be followed, wherever they lead.
        for _ in 0..=HOPS {
            match self.run.client.get(&url, None, Size::Beginning(robots::LARGEST), &mut |_, _| {}) {
                Ok(answer) => match answer.status {
                    200..=299 => {
                        let robots = Robots::parse(&answer.body, &self.run.settings.agent);
                        wishes = Wishes::Known(Arc::new(robots));
                    }
                    301 | 302 | 303 | 307 | 308 => {
                        let next = answer.location.as_deref().map(|link| address::join(&url, link));
                        if let Some(Ok(next)) = next {
                            url = next;
                            continue;
                        }
                        wishes = Wishes::Known(Arc::default());
                    }
                    // What may be asked for is nowhere said.
                    400..=499 if answer.status != 429 => wishes = Wishes::Known(Arc::default()),
                    status => {
                        if let Some(pause) = self.again(&answer, tries) {
                            return self.robots_again(server, url, tries, pause, &client::status(status));
                        }
                        wishes = Wishes::Unknown(format!(
                            "what it allows is not known: robots.txt gives {}",
                            client::status(status)
                        ));
                    }
                },
                Err(Trouble { reason, temporary: true }) if tries < self.run.settings.retries => {
                    return self.robots_again(server, url, tries, self.backoff(tries), &reason);
                }
                Err(Trouble { reason, .. }) => {
                    wishes = Wishes::Unknown(format!("{reason} (asked for robots.txt)"));
                }
            }
            break;
        }
        self.tell(Event::Idle(self.number));
        self.run.wishes.lock().unwrap_or_else(PoisonError::into_inner).insert(server.to_owned(), wishes);
        Duration::ZERO
    }

    fn robots_again(&self, server: &str, url: Url, tries: u32, after: Duration, reason: &str) -> Duration {
        self.tell(Event::Idle(self.number));
        self.tell(Event::Again { url: url.to_string(), reason: reason.to_owned(), after });
        self.run.queue.add(server, Job::Robots(url, tries + 1), Instant::now(), true);
        after
    }
}
