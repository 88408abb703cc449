//! What a name names: person, organization, place, or nothing that can speak or be highlighted.
//!
//! A linear model over the name's words and neighbours scores the four kinds; the scores of all places where
//! the document uses the name are added up, a surname sharing those of the full name, so that one clear place
//! ("Ms. Rahimi said") decides for the others.

use rustc_hash::FxHashMap;

use super::names::NameSpan;
use crate::{
    lexicon::{Classes, Lexicon},
    linear::{Asked, Feature, Value, Weights},
    model::{Agreement, EntityKind, Mention, MentionKind, Segments, Tag, Token, TokenKind},
    text::Span,
};

/// The kinds a name may have, in the order of their scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NameKind {
    /// A person.
    Person,
    /// A body.
    Organization,
    /// A place.
    Place,
    /// A day, a law, a programme, a language: not highlighted.
    Other,
}

impl NameKind {
    /// All kinds, in the order of their scores.
    pub const ALL: [Self; 4] = [Self::Person, Self::Organization, Self::Place, Self::Other];

    /// The kind in one word, as the weights file has it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Place => "place",
            Self::Other => "other",
        }
    }
}

/// What the features of a name may look at.
#[derive(Debug, Clone, Copy)]
pub struct NameContext<'t> {
    raw: &'t str,
    name: &'t [Token],
    title: &'t [Token],
    before: &'t [Token],
    after: &'t [Token],
    span: NameSpan,
    phrase: Classes,
}

impl<'t> NameContext<'t> {
    /// The context of `span` in its document.
    pub fn new(raw: &'t str, segments: &'t Segments, span: NameSpan, lexicon: &Lexicon) -> Self {
        let tokens = &segments.tokens;
        let slice = |from: usize, to: usize| tokens.get(from..to.min(tokens.len())).unwrap_or_default();
        let (start, end) = (span.name.start as usize, span.name.end as usize);
        let whole = span.whole.start as usize;
        let name = slice(start, end);
        let phrase = name
            .first()
            .filter(|t| t.classes.any(Classes::PHRASE_START))
            .and_then(|_| lexicon.phrase(name.iter().map(|t| t.word)))
            .filter(|p| p.words == name.len())
            .map(|p| p.classes)
            .unwrap_or_default();
        Self {
            raw,
            name,
            title: slice(whole, start),
            before: slice(whole.saturating_sub(3), whole),
            after: slice(end, end + 4),
            span,
            phrase,
        }
    }

    fn first(&self) -> Option<&Token> {
        self.name.first()
    }

    fn last(&self) -> Option<&Token> {
        self.name.iter().rev().find(|t| t.kind.is_word())
    }

    fn previous(&self) -> Option<&Token> {
        self.before.last()
    }

    fn word(&self, token: Option<&Token>) -> &'t str {
        token.map(|t| t.span.of(self.raw)).unwrap_or_default()
    }

    fn any(&self, classes: Classes) -> bool {
        self.name.iter().any(|t| t.classes.any(classes))
    }
}

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

/// The names of the model's features: each of [`FEATURES`] once for each kind.
pub fn feature_names() -> Vec<String> {
    FEATURES.iter().flat_map(|f| NameKind::ALL.map(|k| format!("{}.{}", f.name, k.name()))).collect()
}

fn word(token: Option<&Token>) -> Value {
    token.map_or(Value::NONE, |t| Value::word(t.word))
}

