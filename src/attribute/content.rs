//! What a cue reports: where the reported clause begins and ends.
//!
//! Three small choices instead of one large one: the side of the cue (after, before, both, none), where the
//! clause behind it begins and ends, where the clause before it begins. Places are token indices; a clause
//! never begins or ends inside a quoted run.

use super::scene::Scene;
use crate::{
    lexicon::Classes,
    linear::{Asked, Feature, Value, Weights, score},
    model::{MentionId, Tag, TokenKind, TokenRange},
};

/// A cue and its subject, whose content is sought.
#[derive(Debug, Clone, Copy)]
pub struct Report<'s> {
    /// The document.
    pub scene: &'s Scene<'s>,
    /// The cue's token.
    pub cue: u32,
    /// Who is reported, if anybody.
    pub subject: Option<MentionId>,
    /// The tokens of all likely cues of the document, in order.
    pub others: &'s [u32],
}

/// On which side of the cue the content stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// "He said that …"
    After,
    /// "…, he said."
    Before,
    /// "…, he said, …"
    Both,
    /// The cue reports nothing in this sentence.
    Neither,
}

impl Side {
    /// All sides, in the order of the model's candidates.
    pub const ALL: [Self; 4] = [Self::After, Self::Before, Self::Both, Self::Neither];
}

/// A report with a side it may have.
#[derive(Debug, Clone, Copy)]
pub struct SideContext<'s> {
    /// The report.
    pub report: Report<'s>,
    /// The side.
    pub side: Side,
}

/// What a boundary is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Edge {
    /// The begin of the clause behind the cue.
    Begin,
    /// Its end.
    End,
    /// The begin of the clause before the cue.
    Lead,
}

/// A report with a place where its clause may begin or end.
#[derive(Debug, Clone, Copy)]
pub struct EdgeContext<'s> {
    /// The report.
    pub report: Report<'s>,
    /// Which edge is sought.
    pub edge: Edge,
    /// First token inside, or, for an end, one past the last.
    pub at: u32,
    /// How many candidates are nearer to the cue.
    pub rank: u32,
    /// Whether none is farther.
    pub outermost: bool,
}

impl<'s> Report<'s> {
    fn sentence(&self) -> TokenRange {
        self.scene.sentence_tokens(self.scene.sentence(self.cue))
    }

    fn subject_place(&self) -> Option<TokenRange> {
        self.subject.map(|m| self.scene.place(m))
    }

    /// Where what precedes the cue and its subject ends: one past the last token before both.
    fn left_limit(&self) -> u32 {
        let start = self.sentence().start;
        match self.subject_place() {
            Some(p) if p.start < self.cue && p.start >= start => p.start,
            _ => self.cue,
        }
    }

    /// Where what follows the cue begins: behind an inverted subject.
    fn right_limit(&self) -> u32 {
        let end = self.sentence().end;
        match self.subject_place() {
            Some(p) if p.start > self.cue && p.end <= end => p.end,
            _ => self.cue + 1,
        }
    }

    /// Whether token `i` is inside a quoted run that began before it.
    fn splits_quotation(&self, i: u32) -> bool {
        self.scene.quoted(i).is_some_and(|(_, q)| q.tokens.start < i)
    }

    /// Places where the clause behind the cue may begin.
    fn begins(&self) -> Vec<u32> {
        let first = self.right_limit();
        let end = self.sentence().end;
        let mut out = vec![first];
        for i in first..end.min(first + 25) {
            let word = self.scene.word(i);
            let kind = self.scene.kind(i);
            let opens = matches!(word, "that" | "to" | "if" | "whether" | "as")
                || matches!(kind, TokenKind::Comma | TokenKind::Colon | TokenKind::Dash);
            if opens && i + 1 < end && !self.splits_quotation(i + 1) {
                out.push(i + 1);
                if matches!(word, "to" | "whether" | "if" | "as") {
                    out.push(i);
                }
            } else if (kind == TokenKind::Open || kind == TokenKind::OpenSingle) && !self.splits_quotation(i)
            {
                out.push(i);
            }
        }
        out.sort_unstable();
        out.dedup();
        out
    }

