//! Folders, files and records as they come, each test in a folder of its own.

use std::{
    fs,
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use tempfile::TempDir;

use super::{
    IngestError, Intake, Reading,
    formats::{self, Budget, Context},
    read_with,
};
use crate::model::Given;

/// A folder that holds `files`, each a path below it and its bytes.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let dir = tempfile::tempdir().expect("a folder for a test");
    for (name, bytes) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().expect("it lies below the folder")).expect("a folder for a file");
        fs::write(path, bytes).expect("a file for a test");
    }
    dir
}

fn read(dir: &TempDir) -> Result<Intake, IngestError> {
    read_with(&[dir.path().to_owned()], io::empty())
}

/// The ids of the documents.
fn ids(intake: &Intake) -> Vec<&str> {
    intake.documents.iter().map(|d| d.id.as_str()).collect()
}

/// The last part of each skipped path, and the reason.
fn skipped(intake: &Intake) -> Vec<String> {
    let name = |s: &super::Skipped| {
        let origin = s.origin.to_string();
        format!("{}: {}", origin.rsplit('/').next().unwrap_or_default(), s.reason)
    };
    intake.skipped.iter().map(name).collect()
}

fn texts(intake: &Intake) -> Vec<&str> {
    intake.documents.iter().map(|d| &*d.raw).collect()
}

#[test]
fn a_folder_is_read_in_order_of_names_and_what_is_no_text_is_told() {
    let dir = folder(&[
        ("b.txt", b"second"),
        ("a/z.md", b"# first"),
        ("c", b"third"),
        (".git/config", b"no"),
        (".hidden.txt", b"no"),
        ("photo.jpg", b"no"),
        ("d.txt", b"%PDF-1.4 pretending"),
        ("e.TXT", b"\0\0\0\0\0\0\0\0"),
        ("f.txt", b" \n"),
        ("b.txt~", b"second before"),
        ("g.html.crdownload", b"<p>half"),
    ]);
    let intake = read(&dir).expect("three can be read");
    assert_eq!(ids(&intake), ["z.md", "b.txt", "c"]);
    let quiet: Vec<&str> = intake.passed_over.iter().map(|one| one.reason.as_str()).collect();
    let unfinished = "unfinished, or kept by an editor";
    assert_eq!(quiet, ["hidden", "hidden", unfinished, unfinished, "not a kind that is read (.jpg)"]);
    assert_eq!(
        skipped(&intake),
        ["d.txt: damaged: holds no objects", "e.TXT: binary, not a text", "f.txt: empty",]
    );
}

#[test]
fn a_path_that_is_not_there_is_an_error_of_its_own() {
    let dir = folder(&[("a.txt", b"text")]);
    let missing = dir.path().join("b.txt");
    let error =
        read_with(&[dir.path().join("a.txt"), missing.clone()], io::empty()).expect_err("b.txt is missing");
    assert!(matches!(&error, IngestError::Missing(path) if *path == missing));
    assert_eq!(error.to_string(), format!("there is no file or folder {}", missing.display()));
    let below_a_file = dir.path().join("a.txt").join("c.txt");
    assert!(matches!(read_with(&[below_a_file], io::empty()), Err(IngestError::Missing(_))));
}

#[test]
fn nothing_readable_says_what_was_tried() {
    let dir = folder(&[]);
    let error = read(&dir).expect_err("the folder is empty").to_string();
    assert!(
        error.starts_with("there is nothing to read: ") && error.ends_with(": an empty folder"),
        "{error}"
    );
    let dir = folder(&[
        ("1.jpg", b""),
        ("2.jpg", b""),
        ("3.jpg", b""),
        ("4.jpg", b""),
        ("5.jpg", b""),
        ("6.jpg", b""),
    ]);
    let error = read(&dir).expect_err("these are pictures").to_string();
    assert!(
        error.contains("1.jpg: not a kind that is read (.jpg); ") && error.ends_with("; and 1 more"),
        "{error}"
    );
}

