//! Archives as they come, and as somebody could make them who means harm.

use std::io::{Cursor, Write};

use flate2::{Compression, write::GzEncoder};
use proptest::prelude::*;
use tar::{Builder, EntryType, Header};
use zip::{ZipWriter, write::SimpleFileOptions};

use super::{
    super::{super::limits, Budget, Context, Intake, read_all},
    harmless,
};

fn read(name: &str, bytes: Vec<u8>) -> Intake {
    let budget = Budget::new(bytes.len() as u64);
    let stdin = Context::stdin(name.as_ref(), &budget);
    read_all(bytes, &stdin, false)
}

/// The ids of the documents with the beginning of their texts, then what could not be read.
fn told(intake: &Intake) -> Vec<String> {
    let texts = intake.documents.iter().map(|one| format!("{}: {}", one.id, one.raw));
    texts.chain(intake.skipped.iter().map(ToString::to_string)).collect()
}

fn passed_over(intake: &Intake) -> Vec<String> {
    intake.passed_over.iter().map(ToString::to_string).collect()
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).expect("in memory");
        zip.write_all(bytes).expect("in memory");
    }
    zip.finish().expect("in memory").into_inner()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes).expect("in memory");
    gzip.finish().expect("in memory")
}

fn header(name: &[u8], kind: EntryType, size: u64) -> Header {
    let mut header = Header::new_gnu();
    for (into, byte) in header.as_old_mut().name.iter_mut().zip(name) {
        *into = *byte;
    }
    header.set_entry_type(kind);
    header.set_size(size);
    header.set_cksum();
    header
}

fn tarred(files: &[(&[u8], &[u8])]) -> Vec<u8> {
    let mut tar = Builder::new(Vec::new());
    for (name, bytes) in files {
        tar.append(&header(name, EntryType::Regular, bytes.len() as u64), *bytes).expect("in memory");
    }
    tar.into_inner().expect("in memory")
}

const FILES: [(&str, &[u8]); 5] = [
    ("week/a.txt", b"First."),
    ("week/b.jsonl", b"{\"text\":\"Second.\"}\n{\"id\":\"x\",\"text\":\"Third.\"}"),
    ("week/.hidden/c.txt", b"no"),
    ("__MACOSX/week/._a.txt", b"no"),
    ("week/d.png", b"\x89PNG\r\n"),
];

#[test]
fn archives_of_all_kinds_hold_the_same() {
    let names: Vec<(&[u8], &[u8])> = FILES.iter().map(|(name, bytes)| (name.as_bytes(), *bytes)).collect();
    let tar = tarred(&names);
    let all = [("w.zip", zipped(&FILES)), ("w.tgz", gzipped(&tar)), ("w.bin", tar)];
    for (name, bytes) in all {
        let intake = read(name, bytes);
        assert_eq!(
            told(&intake),
            [
                format!("{name}:week/a.txt: First."),
                format!("{name}:week/b.jsonl:1: Second."),
                "x: Third.".to_owned(),
            ]
        );
        assert_eq!(
            passed_over(&intake),
            [
                format!("{name}:week/.hidden/c.txt: hidden"),
                format!("{name}:__MACOSX/week/._a.txt: hidden"),
                format!("{name}:week/d.png: a picture, not a text"),
            ]
            .map(|line| line.replace("(standard input)", name))
            .to_vec(),
            "{name}"
        );
    }
    let one = read("a.txt.gz", gzipped(b"First."));
    assert_eq!(told(&one), ["a.txt.gz: First."]);
}

#[test]
fn names_lead_nowhere() {
    for (name, safe) in [
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\Users\\a.txt", "C_/Users/a.txt"),
        ("..", "(no name)"),
        ("a\u{1b}[2J\n.txt", "a_[2J_.txt"),
    ] {
        assert_eq!(harmless(name), safe);
    }
    let tar = tarred(&[(b"../../up.txt", b"One."), (b"\xff\xe9.txt", b"Two.")]);
    assert_eq!(told(&read("t.tar", tar)), ["t.tar:up.txt: One.", "t.tar:\u{fffd}\u{fffd}.txt: Two."]);
}

