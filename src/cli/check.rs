//! `dixit check`: what each file was taken for, and what was taken from it.

use std::io;

use rayon::prelude::*;
use serde::Serialize;

use super::{
    Outcome,
    args::CheckArgs,
    console::{Console, Look},
};
use crate::{
    clean,
    ingest::{Reading, Skipped, formats::draft::flow},
    language,
    model::{Certainty, Document, Given, Layout, LeftOut, Origin, RegionKind, When},
    text::{Span, points::Points},
    view::{
        cells,
        wrap::{Measure, wrap},
    },
};

/// What a file that cannot be read is called.
const PROBLEM: &str = "problem";

/// Columns before the words of a fact.
const MARGIN: usize = 13;

pub(super) fn run(args: &CheckArgs, console: &mut Console) -> anyhow::Result<Outcome> {
    let mut printer = Printer { console, json: args.json };
    let (mut problems, mut quiet, mut taken) = (Vec::new(), Vec::new(), 0);
    let mut formats: Vec<(&'static str, usize)> = Vec::new();
    for portion in Reading::open(&args.paths, io::stdin())?.mapped(args.mapped.map.clone()) {
        let all =
            portion.documents.par_iter().map(|document| Checked::new(document, &clean::clean(document)));
        for checked in all.collect::<Vec<_>>() {
            printer.article(&checked)?;
        }
        taken += portion.documents.len();
        for document in &portion.documents {
            let format = document.given.format;
            match formats.iter_mut().find(|(name, _)| *name == format) {
                Some((_, count)) => *count += 1,
                None => formats.push((format, 1)),
            }
        }
        problems.extend(portion.skipped);
        quiet.extend(portion.passed_over);
    }
    for one in &problems {
        printer.other(one, PROBLEM)?;
    }
    for one in &quiet {
        printer.other(one, "passed over")?;
    }
    if printer.console.columns.is_some() && !args.json {
        formats.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let total = total(taken, &formats, problems.len(), quiet.len());
        for line in lines_of(&total, printer.console.columns.unwrap_or(usize::MAX)) {
            printer.console.styled_line(&[(Look::Strong, &line)])?;
        }
    }
    Ok(match (taken, problems.len()) {
        (0, _) => Outcome::NothingMatched,
        (_, 0) => Outcome::Done,
        _ => Outcome::Refused,
    })
}

/// What all of it comes to: "12 articles (9 web page, 3 text), 1 problem, 4 passed over".
fn total(taken: usize, formats: &[(&str, usize)], problems: usize, quiet: usize) -> String {
    let plural = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
    let each: Vec<String> = formats.iter().map(|(name, count)| format!("{count} {name}")).collect();
    let each = if each.is_empty() { String::new() } else { format!(" ({})", each.join(", ")) };
    format!("{}{each}, {}, {quiet} passed over", plural(taken, "article"), plural(problems, "problem"))
}

/// `text` in lines of so many columns.
fn lines_of(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    wrap(text, Span::whole(text), Measure::even(columns.max(1)), &mut lines);
    lines.iter().map(|line| line.of(text).to_owned()).collect()
}

/// An article that was taken from a file.
#[derive(Debug, Serialize)]
struct Checked<'d> {
    file: String,
    format: &'d str,
    id: &'d str,
    headline: Option<String>,
    outlet: Option<String>,
    author: Option<String>,
    /// As much of the day and its time as is stated, ISO 8601.
    date: Option<String>,
    date_certainty: Option<&'static str>,
    /// What the file says of the day, as it stands there.
    date_stated: Option<&'d str>,
    changed: Option<&'d str>,
    address: Option<&'d str>,
    language: Option<&'d str>,
    /// Words that are read, and words that are masked.
    words: usize,
    words_masked: usize,
    /// What the format knew its parts to be, each with how many of them there are.
    parts: Vec<(&'static str, usize)>,
    masked: Vec<Mask>,
    /// What of the page is not in the text at all.
    #[serde(skip_serializing_if = "Option::is_none")]
    left_out: Option<Left<'d>>,
}

/// What was left out of a page.
#[derive(Debug, Serialize)]
struct Left<'d> {
    #[serde(skip)]
    all: &'d LeftOut,
    blocks: usize,
    words: usize,
    parts: &'d [String],
}

/// A masked part.
#[derive(Debug, Serialize)]
struct Mask {
    reason: &'static str,
    /// In code points, end exclusive.
    span: [u32; 2],
    words: String,
}

