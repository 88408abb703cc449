//! How fast the analysis goes, and how long it will take.

use std::time::{Duration, Instant};

/// What was analysed when: from it follow the rate and the time left.
#[derive(Debug, Clone, Copy, Default)]
pub struct Progress {
    /// When the analysis began or went on, and how many articles were analysed then.
    began: Option<(Instant, usize)>,
    /// The same, when it was last heard of.
    last: Option<(Instant, usize)>,
    /// Whether it was stopped.
    pub paused: bool,
}

/// No rate is told of a time so short.
const SOON: Duration = Duration::from_millis(300);

impl Progress {
    /// Takes note that so many articles are analysed `now`.
    pub fn note(&mut self, analysed: usize, now: Instant) {
        self.began.get_or_insert((now, analysed));
        self.last = Some((now, analysed));
    }

    /// Stops it or lets it go on: the rate is told anew from then on.
    pub fn pause(&mut self) -> bool {
        self.paused = !self.paused;
        (self.began, self.last) = (None, None);
        self.paused
    }

    /// Articles a second; `None` while that cannot be told.
    pub fn rate(&self) -> Option<f64> {
        let ((from, first), (to, last)) = (self.began?, self.last?);
        let time = to.duration_since(from);
        let done = last.saturating_sub(first);
        (done > 0 && time >= SOON).then(|| done as f64 / time.as_secs_f64())
    }

    /// How long it takes until `articles` are analysed, in words.
    pub fn left(&self, articles: usize) -> Option<String> {
        let (_, done) = self.last?;
        let seconds = (articles.saturating_sub(done) as f64 / self.rate()?).ceil();
        Some(match seconds {
            ..60.0 => format!("{seconds:.0} s left"),
            _ => format!("{:.0} min left", (seconds / 60.0).ceil()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rate_and_time_left_follow_from_what_was_done() {
        let start = Instant::now();
        let at = |millis| start + Duration::from_millis(millis);
        let mut progress = Progress::default();
        progress.note(10, at(0));
        assert_eq!((progress.rate(), progress.left(100)), (None, None));
        progress.note(20, at(100));
        assert_eq!(progress.rate(), None, "too soon to tell");
        progress.note(110, at(2_000));
        assert_eq!(progress.rate(), Some(50.0));
        assert_eq!(progress.left(1_000).as_deref(), Some("18 s left"));
        assert_eq!(progress.left(100_000).as_deref(), Some("34 min left"));
        assert!(progress.pause());
        progress.note(110, at(60_000));
        assert_eq!(progress.rate(), None, "the pause does not count");
    }
}
