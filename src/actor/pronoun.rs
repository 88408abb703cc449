//! Pronouns: a choice among the earlier mentions that agree, by a linear model.
//!
//! "He" is mostly the subject of the nearest earlier sentence, or who spoke last; how these weigh against
//! distance, prepositions and the number of mentions is learned from GUM (its news left out).

use super::cluster::{Cast, agree};
use crate::{
    linear::{Asked, Feature, Value, Weights, score},
    model::{
        Agreement, Attribution, EntityId, EntityKind, Mention, MentionKind, Passages, Segments, Tag,
        TokenKind,
    },
    text::Span,
};

/// What the pronouns of a document may look at, by mention.
#[derive(Debug)]
pub struct Stage<'s> {
    raw: &'s str,
    segments: &'s Segments,
    /// The sentence each mention is in.
    sentences: Vec<usize>,
    /// The paragraph each sentence is in.
    paragraphs: Vec<usize>,
    /// The first token of each mention.
    places: Vec<usize>,
    /// The quoted run each mention is in.
    quoted: Vec<Option<usize>>,
    /// Whether each mention is a speaker.
    speaks: Vec<bool>,
}

/// A pronoun with one earlier mention it may stand for.
#[derive(Debug, Clone, Copy)]
pub struct PronounContext<'s> {
    stage: &'s Stage<'s>,
    pronoun: &'s Mention,
    at: usize,
    candidate: &'s Mention,
    other: usize,
    /// Place among the fitting mentions of its sentence.
    rank: usize,
    /// Mentions of the same entity before the pronoun.
    count: usize,
    /// Whether the entity spoke last before the pronoun.
    last_speaker: bool,
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

    fn sentence(&self, i: usize) -> usize {
        self.sentences.get(i).copied().unwrap_or_default()
    }

    fn paragraph(&self, i: usize) -> usize {
        self.paragraphs.get(self.sentence(i)).copied().unwrap_or_default()
    }

    fn quote(&self, i: usize) -> Option<usize> {
        self.quoted.get(i).copied().flatten()
    }

    fn speaks(&self, i: usize) -> bool {
        self.speaks.get(i).copied().unwrap_or_default()
    }

    /// The earlier mentions that the pronoun at `at` may stand for, each with its entity; nearest sentence first.
    fn candidates<'c>(
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

impl PronounContext<'_> {
    fn distance(&self) -> Value {
        Value::number((self.stage.sentence(self.at) - self.stage.sentence(self.other)).min(6) as u32)
    }

    fn form(&self) -> Value {
        let word = self.pronoun.span.of(self.stage.raw);
        let subject = ["he", "she", "they", "it"].iter().any(|w| w.eq_ignore_ascii_case(word));
        Value::number(self.pronoun.agreement as u32 * 2 + u32::from(subject))
    }

    fn kind(&self) -> Value {
        let named = self.candidate.entity_kind as u32;
        Value::number(
            self.candidate.kind as u32 * 8
                + if self.candidate.kind == MentionKind::Pronoun { 0 } else { named },
        )
    }

    /// What stands before and behind the candidate: nothing, a preposition, a possessive.
    fn place(&self) -> Value {
        let tokens = &self.stage.segments.tokens;
        let start = self.stage.places.get(self.other).copied().unwrap_or_default();
        let sentence = self.stage.segments.sentences.get(self.stage.sentence(self.other));
        let begins = sentence.is_some_and(|s| start <= s.tokens.start as usize + 1);
        let before = start.checked_sub(1).and_then(|i| tokens.get(i));
        let end = tokens.partition_point(|t| t.span.start() < self.candidate.span.end());
        let owner = tokens.get(end).is_some_and(|t| t.kind == TokenKind::Possessive);
        let governed = before.is_some_and(|t| matches!(t.tag, Tag::Preposition | Tag::To));
        let verb = tokens.get(end).is_some_and(|t| matches!(t.tag, Tag::Verb | Tag::Auxiliary));
        let bits =
            u32::from(begins) | u32::from(governed) << 1 | u32::from(owner) << 2 | u32::from(verb) << 3;
        Value::number(bits)
    }

    fn speaks(&self) -> Value {
        let (own, other) = (self.stage.speaks(self.at), self.stage.speaks(self.other));
        Value::number(u32::from(own) * 4 + u32::from(other) * 2 + u32::from(self.last_speaker))
    }
}

/// The question of this choice.
#[derive(Debug, Clone, Copy)]
pub enum IsAntecedent {}

impl Asked for IsAntecedent {
    type Of<'s> = PronounContext<'s>;
}

