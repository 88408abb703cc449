//! What a sheet holds: the quotations of one or more actors, verified.

use std::fmt;

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::{
    copied::Copied,
    lacks::{self, SheetArticle},
    verify,
};
use crate::{
    briefing::{ActorId, Briefing, QuoteId, Whose},
    model::Certainty,
    view::{ActorRow, Part, QuoteRow, Selection, Setting, Sort, Statements, WordingRow, wordings},
};

/// Name of the JSON schema.
pub const SCHEMA: &str = "dixit-sheet";

/// Version of the JSON schema: goes up when a field changes its meaning or goes away.
pub const VERSION: u32 = 2;

/// The quotations of one or more actors. Serialised, it is the JSON format.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sheet {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// [`VERSION`].
    pub version: u32,
    /// In the order they were asked for.
    pub actors: Vec<SheetActor>,
    /// All articles that were looked through, with what else they have: what the sheet may lack.
    pub articles: Vec<SheetArticle>,
    /// Quotations that do not stand in their articles as they should and so are in no row.
    pub refused: Vec<Refused>,
    /// The order that was asked for. Formats to be read are parted by it.
    #[serde(skip)]
    pub sort: Option<Sort>,
}

/// A quotation that was refused: its words are not in the document at the place its row names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refused {
    /// The words of the row.
    pub words: String,
    /// The document's id.
    pub document: String,
    /// The line it should be in.
    pub line: usize,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { words, document, line } = self;
        write!(f, "not in the article as it arrived, so refused: {words} ({document}, line {line})")
    }
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
    /// In the order that was wanted; by date of the article, undated ones last, then in order of the text, if none was.
    pub quotations: Vec<SheetQuotation>,
}

/// A quotation of a sheet.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(clippy::struct_excessive_bools, reason = "each is a field of the file")]
pub struct SheetQuotation {
    /// Counted from 1 through the whole sheet.
    pub number: usize,
    /// `direct`, `mixed`, `indirect` or `attitude`.
    pub kind: &'static str,
    /// Which statement of the actor it reports, counted from 1: the same utterance has the same number in all
    /// its wordings.
    pub statement: usize,
    /// Which wording of it, counted from 1, the fullest first.
    pub wording: usize,
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
    /// Where in the original they begin ("page 3"), where the format of the file has places.
    pub place: Option<String>,
    /// The paragraph they begin in, counted from 1; none in a headline.
    pub paragraph: Option<usize>,
    /// The sentences they stand in with cue and speaker, in one line.
    pub context: String,
    /// The speaker as the article writes it there.
    pub speaker: Option<String>,
    /// What the article says the actor is, nearest before the quotation.
    pub role: Option<String>,
    /// The word that reports it.
    pub cue: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// The headline; where there is none, the first words.
    pub headline: String,
    /// Who wrote it.
    pub byline: Option<String>,
    /// The day of publication, ISO 8601; the month or the year where no day is stated.
    pub date: Option<String>,
    /// How sure that is: `stated`, or `approximate` where only an age or a time is; none where nothing is known.
    pub date_certainty: Option<&'static str>,
    /// Address of the page.
    pub url: Option<String>,
    /// The number of the article in this sheet, counted from 1 in order of the first quotation.
    pub article: usize,
    /// Which group of articles that are one its article is of, counted from 1 as `dixit copies` numbers them; none where
    /// it stands alone.
    pub copy_group: Option<usize>,
    /// What its article is there: `first`, `copy` or `version`; none where outlets are not known.
    pub copy_kind: Option<&'static str>,
    /// Whether it only has the words again that another quotation of the statement has in an article that is one with
    /// its own: the same report, printed twice.
    pub copied: bool,
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
    /// Which it is in the briefing.
    #[serde(skip)]
    pub id: QuoteId,
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
    /// Every quotation is looked up in its document first; one that does not stand there is refused.
    pub fn new(briefing: &Briefing, selection: &Selection) -> Self {
        let articles = lacks::all(briefing, selection);
        Self::of(briefing, selection.by_actor(briefing), articles, selection.sort)
    }

    /// The first `most` quotations of that sheet, to see what it is like, with only the articles that these are of, and
    /// how many quotations there are; the whole sheet, if there are no more.
    pub fn first(briefing: &Briefing, selection: &Selection, most: usize) -> (Self, usize) {
        let mut by_actor = selection.by_actor(briefing);
        let all = by_actor.iter().map(|(_, quotes)| quotes.len()).sum();
        let mut room = most;
        for (_, quotes) in &mut by_actor {
            quotes.truncate(room);
            room -= quotes.len();
        }
        by_actor.retain(|(_, quotes)| !quotes.is_empty());
        let cited = by_actor.iter().flat_map(|(_, quotes)| quotes).map(|quote| quote.article);
        let articles = if all > most { lacks::of(briefing, cited) } else { lacks::all(briefing, selection) };
        (Self::of(briefing, by_actor, articles, selection.sort), all)
    }

