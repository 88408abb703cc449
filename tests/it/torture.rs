//! Text that is hard to show: whatever stands in an article, every row of the screen is as wide as the screen, the lines
//! between panes stand where they stand for plain text, and a terminal shows the cells that were meant.

use std::{fs, sync::Arc};

use dixit::{
    briefing::Briefing,
    model::{Document, Given, Origin},
    pipeline::Engine,
    tui::{Action, Keymap, State, Theme, draw, update},
};
use ratatui::{
    Terminal,
    backend::{Backend, CrosstermBackend, TestBackend},
    buffer::Buffer,
};
use unicode_width::UnicodeWidthStr;

use crate::source::root;

const SIZES: [(u16, u16); 4] = [(60, 20), (80, 24), (120, 36), (200, 60)];

/// The article, and as many lines of plain words.
fn texts() -> [String; 2] {
    let hard = fs::read_to_string(root().join("tests/torture/article.txt")).unwrap();
    let plain = "The port is shut and nobody says when it opens.\n\n".repeat(400);
    [hard, plain]
}

fn document(id: &str, raw: &str) -> (Arc<Document>, Option<Arc<dixit::model::Analysis>>) {
    let title = Some(raw.lines().next().unwrap_or_default().to_owned());
    let given = Given { title, ..Given::default() };
    let document = Document { id: id.into(), raw: raw.into(), origin: Origin::Stdin, given };
    let analysis = Engine::new().analyse(&document);
    (Arc::new(document), Some(Arc::new(analysis)))
}

/// A reader with the text in all panes.
fn reader(text: &str, size: (u16, u16)) -> State {
    let briefing = Briefing::new(["a.txt", "b.txt"].map(|id| document(id, text)).to_vec());
    let mut state = State::new(Arc::new(briefing), Keymap::embedded(), size, Vec::new(), Vec::new());
    update(&mut state, Action::OpenArticle);
    state
}

fn frame(state: &State, (width, height): (u16, u16)) -> Buffer {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal.draw(|frame| draw(state, &Theme::embedded(true), frame)).unwrap();
    terminal.backend().buffer().clone()
}

/// The columns with a line between panes.
fn borders(buffer: &Buffer) -> Vec<u16> {
    let is_line = |x: &u16, y| matches!(buffer[(*x, y)].symbol(), "│" | "┃" | "•" | "×");
    let rows = 2..buffer.area.height - 1;
    let columns = 0..buffer.area.width;
    columns.filter(|x| rows.clone().all(|y| is_line(x, y))).collect()
}

#[track_caller]
fn check(state: &State, size: (u16, u16), expected: &[u16]) {
    let buffer = frame(state, size);
    for (y, row) in buffer.content().chunks(usize::from(size.0)).enumerate() {
        let mut x = 0;
        while x < row.len() {
            let width = row[x].symbol().width();
            assert!(width > 0, "row {y}: a cell without a width, {:?}", row[x].symbol());
            // Behind a wide character the cell it covers is blank.
            assert!(row[x + 1..(x + width).min(row.len())].iter().all(|cell| cell.symbol() == " "));
            x += width;
        }
        assert_eq!(x, row.len(), "row {y} is as wide as the screen");
    }
    for x in expected {
        assert!(borders(&buffer).contains(x), "the line in column {x} is whole: {buffer:?}");
    }
}

#[test]
fn every_row_is_as_wide_as_the_screen_and_no_line_between_panes_is_broken() {
    let [hard, plain] = texts();
    for size in SIZES {
        let expected = borders(&frame(&reader(&plain, size), size));
        assert!(!expected.is_empty() || size.0 < 60);
        let mut state = reader(&hard, size);
        for keys in [
            [Action::PageDown; 12].as_slice(),
            &[Action::ToggleMasked, Action::Top],
            &[Action::Bottom],
            &[Action::NextActor, Action::NextQuotation, Action::Why],
            &[Action::PaneArticles, Action::Down],
        ] {
            for key in keys {
                check(&state, size, &expected);
                update(&mut state, *key);
            }
        }
        check(&state, size, &expected);
    }
}

#[test]
fn a_terminal_shows_the_cells_that_were_meant() {
    let [hard, _] = texts();
    for size in SIZES {
        let mut state = reader(&hard, size);
        for _ in 0..4 {
            let mut buffer = frame(&state, size);
            // The terminal of this test leaves out the sign for what is no character.
            for cell in buffer.content.iter_mut().filter(|cell| cell.symbol() == "�") {
                cell.set_symbol("?");
            }
            let blank = Buffer::empty(buffer.area);
            let cells = blank.diff(&buffer);
            let mut bytes = Vec::new();
            let mut backend = CrosstermBackend::new(&mut bytes);
            backend.draw(cells.iter().copied()).unwrap();
            let mut terminal = vt100::Parser::new(size.1, size.0, 0);
            terminal.process(&bytes);
            for (x, y, cell) in cells.into_iter().filter(|(.., cell)| cell.symbol() != " ") {
                let shown = terminal.screen().cell(y, x).unwrap().contents();
                let first = |text: &str| text.chars().next();
                assert_eq!(first(shown), first(cell.symbol()), "column {x} of row {y}");
            }
            update(&mut state, Action::PageDown);
        }
    }
}
