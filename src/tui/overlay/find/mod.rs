//! Finding an actor: fuzzy typing over all names and aliases of the briefing. What somebody is looked for, and what
//! taking them comes to, is one room each.

mod entity;
mod merge;
mod see;
mod speaker;

use std::{cmp::Reverse, fmt};

use nucleo_matcher::{
    Matcher, Utf32Str,
    pattern::{CaseMatching, Normalization, Pattern},
};
use ratatui::{buffer::Buffer, layout::Rect, style::Style};
use unicode_segmentation::UnicodeSegmentation;

pub use self::{entity::Entity, merge::Merge, see::See, speaker::Speaker};
use super::{
    Ground, Hint, List, Overlaid, Reply, draw_box, draw_input,
    frame::{draw_count, inside},
};
use crate::{
    briefing::{Actor, ActorId, Whose},
    tui::{
        action::{Action, Context},
        articles::RowLook,
        input::Input,
        layout::Screen,
        moved::Moved,
        paint::Pen,
        scene::Scene,
        theme::Theme,
    },
    view::{Counts, Role, cells},
};

/// How far from what is looked for somebody is: 0 is near.
pub type Distance = Box<dyn Fn(ActorId, &Actor) -> usize>;

/// What somebody is looked for.
pub trait Purpose: fmt::Debug {
    /// What stands over the list.
    fn title(&self, scene: &Scene<'_>) -> String;

    /// What taking the selected row does, in a word.
    fn accepts(&self) -> &'static str {
        "select"
    }

    /// Follows what it is about into the next briefing; whether that is there.
    fn follow(&mut self, _moved: &Moved<'_>) -> bool {
        true
    }

    /// Whether somebody is one to choose from.
    fn wants(&self, id: ActorId, actor: &Actor) -> bool;

    /// What the row for nobody says, where there is one.
    fn nobody(&self, _scene: &Scene<'_>) -> Option<&'static str> {
        None
    }

    /// Whether whoever is typed may be taken, known or not, and nobody whatever is typed.
    fn takes_anybody(&self) -> bool {
        false
    }

    /// How far everybody is, before anything is typed.
    fn distance(&self, _scene: &Scene<'_>) -> Distance {
        Box::new(|_, _| 0)
    }

    /// Of those that are as near, or match as well, the highest come first; then those quoted most often.
    fn rank(&self, _actor: &Actor) -> usize {
        0
    }

    /// The number at the end of a row.
    fn count(&self, whose: Whose, scene: &Scene<'_>) -> Option<usize> {
        Some(quotations(whose, scene))
    }

    /// What taking a row comes to: whoever is taken is selected.
    fn take(&self, taken: Taken<'_>, _scene: &Scene<'_>) -> Option<Reply> {
        taken.whose().map(Reply::Choose)
    }

    /// Columns and lines of its box.
    fn size(&self) -> (u16, u16) {
        SIZE
    }

    /// Lines over the line that is typed.
    fn above(&self) -> u16 {
        0
    }

    /// Draws what stands over the line that is typed.
    fn draw_above(&self, _scene: &Scene<'_>, _theme: &Theme, _area: Rect, _buffer: &mut Buffer) {}

    /// Lines under the list.
    fn below(&self) -> u16 {
        0
    }

    /// Draws what stands under the list of which `selected` is selected.
    fn draw_below(
        &self,
        _selected: Option<ActorId>,
        _scene: &Scene<'_>,
        _theme: &Theme,
        _area: Rect,
        _buffer: &mut Buffer,
    ) {
    }
}

/// What was taken from the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken<'t> {
    /// An actor.
    Actor(ActorId),
    /// Nobody.
    Nobody,
    /// Whoever is typed, whom the briefing does not know.
    New(&'t str),
}

impl Taken<'_> {
    /// Whose quotations that means, if anybody's.
    fn whose(self) -> Option<Whose> {
        match self {
            Self::Actor(id) => Some(Whose::Actor(id)),
            Self::Nobody => Some(Whose::Nobody),
            Self::New(_) => None,
        }
    }
}

/// How many quotations are somebody's, or nobody's.
fn quotations(whose: Whose, scene: &Scene<'_>) -> usize {
    Counts::quotations(scene.briefing, scene.briefing.quotes_of(whose))
}

/// Finding an actor by name.
#[derive(Debug)]
pub struct Find {
    purpose: Box<dyn Purpose>,
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
    list: List,
}

/// A row of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    Actor {
        id: ActorId,
        /// Which of its aliases was matched, when it was not the name.
        form: Option<usize>,
    },
    /// Nobody, with the words for that.
    Nobody(&'static str),
    /// Whoever is typed, whom the briefing does not know.
    New,
}

