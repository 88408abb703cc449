//! The five sample articles: every quotation in them must go to the right speaker and actor, and none be
//! made of what the pages carry around the articles.
//!
//! `tests/it/seeds` holds the articles once more with their quotations marked (those in quotation marks;
//! indirect speech is not), and in `missed.txt` what the engine still gets wrong.

use std::{fmt::Write as _, fs};

use dixit::{
    model::{Analysis, Document},
    notation,
    pipeline::Engine,
    text::Span,
};

use crate::{
    gold::Gold,
    source::root,
    units::{Found, Unit, units},
};

/// The sample articles with what is marked in them, by file name.
fn seeds() -> Vec<(String, Document, Analysis)> {
    let mut files: Vec<_> =
        fs::read_dir(root().join("seeds")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    files.sort();
    files
        .iter()
        .map(|name| {
            let name = name.to_str().unwrap();
            let marked = fs::read_to_string(root().join("tests/it/seeds").join(name)).unwrap();
            let (document, analysis) = notation::parse(&marked).unwrap();
            (name.to_owned(), document, analysis)
        })
        .collect()
}

#[test]
fn the_marked_articles_are_the_sample() {
    let seeds = seeds();
    for (name, document, _) in &seeds {
        let raw = fs::read_to_string(root().join("seeds").join(name)).unwrap();
        assert!(*document.raw == *raw, "{name} without its marks is not the article");
    }
    let golds: Vec<Gold> =
        seeds.iter().map(|(name, document, analysis)| gold(name, document, analysis)).collect();
    let segments = golds.iter().flat_map(|gold| units(gold, &[])).filter(|unit| unit.gold.is_some()).count();
    assert_eq!((seeds.len(), segments), (5, 47));
}

/// What is marked, as the scorer takes it; masked text counts on neither side.
fn gold(name: &str, document: &Document, analysis: &Analysis) -> Gold {
    let points = dixit::text::points::Points::new(&document.raw);
    let mut gold = Gold::marked(name.to_owned(), document, analysis);
    gold.discard = analysis.layout.masked.iter().map(|masked| points.span(masked.span)).collect();
    gold
}

#[test]
fn every_quotation_goes_to_who_said_it() {
    let engine = Engine::new();
    let mut missed = String::new();
    for (name, document, expected) in seeds() {
        let analysis = engine.analyse(&document);
        let found = Found::all(&document, &analysis);
        let gold = gold(&name, &document, &expected);
        let chars: Vec<char> = document.raw.chars().collect();
        let words = |[start, end]: [u32; 2]| chars[start as usize..end as usize].iter().collect::<String>();
        for unit in units(&gold, &found).iter().filter(|unit| !is_right(unit)) {
            let quote = unit.found.filter(|_| unit.said).map(|index| &found[index]);
            let speaker = quote.and_then(|q| q.mention).map_or("nobody".to_owned(), words);
            let actor = quote.and_then(|q| q.actor.as_deref()).unwrap_or("nobody");
            let should = unit.gold.and_then(|index| gold.attributions[index].source.first());
            let should = should.map_or("nobody".to_owned(), |source| words(*source));
            let segment = words(unit.segment);
            _ = writeln!(missed, "{}: “{segment}” should be {should}, is {speaker} ({actor})", gold.id);
        }
    }
    expect_test::expect_file!["seeds/missed.txt"].assert_eq(&missed);
}

/// Whether speaker and actor are right, or rightly nobody.
fn is_right(unit: &Unit) -> bool {
    let quoted = if unit.gold.is_some() { unit.right } else { !unit.said };
    let actor = unit.actor.as_ref().is_none_or(|a| if a.kind.is_some() { a.right } else { !a.said });
    quoted && actor
}

#[test]
fn nothing_is_found_around_the_articles() {
    let engine = Engine::new();
    for (name, document, expected) in seeds() {
        let analysis = engine.analyse(&document);
        let is_masked = |span: Span| expected.layout.masked.iter().any(|masked| masked.span.overlaps(span));
        for span in analysis.attributions.iter().flat_map(|a| &a.quotation.content) {
            assert!(!is_masked(*span), "{name}: a quotation in {:?}", span.of(&document.raw));
        }
        for mention in &analysis.mentions {
            assert!(!is_masked(mention.span), "{name}: a mention in {:?}", mention.span.of(&document.raw));
        }
    }
}
