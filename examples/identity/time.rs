//! How long joining takes (analysis not counted, the best of ten rounds), and what each rule joins.

use std::{hint::black_box, sync::Arc, time::Instant};

use dixit::{
    briefing::Briefing,
    model::{Analysis, Document, Given, Origin},
    pipeline::Engine,
};

type Documents = Vec<(Arc<Document>, Option<Arc<Analysis>>)>;

fn read(engine: &Engine, path: &str) -> anyhow::Result<Documents> {
    let text = std::fs::read_to_string(path)?;
    let mut documents = Documents::new();
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
    Ok(documents)
}

/// Every join, by rule, those of most forms first within it.
pub fn joins(engine: &Engine, path: &str, only: Option<&str>) -> anyhow::Result<String> {
    let briefing = Briefing::new(read(engine, path)?);
    let mut rows: Vec<String> = Vec::new();
    for actor in &briefing.actors {
        let wanted = actor.joins.iter().filter(|join| only.is_none_or(|rule| rule == join.rule));
        rows.extend(wanted.map(|join| {
            let unsure = if join.uncertain { "?" } else { "" };
            format!("{}{unsure}\t{}\t{}\n", join.rule, actor.name, join.words)
        }));
    }
    rows.sort();
    Ok(rows.concat())
}

/// Measures; returns the row.
pub fn measure(engine: &Engine, path: &str) -> anyhow::Result<String> {
    let documents = read(engine, path)?;
    let rounds = (0..10).map(|_| {
        let documents = documents.clone();
        let began = Instant::now();
        black_box(Briefing::new(documents));
        began.elapsed().as_secs_f64() * 1e3
    });
    let best = rounds.fold(f64::INFINITY, f64::min);
    Ok(format!("{path}: {} articles, {best:.1} ms to join\n", documents.len()))
}
