//! Whether analysis is linear in the text: hostile and ordinary texts at one size and at ten times that size,
//! with the time of each stage. Ends with status 1 if ten times the text takes much more than ten times the time.
//!
//! ```text
//! cargo run --release --example linear                       # on the samples, cut up in many ways
//! cargo run --release --example linear -- [--only NAME] ARTICLES.jsonl
//! ```
#![allow(clippy::print_stdout, reason = "an example reports on standard output")]

use std::{
    process::ExitCode,
    time::{Duration, Instant},
};

use anyhow::Context;
use dixit::{
    actor,
    attribute::{self, Models, Scene},
    clean,
    lexicon::Lexicon,
    linear::Weights,
    mention,
    model::{Document, Given, Origin},
    quote, segment,
};

/// Ten times the text may take this much times the time: caches are not linear.
const LIMIT: f64 = 16.0;

/// Times below this say nothing.
const FLOOR: Duration = Duration::from_millis(20);

const SEEDS: [&str; 5] = [
    include_str!("../seeds/000_38564df801d3a5f3.txt"),
    include_str!("../seeds/001_a249941743d59ac2.txt"),
    include_str!("../seeds/002_2ee78586a9d7a01e.txt"),
    include_str!("../seeds/003_f98e653622b961b7.txt"),
    include_str!("../seeds/004_d3326551aab423fa.txt"),
];

const STAGES: [&str; 6] = ["clean", "segment", "mention", "quote", "attribute", "actor"];

fn main() -> anyhow::Result<ExitCode> {
    let (mut only, mut path) = (None, None);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--only" => only = arguments.next(),
            _ => path = Some(argument),
        }
    }
    let prose = match path {
        Some(path) => articles(&path)?,
        None => SEEDS.join("\n\n"),
    };
    let stages = Stages::new();
    let mut good = true;
    println!("{:28} {:>9} {:>9} {:>6} {:>7}  slowest stages", "text", "ms", "10x ms", "ratio", "MB/s");
    for (name, size, make) in cases() {
        if only.as_deref().is_some_and(|o| !name.contains(o)) {
            continue;
        }
        let (small, large) = (make(&prose, size), make(&prose, size * 10));
        let (a, b) = (stages.time(&small), stages.time(&large));
        let (short, long): (Duration, Duration) = (a.iter().sum(), b.iter().sum());
        let ratio =
            long.as_secs_f64() / short.as_secs_f64() / (large.len() as f64 / small.len() as f64) * 10.0;
        let bad = ratio > LIMIT && long > FLOOR;
        good &= !bad;
        let mut slow: Vec<(f64, f64, &str)> = a
            .iter()
            .zip(&b)
            .zip(STAGES)
            .map(|((a, b), name)| (b.as_secs_f64() * 1e3, b.as_secs_f64() / a.as_secs_f64(), name))
            .collect();
        slow.sort_by(|a, b| b.0.total_cmp(&a.0));
        let slow: Vec<String> =
            slow.iter().take(3).map(|(ms, ratio, name)| format!("{name} {ms:.0} (x{ratio:.0})")).collect();
        println!(
            "{name:28} {:>9.1} {:>9.1} {ratio:>6.1} {:>7.2}  {}{}",
            short.as_secs_f64() * 1e3,
            long.as_secs_f64() * 1e3,
            large.len() as f64 / 1e6 / long.as_secs_f64(),
            slow.join(", "),
            if bad { "  NOT LINEAR" } else { "" }
        );
    }
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// All stages, timed one by one.
struct Stages {
    lexicon: Lexicon,
    names: Weights,
    models: Models,
}

impl Stages {
    fn new() -> Self {
        let lexicon = Lexicon::embedded();
        let names = mention::embedded_weights(&lexicon);
        let models = Models::embedded(&lexicon);
        Self { lexicon, names, models }
    }

    /// The best of three runs, one for slow texts.
    fn time(&self, raw: &str) -> [Duration; 6] {
        let document =
            Document { id: String::new(), raw: raw.into(), origin: Origin::Stdin, given: Given::default() };
        let mut best = self.once(&document);
        for _ in 0..2 {
            if best.iter().sum::<Duration>() < Duration::from_secs(1) {
                let again = self.once(&document);
                best = std::array::from_fn(|i| best[i].min(again[i]));
            }
        }
        best
    }

