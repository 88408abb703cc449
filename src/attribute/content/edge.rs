//! Where a reported clause begins and ends.

use super::{REACH, Report, length};
use crate::{
    lexicon::Classes,
    linear::{Asked, Feature, Value},
    model::{Tag, TokenKind, TokenRange},
};

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
    pub report: &'s Report<'s>,
    /// Which edge is sought.
    pub edge: Edge,
    /// First token inside, or, for an end, one past the last.
    pub at: u32,
    /// How many candidates are nearer to the cue.
    pub rank: u32,
    /// Whether none is farther.
    pub outermost: bool,
    known: Known,
}

/// What several features ask, asked once.
#[derive(Debug, Clone, Copy, Default)]
struct Known {
    inner: Value,
    outer: Value,
    first_word: Value,
    outer_word: Value,
    rank: Value,
    lookahead: Value,
    distance: Value,
    crossed: Value,
}

/// Space for the places of most edges.
const PLACES: usize = 16;

impl<'s> Report<'s> {
    /// Places where the clause behind the cue may begin.
    fn begins(&self) -> Vec<u32> {
        let first = self.right;
        let end = self.sentence.end;
        let mut out = Vec::with_capacity(PLACES);
        out.push(first);
        for i in first..end.min(first + 25) {
            let word = self.scene.word(i);
            let kind = self.scene.kind(i);
            // "called on …", "announced on Wednesday the …", "said Sunday the …"
            let aside = i == first && self.scene.tag(i) == Tag::Preposition
                || i < first + 3 && self.scene.has(i, Classes::WEEKDAY);
            let opens = aside
                || matches!(word, "that" | "to" | "if" | "whether" | "as")
                || matches!(kind, TokenKind::Comma | TokenKind::Colon | TokenKind::Dash);
            if opens && i + 1 < end && !self.splits_quotation(i + 1) {
                out.push(i + 1);
                if matches!(word, "to" | "whether" | "if" | "as") {
                    out.push(i);
                }
            } else if kind.opens() && !self.splits_quotation(i) {
                out.push(i);
            }
        }
        out.sort_unstable();
        out.dedup();
        out
    }

    /// Places where the clause that begins at `begin` may end.
    fn ends(&self, begin: u32) -> Vec<u32> {
        let sentence = self.sentence;
        let mut last = sentence.end;
        if let Some((_, q)) = last.checked_sub(1).and_then(|i| self.scene.quoted(i)) {
            last = last.max(q.tokens.end);
        }
        if self.scene.kind(last.saturating_sub(1)) == TokenKind::Stop {
            last -= 1;
        }
        let mut out = Vec::with_capacity(PLACES);
        for i in begin + 1..sentence.end.min(begin + 80) {
            if i >= last || self.splits_quotation(i) {
                continue;
            }
            let edge = matches!(
                self.scene.kind(i),
                TokenKind::Comma | TokenKind::Semicolon | TokenKind::Dash | TokenKind::OpenBracket
            ) || matches!(self.scene.tag(i), Tag::Conjunction | Tag::Subordinator | Tag::Gerund)
                || self.scene.kind(i - 1).closes()
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
        let sentence = self.sentence;
        let limit = self.left;
        let mut out = Vec::with_capacity(PLACES);
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
                || self.scene.kind(i).opens();
            if edge {
                out.push(i);
            }
        }
        out
    }

    /// The candidates for one edge; `begin` is the clause's begin when its end is sought.
    pub fn edges(&'s self, edge: Edge, begin: u32) -> impl Iterator<Item = EdgeContext<'s>> {
        let places = match edge {
            Edge::Begin => self.begins(),
            Edge::End => self.ends(begin),
            Edge::Lead => self.leads(),
        };
        let last = places.len().saturating_sub(1);
        places.into_iter().enumerate().map(move |(i, at)| {
            let context = EdgeContext {
                report: self,
                edge,
                at,
                rank: i as u32,
                outermost: i == last,
                known: Known::default(),
            };
            context.know()
        })
    }
}

impl EdgeContext<'_> {
    fn know(mut self) -> Self {
        self.known = Known {
            inner: self.inner(),
            outer: self.outer(),
            first_word: self.first_word(),
            outer_word: self.outer_word(),
            rank: self.rank(),
            lookahead: self.lookahead(),
            distance: self.distance(),
            crossed: self.crossed(),
        };
        self
    }

