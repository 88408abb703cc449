//! Looks for files that break the readers of formats: spoils files of the corpus with a generator of fixed seed, for so many
//! seconds. What is packed is unpacked first, so that not every change is caught by a checksum.
//!
//! ```text
//! cargo run --release --example fuzz_formats -- FOLDER [SECONDS] [SEED]
//! ```
//!
//! FOLDER holds the files: `tests/corpus/pdf`. Needs no nightly compiler; `tests/fuzz` has the same for cargo-fuzz, which is
//! guided by coverage.
#![allow(clippy::print_stdout, reason = "an example reports on standard output")]

use std::{
    fs,
    io::{Cursor, Read, Write},
    path::{Path, PathBuf},
    process::ExitCode,
    time::{Duration, Instant},
};

use dixit::ingest::{
    Intake,
    formats::{Budget, Context, read_all},
};
use flate2::read::ZlibDecoder;
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

/// A file that takes longer is a finding.
const SLOW: Duration = Duration::from_secs(20);

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().unwrap_or_else(|| "tests/corpus/pdf".to_owned()));
    let mut numbers = arguments.map_while(|a| a.parse::<u64>().ok());
    let (seconds, seed) = (numbers.next().unwrap_or(60), numbers.next().unwrap_or(1));
    let seeds = seeds(&folder);
    if seeds.is_empty() {
        println!("no files in {}", folder.display());
        return ExitCode::FAILURE;
    }
    let mut random = Random(seed.wrapping_mul(2).wrapping_add(1));
    let began = Instant::now();
    let (mut files, mut documents, mut refused, mut slowest) = (0_u64, 0, 0, Duration::ZERO);
    while began.elapsed() < Duration::from_secs(seconds) {
        let (name, bytes) = spoiled(&seeds, &mut random);
        let spoiled_file = bytes.clone();
        let start = Instant::now();
        let intake = read(&name, bytes);
        let took = start.elapsed();
        slowest = slowest.max(took);
        if let Some(wrong) = wrong(&intake, took) {
            let kept = std::env::temp_dir().join(format!("finding-{seed}-{files}"));
            let written = fs::write(&kept, spoiled_file);
            println!("{wrong}: file {files} of seed {seed}, kept as {} ({written:?})", kept.display());
            return ExitCode::FAILURE;
        }
        files += 1;
        documents += intake.documents.len();
        refused += intake.skipped.len();
    }
    println!(
        "{}: {files} files, {documents} documents, {refused} refused, nothing broken; slowest {slowest:.1?}; memory at most {}",
        folder.display(),
        peak()
    );
    ExitCode::SUCCESS
}

/// What of the laws of reading does not hold, if any.
fn wrong(intake: &Intake, took: Duration) -> Option<String> {
    if took > SLOW {
        return Some(format!("it takes {took:.1?}"));
    }
    // A panic is caught, and told so.
    let panic = intake.skipped.iter().find(|skipped| skipped.reason.starts_with("cannot be read as"));
    if let Some(panic) = panic {
        return Some(panic.to_string());
    }
    let broken = intake.documents.iter().find(|document| {
        let given = &document.given;
        let length = document.raw.len() as u32;
        document.raw.trim().is_empty()
            || given.regions.iter().any(|region| region.span.get(&document.raw).is_none_or(str::is_empty))
            || given.regions.windows(2).any(|pair| pair[0].span.end() > pair[1].span.start())
            || given.places.windows(2).any(|pair| pair[0].start > pair[1].start)
            || given.places.iter().any(|place| place.start > length)
    });
    broken.map(|document| format!("{} is empty, or its parts are out of order", document.id))
}

fn read(name: &str, bytes: Vec<u8>) -> Intake {
    let budget = Budget::new(bytes.len() as u64);
    read_all(bytes, &Context::file(Path::new(name), &budget), true)
}

/// The files of a folder, each as it is and unpacked.
fn seeds(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut seeds = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else { return seeds };
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension != "expected"));
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Ok(bytes) = fs::read(&path) else { continue };
        seeds.push((
            name.clone(),
            if bytes.starts_with(b"%PDF") { unpacked_pdf(&bytes) } else { bytes.clone() },
        ));
        seeds.push((name, bytes));
    }
    seeds
}

