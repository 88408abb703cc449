//! `dixit quotes`: who said what.

use std::io;

use super::{
    Outcome,
    args::{FilterArgs, QuotesArgs},
    console::Console,
    input,
};
use crate::{
    briefing::{ActorId, Briefing},
    text::Span,
    view::{
        Citation, Counts, QuoteRow, Selection, Sort, UNATTRIBUTED,
        query::Texts,
        wrap::{Measure, wrap},
    },
};

pub(super) fn run(args: &QuotesArgs, console: &mut Console) -> anyhow::Result<Outcome> {
    let briefing = input::briefing(&args.input, console)?;
    let actors = input::actors(&args.actors, &briefing, console);
    if actors.is_empty() && !args.actors.is_empty() {
        return Ok(Outcome::NothingMatched);
    }
    let Some(selection) = selection(&args.filter, actors, args.unattributed, &briefing, console) else {
        return Ok(Outcome::NothingMatched);
    };
    let rows = QuoteRow::all(&briefing, &selection.of(&briefing).quotes);
    match console.columns {
        None => rows.iter().try_for_each(|row| print_fields(row, args.why, console))?,
        Some(columns) => {
            let list = List { columns, why: args.why, by_actor: is_by_actor(&selection) };
            list.lines(&rows).iter().try_for_each(|line| console.line(line))?;
        }
    }
    Ok(Outcome::Done)
}

/// What the arguments choose; `None`, and the reason told, when it is nothing.
pub(super) fn selection(
    args: &FilterArgs,
    actors: Vec<ActorId>,
    unattributed: bool,
    briefing: &Briefing,
    console: &mut Console,
) -> Option<Selection> {
    let (sort, query) = (args.sort.map(Sort::from), args.query());
    let marked = input::marked(&query, briefing, console);
    let selection = Selection { actors, unattributed, query, sort, marked, ..Selection::default() };
    let texts = Texts::new(briefing, None);
    for name in selection.choice(briefing, &texts).unknown() {
        console.notice(&format!("nobody who is quoted in these articles is called “{name}”"));
    }
    let selected = selection.of_texts(briefing, &texts);
    match selected.undated {
        0 => {}
        1 => console.notice("left out 1 quotation of an article without a date"),
        count => console.notice(&format!("left out {count} quotations of articles without a date")),
    }
    if selected.quotes.is_empty() {
        console.notice("no quotation fits");
        return None;
    }
    Some(selection)
}

/// Whether quotations stand under headings that say whose they are.
fn is_by_actor(selection: &Selection) -> bool {
    match selection.sort {
        None => !selection.actors.is_empty() || selection.unattributed,
        Some(sort) => matches!(sort, Sort::Actor | Sort::Statement),
    }
}

fn print_fields(row: &QuoteRow, why: bool, console: &mut Console) -> io::Result<()> {
    let or_empty = |text: &Option<String>| text.clone().unwrap_or_default();
    let citation = &row.citation;
    let [start, end] = row.extent.points;
    let mut fields = vec![
        or_empty(&row.actor_name),
        row.actor_kind.map_or("", |kind| kind.name()).to_owned(),
        row.kind.name().to_owned(),
        row.text(),
        or_empty(&row.speaker),
        or_empty(&row.cue),
        or_empty(&citation.outlet),
        citation.headline.clone(),
        citation.stated().unwrap_or_default(),
        citation.file(),
        row.extent.line.to_string(),
        start.to_string(),
        end.to_string(),
        format!("{:.2}", row.confidence.0),
    ];
    if why {
        fields.push(row.evidence.join("; "));
    }
    console.fields(fields.iter().map(String::as_str))
}

/// Quotations as a terminal shows them.
struct List {
    /// Columns of the terminal.
    columns: usize,
    /// Whether to say what decided.
    why: bool,
    /// Whether each actor has a heading, rather than a name before each quotation.
    by_actor: bool,
}

/// Where the words of a quotation begin: after the line number and the kind.
const INDENT: usize = 17;

/// A list is not set narrower than this.
const NARROWEST: usize = 40;

/// Nor wider, to stay readable.
const WIDEST: usize = 100;

impl List {
    fn lines(&self, rows: &[QuoteRow]) -> Vec<String> {
        let mut lines = Vec::new();
        for of_actor in rows.chunk_by(|a, b| !self.by_actor || a.actor == b.actor) {
            if let Some(heading) = self.heading(of_actor) {
                part(&mut lines);
                self.wrapped("", &heading, 0, &mut lines);
            }
            for of_article in of_actor.chunk_by(|a, b| a.id.article == b.id.article) {
                part(&mut lines);
                if let Some(row) = of_article.first() {
                    self.article(&row.citation, &mut lines);
                }
                for row in of_article {
                    self.quotation(row, &mut lines);
                }
            }
        }
        lines
    }

    /// `Muqtada al-Sadr, person: 12 quotations, 2 doubtful, in 3 articles`, of those that were chosen.
    fn heading(&self, rows: &[QuoteRow]) -> Option<String> {
        let first = rows.first().filter(|_| self.by_actor)?;
        let whose = match (&first.actor_name, first.actor_kind) {
            (Some(name), Some(kind)) => format!("{name}, {}", kind.name()),
            _ => UNATTRIBUTED.to_owned(),
        };
        let counts = Counts {
            quotations: rows.len(),
            doubtful: rows.iter().filter(|row| row.confidence.is_doubtful() && !row.mark.checked).count(),
            articles: rows.chunk_by(|a, b| a.id.article == b.id.article).count(),
            ..Counts::default()
        };
        Some(format!("{whose}: {}", counts.words()))
    }

