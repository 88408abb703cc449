//! The list of articles: its rows, how far it is scrolled, what was read and starred, what is a copy.

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use super::{
    action::Motion,
    filter::{Filtered, chips},
    layout::Parts,
    moved::Moved,
    paint::{Pen, thumb},
    scene::{Look, Scene},
    theme::Theme,
};
use crate::{
    briefing::ArticleId,
    text::Span,
    view::{
        Arrangement, ArticleRow, Citation, CopyRow, ListRow, Listing, Query, Role, cells,
        wrap::{Measure, wrap},
    },
};

/// The list of articles.
#[derive(Debug, Default)]
pub struct Articles {
    arrangement: Arrangement,
    listing: Listing,
    /// The rows of the listing.
    rows: Vec<ListRow>,
    /// Whether only the first of copies and versions is listed, and the article in the reader.
    folded: bool,
    /// The briefing, the arrangement and the filters it was made of; where it is folded, the article that was in the
    /// reader.
    made: Option<(u64, Arrangement, u64, Option<ArticleId>)>,
    /// By article, whether it fits the filter; and the briefing and the filter.
    fitting: Option<(Vec<bool>, u64, Query)>,
    /// The first row on screen.
    top: usize,
    /// Lines of the pane.
    height: usize,
    /// Lines an article takes; a header takes one.
    lines: u16,
    /// The selected row, and in what the list was last scrolled for it: the wheel scrolls it out of sight.
    followed: Option<(usize, usize, u16)>,
    /// What stays where it is on screen when the list is made anew: an article, and how many rows stand above it.
    stays: Option<(ArticleId, usize)>,
}

/// A pane at least so high gives the headline two lines.
const ROOMY: u16 = 28;
/// Columns before the text of a row: bar, mark, space.
const MARGIN: usize = 3;

impl Articles {
    /// Makes the list of the briefing anew, if it is another or arranged otherwise.
    pub fn collect(&mut self, scene: &Scene<'_>) {
        let current = self.folded.then_some(scene.article);
        let wanted = Some((scene.generation, self.arrangement, scene.filters.changes(), current));
        if self.made != wanted {
            let copies = scene.briefing.copies();
            let is_first = |id| !self.folded || Some(id) == current || copies.later(id).is_none();
            let (fitting, ..) = self.fitting.insert(self.fitting(scene));
            let fits = |id: ArticleId| fitting.get(id.0 as usize).copied().unwrap_or(false);
            self.listing = Listing::new(scene.briefing, self.arrangement, |id| is_first(id) && fits(id));
            self.rows = self.listing.rows();
            self.made = wanted;
            if let Some((article, above)) = self.stays.take()
                && let Some(row) = self.row_of(article)
            {
                self.top = row.saturating_sub(above);
                let at = self.row_of(scene.article).unwrap_or(0);
                self.followed = self.followed.map(|(_, height, lines)| (at, height, lines));
            }
        }
    }

    /// Looks which articles fit the filter; where it was gone on with, only among those that did.
    fn fitting(&self, scene: &Scene<'_>) -> (Vec<bool>, u64, Query) {
        let query = scene.filters.of(Filtered::Articles);
        let fits = scene.filters.shows_article(scene.briefing, scene.marked);
        let before = self.fitting.as_ref();
        let before = before.filter(|(_, of, old)| *of == scene.generation && query.narrows(old));
        let did = |i: usize| before.is_none_or(|(fitted, ..)| fitted.get(i).copied().unwrap_or(false));
        let fitting = (0..scene.briefing.articles.len()).map(|i| did(i) && fits(ArticleId(i as u32)));
        (fitting.collect(), scene.generation, query.clone())
    }

