//! Where a quotation comes from: what is cited of an article.

use std::fmt::Write as _;

use chrono::NaiveDate;

use crate::{
    briefing::{Article, ArticleId},
    model::{Certainty, Language, Origin, Published, When},
};

/// What is cited of an article. Texts are in one line each, otherwise as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// Which article.
    pub article: ArticleId,
    /// The document's id.
    pub id: String,
    /// Where the document came from.
    pub origin: Origin,
    /// Who published it, where that is known.
    pub outlet: Option<String>,
    /// The headline; where there is none, the first words.
    pub headline: String,
    /// Who wrote it.
    pub byline: Option<String>,
    /// The place of the dateline.
    pub dateline: Option<String>,
    /// The day of publication, where one is stated.
    pub date: Option<NaiveDate>,
    /// What is stated of the time of publication, as precisely as it is.
    pub when: Option<When>,
    /// How sure the date is; `None` where nothing is known of it.
    pub certainty: Option<Certainty>,
    /// The language of its text, where that tells.
    pub language: Option<Language>,
    /// Address of the page.
    pub url: Option<String>,
}

/// So many words stand for a headline that is missing.
const FIRST_WORDS: usize = 12;

impl Citation {
    /// What is known of `article`, which has this `id`.
    pub fn new(id: ArticleId, article: &Article) -> Self {
        let document = &article.document;
        let layout = article.analysis.as_ref().map(|analysis| &analysis.layout);
        let found = |span| one_line(crate::text::Span::of(span, &document.raw));
        let given = |text: &Option<String>| text.as_deref().map(one_line);
        let headline =
            given(&document.given.title).or_else(|| layout?.headline.map(found)).filter(|t| !t.is_empty());
        let published = article.published();
        Self {
            article: id,
            id: document.id.clone(),
            origin: document.origin.clone(),
            outlet: article.outlet.as_deref().map(one_line),
            headline: headline.unwrap_or_else(|| {
                let body = layout.and_then(|l| l.blocks.first()).map(|block| block.span.of(&document.raw));
                first_words(body.unwrap_or(&document.raw))
            }),
            byline: given(&document.given.author)
                .or_else(|| layout?.byline.map(found))
                .filter(|t| !t.is_empty()),
            dateline: layout.and_then(|l| l.dateline).map(found).filter(|t| !t.is_empty()),
            date: published.and_then(Published::date),
            language: article.analysis.as_ref().and_then(|analysis| analysis.language),
            when: published.map(|p| p.when).filter(|when| *when != When::Nothing),
            certainty: published.map(|p| p.certainty),
            url: given(&document.given.url).filter(|t| !t.is_empty()),
        }
    }

    /// The outlet, or where it is not known the document's id, which is its file name if nothing better.
    pub fn outlet_or_file(&self) -> &str {
        self.outlet.as_deref().unwrap_or(&self.id)
    }

    /// The file it stands in, with `:line` for a record of a file of many, `:name` for a part of one that holds others.
    pub fn file(&self) -> String {
        match &self.origin {
            // The sample is in the program; its documents are called by their file names.
            Origin::Sample => self.id.clone(),
            Origin::File(_) | Origin::Record(..) | Origin::Member(..) | Origin::Stdin => {
                self.origin.to_string()
            }
        }
    }

    /// The day as files have it: `2026-01-19`, or the month or the year where no more is stated; an age like "6 hours
    /// ago" states no day, 3/4/2026 one of two.
    pub fn stated(&self) -> Option<String> {
        match self.when? {
            When::Day(date, _) => Some(date.to_string()),
            when @ (When::Month(..) | When::Year(_)) => Some(when.to_string()),
            When::Either(..) | When::Nothing => None,
        }
    }

    /// The day as rows show it: as it is stated, or "undated".
    pub fn day(&self) -> String {
        self.stated().unwrap_or_else(|| "undated".to_owned())
    }

    /// The citation in words: `Rudaw, “Headline”, 2026-01-19, articles/1.txt`.
    pub fn words(&self) -> String {
        let date = self.when.map(|when| match when {
            When::Either(day_first, month_first) => format!("{day_first} or {month_first}"),
            When::Day(date, _) => date.to_string(),
            When::Month(..) | When::Year(_) | When::Nothing => when.to_string(),
        });
        let place = self.url.clone().unwrap_or_else(|| self.file());
        let headline = format!("“{}”", self.headline);
        [self.outlet.clone(), Some(headline), date, Some(place)]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", ")
    }
}

/// No browser takes a longer address.
const LONGEST: usize = 2000;

/// The address of an article's page, in characters that can only be printed; `None` where none is known, or only an
/// address of another kind, which could make another program do something.
pub fn page(article: &Article) -> Option<String> {
    let url = article.document.given.url.as_deref()?.trim();
    let is_page = url.starts_with("https://") || url.starts_with("http://");
    if !is_page || url.chars().any(char::is_control) {
        return None;
    }
    let mut page = String::with_capacity(url.len());
    for byte in url.bytes() {
        match byte {
            b'!'..=b'~' => page.push(char::from(byte)),
            // Writing to a String cannot fail.
            _ => _ = write!(page, "%{byte:02X}"),
        }
    }
    (page.len() <= LONGEST).then_some(page)
}

/// `text` with every run of white space as one space.
pub(super) fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

fn first_words(text: &str) -> String {
    let mut words = text.split_whitespace();
    let first: Vec<&str> = words.by_ref().take(FIRST_WORDS).collect();
    let more = if words.next().is_some() { "…" } else { "" };
    first.join(" ") + more
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::briefing::fixture::{article, briefing};

    fn cited(briefing: &crate::briefing::Briefing) -> Citation {
        Citation::new(ArticleId(0), &briefing.articles[0])
    }

    #[test]
    fn a_missing_headline_is_its_first_words_and_a_missing_outlet_the_file() {
        let found = cited(&briefing([article("a.txt", "\n One two\nthree.")]));
        assert_eq!(found.headline, "One two three.");
        assert_eq!(found.outlet, None);
        assert_eq!(found.outlet_or_file(), "a.txt");
        assert_eq!(found.words(), "“One two three.”, a.txt");
        let long = cited(&briefing([article("b.txt", &"word ".repeat(20))]));
        assert_eq!(long.headline, format!("{}word…", "word ".repeat(11)));
    }

    #[test]
    fn what_the_file_says_is_cited() {
        let given = article("a.txt", "Body.").given("Rudaw", "Sadr\n speaks", (2026, 1, 19));
        assert_eq!(cited(&briefing([given])).words(), "Rudaw, “Sadr speaks”, 2026-01-19, a.txt");
    }
}
