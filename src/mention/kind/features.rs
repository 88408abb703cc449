//! What is asked of a name.

use super::NameContext;
use crate::{
    lexicon::Classes,
    linear::{Asked, Feature, Value},
    model::{Tag, Token, TokenKind},
};

/// The question of this choice. An example marks a name, its last mark.
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
        example: ["A storm has hit [Marun]{@marun place} again.", "= Storm hits [Marun]{@marun place} again"],
        of: |c| Value::number(u32::from(c.span.headline)),
    },
    Feature {
        name: "first_word",
        summary: "its first word",
        example: [
            "On Friday [Amina Yusuf]{@yusuf person} left.",
            "On Friday [Olga Yusuf]{@yusuf person} left.",
        ],
        of: |c| word(c.first()),
    },
    Feature {
        name: "last_word",
        summary: "its last word",
        example: [
            "On Friday the [Marun Council]{@marun organization} met.",
            "On Friday the [Marun Bank]{@marun organization} met.",
        ],
        of: |c| word(c.last()),
    },
    Feature {
        name: "first_classes",
        summary: "what the lists know of its first word",
        example: [
            "On Friday [Amina Telecom]{@telecom organization} closed.",
            "On Friday [Kenya Telecom]{@telecom organization} closed.",
        ],
        of: |c| classes(c.first()),
    },
    Feature {
        name: "last_classes",
        summary: "what the lists know of its last word",
        example: [
            "On Friday the [Marun Council]{@marun organization} met.",
            "On Friday [Marun Hassan]{@marun person} met her.",
        ],
        of: |c| classes(c.last()),
    },
    Feature {
        name: "only_classes",
        summary: "what the lists know of a name of one word",
        example: ["On Friday [Amina]{@amina person} agreed.", "On Friday [Kenya]{@kenya place} agreed."],
        of: |c| {
            if c.name.len() == 1 { classes(c.first()) } else { Value::NONE }
        },
    },
    Feature {
        name: "length",
        summary: "how many tokens it has",
        example: ["On Friday [Amina]{@yusuf person} left.", "On Friday [Amina Yusuf]{@yusuf person} left."],
        of: |c| Value::number(c.name.len().min(6) as u32),
    },
    Feature {
        name: "shape",
        summary: "capitals of its first word, and length",
        example: ["On Friday [Marun]{@marun place} voted.", "On Friday [MARUN]{@marun organization} voted."],
        of: |c| {
            let upper = c.name.iter().filter(|t| t.kind == TokenKind::Upper).count();
            Value::number((upper.min(3) * 8 + c.name.len().min(4)) as u32)
        },
    },
    Feature {
        name: "ending",
        summary: "last letters of its last word",
        example: [
            "On Friday [Ana Petrescu]{@petrescu person} left.",
            "On Friday [Ana Petrosyan]{@petrosyan person} left.",
        ],
        of: |c| Value::ending(c.word(c.last())),
    },
    Feature {
        name: "first_ending",
        summary: "last letters of its first word, if it has several",
        example: [
            "On Friday [Svetla Marun]{@marun person} left.",
            "On Friday [Svetomir Marun]{@marun person} left.",
        ],
        of: |c| {
            if c.name.len() > 1 { Value::ending(c.word(c.first())) } else { Value::NONE }
        },
    },
    Feature {
        name: "previous_word",
        summary: "the word before",
        example: ["They flew to [Marun]{@marun place}.", "They met with [Marun]{@marun person}."],
        of: |c| word(c.previous()),
    },
    Feature {
        name: "previous_kind",
        summary: "the kind of token before",
        example: ["They flew to [Marun]{@marun place}.", "Her name: [Marun]{@marun person}."],
        of: |c| kind(c.previous()),
    },
    Feature {
        name: "previous_two",
        summary: "the two words before",
        example: ["The mayor of [Marun]{@marun place} left.", "The end of [Marun]{@marun place} came."],
        of: |c| word(c.before.len().checked_sub(2).and_then(|i| c.before.get(i))).and(word(c.previous())),
    },
    Feature {
        name: "next_word",
        summary: "the word after",
        example: [
            "On Friday [Marun]{@marun person} said no.",
            "On Friday [Marun]{@marun place} became a town.",
        ],
        of: |c| word(c.after.first()),
    },
    Feature {
        name: "next_kind",
        summary: "the kind of token after",
        example: [
            "On Friday [Marun]{@marun person} said no.",
            "On Friday [Marun]{@marun person}, in tears, left.",
        ],
        of: |c| kind(c.after.first()),
    },
    Feature {
        name: "next_two",
        summary: "the two words after",
        example: [
            "On Friday [Marun]{@marun person} had said no.",
            "On Friday [Marun]{@marun place} had been quiet.",
        ],
        of: |c| word(c.after.first()).and(word(c.after.get(1))),
    },
    Feature {
        name: "next_classes",
        summary: "whether a verb of speech, a noun or a name follows",
        example: [
            "On Friday [Marun]{@marun person} said no.",
            "On Friday [Marun]{@marun place} officials met.",
        ],
        of: |c| classes(c.after.first()),
    },
    Feature {
        name: "title",
        summary: "a title stands before it",
        example: [
            "On Friday President [Marun]{@marun person} left.",
            "On Friday [Marun]{@marun person} left.",
        ],
        of: |c| Value::when(!c.title.is_empty()),
    },
    Feature {
        name: "title_word",
        summary: "the title's last word",
        example: [
            "On Friday President [Marun]{@marun person} left.",
            "On Friday Colonel [Marun]{@marun person} left.",
        ],
        of: |c| word(c.title.iter().rev().find(|t| t.kind.is_word())),
    },
    Feature {
        name: "phrase",
        summary: "what the lists know of it as a whole",
        example: [
            "On Friday the [United Nations]{@un organization} met.",
            "On Friday the [United Bakers]{@bakers organization} met.",
        ],
        of: |c| classes_of(c.phrase),
    },
    Feature {
        name: "has_of",
        summary: "it is joined by of, for or and",
        example: [
            "On Friday the [Bank of Marun]{@bank organization} closed.",
            "On Friday the [Marun Bank]{@bank organization} closed.",
        ],
        of: |c| {
            Value::when(c.name.iter().any(|t| {
                t.kind == TokenKind::Lower && t.classes.any(Classes::PREPOSITION | Classes::CONJUNCTION)
            }))
        },
    },
    Feature {
        name: "has_given",
        summary: "a given name is in it",
        example: [
            "On Friday [Amina Marun]{@marun person} left.",
            "On Friday [Harbour Marun]{@marun place} closed.",
        ],
        of: |c| Value::when(c.name.len() > 1 && c.any(Classes::GIVEN_FEMININE | Classes::GIVEN_MASCULINE)),
    },
    Feature {
        name: "has_body",
        summary: "a noun of bodies is in it",
        example: [
            "On Friday the [Marun Council]{@marun organization} met.",
            "On Friday [Marun]{@marun place} voted.",
        ],
        of: |c| Value::when(c.any(Classes::ORGANIZATION_NOUN | Classes::ORGANIZATION_SUFFIX)),
    },
    Feature {
        name: "tail",
        summary: "whether the last of several words is a noun of bodies, places or persons",
        example: [
            "On Friday [Balkh Police Command]{@balkh organization} closed the road.",
            "On Friday [Balkh Valley]{@balkh place} closed the road.",
        ],
        of: |c| if c.name.len() > 1 { c.tail() } else { Value::NONE },
    },
    Feature {
        name: "tail_first",
        summary: "the noun the name ends with, and whether a country, a nation or a place begins it",
        example: [
            "On Friday [Iraq Border Command]{@border organization} closed the road.",
            "On Friday [Upper Border Command]{@border organization} closed the road.",
        ],
        of: |c| {
            let of_place = Classes::COUNTRY | Classes::DEMONYM | Classes::PLACE;
            let place = c.first().is_some_and(|t| t.classes.any(of_place));
            if c.name.len() > 1 { c.tail().and(Value::number(u32::from(place))) } else { Value::NONE }
        },
    },
    Feature {
        name: "has_initial",
        summary: "an initial is in it",
        example: [
            "On Friday [Amina B. Yusuf]{@yusuf person} left.",
            "On Friday [Amina Yusuf]{@yusuf person} left.",
        ],
        of: |c| Value::when(c.name.iter().any(|t| t.kind.is_word() && t.span.len() == 1)),
    },
    Feature {
        name: "has_particle",
        summary: "al-, bin, van is in it",
        example: [
            "On Friday [Omar al-Marun]{@marun person} left.",
            "On Friday [Omar Marun]{@marun person} left.",
        ],
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
        example: [
            "On Friday the [Marun]{@marun organization} met.",
            "On Friday [Marun]{@marun person} left.",
        ],
        of: |c| {
            let the = c.word(c.previous()).eq_ignore_ascii_case("the");
            if the { Value::number(c.name.len().min(3) as u32) } else { Value::NONE }
        },
    },
    Feature {
        name: "possessive",
        summary: "a possessive follows, and what comes then",
        example: ["On Friday [Marun]{@marun place}’s mayor left.", "On Friday [Marun]{@marun person} left."],
        of: |c| {
            let possessive = c.after.first().is_some_and(|t| t.kind == TokenKind::Possessive);
            if possessive { classes(c.after.get(1)).and(Value::YES) } else { Value::NONE }
        },
    },
    Feature {
        name: "initial",
        summary: "it begins its sentence",
        example: ["[Amina]{@yusuf person} left on Friday.", "On Friday [Amina]{@yusuf person} left."],
        of: |c| Value::when(c.span.initial).and(classes(c.first())),
    },
    Feature {
        name: "abbreviation_follows",
        summary: "an abbreviation in brackets follows",
        example: [
            "On Friday the [Marun Council]{@marun organization} (MC) met.",
            "On Friday the [Marun Council]{@marun organization} met.",
        ],
        of: |c| {
            let open = c.after.first().is_some_and(|t| t.kind == TokenKind::OpenBracket);
            Value::when(open && c.after.get(1).is_some_and(|t| t.kind == TokenKind::Upper))
        },
    },
    Feature {
        name: "in_brackets",
        summary: "it stands alone in brackets",
        example: [
            "On Friday the Marun Council ([MC]{@marun organization}) met.",
            "On Friday the [MC]{@marun organization} met.",
        ],
        of: |c| {
            let open = c.previous().is_some_and(|t| t.kind == TokenKind::OpenBracket);
            Value::when(open && c.after.first().is_some_and(|t| t.kind == TokenKind::CloseBracket))
        },
    },
    Feature {
        name: "comma_name",
        summary: "a comma and another name follow",
        example: [
            "They flew to [Marun]{@marun place}, Kenya.",
            "They flew to [Marun]{@marun place}, where it rained.",
        ],
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
