//! Where a candidate stands: how far from the quoted run, across what, in which sentence, under which cue.

use super::{Candidate, SpeakerContext};
use crate::{
    attribute::{told::within, values::step},
    linear::Value,
    model::{EntityKind, MentionKind, Tag, TokenKind, TokenRange},
};

impl SpeakerContext<'_> {
    /// Tokens between the quoted run and the cue (or, without one, the mention), and whether it precedes.
    pub(super) fn gap(&self) -> Option<(TokenRange, bool)> {
        let run = self.run().tokens;
        let (from, to) = if let Some(t) = self.told() {
            let subject = self.scene.place(t.subject);
            let near = subject.start.abs_diff(t.cue) < 15;
            if near { (subject.start.min(t.cue), subject.end.max(t.cue + 1)) } else { (t.cue, t.cue + 1) }
        } else {
            let place = self.scene.place(self.mention()?);
            (place.start, place.end)
        };
        if to <= run.start {
            Some((TokenRange { start: to, end: run.start }, true))
        } else if from >= run.end {
            Some((TokenRange { start: run.end, end: from }, false))
        } else {
            Some((TokenRange { start: run.start, end: run.start }, from < run.start))
        }
    }

    /// Bucketed distance with its side.
    pub(super) fn distance(&self) -> Value {
        let Some((gap, precedes)) = self.known.gap else { return Value::NONE };
        let length = gap.end - gap.start;
        self.classed(Value::number(step(length, &[0, 1, 2, 3, 5, 9, 15, 30, 60]) * 2 + u32::from(precedes)))
    }

    /// What the gap holds: stops, other quoted runs, commas, verbs, paragraph breaks.
    pub(super) fn bridge(&self) -> Value {
        let Some((gap, precedes)) = self.known.gap else { return Value::NONE };
        let mut bits = u32::from(precedes);
        let mut runs = 0;
        for token in self.scene.tokens(TokenRange { end: gap.end.min(gap.start + 80), ..gap }) {
            match token.kind {
                TokenKind::Stop => bits |= 2,
                TokenKind::Open => runs += 1,
                TokenKind::Semicolon => bits |= 4,
                TokenKind::Colon => bits |= 8,
                TokenKind::Comma => bits |= 16,
                _ => {}
            }
            match token.tag {
                Tag::Verb => bits |= 32,
                Tag::Conjunction => bits |= 64,
                _ => {}
            }
        }
        let other_paragraph = gap.start < gap.end
            && self.scene.paragraph(gap.start)
                != self.scene.paragraph(gap.end.saturating_sub(1).max(gap.start))
            || self.place_paragraph() != Some(self.run().paragraph);
        self.classed(Value::number(bits | u32::min(runs, 3) << 8 | u32::from(other_paragraph) << 10))
    }

    fn place_paragraph(&self) -> Option<u32> {
        match self.told() {
            Some(t) => self.scene.paragraph(t.cue),
            None => self.mention().and_then(|m| self.scene.paragraph(self.scene.head(m).start)),
        }
    }

    /// Whether the quoted run lies in the content of the candidate's cue.
    pub(super) fn in_content(&self) -> Value {
        let Some(told) = self.told() else { return Value::NONE };
        let run = self.run().tokens;
        let inside = told.reports(run);
        let touches = told.content.iter().any(|c| c.start < run.end && run.start < c.end);
        Value::number(u32::from(inside) * 2 + u32::from(touches) + 4 * (told.side as u32))
    }

    /// Whether it lies in the content of another cue, which would then be the better one.
    pub(super) fn in_other_content(&self) -> Value {
        let (count, last) = self.around.reporters;
        let own = self.told().map(|t| t.cue);
        let other = count > 1 || count == 1 && last != own;
        self.classed(Value::number(1 + u32::from(other)))
    }

    pub(super) fn same_sentence(&self) -> u32 {
        let run = self.run().tokens;
        let at = match self.told() {
            Some(t) => t.cue,
            None => match self.mention() {
                Some(m) => self.scene.head(m).start,
                None => return 0,
            },
        };
        let sentence = self.scene.sentence(at);
        let (first, last) = (self.scene.sentence(run.start), self.scene.sentence(run.end.saturating_sub(1)));
        if sentence == first && first == last {
            1
        } else if sentence == first {
            2
        } else if sentence == last {
            3
        } else if sentence + 1 == first {
            4
        } else if sentence < first {
            5
        } else if sentence == last + 1 {
            6
        } else {
            7
        }
    }

    pub(super) fn cue_word(&self) -> Value {
        self.told().map_or(Value::NONE, |told| self.scene.cue_word(told.cue))
    }

    /// Which list the cue is on.
    pub(super) fn cue_list(&self) -> Value {
        self.told().map_or(Value::NONE, |told| self.scene.cue_list(told.cue))
    }

    pub(super) fn certainty(&self) -> Value {
        let Some(told) = self.told() else { return Value::NONE };
        let bucket = |p: f32| (0..4).filter(|&i| p * 5.0 >= (i + 1) as f32).count() as u32;
        Value::number(bucket(told.probability) * 8 + bucket(told.subject_probability))
    }

    pub(super) fn mention_kind(&self) -> Value {
        let Some(mention) = self.mention().and_then(|m| self.scene.mention(m)) else { return Value::NONE };
        let kind = match (mention.kind, mention.entity_kind) {
            (MentionKind::Pronoun, _) => 1,
            (MentionKind::Name, EntityKind::Person) => 2,
            (MentionKind::Name, EntityKind::Place) => 3,
            (MentionKind::Name, _) => 4,
            (MentionKind::Nominal, EntityKind::Document) => 5,
            (MentionKind::Nominal, _) => 6,
        };
        self.classed(Value::number(kind))
    }

    /// A mention that stands alone behind a dash right after the quoted run, or before a colon.
    pub(super) fn credit(&self) -> Value {
        let Candidate::Bare(mention) = self.candidate else { return Value::NONE };
        let place = self.scene.place(mention);
        let run = self.run().tokens;
        let dash = place.start > run.end - 1
            && place.start - run.end <= 2
            && self.scene.kind(run.end) == TokenKind::Dash;
        let colon =
            place.end < run.start && (place.end..run.start).any(|i| self.scene.kind(i) == TokenKind::Colon);
        if dash {
            Value::number(1)
        } else if colon {
            Value::number(2)
        } else {
            Value::NONE
        }
    }

    /// Whether the candidate names what is quoted ("what he called the “…”"), or another one does.
    pub(super) fn naming(&self) -> Value {
        if !self.around.named {
            Value::NONE
        } else if self.is_namer() {
            Value::YES
        } else {
            self.classed(Value::number(2))
        }
    }

    /// Whether a bare mention owns what follows it, or stands behind a preposition.
    pub(super) fn bare_place(&self) -> Value {
        let Candidate::Bare(mention) = self.candidate else { return Value::NONE };
        let place = self.scene.place(mention);
        let possessor = self.scene.kind(self.scene.head(mention).end) == TokenKind::Possessive;
        let mut before = place.start.saturating_sub(1);
        while before > 0 && matches!(self.scene.tag(before), Tag::Determiner | Tag::Adjective) {
            before -= 1;
        }
        let begins = self.scene.sentence(before) != self.scene.sentence(place.start);
        let outside = if begins { 99 } else { self.scene.tag(before) as u32 };
        Value::number(outside * 2 + u32::from(possessor))
    }

    /// Whether the cue stands in what another cue reports, and whether one that stands in what this cue reports
    /// comes before the quoted run or reports it.
    pub(super) fn nesting(&self) -> Value {
        let Some(told) = self.told() else { return Value::NONE };
        let run = self.run().tokens;
        let sentence = self.scene.sentence_tokens(self.scene.sentence(told.cue));
        let mut bits = 0;
        for other in within(self.told, sentence).iter().filter(|t| t.cue != told.cue) {
            bits |= u32::from(other.content.iter().any(|c| c.contains(told.cue)));
            if told.content.iter().any(|c| c.contains(other.cue)) {
                bits |= 2 * u32::from(other.cue < run.start);
                bits |= 4 * u32::from(other.reports(run));
            }
        }
        Value::number(1 + bits)
    }

    pub(super) fn nearer(&self) -> Value {
        if self.told().is_some() { Value::number(self.nearer.min(4)) } else { Value::NONE }
    }
}
