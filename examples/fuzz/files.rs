//! Files spoiled in many ways, read as the program reads them: that ends soon, and what is read keeps the laws.
//!
//! A reader may refuse what it gets. A panic of a crate is contained by the program, and counted here by its place; one of
//! our own code is a finding.

use std::{
    collections::BTreeMap,
    fs, panic,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use dixit::{
    clean,
    ingest::{
        Intake,
        formats::{Budget, Context, draft::broken, read_all},
    },
};

use crate::{random::Random, seeds, spoil};

/// Longer than this is slow, whatever a file of the corpus became.
const SLOW: Duration = Duration::from_secs(2);

/// Reads such files for so many seconds.
pub fn run(seconds: u64, seed: u64, places: &[PathBuf]) -> ExitCode {
    let corpus = [Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")];
    let files = seeds::gather(if places.is_empty() { &corpus } else { places });
    if files.is_empty() {
        println!("no files there");
        return ExitCode::from(2);
    }
    let panics = listen();
    let mut random = Random::new(seed);
    let (began, mut tried, mut refused, mut slowest) = (Instant::now(), 0_u64, 0, (Duration::ZERO, 0));
    let mut taken: BTreeMap<&'static str, u64> = BTreeMap::new();
    while began.elapsed() < Duration::from_secs(seconds) {
        let (name, bytes) = spoil::spoiled(&files, &mut random);
        let (intake, took) = timed(&name, &bytes);
        let own = panics.lock().ok().and_then(|places| places.keys().find(|place| is_ours(place)).cloned());
        let wrong = own.map(|place| format!("it panics at {place}")).or_else(|| wrong(&intake, took));
        if let Some(wrong) = wrong {
            let file = std::env::temp_dir().join(format!("fuzz-{seed}-{tried}-{name}"));
            println!("{wrong}: file {tried} of seed {seed}, kept as {}", file.display());
            return if fs::write(file, bytes).is_ok() { ExitCode::FAILURE } else { ExitCode::from(2) };
        }
        refused += intake.skipped.len();
        for document in intake.documents {
            clean::clean(&document);
            *taken.entry(document.given.format).or_default() += 1;
        }
        slowest = slowest.max((took, tried));
        tried += 1;
    }
    println!(
        "{tried} files of {} seeds, nothing broken; articles: {taken:?}; {refused} refusals",
        files.len()
    );
    println!("slowest {:.1?} (file {}); memory at most {}", slowest.0, slowest.1, peak());
    for (place, times) in panics.lock().iter().flat_map(|places| places.iter()) {
        println!("{times} panics contained: {place}");
    }
    ExitCode::SUCCESS
}

/// Where panics were, and how often, from now on.
fn listen() -> Arc<Mutex<BTreeMap<String, u64>>> {
    let places = Arc::new(Mutex::new(BTreeMap::new()));
    let heard = Arc::clone(&places);
    panic::set_hook(Box::new(move |info| {
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        if let Ok(mut heard) = heard.lock() {
            *heard.entry(place).or_default() += 1;
        }
    }));
    places
}

/// Whether a place of a panic is in this package: the compiler names its files by paths that do not begin at the root.
fn is_ours(place: &str) -> bool {
    Path::new(place).is_relative()
}

/// What a file gives, and how long that takes: on a busy machine everything is slow at times.
fn timed(name: &str, bytes: &[u8]) -> (Intake, Duration) {
    let read = || {
        let budget = Budget::new(bytes.len() as u64);
        let start = Instant::now();
        let intake = read_all(bytes.to_vec(), &Context::file(Path::new(name), &budget), true);
        (intake, start.elapsed())
    };
    let (intake, mut took) = read();
    for _ in 0..4 {
        if took > SLOW {
            took = took.min(read().1);
        }
    }
    (intake, took)
}

/// What of the laws of reading does not hold, if any.
fn wrong(intake: &Intake, took: Duration) -> Option<String> {
    let broken = intake.documents.iter().find_map(broken).map(str::to_owned);
    broken.or_else(|| (took > SLOW).then(|| format!("it takes {took:.1?}")))
}

/// The most memory that was ever used, as the system says it.
fn peak() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or_else(|| "unknown".to_owned(), |line| line.trim().to_owned())
}
