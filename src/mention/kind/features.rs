//! What is asked of a name.

use super::NameContext;
use crate::{
    lexicon::Classes,
    linear::{Asked, Feature, Value},
    model::{Tag, Token, TokenKind},
};

/// The question of this choice.
#[derive(Debug, Clone, Copy)]
pub enum IsKind {}

impl Asked for IsKind {
    type Of<'s> = NameContext<'s>;
}

/// The features, in the order of their weights.
pub const FEATURES: &[Feature<IsKind>] = &[
    Feature {
        name: "bias",
        summary: "how frequent the kind is",
        of: |c| Value::number(u32::from(c.span.headline)),
    },
    Feature { name: "first_word", summary: "its first word", of: |c| word(c.first()) },
    Feature { name: "last_word", summary: "its last word", of: |c| word(c.last()) },
    Feature {
        name: "first_classes",
        summary: "what the lists know of its first word",
        of: |c| classes(c.first()),
    },
    Feature {
        name: "last_classes",
        summary: "what the lists know of its last word",
        of: |c| classes(c.last()),
    },
    Feature {
        name: "only_classes",
        summary: "what the lists know of a name of one word",
        of: |c| {
            if c.name.len() == 1 { classes(c.first()) } else { Value::NONE }
        },
    },
    Feature {
        name: "length",
        summary: "how many tokens it has",
        of: |c| Value::number(c.name.len().min(6) as u32),
    },
    Feature {
        name: "shape",
        summary: "capitals of its first word, and length",
        of: |c| {
            let upper = c.name.iter().filter(|t| t.kind == TokenKind::Upper).count();
            Value::number((upper.min(3) * 8 + c.name.len().min(4)) as u32)
        },
    },
    Feature {
        name: "ending",
        summary: "last letters of its last word",
        of: |c| Value::ending(c.word(c.last())),
    },
    Feature {
        name: "first_ending",
        summary: "last letters of its first word, if it has several",
        of: |c| {
            if c.name.len() > 1 { Value::ending(c.word(c.first())) } else { Value::NONE }
        },
    },
    Feature { name: "previous_word", summary: "the word before", of: |c| word(c.previous()) },
    Feature { name: "previous_kind", summary: "the kind of token before", of: |c| kind(c.previous()) },
    Feature {
        name: "previous_two",
        summary: "the two words before",
        of: |c| word(c.before.len().checked_sub(2).and_then(|i| c.before.get(i))).and(word(c.previous())),
    },
    Feature { name: "next_word", summary: "the word after", of: |c| word(c.after.first()) },
    Feature { name: "next_kind", summary: "the kind of token after", of: |c| kind(c.after.first()) },
    Feature {
        name: "next_two",
        summary: "the two words after",
        of: |c| word(c.after.first()).and(word(c.after.get(1))),
    },
    Feature {
        name: "next_classes",
        summary: "whether a verb of speech, a noun or a name follows",
        of: |c| classes(c.after.first()),
    },
    Feature { name: "title", summary: "a title stands before it", of: |c| Value::when(!c.title.is_empty()) },
    Feature {
        name: "title_word",
        summary: "the title's last word",
        of: |c| word(c.title.iter().rev().find(|t| t.kind.is_word())),
    },
    Feature { name: "phrase", summary: "what the lists know of it as a whole", of: |c| classes_of(c.phrase) },
    Feature {
        name: "has_of",
        summary: "it is joined by of, for or and",
        of: |c| {
            Value::when(c.name.iter().any(|t| {
                t.kind == TokenKind::Lower && t.classes.any(Classes::PREPOSITION | Classes::CONJUNCTION)
            }))
        },
    },
    Feature {
        name: "has_given",
        summary: "a given name is in it",
        of: |c| Value::when(c.name.len() > 1 && c.any(Classes::GIVEN_FEMININE | Classes::GIVEN_MASCULINE)),
    },
    Feature {
        name: "has_body",
        summary: "a noun of bodies is in it",
        of: |c| Value::when(c.any(Classes::ORGANIZATION_NOUN | Classes::ORGANIZATION_SUFFIX)),
    },
    Feature {
        name: "has_initial",
        summary: "an initial is in it",
        of: |c| Value::when(c.name.iter().any(|t| t.kind.is_word() && t.span.len() == 1)),
    },
    Feature {
        name: "has_particle",
        summary: "al-, bin, van is in it",
        of: |c| {
            let hyphen = c.name.iter().any(|t| {
                let text = t.span.of(c.raw);
                ["al-", "Al-", "el-", "El-", "ul-", "ad-", "as-", "ar-"].iter().any(|p| text.starts_with(p))
            });
            Value::when(hyphen || c.any(Classes::NAME_PARTICLE))
        },
    },
    Feature {
        name: "the_before",
        summary: "\"the\" stands before it, and how long it is",
        of: |c| {
            let the = c.word(c.previous()).eq_ignore_ascii_case("the");
            if the { Value::number(c.name.len().min(3) as u32) } else { Value::NONE }
        },
    },
    Feature {
        name: "possessive",
        summary: "a possessive follows, and what comes then",
        of: |c| {
            let possessive = c.after.first().is_some_and(|t| t.kind == TokenKind::Possessive);
            if possessive { classes(c.after.get(1)).and(Value::YES) } else { Value::NONE }
        },
    },
    Feature {
        name: "initial",
        summary: "it begins its sentence",
        of: |c| Value::when(c.span.initial).and(classes(c.first())),
    },
    Feature {
        name: "abbreviation_follows",
        summary: "an abbreviation in brackets follows",
        of: |c| {
            let open = c.after.first().is_some_and(|t| t.kind == TokenKind::OpenBracket);
            Value::when(open && c.after.get(1).is_some_and(|t| t.kind == TokenKind::Upper))
        },
    },
    Feature {
        name: "in_brackets",
        summary: "it stands alone in brackets",
        of: |c| {
            let open = c.previous().is_some_and(|t| t.kind == TokenKind::OpenBracket);
            Value::when(open && c.after.first().is_some_and(|t| t.kind == TokenKind::CloseBracket))
        },
    },
    Feature {
        name: "comma_name",
        summary: "a comma and another name follow",
        of: |c| {
            let comma = c.after.first().is_some_and(|t| t.kind == TokenKind::Comma);
            if comma && c.after.get(1).is_some_and(|t| t.tag == Tag::Name) {
                classes(c.after.get(1))
            } else {
                Value::NONE
            }
        },
    },
];

