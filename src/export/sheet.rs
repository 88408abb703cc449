//! What a sheet holds: the quotations of one or more actors, verified.

use serde::Serialize;

use super::ExportError;
use crate::{
    briefing::Briefing,
    view::{ActorRow, Place, QuoteRow, Selection},
};

/// Name of the JSON schema.
pub const SCHEMA: &str = "dixit-sheet";

/// Version of the JSON schema: goes up when a field changes its meaning or goes away.
pub const VERSION: u32 = 1;

/// The quotations of one or more actors. Serialised, it is the JSON format.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sheet {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// [`VERSION`].
    pub version: u32,
    /// In the order they were asked for.
    pub actors: Vec<SheetActor>,
}

/// An actor with its quotations.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SheetActor {
    /// The name to show.
    pub name: String,
    /// `person`, `organization`, `place`, `group`, `document` or `unnamed`.
    pub kind: &'static str,
    /// Its other forms.
    pub aliases: Vec<String>,
    /// What it is said to be.
    pub roles: Vec<String>,
    /// By date of the article, undated ones last, then in order of the text.
    pub quotations: Vec<SheetQuotation>,
}

/// A quotation of a sheet.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SheetQuotation {
    /// `direct`, `mixed`, `indirect` or `attitude`.
    pub kind: &'static str,
    /// The exact words, quotation marks included; several texts where something stands between them.
    pub words: Vec<String>,
    /// Where `words` stand in the document: code points, end exclusive.
    pub spans: Vec<[u32; 2]>,
    /// The line the words begin in, counted from 1.
    pub line: usize,
    /// The speaker as the article writes it there.
    pub speaker: Option<String>,
    /// The word that reports it.
    pub cue: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// The headline; where there is none, the first words.
    pub headline: String,
    /// Who wrote it.
    pub byline: Option<String>,
    /// The day of publication, ISO 8601.
    pub date: Option<String>,
    /// Address of the page.
    pub url: Option<String>,
    /// The document's id.
    pub document: String,
    /// The file, with `:line` for a record of a file of many.
    pub file: String,
    /// How probably the attribution is right, 0 to 1.
    pub confidence: f32,
    /// Whether that is so little that somebody should look.
    pub doubtful: bool,
    /// What decided the attribution, strongest first.
    pub evidence: Vec<String>,
    /// Whether the reader checked it.
    pub checked: bool,
    /// The reader's note on it.
    pub note: Option<String>,
}

impl Sheet {
    /// The sheet of what `selection` chooses; without actors in it, of all who are quoted. Actors of whom
    /// nothing is chosen are left out, and so are quotations of nobody.
    ///
    /// Every quotation is looked up in its document first; one that does not stand there stops the sheet.
    pub fn new(briefing: &Briefing, selection: &Selection) -> Result<Self, ExportError> {
        let everybody = || ActorRow::all(briefing).into_iter().map(|row| row.id).collect();
        let asked = if selection.actors.is_empty() { everybody() } else { selection.actors.clone() };
        let mut actors = Vec::new();
        for id in asked {
            let of_actor = Selection { actors: vec![id], unattributed: false, ..selection.clone() };
            let rows = QuoteRow::all(briefing, &of_actor.of(briefing).quotes);
            let Some(actor) = ActorRow::new(briefing, id).filter(|_| !rows.is_empty()) else { continue };
            for of_article in rows.chunk_by(|a, b| a.id.article == b.id.article) {
                verify(briefing, of_article)?;
            }
            actors.push(SheetActor {
                name: actor.name,
                kind: actor.kind.name(),
                aliases: actor.aliases,
                roles: actor.roles,
                quotations: rows.into_iter().map(SheetQuotation::from).collect(),
            });
        }
        Ok(Self { schema: SCHEMA, version: VERSION, actors })
    }

    /// How many quotations it has.
    pub fn len(&self) -> usize {
        self.actors.iter().map(|actor| actor.quotations.len()).sum()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.actors.is_empty()
    }
}

impl From<QuoteRow> for SheetQuotation {
    fn from(row: QuoteRow) -> Self {
        let citation = row.citation.as_ref().clone();
        let file = citation.file();
        Self {
            kind: row.kind.name(),
            words: row.words,
            spans: row.places.iter().map(|place| place.points).collect(),
            line: row.extent.line,
            speaker: row.speaker,
            cue: row.cue,
            outlet: citation.outlet,
            headline: citation.headline,
            byline: citation.byline,
            date: citation.date.map(|date| date.to_string()),
            url: citation.url,
            document: citation.id,
            file,
            confidence: (row.confidence.0 * 100.0).round() / 100.0,
            doubtful: row.confidence.is_doubtful() && !row.mark.checked,
            evidence: row.evidence,
            checked: row.mark.checked,
            note: row.mark.note,
        }
    }
}

/// Looks the words of `rows`, which are of one article, up in it, by both their offsets; neither trusts the
/// code that made the rows.
fn verify(briefing: &Briefing, rows: &[QuoteRow]) -> Result<(), ExportError> {
    let article = rows.first().and_then(|row| briefing.article(row.id.article));
    let raw = article.map_or("", |article| &article.document.raw);
    let mut starts: Vec<usize> = raw.char_indices().map(|(at, _)| at).collect();
    starts.push(raw.len());
    let stands = |(words, place): (&String, &Place)| {
        let [start, end] = place.points.map(|point| starts.get(point as usize).copied());
        let by_points = start.zip(end).and_then(|(start, end)| raw.get(start..end));
        !words.is_empty() && place.span.get(raw) == Some(words) && by_points == Some(words)
    };
    let is_wrong = |row: &&QuoteRow| {
        row.words.is_empty()
            || row.words.len() != row.places.len()
            || !row.words.iter().zip(&row.places).all(stands)
    };
    match rows.iter().find(is_wrong) {
        None => Ok(()),
        Some(row) => Err(ExportError::NotInDocument {
            words: row.text(),
            document: row.citation.id.clone(),
            line: row.extent.line,
        }),
    }
}
