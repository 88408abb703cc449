//! From choices to attributions: the quoted runs and clauses of one cue become one quotation.

use super::{
    Models,
    block::{self, Block},
    content, cue, evidence,
    scene::Scene,
    speaker::{self, Candidate, Told},
    subject,
    turns::{self, Turn},
};
use crate::{
    lexicon::Classes,
    linear::{score, softmax},
    model::{
        Attribution, Confidence, Evidence, MentionId, Quotation, QuotationKind, Tag, TokenKind, TokenRange,
    },
    text::Span,
};

/// From this probability on a word may be the cue of a quoted run.
pub const POSSIBLE_CUE: f32 = 0.08;

/// From this probability on a word is taken for a cue that others should not reach across.
pub const LIKELY_CUE: f32 = 0.5;

/// From this probability on, subject included, a clause without quotation marks is reported.
pub const CERTAIN_REPORT: f32 = 0.35;

/// From this probability on, a few quoted words without a cue are the words of somebody nearby.
const CERTAIN_TERM: f32 = 0.4;

/// How sure a speaker is that the typesetting names.
const SET: f32 = 0.95;

/// What was chosen for one quoted run.
#[derive(Debug, Clone)]
struct Choice {
    candidate: Candidate,
    probability: f32,
    /// What weighed most for it.
    reasons: Vec<Evidence>,
}

/// All attributions of a document, in order of the text.
pub fn attribute(scene: &Scene, models: &Models) -> Vec<Attribution> {
    let turns = turns::turns(scene);
    let told = reports(scene, &turns, models);
    let blocks = block::blocks(scene, &told);
    let told = block::outside(scene, &blocks, told);
    let choices = speakers(scene, &told, &turns, &blocks, models);
    let mut out = Vec::new();
    for turn in turns.iter().flatten() {
        of_turn(scene, *turn, &mut out);
    }
    for block in &blocks {
        of_block(scene, block, &mut out);
    }
    let mut claimed: Vec<Vec<usize>> = vec![Vec::new(); told.len()];
    for (run, choice) in choices.iter().enumerate() {
        if let Candidate::Told(i) = choice.candidate
            && let Some(runs) = claimed.get_mut(i)
        {
            runs.push(run);
        }
    }
    for (i, report) in told.iter().enumerate() {
        let runs = claimed.get(i).map(Vec::as_slice).unwrap_or_default();
        of_report(scene, report, runs, &choices, &told, &mut out);
    }
    without_cue(scene, &choices, &told, &mut out);
    out.sort_by_key(|a: &Attribution| (a.quotation.extent().start(), a.cue.map(Span::start)));
    out
}

/// The cues of a document with their subjects and contents.
pub fn reports(scene: &Scene, turns: &[Option<Turn>], models: &Models) -> Vec<Told> {
    let mut out = Vec::new();
    let cues = cues(scene, turns, models);
    let likely: Vec<u32> = cues.iter().filter(|(_, p)| *p >= LIKELY_CUE).map(|(at, _)| *at).collect();
    let mut scores = Vec::new();
    for (at, probability) in cues {
        let candidates = subject::candidates(scene, at);
        scores.clear();
        scores.extend(candidates.iter().map(|c| score(subject::FEATURES, c, &models.subject)));
        softmax(&mut scores);
        let Some((best, subject_probability)) = top(&scores) else { continue };
        let Some(mention) = candidates.get(best).and_then(|c| c.mention) else { continue };
        let report = content::Report::new(scene, at, Some(mention), &likely);
        let (side, content) = content::content(report, &models.content);
        out.push(Told { cue: at, probability, subject: mention, subject_probability, side, content });
    }
    out
}

/// The possible cues outside quotations and turns, with how probable each is.
pub fn cues(scene: &Scene, turns: &[Option<Turn>], models: &Models) -> Vec<(u32, f32)> {
    let outside = scene
        .passages
        .cues
        .iter()
        .copied()
        .filter(|&at| !scene.is_quoted(at) && turn_at(scene, turns, at).is_none());
    outside
        .map(|at| (at, cue::probability(&cue::CueContext::new(scene, at), &models.cue)))
        .filter(|(_, p)| *p >= POSSIBLE_CUE)
        .collect()
}

