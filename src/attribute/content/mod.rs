//! What a cue reports: where the reported clause begins and ends.
//!
//! Three small choices instead of one large one: the side of the cue (after, before, both, none), where the
//! clause behind it begins and ends, where the clause before it begins. Places are token indices; a clause
//! never begins or ends inside a quoted run.

mod edge;
mod side;

pub use edge::{EDGES, Edge, EdgeContext, IsEdge};
pub use side::{IsSide, SIDES, Side, SideContext};

use super::{
    scene::Scene,
    values::{shape, step, word},
};
use crate::{
    linear::{Value, Weights, score},
    model::{MentionId, Token, TokenKind, TokenRange},
};

/// The shape of what is outside the cue's sentence.
const OUTSIDE: u32 = 999;

/// The shape of what is before the first token of the text.
const BEGINNING: u32 = 998;

/// How many tokens outside an edge other cues are looked for.
const REACH: u32 = 4;

/// A cue and its subject, whose content is sought.
#[derive(Debug, Clone, Copy)]
pub struct Report<'s> {
    /// The document.
    pub scene: &'s Scene<'s>,
    /// The cue's token.
    pub cue: u32,
    /// The tokens of the likely cues of the document from this sentence on, in order.
    others: &'s [u32],
    /// The cue's sentence.
    sentence: TokenRange,
    /// Where what precedes the cue and its subject ends: one past the last token before both.
    left: u32,
    /// Where what follows the cue begins: behind an inverted subject.
    right: u32,
    /// Whether the subject follows the cue.
    inverted: bool,
    /// The part of speech of the cue, and which list it is on.
    form: Value,
    /// The cue itself.
    word: Value,
}

impl<'s> Report<'s> {
    /// The cue at token `cue` and who it reports, if anybody; `others` are all likely cues of the document, in order.
    pub fn new(scene: &'s Scene<'s>, cue: u32, subject: Option<MentionId>, others: &'s [u32]) -> Self {
        let sentence = scene.sentence_tokens(scene.sentence(cue));
        let place = subject.map(|m| scene.place(m));
        let from = others.partition_point(|&other| other + REACH < sentence.start);
        let before = place.filter(|p| p.start < cue && p.start >= sentence.start);
        let behind = place.filter(|p| p.start > cue && p.end <= sentence.end);
        Self {
            scene,
            cue,
            others: others.get(from..).unwrap_or_default(),
            sentence,
            left: before.map_or(cue, |p| p.start),
            right: behind.map_or(cue + 1, |p| p.end),
            inverted: place.is_some_and(|p| p.start > cue),
            form: scene.cue_form(cue),
            word: scene.cue_word(cue),
        }
    }

    /// Whether token `i` is inside a quoted run that began before it.
    fn splits_quotation(&self, i: u32) -> bool {
        self.scene.quoted(i).is_some_and(|(_, q)| q.tokens.start < i)
    }

    /// How many other likely cues stand in `range`.
    fn cues_in(&self, range: TokenRange) -> u32 {
        let others = self.others.iter().skip_while(|&&o| o < range.start).take_while(|&&o| o < range.end);
        others.filter(|&&o| o != self.cue).take(3).count() as u32
    }

    /// Token `i`, if it is in the cue's sentence.
    fn token(&self, i: u32) -> Option<&'s Token> {
        self.scene.token(i).filter(|_| self.sentence.contains(i))
    }

    fn shape(&self, i: u32) -> Value {
        shape(self.token(i), OUTSIDE)
    }

    /// The shape of the token before `i`.
    fn shape_before(&self, i: u32) -> Value {
        i.checked_sub(1).map_or(Value::number(BEGINNING), |before| self.shape(before))
    }

    fn word_at(&self, i: u32) -> Value {
        word(self.token(i))
    }
}

/// A number of tokens, in steps.
fn length(n: u32) -> u32 {
    step(n, &[0, 1, 2, 3, 5, 8, 12, 20])
}

/// The weights of the three choices.
#[derive(Debug, Clone, Default)]
pub struct ContentWeights {
    /// Of [`SIDES`].
    pub side: Weights,
    /// Of [`EDGES`] for [`Edge::Begin`].
    pub begin: Weights,
    /// Of [`EDGES`] for [`Edge::End`].
    pub end: Weights,
    /// Of [`EDGES`] for [`Edge::Lead`].
    pub lead: Weights,
}

/// The token ranges of what `report` reports, none, one or two, in order; and the side.
pub fn content(report: Report, weights: &ContentWeights) -> (Side, Vec<TokenRange>) {
    let sides = report.sides();
    let side = best(sides, |c| score(SIDES, c, &weights.side)).map_or(Side::Neither, |c| c.side);
    let mut out = Vec::new();
    if matches!(side, Side::Before | Side::Both) {
        let leads = report.edges(Edge::Lead, 0);
        if let Some(lead) = best(leads, |c| score(EDGES, c, &weights.lead)) {
            out.push(report.tidy(TokenRange { start: lead.at, end: report.left }));
        }
    }
    if matches!(side, Side::After | Side::Both) {
        let begins = report.edges(Edge::Begin, 0);
        if let Some(begin) = best(begins, |c| score(EDGES, c, &weights.begin)) {
            let ends = report.edges(Edge::End, begin.at);
            if let Some(end) = best(ends, |c| score(EDGES, c, &weights.end)) {
                out.push(report.tidy(TokenRange { start: begin.at, end: end.at }));
            }
        }
    }
    out.retain(|r| r.start < r.end);
    (side, out)
}

impl Report<'_> {
    /// The range without the commas, dashes and stops at its ends, unless they close a quotation.
    fn tidy(&self, mut range: TokenRange) -> TokenRange {
        let loose = |i: u32| {
            matches!(
                self.scene.kind(i),
                TokenKind::Comma
                    | TokenKind::Dash
                    | TokenKind::Semicolon
                    | TokenKind::Colon
                    | TokenKind::Stop
            )
        };
        while range.start < range.end && loose(range.start) {
            range.start += 1;
        }
        while range.start < range.end && loose(range.end - 1) {
            range.end -= 1;
        }
        range
    }
}

fn best<C>(candidates: impl IntoIterator<Item = C>, score: impl Fn(&C) -> f32) -> Option<C> {
    let mut top: Option<(C, f32)> = None;
    for candidate in candidates {
        let s = score(&candidate);
        if top.as_ref().is_none_or(|(_, t)| s > *t) {
            top = Some((candidate, s));
        }
    }
    top.map(|(c, _)| c)
}
