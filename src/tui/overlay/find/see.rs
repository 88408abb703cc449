//! Finding an actor to see what they said.

use super::{Purpose, quotations};
use crate::{
    briefing::{Actor, ActorId, Whose},
    tui::scene::Scene,
    view::UNATTRIBUTED,
};

/// To see what somebody said, or what nobody could be named for.
#[derive(Debug)]
pub struct See;

impl Purpose for See {
    fn title(&self, _: &Scene<'_>) -> String {
        "Find an actor".into()
    }

    fn wants(&self, _: ActorId, _: &Actor) -> bool {
        true
    }

    fn nobody(&self, scene: &Scene<'_>) -> Option<&'static str> {
        scene.has_unattributed().then_some(UNATTRIBUTED)
    }

    fn count(&self, whose: Whose, scene: &Scene<'_>) -> Option<usize> {
        Some(quotations(whose, scene))
    }
}
