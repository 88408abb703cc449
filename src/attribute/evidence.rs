//! Reasons in words, with the places to look at.

use super::{
    Models,
    block::Block,
    scene::Scene,
    speaker::{Candidate, FEATURES, SpeakerContext, Told},
    turns::Turn,
};
use crate::{
    linear::deciding,
    model::{Evidence, MentionKind, TokenRange},
};

/// Why a quotation is the subject's of a cue.
pub(super) fn of_report(scene: &Scene, report: &Told, pieces: &[TokenRange]) -> Evidence {
    let cue = scene.word(report.cue);
    let subject = scene.place(report.subject);
    let (first, last) = (pieces.first().map_or(0, |p| p.start), pieces.last().map_or(0, |p| p.end));
    let gap = |from: u32, to: u32| (from..to).filter(|&i| scene.kind(i).is_word()).count();
    let subject_end = subject.end.max(report.cue + 1);
    let marks = |i: u32| scene.quoted(i).is_some();
    let where_ = if report.cue < first && gap(subject_end, first) == 0 && marks(first) {
        "right before the opening mark"
    } else if report.cue >= last
        && gap(last, subject.start.min(report.cue)) == 0
        && last > 0
        && marks(last - 1)
    {
        "right after the closing mark"
    } else if report.cue < first {
        "before what is reported"
    } else if report.cue >= last {
        "after what is reported"
    } else {
        "inside what is reported"
    };
    let order = if subject.start > report.cue { "subject behind" } else { "subject of" };
    let mut places = vec![scene.span(subject)];
    places.extend(scene.token(report.cue).map(|t| t.span));
    Evidence { feature: "subject", words: [order, " *", cue, "*, ", where_].concat(), places }
}

/// Why a quoted run without a cue of its own is somebody's, or nobody's.
pub(super) fn of_choice(scene: &Scene, _told: &[Told], run: usize, candidate: Candidate) -> Vec<Evidence> {
    let continues = scene.passages.quoted.get(run).is_some_and(|q| q.continues);
    let (words, mention) = match candidate {
        Candidate::Previous(m) if continues => {
            ("goes on from the paragraph before, which left its quotation open", Some(m))
        }
        Candidate::Previous(m) => ("same speaker as the quotation before, no new cue", Some(m)),
        Candidate::Bare(m) => match scene.mention(m).map(|m| m.kind) {
            Some(MentionKind::Pronoun) => {
                ("the pronoun that governs these words, without a reporting verb", Some(m))
            }
            _ => ("named beside these words, without a reporting verb", Some(m)),
        },
        Candidate::Set(m) => {
            ("credited behind a dash, or named before the colon that opens the turn", Some(m))
        }
        _ => ("no cue and no speaker near", None),
    };
    let places = mention.map(|m| scene.span(scene.place(m))).into_iter().collect();
    vec![Evidence { feature: "speaker", words: words.to_owned(), places }]
}

/// What weighed most for the chosen candidate and against the next best.
pub(super) fn of_weights(
    scene: &Scene,
    run: usize,
    chosen: &SpeakerContext,
    other: &SpeakerContext,
    models: &Models,
) -> Vec<Evidence> {
    let place = scene.passages.quoted.get(run).map(|q| q.span);
    deciding(FEATURES, chosen, other, &models.speaker, 2)
        .into_iter()
        .map(|(feature, lead)| Evidence {
            feature: feature.name,
            words: format!("weighed for it: {} (+{lead:.1})", feature.summary),
            places: place.into_iter().collect(),
        })
        .collect()
}

/// Why a block is somebody's.
pub(super) fn of_block(scene: &Scene, block: &Block) -> Vec<Evidence> {
    let mut places = vec![scene.span(scene.place(block.speaker))];
    let words = match block.cue {
        Some(cue) => {
            places.extend(scene.token(cue).map(|t| t.span));
            format!("set apart as a block, introduced by *{}*", scene.word(cue))
        }
        None => "set apart as a block, signed below behind a dash".to_owned(),
    };
    vec![Evidence { feature: "block", words, places }]
}

/// Why a turn is its label's.
pub(super) fn of_turn(scene: &Scene, turn: Turn) -> Vec<Evidence> {
    let places = vec![scene.span(scene.place(turn.speaker))];
    vec![Evidence { feature: "turn", words: "named before the colon that opens the turn".to_owned(), places }]
}
