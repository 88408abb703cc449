//! Finding words anywhere in a briefing: in the names of actors, in quotations, in the text around them.

use std::fmt::Write;

use regex::{Regex, RegexBuilder};

use super::citation::one_line;
use crate::{
    briefing::{ActorId, Article, ArticleId, Briefing, QuoteId},
    model::QuotationKind,
    text::{Span, chars},
};

/// Words that are looked for: white space is any white space, a mark any mark of its sort, capitals mind the case.
#[derive(Debug, Clone)]
pub struct Words {
    typed: String,
    pattern: Regex,
}

/// Something that has the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// An actor; which of its aliases has them, where its name has not.
    Actor(ActorId, Option<usize>),
    /// A quotation, and where in its article they stand first in it.
    Quotation(QuoteId, Span),
    /// A paragraph around what is said, and where in its article they stand first in it; empty for the title that the
    /// file of an article gave.
    Text(ArticleId, Span),
}

impl Words {
    /// What is typed, unless that is blank.
    pub fn new(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        if typed.is_empty() {
            return None;
        }
        let mind_case = typed.chars().any(char::is_uppercase);
        let pattern = RegexBuilder::new(&pattern(typed)).case_insensitive(!mind_case).build().ok()?;
        Some(Self { typed: typed.to_owned(), pattern })
    }

    /// What is typed.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// Whether a text has them.
    pub fn are_in(&self, text: &str) -> bool {
        self.pattern.is_match(text)
    }

    /// Where in a text they stand, in order.
    pub fn places<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Span> + use<'t> {
        let found = self.pattern.find_iter(text).map(|m| Span::from_usize(m.start(), m.end()));
        found.filter(|span| !span.is_empty())
    }
}

/// What is typed as a pattern.
fn pattern(typed: &str) -> String {
    let mut out = String::new();
    let mut after_space = false;
    for c in typed.chars() {
        let space = c.is_whitespace();
        // Writing to a String cannot fail.
        let _ = match c {
            _ if space && after_space => Ok(()),
            _ if space => out.write_str(r"\s+"),
            _ if chars::is_double_mark(c) => out.write_str("[\"“”„«»‟]"),
            _ if chars::is_single_mark(c) => out.write_str("['‘’‚‹›`ʼ]"),
            _ if chars::is_dash(c) || chars::is_hyphen(c) => out.write_str("[-‐‑‒–—―]"),
            _ => out.write_str(&regex::escape(c.encode_utf8(&mut [0; 4]))),
        };
        after_space = space;
    }
    out
}

/// The actors a form of whose name has the words, those quoted most often first.
pub fn actors(briefing: &Briefing, words: &Words) -> Vec<Found> {
    let all = (0..).map(ActorId).zip(&briefing.actors);
    let found = all.filter_map(|(id, actor)| {
        if words.are_in(&actor.name) {
            return Some(Found::Actor(id, None));
        }
        let alias = actor.aliases.iter().position(|(_, alias)| words.are_in(&alias.form))?;
        Some(Found::Actor(id, Some(alias)))
    });
    found.collect()
}

/// What in an article has the words: its quotations, with beliefs, wishes and plans or without, and the paragraphs that
/// have them outside of these, both in order of the text.
pub fn in_article(
    briefing: &Briefing,
    id: ArticleId,
    words: &Words,
    attitudes: bool,
) -> (Vec<Found>, Vec<Found>) {
    let (mut quotes, mut texts) = (Vec::new(), Vec::new());
    let Some(article) = briefing.article(id) else { return (quotes, texts) };
    let given = article.document.given.title.as_deref();
    if given.is_some_and(|title| words.are_in(title)) {
        texts.push(Found::Text(id, Span::empty(0)));
    }
    let mut contents: Option<Vec<(Span, u32)>> = None;
    for part in parts(article) {
        let mut has_text = false;
        for place in words.places(part.of(&article.document.raw)) {
            let place = Span::new(part.start() + place.start(), part.start() + place.end());
            let contents = contents.get_or_insert_with(|| contents_of(article, attitudes));
            let until = contents.partition_point(|(span, _)| span.start() <= place.start());
            let within = contents.iter().take(until).rev().take(NESTED);
            let quote =
                within.filter(|(span, _)| span.contains(place.start())).min_by_key(|(span, _)| span.len());
            if let Some((_, index)) = quote {
                let quote = QuoteId { article: id, index: *index };
                let is_known = quotes
                    .iter()
                    .rev()
                    .take(NESTED)
                    .any(|f| matches!(f, Found::Quotation(of, _) if *of == quote));
                quotes.extend((!is_known).then_some(Found::Quotation(quote, place)));
            } else if !has_text {
                has_text = true;
                texts.push(Found::Text(id, place));
            }
        }
    }
    (quotes, texts)
}

/// Quotations stand in each other no deeper than this, nor in more parts.
const NESTED: usize = 8;

/// The paragraphs of an article; all of it before it is analysed.
fn parts(article: &Article) -> impl Iterator<Item = Span> {
    let blocks = article.analysis.as_ref().map(|analysis| analysis.layout.blocks.as_slice());
    let blocks = blocks.filter(|blocks| !blocks.is_empty());
    let all = blocks.is_none().then(|| Span::whole(&article.document.raw));
    blocks.unwrap_or_default().iter().map(|block| block.span).chain(all)
}