fn word(token: Option<&Token>) -> Value {
    token.map_or(Value::NONE, |t| Value::word(t.word))
}

fn kind(token: Option<&Token>) -> Value {
    Value::number(token.map_or(99, Token::shape))
}

fn classes(token: Option<&Token>) -> Value {
    token.map_or(Value::NONE, |t| classes_of(t.classes))
}

/// The classes that matter for names, as one number.
fn classes_of(classes: Classes) -> Value {
    const ASKED: [Classes; 16] = [
        Classes::GIVEN_MASCULINE.with(Classes::GIVEN_FEMININE),
        Classes::SURNAME,
        Classes::COMMON,
        Classes::TITLE.with(Classes::HONORIFIC),
        Classes::PERSON_NOUN,
        Classes::GROUP_NOUN,
        Classes::ORGANIZATION_NOUN,
        Classes::ORGANIZATION_SUFFIX,
        Classes::ORGANIZATION.with(Classes::OUTLET),
        Classes::COUNTRY,
        Classes::PLACE,
        Classes::PLACE_NOUN,
        Classes::DEMONYM,
        Classes::DEMONYM_PLURAL,
        Classes::REPORTING_VERB,
        Classes::DOCUMENT_NOUN,
    ];
    let mut bits = 0;
    for (i, asked) in ASKED.iter().enumerate() {
        if classes.any(*asked) {
            bits |= 1 << i;
        }
    }
    Value::number(bits)
}
