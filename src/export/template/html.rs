//! Reads the page that is written, strictly: what it lets through is well-formed, and what it gives back is its shape.

use std::collections::BTreeSet;

/// Elements without content.
const VOID: [&str; 1] = ["meta"];

/// A page that was read.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Page {
    /// The tags in their order with their classes, closing ones with a slash.
    pub shape: Vec<String>,
    /// What can be linked to.
    pub ids: BTreeSet<String>,
    /// What is linked to on the page, and elsewhere.
    pub links: BTreeSet<String>,
    /// All text between tags, unescaped.
    pub text: String,
    /// The text in each `mark` with an id, without the numbers.
    pub marked: Vec<(String, String)>,
}

/// Reads a page; panics, saying where, when it is not well-formed.
#[track_caller]
pub(super) fn read(page: &str) -> Page {
    let mut read = Page::default();
    let mut open: Vec<(String, Option<usize>)> = Vec::new();
    let mut rest = page.strip_prefix("<!DOCTYPE html>\n").expect("a doctype");
    while let Some((text, after)) = rest.split_once('<') {
        take_text(text, &open, &mut read);
        let (tag, after) = after.split_once('>').expect("a tag ends");
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            let (last, _) = open.pop().unwrap_or_default();
            assert_eq!(name, last, "closed at …{}", rest.chars().take(80).collect::<String>());
            read.shape.push(format!("/{name}"));
            continue;
        }
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        assert!(name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()), "<{tag}>");
        let attributes = attributes_of(attributes);
        let value = |wanted: &str| attributes.iter().find(|(key, _)| key == wanted).map(|(_, v)| v.clone());
        let mark = value("id").filter(|_| name == "mark").map(|id| {
            read.marked.push((id, String::new()));
            read.marked.len() - 1
        });
        if let Some(id) = value("id") {
            assert!(read.ids.insert(id.clone()), "two are called {id}");
        }
        read.links.extend(value("href"));
        for key in ["src", "style", "srcset", "action"] {
            assert_eq!(value(key), None, "<{tag}>");
        }
        assert!(
            !matches!(name, "script" | "img" | "link" | "iframe" | "object" | "base" | "form"),
            "<{tag}>"
        );
        assert!(attributes.iter().all(|(key, _)| !key.starts_with("on")), "<{tag}>");
        read.shape.push(format!("{name} {}", value("class").unwrap_or_default()));
        if !VOID.contains(&name) {
            open.push((name.to_owned(), mark));
        }
    }
    take_text(rest, &open, &mut read);
    assert_eq!(open, [], "left open");
    read
}

fn take_text(text: &str, open: &[(String, Option<usize>)], read: &mut Page) {
    let is_style = open.last().is_some_and(|(name, _)| name == "style");
    if is_style {
        assert!(!text.contains("url(") && !text.contains("@import"), "the style asks for something");
        return;
    }
    assert!(!text.contains('>'), "{text}");
    let text = unescaped(text);
    let is_number = open.last().is_some_and(|(name, _)| name == "a");
    for mark in open.iter().filter_map(|(_, mark)| *mark).filter(|_| !is_number) {
        read.marked[mark].1.push_str(&text);
    }
    read.text.push_str(&text);
}

/// `a="b" c="d"`; every value has quotation marks.
fn attributes_of(mut text: &str) -> Vec<(String, String)> {
    let mut all = Vec::new();
    while !text.is_empty() {
        let (key, after) = text.split_once("=\"").unwrap_or_else(|| panic!("attributes: {text}"));
        assert!(key.trim().chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{text}");
        let (value, after) = after.split_once('"').expect("a value ends");
        all.push((key.trim().to_owned(), unescaped(value)));
        text = after;
    }
    all
}

fn unescaped(text: &str) -> String {
    let mut parts = text.split('&');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, after) = part.split_once(';').unwrap_or_else(|| panic!("a bare & before {part}"));
        out.push_str(match name {
            "amp" => "&",
            "lt" => "<",
            "gt" => ">",
            "quot" => "\"",
            "#39" => "'",
            other => panic!("&{other};"),
        });
        out.push_str(after);
    }
    out
}
