//! Actors of one document: which mentions are the same somebody.
//!
//! Names cluster first (full names, surnames, abbreviations), then descriptions join a name they stand beside
//! or that has their role, then each pronoun chooses among the earlier mentions that agree. What cannot be told
//! stays apart: an unnamed source is never forced onto a name.

mod cast;
mod cluster;
mod describe;
pub mod pronoun;

use cast::Cast;
use pronoun::Stage;

use crate::{
    lexicon::Lexicon,
    linear::{Weights, names, train::Choice},
    model::{
        Agreement, Alias, Attribution, Entity, EntityId, EntityKind, Evidence, Mention, MentionId,
        MentionKind, Passages, Segments,
    },
    text::{Span, fold::fold},
};

/// What resolving may look at beside the mentions.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'s> {
    /// The text as it arrived.
    pub raw: &'s str,
    /// Its tokens, sentences, paragraphs.
    pub segments: &'s Segments,
    /// Its quoted runs.
    pub passages: &'s Passages,
    /// Who says what, by mention.
    pub attributions: &'s [Attribution],
    /// The word lists.
    pub lexicon: &'s Lexicon,
    /// Who wrote it, as its file or its byline says: whoever says "I" outside quotations.
    pub author: Option<&'s str>,
}

/// Resolves the mentions of a document: sets each one's entity and returns the entities in order of their
/// first mention. Weights are those of [`embedded_weights`].
pub fn resolve(sources: Sources, weights: &Weights, mentions: &mut [Mention]) -> Vec<Entity> {
    let mut cast = named(sources, mentions, may_be_meant);
    let author = author(sources, mentions, &mut cast);
    let stage = stage(sources, mentions);
    pronoun::resolve(&stage, weights, author, mentions, &mut cast);
    forget_silent(sources, mentions);
    cast.finish(mentions)
}

/// Whether what is only described, and never speaks, is nevertheless somebody a pronoun may stand for.
fn may_be_meant(mention: &Mention) -> bool {
    matches!(mention.entity_kind, EntityKind::Unnamed | EntityKind::Organization)
}

/// Takes out what is never named and never speaks: it was there only so that no pronoun is given to somebody else.
fn forget_silent(sources: Sources, mentions: &mut [Mention]) {
    let speakers: rustc_hash::FxHashSet<MentionId> =
        sources.attributions.iter().filter_map(|a| a.speaker).collect();
    let somebody = |(i, m): (usize, &Mention)| {
        let speaks = speakers.contains(&MentionId(i as u32));
        m.entity.filter(|_| speaks || m.kind == MentionKind::Name)
    };
    let kept: rustc_hash::FxHashSet<EntityId> = mentions.iter().enumerate().filter_map(somebody).collect();
    for mention in mentions {
        mention.entity = mention.entity.filter(|entity| kept.contains(entity));
    }
}

/// Adds to each attribution whose speaker is a pronoun or a description who it was taken for, and the place where
/// that one was named last before it.
pub fn explain(raw: &str, mentions: &[Mention], entities: &[Entity], attributions: &mut [Attribution]) {
    for attribution in attributions {
        let Some(at) = attribution.speaker.map(|m| m.0 as usize) else { continue };
        let Some(mention) = mentions.get(at).filter(|m| m.kind != MentionKind::Name) else { continue };
        let Some(entity) = mention.entity.and_then(|e| entities.get(e.0 as usize)) else { continue };
        let before = entity.mentions.iter().rev().map(|m| m.0 as usize).filter(|&i| i < at);
        let named = before.filter_map(|i| mentions.get(i)).find(|m| m.kind == MentionKind::Name);
        if entity.name == mention.span.of(raw) {
            continue;
        }
        let words = [mention.span.of(raw), " → ", &entity.name].concat();
        let places = std::iter::once(mention.span).chain(named.map(|m| m.span)).collect();
        attribution.evidence.push(Evidence { feature: "actor", words, places });
    }
}

/// The choices an annotated document teaches: `same` tells whether two mentions are, by the gold, the same.
pub fn lessons(
    sources: Sources,
    mentions: &mut [Mention],
    same: impl Fn(usize, usize) -> Option<bool>,
) -> Vec<Choice> {
    // A body that never speaks is no entity, but teaches what "it" stands for all the same: without such, half of the
    // pronouns have nothing right to choose. People who are only described teach nothing more of "he" and "she".
    let mut cast = named(sources, mentions, |m| m.entity_kind == EntityKind::Organization);
    let stage = stage(sources, mentions);
    pronoun::lessons(&stage, mentions, &mut cast, same)
}

/// Reads the embedded weights of the pronouns' choice.
pub fn embedded_weights(lexicon: &Lexicon) -> Weights {
    Weights::embedded(include_str!("weights/pronoun.tsv"), &names(pronoun::FEATURES), lexicon)
}

/// Everybody who is named or described, or only described and never speaking if `silent` says so; pronouns are still
/// to come.
fn named(sources: Sources, mentions: &mut [Mention], silent: fn(&Mention) -> bool) -> Cast {
    let Sources { raw, segments, attributions, lexicon, .. } = sources;
    let speakers: rustc_hash::FxHashSet<MentionId> = attributions.iter().filter_map(|a| a.speaker).collect();
    let speaks = |i: usize| speakers.contains(&MentionId(i as u32));
    let mut cast = cluster::names(raw, segments, speaks, mentions);
    describe::nominals(raw, segments, speaks, silent, lexicon, mentions, &mut cast);
    cast
}

fn stage<'s>(sources: Sources<'s>, mentions: &[Mention]) -> Stage<'s> {
    let Sources { raw, segments, passages, attributions, .. } = sources;
    let places = segments.places(mentions.iter().map(|m| m.span));
    Stage::new(raw, segments, passages, attributions, mentions, &places)
}

/// The author's entity, if the document says who wrote it and somebody says "I" outside quotations.
fn author(sources: Sources, mentions: &[Mention], cast: &mut Cast) -> Option<EntityId> {
    let name = sources.author?.trim();
    let speaks =
        sources.attributions.iter().filter_map(|a| a.speaker).filter_map(|m| mentions.get(m.0 as usize));
    let first =
        speaks.into_iter().find(|m| m.kind == MentionKind::Pronoun && m.agreement == Agreement::First)?;
    let form = fold(name);
    let known = cast.members.iter().position(|m| m.forms.contains(&form));
    Some(known.map_or_else(
        || {
            let id = cast.add(EntityKind::Person, Agreement::Person);
            if let Some(member) = cast.member_mut(id) {
                member.aliases.push(Alias { form: name.to_owned(), first: Span::empty(first.span.start()) });
                member.forms.push(form);
            }
            id
        },
        |i| EntityId(i as u32),
    ))
}
