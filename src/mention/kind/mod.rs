//! What a name names: person, organization, place, or nothing that can speak or be highlighted.
//!
//! A linear model over the name's words and neighbours scores the four kinds; the scores of all places where
//! the document uses the name are added up, a surname sharing those of the full name, so that one clear place
//! ("Ms. Rahimi said") decides for the others.

mod features;

pub use features::FEATURES;

use rustc_hash::FxHashMap;

use super::names::NameSpan;
use crate::{
    lexicon::{Classes, Lexicon},
    linear::{Value, Weights},
    model::{Agreement, EntityKind, Mention, MentionKind, Segments, Token},
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

    /// What the lists know of its last word as the head of a longer name.
    fn tail(&self) -> Value {
        let classes = self.last().map(|t| t.classes).unwrap_or_default();
        let body = classes.any(Classes::ORGANIZATION_NOUN | Classes::ORGANIZATION_SUFFIX);
        let place = classes.any(Classes::PLACE_NOUN);
        let person = classes.any(Classes::PERSON_NOUN | Classes::SURNAME);
        Value::number(u32::from(body) + 2 * u32::from(place) + 4 * u32::from(person))
    }

    /// Whether it has several words, of which the last is a noun of bodies and of nothing else.
    fn is_body(&self) -> bool {
        self.name.len() > 1 && self.tail() == Value::number(1)
    }

    fn any(&self, classes: Classes) -> bool {
        self.name.iter().any(|t| t.classes.any(classes))
    }
}

/// The weights of the model: one for each kind.
pub type KindWeights = Weights<{ NameKind::ALL.len() }>;

/// The names of the model's features: each of [`FEATURES`] once for each kind.
pub fn feature_names() -> Vec<String> {
    FEATURES.iter().flat_map(|f| NameKind::ALL.map(|k| format!("{}.{}", f.name, k.name()))).collect()
}

/// Classifies all names of a document and appends those that are entities to `out`.
pub(super) fn classify(
    raw: &str,
    segments: &Segments,
    lexicon: &Lexicon,
    weights: &KindWeights,
    names: &[NameSpan],
    out: &mut Vec<Mention>,
) {
    let mut numbers: FxHashMap<&str, usize> = FxHashMap::default();
    let mut pools: Vec<Pool> = Vec::new();
    let mut local = Vec::with_capacity(names.len());
    for name in names {
        let context = NameContext::new(raw, segments, *name, lexicon);
        let text = span(segments, name.name.start, name.name.end).of(raw);
        let number = *numbers.entry(text).or_insert(pools.len());
        if number == pools.len() {
            pools.push(Pool { text, scores: [0.0; 4], in_body: false });
        }
        if let Some(pool) = pools.get_mut(number) {
            add(&mut pool.scores, score(&context, weights));
            pool.in_body |= !name.headline;
        }
        local.push((number, context));
    }
    // A surname shares what is known of the full name it ends.
    let mut surnames: FxHashMap<&str, [f32; 4]> = FxHashMap::default();
    for pool in &pools {
        if let Some((_, last)) = pool.text.rsplit_once(' ')
            && best(&pool.scores) == NameKind::Person
        {
            add(surnames.entry(last).or_default(), pool.scores.map(|s| s / 2.0));
        }
    }
    for (name, (number, context)) in names.iter().zip(&local) {
        let Some(pool) = pools.get(*number) else { continue };
        let mut scores = pool.scores;
        let shared = surnames.get(pool.text);
        add(&mut scores, shared.copied().unwrap_or_default());
        // In a headline all words may be capitals: only what the body knows as a name, or one it ends.
        if name.headline && !pool.in_body && shared.is_none() && !context.any(KNOWN) {
            continue;
        }
        let entity_kind = match best(&scores) {
            // "US Central Command": it ends with the noun of a body, wherever it begins.
            NameKind::Place if context.is_body() => EntityKind::Organization,
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

/// All places where a document uses one name.
struct Pool<'t> {
    text: &'t str,
    /// The sum of their scores.
    scores: [f32; 4],
    /// Whether one is outside headlines.
    in_body: bool,
}

fn add(scores: &mut [f32; 4], more: [f32; 4]) {
    for (score, more) in scores.iter_mut().zip(more) {
        *score += more;
    }
}

/// The four scores of one name, judged alone.
fn score(context: &NameContext, weights: &KindWeights) -> [f32; 4] {
    let mut scores = [0.0; 4];
    for (f, feature) in FEATURES.iter().enumerate() {
        let value = (feature.of)(context);
        let row = weights.row(f, value).into_iter().flatten();
        for (s, weight) in scores.iter_mut().zip(row) {
            *s += weight;
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

/// Classes that make a capital word of a headline a name even if the body never uses it.
const KNOWN: Classes = Classes::GIVEN_MASCULINE
    .with(Classes::GIVEN_FEMININE)
    .with(Classes::COUNTRY)
    .with(Classes::PLACE)
    .with(Classes::ORGANIZATION)
    .with(Classes::SURNAME);
