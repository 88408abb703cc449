//! The sheet as CSV: one quotation a row, safe to open in a spreadsheet.

use std::{
    borrow::Cow,
    io::{self, Write},
};

use super::{
    Sheet,
    sheet::{SheetActor, SheetPart, SheetQuotation},
};

/// The columns of the CSV format, in their order, each with what it holds.
pub const COLUMNS: [(&str, &str); 30] = [
    ("actor", "name of the actor"),
    ("actor_kind", "person, organization, place, group, document or unnamed"),
    ("kind", "direct, mixed, indirect or attitude"),
    ("quotation", "the exact words; \" […] \" where something stands between them"),
    ("speaker", "the speaker as the article writes it there"),
    ("cue", "the word that reports it"),
    ("outlet", "who published it"),
    ("headline", "the headline; where there is none, the first words"),
    ("byline", "who wrote it"),
    ("date", "day of publication, ISO 8601"),
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
    ("date_certainty", "stated; approximate where the article has only an age or a time"),
    ("doubtful", "yes, if somebody should look at the attribution and nobody has"),
];

pub(super) fn write(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(COLUMNS.map(|(name, _)| name))?;
    for actor in &sheet.actors {
        for quotation in &actor.quotations {
            let cells = cells(actor, quotation);
            writer.write_record(cells.iter().map(|cell| harmless(cell).into_owned()))?;
        }
    }
    writer.flush()
}

fn cells(actor: &SheetActor, q: &SheetQuotation) -> [String; COLUMNS.len()] {
    let or_empty = |text: &Option<String>| text.clone().unwrap_or_default();
    let start = q.spans.first().map(|[start, _]| start.to_string()).unwrap_or_default();
    let end = q.spans.last().map(|[_, end]| end.to_string()).unwrap_or_default();
    [
        actor.name.clone(),
        actor.kind.to_owned(),
        q.kind.to_owned(),
        q.words.join(" […] "),
        or_empty(&q.speaker),
        or_empty(&q.cue),
        or_empty(&q.outlet),
        q.headline.clone(),
        or_empty(&q.byline),
        or_empty(&q.date),
        or_empty(&q.url),
        q.document.clone(),
        q.file.clone(),
        q.line.to_string(),
        start,
        end,
        format!("{:.2}", q.confidence),
        q.evidence.join("; "),
        if q.checked { "yes" } else { "" }.to_owned(),
        or_empty(&q.note),
        q.statement.to_string(),
        q.carriers.join("; "),
        differences(q),
        if q.grave { "yes" } else { "" }.to_owned(),
        q.wording.to_string(),
        or_empty(&q.role),
        q.context.clone(),
        q.paragraph.map(|number| number.to_string()).unwrap_or_default(),
        q.date_certainty.unwrap_or_default().to_owned(),
        if q.doubtful { "yes" } else { "" }.to_owned(),
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

/// `cell` so that no spreadsheet takes it for a formula: an apostrophe goes before = + - @, tab and line breaks.
fn harmless(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn what_a_spreadsheet_would_run_begins_with_an_apostrophe() {
        for cell in ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"] {
            assert_eq!(harmless(cell), format!("'{cell}"));
        }
        for cell in ["", "“=1”", "a-b", "2026-01-19"] {
            assert_eq!(harmless(cell), cell);
        }
    }
}
