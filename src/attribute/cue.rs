//! Which words report something: a yes or no for each possible cue.

use super::{
    scene::Scene,
    values::{shape, word},
};
use crate::{
    lexicon::Classes,
    linear::{Asked, Feature, Value, Weights, score, softmax},
    model::{Tag, Token, TokenKind, TokenRange},
};

/// A possible cue in its scene.
#[derive(Debug, Clone, Copy)]
pub struct CueContext<'s> {
    /// The document.
    pub scene: &'s Scene<'s>,
    /// The token.
    pub at: u32,
    /// Its sentence.
    sentence: u32,
    /// Its paragraph, which features do not look beyond.
    paragraph: TokenRange,
    known: Known,
}

/// What several features ask, asked once.
#[derive(Debug, Clone, Copy, Default)]
struct Known {
    own: Value,
    classes: Value,
    tag: Value,
    marks: Value,
    subject: Value,
    follower: Value,
}

impl<'s> CueContext<'s> {
    /// Token `at` as a possible cue.
    pub fn new(scene: &'s Scene<'s>, at: u32) -> Self {
        let sentence = scene.sentence(at);
        let paragraph = scene.paragraph_of_sentence(sentence).map(|p| scene.paragraph_tokens(p));
        let paragraph = paragraph.unwrap_or_default();
        let mut context = Self { scene, at, sentence, paragraph, known: Known::default() };
        context.known = Known {
            own: context.own(),
            classes: context.classes(),
            tag: context.tag(),
            marks: Value::number(context.marks()),
            subject: Value::number(context.subject_kind()),
            follower: Value::number(context.follower()),
        };
        context
    }