#[test]
fn links_are_not_followed_and_holes_not_filled() {
    let mut tar = Builder::new(Vec::new());
    for kind in [EntryType::Symlink, EntryType::Link] {
        let mut header = header(b"passwd.txt", kind, 0);
        header.set_link_name("/etc/passwd").expect("short");
        header.set_cksum();
        tar.append(&header, &b""[..]).expect("in memory");
    }
    let mut sparse = header(b"sparse.txt", EntryType::GNUSparse, 3);
    sparse.as_gnu_mut().expect("a header of GNU").set_real_size(1 << 40);
    sparse.set_cksum();
    tar.append(&header(b"a.txt", EntryType::Regular, 4), &b"One."[..]).expect("in memory");
    tar.append(&sparse, &b"abc"[..]).expect("in memory");
    let intake = read("t.tar", tar.into_inner().expect("in memory"));
    let refused = "damaged or cut short: mismatch in sparse file chunks and size in header; what follows in it was not read";
    assert_eq!(told(&intake), ["t.tar:a.txt: One.".to_owned(), format!("(standard input): {refused}")]);
    assert_eq!(
        intake.passed_over.iter().map(|one| one.reason.as_str()).collect::<Vec<_>>(),
        ["a link", "a link"]
    );
    assert_eq!(intake.documents.len(), 1);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.add_symlink("passwd.txt", "/etc/passwd", SimpleFileOptions::default()).expect("in memory");
    let intake = read("l.zip", zip.finish().expect("in memory").into_inner());
    assert_eq!(told(&intake), ["(standard input): holds nothing that is read"]);
}

#[test]
fn bombs_stop_and_what_came_before_them_stays() {
    let bomb = vec![b' '; usize::try_from(limits::UNPACKED_FREELY).expect("fits") + 1];
    let reason = "unpacks to more than is read (200 times its size, 16 MiB in any case, 2 GiB at most)";
    let zip = zipped(&[("a.txt", b"One."), ("b.txt", &bomb), ("c.txt", b"Three.")]);
    let stopped = format!("(standard input): {reason}; what follows in it was not read");
    assert_eq!(told(&read("b.zip", zip)), ["b.zip:a.txt: One.".to_owned(), stopped]);
    assert_eq!(told(&read("b.gz", gzipped(&bomb))), ["(standard input): larger than 16 MiB"]);
    let tar = tarred(&[(b"a.txt", b"One."), (b"b.txt", &bomb)]);
    let told = told(&read("b.tgz", gzipped(&tar)));
    assert!(told.len() == 2 && told.iter().any(|line| line.contains(reason)), "{told:?}");
}

#[test]
fn archives_in_archives_have_an_end() {
    let mut bytes = zipped(&[("a.txt", b"One.")]);
    for _ in 0..3 {
        bytes = zipped(&[("in.zip", &bytes)]);
    }
    assert_eq!(told(&read("o.zip", bytes.clone())), ["o.zip:in.zip:in.zip:in.zip:a.txt: One."]);
    bytes = gzipped(&zipped(&[("in.zip", &bytes)]));
    let told = told(&read("o.gz", bytes));
    assert!(told.len() == 1 && told[0].ends_with(": files within files, more than 4 deep"), "{told:?}");
}

#[test]
fn what_is_damaged_stands_alone() {
    let mut zip = zipped(&[("a.txt", b"The first of two."), ("b.txt", b"The second of two.")]);
    let at = zip.windows(5).position(|bytes| bytes == b"b.txt").expect("its name") + 7;
    zip[at] ^= 0xff;
    let lines = told(&read("d.zip", zip));
    assert!(lines.len() == 2 && lines[0] == "d.zip:a.txt: The first of two.", "{lines:?}");
    let tar = tarred(&[(b"a.txt", b"One."), (b"b.txt", &[b'x'; 2000])]);
    let lines = told(&read("d.tar", tar[..1800].to_vec()));
    assert!(lines.len() == 2 && lines[1].contains("cut short"), "{lines:?}");
    let whole = gzipped(&b"Some words. ".repeat(9000));
    let lines = told(&read("d.gz", whole[..whole.len() / 2].to_vec()));
    assert!(lines.len() == 1 && lines[0].starts_with("(standard input): "), "{lines:?}");
    assert_eq!(told(&read("e.zip", zipped(&[]))), ["(standard input): an empty archive"]);
}

proptest! {
    #[test]
    fn no_damage_panics(at in 0usize..400, byte: u8, cut in 0usize..900) {
        let names: Vec<(&[u8], &[u8])> = FILES.iter().map(|(name, bytes)| (name.as_bytes(), *bytes)).collect();
        for mut bytes in [zipped(&FILES), tarred(&names), gzipped(&tarred(&names))] {
            let at = at % bytes.len();
            bytes[at] = byte;
            bytes.truncate(bytes.len() - cut % bytes.len());
            let intake = read("x.zip", bytes);
            prop_assert!(intake.skipped.iter().all(|one| !one.reason.contains("cannot be read as")));
        }
    }
}
