//! What the reader joined comes first, so that rules build on it.

use super::{Rule, joiner::Joiner, known::Known};

pub(super) static RULE: Rule = Rule {
    name: "decided",
    words: "joined by the reader",
    summary: "what the reader decided to be one",
    example: ["", ""],
    apply,
};

fn apply<'a>(known: &Known<'a>, joiner: &mut Joiner<'a>) {
    for [a, b] in joiner.decided.clone() {
        joiner.join([a, b], [known.display(a), known.display(b)]);
    }
}

/// What was one actor when the reader took something else out of it.
pub(super) static KEPT: Rule = Rule {
    name: "kept",
    words: "one actor when the reader split it",
    summary: "what the reader left together",
    example: ["", ""],
    apply: keep,
};

fn keep<'a>(known: &Known<'a>, joiner: &mut Joiner<'a>) {
    for [a, b] in joiner.kept.clone() {
        joiner.join([a, b], [known.display(a), known.display(b)]);
    }
}
