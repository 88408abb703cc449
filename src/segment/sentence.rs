//! Sentence ends within one block.

use crate::{
    lexicon::Classes,
    model::{Token, TokenKind},
};

/// The ends of the sentences of `tokens`, as indices one past their last token; the last is `tokens.len()`.
///
/// A full stop ends a sentence together with the closing marks behind it, when what follows can begin one:
/// a capital, a number, an opening mark. Not after an abbreviation or an initial, and not between `?”` and
/// its cue ("“Why?” Jane Smith asked").
pub(super) fn ends(raw: &str, tokens: &[Token]) -> Vec<u32> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut i = 0;
    while i < tokens.len() {
        let Some(token) = tokens.get(i) else { break };
        let mut next = i + 1;
        if token.kind == TokenKind::Stop {
            while tokens.get(next).is_some_and(|t| closes(t.kind)) {
                next += 1;
            }
            if next < tokens.len() && is_end(raw, tokens, i, next) {
                out.push(next as u32);
                start = next;
            }
        }
        let long = next - start;
        if long >= LONGEST || long >= LONG && parts(token.kind) {
            out.push(next as u32);
            start = next;
        }
        i = next;
    }
    if start < tokens.len() {
        out.push(tokens.len() as u32);
    }
    out
}

/// A sentence of so many tokens ends at its next comma: no sentence of an article is as long, only lists, tables
/// and texts without stops are, and what looks at whole sentences must not take for ever on them.
const LONG: usize = 260;

/// One of so many ends wherever it is.
const LONGEST: usize = 320;

/// What parts an endless sentence.
const fn parts(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Comma | TokenKind::Semicolon | TokenKind::Colon | TokenKind::Stop)
}

const fn closes(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Close | TokenKind::CloseSingle | TokenKind::CloseBracket)
}

fn is_end(raw: &str, tokens: &[Token], stop: usize, next: usize) -> bool {
    let (Some(mark), Some(follower)) = (tokens.get(stop), tokens.get(next)) else { return false };
    let mark_text = mark.span.of(raw);
    let begins = matches!(
        follower.kind,
        TokenKind::Capital
            | TokenKind::Upper
            | TokenKind::Number
            | TokenKind::Open
            | TokenKind::OpenSingle
            | TokenKind::OpenBracket
            | TokenKind::Dash
    );
    if !begins {
        return false;
    }
    let previous = stop.checked_sub(1).and_then(|p| tokens.get(p));
    if mark_text == "." && next == stop + 1 && previous.is_some_and(|p| p.span.end() == mark.span.start()) {
        let word = previous.map(|p| p.span.of(raw)).unwrap_or_default();
        let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
        let number = word.eq_ignore_ascii_case("no") && follower.kind != TokenKind::Number;
        let short = previous.is_some_and(|p| p.classes.any(Classes::ABBREVIATION)) && !number;
        if initial || (short && !matches!(follower.kind, TokenKind::Open)) {
            return false;
        }
    }
    let quoted_question = next > stop + 1 && (mark_text.contains(['?', '!', '…']) || mark_text.len() > 1);
    !(quoted_question && cue_follows(tokens, next))
}

/// Whether a short subject and a reporting verb stand at `from`: "Jane Smith asked", "Mr. Smith said".
fn cue_follows(tokens: &[Token], from: usize) -> bool {
    for token in tokens.iter().skip(from).take(6) {
        if token.classes.any(Classes::REPORTING_VERB) && token.kind == TokenKind::Lower {
            return true;
        }
        let subject = matches!(token.kind, TokenKind::Capital | TokenKind::Upper | TokenKind::Stop)
            || token
                .classes
                .any(Classes::SUBJECT_PRONOUN | Classes::DETERMINER | Classes::PERSON_NOUN | Classes::TITLE);
        if !subject {
            return false;
        }
    }
    false
}
