//! How fast analysis is: the whole of it and its stages, in bytes of article text a second.

use std::hint::black_box;

use divan::{Bencher, counter::BytesCount};
use dixit::{
    clean,
    lexicon::Lexicon,
    model::{Document, Given, Origin},
    pipeline::Engine,
};

fn main() {
    divan::main();
}

/// The five sample articles.
const SEEDS: [&str; 5] = [
    include_str!("../seeds/000_38564df801d3a5f3.txt"),
    include_str!("../seeds/001_a249941743d59ac2.txt"),
    include_str!("../seeds/002_2ee78586a9d7a01e.txt"),
    include_str!("../seeds/003_f98e653622b961b7.txt"),
    include_str!("../seeds/004_d3326551aab423fa.txt"),
];

fn document(raw: &str) -> Document {
    Document { id: "bench".to_owned(), raw: raw.into(), origin: Origin::Sample, given: Given::default() }
}

/// One article `times` as long as all samples together.
fn long(times: usize) -> Document {
    document(&SEEDS.join("\n\n").repeat(times))
}

/// The same without a single paragraph break.
fn one_paragraph(times: usize) -> Document {
    document(&SEEDS.join(" ").replace(['\n', '\r'], " ").repeat(times))
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
    let documents = SEEDS.map(document);
    bencher
        .counter(BytesCount::new(SEEDS.iter().map(|s| s.len()).sum::<usize>()))
        .bench(|| documents.each_ref().map(|d| engine.analyse(black_box(d))));
}

/// Linear, so the throughput must be the same in every row.
#[divan::bench(args = [1, 10, 100], sample_count = 10)]
fn one_long_article(bencher: Bencher, times: usize) {
    let engine = Engine::new();
    let document = long(times);
    bencher.counter(BytesCount::of_str(&*document.raw)).bench(|| engine.analyse(black_box(&document)));
}

/// Likewise.
#[divan::bench(args = [1, 10, 100], sample_count = 10)]
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
