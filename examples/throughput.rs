//! How fast the whole analysis is on one core over articles of your own: `cargo run --release --example
//! throughput ARTICLES.jsonl…`

use std::{fs, hint::black_box, time::Instant};

use anyhow::Context as _;
use dixit::{
    model::{Document, Given, Origin},
    pipeline::Engine,
};

#[allow(clippy::print_stdout, reason = "an example reports on standard output")]
fn main() -> anyhow::Result<()> {
    let began = Instant::now();
    let engine = Engine::new();
    println!("start-up {:.1} ms", began.elapsed().as_secs_f64() * 1e3);
    for path in std::env::args().skip(1) {
        let documents = documents(&path)?;
        let bytes: usize = documents.iter().map(|d| d.raw.len()).sum();
        // The best of three rounds: the others had company.
        let rounds = (0..3).map(|_| {
            let began = Instant::now();
            for document in &documents {
                black_box(engine.analyse(document));
            }
            began.elapsed().as_secs_f64()
        });
        let best = rounds.fold(f64::INFINITY, f64::min);
        println!(
            "{path}: {} articles, {:.2} MB, {:.0} ms, {:.2} MB/s on one core",
            documents.len(),
            bytes as f64 / 1e6,
            best * 1e3,
            bytes as f64 / 1e6 / best
        );
    }
    Ok(())
}

fn documents(path: &str) -> anyhow::Result<Vec<Document>> {
    let text = fs::read_to_string(path).with_context(|| format!("reading {path}"))?;
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| {
            let record: serde_json::Value = serde_json::from_str(line)?;
            let field = |name| record.get(name).and_then(|v| v.as_str()).unwrap_or_default();
            Ok(Document {
                id: field("id").to_owned(),
                raw: field("text").into(),
                origin: Origin::Stdin,
                given: Given::default(),
            })
        })
        .collect()
}