    fn once(&self, document: &Document) -> [Duration; 6] {
        let raw: &str = &document.raw;
        let mut times = [Duration::ZERO; 6];
        let mut began = Instant::now();
        let mut lap = |stage: usize| {
            times[stage] = began.elapsed();
            began = Instant::now();
        };
        let layout = clean::clean(document);
        lap(0);
        let segments = segment::segment(raw, &layout, &self.lexicon);
        lap(1);
        let mut mentions = mention::find(raw, &layout, &segments, &self.lexicon, &self.names);
        lap(2);
        let passages = quote::find(raw, &segments);
        lap(3);
        let attributions = {
            let scene = Scene::new(raw, &layout, &segments, &mentions, &passages, &self.lexicon);
            attribute::attribute(&scene, &self.models)
        };
        lap(4);
        let entities = actor::resolve(raw, &segments, &passages, &attributions, &self.lexicon, &mut mentions);
        lap(5);
        std::hint::black_box(entities);
        times
    }
}

type Make = fn(&str, usize) -> String;

/// The texts: a name, the small size (in what the text counts), what makes it.
fn cases() -> Vec<(&'static str, usize, Make)> {
    fn again(text: &str, n: usize) -> String {
        text.repeat(n)
    }
    fn numbered(n: usize, between: &str, f: impl Fn(usize) -> String) -> String {
        (0..n).map(f).collect::<Vec<_>>().join(between)
    }
    vec![
        ("prose, one paragraph", 500_000, |prose, n| {
            fill(prose, n).split_whitespace().collect::<Vec<_>>().join(" ")
        }),
        ("prose, many paragraphs", 500_000, |prose, n| fill(prose, n)),
        ("prose, one sentence", 500_000, |prose, n| {
            let words = fill(prose, n).replace(['.', '?', '!', '…'], " ");
            words.split_whitespace().collect::<Vec<_>>().join(" ")
        }),
        ("prose, no marks", 500_000, |prose, n| {
            let words = fill(prose, n).replace(
                ['.', '?', '!', '…', ',', '“', '”', '"', '’', '‘', '\'', '(', ')', ':', ';', '—', '–'],
                " ",
            );
            words.split_whitespace().collect::<Vec<_>>().join(" ")
        }),
        ("prose, a line a word", 100_000, |prose, n| {
            let text = fill(prose, n);
            text.split_whitespace().collect::<Vec<_>>().join("\n")
        }),
        ("prose, a paragraph a word", 100_000, |prose, n| {
            let text = fill(prose, n);
            text.split_whitespace().collect::<Vec<_>>().join("\n\n")
        }),
        ("prose, wrapped by hand", 300_000, |prose, n| {
            let mut out = String::new();
            let mut width = 0;
            for (i, word) in fill(prose, n).split_whitespace().enumerate() {
                width += word.len() + 1;
                out.push_str(word);
                let end = if i % 90 == 89 {
                    "\n\n"
                } else if width > 64 {
                    "\n"
                } else {
                    " "
                };
                if end != " " {
                    width = 0
                }
                out.push_str(end);
            }
            out
        }),
        ("prose, all in capitals", 300_000, |prose, n| fill(prose, n).to_uppercase()),
        ("prose, all capitalised", 300_000, |prose, n| {
            let text = fill(prose, n);
            let word = |w: &str| {
                let mut chars = w.chars();
                chars.next().map(|c| c.to_uppercase().chain(chars).collect::<String>()).unwrap_or_default()
            };
            text.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
        }),
        ("prose, all quoted", 300_000, |prose, n| {
            let text = fill(prose, n).replace(['“', '”', '"'], "");
            text.split_whitespace().map(|w| format!("“{w}”")).collect::<Vec<_>>().join(" ")
        }),
        ("prose, marks never close", 300_000, |prose, n| fill(prose, n).replace(['”', '"'], "“")),
        ("prose, single marks", 300_000, |prose, n| fill(prose, n).replace(['”', '"', '“'], "'")),
        ("prose, no spaces", 300_000, |prose, n| fill(prose, n).split_whitespace().collect()),
        ("open marks", 10_000, |_, n| again("“", n)),
        ("open and close marks", 10_000, |_, n| again("“”", n)),
        ("nested marks", 10_000, |_, n| again("“a ", n) + &again(" b”", n)),
        ("straight marks", 10_000, |_, n| again("\"", n)),
        ("straight marks, spaced", 10_000, |_, n| again("\" ", n)),
        ("single marks", 10_000, |_, n| again("'", n)),
        ("single marks, spaced", 10_000, |_, n| again("' ", n)),
        ("single marks with letters", 10_000, |_, n| again("'a ", n)),
        ("single marks closed", 10_000, |_, n| again("'a b' ", n)),
        ("curly single marks", 10_000, |_, n| again("‘a ", n)),
        ("apostrophes in a word", 10_000, |_, n| again("a'", n)),
        ("backticks", 10_000, |_, n| again("`", n)),
        ("one word", 100_000, |_, n| again("a", n)),
        ("one capital word", 100_000, |_, n| again("A", n)),
        ("one word of dots", 50_000, |_, n| again("A.", n)),
        ("one word of hyphens", 50_000, |_, n| again("a-", n)),
        ("one word of capitals", 50_000, |_, n| again("Ab-", n)),
        ("one word of slashes", 50_000, |_, n| again("a/", n)),
        ("one word of ampersands", 50_000, |_, n| again("A&", n)),
        ("one number", 100_000, |_, n| again("1", n)),
        ("one number with commas", 50_000, |_, n| again("1,", n)),
        ("hyphens", 100_000, |_, n| again("-", n)),
        ("dashes", 100_000, |_, n| again("—", n)),
        ("stops", 100_000, |_, n| again(".", n)),
        ("stops, spaced", 100_000, |_, n| again(". ", n)),
        ("stops of two kinds", 100_000, |_, n| again(".?", n)),
        ("commas", 100_000, |_, n| again(",", n)),
        ("colons", 100_000, |_, n| again(": ", n)),
        ("brackets", 50_000, |_, n| again("(", n) + &again(")", n)),
        ("brackets with words", 20_000, |_, n| again("(he said ", n) + &again(")", n)),
        ("newlines", 500_000, |_, n| again("\n", n)),
        ("returns", 500_000, |_, n| again("\r", n)),
        ("spaces", 500_000, |_, n| again(" ", n)),
        ("words and spaces", 5, |_, n| numbered(50, "a", |_| again(" ", n * 10_000))),
        ("NULs", 200_000, |_, n| again("\0", n)),
        ("zero-width", 100_000, |_, n| again("\u{200b}", n)),
        ("combining", 100_000, |_, n| "a".to_owned() + &again("\u{301}", n)),
        ("right to left", 50_000, |_, n| again("\u{202e}قال ", n)),
        ("emoji", 50_000, |_, n| again("👩‍👩‍👧 ", n)),
        ("CJK", 50_000, |_, n| again("他说“好”。", n)),
        ("one-word paragraphs", 10_000, |_, n| numbered(n, "\n\n", |i| format!("word{i}"))),
        ("one same word, lines", 10_000, |_, n| again("Word\n", n)),
        ("one sentence, lines", 10_000, |_, n| {
            again("The minister said on Monday that the harbour would open again in the spring.\n", n)
        }),
        ("quoted runs", 2_000, |_, n| numbered(n, " ", |i| format!("“run number {i} of them”"))),
        ("quoted runs, said", 2_000, |_, n| {
            numbered(n, ", ", |i| format!("“run number {i} of them is long,” he said"))
        }),
        ("quoted runs, paragraphs", 2_000, |_, n| {
            numbered(n, "\n\n", |i| format!("“run number {i} of them is long,” he said."))
        }),
        ("quoted runs, unclosed", 2_000, |_, n| {
            numbered(n, "\n\n", |i| format!("“run number {i} of them is long and goes on."))
        }),
        ("cues", 10_000, |_, n| again("said ", n)),
        ("cues and pronouns", 10_000, |_, n| again("he said ", n)),
        ("cues and names", 10_000, |_, n| again("Smith said that ", n)),
        ("cues, stops", 10_000, |_, n| again("Smith said so. ", n)),
        ("according to", 10_000, |_, n| again("according to Smith, ", n)),
        ("names, all different", 2_000, |_, n| {
            numbered(n, ", ", |i| format!("{} {}", name(i), name(i * 7 + 3)))
        }),
        ("names, one surname", 2_000, |_, n| numbered(n, ", ", |i| format!("{} Smith", name(i)))),
        ("names, one given name", 2_000, |_, n| numbered(n, ", ", |i| format!("John {}", name(i)))),
        ("names, sentences", 2_000, |_, n| {
            numbered(n, ". ", |i| format!("{} {} said so", name(i), name(i * 7 + 3)))
        }),
        ("names, one word", 2_000, |_, n| numbered(n, ". ", |i| format!("Then {} said so", name(i)))),
        ("names, one run", 2_000, |_, n| numbered(n, " ", name)),
        ("names, one run of and", 2_000, |_, n| numbered(n, " and ", name)),
        ("names, one run of of", 2_000, |_, n| numbered(n, " of ", name)),
        ("names, one run of commas", 2_000, |_, n| numbered(n, ", ", name)),
        ("one name", 5_000, |_, n| again("John Smith ", n)),
        ("abbreviations", 2_000, |_, n| {
            numbered(n, ", ", |i| format!("{} Union ({})", name(i), name(i).to_uppercase()))
        }),
        ("titles", 10_000, |_, n| again("Minister ", n)),
        ("titles of", 5_000, |_, n| again("Minister of Defense ", n)),
        ("demonyms", 10_000, |_, n| again("Iraqi ", n)),
        ("honorifics", 10_000, |_, n| again("Mr. ", n)),
        ("pronouns", 10_000, |_, n| again("he ", n)),
        ("pronouns, sentences", 5_000, |_, n| "John Smith came. ".to_owned() + &again("He came. ", n)),
        ("pronouns, nobody", 5_000, |_, n| "The ship sank. ".to_owned() + &again("She sank. ", n)),
        ("pronouns of a crowd", 2_000, |_, n| {
            numbered(n, ", ", |i| format!("{} {} and he", name(i), name(i * 7 + 3)))
        }),
        ("who", 10_000, |_, n| again("who ", n)),
        ("descriptions", 3_000, |_, n| again("the minister said the cleric told the senior diplomat ", n)),
        ("descriptions, sentences", 3_000, |_, n| again("The minister said so. The cleric left. ", n)),
        ("descriptions, different", 3_000, |_, n| {
            numbered(n, " ", |i| format!("The {} minister said so.", name(i).to_lowercase()))
        }),
        ("adjectives", 10_000, |_, n| again("senior ", n)),
        ("nouns", 10_000, |_, n| again("officials ", n)),
        ("determiners", 10_000, |_, n| again("the ", n)),
        ("adverbs", 10_000, |_, n| again("quickly ", n)),
        ("auxiliaries", 10_000, |_, n| again("has ", n)),
        ("conjunctions", 10_000, |_, n| again("and ", n)),
        ("that", 10_000, |_, n| again("that ", n)),
        ("to", 10_000, |_, n| again("to ", n)),
        ("of", 10_000, |_, n| again("of ", n)),
        ("turns", 5_000, |_, n| {
            numbered(n, "\n", |i| format!("{}: I said this and that {i}.", name(i % 7).to_uppercase()))
        }),
        ("questions and answers", 5_000, |_, n| again("Q: What did he say?\nA: He said no.\n", n)),
        ("dates", 5_000, |_, n| again("Jan. 19, 2026\n", n)),
        ("dates, one line", 5_000, |_, n| again("Jan. 19, 2026 ", n)),
        ("comments", 3_000, |_, n| numbered(n, "\n", |i| format!("{i} Comments"))),
        ("related", 3_000, |_, n| numbered(n, "\n", |i| format!("RELATED: {} opens {i}", name(i)))),
        ("bylines", 3_000, |_, n| numbered(n, "\n", |i| format!("By John {}", name(i)))),
        ("captions", 3_000, |_, n| numbered(n, "\n", |i| format!("Photo: John {} / Reuters", name(i)))),
        ("headlines", 3_000, |_, n| numbered(n, "\n", |i| format!("Harbour {} Opens After Winter", name(i)))),
        ("short paragraphs, prefixes", 3_000, |_, n| {
            numbered(n, "\n\n", |i| format!("The harbour opened its gates on Monday {}", name(i)))
        }),
        ("many bullets", 5_000, |_, n| again("• one thing\n", n)),
    ]
}

