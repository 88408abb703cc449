//! When the selected actor is quoted: a bar for every day and outlet to move among, with the quotations of each.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::Style,
};

use super::{
    Ground, Hint, List, Overlaid, Overlay, Quotations, Reply,
    frame::under,
    grid::{GAP, Grid},
    list, page,
};
use crate::{
    briefing::Whose,
    tui::{
        action::{Action, Context},
        articles::RowLook,
        behind::{Wanted, Worked},
        moved::Moved,
        paint::Pen,
        scene::Scene,
        theme::Theme,
    },
    view::{
        Role, Tally, cells,
        timeline::{Bar, Slot, Step, Timeline},
    },
};

/// The timeline of somebody on screen.
#[derive(Debug)]
pub struct TimelinePage {
    whose: Whose,
    name: String,
    grid: Grid,
    timeline: Timeline,
    /// Its rows as they are shown: in order of time, or those with most in a column first, without gaps.
    slots: Vec<Slot>,
    sorted_by: Option<usize>,
    /// What it was made of, and what it is wanted of: the briefing, and whether attitudes are shown.
    made_of: Option<(u64, bool)>,
    wanted: Option<(u64, bool)>,
    /// Whether the selected cell is to be opened as soon as it is counted.
    is_asked: bool,
    widths: Vec<usize>,
}

/// Columns of the day, of its bar with all outlets: at least, at most, and of a hundred of the screen.
const ALL: (usize, usize, usize) = (30, 56, 40);
/// Columns of an outlet's bar: at least, and at most.
const OUTLET: (usize, usize) = (14, 24);
/// Columns of `2026-01-19 Mon`.
const DAY: usize = 14;

impl TimelinePage {
    /// When somebody is quoted.
    pub fn new(whose: Whose) -> Self {
        Self {
            whose,
            name: String::new(),
            grid: Grid::default(),
            timeline: Timeline::default(),
            slots: Vec::new(),
            sorted_by: None,
            made_of: None,
            wanted: None,
            is_asked: false,
            widths: Vec::new(),
        }
    }

    /// Puts the bars with most in the selected column first; when they are in that order, in order of time again.
    fn sort(&mut self) -> Reply {
        let column = self.grid.column;
        self.sorted_by = if self.sorted_by == Some(column) { None } else { Some(column) };
        self.put_in_order();
        self.grid.rows.at = 0;
        Reply::Say(match self.sorted_by {
            Some(_) => "those with most first",
            None => "in order of time",
        })
    }

    fn put_in_order(&mut self) {
        self.slots.clone_from(&self.timeline.slots);
        if let Some(column) = self.sorted_by {
            self.slots.retain(|slot| matches!(slot, Slot::Bar(_)));
            let count = |slot: &Slot| match slot {
                Slot::Bar(bar) => self.tally(bar, column).quotations,
                Slot::Gap(_) => 0,
            };
            let mut keyed: Vec<(usize, Slot)> =
                self.slots.iter().map(|slot| (count(slot), slot.clone())).collect();
            keyed.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
            self.slots = keyed.into_iter().map(|(_, slot)| slot).collect();
        }
    }

    /// What a bar has in a column.
    fn tally(&self, bar: &Bar, column: usize) -> Tally {
        self.outlet(column).map_or(bar.all, |outlet| bar.cell(outlet))
    }

    fn bar(&self) -> Option<&Bar> {
        match self.slots.get(self.grid.rows.at)? {
            Slot::Bar(bar) => Some(bar),
            Slot::Gap(_) => None,
        }
    }

    /// The outlet of a column, if it is one's.
    fn outlet(&self, column: usize) -> Option<usize> {
        Some(self.timeline.columns.get(column.checked_sub(1)?)?.0)
    }

