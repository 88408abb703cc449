//! The keys, made from the keymap: those of the pane that had the keys first. Typing finds, Enter does.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    Ground, Hint, List, Overlaid, Reply, draw_box, draw_input,
    frame::{draw_count, inside, under},
};
use crate::{
    disk::Notice,
    text::Span,
    tui::{
        action::{Action, Context},
        command::{self, Command},
        input::Input,
        keymap::{Keymap, joined},
        layout::Screen,
        paint::Pen,
        scene::Scene,
    },
    view::{
        Role,
        wrap::{Measure, wrap},
    },
};

/// The list of keys.
#[derive(Debug)]
pub struct Help {
    pane: Context,
    /// What there was to say at the start.
    notices: Vec<Notice>,
    input: Input,
    rows: Vec<Row>,
    /// How many rows there are when nothing is typed.
    of: usize,
    /// What was typed when rows were looked for.
    looked: Option<String>,
    list: List,
}

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Row {
    Key { context: Context, action: Action, keys: String },
    Notice(String),
}

/// Columns of the keys.
const KEYS: usize = 20;
/// Columns of where they work.
const WHERE: usize = 12;
const WIDTH: u16 = 92;
/// Lines of what is typed, and of the empty one under it.
const TYPED: u16 = 2;
/// Columns that are not a row's: the frame, a space on each side, the sign of the selected row.
const AROUND: usize = 7;

impl Help {
    /// Help, opened from `pane`; it repeats the `notices`.
    pub fn new(pane: Context, notices: Vec<Notice>) -> Self {
        let list = List::default();
        Self { pane, notices, input: Input::default(), rows: Vec::new(), of: 0, looked: None, list }
    }

    /// The same, with `words` typed.
    pub fn with(mut self, words: &str) -> Self {
        self.input = Input::new(words);
        self
    }

    /// All rows: what works here, then everywhere, then elsewhere.
    fn all(&self, keymap: &Keymap, columns: usize) -> Vec<Row> {
        let here = [self.pane, Context::Global];
        let others = Context::ALL.into_iter().filter(|context| !here.contains(context));
        let mut rows = Vec::new();
        for context in here.into_iter().chain(others) {
            let bound = keymap.of_context(context);
            rows.extend(bound.map(|(action, chords)| Row::Key { context, action, keys: joined(&chords) }));
        }
        for notice in &self.notices {
            let mut lines = Vec::new();
            let notice = &notice.text;
            wrap(notice, Span::whole(notice), Measure::even(columns.max(1)), &mut lines);
            rows.extend(lines.iter().map(|line| Row::Notice(line.of(notice).to_owned())));
        }
        rows
    }
}

impl Overlaid for Help {
    fn context(&self) -> Context {
        Context::Prompt
    }

    fn hints(&self) -> Vec<Hint> {
        vec![(Action::Accept, "do it")]
    }

    fn accept(&mut self, _: &Scene<'_>) -> Reply {
        match self.rows.get(self.list.at) {
            Some(Row::Key { action, .. }) if command::is_command(*action) => {
                Reply::Run(Command::Do(*action), String::new())
            }
            Some(Row::Key { context, .. }) => Reply::Note(format!("that works {} only", place(*context))),
            Some(Row::Notice(_)) | None => Reply::Stay,
        }
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

    fn settle(&mut self, Ground { screen, keymap, .. }: Ground<'_>) {
        let (area, list) = areas(screen);
        if self.looked.as_deref() != Some(self.input.text()) {
            let all = self.all(keymap, usize::from(area.width).saturating_sub(AROUND));
            self.of = all.len();
            let words = self.input.text().to_lowercase();
            let has =
                |row: &Row| words.split_whitespace().all(|word| row.text().to_lowercase().contains(word));
            self.rows = all.into_iter().filter(has).collect();
            self.looked = Some(self.input.text().to_owned());
            self.list.at = 0;
        }
        self.list.settle(self.rows.len(), list.height);
    }

    fn draw(&self, Ground { theme, screen, .. }: Ground<'_>, buffer: &mut Buffer) -> Option<(u16, u16)> {
        let (area, list) = areas(screen);
        let inside = draw_box(area, "Keys", theme, buffer);
        let cursor = draw_input(&self.input, theme.sign(Role::Prompt), theme, inside, buffer);
        draw_count(self.rows.len(), self.of, theme, inside, buffer);
        for (y, row) in self.list.in_sight(&self.rows).iter().enumerate() {
            let (look, mut pen) = self.list.begin(y, theme, list, buffer);
            let style = |role| look.over(theme.style(role));
            pen.skip(1);
            match row {
                Row::Notice(text) => _ = pen.fit(text, usize::MAX, style(Role::Text)),
                Row::Key { context, action, keys } => {
                    let columns = pen.room();
                    pen.fit(keys, KEYS - 1, style(Role::Key));
                    pen.skip_until_left(columns.saturating_sub(KEYS));
                    let room = pen.room().saturating_sub(WHERE + 1);
                    pen.fit(action.help(), room, style(Role::Text));
                    pen.skip_until_left(WHERE).put(context.title(), style(Role::Dim));
                }
            }
        }
        if self.rows.is_empty() {
            Pen::new(buffer, list, 0).put("No key has to do with that.", theme.style(Role::Dim));
        }
        Some(cursor)
    }
}

impl Row {
    /// All that is searched in a row.
    fn text(&self) -> String {
        match self {
            Self::Key { context, action, keys } => {
                format!("{keys} {} {action} {}", action.help(), context.title())
            }
            Self::Notice(text) => text.clone(),
        }
    }
}

/// Where it is, and where its list is.
fn areas(screen: &Screen) -> (Rect, Rect) {
    let area = screen.overlay(WIDTH, screen.main.height);
    (area, under(inside(area), TYPED))
}

/// Where the keys of a context work, in words.
const fn place(context: Context) -> &'static str {
    match context {
        Context::List => "in a list",
        Context::Table => "in a table",
        Context::Dialog => "in a dialog",
        Context::Prompt => "while typing",
        Context::Articles | Context::Reader | Context::Actor | Context::Global => "in the panes",
    }
}