    /// What is in sight stays there though other articles come and go: the selected one, `here` before and `now` by now, if
    /// it is in sight, else the first that is.
    pub fn follow(&mut self, moved: &Moved<'_>, here: ArticleId, now: ArticleId) {
        let last = self.top + self.height / usize::from(self.lines).max(1);
        let selected = self.row_of(here).filter(|row| (self.top..last).contains(row));
        let others = || {
            let rows = self.rows.iter().enumerate().skip(self.top).take(last - self.top);
            let mut articles = rows.filter_map(|(row, of)| match of {
                ListRow::Article(place) => Some((*self.listing.articles.get(*place)?, row)),
                ListRow::Header(_) => None,
            });
            articles.find_map(|(id, row)| Some((moved.article(id)?, row)))
        };
        let stays = selected.map(|row| (now, row)).or_else(others);
        self.stays = stays.map(|(id, row)| (id, row - self.top));
    }

    /// Fits the list to where it stands and keeps the selected row in sight, with the header over it.
    pub fn settle(&mut self, scene: &Scene<'_>, body: Rect) {
        self.lines = if body.height >= ROOMY { 3 } else { 2 };
        self.height = usize::from(body.height);
        let at = self.row_of(scene.article).unwrap_or(0);
        let is_header = |row: usize| matches!(self.rows.get(row), Some(ListRow::Header(_)));
        let first = at - usize::from(at > 0 && is_header(at - 1) && self.height > usize::from(self.lines));
        let follows = Some((at, self.height, self.lines));
        if self.followed != follows {
            self.followed = follows;
            self.top = self.top.min(first).max(self.first_for(at));
        }
        self.top = self.top.min(self.last_top());
    }

    fn last_top(&self) -> usize {
        self.first_for(self.rows.len().saturating_sub(1))
    }

    /// Scrolls by about so many lines, down when positive; the selected row stays selected.
    pub fn scroll(&mut self, lines: isize) {
        let rows = lines.unsigned_abs().div_ceil(usize::from(self.lines.max(1))).cast_signed();
        self.top = self.top.saturating_add_signed(rows * lines.signum()).min(self.last_top());
    }

    /// The article that stands so many lines under the top of the pane.
    pub fn at(&self, line: usize) -> Option<ArticleId> {
        let mut end = 0;
        let row = self.rows.iter().skip(self.top).find(|row| {
            end += self.height_of(**row);
            line < end
        });
        match row? {
            ListRow::Article(place) => self.listing.articles.get(*place).copied(),
            ListRow::Header(_) => None,
        }
    }

    /// The first row that can be on top when `last` is on screen whole.
    fn first_for(&self, last: usize) -> usize {
        let mut room = self.height;
        let mut first = last;
        for (i, row) in self.rows.iter().enumerate().take(last + 1).rev() {
            let Some(left) = room.checked_sub(self.height_of(*row)) else { break };
            (room, first) = (left, i);
        }
        first
    }

    fn height_of(&self, row: ListRow) -> usize {
        match row {
            ListRow::Header(_) => 1,
            ListRow::Article(_) => usize::from(self.lines),
        }
    }

    fn row_of(&self, article: ArticleId) -> Option<usize> {
        let place = self.listing.place(article)?;
        self.rows.iter().position(|row| *row == ListRow::Article(place))
    }

    /// The article a movement leads to.
    pub fn after(&self, motion: Motion, scene: &Scene<'_>) -> ArticleId {
        let page = self.height / usize::from(self.lines).max(1);
        let at = self.listing.place(scene.article).unwrap_or(0);
        let to = motion.apply(at, self.listing.articles.len(), page);
        self.listing.articles.get(to).copied().unwrap_or(scene.article)
    }

    /// Lists only the first of copies and versions from the next [`Articles::collect`] on, or all again; whether it is
    /// only the first now.
    pub fn fold(&mut self) -> bool {
        self.folded = !self.folded;
        self.folded
    }

    /// What the list shows.
    pub fn listing(&self) -> &Listing {
        &self.listing
    }

    /// How the list is arranged.
    pub fn arrangement(&self) -> Arrangement {
        self.arrangement
    }

