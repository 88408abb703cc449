//! The selected actor: who they are, and every quotation of theirs, under its article, in time order.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    action::Motion,
    articles::{RowLook, dated},
    layout::Parts,
    paint::{Pen, thumb},
    scene::{Look, Scene},
};
use crate::{
    briefing::{ActorId, ArticleId, QuoteId},
    model::QuotationKind,
    text::Span,
    view::{
        ActorRow, Citation, QuoteRow, Role,
        wrap::{Measure, wrap},
    },
};

/// The actor pane.
#[derive(Debug, Default)]
pub struct Said {
    rows: Vec<Row>,
    quotes: Vec<QuoteId>,
    laid_out: Option<Source>,
    top: usize,
    height: usize,
    /// The quotation the list was last scrolled for.
    followed: Option<QuoteId>,
}

/// What the rows are made from; they are made anew when this changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Source {
    actor: Option<ActorId>,
    generation: u64,
    width: u16,
    airy: bool,
    attitudes: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Row {
    /// Words about the actor.
    About(String, Role),
    /// Date and outlet of the quotations under it.
    Outlet(String),
    /// The headline under that.
    Headline(ArticleId, String),
    /// A line of a quotation: which one of the list, its text, what its first line shows before it.
    Quote(usize, String, Option<Mark>),
    Blank,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mark {
    kind: QuotationKind,
    doubtful: bool,
}

/// Columns before the words of a quotation: bar, sign, doubt, space.
const MARGIN: u16 = 4;
/// A pane at least so high has blank lines between quotations.
const AIRY: u16 = 30;
/// Lines at most for what the actor is said to be, and for other forms of the name.
const ABOUT_LINES: usize = 3;

/// The sign before a quotation that says how it is put.
pub const fn sign(kind: QuotationKind) -> &'static str {
    match kind {
        QuotationKind::Direct => "“",
        QuotationKind::Mixed => "‘",
        QuotationKind::Indirect => "›",
        QuotationKind::Attitude => "~",
    }
}

impl Said {
    /// Lays the pane out for where it stands, and follows the current quotation.
    pub fn settle(&mut self, scene: &Scene<'_>, body: Rect) {
        let source = Source {
            actor: scene.actor,
            generation: scene.generation,
            width: body.width,
            airy: body.height >= AIRY,
            attitudes: scene.attitudes,
        };
        self.height = usize::from(body.height);
        if self.laid_out != Some(source) {
            self.quotes = scene.actor.map(|a| scene.quotes_of(a)).unwrap_or_default();
            self.rows = rows(scene, &self.quotes, source);
            self.laid_out = Some(source);
            self.followed = None;
        }
        if self.followed != scene.quote {
            self.followed = scene.quote;
            self.follow(scene);
        }
        self.top = self.top.min(self.rows.len().saturating_sub(self.height));
    }

    fn follow(&mut self, scene: &Scene<'_>) {
        let Some(at) = self.quotes.iter().position(|q| Some(*q) == scene.quote) else {
            self.top = 0;
            return;
        };
        let of_quote = |r: &Row| matches!(r, Row::Quote(i, ..) if *i == at);
        let Some(mut first) = self.rows.iter().position(of_quote) else { return };
        let last = first + self.rows.iter().skip(first).take_while(|r| of_quote(r)).count();
        // The heading over a quotation comes with it, and over the first everything about the actor.
        while first > 0 && !matches!(self.rows.get(first - 1), Some(Row::Blank | Row::Quote(..)) | None) {
            first -= 1;
        }
        if at == 0 && last <= self.height {
            first = 0;
        }
        if first < self.top {
            self.top = first;
        } else if last > self.top + self.height {
            self.top = last.saturating_sub(self.height).min(first);
        }
    }

    /// The quotation a movement leads to.
    pub fn after(&self, motion: Motion, scene: &Scene<'_>) -> Option<QuoteId> {
        let Some(at) = self.quotes.iter().position(|q| Some(*q) == scene.quote) else {
            return match motion {
                Motion::Bottom => self.quotes.last(),
                _ => self.quotes.first(),
            }
            .copied();
        };
        let page = self.height / self.lines_a_quote();
        self.quotes.get(motion.apply(at, self.quotes.len(), page)).copied()
    }

    fn lines_a_quote(&self) -> usize {
        (self.rows.len() / self.quotes.len().max(1)).max(1)
    }

    /// Where the thumb of its scroll bar is.
    pub fn thumb(&self) -> Option<(u16, u16)> {
        thumb(self.height as u16, self.top, self.height, self.rows.len())
    }

    /// Draws the pane.
    pub fn draw(&self, look: Look<'_>, parts: Parts, buffer: &mut Buffer) {
        let counter = look.scene.counter_text();
        let mut pen = Pen::new(buffer, parts.title, 0);
        let room = pen.skip(1).room().saturating_sub(counter.len() + 2);
        pen.fit(look.scene.shown_actor().map_or("Actor", |a| a.name.as_str()), room, look.title());
        pen.skip_until_left(counter.len() + 1).put(&counter, look.style(Role::Count));
        for (y, row) in self.rows.iter().skip(self.top).take(self.height).enumerate() {
            let area = Rect { y: parts.body.y + y as u16, height: 1, ..parts.body };
            self.draw_row(row, look, area, buffer);
        }
    }

