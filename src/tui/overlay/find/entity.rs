//! Finding a place, or a body that does not speak, to see where it is mentioned.

use super::Purpose;
use crate::{
    briefing::{Actor, ActorId, Whose},
    model::EntityKind,
    tui::scene::Scene,
};

/// To see where something is mentioned.
#[derive(Debug)]
pub struct Entity;

impl Purpose for Entity {
    fn title(&self, _: &Scene<'_>) -> String {
        "Find a place or a body that does not speak".into()
    }

    fn wants(&self, _: ActorId, actor: &Actor) -> bool {
        actor.quotes.is_empty() && matches!(actor.kind, EntityKind::Place | EntityKind::Organization)
    }

    fn rank(&self, actor: &Actor) -> usize {
        actor.mentions
    }

    fn count(&self, whose: Whose, scene: &Scene<'_>) -> Option<usize> {
        let Whose::Actor(id) = whose else { return None };
        scene.briefing.actor(id).map(|actor| actor.mentions)
    }
}
