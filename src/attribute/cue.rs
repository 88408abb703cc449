//! Which words report something: a yes or no for each possible cue.

use super::{
    scene::Scene,
    values::{shape, word},
};
use crate::{
    lexicon::Classes,
    linear::{Asked, Feature, Value, Weights, score, softmax},
    model::{Tag, TokenKind},
};

/// A possible cue in its scene.
#[derive(Debug, Clone, Copy)]
pub struct CueContext<'s> {
    /// The document.
    pub scene: &'s Scene<'s>,
    /// The token.
    pub at: u32,
}

impl CueContext<'_> {
    fn word(&self, by: i32) -> Value {
        word(self.scene.near(self.at, by))
    }

    fn shape(&self, by: i32) -> Value {
        shape(self.scene.near(self.at, by), 99)
    }

    fn own(&self) -> Value {
        match self.scene.kind(self.at) {
            TokenKind::Colon => Value::YES,
            _ => self.scene.token(self.at).map_or(Value::NONE, |t| {
                if t.word == crate::lexicon::WordId::UNKNOWN {
                    Value::ending(self.scene.word(self.at))
                } else {
                    Value::word(t.word)
                }
            }),
        }
    }

    /// What the lists know of the word, as a number.
    fn classes(&self) -> Value {
        let asked = [
            Classes::REPORTING_VERB,
            Classes::ATTITUDE_VERB,
            Classes::REPORTING_NOUN,
            Classes::VERB,
            Classes::QUOTATIVE_VERB,
            Classes::ADDRESSEE_VERB,
        ];
        Value::number(self.scene.lists(self.at, &asked))
    }

    fn tag(&self) -> Value {
        Value::number(self.scene.tag(self.at) as u32)
    }

    /// Where the nearest quoted run stands: right before, right after, a few tokens away, around.
    fn marks(&self) -> u32 {
        if self.scene.quoted(self.at).is_some_and(|(_, q)| q.words > 3) {
            return 1;
        }
        let opens = |by| self.scene.near(self.at, by).is_some_and(|t| t.kind.opens());
        let closes = |by: i32| self.scene.near(self.at, -by).is_some_and(|t| t.kind.closes());
        if opens(1) {
            2
        } else if opens(2) {
            3
        } else if closes(1) {
            4
        } else if closes(2) || closes(3) {
            5
        } else if (4..7).any(closes) {
            6
        } else if (3..6).any(opens) {
            7
        } else if self.sentence_has_marks() {
            8
        } else {
            9
        }
    }

    /// Whether "that" opens a clause a few words on, as behind a noun: "statements from the ministry that".
    fn that_ahead(&self) -> bool {
        for by in 2..9 {
            let Some(t) = self.scene.near(self.at, by) else { return false };
            if t.span.of(self.scene.raw) == "that" {
                return true;
            }
            if t.kind == TokenKind::Stop || t.kind == TokenKind::Comma || t.tag == Tag::Verb {
                return false;
            }
        }
        false
    }

    fn sentence_has_marks(&self) -> bool {
        let range = self.scene.sentence_tokens(self.scene.sentence(self.at));
        self.scene
            .segments
            .tokens
            .get(range.range())
            .unwrap_or_default()
            .iter()
            .any(|t| t.kind == TokenKind::Open)
    }

    /// What stands before: a name, a pronoun, a person's noun, an auxiliary, "to", a comma.
    fn subject_kind(&self) -> u32 {
        let mut by = -1;
        while self.scene.near(self.at, by).is_some_and(|t| t.tag == Tag::Adverb) {
            by -= 1;
        }
        let Some(t) = self.scene.near(self.at, by) else { return 1 };
        if t.classes.any(Classes::SUBJECT_PRONOUN) {
            2
        } else if t.tag == Tag::Name {
            3
        } else if t.classes.any(Classes::PERSON_NOUN | Classes::GROUP_NOUN) {
            4
        } else if t.classes.any(Classes::ORGANIZATION_NOUN | Classes::DOCUMENT_NOUN) {
            5
        } else if t.tag == Tag::Auxiliary {
            6
        } else if t.tag == Tag::To {
            7
        } else if t.kind == TokenKind::Comma {
            8
        } else if t.classes.any(Classes::RELATIVE) {
            9
        } else if t.tag == Tag::Noun {
            10
        } else {
            11
        }
    }

    /// Whether the rest of the clause begins with "that", a mark, a subject, "to", a preposition, an object.
    fn follower(&self) -> u32 {
        let Some(t) = self.scene.near(self.at, 1) else { return 1 };
        let word = t.span.of(self.scene.raw);
        match word {
            "that" => return 2,
            "to" => return 3,
            "it" | "there" => return 4,
            "if" | "whether" | "how" | "why" | "what" => return 5,
            "of" | "about" => return 6,
            "for" | "on" | "in" | "at" | "with" | "against" => return 7,
            _ => {}
        }
        match t.kind {
            TokenKind::Comma => 8,
            TokenKind::Stop => 9,
            TokenKind::Colon => 10,
            kind if kind.opens() => 11,
            TokenKind::Number => 12,
            TokenKind::Possessive => 18,
            _ if t.classes.any(Classes::SUBJECT_PRONOUN) => 13,
            _ if t.tag == Tag::Name => 14,
            _ if t.tag == Tag::Determiner => 15,
            _ if t.tag == Tag::Auxiliary => 16,
            _ => 17,
        }
    }
}

