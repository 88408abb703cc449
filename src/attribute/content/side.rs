//! On which side of the cue its content stands.

use super::{BEGINNING, Report, length};
use crate::{
    linear::{Asked, Feature, Value},
    model::TokenRange,
};

/// On which side of the cue the content stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// "He said that …"
    After,
    /// "…, he said."
    Before,
    /// "…, he said, …"
    Both,
    /// The cue reports nothing in this sentence.
    Neither,
}

impl Side {
    /// All sides, in the order of the model's candidates.
    pub const ALL: [Self; 4] = [Self::After, Self::Before, Self::Both, Self::Neither];
}

/// A report with a side it may have.
#[derive(Debug, Clone, Copy)]
pub struct SideContext<'s> {
    /// The report.
    pub report: Report<'s>,
    /// The side.
    pub side: Side,
}

impl SideContext<'_> {
    fn with_side(&self, value: Value) -> Value {
        value.and(Value::number(self.side as u32))
    }
}

/// The question of the first choice. An example marks a cue and its subject; where its quotation stands is the side.
#[derive(Debug, Clone, Copy)]
pub enum IsSide {}

impl Asked for IsSide {
    type Of<'s> = SideContext<'s>;
}

/// The features of a side, in the order of their weights.
pub const SIDES: &[Feature<IsSide>] = &[
    Feature {
        name: "side",
        summary: "how frequent the side is",
        example: [
            "[Olga Dragan]{@dragan person} <said> «the mill would close»{@dragan}.",
            "«The mill would close»{@dragan}, [Olga Dragan]{@dragan person} <said>.",
        ],
        of: |c| c.with_side(Value::YES),
    },
    Feature {
        name: "form",
        summary: "the form of the cue",
        example: [
            "[Olga Dragan]{@dragan person} <warned> «that the mill would close»{@dragan}.",
            "[Olga Dragan]{@dragan person}’s <warning> «that the mill would close»{@dragan} came late.",
        ],
        of: |c| c.with_side(c.report.form()),
    },
    Feature {
        name: "word",
        summary: "the cue",
        example: [
            "[Olga Dragan]{@dragan person} <said> «the mill would close»{@dragan}.",
            "[Olga Dragan]{@dragan person} <denied> «the mill would close»{@dragan}.",
        ],
        of: |c| c.with_side(c.report.cue_word()),
    },
    Feature {
        name: "left",
        summary: "what stands before cue and subject",
        example: [
            "[Olga Dragan]{@dragan person} <said> «the mill would close»{@dragan}.",
            "On Friday, [Olga Dragan]{@dragan person} <said> «the mill would close»{@dragan}.",
        ],
        of: |c| c.with_side(c.report.shape_before(c.report.left_limit())),
    },
    Feature {
        name: "right",
        summary: "what stands behind cue and subject",
        example: [
            "[Olga Dragan]{@dragan person} <said> «the mill would close»{@dragan}.",
            "[Olga Dragan]{@dragan person} <said>: «“The mill will close.”»{@dragan}",
        ],
        of: |c| c.with_side(c.report.shape(c.report.right_limit())),
    },
    Feature {
        name: "right_word",
        summary: "the word behind cue and subject",
        example: [
            "[Olga Dragan]{@dragan person} <asked> «why the mill had closed»{@dragan}.",
            "[Olga Dragan]{@dragan person} <asked> «for a loan»{@dragan}.",
        ],
        of: |c| c.with_side(c.report.word_at(c.report.right_limit())),
    },
    Feature {
        name: "left_length",
        summary: "how much precedes, how much follows",
        example: [
            "«The mill would close»{@dragan}, [Olga Dragan]{@dragan person} <said>.",
            "«The mill would close before the snow came»{@dragan}, [Olga Dragan]{@dragan person} <said>.",
        ],
        of: |c| {
            let sentence = c.report.sentence();
            let left = length(c.report.left_limit().saturating_sub(sentence.start));
            let right = length(sentence.end.saturating_sub(c.report.right_limit()));
            c.with_side(Value::number(left * 16 + right))
        },
    },
    Feature {
        name: "crossed",
        summary: "other cues on the left and on the right",
        example: [
            "[Olga Dragan]{@dragan person} <said> «the mill would close»{@dragan}.",
            "[Olga Dragan]{@dragan person} <said> «the bank denied that the mill would close»{@dragan}.",
        ],
        of: |c| {
            let sentence = c.report.sentence();
            let left = c.report.cues_in(TokenRange { start: sentence.start, end: c.report.left_limit() });
            let right = c.report.cues_in(TokenRange { start: c.report.right_limit(), end: sentence.end });
            c.with_side(Value::number(left.min(2) * 4 + right.min(2)))
        },
    },
    Feature {
        name: "inverted",
        summary: "whether the subject follows the cue",
        example: [
            "«“No,”»{@dragan} <said> [Olga Dragan]{@dragan person}.",
            "«“No,”»{@dragan} [Olga Dragan]{@dragan person} <said>.",
        ],
        of: |c| {
            let inverted = c.report.subject_place().is_some_and(|p| p.start > c.report.cue);
            c.with_side(Value::number(u32::from(inverted)))
        },
    },
    Feature {
        name: "marks",
        summary: "quoted runs before and behind",
        example: [
            "«The mill would close»{@dragan}, [Olga Dragan]{@dragan person} <said>.",
            "«“The mill will close,”»{@dragan} [Olga Dragan]{@dragan person} <said>.",
        ],
        of: |c| {
            let sentence = c.report.sentence();
            let any = |from: u32, to: u32| (from..to).any(|i| c.report.scene.kind(i).opens());
            let left = any(sentence.start, c.report.left_limit());
            let right = any(c.report.right_limit(), sentence.end);
            c.with_side(Value::number(u32::from(left) * 2 + u32::from(right)))
        },
    },
    Feature {
        name: "outer",
        summary: "what stands on both sides",
        example: [
            "[Olga Dragan]{@dragan person} <said> «the mill would close»{@dragan}.",
            "But, [Olga Dragan]{@dragan person} <said>, «the mill would close»{@dragan}.",
        ],
        of: |c| {
            let left =
                c.report.left_limit().checked_sub(1).map_or(BEGINNING, |i| c.report.scene.kind(i) as u32);
            c.with_side(Value::number(left * 32 + c.report.scene.kind(c.report.right_limit()) as u32))
        },
    },
];