/// The features, in the order of their weights.
pub const FEATURES: &[Feature<IsAntecedent>] = &[
    Feature { name: "distance", summary: "how many sentences back", of: |c| c.distance() },
    Feature {
        name: "form_distance",
        summary: "the pronoun and how far back",
        of: |c| c.form().and(c.distance()),
    },
    Feature {
        name: "rank",
        summary: "its place among those of its sentence",
        of: |c| Value::number(c.rank.min(3) as u32),
    },
    Feature {
        name: "rank_distance",
        summary: "its place in its sentence and how far back",
        of: |c| Value::number(c.rank.min(3) as u32).and(c.distance()),
    },
    Feature { name: "kind", summary: "name, pronoun, description", of: |c| c.kind() },
    Feature {
        name: "kind_distance",
        summary: "what it is and how far back",
        of: |c| c.kind().and(c.distance()),
    },
    Feature { name: "place", summary: "subject, behind a preposition, owner", of: |c| c.place() },
    Feature { name: "place_form", summary: "its place and the pronoun", of: |c| c.place().and(c.form()) },
    Feature { name: "speaks", summary: "who speaks, and who spoke last", of: |c| c.speaks() },
    Feature {
        name: "speaks_distance",
        summary: "who speaks and how far back",
        of: |c| c.speaks().and(c.distance()),
    },
    Feature {
        name: "known",
        summary: "whether its gender is known",
        of: |c| Value::number(c.candidate.agreement as u32),
    },
    Feature {
        name: "count",
        summary: "how often it was mentioned of late",
        of: |c| Value::number(c.count.min(8) as u32),
    },
    Feature {
        name: "paragraph",
        summary: "whether it is in the same paragraph",
        of: |c| {
            let apart = c.stage.paragraph(c.at) - c.stage.paragraph(c.other);
            Value::number(apart.min(3) as u32).and(c.speaks())
        },
    },
    Feature {
        name: "first",
        summary: "whether the pronoun begins its sentence",
        of: |c| {
            let place = c.stage.places.get(c.at).copied().unwrap_or_default();
            let sentence = c.stage.segments.sentences.get(c.stage.sentence(c.at));
            let begins = sentence.is_some_and(|s| place <= s.tokens.start as usize + 1);
            Value::number(u32::from(begins)).and(c.distance())
        },
    },
];

/// Resolves the pronouns of a document, in order, so that each can stand on the one before.
pub(super) fn resolve(
    stage: &Stage,
    weights: &Weights,
    author: Option<EntityId>,
    mentions: &mut [Mention],
    cast: &mut Cast,
) {
    for i in 0..mentions.len() {
        let Some(mention) = mentions.get(i).copied() else { continue };
        if mention.kind != MentionKind::Pronoun || mention.entity.is_some() {
            continue;
        }
        let found = if mention.span.of(stage.raw).eq_ignore_ascii_case("who") {
            antecedent(stage, mentions, cast, i)
        } else if mention.agreement == Agreement::First {
            author.filter(|_| stage.quote(i).is_none() && stage.speaks(i))
        } else {
            let candidates = stage.candidates(mentions, cast, i);
            let mut best: Option<(EntityId, f32)> = None;
            for (context, entity) in &candidates {
                let s = score(FEATURES, context, weights);
                if best.is_none_or(|(_, b)| s >= b) {
                    best = Some((*entity, s));
                }
            }
            best.map(|(entity, _)| entity)
        };
        if let Some(entity) = found {
            settle(mentions, cast, i, entity);
        }
    }
}

/// Gives the pronoun at `i` its entity, which learns its gender from it.
fn settle(mentions: &mut [Mention], cast: &mut Cast, i: usize, entity: EntityId) {
    let Some(mention) = mentions.get_mut(i) else { return };
    mention.entity = Some(entity);
    if let Some(member) = cast.member_mut(entity)
        && matches!(member.agreement, Agreement::Person | Agreement::Unknown)
        && matches!(mention.agreement, Agreement::Masculine | Agreement::Feminine)
    {
        member.agreement = mention.agreement;
    }
}

/// The person right before a relative pronoun, in its sentence.
fn antecedent(stage: &Stage, mentions: &[Mention], cast: &Cast, at: usize) -> Option<EntityId> {
    let who = mentions.get(at)?;
    let near = mentions.iter().enumerate().take(at).rev().take(6).filter(|(i, m)| {
        stage.sentence(*i) == stage.sentence(at)
            && m.span.end() <= who.span.start()
            && who.span.start() - m.span.end() < 90
    });
    let personal = |e: EntityId| {
        cast.member(e)
            .is_some_and(|m| matches!(m.kind, EntityKind::Person | EntityKind::Unnamed | EntityKind::Group))
    };
    near.filter_map(|(_, m)| m.entity).find(|e| personal(*e))
}

/// The choices that GUM's annotators made, for training: for each pronoun the candidates' values, and which are
/// right by `same(pronoun, candidate)`. Pronouns are resolved on the way as the gold has them.
pub(super) fn lessons(
    stage: &Stage,
    mentions: &mut [Mention],
    cast: &mut Cast,
    same: impl Fn(usize, usize) -> Option<bool>,
) -> Vec<crate::linear::train::Choice> {
    let mut out = Vec::new();
    for i in 0..mentions.len() {
        let Some(mention) = mentions.get(i).copied() else { continue };
        if mention.kind != MentionKind::Pronoun
            || mention.agreement == Agreement::First
            || mention.entity.is_some()
        {
            continue;
        }
        let candidates = stage.candidates(mentions, cast, i);
        let right: Vec<usize> = candidates
            .iter()
            .enumerate()
            .filter(|(_, (c, _))| same(i, c.other) == Some(true))
            .map(|(k, _)| k)
            .collect();
        let entity = right.last().and_then(|&k| candidates.get(k)).map(|(_, e)| *e);
        let rows = candidates.iter().map(|(c, _)| crate::linear::describe(FEATURES, c)).collect();
        out.push(crate::linear::train::Choice { candidates: rows, right });
        if let Some(entity) = entity {
            settle(mentions, cast, i, entity);
        }
    }
    out
}