    /// Places where the clause that begins at `begin` may end.
    fn ends(&self, begin: u32) -> Vec<u32> {
        let sentence = self.sentence();
        let mut last = sentence.end;
        if let Some((_, q)) = last.checked_sub(1).and_then(|i| self.scene.quoted(i)) {
            last = last.max(q.tokens.end);
        }
        if self.scene.kind(last.saturating_sub(1)) == TokenKind::Stop {
            last -= 1;
        }
        let mut out = Vec::new();
        for i in begin + 1..sentence.end.min(begin + 80) {
            if i >= last || self.splits_quotation(i) {
                continue;
            }
            let edge = matches!(
                self.scene.kind(i),
                TokenKind::Comma | TokenKind::Semicolon | TokenKind::Dash | TokenKind::OpenBracket
            ) || matches!(self.scene.tag(i), Tag::Conjunction | Tag::Subordinator | Tag::Gerund)
                || matches!(self.scene.kind(i - 1), TokenKind::Close | TokenKind::CloseSingle)
                || self.scene.has(i, Classes::PREPOSITION);
            if edge {
                out.push(i);
            }
        }
        out.push(last.max(begin + 1));
        out
    }

    /// Places where the clause before the cue may begin.
    fn leads(&self) -> Vec<u32> {
        let sentence = self.sentence();
        let limit = self.left_limit();
        let mut out = Vec::new();
        let from = sentence.start.max(limit.saturating_sub(80));
        for i in (from..limit).rev() {
            if self.splits_quotation(i) {
                continue;
            }
            let edge = i == from
                || i > 0
                    && matches!(
                        self.scene.kind(i - 1),
                        TokenKind::Comma
                            | TokenKind::Semicolon
                            | TokenKind::Dash
                            | TokenKind::Colon
                            | TokenKind::Close
                    )
                || matches!(self.scene.tag(i), Tag::Subordinator)
                || i > 0 && self.scene.tag(i - 1) == Tag::Conjunction
                || matches!(self.scene.kind(i), TokenKind::Open | TokenKind::OpenSingle);
            if edge {
                out.push(i);
            }
        }
        out
    }

    /// The candidates for one edge; `begin` is the clause's begin when its end is sought.
    pub fn edges(self, edge: Edge, begin: u32) -> Vec<EdgeContext<'s>> {
        let places = match edge {
            Edge::Begin => self.begins(),
            Edge::End => self.ends(begin),
            Edge::Lead => self.leads(),
        };
        let last = places.len().saturating_sub(1);
        let contexts = places.iter().enumerate();
        contexts
            .map(|(i, &at)| EdgeContext { report: self, edge, at, rank: i as u32, outermost: i == last })
            .collect()
    }

    /// How many other likely cues stand in `range`.
    fn cues_in(&self, range: TokenRange) -> u32 {
        let from = self.others.partition_point(|&o| o < range.start);
        self.others
            .iter()
            .skip(from)
            .take_while(|&&o| o < range.end)
            .filter(|&&o| o != self.cue)
            .take(3)
            .count() as u32
    }

    fn cue_word(&self) -> Value {
        self.scene.token(self.cue).map_or(Value::NONE, |t| {
            if t.kind == TokenKind::Colon { Value::number(1) } else { Value::word(t.word) }
        })
    }

    fn form(&self) -> Value {
        let lists = [Classes::REPORTING_VERB, Classes::ATTITUDE_VERB, Classes::REPORTING_NOUN];
        let bits: u32 = lists
            .iter()
            .enumerate()
            .filter(|(_, c)| self.scene.has(self.cue, **c))
            .map(|(i, _)| 1 << i)
            .sum();
        Value::number(self.scene.tag(self.cue) as u32 * 8 + bits)
    }

    fn shape(&self, i: u32) -> Value {
        let inside = self.sentence().contains(i);
        Value::number(if inside { self.scene.kind(i) as u32 * 32 + self.scene.tag(i) as u32 } else { 999 })
    }

    fn word_at(&self, i: u32) -> Value {
        if self.sentence().contains(i) {
            self.scene.token(i).map_or(Value::NONE, |t| Value::word(t.word))
        } else {
            Value::NONE
        }
    }
}

fn bucket(n: u32) -> u32 {
    match n {
        0..=3 => n,
        4..=5 => 4,
        6..=8 => 5,
        9..=12 => 6,
        13..=20 => 7,
        _ => 8,
    }
}

impl SideContext<'_> {
    fn with_side(&self, value: Value) -> Value {
        value.and(Value::number(self.side as u32))
    }
}

/// The question of the first choice.
#[derive(Debug, Clone, Copy)]
pub enum IsSide {}