/// A name that is different for every number.
fn name(i: usize) -> String {
    let syllables = ["ka", "mo", "ri", "te", "lu", "sha", "ne", "vo", "di", "pa"];
    let mut out = String::new();
    let mut left = i;
    loop {
        out.push_str(syllables[left % 10]);
        left /= 10;
        if left == 0 {
            break;
        }
    }
    out.push('x');
    let first = out.remove(0).to_ascii_uppercase();
    format!("{first}{out}")
}

/// `prose` again and again until there are `n` bytes of it.
fn fill(prose: &str, n: usize) -> String {
    let mut out = String::with_capacity(n + 8);
    let mut copy = 0;
    while out.len() < n {
        for line in prose.lines() {
            out.push_str(line);
            // A paragraph printed twice counts as an ornament.
            if copy > 0 && line.len() > 20 {
                out.push_str(&format!(" So much for part {copy}."));
            }
            out.push('\n');
            if out.len() >= n {
                break;
            }
        }
        copy += 1;
    }
    out
}

/// The texts of JSON Lines, one after the other.
fn articles(path: &str) -> anyhow::Result<String> {
    let lines = std::fs::read_to_string(path).with_context(|| format!("reading {path}"))?;
    let mut out = String::new();
    for line in lines.lines().filter(|l| !l.trim().is_empty()) {
        let record: serde_json::Value = serde_json::from_str(line)?;
        out.push_str(record.get("text").and_then(|t| t.as_str()).unwrap_or_default());
        out.push_str("\n\n");
    }
    Ok(out)
}
