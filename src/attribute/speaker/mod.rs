//! Who says what stands in quotation marks: a choice, for every quoted run, among the subjects of the cues
//! around it, the mentions of its sentence, the speaker before, and nobody.

mod features;
mod place;
mod run;

use super::scene::Scene;
pub use super::told::Told;
use crate::{
    lexicon::Classes,
    linear::Value,
    model::{MentionId, Quoted, TokenKind, TokenRange},
};
pub use features::{FEATURES, IsSpeaker};
use run::Around;

/// Who may have said a quoted run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Candidate {
    /// The subject of the cue with this index.
    Told(usize),
    /// A mention without a cue.
    Bare(MentionId),
    /// Named by the typesetting: a label before a colon, a credit behind a dash.
    Set(MentionId),
    /// The speaker of the quoted run before.
    Previous(MentionId),
    /// Nobody: a title, a nickname, scare quotes.
    Nobody,
}

/// A quoted run with one candidate.
#[derive(Debug, Clone, Copy)]
pub struct SpeakerContext<'s> {
    /// The document.
    pub scene: &'s Scene<'s>,
    /// Its reports.
    pub told: &'s [Told],
    /// Index of the quoted run.
    pub quoted: usize,
    /// The candidate.
    pub candidate: Candidate,
    /// What was chosen for the quoted run before, if it is near.
    pub previous: Option<(usize, Candidate)>,
    /// How many told candidates are nearer.
    pub nearer: u32,
    run: Quoted,
    /// The mention the candidate stands for.
    mention: Option<MentionId>,
    around: Around,
    known: Known,
}

/// What several features ask, asked once.
#[derive(Debug, Clone, Copy, Default)]
struct Known {
    /// Tokens between the quoted run and the cue (or, without one, the mention), and whether it precedes.
    gap: Option<(TokenRange, bool)>,
    distance: Value,
    in_content: Value,
    same_sentence: Value,
    cue_word: Value,
    certainty: Value,
    nearer: Value,
    running: Value,
}

/// The candidates for quoted run `quoted`.
pub fn candidates<'s>(
    scene: &'s Scene<'s>,
    told: &'s [Told],
    quoted: usize,
    previous: Option<(usize, Candidate)>,
) -> Vec<SpeakerContext<'s>> {
    let Some(run) = scene.passages.quoted.get(quoted) else { return Vec::new() };
    let paragraph = scene.paragraph_tokens(run.paragraph);
    let before = run.paragraph.checked_sub(1).map(|p| scene.paragraph_tokens(p)).unwrap_or_default();
    let after = scene.paragraph_tokens(run.paragraph + 1);
    let mut list: Vec<(u32, Candidate)> = Vec::new();
    // Reports of this paragraph, the last of the one before, the first of the one after.
    let earliest = run.tokens.start.saturating_sub(250);
    let first = told.partition_point(|t| t.cue < before.start.min(paragraph.start).max(earliest));
    let reach = paragraph.start.max(earliest);
    for (i, t) in told.iter().enumerate().skip(first) {
        if t.cue >= after.end.max(paragraph.end) || t.cue > run.tokens.end + 250 {
            break;
        }
        let inside = t.cue >= reach && t.cue < paragraph.end;
        let just_before = !inside && t.cue + 60 > run.tokens.start && t.cue < run.tokens.start;
        let just_after = t.cue >= paragraph.end && t.cue < run.tokens.end + 30;
        if run.tokens.contains(t.cue) || !(inside || just_before || just_after) {
            continue;
        }
        let distance =
            if t.cue < run.tokens.start { run.tokens.start - t.cue } else { t.cue + 1 - run.tokens.end };
        list.push((distance, Candidate::Told(i)));
    }
    list.sort_by_key(|(d, _)| *d);
    let told_mentions: Vec<MentionId> = list
        .iter()
        .filter_map(|(_, c)| if let Candidate::Told(i) = c { told.get(*i).map(|t| t.subject) } else { None })
        .collect();
    let first_sentence = scene.sentence(run.tokens.start);
    let last_sentence = scene.sentence(run.tokens.end.saturating_sub(1));
    for sentence in [first_sentence.wrapping_sub(1), first_sentence, last_sentence, last_sentence + 1] {
        for id in scene.mentions_in(sentence) {
            let head = scene.head(id);
            let near = head.start + 60 > run.tokens.start && head.start < run.tokens.end + 40;
            if near
                && scene.is_able(id)
                && !run.tokens.contains(head.start)
                && !scene.is_quoted(head.start)
                && !told_mentions.contains(&id)
                && list.iter().all(|(_, c)| *c != Candidate::Bare(id))
            {
                list.push((0, Candidate::Bare(id)));
            }
        }
    }
    if let Some(mention) = previous.and_then(|(_, c)| speaker(told, c)) {
        list.push((0, Candidate::Previous(mention)));
    }
    list.push((0, Candidate::Nobody));
    let around = Around::new(scene, told, run);
    let mut nearer = 0;
    let mut out = Vec::with_capacity(list.len());
    for (_, candidate) in list {
        out.push(
            SpeakerContext {
                scene,
                told,
                quoted,
                candidate,
                previous,
                nearer,
                run: *run,
                mention: speaker(told, candidate),
                around,
                known: Known::default(),
            }
            .know(),
        );
        nearer += u32::from(matches!(candidate, Candidate::Told(_)));
    }
    out
}

