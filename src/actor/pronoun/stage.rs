//! The stage: what the pronouns of a document may look at, and the candidates of each.

use crate::{
    actor::cluster::{Cast, agree},
    model::{Agreement, Attribution, EntityId, EntityKind, Mention, Passages, Segments},
    text::Span,
};

/// What the pronouns of a document may look at, by mention.
#[derive(Debug)]
pub struct Stage<'s> {
    pub(super) raw: &'s str,
    pub(super) segments: &'s Segments,
    /// The sentence each mention is in.
    sentences: Vec<usize>,
    /// The paragraph each sentence is in.
    paragraphs: Vec<usize>,
    /// The first token of each mention.
    pub(super) places: Vec<usize>,
    /// The quoted run each mention is in.
    quoted: Vec<Option<usize>>,
    /// Whether each mention is a speaker.
    speaks: Vec<bool>,
}

/// A pronoun with one earlier mention it may stand for.
#[derive(Debug, Clone, Copy)]
pub struct PronounContext<'s> {
    pub(super) stage: &'s Stage<'s>,
    pub(super) pronoun: &'s Mention,
    pub(super) at: usize,
    pub(super) candidate: &'s Mention,
    pub(super) other: usize,
    /// Place among the fitting mentions of its sentence.
    pub(super) rank: usize,
    /// Mentions of the same entity before the pronoun.
    pub(super) count: usize,
    /// Whether the entity spoke last before the pronoun.
    pub(super) last_speaker: bool,
}

impl<'s> Stage<'s> {
    /// Indexes a document's mentions.
    pub fn new(
        raw: &'s str,
        segments: &'s Segments,
        passages: &Passages,
        attributions: &[Attribution],
        mentions: &[Mention],
    ) -> Self {
        let start_of = |i: usize| segments.tokens.get(i).map_or(u32::MAX, |t| t.span.start());
        let sentence_of = |span: Span| {
            segments
                .sentences
                .partition_point(|s| start_of(s.tokens.start as usize) <= span.start())
                .saturating_sub(1)
        };
        let mut paragraphs = vec![0; segments.sentences.len()];
        for (i, paragraph) in segments.paragraphs.iter().enumerate() {
            for p in paragraphs.get_mut(paragraph.sentences.range()).unwrap_or_default() {
                *p = i;
            }
        }
        let inside = |span: Span| {
            let at = passages.quoted.partition_point(|q| q.span.end() <= span.start());
            passages.quoted.get(at).filter(|q| q.words > 3 && q.span.covers(span)).map(|_| at)
        };
        let mut speaks = vec![false; mentions.len()];
        for attribution in attributions {
            if let Some(slot) = attribution.speaker.and_then(|m| speaks.get_mut(m.0 as usize)) {
                *slot = true;
            }
        }
        Self {
            raw,
            segments,
            sentences: mentions.iter().map(|m| sentence_of(m.span)).collect(),
            paragraphs,
            places: mentions
                .iter()
                .map(|m| segments.tokens.partition_point(|t| t.span.end() <= m.span.start()))
                .collect(),
            quoted: mentions.iter().map(|m| inside(m.span)).collect(),
            speaks,
        }
    }

    pub(super) fn sentence(&self, i: usize) -> usize {
        self.sentences.get(i).copied().unwrap_or_default()
    }

    pub(super) fn paragraph(&self, i: usize) -> usize {
        self.paragraphs.get(self.sentence(i)).copied().unwrap_or_default()
    }

    pub(super) fn quote(&self, i: usize) -> Option<usize> {
        self.quoted.get(i).copied().flatten()
    }

    pub(super) fn speaks(&self, i: usize) -> bool {
        self.speaks.get(i).copied().unwrap_or_default()
    }

    /// The earlier mentions that the pronoun at `at` may stand for, each with its entity; nearest sentence first.
    pub(super) fn candidates<'c>(
        &'c self,
        mentions: &'c [Mention],
        cast: &Cast,
        at: usize,
    ) -> Vec<(PronounContext<'c>, EntityId)> {
        let Some(pronoun) = mentions.get(at) else { return Vec::new() };
        let own = self.sentence(at);
        let first = self.sentences.partition_point(|&s| s + REACH < own).max(at.saturating_sub(120));
        let mut counts = rustc_hash::FxHashMap::<EntityId, usize>::default();
        let mut last_speaker = None;
        for (i, mention) in mentions.iter().enumerate().take(at).skip(first) {
            if let Some(entity) = mention.entity {
                *counts.entry(entity).or_default() += 1;
                if self.speaks(i) {
                    last_speaker = Some(entity);
                }
            }
        }
        let mut out = Vec::new();
        let (mut sentence, mut rank) = (usize::MAX, 0);
        for (i, candidate) in mentions.iter().enumerate().take(at).skip(first) {
            let Some(entity) = candidate.entity else { continue };
            let elsewhere = self.quote(i).is_some() && self.quote(i) != self.quote(at);
            if elsewhere || candidate.agreement == Agreement::First || !fits(cast, entity, pronoun) {
                continue;
            }
            if self.sentence(i) == sentence {
                rank += 1;
            } else {
                (sentence, rank) = (self.sentence(i), 0);
            }
            let count = counts.get(&entity).copied().unwrap_or_default();
            let last_speaker = last_speaker == Some(entity);
            out.push((
                PronounContext { stage: self, pronoun, at, candidate, other: i, rank, count, last_speaker },
                entity,
            ));
        }
        out
    }
}

/// Sentences a pronoun looks back.
const REACH: usize = 7;

fn fits(cast: &Cast, entity: EntityId, pronoun: &Mention) -> bool {
    let Some(member) = cast.member(entity) else { return false };
    match pronoun.agreement {
        Agreement::Masculine | Agreement::Feminine => {
            matches!(member.kind, EntityKind::Person | EntityKind::Unnamed)
                && member.agreement != Agreement::Plural
                && agree(member.agreement, pronoun.agreement)
        }
        Agreement::Neuter => matches!(member.kind, EntityKind::Organization | EntityKind::Document),
        Agreement::Plural => {
            matches!(member.kind, EntityKind::Group | EntityKind::Organization)
                || member.agreement == Agreement::Plural
        }
        _ => false,
    }
}