    /// Outlet, date and file; headline.
    fn article(&self, citation: &Citation, lines: &mut Vec<String>) {
        let date = citation.stated();
        let facts = [citation.outlet.clone(), date, Some(citation.file())];
        self.wrapped("", &facts.into_iter().flatten().collect::<Vec<_>>().join(", "), 0, lines);
        self.wrapped("", &citation.headline, 0, lines);
    }

    /// Line, kind, words, speaker, cue.
    fn quotation(&self, row: &QuoteRow, lines: &mut Vec<String>) {
        let doubt = match row.confidence.is_doubtful() {
            _ if row.mark.checked => "✓",
            true => "?",
            false => "",
        };
        let head = format!("{:>5}  {:<10}", row.extent.line, format!("{}{doubt}", row.kind.name()));
        let actor = row.actor_name.as_ref().filter(|_| !self.by_actor);
        let actor = actor.map(|name| format!("{name}: ")).unwrap_or_default();
        let unnamed = if row.actor.is_some() { "as corrected" } else { "nobody named" };
        let speaker = row.speaker.as_deref().unwrap_or(unnamed);
        let cue = row.cue.as_ref().map(|cue| format!(" ({cue})")).unwrap_or_default();
        self.wrapped(&head, &format!("{actor}{} — {speaker}{cue}", row.text()), INDENT, lines);
        if let Some(note) = &row.mark.note {
            self.wrapped(&format!("{:>5}  {:<10}", "", "note"), note, INDENT, lines);
        }
        if self.why {
            let mut sure = format!("{:>5}  {:<10}", "", row.confidence.percent());
            if row.evidence.is_empty() {
                self.wrapped(&sure, "no reason known", INDENT, lines);
            }
            for reason in &row.evidence {
                self.wrapped(&sure, reason, INDENT, lines);
                sure.clear();
            }
        }
    }

    /// `text` behind `head` (every character one column), in lines that begin at column `indent`.
    fn wrapped(&self, head: &str, text: &str, indent: usize, lines: &mut Vec<String>) {
        let measure = Measure::even(self.columns.clamp(NARROWEST, WIDEST) - indent);
        let mut spans = Vec::new();
        wrap(text, Span::whole(text), measure, &mut spans);
        let mut start = format!("{head}{}", " ".repeat(indent.saturating_sub(head.chars().count())));
        for span in spans {
            lines.push(format!("{start}{}", span.of(text)));
            start = " ".repeat(indent);
        }
    }
}

/// An empty line, unless there is nothing above.
fn part(lines: &mut Vec<String>) {
    if !lines.is_empty() {
        lines.push(String::new());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        briefing::{
            Briefing,
            fixture::{article, briefing},
        },
        model::{EntityKind::Person, QuotationKind::Direct},
        view::Query,
    };

    fn two_articles() -> Briefing {
        let text = "Mara Chen, who runs the port, said: “We will not wait.”\n\n“Never,” Chen said, “not a day, \
                    whatever the union says.” “Who knows?”";
        let said = |id: &str| {
            article(id, text)
                .entity(Person, &["Mara Chen", "Chen said"])
                .quote(Direct, &["“We will not wait.”"], "said", "Mara Chen")
                .quote(Direct, &["“Never,”", "“not a day, whatever the union says.”"], "said", "Chen said")
                .quote(Direct, &["“Who knows?”"], "", "")
        };
        briefing([said("b.txt").given("Post", "Port strike", (2026, 1, 20)), said("a.txt")])
    }

    #[track_caller]
    fn check(selection: &Selection, why: bool, expected: &str) {
        let briefing = two_articles();
        let rows = QuoteRow::all(&briefing, &selection.of(&briefing).quotes);
        let list = List { columns: 60, why, by_actor: is_by_actor(selection) };
        assert_eq!(list.lines(&rows).join("\n"), expected.trim());
    }

    #[test]
    fn an_actor_has_a_heading_and_its_articles_in_order_of_time() {
        let actors = two_articles().find_actors("chen");
        let expected = "
Mara Chen, person: 4 quotations in 2 articles

Post, 2026-01-20, b.txt
Port strike
    1  direct    “We will not wait.” — Mara Chen (said)
    3  direct    “Never,” […] “not a day, whatever the union
                 says.” — Chen said (said)

a.txt
Mara Chen, who runs the port, said: “We will not wait.”
“Never,”…
    1  direct    “We will not wait.” — Mara Chen (said)
    3  direct    “Never,” […] “not a day, whatever the union
                 says.” — Chen said (said)";
        check(&Selection { actors, ..Selection::default() }, false, expected);
    }

    #[test]
    fn without_an_actor_each_quotation_says_whose_it_is_and_why_if_asked() {
        let expected = "
Post, 2026-01-20, b.txt
Port strike
    1  direct    Mara Chen: “We will not wait.” — Mara Chen
                 (said)
       90%       written by hand
    3  direct    Mara Chen: “Never,” […] “not a day,
                 whatever the union says.” — Chen said
                 (said)
       90%       written by hand
    3  direct    “Who knows?” — nobody named
       90%       written by hand";
        let query = Query::parse("outlet:post").query;
        check(&Selection { query, ..Selection::default() }, true, expected);
    }
}