impl Asked for IsSide {
    type Of<'s> = SideContext<'s>;
}

/// The features of a side, in the order of their weights.
pub const SIDES: &[Feature<IsSide>] = &[
    Feature { name: "side", summary: "how frequent the side is", of: |c| c.with_side(Value::YES) },
    Feature { name: "form", summary: "the form of the cue", of: |c| c.with_side(c.report.form()) },
    Feature { name: "word", summary: "the cue", of: |c| c.with_side(c.report.cue_word()) },
    Feature {
        name: "left",
        summary: "what stands before cue and subject",
        of: |c| {
            c.with_side(
                c.report.left_limit().checked_sub(1).map_or(Value::number(998), |i| c.report.shape(i)),
            )
        },
    },
    Feature {
        name: "right",
        summary: "what stands behind cue and subject",
        of: |c| c.with_side(c.report.shape(c.report.right_limit())),
    },
    Feature {
        name: "right_word",
        summary: "the word behind cue and subject",
        of: |c| c.with_side(c.report.word_at(c.report.right_limit())),
    },
    Feature {
        name: "left_length",
        summary: "how much precedes, how much follows",
        of: |c| {
            let sentence = c.report.sentence();
            let left = bucket(c.report.left_limit().saturating_sub(sentence.start));
            let right = bucket(sentence.end.saturating_sub(c.report.right_limit()));
            c.with_side(Value::number(left * 16 + right))
        },
    },
    Feature {
        name: "crossed",
        summary: "other cues on the left and on the right",
        of: |c| {
            let sentence = c.report.sentence();
            let left = c.report.cues_in(TokenRange { start: sentence.start, end: c.report.left_limit() });
            let right = c.report.cues_in(TokenRange { start: c.report.right_limit(), end: sentence.end });
            c.with_side(Value::number(left.min(2) * 4 + right.min(2)))
        },
    },
    Feature {
        name: "inverted",
        summary: "whether the subject follows the cue",
        of: |c| {
            let inverted = c.report.subject_place().is_some_and(|p| p.start > c.report.cue);
            c.with_side(Value::number(u32::from(inverted)))
        },
    },
    Feature {
        name: "marks",
        summary: "quoted runs before and behind",
        of: |c| {
            let sentence = c.report.sentence();
            let any = |from: u32, to: u32| {
                (from..to).any(|i| matches!(c.report.scene.kind(i), TokenKind::Open | TokenKind::OpenSingle))
            };
            let left = any(sentence.start, c.report.left_limit());
            let right = any(c.report.right_limit(), sentence.end);
            c.with_side(Value::number(u32::from(left) * 2 + u32::from(right)))
        },
    },
    Feature {
        name: "outer",
        summary: "what stands on both sides",
        of: |c| {
            let left = c.report.left_limit().checked_sub(1).map_or(998, |i| c.report.scene.kind(i) as u32);
            c.with_side(Value::number(left * 32 + c.report.scene.kind(c.report.right_limit()) as u32))
        },
    },
];

impl EdgeContext<'_> {
    fn inner(&self) -> Value {
        self.report.shape(if self.edge == Edge::End { self.at.saturating_sub(1) } else { self.at })
    }

    fn outer(&self) -> Value {
        if self.edge == Edge::End {
            self.report.shape(self.at)
        } else {
            self.at.checked_sub(1).map_or(Value::number(998), |i| self.report.shape(i))
        }
    }

    fn first_word(&self) -> Value {
        self.report.word_at(self.at)
    }

    fn outer_word(&self) -> Value {
        if self.edge == Edge::End {
            Value::NONE
        } else {
            self.at.checked_sub(1).map_or(Value::NONE, |i| self.report.word_at(i))
        }
    }

    fn rank(&self) -> Value {
        Value::number(self.rank.min(6) * 2 + u32::from(self.outermost))
    }

    /// What follows the boundary word: tells "and Iraq" from "and he left".
    fn lookahead(&self) -> Value {
        let next = self.report.shape(self.at + 1);
        let verb = (self.at..self.at + 7).any(|i| self.report.scene.tag(i) == Tag::Verb);
        next.and(Value::number(u32::from(verb)))
    }

    /// Other cues between the edge and this one, and whether one stands right outside.
    fn crossed(&self) -> Value {
        let (near, far) = if self.edge == Edge::Lead {
            (self.at, self.report.left_limit())
        } else {
            (self.report.right_limit(), self.at)
        };
        let inside = self.report.cues_in(TokenRange { start: near, end: far });
        let outside = if self.edge == Edge::End {
            self.report.cues_in(TokenRange { start: self.at, end: self.at + 4 })
        } else {
            self.report.cues_in(TokenRange { start: self.at.saturating_sub(4), end: self.at })
        };
        Value::number(inside * 4 + outside.min(2))
    }

    fn distance(&self) -> Value {
        let from = if self.edge == Edge::Lead { self.at } else { self.report.right_limit() };
        let to = if self.edge == Edge::Lead { self.report.left_limit() } else { self.at };
        Value::number(bucket(to.saturating_sub(from)))
    }
}

