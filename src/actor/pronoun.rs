//! Pronouns: the subject of the nearest earlier sentence that agrees, the last speaker preferred.

use super::cluster::{Cast, agree};
use crate::{
    model::{Agreement, Attribution, EntityId, EntityKind, Mention, MentionKind, Passages, Segments},
    text::Span,
};

/// Resolves the pronouns of a document, in order, so that each can stand on the one before.
pub(super) fn resolve(
    raw: &str,
    segments: &Segments,
    passages: &Passages,
    attributions: &[Attribution],
    mentions: &mut [Mention],
    cast: &mut Cast,
) {
    let sentence_of = |span: Span| {
        segments.sentences.partition_point(|s| {
            segments.tokens.get(s.tokens.start as usize).is_none_or(|t| t.span.start() <= span.start())
        })
    };
    let inside = |span: Span| {
        let at = passages.quoted.partition_point(|q| q.span.end() <= span.start());
        passages.quoted.get(at).filter(|q| q.words > 3 && q.span.covers(span)).map(|_| at)
    };
    let sentences: Vec<usize> = mentions.iter().map(|m| sentence_of(m.span)).collect();
    let quoted: Vec<Option<usize>> = mentions.iter().map(|m| inside(m.span)).collect();
    let speaks: Vec<bool> = {
        let mut v = vec![false; mentions.len()];
        for a in attributions {
            if let Some(slot) = a.speaker.and_then(|m| v.get_mut(m.0 as usize)) {
                *slot = true;
            }
        }
        v
    };
    for i in 0..mentions.len() {
        let Some(mention) = mentions.get(i).copied() else { continue };
        if mention.kind != MentionKind::Pronoun || mention.entity.is_some() {
            continue;
        }
        let found = if mention.span.of(raw).eq_ignore_ascii_case("who") {
            antecedent(raw, mentions, i)
        } else if mention.agreement == Agreement::First {
            None
        } else {
            look_back(mentions, &sentences, &quoted, &speaks, cast, i)
        };
        if let Some(entity) = found {
            if let Some(m) = mentions.get_mut(i) {
                m.entity = Some(entity);
            }
            if let Some(member) = cast.member_mut(entity)
                && matches!(member.agreement, Agreement::Person | Agreement::Unknown)
                && matches!(mention.agreement, Agreement::Masculine | Agreement::Feminine)
            {
                member.agreement = mention.agreement;
            }
        }
    }
}

/// The mention right before a relative pronoun.
fn antecedent(raw: &str, mentions: &[Mention], at: usize) -> Option<EntityId> {
    let who = mentions.get(at)?;
    mentions.iter().take(at).rev().take(6).find_map(|m| {
        let between = Span::new(m.span.end(), who.span.start()).of(raw);
        (m.span.end() <= who.span.start() && between.len() < 60 && !between.contains('.'))
            .then_some(m.entity)
            .flatten()
    })
}

/// Walks back over the mentions: this sentence's earlier subject, then sentence by sentence, in each the first
/// mention that agrees, one that speaks before one that does not.
fn look_back(
    mentions: &[Mention],
    sentences: &[usize],
    quoted: &[Option<usize>],
    speaks: &[bool],
    cast: &Cast,
    at: usize,
) -> Option<EntityId> {
    let pronoun = mentions.get(at)?;
    let own = sentences.get(at).copied()?;
    let own_quote = quoted.get(at).copied().flatten();
    let fits = |i: usize| -> Option<EntityId> {
        let m = mentions.get(i)?;
        let entity = m.entity?;
        if m.agreement == Agreement::First
            || (quoted.get(i).copied().flatten() != own_quote && quoted.get(i).copied().flatten().is_some())
        {
            return None;
        }
        let member = cast.member(entity)?;
        let ok = match pronoun.agreement {
            Agreement::Masculine | Agreement::Feminine => {
                (member.kind == EntityKind::Person || member.kind == EntityKind::Unnamed)
                    && member.agreement != Agreement::Plural
                    && agree(member.agreement, pronoun.agreement)
            }
            Agreement::Neuter => matches!(member.kind, EntityKind::Organization | EntityKind::Document),
            Agreement::Plural => {
                matches!(member.kind, EntityKind::Group | EntityKind::Organization)
                    || member.agreement == Agreement::Plural
            }
            _ => false,
        };
        ok.then_some(entity)
    };
    let mut end = at;
    for back in 0..8usize {
        let Some(sentence) = own.checked_sub(back) else { break };
        let from = sentences.partition_point(|&s| s < sentence);
        let in_sentence = (from..end).filter(|&i| fits(i).is_some());
        let mut first = None;
        let mut speaker = None;
        for i in in_sentence {
            if first.is_none() {
                first = Some(i);
            }
            if speaks.get(i).copied().unwrap_or_default() {
                speaker = Some(i);
                if back > 0 {
                    break;
                }
            }
        }
        if let Some(found) = speaker.or(first) {
            return fits(found);
        }
        end = from;
    }
    None
}
