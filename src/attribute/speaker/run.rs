//! What the quoted run looks like, what stands around it, and how it goes on from the one before.

use super::{Candidate, SpeakerContext, speaker};
use crate::{
    attribute::{
        told::within,
        values::{shape, word},
    },
    linear::Value,
    model::{BlockKind, Token, TokenKind},
};

/// The shape of what stands before a quoted run that begins its sentence.
const BEGINNING: u32 = 997;

/// The shape of what is not there, at the ends of a paragraph.
const ABSENT: u32 = 998;

impl SpeakerContext<'_> {
    /// How long the quoted run is, and whether it begins with a capital and ends with a mark of its own.
    pub(super) fn form(&self) -> Value {
        let run = self.run();
        let words = match run.words {
            1..=3 => run.words,
            4..=6 => 4,
            7..=12 => 5,
            _ => 6,
        };
        let inner = run.tokens.start + 1;
        let capital = matches!(self.scene.kind(inner), TokenKind::Capital | TokenKind::Upper);
        let stop = run.tokens.end.checked_sub(2).map(|i| self.scene.kind(i));
        let ending = match stop {
            Some(TokenKind::Comma) => 1,
            Some(TokenKind::Stop) => 2,
            _ => 0,
        };
        self.classed(Value::number(words * 8 + u32::from(capital) * 4 + ending))
    }

    /// Whether all its words are capitalised: a title.
    pub(super) fn title_case(&self) -> Value {
        let run = self.run();
        let mut words = 0;
        let mut capitals = 0;
        for i in run.tokens.start..run.tokens.end.min(run.tokens.start + 12) {
            let long = self.scene.token(i).is_some_and(|t| t.kind.is_word() && t.span.len() > 3);
            words += u32::from(long);
            capitals += u32::from(long && !matches!(self.scene.kind(i), TokenKind::Lower));
        }
        if words >= 2 { self.classed(Value::number(1 + u32::from(words == capitals))) } else { Value::NONE }
    }

    /// The token before the quoted run.
    fn before(&self) -> Option<&Token> {
        self.scene.near(self.run().tokens.start, -1)
    }

    /// The token after it.
    fn after(&self) -> Option<&Token> {
        self.scene.near(self.run().tokens.end.saturating_sub(1), 1)
    }

    pub(super) fn before_word(&self) -> Value {
        word(self.before())
    }

    pub(super) fn before_shape(&self) -> Value {
        let start = self.run().tokens.start;
        let begins = self.scene.sentence_tokens(self.scene.sentence(start)).start == start;
        if begins { Value::number(BEGINNING) } else { shape(self.before(), ABSENT) }
    }

    pub(super) fn after_word(&self) -> Value {
        word(self.after())
    }

    pub(super) fn after_shape(&self) -> Value {
        shape(self.after(), ABSENT)
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

    /// Whether the paragraph is nothing but the quoted run, and whether it holds a cue at all.
    pub(super) fn alone(&self) -> Value {
        let run = self.run();
        let paragraph = self.scene.paragraph_tokens(run.paragraph);
        let outside = paragraph.end - paragraph.start - (run.tokens.end - run.tokens.start);
        let cues = within(self.told, paragraph).len() > within(self.told, run.tokens).len();
        let block = self.scene.block(run.paragraph) == BlockKind::Headline;
        self.classed(Value::number(outside.min(3) * 4 + u32::from(cues) * 2 + u32::from(block)))
    }
}
