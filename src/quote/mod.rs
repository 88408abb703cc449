//! Quoted runs and possible cues: what stands between quotation marks, and which words may report it.
//!
//! A mark that is never closed runs to the end of its paragraph, and goes on in the next one if that opens
//! with a mark, as newspapers set long quotations. Single marks count where they are not inside double ones.

use crate::{
    lexicon::Classes,
    model::{Passages, Quoted, Segments, Tag, Token, TokenKind, TokenRange},
    text::Span,
};

/// Finds quoted runs and the tokens that may be cues. Linear in the tokens.
pub fn find(raw: &str, segments: &Segments) -> Passages {
    let mut out = Passages::default();
    let mut unclosed = false;
    for (number, paragraph) in segments.paragraphs.iter().enumerate() {
        let tokens = segments.tokens.get(paragraph.tokens.range()).unwrap_or_default();
        let first = out.quoted.len();
        quoted_runs(tokens, paragraph.tokens.start, number as u32, &mut out.quoted);
        let opens = tokens.first().is_some_and(|t| t.kind == TokenKind::Open);
        if let Some(quoted) = out.quoted.get_mut(first) {
            quoted.continues = unclosed && opens;
        }
        let last = out.quoted.last().filter(|_| out.quoted.len() > first);
        unclosed = last.is_some_and(|q| !q.closed);
        for (i, token) in tokens.iter().enumerate() {
            if may_report(raw, *token, i.checked_sub(1).and_then(|p| tokens.get(p))) {
                out.cues.push(paragraph.tokens.start + i as u32);
            }
        }
    }
    out
}

fn quoted_runs(tokens: &[Token], offset: u32, paragraph: u32, out: &mut Vec<Quoted>) {
    let mut open: Option<(usize, bool)> = None;
    let mut give = |from: usize, to: usize, single: bool, closed: bool| {
        let slice = tokens.get(from..to).unwrap_or_default();
        let words = slice.iter().filter(|t| t.kind.is_word() || t.kind == TokenKind::Number).count() as u32;
        if words == 0 {
            return;
        }
        let span = match (slice.first(), slice.last()) {
            (Some(a), Some(b)) => a.span.join(b.span),
            _ => Span::default(),
        };
        let tokens = TokenRange { start: offset + from as u32, end: offset + to as u32 };
        out.push(Quoted { span, tokens, paragraph, closed, continues: false, single, words });
    };
    for (i, token) in tokens.iter().enumerate() {
        match (token.kind, open) {
            (TokenKind::Open, _) => open = Some((i, false)),
            (TokenKind::OpenSingle, None) => open = Some((i, true)),
            (TokenKind::Close, Some((from, single))) => {
                give(from, i + 1, single, true);
                open = None;
            }
            (TokenKind::CloseSingle, Some((from, true))) => {
                give(from, i + 1, true, true);
                open = None;
            }
            _ => {}
        }
    }
    if let Some((from, false)) = open {
        give(from, tokens.len(), false, false);
    }
}

/// Whether a token may be the head of a cue: a verb or noun of saying or thinking, or "according".
fn may_report(raw: &str, token: Token, before: Option<&Token>) -> bool {
    if token.kind == TokenKind::Colon {
        return before
            .is_some_and(|b| b.tag == Tag::Name || b.tag == Tag::Noun || b.kind == TokenKind::CloseBracket);
    }
    if !token.kind.is_word() {
        return false;
    }
    token.classes.any(CUES) || token.tag == Tag::Verb || {
        let word = token.span.of(raw);
        word.eq_ignore_ascii_case("according") || word.eq_ignore_ascii_case("per")
    }
}

const CUES: Classes =
    Classes::REPORTING_VERB.with(Classes::ATTITUDE_VERB).with(Classes::REPORTING_NOUN).with(Classes::VERB);
