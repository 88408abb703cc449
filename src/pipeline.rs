//! One document through all stages; many documents in parallel.

use rayon::prelude::*;

use crate::{
    actor::{self, Sources},
    attribute::{self, Models, Scene},
    clean, language,
    lexicon::Lexicon,
    linear::Weights,
    mention::{self, KindWeights},
    model::{Analysis, Document, Problem},
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
        let language = language::tell(document, &layout);
        if let Some(other) = language.filter(|language| !language.is_english()) {
            let message = format!("in {}: not analysed, since only English is", other.name);
            let problems = vec![Problem { span: None, message }];
            return Analysis { layout, language, problems, ..Analysis::default() };
        }
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
        Analysis { layout, language, sentences, mentions, entities, attributions, problems: Vec::new() }
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
    #[test]
    fn what_is_not_in_english_is_cleaned_and_said_not_to_be_analysed() {
        let raw = "Le maire a déclaré mardi que le pont resterait fermé pendant une semaine et que les bacs \
                   circuleraient la nuit. « Nous n’avons pas le choix », a ajouté Madeleine Okafor devant la presse.";
        let document = crate::model::Document {
            id: "1".into(),
            raw: raw.into(),
            origin: crate::model::Origin::Stdin,
            given: crate::model::Given::default(),
        };
        let analysis = Engine::new().analyse(&document);
        assert_eq!(analysis.language.map(|language| language.name), Some("French"));
        assert_eq!((analysis.attributions.len(), analysis.mentions.len()), (0, 0));
        assert_eq!(analysis.problems[0].message, "in French: not analysed, since only English is");
        assert!(!analysis.layout.blocks.is_empty());
    }
}