/// A PDF file whose streams are not packed.
fn unpacked_pdf(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = bytes;
    while let Some(at) = memchr::memmem::find(rest, b"stream") {
        let (before, after) = rest.split_at(at + 6);
        let data = after.strip_prefix(b"\r\n").or_else(|| after.strip_prefix(b"\n")).unwrap_or(after);
        let mut text = Vec::new();
        let packed = !before.ends_with(b"endstream") && ZlibDecoder::new(data).read_to_end(&mut text).is_ok();
        if packed {
            out.extend(String::from_utf8_lossy(before).replace("/FlateDecode", "/Crypt").bytes());
            out.push(b'\n');
            out.extend(text);
            rest = memchr::memmem::find(data, b"endstream")
                .map_or(&[], |end| data.get(end..).unwrap_or_default());
        } else {
            out.extend(before);
            rest = after;
        }
    }
    out.extend(rest);
    out
}

/// A file of which some bytes, pieces or parts are changed.
fn spoiled(seeds: &[(String, Vec<u8>)], random: &mut Random) -> (String, Vec<u8>) {
    let (name, bytes) = &seeds[random.below(seeds.len())];
    let mut bytes = bytes.clone();
    if bytes.starts_with(b"PK")
        && random.below(8) > 0
        && let Some(packed) = repacked(&bytes, random)
    {
        return (name.clone(), packed);
    }
    spoil(&mut bytes, random);
    if random.below(10) == 0 {
        bytes.truncate(random.below(bytes.len() + 1));
    }
    (name.clone(), bytes)
}

/// A package with one or two of its parts changed.
fn repacked(bytes: &[u8], random: &mut Random) -> Option<Vec<u8>> {
    let mut from = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let chosen = [random.below(from.len()), random.below(from.len())];
    for i in 0..from.len() {
        let mut part = from.by_index(i).ok()?;
        let name = part.name().ok()?.into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).ok()?;
        if chosen.contains(&i) && !name.ends_with("jpg") {
            spoil(&mut bytes, random);
        }
        to.start_file(name, options).ok()?;
        to.write_all(&bytes).ok()?;
    }
    Some(to.finish().ok()?.into_inner())
}

/// What is put in: what opens, closes, names, counts.
const PIECES: &[&str] = &[
    "<",
    ">",
    "</",
    "/>",
    "<w:p>",
    "</w:p>",
    "<w:tbl>",
    "<w:tr>",
    "<w:tc>",
    "<text:p>",
    "<table:table>",
    "<li>",
    "<div>",
    "<nav>",
    "&amp;",
    "&#x0;",
    "&#xFFFFFFFF;",
    "&a;",
    "<![CDATA[",
    "<!--",
    "<!DOCTYPE r [<!ENTITY a '&a;'>]>",
    "\"",
    "'",
    "../",
    "%00",
    "#",
    " obj ",
    " endobj ",
    " stream\n",
    "endstream",
    "<<",
    ">>",
    "[",
    "]",
    "(",
    ")",
    "/Kids",
    "/Filter",
    "/ObjStm",
    "/XRef",
    " 0 R ",
    "1 0 R",
    "-1",
    "99999999999",
    "1e308",
    " Do ",
    " Tj ",
    " TJ ",
    " Tf ",
    " q ",
    " Q ",
    " BT ",
    " Tm ",
    "BI ",
    " EI ",
    "beginbfrange",
    "endbfrange",
    "<0000> <FFFFFFFF> <0041>",
    "trailer",
    "/Encrypt",
    "/Rotate 90",
    "\u{0}",
    "\u{feff}",
    "“",
    "•",
];

fn spoil(bytes: &mut Vec<u8>, random: &mut Random) {
    for _ in 0..=random.below(12) {
        let at = random.below(bytes.len() + 1);
        match random.below(7) {
            0 | 1 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = random.below(256) as u8;
                }
            }
            2 => {
                let end = bytes.len().min(at + random.below(200));
                bytes.drain(at..end);
            }
            3 => {
                let end = bytes.len().min(at + random.below(400));
                let piece = bytes.get(at..end).unwrap_or_default().repeat(1 + random.below(8));
                let to = random.below(bytes.len() + 1);
                bytes.splice(to..to, piece);
            }
            4 => {
                // Numbers count, refer, and say how long something is.
                let Some(digit) = bytes.iter().skip(at).position(u8::is_ascii_digit) else { continue };
                if let Some(byte) = bytes.get_mut(at + digit) {
                    *byte = b'0' + random.below(10) as u8;
                }
            }
            _ => {
                let piece = PIECES[random.below(PIECES.len())].repeat(1 << random.below(8));
                bytes.splice(at..at, piece.bytes());
            }
        }
    }
}

/// The most memory that was ever used, as the system says it.
fn peak() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or_else(|| "unknown".to_owned(), |line| line.trim().to_owned())
}

/// A generator (xorshift) that needs no crate and gives the same numbers everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() >> 11) as usize % n.max(1)
    }
}
