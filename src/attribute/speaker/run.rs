//! What the quoted run looks like, what stands around it, and how it goes on from the one before.

use super::{Candidate, SpeakerContext, names, speaker};
use crate::{
    attribute::{
        scene::Scene,
        told::{Told, within},
        values::{shape, word},
    },
    linear::Value,
    model::{BlockKind, Quoted, TokenKind, TokenRange},
};

/// The shape of what stands before a quoted run that begins its sentence.
const BEGINNING: u32 = 997;

/// The shape of what is not there, at the ends of a paragraph.
const ABSENT: u32 = 998;

/// What a quoted run looks like and what stands around it: the same for all its candidates.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around {
    /// How long the quoted run is, and whether it begins with a capital and ends with a mark of its own.
    form: Value,
    /// Whether all its words are capitalised: a title.
    title_case: Value,
    before_word: Value,
    before_shape: Value,
    after_word: Value,
    after_shape: Value,
    /// Whether the paragraph is nothing but the quoted run, and whether it holds a cue at all.
    alone: Value,
    /// Whether a cue names what is quoted.
    pub named: bool,
    /// How many cues report it, and the last of them.
    pub reporters: (usize, Option<u32>),
}

impl Around {
    pub(super) fn new(scene: &Scene, told: &[Told], run: &Quoted) -> Self {
        let start = run.tokens.start;
        let begins = scene.sentence_tokens(scene.sentence(start)).start == start;
        let before = scene.near(start, -1);
        let after = scene.near(run.tokens.end.saturating_sub(1), 1);
        // What a cue reports begins in its sentence and ends there, or with a quoted run that begins there.
        let sentence = |i: u32| scene.sentence_tokens(scene.sentence(i));
        let first = sentence(sentence(start.saturating_sub(1)).start.saturating_sub(1)).start;
        let near = within(told, TokenRange { start: first, end: sentence(start).end });
        let mut reporters = near.iter().filter(|t| t.reports(run.tokens));
        let from = told.partition_point(|t| t.cue + 15 < start);
        let mut before_it = told.iter().skip(from).take_while(|t| t.cue < start);
        Self {
            form: form(scene, run),
            title_case: title_case(scene, run),
            before_word: word(before),
            before_shape: if begins { Value::number(BEGINNING) } else { shape(before, ABSENT) },
            after_word: word(after),
            after_shape: shape(after, ABSENT),
            alone: alone(scene, told, run),
            named: before_it.any(|t| names(scene, t, run)),
            reporters: (reporters.clone().count(), reporters.next_back().map(|t| t.cue)),
        }
    }
}

fn form(scene: &Scene, run: &Quoted) -> Value {
    let words = match run.words {
        1..=3 => run.words,
        4..=6 => 4,
        7..=12 => 5,
        _ => 6,
    };
    let inner = run.tokens.start + 1;
    let capital = matches!(scene.kind(inner), TokenKind::Capital | TokenKind::Upper);
    let stop = run.tokens.end.checked_sub(2).map(|i| scene.kind(i));
    let ending = match stop {
        Some(TokenKind::Comma) => 1,
        Some(TokenKind::Stop) => 2,
        _ => 0,
    };
    Value::number(words * 8 + u32::from(capital) * 4 + ending)
}

fn title_case(scene: &Scene, run: &Quoted) -> Value {
    let mut words = 0;
    let mut capitals = 0;
    for i in run.tokens.start..run.tokens.end.min(run.tokens.start + 12) {
        let long = scene.token(i).is_some_and(|t| t.kind.is_word() && t.span.len() > 3);
        words += u32::from(long);
        capitals += u32::from(long && !matches!(scene.kind(i), TokenKind::Lower));
    }
    if words >= 2 { Value::number(1 + u32::from(words == capitals)) } else { Value::NONE }
}

fn alone(scene: &Scene, told: &[Told], run: &Quoted) -> Value {
    let paragraph = scene.paragraph_tokens(run.paragraph);
    let outside = paragraph.end - paragraph.start - (run.tokens.end - run.tokens.start);
    let cues = within(told, paragraph).len() > within(told, run.tokens).len();
    let block = scene.block(run.paragraph) == BlockKind::Headline;
    Value::number(outside.min(3) * 4 + u32::from(cues) * 2 + u32::from(block))
}

impl SpeakerContext<'_> {
    pub(super) fn form(&self) -> Value {
        self.classed(self.around.form)
    }

    pub(super) fn title_case(&self) -> Value {
        self.classed(self.around.title_case)
    }

    pub(super) fn before_word(&self) -> Value {
        self.around.before_word
    }

    pub(super) fn before_shape(&self) -> Value {
        self.around.before_shape
    }

    pub(super) fn after_word(&self) -> Value {
        self.around.after_word
    }

    pub(super) fn after_shape(&self) -> Value {
        self.around.after_shape
    }

    pub(super) fn alone(&self) -> Value {
        self.classed(self.around.alone)
    }

    /// The quoted run's length in three steps: a term, a few words, a sentence.
    pub(super) fn size(&self) -> Value {
        Value::number(match self.run().words {
            0..=3 => 1,
            4..=6 => 2,
            _ => 3,
        })
    }

    /// How the quoted run relates to the one before it, for a candidate that spoke there.
    pub(super) fn running(&self) -> Value {
        let Some((before, choice)) = self.previous else { return self.classed(Value::number(1)) };
        let Some(last) = self.scene.passages.quoted.get(before) else { return Value::NONE };
        let run = self.run();
        let same = self.mention().is_some() && speaker(self.told, choice) == self.mention();
        let same_cue = same && self.candidate == choice;
        let where_to = if run.continues {
            1
        } else if run.paragraph == last.paragraph {
            let sentence = self.scene.sentence(run.tokens.start);
            if self.scene.sentence(last.tokens.end.saturating_sub(1)) == sentence { 2 } else { 3 }
        } else if run.paragraph == last.paragraph + 1 {
            4
        } else {
            5
        };
        let nobody = choice == Candidate::Nobody;
        self.classed(Value::number(
            where_to * 8 + u32::from(same) * 4 + u32::from(same_cue) * 2 + u32::from(nobody),
        ))
    }
}
