//! Whose words a cue reports: a choice among the mentions around it, and nobody.

use super::scene::Scene;
use crate::{
    lexicon::Classes,
    linear::{Asked, Feature, Value},
    model::{EntityKind, MentionId, MentionKind, Tag, TokenKind, TokenRange},
};

/// A cue with one mention that may be its subject, or with nobody.
#[derive(Debug, Clone, Copy)]
pub struct SubjectContext<'s> {
    /// The document.
    pub scene: &'s Scene<'s>,
    /// The cue's token.
    pub cue: u32,
    /// The mention; `None` for nobody.
    pub mention: Option<MentionId>,
    /// How many other mentions that can speak stand between the two.
    pub between: u32,
}

/// The mentions that may be the subject of the cue at `cue`, nearest first on each side, and nobody last.
pub fn candidates<'s>(scene: &'s Scene<'s>, cue: u32) -> Vec<SubjectContext<'s>> {
    let sentence = scene.sentence(cue);
    let quoted = scene.quoted(cue).filter(|(_, q)| q.words > 3).map(|(q, _)| q);
    let mut all: Vec<MentionId> = Vec::new();
    let tokens = scene.sentence_tokens(sentence);
    // "Sadr’s remarks": whoever owns something is no subject of a verb.
    let verb = matches!(scene.tag(cue), Tag::Verb | Tag::Gerund | Tag::Participle | Tag::Infinitive);
    for id in scene.mentions_in(sentence) {
        let head = scene.head(id);
        let near = head.end + 40 > cue && head.start < cue + 25;
        let owner = verb && scene.kind(head.end) == TokenKind::Possessive;
        if near
            && scene.can_speak(id)
            && !scene.is_apposition(id)
            && !scene.is_bracketed(id)
            && !owner
            && !head.contains(cue)
            && scene.quoted(head.start).filter(|(_, q)| q.words > 3).map(|(q, _)| q) == quoted
        {
            all.push(id);
        }
    }
    // A sentence that is only a cue and its object has its subject in the one before: rare, but transcripts do it.
    if all.is_empty() && tokens.start > 0 && quoted.is_none() {
        let previous = scene.sentence(tokens.start - 1);
        if scene.paragraph_of_sentence(previous) == scene.paragraph(cue) {
            all.extend(
                scene
                    .mentions_in(previous)
                    .take(60)
                    .filter(|&m| scene.can_speak(m) && !scene.is_quoted(scene.head(m).start)),
            );
        }
    }
    let mut out: Vec<SubjectContext> = Vec::with_capacity(all.len() + 1);
    for &mention in &all {
        let head = scene.head(mention);
        let between = all
            .iter()
            .filter(|&&o| {
                let other = scene.head(o).start;
                other != head.start
                    && ((head.start < other && other < cue) || (cue < other && other < head.start))
            })
            .count() as u32;
        out.push(SubjectContext { scene, cue, mention: Some(mention), between });
    }
    out.push(SubjectContext { scene, cue, mention: None, between: 0 });
    out
}

