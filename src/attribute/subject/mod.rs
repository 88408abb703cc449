//! Whose words a cue reports: a choice among the mentions around it, and nobody.

mod features;

pub use features::{FEATURES, IsSubject};

use super::{scene::Scene, values::shape};
use crate::{
    linear::Value,
    model::{MentionId, Tag, Token, TokenKind, TokenRange},
};

/// A cue with one mention that may be its subject, or with nobody.
#[derive(Debug, Clone, Copy)]
pub struct SubjectContext<'s> {
    /// The document.
    pub scene: &'s Scene<'s>,
    /// The cue's token.
    pub cue: u32,
    /// The mention; `None` for nobody.
    pub mention: Option<MentionId>,
    /// How many other mentions that can speak stand between the two.
    pub between: u32,
    about: About,
    known: features::Known,
}

/// What is asked of the cue, the same for all candidates.
#[derive(Debug, Clone, Copy)]
struct About {
    /// The part of speech of the cue, and which list it is on.
    form: Value,
    /// The cue itself.
    word: Value,
    /// What stands right before it, adverbs skipped.
    before: Value,
}

/// The mentions that may be the subject of the cue at `cue`, nearest first on each side, and nobody last.
pub fn candidates<'s>(scene: &'s Scene<'s>, cue: u32) -> Vec<SubjectContext<'s>> {
    let sentence = scene.sentence(cue);
    let quoted = scene.quoted(cue).filter(|(_, q)| q.words > 3).map(|(q, _)| q);
    let mut all: Vec<MentionId> = Vec::with_capacity(scene.mentions_in(sentence).len());
    let tokens = scene.sentence_tokens(sentence);
    // "Sadr’s remarks": whoever owns something is no subject of a verb.
    let verb = matches!(scene.tag(cue), Tag::Verb | Tag::Gerund | Tag::Participle | Tag::Infinitive);
    for id in scene.mentions_in(sentence) {
        let head = scene.head(id);
        let near = head.end + 40 > cue && head.start < cue + 25;
        let owner = verb && scene.kind(head.end) == TokenKind::Possessive;
        if near
            && scene.is_able(id)
            && !owner
            && !head.contains(cue)
            && scene.quoted(head.start).filter(|(_, q)| q.words > 3).map(|(q, _)| q) == quoted
        {
            all.push(id);
        }
    }
    // A sentence that is only a cue and its object has its subject in the one before: rare, but transcripts do it.
    if all.is_empty() && tokens.start > 0 && quoted.is_none() {
        let previous = scene.sentence(tokens.start - 1);
        if scene.paragraph_of_sentence(previous) == scene.paragraph(cue) {
            all.extend(
                scene
                    .mentions_in(previous)
                    .take(60)
                    .filter(|&m| scene.can_speak(m) && !scene.is_quoted(scene.head(m).start)),
            );
        }
    }
    let about = About {
        form: scene.cue_form(cue),
        word: scene.cue_word(cue),
        before: shape(outside(scene, cue), features::ABSENT),
    };
    let context = |mention, between| SubjectContext::new(scene, cue, mention, between, about);
    let mut out: Vec<SubjectContext> = Vec::with_capacity(all.len() + 1);
    for &mention in &all {
        let head = scene.head(mention);
        let between = all
            .iter()
            .filter(|&&o| {
                let other = scene.head(o).start;
                other != head.start
                    && ((head.start < other && other < cue) || (cue < other && other < head.start))
            })
            .count() as u32;
        out.push(context(Some(mention), between));
    }
    out.push(context(None, 0));
    out
}

impl SubjectContext<'_> {
    fn head(&self) -> TokenRange {
        self.mention.map(|m| self.scene.head(m)).unwrap_or_default()
    }

    fn place(&self) -> TokenRange {
        self.mention.map(|m| self.scene.place(m)).unwrap_or_default()
    }

    /// The tokens between mention and cue, wherever each stands.
    fn gap(&self) -> TokenRange {
        let place = self.place();
        if place.start > self.cue {
            TokenRange { start: self.cue + 1, end: place.start }
        } else {
            TokenRange { start: self.head().end.min(self.cue), end: self.cue }
        }
    }

    /// The tokens of the gap without what stands in brackets: "(YPJ)" parts nobody from a verb.
    fn open_gap(&self) -> impl Iterator<Item = &Token> {
        let TokenRange { start, end } = self.gap();
        let mut depth = 0i32;
        let tokens = self.scene.tokens(TokenRange { start, end: end.min(start + 60) });
        tokens.iter().filter(move |token| match token.kind {
            TokenKind::OpenBracket => {
                depth += 1;
                false
            }
            TokenKind::CloseBracket => {
                depth = (depth - 1).max(0);
                false
            }
            _ => depth == 0,
        })
    }

    fn precedes(&self) -> bool {
        self.head().start < self.cue
    }
}

/// The token before the cue, adverbs and brackets skipped.
fn outside<'s>(scene: &Scene<'s>, cue: u32) -> Option<&'s Token> {
    let mut by = -1;
    loop {
        let token = scene.near(cue, by)?;
        if token.tag == Tag::Adverb {
            by -= 1;
        } else if token.kind == TokenKind::CloseBracket {
            let opens = |b: &i32| scene.near(cue, *b).is_some_and(|t| t.kind == TokenKind::OpenBracket);
            by = (by - 12..by).rev().find(opens)? - 1;
        } else {
            return Some(token);
        }
    }
}
