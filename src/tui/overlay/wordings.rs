//! The wordings of one statement: the fullest, then each other with what it adds and leaves out.

use ratatui::buffer::Buffer;

use super::{Reply, draw_box, draw_more};
use crate::{
    briefing::QuoteId,
    text::Span,
    tui::{action::Action, layout::Screen, moved::Moved, paint::Pen, scene::Scene, theme::Theme},
    view::{
        Part, Role, Share, WordingRow, cells, wordings,
        wrap::{Measure, wrap},
    },
};

/// The wordings of the statement that a quotation reports.
#[derive(Debug)]
pub struct Wordings {
    quote: QuoteId,
    /// What the lines were made from: the briefing, and columns.
    laid_out: Option<(u64, u16)>,
    title: String,
    lines: Vec<Vec<(String, Role)>>,
    top: usize,
    height: usize,
}

const WIDTH: u16 = 96;

impl Wordings {
    /// The wordings of the statement that `quote` reports.
    pub const fn new(quote: QuoteId) -> Self {
        Self { quote, laid_out: None, title: String::new(), lines: Vec::new(), top: 0, height: 1 }
    }

    /// Does what an action asks.
    pub fn update(&mut self, action: Action) -> Reply {
        if action == Action::Accept {
            return Reply::Close;
        }
        if let Some(motion) = action.motion() {
            self.top = motion.apply(self.top, self.last_top() + 1, self.height);
        }
        Reply::Stay
    }

    /// Follows its quotation into the next briefing; whether that is there.
    pub fn follow(&mut self, moved: &Moved<'_>) -> bool {
        self.laid_out = None;
        moved.quote(self.quote).map(|quote| self.quote = quote).is_some()
    }

    /// Fits it to the screen.
    pub fn settle(&mut self, scene: &Scene<'_>, screen: &Screen) {
        let columns = screen.overlay(WIDTH, 3).width.saturating_sub(4);
        if self.laid_out != Some((scene.generation, columns)) {
            self.laid_out = Some((scene.generation, columns));
            self.lay_out(scene, usize::from(columns).max(1));
        }
        self.height =
            usize::from(screen.overlay(WIDTH, self.lines.len() as u16 + 2).height.saturating_sub(2));
        self.top = self.top.min(self.last_top());
    }

    fn lay_out(&mut self, scene: &Scene<'_>, columns: usize) {
        self.lines.clear();
        let Some((number, statement)) = scene.statements.of(self.quote) else { return };
        let rows = WordingRow::all(scene.briefing, statement);
        let carriers = wordings::carriers(scene.briefing, statement);
        self.title = match rows.len() {
            1 => format!("Statement {number}: one wording"),
            n => format!("Statement {number}: {n} wordings in {}", carriers.join(", ")),
        };
        for (i, row) in rows.iter().enumerate() {
            let quote = &row.quote;
            let date = quote.citation.date.map(|date| format!("{date} ")).unwrap_or_default();
            let at = if quote.id == self.quote { "▌ " } else { "" };
            let first = if i == 0 && rows.len() > 1 { ", the fullest" } else { "" };
            let head =
                format!("{at}{date}{}, line {}{first}", quote.citation.outlet_or_file(), quote.extent.line);
            if i > 0 {
                self.lines.push(Vec::new());
            }
            self.lines.push(vec![(head, Role::Title)]);
            if row.is_grave() {
                self.lines.push(vec![("! a number or a negation differs".into(), Role::Warning)]);
            }
            self.lines.extend(styled(&row.parts, columns));
        }
        if rows.len() > 1 {
            self.lines.push(Vec::new());
            self.lines.push(vec![
                ("[-".into(), Role::Doubtful),
                ("only in the fullest wording".into(), Role::Doubtful),
                ("-]".into(), Role::Doubtful),
                (" ".into(), Role::Text),
                ("{+only in this one+}".into(), Role::Checked),
            ]);
        }
    }

    fn last_top(&self) -> usize {
        self.lines.len().saturating_sub(self.height)
    }

    /// Draws it.
    pub fn draw(&self, theme: &Theme, screen: &Screen, buffer: &mut Buffer) {
        let area = screen.overlay(WIDTH, self.lines.len() as u16 + 2);
        let room = usize::from(area.width).saturating_sub(8);
        let (head, _) = cells::head(&self.title, room);
        let title = if head.len() == self.title.len() { head.to_owned() } else { format!("{head}…") };
        let inside = draw_box(area, &title, theme, buffer);
        for (y, line) in self.lines.iter().skip(self.top).take(self.height).enumerate() {
            let mut pen = Pen::new(buffer, inside, y as u16);
            for (text, role) in line {
                pen.put(text, theme.style(*role));
            }
        }
        draw_more(area, self.last_top() - self.top, theme, buffer);
    }
}

/// The parts as lines of at most so many columns, what differs between signs.
fn styled(parts: &[Part], columns: usize) -> Vec<Vec<(String, Role)>> {
    let mut text = String::new();
    let mut ranges: Vec<(Span, Role)> = Vec::new();
    for part in parts {
        if !text.is_empty() {
            text.push(' ');
        }
        let start = text.len();
        let (open, close, role) = match part.share {
            Share::Same => ("", "", Role::Text),
            Share::Missing => ("[-", "-]", Role::Doubtful),
            Share::Inserted => ("{+", "+}", Role::Checked),
        };
        text.extend([open, &part.words, close]);
        ranges.push((Span::from_usize(start, text.len()), role));
    }
    let mut lines = Vec::new();
    wrap(&text, Span::whole(&text), Measure::even(columns), &mut lines);
    let mut out = Vec::new();
    for line in lines {
        let mut pieces: Vec<(String, Role)> = Vec::new();
        let mut at = line.start();
        for (range, role) in &ranges {
            let Some(piece) = range.intersect(line).filter(|piece| !piece.is_empty()) else { continue };
            if piece.start() > at {
                pieces.push((" ".into(), Role::Text));
            }
            pieces.push((piece.of(&text).to_owned(), *role));
            at = piece.end();
        }
        out.push(pieces);
    }
    out
}
