//! Actors of one document: which mentions are the same somebody.
//!
//! Names cluster first (full names, surnames, abbreviations), then descriptions join a name they stand beside
//! or that has their role, then pronouns follow the last subject that agrees. What cannot be told stays apart:
//! an unnamed source is never forced onto a name.

mod cluster;
mod describe;
mod pronoun;

use crate::{
    lexicon::Lexicon,
    model::{Attribution, Entity, Mention, MentionId, Passages, Segments},
};

/// Resolves the mentions of a document: sets each one's entity and returns the entities in order of their
/// first mention. Attributions tell who spoke last.
pub fn resolve(
    raw: &str,
    segments: &Segments,
    passages: &Passages,
    attributions: &[Attribution],
    lexicon: &Lexicon,
    mentions: &mut [Mention],
) -> Vec<Entity> {
    let speakers: rustc_hash::FxHashSet<MentionId> = attributions.iter().filter_map(|a| a.speaker).collect();
    let mut cast =
        cluster::names(raw, segments, lexicon, |i| speakers.contains(&MentionId(i as u32)), mentions);
    describe::nominals(raw, segments, attributions, lexicon, mentions, &mut cast);
    pronoun::resolve(raw, segments, passages, attributions, mentions, &mut cast);
    cast.finish(raw, mentions)
}
