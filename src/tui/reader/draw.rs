//! The article onto the screen. Only the lines in sight are styled.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::Style,
};

use super::{GUTTER, Reader};
use crate::{
    briefing::Article,
    model::BlockKind,
    tui::{layout::Parts, paint::Pen, scene::Look, theme::Theme},
    view::{
        Citation, Line, LineKind, Role, Roles, Run, article, bidi,
        cells::{Cell, cells, share, width},
    },
};

/// What the lines of an article are drawn with.
struct Drawn<'a> {
    look: Look<'a>,
    article: &'a Article,
    citation: &'a Citation,
    runs: &'a [Run],
}

impl Reader {
    /// Draws the pane. `whose` quotation is current is said beside the title, where no other pane says it.
    pub fn draw(&self, look: Look<'_>, parts: Parts, whose: Option<&str>, buffer: &mut Buffer) {
        let Some(article) = look.scene.shown_article() else { return };
        let citation = Citation::new(look.scene.article, article);
        self.draw_title(&citation, look, parts.title, whose, buffer);
        let drawn = Drawn { look, article, citation: &citation, runs: &self.runs_in_sight() };
        let area = self.lines_in(parts.body);
        for (y, line) in self.page.lines.iter().skip(self.top).take(self.height).enumerate() {
            let mut pen = Pen::new(buffer, area, y as u16);
            let (sign, sign_style) = self.gutter(line, look.theme);
            match self.sign(line) {
                Some(role) => pen.put(look.theme.sign(role), look.style(role)),
                None => pen.skip(1),
            };
            pen.put(sign, sign_style);
            let (left, columns) = self.room_of(line, area);
            pen.skip(left - 2);
            pen.end_before(pen.room().saturating_sub(columns));
            drawn.line(&mut pen, line);
        }
    }

    /// Where in the body of the pane the lines are, gutter and all.
    fn lines_in(&self, body: Rect) -> Rect {
        let margin = body.width.saturating_sub((GUTTER + self.measure + 1) as u16) / 2;
        // The last column is the scroll bar's.
        let width = (body.width - margin).saturating_sub(1);
        Rect { x: body.x + margin, width, ..body }
    }

    /// Where in [`Reader::lines_in`] the text of a line begins, and how many columns it has.
    fn room_of(&self, line: &Line, area: Rect) -> (usize, usize) {
        // The indent of a paragraph that runs from the right is at the right.
        let (left, right) = if line.from_right { (0, line.indent) } else { (line.indent, 0) };
        let left = GUTTER + usize::from(left);
        let room = usize::from(area.width).saturating_sub(left).min(self.columns());
        (left, room.saturating_sub(usize::from(right)))
    }

