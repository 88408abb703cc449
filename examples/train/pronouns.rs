//! Learning pronouns: from GUM's clusters, its news left out.

use std::path::Path;

use anyhow::{Context as _, Result};
use dixit::{
    actor::{self, Sources, pronoun},
    attribute::{Models, Scene, attribute},
    clean,
    lexicon::Lexicon,
    linear::{
        names,
        train::{Choice, Settings, learn as fit},
    },
    mention::{self, KindWeights},
    quote,
    segment::segment,
    text::Span,
};
use serde::Deserialize;

use crate::gold::{Bytes, document};

#[derive(Deserialize)]
struct Gum {
    id: String,
    text: String,
    mentions: Vec<Marked>,
}

#[derive(Deserialize)]
struct Marked {
    head: [u32; 2],
    cluster: String,
}

/// Learns the weights; returns the file.
pub fn learn(dir: &Path, lexicon: &Lexicon, name_weights: &KindWeights, models: &Models) -> Result<String> {
    let path = dir.join("gum-mentions.jsonl");
    let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let mut choices: Vec<Choice> = Vec::new();
    for line in text.lines().filter(|l| !l.trim().is_empty()) {
        let gum: Gum = serde_json::from_str(line)?;
        if gum.id.starts_with("GUM_news_") {
            continue;
        }
        let bytes = Bytes::new(&gum.text);
        let gold: Vec<(Span, String)> =
            gum.mentions.iter().map(|m| (bytes.span(m.head), m.cluster.clone())).collect();
        let document = document(gum.id, gum.text, None);
        let raw: &str = &document.raw;
        let layout = clean::clean(&document);
        let segments = segment(raw, &layout, lexicon);
        let mut mentions = mention::find(raw, &layout, &segments, lexicon, name_weights);
        let passages = quote::find(raw, &segments);
        let attributions =
            attribute(&Scene::new(raw, &layout, &segments, &mentions, &passages, lexicon), models);
        let clusters: Vec<Option<&String>> = mentions
            .iter()
            .map(|m| {
                let best = gold.iter().filter(|(g, _)| g.overlaps(m.head));
                best.min_by_key(|(g, _)| g.len().abs_diff(m.head.len())).map(|(_, c)| c)
            })
            .collect();
        let sources = Sources {
            raw,
            segments: &segments,
            passages: &passages,
            attributions: &attributions,
            lexicon,
            author: None,
        };
        let same = |a: usize, b: usize| {
            Some(clusters.get(a).copied().flatten()? == clusters.get(b).copied().flatten()?)
        };
        choices.extend(actor::lessons(sources, &mut mentions, same));
    }
    let border = choices.len() * 4 / 5;
    // A few hundred choices: what they teach is held back more than where there are thousands.
    let settings = Settings { least: 5, l2: 1e-2, ..Settings::default() };
    let trial = fit(&choices[..border], pronoun::FEATURES.len(), settings);
    let asked: Vec<&Choice> = choices[border..].iter().filter(|c| !c.right.is_empty()).collect();
    let right = asked.iter().filter(|c| crate::attribution::picks_right(c, &trial)).count();
    eprintln!("pronouns: {} choices, held out {right} of {} right", choices.len(), asked.len());
    let weights = fit(&choices, pronoun::FEATURES.len(), settings);
    Ok(weights.write(
        "Which earlier mention a pronoun stands for: feature, value, weight.\n\
         Learned by examples/train from the clusters of GUM, its news left out.",
        &names(pronoun::FEATURES),
        lexicon,
    ))
}
