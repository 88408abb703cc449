//! The command line: what is typed in the bottom line, the ways it can go on above it, and what was typed before.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{Ground, Hint, List, Overlaid, Reply, draw_box, draw_input, frame::put_problem};
use crate::{
    tui::{
        action::{Action, Context},
        command::{self, Completion, Known},
        input::Input,
        keymap::Keymap,
        layout::Screen,
        paint::Pen,
        scene::Scene,
        theme::Theme,
    },
    view::{Role, cells},
};

/// A command being typed.
#[derive(Debug)]
pub struct CommandLine {
    input: Input,
    /// What was typed by hand, when the line is a completion or an older command.
    typed: String,
    completions: Vec<Completion>,
    /// The completion that is in the line.
    chosen: Option<usize>,
    list: List,
    /// Commands typed before, the last one last, and which of them is in the line.
    history: Vec<String>,
    older: Option<usize>,
    known: Known,
    problem: Option<String>,
    /// What the briefing was when completions were looked for.
    looked: Option<u64>,
}

const WIDTH: u16 = 90;
/// So many completions are in sight.
const ROWS: u16 = 10;
/// Columns of a name with what may follow it.
const NAMES: usize = 30;
/// Columns of the keys.
const KEYS: usize = 12;

impl CommandLine {
    /// An empty line.
    pub fn new(history: Vec<String>, known: Known) -> Self {
        Self {
            input: Input::default(),
            typed: String::new(),
            completions: Vec::new(),
            chosen: None,
            list: List::default(),
            history,
            older: None,
            known,
            problem: None,
            looked: None,
        }
    }

    /// The same line with this typed.
    pub fn with(mut self, typed: &str, scene: &Scene<'_>) -> Self {
        if !typed.is_empty() {
            self.input = Input::new(typed);
            self.take(scene);
        }
        self
    }

    /// Takes what is in the line for typed by hand.
    fn take(&mut self, scene: &Scene<'_>) {
        self.input.text().clone_into(&mut self.typed);
        (self.chosen, self.older, self.problem) = (None, None, None);
        self.look(scene);
    }

    fn look(&mut self, scene: &Scene<'_>) {
        self.completions = command::completions(&self.typed, scene, &self.known);
        (self.list.at, self.list.top) = (0, 0);
        self.looked = Some(scene.generation);
    }

    /// Puts another completion into the line: after the last and before the first stands what was typed.
    fn choose(&mut self, step: isize, scene: &Scene<'_>) {
        // The only way to go on is gone at once, so that what follows it can be completed.
        let only = self.completions.len() == 1 && self.completions.iter().all(|c| c.line.ends_with(' '));
        let next = match self.chosen {
            None if step > 0 => Some(0),
            None => None,
            Some(at) => at.checked_add_signed(step),
        };
        self.chosen = next.filter(|at| *at < self.completions.len());
        let chosen = self.chosen.and_then(|at| self.completions.get(at));
        self.input = Input::new(chosen.map_or(&self.typed, |completion| &completion.line));
        self.list.at = self.chosen.unwrap_or(0);
        (self.older, self.problem) = (None, None);
        if only {
            self.take(scene);
        }
    }

    /// Puts an older or newer command into the line that begins as what was typed; newer than all is what was typed.
    fn recall(&mut self, step: isize) {
        let fits = |at: &usize| self.history.get(*at).is_some_and(|line| line.starts_with(&self.typed));
        let from = self.older.unwrap_or(self.history.len());
        let next =
            if step < 0 { (0..from).rev().find(fits) } else { (from + 1..self.history.len()).find(fits) };
        if step < 0 && next.is_none() {
            return;
        }
        self.older = next;
        let line = next.and_then(|at| self.history.get(at)).unwrap_or(&self.typed);
        self.input = Input::new(line.as_str());
        self.problem = None;
    }

    fn area(&self, screen: &Screen) -> Option<Rect> {
        let rows = if self.problem.is_some() { 1 } else { (self.completions.len() as u16).min(ROWS) };
        let main = screen.main;
        let height = (rows + 2).min(main.height);
        let area =
            Rect { y: main.bottom().saturating_sub(height), width: main.width.min(WIDTH), height, ..main };
        (rows > 0).then_some(area)
    }