fn speakers(
    scene: &Scene,
    told: &[Told],
    turns: &[Option<Turn>],
    blocks: &[Block],
    models: &Models,
) -> Vec<Choice> {
    let mut out: Vec<Choice> = Vec::with_capacity(scene.passages.quoted.len());
    let mut previous: Option<(usize, Candidate)> = None;
    let mut scores = Vec::new();
    for run in 0..scene.passages.quoted.len() {
        let in_block = || {
            let quoted = scene.passages.quoted.get(run)?;
            block::at(blocks, quoted.paragraph).map(|block| block.speaker)
        };
        if let Some(mention) = set(scene, turns, run).or_else(in_block) {
            let candidate = Candidate::Set(mention);
            out.push(Choice { candidate, probability: SET, reasons: Vec::new() });
            previous = Some((run, candidate));
            continue;
        }
        let candidates = speaker::candidates(scene, told, run, previous);
        scores.clear();
        scores.extend(candidates.iter().map(|c| score(speaker::FEATURES, c, &models.speaker)));
        softmax(&mut scores);
        let (best, probability) = top(&scores).unwrap_or((0, 0.0));
        let mut candidate = candidates.get(best).map_or(Candidate::Nobody, |c| c.candidate);
        // A few words that no cue reports are a term unless it is rather likely that they are somebody's.
        let few = scene.passages.quoted.get(run).is_some_and(|q| q.words <= 6);
        if few && probability < CERTAIN_TERM && matches!(candidate, Candidate::Bare(_)) {
            candidate = Candidate::Nobody;
        }
        let runner_up = scores.iter().enumerate().filter(|(i, _)| *i != best);
        let runner_up = runner_up.max_by(|a, b| a.1.total_cmp(b.1)).and_then(|(i, _)| candidates.get(i));
        let reasons = match (candidates.get(best), runner_up) {
            (Some(chosen), Some(other)) if candidate != Candidate::Nobody => {
                evidence::of_weights(scene, run, chosen, other, models)
            }
            _ => Vec::new(),
        };
        out.push(Choice { candidate, probability, reasons });
        if candidate != Candidate::Nobody {
            let carried = match candidate {
                Candidate::Previous(_) => previous.map_or(candidate, |(_, c)| c),
                other => other,
            };
            previous = Some((run, carried));
        }
    }
    out
}

/// The turn whose paragraph token `at` is in.
fn turn_at(scene: &Scene, turns: &[Option<Turn>], at: u32) -> Option<Turn> {
    scene.paragraph(at).and_then(|p| turns.get(p as usize)).copied().flatten()
}

/// The speaker that the typesetting names for a quoted run.
pub fn set(scene: &Scene, turns: &[Option<Turn>], run: usize) -> Option<MentionId> {
    let start = scene.passages.quoted.get(run)?.tokens.start;
    turn_at(scene, turns, start).map(|t| t.speaker).or_else(|| turns::credit(scene, run))
}

/// What stands in a block of its own, the speaker's own words.
fn of_block(scene: &Scene, block: &Block, out: &mut Vec<Attribution>) {
    let content = spans(scene, &block.content);
    if content.is_empty() {
        return;
    }
    out.push(Attribution {
        quotation: Quotation { kind: QuotationKind::Direct, content },
        cue: block.cue.and_then(|cue| scene.token(cue)).map(|t| t.span),
        speaker: Some(block.speaker),
        confidence: Confidence(SET),
        evidence: evidence::of_block(scene, block),
    });
}

/// What a label says: the rest of its paragraph, the speaker's own words.
fn of_turn(scene: &Scene, turn: Turn, out: &mut Vec<Attribution>) {
    let content = spans(scene, &[turn.content]);
    if content.is_empty() {
        return;
    }
    out.push(Attribution {
        quotation: Quotation { kind: QuotationKind::Direct, content },
        cue: scene.token(turn.colon).map(|t| t.span),
        speaker: Some(turn.speaker),
        confidence: Confidence(SET),
        evidence: evidence::of_turn(scene, turn),
    });
}

fn top(scores: &[f32]) -> Option<(usize, f32)> {
    scores.iter().copied().enumerate().fold(None, |best, (i, s)| match best {
        Some((_, b)) if b >= s => best,
        _ => Some((i, s)),
    })
}

