//! Finding an actor: fuzzy typing over all names and aliases of the briefing. To see it, to merge it with the
//! selected one, or to say that it said a quotation.

use nucleo_matcher::{
    Matcher, Utf32Str,
    pattern::{CaseMatching, Normalization, Pattern},
};
use ratatui::{buffer::Buffer, layout::Rect, style::Style};
use rustc_hash::FxHashSet;
use unicode_segmentation::UnicodeSegmentation;

use super::{Reply, compare, draw_box, draw_input};
use crate::{
    briefing::{Actor, ActorId, QuoteId, Whose},
    model::{ActorAnchor, Decision, EntityKind},
    tui::{
        action::Action, articles::RowLook, input::Input, layout::Screen, moved::Moved, paint::Pen,
        scene::Scene, theme::Theme,
    },
    view::{Counts, QuoteRow, Role, UNATTRIBUTED, cells},
};

/// What somebody is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To see what they said.
    See,
    /// To see where a place or a body that does not speak is mentioned.
    Entity,
    /// To merge them with this actor.
    Merge(ActorId),
    /// To say that they said this.
    Speaker(QuoteId),
}

/// Finding an actor by name.
#[derive(Debug)]
pub struct Find {
    purpose: Purpose,
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

/// A row of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    Actor {
        id: ActorId,
        /// Which of its aliases was matched, when it was not the name.
        form: Option<usize>,
    },
    Nobody,
    /// Whoever is typed, whom the briefing does not know.
    New,
}

const SIZE: (u16, u16) = (70, 20);
/// With both sides of a merge under the list, or the quotation over it.
const LARGE: (u16, u16) = (100, 30);
/// Lines of both sides.
const SIDES: u16 = 10;
/// So many forms of a name are compared before anything is typed.
const USUAL: usize = 8;
/// Columns of the number of quotations.
const COUNT: usize = 5;

impl Find {
    /// Looking for somebody.
    pub fn new(purpose: Purpose) -> Self {
        Self {
            purpose,
            input: Input::default(),
            pattern: Pattern::default(),
            looked: String::new(),
            found: Vec::new(),
            of: 0,
            letters: Vec::new(),
            matcher: Matcher::default(),
            generation: None,
            at: 0,
            top: 0,
            height: 1,
        }
    }

    /// The line being typed.
    pub const fn input(&mut self) -> &mut Input {
        &mut self.input
    }

