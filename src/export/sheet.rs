//! What a sheet holds: the quotations of one or more actors, verified.

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::{
    ExportError,
    lacks::{self, SheetArticle},
};
use crate::{
    briefing::{ActorId, Briefing, Whose},
    view::{ActorRow, Place, QuoteRow, Selection, Statements, WordingRow, wordings},
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
    /// What the articles have beside that: what the sheet may lack.
    pub articles: Vec<SheetArticle>,
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
    /// Which statement of the actor it reports, counted from 1: the same utterance has the same number in all
    /// its wordings.
    pub statement: usize,
    /// Who carries that statement, the carrier of the fullest wording first.
    pub carriers: Vec<String>,
    /// What it has of the fullest wording, in reading order; empty for that itself.
    pub differences: Vec<SheetPart>,
    /// Whether a number or a negation is among the differences.
    pub grave: bool,
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

/// Some words of a wording that is compared with the fullest one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SheetPart {
    /// `same`; `inserted`: not in the fullest wording; `missing`: only there.
    pub share: &'static str,
    /// The words.
    pub words: String,
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
            let mut statements = Wordings::new(briefing, id);
            actors.push(SheetActor {
                name: actor.name,
                kind: actor.kind.name(),
                aliases: actor.aliases,
                roles: actor.roles,
                quotations: rows.into_iter().map(|row| SheetQuotation::new(row, &mut statements)).collect(),
            });
        }
        Ok(Self { schema: SCHEMA, version: VERSION, actors, articles: lacks::all(briefing, selection) })
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

/// The statements of an actor, and the fullest wording of each that was asked for.
struct Wordings<'b> {
    briefing: &'b Briefing,
    statements: Statements,
    fullest: FxHashMap<usize, String>,
}

impl<'b> Wordings<'b> {
    fn new(briefing: &'b Briefing, id: ActorId) -> Self {
        let statements = Statements::new(briefing, Whose::Actor(id));
        Self { briefing, statements, fullest: FxHashMap::default() }
    }

    /// The number of the statement that a quotation reports, who carries it, and what the quotation has of its
    /// fullest wording.
    fn of(&mut self, row: &QuoteRow) -> (usize, Vec<String>, Option<WordingRow>) {
        let Some((number, statement)) = self.statements.of(row.id) else { return Default::default() };
        let carriers = wordings::carriers(self.briefing, statement);
        let Some(first) = statement.quotes.first().copied().filter(|first| *first != row.id) else {
            return (number, carriers, None);
        };
        let text = || QuoteRow::new(self.briefing, first).map(|row| row.text()).unwrap_or_default();
        let fullest = self.fullest.entry(number).or_insert_with(text);
        let parts = wordings::differences(fullest, &row.text());
        (number, carriers, Some(WordingRow { quote: row.clone(), parts }))
    }
}

impl SheetQuotation {
    fn new(row: QuoteRow, statements: &mut Wordings<'_>) -> Self {
        let (statement, carriers, wording) = statements.of(&row);
        let grave = wording.as_ref().is_some_and(WordingRow::is_grave);
        let parts = wording.into_iter().flat_map(|wording| wording.parts);
        let citation = row.citation.as_ref().clone();
        let file = citation.file();
        Self {
            kind: row.kind.name(),
            statement,
            carriers,
            differences: parts
                .map(|part| SheetPart { share: part.share.name(), words: part.words })
                .collect(),
            grave,
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
