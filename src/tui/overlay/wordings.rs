//! The wordings of one statement: the fullest, then each other with what it adds and leaves out.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{Ground, Hint, Overlaid, Reply, draw_box, draw_more};
use crate::{
    briefing::QuoteId,
    model::Decision,
    text::Span,
    tui::{
        action::{Action, Context, Motion},
        layout::Screen,
        moved::Moved,
        paint::Pen,
        scene::Scene,
    },
    view::{
        Part, Role, Share, WordingRow, wordings,
        wrap::{Measure, wrap},
    },
};

/// The wordings of the statement that a quotation reports. One of them is selected, and can be taken out of the
/// statement, or put into another.
#[derive(Debug)]
pub struct Wordings {
    quote: QuoteId,
    selected: QuoteId,
    /// What the lines were made from: the briefing, and columns.
    laid_out: Option<(u64, u16)>,
    title: String,
    lines: Vec<Vec<(String, Role)>>,
    /// The wordings, each with the line it begins in.
    rows: Vec<(QuoteId, usize)>,
    top: usize,
    height: usize,
}

const WIDTH: u16 = 96;

impl Wordings {
    /// The wordings of the statement that `quote` reports.
    pub const fn new(quote: QuoteId) -> Self {
        Self {
            quote,
            selected: quote,
            laid_out: None,
            title: String::new(),
            lines: Vec::new(),
            rows: Vec::new(),
            top: 0,
            height: 1,
        }
    }

    /// Says that the selected wording is not one of this statement: against the fullest, or, if it is that, against
    /// the next.
    fn take_out(&mut self, scene: &Scene<'_>) -> Reply {
        let Some((other, _)) = self.rows.iter().find(|(quote, _)| *quote != self.selected) else {
            return Reply::Say("it is the only wording of its statement");
        };
        let anchors = [self.selected, *other].map(|quote| scene.briefing.anchor_of_quotation(quote));
        let [Some(quotation), Some(with)] = anchors else { return Reply::Stay };
        // What stays is what goes on being shown.
        if self.quote == self.selected {
            self.quote = *other;
        }
        Reply::Answer(Box::new(Decision::NotOneStatement { quotation, with }))
    }

    /// Which wording is selected.
    fn at(&self) -> usize {
        self.rows.iter().position(|(quote, _)| *quote == self.selected).unwrap_or(0)
    }

    /// The lines of a wording, and the empty one under it.
    fn lines_of(&self, at: usize) -> std::ops::Range<usize> {
        let from = |at: usize| self.rows.get(at).map(|(_, line)| *line);
        from(at).unwrap_or(0)..from(at + 1).unwrap_or(self.lines.len())
    }

    /// Lines go from wording to wording, as soon as the selected one is in sight to its end; pages scroll.
    fn move_by(&mut self, motion: Motion) {
        let lines = self.lines_of(self.at());
        match motion {
            Motion::Lines(1..) if lines.end > self.top + self.height => self.top += 1,
            Motion::Lines(..=0) if lines.start < self.top => self.top -= 1,
            Motion::Lines(_) | Motion::Top | Motion::Bottom => {
                self.select(motion.apply(self.at(), self.rows.len(), self.height));
                self.reveal();
            }
            Motion::HalfPages(_) | Motion::Pages(_) => {
                self.top = motion.apply(self.top, self.last_top() + 1, self.height);
                let first = self.rows.iter().position(|(_, line)| *line >= self.top);
                let in_sight = first.filter(|at| self.lines_of(*at).start < self.top + self.height);
                self.select(in_sight.unwrap_or(first.unwrap_or(self.rows.len()).saturating_sub(1)));
            }
        }
    }

    fn select(&mut self, at: usize) {
        self.selected = self.rows.get(at).map_or(self.quote, |(quote, _)| *quote);
    }

    /// Brings the selected wording into sight, its beginning before its end.
    fn reveal(&mut self) {
        let lines = self.lines_of(self.at());
        self.top = self.top.max(lines.end.saturating_sub(self.height)).min(lines.start).min(self.last_top());
    }

