//! Speakers that the typesetting names: labels before a colon ("WALLACE: …"), answers ("A: …") and credits behind
//! a dash ("…” ― Pamela Reyes).
//!
//! They need no weighing: where a document is set as a transcript, a label speaks until the next one.

use super::scene::Scene;
use crate::{
    model::{EntityKind, MentionId, MentionKind, Tag, TokenKind, TokenRange},
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
    answers(scene, &mut out);
    out
}

/// Adds the answers of an interview set as "Q: …" and "A: …", two of each at least; whoever the article names most
/// often before the first question gives them.
fn answers(scene: &Scene, out: &mut [Option<Turn>]) {
    let letter = |p: usize| {
        let first = scene.paragraph_tokens(p as u32).start;
        let parted = matches!(scene.kind(first + 1), TokenKind::Colon | TokenKind::Stop);
        Some(scene.word(first)).filter(|w| parted && matches!(*w, "Q" | "A"))
    };
    let set: Vec<(usize, &str)> = (0..out.len()).filter_map(|p| Some((p, letter(p)?))).collect();
    let count = |which| set.iter().filter(|(_, w)| *w == which).count();
    let Some((first, _)) = set.first().filter(|_| count("Q") >= 2 && count("A") >= 2) else { return };
    let Some(speaker) = most_named(scene, scene.paragraph_tokens(*first as u32).start) else { return };
    for (p, _) in set.iter().filter(|(_, w)| *w == "A") {
        let tokens = scene.paragraph_tokens(*p as u32);
        let content = TokenRange { start: tokens.start + 2, end: tokens.end };
        if let Some(slot) = out.get_mut(*p).filter(|_| content.start < content.end) {
            *slot = Some(Turn { speaker, colon: tokens.start + 1, content });
        }
    }
}

/// The last mention before token `end` of the person named most often there, by the last word of the name.
fn most_named(scene: &Scene, end: u32) -> Option<MentionId> {
    let mut counts = rustc_hash::FxHashMap::<&str, (u32, MentionId)>::default();
    for (i, mention) in scene.mentions.iter().enumerate() {
        let id = MentionId(i as u32);
        let head = scene.head(id);
        if head.end <= end && mention.kind == MentionKind::Name && mention.entity_kind == EntityKind::Person {
            let entry = counts.entry(scene.word(head.end.saturating_sub(1))).or_insert((0, id));
            *entry = (entry.0 + 1, id);
        }
    }
    counts.into_values().max().map(|(_, id)| id)
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
        let the = scene.tag(first) == Tag::Determiner && place.start == first + 1;
        names && (place.start == first || the) && scene.head(m).end <= colon
    })?;
    let verb = (first..colon).any(|i| scene.tag(i) == Tag::Verb);
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
    let verb = rest.clone().any(|i| scene.tag(i) == Tag::Verb);
    (rest.len() < 25 && !verb).then_some(found)
}
