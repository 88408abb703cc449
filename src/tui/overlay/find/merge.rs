//! Finding whom to merge an actor with: both sides under the list.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{Distance, LARGE, Purpose, Taken};
use crate::{
    briefing::{Actor, ActorId},
    model::Decision,
    tui::{
        moved::Moved,
        overlay::{Reply, compare, short_name},
        scene::Scene,
        theme::Theme,
    },
};

/// To merge somebody with this actor.
#[derive(Debug)]
pub struct Merge(pub ActorId);

/// So many forms of a name are compared before anything is typed.
const USUAL: usize = 8;

impl Purpose for Merge {
    fn title(&self, scene: &Scene<'_>) -> String {
        let name = scene.briefing.actor(self.0).map_or("", |actor| actor.name.as_str());
        format!("Merge {} with", short_name(name))
    }

    fn accepts(&self) -> &'static str {
        "merge"
    }

    fn follow(&mut self, moved: &Moved<'_>) -> bool {
        moved.actor(self.0).map(|actor| self.0 = actor).is_some()
    }

    fn wants(&self, id: ActorId, _: &Actor) -> bool {
        id != self.0
    }

    /// Who shares a word of a name comes first, then who is of the same kind.
    fn distance(&self, scene: &Scene<'_>) -> Distance {
        let Some(own) = scene.briefing.actor(self.0) else { return Box::new(|_, _| 0) };
        let (words, kind) = (words(own), own.kind);
        Box::new(move |_, actor| {
            let far = if shares_word(actor, &words) { 0 } else { 2 };
            far + usize::from(kind != actor.kind)
        })
    }

    fn take(&self, taken: Taken<'_>, scene: &Scene<'_>) -> Option<Reply> {
        let Taken::Actor(id) = taken else { return None };
        let (actor, with) = (scene.briefing.anchor_of_actor(self.0)?, scene.briefing.anchor_of_actor(id)?);
        Some(Reply::Decide(Box::new(Decision::Merge { actor, with })))
    }

    fn size(&self) -> (u16, u16) {
        LARGE
    }

    fn below(&self) -> u16 {
        compare::HEIGHT
    }

    fn draw_below(
        &self,
        selected: Option<ActorId>,
        scene: &Scene<'_>,
        theme: &Theme,
        area: Rect,
        buffer: &mut Buffer,
    ) {
        compare::draw(scene, [Some(self.0), selected], theme, area, buffer);
    }
}

/// The usual forms of a name. They come first; hundreds of others say nothing new.
fn usual(actor: &Actor) -> impl Iterator<Item = &String> {
    actor.aliases.iter().take(USUAL).map(|(_, alias)| &alias.form).chain([&actor.name])
}

/// The words of an actor's names that are more than a letter or two.
fn words(actor: &Actor) -> Vec<String> {
    usual(actor).flat_map(|form| words_of(form)).filter(|word| word.len() > 2).map(str::to_owned).collect()
}

/// Whether a form of an actor has one of these words.
fn shares_word(actor: &Actor, words: &[String]) -> bool {
    let known = |word: &str| words.iter().any(|own| own.eq_ignore_ascii_case(word));
    usual(actor).any(|form| words_of(form).any(known))
}

/// The words of a name without the marks around them.
fn words_of(form: &str) -> impl Iterator<Item = &str> {
    form.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
}
