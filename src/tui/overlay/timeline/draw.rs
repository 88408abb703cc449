//! A timeline onto the screen: heads, bars, gaps.

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use super::{TimelinePage, period};
use crate::{
    tui::{
        articles::RowLook,
        overlay::{Ground, frame::under, grid::GAP, list, page},
        paint::Pen,
        theme::Theme,
    },
    view::{
        Role, Tally, cells,
        timeline::{Bar, Slot, Step},
    },
};

/// Columns of `2026-01-19 Mon`.
const DAY: usize = 14;

impl TimelinePage {
    /// Draws it.
    pub(super) fn draw_bars(&self, Ground { theme, screen, .. }: Ground<'_>, buffer: &mut Buffer) {
        let slots = &self.slots;
        let (all, step) = (self.timeline.all.words(), self.timeline.step().name());
        let more =
            if self.awaited.is_there() { format!("{all}, by {step} and outlet") } else { String::new() };
        let before = slots.iter().take(self.grid.rows.at).filter(|slot| matches!(slot, Slot::Bar(_))).count();
        let counter = list::counter(before, self.timeline.bars().count());
        let title = format!("{} over time", self.name);
        page::draw(screen.main, &title, &more, &counter, theme, buffer);
        let inside = page::inside(screen.main);
        if !self.awaited.is_there() {
            return page::counting(inside, theme, buffer);
        }
        if slots.is_empty() {
            Pen::new(buffer, inside, 0).skip(1).put("Nothing is quoted.", theme.style(Role::Dim));
            return;
        }
        self.draw_heads(theme, inside, buffer);
        let body = under(inside, 1);
        self.grid.rows.draws(body, 1);
        for (y, slot) in self.grid.rows.in_sight(slots).iter().enumerate() {
            let line = Rect { y: body.y + y as u16, height: 1, ..body }.intersection(body);
            match slot {
                Slot::Gap(without) => self.draw_gap(*without, theme, line, buffer),
                Slot::Bar(bar) => {
                    let selected = self.grid.rows.top + y == self.grid.rows.at;
                    self.draw_bar(bar, selected, theme, line, buffer);
                }
            }
        }
    }

    fn draw_heads(&self, theme: &Theme, area: Rect, buffer: &mut Buffer) {
        let (before, after) = self.grid.beyond(self.widths.len());
        let mut pen = Pen::new(buffer, area, 0);
        pen.put(if before { "‹" } else { " " }, theme.style(Role::Key));
        let label = self.label();
        for column in std::iter::once(0).chain(self.grid.columns()) {
            let Some(width) = self.widths.get(column).copied() else { break };
            let role = if column == self.grid.column { Role::TitleFocused } else { Role::Title };
            let sorted = if self.sorted_by == Some(column) { "▾" } else { "" };
            let (gap, width, head) = match self.outlet(column) {
                None => (label + 1, width - label - 1, "All outlets"),
                Some(outlet) => (GAP, width, self.timeline.outlets.name(outlet)),
            };
            let head = cells::short(head, width - cells::width(sorted)) + sorted;
            pen.skip(gap).fill(&head, width, theme.style(role));
        }
        pen.put(if after { "›" } else { " " }, theme.style(Role::Key));
    }

    /// Columns of what says when.
    fn label(&self) -> usize {
        match self.timeline.step() {
            Step::Day => DAY,
            Step::Month | Step::Year => "undated".len(),
        }
    }

    fn draw_gap(&self, without: u32, theme: &Theme, line: Rect, buffer: &mut Buffer) {
        let step = self.timeline.step().name();
        let text = format!("{without} {step}{} without", if without == 1 { "" } else { "s" });
        let style = theme.style(Role::Dim);
        Pen::new(buffer, line, 0).skip(1).put("⋮", style).skip(self.label()).put(&text, style);
    }

    fn draw_bar(&self, bar: &Bar, selected: bool, theme: &Theme, line: Rect, buffer: &mut Buffer) {
        let look = RowLook::new(theme, selected, false);
        let mut pen = look.begin(line, buffer);
        let label = self.label();
        let when = period(bar, self.timeline.step());
        pen.put(&when, look.over(theme.style(Role::Dim)))
            .blank(label.saturating_sub(cells::width(&when)) + 1, look.base);
        let most = |of: &dyn Fn(&Bar) -> usize| self.timeline.bars().map(of).max().unwrap_or(1).max(1);
        let of_outlets = |bar: &Bar| bar.cells().map(|tally| tally.quotations).max().unwrap_or(0);
        // All outlets are of one scale, and what is of one scale leaves the same room for its numbers.
        let numbers_of_outlets = |bar: &Bar| bar.cells().map(|tally| tally.short().len()).max().unwrap_or(0);
        let all = (most(&|bar| bar.all.quotations), most(&|bar| bar.all.short().len()));
        let outlets = (most(&of_outlets), most(&numbers_of_outlets));
        for column in std::iter::once(0).chain(self.grid.columns()) {
            let Some(width) = self.widths.get(column).copied() else { break };
            let tally = self.tally(bar, column);
            let (width, scale) = match self.outlet(column) {
                None => (width - label - 1, all),
                Some(_) => (width, outlets),
            };
            let style = |role| {
                if selected && column == self.grid.column {
                    theme.style(Role::RowSelected)
                } else {
                    look.over(theme.style(role))
                }
            };
            if column > 0 {
                pen.blank(GAP, look.base);
            }
            draw_cell(tally, scale, width, style(Role::Count), style(Role::Dim), &mut pen);
        }
    }
}

/// Draws a bar and its numbers into so many columns. The bar of `most` is the longest; it leaves room for `numbers`
/// columns.
fn draw_cell(
    tally: Tally,
    (most, numbers): (usize, usize),
    width: usize,
    style: Style,
    dim: Style,
    pen: &mut Pen<'_>,
) {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    if tally.quotations == 0 {
        pen.put("·", dim).blank(width.saturating_sub(1), dim);
        return;
    }
    let room = width.saturating_sub(numbers + 1).max(1);
    let eighths = (room * 8 * tally.quotations / most).max(1);
    let bar = "█".repeat(eighths / 8) + EIGHTHS.get(eighths % 8).unwrap_or(&"");
    let text = format!("{bar} {}", tally.short());
    pen.fill(&text, width, style);
}
