//! Choosing what the selected actor is compared with: another actor, or two outlets that quote them.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{Comparing, List, Overlay, Reply, draw_box, draw_input};
use crate::{
    briefing::{ActorId, Whose},
    text::fold::fold,
    tui::{
        action::Action, input::Input, layout::Screen, moved::Moved, paint::Pen, scene::Scene, theme::Theme,
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
    made_of: Option<(u64, bool)>,
    pub(super) list: List,
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

    /// The line being typed.
    pub const fn input(&mut self) -> &mut Input {
        &mut self.input
    }

    /// Does what an action asks.
    pub fn update(&mut self, action: Action) -> Reply {
        if action != Action::Accept {
            self.list.update(action, self.found.len());
            return Reply::Stay;
        }
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

    /// Follows its actor into the next briefing; whether they are there.
    pub fn follow(&mut self, moved: &Moved<'_>) -> bool {
        let actor = moved.actor(self.actor);
        self.actor = actor.unwrap_or(self.actor);
        // The outlets may have other numbers by now.
        actor.is_some() && self.first.is_none()
    }

    /// Fits it to a briefing that has grown, to what is typed, and to the screen.
    pub fn settle(&mut self, scene: &Scene<'_>, screen: &Screen) {
        if self.made_of != Some((scene.generation, scene.attitudes)) {
            self.made_of = Some((scene.generation, scene.attitudes));
            scene.name_of(Whose::Actor(self.actor)).clone_into(&mut self.name);
            self.collect(scene);
        }
        self.find();
        self.list.settle(self.found.len(), areas(screen).1.height);
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

    /// Draws it; says where the cursor is.
    pub fn draw(&self, theme: &Theme, screen: &Screen, buffer: &mut Buffer) -> (u16, u16) {
        let (area, list) = areas(screen);
        let title = match self.first {
            None => format!("Compare {} with, or two outlets on them", self.name),
            Some(_) => format!("With which outlet on {}?", self.name),
        };
        let room = usize::from(area.width).saturating_sub(8);
        let inside = draw_box(area, cells::head(&title, room).0, theme, buffer);
        let cursor = draw_input(&self.input, theme.sign(Role::Prompt), theme, inside, buffer);
        let counter = format!("{} of {}", self.found.len(), self.rows.len());
        let dim = theme.style(Role::Dim);
        Pen::new(buffer, inside, 0).skip_until_left(cells::width(&counter)).put(&counter, dim);
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
            Pen::new(buffer, list, 0).put("Nobody to compare with.", dim);
        }
        cursor
    }
}

/// Where it is, and where its list is.
fn areas(screen: &Screen) -> (Rect, Rect) {
    let area = screen.overlay(SIZE.0, SIZE.1);
    let inside = area.inner(ratatui::layout::Margin { horizontal: 2, vertical: 1 });
    let above = TYPED.min(inside.height);
    (area, Rect { y: inside.y + above, height: inside.height - above, ..inside })
}
