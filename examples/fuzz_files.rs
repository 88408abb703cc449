//! Looks for files that break a reader: mutates files of the corpus with a generator of fixed seed, for so many seconds. A
//! reader may refuse what it gets, and a panic of a crate is contained and counted; it may not take long or give a document that breaks the laws.
//!
//! ```text
//! cargo run --release --example fuzz_files -- [SECONDS] [SEED] [FOLDER …]
//! ```
#![allow(clippy::print_stdout, reason = "an example reports on standard output")]

use std::{
    collections::BTreeMap,
    fs, panic,
    path::{Path, PathBuf},
    process::ExitCode,
    time::{Duration, Instant},
};

use dixit::{
    clean,
    ingest::formats::{Budget, Context, draft::broken, read_all},
};

/// What is put in.
const PIECES: &[&[u8]] = &[
    b"<",
    b">",
    b"</",
    b"/>",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"&#0;",
    b"&#x110000;",
    b"&amp",
    b"\"",
    b"'",
    b"=",
    b"\0",
    b"<table><tr><td>",
    b"<p>",
    b"</p>",
    b"<div>",
    b"</div>",
    b"<svg>",
    b"<math>",
    b"<select>",
    b"<template>",
    b"<script>",
    b"<title>",
    b"<pre>\n",
    b"<blockquote>",
    b"<h1>",
    b"<li>",
    b"<br><br>",
    b"<font>",
    b"</td>",
    b"<plaintext>",
    b"<base href=x>",
    b"<meta charset=utf-16>",
    b"<meta charset=shift_jis>",
    b"{\"@type\":\"Article\",",
    b"[[[[[[",
    b"{\"a\":",
    b"\r\n",
    b"\n\n",
    b"\nFrom ",
    b"\nFrom: a@b\nDate: x\nTo: c\n\n",
    b"Content-Type: multipart/mixed; boundary=x\r\n",
    b"--x\r\n",
    b"--x--",
    b"Content-Transfer-Encoding: base64\r\n",
    b"Content-Type: message/rfc822\r\n\r\n",
    b"=?utf-8?b?4oCU?=",
    b"=\r\n",
    b"=E2=80",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b"\xe2\x80",
    b"PK\x03\x04",
    b"%PDF-1.7\n",
    b"\x1f\x8b",
    b"WARC/1.0\r\n",
];

/// Longer than this is slow, whatever a file of the corpus became.
const SLOW: Duration = Duration::from_secs(2);

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let number = |nth: usize| args.get(nth).and_then(|arg| arg.parse::<u64>().ok());
    let (seconds, seed) = (number(0).unwrap_or(60), number(1).unwrap_or(1));
    let folders: Vec<PathBuf> =
        args.iter().filter(|arg| arg.parse::<u64>().is_err()).map(PathBuf::from).collect();
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut files = Vec::new();
    gather(&if folders.is_empty() { vec![corpus] } else { folders }, &mut files);
    panic::set_hook(Box::new(|_| {}));
    let mut random = Random(seed.wrapping_mul(2).wrapping_add(1));
    let (began, mut tried, mut slowest, mut contained) = (Instant::now(), 0_u64, (Duration::ZERO, 0), 0);
    let mut taken: BTreeMap<&'static str, u64> = BTreeMap::new();
    while began.elapsed() < Duration::from_secs(seconds) && !files.is_empty() {
        let (name, bytes) = mutated(&files, &mut random);
        let read = || {
            let budget = Budget::new(bytes.len() as u64);
            read_all(bytes.clone(), &Context::file(name.as_ref(), &budget), true)
        };
        let start = Instant::now();
        let intake = panic::catch_unwind(read);
        let mut took = start.elapsed();
        // On a busy machine everything is slow at times.
        for _ in 0..4 {
            if took > SLOW && intake.is_ok() {
                let again = Instant::now();
                read();
                took = took.min(again.elapsed());
            }
        }
        let wrong = match &intake {
            Err(_) => Some("it panics".to_owned()),
            Ok(intake) => intake
                .documents
                .iter()
                .find_map(broken)
                .map(str::to_owned)
                .or_else(|| (took > SLOW).then(|| format!("it takes {took:?}"))),
        };
        if let Some(wrong) = wrong {
            let file = std::env::temp_dir().join(format!("fuzz-{seed}-{tried}-{name}"));
            println!("{wrong}, file {tried} of seed {seed}, kept as {}", file.display());
            return if fs::write(file, bytes).is_ok() { ExitCode::FAILURE } else { ExitCode::from(2) };
        }
        if let Ok(intake) = &intake {
            contained += intake.skipped.iter().filter(|one| one.reason.starts_with("so damaged")).count();
        }
        for document in intake.map(|intake| intake.documents).unwrap_or_default() {
            clean::clean(&document);
            *taken.entry(document.given.format).or_default() += 1;
        }
        slowest = slowest.max((took, tried));
        tried += 1;
    }
    println!(
        "{tried} files, nothing broken, {contained} panics contained; slowest {:?} (file {}); articles of {taken:?}",
        slowest.0, slowest.1
    );
    ExitCode::SUCCESS
}

fn gather(paths: &[PathBuf], files: &mut Vec<(String, Vec<u8>)>) {
    for path in paths {
        if let Ok(entries) = fs::read_dir(path) {
            let mut entries: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
            let is_result = |path: &Path| path.extension().is_some_and(|extension| extension == "expected");
            entries.retain(|path| !path.ends_with("source") && !path.ends_with("make") && !is_result(path));
            entries.sort();
            gather(&entries, files);
        } else if let (Some(name), Ok(bytes)) = (path.file_name(), fs::read(path)) {
            files.push((name.to_string_lossy().into_owned(), bytes));
        }
    }
}

/// A file in which some things are otherwise: cut, doubled, moved, put in, spoiled, joined with another.
fn mutated(files: &[(String, Vec<u8>)], random: &mut Random) -> (String, Vec<u8>) {
    let (name, mut bytes) = files[random.below(files.len())].clone();
    for _ in 0..=random.below(6) {
        let at = random.below(bytes.len() + 1);
        let end = at + random.below(bytes.len() - at + 1).min(1 + random.below(400));
        match random.below(8) {
            0 => bytes.truncate(at),
            1 => drop(bytes.splice(at..end, [])),
            2 => {
                let piece = PIECES[random.below(PIECES.len())];
                let times = if random.below(20) == 0 { 3000 } else { 1 + random.below(3) };
                bytes.splice(at..at, piece.repeat(times));
            }
            3 => {
                let part = bytes[at..end].to_vec();
                let to = random.below(bytes.len() + 1);
                bytes.splice(to..to, part);
            }
            4 => {
                let other = &files[random.below(files.len())].1;
                let from = random.below(other.len() + 1);
                bytes.splice(at..end, other[from..].iter().copied().take(2000));
            }
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = random.below(256) as u8;
                }
            }
        }
        bytes.truncate(1 << 18);
    }
    (name, bytes)
}

/// A small generator of numbers that look like chance (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap_or_default() % limit.max(1)
    }
}