    /// What taking the selected row does, in a word.
    pub const fn accepts(&self) -> &'static str {
        match self.purpose {
            Purpose::See | Purpose::Entity => "select",
            Purpose::Merge(_) => "merge",
            Purpose::Speaker(_) => "said it",
        }
    }

    /// Follows what it is about into the next briefing; whether that is there.
    pub fn follow(&mut self, moved: &Moved<'_>) -> bool {
        let purpose = match self.purpose {
            Purpose::Merge(actor) => moved.actor(actor).map(Purpose::Merge),
            Purpose::Speaker(quote) => moved.quote(quote).map(Purpose::Speaker),
            other => Some(other),
        };
        self.purpose = purpose.unwrap_or(self.purpose);
        purpose.is_some()
    }

    /// Does what an action asks.
    pub fn update(&mut self, action: Action, scene: &Scene<'_>) -> Reply {
        match action {
            Action::Accept => return self.accept(scene).unwrap_or(Reply::Close),
            Action::Complete => self.at = if self.at + 1 < self.found.len() { self.at + 1 } else { 0 },
            _ => {
                if let Some(motion) = action.motion() {
                    self.at = motion.apply(self.at, self.found.len(), self.height);
                }
            }
        }
        Reply::Stay
    }

    /// What taking the selected row comes to.
    fn accept(&self, scene: &Scene<'_>) -> Option<Reply> {
        let found = self.found.get(self.at)?;
        let anchor = |id| scene.briefing.anchor_of_actor(id);
        Some(match (self.purpose, *found) {
            (Purpose::Merge(actor), Found::Actor { id, .. }) => {
                Reply::Decide(Box::new(Decision::Merge { actor: anchor(actor)?, with: anchor(id)? }))
            }
            (Purpose::Speaker(quote), found) => {
                let actor = match found {
                    Found::Actor { id, .. } => Some(anchor(id)?),
                    Found::Nobody => None,
                    Found::New => {
                        let name = self.input.text().trim().to_owned();
                        Some(ActorAnchor { name, kind: Some(EntityKind::Person), at: None })
                    }
                };
                let quotation = scene.briefing.anchor_of_quotation(quote)?;
                Reply::Decide(Box::new(Decision::Speaker { quotation, actor }))
            }
            (_, Found::Actor { id, .. }) => Reply::Choose(Whose::Actor(id)),
            (_, Found::Nobody) => Reply::Choose(Whose::Nobody),
            (_, Found::New) => return None,
        })
    }

    /// Finds the actors that what is typed could mean: best first, of equals those quoted most often.
    pub fn look(&mut self, scene: &Scene<'_>) {
        self.at = 0;
        self.find(scene);
    }

    /// Whether somebody is one to choose from.
    fn is_wanted(&self, id: ActorId, actor: &Actor) -> bool {
        match self.purpose {
            Purpose::See | Purpose::Speaker(_) => true,
            Purpose::Entity => {
                actor.quotes.is_empty() && matches!(actor.kind, EntityKind::Place | EntityKind::Organization)
            }
            Purpose::Merge(own) => id != own,
        }
    }

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
                Found::Nobody | Found::New => None,
            });
            actors.collect()
        } else {
            let wanted = |(i, actor): &(usize, &Actor)| self.is_wanted(ActorId(*i as u32), actor);
            actors.iter().enumerate().filter(wanted).map(|(i, _)| i).collect()
        };
        candidates.sort_unstable();
        if !narrows {
            self.of = candidates.len();
        }
        self.generation = Some(scene.generation);
        let nobody = match self.purpose {
            Purpose::See => scene.has_unattributed(),
            Purpose::Speaker(_) => true,
            Purpose::Entity | Purpose::Merge(_) => false,
        };
        if !narrows {
            self.of += usize::from(nobody);
        }
        let pattern = Pattern::parse(&typed, CaseMatching::Ignore, Normalization::Smart);
        typed.clone_into(&mut self.looked);
        // What is near comes first until something is typed; then letters decide.
        let distance = typed.trim().is_empty().then(|| distance(self.purpose, scene));
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
        // The number of quotations ranks actors; what does not speak is ranked by its mentions.
        let mentions = |index: usize| match self.purpose {
            Purpose::Entity => actors.get(index).map_or(0, |actor| actor.mentions),
            _ => 0,
        };
        best.sort_by_key(|(score, near, index, _)| {
            (std::cmp::Reverse(*score), *near, std::cmp::Reverse(mentions(*index)), *index)
        });
        let found = best.into_iter();
        self.found =
            found.map(|(_, _, index, form)| Found::Actor { id: ActorId(index as u32), form }).collect();
        let unattributed = Utf32Str::new(UNATTRIBUTED, &mut letters);
        let is_speaker = matches!(self.purpose, Purpose::Speaker(_));
        if is_speaker && !typed.trim().is_empty() {
            self.found.push(Found::New);
        }
        if nobody && (is_speaker || pattern.score(unattributed, &mut self.matcher).is_some()) {
            self.found.push(Found::Nobody);
        }
        self.pattern = pattern;
    }

    /// Where it is, and where its list is.
    fn areas(&self, screen: &Screen) -> (Rect, Rect) {
        let size = if matches!(self.purpose, Purpose::Merge(_)) { LARGE } else { SIZE };
        let area = screen.overlay(size.0, size.1);
        let inside = Rect {
            x: area.x + 2,
            y: area.y + 1,
            width: area.width.saturating_sub(4),
            height: area.height.saturating_sub(2),
        };
        let (above, below) = match self.purpose {
            Purpose::Merge(_) => (2, SIDES + 1),
            // The quotation stands over the list.
            Purpose::Speaker(_) => (4, 0),
            Purpose::See | Purpose::Entity => (2, 0),
        };
        let height = inside.height.saturating_sub(above + below).max(1);
        (area, Rect { y: inside.y + above, height, ..inside })
    }

    /// Fits the list to a briefing that has grown, and to the screen.
    pub fn settle(&mut self, scene: &Scene<'_>, screen: &Screen) {
        if self.generation != Some(scene.generation) {
            self.find(scene);
        }
        self.at = self.at.min(self.found.len().saturating_sub(1));
        self.height = usize::from(self.areas(screen).1.height).max(1);
        self.top = self.top.min(self.at).max((self.at + 1).saturating_sub(self.height));
        self.letters.clear();
        let mut buffer = Vec::new();
        for found in self.found.iter().skip(self.top).take(self.height) {
            let mut letters = Vec::new();
            let form = match *found {
                Found::Actor { id, form } => scene.briefing.actor(id).map(|actor| form_of(actor, form)),
                Found::Nobody => Some(UNATTRIBUTED),
                Found::New => None,
            };
            let form = Utf32Str::new(form.unwrap_or_default(), &mut buffer);
            self.pattern.indices(form, &mut self.matcher, &mut letters);
            letters.sort_unstable();
            letters.dedup();
            self.letters.push(letters);
        }
    }

    fn title(&self, scene: &Scene<'_>) -> String {
        match self.purpose {
            Purpose::See => "Find an actor".into(),
            Purpose::Entity => "Find a place or a body that does not speak".into(),
            Purpose::Merge(id) => {
                let name = scene.briefing.actor(id).map_or("", |actor| actor.name.as_str());
                format!("Merge {name} with")
            }
            Purpose::Speaker(_) => "Who said this?".into(),
        }
    }

    /// Draws it; says where the cursor is.
    pub fn draw(&self, scene: &Scene<'_>, theme: &Theme, screen: &Screen, buffer: &mut Buffer) -> (u16, u16) {
        let (area, list) = self.areas(screen);
        let inside = draw_box(area, &self.title(scene), theme, buffer);
        let mut line = inside;
        if let Purpose::Speaker(quote) = self.purpose {
            let words = QuoteRow::new(scene.briefing, quote).map(|row| row.text()).unwrap_or_default();
            Pen::new(buffer, inside, 0).fit(&words, usize::MAX, theme.style(Role::QuoteDirect));
            line = Rect { y: inside.y + 2, height: inside.height.saturating_sub(2), ..inside };
        }
        let cursor = draw_input(&self.input, theme.sign(Role::Prompt), theme, line, buffer);
        let counter = format!("{} of {}", self.found.len(), self.of.max(self.found.len()));
        Pen::new(buffer, line, 0)
            .skip_until_left(cells::width(&counter))
            .put(&counter, theme.style(Role::Dim));
        let rows = self.found.iter().skip(self.top).take(self.height).zip(&self.letters);
        for (y, (found, letters)) in rows.enumerate() {
            let area = Rect { y: list.y + y as u16, height: 1, ..list };
            let look = RowLook::new(theme, self.top + y == self.at, true);
            self.draw_row(*found, letters, look, scene, theme, area.intersection(inside), buffer);
        }
        if self.found.is_empty() {
            let text = if scene.briefing.pending() > 0 { "Nobody so far." } else { "Nobody of that name." };
            Pen::new(buffer, list, 0).put(text, theme.style(Role::Dim));
        }
        if let Purpose::Merge(own) = self.purpose {
            let sides =
                Rect { y: list.bottom(), height: inside.bottom().saturating_sub(list.bottom()), ..inside };
            let mut pen = Pen::new(buffer, sides, 0);
            while pen.room() > 0 {
                pen.put(theme.sign(Role::Rule), theme.style(Role::Rule));
            }
            let sides = Rect { y: sides.y + 1, height: sides.height.saturating_sub(1), ..sides };
            let other = match self.found.get(self.at) {
                Some(Found::Actor { id, .. }) => Some(*id),
                _ => None,
            };
            compare::draw(scene, [Some(own), other], theme, sides, buffer);
        }
        cursor
    }

    #[expect(clippy::too_many_arguments, reason = "what a row is drawn with, all of it used once")]
    fn draw_row(
        &self,
        found: Found,
        letters: &[u32],
        look: RowLook<'_>,
        scene: &Scene<'_>,
        theme: &Theme,
        area: Rect,
        buffer: &mut Buffer,
    ) {
        let style = |role| look.over(theme.style(role));
        let typed = format!("{} (new)", self.input.text().trim());
        let (name, form, kind) = match found {
            Found::Actor { id, form } => {
                let Some(actor) = scene.briefing.actor(id) else { return };
                (actor.name.as_str(), form_of(actor, form), Some(actor.kind))
            }
            Found::Nobody if matches!(self.purpose, Purpose::Speaker(_)) => {
                ("nobody can be named", "nobody can be named", None)
            }
            Found::Nobody => (UNATTRIBUTED, UNATTRIBUTED, None),
            Found::New => (typed.as_str(), typed.as_str(), None),
        };
        let count = match (found, self.purpose) {
            (Found::Actor { id, .. }, Purpose::Entity) => {
                scene.briefing.actor(id).map_or(0, |actor| actor.mentions).to_string()
            }
            (Found::Actor { id, .. }, _) => {
                let quotes = scene.briefing.quotes_of(Whose::Actor(id));
                Counts::of(scene.briefing, quotes).quotations.to_string()
            }
            (Found::Nobody, Purpose::See) => {
                let quotes = scene.briefing.quotes_of(Whose::Nobody);
                Counts::of(scene.briefing, quotes).quotations.to_string()
            }
            _ => String::new(),
        };
        let (kind, role) = kind.map_or(("", Role::Dim), |kind| (kind.name(), kind.into()));
        buffer.set_style(area, look.base);
        let mut pen = Pen::new(buffer, area, 0);
        look.bar(&mut pen);
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

/// How far from what is looked for an actor is, before anything is typed: 0 is near.
fn distance(purpose: Purpose, scene: &Scene<'_>) -> impl Fn(ActorId, &Actor) -> usize + use<> {
    let own = match purpose {
        Purpose::Merge(own) => scene.briefing.actor(own),
        _ => None,
    };
    let words = |actor: &Actor| -> Vec<String> {
        let forms = actor.aliases.iter().take(USUAL).map(|(_, alias)| &alias.form).chain([&actor.name]);
        forms.flat_map(|form| words_of(form)).filter(|word| word.len() > 2).map(str::to_owned).collect()
    };
    let own = own.map(|actor| (words(actor), actor.kind));
    let is_speaker = matches!(purpose, Purpose::Speaker(_));
    let here: FxHashSet<ActorId> = match scene.shown_article() {
        Some(article) if is_speaker => article.actors.iter().copied().collect(),
        _ => FxHashSet::default(),
    };
    move |id, actor| match &own {
        // Who shares a word of a name comes first, then who is of the same kind.
        Some((own, kind)) if shares_word(actor, own) => usize::from(*kind != actor.kind),
        Some((_, kind)) => 2 + usize::from(*kind != actor.kind),
        None => usize::from(is_speaker && !here.contains(&id)),
    }
}

/// Whether a form of an actor has one of these words.
fn shares_word(actor: &Actor, words: &[String]) -> bool {
    // The usual forms come first; hundreds of others say nothing new.
    let aliases = actor.aliases.iter().take(USUAL).map(|(_, alias)| &alias.form);
    aliases
        .chain([&actor.name])
        .any(|form| words_of(form).any(|word| words.iter().any(|own| own.eq_ignore_ascii_case(word))))
}

/// The words of a name without the marks around them.
fn words_of(form: &str) -> impl Iterator<Item = &str> {
    form.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
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
            Found::Nobody => UNATTRIBUTED.to_owned(),
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