    fn of(
        briefing: &Briefing,
        by_actor: Vec<(ActorId, Vec<QuoteId>)>,
        articles: Vec<SheetArticle>,
        sort: Option<Sort>,
    ) -> Self {
        let mut sheet = Self {
            schema: SCHEMA,
            version: VERSION,
            actors: Vec::new(),
            articles,
            refused: Vec::new(),
            sort,
        };
        let mut cited = FxHashMap::default();
        for (id, quotes) in by_actor {
            let rows = QuoteRow::all(briefing, &quotes);
            let rows = verify::verified(briefing, rows, &mut sheet.refused);
            let Some(actor) = ActorRow::new(briefing, id).filter(|_| !rows.is_empty()) else { continue };
            let mut statements = Wordings::new(briefing, id);
            let before = sheet.len();
            let mut quotations = Vec::with_capacity(rows.len());
            for (row, number) in rows.into_iter().zip(before + 1..) {
                let next = cited.len() + 1;
                let article = *cited.entry(row.id.article).or_insert(next);
                quotations.push(SheetQuotation::new(briefing, row, (number, article), &mut statements));
            }
            sheet.actors.push(SheetActor {
                name: actor.name,
                kind: actor.kind.name(),
                aliases: actor.aliases,
                roles: actor.roles,
                quotations,
            });
        }
        for article in &mut sheet.articles {
            article.number = cited.get(&article.id).copied();
        }
        sheet
    }

    /// How many quotations it has.
    pub fn len(&self) -> usize {
        self.actors.iter().map(|actor| actor.quotations.len()).sum()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.actors.is_empty()
    }

    /// Its quotations, actor by actor.
    pub fn quotations(&self) -> impl Iterator<Item = (&SheetActor, &SheetQuotation)> {
        self.actors.iter().flat_map(|actor| actor.quotations.iter().map(move |quotation| (actor, quotation)))
    }

    /// The articles that it has quotations of, by their number.
    pub fn cited(&self) -> Vec<&SheetArticle> {
        let mut cited: Vec<&SheetArticle> = self.articles.iter().filter(|a| a.number.is_some()).collect();
        cited.sort_by_key(|article| article.number);
        cited
    }
}

/// Which wording of which statement a quotation is; both are counted from 1.
#[derive(Debug, Default)]
struct Wording {
    statement: usize,
    number: usize,
    carriers: Vec<String>,
    differences: Vec<Part>,
    grave: bool,
    copied: bool,
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

    /// Which wording of which statement a quotation is.
    fn of(&mut self, row: &QuoteRow) -> Wording {
        let Some((number, statement)) = self.statements.of(row.id) else { return Wording::default() };
        let at = statement.quotes.iter().position(|quote| *quote == row.id).unwrap_or_default();
        let mut wording = Wording {
            statement: number,
            number: at + 1,
            carriers: wordings::carriers(self.briefing, statement),
            copied: wordings::is_copied(self.briefing, statement, row.id),
            ..Wording::default()
        };
        if let Some(first) = statement.quotes.first().copied().filter(|first| *first != row.id) {
            let text = || QuoteRow::new(self.briefing, first).map(|row| row.text()).unwrap_or_default();
            let fullest = self.fullest.entry(number).or_insert_with(text);
            let parts = wordings::differences(fullest, &row.text());
            let compared = WordingRow { parts, quote: row.clone(), also: Vec::new() };
            wording.grave = compared.is_grave();
            wording.differences = compared.parts;
        }
        wording
    }
}

impl SheetQuotation {
    fn new(
        briefing: &Briefing,
        row: QuoteRow,
        (number, article): (usize, usize),
        statements: &mut Wordings<'_>,
    ) -> Self {
        let wording = statements.of(&row);
        let setting = Setting::new(briefing, row.id);
        let copies = Copied::of(briefing, row.id.article);
        let citation = row.citation.as_ref().clone();
        let file = citation.file();
        let part = |part: Part| SheetPart { share: part.share.name(), words: part.words };
        let date = citation.stated();
        Self {
            number,
            kind: row.kind.name(),
            statement: wording.statement,
            wording: wording.number,
            carriers: wording.carriers,
            differences: wording.differences.into_iter().map(part).collect(),
            grave: wording.grave,
            words: row.words,
            spans: row.places.iter().map(|place| place.points).collect(),
            line: row.extent.line,
            place: row.original,
            paragraph: setting.paragraph,
            context: setting.context,
            speaker: row.speaker,
            role: setting.role,
            cue: row.cue,
            outlet: citation.outlet,
            headline: citation.headline,
            byline: citation.byline,
            date,
            date_certainty: citation.certainty.map(Certainty::name),
            url: citation.url,
            article,
            copy_group: copies.group,
            copy_kind: copies.kind,
            copied: wording.copied,
            document: citation.id,
            file,
            confidence: (row.confidence.0 * 100.0).round() / 100.0,
            doubtful: row.confidence.is_doubtful() && !row.mark.checked,
            evidence: row.evidence,
            checked: row.mark.checked,
            note: row.mark.note,
            id: row.id,
        }
    }
}