impl SubjectContext<'_> {
    fn head(&self) -> TokenRange {
        self.mention.map(|m| self.scene.head(m)).unwrap_or_default()
    }

    fn place(&self) -> TokenRange {
        self.mention.map(|m| self.scene.place(m)).unwrap_or_default()
    }

    /// The tokens between mention and cue, wherever each stands.
    fn gap(&self) -> TokenRange {
        let place = self.place();
        if place.start > self.cue {
            TokenRange { start: self.cue + 1, end: place.start }
        } else {
            TokenRange { start: self.head().end.min(self.cue), end: self.cue }
        }
    }

    /// The tokens of the gap without what stands in brackets: "(YPJ)" parts nobody from a verb.
    fn open_gap(&self) -> impl Iterator<Item = u32> {
        let gap = self.gap();
        let mut depth = 0i32;
        (gap.start..gap.end.min(gap.start + 60)).filter(move |&i| match self.scene.kind(i) {
            TokenKind::OpenBracket => {
                depth += 1;
                false
            }
            TokenKind::CloseBracket => {
                depth = (depth - 1).max(0);
                false
            }
            _ => depth == 0,
        })
    }

    /// The token before the cue, adverbs and brackets skipped.
    fn outside_cue(&self) -> Option<&crate::model::Token> {
        let mut by = -1;
        loop {
            let token = self.scene.near(self.cue, by)?;
            if token.tag == Tag::Adverb {
                by -= 1;
            } else if token.kind == TokenKind::CloseBracket {
                let open = (by - 12..by).rev().find(|&b| {
                    self.scene.near(self.cue, b).is_some_and(|t| t.kind == TokenKind::OpenBracket)
                })?;
                by = open - 1;
            } else {
                return Some(token);
            }
        }
    }

    fn precedes(&self) -> bool {
        self.head().start < self.cue
    }

    /// Distance in tokens, bucketed, with its side.
    fn distance(&self) -> Value {
        if self.mention.is_none() {
            return Value::NONE;
        }
        let length = self.open_gap().count() as u32;
        let bucket = match length {
            0..=4 => length,
            5..=6 => 5,
            7..=10 => 6,
            11..=16 => 7,
            _ => 8,
        };
        Value::number(bucket * 2 + u32::from(self.precedes()))
    }

    fn kind(&self) -> Value {
        let Some(mention) = self.mention.and_then(|m| self.scene.mention(m)) else {
            return Value::number(99);
        };
        let kind = match (mention.kind, mention.entity_kind) {
            (MentionKind::Pronoun, _) => {
                match mention.span.of(self.scene.raw).to_ascii_lowercase().as_str() {
                    "who" => 1,
                    "it" => 2,
                    "i" | "we" => 3,
                    _ => 0,
                }
            }
            (MentionKind::Name, EntityKind::Person) => 4,
            (MentionKind::Name, EntityKind::Place) => 5,
            (MentionKind::Name, _) => 6,
            (MentionKind::Nominal, kind) => {
                let known = self.scene.has(
                    self.head().start,
                    Classes::PERSON_NOUN | Classes::GROUP_NOUN | Classes::ORGANIZATION_NOUN,
                );
                8 + kind as u32 * 2 + u32::from(known)
            }
        };
        Value::number(kind)
    }

    /// What the gap between them holds: nothing, an adverb, an auxiliary, commas, another verb, a quotation, "that".
    fn bridge(&self) -> Value {
        if self.mention.is_none() {
            return Value::NONE;
        }
        let mut bits = 0;
        let mut commas = 0;
        for i in self.open_gap() {
            match self.scene.kind(i) {
                TokenKind::Comma | TokenKind::Dash => commas += 1,
                TokenKind::Open | TokenKind::Close => bits |= 1,
                TokenKind::Stop | TokenKind::Semicolon | TokenKind::Colon => bits |= 2,
                _ => {}
            }
            match self.scene.tag(i) {
                Tag::Verb => bits |= 4,
                Tag::Subordinator => bits |= 8,
                Tag::Preposition | Tag::To => bits |= 16,
                Tag::Conjunction => bits |= 32,
                Tag::Gerund | Tag::Participle | Tag::Infinitive => bits |= 128,
                _ => {}
            }
        }
        Value::number(bits * 4 + u32::min(commas, 3))
    }

    fn cue_word(&self) -> Value {
        self.scene.token(self.cue).map_or(Value::NONE, |t| {
            if t.kind == TokenKind::Colon { Value::number(1) } else { Value::word(t.word) }
        })
    }

    fn cue_form(&self) -> Value {
        let scene = self.scene;
        let lists = [Classes::REPORTING_VERB, Classes::ATTITUDE_VERB, Classes::REPORTING_NOUN];
        let bits: u32 =
            lists.iter().enumerate().filter(|(_, c)| scene.has(self.cue, **c)).map(|(i, _)| 1 << i).sum();
        Value::number(scene.tag(self.cue) as u32 * 8 + bits)
    }

    /// What stands right before the cue, adverbs skipped.
    fn before_cue(&self) -> Value {
        Value::number(self.outside_cue().map_or(99, |t| t.kind as u32 * 32 + t.tag as u32))
    }

    /// What stands right after the mention.
    fn after_mention(&self) -> Value {
        if self.mention.is_none() {
            return Value::NONE;
        }
        let at = self.head().end;
        Value::number(self.scene.token(at).map_or(99, |t| t.kind as u32 * 32 + t.tag as u32))
    }

    /// The token before the mention, its determiner and adjectives skipped: "of the |Protection Units".
    fn outside(&self) -> Option<u32> {
        let mut at = self.mention.and(self.place().start.checked_sub(1))?;
        let first = self.scene.sentence_tokens(self.scene.sentence(self.cue)).start;
        while at > first && matches!(self.scene.tag(at), Tag::Determiner | Tag::Adjective) {
            at -= 1;
        }
        Some(at)
    }

    /// What stands right before the mention.
    fn before_mention(&self) -> Value {
        if self.mention.is_none() {
            return Value::NONE;
        }
        let before = self.outside().and_then(|i| self.scene.token(i));
        Value::number(before.map_or(99, |t| t.kind as u32 * 32 + t.tag as u32))
    }

    fn word_before_mention(&self) -> Value {
        let before = self.outside().and_then(|i| self.scene.token(i));
        before.map_or(Value::NONE, |t| Value::word(t.word))
    }

    /// Whether the mention begins its clause: what makes a subject.
    fn begins(&self) -> Value {
        let Some(before) = self.mention.and(self.place().start.checked_sub(1)) else {
            return Value::number(1);
        };
        let same = self.scene.sentence(before) == self.scene.sentence(self.place().start);
        if !same {
            return Value::number(1);
        }
        match self.scene.kind(before) {
            TokenKind::Comma => Value::number(2),
            TokenKind::Close | TokenKind::CloseSingle => Value::number(3),
            TokenKind::Dash | TokenKind::Semicolon | TokenKind::Colon => Value::number(4),
            _ => match self.scene.tag(before) {
                Tag::Conjunction => Value::number(5),
                Tag::Subordinator => Value::number(6),
                Tag::Preposition => Value::number(7),
                Tag::Verb => Value::number(8),
                _ => Value::NONE,
            },
        }
    }

    /// Whether the mention is a possessor: "Sadr’s statement said".
    fn possessor(&self) -> Value {
        let at = self.head().end;
        if self.mention.is_some() && self.scene.kind(at) == TokenKind::Possessive {
            Value::number(1 + u32::from(at + 2 == self.cue) + 2 * u32::from(at + 1 == self.cue))
        } else {
            Value::NONE
        }
    }

    fn between(&self) -> Value {
        if self.mention.is_none() {
            Value::NONE
        } else {
            Value::number(self.between.min(4) * 2 + u32::from(self.precedes()))
        }
    }

    /// Another finite verb between mention and cue, and whether a relative pronoun opens it.
    fn verbs_between(&self) -> Value {
        if self.mention.is_none() {
            return Value::NONE;
        }
        let gap = self.gap();
        let verbs = (gap.start..gap.end).filter(|&i| self.scene.tag(i) == Tag::Verb).count() as u32;
        let relative = (gap.start..gap.end).any(|i| self.scene.has(i, Classes::RELATIVE));
        Value::number(verbs.min(3) * 2 + u32::from(relative))
    }

    fn contains_other(&self) -> Value {
        let inside = self.mention.is_some() && self.place().contains(self.cue);
        Value::when(inside)
    }
}

