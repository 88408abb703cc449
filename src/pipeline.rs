//! One document through all stages; many documents in parallel.

use rayon::prelude::*;

use crate::{
    actor::{self, Sources},
    attribute::{self, Models, Scene},
    clean,
    lexicon::Lexicon,
    linear::Weights,
    mention::{self, KindWeights},
    model::{Analysis, Document},
    quote, segment,
};

/// The stages with everything they know before they see a text.
#[derive(Debug)]
pub struct Engine {
    lexicon: Lexicon,
    names: KindWeights,
    models: Models,
    pronouns: Weights,
}

impl Engine {
    /// Loads word lists and weights; a few milliseconds, so do it once.
    pub fn new() -> Self {
        let lexicon = Lexicon::embedded();
        let names = mention::embedded_weights(&lexicon);
        let models = Models::embedded(&lexicon);
        let pronouns = actor::embedded_weights(&lexicon);
        Self { lexicon, names, models, pronouns }
    }

    /// The stages with other weights, as training tries them.
    pub fn with(lexicon: Lexicon, names: KindWeights, models: Models, pronouns: Weights) -> Self {
        Self { lexicon, names, models, pronouns }
    }

    /// Everything known of one document. Cannot fail: what is odd is in [`Analysis::problems`].
    pub fn analyse(&self, document: &Document) -> Analysis {
        let raw: &str = &document.raw;
        let layout = clean::clean(document);
        let segments = segment::segment(raw, &layout, &self.lexicon);
        let mut mentions = mention::find(raw, &layout, &segments, &self.lexicon, &self.names);
        let passages = quote::find(raw, &segments);
        let mut attributions = {
            let scene = Scene::new(raw, &layout, &segments, &mentions, &passages, &self.lexicon);
            attribute::attribute(&scene, &self.models)
        };
        let byline = layout.byline.map(|span| span.of(raw));
        let sources = Sources {
            raw,
            segments: &segments,
            passages: &passages,
            attributions: &attributions,
            lexicon: &self.lexicon,
            author: document.given.author.as_deref().or(byline),
        };
        let entities = actor::resolve(sources, &self.pronouns, &mut mentions);
        actor::explain(raw, &mentions, &entities, &mut attributions);
        let sentences = segments.sentence_spans().collect();
        Analysis { layout, sentences, mentions, entities, attributions, problems: Vec::new() }
    }

    /// All documents, in parallel, in their order.
    pub fn analyse_all(&self, documents: &[Document]) -> Vec<Analysis> {
        documents.par_iter().map(|d| self.analyse(d)).collect()
    }
}

impl Default for Engine {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::Engine;

    #[test]
    fn embedded_weights_can_be_read() {
        let engine = Engine::new();
        assert!(!engine.models.speaker.is_empty());
    }
}