/// The attributions of one cue: its clause with the quoted runs in it, and the quoted runs outside it.
fn of_report(
    scene: &Scene,
    report: &Told,
    runs: &[usize],
    choices: &[Choice],
    told: &[Told],
    out: &mut Vec<Attribution>,
) {
    let own: Vec<TokenRange> =
        runs.iter().filter_map(|&r| scene.passages.quoted.get(r)).map(|q| q.tokens).collect();
    let mut clause = report.content.clone();
    // Words that somebody else says are not this cue's.
    let quoted = &scene.passages.quoted;
    let reach = clause.iter().map(|c| c.end).max().unwrap_or_default();
    let from = clause.first().map_or(quoted.len(), |c| quoted.partition_point(|q| q.tokens.end <= c.start));
    for (r, quoted) in quoted.iter().enumerate().skip(from).take_while(|(_, q)| q.tokens.start < reach) {
        let taken = choices.get(r).is_some_and(|c| {
            speaker::speaker(told, c.candidate).is_some() && runs.binary_search(&r).is_err()
        });
        if taken {
            clause.retain(|c| !(c.start < quoted.tokens.end && quoted.tokens.start < c.end));
        }
    }
    let probability = report.probability * report.subject_probability;
    if own.is_empty() {
        if !clause.is_empty() && probability >= CERTAIN_REPORT && clause.iter().any(|c| says(scene, *c)) {
            push(scene, report, &clause, probability, &[], out);
        }
        return;
    }
    // Quoted runs that touch the clause or one another across nothing but the cue are one quotation.
    let mut groups: Vec<Vec<TokenRange>> = Vec::new();
    let touching = own.iter().any(|o| clause.iter().any(|c| near(scene, report, *o, *c)));
    let mut pieces: Vec<TokenRange> = own;
    if touching {
        pieces.extend(clause);
    }
    for piece in merge(pieces) {
        let joins =
            groups.last().and_then(|g| g.last()).is_some_and(|last| near(scene, report, *last, piece));
        match groups.last_mut() {
            Some(group) if joins => group.push(piece),
            _ => groups.push(vec![piece]),
        }
    }
    let sure = runs.iter().filter_map(|&r| choices.get(r)).map(|c| c.probability).fold(1.0, f32::min);
    let reasons =
        runs.first().and_then(|&r| choices.get(r)).map(|c| c.reasons.as_slice()).unwrap_or_default();
    for group in groups {
        push(scene, report, &group, sure, reasons, out);
    }
}

/// Whether a clause without quotation marks says anything: "a similar statement" and "a video on X" only name what
/// was said, and a name alone is no word of anybody's.
fn says(scene: &Scene, clause: TokenRange) -> bool {
    let sentence = scene.sentence(clause.start);
    let named = scene.mentions_in(sentence).map(|m| scene.place(m));
    if named.filter(|p| p.start >= clause.start && p.start <= clause.start + 1).any(|p| p.end >= clause.end) {
        return false;
    }
    let inside = |i: &u32| {
        matches!(
            scene.tag(*i),
            Tag::Determiner | Tag::Adjective | Tag::Number | Tag::Gerund | Tag::Participle
        )
    };
    let first = (clause.start..clause.end).find(|i| !inside(i)).unwrap_or(clause.end);
    let after = (first..clause.end).find(|i| scene.tag(*i) != Tag::Noun).unwrap_or(clause.end);
    let names_words = after > first && scene.has(after - 1, Classes::REPORTING_NOUN | Classes::DOCUMENT_NOUN);
    !names_words
        || after < clause.end
            && match scene.word(after) {
                "that" | "whether" | "of" | "about" | "against" | "over" | "for" => true,
                "to" => scene.tag(after + 1) == Tag::Infinitive,
                _ => {
                    matches!(scene.tag(after), Tag::Verb | Tag::Auxiliary)
                        || scene.kind(after) == TokenKind::Colon
                }
            }
}

/// Whether nothing but the cue with its subject and punctuation parts two pieces.
fn near(scene: &Scene, report: &Told, a: TokenRange, b: TokenRange) -> bool {
    let (from, to) = if a.start <= b.start { (a.end, b.start) } else { (b.end, a.start) };
    if from >= to {
        return true;
    }
    let same = scene.paragraph(from.saturating_sub(1)) == scene.paragraph(to);
    let words = (from..to).filter(|&i| scene.kind(i).is_word()).count();
    let holds_cue = from <= report.cue && report.cue < to;
    same && (words == 0 || (holds_cue && words < 30))
}

/// Overlapping and touching ranges joined, in order.
fn merge(mut pieces: Vec<TokenRange>) -> Vec<TokenRange> {
    pieces.sort_unstable();
    let mut out: Vec<TokenRange> = Vec::new();
    for piece in pieces {
        match out.last_mut() {
            Some(last) if piece.start <= last.end => last.end = last.end.max(piece.end),
            _ => out.push(piece),
        }
    }
    out
}

