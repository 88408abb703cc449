//! What the mouse does: a press, a drag, a release, a turn of its wheel. Several that say the same become one.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

/// Something the mouse did, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mouse {
    /// What.
    pub did: Did,
    /// The cell under it.
    pub at: Position,
}

/// What a mouse can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Did {
    /// Its left button was pressed.
    Press,
    /// It was moved with that button down.
    Drag,
    /// The button was let go.
    Release,
    /// The wheel was turned, so many notches down when positive.
    Wheel(isize),
}

/// What has the terminal tell of presses, of movements with a button down, in numbers of any size. Movements without a
/// button say nothing here, and would wake the program at each.
pub const LISTEN: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";
/// What ends that.
pub const LEAVE: &str = "\x1b[?1006l\x1b[?1002l\x1b[?1000l";

impl Mouse {
    /// What the terminal tells, unless it means nothing here.
    pub fn of(event: MouseEvent) -> Option<Self> {
        let did = match event.kind {
            MouseEventKind::Down(MouseButton::Left) => Did::Press,
            MouseEventKind::Drag(MouseButton::Left) => Did::Drag,
            MouseEventKind::Up(MouseButton::Left) => Did::Release,
            MouseEventKind::ScrollDown => Did::Wheel(1),
            MouseEventKind::ScrollUp => Did::Wheel(-1),
            _ => return None,
        };
        Some(Self { did, at: Position::new(event.column, event.row) })
    }

    /// This and what followed it as one, where the one is as good as both: of a drag only its last place matters, and
    /// turns of the wheel over one place add up.
    pub fn then(self, later: Self) -> Option<Self> {
        match (self.did, later.did) {
            (Did::Drag, Did::Drag) => Some(later),
            (Did::Wheel(a), Did::Wheel(b)) if self.at == later.at => {
                Some(Self { did: Did::Wheel(a + b), ..later })
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_the_same_becomes_one() {
        let mouse = |did, x| Mouse { did, at: Position::new(x, 3) };
        assert_eq!(mouse(Did::Drag, 1).then(mouse(Did::Drag, 9)), Some(mouse(Did::Drag, 9)));
        assert_eq!(mouse(Did::Wheel(2), 1).then(mouse(Did::Wheel(-1), 1)), Some(mouse(Did::Wheel(1), 1)));
        assert_eq!(mouse(Did::Wheel(2), 1).then(mouse(Did::Wheel(1), 2)), None);
        assert_eq!(mouse(Did::Press, 1).then(mouse(Did::Press, 1)), None);
        assert_eq!(mouse(Did::Drag, 1).then(mouse(Did::Release, 1)), None);
    }
}
