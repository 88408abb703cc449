//! Choosing what the selected actor is compared with: another actor, or two outlets that quote them.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    Comparing, Ground, Hint, List, Overlaid, Overlay, Reply,
    awaited::Of,
    draw_box, draw_input,
    frame::{draw_count, inside, under},
};
use crate::{
    briefing::{ActorId, Whose},
    text::fold::fold,
    tui::{
        action::{Action, Context},
        input::Input,
        layout::Screen,
        moved::Moved,
        paint::Pen,
        scene::Scene,
    },
    view::{Role, Timeline, cells, comparing::Sides},
};

/// The list to choose from.
#[derive(Debug)]
pub struct SidesList {
    actor: ActorId,
    name: String,
    /// The one outlet, while the other is chosen.
    first: Option<usize>,
    input: Input,
    rows: Vec<Row>,
    /// The numbers of the rows that what is typed fits.
    found: Vec<usize>,
    /// What the rows were made of: the briefing, and whether attitudes are shown.
    made_of: Option<Of>,
    list: List,
}

#[derive(Debug)]
struct Row {
    name: String,
    folded: String,
    quotations: usize,
    side: Side,
}

#[derive(Debug, Clone, Copy)]
enum Side {
    Outlet(usize),
    Actor(ActorId),
}

const SIZE: (u16, u16) = (72, 24);
/// Lines of what is typed, and of the empty one under it.
const TYPED: u16 = 2;

impl SidesList {
    /// What `actor` can be compared with.
    pub fn new(actor: ActorId) -> Self {
        Self {
            actor,
            name: String::new(),
            first: None,
            input: Input::default(),
            rows: Vec::new(),
            found: Vec::new(),
            made_of: None,
            list: List::default(),
        }
    }

    fn collect(&mut self, scene: &Scene<'_>) {
        let row = |name: &str, quotations: usize, side: Side| Row {
            name: name.to_owned(),
            folded: format!(" {}", fold(name)),
            quotations,
            side,
        };
        let timeline = Timeline::new(scene.briefing, Whose::Actor(self.actor), scene.attitudes);
        let outlets = timeline.columns.iter().filter(|(outlet, _)| Some(*outlet) != self.first);
        let mut rows: Vec<Row> = outlets
            .map(|(outlet, tally)| {
                row(timeline.outlets.name(*outlet), tally.quotations, Side::Outlet(*outlet))
            })
            .collect();
        if self.first.is_none() {
            // One outlet alone is no pair.
            rows.retain(|_| timeline.columns.len() > 1);
            let actors = (0..).map(ActorId).zip(&scene.briefing.actors);
            let others = actors.filter(|(id, _)| *id != self.actor);
            let rows_of = others.filter_map(|(id, actor)| {
                let shown = actor.quotes.iter().filter(|quote| scene.shows(**quote)).count();
                (shown > 0).then(|| row(&actor.name, shown, Side::Actor(id)))
            });
            rows.extend(rows_of);
        }
        self.rows = rows;
    }

    /// Finds the rows all typed words begin a word of.
    fn find(&mut self) {
        let typed = fold(self.input.text());
        let fits = |row: &Row| typed.split(' ').all(|word| row.folded.contains(&format!(" {word}")));
        let rows = self.rows.iter().enumerate();
        self.found = rows.filter(|(_, row)| typed.is_empty() || fits(row)).map(|(at, _)| at).collect();
    }
}

impl Overlaid for SidesList {
    fn context(&self) -> Context {
        Context::Prompt
    }

    fn hints(&self) -> Vec<Hint> {
        vec![(Action::Accept, "compare")]
    }

    fn accept(&mut self, _: &Scene<'_>) -> Reply {
        let chosen = self.found.get(self.list.at).and_then(|at| self.rows.get(*at));
        let own = Whose::Actor(self.actor);
        let sides = match (chosen.map(|row| row.side), self.first) {
            (None, _) => return Reply::Stay,
            (Some(Side::Actor(other)), _) => Sides::Actors([own, Whose::Actor(other)]),
            (Some(Side::Outlet(other)), Some(first)) => Sides::Outlets(own, [first, other]),
            (Some(Side::Outlet(first)), None) => {
                let next = Self { first: Some(first), ..Self::new(self.actor) };
                return Reply::Push(Box::new(Overlay::Sides(next)));
            }
        };
        Reply::Push(Box::new(Overlay::Comparing(Box::new(Comparing::new(sides)))))
    }

    fn follow(&mut self, moved: &Moved<'_>) -> bool {
        let actor = moved.actor(self.actor);
        self.actor = actor.unwrap_or(self.actor);
        // The outlets may have other numbers by now.
        actor.is_some() && self.first.is_none()
    }

    fn input(&mut self) -> Option<&mut Input> {
        Some(&mut self.input)
    }

    fn list(&self) -> Option<&List> {
        Some(&self.list)
    }

    fn list_mut(&mut self) -> Option<&mut List> {
        Some(&mut self.list)
    }

    fn settle(&mut self, Ground { scene, screen, .. }: Ground<'_>) {
        if self.made_of != Some((scene.generation, scene.attitudes)) {
            self.made_of = Some((scene.generation, scene.attitudes));
            scene.name_of(Whose::Actor(self.actor)).clone_into(&mut self.name);
            self.collect(scene);
        }
        self.find();
        self.list.settle(self.found.len(), areas(screen).1.height);
    }

    fn draw(&self, Ground { theme, screen, .. }: Ground<'_>, buffer: &mut Buffer) -> Option<(u16, u16)> {
        let (area, list) = areas(screen);
        let title = match self.first {
            None => format!("Compare {} with, or two outlets on them", self.name),
            Some(_) => format!("With which outlet on {}?", self.name),
        };
        let room = usize::from(area.width).saturating_sub(8);
        let inside = draw_box(area, cells::head(&title, room).0, theme, buffer);
        let cursor = draw_input(&self.input, theme.sign(Role::Prompt), theme, inside, buffer);
        draw_count(self.found.len(), self.rows.len(), theme, inside, buffer);
        for (y, at) in self.list.in_sight(&self.found).iter().enumerate() {
            let Some(row) = self.rows.get(*at) else { continue };
            let (look, mut pen) = self.list.begin(y, theme, list.intersection(inside), buffer);
            let style = |role| look.over(theme.style(role));
            let kind = if matches!(row.side, Side::Outlet(_)) { "outlet" } else { "actor" };
            let room = pen.room().saturating_sub(16);
            pen.fit(&row.name, room, style(Role::Text)).skip_until_left(15).put(kind, style(Role::Dim));
            let count = row.quotations.to_string();
            pen.skip_until_left(count.len() + 1).put(&count, style(Role::Count));
        }
        if self.found.is_empty() {
            Pen::new(buffer, list, 0).put("Nobody to compare with.", theme.style(Role::Dim));
        }
        Some(cursor)
    }
}

/// Where it is, and where its list is.
fn areas(screen: &Screen) -> (Rect, Rect) {
    let area = screen.overlay(SIZE.0, SIZE.1);
    (area, under(inside(area), TYPED))
}
