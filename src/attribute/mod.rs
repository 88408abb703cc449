//! Attribution: who said what, chosen by small linear models that can say why.
//!
//! Four choices, each with features of its own, one after the other:
//! - [`cue`]: does this word report something?
//! - [`subject`]: whose words does it report?
//! - [`content`]: where does what it reports begin and end?
//! - [`speaker`]: who says what stands in these quotation marks: the subject of one of those cues, a mention
//!   without a cue, the speaker before, or nobody?
//!
//! What the typesetting tells needs no choice: labels and credits ([`turns`]), quotations in blocks ([`block`]).
//! [`assemble`] puts the choices together: quoted runs and clauses of one cue are one quotation. The weights are
//! learned from the `PolNeAR` training articles and from lessons of our own by `cargo run --release --example train` and stored as text in
//! `weights/`.

pub mod assemble;
pub mod block;
pub mod content;
pub mod cue;
mod evidence;
pub mod scene;
pub mod speaker;
pub mod subject;
pub mod told;
pub mod turns;
mod values;

pub use assemble::attribute;
use content::ContentWeights;
pub use scene::Scene;

use crate::{
    lexicon::Lexicon,
    linear::{Weights, names},
};

/// The weights of all choices.
#[derive(Debug, Clone, Default)]
pub struct Models {
    /// Of [`cue::FEATURES`].
    pub cue: Weights,
    /// Of [`subject::FEATURES`].
    pub subject: Weights,
    /// Of [`content::SIDES`] and [`content::EDGES`].
    pub content: ContentWeights,
    /// Of [`speaker::FEATURES`].
    pub speaker: Weights,
}

impl Models {
    /// Reads the embedded weights.
    pub fn embedded(lexicon: &Lexicon) -> Self {
        let read = |text, names: Vec<&str>| Weights::embedded(text, &names, lexicon);
        Self {
            cue: read(include_str!("weights/cue.tsv"), names(cue::FEATURES)),
            subject: read(include_str!("weights/subject.tsv"), names(subject::FEATURES)),
            content: ContentWeights {
                side: read(include_str!("weights/side.tsv"), names(content::SIDES)),
                begin: read(include_str!("weights/begin.tsv"), names(content::EDGES)),
                end: read(include_str!("weights/end.tsv"), names(content::EDGES)),
                lead: read(include_str!("weights/lead.tsv"), names(content::EDGES)),
            },
            speaker: read(include_str!("weights/speaker.tsv"), names(speaker::FEATURES)),
        }
    }
}
