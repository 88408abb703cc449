//! Analysis takes time in proportion to the text, whatever the text is made of.

use std::time::{Duration, Instant};

use dixit::{
    model::{Document, Given, Origin},
    pipeline::Engine,
};

/// Ten times the text may take this many times as long. In proportion it would be 10; a quadratic step
/// would make it 100. The slack is for machines that do other things meanwhile.
const MOST: f64 = 22.0;

/// A time that nobody waits for: a quadratic step takes seconds on the longer text, a busy machine makes any
/// ratio of less.
const SOON: Duration = Duration::from_millis(300);

/// Bytes of the shorter text.
const SHORT: usize = 24_000;

#[test]
fn ten_times_the_text_takes_ten_times_as_long() {
    let seed = include_str!("../../../seeds/001_a249941743d59ac2.txt");
    let shapes = [
        ("an article", seed),
        ("opening marks", "“"),
        ("closing marks", "”"),
        ("straight marks", "\" "),
        ("single marks", "‘"),
        ("nested marks", "“ ‘ "),
        ("no spaces", "abcdefgh"),
        ("commas", "a , "),
        ("full stops", "a. "),
        ("brackets", "( ["),
        ("lines", "x\n"),
        ("empty lines", "\n\n"),
        ("lines of marks", "“No.\n\n"),
        ("labels", "Q: a\n\nA: b\n\n"),
        ("credits", "“A.” — Ana Reyes\n\n"),
        ("capitals", "A B. C. "),
        ("hyphens", "al-"),
        ("digits", "1,0"),
        ("accents", "e\u{301}"),
    ];
    let engine = Engine::new();
    let mut slow = Vec::new();
    for (name, piece) in shapes {
        let short = piece.repeat(SHORT / piece.len() + 1);
        let long = short.repeat(10);
        // Noise only ever adds, so the better of a few tries is nearer the truth.
        let tries = (0..4).map(|_| {
            let all = time(&engine, &long);
            if all < SOON { 0.0 } else { all.as_secs_f64() / time(&engine, &short).as_secs_f64() }
        });
        let mut best = f64::INFINITY;
        for ratio in tries {
            best = best.min(ratio);
            if best < MOST {
                break;
            }
        }
        if best >= MOST {
            slow.push(format!("{name}: {best:.0} times as long"));
        }
    }
    assert!(slow.is_empty(), "ten times the text takes\n{}", slow.join("\n"));
}

fn time(engine: &Engine, raw: &str) -> Duration {
    let document =
        Document { id: "law".to_owned(), raw: raw.into(), origin: Origin::Sample, given: Given::default() };
    let began = Instant::now();
    std::hint::black_box(engine.analyse(&document));
    began.elapsed()
}