const SIZE: (u16, u16) = (70, 20);
/// With both sides of a merge under the list.
const LARGE: (u16, u16) = (100, 30);
/// Lines of what is typed, and of the empty one under it.
const TYPED: u16 = 2;
/// Columns of the number of quotations.
const COUNT: usize = 5;

impl Find {
    /// Looking for somebody.
    pub fn new(purpose: impl Purpose + 'static) -> Self {
        Self {
            purpose: Box::new(purpose),
            input: Input::default(),
            pattern: Pattern::default(),
            looked: String::new(),
            found: Vec::new(),
            of: 0,
            letters: Vec::new(),
            matcher: Matcher::default(),
            generation: None,
            list: List::default(),
        }
    }

    /// Finds the actors that what is typed could mean: best first, of equals those quoted most often.
    fn find(&mut self, scene: &Scene<'_>) {
        let actors = &scene.briefing.actors;
        let typed = self.input.text().to_owned();
        // Who is found by more letters was found by fewer, unless signs of the pattern turn that around.
        let narrows = self.generation == Some(scene.generation)
            && typed.starts_with(&self.looked)
            && !typed.contains(['!', '^', '$', '\'', '\\']);
        let mut candidates: Vec<usize> = if narrows {
            let actors = self.found.iter().filter_map(|f| match f {
                Found::Actor { id, .. } => Some(id.0 as usize),
                Found::Nobody(_) | Found::New => None,
            });
            actors.collect()
        } else {
            let wanted = |(i, actor): &(usize, &Actor)| self.purpose.wants(ActorId(*i as u32), actor);
            actors.iter().enumerate().filter(wanted).map(|(i, _)| i).collect()
        };
        candidates.sort_unstable();
        self.generation = Some(scene.generation);
        let nobody = self.purpose.nobody(scene);
        if !narrows {
            self.of = candidates.len() + usize::from(nobody.is_some());
        }
        let pattern = Pattern::parse(&typed, CaseMatching::Ignore, Normalization::Smart);
        typed.clone_into(&mut self.looked);
        // What is near comes first until something is typed; then letters decide.
        let distance = typed.trim().is_empty().then(|| self.purpose.distance(scene));
        let mut letters = Vec::new();
        let mut best: Vec<(u32, usize, usize, Option<usize>)> = Vec::new();
        for index in candidates {
            let Some(actor) = actors.get(index) else { continue };
            if let Some(distance) = &distance {
                best.push((0, distance(ActorId(index as u32), actor), index, None));
                continue;
            }
            let forms = std::iter::once(None).chain((0..actor.aliases.len()).map(Some));
            let scored = forms.filter_map(|form| {
                let text = Utf32Str::new(form_of(actor, form), &mut letters);
                Some((pattern.score(text, &mut self.matcher)?, form))
            });
            // Of equal forms the name itself, which comes first, is the one to show.
            let better = |best: (u32, _), next: (u32, _)| if next.0 > best.0 { next } else { best };
            if let Some((score, form)) = scored.reduce(better) {
                best.push((score, 0, index, form));
            }
        }
        let rank = |index: usize| actors.get(index).map_or(0, |actor| self.purpose.rank(actor));
        best.sort_by_key(|(score, near, index, _)| (Reverse(*score), *near, Reverse(rank(*index)), *index));
        let found = best.into_iter();
        self.found =
            found.map(|(_, _, index, form)| Found::Actor { id: ActorId(index as u32), form }).collect();
        let anybody = self.purpose.takes_anybody();
        if anybody && !typed.trim().is_empty() {
            self.found.push(Found::New);
        }
        let mut is_typed =
            |words| pattern.score(Utf32Str::new(words, &mut letters), &mut self.matcher).is_some();
        self.found.extend(nobody.filter(|words| anybody || is_typed(words)).map(Found::Nobody));
        self.pattern = pattern;
    }

    /// Where it is, and where its list is.
    fn areas(&self, screen: &Screen) -> (Rect, Rect) {
        let size = self.purpose.size();
        let area = screen.overlay(size.0, size.1);
        let inside = inside(area);
        let above = self.purpose.above() + TYPED;
        let height = inside.height.saturating_sub(above + self.purpose.below()).max(1);
        (area, Rect { y: inside.y + above, height, ..inside })
    }

