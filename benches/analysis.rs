//! How fast analysis is: the whole of it and its stages, in bytes of article text a second.

use std::hint::black_box;

use divan::{Bencher, counter::BytesCount};
use dixit::{
    clean, ingest,
    lexicon::Lexicon,
    mention,
    model::{BlockKind, Document, Given, Origin},
    pipeline::Engine,
    quote, segment,
};

fn main() {
    divan::main();
}

fn document(raw: &str) -> Document {
    Document { id: "bench".to_owned(), raw: raw.into(), origin: Origin::Sample, given: Given::default() }
}

/// The paragraphs of the samples, without the furniture around them (what is masked costs next to nothing).
fn paragraphs() -> Vec<String> {
    let mut paragraphs = Vec::new();
    for document in ingest::sample() {
        let blocks = clean::clean(&document).blocks.into_iter().filter(|b| b.kind == BlockKind::Paragraph);
        paragraphs.extend(blocks.map(|b| b.span.of(&document.raw).to_owned()));
    }
    paragraphs
}

/// The paragraphs `times` over, each with words of its own: a paragraph printed twice counts as an ornament.
fn text(times: usize, between: &str) -> Document {
    let paragraphs = paragraphs();
    let again = (0..times).flat_map(|n| paragraphs.iter().map(move |p| format!("In week {n} of 2026 {p}")));
    let document = document(&again.collect::<Vec<_>>().join(between));
    assert!(clean::clean(&document).masked.is_empty(), "what is masked is not analysed");
    document
}

/// An article `times` as long as all samples together.
fn long(times: usize) -> Document {
    text(times, "\n\n")
}

/// The same without a single paragraph break.
fn one_paragraph(times: usize) -> Document {
    text(times, " ")
}

#[divan::bench]
fn start(bencher: Bencher) {
    bencher.bench(Engine::new);
}

#[divan::bench]
fn word_lists(bencher: Bencher) {
    bencher.bench(Lexicon::embedded);
}

#[divan::bench]
fn samples(bencher: Bencher) {
    let engine = Engine::new();
    let documents = ingest::sample();
    bencher
        .counter(BytesCount::new(documents.iter().map(|d| d.raw.len()).sum::<usize>()))
        .bench(|| black_box(&documents).iter().map(|d| engine.analyse(d)).collect::<Vec<_>>());
}

/// Linear, so the throughput must be the same in every row.
#[divan::bench(args = [1, 10, 100], sample_count = 5)]
fn one_long_article(bencher: Bencher, times: usize) {
    let engine = Engine::new();
    let document = long(times);
    bencher.counter(BytesCount::of_str(&*document.raw)).bench(|| engine.analyse(black_box(&document)));
}

/// Likewise.
#[divan::bench(args = [1, 10, 100], sample_count = 5)]
fn one_long_paragraph(bencher: Bencher, times: usize) {
    let engine = Engine::new();
    let document = one_paragraph(times);
    bencher.counter(BytesCount::of_str(&*document.raw)).bench(|| engine.analyse(black_box(&document)));
}

#[divan::bench]
fn stage_clean(bencher: Bencher) {
    let document = long(10);
    bencher.counter(BytesCount::of_str(&*document.raw)).bench(|| clean::clean(black_box(&document)));
}

#[divan::bench]
fn stage_segment(bencher: Bencher) {
    let (document, lexicon) = (long(10), Lexicon::embedded());
    let layout = clean::clean(&document);
    bencher
        .counter(BytesCount::of_str(&*document.raw))
        .bench(|| segment::segment(black_box(&document.raw), &layout, &lexicon));
}

#[divan::bench]
fn stage_mention(bencher: Bencher) {
    let (document, lexicon) = (long(10), Lexicon::embedded());
    let layout = clean::clean(&document);
    let segments = segment::segment(&document.raw, &layout, &lexicon);
    let weights = mention::embedded_weights(&lexicon);
    bencher
        .counter(BytesCount::of_str(&*document.raw))
        .bench(|| mention::find(black_box(&document.raw), &layout, &segments, &lexicon, &weights));
}

#[divan::bench]
fn stage_quote(bencher: Bencher) {
    let (document, lexicon) = (long(10), Lexicon::embedded());
    let layout = clean::clean(&document);
    let segments = segment::segment(&document.raw, &layout, &lexicon);
    bencher
        .counter(BytesCount::of_str(&*document.raw))
        .bench(|| quote::find(black_box(&document.raw), &segments));
}
