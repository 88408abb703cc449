//! Mentions: names, pronouns and descriptions, each with what it seems to refer to.
//!
//! ```text
//! [Iraqi Foreign Minister Fuad Hussein] said [the senior diplomat] told [him] … [Iraq’s interior ministry]
//!  name, head "Fuad Hussein"            nominal, head "diplomat"  pronoun   nominal, head "ministry"
//! ```
//! Names are runs of capitals, cut at titles and nationalities, joined over particles and "of"; what kind of
//! thing each names is chosen by a linear model over its words and neighbours, pooled over all places where
//! the document uses the same name. Descriptions are noun phrases whose head noun can speak, or that stand
//! where a speaker stands.

mod kind;
mod names;
mod nominal;
mod pronoun;

pub use kind::{
    FEATURES as NAME_FEATURES, KindWeights, NameContext, NameKind, feature_names as name_feature_names,
};
pub use names::{NameSpan, spans as name_spans};

use crate::{
    lexicon::Lexicon,
    model::{BlockKind, Layout, Mention, Segments},
};

/// Finds the mentions of a document, in order of the text; a mention may contain others, never share a
/// head. None is resolved yet.
pub fn find(
    raw: &str,
    layout: &Layout,
    segments: &Segments,
    lexicon: &Lexicon,
    weights: &KindWeights,
) -> Vec<Mention> {
    let mut names = Vec::with_capacity(segments.tokens.len() / 16);
    let mut out = Vec::with_capacity(segments.tokens.len() / 8);
    for paragraph in &segments.paragraphs {
        let kind = layout.blocks.get(paragraph.block as usize).map_or(BlockKind::Paragraph, |b| b.kind);
        let sentences = segments.sentences.get(paragraph.sentences.range()).unwrap_or_default();
        for sentence in sentences {
            let from = names.len();
            names::spans(raw, segments, sentence.tokens, kind, lexicon, &mut names);
            let taken = names.get(from..).unwrap_or_default();
            nominal::find(raw, segments, sentence.tokens, taken, &mut out);
            pronoun::find(raw, segments, sentence.tokens, &mut out);
        }
    }
    kind::classify(raw, segments, lexicon, weights, &names, &mut out);
    out.sort_unstable_by_key(|m: &Mention| (m.span.start(), std::cmp::Reverse(m.span.end())));
    out
}

/// Reads the embedded weights of the names' kinds.
pub fn embedded_weights(lexicon: &Lexicon) -> KindWeights {
    let names = kind::feature_names();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    KindWeights::embedded(include_str!("weights/names.tsv"), &names, lexicon)
}
