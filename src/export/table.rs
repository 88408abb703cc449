//! The sheet as a table: one quotation a row, the same columns in every format that has rows.

use std::borrow::Cow;

use super::{
    Sheet,
    sheet::{SheetActor, SheetPart, SheetQuotation},
};

/// The columns of CSV and XLSX, in their order, each with what it holds. New ones come last.
pub const COLUMNS: [(&str, &str); 36] = [
    ("actor", "name of the actor"),
    ("actor_kind", "person, organization, place, group, document or unnamed"),
    ("kind", "direct, mixed, indirect or attitude"),
    ("quotation", "the exact words; \" […] \" where something stands between them"),
    ("speaker", "the speaker as the article writes it there"),
    ("cue", "the word that reports it"),
    ("outlet", "who published it"),
    ("headline", "the headline; where there is none, the first words"),
    ("byline", "who wrote it"),
    ("date", "day of publication, ISO 8601; the month or the year where no day is stated"),
    ("url", "address of the page"),
    ("document", "the document's id: what its record says, else the file's name"),
    ("file", "the file, with \":line\" for a record of a file of many"),
    ("line", "the line the words begin in, counted from 1"),
    ("start", "where the words begin, in code points"),
    ("end", "where they end, in code points, exclusive"),
    ("confidence", "how probably the attribution is right, 0 to 1"),
    ("evidence", "what decided the attribution, strongest first, parted by \"; \""),
    ("checked", "yes, if you marked it as checked"),
    ("note", "your note on it"),
    ("statement", "which statement of the actor it reports, counted from 1: the same in all its wordings"),
    ("carriers", "who carries that statement, the fullest wording first, parted by \"; \""),
    ("differences", "what it has of the fullest wording: [-missing-] and {+inserted+} words"),
    ("grave", "yes, if a number or a negation is among the differences"),
    ("wording", "which wording of the statement it is, counted from 1, the fullest first"),
    ("role", "what the article says the actor is, nearest before the quotation"),
    ("context", "the sentences the words stand in, with cue and speaker"),
    ("paragraph", "the paragraph the words begin in, counted from 1; empty in a headline"),
    (
        "date_certainty",
        "stated; derived from the address, the day the page was saved or other dates of the outlet; ambiguous (3/4/2026); approximate where the article has only an age or a time",
    ),
    ("doubtful", "yes, if somebody should look at the attribution and nobody has"),
    ("spans", "every span of the words in code points, end exclusive: [[43,62],[110,129]]"),
    ("number", "the quotation's number in the sheet, counted from 1"),
    (
        "copy_group",
        "the group of articles that are one its article is of, as dixit copies numbers them; empty where it stands alone",
    ),
    ("copy_kind", "what its article is there: first, copy or version; empty where outlets are not known"),
    (
        "copied",
        "yes, if it only has the words again that the statement has in such an article: one report, printed twice",
    ),
    (
        "place",
        "where in the original the words begin: page, part of a mail, path of an element; empty for texts",
    ),
];

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell<'s> {
    /// Text; where there is none, empty.
    Text(Cow<'s, str>),
    /// A number of something, or a place counted.
    Count(u64),
    /// A probability, to the hundredth.
    Share(f32),
    /// A day, ISO 8601.
    Day(&'s str),
    /// Yes or nothing.
    Flag(bool),
}

impl Cell<'_> {
    /// The cell as text, as CSV has it.
    pub(super) fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Day(text) => Cow::Borrowed(text),
            Self::Count(count) => Cow::Owned(count.to_string()),
            Self::Share(share) => Cow::Owned(format!("{share:.2}")),
            Self::Flag(flag) => Cow::Borrowed(if *flag { "yes" } else { "" }),
        }
    }
}

/// The quotations of a sheet, actor by actor, each with its cells in the order of [`COLUMNS`].
pub(super) fn rows(sheet: &Sheet) -> impl Iterator<Item = (&SheetQuotation, [Cell<'_>; COLUMNS.len()])> {
    sheet.quotations().map(|(actor, quotation)| (quotation, cells(actor, quotation)))
}

fn cells<'s>(actor: &'s SheetActor, q: &'s SheetQuotation) -> [Cell<'s>; COLUMNS.len()] {
    let text = |text: &'s str| Cell::Text(Cow::Borrowed(text));
    let or_empty = |text: &'s Option<String>| Cell::Text(Cow::Borrowed(text.as_deref().unwrap_or_default()));
    let own = |text: String| Cell::Text(Cow::Owned(text));
    let count = |count: usize| Cell::Count(count as u64);
    let empty = || Cell::Text(Cow::Borrowed(""));
    let point = |point: Option<u32>| point.map_or_else(empty, |point| Cell::Count(point.into()));
    [
        text(&actor.name),
        text(actor.kind),
        text(q.kind),
        own(q.words.join(" […] ")),
        or_empty(&q.speaker),
        or_empty(&q.cue),
        or_empty(&q.outlet),
        text(&q.headline),
        or_empty(&q.byline),
        q.date.as_deref().map_or_else(empty, Cell::Day),
        or_empty(&q.url),
        text(&q.document),
        text(&q.file),
        count(q.line),
        point(q.spans.first().map(|[start, _]| *start)),
        point(q.spans.last().map(|[_, end]| *end)),
        Cell::Share(q.confidence),
        own(q.evidence.join("; ")),
        Cell::Flag(q.checked),
        or_empty(&q.note),
        count(q.statement),
        own(q.carriers.join("; ")),
        own(differences(q)),
        Cell::Flag(q.grave),
        count(q.wording),
        or_empty(&q.role),
        text(&q.context),
        q.paragraph.map_or_else(empty, count),
        text(q.date_certainty.unwrap_or_default()),
        Cell::Flag(q.doubtful),
        own(spans(q)),
        count(q.number),
        q.copy_group.map_or_else(empty, count),
        text(q.copy_kind.unwrap_or_default()),
        Cell::Flag(q.copied),
        or_empty(&q.place),
    ]
}

/// The differences in one line: `raise their level and [-stay calm-] {+keep watch+}`.
fn differences(q: &SheetQuotation) -> String {
    let show = |part: &SheetPart| match part.share {
        "missing" => format!("[-{}-]", part.words),
        "inserted" => format!("{{+{}+}}", part.words),
        _ => part.words.clone(),
    };
    q.differences.iter().map(show).collect::<Vec<_>>().join(" ")
}

/// Every span in brackets, which no spreadsheet takes for a date or a time: `[[43,62],[110,129]]`.
fn spans(q: &SheetQuotation) -> String {
    let spans: Vec<String> = q.spans.iter().map(|[start, end]| format!("[{start},{end}]")).collect();
    format!("[{}]", spans.join(","))
}
