//! The stage: what the pronouns of a document may look at, and the candidates of each.

use crate::{
    actor::cast::{Cast, agree},
    linear::Value,
    model::{
        Agreement, Attribution, EntityId, EntityKind, Mention, MentionId, Passages, Segments, Tag, TokenKind,
        TokenRange,
    },
};

/// What the pronouns of a document may look at, by mention.
#[derive(Debug)]
pub struct Stage<'s> {
    pub(super) raw: &'s str,
    sights: Vec<Sight>,
}

/// What is seen of one mention.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sight {
    /// The sentence it is in.
    pub sentence: u32,
    /// The paragraph it is in.
    pub paragraph: u32,
    /// The quoted run it is in.
    pub quoted: Option<u32>,
    /// Whether it is a speaker.
    pub speaks: bool,
    /// Whether it begins its sentence, a mark before it aside.
    pub begins: bool,
    /// What stands before and behind it: nothing, a preposition, a possessive, a verb.
    pub place: Value,
}

/// A pronoun with one earlier mention it may stand for.
#[derive(Debug, Clone, Copy)]
pub struct PronounContext<'s> {
    pub(super) pronoun: &'s Mention,
    /// Whether the pronoun has the form of a subject: he, not him.
    pub(super) subject: bool,
    pub(super) own: Sight,
    pub(super) candidate: &'s Mention,
    /// Which mention the candidate is.
    pub(super) at: usize,
    pub(super) other: Sight,
    /// Place among the fitting mentions of its sentence.
    pub(super) rank: u32,
    /// Mentions of the same entity before the pronoun.
    pub(super) count: u32,
    /// Whether the entity spoke last before the pronoun.
    pub(super) last_speaker: bool,
}

impl<'s> Stage<'s> {
    /// Indexes a document's mentions, in order of the text; `places` are the tokens of each.
    pub fn new(
        raw: &'s str,
        segments: &Segments,
        passages: &Passages,
        attributions: &[Attribution],
        mentions: &[Mention],
        places: &[TokenRange],
    ) -> Self {
        let (mut sentence, mut paragraph, mut run) = (0, 0, 0);
        let see = |(mention, place): (&Mention, &TokenRange)| {
            while segments.sentences.get(sentence + 1).is_some_and(|s| s.tokens.start <= place.start) {
                sentence += 1;
            }
            while segments.paragraphs.get(paragraph + 1).is_some_and(|p| p.tokens.start <= place.start) {
                paragraph += 1;
            }
            while passages.quoted.get(run).is_some_and(|q| q.span.end() <= mention.span.start()) {
                run += 1;
            }
            let around = passages.quoted.get(run).filter(|q| q.words > 3 && q.span.covers(mention.span));
            let first = segments.sentences.get(sentence).map_or(0, |s| s.tokens.start);
            let begins = place.start <= first + 1;
            Sight {
                sentence: sentence as u32,
                paragraph: paragraph as u32,
                quoted: around.map(|_| run as u32),
                speaks: false,
                begins,
                place: surroundings(segments, *place, begins),
            }
        };
        let mut sights: Vec<Sight> = mentions.iter().zip(places).map(see).collect();
        for MentionId(speaker) in attributions.iter().filter_map(|a| a.speaker) {
            if let Some(sight) = sights.get_mut(speaker as usize) {
                sight.speaks = true;
            }
        }
        Self { raw, sights }
    }

    pub(super) fn sight(&self, i: usize) -> Sight {
        self.sights.get(i).copied().unwrap_or_default()
    }

    /// The earlier mentions that a pronoun, mention `at`, may stand for, each with its entity, in order of the text.
    pub(super) fn candidates<'c>(
        &'c self,
        mentions: &'c [Mention],
        cast: &'c Cast,
        window: &'c mut Window,
        (at, pronoun): (usize, &'c Mention),
    ) -> impl Iterator<Item = (PronounContext<'c>, EntityId)> {
        let first = window.advance(self, mentions, at);
        let last_speaker = window.last_speaker();
        let own = self.sight(at);
        let word = pronoun.span.of(self.raw);
        let subject = ["he", "she", "they", "it"].iter().any(|w| w.eq_ignore_ascii_case(word));
        let (mut sentence, mut rank) = (u32::MAX, 0);
        mentions.iter().enumerate().take(at).skip(first).filter_map(move |(i, candidate)| {
            let entity = candidate.entity?;
            let other = self.sight(i);
            let elsewhere = other.quoted.is_some() && other.quoted != own.quoted;
            if elsewhere || candidate.agreement == Agreement::First || !fits(cast, entity, pronoun) {
                return None;
            }
            if other.sentence == sentence {
                rank += 1;
            } else {
                (sentence, rank) = (other.sentence, 0);
            }
            let count = window.count(entity);
            let last_speaker = last_speaker == Some(entity);
            let context =
                PronounContext { pronoun, subject, own, candidate, at: i, other, rank, count, last_speaker };
            Some((context, entity))
        })
    }
}

/// Whether the tokens `place` begin their sentence, follow a preposition, own what follows, stand before a verb.
fn surroundings(segments: &Segments, place: TokenRange, begins: bool) -> Value {
    let before = place.start.checked_sub(1).and_then(|i| segments.tokens.get(i as usize));
    let after = segments.tokens.get(place.end as usize);
    let governed = before.is_some_and(|t| matches!(t.tag, Tag::Preposition | Tag::To));
    let owner = after.is_some_and(|t| t.kind == TokenKind::Possessive);
    let acts = after.is_some_and(|t| matches!(t.tag, Tag::Verb | Tag::Auxiliary));
    let bits = u32::from(begins) | u32::from(governed) << 1 | u32::from(owner) << 2 | u32::from(acts) << 3;
    Value::number(bits)
}

/// The mentions a pronoun looks back on, moved from pronoun to pronoun: how often each entity is in it.
#[derive(Debug, Default)]
pub(super) struct Window {
    first: usize,
    at: usize,
    /// By entity.
    counts: Vec<u32>,
    /// The last speaker before the pronoun, with its mention.
    last_speaker: Option<(usize, EntityId)>,
}

impl Window {
    /// Moves on to the pronoun at `at`, which no pronoun before it was behind; the first mention in it.
    fn advance(&mut self, stage: &Stage, mentions: &[Mention], at: usize) -> usize {
        let own = stage.sight(at).sentence;
        while self.at < at {
            if let Some(entity) = mentions.get(self.at).and_then(|m| m.entity) {
                *self.slot(entity) += 1;
                if stage.sight(self.at).speaks {
                    self.last_speaker = Some((self.at, entity));
                }
            }
            self.at += 1;
        }
        while self.first < at && (stage.sight(self.first).sentence + REACH < own || self.first + MOST < at) {
            if let Some(entity) = mentions.get(self.first).and_then(|m| m.entity) {
                *self.slot(entity) -= 1;
            }
            self.first += 1;
        }
        self.first
    }

    fn slot(&mut self, entity: EntityId) -> &mut u32 {
        let at = entity.0 as usize;
        if at >= self.counts.len() {
            self.counts.resize(at + 1, 0);
        }
        &mut self.counts[at]
    }

    fn count(&self, entity: EntityId) -> u32 {
        self.counts.get(entity.0 as usize).copied().unwrap_or_default()
    }

    fn last_speaker(&self) -> Option<EntityId> {
        self.last_speaker.filter(|(i, _)| *i >= self.first).map(|(_, entity)| entity)
    }
}

/// Sentences a pronoun looks back.
const REACH: u32 = 7;

/// Mentions a pronoun looks back at most.
const MOST: usize = 120;

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