#[test]
fn texts_come_as_they_were_but_for_mark_and_charset() {
    let dir = folder(&[
        ("1-mark.txt", b"\xef\xbb\xbfOne\r\ntwo"),
        (
            "2-latin.txt",
            b"Andr\xe9 M\xfcller said \x93no\x94 to the caf\xe9\x92s owner \x97 and left the h\xf4tel.",
        ),
        ("3-wide.txt", b"\xff\xfeN\0o\0"),
    ]);
    let intake = read(&dir).expect("all are texts");
    let latin = "André Müller said “no” to the café’s owner — and left the hôtel.";
    assert_eq!(texts(&intake), ["One\r\ntwo", latin, "No"]);
}

#[test]
fn ids_are_unique_whatever_the_files_are_called() {
    let dir =
        folder(&[("a/x.txt", b"1"), ("b/x.txt", b"2"), ("c.jsonl", b"{\"id\":\"x.txt\",\"text\":\"3\"}")]);
    assert_eq!(ids(&read(&dir).expect("three texts")), ["x.txt", "x.txt (2)", "x.txt (3)"]);
}

#[test]
fn a_file_named_twice_is_read_once() {
    let dir = folder(&[("a.txt", b"1")]);
    let paths = [dir.path().join("a.txt"), dir.path().to_owned()];
    let intake = read_with(&paths, io::empty()).expect("one text");
    assert_eq!((ids(&intake), skipped(&intake).len()), (vec!["a.txt"], 1));
}

#[test]
fn records_know_what_their_fields_say_and_a_bad_line_stands_alone() {
    let lines = "{\"id\": 7, \"title\": \"T\", \"publisher\": \"Courier\", \"author\": [\"A\", \"B\"], \"date\": \"2026-01-19\", \"url\": \"u\", \"text\": \"one\"}\r\n\n{\"text\": broken}\n[1]\n{\"title\": \"no text\"}\n{\"text\": \"\"}\n{\"content\": \"two\", \"outlet\": null, \"source\": {\"name\": \"Wire\"}, \"extra\": {}}";
    let dir = folder(&[("n.jsonl", lines.as_bytes())]);
    let intake = read(&dir).expect("two records are articles");
    assert_eq!((ids(&intake), texts(&intake)), (vec!["7", "n.jsonl:7"], vec!["one", "two"]));
    let given = |i: usize| intake.documents.get(i).map(|d| d.given.clone());
    let some = |word: &str| Some(word.to_owned());
    assert_eq!(
        given(0),
        Some(Given {
            title: some("T"),
            outlet: some("Courier"),
            author: some("A, B"),
            published: some("2026-01-19"),
            url: some("u"),
            format: "JSON Lines",
            ..Given::default()
        })
    );
    let wire = Given { outlet: some("Wire"), format: "JSON Lines", ..Given::default() };
    assert_eq!(given(1), Some(wire));
    assert_eq!(
        skipped(&intake),
        [
            "n.jsonl:3: not JSON (column 10)",
            "n.jsonl:4: not an object",
            "n.jsonl:5: has no `text`; there are `title`, and --map text=… can name one of them",
            "n.jsonl:6: its `text` is empty",
        ]
    );
}

#[test]
fn a_json_file_may_hold_a_list_an_object_with_a_list_or_one_article() {
    let dir = folder(&[
        ("1.json", b"[{\"text\": \"one\"}, {\"text\": \"two\"}]"),
        ("2.json", b"{\"status\": \"ok\", \"articles\": [{\"id\": \"x\", \"content\": \"three\"}]}"),
        ("3.json", b"{\"id\": \"y\", \"text\": \"four\"}"),
        ("4.json", b"{\"id\": \"z\", \"text\": \"five\"}\n{\"text\": \"six\"}\n"),
        ("5.json", b"{\"name\": \"settings\"}"),
        ("6.json", b"{"),
        ("7.ndjson", b"\n"),
    ]);
    let intake = read(&dir).expect("six articles");
    assert_eq!(texts(&intake), ["one", "two", "three", "four", "five", "six"]);
    assert_eq!(ids(&intake), ["1.json:1", "1.json:2", "x", "y", "z", "4.json:2"]);
    let reasons = skipped(&intake);
    assert_eq!(reasons.len(), 3, "{reasons:?}");
    assert!(reasons.iter().any(|r| r == "5.json: holds no articles (no list of objects with `text`)"));
    assert!(reasons.iter().any(|r| r.starts_with("6.json: not JSON")));
    assert!(reasons.iter().any(|r| r == "7.ndjson: empty"));
}

