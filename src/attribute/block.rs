//! Whose words stand in a block of their own: who introduces it in the paragraph before ("He wrote:"), or who signs it
//! behind a dash ("— Rosa Quiroga, mayor").
//!
//! A block that nobody introduces or signs, a poem or a law, is nobody's: it is not guessed at.

use std::ops::Range;

use super::{
    scene::Scene,
    told::{self, Told},
};
use crate::{
    lexicon::Classes,
    model::{BlockKind, MentionId, MentionKind, Tag, TokenKind, TokenRange},
};

/// Paragraphs that are set apart, with whose words they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Who is quoted.
    pub speaker: MentionId,
    /// The word that introduces it; `None` where it is signed.
    pub cue: Option<u32>,
    /// Its paragraphs, and those that sign it.
    pub paragraphs: Range<u32>,
    /// What is said.
    pub content: Vec<TokenRange>,
}

/// The blocks of a document that are somebody's, in order.
pub fn blocks(scene: &Scene, told: &[Told]) -> Vec<Block> {
    let mut out = Vec::new();
    for run in runs(scene) {
        let mut start = run.start;
        for p in run.clone() {
            if let Some(speaker) = signature(scene, p).filter(|_| p > start) {
                out.extend(block(scene, start..p, speaker, None, p + 1));
                start = p + 1;
            }
        }
        if start == run.end {
            continue;
        }
        let below = signature(scene, run.end);
        let above = || introduction(scene, run.start.checked_sub(1)?, told).filter(|_| start == run.start);
        if let Some(speaker) = below {
            out.extend(block(scene, start..run.end, speaker, None, run.end + 1));
        } else if let Some((speaker, cue)) = above() {
            out.extend(block(scene, start..run.end, speaker, Some(cue), run.end));
        }
    }
    out
}

/// The block that paragraph `p` belongs to.
pub fn at(blocks: &[Block], p: u32) -> Option<&Block> {
    let after = blocks.partition_point(|block| block.paragraphs.start <= p);
    blocks.get(after.checked_sub(1)?).filter(|block| block.paragraphs.contains(&p))
}

/// `told` without what is reported within blocks, and without the reports that only introduce one.
pub fn outside(scene: &Scene, blocks: &[Block], mut told: Vec<Told>) -> Vec<Told> {
    if !blocks.is_empty() {
        told.retain(|report| {
            let inside = scene.paragraph(report.cue).is_some_and(|p| at(blocks, p).is_some());
            let quotes =
                report.content.iter().flat_map(|c| c.start..c.end).any(|i| scene.quoted(i).is_some());
            let introduces = blocks.iter().any(|block| block.cue == Some(report.cue)) && !quotes;
            !inside && !introduces
        });
    }
    told
}

/// Paragraphs in a row that are set apart.
fn runs(scene: &Scene) -> Vec<Range<u32>> {
    let mut out: Vec<Range<u32>> = Vec::new();
    if scene.layout.set_apart.is_empty() {
        return out;
    }
    let apart = &scene.layout.set_apart;
    for (p, paragraph) in scene.segments.paragraphs.iter().enumerate() {
        let Some(block) = scene.layout.blocks.get(paragraph.block as usize) else { continue };
        let after = apart.partition_point(|span| span.start() <= block.span.start());
        if !after.checked_sub(1).and_then(|i| apart.get(i)).is_some_and(|span| span.covers(block.span)) {
            continue;
        }
        let p = p as u32;
        match out.last_mut() {
            Some(last) if last.end == p => last.end = p + 1,
            _ => out.push(p..p + 1),
        }
    }
    out
}

/// A block of these paragraphs, if they have words; `end` is the first paragraph behind what signs them.
fn block(scene: &Scene, said: Range<u32>, speaker: MentionId, cue: Option<u32>, end: u32) -> Option<Block> {
    let paragraphs = said.start..end;
    let bare = |p: u32| {
        let tokens = scene.paragraph_tokens(p);
        // The marks that set it apart in a text are not the speaker's.
        let start = (tokens.start..tokens.end).find(|&i| scene.word(i) != ">").unwrap_or(tokens.end);
        TokenRange { start, end: tokens.end }
    };
    let content: Vec<TokenRange> = said.map(bare).filter(|tokens| tokens.start < tokens.end).collect();
    let words = content.iter().flat_map(|c| c.start..c.end).filter(|&i| scene.kind(i).is_word()).count();
    (words >= 3).then_some(Block { speaker, cue, paragraphs, content })
}

/// Who signs with paragraph `p`: a dash, then a name or a description, and nobody does anything in the line.
fn signature(scene: &Scene, p: u32) -> Option<MentionId> {
    let tokens = scene.paragraph_tokens(p);
    let start = (tokens.start..tokens.end).find(|&i| scene.word(i) != ">")?;
    let mut name = start;
    while scene.kind(name) == TokenKind::Dash || matches!(scene.word(name), "-" | "–" | "—" | "―") {
        name += 1;
    }
    if name == start || name >= tokens.end || tokens.end - name >= 30 {
        return None;
    }
    let found = scene.mentions_in(scene.sentence(name)).find(|&m| {
        let place = scene.place(m);
        place.start == name || place.start == name + 1 && scene.tag(name) == Tag::Determiner
    })?;
    // "— Rosa Quiroga left the room." is no signature.
    let end = scene.place(found).end;
    let verb = (end..tokens.end).any(|i| scene.tag(i) == Tag::Verb && scene.quoted(i).is_none());
    (!verb).then_some(found)
}

/// Who is said to speak in the last sentence of paragraph `p`, which ends with a colon; and the word that says so.
fn introduction(scene: &Scene, p: u32, told: &[Told]) -> Option<(MentionId, u32)> {
    let tokens = scene.paragraph_tokens(p);
    let colon = tokens.end.checked_sub(1).filter(|&i| scene.kind(i) == TokenKind::Colon)?;
    if scene.block(p) == BlockKind::Headline {
        return None;
    }
    let sentence = scene.sentence_tokens(scene.sentence(colon));
    let reports = told::within(told, sentence).iter().filter(|report| report.cue != colon);
    let sure = |report: &&Told| report.probability * report.subject_probability;
    let best = reports.max_by(|a, b| sure(a).total_cmp(&sure(b)));
    best.map(|report| (report.subject, report.cue)).or_else(|| reading(scene, sentence))
}

/// "The statement reads:", "Its full text:" is nobody's: a document or somebody who is named, and right behind it a verb
/// that introduces words.
fn reading(scene: &Scene, sentence: TokenRange) -> Option<(MentionId, u32)> {
    scene.mentions_in(scene.sentence(sentence.start)).find_map(|m| {
        let end = scene.place(m).end;
        let verb = (end..sentence.end.min(end + 3)).find(|&i| {
            matches!(
                scene.word(i),
                "read" | "reads" | "ran" | "runs" | "continued" | "continues" | "stated" | "states"
            ) || scene.has(i, Classes::REPORTING_VERB) && scene.tag(i) == Tag::Verb
        })?;
        let named = scene.mention(m).is_some_and(|m| m.kind != MentionKind::Pronoun);
        (named || scene.can_speak(m)).then_some((m, verb))
    })
}