    fn draw_row(
        &self,
        found: Found,
        letters: &[u32],
        look: RowLook<'_>,
        scene: &Scene<'_>,
        theme: &Theme,
        mut pen: Pen<'_>,
    ) {
        let style = |role| look.over(theme.style(role));
        let typed = format!("{} (new)", self.input.text().trim());
        let (name, form, kind) = match found {
            Found::Actor { id, form } => {
                let Some(actor) = scene.briefing.actor(id) else { return };
                (actor.name.as_str(), form_of(actor, form), Some(actor.kind))
            }
            Found::Nobody(words) => (words, words, None),
            Found::New => (typed.as_str(), typed.as_str(), None),
        };
        let count = match found {
            Found::Actor { id, .. } => self.purpose.count(Whose::Actor(id), scene),
            Found::Nobody(_) => self.purpose.count(Whose::Nobody, scene),
            Found::New => None,
        };
        let count = count.map(|count| count.to_string()).unwrap_or_default();
        let (kind, role) = kind.map_or(("", Role::Dim), |kind| (kind.name(), kind.into()));
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
}

impl Overlaid for Find {
    fn context(&self) -> Context {
        Context::Prompt
    }

    fn hints(&self) -> Vec<Hint> {
        vec![(Action::Accept, self.purpose.accepts()), (Action::Complete, "next")]
    }

    fn accept(&mut self, scene: &Scene<'_>) -> Reply {
        let taken = match self.found.get(self.list.at) {
            Some(Found::Actor { id, .. }) => Taken::Actor(*id),
            Some(Found::Nobody(_)) => Taken::Nobody,
            Some(Found::New) => Taken::New(self.input.text().trim()),
            None => return Reply::Close,
        };
        self.purpose.take(taken, scene).unwrap_or(Reply::Close)
    }

    fn update(&mut self, action: Action, _: &Scene<'_>) -> Reply {
        match action {
            // After the last row comes the first.
            Action::Complete if self.list.at + 1 >= self.found.len() => self.list.at = 0,
            Action::Complete => self.list.at += 1,
            _ => self.list.update(action),
        }
        Reply::Stay
    }

    fn follow(&mut self, moved: &Moved<'_>) -> bool {
        self.purpose.follow(moved)
    }

    fn input(&mut self) -> Option<&mut Input> {
        Some(&mut self.input)
    }

    fn typed(&mut self, scene: &Scene<'_>) -> Reply {
        self.list.at = 0;
        self.find(scene);
        Reply::Stay
    }

    fn list(&self) -> Option<&List> {
        Some(&self.list)
    }

    fn list_mut(&mut self) -> Option<&mut List> {
        Some(&mut self.list)
    }

    fn settle(&mut self, Ground { scene, screen, .. }: Ground<'_>) {
        if self.generation != Some(scene.generation) {
            self.find(scene);
        }
        self.list.settle(self.found.len(), self.areas(screen).1.height);
        self.letters.clear();
        let mut buffer = Vec::new();
        for found in self.list.in_sight(&self.found) {
            let mut letters = Vec::new();
            let form = match *found {
                Found::Actor { id, form } => scene.briefing.actor(id).map(|actor| form_of(actor, form)),
                Found::Nobody(words) => Some(words),
                Found::New => None,
            };
            let form = Utf32Str::new(form.unwrap_or_default(), &mut buffer);
            self.pattern.indices(form, &mut self.matcher, &mut letters);
            letters.sort_unstable();
            letters.dedup();
            self.letters.push(letters);
        }
    }

    fn draw(&self, ground: Ground<'_>, buffer: &mut Buffer) -> Option<(u16, u16)> {
        let Ground { scene, theme, screen, .. } = ground;
        let (area, list) = self.areas(screen);
        let inside = draw_box(area, &self.purpose.title(scene), theme, buffer);
        let above = self.purpose.above();
        self.purpose.draw_above(scene, theme, Rect { height: inside.height.min(above), ..inside }, buffer);
        let line = Rect { y: inside.y + above, height: inside.height.saturating_sub(above), ..inside };
        let cursor = draw_input(&self.input, theme.sign(Role::Prompt), theme, line, buffer);
        draw_count(self.found.len(), self.of.max(self.found.len()), theme, line, buffer);
        let rows = self.list.in_sight(&self.found).iter().zip(&self.letters);
        for (y, (found, letters)) in rows.enumerate() {
            let (look, pen) = self.list.begin(y, theme, list.intersection(inside), buffer);
            self.draw_row(*found, letters, look, scene, theme, pen);
        }
        if self.found.is_empty() {
            let text = if scene.briefing.pending() > 0 { "Nobody so far." } else { "Nobody of that name." };
            Pen::new(buffer, list, 0).put(text, theme.style(Role::Dim));
        }
        let selected = match self.found.get(self.list.at) {
            Some(Found::Actor { id, .. }) => Some(*id),
            _ => None,
        };
        let below =
            Rect { y: list.bottom(), height: inside.bottom().saturating_sub(list.bottom()), ..inside };
        self.purpose.draw_below(selected, scene, theme, below, buffer);
        Some(cursor)
    }
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
        let name = |f: &super::Found| match f {
            Found::Actor { id, .. } => actors[id.0 as usize].name.clone(),
            Found::Nobody(words) => (*words).to_owned(),
            Found::New => "new".to_owned(),
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