    fn draw_row(&self, row: &Row, look: Look<'_>, area: Rect, buffer: &mut Buffer) {
        let selected = |quote: &usize| self.quotes.get(*quote).is_some_and(|q| Some(*q) == look.scene.quote);
        let row_look = match row {
            Row::Quote(quote, ..) => RowLook::new(look.theme, selected(quote), look.focused),
            _ => RowLook::new(look.theme, false, look.focused),
        };
        buffer.set_style(area, row_look.base);
        let mut pen = Pen::new(buffer, area, 0);
        row_look.bar(&mut pen);
        match row {
            Row::Blank => {}
            Row::About(text, role) => _ = pen.put(text, look.style(*role)),
            Row::Outlet(text) => {
                let room = pen.room().saturating_sub(1);
                pen.fit(text, room, look.style(Role::Dim)).skip(1);
                while pen.room() > 1 {
                    pen.put(look.theme.sign(Role::Rule), look.style(Role::Rule));
                }
            }
            Row::Headline(article, text) => {
                let here = if *article == look.scene.article { Role::Crosshead } else { Role::Dim };
                let room = pen.room().saturating_sub(1);
                pen.fit(text, room, look.style(here));
            }
            Row::Quote(_, text, mark) => {
                if let Some(mark) = mark {
                    let doubt = if mark.doubtful { look.theme.sign(Role::Doubtful) } else { " " };
                    pen.put(sign(mark.kind), row_look.over(look.style(Role::Sign)));
                    pen.put(doubt, row_look.over(look.style(Role::Doubtful)));
                } else {
                    pen.skip(2);
                }
                pen.skip(1).put(text, row_look.base);
            }
        }
    }
}

fn rows(scene: &Scene<'_>, quotes: &[QuoteId], source: Source) -> Vec<Row> {
    let mut rows = about(scene, source.width);
    let columns = usize::from(source.width.saturating_sub(MARGIN + 1)).max(1);
    let mut article = None;
    let mut lines = Vec::new();
    for (index, row) in QuoteRow::all(scene.briefing, quotes).iter().enumerate() {
        if article != Some(row.id.article) {
            article = Some(row.id.article);
            rows.push(Row::Blank);
            heading(&row.citation, &mut rows);
        } else if source.airy {
            rows.push(Row::Blank);
        }
        let mark = Mark { kind: row.kind, doubtful: row.confidence.is_doubtful() };
        let text = row.text();
        lines.clear();
        wrap(&text, Span::whole(&text), Measure::even(columns), &mut lines);
        let parts = lines.iter().enumerate();
        rows.extend(parts.map(|(i, l)| Row::Quote(index, l.of(&text).into(), (i == 0).then_some(mark))));
    }
    rows
}

fn heading(citation: &Citation, rows: &mut Vec<Row>) {
    rows.push(Row::Outlet(dated(citation)));
    rows.push(Row::Headline(citation.article, citation.headline.clone()));
}

/// Kind, roles, other names, counts.
fn about(scene: &Scene<'_>, width: u16) -> Vec<Row> {
    let mut rows = Vec::new();
    let columns = usize::from(width.saturating_sub(2)).max(1);
    let mut say = |text: &str, role: Role, most: usize| {
        let mut lines = Vec::new();
        wrap(text, Span::whole(text), Measure::even(columns), &mut lines);
        let cut = lines.len() > most;
        for (i, line) in lines.iter().take(most).enumerate() {
            let more = if cut && i + 1 == most { " …" } else { "" };
            rows.push(Row::About(format!("{}{more}", line.of(text)), role));
        }
    };
    let Some(actor) = scene.actor.and_then(|a| ActorRow::new(scene.briefing, a)) else {
        let pending = scene.shown_article().is_some_and(|a| a.analysis.is_none());
        if pending {
            say("reading the article…", Role::Dim, 1);
        } else {
            say("Nobody selected.", Role::Dim, 1);
            say("a selects an actor of this article, f finds one by name.", Role::Dim, ABOUT_LINES);
        }
        return rows;
    };
    say(actor.kind.name(), actor.kind.into(), 1);
    say(&actor.roles.join(" · "), Role::Dim, ABOUT_LINES);
    if !actor.aliases.is_empty() {
        say(&format!("also {}", actor.aliases.join(", ")), Role::Dim, ABOUT_LINES);
    }
    say(&counts(&actor), Role::Crosshead, 2);
    rows
}

fn counts(actor: &ActorRow) -> String {
    let of = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
    if actor.quotations == 0 {
        return format!("not quoted, {}", of(actor.mentions, "mention"));
    }
    let text = format!("{} in {}", of(actor.quotations, "quotation"), of(actor.articles, "article"));
    if actor.outlets > 0 { format!("{text} of {}", of(actor.outlets, "outlet")) } else { text }
}
