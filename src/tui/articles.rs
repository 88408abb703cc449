//! The list of articles.

use ratatui::{buffer::Buffer, layout::Rect, style::Style};
use rustc_hash::FxHashSet;

use super::{
    action::Motion,
    layout::Parts,
    paint::{Pen, thumb},
    scene::{Look, Scene},
    theme::Theme,
};
use crate::{
    briefing::ArticleId,
    text::Span,
    view::{
        ArticleRow, Citation, Role, cells,
        wrap::{Measure, wrap},
    },
};

/// The list of articles: how far it is scrolled, and which were read.
#[derive(Debug, Default)]
pub struct Articles {
    top: usize,
    /// How many rows fit.
    rows: usize,
    /// Lines a row takes.
    lines: u16,
    read: FxHashSet<ArticleId>,
}

/// A pane at least so high gives the headline two lines.
const ROOMY: u16 = 28;
/// Columns before the text of a row: bar, mark, space.
const MARGIN: usize = 3;

impl Articles {
    /// Fits the list to where it stands and keeps the selected row in sight.
    pub fn settle(&mut self, scene: &Scene<'_>, body: Rect) {
        self.lines = if body.height >= ROOMY { 3 } else { 2 };
        self.rows = usize::from((body.height / self.lines).max(1));
        let (at, len) = (scene.article.0 as usize, scene.briefing.articles.len());
        self.top =
            self.top.min(at).max((at + 1).saturating_sub(self.rows)).min(len.saturating_sub(self.rows));
    }

    /// The article a movement leads to.
    pub fn after(&self, motion: Motion, scene: &Scene<'_>) -> ArticleId {
        ArticleId(motion.apply(scene.article.0 as usize, scene.briefing.articles.len(), self.rows) as u32)
    }

    /// Remembers that an article was opened.
    pub fn mark_read(&mut self, article: ArticleId) {
        self.read.insert(article);
    }

    /// Where the thumb of its scroll bar is.
    pub fn thumb(&self, scene: &Scene<'_>, body: Rect) -> Option<(u16, u16)> {
        thumb(body.height, self.top, self.rows, scene.briefing.articles.len())
    }

    /// Draws the pane.
    pub fn draw(&self, look: Look<'_>, parts: Parts, buffer: &mut Buffer) {
        let Scene { briefing, article, .. } = *look.scene;
        let len = briefing.articles.len();
        let counter = format!("{}/{len}", (article.0 as usize + 1).min(len));
        let mut pen = Pen::new(buffer, parts.title, 0);
        pen.skip(1).put("Articles", look.title()).skip_until_left(counter.len() + 1);
        pen.put(&counter, look.style(Role::Dim));
        for i in 0..self.rows {
            let Some(row) = ArticleRow::new(briefing, ArticleId((self.top + i) as u32)) else { break };
            let y = i as u16 * self.lines;
            let area = Rect { y: parts.body.y + y, height: self.lines, ..parts.body };
            self.draw_row(&row, look, area.intersection(parts.body), buffer);
        }
    }

    fn draw_row(&self, row: &ArticleRow, look: Look<'_>, area: Rect, buffer: &mut Buffer) {
        let article = row.citation.article;
        let theme = look.theme;
        let row_look = RowLook::new(theme, article == look.scene.article, look.focused);
        let style = |role| row_look.over(theme.style(role));
        buffer.set_style(area, row_look.base);
        let unread = !self.read.contains(&article);
        let weight = style(if unread { Role::Headline } else { Role::Text });
        let columns = usize::from(area.width).saturating_sub(MARGIN + 1).max(1);
        let headline = &row.citation.headline;
        let mut lines = Vec::new();
        wrap(headline, Span::whole(headline), Measure::even(columns), &mut lines);
        let headline_lines = area.height.saturating_sub(1);
        for y in 0..headline_lines {
            let mut pen = Pen::new(buffer, area, y);
            row_look.bar(&mut pen);
            let mark = if unread && y == 0 { theme.sign(Role::Unread) } else { " " };
            pen.put(mark, style(Role::Unread)).skip(1);
            let Some(line) = lines.get(usize::from(y)) else { continue };
            // The last line there is room for takes all that is left of the headline.
            let end = if y + 1 == headline_lines { headline.len() as u32 } else { line.end() };
            pen.fit(Span::new(line.start(), end).of(headline), columns, weight);
        }
        let mut pen = Pen::new(buffer, area, headline_lines);
        row_look.bar(&mut pen);
        let (sign, count) = match row.quotations {
            Some(n) => (theme.sign(Role::Count), n.to_string()),
            None => ("", "…".to_owned()),
        };
        let count_columns = cells::width(sign) + cells::width(&count) + 1;
        let room = pen.skip(MARGIN - 1).room().saturating_sub(count_columns + 1);
        pen.fit(&dated(&row.citation), room, style(Role::Dim)).skip_until_left(count_columns);
        let count_style = style(if row.quotations == Some(0) { Role::Dim } else { Role::Count });
        pen.put(sign, count_style).put(&count, count_style);
    }
}

/// Date, where there is one, and outlet: `2026-01-19 Rudaw`.
pub fn dated(citation: &Citation) -> String {
    let date = citation.date.map(|_| format!("{} ", citation.day())).unwrap_or_default();
    format!("{date}{}", citation.outlet_or_file())
}

/// How the parts of a row look, depending on whether it is selected and has the keys.
#[derive(Debug, Clone, Copy)]
pub struct RowLook<'t> {
    /// Laid under the whole row.
    pub base: Style,
    bar: &'t str,
    uniform: bool,
}

impl<'t> RowLook<'t> {
    /// The look of a row.
    pub fn new(theme: &'t Theme, selected: bool, focused: bool) -> Self {
        match (selected, focused) {
            (true, true) => Self {
                base: theme.style(Role::RowSelected),
                bar: theme.sign(Role::RowSelected),
                uniform: true,
            },
            (true, false) => {
                Self { base: theme.style(Role::RowMarked), bar: theme.sign(Role::RowMarked), uniform: false }
            }
            (false, _) => Self { base: Style::default(), bar: " ", uniform: false },
        }
    }

    /// A part's own style in this row: a selected row is of one colour.
    pub fn over(&self, style: Style) -> Style {
        if self.uniform { self.base.add_modifier(style.add_modifier) } else { self.base.patch(style) }
    }

    /// Begins a row of one line: lays its look under it and draws the bar; gives back what writes on from there.
    pub fn begin<'b>(&self, area: Rect, buffer: &'b mut Buffer) -> Pen<'b> {
        buffer.set_style(area, self.base);
        let mut pen = Pen::new(buffer, area, 0);
        self.bar(&mut pen);
        pen
    }

    /// Draws the bar at the start of a line.
    fn bar(&self, pen: &mut Pen<'_>) {
        pen.put(self.bar, self.base);
    }
}