fn push(
    scene: &Scene,
    report: &Told,
    pieces: &[TokenRange],
    probability: f32,
    reasons: &[Evidence],
    out: &mut Vec<Attribution>,
) {
    let cue = scene.token(report.cue).map(|t| t.span);
    let content = spans(scene, pieces);
    if content.is_empty() {
        return;
    }
    let mut evidence = Vec::with_capacity(1 + reasons.len());
    evidence.push(evidence::of_report(scene, report, pieces));
    evidence.extend_from_slice(reasons);
    out.push(Attribution {
        quotation: Quotation { kind: kind(scene, pieces, Some(report.cue)), content },
        cue,
        speaker: Some(report.subject),
        confidence: Confidence(probability),
        evidence,
    });
}

/// Attributions of quoted runs whose speaker has no cue, and of those nobody could be named for.
fn without_cue(scene: &Scene, choices: &[Choice], told: &[Told], out: &mut Vec<Attribution>) {
    let covered = Covered::new(out);
    for (r, choice) in choices.iter().enumerate() {
        let Some(quoted) = scene.passages.quoted.get(r) else { continue };
        let mention: Option<MentionId> = match choice.candidate {
            // The words of a turn are in its attribution already.
            Candidate::Set(_) if covered.shares(quoted.span) => continue,
            Candidate::Bare(m) | Candidate::Set(m) | Candidate::Previous(m) => Some(m),
            // Long quoted words that nobody could be named for are kept, unattributed; a quoted term is none.
            Candidate::Nobody if quoted.words >= 7 && !covered.shares(quoted.span) => None,
            Candidate::Told(_) | Candidate::Nobody => continue,
        };
        let pieces = [quoted.tokens];
        out.push(Attribution {
            quotation: Quotation { kind: kind(scene, &pieces, None), content: spans(scene, &pieces) },
            cue: None,
            speaker: mention,
            confidence: Confidence(choice.probability),
            evidence: [evidence::of_choice(scene, told, r, choice.candidate), choice.reasons.clone()]
                .concat(),
        });
    }
}

/// What is somebody's words already: spans in order of their starts, each with the farthest end so far.
struct Covered(Vec<(u32, u32)>);

impl Covered {
    fn new(attributions: &[Attribution]) -> Self {
        let contents = attributions.iter().flat_map(|a| &a.quotation.content);
        let mut spans: Vec<(u32, u32)> = contents.map(|c| (c.start(), c.end())).collect();
        spans.sort_unstable();
        let mut farthest = 0;
        for (_, end) in &mut spans {
            farthest = farthest.max(*end);
            *end = farthest;
        }
        Self(spans)
    }

    /// Whether `span` shares a byte with one of them.
    fn shares(&self, span: Span) -> bool {
        let before = self.0.partition_point(|(start, _)| *start < span.end());
        before.checked_sub(1).and_then(|i| self.0.get(i)).is_some_and(|(_, end)| *end > span.start())
    }
}

/// The spans of pieces, cut where a paragraph ends: what stands between two paragraphs may be masked.
fn spans(scene: &Scene, pieces: &[TokenRange]) -> Vec<Span> {
    let paragraphs = &scene.segments.paragraphs;
    pieces
        .iter()
        .flat_map(|piece| {
            let first = paragraphs.partition_point(|p| p.tokens.end <= piece.start);
            let theirs = paragraphs.iter().skip(first).take_while(|p| p.tokens.start < piece.end);
            theirs.map(|p| TokenRange {
                start: piece.start.max(p.tokens.start),
                end: piece.end.min(p.tokens.end),
            })
        })
        .map(|part| scene.span(part))
        .filter(|span| !span.is_empty())
        .collect()
}

/// Direct when all words are quoted, mixed when some are, else indirect or an attitude by its cue.
fn kind(scene: &Scene, pieces: &[TokenRange], cue: Option<u32>) -> QuotationKind {
    let mut quoted = 0;
    let mut plain = 0;
    for i in pieces.iter().flat_map(|p| p.start..p.end) {
        if scene.kind(i).is_word() || scene.kind(i) == TokenKind::Number {
            if scene.quoted(i).is_some() {
                quoted += 1;
            } else {
                plain += 1;
            }
        }
    }
    if plain == 0 && quoted > 0 {
        QuotationKind::Direct
    } else if quoted > 0 {
        QuotationKind::Mixed
    } else if cue
        .is_some_and(|c| scene.has(c, Classes::ATTITUDE_VERB) && !scene.has(c, Classes::REPORTING_VERB))
    {
        QuotationKind::Attitude
    } else {
        QuotationKind::Indirect
    }
}
