//! PDF files written by hand, most of them to do harm.

use std::{fmt::Write as _, io::Write as _};

use super::{
    super::{Budget, read_all},
    *,
};

/// A file of these objects, numbered from 1; the first is its root.
fn file_of(objects: &[&str]) -> Vec<u8> {
    let mut text = "%PDF-1.7\n".to_owned();
    for (nth, object) in objects.iter().enumerate() {
        writeln!(text, "{} 0 obj\n{object}\nendobj", nth + 1).unwrap();
    }
    text.push_str("trailer <</Root 1 0 R>>\n%%EOF");
    text.into_bytes()
}

fn stream(content: &str) -> String {
    format!("<</Length {}>>\nstream\n{content}\nendstream", content.len())
}

/// So many objects that are all the same.
fn numbered(count: usize, object: &str) -> String {
    let mut text = String::new();
    for number in 0..count {
        writeln!(text, "{number} 0 obj {object}").unwrap();
    }
    text
}

/// A file of one page that draws this.
fn page(content: &str, more: &[&str]) -> Vec<u8> {
    let content = stream(content);
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R\
                /Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R/Y 7 0 R>>>>>>";
    let font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";
    let mut objects =
        vec!["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page, &content, font];
    objects.extend(more);
    file_of(&objects)
}

fn intake(bytes: Vec<u8>) -> Intake {
    let budget = Budget::new(bytes.len() as u64);
    read_all(bytes, &Context::file("a.pdf".as_ref(), &budget), true)
}

#[track_caller]
fn reason(bytes: Vec<u8>) -> String {
    let intake = intake(bytes);
    assert!(intake.documents.is_empty(), "{:?}", intake.documents);
    intake.skipped.into_iter().map(|skipped| skipped.reason).collect()
}

#[track_caller]
fn text(bytes: Vec<u8>) -> String {
    let intake = intake(bytes);
    assert_eq!(intake.skipped, []);
    intake.documents.iter().map(|document| document.raw.to_string()).collect()
}

const WORDS: &str = "BT /F 10 Tf 50 700 Td (\\223We will not wait,\\224 said the harbour pilot.) Tj ET";

#[test]
fn a_page_is_read_whatever_its_table_says() {
    let content =
        "BT /F 10 Tf 50 700 Td [(\\223We) -140 (will not wait,\\224 said)] TJ 0 -12 Td (the har-) Tj ET";
    let mut file = page(content, &[]);
    assert_eq!(text(file.clone()), "“We will not wait,” said the har-");
    file.splice(0..0, b"\nHTTP/1.1 200 OK\n\n".iter().copied());
    file.truncate(file.len() - 30);
    assert_eq!(text(file), "“We will not wait,” said the har-");
}

#[test]
fn circles_end() {
    let circle = "<</Type/Catalog/Pages 1 0 R/Kids[1 0 R 1 0 R]>>";
    assert!(reason(file_of(&[circle])).contains("no text"));
    let tree = ["<</Pages 2 0 R>>", "<</Kids[2 0 R 3 0 R]>>", "<</Kids[2 0 R 3 0 R]/Parent 3 0 R>>"];
    assert!(reason(file_of(&tree)).contains("no text"));
    assert!(reason(file_of(&["2 0 R", "1 0 R"])).contains("no text"));
    let form = "<</Type/XObject/Subtype/Form/Length 11>>\nstream\n/X Do /Y Do\nendstream";
    let both = format!("{WORDS} /X Do");
    assert!(text(page(&both, &[form, form])).contains("We will not wait"));
}

#[test]
fn forms_that_show_forms_without_end_are_given_up() {
    let twenty = "/X Do /Y Do ".repeat(40);
    let form = format!("<</Subtype/Form/Length {}>>\nstream\n{twenty}\nendstream", twenty.len());
    let bytes = page(&twenty, &[&form, &form]);
    let budget = Budget::new(0);
    let context = Context::file("a.pdf".as_ref(), &budget);
    let file = File::open(&bytes, &context).unwrap();
    let pages = file.pages().unwrap();
    let drawn = Drawing::new(&file, 100_000).draw(&pages[0]);
    assert_eq!(drawn.err().as_deref(), Some("draws more than a document does"));
}

#[test]
fn a_million_pages_are_one() {
    let many = format!("<</Type/Pages/Count 1000000/Kids[{}]>>", "3 0 R ".repeat(100_000));
    let page = "<</Type/Page/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>";
    let font = "<</Subtype/Type1/BaseFont/Helvetica>>";
    assert!(
        text(file_of(&["<</Pages 2 0 R>>", &many, page, &stream(WORDS), font])).contains("We will not wait")
    );
    let many = numbered(20_000, "<</Type/Page>> endobj");
    assert!(reason(format!("%PDF-1.4\n{many}").into_bytes()).contains("no text"));
}

#[test]
fn bombs_are_unpacked_no_further_than_allowed() {
    let pack = |data: &[u8]| {
        let mut pack = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        pack.write_all(data).unwrap();
        pack.finish().unwrap()
    };
    let bomb = pack(&pack(&vec![b' '; 40 << 20]));
    for kind in ["", "/Type/ObjStm/N 10/First 10"] {
        let mut bytes = file_of(&["<</Pages 2 0 R>>", "<</Kids[3 0 R]>>", "<</Type/Page/Contents 4 0 R>>"]);
        write!(
            bytes,
            "\n4 0 obj <<{kind}/Filter[/FlateDecode/FlateDecode]/Length {}>>\nstream\n",
            bomb.len()
        )
        .unwrap();
        bytes.extend(&bomb);
        bytes.extend(b"\nendstream endobj");
        assert!(reason(bytes).contains("unpacks to more"), "{kind}");
    }
}

#[test]
fn what_is_locked_or_empty_says_so() {
    let mut locked = page(WORDS, &[]);
    locked.extend(b"trailer <</Encrypt 9 0 R>> 9 0 obj <</Filter/Standard>> endobj");
    assert_eq!(reason(locked), "is encrypted; printed to a file by a reader that opens it, it can be read");
    assert_eq!(reason(b"%PDF-1.7\n".to_vec()), "damaged: holds no objects");
    assert_eq!(reason(page("0 0 m 10 10 l S", &[])), "no text (1 page)");
    let scan = "<</Subtype/Image/Length 1>>\nstream\nx\nendstream";
    assert_eq!(reason(page("/X Do", &[scan])), "no text layer: a scan of 1 page");
    let nameless = page(&format!("BT /F 10 Tf (a) Tj ({}) Tj ET", "\\001".repeat(50)), &[]);
    assert_eq!(reason(nameless), "its fonts do not say which letters they show (1 page)");
}

#[test]
fn streams_without_end_take_no_time() {
    // Every one of them searches for an end that is not there.
    let many = numbered(50_000, "<<>> stream");
    reason(format!("%PDF-1.4\n{many}").into_bytes());
    let trailers = "trailer << /A [ ".repeat(100_000);
    reason(format!("%PDF-1.4\n1 0 obj {trailers}").into_bytes());
    let numbers = "0 0 obj ".repeat(200_000);
    reason(format!("%PDF-1.4\n{numbers}").into_bytes());
}
