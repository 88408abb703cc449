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
    around: Around,
}

/// What stands around cue and subject; the same for all sides.
#[derive(Debug, Clone, Copy)]
struct Around {
    left: Value,
    right: Value,
    right_word: Value,
    lengths: Value,
    crossed: Value,
    marks: Value,
    outer: Value,
}

impl<'s> Report<'s> {
    /// The four sides, in the order of [`Side::ALL`].
    pub fn sides(self) -> [SideContext<'s>; 4] {
        let around = self.around();
        Side::ALL.map(|side| SideContext { report: self, side, around })
    }

    fn around(&self) -> Around {
        let Self { scene, sentence, left, right, .. } = *self;
        let lengths =
            length(left.saturating_sub(sentence.start)) * 16 + length(sentence.end.saturating_sub(right));
        let cues = |start, end| self.cues_in(TokenRange { start, end }).min(2);
        let marks = |from: u32, to: u32| u32::from((from..to).any(|i| scene.kind(i).opens()));
        let outside = left.checked_sub(1).map_or(BEGINNING, |i| scene.kind(i) as u32);
        Around {
            left: self.shape_before(left),
            right: self.shape(right),
            right_word: self.word_at(right),
            lengths: Value::number(lengths),
            crossed: Value::number(cues(sentence.start, left) * 4 + cues(right, sentence.end)),
            marks: Value::number(marks(sentence.start, left) * 2 + marks(right, sentence.end)),
            outer: Value::number(outside * 32 + scene.kind(right) as u32),
        }
    }
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
        of: |c| c.with_side(c.report.form),
    },
    Feature {
        name: "word",
        summary: "the cue",
        example: [
            "[Olga Dragan]{@dragan person} <said> «the mill would close»{@dragan}.",
            "[Olga Dragan]{@dragan person} <denied> «the mill would close»{@dragan}.",
        ],
        of: |c| c.with_side(c.report.word),
    },
    Feature {
        name: "left",
        summary: "what stands before cue and subject",
        example: [
            "[Olga Dragan]{@dragan person} <said> «the mill would close»{@dragan}.",
            "On Friday, [Olga Dragan]{@dragan person} <said> «the mill would close»{@dragan}.",
        ],
        of: |c| c.with_side(c.around.left),
    },
    Feature {
        name: "right",
        summary: "what stands behind cue and subject",
        example: [
            "[Olga Dragan]{@dragan person} <said> «the mill would close»{@dragan}.",
            "[Olga Dragan]{@dragan person} <said>: «“The mill will close.”»{@dragan}",
        ],
        of: |c| c.with_side(c.around.right),
    },
    Feature {
        name: "right_word",
        summary: "the word behind cue and subject",
        example: [
            "[Olga Dragan]{@dragan person} <asked> «why the mill had closed»{@dragan}.",
            "[Olga Dragan]{@dragan person} <asked> «for a loan»{@dragan}.",
        ],
        of: |c| c.with_side(c.around.right_word),
    },
    Feature {
        name: "left_length",
        summary: "how much precedes, how much follows",
        example: [
            "«The mill would close»{@dragan}, [Olga Dragan]{@dragan person} <said>.",
            "«The mill would close before the snow came»{@dragan}, [Olga Dragan]{@dragan person} <said>.",
        ],
        of: |c| c.with_side(c.around.lengths),
    },
    Feature {
        name: "crossed",
        summary: "other cues on the left and on the right",
        example: [
            "[Olga Dragan]{@dragan person} <said> «the mill would close»{@dragan}.",
            "[Olga Dragan]{@dragan person} <said> «the bank denied that the mill would close»{@dragan}.",
        ],
        of: |c| c.with_side(c.around.crossed),
    },
    Feature {
        name: "inverted",
        summary: "whether the subject follows the cue",
        example: [
            "«“No,”»{@dragan} <said> [Olga Dragan]{@dragan person}.",
            "«“No,”»{@dragan} [Olga Dragan]{@dragan person} <said>.",
        ],
        of: |c| c.with_side(Value::number(u32::from(c.report.inverted))),
    },
    Feature {
        name: "marks",
        summary: "quoted runs before and behind",
        example: [
            "«The mill would close»{@dragan}, [Olga Dragan]{@dragan person} <said>.",
            "«“The mill will close,”»{@dragan} [Olga Dragan]{@dragan person} <said>.",
        ],
        of: |c| c.with_side(c.around.marks),
    },
    Feature {
        name: "outer",
        summary: "what stands on both sides",
        example: [
            "[Olga Dragan]{@dragan person} <said> «the mill would close»{@dragan}.",
            "But, [Olga Dragan]{@dragan person} <said>, «the mill would close»{@dragan}.",
        ],
        of: |c| c.with_side(c.around.outer),
    },
];
