//! Who is quoted beside the selected actor: a list with counts; taking a row selects that actor.

use ratatui::{buffer::Buffer, style::Style};

use super::{Ground, Hint, List, Overlaid, Reply, awaited::Of, frame::under, page};
use crate::{
    briefing::{ActorId, Whose},
    tui::{
        action::{Action, Context},
        moved::Moved,
        paint::Pen,
        scene::Scene,
    },
    view::{BesideRow, Role, beside::beside},
};

/// Who is quoted beside somebody.
#[derive(Debug)]
pub struct BesidePage {
    actor: ActorId,
    name: String,
    rows: Vec<BesideRow>,
    /// What the rows were made of: the briefing, and whether attitudes are shown.
    made_of: Option<Of>,
    list: List,
}

/// The heads of the numbers.
const HEADS: [&str; 3] = ["Articles", "Beside", "Quotations"];
/// Columns of a number, and between them.
const NUMBER: usize = 10;
/// Columns of a name at most.
const NAME: usize = 60;

impl BesidePage {
    /// Who is quoted beside `actor`.
    pub fn new(actor: ActorId) -> Self {
        Self { actor, name: String::new(), rows: Vec::new(), made_of: None, list: List::default() }
    }
}

impl Overlaid for BesidePage {
    fn context(&self) -> Context {
        Context::List
    }

    fn hints(&self) -> Vec<Hint> {
        vec![(Action::Accept, "select")]
    }

    fn accept(&mut self, _: &Scene<'_>) -> Reply {
        let row = self.rows.get(self.list.at);
        row.map_or(Reply::Close, |row| Reply::Choose(Whose::Actor(row.actor)))
    }

    fn follow(&mut self, moved: &Moved<'_>) -> bool {
        let actor = moved.actor(self.actor);
        self.actor = actor.unwrap_or(self.actor);
        actor.is_some()
    }

    fn list(&self) -> Option<&List> {
        Some(&self.list)
    }

    fn list_mut(&mut self) -> Option<&mut List> {
        Some(&mut self.list)
    }

    fn texts(&self, _: &Scene<'_>) -> Vec<String> {
        self.rows.iter().map(|row| row.name.clone()).collect()
    }

    fn settle(&mut self, Ground { scene, screen, .. }: Ground<'_>) {
        if self.made_of != Some((scene.generation, scene.attitudes)) {
            self.made_of = Some((scene.generation, scene.attitudes));
            self.rows = beside(scene.briefing, self.actor, scene.attitudes);
            scene.name_of(Whose::Actor(self.actor)).clone_into(&mut self.name);
        }
        self.list.settle(self.rows.len(), page::inside(screen.main).height.saturating_sub(1));
    }

    fn draw(&self, Ground { theme, screen, .. }: Ground<'_>, buffer: &mut Buffer) -> Option<(u16, u16)> {
        let title = format!("Quoted beside {}", self.name);
        let more = "beside: right before or after";
        page::draw(screen.main, &title, more, &self.list.counter(), theme, buffer);
        let inside = page::inside(screen.main);
        if self.rows.is_empty() {
            let style = theme.style(Role::Dim);
            Pen::new(buffer, inside, 0).skip(1).put("Nobody is quoted in the same articles.", style);
            return None;
        }
        let numbers = HEADS.len() * (NUMBER + 1);
        let name = usize::from(inside.width).saturating_sub(numbers + 2).min(NAME);
        let title = theme.style(Role::Title);
        let mut pen = Pen::new(buffer, inside, 0);
        pen.blank(1, title);
        put(&mut pen, ("Actor", name, title), HEADS.map(|head| (head.to_owned(), title)));
        let body = under(inside, 1);
        for (y, row) in self.list.in_sight(&self.rows).iter().enumerate() {
            let (look, mut pen) = self.list.begin(y, theme, body, buffer);
            let numbers =
                [(row.articles, Role::Count), (row.neighbours, Role::Text), (row.quotations, Role::Dim)];
            let numbers = numbers.map(|(n, role)| (n.to_string(), look.over(theme.style(role))));
            put(&mut pen, (&row.name, name, look.base), numbers);
        }
        None
    }
}

/// Puts a name into so many columns, and the numbers behind it.
fn put(pen: &mut Pen<'_>, (name, columns, style): (&str, usize, Style), numbers: [(String, Style); 3]) {
    pen.fill(name, columns, style);
    for (text, style) in numbers {
        pen.fill_right(&text, NUMBER + 1, style);
    }
}