    /// Arranges the list in another way from the next [`Articles::collect`] on.
    pub fn arrange(&mut self, arrangement: Arrangement) {
        self.arrangement = arrangement;
    }

    /// Where the thumb of its scroll bar is.
    pub fn thumb(&self, body: Rect) -> Option<(u16, u16)> {
        let lines = |rows: &[ListRow]| rows.iter().map(|row| self.height_of(*row)).sum::<usize>();
        let (above, _) = self.rows.split_at_checked(self.top)?;
        thumb(body.height, lines(above), self.height, lines(&self.rows))
    }

    /// Draws the pane.
    pub fn draw(&self, look: Look<'_>, parts: Parts, buffer: &mut Buffer) {
        self.draw_title(look, parts.title, buffer);
        chips(Filtered::Articles, look, parts.rule, buffer);
        let mut y = 0;
        for row in self.rows.iter().skip(self.top) {
            let left = parts.body.height.saturating_sub(y);
            let height = (self.height_of(*row) as u16).min(left);
            if height == 0 {
                break;
            }
            let area = Rect { y: parts.body.y + y, height, ..parts.body };
            match row {
                ListRow::Header(group) => self.draw_header(*group, look, area, buffer),
                ListRow::Article(place) => {
                    let id = self.listing.articles.get(*place);
                    if let Some(row) = id.and_then(|id| ArticleRow::new(look.scene.briefing, *id)) {
                        draw_row(&row, (self.lines, self.folded), look, area, buffer);
                    }
                }
            }
            y += height;
        }
    }

    /// What the pane is, how it is arranged where there is room to say so, how many articles are unread, and which of
    /// how many is selected.
    fn draw_title(&self, look: Look<'_>, area: Rect, buffer: &mut Buffer) {
        let len = self.listing.articles.len();
        let at = self.listing.place(look.scene.article).map_or(0, |at| at + 1);
        let counter = if look.scene.filters.of(Filtered::Articles).is_empty() {
            format!("{at}/{len}")
        } else {
            format!("{len} of {}", self.listing.of)
        };
        let unread = self.listing.articles.iter().filter(|id| !look.scene.marked.read.contains(id)).count();
        let unread = if unread > 0 { unread.to_string() } else { String::new() };
        let sign = if unread.is_empty() { "" } else { look.theme.sign(Role::Unread) };
        let right = cells::width(sign) + unread.len() + counter.len() + 2;
        let mut pen = Pen::new(buffer, area, 0);
        pen.skip(1).put("Articles", look.title()).skip(1);
        let order = self.arrangement.order.name();
        if pen.room() > right + cells::width(order) {
            pen.put(order, look.style(Role::Dim));
        }
        pen.skip_until_left(right);
        pen.put(sign, look.style(Role::Unread)).put(&unread, look.style(Role::Dim)).skip(1);
        pen.put(&counter, look.style(Role::Dim));
    }

    fn draw_header(&self, group: usize, look: Look<'_>, area: Rect, buffer: &mut Buffer) {
        let Some(group) = self.listing.groups.get(group) else { return };
        let articles = self.listing.of_group(group);
        let unread = articles.iter().filter(|id| !look.scene.marked.read.contains(id)).count();
        let unread =
            if unread > 0 { format!("{}{unread} ", look.theme.sign(Role::Unread)) } else { String::new() };
        let of = articles.len().to_string();
        let right = cells::width(&unread) + of.len() + 1;
        let mut pen = Pen::new(buffer, area, 0);
        let room = pen.skip(1).room().saturating_sub(right + 1);
        pen.fit(&group.title, room, look.style(Role::Group)).skip_until_left(right);
        pen.put(&unread, look.style(Role::Unread)).put(&of, look.style(Role::Dim));
    }
}

