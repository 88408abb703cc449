//! What is asked of each candidate for a pronoun.

use super::PronounContext;
use crate::{
    linear::{Asked, Feature, Value},
    model::MentionKind,
};

impl PronounContext<'_> {
    fn distance(&self) -> Value {
        Value::number((self.own.sentence - self.other.sentence).min(6))
    }

    fn form(&self) -> Value {
        Value::number(self.pronoun.agreement as u32 * 2 + u32::from(self.subject))
    }

    fn kind(&self) -> Value {
        let named = self.candidate.entity_kind as u32;
        Value::number(
            self.candidate.kind as u32 * 8
                + if self.candidate.kind == MentionKind::Pronoun { 0 } else { named },
        )
    }

    fn speaks(&self) -> Value {
        let (own, other) = (self.own.speaks, self.other.speaks);
        Value::number(u32::from(own) * 4 + u32::from(other) * 2 + u32::from(self.last_speaker))
    }
}

/// The question of this choice. An example marks mentions of one somebody: the last is a pronoun, the one before it
/// the candidate.
#[derive(Debug, Clone, Copy)]
pub enum IsAntecedent {}

impl Asked for IsAntecedent {
    type Of<'s> = PronounContext<'s>;
}

/// The features, in the order of their weights.
pub const FEATURES: &[Feature<IsAntecedent>] = &[
    Feature {
        name: "distance",
        summary: "how many sentences back",
        example: [
            "[Ilona Petrik]{@petrik person} came and [she]{@petrik} sang.",
            "[Ilona Petrik]{@petrik person} came. [She]{@petrik} sang.",
        ],
        of: |c| c.distance(),
    },
    Feature {
        name: "form_distance",
        summary: "the pronoun and how far back",
        example: [
            "[Ilona Petrik]{@petrik person} came. [She]{@petrik} sang.",
            "[Ilona Petrik]{@petrik person} sang, and they cheered [her]{@petrik}.",
        ],
        of: |c| c.form().and(c.distance()),
    },
    Feature {
        name: "rank",
        summary: "its place among those of its sentence",
        example: [
            "[Ilona Petrik]{@petrik person} met Olga Dragan. [She]{@petrik} sang.",
            "Olga Dragan met [Ilona Petrik]{@petrik person}. [She]{@petrik} sang.",
        ],
        of: |c| Value::number(c.rank.min(3)),
    },
    Feature {
        name: "rank_distance",
        summary: "its place in its sentence and how far back",
        example: [
            "Olga Dragan met [Ilona Petrik]{@petrik person}. [She]{@petrik} sang.",
            "[Ilona Petrik]{@petrik person} came. It rained. [She]{@petrik} sang.",
        ],
        of: |c| Value::number(c.rank.min(3)).and(c.distance()),
    },
    Feature {
        name: "kind",
        summary: "name, pronoun, description",
        example: [
            "[Ilona Petrik]{@petrik person} came. [She]{@petrik} sang.",
            "[The council]{@council organization} met. [It]{@council} rose late.",
        ],
        of: |c| c.kind(),
    },
    Feature {
        name: "kind_distance",
        summary: "what it is and how far back",
        example: [
            "[Ilona Petrik]{@petrik person} came. It rained. [She]{@petrik} sang.",
            "[Ilona Petrik]{@petrik person} came. [She]{@petrik} sang and [she]{@petrik} left.",
        ],
        of: |c| c.kind().and(c.distance()),
    },
    Feature {
        name: "place",
        summary: "subject, behind a preposition, owner",
        example: [
            "[Ilona Petrik]{@petrik person} came. [She]{@petrik} sang.",
            "The boys came with [Ilona Petrik]{@petrik person}. [She]{@petrik} sang.",
        ],
        of: |c| c.other.place,
    },
    Feature {
        name: "place_form",
        summary: "its place and the pronoun",
        example: [
            "[Ilona Petrik]{@petrik person} came. [She]{@petrik} sang.",
            "They came with [Ilona Petrik]{@petrik person}. Everybody cheered [her]{@petrik}.",
        ],
        of: |c| c.other.place.and(c.form()),
    },
    Feature {
        name: "speaks",
        summary: "who speaks, and who spoke last",
        example: [
            "[Ilona Petrik]{@petrik person} said no. [She]{@petrik} left.",
            "[Ilona Petrik]{@petrik person} came. [She]{@petrik} left.",
        ],
        of: |c| c.speaks(),
    },
    Feature {
        name: "speaks_distance",
        summary: "who speaks and how far back",
        example: [
            "“We wait,” [Ilona Petrik]{@petrik person} said. [She]{@petrik} left.",
            "[Ilona Petrik]{@petrik person} came. It rained. [She]{@petrik} left.",
        ],
        of: |c| c.speaks().and(c.distance()),
    },
    Feature {
        name: "known",
        summary: "whether its gender is known",
        example: [
            "[Ilona Petrik]{@petrik person} came. [She]{@petrik} sang.",
            "[Petrik]{@petrik person} came. [She]{@petrik} sang.",
        ],
        of: |c| Value::number(c.candidate.agreement as u32),
    },
    Feature {
        name: "count",
        summary: "how often it was mentioned of late",
        example: [
            "[Ilona Petrik]{@petrik person} came. [She]{@petrik} sang.",
            "[Ilona Petrik]{@petrik person} came. Petrik spoke. [She]{@petrik} sang.",
        ],
        of: |c| Value::number(c.count.min(8)),
    },
    Feature {
        name: "paragraph",
        summary: "whether it is in the same paragraph",
        example: [
            "[Ilona Petrik]{@petrik person} came. [She]{@petrik} sang.",
            "[Ilona Petrik]{@petrik person} came.\n[She]{@petrik} sang.",
        ],
        of: |c| {
            let apart = c.own.paragraph - c.other.paragraph;
            Value::number(apart.min(3)).and(c.speaks())
        },
    },
    Feature {
        name: "first",
        summary: "whether the pronoun begins its sentence",
        example: [
            "[Ilona Petrik]{@petrik person} came. [She]{@petrik} sang.",
            "[Ilona Petrik]{@petrik person} came. When it rained, [she]{@petrik} sang.",
        ],
        of: |c| Value::number(u32::from(c.own.begins)).and(c.distance()),
    },
];
