//! Links: on the bytes that are written.

use std::{
    cell::RefCell,
    io::{self, Write},
    rc::Rc,
    sync::Arc,
};

use ratatui::{Terminal, TerminalOptions, Viewport, backend::CrosstermBackend, layout::Rect};

use super::stage::{Stage, articles};
use crate::{
    briefing::Briefing,
    model::Document,
    tui::{Theme, draw::draw},
};

const PAGE: &str = "https://harbour.example/strike?id=7;a=b";

/// The articles, of which the first has this address.
fn stage(url: &str, size: (u16, u16), links: bool) -> Stage {
    let mut articles = articles();
    let mut document = Document::clone(&articles[0].0);
    document.given.url = Some(url.into());
    articles[0].0 = Arc::new(document);
    let mut stage = Stage::of(Briefing::new(articles), size);
    stage.state.links = links;
    stage
}

/// A terminal that keeps what is written to it.
#[derive(Clone, Default)]
struct Kept(Rc<RefCell<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// All that is written to the terminal while these keys are pressed.
fn written(mut stage: Stage, keys: &str) -> String {
    let (width, height) = stage.state.size;
    let viewport = Viewport::Fixed(Rect::new(0, 0, width, height));
    let kept = Kept::default();
    let backend = CrosstermBackend::new(kept.clone());
    let mut terminal = Terminal::with_options(backend, TerminalOptions { viewport }).expect("bytes");
    let theme = Theme::embedded(true);
    for key in std::iter::once("").chain(keys.split(' ')) {
        stage = stage.keys(key);
        terminal.draw(|frame| draw(&stage.state, &theme, frame)).expect("bytes");
    }
    let bytes = kept.0.borrow().clone();
    String::from_utf8(bytes).expect("text")
}

/// What is written without what makes links, and where they lead.
fn parted(written: &str) -> (String, Vec<String>) {
    let mut parts = written.split("\x1b]8;");
    let mut rest = parts.next().unwrap_or_default().to_owned();
    let mut targets = Vec::new();
    for part in parts {
        let (link, after) = part.split_once("\x1b\\").expect("an end");
        let (_, target) = link.split_once(';').expect("parameters and target");
        assert!(link.bytes().all(|byte| (b' '..=b'~').contains(&byte)), "{link:?}");
        targets.push(target.to_owned());
        rest.push_str(after);
    }
    (rest, targets)
}

/// What a terminal shows of it, in symbols and styles.
fn shown(written: &str, (width, height): (u16, u16)) -> Vec<u8> {
    let mut parser = vt100::Parser::new(height, width, 0);
    parser.process(written.as_bytes());
    parser.screen().contents_formatted()
}

const KEYS: &str = "Enter ] f type:ch Esc G gg 3 j j ? Esc x";

#[test]
fn an_address_is_a_link_and_what_is_seen_is_the_same() {
    for size in [(60, 20), (80, 24), (120, 36), (200, 60)] {
        let with_links = written(stage(PAGE, size, true), KEYS);
        let (seen, targets) = parted(&with_links);
        let plain = shown(&written(stage(PAGE, size, false), KEYS), size);
        assert!(shown(&seen, size) == plain && shown(&with_links, size) == plain, "{size:?}");
        let (ends, opens): (Vec<String>, Vec<String>) = targets.into_iter().partition(String::is_empty);
        assert!(opens.iter().all(|target| target == PAGE), "{size:?}");
        // Every cell closes what it opened.
        assert_eq!(ends.len(), opens.len(), "{size:?}");
        let least = "The Harbour Post".len();
        assert!(opens.len() >= least, "{size:?}: {}", opens.len());
    }
}

#[test]
fn addresses_that_are_none_or_could_do_something_are_no_links() {
    for url in [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://a.example/\u{1b}]0;owned\u{7}",
        "https://a.example/\u{9c}x",
        "https://a.example/\n",
        "HTTPS//a.example",
    ] {
        let out = written(stage(url, (120, 36), true), KEYS);
        let url = url.trim();
        let linked = url == "https://a.example/";
        assert_eq!(out.contains("\x1b]8;"), linked, "{url:?}");
        assert!(!out.contains("\x1b]0") && !out.contains('\u{9c}'), "{url:?}");
    }
    let (_, targets) = parted(&written(stage("https://a.example/ü \u{202e}x", (120, 36), true), ""));
    assert_eq!(targets.first().map(String::as_str), Some("https://a.example/%C3%BC%20%E2%80%AEx"));
}
