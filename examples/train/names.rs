//! Learning what names name: from the tagger's names in the training articles, and GUM's human mentions.

use std::{collections::HashMap, path::Path};

use anyhow::{Context as _, Result};
use dixit::{
    clean,
    lexicon::Lexicon,
    linear::{
        Value, describe,
        train::{Choice, Settings, learn as fit},
    },
    mention::{NAME_FEATURES, NameContext, NameKind, name_feature_names, name_spans},
    model::{BlockKind, Document},
    segment::segment,
    text::Span,
};
use serde::Deserialize;

use crate::gold::{Article, Bytes, document};

#[derive(Deserialize)]
struct Tagged {
    id: String,
    ner: Vec<(u32, u32, String)>,
}

#[derive(Deserialize)]
struct Gum {
    id: String,
    text: String,
    mentions: Vec<GumMention>,
}

#[derive(Deserialize)]
struct GumMention {
    head: [u32; 2],
    span: [u32; 2],
    #[serde(rename = "type")]
    kind: String,
    #[serde(rename = "kind")]
    form: String,
}

/// Learns the weights; returns the file.
pub fn learn(train: &[Article], dir: &Path, lexicon: &Lexicon) -> Result<String> {
    let mut choices = Vec::new();
    let tagged = read::<Tagged>(&dir.join("polnear-train-names.jsonl"))?;
    let tagged: HashMap<String, Tagged> = tagged.into_iter().map(|t| (t.id.clone(), t)).collect();
    for article in train {
        let Some(t) = tagged.get(&article.document.id) else { continue };
        let bytes = Bytes::new(&article.document.raw);
        let gold: Vec<(Span, NameKind)> = t
            .ner
            .iter()
            .map(|(s, e, kind)| {
                let kind = match kind.as_str() {
                    "PERSON" => NameKind::Person,
                    "ORGANIZATION" => NameKind::Organization,
                    "LOCATION" => NameKind::Place,
                    _ => NameKind::Other,
                };
                (bytes.span([*s, *e]), kind)
            })
            .collect();
        choices.extend(of_document(&article.document, &gold, lexicon, 1));
    }
    let polnear = choices.len();
    // The news of GUM are the articles of wikinews-dev, which only measure.
    for gum in
        read::<Gum>(&dir.join("gum-mentions.jsonl"))?.into_iter().filter(|g| !g.id.starts_with("GUM_news_"))
    {
        let bytes = Bytes::new(&gum.text);
        let gold: Vec<(Span, NameKind)> = gum
            .mentions
            .iter()
            .filter(|m| m.form == "name")
            .map(|m| {
                let kind = match m.kind.as_str() {
                    "person" => NameKind::Person,
                    "organization" => NameKind::Organization,
                    "place" => NameKind::Place,
                    _ => NameKind::Other,
                };
                let (head, span) = (bytes.span(m.head), bytes.span(m.span));
                (if span.covers(head) { head } else { span }, kind)
            })
            .collect();
        choices.extend(of_document(&document(gum.id, gum.text, None), &gold, lexicon, 2));
    }
    eprintln!("names: {polnear} of PolNeAR, {} of GUM", choices.len() - polnear);
    let names = name_feature_names();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    // Every tenth is held out to tell how good the choice is on names not learned from.
    let (held, seen): (Vec<_>, Vec<_>) = choices.iter().cloned().enumerate().partition(|(i, _)| i % 10 == 9);
    let strip = |v: Vec<(usize, Choice)>| v.into_iter().map(|(_, c)| c).collect::<Vec<_>>();
    let (held, seen) = (strip(held), strip(seen));
    let settings = Settings { least: 20, most: 6000, epochs: 8, ..Settings::default() };
    let trial = fit(&seen, names.len(), settings);
    let right = held.iter().filter(|c| crate::attribution::picks_right(c, &trial)).count();
    eprintln!("names: {right} of {} held out right", held.len());
    let weights = fit(&choices, names.len(), settings);
    eprintln!("names: {} weights", weights.len());
    Ok(weights.write(
        "What a name names: feature.kind, value, weight.\n\
         Learned by examples/train from the names an automatic tagger found in the PolNeAR training articles\n\
         and from the human mentions of GUM.",
        &names,
        lexicon,
    ))
}

/// One choice among the four kinds for each name found in a document.
fn of_document(
    document: &Document,
    gold: &[(Span, NameKind)],
    lexicon: &Lexicon,
    weight: usize,
) -> Vec<Choice> {
    let layout = clean::clean(document);
    let segments = segment(&document.raw, &layout, lexicon);
    let mut spans = Vec::new();
    for paragraph in &segments.paragraphs {
        let kind = layout.blocks.get(paragraph.block as usize).map_or(BlockKind::Paragraph, |b| b.kind);
        for sentence in &segments.sentences[paragraph.sentences.range()] {
            name_spans(&document.raw, &segments, sentence.tokens, kind, lexicon, &mut spans);
        }
    }
    let mut out = Vec::new();
    for span in spans {
        let tokens = &segments.tokens[span.name.range()];
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { continue };
        let place = first.span.join(last.span);
        let best = gold
            .iter()
            .filter(|(g, _)| g.overlaps(place))
            .max_by_key(|(g, _)| g.intersect(place).map_or(0, Span::len));
        let right = best.map_or(NameKind::Other, |(_, k)| *k);
        let context = NameContext::new(&document.raw, &segments, span, lexicon);
        let values = describe(NAME_FEATURES, &context);
        let kinds = NameKind::ALL.len();
        let candidates = (0..kinds)
            .map(|k| {
                let mut row = vec![Value::NONE; values.len() * kinds];
                for (f, v) in values.iter().enumerate() {
                    row[f * kinds + k] = *v;
                }
                row
            })
            .collect();
        let right = NameKind::ALL.iter().position(|k| *k == right).into_iter().collect();
        let choice = Choice { candidates, right };
        for _ in 0..weight {
            out.push(choice.clone());
        }
    }
    out
}

fn read<T: serde::de::DeserializeOwned>(path: &Path) -> Result<Vec<T>> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    text.lines().filter(|l| !l.trim().is_empty()).map(|l| Ok(serde_json::from_str(l)?)).collect()
}
