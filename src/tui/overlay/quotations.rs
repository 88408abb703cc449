//! Some quotations, listed with their articles: those of a cell of a table.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{Ground, Hint, List, Overlaid, Reply, page};
use crate::{
    briefing::{QuoteId, Whose},
    text::Span,
    tui::{
        action::{Action, Context},
        articles::{RowLook, dated},
        moved::Moved,
        paint::Pen,
        said,
        scene::Scene,
        theme::Theme,
    },
    view::{
        QuoteRow, Role, article,
        wrap::{Measure, wrap},
    },
};

/// Some quotations.
#[derive(Debug)]
pub struct Quotations {
    title: String,
    whose: Whose,
    quotes: Vec<QuoteId>,
    list: List,
}

/// Lines of a quotation: its article, its words.
const LINES: u16 = 3;
/// Columns before the words: bar, sign, doubt, space.
const MARGIN: usize = 4;

impl Quotations {
    /// These quotations of somebody.
    pub fn new(title: String, whose: Whose, quotes: Vec<QuoteId>) -> Self {
        Self { title, whose, quotes, list: List::default() }
    }
}

impl Overlaid for Quotations {
    fn context(&self) -> Context {
        Context::List
    }

    fn hints(&self) -> Vec<Hint> {
        vec![(Action::Accept, "jump")]
    }

    fn accept(&mut self, _: &Scene<'_>) -> Reply {
        let quote = self.quotes.get(self.list.at);
        quote.map_or(Reply::Stay, |quote| Reply::Open(*quote, self.whose))
    }

    fn list(&self) -> Option<&List> {
        Some(&self.list)
    }

    fn list_mut(&mut self) -> Option<&mut List> {
        Some(&mut self.list)
    }

    fn texts(&self, scene: &Scene<'_>) -> Vec<String> {
        let rows = self.quotes.iter().map(|quote| QuoteRow::new(scene.briefing, *quote));
        let text =
            |row: QuoteRow| format!("{}\n{}\n{}", row.text(), dated(&row.citation), row.citation.headline);
        rows.map(|row| row.map(text).unwrap_or_default()).collect()
    }

    /// Follows its quotations; without one there is nothing to list.
    fn follow(&mut self, moved: &Moved<'_>) -> bool {
        self.quotes = self.quotes.iter().filter_map(|quote| moved.quote(*quote)).collect();
        let whose = moved.whose(self.whose);
        self.whose = whose.unwrap_or(self.whose);
        whose.is_some() && !self.quotes.is_empty()
    }

    fn settle(&mut self, Ground { screen, .. }: Ground<'_>) {
        self.list.settle(self.quotes.len(), page::inside(screen.main).height / LINES);
    }

    fn draw(&self, ground: Ground<'_>, buffer: &mut Buffer) -> Option<(u16, u16)> {
        let Ground { scene, theme, screen, .. } = ground;
        page::draw(screen.main, &self.title, "", &self.list.counter(), theme, buffer);
        let inside = page::inside(screen.main);
        self.list.draws(inside, LINES);
        for (y, quote) in (0..).zip(self.list.in_sight(&self.quotes)) {
            let Some(row) = QuoteRow::new(scene.briefing, *quote) else { continue };
            let look = RowLook::new(theme, self.list.top + usize::from(y) == self.list.at, true);
            let area = Rect { y: inside.y + y * LINES, height: LINES, ..inside }.intersection(inside);
            draw_row(&row, look, theme, area, buffer);
        }
        None
    }
}

/// Draws date, outlet and headline, then the words in two lines.
fn draw_row(row: &QuoteRow, look: RowLook<'_>, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let line = |y: u16| Rect { y: area.y + y, height: 1, ..area }.intersection(area);
    let style = |role| look.over(theme.style(role));
    let mut pen = look.begin(line(0), buffer);
    let room = pen.room().saturating_sub(2);
    pen.fit(&dated(&row.citation), room, style(Role::Dim)).skip(2);
    let room = pen.room().saturating_sub(1);
    pen.fit(&row.citation.headline, room, style(Role::Dim));
    let text = row.text();
    let columns = usize::from(area.width).saturating_sub(MARGIN + 1).max(1);
    let mut lines = Vec::new();
    wrap(&text, Span::whole(&text), Measure::even(columns), &mut lines);
    for y in 1..LINES {
        let mut pen: Pen<'_> = look.begin(line(y), buffer);
        if y == 1 {
            let mark = article::sign_of(Some(&row.mark), row.confidence);
            pen.put(said::sign(row.kind), style(Role::Sign));
            pen.put(mark.map_or(" ", |role| theme.sign(role)), style(mark.unwrap_or(Role::Doubtful)));
        } else {
            pen.skip(2);
        }
        let Some(words) = lines.get(usize::from(y) - 1) else { continue };
        // The last line there is room for takes all that is left.
        let end = if y + 1 == LINES { text.len() as u32 } else { words.end() };
        pen.skip(1).fit(Span::new(words.start(), end).of(&text), columns, look.base);
    }
}
