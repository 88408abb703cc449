//! Pronouns: a choice among the earlier mentions that agree, by a linear model.
//!
//! "He" is mostly the subject of the nearest earlier sentence, or who spoke last; how these weigh against
//! distance, prepositions and the number of mentions is learned from GUM (its news left out).

mod features;
mod stage;

pub use features::{FEATURES, IsAntecedent};
use stage::Window;
pub use stage::{PronounContext, Stage};

use super::cast::Cast;
use crate::{
    linear::{Weights, describe, score, train::Choice},
    model::{Agreement, EntityId, EntityKind, Mention, MentionKind},
};

/// Resolves the pronouns of a document, in order, so that each can stand on the one before.
pub(super) fn resolve(
    stage: &Stage,
    weights: &Weights,
    author: Option<EntityId>,
    mentions: &mut [Mention],
    cast: &mut Cast,
) {
    let mut window = Window::default();
    for i in 0..mentions.len() {
        let Some(mention) = mentions.get(i).copied() else { continue };
        if mention.kind != MentionKind::Pronoun || mention.entity.is_some() {
            continue;
        }
        let found = if mention.span.of(stage.raw).eq_ignore_ascii_case("who") {
            antecedent(stage, mentions, cast, i)
        } else if mention.agreement == Agreement::First {
            author.filter(|_| stage.sight(i).quoted.is_none() && stage.sight(i).speaks)
        } else {
            let mut best: Option<(EntityId, f32)> = None;
            for (context, entity) in stage.candidates(mentions, cast, &mut window, (i, &mention)) {
                let s = score(FEATURES, &context, weights);
                if best.is_none_or(|(_, b)| s >= b) {
                    best = Some((entity, s));
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
        stage.sight(*i).sentence == stage.sight(at).sentence
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
) -> Vec<Choice> {
    let mut out = Vec::new();
    let mut window = Window::default();
    for i in 0..mentions.len() {
        let Some(mention) = mentions.get(i).copied() else { continue };
        if mention.kind != MentionKind::Pronoun
            || mention.agreement == Agreement::First
            || mention.entity.is_some()
        {
            continue;
        }
        let candidates: Vec<_> = stage.candidates(mentions, cast, &mut window, (i, &mention)).collect();
        let right: Vec<usize> = candidates
            .iter()
            .enumerate()
            .filter(|(_, (c, _))| same(i, c.at) == Some(true))
            .map(|(k, _)| k)
            .collect();
        let entity = right.last().and_then(|&k| candidates.get(k)).map(|(_, e)| *e);
        let rows = candidates.iter().map(|(c, _)| describe(FEATURES, c)).collect();
        out.push(Choice { candidates: rows, right });
        if let Some(entity) = entity {
            settle(mentions, cast, i, entity);
        }
    }
    out
}