impl<'d> Checked<'d> {
    fn new(document: &'d Document, layout: &Layout) -> Self {
        let (raw, given): (&str, &Given) = (&document.raw, &document.given);
        let found = |span: Span| flow(span.of(raw));
        let or = |stated: &Option<String>, span: Option<Span>| {
            stated.as_deref().map(flow).or_else(|| span.map(found))
        };
        let count = |span: Span| span.of(raw).split_whitespace().count();
        let points = Points::new(raw);
        let when = layout.published.map(|published| published.when).filter(|when| *when != When::Nothing);
        let mask = |masked: &crate::model::Masked| Mask {
            reason: masked.reason.name(),
            span: points.span(masked.span),
            words: found(masked.span),
        };
        Self {
            file: match &document.origin {
                Origin::Sample => document.id.clone(),
                origin => origin.to_string(),
            },
            format: given.format,
            id: &document.id,
            headline: or(&given.title, layout.headline),
            outlet: or(&given.outlet, layout.outlet),
            author: or(&given.author, layout.byline),
            date: when.map(|when| when.to_string()),
            date_certainty: layout.published.map(|published| published.certainty).map(Certainty::name),
            date_stated: given.published.as_deref(),
            changed: given.modified.as_deref(),
            address: given.url.as_deref(),
            language: language::tell(document, layout)
                .map(|language| language.name)
                .or(given.language.as_deref()),
            words: layout.blocks.iter().map(|block| count(block.span)).sum(),
            words_masked: layout.masked.iter().map(|masked| count(masked.span)).sum(),
            parts: parts(given),
            masked: layout.masked.iter().map(mask).collect(),
            left_out: given.left_out.as_ref().map(|left| Left {
                all: left,
                blocks: left.blocks,
                words: left.words,
                parts: &left.parts,
            }),
        }
    }

    /// What is known of it, in the order it is printed.
    fn facts(&self) -> Vec<(&'static str, String)> {
        let mut facts = vec![("format", self.format.to_owned()), ("id", self.id.to_owned())];
        let mut add = |name, words: Option<String>| facts.extend(words.map(|words| (name, words)));
        add("headline", self.headline.clone());
        add("outlet", self.outlet.clone());
        add("author", self.author.clone());
        add("date", self.day());
        add("changed", self.changed.map(str::to_owned));
        add("address", self.address.map(str::to_owned));
        add("language", self.language.map(str::to_owned));
        add("text", Some(format!("{} words read, {} masked", self.words, self.words_masked)));
        let parts =
            self.parts.iter().map(|(name, count)| format!("{count} {name}")).collect::<Vec<_>>().join(", ");
        add("parts", Some(parts).filter(|parts| !parts.is_empty()));
        facts.extend(self.left_out.as_ref().map(|left| ("left out", left.all.to_string())));
        facts.extend(self.masked.iter().map(|mask| ("masked", format!("{}: {}", mask.reason, mask.words))));
        facts
    }

    /// The day, how sure it is, and what the file says of it.
    fn day(&self) -> Option<String> {
        let certainty = self.date_certainty.unwrap_or("cannot be understood");
        match (&self.date, self.date_stated) {
            (Some(date), Some(stated)) => Some(format!("{date} ({certainty}: {stated})")),
            (Some(date), None) => Some(format!("{date} ({certainty})")),
            (None, Some(stated)) => Some(format!("none ({certainty}: {stated})")),
            (None, None) => self.date_certainty.map(|certainty| format!("none ({certainty})")),
        }
    }
}

/// What the format knew, counted, in the order of the kinds.
fn parts(given: &Given) -> Vec<(&'static str, usize)> {
    let mut kinds: Vec<RegionKind> = given.regions.iter().map(|region| region.kind).collect();
    kinds.sort_unstable();
    kinds.chunk_by(|a, b| a == b).filter_map(|run| Some((run.first()?.name(), run.len()))).collect()
}

struct Printer<'c> {
    console: &'c mut Console,
    json: bool,
}

impl Printer<'_> {
    fn article(&mut self, checked: &Checked<'_>) -> anyhow::Result<()> {
        if self.json {
            return self.record(checked);
        }
        let facts = checked.facts();
        if self.console.columns.is_none() {
            for (name, words) in &facts {
                self.console.fields([checked.file.as_str(), name, words])?;
            }
            return Ok(());
        }
        self.console.styled_line(&[(Look::Strong, &checked.file)])?;
        let room = self.console.columns.unwrap_or(usize::MAX).saturating_sub(MARGIN).max(20);
        let mut before = "";
        for (name, words) in &facts {
            // Of several that are masked, the first says so.
            let label = format!("  {:10} ", if *name == before { "" } else { name });
            self.console.styled_line(&[(Look::Faint, &label), (Look::Plain, &cells::short(words, room))])?;
            before = name;
        }
        Ok(self.console.line("")?)
    }

    /// What gave no article.
    fn other(&mut self, one: &Skipped, what: &'static str) -> anyhow::Result<()> {
        let file = one.origin.to_string();
        if self.json {
            #[derive(Serialize)]
            struct Other<'o> {
                file: &'o str,
                what: &'static str,
                reason: &'o str,
            }
            return self.record(&Other { file: &file, what, reason: &one.reason });
        }
        if self.console.columns.is_none() {
            return Ok(self.console.fields([file.as_str(), what, &one.reason])?);
        }
        let look = if what == PROBLEM { Look::Problem } else { Look::Faint };
        self.console.styled_line(&[(look, what), (Look::Plain, &format!(" {file}"))])?;
        let room = self.console.columns.unwrap_or(usize::MAX).saturating_sub(MARGIN).max(20);
        let margin = " ".repeat(MARGIN);
        lines_of(&one.reason, room)
            .iter()
            .try_for_each(|line| self.console.line(&format!("{margin}{line}")))?;
        Ok(())
    }

    fn record(&mut self, record: &impl Serialize) -> anyhow::Result<()> {
        self.console.json(&serde_json::to_string(record)?)?;
        Ok(self.console.json("\n")?)
    }
}
