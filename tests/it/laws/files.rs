//! Files that are not what they should be: cut short, spoiled, lying, nested without end. Each is read or is one problem, soon.

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use dixit::ingest::{
    self, Intake,
    formats::{Budget, Context, draft::broken, read_all},
    limits,
};
use proptest::prelude::*;

use crate::source::root;

/// All files of the corpus with their names.
fn corpus() -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for folder in fs::read_dir(root().join("tests/corpus")).unwrap() {
        let folder = folder.unwrap().path();
        if !folder.is_dir() || folder.ends_with("make") || folder.ends_with("source") {
            continue;
        }
        let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let is_file = |path: &PathBuf| path.is_file() && path.extension().is_some_and(|e| e != "expected");
        let paths = paths.filter(is_file);
        files.extend(paths.map(|path| (name_of(&path), fs::read(&path).unwrap())));
    }
    files.sort();
    assert!(files.len() >= 15, "{}", files.len());
    files
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

fn read(name: &str, bytes: Vec<u8>) -> Intake {
    let budget = Budget::new(bytes.len() as u64);
    read_all(bytes, &Context::file(name.as_ref(), &budget), true)
}

/// Reads, and looks whether every document is one.
fn hold(name: &str, bytes: Vec<u8>) -> Result<Intake, TestCaseError> {
    let intake = read(name, bytes);
    for document in &intake.documents {
        prop_assert_eq!(broken(document), None, "{}", document.id);
    }
    Ok(intake)
}

#[test]
fn files_cut_short_anywhere_are_read_or_told_of() {
    for (name, bytes) in corpus() {
        for parts in 0..40 {
            let cut = bytes.len() * parts / 40;
            let intake = hold(&name, bytes[..cut].to_vec()).unwrap();
            let told = intake.skipped.len() + intake.passed_over.len();
            assert!(intake.documents.len() + told > 0, "{name} cut to {cut}");
        }
    }
}

#[test]
fn a_file_under_another_name_is_what_its_content_is() {
    for (name, bytes) in corpus() {
        let formats = |intake: &Intake| intake.documents.iter().map(|d| d.given.format).collect::<Vec<_>>();
        let own = formats(&read(&name, bytes.clone()));
        // A table of figures has no articles, and is a text if it is called one.
        if own.is_empty() {
            continue;
        }
        for other in ["a.txt", "a.html", "a.eml", "a.mbox", "a.json", "a", "a.pdf"] {
            assert_eq!(formats(&read(other, bytes.clone())), own, "{name} as {other}");
        }
    }
}

#[test]
fn hostile_files_are_problems_and_soon() {
    let nested = |times: usize| {
        let mut mail = "From: a@b.example\nDate: today\nTo: c\n\nThe end.\n".to_owned();
        for _ in 0..times {
            mail = format!("From: a@b.example\nDate: today\nContent-Type: message/rfc822\n\n{mail}");
        }
        mail
    };
    let multipart = |times: usize| {
        let one = |nth: usize| {
            ["Content-Type: multipart/mixed; boundary=b", "\n\n--b", "\n"].join(&nth.to_string())
        };
        let body: String = (0..times).map(one).collect();
        format!("From: a@b.example\nDate: today\n{body}Content-Type: text/plain\n\nWords.\n")
    };
    let began = Instant::now();
    for (name, content) in [
        ("deep.html", "<html><body>".to_owned() + &"<div>".repeat(30_000)),
        ("deep.json", "[".repeat(200_000)),
        ("deep.jsonl", "{\"text\":".repeat(100_000)),
        ("nested.eml", nested(60)),
        ("parts.eml", multipart(2_000)),
        ("header.eml", format!("From: a\nDate: b\n{}\n\nWords.", "X-A: y\n".repeat(200_000))),
        (
            "linked.html",
            format!("<html><script type='application/ld+json'>{}</script>", "{\"@graph\":[".repeat(20_000)),
        ),
        ("entities.html", "<html><body>".to_owned() + &"&".repeat(2_000_000)),
        ("attributes.html", format!("<html><body {}>x", "a=b ".repeat(300_000))),
        ("cells.html", "<html><table><tr>".to_owned() + &"<td>x".repeat(100_000)),
        ("lists.html", "<html><body>".to_owned() + &"<ul><li>x</ul>".repeat(40_000)),
        ("mail.html", "<html><body><p>".to_owned() + &"a ".repeat(4_000_000)),
    ] {
        let start = Instant::now();
        let intake = hold(name, content.into_bytes()).unwrap();
        let took = start.elapsed();
        assert!(intake.documents.len() + intake.skipped.len() >= 1, "{name}");
        assert!(took < Duration::from_secs(20), "{name} took {took:?}");
    }
    assert!(began.elapsed() < Duration::from_mins(2));
}

#[test]
fn limits_are_told_with_their_numbers() {
    let mut page = b"<html><body><p>".to_vec();
    page.resize(usize::try_from(limits::PAGE).unwrap() + 1, b'x');
    let reasons = |intake: Intake| intake.skipped.into_iter().map(|one| one.reason).collect::<Vec<_>>();
    assert_eq!(reasons(read("large.html", page)), ["larger than 16 MiB"]);
    let many = "From a Wed Mar  4 07:15:00 2026\nFrom: a@b.example\nDate: x\nTo: c\n\nWords.\n\n";
    let told = reasons(read("many.mbox", many.repeat(limits::MEMBERS + 2).into_bytes()));
    assert_eq!(told, [format!("has more than {} parts", limits::MEMBERS)]);
}

#[test]
fn a_message_that_breaks_the_parser_is_one_problem_of_its_mailbox() {
    let good = "From a Wed Mar  4 07:15:00 2026\nFrom: a@b.example\nDate: x\nTo: c\n\nWords.\n\n";
    // Parts of parts that end before they begin.
    let bad = fs::read(root().join("tests/torture/parts.mbox")).unwrap();
    let mailbox = [good.as_bytes(), &bad, b"\n\n", good.as_bytes()].concat();
    let intake = hold("a.mbox", mailbox).unwrap();
    assert!(intake.documents.len() >= 2, "{:?}", intake.skipped);
    assert!(intake.skipped.iter().any(|one| one.reason.starts_with("so damaged")), "{:?}", intake.skipped);
}

#[test]
fn one_bad_file_stops_no_other() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.html"), "<html>".to_owned() + &"<div>".repeat(30_000)).unwrap();
    fs::write(folder.path().join("b.html"), "<html><body><p>The boat left at six.").unwrap();
    let intake = ingest::read(&[folder.path().to_owned()]).unwrap();
    assert_eq!((intake.documents.len(), intake.skipped.len()), (1, 1));
    assert!(intake.skipped[0].to_string().ends_with("a.html: elements nested more than 400 deep"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn spoiled_files_keep_the_laws(
        which in any::<prop::sample::Index>(),
        spoils in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..30),
    ) {
        let files = corpus();
        let (name, mut bytes) = which.get(&files).clone();
        for (at, byte) in spoils {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        hold(&name, bytes)?;
    }
}
