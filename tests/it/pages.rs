//! Pages and mails: a folder of them opens as a whole, and what people said is the same whether it comes as text, page or mail.

use std::{fs, path::Path};

use dixit::{
    ingest::{self, formats::draft::flow},
    model::Document,
    pipeline::Engine,
};

use crate::{corpus::said, source::root};

#[test]
fn a_folder_of_all_of_them_opens_as_a_whole() {
    let intake =
        ingest::read(&["html", "mhtml", "saved", "eml", "mbox"].map(|f| root().join("tests/corpus").join(f)))
            .unwrap();
    assert!(intake.skipped.is_empty(), "{:?}", intake.skipped);
    let pages = intake
        .documents
        .iter()
        .filter(|document| document.id.starts_with("Island ferry") && document.given.format == "web page")
        .count();
    assert_eq!(pages, 1, "the pictures and frames of a saved page are no articles");
    let again = ingest::read(&[root().join("tests/corpus/mbox")]).unwrap();
    let ids: Vec<&str> = again.documents.iter().map(|document| document.id.as_str()).collect();
    assert!(ids.contains(&"desk.mbox:2") && ids.contains(&"one.mbox:1:tunnel.txt"), "{ids:?}");
}

/// Who is in an article.
fn actors(engine: &Engine, document: &Document) -> Vec<String> {
    let mut names: Vec<String> = engine
        .analyse(document)
        .entities
        .iter()
        .map(|entity| format!("{} {:?}", flow(&entity.name), entity.kind))
        .collect();
    names.sort();
    names
}

/// A text as a page: each line a paragraph, the longest of the first ones the headline as it stands.
fn as_page(text: &str) -> String {
    let escaped = |line: &str| line.replace('&', "&amp;").replace('<', "&lt;");
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let paragraphs = lines.fold(String::new(), |page, line| page + "<p>" + &escaped(line) + "</p>\n");
    format!(
        "<!doctype html>\n<html><head><meta charset=\"utf-8\"></head><body><article>\n{paragraphs}</article></body></html>"
    )
}

/// A text as a mail, encoded as mail programs do.
fn as_mail(text: &str) -> String {
    let mut body = String::new();
    for line in text.lines() {
        let mut width = 0;
        for byte in line.bytes() {
            let plain = byte.is_ascii_graphic() && byte != b'=' || byte == b' ';
            let piece = if plain { char::from(byte).to_string() } else { format!("={byte:02X}") };
            if width + piece.len() > 72 {
                body.push_str("=\r\n");
                width = 0;
            }
            width += piece.len();
            body.push_str(&piece);
        }
        // White space at the end of a line does not survive sending.
        if body.ends_with(' ') {
            body.pop();
            body.push_str("=20");
        }
        body.push_str("\r\n");
    }
    format!(
        "From: desk@list.example\r\nTo: all@list.example\r\nMIME-Version: 1.0\r\n\
         Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{body}"
    )
}

fn read_as(folder: &Path, name: &str, content: &str) -> Document {
    let path = folder.join(name);
    fs::write(&path, content).unwrap();
    let mut intake = ingest::read(&[path]).unwrap();
    assert!(intake.skipped.is_empty(), "{:?}", intake.skipped);
    intake.documents.pop().unwrap()
}

#[test]
fn the_sample_says_the_same_as_pages_and_as_mails() {
    let engine = Engine::new();
    let folder = tempfile::tempdir().unwrap();
    for document in ingest::sample() {
        let plain = (said(&engine, &document), actors(&engine, &document));
        assert!(!plain.0.is_empty());
        for (ending, content) in [("html", as_page(&document.raw)), ("eml", as_mail(&document.raw))] {
            let other = read_as(folder.path(), &format!("{}.{ending}", document.id), &content);
            assert_ne!(other.given.format, "text");
            assert_eq!(said(&engine, &other), plain.0, "{} as {ending}", document.id);
            assert_eq!(actors(&engine, &other), plain.1, "{} as {ending}", document.id);
        }
    }
}
