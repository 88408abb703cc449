//! Finding an actor: fuzzy typing over all names and aliases of the briefing.

use nucleo_matcher::{
    Matcher, Utf32Str,
    pattern::{CaseMatching, Normalization, Pattern},
};
use ratatui::{buffer::Buffer, layout::Rect, style::Style};
use unicode_segmentation::UnicodeSegmentation;

use super::{Reply, draw_box, draw_input};
use crate::{
    briefing::{Actor, ActorId, Whose},
    tui::{
        action::Action, articles::RowLook, input::Input, layout::Screen, paint::Pen, scene::Scene,
        theme::Theme,
    },
    view::{Counts, Role, UNATTRIBUTED, cells},
};

/// Finding an actor by name.
#[derive(Debug, Default)]
pub struct Find {
    input: Input,
    pattern: Pattern,
    /// What was typed when it was last looked for.
    looked: String,
    found: Vec<Found>,
    /// How many there are in all.
    of: usize,
    /// Which clusters of their forms are matched, for the rows in sight.
    letters: Vec<Vec<u32>>,
    matcher: Matcher,
    generation: Option<u64>,
    at: usize,
    top: usize,
    height: usize,
}

#[derive(Debug, Clone, Copy)]
struct Found {
    whose: Whose,
    /// Which of its aliases was matched, when it was not the name.
    form: Option<usize>,
}

const SIZE: (u16, u16) = (70, 20);
/// Columns of the number of quotations.
const COUNT: usize = 5;

impl Find {
    /// The line being typed.
    pub const fn input(&mut self) -> &mut Input {
        &mut self.input
    }

    /// Does what an action asks.
    pub fn update(&mut self, action: Action) -> Reply {
        match action {
            Action::Accept => self.found.get(self.at).map_or(Reply::Close, |f| Reply::Choose(f.whose)),
            Action::Complete => {
                self.at = if self.at + 1 < self.found.len() { self.at + 1 } else { 0 };
                Reply::Stay
            }
            _ => {
                if let Some(motion) = action.motion() {
                    self.at = motion.apply(self.at, self.found.len(), self.height);
                }
                Reply::Stay
            }
        }
    }

    /// Finds the actors that what is typed could mean: best first, of equals those quoted most often.
    pub fn look(&mut self, scene: &Scene<'_>) {
        self.at = 0;
        self.find(scene);
    }

    fn find(&mut self, scene: &Scene<'_>) {
        let actors = &scene.briefing.actors;
        let typed = self.input.text();
        // Who is found by more letters was found by fewer, unless signs of the pattern turn that around.
        let narrows = self.generation == Some(scene.generation)
            && typed.starts_with(&self.looked)
            && !typed.contains(['!', '^', '$', '\'', '\\']);
        let mut candidates: Vec<usize> = if narrows {
            let actors = self.found.iter().filter_map(|f| match f.whose {
                Whose::Actor(id) => Some(id.0 as usize),
                Whose::Nobody => None,
            });
            actors.collect()
        } else {
            (0..actors.len()).collect()
        };
        candidates.sort_unstable();
        self.generation = Some(scene.generation);
        let nobody = scene.has_unattributed();
        self.of = actors.len() + usize::from(nobody);
        let pattern = Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart);
        typed.clone_into(&mut self.looked);
        let mut letters = Vec::new();
        let mut best: Vec<(u32, usize, Option<usize>)> = Vec::new();
        for index in candidates {
            let Some(actor) = actors.get(index) else { continue };
            let forms = std::iter::once(None).chain((0..actor.aliases.len()).map(Some));
            let scored = forms.filter_map(|form| {
                let text = Utf32Str::new(form_of(actor, form), &mut letters);
                Some((pattern.score(text, &mut self.matcher)?, form))
            });
            // Of equal forms the name itself, which comes first, is the one to show.
            let better = |best: (u32, _), next: (u32, _)| if next.0 > best.0 { next } else { best };
            if let Some((score, form)) = scored.reduce(better) {
                best.push((score, index, form));
            }
        }
        best.sort_by_key(|(score, index, _)| (std::cmp::Reverse(*score), *index));
        let found = best.into_iter();
        let found = found.map(|(_, index, form)| (Whose::Actor(ActorId(index as u32)), form));
        self.found = found.map(|(whose, form)| Found { whose, form }).collect();
        let unattributed = Utf32Str::new(UNATTRIBUTED, &mut letters);
        if nobody && pattern.score(unattributed, &mut self.matcher).is_some() {
            self.found.push(Found { whose: Whose::Nobody, form: None });
        }
        self.pattern = pattern;
    }

    /// Fits the list to a briefing that has grown, and to the screen.
    pub fn settle(&mut self, scene: &Scene<'_>, screen: &Screen) {
        if self.generation != Some(scene.generation) {
            self.find(scene);
        }
        self.at = self.at.min(self.found.len().saturating_sub(1));
        self.height = usize::from(screen.overlay(SIZE.0, SIZE.1).height.saturating_sub(4)).max(1);
        self.top = self.top.min(self.at).max((self.at + 1).saturating_sub(self.height));
        self.letters.clear();
        let mut buffer = Vec::new();
        for found in self.found.iter().skip(self.top).take(self.height) {
            let mut letters = Vec::new();
            let form = match found.whose {
                Whose::Actor(id) => scene.briefing.actor(id).map(|actor| form_of(actor, found.form)),
                Whose::Nobody => Some(UNATTRIBUTED),
            };
            let form = Utf32Str::new(form.unwrap_or_default(), &mut buffer);
            self.pattern.indices(form, &mut self.matcher, &mut letters);
            letters.sort_unstable();
            letters.dedup();
            self.letters.push(letters);
        }
    }

    /// Draws it; says where the cursor is.
    pub fn draw(&self, scene: &Scene<'_>, theme: &Theme, screen: &Screen, buffer: &mut Buffer) -> (u16, u16) {
        let inside = draw_box(screen.overlay(SIZE.0, SIZE.1), "Find an actor", theme, buffer);
        let cursor = draw_input(&self.input, theme.sign(Role::Prompt), theme, inside, buffer);
        let counter = format!("{} of {}", self.found.len(), self.of);
        Pen::new(buffer, inside, 0)
            .skip_until_left(cells::width(&counter))
            .put(&counter, theme.style(Role::Dim));
        for (y, (found, letters)) in self.found.iter().skip(self.top).zip(&self.letters).enumerate() {
            let area = Rect { y: inside.y + 2 + y as u16, height: 1, ..inside };
            let look = RowLook::new(theme, self.top + y == self.at, true);
            draw_row(*found, letters, look, scene, theme, area.intersection(inside), buffer);
        }
        if self.found.is_empty() {
            let text = if scene.briefing.pending() > 0 { "Nobody so far." } else { "Nobody of that name." };
            Pen::new(buffer, inside, 2).put(text, theme.style(Role::Dim));
        }
        cursor
    }
}