/// The question of this choice.
#[derive(Debug, Clone, Copy)]
pub enum IsCue {}

impl Asked for IsCue {
    type Of<'s> = CueContext<'s>;
}

/// The features, in the order of their weights.
pub const FEATURES: &[Feature<IsCue>] = &[
    Feature { name: "bias", summary: "how frequent cues are", of: |_| Value::YES },
    Feature { name: "word", summary: "the word", of: |c| c.own() },
    Feature { name: "classes", summary: "what the lists know of the word", of: |c| c.classes() },
    Feature { name: "tag", summary: "its part of speech", of: |c| c.tag() },
    Feature {
        name: "classes_tag",
        summary: "what the lists know of the word, and its part of speech",
        of: |c| c.classes().and(c.tag()),
    },
    Feature {
        name: "marks",
        summary: "where the nearest quotation mark stands",
        of: |c| Value::number(c.marks()),
    },
    Feature {
        name: "classes_marks",
        summary: "word list and nearest mark",
        of: |c| c.classes().and(Value::number(c.marks())),
    },
    Feature { name: "subject", summary: "what stands before it", of: |c| Value::number(c.subject_kind()) },
    Feature { name: "follower", summary: "what comes next", of: |c| Value::number(c.follower()) },
    Feature {
        name: "subject_follower",
        summary: "what stands before and what comes next",
        of: |c| Value::number(c.subject_kind()).and(Value::number(c.follower())),
    },
    Feature {
        name: "classes_follower",
        summary: "word list and what comes next",
        of: |c| c.classes().and(Value::number(c.follower())),
    },
    Feature {
        name: "word_follower",
        summary: "the word and what comes next",
        of: |c| c.own().and(Value::number(c.follower())),
    },
    Feature {
        name: "word_subject",
        summary: "the word and what stands before",
        of: |c| c.own().and(Value::number(c.subject_kind())),
    },
    Feature { name: "previous_word", summary: "the word before", of: |c| c.word(-1) },
    Feature { name: "next_word", summary: "the word after", of: |c| c.word(1) },
    Feature { name: "previous_shape", summary: "the kind of token before", of: |c| c.shape(-1) },
    Feature { name: "second_shape", summary: "the kind of token two before", of: |c| c.shape(-2) },
    Feature { name: "next_shape", summary: "the kind of token after", of: |c| c.shape(1) },
    Feature { name: "after_shape", summary: "the kind of token two after", of: |c| c.shape(2) },
    Feature {
        name: "that_ahead",
        summary: "\"that\" follows a few words on",
        of: |c| Value::when(c.that_ahead()).and(c.classes()),
    },
    Feature { name: "ending", summary: "the word's last letters", of: |c| Value::ending(c.scene.word(c.at)) },
];

/// How probably token `at` is a cue, 0 to 1.
pub fn probability(context: &CueContext, weights: &Weights) -> f32 {
    let mut scores = [score(FEATURES, context, weights), 0.0];
    softmax(&mut scores);
    scores[0]
}
