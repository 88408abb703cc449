//! Texts made of pieces of the samples, cut, doubled, moved and spoiled: the analysis ends soon, and its laws hold.

use std::{
    panic,
    process::ExitCode,
    time::{Duration, Instant},
};

use dixit::{
    model::{Analysis, Document, Given, Origin},
    pipeline::Engine,
    text::Span,
};

use crate::random::Random;

const SEEDS: [&str; 5] = [
    include_str!("../../seeds/000_38564df801d3a5f3.txt"),
    include_str!("../../seeds/001_a249941743d59ac2.txt"),
    include_str!("../../seeds/002_2ee78586a9d7a01e.txt"),
    include_str!("../../seeds/003_f98e653622b961b7.txt"),
    include_str!("../../seeds/004_d3326551aab423fa.txt"),
];

/// What is put in: marks, breaks, words that open something, characters that are not what they seem.
const PIECES: &[&str] = &[
    "“",
    "”",
    "\"",
    "'",
    "‘",
    "’",
    "``",
    "(",
    ")",
    "[",
    "—",
    "-",
    "--",
    "…",
    ".",
    ",",
    ":",
    ";",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "\0",
    "\u{1b}[0m",
    "\u{a0}",
    "\u{200b}",
    "\u{feff}",
    "\u{301}",
    "\u{202e}",
    "قال",
    "他说“好”。",
    "👩‍👩‍👧",
    "İ",
    "ß",
    " said ",
    " he ",
    " who ",
    "According to ",
    " Mr. ",
    " al-",
    "U.S.",
    "’s",
    "Q: ",
    "By ",
    "Photo: ",
    "RELATED: ",
    "6 Comments",
    "Jan. 19, 2026",
    "6 hours ago",
    "• ",
    " told ",
    " that ",
    "the minister",
];

/// Slower than this many nanoseconds a byte (and a millisecond to begin with) is slow.
const SLOW: u128 = 5_000;

/// Analyses such texts for so many seconds.
pub fn run(seconds: u64, seed: u64) -> ExitCode {
    let engine = Engine::new();
    let mut random = Random::new(seed);
    let (began, mut texts, mut bytes, mut slowest) = (Instant::now(), 0_u64, 0_usize, (0, 0));
    while began.elapsed() < Duration::from_secs(seconds) {
        let raw = text(&mut random);
        let document = Document {
            id: "fuzz".to_owned(),
            raw: raw.as_str().into(),
            origin: Origin::Sample,
            given: Given::default(),
        };
        let start = Instant::now();
        let found = panic::catch_unwind(panic::AssertUnwindSafe(|| engine.analyse(&document)));
        let took = start.elapsed().as_nanos();
        let wrong = match &found {
            Ok(analysis) => broken(&raw, analysis),
            Err(_) => Some("it panics"),
        };
        if let Some(wrong) = wrong {
            println!("{wrong}, text {texts} of seed {seed}:\n{raw:?}");
            return ExitCode::FAILURE;
        }
        let pace = took.saturating_sub(1_000_000) / raw.len().max(1) as u128;
        if pace > slowest.0 {
            slowest = (pace, texts);
        }
        texts += 1;
        bytes += raw.len();
    }
    println!(
        "{texts} texts, {:.1} MB, nothing broken; slowest {} ns a byte (text {})",
        bytes as f64 / 1e6,
        slowest.0,
        slowest.1
    );
    if slowest.0 > SLOW { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// What of the laws of analysis does not hold, if any.
fn broken(raw: &str, analysis: &Analysis) -> Option<&'static str> {
    let place = |span: Span| span.get(raw).is_some_and(|words| !words.is_empty());
    let blocks = analysis.layout.blocks.iter().map(|b| b.span);
    let mut parts: Vec<Span> = blocks.chain(analysis.layout.masked.iter().map(|m| m.span)).collect();
    parts.sort_unstable();
    let gaps = parts.iter().map(|p| p.start()).chain([raw.len() as u32]);
    let ends = [0].into_iter().chain(parts.iter().map(|p| p.end()));
    let laws = [
        (parts.iter().all(|p| place(*p)), "a block or mask is no place in the text"),
        (parts.windows(2).all(|p| p[0].end() <= p[1].start()), "blocks and masks overlap"),
        (
            ends.zip(gaps).all(|(a, b)| Span::new(a, b).of(raw).trim().is_empty()),
            "text is in no block and no mask",
        ),
        (analysis.mentions.iter().all(|m| place(m.span) && m.span.covers(m.head)), "a mention is no place"),
        (
            analysis.attributions.iter().all(|a| {
                let content = &a.quotation.content;
                !content.is_empty()
                    && content.iter().all(|c| place(*c))
                    && content.windows(2).all(|c| c[0].end() <= c[1].start())
                    && a.cue.is_none_or(place)
                    && a.speaker.is_none_or(|m| analysis.mention(m).is_some())
            }),
            "an attribution is no place, or out of order",
        ),
        (
            analysis.entities.iter().all(|e| !e.name.is_empty() && !e.mentions.is_empty()),
            "an entity is nobody",
        ),
    ];
    laws.into_iter().find(|(holds, _)| !holds).map(|(_, law)| law)
}

/// Pieces of the samples, cut, doubled, moved and spoiled.
fn text(random: &mut Random) -> String {
    let mut out: Vec<char> = Vec::new();
    for _ in 0..=random.below(3) {
        let seed: Vec<char> = SEEDS[random.below(SEEDS.len())].chars().collect();
        out.extend(cut(&seed, random, 4_000));
    }
    for _ in 0..random.below(40) {
        let at = random.below(out.len() + 1);
        match random.below(6) {
            0 => {
                let to = (at + random.below(60)).min(out.len());
                out.drain(at..to);
            }
            1 => {
                let again = cut(&out, random, 300);
                out.splice(at..at, again);
            }
            2 => {
                let piece = PIECES[random.below(PIECES.len())].repeat(1 << random.below(9));
                out.splice(at..at, piece.chars());
            }
            3 => {
                for c in out.iter_mut().skip(at).take(40) {
                    *c = c.to_uppercase().next().unwrap_or(*c);
                }
            }
            4 => {
                if let Some(c) = out.get_mut(at) {
                    *c = char::from_u32(random.next() as u32 % 0x11_0000).unwrap_or('\u{fffd}');
                }
            }
            _ => {
                let piece = PIECES[random.below(PIECES.len())];
                out.splice(at..at, piece.chars());
            }
        }
    }
    out.into_iter().collect()
}

/// Some of `text`, at most so many characters.
fn cut(text: &[char], random: &mut Random, most: usize) -> Vec<char> {
    let from = random.below(text.len() + 1);
    let to = (from + random.below(most)).min(text.len());
    text.get(from..to).unwrap_or_default().to_vec()
}