    fn draw_completions(&self, inside: Rect, theme: &Theme, keymap: &Keymap, buffer: &mut Buffer) {
        // Until one is chosen none looks so.
        let list = self.list.with(self.chosen.unwrap_or(usize::MAX));
        self.list.draws(inside, 1);
        for (y, completion) in self.list.in_sight(&self.completions).iter().enumerate() {
            let (look, mut pen) = list.begin(y, theme, inside, buffer);
            let style = |role| look.over(theme.style(role));
            let columns = pen.room();
            pen.skip(1).fit(&completion.name, columns.saturating_sub(2), style(Role::Key)).skip(1);
            pen.put(completion.argument, style(Role::Dim));
            pen.skip_until_left(columns.saturating_sub(NAMES));
            let chord = completion.action.and_then(|action| {
                let own = action.contexts().first().copied().unwrap_or(Context::Global);
                keymap.chord(own, action)
            });
            let key = chord.map(ToString::to_string).unwrap_or_default();
            let room = pen.room().saturating_sub(if key.is_empty() { 0 } else { KEYS });
            pen.skip(1).fit(&completion.help, room, style(Role::Text));
            pen.skip_until_left(cells::width(&key)).put(&key, style(Role::Key));
        }
    }
}

impl Overlaid for CommandLine {
    fn context(&self) -> Context {
        Context::Prompt
    }

    fn hints(&self) -> Vec<Hint> {
        vec![(Action::Accept, "do it")]
    }

    fn accept(&mut self, scene: &Scene<'_>) -> Reply {
        let line = self.input.text().trim().to_owned();
        match command::read(&line, scene, &self.known) {
            None => Reply::Close,
            Some(Ok(command)) => Reply::Run(command, line),
            Some(Err(problem)) => {
                self.problem = Some(problem);
                Reply::Stay
            }
        }
    }

    fn update(&mut self, action: Action, scene: &Scene<'_>) -> Reply {
        match action {
            Action::Complete => self.choose(1, scene),
            Action::Down if self.older.is_none() => self.choose(1, scene),
            Action::Up if self.chosen.is_some() => self.choose(-1, scene),
            Action::Up => self.recall(-1),
            Action::Down => self.recall(1),
            Action::PageDown => self.choose(self.list.height.cast_signed(), scene),
            Action::PageUp => self.choose(-self.list.height.cast_signed(), scene),
            _ => {}
        }
        Reply::Stay
    }

    fn input(&mut self) -> Option<&mut Input> {
        Some(&mut self.input)
    }

    fn typed(&mut self, scene: &Scene<'_>) -> Reply {
        self.take(scene);
        Reply::Stay
    }

    fn is_in_status_line(&self) -> bool {
        true
    }

    fn list(&self) -> Option<&List> {
        Some(&self.list)
    }

    fn list_mut(&mut self) -> Option<&mut List> {
        Some(&mut self.list)
    }

    /// Puts a completion into the line.
    fn go_to_row(&mut self, (row, _): (usize, Option<usize>), scene: &Scene<'_>) {
        self.chosen = row.checked_sub(1);
        self.choose(1, scene);
    }

    fn settle(&mut self, Ground { scene, screen, .. }: Ground<'_>) {
        if self.looked != Some(scene.generation) && self.chosen.is_none() {
            self.look(scene);
        }
        let height = self.area(screen).map_or(1, |area| area.height.saturating_sub(2));
        self.list.settle(self.completions.len(), height);
    }

    fn draw(&self, ground: Ground<'_>, buffer: &mut Buffer) -> Option<(u16, u16)> {
        let Ground { theme, keymap, screen, .. } = ground;
        if let Some(area) = self.area(screen) {
            let title = match (self.chosen, self.completions.len()) {
                _ if self.problem.is_some() => "Not done".to_owned(),
                (Some(at), of) => format!("{}/{of}", at + 1),
                (None, of) => of.to_string(),
            };
            let inside = draw_box(area, &title, theme, buffer);
            match &self.problem {
                Some(problem) => put_problem(problem, theme, &mut Pen::new(buffer, inside, 0)),
                None => self.draw_completions(inside, theme, keymap, buffer),
            }
        }
        Some(draw_input(&self.input, ":", theme, screen.status, buffer))
    }
}