/// The question of this choice.
#[derive(Debug, Clone, Copy)]
pub enum IsSubject {}

impl Asked for IsSubject {
    type Of<'s> = SubjectContext<'s>;
}

/// The features, in the order of their weights.
pub const FEATURES: &[Feature<IsSubject>] = &[
    Feature { name: "kind", summary: "what kind of mention it is", of: |c| c.kind() },
    Feature { name: "distance", summary: "how far from the cue, on which side", of: |c| c.distance() },
    Feature { name: "kind_distance", summary: "kind and distance", of: |c| c.kind().and(c.distance()) },
    Feature { name: "bridge", summary: "what stands between it and the cue", of: |c| c.bridge() },
    Feature {
        name: "bridge_side",
        summary: "what stands between, and the side",
        of: |c| c.bridge().and(Value::number(u32::from(c.precedes()))),
    },
    Feature {
        name: "bridge_form",
        summary: "what stands between, and the form of the cue",
        of: |c| c.bridge().and(c.cue_form()),
    },
    Feature {
        name: "form_distance",
        summary: "the form of the cue and the distance",
        of: |c| c.cue_form().and(c.distance()),
    },
    Feature {
        name: "form_kind",
        summary: "the form of the cue and the kind",
        of: |c| c.cue_form().and(c.kind()),
    },
    Feature {
        name: "word_side",
        summary: "the cue and the side",
        of: |c| {
            if c.mention.is_none() {
                Value::number(3).and(c.cue_word())
            } else {
                Value::number(u32::from(c.precedes())).and(c.cue_word())
            }
        },
    },
    Feature {
        name: "before_cue",
        summary: "what stands right before the cue, and the distance",
        of: |c| c.before_cue().and(c.distance()),
    },
    Feature {
        name: "before_cue_nobody",
        summary: "what stands right before the cue, for nobody",
        of: |c| {
            if c.mention.is_none() { c.before_cue() } else { Value::NONE }
        },
    },
    Feature {
        name: "form_nobody",
        summary: "the form of the cue, for nobody",
        of: |c| {
            if c.mention.is_none() { c.cue_form() } else { Value::NONE }
        },
    },
    Feature {
        name: "after_mention",
        summary: "what stands right after it",
        of: |c| c.after_mention().and(Value::number(u32::from(c.precedes()))),
    },
    Feature {
        name: "before_mention",
        summary: "what stands right before it",
        of: |c| c.before_mention().and(Value::number(u32::from(c.precedes()))),
    },
    Feature { name: "word_before", summary: "the word before it", of: |c| c.word_before_mention() },
    Feature {
        name: "begins",
        summary: "whether it begins a clause",
        of: |c| c.begins().and(Value::number(u32::from(c.precedes()))),
    },
    Feature {
        name: "begins_form",
        summary: "whether it begins a clause, and the form of the cue",
        of: |c| c.begins().and(c.cue_form()),
    },
    Feature { name: "possessor", summary: "whether it owns what follows", of: |c| c.possessor() },
    Feature { name: "between", summary: "how many others are nearer", of: |c| c.between() },
    Feature {
        name: "between_form",
        summary: "how many others are nearer, and the form of the cue",
        of: |c| c.between().and(c.cue_form()),
    },
    Feature {
        name: "verbs_between",
        summary: "verbs between it and the cue",
        of: |c| c.verbs_between().and(Value::number(u32::from(c.precedes()))),
    },
    Feature { name: "contains_cue", summary: "the cue is inside it", of: |c| c.contains_other() },
];
