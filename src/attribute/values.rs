//! What the features of several choices look at: the cue's form, shapes and words of tokens, lengths in steps.

use super::scene::Scene;
use crate::{
    lexicon::Classes,
    linear::Value,
    model::{Token, TokenKind},
};

/// The lists that say how a cue reports.
const CUES: [Classes; 3] = [Classes::REPORTING_VERB, Classes::ATTITUDE_VERB, Classes::REPORTING_NOUN];

impl Scene<'_> {
    /// Which of `lists` token `at` is on, one bit each.
    pub(super) fn lists(&self, at: u32, lists: &[Classes]) -> u32 {
        lists.iter().enumerate().filter(|(_, l)| self.has(at, **l)).map(|(i, _)| 1 << i).sum()
    }

    /// Which list of cues token `cue` is on.
    pub(super) fn cue_list(&self, cue: u32) -> Value {
        Value::number(self.lists(cue, &CUES))
    }

    /// The part of speech of the cue, and which list it is on.
    pub(super) fn cue_form(&self, cue: u32) -> Value {
        Value::number(self.tag(cue) as u32 * 8 + self.lists(cue, &CUES))
    }

    /// The cue itself: its word, or that it is a colon.
    pub(super) fn cue_word(&self, cue: u32) -> Value {
        self.token(cue).map_or(Value::NONE, |t| {
            if t.kind == TokenKind::Colon { Value::YES } else { Value::word(t.word) }
        })
    }
}

/// What a token is made of and its part of speech; `absent` where there is none.
pub(super) fn shape(token: Option<&Token>, absent: u32) -> Value {
    Value::number(token.map_or(absent, Token::shape))
}

/// The word of a token; nothing where there is none.
pub(super) fn word(token: Option<&Token>) -> Value {
    token.map_or(Value::NONE, |t| Value::word(t.word))
}

/// Which step of a stair `n` is on: the first whose height is not below it, or one past the last.
pub(super) fn step(n: u32, heights: &[u32]) -> u32 {
    heights.partition_point(|&h| h < n) as u32
}

#[cfg(test)]
mod tests {
    use super::step;

    #[test]
    fn lengths_fall_on_steps() {
        let heights = [0, 1, 4, 9];
        assert_eq!([0, 1, 2, 4, 5, 9, 10, 99].map(|n| step(n, &heights)), [0, 1, 2, 2, 3, 3, 4, 4]);
    }
}
