//! What news databases export as text: many articles in one file, each with lines that say what it is.
//!
//! Of each article the text is taken with its headline and author; the other lines stay, known as lines about it. Its
//! place is the line of the file.

mod factiva;
mod lexis;

#[cfg(test)]
mod tests;

pub(super) use self::{factiva::FORMAT as FACTIVA, lexis::FORMAT as LEXIS};
use super::{
    super::{Skipped, decode, limits},
    Context, Draft, Format, Intake, Look, Reader, Sure,
    draft::flow,
};
use crate::model::{Document, Given, MaskReason, RegionKind};

/// A line of the file with its number, counted from 1.
type Line<'t> = (usize, &'t str);

/// Lines without an empty one between them.
#[derive(Debug, Clone)]
struct Paragraph<'t> {
    lines: Vec<Line<'t>>,
}

impl Paragraph<'_> {
    /// Its words in one line.
    fn words(&self) -> String {
        flow(&self.lines.iter().map(|(_, text)| *text).collect::<Vec<_>>().join(" "))
    }

    fn number(&self) -> usize {
        self.lines.first().map_or(1, |(number, _)| *number)
    }
}

/// The paragraphs of some lines. A line set in from the others begins one too, as typesetters have it.
fn paragraphs<'t>(lines: &[Line<'t>]) -> Vec<Paragraph<'t>> {
    let mut out: Vec<Paragraph<'t>> = Vec::new();
    let mut open = false;
    for &(number, text) in lines {
        if text.trim().is_empty() {
            open = false;
            continue;
        }
        match out.last_mut().filter(|_| open) {
            Some(paragraph) => paragraph.lines.push((number, text)),
            None => out.push(Paragraph { lines: vec![(number, text)] }),
        }
        open = true;
    }
    out
}

/// An article in the making.
#[derive(Debug, Default)]
struct Article {
    id: Option<String>,
    given: Given,
    /// The line it begins on.
    line: usize,
    draft: Draft,
    /// Whether it has anything but lines about it.
    words: bool,
}

impl Article {
    fn new(line: usize) -> Self {
        Self { line, ..Self::default() }
    }

    /// Adds words of the article.
    fn text(&mut self, line: usize, words: &str) {
        self.words |= !words.trim().is_empty();
        self.draft.place(&format!("line {line}"));
        self.draft.push(words, None);
    }

    /// Adds a line about the article.
    fn about(&mut self, line: usize, words: &str) {
        self.draft.place(&format!("line {line}"));
        self.draft.push(words, Some(RegionKind::Furniture(MaskReason::Stamp)));
    }

    fn document(self, context: &Context<'_>) -> Result<Document, Skipped> {
        let origin = context.record(self.line);
        if !self.words {
            return Err(Skipped { origin, reason: "an article without words".to_owned() });
        }
        let (raw, given) = self.draft.finish(self.given);
        let id = self.id.unwrap_or_else(|| format!("{}:{}", context.id(), self.line));
        Ok(Document { id, raw: raw.into(), origin, given })
    }
}

/// The articles of a file as an intake.
fn intake(articles: Vec<Article>, context: &Context<'_>) -> Intake {
    super::item::gather(articles.into_iter().map(|article| article.document(context)).collect(), context)
}

/// All lines of a file.
fn lines(text: &str) -> Vec<Line<'_>> {
    text.lines().enumerate().map(|(i, line)| (i + 1, line)).collect()
}

/// Whether a line says how long an article is ("512 words", "1,204 words").
fn is_length(line: &str) -> bool {
    let Some(number) = line.trim().strip_suffix(" words").or_else(|| line.trim().strip_suffix(" word"))
    else {
        return false;
    };
    !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'))
}

/// Whether a line is a day written out, and little else ("19 January 2026", "January 19, 2026 Monday 10:00 AM GMT").
fn is_day(line: &str) -> bool {
    let words: Vec<String> = line
        .split(|c: char| !c.is_alphanumeric() && c != ':')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let has = |is: &dyn Fn(&str) -> bool| words.iter().any(|word| is(word));
    words.len() <= 9
        && has(&|word| word.parse::<chrono::Month>().is_ok())
        && has(&|word| {
            word.len() == 4
                && (word.starts_with("19") || word.starts_with("20"))
                && word.parse::<u16>().is_ok()
        })
}

/// Names as a line says them: without "By", in the case they are written in.
fn byline(line: &str) -> String {
    let line = line.trim();
    let by = line.get(..3).filter(|by| by.eq_ignore_ascii_case("by "));
    by.and_then(|_| line.get(3..)).unwrap_or(line).trim().to_owned()
}