/// The parts of the quotations of an article, each with the number of its quotation, in order of the text.
fn contents_of(article: &Article, attitudes: bool) -> Vec<(Span, u32)> {
    let analysis = article.analysis.iter();
    let all = analysis.flat_map(|analysis| (0..).zip(&analysis.attributions));
    let shown = all.filter(|(_, a)| attitudes || a.quotation.kind != QuotationKind::Attitude);
    let mut parts: Vec<(Span, u32)> =
        shown.flat_map(|(index, a)| a.quotation.content.iter().map(move |span| (*span, index))).collect();
    parts.sort_unstable_by_key(|(span, _)| (span.start(), span.end()));
    parts
}

/// Words with those around them in one line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Snippet {
    /// What stands before them; begins with `…` when cut.
    pub before: String,
    /// They themselves.
    pub words: String,
    /// What stands after them.
    pub after: String,
}

impl Snippet {
    /// The words at `place` of `text` with so many bytes of what stands in `around` on each side.
    pub fn new(text: &str, around: Span, place: Span, reach: [usize; 2]) -> Self {
        let [before, after] = reach;
        let start = place.start().saturating_sub(before as u32).max(around.start());
        let start = (start..=place.start()).find(|at| text.is_char_boundary(*at as usize));
        let start = start.unwrap_or(place.start());
        let end = place.end().saturating_add(after as u32).min(around.end());
        let end = (place.end()..=end).rev().find(|at| text.is_char_boundary(*at as usize));
        let whole = Span::new(start, place.start()).of(text);
        let whole_words = whole.split_once(char::is_whitespace).map_or(whole, |(_, rest)| rest);
        let before = if start > around.start() { format!("…{whole_words}") } else { whole.to_owned() };
        // One line, but the spaces next to the words stay.
        let flat = |text: &str| {
            let line = one_line(text);
            let space = |there: bool| if there && !line.is_empty() { " " } else { "" };
            let begins = space(text.starts_with(char::is_whitespace));
            format!("{begins}{line}{}", space(text.ends_with(char::is_whitespace)))
        };
        Self {
            before: flat(before.trim_start()),
            words: one_line(place.of(text)),
            after: flat(Span::new(place.end(), end.unwrap_or(place.end())).of(text)),
        }
    }
}

/// The paragraph of an article that a place is in.
pub fn paragraph(article: &Article, place: Span) -> Span {
    parts(article).find(|part| part.contains(place.start())).unwrap_or(place)
}

/// The paragraphs of an article from the one before that of a place on.
pub fn paragraphs_around(article: &Article, place: Span) -> impl Iterator<Item = Span> {
    let at = parts(article).position(|part| part.contains(place.start())).unwrap_or(0);
    parts(article).skip(at.saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        briefing::fixture::{article, briefing},
        model::{
            EntityKind::Person,
            QuotationKind::{Attitude, Direct},
        },
    };

    fn harbour() -> Briefing {
        let first = "Mara Chen said: “The port stays open.”";
        let second = "The port was quiet, the port of Kota. Chen wants an open port.";
        let draft = article("a", &format!("{first}\n\n{second}"))
            .given("Strait", "Port news", (2026, 1, 2))
            .paragraph(first)
            .paragraph(second)
            .entity(Person, &["Mara Chen"])
            .quote(Direct, &["“The port stays open.”"], "said", "Mara Chen")
            .quote(Attitude, &["an open port"], "wants", "Chen wants");
        briefing([draft])
    }

    fn found(typed: &str, attitudes: bool) -> String {
        let briefing = harbour();
        let words = Words::new(typed).expect("words");
        let (quotes, texts) = in_article(&briefing, ArticleId(0), &words, attitudes);
        let raw = &briefing.articles[0].document.raw;
        let shown = |found: Found| match found {
            Found::Actor(id, form) => format!("actor {} {form:?}", id.0),
            Found::Quotation(quote, place) => format!("said {}: {}", quote.index, place.of(raw)),
            Found::Text(_, place) if place.is_empty() => "title".to_owned(),
            Found::Text(_, place) => format!("text: {}", place.of(raw)),
        };
        let all = actors(&briefing, &words).into_iter().chain(quotes).chain(texts);
        all.map(shown).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn names_quotations_and_paragraphs_are_found_each_once() {
        assert_eq!(found("port", false), "said 0: port, title, text: port");
        assert_eq!(found("port", true), "said 0: port, said 1: port, title, text: port");
        assert_eq!(found("Port", false), "title", "capitals mind the case");
        assert_eq!(found("mara chen", false), "actor 0 None, text: Mara Chen");
        assert_eq!(found("said: \"the", false), "text: said: “The");
        assert_eq!(found("zebra", false), "");
        assert!(Words::new("  ").is_none());
    }

    #[test]
    fn words_stand_among_those_around_them() {
        let text = "One two\nthree four five six.";
        let place = Span::new(8, 13);
        let whole = Snippet::new(text, Span::whole(text), place, [40, 40]);
        assert_eq!((&*whole.before, &*whole.words, &*whole.after), ("One two ", "three", " four five six."));
        let cut = Snippet::new(text, Span::whole(text), place, [6, 5]);
        assert_eq!((&*cut.before, &*cut.after), ("…two ", " four"));
    }
}
