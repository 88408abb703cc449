//! Annotated articles: what an attribution should be, in code points.

use std::{collections::BTreeMap, fs};

use anyhow::Context as _;
use dixit::{
    model::{Analysis, Document, EntityKind, Given, Origin},
    text::points::Points,
};
use serde::{Deserialize, de::DeserializeOwned};

/// A span in code points, end exclusive.
pub type PointSpan = [u32; 2];

/// An annotated article.
#[derive(Debug, Deserialize)]
pub struct Gold {
    pub id: String,
    pub text: String,
    pub attributions: Vec<Said>,
    /// Text that counts on neither side.
    #[serde(default)]
    pub discard: Vec<PointSpan>,
    /// Who the sources are, as far as that is annotated; empty where no actors are.
    #[serde(skip)]
    pub actors: Option<Vec<Actor>>,
}

/// An annotated attribution.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Said {
    /// Who says it; empty where nobody is named.
    pub source: Vec<PointSpan>,
    pub content: Vec<PointSpan>,
}

/// Who an annotated source is.
#[derive(Debug, Deserialize)]
pub struct Actor {
    pub source: PointSpan,
    pub name: String,
    #[serde(default)]
    pub aliases: Vec<String>,
    #[serde(rename = "type")]
    pub kind: String,
}

impl Gold {
    /// The article as the engine gets it.
    pub fn document(&self) -> Document {
        Document {
            id: self.id.clone(),
            raw: self.text.as_str().into(),
            origin: Origin::Stdin,
            given: Given::default(),
        }
    }

    /// What a marked-up article of the project expects.
    pub fn marked(id: String, document: &Document, analysis: &Analysis) -> Self {
        let points = Points::new(&document.raw);
        let mut attributions = Vec::new();
        let mut actors = Vec::new();
        for attribution in &analysis.attributions {
            let mention = attribution.speaker.and_then(|id| analysis.mention(id));
            let source: Vec<PointSpan> = mention.map(|m| points.span(m.span)).into_iter().collect();
            if let (Some(&source), Some(entity)) =
                (source.first(), analysis.actor_of(attribution).and_then(|id| analysis.entity(id)))
            {
                let kind = if entity.kind == EntityKind::Unnamed { "anonymous" } else { entity.kind.name() };
                actors.push(Actor {
                    source,
                    name: entity.name.clone(),
                    aliases: entity.aliases.iter().map(|a| a.form.clone()).collect(),
                    kind: kind.to_owned(),
                });
            }
            let content = attribution.quotation.content.iter().map(|&span| points.span(span)).collect();
            attributions.push(Said { source, content });
        }
        let text = document.raw.to_string();
        Self { id, text, attributions, discard: Vec::new(), actors: Some(actors) }
    }
}

/// Reads annotated articles and, from another file, who their sources are.
pub fn read(path: &str, actors: Option<&str>) -> anyhow::Result<Vec<Gold>> {
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
