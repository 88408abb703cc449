//! When the selected actor is quoted: a bar for every day and outlet to move among, with the quotations of each.

mod draw;

use ratatui::{buffer::Buffer, layout::Position};

use super::{
    Ground, Hint, List, Overlaid, Overlay, Quotations, Reply,
    awaited::{Awaited, Of},
    grid::{self, GAP, Grid},
    page,
};
use crate::{
    briefing::Whose,
    tui::{
        action::{Action, Context},
        behind::{Wanted, Worked},
        moved::Moved,
        scene::Scene,
    },
    view::{
        Tally,
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
    awaited: Awaited,
    widths: Vec<usize>,
}

/// Columns of the day, of its bar with all outlets: at least, at most, and of a hundred of the screen.
const ALL: (usize, usize, usize) = (30, 56, 40);
/// Columns of an outlet's bar: at least, and at most.
const OUTLET: (usize, usize) = (14, 24);

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
            awaited: Awaited::default(),
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
    fn show(&mut self, of: Of, whose: Whose, timeline: Timeline) {
        if self.whose != whose || !self.awaited.takes(of) {
            return;
        }
        let selected = self.bar().map(|bar| bar.period);
        self.timeline = timeline;
        self.put_in_order();
        let is_selected = |slot: &Slot| matches!(slot, Slot::Bar(bar) if Some(bar.period) == selected);
        self.grid.rows.at = self.slots.iter().position(is_selected).unwrap_or(0);
    }
}

impl Overlaid for TimelinePage {
    fn context(&self) -> Context {
        Context::Table
    }

    fn hints(&self) -> Vec<Hint> {
        grid::HINTS.into()
    }

    fn accept(&mut self, scene: &Scene<'_>) -> Reply {
        if let Some(reply) = self.awaited.ask(scene) {
            return reply;
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

    fn wants(&mut self, of: Of) -> Option<Wanted> {
        self.awaited.wants(of).then_some(Wanted::Timeline(self.whose, of.1))
    }

    fn take(&mut self, generation: u64, worked: Worked) -> Option<Worked> {
        let Worked::Timeline(whose, attitudes, timeline) = worked else { return Some(worked) };
        self.show((generation, attitudes), whose, *timeline);
        None
    }

    fn was_asked(&mut self) -> bool {
        self.awaited.was_asked()
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

    /// A gap is not pressed.
    fn row_at(&self, at: Position) -> Option<(usize, Option<usize>)> {
        let is_bar = |row: usize| matches!(self.slots.get(row), Some(Slot::Bar(_)));
        self.grid.cell_at(at, &self.widths).filter(|(row, _)| is_bar(*row))
    }

    fn go_to_row(&mut self, cell: (usize, Option<usize>), _: &Scene<'_>) {
        self.grid.go_to(cell);
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

    fn draw(&self, ground: Ground<'_>, buffer: &mut Buffer) -> Option<(u16, u16)> {
        self.draw_bars(ground, buffer);
        None
    }
}

/// When a bar is: `2026-01-19 Mon`.
fn period(bar: &Bar, step: Step) -> String {
    match (bar.period, step) {
        (None, _) => "undated".to_owned(),
        (Some(period), Step::Day) => period.first.format("%Y-%m-%d %a").to_string(),
        (Some(period), _) => period.to_string(),
    }
}