fn kind(token: Option<&Token>) -> Value {
    Value::number(token.map_or(99, |t| t.kind as u32 * 32 + t.tag as u32))
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

/// Classifies all names of a document and appends those that are entities to `out`.
pub(super) fn classify(
    raw: &str,
    segments: &Segments,
    lexicon: &Lexicon,
    weights: &Weights,
    names: &[NameSpan],
    out: &mut Vec<Mention>,
) {
    let mut pools: FxHashMap<&str, [f32; 4]> = FxHashMap::default();
    let mut local = Vec::with_capacity(names.len());
    for name in names {
        let context = NameContext::new(raw, segments, *name, lexicon);
        let scores = score(&context, weights);
        let pool = pools.entry(text(raw, segments, *name)).or_default();
        for (p, s) in pool.iter_mut().zip(scores) {
            *p += s;
        }
        local.push(context);
    }
    // A surname shares what is known of the full name it ends.
    let mut surnames: FxHashMap<&str, [f32; 4]> = FxHashMap::default();
    for (name, scores) in &pools {
        if let Some((_, last)) = name.rsplit_once(' ')
            && best(scores) == NameKind::Person
        {
            let shared = surnames.entry(last).or_default();
            for (p, s) in shared.iter_mut().zip(scores) {
                *p += s / 2.0;
            }
        }
    }
    let body: rustc_hash::FxHashSet<&str> =
        names.iter().filter(|n| !n.headline).map(|n| text(raw, segments, *n)).collect();
    for (name, context) in names.iter().zip(&local) {
        let key = text(raw, segments, *name);
        let mut scores = pools.get(key).copied().unwrap_or_default();
        if let Some(shared) = surnames.get(key) {
            for (p, s) in scores.iter_mut().zip(shared) {
                *p += s;
            }
        }
        // In a headline all words may be capitals: only what the body knows as a name, or one it ends.
        if name.headline && !body.contains(key) && !surnames.contains_key(key) && !context.any(KNOWN) {
            continue;
        }
        let entity_kind = match best(&scores) {
            NameKind::Person => EntityKind::Person,
            NameKind::Organization => EntityKind::Organization,
            NameKind::Place => EntityKind::Place,
            NameKind::Other => match best(&[scores[0], scores[1], scores[2], f32::NEG_INFINITY]) {
                NameKind::Person => EntityKind::Person,
                NameKind::Place => EntityKind::Place,
                _ => EntityKind::Organization,
            },
        };
        let weak = best(&scores) == NameKind::Other;
        let head = span(segments, name.name.start, name.name.end);
        let whole = span(segments, name.whole.start, name.whole.end);
        out.push(Mention {
            span: if entity_kind == EntityKind::Person { whole } else { head },
            head,
            kind: MentionKind::Name,
            entity_kind,
            agreement: agreement(context, entity_kind),
            weak,
            entity: None,
        });
    }
}

/// The four scores of one name, judged alone.
fn score(context: &NameContext, weights: &Weights) -> [f32; 4] {
    let mut scores = [0.0; 4];
    for (f, feature) in FEATURES.iter().enumerate() {
        let value = (feature.of)(context);
        if value.is_none() {
            continue;
        }
        for (k, s) in scores.iter_mut().enumerate() {
            *s += weights.of(f * NameKind::ALL.len() + k, value);
        }
    }
    scores
}

fn best(scores: &[f32; 4]) -> NameKind {
    let mut top = (NameKind::Person, f32::NEG_INFINITY);
    for (kind, score) in NameKind::ALL.iter().zip(scores) {
        if *score > top.1 {
            top = (*kind, *score);
        }
    }
    top.0
}

fn agreement(context: &NameContext, kind: EntityKind) -> Agreement {
    match kind {
        EntityKind::Person => {}
        EntityKind::Organization => return Agreement::Neuter,
        _ => return Agreement::Unknown,
    }
    let title = |classes| context.title.iter().any(|t| t.classes.any(classes));
    let title_word = context.title.iter().map(|t| t.span.of(context.raw)).find(|w| {
        ["Mr", "Mrs", "Ms", "Miss", "Sir", "Lord", "Lady", "Dame"]
            .iter()
            .any(|h| w.trim_end_matches('.') == *h)
    });
    match title_word.map(|w| w.trim_end_matches('.')) {
        Some("Mr" | "Sir" | "Lord") => return Agreement::Masculine,
        Some("Mrs" | "Ms" | "Miss" | "Lady" | "Dame") => return Agreement::Feminine,
        _ => {}
    }
    if title(Classes::FEMININE_NOUN) {
        return Agreement::Feminine;
    }
    if title(Classes::MASCULINE_NOUN) {
        return Agreement::Masculine;
    }
    let given = context.first().map(|t| t.classes).unwrap_or_default();
    let several = context.name.len() > 1;
    match (given.any(Classes::GIVEN_MASCULINE), given.any(Classes::GIVEN_FEMININE)) {
        (true, false) if several || !given.any(Classes::SURNAME) => Agreement::Masculine,
        (false, true) if several || !given.any(Classes::SURNAME) => Agreement::Feminine,
        _ => Agreement::Person,
    }
}

fn span(segments: &Segments, start: u32, end: u32) -> Span {
    let first = segments.tokens.get(start as usize).map(|t| t.span).unwrap_or_default();
    let last = segments.tokens.get((end as usize).saturating_sub(1)).map_or(first, |t| t.span);
    first.join(last)
}

fn text<'t>(raw: &'t str, segments: &Segments, name: NameSpan) -> &'t str {
    span(segments, name.name.start, name.name.end).of(raw)
}

/// Classes that make a capital word of a headline a name even if the body never uses it.
const KNOWN: Classes = Classes::GIVEN_MASCULINE
    .with(Classes::GIVEN_FEMININE)
    .with(Classes::COUNTRY)
    .with(Classes::PLACE)
    .with(Classes::ORGANIZATION)
    .with(Classes::SURNAME);
