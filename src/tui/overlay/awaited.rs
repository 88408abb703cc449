//! What a page waits for while it is worked out behind the screen.

use super::{Reply, page};
use crate::tui::scene::Scene;

/// What something is made of: which briefing, with attitudes or without.
pub type Of = (u64, bool);

/// Whether what a page shows is wanted, is there, and was asked for before it was.
#[derive(Debug, Default)]
pub struct Awaited {
    made_of: Option<Of>,
    wanted: Option<Of>,
    is_asked: bool,
}

impl Awaited {
    /// Whether it is to be made of this; says so once.
    pub fn wants(&mut self, of: Of) -> bool {
        self.wanted.replace(of) != Some(of)
    }

    /// Whether what was made of this is what is wanted; then it is there.
    pub fn takes(&mut self, of: Of) -> bool {
        let is_wanted = self.wanted == Some(of);
        if is_wanted {
            self.made_of = Some(of);
        }
        is_wanted
    }

    /// Whether there is something to show.
    pub const fn is_there(&self) -> bool {
        self.made_of.is_some()
    }

    /// What is said to whoever asks for something of it while what is there is of another briefing; it is done as soon
    /// as it can be.
    pub fn ask(&mut self, scene: &Scene<'_>) -> Option<Reply> {
        let is_old = self.made_of != Some((scene.generation, scene.attitudes));
        self.is_asked |= is_old;
        is_old.then_some(Reply::Say(page::COUNTING))
    }

    /// Whether somebody asked too early; says so once.
    pub const fn was_asked(&mut self) -> bool {
        std::mem::replace(&mut self.is_asked, false)
    }
}
