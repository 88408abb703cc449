//! Two actors, or two outlets on one actor, side by side by day on a topic that is typed.

use chrono::NaiveDate;
use ratatui::{buffer::Buffer, layout::Rect, style::Style};
use rustc_hash::FxHashMap;

use super::{List, Reply, draw_input, page, wordings::styled};
use crate::{
    briefing::QuoteId,
    text::Span,
    tui::{
        action::Action,
        articles::RowLook,
        input::Input,
        layout::Screen,
        moved::Moved,
        paint::{Pen, column},
        scene::Scene,
        theme::Theme,
    },
    view::{
        Comparison, Outlets, Part, Query, QuoteRow, Role, Share, cells,
        comparing::Sides,
        query::{Choice, Marked},
        wordings::differences,
        wrap::{Measure, wrap},
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

/// The lines of a row.
#[derive(Debug, Default)]
struct Block {
    /// The day, where it is another than that of the row before.
    day: Option<String>,
    sides: [Vec<Vec<(String, Role)>>; 2],
}

/// From this width on the sides stand side by side; on a narrower screen one above the other.
const WIDE: u16 = 76;
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

    /// The line being typed.
    pub const fn input(&mut self) -> &mut Input {
        &mut self.input
    }

    /// Does what an action asks.
    pub fn update(&mut self, action: Action, scene: &Scene<'_>) -> Reply {
        if action == Action::Accept {
            let item = self.items.get(self.list.at);
            return item
                .map_or(Reply::Stay, |(_, _, quote)| Reply::Open(*quote, scene.briefing.whose(*quote)));
        }
        self.list.update(action, self.items.len());
        Reply::Stay
    }

    /// Follows its sides into the next briefing; whether they are there.
    pub fn follow(&mut self, moved: &Moved<'_>) -> bool {
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

    /// Fits it to a briefing that has grown, to what is typed, and to the screen.
    pub fn settle(&mut self, scene: &Scene<'_>, screen: &Screen) {
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

    fn block(&self, at: usize, scene: &Scene<'_>) -> Block {
        let Some(row) = self.comparison.rows.get(at) else { return Block::default() };
        let before = at.checked_sub(1).and_then(|before| self.comparison.rows.get(before));
        let is_new = before.is_none_or(|before| before.day != row.day);
        let rows = row.quotes.map(|quote| quote.and_then(|quote| QuoteRow::new(scene.briefing, quote)));
        let texts = rows.each_ref().map(|row| row.as_ref().map(QuoteRow::text).unwrap_or_default());
        let columns = self.columns();
        let mut sides = [0, 1].map(|side| {
            let (Some(Some(row)), Some(text)) = (rows.get(side), texts.get(side)) else { return Vec::new() };
            let label =
                if self.on.is_empty() { row.citation.outlet_or_file() } else { &row.citation.headline };
            let (head, taken) = cells::head(label, columns.saturating_sub(1));
            let more = if taken < cells::width(label) { "…" } else { "" };
            let mut lines = vec![vec![(format!("{head}{more}"), Role::Dim)]];
            lines.extend(plain(text, columns));
            lines
        });
        if let ([left, right], true) = (&texts, row.shared) {
            let parts = differences(left, right);
            let words: Vec<Vec<(String, Role)>> = if parts.iter().all(|part| part.share == Share::Same) {
                vec![vec![("= the same words".to_owned(), Role::Checked)]]
            } else {
                styled(&parts, columns)
            };
            sides[1].truncate(1);
            sides[1].extend(parts.iter().any(is_grave).then(|| vec![(GRAVE.to_owned(), Role::Warning)]));
            sides[1].extend(words);
        }
        Block { day: is_new.then(|| heading(row.day)), sides }
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

    /// Draws it; says where the cursor is.
    pub fn draw(&self, theme: &Theme, screen: &Screen, buffer: &mut Buffer) -> (u16, u16) {
        let [left, right] = &self.names;
        let on = if self.on.is_empty() { String::new() } else { format!("{}: ", self.on) };
        let any =
            if self.items.len() == self.of { String::new() } else { format!(" ({} on any topic)", self.of) };
        let counter = page::counter(self.list.at, self.items.len()) + &any;
        page::draw(screen.main, &format!("{on}{left} | {right}"), "", &counter, theme, buffer);
        let (head, body) = areas(screen);
        let label = "topic ";
        Pen::new(buffer, head, 0).skip(1).put(label, theme.style(Role::Dim));
        let shift = (label.len() as u16 + 1).min(head.width);
        let line = Rect { x: head.x + shift, width: head.width - shift, height: 1, ..head };
        let cursor = draw_input(&self.input, theme.sign(Role::Prompt), theme, line, buffer);
        let mut pen = Pen::new(buffer, head, 1);
        let room = pen.skip(1).room().saturating_sub(1);
        pen.fit(&self.counts(), room, theme.style(Role::Crosshead));
        if self.comparison.rows.is_empty() {
            let text = if self.of == 0 { "Neither is quoted." } else { "Nothing on this topic." };
            Pen::new(buffer, body, 0).skip(1).put(text, theme.style(Role::Dim));
        }
        let mut y = 0;
        for at in self.top..self.comparison.rows.len() {
            let Some(block) = self.blocks.get(&at).filter(|_| y < body.height) else { break };
            let area = Rect { y: body.y + y, height: block.lines(body.width) as u16, ..body };
            self.draw_block(at, block, theme, area.intersection(body), buffer);
            y += area.height;
        }
        cursor
    }

    fn draw_block(&self, at: usize, block: &Block, theme: &Theme, area: Rect, buffer: &mut Buffer) {
        let mut rest = area;
        let below = |area: Rect, lines: u16| {
            let lines = lines.min(area.height);
            Rect { y: area.y + lines, height: area.height - lines, ..area }
        };
        if let Some(day) = &block.day {
            let mut pen = Pen::new(buffer, area, 0);
            pen.skip(1).put(day, theme.style(Role::Crosshead)).skip(1);
            while pen.room() > 1 {
                pen.put(theme.sign(Role::Rule), theme.style(Role::Rule));
            }
            rest = below(rest, 1);
        }
        let selected = self.items.get(self.list.at).filter(|item| item.0 == at).map(|item| item.1);
        let half = (area.width - 1) / 2;
        if self.width >= WIDE {
            column(buffer, rest, area.x + half, "│", theme.style(Role::Rule));
        }
        for (side, lines) in block.sides.iter().enumerate() {
            let own = match (self.width >= WIDE, side) {
                (true, 0) => Rect { width: half, ..rest },
                (true, _) => Rect { x: area.x + half + 1, width: area.width - half - 1, ..rest },
                (false, _) => rest,
            };
            let look = RowLook::new(theme, selected == Some(side), false);
            for (y, line) in (0..).zip(lines) {
                let row = Rect { y: own.y + y, height: 1, ..own }.intersection(own);
                let mut pen: Pen<'_> = look.begin(row, buffer);
                if self.width < WIDE && y == 0 {
                    let name = self.names.get(side).map(String::as_str).unwrap_or_default();
                    pen.skip(1)
                        .fit(name, usize::from(own.width) / 2, look.over(theme.style(Role::Title)))
                        .put(":", Style::default());
                }
                pen.skip(1);
                for (text, role) in line {
                    pen.put(text, look.over(theme.style(*role)));
                }
            }
            if self.width < WIDE {
                rest = below(rest, lines.len() as u16);
            }
        }
    }
}

const GRAVE: &str = "! a number or a negation differs";

fn is_grave(part: &Part) -> bool {
    part.grave && part.share != Share::Same
}

impl Block {
    /// How many lines it takes, a blank one after it included.
    fn lines(&self, width: u16) -> usize {
        let sides = self.sides.each_ref().map(Vec::len);
        let words = if width >= WIDE { sides.into_iter().max() } else { Some(sides.into_iter().sum()) };
        usize::from(self.day.is_some()) + words.unwrap_or(0) + 1
    }
}

/// Where what is typed and the counts stand, and where the rows.
fn areas(screen: &Screen) -> (Rect, Rect) {
    let inside = page::inside(screen.main);
    let head = inside.height.min(3);
    let body = Rect { y: inside.y + head, height: inside.height - head, ..inside };
    (Rect { height: head, ..inside }, body)
}

fn heading(day: Option<NaiveDate>) -> String {
    day.map_or_else(|| "undated".to_owned(), |day| day.format("%Y-%m-%d %a").to_string())
}

fn plain(text: &str, columns: usize) -> Vec<Vec<(String, Role)>> {
    let mut lines = Vec::new();
    wrap(text, Span::whole(text), Measure::even(columns), &mut lines);
    lines.iter().map(|line| vec![(line.of(text).to_owned(), Role::Text)]).collect()
}
