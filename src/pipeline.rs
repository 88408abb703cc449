//! One document through all stages; many documents in parallel.

use rayon::prelude::*;

use crate::{
    clean,
    lexicon::Lexicon,
    model::{Analysis, Document},
};

/// The stages with everything they know before they see a text.
#[derive(Debug)]
pub struct Engine {
    lexicon: Lexicon,
}

impl Engine {
    /// Loads word lists and weights; a few milliseconds, so do it once.
    pub fn new() -> Self {
        Self { lexicon: Lexicon::embedded() }
    }

    /// Everything known of one document. Cannot fail: what is odd is in [`Analysis::problems`].
    pub fn analyse(&self, document: &Document) -> Analysis {
        let _ = &self.lexicon;
        Analysis { layout: clean::clean(document), ..Analysis::default() }
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
