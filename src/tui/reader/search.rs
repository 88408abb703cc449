//! Searching in the article: smart case, any white space, any kind of quotation mark.

use crate::{
    text::Span,
    view::{LineKind, Page, find::Words},
};

/// A search and what it found in the article on screen.
#[derive(Debug)]
pub struct Search {
    words: Words,
    hits: Vec<Span>,
    at: Option<usize>,
    /// Where it began.
    from: u32,
}

impl Search {
    /// A search for `query`, unless that is blank.
    pub fn new(query: &str) -> Option<Self> {
        Some(Self { words: Words::new(query)?, hits: Vec::new(), at: None, from: 0 })
    }

    /// The same search, begun at byte `from`.
    pub const fn begun_at(mut self, from: u32) -> Self {
        self.from = from;
        self
    }

    /// What is searched for.
    pub fn query(&self) -> &str {
        self.words.typed()
    }

    /// All places found, in order of the text.
    pub fn hits(&self) -> &[Span] {
        &self.hits
    }

    /// The place the search is at.
    pub fn current(&self) -> Option<Span> {
        self.at.and_then(|at| self.hits.get(at)).copied()
    }

    /// Which of the places it is at, from 1, and how many there are.
    pub fn counter(&self) -> (usize, usize) {
        (self.at.map_or(0, |at| at + 1), self.hits.len())
    }

    /// Begins again where it is, which is elsewhere by now.
    pub fn follow(&mut self, moved: impl Fn(u32) -> u32) {
        self.from = moved(self.current().map_or(self.from, Span::start));
        (self.hits, self.at) = (Vec::new(), None);
    }

    /// Finds the places in `text` that `page` shows.
    pub fn look(&mut self, text: &str, page: &Page) {
        let before = self.current();
        let shown = |span: &Span| {
            let line = page.lines.get(page.line_at(span.start()));
            line.is_some_and(|l| {
                matches!(l.kind, LineKind::Text(_) | LineKind::Masked(_)) && l.span.contains(span.start())
            })
        };
        self.hits = self.words.places(text).filter(shown).collect();
        let from = before.map_or(self.from, Span::start);
        self.start(from);
    }

    /// Goes to the first place at byte `from` or after it, else to the first of all.
    pub fn start(&mut self, from: u32) {
        self.from = from;
        let at = self.hits.partition_point(|h| h.start() < from);
        self.at = if self.hits.is_empty() { None } else { Some(if at < self.hits.len() { at } else { 0 }) };
    }

    /// Goes to the next place or the one before; says so when it goes on from the other end.
    pub fn step(&mut self, back: bool) -> Option<&'static str> {
        let len = self.hits.len();
        let at = self.at?;
        let (next, word) = match back {
            false if at + 1 >= len => (0, Some("search went on from the top")),
            true if at == 0 => (len - 1, Some("search went on from the end")),
            false => (at + 1, None),
            true => (at - 1, None),
        };
        self.at = Some(next);
        word
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::briefing::{Article, Briefing};

    fn article(marked: &str) -> Article {
        let (document, analysis) = crate::notation::parse(marked).expect("marked text");
        let briefing = Briefing::new(vec![(Arc::new(document), Some(Arc::new(analysis)))]);
        briefing.articles.into_iter().next().expect("the article")
    }

    #[track_caller]
    fn check(query: &str, masked: bool, expected: &[&str]) {
        let article = article(
            "= Sadr speaks\n\nThe cleric said: “Iraq’s borders are not safe.” A sadr\nis a chest.\n\n|caption| Sadr. Photo: AFP",
        );
        let mut search = Search::new(query).expect("a query");
        search.look(&article.document.raw, &Page::new(&article, 12, masked));
        let found: Vec<_> = search.hits().iter().map(|h| h.of(&article.document.raw)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn capitals_mind_the_case_and_masked_text_is_searched_when_shown() {
        check("sadr", false, &["Sadr", "sadr"]);
        check("sadr", true, &["Sadr", "sadr", "Sadr"]);
        check("Sadr", false, &["Sadr"]);
    }

    #[test]
    fn typed_marks_and_spaces_find_printed_ones() {
        check("said: \"iraq's  borders", false, &["said: “Iraq’s borders"]);
        check("a+", false, &[]);
    }

    #[test]
    fn stepping_goes_around_and_says_so() {
        let article = article("one a two a three a");
        let mut search = Search::new("a").expect("a query");
        search.look(&article.document.raw, &Page::new(&article, 80, false));
        search.start(5);
        assert_eq!(search.counter(), (2, 3));
        assert_eq!((search.step(false), search.counter()), (None, (3, 3)));
        assert_eq!((search.step(false), search.counter()), (Some("search went on from the top"), (1, 3)));
        assert_eq!((search.step(true), search.counter()), (Some("search went on from the end"), (3, 3)));
    }
}
