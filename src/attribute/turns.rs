//! Speakers that the typesetting names: labels before a colon ("WALLACE: …") and credits behind a dash
//! ("…” ― Pamela Reyes).
//!
//! They need no weighing: where a document is set as a transcript, a label speaks until the next one.

use super::scene::Scene;
use crate::{
    model::{MentionId, MentionKind, TokenKind, TokenRange},
    text::fold::fold,
};

/// A paragraph that begins with its speaker's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    /// The label.
    pub speaker: MentionId,
    /// The colon's token.
    pub colon: u32,
    /// What is said: the rest of the paragraph.
    pub content: TokenRange,
}

/// The turns of a document, by paragraph.
///
/// A label counts when it is set in capitals or when the document has three labels or more; "Note: …" is none.
pub fn turns(scene: &Scene) -> Vec<Option<Turn>> {
    let mut out: Vec<Option<Turn>> =
        (0..scene.segments.paragraphs.len()).map(|p| label(scene, p as u32)).collect();
    let all = out.iter().flatten().count();
    let mut seen = rustc_hash::FxHashMap::<String, u32>::default();
    for turn in out.iter().flatten() {
        *seen.entry(name(scene, turn.speaker)).or_default() += 1;
    }
    let many = all >= 3 && seen.values().any(|n| *n > 1);
    for turn in &mut out {
        let keep = turn.is_some_and(|t| many || is_capitals(scene, t.speaker) && all >= 2);
        if !keep {
            *turn = None;
        }
    }
    out
}

fn name(scene: &Scene, mention: MentionId) -> String {
    scene.mention(mention).map(|m| fold(m.head.of(scene.raw))).unwrap_or_default()
}

fn is_capitals(scene: &Scene, mention: MentionId) -> bool {
    let head = scene.head(mention);
    (head.start..head.end).all(|i| scene.kind(i) != TokenKind::Capital && scene.kind(i) != TokenKind::Lower)
}

fn label(scene: &Scene, paragraph: u32) -> Option<Turn> {
    let tokens = scene.paragraph_tokens(paragraph);
    let first = tokens.start + u32::from(scene.kind(tokens.start) == TokenKind::Open);
    let reach = tokens.end.min(first + 9);
    let colon = (first + 1..reach).find(|&i| scene.kind(i) == TokenKind::Colon)?;
    let stop = (first..colon)
        .any(|i| matches!(scene.kind(i), TokenKind::Open | TokenKind::Close | TokenKind::Semicolon));
    if stop || colon + 1 >= tokens.end {
        return None;
    }
    let speaker = scene.mentions_in(scene.sentence(first)).find(|&m| {
        let place = scene.place(m);
        let names = scene.mention(m).is_some_and(|m| m.kind == MentionKind::Name);
        names && place.start == first && scene.head(m).end <= colon
    })?;
    let verb = (first..colon).any(|i| scene.tag(i) == crate::model::Tag::Verb);
    (!verb).then_some(Turn { speaker, colon, content: TokenRange { start: colon + 1, end: tokens.end } })
}

/// The mention credited behind a dash for quoted run `run`, which must be most of what precedes the dash.
pub fn credit(scene: &Scene, run: usize) -> Option<MentionId> {
    let quoted = scene.passages.quoted.get(run)?;
    let end = quoted.tokens.end;
    let paragraph = scene.paragraph_tokens(quoted.paragraph);
    let leads = quoted.tokens.start <= paragraph.start + 1;
    // The dash may follow on the same line or open the next.
    let dash = end;
    if end > paragraph.end || scene.kind(dash) != TokenKind::Dash {
        return None;
    }
    if !leads || quoted.words < 4 {
        return None;
    }
    let place = scene.sentence(dash + 1);
    let found = scene.mentions_in(place).find(|&m| scene.place(m).start == dash + 1)?;
    let line = scene.paragraph_tokens(scene.paragraph(dash)?);
    // "“…” – Smith said so" is a sentence, not a credit.
    let rest = scene.place(found).end..line.end;
    let verb = rest.clone().any(|i| scene.tag(i) == crate::model::Tag::Verb);
    (rest.len() < 25 && !verb).then_some(found)
}