    /// The byte of the article, whose text is `raw`, that stands at a place of the screen; `body` is the pane's.
    pub fn byte_at(&self, raw: &str, body: Rect, at: Position) -> Option<u32> {
        let area = self.lines_in(body);
        let row = area.contains(at).then(|| usize::from(at.y - area.y))?;
        let line = self.page.lines.get(self.top + row)?;
        if !matches!(line.kind, LineKind::Text(_) | LineKind::Masked(_)) {
            return None;
        }
        let (left, columns) = self.room_of(line, area);
        let mut seen: Vec<(Cell<'_>, ())> = cells(line.span.of(raw)).map(|cell| (cell, ())).collect();
        let own: usize = seen.iter().map(|(cell, ())| cell.width).sum();
        bidi::reorder(&mut seen, line.from_right);
        let begin = if line.from_right { left + columns.saturating_sub(own) } else { left };
        let mut column = usize::from(at.x - area.x).checked_sub(begin)?;
        let cell = seen.iter().find(|(cell, ())| {
            let here = column < cell.width;
            column = column.saturating_sub(cell.width);
            here
        });
        cell.map(|(cell, ())| line.span.start() + cell.at as u32)
    }

    fn draw_title(
        &self,
        citation: &Citation,
        look: Look<'_>,
        area: Rect,
        whose: Option<&str>,
        buffer: &mut Buffer,
    ) {
        let headline = |l: &Line| matches!(l.kind, LineKind::Text(BlockKind::Headline) | LineKind::Given(_));
        let headline_in_sight = self.page.lines.iter().skip(self.top).take(self.height).any(headline);
        // Once the headline is scrolled away, the title says it.
        let title = if headline_in_sight { citation.outlet_or_file() } else { &citation.headline };
        let counter = whose.map(|_| format!(" {}", look.scene.counter_text())).unwrap_or_default();
        let counter_columns = width(&counter) + 1;
        let mut pen = Pen::new(buffer, area, 0);
        let room = pen.skip(1).room().saturating_sub(counter_columns + 1);
        let whose = whose.unwrap_or_default();
        let [title_columns, name_columns] = share(room, [width(title), width(whose)]);
        let link = look.link(citation.article);
        pen.link(link)
            .fit(title, title_columns, look.title())
            .link(None)
            .skip_until_left(name_columns + counter_columns);
        pen.fit(whose, name_columns, look.style(Role::Count)).put(&counter, look.style(Role::Count));
    }

    /// What stands out in the lines in sight, flattened.
    fn runs_in_sight(&self) -> Vec<Run> {
        let window = self.in_sight();
        let mut runs: Vec<Run> = article::within(&self.base, window).to_vec();
        runs.extend_from_slice(article::within(&self.selection, window));
        if let Some(search) = &self.search {
            let hits = search.hits();
            let from = hits.partition_point(|h| h.end() <= window.start());
            let in_window = hits.iter().skip(from).take_while(|h| h.start() < window.end());
            runs.extend(in_window.map(|h| {
                let role = if Some(*h) == search.current() { Role::CurrentHit } else { Role::SearchHit };
                Run::new(*h, role)
            }));
        }
        article::flatten(&runs)
    }

    /// The sign of the first quotation with one that begins in a line.
    fn sign(&self, line: &Line) -> Option<Role> {
        let from = self.signs.partition_point(|(at, _)| *at < line.span.start());
        self.signs.get(from).filter(|(at, _)| line.span.contains(*at)).map(|(_, role)| *role)
    }

    /// The sign before a line, and its style.
    fn gutter<'t>(&self, line: &Line, theme: &'t Theme) -> (&'t str, Style) {
        if matches!(line.kind, LineKind::Masked(_) | LineKind::Reason(_) | LineKind::Folded(..)) {
            return (theme.sign(Role::Masked), theme.style(Role::Masked));
        }
        let roles = article::within(&self.selection, line.span);
        let roles = roles.iter().fold(Roles::NONE, |all, run| all.union(run.roles));
        let colour = Style { fg: theme.style(Role::SelectedQuote).fg, ..Style::default() };
        match () {
            () if roles.has(Role::Evidence) && !roles.has(Role::CurrentQuote) => {
                let style = theme.style(Role::Evidence);
                // Of its colours the one that is laid under the text; the sign stands on the pane's own.
                (theme.sign(Role::Evidence), Style { fg: style.bg, ..Style::default() })
            }
            () if roles.has(Role::CurrentMention) => (theme.sign(Role::CurrentQuote), colour),
            () if roles.has(Role::CurrentQuote) => (theme.sign(Role::CurrentQuote), colour),
            () if roles.has(Role::SelectedQuote) => (theme.sign(Role::SelectedQuote), colour),
            () => (" ", Style::default()),
        }
    }
}

impl Drawn<'_> {
    fn line(&self, pen: &mut Pen<'_>, line: &Line) {
        let Self { look, article, citation, .. } = self;
        match &line.kind {
            LineKind::Text(_) | LineKind::Masked(_) => self.text(pen, line),
            LineKind::Given(span) => {
                let title = article.document.given.title.as_deref().unwrap_or_default();
                pen.put(span.of(title), look.style(Role::Headline));
            }
            LineKind::Reason(reason) => _ = pen.put(reason.name(), look.style(Role::MaskReason)),
            LineKind::Folded(count, reasons) => {
                let lines = if *count == 1 { "line" } else { "lines" };
                let reasons: Vec<&str> = reasons.iter().map(|r| r.name()).collect();
                let text = format!("{count} {lines} masked: {}", reasons.join(", "));
                pen.fit(&text, usize::MAX, look.style(Role::Masked));
            }
            LineKind::Facts => {
                let byline = citation.byline.as_ref().map(|b| format!("by {b}"));
                let date = citation.certainty.map(|_| citation.day());
                let other = citation.language.filter(|language| !language.is_english());
                let other = other.map(|language| format!("in {}: not analysed", language.name));
                let style = look.style(Role::Dim);
                let room = pen.room();
                pen.link(look.link(citation.article)).fit(citation.outlet_or_file(), room, style).link(None);
                let mut facts = String::new();
                for fact in [other, date, byline].into_iter().flatten() {
                    facts.extend([" · ", &fact]);
                }
                let room = pen.room();
                pen.fit(&facts, room, style);
            }
            LineKind::Blank => {}
        }
    }

    fn text(&self, pen: &mut Pen<'_>, line: &Line) {
        let mut runs = article::within(self.runs, line.span).iter().peekable();
        let mut style = (Roles::NONE, Style::default());
        let mut styled: Vec<(Cell<'_>, Style)> = Vec::new();
        for cell in cells(line.span.of(&self.article.document.raw)) {
            let at = line.span.start() + cell.at as u32;
            while runs.next_if(|r| r.span.end() <= at).is_some() {}
            let roles = runs.peek().filter(|r| r.span.contains(at)).map_or(Roles::NONE, |r| r.roles);
            if roles != style.0 {
                style = (roles, self.look.theme.blend(roles));
            }
            styled.push((cell, style.1));
        }
        if line.from_right {
            // A paragraph that runs from the right begins there.
            pen.skip_until_left(styled.iter().map(|(cell, _)| cell.width).sum());
        }
        pen.line(&mut styled, line.from_right);
    }
}