#[test]
fn standard_input_is_a_text_or_json_lines() {
    let dash = [PathBuf::from("-"), PathBuf::from("-")];
    let text = read_with(&dash, "ERBIL – A text.\n{\"not\": \"a record\"}".as_bytes()).expect("a text");
    assert_eq!(ids(&text), ["(standard input)"]);
    let records = read_with(&dash, "\n{\"text\": \"one\"}\n{\"id\": \"b\", \"text\": \"two\"}\n".as_bytes())
        .expect("two records");
    assert_eq!(ids(&records), ["(standard input):2", "b"]);
    assert!(matches!(read_with(&dash, io::empty()), Err(IngestError::Nothing(s)) if s.len() == 1));
}

#[test]
fn many_files_come_in_portions_in_their_order() {
    let names: Vec<String> = (0..150).map(|i| format!("{i:03}.txt")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), n.as_bytes())).collect();
    let dir = folder(&files);
    let reading = Reading::open(&[dir.path().to_owned()], io::empty()).expect("the folder is there");
    assert_eq!(reading.left(), 150);
    let portions: Vec<Intake> = reading.collect();
    assert!(portions.len() > 1);
    let all: Vec<&str> = portions.iter().flat_map(ids).collect();
    assert_eq!(all, names);
}

#[cfg(unix)]
mod unix {
    //! Links and permissions.

    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::{File, folder, fs, ids, read, skipped};

    #[test]
    fn links_are_followed_but_not_in_circles() {
        let dir = folder(&[("a/one.txt", b"1")]);
        let other = folder(&[("two.txt", b"2")]);
        symlink("..", dir.path().join("a/back")).expect("a link");
        symlink(other.path(), dir.path().join("b")).expect("a link");
        symlink("one.txt", dir.path().join("a/same.txt")).expect("a link");
        symlink("nowhere", dir.path().join("gone.txt")).expect("a link");
        let intake = read(&dir).expect("two texts");
        assert_eq!(ids(&intake), ["one.txt", "two.txt"]);
        assert_eq!(
            skipped(&intake),
            [
                "back: a link that leads back to a folder above it",
                "same.txt: is there already, under this or another name",
                "gone.txt: is gone",
            ]
        );
    }

    #[test]
    fn a_file_that_may_not_be_read_does_not_stop_the_others() {
        let dir = folder(&[("a.txt", b"1"), ("b.txt", b"2")]);
        let locked = dir.path().join("a.txt");
        fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).expect("permissions can be taken");
        // Who may do everything (root) can read it all the same.
        let intake = read(&dir).expect("b.txt is a text");
        if File::open(&locked).is_ok() {
            assert_eq!(ids(&intake), ["a.txt", "b.txt"]);
        } else {
            assert_eq!(ids(&intake), ["b.txt"]);
            assert_eq!(skipped(&intake), ["a.txt: may not be read (permission denied)"]);
        }
    }
}