    /// The token `by` places before or after, within the paragraph.
    fn near(&self, by: i32) -> Option<&'s Token> {
        let at = self.at.checked_add_signed(by).filter(|&at| self.paragraph.contains(at))?;
        self.scene.token(at)
    }

    fn word(&self, by: i32) -> Value {
        word(self.near(by))
    }

    fn shape(&self, by: i32) -> Value {
        shape(self.near(by), 99)
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
        let opens = |by| self.near(by).is_some_and(|t| t.kind.opens());
        let closes = |by: i32| self.near(-by).is_some_and(|t| t.kind.closes());
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
        } else if self.scene.has_marks(self.sentence) {
            8
        } else {
            9
        }
    }

    /// Whether "that" opens a clause a few words on, as behind a noun: "statements from the ministry that".
    fn that_ahead(&self) -> bool {
        for by in 2..9 {
            let Some(t) = self.near(by) else { return false };
            if t.span.of(self.scene.raw) == "that" {
                return true;
            }
            if t.kind == TokenKind::Stop || t.kind == TokenKind::Comma || t.tag == Tag::Verb {
                return false;
            }
        }
        false
    }

    /// What kind of noun the cue's object is, and whether a clause follows: "released a video", "issued a
    /// statement saying", "stressed the need to".
    fn object(&self) -> Value {
        let mut by = 1;
        let inside = |t: &&Token| matches!(t.tag, Tag::Determiner | Tag::Adjective | Tag::Number | Tag::Name);
        while by < 6 && self.near(by).as_ref().is_some_and(inside) {
            by += 1;
        }
        let Some(noun) = self.near(by).filter(|t| t.tag == Tag::Noun) else {
            return Value::NONE;
        };
        let of = if noun.classes.any(Classes::REPORTING_NOUN) {
            1
        } else if noun.classes.any(Classes::DOCUMENT_NOUN) {
            2
        } else if noun.classes.any(Classes::PERSON_NOUN | Classes::GROUP_NOUN | Classes::ORGANIZATION_NOUN) {
            3
        } else {
            4
        };
        let next = self.near(by + 1);
        let clause = next.is_some_and(|t| {
            matches!(t.span.of(self.scene.raw), "that" | "to")
                || t.tag == Tag::Gerund
                || t.kind == TokenKind::Colon
        });
        let ends = next.is_none_or(|t| t.kind == TokenKind::Stop || t.kind == TokenKind::Comma);
        Value::number(of * 4 + u32::from(clause) * 2 + u32::from(ends))
    }

    /// What stands before: a name, a pronoun, a person's noun, an auxiliary, "to", a comma.
    fn subject_kind(&self) -> u32 {
        let mut by = -1;
        while self.near(by).is_some_and(|t| t.tag == Tag::Adverb) {
            by -= 1;
        }
        let Some(t) = self.near(by) else { return 1 };
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
        let Some(t) = self.near(1) else { return 1 };
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

/// The question of this choice. An example marks the word asked about as the cue of its quotation; whose words
/// they are is left open (`nobody`), for a word is a cue or not whoever speaks.
#[derive(Debug, Clone, Copy)]
pub enum IsCue {}

impl Asked for IsCue {
    type Of<'s> = CueContext<'s>;
}

/// The features, in the order of their weights.
pub const FEATURES: &[Feature<IsCue>] = &[
    Feature {
        name: "word",
        summary: "the word",
        example: [
            "Mara Chen <said> «the port was closed»{nobody}.",
            "Mara Chen <denied> «the port was closed»{nobody}.",
        ],
        of: |c| c.known.own,
    },
    Feature {
        name: "classes",
        summary: "what the lists know of the word",
        example: [
            "Mara Chen <said> «the port was closed»{nobody}.",
            "Mara Chen <believed> «the port was closed»{nobody}.",
        ],
        of: |c| c.known.classes,
    },
    Feature {
        name: "tag",
        summary: "its part of speech",
        example: [
            "Mara Chen <warned> «that the dam would burst»{nobody}.",
            "Mara Chen wrote a <warning> «that the dam would burst»{nobody}.",
        ],
        of: |c| c.known.tag,
    },
    Feature {
        name: "classes_tag",
        summary: "what the lists know of the word, and its part of speech",
        example: [
            "The ministry <claims> «the port is open»{nobody}.",
            "Nobody heard its <claims> «that the port is open»{nobody}.",
        ],
        of: |c| c.known.classes.and(c.known.tag),
    },
    Feature {
        name: "marks",
        summary: "where the nearest quotation mark stands",
        example: [
            "Mara Chen <said>: «“The port is closed.”»{nobody}",
            "Mara Chen <said> «the port was closed»{nobody}.",
        ],
        of: |c| c.known.marks,
    },
    Feature {
        name: "classes_marks",
        summary: "word list and nearest mark",
        example: [
            "«“The port is closed,”»{nobody} Mara Chen <said>.",
            "Mara Chen <hopes> «that the port will open»{nobody}.",
        ],
        of: |c| c.known.classes.and(c.known.marks),
    },
    Feature {
        name: "subject",
        summary: "what stands before it",
        example: ["She <reported> «a leak»{nobody}.", "A leak was <reported> «at the port»{nobody}."],
        of: |c| c.known.subject,
    },
    Feature {
        name: "follower",
        summary: "what comes next",
        example: [
            "Mara Chen <agreed> «that the port was closed»{nobody}.",
            "Mara Chen <agreed> «to close the port»{nobody}.",
        ],
        of: |c| c.known.follower,
    },
    Feature {
        name: "subject_follower",
        summary: "what stands before and what comes next",
        example: [
            "She <promised> «that the port would open»{nobody}.",
            "The morning <promised> «to be cold»{nobody}.",
        ],
        of: |c| c.known.subject.and(c.known.follower),
    },
    Feature {
        name: "classes_follower",
        summary: "word list and what comes next",
        example: [
            "Mara Chen <says> «that the port is open»{nobody}.",
            "Mara Chen <wants> «to open the port»{nobody}.",
        ],
        of: |c| c.known.classes.and(c.known.follower),
    },
    Feature {
        name: "word_follower",
        summary: "the word and what comes next",
        example: [
            "Mara Chen <asked> «whether the port was open»{nobody}.",
            "Mara Chen <asked> «for a tug»{nobody}.",
        ],
        of: |c| c.known.own.and(c.known.follower),
    },
    Feature {
        name: "word_subject",
        summary: "the word and what stands before",
        example: ["She <said> «the port was closed»{nobody}.", "It was <told> «in every bar»{nobody}."],
        of: |c| c.known.own.and(c.known.subject),
    },
    Feature {
        name: "previous_word",
        summary: "the word before",
        example: ["She <said> «the port was closed»{nobody}.", "They <said> «the port was closed»{nobody}."],
        of: |c| c.word(-1),
    },
    Feature {
        name: "next_word",
        summary: "the word after",
        example: ["Mara Chen <spoke> of «a leak»{nobody}.", "Mara Chen <spoke> for «an hour»{nobody}."],
        of: |c| c.word(1),
    },
    Feature {
        name: "previous_shape",
        summary: "the kind of token before",
        example: [
            "Mara Chen <said> «the port was closed»{nobody}.",
            "Mara Chen, on the pier, <said> «the port was closed»{nobody}.",
        ],
        of: |c| c.shape(-1),
    },
    Feature {
        name: "second_shape",
        summary: "the kind of token two before",
        example: [
            "«“The port is closed,”»{nobody} Chen <said>.",
            "On Friday Chen <said> «the port was closed»{nobody}.",
        ],
        of: |c| c.shape(-2),
    },
    Feature {
        name: "next_shape",
        summary: "the kind of token after",
        example: [
            "Mara Chen <said>: «“The port is closed.”»{nobody}",
            "Mara Chen <said> «the port was closed»{nobody}.",
        ],
        of: |c| c.shape(1),
    },
    Feature {
        name: "after_shape",
        summary: "the kind of token two after",
        example: [
            "Mara Chen <said> in Lagos «the port was closed»{nobody}.",
            "Mara Chen <said> in a letter «the port was closed»{nobody}.",
        ],
        of: |c| c.shape(2),
    },
    Feature {
        name: "object",
        summary: "the kind of noun behind it, and what the lists know of it",
        example: [
            "Mara Chen <issued> a statement that «the port was closed»{nobody}.",
            "Mara Chen <issued> a passport to «a sailor»{nobody}.",
        ],
        of: |c| c.object().and(c.known.classes),
    },
    Feature {
        name: "that_ahead",
        summary: "\"that\" follows a few words on",
        example: [
            "The <statement> from the port «that it was closed»{nobody} came late.",
            "The <statement> from the port «came late»{nobody}.",
        ],
        of: |c| Value::when(c.that_ahead()).and(c.known.classes),
    },
    Feature {
        name: "ending",
        summary: "the word's last letters",
        example: [
            "Mara Chen <muttered> «that the port was closed»{nobody}.",
            "Mara Chen <exclaims> «that the port was closed»{nobody}.",
        ],
        of: |c| Value::ending(c.scene.word(c.at)),
    },
];

/// How probably token `at` is a cue, 0 to 1.
pub fn probability(context: &CueContext, weights: &Weights) -> f32 {
    let mut scores = [score(FEATURES, context, weights), 0.0];
    softmax(&mut scores);
    scores[0]
}
