//! Why the current quotation is whose it is: a box under the article, while it is asked for.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    layout::Parts,
    paint::Pen,
    scene::{Look, Scene},
};
use crate::{
    briefing::QuoteId,
    text::Span,
    view::{
        QuoteRow, Role, cells,
        wrap::{Measure, wrap},
    },
};

/// The reasons for the current quotation's attribution. What they point at stands out in the article above.
#[derive(Debug, Default)]
pub struct Why {
    open: bool,
    /// What the rows were made from; they are made anew when this changes.
    laid_out: Option<Source>,
    rows: Vec<Row>,
    /// How sure the attribution is, and whether that is too little.
    sure: Option<(String, bool)>,
}

/// What the rows are made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Source {
    quote: Option<QuoteId>,
    generation: u64,
    width: u16,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    /// What the text is: empty where it goes on.
    label: &'static str,
    /// The text in pieces: words of the article stand out.
    pieces: Vec<(String, Role)>,
}

/// Columns before the text of a row: a space, the longest label, two spaces.
const MARGIN: usize = 10;
/// Lines are not longer than this.
const MEASURE: usize = 90;

impl Why {
    /// Whether it is asked for.
    pub const fn is_open(&self) -> bool {
        self.open
    }

    /// Opens it.
    pub const fn open(&mut self) {
        self.open = true;
    }

    /// Closes it; says whether it was open.
    pub const fn close(&mut self) -> bool {
        let was = self.open;
        self.open = false;
        was
    }

    /// Says why for the current quotation, on a pane of this width.
    pub fn settle(&mut self, scene: &Scene<'_>, width: u16) {
        let source = Source { quote: scene.quote, generation: scene.generation, width };
        if !self.open || self.laid_out == Some(source) {
            return;
        }
        self.laid_out = Some(source);
        self.rows.clear();
        let row = scene.quote.and_then(|quote| QuoteRow::new(scene.briefing, quote));
        self.sure = row.as_ref().map(|row| (row.confidence.percent(), row.confidence.is_doubtful()));
        let Some(row) = row else {
            return self.say("", "No quotation is current.", Role::Dim, width);
        };
        let actor = row.actor_name.as_deref().unwrap_or("nobody could be named");
        let speaker = match row.speaker.as_deref() {
            Some(written) if written != actor => &format!("{written} → {actor}"),
            _ => actor,
        };
        let role = row.actor.and(row.actor_kind).map_or(Role::Text, Role::from);
        self.say("speaker", speaker, role, width);
        self.say("cue", row.cue.as_deref().unwrap_or("none"), Role::Text, width);
        if row.evidence.is_empty() {
            self.say("because", "no reason is known", Role::Dim, width);
        }
        for (i, reason) in row.evidence.iter().enumerate() {
            self.because(if i == 0 { "because" } else { "and" }, reason, width);
        }
    }

    fn say(&mut self, label: &'static str, text: &str, role: Role, width: u16) {
        self.wrapped(label, text, &[(Span::whole(text), role)], width);
    }

    /// Says a reason, whose words of the article stand between asterisks.
    fn because(&mut self, label: &'static str, reason: &str, width: u16) {
        let mut text = String::new();
        let mut roles = Vec::new();
        for (i, part) in reason.split('*').enumerate() {
            let start = text.len();
            text.push_str(part);
            let role = if i % 2 == 1 { Role::Cue } else { Role::Text };
            roles.push((Span::from_usize(start, text.len()), role));
        }
        if roles.len() % 2 == 0 {
            // An asterisk that opens and nothing that closes: it is one of the article's own.
            return self.say(label, reason, Role::Text, width);
        }
        self.wrapped(label, &text, &roles, width);
    }

    fn wrapped(&mut self, label: &'static str, text: &str, roles: &[(Span, Role)], width: u16) {
        let columns = usize::from(width).saturating_sub(MARGIN + 1).clamp(1, MEASURE);
        let mut lines = Vec::new();
        wrap(text, Span::whole(text), Measure::even(columns), &mut lines);
        let pieces = |line: &Span| -> Vec<(String, Role)> {
            let inside = roles.iter().filter_map(|(span, role)| Some((span.intersect(*line)?, *role)));
            inside.map(|(span, role)| (span.of(text).to_owned(), role)).collect()
        };
        let rows = lines.iter().enumerate();
        self.rows.extend(
            rows.map(|(i, line)| Row { label: if i == 0 { label } else { "" }, pieces: pieces(line) }),
        );
    }

    /// Takes its rows from the bottom of a pane: what is left, and the rows.
    pub fn split(&self, parts: Parts) -> (Parts, Rect) {
        let body = parts.body;
        // The article keeps at least half: the places that are pointed at stand there.
        let height = if self.open { (self.rows.len() as u16 + 1).min(body.height / 2) } else { 0 };
        let left = body.height - height;
        (Parts { body: Rect { height: left, ..body }, ..parts }, Rect { y: body.y + left, height, ..body })
    }

    /// Draws it.
    pub fn draw(&self, look: Look<'_>, area: Rect, buffer: &mut Buffer) {
        if area.height == 0 {
            return;
        }
        let rows = usize::from(area.height - 1);
        let mut pen = Pen::new(buffer, area, 0);
        let rule = (look.theme.sign(Role::Rule), look.style(Role::Rule));
        // The title looks like the places it is about.
        pen.put(rule.0, rule.1).put(" Why ", look.style(Role::Evidence));
        let more = match self.rows.len().saturating_sub(rows) {
            0 => String::new(),
            1 => "1 more line".to_owned(),
            more => format!("{more} more lines"),
        };
        let (percent, doubtful) = self.sure.clone().unwrap_or_default();
        let doubt =
            if doubtful { format!("{} doubtful", look.theme.sign(Role::Doubtful)) } else { String::new() };
        let said = [(percent, Role::Count), (doubt, Role::Doubtful), (more, Role::Dim)];
        let width: usize = said.iter().filter(|(t, _)| !t.is_empty()).map(|(t, _)| cells::width(t) + 1).sum();
        while pen.room() > width + 2 {
            pen.put(rule.0, rule.1);
        }
        for (text, role) in said.iter().filter(|(text, _)| !text.is_empty()) {
            pen.skip(1).put(text, look.style(*role));
        }
        pen.skip(1).put(rule.0, rule.1);
        for (y, row) in self.rows.iter().take(rows).enumerate() {
            let mut pen = Pen::new(buffer, area, y as u16 + 1);
            pen.skip(1).put(row.label, look.style(Role::Dim));
            pen.skip((MARGIN - 1).saturating_sub(row.label.len()));
            for (text, role) in &row.pieces {
                pen.put(text, look.style(*role));
            }
        }
    }
}
