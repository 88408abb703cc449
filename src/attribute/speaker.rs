//! Who says what stands in quotation marks: a choice, for every quoted run, among the subjects of the cues
//! around it, the mentions of its sentence, the speaker before, and nobody.

pub use super::told::Told;
use super::{scene::Scene, told::within};
use crate::{
    lexicon::Classes,
    linear::{Asked, Feature, Value},
    model::{BlockKind, EntityKind, MentionId, MentionKind, Quoted, Tag, TokenKind, TokenRange},
};

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
                && !told_mentions.contains(&id)
                && list.iter().all(|(_, c)| *c != Candidate::Bare(id))
                && scene.can_speak(id)
                && !run.tokens.contains(head.start)
                && !scene.is_bracketed(id)
                && !scene.is_apposition(id)
                && !scene.is_quoted(head.start)
            {
                list.push((0, Candidate::Bare(id)));
            }
        }
    }
    if let Some(mention) = previous.and_then(|(_, c)| speaker(told, c)) {
        list.push((0, Candidate::Previous(mention)));
    }
    list.push((0, Candidate::Nobody));
    let mut nearer = 0;
    let mut out = Vec::with_capacity(list.len());
    for (_, candidate) in list {
        out.push(SpeakerContext { scene, told, quoted, candidate, previous, nearer });
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
    fn run(&self) -> Quoted {
        self.scene.passages.quoted.get(self.quoted).copied().unwrap_or(NO_RUN)
    }

    fn told(&self) -> Option<&Told> {
        if let Candidate::Told(i) = self.candidate { self.told.get(i) } else { None }
    }

    fn mention(&self) -> Option<MentionId> {
        speaker(self.told, self.candidate)
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

    /// Tokens between the quoted run and the cue (or, without one, the mention), and whether it precedes.
    fn gap(&self) -> Option<(TokenRange, bool)> {
        let run = self.run().tokens;
        let (from, to) = if let Some(t) = self.told() {
            let subject = self.scene.place(t.subject);
            let near = subject.start.abs_diff(t.cue) < 15;
            if near { (subject.start.min(t.cue), subject.end.max(t.cue + 1)) } else { (t.cue, t.cue + 1) }
        } else {
            let place = self.scene.place(self.mention()?);
            (place.start, place.end)
        };
        if to <= run.start {
            Some((TokenRange { start: to, end: run.start }, true))
        } else if from >= run.end {
            Some((TokenRange { start: run.end, end: from }, false))
        } else {
            Some((TokenRange { start: run.start, end: run.start }, from < run.start))
        }
    }

    /// Bucketed distance with its side.
    fn distance(&self) -> Value {
        let Some((gap, precedes)) = self.gap() else { return Value::NONE };
        let length = gap.end - gap.start;
        let bucket = match length {
            0..=3 => length,
            4..=5 => 4,
            6..=9 => 5,
            10..=15 => 6,
            16..=30 => 7,
            31..=60 => 8,
            _ => 9,
        };
        self.classed(Value::number(bucket * 2 + u32::from(precedes)))
    }

    /// What the gap holds: stops, other quoted runs, commas, verbs, paragraph breaks.
    fn bridge(&self) -> Value {
        let Some((gap, precedes)) = self.gap() else { return Value::NONE };
        let mut bits = u32::from(precedes);
        let mut runs = 0;
        for i in gap.start..gap.end.min(gap.start + 80) {
            match self.scene.kind(i) {
                TokenKind::Stop => bits |= 2,
                TokenKind::Open => runs += 1,
                TokenKind::Semicolon => bits |= 4,
                TokenKind::Colon => bits |= 8,
                TokenKind::Comma => bits |= 16,
                _ => {}
            }
            if self.scene.tag(i) == Tag::Verb {
                bits |= 32;
            }
            if self.scene.tag(i) == Tag::Conjunction {
                bits |= 64;
            }
        }
        let other_paragraph = gap.start < gap.end
            && self.scene.paragraph(gap.start)
                != self.scene.paragraph(gap.end.saturating_sub(1).max(gap.start))
            || self.place_paragraph() != Some(self.run().paragraph);
        self.classed(Value::number(bits | u32::min(runs, 3) << 8 | u32::from(other_paragraph) << 10))
    }

    fn place_paragraph(&self) -> Option<u32> {
        match self.told() {
            Some(t) => self.scene.paragraph(t.cue),
            None => self.mention().and_then(|m| self.scene.paragraph(self.scene.head(m).start)),
        }
    }

    /// Whether the quoted run lies in the content of the candidate's cue.
    fn in_content(&self) -> Value {
        let Some(told) = self.told() else { return Value::NONE };
        let run = self.run().tokens;
        let inside = told.content.iter().any(|c| c.start <= run.start && run.end <= c.end + 1);
        let touches = told.content.iter().any(|c| c.start < run.end && run.start < c.end);
        Value::number(u32::from(inside) * 2 + u32::from(touches) + 4 * (told.side as u32))
    }

    /// Whether it lies in the content of another cue, which would then be the better one.
    fn in_other_content(&self) -> Value {
        let run = self.run().tokens;
        let own = self.told().map(|t| t.cue);
        // What a cue reports begins in its sentence and ends there, or with a quoted run that begins there.
        let sentence = |i: u32| self.scene.sentence_tokens(self.scene.sentence(i));
        let start = sentence(sentence(run.start.saturating_sub(1)).start.saturating_sub(1)).start;
        let near = within(self.told, TokenRange { start, end: sentence(run.start).end });
        let other = near.iter().any(|t| {
            Some(t.cue) != own && t.content.iter().any(|c| c.start <= run.start && run.end <= c.end + 1)
        });
        self.classed(Value::number(1 + u32::from(other)))
    }

    fn same_sentence(&self) -> u32 {
        let run = self.run().tokens;
        let at = match self.told() {
            Some(t) => t.cue,
            None => match self.mention() {
                Some(m) => self.scene.head(m).start,
                None => return 0,
            },
        };
        let sentence = self.scene.sentence(at);
        let (first, last) = (self.scene.sentence(run.start), self.scene.sentence(run.end.saturating_sub(1)));
        if sentence == first && first == last {
            1
        } else if sentence == first {
            2
        } else if sentence == last {
            3
        } else if sentence + 1 == first {
            4
        } else if sentence < first {
            5
        } else if sentence == last + 1 {
            6
        } else {
            7
        }
    }

    fn cue_word(&self) -> Value {
        let Some(told) = self.told() else { return Value::NONE };
        self.scene.token(told.cue).map_or(Value::NONE, |t| {
            if t.kind == TokenKind::Colon { Value::number(1) } else { Value::word(t.word) }
        })
    }

    fn certainty(&self) -> Value {
        let Some(told) = self.told() else { return Value::NONE };
        let bucket = |p: f32| (0..4).filter(|&i| p * 5.0 >= (i + 1) as f32).count() as u32;
        Value::number(bucket(told.probability) * 8 + bucket(told.subject_probability))
    }

    fn mention_kind(&self) -> Value {
        let Some(mention) = self.mention().and_then(|m| self.scene.mention(m)) else { return Value::NONE };
        let kind = match (mention.kind, mention.entity_kind) {
            (MentionKind::Pronoun, _) => 1,
            (MentionKind::Name, EntityKind::Person) => 2,
            (MentionKind::Name, EntityKind::Place) => 3,
            (MentionKind::Name, _) => 4,
            (MentionKind::Nominal, EntityKind::Document) => 5,
            (MentionKind::Nominal, _) => 6,
        };
        self.classed(Value::number(kind))
    }

    /// How long the quoted run is, and whether it begins with a capital and ends with a mark of its own.
    fn form(&self) -> Value {
        let run = self.run();
        let words = match run.words {
            1..=3 => run.words,
            4..=6 => 4,
            7..=12 => 5,
            _ => 6,
        };
        let inner = run.tokens.start + 1;
        let capital = matches!(self.scene.kind(inner), TokenKind::Capital | TokenKind::Upper);
        let stop = run.tokens.end.checked_sub(2).map(|i| self.scene.kind(i));
        let ending = match stop {
            Some(TokenKind::Comma) => 1,
            Some(TokenKind::Stop) => 2,
            _ => 0,
        };
        self.classed(Value::number(words * 8 + u32::from(capital) * 4 + ending))
    }

    /// Whether all its words are capitalised: a title.
    fn title_case(&self) -> Value {
        let run = self.run();
        let mut words = 0;
        let mut capitals = 0;
        for i in run.tokens.start..run.tokens.end.min(run.tokens.start + 12) {
            let long = self.scene.token(i).is_some_and(|t| t.kind.is_word() && t.span.len() > 3);
            words += u32::from(long);
            capitals += u32::from(long && !matches!(self.scene.kind(i), TokenKind::Lower));
        }
        if words >= 2 { self.classed(Value::number(1 + u32::from(words == capitals))) } else { Value::NONE }
    }

    fn before_word(&self) -> Value {
        let before =
            self.run().tokens.start.checked_sub(1).and_then(|_| self.scene.near(self.run().tokens.start, -1));
        before.map_or(Value::NONE, |t| Value::word(t.word))
    }

    fn before_shape(&self) -> Value {
        let start = self.run().tokens.start;
        let begins = self.scene.sentence_tokens(self.scene.sentence(start)).start == start;
        let before = self.scene.near(start, -1);
        Value::number(if begins { 997 } else { before.map_or(998, |t| t.kind as u32 * 32 + t.tag as u32) })
    }

    fn after_shape(&self) -> Value {
        let last = self.run().tokens.end.saturating_sub(1);
        Value::number(self.scene.near(last, 1).map_or(998, |t| t.kind as u32 * 32 + t.tag as u32))
    }

    fn after_word(&self) -> Value {
        let last = self.run().tokens.end.saturating_sub(1);
        self.scene.near(last, 1).map_or(Value::NONE, |t| Value::word(t.word))
    }

    /// How the quoted run relates to the one before it, for a candidate that spoke there.
    fn running(&self) -> Value {
        let Some((before, choice)) = self.previous else { return self.classed(Value::number(1)) };
        let Some(last) = self.scene.passages.quoted.get(before) else { return Value::NONE };
        let run = self.run();
        let same = self.mention().is_some() && speaker(self.told, choice) == self.mention();
        let same_cue = same && self.candidate == choice;
        let where_to = if run.continues {
            1
        } else if run.paragraph == last.paragraph {
            let sentence = self.scene.sentence(run.tokens.start);
            if self.scene.sentence(last.tokens.end.saturating_sub(1)) == sentence { 2 } else { 3 }
        } else if run.paragraph == last.paragraph + 1 {
            4
        } else {
            5
        };
        let nobody = choice == Candidate::Nobody;
        self.classed(Value::number(
            where_to * 8 + u32::from(same) * 4 + u32::from(same_cue) * 2 + u32::from(nobody),
        ))
    }

    /// Whether the paragraph is nothing but the quoted run, and whether it holds a cue at all.
    fn alone(&self) -> Value {
        let run = self.run();
        let paragraph = self.scene.paragraph_tokens(run.paragraph);
        let outside = paragraph.end - paragraph.start - (run.tokens.end - run.tokens.start);
        let cues = within(self.told, paragraph).len() > within(self.told, run.tokens).len();
        let block = self.scene.block(run.paragraph) == BlockKind::Headline;
        self.classed(Value::number(outside.min(3) * 4 + u32::from(cues) * 2 + u32::from(block)))
    }

    /// A mention that stands alone behind a dash right after the quoted run, or before a colon.
    fn credit(&self) -> Value {
        let Candidate::Bare(mention) = self.candidate else { return Value::NONE };
        let place = self.scene.place(mention);
        let run = self.run().tokens;
        let dash = place.start > run.end - 1
            && place.start - run.end <= 2
            && self.scene.kind(run.end) == TokenKind::Dash;
        let colon =
            place.end < run.start && (place.end..run.start).any(|i| self.scene.kind(i) == TokenKind::Colon);
        if dash {
            Value::number(1)
        } else if colon {
            Value::number(2)
        } else {
            Value::NONE
        }
    }

    /// "what he called “…” in the “…”": the cue shortly before the quoted run, in one phrase with it, with its own
    /// subject behind a relative.
    fn is_naming(&self, told: &Told) -> bool {
        let run = self.run().tokens;
        let subject = self.scene.place(told.subject);
        let near = told.cue < run.start && run.start - told.cue <= 14;
        if !near || subject.end > told.cue || told.cue - subject.end > 1 || subject.start == 0 {
            return false;
        }
        let relative = self.scene.has(subject.start - 1, Classes::RELATIVE)
            || self.scene.word(subject.start - 1) == "what";
        let outside = (told.cue + 1..run.start).filter(|&i| self.scene.quoted(i).is_none());
        let mut words = 0;
        for i in outside {
            words += 1;
            if matches!(
                self.scene.kind(i),
                TokenKind::Comma | TokenKind::Stop | TokenKind::Semicolon | TokenKind::Dash
            ) {
                return false;
            }
        }
        relative && words <= 4
    }

    /// Whether this candidate is who names what is quoted.
    pub fn is_namer(&self) -> bool {
        self.told().is_some_and(|t| self.is_naming(t))
    }

    /// Whether the candidate names what is quoted ("what he called the “…”"), or another one does.
    fn naming(&self) -> Value {
        if self.is_namer() {
            return Value::number(1);
        }
        let start = self.run().tokens.start;
        let from = self.told.partition_point(|t| t.cue + 15 < start);
        let other = self.told.iter().skip(from).take_while(|t| t.cue < start).any(|t| self.is_naming(t));
        if other { self.classed(Value::number(2)) } else { Value::NONE }
    }

    /// Whether a bare mention owns what follows it, or stands behind a preposition.
    fn bare_place(&self) -> Value {
        let Candidate::Bare(mention) = self.candidate else { return Value::NONE };
        let place = self.scene.place(mention);
        let possessor = self.scene.kind(self.scene.head(mention).end) == TokenKind::Possessive;
        let mut before = place.start.saturating_sub(1);
        while before > 0 && matches!(self.scene.tag(before), Tag::Determiner | Tag::Adjective) {
            before -= 1;
        }
        let begins = self.scene.sentence(before) != self.scene.sentence(place.start);
        let outside = if begins { 99 } else { self.scene.tag(before) as u32 };
        Value::number(outside * 2 + u32::from(possessor))
    }

    fn nearer(&self) -> Value {
        if self.told().is_some() { Value::number(self.nearer.min(4)) } else { Value::NONE }
    }
}

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
    Feature {
        name: "cue_list",
        summary: "which word list the cue is on",
        of: |c| {
            let Some(told) = c.told() else { return Value::NONE };
            let lists = [Classes::REPORTING_VERB, Classes::ATTITUDE_VERB, Classes::REPORTING_NOUN];
            Value::number(
                lists
                    .iter()
                    .enumerate()
                    .filter(|(_, l)| c.scene.has(told.cue, **l))
                    .map(|(i, _)| 1 << i)
                    .sum(),
            )
        },
    },
];

const NO_RUN: Quoted = Quoted {
    span: crate::text::Span::empty(0),
    tokens: TokenRange { start: 0, end: 0 },
    paragraph: 0,
    closed: true,
    continues: false,
    single: false,
    words: 0,
};