fn draw_row(
    found: Found,
    letters: &[u32],
    look: RowLook<'_>,
    scene: &Scene<'_>,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) {
    let (name, form, kind) = match found.whose {
        Whose::Actor(id) => {
            let Some(actor) = scene.briefing.actor(id) else { return };
            (actor.name.as_str(), form_of(actor, found.form), Some(actor.kind))
        }
        Whose::Nobody => (UNATTRIBUTED, UNATTRIBUTED, None),
    };
    let counts = Counts::of(scene.briefing, scene.briefing.quotes_of(found.whose));
    let (kind, role) = kind.map_or(("", Role::Dim), |kind| (kind.name(), kind.into()));
    let style = |role| look.over(theme.style(role));
    buffer.set_style(area, look.base);
    let mut pen = Pen::new(buffer, area, 0);
    look.bar(&mut pen);
    let count = counts.quotations.to_string();
    let room = pen.room().saturating_sub(kind.len() + COUNT + 3);
    let before = pen.room();
    let name_letters = if form == name { letters } else { &[] };
    put_matched(&mut pen, name, name_letters, room, style(role), style(Role::Match));
    if form != name {
        let left = room.saturating_sub(before - pen.room() + 2);
        pen.skip(2);
        put_matched(&mut pen, form, letters, left, style(Role::Dim), style(Role::Match));
    }
    pen.skip_until_left(kind.len() + COUNT + 1).put(kind, style(Role::Dim));
    pen.skip_until_left(count.len() + 1).put(&count, style(Role::Count));
}

/// The form of an actor's name with this number; the name itself without one.
fn form_of(actor: &Actor, form: Option<usize>) -> &str {
    form.and_then(|i| actor.aliases.get(i)).map_or(&actor.name, |(_, alias)| &alias.form)
}

/// Writes `text` with the characters numbered in `letters` in their own style.
fn put_matched(pen: &mut Pen<'_>, text: &str, letters: &[u32], columns: usize, style: Style, matched: Style) {
    let (head, _) = cells::head(text, columns);
    for (i, cluster) in head.graphemes(true).enumerate() {
        let is_match = letters.binary_search(&(i as u32)).is_ok();
        pen.put(cluster, if is_match { style.patch(matched) } else { style });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::tests::stage::Stage;

    fn found(keys: &str) -> Vec<String> {
        let stage = Stage::new((120, 36)).keys(keys);
        let Some(crate::tui::overlay::Overlay::Find(find)) = stage.state.overlays.last() else {
            return Vec::new();
        };
        let actors = &stage.state.briefing.actors;
        let name = |f: &super::Found| match f.whose {
            Whose::Actor(id) => actors[id.0 as usize].name.clone(),
            Whose::Nobody => UNATTRIBUTED.to_owned(),
        };
        find.found.iter().map(name).collect()
    }

    #[test]
    fn typing_letter_by_letter_finds_the_same_as_typing_anew() {
        for name in ["chen", "o", "docker", "kota_b", "zz"] {
            let mended = found(&format!("f type:{name}x Backspace"));
            assert_eq!(found(&format!("f type:{name}")), mended, "{name}");
        }
        assert_eq!(found("f type:chen"), ["Mara Chen"]);
        assert_eq!(found("f").first().map(String::as_str), Some("Mara Chen"), "quoted most often first");
    }

    #[test]
    fn an_alias_finds_its_actor_and_is_shown() {
        let mut stage = Stage::new((120, 36)).keys("f type:head_of");
        assert!(stage.text().contains("Mara Chen  The head of the port, Mara Chen"));
    }
}
