//! What is asked of an overlay. Few questions are every overlay's own; the others have the answer that most give.

use std::fmt;

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use super::{List, Reply, awaited::Of};
use crate::tui::{
    action::{Action, Context},
    behind::{Wanted, Worked},
    input::Input,
    key::Key,
    keymap::Keymap,
    layout::Screen,
    moved::Moved,
    scene::Scene,
    theme::Theme,
};

/// What overlays lie on: what they show some of, the screen they fit themselves to, its keys and colours.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// The briefing, and what is selected in it.
    pub scene: &'a Scene<'a>,
    /// Where everything is.
    pub screen: &'a Screen,
    /// What keys do.
    pub keymap: &'a Keymap,
    /// How things look.
    pub theme: &'a Theme,
}

/// An action worth a hint in the status line, with a word for what it does.
pub type Hint = (Action, &'static str);

/// Something over the panes.
pub trait Overlaid: fmt::Debug {
    /// Its keys.
    fn context(&self) -> Context;

    /// What can be done in it, each with a word, what is done most first: taking what is typed or selected, and whatever
    /// not every overlay does.
    fn hints(&self) -> Vec<Hint>;

    /// Takes what is typed or selected.
    fn accept(&mut self, scene: &Scene<'_>) -> Reply;

    /// Does what an action asks that is neither taking nor closing: its rows are moved in.
    fn update(&mut self, action: Action, _scene: &Scene<'_>) -> Reply {
        if let Some(list) = self.list_mut() {
            list.update(action);
        }
        Reply::Stay
    }

    /// Closes it, or what of it is open.
    fn close(&mut self) -> Reply {
        Reply::Close
    }

    /// Whether it goes on after a decision, so that this can be undone in it.
    fn goes_on(&self) -> bool {
        false
    }

    /// Follows what it is about into the next briefing; whether that is there. Called before that briefing is drawn.
    fn follow(&mut self, _moved: &Moved<'_>) -> bool {
        true
    }

    /// Fits it to a briefing that has grown, and to the screen.
    fn settle(&mut self, _ground: Ground<'_>) {}

    /// Draws it; says where the cursor of its line stands.
    fn draw(&self, ground: Ground<'_>, buffer: &mut Buffer) -> Option<(u16, u16)>;

    // What is worked out behind the screen.

    /// What it wants worked out of this; says so once.
    fn wants(&mut self, _of: Of) -> Option<Wanted> {
        None
    }

    /// Takes what was worked out of a briefing, or gives it back if it waits for something else.
    fn take(&mut self, _generation: u64, worked: Worked) -> Option<Worked> {
        Some(worked)
    }

    /// Whether Enter was pressed before what it opens was worked out; says so once.
    fn was_asked(&mut self) -> bool {
        false
    }

    // The line that is typed in it.

    /// The line, if one can be typed now.
    fn input(&mut self) -> Option<&mut Input> {
        None
    }

    /// What is typed has changed.
    fn typed(&mut self, _scene: &Scene<'_>) -> Reply {
        Reply::Stay
    }

    /// Whether its line is the status line, where nothing else is said then.
    fn is_in_status_line(&self) -> bool {
        false
    }

    // Its rows, which are selected, pressed and searched.

    /// Where its list stands.
    fn list(&self) -> Option<&List> {
        None
    }

    /// The same, to select another row.
    fn list_mut(&mut self) -> Option<&mut List> {
        None
    }

    /// What each row says, where rows are searched.
    fn texts(&self, _scene: &Scene<'_>) -> Vec<String> {
        Vec::new()
    }

    /// The selected row.
    fn row(&self) -> usize {
        self.list().map_or(0, |list| list.at)
    }

    /// Where the rows were drawn.
    fn rows_area(&self, _screen: &Screen) -> Rect {
        self.list().map(List::area).unwrap_or_default()
    }

    /// The row that was drawn at a place of the screen, and its column where it has some.
    fn row_at(&self, at: Position) -> Option<(usize, Option<usize>)> {
        self.list()?.row_at(at).map(|row| (row, None))
    }

    /// Selects a row, and its column.
    fn go_to_row(&mut self, (row, _column): (usize, Option<usize>), _scene: &Scene<'_>) {
        if let Some(list) = self.list_mut() {
            list.at = row;
        }
    }

    /// What pressing the selected row again does. What would decide something waits for a key.
    fn pressed_again(&self) -> Option<Action> {
        Some(Action::Accept)
    }
}

impl dyn Overlaid {
    /// Does what an action asks.
    pub fn act(&mut self, action: Action, scene: &Scene<'_>) -> Reply {
        match action {
            Action::Accept => self.accept(scene),
            Action::Close => self.close(),
            _ => self.update(action, scene),
        }
    }

    /// Types a key that is bound to nothing. `None` when it types nothing here.
    pub fn key(&mut self, key: Key, scene: &Scene<'_>) -> Option<Reply> {
        let changed = self.input()?.key(key)?;
        Some(if changed { self.typed(scene) } else { Reply::Stay })
    }

    /// Types what was pasted.
    pub fn paste(&mut self, text: &str, scene: &Scene<'_>) -> Reply {
        let Some(input) = self.input() else { return Reply::Stay };
        input.insert(text);
        self.typed(scene)
    }

    /// Whether its rows are searched; what is typed in a line of its own finds them by itself.
    pub fn can_be_searched(&self) -> bool {
        matches!(self.context(), Context::List | Context::Table)
    }
}
