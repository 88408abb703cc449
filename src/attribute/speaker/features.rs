//! What is asked of each candidate for a quoted run.

use super::SpeakerContext;
use crate::linear::{Asked, Feature, Value};

/// The question of this choice.
#[derive(Debug, Clone, Copy)]
pub enum IsSpeaker {}

impl Asked for IsSpeaker {
    type Of<'s> = SpeakerContext<'s>;
}

/// The features, in the order of their weights.
pub const FEATURES: &[Feature<IsSpeaker>] = &[
    Feature {
        name: "class",
        summary: "subject of a cue, bare mention, speaker before, nobody",
        of: |c| Value::number(c.class()),
    },
    Feature { name: "distance", summary: "how far, on which side", of: |c| c.distance() },
    Feature { name: "bridge", summary: "what stands between", of: |c| c.bridge() },
    Feature { name: "in_content", summary: "whether it is in what the cue reports", of: |c| c.in_content() },
    Feature {
        name: "in_content_form",
        summary: "whether it is in what the cue reports, and its form",
        of: |c| c.in_content().and(c.form()),
    },
    Feature {
        name: "in_other_content",
        summary: "whether another cue reports it",
        of: |c| c.in_other_content(),
    },
    Feature {
        name: "sentence",
        summary: "the same sentence or which other",
        of: |c| c.classed(Value::number(c.same_sentence())),
    },
    Feature {
        name: "sentence_distance",
        summary: "sentence and distance",
        of: |c| Value::number(c.same_sentence()).and(c.distance()),
    },
    Feature { name: "cue_word", summary: "the cue", of: |c| c.cue_word() },
    Feature {
        name: "cue_before",
        summary: "the cue and what stands before the quoted run",
        of: |c| c.cue_word().and(c.before_shape()),
    },
    Feature { name: "certainty", summary: "how sure the cue and its subject are", of: |c| c.certainty() },
    Feature {
        name: "certainty_content",
        summary: "how sure, and whether the cue reports it",
        of: |c| c.certainty().and(c.in_content()),
    },
    Feature { name: "mention_kind", summary: "what kind of mention it is", of: |c| c.mention_kind() },
    Feature { name: "form", summary: "length, capital and end of the quoted run", of: |c| c.form() },
    Feature { name: "title_case", summary: "whether all its words are capitalised", of: |c| c.title_case() },
    Feature {
        name: "before_word",
        summary: "the word before the quoted run",
        of: |c| c.classed(c.before_word()),
    },
    Feature {
        name: "before_shape",
        summary: "the kind of token before it",
        of: |c| c.classed(c.before_shape()),
    },
    Feature {
        name: "after_shape",
        summary: "the kind of token after it",
        of: |c| c.classed(c.after_shape()),
    },
    Feature { name: "after_word", summary: "the word after it", of: |c| c.classed(c.after_word()) },
    Feature {
        name: "before_form",
        summary: "the token before it and its form",
        of: |c| c.before_shape().and(c.form()),
    },
    Feature {
        name: "after_distance",
        summary: "the token after it and the distance",
        of: |c| c.after_shape().and(c.distance()),
    },
    Feature {
        name: "before_distance",
        summary: "the token before it and the distance",
        of: |c| c.before_shape().and(c.distance()),
    },
    Feature { name: "running", summary: "how it goes on from the quoted run before", of: |c| c.running() },
    Feature {
        name: "running_before",
        summary: "how it goes on, and the token before it",
        of: |c| c.running().and(c.before_shape()),
    },
    Feature { name: "alone", summary: "whether its paragraph holds anything else", of: |c| c.alone() },
    Feature { name: "credit", summary: "a credit behind a dash, a name before a colon", of: |c| c.credit() },
    Feature { name: "naming", summary: "\"what he called\" stands right before it", of: |c| c.naming() },
    Feature { name: "bare_place", summary: "where a mention without a cue stands", of: |c| c.bare_place() },
    Feature { name: "nearer", summary: "how many cues are nearer", of: |c| c.nearer() },
    Feature {
        name: "nearer_content",
        summary: "how many cues are nearer, and whether this one reports it",
        of: |c| c.nearer().and(c.in_content()),
    },
    Feature { name: "cue_list", summary: "which word list the cue is on", of: |c| c.cue_list() },
];