    fn inner(&self) -> Value {
        self.report.shape(if self.edge == Edge::End { self.at.saturating_sub(1) } else { self.at })
    }

    fn outer(&self) -> Value {
        if self.edge == Edge::End { self.report.shape(self.at) } else { self.report.shape_before(self.at) }
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
        let (near, far) =
            if self.edge == Edge::Lead { (self.at, self.report.left) } else { (self.report.right, self.at) };
        let inside = self.report.cues_in(TokenRange { start: near, end: far });
        let outside = if self.edge == Edge::End {
            self.report.cues_in(TokenRange { start: self.at, end: self.at + REACH })
        } else {
            self.report.cues_in(TokenRange { start: self.at.saturating_sub(REACH), end: self.at })
        };
        Value::number(inside * 4 + outside.min(2))
    }

    fn distance(&self) -> Value {
        let from = if self.edge == Edge::Lead { self.at } else { self.report.right };
        let to = if self.edge == Edge::Lead { self.report.left } else { self.at };
        Value::number(length(to.saturating_sub(from)))
    }
}

/// The question of the others. An example marks a cue and its subject; its quotation begins and ends at the edges,
/// of which the feature tells at least one apart.
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
        example: [
            "[Farid Nasser]{@nasser person} <said> «that the ferry had sunk»{@nasser}.",
            "[Farid Nasser]{@nasser person} <said> that «the ferry had sunk»{@nasser}.",
        ],
        of: |c| c.known.rank,
    },
    Feature {
        name: "inner",
        summary: "the kind of token inside",
        example: [
            "[Farid Nasser]{@nasser person} <said> «the ferry had sunk»{@nasser}.",
            "[Farid Nasser]{@nasser person} <said> «“the ferry sank”»{@nasser}.",
        ],
        of: |c| c.known.inner,
    },
    Feature {
        name: "outer",
        summary: "the kind of token outside",
        example: [
            "[Farid Nasser]{@nasser person} <said> that «the ferry had sunk»{@nasser}.",
            "[Farid Nasser]{@nasser person} <said>: «“The ferry sank.”»{@nasser}",
        ],
        of: |c| c.known.outer,
    },
    Feature {
        name: "both",
        summary: "the kinds of token inside and outside",
        example: [
            "[Farid Nasser]{@nasser person} <said> that «the ferry had sunk»{@nasser}.",
            "[Farid Nasser]{@nasser person} <said>: «“The ferry sank.”»{@nasser}",
        ],
        of: |c| c.known.inner.and(c.known.outer),
    },
    Feature {
        name: "first_word",
        summary: "the word at the edge",
        example: [
            "[Farid Nasser]{@nasser person} <said> «that the ferry had sunk»{@nasser}.",
            "[Farid Nasser]{@nasser person} <said> «it had sunk»{@nasser}.",
        ],
        of: |c| c.known.first_word,
    },
    Feature {
        name: "outer_word",
        summary: "the word outside a begin",
        example: [
            "[Farid Nasser]{@nasser person} <asked> if «the ferry had sunk»{@nasser}.",
            "[Farid Nasser]{@nasser person} <said> that «the ferry had sunk»{@nasser}.",
        ],
        of: |c| c.known.outer_word,
    },
    Feature {
        name: "first_rank",
        summary: "the word at the edge, and its rank",
        example: [
            "[Farid Nasser]{@nasser person} <asked> «to wait»{@nasser}.",
            "[Farid Nasser]{@nasser person} <asked> the crew «to wait»{@nasser}.",
        ],
        of: |c| c.known.first_word.and(c.known.rank),
    },
    Feature {
        name: "form_outer",
        summary: "the form of the cue and the token outside",
        example: [
            "[Farid Nasser]{@nasser person} <said> that «the ferry had sunk»{@nasser}.",
            "[Farid Nasser]{@nasser person}’s <claim>, «that the ferry had sunk»{@nasser}, was a lie.",
        ],
        of: |c| c.report.form.and(c.known.outer),
    },
    Feature {
        name: "form_rank",
        summary: "the form of the cue and the rank",
        example: [
            "[Farid Nasser]{@nasser person} <said> that «the ferry had sunk»{@nasser}.",
            "Nobody believed [Farid Nasser]{@nasser person}’s <claim> «that the ferry had sunk»{@nasser}.",
        ],
        of: |c| c.report.form.and(c.known.rank),
    },
    Feature {
        name: "cue_outer",
        summary: "the cue and the word outside a begin",
        example: [
            "[Farid Nasser]{@nasser person} <asked> if «the ferry had sunk»{@nasser}.",
            "[Farid Nasser]{@nasser person} <said> that «the ferry had sunk»{@nasser}.",
        ],
        of: |c| c.report.word.and(c.known.outer_word),
    },
    Feature {
        name: "lookahead",
        summary: "what follows the word at the edge",
        example: [
            "[Farid Nasser]{@nasser person} <said> «the ferry had sunk»{@nasser} and left.",
            "[Farid Nasser]{@nasser person} <said> «the ferry had sunk»{@nasser} and Oran wept.",
        ],
        of: |c| c.known.lookahead,
    },
    Feature {
        name: "lookahead_first",
        summary: "the word at the edge and what follows it",
        example: [
            "[Farid Nasser]{@nasser person} <said> «the ferry had sunk»{@nasser} and left.",
            "[Farid Nasser]{@nasser person} <said> «the ferry had sunk»{@nasser} in the fog.",
        ],
        of: |c| c.known.first_word.and(c.known.lookahead),
    },
    Feature {
        name: "distance",
        summary: "how far from the cue",
        example: [
            "[Farid Nasser]{@nasser person} <said> «it had sunk»{@nasser}.",
            "[Farid Nasser]{@nasser person} <said> «it had sunk after an hour in the waves»{@nasser}.",
        ],
        of: |c| c.known.distance,
    },
    Feature {
        name: "distance_outer",
        summary: "how far, and the token outside",
        example: [
            "[Farid Nasser]{@nasser person} <said> that «the ferry had sunk»{@nasser}.",
            "[Farid Nasser]{@nasser person} <said>, in tears, «that the ferry had sunk»{@nasser}.",
        ],
        of: |c| c.known.distance.and(c.known.outer),
    },
    Feature {
        name: "crossed",
        summary: "other cues between the edge and this one",
        example: [
            "[Farid Nasser]{@nasser person} <said> «the crew had drowned»{@nasser}.",
            "[Farid Nasser]{@nasser person} <said> «the owner denied that the crew had drowned»{@nasser}.",
        ],
        of: |c| c.known.crossed,
    },
    Feature {
        name: "crossed_outer",
        summary: "other cues between, and the token outside",
        example: [
            "[Farid Nasser]{@nasser person} <said> «the crew had drowned»{@nasser}.",
            "[Farid Nasser]{@nasser person} <said> «the owner denied that it had sunk»{@nasser}, and left.",
        ],
        of: |c| c.known.crossed.and(c.known.outer),
    },
    Feature {
        name: "cue_rank",
        summary: "the cue and the rank",
        example: [
            "[Farid Nasser]{@nasser person} <asked> the crew «to wait»{@nasser}.",
            "[Farid Nasser]{@nasser person} <promised> «to wait»{@nasser}.",
        ],
        of: |c| c.report.word.and(c.known.rank),
    },
];
