//! Whether analysis is linear in the text: hostile and ordinary texts at one size and at ten times that size,
//! with the time of each stage. Ends with status 1 if ten times the text takes much more than ten times the time.
//!
//! ```text
//! cargo run --release --example linear                       # on the samples, cut up in many ways
//! cargo run --release --example linear -- [--only NAME] ARTICLES.jsonl
//! ```
#![allow(clippy::print_stdout, reason = "an example reports on standard output")]

mod texts;

use std::{
    hint::black_box,
    process::ExitCode,
    time::{Duration, Instant},
};

use anyhow::Context;
use dixit::{
    clean,
    lexicon::Lexicon,
    mention::{self, KindWeights},
    model::{Document, Given, Origin},
    pipeline::Engine,
    quote, segment,
};

/// Ten times the text may take this much times the time: caches are not linear.
const LIMIT: f64 = 16.0;

/// Times below this say nothing.
const FLOOR: Duration = Duration::from_millis(200);

const SEEDS: [&str; 5] = [
    include_str!("../../seeds/000_38564df801d3a5f3.txt"),
    include_str!("../../seeds/001_a249941743d59ac2.txt"),
    include_str!("../../seeds/002_2ee78586a9d7a01e.txt"),
    include_str!("../../seeds/003_f98e653622b961b7.txt"),
    include_str!("../../seeds/004_d3326551aab423fa.txt"),
];

const STAGES: [&str; 5] = ["clean", "segment", "mention", "quote", "attribute and actor"];

fn main() -> anyhow::Result<ExitCode> {
    let (mut only, mut path) = (None, None);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--only" => only = arguments.next(),
            _ => path = Some(argument),
        }
    }
    let prose = match path {
        Some(path) => articles(&path)?,
        None => SEEDS.join("\n\n"),
    };
    let stages = Stages::new();
    let mut good = true;
    println!("{:28} {:>9} {:>9} {:>6} {:>7}  slowest stages", "text", "ms", "10x ms", "ratio", "MB/s");
    for text in texts::all() {
        let name = text.name;
        if only.as_deref().is_some_and(|o| !name.contains(o)) {
            continue;
        }
        let (small, large) = (text.make(&prose, text.size), text.make(&prose, text.size * 10));
        let (a, b) = (stages.time(&small), stages.time(&large));
        let (short, long): (Duration, Duration) = (a.iter().sum(), b.iter().sum());
        let ratio =
            long.as_secs_f64() / short.as_secs_f64() / (large.len() as f64 / small.len() as f64) * 10.0;
        let bad = ratio > LIMIT && long > FLOOR;
        good &= !bad;
        let mut slow: Vec<(f64, f64, &str)> = a
            .iter()
            .zip(&b)
            .zip(STAGES)
            .map(|((a, b), name)| (b.as_secs_f64() * 1e3, b.as_secs_f64() / a.as_secs_f64(), name))
            .collect();
        slow.sort_by(|a, b| b.0.total_cmp(&a.0));
        let slow: Vec<String> =
            slow.iter().take(3).map(|(ms, ratio, name)| format!("{name} {ms:.0} (x{ratio:.0})")).collect();
        println!(
            "{name:28} {:>9.1} {:>9.1} {ratio:>6.1} {:>7.2}  {}{}",
            short.as_secs_f64() * 1e3,
            long.as_secs_f64() * 1e3,
            large.len() as f64 / 1e6 / long.as_secs_f64(),
            slow.join(", "),
            if bad { "  NOT LINEAR" } else { "" }
        );
    }
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The engine, and what its first stages need to be timed one by one.
struct Stages {
    engine: Engine,
    lexicon: Lexicon,
    names: KindWeights,
}

impl Stages {
    fn new() -> Self {
        let lexicon = Lexicon::embedded();
        let names = mention::embedded_weights(&lexicon);
        Self { engine: Engine::new(), lexicon, names }
    }

    /// The best of three runs, one for slow texts.
    fn time(&self, raw: &str) -> [Duration; 5] {
        let document =
            Document { id: String::new(), raw: raw.into(), origin: Origin::Stdin, given: Given::default() };
        let mut best = self.once(&document);
        for _ in 0..2 {
            if best.iter().sum::<Duration>() < Duration::from_millis(500) {
                let again = self.once(&document);
                best = std::array::from_fn(|i| best[i].min(again[i]));
            }
        }
        best
    }

    fn once(&self, document: &Document) -> [Duration; 5] {
        let raw: &str = &document.raw;
        let mut times = [Duration::ZERO; 5];
        let mut began = Instant::now();
        let mut lap = |stage: usize| {
            times[stage] = began.elapsed();
            began = Instant::now();
        };
        let layout = clean::clean(document);
        lap(0);
        let segments = segment::segment(raw, &layout, &self.lexicon);
        lap(1);
        black_box(mention::find(raw, &layout, &segments, &self.lexicon, &self.names));
        lap(2);
        black_box(quote::find(raw, &segments));
        lap(3);
        drop((layout, segments));
        let began = Instant::now();
        black_box(self.engine.analyse(document));
        times[4] = began.elapsed().saturating_sub(times.iter().sum());
        times
    }
}

/// The texts of JSON Lines, one after the other.
fn articles(path: &str) -> anyhow::Result<String> {
    let lines = std::fs::read_to_string(path).with_context(|| format!("reading {path}"))?;
    let mut out = String::new();
    for line in lines.lines().filter(|l| !l.trim().is_empty()) {
        let record: serde_json::Value = serde_json::from_str(line)?;
        out.push_str(record.get("text").and_then(|t| t.as_str()).unwrap_or_default());
        out.push_str("\n\n");
    }
    Ok(out)
}