#[test]
fn content_says_what_a_file_is_and_its_name_only_hints() {
    let dir = folder(&[
        ("1.txt", b"[{\"text\": \"one\"}]"),
        ("2.json", b"A text that somebody called json, with a full stop."),
        ("3.dat", b"{\"text\": \"three\"}\n{\"text\": \"four\"}\n"),
        ("4.txt", b"{braces} open this text"),
        ("5.css", b"body { margin: 0 }"),
        ("6.bin", b"\0\x01\x02\x03\x04\x05\x06\x07"),
        ("7.jsonl", b"{\"dixit\":\"decisions\",\"version\":1}\n"),
        ("8.2026-01-19", b"A text with a day for an extension."),
    ]);
    let intake = read(&dir).expect("six articles");
    let formats: Vec<(&str, &str)> =
        intake.documents.iter().map(|d| (d.id.as_str(), d.given.format)).collect();
    assert_eq!(
        formats,
        [
            ("1.txt:1", "JSON file"),
            ("2.json", "text"),
            ("3.dat:1", "JSON Lines"),
            ("3.dat:2", "JSON Lines"),
            ("4.txt", "text"),
            ("8.2026-01-19", "text"),
        ]
    );
    assert!(skipped(&intake).is_empty(), "{:?}", intake.skipped);
    let quiet: Vec<&str> = intake.passed_over.iter().map(|one| one.reason.as_str()).collect();
    assert_eq!(quiet, ["not a kind that is read (.css)", "binary, not a text", "decisions, not articles"]);
    let named =
        read_with(&[dir.path().join("5.css"), dir.path().join("6.bin")], io::empty()).expect("one text");
    assert_eq!((ids(&named), skipped(&named)), (vec!["5.css"], vec!["6.bin: binary, not a text".to_owned()]));
}

#[test]
fn the_pictures_of_a_saved_page_are_not_walked() {
    let dir = folder(&[
        ("Ferry.html", b"The ferry runs again."),
        ("Ferry_files/ad.html", b"Buy now."),
        ("Harbour_files/notes.txt", b"No page lies beside this folder."),
    ]);
    assert_eq!(ids(&read(&dir).expect("two texts")), ["Ferry.html", "notes.txt"]);
}

/// What is read of a file that begins like this and goes on with one letter without end.
fn endless(name: &str, begins: &str) -> Intake {
    let budget = Budget::new(1 << 30);
    let context = Context::file(Path::new(name), &budget);
    let mut all = begins.as_bytes().chain(io::repeat(b'x'));
    let head = formats::head_of(&mut all).expect("a head");
    formats::read(head, &[], &mut all, &context, true)
}

#[test]
fn what_has_no_end_is_a_problem_and_what_came_before_it_stays() {
    let text = endless("a.txt", "The ferry waits ");
    assert_eq!((ids(&text).len(), skipped(&text)), (0, vec!["a.txt: larger than 16 MiB".to_owned()]));
    let lines = endless("b.jsonl", "{\"text\":\"one\"}\n{\"text\":\"two\"}\n{\"text\":\"");
    let told = ["b.jsonl:3: longer than 64 MiB: what follows was not read".to_owned()];
    assert_eq!((texts(&lines), skipped(&lines)), (vec!["one", "two"], told.to_vec()));
    let rows = endless("c.csv", "title,text\nOne,first\nTwo,\"second");
    let told =
        ["c.csv: a row of more than 64 MiB: a quotation mark may be missing; what follows was not read"];
    assert_eq!((texts(&rows), skipped(&rows)), (vec!["first"], told.map(str::to_owned).to_vec()));
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_told_and_never_waited_for() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt, os::unix::fs::symlink, os::unix::net::UnixListener};
    let dir = folder(&[("a.txt", b"one"), ("z.txt", b"two")]);
    let outside = folder(&[("b.txt", b"three")]);
    let _socket = UnixListener::bind(dir.path().join("socket")).expect("a socket");
    let made = std::process::Command::new("mkfifo").arg(dir.path().join("pipe.txt")).status();
    symlink("/dev/zero", dir.path().join("zero.txt")).expect("a link");
    symlink(outside.path(), dir.path().join("out")).expect("a link");
    symlink(dir.path().join("nothing"), dir.path().join("torn.txt")).expect("a link");
    symlink(dir.path(), dir.path().join("round")).expect("a link");
    let odd = dir.path().join(OsStr::from_bytes(b"ferr\xff.txt"));
    fs::write(odd, "four").expect("a file whose name is no text");
    let intake = read(&dir).expect("four can be read");
    assert_eq!(texts(&intake), ["one", "four", "three", "two"]);
    let expected = [
        "pipe.txt: not a regular file",
        "round: a link that leads back to a folder above it",
        "socket: not a regular file",
        "torn.txt: is gone",
        "zero.txt: not a regular file",
    ];
    let first = usize::from(!made.is_ok_and(|made| made.success()));
    assert_eq!(skipped(&intake), &expected[first..]);
}
