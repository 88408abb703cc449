//! Two actors, or two outlets on one actor, side by side by day on a topic that is typed.

mod block;
mod draw;

use ratatui::{buffer::Buffer, layout::Rect};
use rustc_hash::FxHashMap;

use self::block::Block;
use super::{Ground, Hint, List, Overlaid, Reply, frame::under, page};
use crate::{
    briefing::QuoteId,
    tui::{
        action::{Action, Context},
        input::Input,
        layout::Screen,
        moved::Moved,
        scene::Scene,
    },
    view::{
        Comparison, Outlets, Query,
        comparing::Sides,
        query::{Choice, Marked},
    },
};

/// Two sides on screen.
#[derive(Debug)]
pub struct Comparing {
    sides: Sides,
    names: [String; 2],
    /// On whom, of outlets.
    on: String,
    input: Input,
    outlets: Outlets,
    comparison: Comparison,
    /// Every quotation with its row and side.
    items: Vec<(usize, usize, QuoteId)>,
    /// How many there are on any topic.
    of: usize,
    /// What it was made of: the briefing, whether attitudes are shown, what is typed.
    made_of: Option<(u64, bool, String)>,
    /// Blocks laid out so far, for this width.
    blocks: FxHashMap<usize, Block>,
    width: u16,
    /// The selected item; its row decides what is in sight.
    list: List,
    /// The first row in sight, and how many lines there are room for.
    top: usize,
    height: usize,
}

/// From this width on the sides stand side by side; on a narrower screen one above the other.
const WIDE: u16 = 76;
/// Lines of what is typed, of the counts, and an empty one.
const HEAD: u16 = 3;
/// Columns before the words.
const MARGIN: u16 = 2;

impl Comparing {
    /// Compares these.
    pub fn new(sides: Sides) -> Self {
        Self {
            sides,
            names: Default::default(),
            on: String::new(),
            input: Input::default(),
            outlets: Outlets::default(),
            comparison: Comparison::default(),
            items: Vec::new(),
            of: 0,
            made_of: None,
            blocks: FxHashMap::default(),
            width: 0,
            list: List::default(),
            top: 0,
            height: 1,
        }
    }

    fn compare(&self, query: &Query, scene: &Scene<'_>) -> Comparison {
        let marked = Marked::default();
        let choice = Choice::new(query, scene.attitudes, &marked, scene.briefing, scene.filters.texts());
        Comparison::new(scene.briefing, &self.outlets, self.sides, &choice, scene.attitudes)
    }

    /// Keeps the row of the selected item in sight, and lays out what is.
    fn scroll(&mut self, scene: &Scene<'_>) {
        let at = self.items.get(self.list.at).map_or(0, |item| item.0);
        let mut lines = self.lay_out(at, scene);
        let mut first = at;
        while first > 0 {
            let more = self.lay_out(first - 1, scene);
            if lines + more > self.height {
                break;
            }
            lines += more;
            first -= 1;
        }
        self.top = self.top.clamp(first, at);
        let (mut lines, mut row) = (0, self.top);
        while lines < self.height && row < self.comparison.rows.len() {
            lines += self.lay_out(row, scene);
            row += 1;
        }
    }

    fn columns(&self) -> usize {
        let width = if self.width >= WIDE { (self.width - 1) / 2 } else { self.width };
        usize::from(width.saturating_sub(MARGIN + 1)).max(1)
    }

    /// Lays a row out, unless it is; how many lines it has.
    fn lay_out(&mut self, at: usize, scene: &Scene<'_>) -> usize {
        if !self.blocks.contains_key(&at) {
            let block = self.block(at, scene);
            self.blocks.insert(at, block);
        }
        self.blocks.get(&at).map_or(0, |block| block.lines(self.width))
    }

    /// What the counts say: `both 3 · only Volta News 4 · only Accra Day 2`.
    fn counts(&self) -> String {
        let [left, right] = &self.names;
        let [only_left, only_right] = self.comparison.only;
        match self.sides {
            Sides::Actors(_) => format!("{left} {only_left} · {right} {only_right}"),
            Sides::Outlets(..) => {
                format!(
                    "both {} · only {left}: {only_left} · only {right}: {only_right}",
                    self.comparison.both
                )
            }
        }
    }
}

impl Overlaid for Comparing {
    fn context(&self) -> Context {
        Context::Prompt
    }

    fn hints(&self) -> Vec<Hint> {
        vec![(Action::Accept, "jump")]
    }

    fn accept(&mut self, scene: &Scene<'_>) -> Reply {
        let item = self.items.get(self.list.at);
        item.map_or(Reply::Stay, |(_, _, quote)| Reply::Open(*quote, scene.briefing.whose(*quote)))
    }

    fn follow(&mut self, moved: &Moved<'_>) -> bool {
        let new = Outlets::new(moved.new);
        let outlet = |number: usize| {
            let carrier = self.outlets.all.get(number)?;
            new.all.iter().position(|of| of == carrier)
        };
        let both = |[a, b]: [Option<usize>; 2]| Some([a?, b?]);
        let sides = match self.sides {
            Sides::Actors([a, b]) => moved.whose(a).zip(moved.whose(b)).map(|(a, b)| Sides::Actors([a, b])),
            Sides::Outlets(whose, pair) => moved
                .whose(whose)
                .zip(both(pair.map(outlet)))
                .map(|(whose, pair)| Sides::Outlets(whose, pair)),
        };
        self.sides = sides.unwrap_or(self.sides);
        self.made_of = None;
        sides.is_some()
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
        let is_new = self.made_of.as_ref().is_none_or(|(generation, ..)| *generation != scene.generation);
        if is_new {
            self.outlets = Outlets::new(scene.briefing);
            (self.names, self.on) = match self.sides {
                Sides::Actors(pair) => (pair.map(|whose| scene.name_of(whose).to_owned()), String::new()),
                Sides::Outlets(whose, pair) => {
                    (pair.map(|outlet| self.outlets.name(outlet).to_owned()), scene.name_of(whose).to_owned())
                }
            };
        }
        let typed = self.input.text();
        if self
            .made_of
            .as_ref()
            .is_none_or(|(_, attitudes, text)| (*attitudes, text.as_str()) != (scene.attitudes, typed))
        {
            self.made_of = Some((scene.generation, scene.attitudes, typed.to_owned()));
            let selected = self.items.get(self.list.at).map(|item| item.2);
            if is_new || typed.is_empty() {
                self.of = self.compare(&Query::default(), scene).items().len();
            }
            self.comparison = self.compare(&Query::parse(typed).query, scene);
            self.items = self.comparison.items();
            self.list.at = self.items.iter().position(|item| Some(item.2) == selected).unwrap_or(0);
            self.blocks.clear();
        }
        let (_, body) = areas(screen);
        if self.width != body.width {
            self.width = body.width;
            self.blocks.clear();
        }
        self.height = usize::from(body.height);
        let in_sight = self
            .items
            .iter()
            .filter(|item| item.0 >= self.top)
            .count()
            .clamp(1, self.height.div_ceil(3).max(1));
        self.list.settle(self.items.len(), in_sight as u16);
        self.scroll(scene);
    }

    fn draw(&self, ground: Ground<'_>, buffer: &mut Buffer) -> Option<(u16, u16)> {
        Some(self.draw_sides(ground, buffer))
    }
}

/// Where what is typed and the counts stand, and where the rows.
fn areas(screen: &Screen) -> (Rect, Rect) {
    let inside = page::inside(screen.main);
    let body = under(inside, HEAD);
    (Rect { height: inside.height - body.height, ..inside }, body)
}
