//! How long joining takes: analysis not counted, the best of ten rounds.

use std::{hint::black_box, sync::Arc, time::Instant};

use dixit::{
    briefing::Briefing,
    model::{Analysis, Document, Given, Origin},
    pipeline::Engine,
};

/// Measures; returns the row.
pub fn measure(engine: &Engine, path: &str) -> anyhow::Result<String> {
    let text = std::fs::read_to_string(path)?;
    let mut documents: Vec<(Arc<Document>, Option<Arc<Analysis>>)> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let record: serde_json::Value = serde_json::from_str(line)?;
        let field = |name| record.get(name).and_then(|v| v.as_str()).unwrap_or_default();
        let document = Document {
            id: field("id").to_owned(),
            raw: field("text").into(),
            origin: Origin::Stdin,
            given: Given::default(),
        };
        let analysis = engine.analyse(&document);
        documents.push((Arc::new(document), Some(Arc::new(analysis))));
    }
    let rounds = (0..10).map(|_| {
        let documents = documents.clone();
        let began = Instant::now();
        black_box(Briefing::new(documents));
        began.elapsed().as_secs_f64() * 1e3
    });
    let best = rounds.fold(f64::INFINITY, f64::min);
    Ok(format!("{path}: {} articles, {best:.1} ms to join\n", documents.len()))
}
