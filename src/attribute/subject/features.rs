//! What is asked of each candidate for the subject of a cue.

use super::{About, SubjectContext};
use crate::{
    attribute::{
        scene::Scene,
        values::{shape, step, word},
    },
    lexicon::Classes,
    linear::{Asked, Feature, Value},
    model::{EntityKind, MentionId, MentionKind, Tag, TokenKind},
};

/// The shape of what is not there.
pub(super) const ABSENT: u32 = 99;

/// What several features ask, asked once.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Known {
    kind: Value,
    distance: Value,
    bridge: Value,
    begins: Value,
    between: Value,
    /// Whether the mention stands before the cue.
    precedes: Value,
    /// The token before the mention, its determiner and adjectives skipped.
    outside: Option<u32>,
}

impl<'s> SubjectContext<'s> {
    pub(super) fn new(
        scene: &'s Scene<'s>,
        cue: u32,
        mention: Option<MentionId>,
        between: u32,
        about: About,
    ) -> Self {
        let mut context = Self { scene, cue, mention, between, about, known: Known::default() };
        context.known = Known {
            kind: context.kind(),
            distance: context.distance(),
            bridge: context.bridge(),
            begins: context.begins(),
            between: context.between(),
            precedes: Value::number(u32::from(context.precedes())),
            outside: context.outside(),
        };
        context
    }
}