/// Draws an article in so many lines, or those of them there is room for; where copies are `folded` away, with who has
/// them.
fn draw_row(row: &ArticleRow, (lines, folded): (u16, bool), look: Look<'_>, area: Rect, buffer: &mut Buffer) {
    let article = row.citation.article;
    let theme = look.theme;
    let row_look = RowLook::new(theme, article == look.scene.article, look.focused);
    let style = |role| row_look.over(theme.style(role));
    buffer.set_style(area, row_look.base);
    let unread = !look.scene.marked.read.contains(&article);
    let weight = style(if unread { Role::Headline } else { Role::Text });
    let columns = usize::from(area.width).saturating_sub(MARGIN + 1).max(1);
    let headline = &row.citation.headline;
    let mut wrapped = Vec::new();
    wrap(headline, Span::whole(headline), Measure::even(columns), &mut wrapped);
    let headline_lines = lines.saturating_sub(1);
    for y in 0..headline_lines {
        let mut pen = Pen::new(buffer, area, y);
        row_look.bar(&mut pen);
        let mark = if unread && y == 0 { theme.sign(Role::Unread) } else { " " };
        pen.put(mark, style(Role::Unread)).skip(1);
        let Some(line) = wrapped.get(usize::from(y)) else { continue };
        // The last line there is room for takes all that is left of the headline.
        let end = if y + 1 == headline_lines { headline.len() as u32 } else { line.end() };
        pen.fit(Span::new(line.start(), end).of(headline), columns, weight);
    }
    let mut pen = Pen::new(buffer, area, headline_lines);
    row_look.bar(&mut pen);
    let starred = look.scene.marked.starred.contains(&article);
    pen.put(if starred { theme.sign(Role::Starred) } else { " " }, style(Role::Starred));
    let other = row.citation.language.filter(|language| !language.is_english());
    let (sign, count) = match row.quotations {
        _ if other.is_some() => ("", other.map_or(String::new(), |language| language.tag.to_owned())),
        Some(n) => (theme.sign(Role::Count), n.to_string()),
        None => ("", "…".to_owned()),
    };
    let count_columns = cells::width(sign) + cells::width(&count) + 1;
    let room = pen.skip(MARGIN - 2).room().saturating_sub(count_columns + 1);
    let dated = dated(&row.citation);
    let copied = row.copies.as_ref().map(|copies| {
        let sign = theme.sign(Role::Copies);
        let said = format!("{sign}{} ", copied(copies));
        // The outlet says more than the word.
        let fits = copies.first || cells::width(&said) + cells::width(&dated) <= room;
        if fits { said } else { format!("{sign} ") }
    });
    let copied = copied.unwrap_or_default();
    pen.put(&copied, style(Role::Copies));
    let room = room.saturating_sub(cells::width(&copied));
    let others = row.copies.as_ref().filter(|copies| folded && copies.first);
    let others = others.map(|copies| {
        let names = format!(" + {}", copies.others.join(", "));
        // Where there is no room for who they are, how many they are is said.
        let fits = cells::width(&dated) + cells::width(&names) <= room;
        if fits { names } else { format!(" +{}", copies.others.len()) }
    });
    let others = others.unwrap_or_default();
    pen.fit(&dated, room.saturating_sub(cells::width(&others)), style(Role::Dim));
    pen.put(&others, style(Role::Dim)).skip_until_left(count_columns);
    let count_style = style(if row.quotations == Some(0) { Role::Dim } else { Role::Count });
    pen.put(sign, count_style).put(&count, count_style);
}

/// What stands after the sign of copies: of the first how many articles they are, of others what they are.
fn copied(row: &CopyRow) -> String {
    if row.first { row.articles.to_string() } else { row.word().to_owned() }
}

/// Date, where there is one, and outlet: `2026-01-19 Rudaw`.
pub fn dated(citation: &Citation) -> String {
    let date = citation.stated().map(|day| format!("{day} ")).unwrap_or_default();
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
