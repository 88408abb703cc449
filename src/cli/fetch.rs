//! `dixit fetch`: pages are saved into a folder, with bars on a terminal.

use std::{
    io::{self, IsTerminal as _, Write as _},
    sync::{Arc, atomic::AtomicBool},
    time::Duration,
};

use indicatif::{HumanBytes, MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};
use rustc_hash::FxHashMap;
use signal_hook::{consts, flag};

use super::{Outcome, args::FetchArgs, console::Console};
use crate::{
    fetch::{self, Became, Event, Settings, Summary, Timeouts, sources},
    text::safe,
};

/// How often bars turn.
const TURN: Duration = Duration::from_millis(120);

pub(super) fn run(args: &FetchArgs, console: &mut Console) -> anyhow::Result<Outcome> {
    let (mut wanted, mut unusable) = (Vec::new(), Vec::new());
    for what in &args.what {
        let (some, wrong) = sources::wanted(what, &mut io::stdin()).map_err(anyhow::Error::msg)?;
        wanted.extend(some);
        unusable.extend(wrong);
    }
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [consts::SIGINT, consts::SIGTERM] {
        // Whoever asks a second time does not want to wait.
        flag::register_conditional_shutdown(signal, 130, Arc::clone(&stop))?;
        flag::register(signal, Arc::clone(&stop))?;
    }
    let mut printer = Printer::new(console);
    for one in &unusable {
        printer.done(&one.what, &Became::Failed(one.reason.clone()))?;
    }
    let mut lines = Ok(());
    let summary = fetch::run(wanted, settings(args), &stop, &mut |event| {
        let told = printer.tell(event);
        if lines.is_ok() && told.is_err() {
            lines = told;
            stop.store(true, std::sync::atomic::Ordering::Relaxed);
        }
    })?;
    printer.finish();
    lines?;
    let failed = summary.failed + unusable.len();
    console.notice(&sentence(&Summary { failed, ..summary }));
    Ok(match (summary.left, failed) {
        (1.., _) => Outcome::Stopped,
        (_, 0) => Outcome::Done,
        _ => Outcome::Incomplete,
    })
}

fn settings(args: &FetchArgs) -> Settings {
    let usual = Settings::new(args.output.clone());
    let times = Timeouts::default();
    // No time at all is no limit to the system.
    let whole = args.timeout.max(Duration::from_millis(1));
    Settings {
        agent: args.user_agent.clone(),
        limit: args.limit,
        largest: u64::try_from(args.largest).unwrap_or_default() << 20,
        retries: args.retries,
        servers: usize::try_from(args.servers).unwrap_or(1),
        delay: args.delay,
        timeouts: Timeouts {
            connect: times.connect.min(whole),
            answer: times.answer.min(whole),
            pause: times.pause.min(whole),
            whole,
            ..times
        },
        certificates: args.ca.clone(),
        ..usual
    }
}

/// What became of all, in a sentence.
fn sentence(summary: &Summary) -> String {
    let Summary { saved, changed, same, twice, from_feed, failed, left } = *summary;
    let pages = if saved == 1 { "page" } else { "pages" };
    let mut parts = vec![format!("{saved} {pages} saved")];
    for (count, what) in [
        (changed, "changed"),
        (same, "not changed"),
        (from_feed, "from the feed alone"),
        (twice, "twice"),
        (failed, "failed"),
    ] {
        if count > 0 {
            parts.push(format!("{count} {what}"));
        }
    }
    if left > 0 {
        parts.push(format!("stopped with {left} to go; the same command goes on"));
    }
    parts.join(", ")
}

/// Says what happens: bars where standard error is a terminal, lines where standard output is none.
struct Printer<'c> {
    console: &'c mut Console,
    bars: Option<Bars>,
}

struct Bars {
    all: MultiProgress,
    total: ProgressBar,
    /// By the number of the worker.
    each: FxHashMap<usize, ProgressBar>,
}

impl<'c> Printer<'c> {
    fn new(console: &'c mut Console) -> Self {
        let bars = io::stderr().is_terminal().then(Bars::new);
        Self { console, bars }
    }