impl SubjectContext<'_> {
    /// Distance in tokens, bucketed, with its side.
    fn distance(&self) -> Value {
        if self.mention.is_none() {
            return Value::NONE;
        }
        let length = self.open_gap().count() as u32;
        Value::number(step(length, &[0, 1, 2, 3, 4, 6, 10, 16]) * 2 + u32::from(self.precedes()))
    }

    fn kind(&self) -> Value {
        let Some(mention) = self.mention.and_then(|m| self.scene.mention(m)) else {
            return Value::number(ABSENT);
        };
        let kind = match (mention.kind, mention.entity_kind) {
            (MentionKind::Pronoun, _) => {
                let word = mention.span.of(self.scene.raw);
                let forms = [("who", 1), ("it", 2), ("i", 3), ("we", 3)];
                forms.iter().find(|(form, _)| form.eq_ignore_ascii_case(word)).map_or(0, |(_, kind)| *kind)
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
        for token in self.open_gap() {
            match token.kind {
                TokenKind::Comma | TokenKind::Dash => commas += 1,
                TokenKind::Open | TokenKind::Close => bits |= 1,
                TokenKind::Stop | TokenKind::Semicolon | TokenKind::Colon => bits |= 2,
                _ => {}
            }
            match token.tag {
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

    /// What stands right after the mention.
    fn after_mention(&self) -> Value {
        if self.mention.is_none() {
            return Value::NONE;
        }
        shape(self.scene.token(self.head().end), ABSENT)
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
        shape(self.known.outside.and_then(|i| self.scene.token(i)), ABSENT)
    }

    fn word_before_mention(&self) -> Value {
        word(self.known.outside.and_then(|i| self.scene.token(i)))
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
            kind if kind.closes() => Value::number(3),
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
        let gap = self.scene.tokens(self.gap());
        let verbs = gap.iter().filter(|t| t.tag == Tag::Verb).count() as u32;
        let relative = gap.iter().any(|t| t.classes.any(Classes::RELATIVE));
        Value::number(verbs.min(3) * 2 + u32::from(relative))
    }
}

/// The question of this choice. An example marks the cue, and as the speaker of its quotation the candidate.
#[derive(Debug, Clone, Copy)]
pub enum IsSubject {}

impl Asked for IsSubject {
    type Of<'s> = SubjectContext<'s>;
}

/// The features, in the order of their weights.
pub const FEATURES: &[Feature<IsSubject>] = &[
    Feature {
        name: "kind",
        summary: "what kind of mention it is",
        example: [
            "[Sani Bello]{@bello person} <said> «the lines were down»{@bello}.",
            "[He]{@bello person} <said> «the lines were down»{@bello}.",
        ],
        of: |c| c.known.kind,
    },
    Feature {
        name: "distance",
        summary: "how far from the cue, on which side",
        example: [
            "[Sani Bello]{@bello person} <said> «the lines were down»{@bello}.",
            "[Sani Bello]{@bello person} of the grid company <said> «the lines were down»{@bello}.",
        ],
        of: |c| c.known.distance,
    },
    Feature {
        name: "kind_distance",
        summary: "kind and distance",
        example: [
            "[Sani Bello]{@bello person}, back from Kano, <said> «the lines were down»{@bello}.",
            "[He]{@bello person} <said> «the lines were down»{@bello}.",
        ],
        of: |c| c.known.kind.and(c.known.distance),
    },
    Feature {
        name: "bridge",
        summary: "what stands between it and the cue",
        example: [
            "[Sani Bello]{@bello person} <said> «the lines were down»{@bello}.",
            "[Sani Bello]{@bello person}, back from Kano, <said> «the lines were down»{@bello}.",
        ],
        of: |c| c.known.bridge,
    },
    Feature {
        name: "bridge_side",
        summary: "what stands between, and the side",
        example: [
            "«“The lines are down,”»{@bello} <said> [Sani Bello]{@bello person}.",
            "«“The lines are down,”»{@bello} [Sani Bello]{@bello person} <said>.",
        ],
        of: |c| c.known.bridge.and(c.known.precedes),
    },
    Feature {
        name: "bridge_form",
        summary: "what stands between, and the form of the cue",
        example: [
            "[Sani Bello]{@bello person} <warned> «that the lines were down»{@bello}.",
            "A <warning> by [Sani Bello]{@bello person} «that the lines were down»{@bello} came late.",
        ],
        of: |c| c.known.bridge.and(c.about.form),
    },
    Feature {
        name: "form_distance",
        summary: "the form of the cue and the distance",
        example: [
            "[Sani Bello]{@bello person} <warned> «that the lines were down»{@bello}.",
            "A <warning> by [Sani Bello]{@bello person} «that the lines were down»{@bello} came late.",
        ],
        of: |c| c.about.form.and(c.known.distance),
    },
    Feature {
        name: "form_kind",
        summary: "the form of the cue and the kind",
        example: [
            "[Sani Bello]{@bello person} <hopes> «that the lines hold»{@bello}.",
            "[The report]{@report document} <says> «that the lines are down»{@report}.",
        ],
        of: |c| c.about.form.and(c.known.kind),
    },
    Feature {
        name: "word_side",
        summary: "the cue and the side",
        example: [
            "«“The lines are down,”»{@bello} <said> [Sani Bello]{@bello person}.",
            "«“The lines are down,”»{@bello} [Sani Bello]{@bello person} <insisted>.",
        ],
        of: |c| {
            if c.mention.is_none() {
                Value::number(3).and(c.about.word)
            } else {
                c.known.precedes.and(c.about.word)
            }
        },
    },
    Feature {
        name: "before_cue",
        summary: "what stands right before the cue, and the distance",
        example: [
            "«“The lines are down,”»{@bello} <said> [Sani Bello]{@bello person}.",
            "[Sani Bello]{@bello person} had <said> «the lines were down»{@bello}.",
        ],
        of: |c| c.about.before.and(c.known.distance),
    },
    Feature {
        name: "before_cue_nobody",
        summary: "what stands right before the cue, for nobody",
        example: [
            "It was <said> «that the lines were down»{nobody}.",
            "There <said> «to be little hope»{nobody}.",
        ],
        of: |c| {
            if c.mention.is_none() { c.about.before } else { Value::NONE }
        },
    },
    Feature {
        name: "form_nobody",
        summary: "the form of the cue, for nobody",
        example: [
            "It was <claimed> «that the lines were down»{nobody}.",
            "A <claim> «that the lines were down»{nobody} came late.",
        ],
        of: |c| {
            if c.mention.is_none() { c.about.form } else { Value::NONE }
        },
    },
    Feature {
        name: "after_mention",
        summary: "what stands right after it",
        example: [
            "[Sani Bello]{@bello person} <said> «the lines were down»{@bello}.",
            "[Sani Bello]{@bello person}, back from Kano, <said> «the lines were down»{@bello}.",
        ],
        of: |c| c.after_mention().and(c.known.precedes),
    },
    Feature {
        name: "before_mention",
        summary: "what stands right before it",
        example: [
            "But [Sani Bello]{@bello person} <said> «the lines were down»{@bello}.",
            "A letter from [Sani Bello]{@bello person} <said> «the lines were down»{@bello}.",
        ],
        of: |c| c.before_mention().and(c.known.precedes),
    },
    Feature {
        name: "word_before",
        summary: "the word before it",
        example: [
            "But [Sani Bello]{@bello person} <said> «the lines were down»{@bello}.",
            "A letter from [Sani Bello]{@bello person} <said> «the lines were down»{@bello}.",
        ],
        of: |c| c.word_before_mention(),
    },
    Feature {
        name: "begins",
        summary: "whether it begins a clause",
        example: [
            "[Sani Bello]{@bello person} <said> «the lines were down»{@bello}.",
            "In Kano, [Sani Bello]{@bello person} <said> «the lines were down»{@bello}.",
        ],
        of: |c| c.known.begins.and(c.known.precedes),
    },
    Feature {
        name: "begins_form",
        summary: "whether it begins a clause, and the form of the cue",
        example: [
            "In Kano, [Sani Bello]{@bello person} <said> «the lines were down»{@bello}.",
            "[Sani Bello]{@bello person} ignored a <warning> «that the lines were down»{@bello}.",
        ],
        of: |c| c.known.begins.and(c.about.form),
    },
    Feature {
        name: "possessor",
        summary: "whether it owns what follows",
        example: [
            "[Sani Bello]{@bello person}’s <warning> «that the lines were down»{@bello} came late.",
            "The <warning> of [Sani Bello]{@bello person} «that the lines were down»{@bello} came late.",
        ],
        of: |c| c.possessor(),
    },
    Feature {
        name: "between",
        summary: "how many others are nearer",
        example: [
            "[Sani Bello]{@bello person} <said> «the lines were down»{@bello}.",
            "[Sani Bello]{@bello person} met Aiko Mori and <said> «the lines were down»{@bello}.",
        ],
        of: |c| c.known.between,
    },
    Feature {
        name: "between_form",
        summary: "how many others are nearer, and the form of the cue",
        example: [
            "[Sani Bello]{@bello person} met Aiko Mori and <said> «the lines were down»{@bello}.",
            "A <warning> by [Sani Bello]{@bello person} «that the lines were down»{@bello} came late.",
        ],
        of: |c| c.known.between.and(c.about.form),
    },
    Feature {
        name: "verbs_between",
        summary: "verbs between it and the cue",
        example: [
            "[Sani Bello]{@bello person} <said> «the lines were down»{@bello}.",
            "[Sani Bello]{@bello person}, who climbed the mast, <said> «the lines were down»{@bello}.",
        ],
        of: |c| c.verbs_between().and(c.known.precedes),
    },
];
