//! Reading annotated articles from JSON Lines.

use std::{collections::BTreeMap, fs};

use anyhow::Context as _;
use serde::{Deserialize, de::DeserializeOwned};

use crate::gold::{Actor, Gold};

/// Reads annotated articles and, from another file, who their sources are.
pub fn golds(path: &str, actors: Option<&str>) -> anyhow::Result<Vec<Gold>> {
    #[derive(Deserialize)]
    struct Actors {
        id: String,
        actors: Vec<Actor>,
    }
    let mut golds: Vec<Gold> = lines(path)?;
    if let Some(path) = actors {
        let mut by_id: BTreeMap<String, Vec<Actor>> =
            lines(path)?.into_iter().map(|a: Actors| (a.id, a.actors)).collect();
        for gold in &mut golds {
            gold.actors = Some(by_id.remove(&gold.id).unwrap_or_default());
        }
    }
    Ok(golds)
}

fn lines<T: DeserializeOwned>(path: &str) -> anyhow::Result<Vec<T>> {
    let text = fs::read_to_string(path).with_context(|| format!("reading {path}"))?;
    text.lines()
        .zip(1..)
        .filter(|(line, _)| !line.trim().is_empty())
        .map(|(line, n)| serde_json::from_str(line).with_context(|| format!("{path}:{n}")))
        .collect()
}