/// The question of the others.
#[derive(Debug, Clone, Copy)]
pub enum IsEdge {}

impl Asked for IsEdge {
    type Of<'s> = EdgeContext<'s>;
}

/// The features of an edge, in the order of their weights; each edge has weights of its own.
pub const EDGES: &[Feature<IsEdge>] = &[
    Feature {
        name: "rank",
        summary: "how many places are nearer, and whether it is the outermost",
        of: |c| c.rank(),
    },
    Feature { name: "inner", summary: "the kind of token inside", of: |c| c.inner() },
    Feature { name: "outer", summary: "the kind of token outside", of: |c| c.outer() },
    Feature {
        name: "both",
        summary: "the kinds of token inside and outside",
        of: |c| c.inner().and(c.outer()),
    },
    Feature { name: "first_word", summary: "the word at the edge", of: |c| c.first_word() },
    Feature { name: "outer_word", summary: "the word outside a begin", of: |c| c.outer_word() },
    Feature {
        name: "first_rank",
        summary: "the word at the edge, and its rank",
        of: |c| c.first_word().and(c.rank()),
    },
    Feature {
        name: "form_outer",
        summary: "the form of the cue and the token outside",
        of: |c| c.report.form().and(c.outer()),
    },
    Feature {
        name: "form_rank",
        summary: "the form of the cue and the rank",
        of: |c| c.report.form().and(c.rank()),
    },
    Feature {
        name: "cue_outer",
        summary: "the cue and the word outside a begin",
        of: |c| c.report.cue_word().and(c.outer_word()),
    },
    Feature { name: "lookahead", summary: "what follows the word at the edge", of: |c| c.lookahead() },
    Feature {
        name: "lookahead_first",
        summary: "the word at the edge and what follows it",
        of: |c| c.first_word().and(c.lookahead()),
    },
    Feature { name: "distance", summary: "how far from the cue", of: |c| c.distance() },
    Feature {
        name: "distance_outer",
        summary: "how far, and the token outside",
        of: |c| c.distance().and(c.outer()),
    },
    Feature { name: "crossed", summary: "other cues between the edge and this one", of: |c| c.crossed() },
    Feature {
        name: "crossed_outer",
        summary: "other cues between, and the token outside",
        of: |c| c.crossed().and(c.outer()),
    },
    Feature { name: "cue_rank", summary: "the cue and the rank", of: |c| c.report.cue_word().and(c.rank()) },
];

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
    let sides = Side::ALL.map(|side| SideContext { report, side });
    let side = best(&sides, |c| score(SIDES, c, &weights.side)).map_or(Side::Neither, |c| c.side);
    let mut out = Vec::new();
    if matches!(side, Side::Before | Side::Both) {
        let leads = report.edges(Edge::Lead, 0);
        if let Some(lead) = best(&leads, |c| score(EDGES, c, &weights.lead)) {
            out.push(report.tidy(TokenRange { start: lead.at, end: report.left_limit() }));
        }
    }
    if matches!(side, Side::After | Side::Both) {
        let begins = report.edges(Edge::Begin, 0);
        if let Some(begin) = best(&begins, |c| score(EDGES, c, &weights.begin)) {
            let ends = report.edges(Edge::End, begin.at);
            if let Some(end) = best(&ends, |c| score(EDGES, c, &weights.end)) {
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

fn best<C>(candidates: &[C], score: impl Fn(&C) -> f32) -> Option<&C> {
    let mut top: Option<(&C, f32)> = None;
    for candidate in candidates {
        let s = score(candidate);
        if top.is_none_or(|(_, t)| s > t) {
            top = Some((candidate, s));
        }
    }
    top.map(|(c, _)| c)
}
