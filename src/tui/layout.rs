//! Which panes are on screen, and where: three, two or one, as many as fit.

use ratatui::layout::{Constraint, Layout, Rect};

use super::action::Context;
use crate::remembered::Widths;

/// A part of the screen that can have the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Pane {
    /// The list of articles.
    #[default]
    Articles,
    /// The article.
    Reader,
    /// The selected actor.
    Actor,
}

impl Pane {
    /// From left to right.
    pub const ALL: [Self; 3] = [Self::Articles, Self::Reader, Self::Actor];

    /// The pane `step` places to the right, around the edge.
    pub fn step(self, step: isize) -> Self {
        Self::ALL.get(around(self as usize, step, Self::ALL.len())).copied().unwrap_or(self)
    }

    /// Its keys.
    pub const fn context(self) -> Context {
        match self {
            Self::Articles => Context::Articles,
            Self::Reader => Context::Reader,
            Self::Actor => Context::Actor,
        }
    }
}

/// The place `step` further than `at` of `len`, going on from the other end.
pub fn around(at: usize, step: isize, len: usize) -> usize {
    (at.cast_signed() + step).rem_euclid(len.max(1).cast_signed()).cast_unsigned()
}

/// From this width on, all three panes are shown.
const THREE: u16 = 110;
/// From this width on, the reader and one pane beside it.
const TWO: u16 = 60;
/// The least that anything can be read in.
const LEAST: (u16, u16) = (40, 8);

/// Which panes are wanted where not all fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shown {
    /// The pane that has the keys.
    pub focus: Pane,
    /// The one that stands beside the reader when only two fit.
    pub beside: Pane,
    /// Whether the pane that has the keys has all the screen.
    pub zoomed: bool,
}

/// Columns that no pane has less of.
const NARROWEST: u16 = 24;
/// Columns the reader is left with when others are made wider.
const READER: u16 = 32;

/// Where everything is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Screen {
    /// By [`Pane`]; `None` for one that is folded away.
    panes: [Option<Rect>; 3],
    /// The bottom line.
    pub status: Rect,
    /// All above it.
    pub main: Rect,
}

/// A pane's rectangle, taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// One line.
    pub title: Rect,
    /// The line under it.
    pub rule: Rect,
    /// The rest.
    pub body: Rect,
}

impl Screen {
    /// Arranges a screen of `size`, panes so much wider than usual. `None` when it is too small for any.
    pub fn arrange(size: (u16, u16), shown: Shown, widths: Widths) -> Option<Self> {
        let (width, height) = size;
        let Shown { focus, beside, zoomed } = shown;
        if width < LEAST.0 || height < LEAST.1 {
            return None;
        }
        let [main, status] = Layout::vertical([Constraint::Fill(1), Constraint::Length(1)])
            .areas(Rect::new(0, 0, width, height));
        let mut screen = Self { panes: [None; 3], status, main };
        let mut place = |panes: &[Pane], widths: &[Constraint]| {
            let areas = Layout::horizontal(widths).spacing(1).split(main);
            for (pane, area) in panes.iter().zip(areas.iter()) {
                screen.panes[*pane as usize] = Some(*area);
            }
        };
        // What panes may have of the screen together: the rest is the reader's.
        let spare = width.saturating_sub(READER + 2);
        let columns = |percent: u32, least, most, wider: i16, spare: u16| {
            let usual = (u32::from(width) * percent / 100).clamp(least, most) as u16;
            usual.saturating_add_signed(wider).clamp(NARROWEST, spare.max(NARROWEST))
        };
        let rest = Constraint::Fill(1);
        match width {
            _ if zoomed => place(&[focus], &[rest]),
            THREE.. => {
                let left = columns(22, 28, 44, widths.articles, spare.saturating_sub(NARROWEST));
                let right = columns(29, 34, 60, widths.actor, spare.saturating_sub(left));
                place(&Pane::ALL, &[Constraint::Length(left), rest, Constraint::Length(right)]);
            }
            TWO.. if beside == Pane::Actor => {
                let right = columns(40, 24, 38, widths.actor, spare);
                place(&[Pane::Reader, Pane::Actor], &[rest, Constraint::Length(right)]);
            }
            TWO.. => {
                let left = columns(36, 24, 34, widths.articles, spare);
                place(&[Pane::Articles, Pane::Reader], &[Constraint::Length(left), rest]);
            }
            _ => place(&[focus], &[rest]),
        }
        Some(screen)
    }

    /// Where a pane is, if it is shown.
    pub fn pane(&self, pane: Pane) -> Option<Parts> {
        self.panes[pane as usize].map(|area| {
            let rows = [Constraint::Length(1), Constraint::Length(1), Constraint::Fill(1)];
            let [title, rule, body] = Layout::vertical(rows).areas(area);
            Parts { title, rule, body }
        })
    }

    /// A box in the middle for an overlay that would like to be so large.
    pub fn overlay(&self, width: u16, height: u16) -> Rect {
        let (width, height) = (width.min(self.main.width), height.min(self.main.height));
        self.main.centered(Constraint::Length(width), Constraint::Length(height))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_panes_as_fit() {
        let shown = |width, focus, side| {
            let shown = Shown { focus, beside: side, zoomed: false };
            let screen = Screen::arrange((width, 24), shown, Widths::default()).expect("large enough");
            Pane::ALL.into_iter().filter(|p| screen.pane(*p).is_some()).collect::<Vec<_>>()
        };
        assert_eq!(shown(110, Pane::Reader, Pane::Articles), Pane::ALL);
        assert_eq!(shown(109, Pane::Reader, Pane::Articles), [Pane::Articles, Pane::Reader]);
        assert_eq!(shown(60, Pane::Actor, Pane::Actor), [Pane::Reader, Pane::Actor]);
        assert_eq!(shown(59, Pane::Actor, Pane::Actor), [Pane::Actor]);
        assert_eq!(Screen::arrange((39, 24), Shown::default(), Widths::default()), None);
        assert_eq!(Screen::arrange((80, 7), Shown::default(), Widths::default()), None);
        let zoomed = Shown { focus: Pane::Actor, zoomed: true, ..Shown::default() };
        let screen = Screen::arrange((200, 24), zoomed, Widths::default()).expect("large enough");
        let shown = Pane::ALL.map(|pane| screen.pane(pane).is_some());
        assert_eq!(shown, [false, false, true]);
    }

    #[test]
    fn panes_never_overlap_nor_leave_the_screen_however_wide_they_are_wanted() {
        let wanted = [-300, -9, 0, 9, 300];
        let widths = wanted.map(|articles| wanted.map(|actor| Widths { articles, actor }));
        for (width, widths) in (40..220).flat_map(|width| widths.iter().flatten().map(move |w| (width, *w))) {
            for (focus, beside) in [(Pane::Reader, Pane::Articles), (Pane::Actor, Pane::Actor)] {
                let shown = Shown { focus, beside, zoomed: false };
                let screen = Screen::arrange((width, 20), shown, widths).expect("large enough");
                let mut right = 0;
                for area in screen.panes.into_iter().flatten() {
                    assert!(
                        area.left() >= right && area.right() <= width && area.width >= 24,
                        "{width} {widths:?}"
                    );
                    right = area.right() + 1;
                }
            }
        }
    }
}
