//! What `extract` prints: all facts of one document, for other programs.
//!
//! Offsets are Unicode code points into the text as it arrived, end exclusive.

use serde::Serialize;

use crate::{
    briefing::{self, Mark},
    model::{Analysis, Attribution, Document, Entity, MentionId},
    text::{Span, points::Points},
};

/// A span in code points, end exclusive.
pub type PointSpan = [u32; 2];

/// All facts of one document.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Record<'a> {
    /// The document's id.
    pub id: &'a str,
    /// Who published it.
    pub outlet: Option<&'a str>,
    /// The headline.
    pub title: Option<&'a str>,
    /// Who wrote it.
    pub byline: Option<&'a str>,
    /// The place of the dateline.
    pub dateline: Option<&'a str>,
    /// The day of publication, ISO 8601, where one is stated.
    pub published: Option<String>,
    /// The language of the text, a tag, where that tells; what is not in English has no quotations here.
    pub language: Option<&'static str>,
    /// What the analysis skipped, in order of the text.
    pub masked: Vec<MaskedRecord>,
    /// Everything highlighted, in order of the first mention.
    pub entities: Vec<EntityRecord<'a>>,
    /// What was said, attitudes too, in order of the text.
    pub quotes: Vec<QuoteRecord<'a>>,
    /// What looks odd.
    pub problems: Vec<ProblemRecord<'a>>,
}

/// A span the analysis skipped.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MaskedRecord {
    /// Where.
    pub span: PointSpan,
    /// Why, in one word.
    pub reason: &'static str,
}

/// Somebody or something the document mentions.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EntityRecord<'a> {
    /// Its fullest name there.
    pub name: &'a str,
    /// What it is.
    pub kind: &'static str,
    /// Its other forms.
    pub aliases: Vec<&'a str>,
    /// Where it is mentioned, in order of the text, each place once.
    pub mentions: Vec<PointSpan>,
}

/// A quotation with its speaker.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct QuoteRecord<'a> {
    /// `direct`, `mixed`, `indirect` or `attitude`.
    pub kind: &'static str,
    /// Its words, quotation marks included.
    pub content: Vec<PointSpan>,
    /// The word that reports it.
    pub cue: Option<PointSpan>,
    /// Who said it.
    pub speaker: SpeakerRecord<'a>,
    /// How probably the attribution is right, 0 to 1.
    pub confidence: f32,
    /// What decided, strongest first.
    pub evidence: Vec<EvidenceRecord<'a>>,
    /// Whether the reader checked it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub checked: bool,
    /// The reader's note on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<&'a str>,
}

/// Who said a quotation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SpeakerRecord<'a> {
    /// The mention of the speaker.
    pub mention: Option<PointSpan>,
    /// The name of the entity the mention is resolved to.
    pub actor: Option<&'a str>,
    /// What that entity is.
    pub kind: Option<&'static str>,
}

/// One reason for an attribution.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EvidenceRecord<'a> {
    /// The feature's name.
    pub feature: &'a str,
    /// The reason in words.
    pub words: &'a str,
    /// Where to look.
    pub places: Vec<PointSpan>,
}

/// Something odd in the document.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProblemRecord<'a> {
    /// What, in one sentence.
    pub message: &'a str,
    /// Where, if anywhere in particular.
    pub span: Option<PointSpan>,
}

impl<'a> Record<'a> {
    /// The facts of `document` that `analysis` states.
    pub fn new(document: &'a Document, analysis: &'a Analysis) -> Self {
        let points = Points::new(&document.raw);
        let (layout, given) = (&analysis.layout, &document.given);
        let text = |span: Option<Span>| span.map(|span| span.of(&document.raw).trim());
        let published = layout.published.and_then(crate::model::Published::date);
        Self {
            id: &document.id,
            outlet: briefing::outlet_of(document, Some(analysis)),
            title: given.title.as_deref().or_else(|| text(layout.headline)),
            byline: given.author.as_deref().or_else(|| text(layout.byline)),
            dateline: text(layout.dateline),
            published: published.map(|date| date.to_string()),
            language: analysis.language.map(|language| language.tag),
            masked: layout
                .masked
                .iter()
                .map(|masked| MaskedRecord { span: points.span(masked.span), reason: masked.reason.name() })
                .collect(),
            entities: analysis
                .entities
                .iter()
                .map(|entity| entity_record(analysis, entity, &points))
                .collect(),
            quotes: analysis.attributions.iter().map(|a| quote_record(analysis, a, &points)).collect(),
            problems: analysis
                .problems
                .iter()
                .map(|p| ProblemRecord { message: &p.message, span: p.span.map(|span| points.span(span)) })
                .collect(),
        }
    }

    /// The same, with what the reader decided of its quotations, which are asked for by their index.
    pub fn marked(mut self, mark: impl Fn(u32) -> Option<&'a Mark>) -> Self {
        for (quote, index) in self.quotes.iter_mut().zip(0..) {
            if let Some(mark) = mark(index) {
                (quote.checked, quote.note) = (mark.checked, mark.note.as_deref());
            }
        }
        self
    }
}

fn entity_record<'a>(analysis: &Analysis, entity: &'a Entity, points: &Points<'_>) -> EntityRecord<'a> {
    let mut mentions: Vec<PointSpan> =
        entity.mentions.iter().filter_map(|&id| mention_span(analysis, id, points)).collect();
    mentions.sort_unstable();
    mentions.dedup();
    let mut aliases: Vec<&str> = Vec::new();
    for alias in &entity.aliases {
        if alias.form != entity.name && !aliases.contains(&alias.form.as_str()) {
            aliases.push(&alias.form);
        }
    }
    EntityRecord { name: &entity.name, kind: entity.kind.name(), aliases, mentions }
}

fn quote_record<'a>(analysis: &'a Analysis, a: &'a Attribution, points: &Points<'_>) -> QuoteRecord<'a> {
    let entity = analysis.actor_of(a).and_then(|id| analysis.entity(id));
    let spans = |spans: &[Span]| spans.iter().map(|&span| points.span(span)).collect();
    QuoteRecord {
        kind: a.quotation.kind.name(),
        content: spans(&a.quotation.content),
        cue: a.cue.map(|cue| points.span(cue)),
        speaker: SpeakerRecord {
            mention: a.speaker.and_then(|id| mention_span(analysis, id, points)),
            actor: entity.map(|entity| entity.name.as_str()),
            kind: entity.map(|entity| entity.kind.name()),
        },
        confidence: (a.confidence.0 * 1000.0).round() / 1000.0,
        evidence: a
            .evidence
            .iter()
            .map(|e| EvidenceRecord { feature: e.feature, words: &e.words, places: spans(&e.places) })
            .collect(),
        checked: false,
        note: None,
    }
}

/// Where a mention stands; a speaker whom only the reader names stands nowhere.
fn mention_span(analysis: &Analysis, id: MentionId, points: &Points<'_>) -> Option<PointSpan> {
    analysis.mention(id).filter(|m| !m.span.is_empty()).map(|mention| points.span(mention.span))
}