    fn lay_out(&mut self, scene: &Scene<'_>, columns: usize) {
        self.lines.clear();
        self.rows.clear();
        let Some((number, statement)) = scene.statements.of(self.quote) else { return };
        let rows = WordingRow::all(scene.briefing, statement);
        let carriers = wordings::carriers(scene.briefing, statement);
        self.title = match rows.len() {
            1 => format!("Statement {number}: one wording"),
            n => format!("Statement {number}: {n} wordings in {}", carriers.join(", ")),
        };
        for (i, row) in rows.iter().enumerate() {
            let quote = &row.quote;
            let date = quote.citation.stated().map(|date| format!("{date} ")).unwrap_or_default();
            let first = if i == 0 && rows.len() > 1 { ", the fullest" } else { "" };
            let head = format!(
                "{date}{}, line {}{first}{}",
                quote.citation.outlet_or_file(),
                quote.extent.line,
                row.also_words()
            );
            // Whoever comes from a copy is at the words it has from there.
            if row.also.iter().any(|other| other.id == self.selected) {
                self.selected = quote.id;
            }
            if i > 0 {
                self.lines.push(Vec::new());
            }
            self.rows.push((quote.id, self.lines.len()));
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
}

impl Overlaid for Wordings {
    fn context(&self) -> Context {
        Context::List
    }

    fn hints(&self) -> Vec<Hint> {
        vec![(Action::Accept, "close"), (Action::Yes, "join"), (Action::No, "take out")]
    }

    fn accept(&mut self, _: &Scene<'_>) -> Reply {
        Reply::Close
    }

    fn update(&mut self, action: Action, scene: &Scene<'_>) -> Reply {
        match action {
            Action::Yes => return Reply::Join(self.selected),
            Action::No => return self.take_out(scene),
            _ => {
                if let Some(motion) = action.motion() {
                    self.move_by(motion);
                }
            }
        }
        Reply::Stay
    }

    fn goes_on(&self) -> bool {
        true
    }

    fn follow(&mut self, moved: &Moved<'_>) -> bool {
        self.laid_out = None;
        let Some(quote) = moved.quote(self.quote) else { return false };
        self.quote = quote;
        self.selected = moved.quote(self.selected).unwrap_or(quote);
        true
    }

    /// Its wordings are its rows, each with who carries it.
    fn texts(&self, _: &Scene<'_>) -> Vec<String> {
        let lines = |at: usize| self.lines.get(self.lines_of(at)).unwrap_or_default();
        (0..self.rows.len()).map(|at| joined(lines(at))).collect()
    }

    fn row(&self) -> usize {
        self.at()
    }

    fn rows_area(&self, screen: &Screen) -> Rect {
        screen.overlay(WIDTH, self.lines.len() as u16 + 2)
    }

    fn go_to_row(&mut self, (at, _): (usize, Option<usize>), _: &Scene<'_>) {
        self.select(at);
        self.reveal();
    }

    fn settle(&mut self, Ground { scene, screen, .. }: Ground<'_>) {
        let columns = screen.overlay(WIDTH, 3).width.saturating_sub(4);
        let is_new = self.laid_out != Some((scene.generation, columns));
        if is_new {
            self.laid_out = Some((scene.generation, columns));
            let at = self.at();
            self.lay_out(scene, usize::from(columns).max(1));
            if !self.rows.iter().any(|(quote, _)| *quote == self.selected) {
                // What was taken out leaves the selection to what stands in its place.
                self.select(at.min(self.rows.len().saturating_sub(1)));
            }
        }
        self.height = usize::from(self.rows_area(screen).height.saturating_sub(2));
        self.top = self.top.min(self.last_top());
        if is_new {
            self.reveal();
        }
    }

    fn draw(&self, Ground { theme, screen, .. }: Ground<'_>, buffer: &mut Buffer) -> Option<(u16, u16)> {
        let area = self.rows_area(screen);
        let inside = draw_box(area, &self.title, theme, buffer);
        let selected = self.lines_of(self.at()).start;
        for (y, line) in self.lines.iter().skip(self.top).take(self.height).enumerate() {
            let mut pen = Pen::new(buffer, inside, y as u16);
            let is_selected = self.top + y == selected;
            if is_selected {
                pen.put(theme.sign(Role::RowMarked), theme.style(Role::RowMarked)).skip(1);
            }
            for (text, role) in line {
                pen.put(text, theme.style(if is_selected { Role::RowMarked } else { *role }));
            }
        }
        draw_more(area, self.last_top() - self.top, theme, buffer);
        None
    }
}

/// The words of some lines.
pub(super) fn joined(lines: &[Vec<(String, Role)>]) -> String {
    let lines = lines.iter().map(|line| line.iter().map(|(text, _)| text.as_str()).collect::<String>());
    lines.collect::<Vec<_>>().join(" ")
}

/// The parts as lines of at most so many columns, what differs between signs.
pub(super) fn styled(parts: &[Part], columns: usize) -> Vec<Vec<(String, Role)>> {
    let mut text = String::new();
    let mut ranges: Vec<(Span, Role)> = Vec::new();
    for part in parts {
        if !text.is_empty() {
            text.push(' ');
        }
        let start = text.len();
        let role = match part.share {
            Share::Same => Role::Text,
            Share::Missing => Role::Doubtful,
            Share::Inserted => Role::Checked,
        };
        let (open, close) = part.signs();
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