/// The mention a candidate stands for.
pub fn speaker(told: &[Told], candidate: Candidate) -> Option<MentionId> {
    match candidate {
        Candidate::Told(i) => told.get(i).map(|t| t.subject),
        Candidate::Bare(m) | Candidate::Set(m) | Candidate::Previous(m) => Some(m),
        Candidate::Nobody => None,
    }
}

impl SpeakerContext<'_> {
    fn know(mut self) -> Self {
        self.known.gap = self.gap();
        self.known = Known {
            gap: self.known.gap,
            distance: self.distance(),
            in_content: self.in_content(),
            same_sentence: Value::number(self.same_sentence()),
            cue_word: self.cue_word(),
            certainty: self.certainty(),
            nearer: self.nearer(),
            running: self.running(),
        };
        self
    }

    fn run(&self) -> Quoted {
        self.run
    }

    fn told(&self) -> Option<&Told> {
        if let Candidate::Told(i) = self.candidate { self.told.get(i) } else { None }
    }

    fn mention(&self) -> Option<MentionId> {
        self.mention
    }

    fn class(&self) -> u32 {
        match self.candidate {
            Candidate::Told(_) => 1,
            Candidate::Bare(_) => 2,
            Candidate::Previous(_) => 3,
            Candidate::Nobody => 4,
            Candidate::Set(_) => 5,
        }
    }

    fn classed(&self, value: Value) -> Value {
        value.and(Value::number(self.class()))
    }

    /// Whether this candidate is who names what is quoted.
    pub fn is_namer(&self) -> bool {
        self.told().is_some_and(|t| names(self.scene, t, &self.run))
    }
}

/// "what he called “…” in the “…”": whether the cue stands shortly before the quoted run, in one phrase with it, with
/// its own subject behind a relative.
fn names(scene: &Scene, told: &Told, run: &Quoted) -> bool {
    let start = run.tokens.start;
    let subject = scene.place(told.subject);
    let near = told.cue < start && start - told.cue <= 14;
    if !near || subject.end > told.cue || told.cue - subject.end > 1 || subject.start == 0 {
        return false;
    }
    let relative = scene.has(subject.start - 1, Classes::RELATIVE) || scene.word(subject.start - 1) == "what";
    let mut words = 0;
    for i in (told.cue + 1..start).filter(|&i| scene.quoted(i).is_none()) {
        words += 1;
        if matches!(
            scene.kind(i),
            TokenKind::Comma | TokenKind::Stop | TokenKind::Semicolon | TokenKind::Dash
        ) {
            return false;
        }
    }
    relative && words <= 4
}
