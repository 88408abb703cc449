//! Corrections, clarifications and editor's notes: what the outlet says of its own article. They may quote, and what
//! they quote is no quotation of the article.

use super::{Label, Place, Reach, Rule, is_stamp};
use crate::model::MaskReason::Correction;

/// Words that open a correction when a colon or a date is behind them.
const LABELS: &[&str] = &[
    "correction",
    "corrections",
    "clarification",
    "clarifications",
    "correction and clarification",
    "corrected",
    "editor's note",
    "editors' note",
    "editors note",
    "editor's notes",
    "author's note",
    "note to readers",
    "a note to readers",
    "update",
    "correction notice",
];

/// "Correction:", "Correction, Jan. 14, 2026:", "CLARIFICATION (3 May):"; an update only with a time.
fn is_labelled(label: &Label<'_>) -> bool {
    let Some(colon) = label.low.find(": ").filter(|at| *at <= 60) else { return false };
    let Some(front) = label.low.get(..colon) else { return false };
    LABELS.iter().any(|word| {
        front.strip_prefix(word).is_some_and(|rest| {
            let rest = rest.trim_matches([' ', ',', '(', ')', '-', '–', '—', '|']);
            if rest.is_empty() { *word != "update" } else { is_stamp(&Label::new(rest)) }
        })
    })
}

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "correction below its label",
        place: Place::Body,
        reach: Reach::Paragraph,
        applies: |l| {
            l.is(phrases!["correction" "corrections" "clarification" "editor's note" "editors' note"])
                || l.words <= 6
                    && ["correction: ", "correction, ", "correction ", "clarification: "]
                        .iter()
                        .any(|word| l.low.strip_prefix(word).is_some_and(|rest| is_stamp(&Label::new(rest))))
        },
        masks: &["CORRECTION:", "Editor’s note", "Correction: Jan. 20, 2026"],
        keeps: &["Correction centre"],
        ..Rule::of(Correction)
    },
    Rule {
        name: "correction",
        long: true,
        applies: |l| {
            !l.text.starts_with(['“', '"'])
                && (is_labelled(l)
                    || l.begins(phrases![
                        "correction:" "correction appended" "clarification appended" "clarification:" "corrects "
                        "editor's note:" "editors' note:" "editor's note" "editors note" "author's note:" "note to readers:"
                        "this article was amended" "this article has been corrected" "this story has been corrected"
                        "this story was corrected" "this article was corrected" "this version corrects"
                        "this story corrects" "(this version corrects" "(corrects" "(this story corrects"
                        "an earlier version of this" "a previous version of this" "an earlier version of the"
                        "this article has been updated" "this story has been updated" "this post has been updated"
                        "this article was updated" "this story was updated" "this post was updated"
                        "this piece has been updated" "this article has been amended" "this report has been corrected"
                        "this report has been updated" "this headline was" "this headline has been"
                        "the headline of this"
                    ]))
        },
        masks: &[
            "Editor’s note: The writer once worked for the port authority.",
            "CORRECTION APPENDED.",
            "Correction, Jan. 14, 2026 at 10:05 a.m.: An earlier version of this story misstated the number of gates.",
            "This story has been updated with comments from the port authority.",
            "An earlier version of this article misspelled the name of the mayor.",
        ],
        keeps: &[
            "Correction of the deficit will take years.",
            "Correction officers: a lost generation",
            "Update your calendars: the fair is on Sunday",
        ],
        ..Rule::of(Correction)
    },
];