    fn tell(&mut self, event: &Event) -> io::Result<()> {
        if let Some(bars) = &mut self.bars {
            bars.tell(event);
        }
        match event {
            Event::Done(url, became) => self.done(url, became)?,
            Event::Again { url, reason, after } => {
                self.notice(&format!("{url}: {reason}; tried again in {:.1} s", after.as_secs_f64()));
            }
            Event::Feed { url, items, taken } if taken < items => {
                self.notice(&format!("{url}: the {taken} newest of {items} items (--limit)"));
            }
            Event::Feed { url, items: 0, .. } => self.notice(&format!("{url}: a feed without items")),
            Event::Feed { .. } | Event::More(_) | Event::Asking(..) | Event::Heard(..) | Event::Idle(_) => {}
        }
        Ok(())
    }

    fn done(&mut self, url: &str, became: &Became) -> io::Result<()> {
        let (what, more) = match became {
            Became::Saved(file) => ("saved", file),
            Became::Changed(file) => ("changed", file),
            Became::Same(file) => ("same", file),
            Became::Twice(of) => ("twice", of),
            Became::FromFeed(file, reason) => {
                self.notice(&format!("{url}: {reason}; the text of its feed is kept"));
                ("from feed", file)
            }
            Became::Failed(reason) => {
                self.notice(&format!("{url}: {reason}"));
                ("failed", reason)
            }
            Became::Read => return Ok(()),
        };
        if self.console.columns.is_none() {
            self.console.fields([what, url, more])?;
            // Whoever reads along wants to see what is there.
            self.console.flush()?;
        }
        Ok(())
    }

    /// A line on standard error, above the bars.
    fn notice(&mut self, text: &str) {
        match &self.bars {
            Some(bars) => bars.all.suspend(|| self.console.notice(text)),
            None => self.console.notice(text),
        }
    }

    fn finish(&mut self) {
        if let Some(bars) = self.bars.take() {
            for bar in bars.each.values() {
                bar.disable_steady_tick();
            }
            let _ = bars.all.clear();
            bars.all.set_draw_target(ProgressDrawTarget::hidden());
            let _ = io::stderr().flush();
        }
    }
}

impl Bars {
    fn new() -> Self {
        let all = MultiProgress::new();
        let total = all.add(ProgressBar::new(0));
        total.set_style(style("{bar:30} {pos} of {len}  {elapsed}  {msg}"));
        Self { all, total, each: FxHashMap::default() }
    }

    fn tell(&mut self, event: &Event) {
        match event {
            Event::More(count) => self.total.inc_length(*count as u64),
            Event::Done(..) => self.total.inc(1),
            Event::Asking(worker, url) => {
                let bar = self.all.add(ProgressBar::new_spinner());
                bar.set_style(style("  {spinner} {prefix:>10} {msg}"));
                bar.set_message(shortened(&safe::line(url)));
                bar.enable_steady_tick(TURN);
                self.each.insert(*worker, bar);
            }
            Event::Heard(worker, bytes, _) => {
                if let Some(bar) = self.each.get(worker) {
                    bar.set_prefix(HumanBytes(*bytes).to_string());
                }
            }
            Event::Idle(worker) => {
                if let Some(bar) = self.each.remove(worker) {
                    bar.finish_and_clear();
                    self.all.remove(&bar);
                }
            }
            Event::Again { .. } | Event::Feed { .. } => {}
        }
    }
}

/// An address that leaves room at the end of its line, where terminals show `^C`.
fn shortened(url: &str) -> String {
    let columns = terminal_size::terminal_size_of(io::stderr()).map_or(80, |(width, _)| usize::from(width.0));
    let room = columns.saturating_sub(20);
    if url.chars().count() <= room {
        return url.to_owned();
    }
    url.chars().take(room.saturating_sub(1)).chain(['…']).collect()
}

/// A style of our own, which is as it should be.
fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template)
        .unwrap_or_else(|_| ProgressStyle::default_bar())
        .progress_chars("━╸ ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_became_of_all_is_one_sentence() {
        let some = Summary { saved: 12, same: 3, twice: 1, failed: 2, ..Summary::default() };
        assert_eq!(sentence(&some), "12 pages saved, 3 not changed, 1 twice, 2 failed");
        assert_eq!(sentence(&Summary::default()), "0 pages saved");
        let stopped = Summary { saved: 1, left: 4, ..Summary::default() };
        assert_eq!(sentence(&stopped), "1 page saved, stopped with 4 to go; the same command goes on");
    }
}