    /// Shows the timeline made of this, if it is the one that is wanted.
    fn show(&mut self, of: (u64, bool), whose: Whose, timeline: Timeline) {
        if (self.wanted, self.whose) != (Some(of), whose) {
            return;
        }
        self.made_of = Some(of);
        let selected = self.bar().map(|bar| bar.period);
        self.timeline = timeline;
        self.put_in_order();
        let is_selected = |slot: &Slot| matches!(slot, Slot::Bar(bar) if Some(bar.period) == selected);
        self.grid.rows.at = self.slots.iter().position(is_selected).unwrap_or(0);
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

impl Overlaid for TimelinePage {
    fn context(&self) -> Context {
        Context::Table
    }

    fn hints(&self) -> Vec<Hint> {
        vec![
            (Action::Accept, "quotations"),
            (Action::Sort, "sort"),
            (Action::ColumnLeft, "left"),
            (Action::ColumnRight, "right"),
        ]
    }

    fn accept(&mut self, scene: &Scene<'_>) -> Reply {
        if self.made_of != Some((scene.generation, scene.attitudes)) {
            self.is_asked = true;
            return Reply::Say(page::COUNTING);
        }
        let Some(bar) = self.bar() else { return Reply::Stay };
        let outlet = self.outlet(self.grid.column);
        let quotes = self.timeline.quotes(scene.briefing, (self.whose, bar), outlet);
        let place =
            outlet.map(|outlet| format!(" in {}", self.timeline.outlets.name(outlet))).unwrap_or_default();
        let when = period(bar, self.timeline.step());
        if quotes.is_empty() {
            return Reply::Note(format!("{} is not quoted{place}: {when}", self.name));
        }
        let list = Quotations::new(format!("{}{place}, {when}", self.name), self.whose, quotes);
        Reply::Push(Box::new(Overlay::Quotations(list)))
    }

    fn update(&mut self, action: Action, _: &Scene<'_>) -> Reply {
        if action == Action::Sort {
            return self.sort();
        }
        let before = self.grid.rows.at;
        self.grid.update(action, self.widths.len());
        // Nothing stands in a gap, and none is first or last.
        if let Some(Slot::Gap(_)) = self.slots.get(self.grid.rows.at) {
            let down = self.grid.rows.at > before;
            self.grid.rows.at = self.grid.rows.at.saturating_add_signed(if down { 1 } else { -1 });
        }
        Reply::Stay
    }

    fn follow(&mut self, moved: &Moved<'_>) -> bool {
        let whose = moved.whose(self.whose);
        self.whose = whose.unwrap_or(self.whose);
        whose.is_some()
    }

    fn wants(&mut self, of: (u64, bool)) -> Option<Wanted> {
        (self.wanted.replace(of) != Some(of)).then_some(Wanted::Timeline(self.whose, of.1))
    }

    fn take(&mut self, generation: u64, worked: Worked) -> Option<Worked> {
        let Worked::Timeline(whose, attitudes, timeline) = worked else { return Some(worked) };
        self.show((generation, attitudes), whose, *timeline);
        None
    }

    fn was_asked(&mut self) -> bool {
        std::mem::replace(&mut self.is_asked, false)
    }

    fn list(&self) -> Option<&List> {
        Some(&self.grid.rows)
    }

    fn list_mut(&mut self) -> Option<&mut List> {
        Some(&mut self.grid.rows)
    }

    /// Nothing is found in a gap.
    fn texts(&self, _: &Scene<'_>) -> Vec<String> {
        let text = |slot: &Slot| match slot {
            Slot::Bar(bar) => period(bar, self.timeline.step()),
            Slot::Gap(_) => String::new(),
        };
        self.slots.iter().map(text).collect()
    }

    /// Its bars are not pressed.
    fn row_at(&self, _: Position) -> Option<(usize, Option<usize>)> {
        None
    }

    fn settle(&mut self, Ground { scene, screen, .. }: Ground<'_>) {
        let inside = page::inside(screen.main);
        scene.name_of(self.whose).clone_into(&mut self.name);
        let room = usize::from(inside.width).saturating_sub(2);
        let (least, most, part) = ALL;
        let all = (room * part / 100).clamp(least, most);
        let outlets = self.timeline.columns.len();
        let own = (room.saturating_sub(all) / outlets.max(1)).saturating_sub(GAP).clamp(OUTLET.0, OUTLET.1);
        self.widths = std::iter::once(all).chain(std::iter::repeat_n(own, outlets)).collect();
        self.grid.settle(self.slots.len(), inside.height.saturating_sub(1), &self.widths, room);
    }

    fn draw(&self, Ground { theme, screen, .. }: Ground<'_>, buffer: &mut Buffer) -> Option<(u16, u16)> {
        let slots = &self.slots;
        let (all, step) = (self.timeline.all.words(), self.timeline.step().name());
        let more =
            if self.made_of.is_some() { format!("{all}, by {step} and outlet") } else { String::new() };
        let before = slots.iter().take(self.grid.rows.at).filter(|slot| matches!(slot, Slot::Bar(_))).count();
        let counter = list::counter(before, self.timeline.bars().count());
        let title = format!("{} over time", self.name);
        page::draw(screen.main, &title, &more, &counter, theme, buffer);
        let inside = page::inside(screen.main);
        if self.made_of.is_none() {
            page::counting(inside, theme, buffer);
            return None;
        }
        if slots.is_empty() {
            Pen::new(buffer, inside, 0).skip(1).put("Nothing is quoted.", theme.style(Role::Dim));
            return None;
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
        None
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

/// When a bar is: `2026-01-19 Mon`.
fn period(bar: &Bar, step: Step) -> String {
    match (bar.period, step) {
        (None, _) => "undated".to_owned(),
        (Some(period), Step::Day) => period.first.format("%Y-%m-%d %a").to_string(),
        (Some(period), _) => period.to_string(),
    }
}
