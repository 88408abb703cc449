//! What is asked of each candidate for a quoted run.

use super::SpeakerContext;
use crate::linear::{Asked, Feature, Value};

/// The question of this choice. An example marks quotations; its last one is asked about, and the candidate is who
/// speaks there: the subject of the marked cue, without one a mention or who spoke before, or nobody.
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
        example: [
            "«“The well is dry,”»{@haddad} [Leila Haddad]{@haddad person} <said>.",
            "The farmers drew water at «“the dry well”»{nobody}.",
        ],
        of: |c| Value::number(c.class()),
    },
    Feature {
        name: "distance",
        summary: "how far, on which side",
        example: [
            "«“The well is dry,”»{@haddad} [Leila Haddad]{@haddad person} <said>.",
            "[Leila Haddad]{@haddad person} <said> in the village hall: «“The well is dry.”»{@haddad}",
        ],
        of: |c| c.known.distance,
    },
    Feature {
        name: "bridge",
        summary: "what stands between",
        example: [
            "[Leila Haddad]{@haddad person} <said>: «“The well is dry.”»{@haddad}",
            "[Leila Haddad]{@haddad person} <said> the rain was late. «“The well is dry.”»{@haddad}",
        ],
        of: |c| c.bridge(),
    },
    Feature {
        name: "in_content",
        summary: "whether it is in what the cue reports",
        example: [
            "[Leila Haddad]{@haddad person} <said> «“the well is dry”»{@haddad}.",
            "[Leila Haddad]{@haddad person} <said> the rain was late. «“The well is dry.”»{@haddad}",
        ],
        of: |c| c.known.in_content,
    },
    Feature {
        name: "in_content_form",
        summary: "whether it is in what the cue reports, and its form",
        example: [
            "[Leila Haddad]{@haddad person} <said> «the well was “dry”»{@haddad}.",
            "[Leila Haddad]{@haddad person} <said> the rain was late. «“The well is dry.”»{@haddad}",
        ],
        of: |c| c.known.in_content.and(c.form()),
    },
    Feature {
        name: "in_other_content",
        summary: "whether another cue reports it",
        example: [
            "[Leila Haddad]{@haddad person} <said> «“the well is dry”»{@haddad}.",
            "[Leila Haddad]{@haddad person} <said> the mayor told her «“the well is dry”»{@haddad}.",
        ],
        of: |c| c.in_other_content(),
    },
    Feature {
        name: "sentence",
        summary: "the same sentence or which other",
        example: [
            "«“The well is dry,”»{@haddad} [Leila Haddad]{@haddad person} <said>.",
            "[Leila Haddad]{@haddad person} <said> the rain was late. «“The well is dry.”»{@haddad}",
        ],
        of: |c| c.classed(c.known.same_sentence),
    },
    Feature {
        name: "sentence_distance",
        summary: "sentence and distance",
        example: [
            "«“The well is dry,”»{@haddad} [Leila Haddad]{@haddad person} <said>.",
            "[Leila Haddad]{@haddad person} <said> the rain was late. «“The well is dry.”»{@haddad}",
        ],
        of: |c| c.known.same_sentence.and(c.known.distance),
    },
    Feature {
        name: "cue_word",
        summary: "the cue",
        example: [
            "«“The well is dry,”»{@haddad} [Leila Haddad]{@haddad person} <said>.",
            "«“The well is dry,”»{@haddad} [Leila Haddad]{@haddad person} <insisted>.",
        ],
        of: |c| c.known.cue_word,
    },
    Feature {
        name: "cue_before",
        summary: "the cue and what stands before the quoted run",
        example: [
            "[Leila Haddad]{@haddad person} <said>: «“The well is dry.”»{@haddad}",
            "[Leila Haddad]{@haddad person} <insisted> «“the well is dry”»{@haddad}.",
        ],
        of: |c| c.known.cue_word.and(c.before_shape()),
    },
    Feature {
        name: "certainty",
        summary: "how sure the cue and its subject are",
        example: [
            "«“The well is dry,”»{@haddad} [Leila Haddad]{@haddad person} <said>.",
            "«“The well is dry,”»{@haddad} the mayor heard [Leila Haddad]{@haddad person} <say>.",
        ],
        of: |c| c.known.certainty,
    },
    Feature {
        name: "certainty_content",
        summary: "how sure, and whether the cue reports it",
        example: [
            "«“The well is dry,”»{@haddad} [Leila Haddad]{@haddad person} <said>.",
            "[Leila Haddad]{@haddad person} <said> the rain was late. «“The well is dry.”»{@haddad}",
        ],
        of: |c| c.known.certainty.and(c.known.in_content),
    },
    Feature {
        name: "mention_kind",
        summary: "what kind of mention it is",
        example: [
            "«“The well is dry,”»{@haddad} [Leila Haddad]{@haddad person} <said>.",
            "«“The well is dry,”»{@haddad} [she]{@haddad person} <said>.",
        ],
        of: |c| c.mention_kind(),
    },
    Feature {
        name: "form",
        summary: "length, capital and end of the quoted run",
        example: [
            "«“The well is dry,”»{@haddad} [Leila Haddad]{@haddad person} <said>.",
            "The well was «“dry”»{@haddad}, [Leila Haddad]{@haddad person} <said>.",
        ],
        of: |c| c.form(),
    },
    Feature {
        name: "title_case",
        summary: "whether all its words are capitalised",
        example: [
            "[Leila Haddad]{@haddad person} <said> «“the winter never came”»{@haddad}.",
            "[Leila Haddad]{@haddad person} <wrote> «“The Winter That Never Came”»{@haddad}.",
        ],
        of: |c| c.title_case(),
    },
    Feature {
        name: "before_word",
        summary: "the word before the quoted run",
        example: [
            "[Leila Haddad]{@haddad person} <said> that «“the well is dry”»{@haddad}.",
            "[Leila Haddad]{@haddad person} <spoke> of «“a dry well”»{@haddad}.",
        ],
        of: |c| c.classed(c.before_word()),
    },
    Feature {
        name: "before_shape",
        summary: "the kind of token before it",
        example: [
            "[Leila Haddad]{@haddad person} <said>: «“The well is dry.”»{@haddad}",
            "[Leila Haddad]{@haddad person} <said> that «“the well is dry”»{@haddad}.",
        ],
        of: |c| c.classed(c.before_shape()),
    },
    Feature {
        name: "after_shape",
        summary: "the kind of token after it",
        example: [
            "«“The well is dry,”»{@haddad} [Leila Haddad]{@haddad person} <said>.",
            "«“The well is dry,”»{@haddad} <said> [Leila Haddad]{@haddad person}.",
        ],
        of: |c| c.classed(c.after_shape()),
    },
    Feature {
        name: "after_word",
        summary: "the word after it",
        example: [
            "«“The well is dry,”»{@haddad} <said> [Leila Haddad]{@haddad person}.",
            "«“The well is dry,”»{@haddad} <insisted> [Leila Haddad]{@haddad person}.",
        ],
        of: |c| c.classed(c.after_word()),
    },
    Feature {
        name: "before_form",
        summary: "the token before it and its form",
        example: [
            "[Leila Haddad]{@haddad person} <said>: «“The well is dry.”»{@haddad}",
            "[Leila Haddad]{@haddad person} <said> the «“dry”»{@haddad} well had been hers.",
        ],
        of: |c| c.before_shape().and(c.form()),
    },
    Feature {
        name: "after_distance",
        summary: "the token after it and the distance",
        example: [
            "«“The well is dry,”»{@haddad} <said> [Leila Haddad]{@haddad person}.",
            "«“The well is dry,”»{@haddad} the mayor heard [Leila Haddad]{@haddad person} <say>.",
        ],
        of: |c| c.after_shape().and(c.known.distance),
    },
    Feature {
        name: "before_distance",
        summary: "the token before it and the distance",
        example: [
            "[Leila Haddad]{@haddad person} <said>: «“The well is dry.”»{@haddad}",
            "[Leila Haddad]{@haddad person} <said> on Friday that «“the well is dry”»{@haddad}.",
        ],
        of: |c| c.before_shape().and(c.known.distance),
    },
    Feature {
        name: "running",
        summary: "how it goes on from the quoted run before",
        example: [
            "«“The well is dry,”»{1 @haddad} [Leila Haddad]{@haddad person} <said>{1}. «“We wait.”»{@haddad}",
            "«“The well is dry,”»{@haddad} [Leila Haddad]{@haddad person} <said>.\n«“We wait.”»{@haddad}",
        ],
        of: |c| c.known.running,
    },
    Feature {
        name: "running_before",
        summary: "how it goes on, and the token before it",
        example: [
            "«“It is dry,”»{1 @haddad} [Leila Haddad]{@haddad person} <said>{1}. «“We wait.”»{@haddad}",
            "«“It is dry,”»{1 @haddad} [Leila Haddad]{@haddad person} <said>{1}, and «“we wait.”»{@haddad}",
        ],
        of: |c| c.known.running.and(c.before_shape()),
    },
    Feature {
        name: "alone",
        summary: "whether its paragraph holds anything else",
        example: [
            "«“The well has been dry for a year.”»{nobody}",
            "The door says «“the well has been dry for a year”»{nobody}.",
        ],
        of: |c| c.alone(),
    },
    Feature {
        name: "credit",
        summary: "a credit behind a dash, a name before a colon",
        example: [
            "From [Leila Haddad]{@haddad person}, and not for the first time: «“Bring water.”»{@haddad}",
            "From [Leila Haddad]{@haddad person}, and not for the first time, «“bring water.”»{@haddad}",
        ],
        of: |c| c.credit(),
    },
    Feature {
        name: "naming",
        summary: "\"what he called\" stands right before it",
        example: [
            "«“The well is dry,”»{@haddad} [Leila Haddad]{@haddad person} <said>.",
            "They live by what [Leila Haddad]{@haddad person} <called> «“a dry hole”»{@haddad}.",
        ],
        of: |c| c.naming(),
    },
    Feature {
        name: "bare_place",
        summary: "where a mention without a cue stands",
        example: [
            "And this from [Leila Haddad]{@haddad person}, «“bring water.”»{@haddad}",
            "And this is [Leila Haddad]{@haddad person}’s: «“Bring water.”»{@haddad}",
        ],
        of: |c| c.bare_place(),
    },
    Feature {
        name: "nearer",
        summary: "how many cues are nearer",
        example: [
            "«“The well is dry,”»{@haddad} [Leila Haddad]{@haddad person} <said>.",
            "[Leila Haddad]{@haddad person} <said> the mayor told her «“the well is dry”»{@haddad}.",
        ],
        of: |c| c.known.nearer,
    },
    Feature {
        name: "nearer_content",
        summary: "how many cues are nearer, and whether this one reports it",
        example: [
            "«“The well is dry,”»{@haddad} [Leila Haddad]{@haddad person} <said>.",
            "[Leila Haddad]{@haddad person} <said> the mayor told her «“the well is dry”»{@haddad}.",
        ],
        of: |c| c.known.nearer.and(c.known.in_content),
    },
    Feature {
        name: "cue_list",
        summary: "which word list the cue is on",
        example: [
            "«“The well is dry,”»{@haddad} [Leila Haddad]{@haddad person} <said>.",
            "[Leila Haddad]{@haddad person} <hopes> «“the well fills”»{@haddad}.",
        ],
        of: |c| c.cue_list(),
    },
    Feature {
        name: "title_form",
        summary: "whether all its words are capitalised, and its form",
        example: [
            "[Leila Haddad]{@haddad person} <wrote> «“The Dry Well”»{@haddad}.",
            "[Leila Haddad]{@haddad person} <wrote>: «“The well of my Village was Dry.”»{@haddad}",
        ],
        of: |c| c.title_case().and(c.form()),
    },
    Feature {
        name: "certainty_size",
        summary: "how sure the cue and its subject are, and how long the quoted run is",
        example: [
            "«“The well is dry and the goats are thin,”»{@haddad} [Leila Haddad]{@haddad person} <said>.",
            "[Leila Haddad]{@haddad person} <said> the well was «“dry”»{@haddad}.",
        ],
        of: |c| c.known.certainty.and(c.size()),
    },
    Feature {
        name: "nesting_content",
        summary: "whether one cue stands in what another reports, and whether this one reports it",
        example: [
            "[Leila Haddad]{@haddad person} <said> «“the well is dry”»{@haddad}.",
            "[Leila Haddad]{@haddad person} <said> that the mayor told her «“the well is dry”»{@haddad}.",
        ],
        of: |c| c.nesting().and(c.known.in_content),
    },
];
