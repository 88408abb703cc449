//! Exporting the actor's sheet: which format, which file.

use std::path::PathBuf;

use ratatui::buffer::Buffer;

use super::{Reply, draw_box, draw_input};
use crate::{
    briefing::{ActorId, Whose},
    text::fold::fold,
    tui::{
        action::Action,
        exporter::Format,
        input::Input,
        layout::{Screen, around},
        paint::Pen,
        scene::Scene,
        theme::Theme,
    },
    view::Role,
};

/// Where to write an actor's sheet.
#[derive(Debug)]
pub struct ExportPrompt {
    formats: Vec<Format>,
    /// Which of them.
    at: usize,
    input: Input,
    /// Why the last attempt failed.
    problem: Option<String>,
}

/// A sheet that is wanted.
#[derive(Debug, PartialEq, Eq)]
pub struct Order {
    /// Of whom.
    pub actor: ActorId,
    /// With beliefs, wishes and plans.
    pub attitudes: bool,
    /// The id of its format.
    pub format: String,
    /// Where to.
    pub path: PathBuf,
}

const SIZE: (u16, u16) = (64, 7);

impl ExportPrompt {
    /// Asks for the file of a sheet of `actor`, with a name made of its name.
    pub fn new(actor: &str, formats: Vec<Format>) -> Self {
        let stem = fold(actor).replace(' ', "-");
        let stem = if stem.is_empty() { "sheet".to_owned() } else { stem };
        let ending = formats.first().map(|f| format!(".{}", f.extension)).unwrap_or_default();
        Self { formats, at: 0, input: Input::new(stem + &ending), problem: None }
    }

    /// The line being typed.
    pub const fn input(&mut self) -> &mut Input {
        &mut self.input
    }

    /// What is typed has changed: an ending that is a format's chooses it.
    pub fn typed(&mut self) {
        self.problem = None;
        let typed = self.input.text();
        let of = |f: &Format| typed.ends_with(&format!(".{}", f.extension));
        let fitting = (0..self.formats.len()).filter(|at| self.formats.get(*at).is_some_and(of));
        let longest = |at: &usize| self.formats.get(*at).map_or(0, |format| format.extension.len());
        self.at = fitting.max_by_key(longest).unwrap_or(self.at);
    }

    /// Says why it could not be written.
    pub fn fail(&mut self, problem: String) {
        self.problem = Some(problem);
    }

    /// Does what an action asks.
    pub fn update(&mut self, action: Action, scene: &Scene<'_>) -> Reply {
        match action {
            Action::Complete | Action::Down => self.next_format(1),
            Action::Up => self.next_format(-1),
            Action::Accept => match (scene.selected, self.input.text().trim()) {
                (_, "") => self.fail("a file needs a name".into()),
                (Some(Whose::Actor(actor)), path) => {
                    let format = self.formats.get(self.at).map(|f| f.id.clone()).unwrap_or_default();
                    let attitudes = scene.attitudes;
                    return Reply::Export(Order { actor, attitudes, format, path: path.into() });
                }
                (Some(Whose::Nobody) | None, _) => return Reply::Close,
            },
            _ => {}
        }
        Reply::Stay
    }

    fn next_format(&mut self, step: isize) {
        let next = around(self.at, step, self.formats.len());
        let ending =
            |at: usize| self.formats.get(at).map(|f| format!(".{}", f.extension)).unwrap_or_default();
        let typed = self.input.text();
        let name = typed.strip_suffix(&ending(self.at)).unwrap_or(typed);
        self.input = Input::new(format!("{name}{}", ending(next)));
        self.at = next;
        self.problem = None;
    }

    /// Draws it; says where the cursor is.
    pub fn draw(&self, scene: &Scene<'_>, theme: &Theme, screen: &Screen, buffer: &mut Buffer) -> (u16, u16) {
        let title = scene.shown_actor().map_or("Export", |a| a.name.as_str());
        let inside = draw_box(screen.overlay(SIZE.0, SIZE.1), &format!("Sheet of {title}"), theme, buffer);
        let mut pen = Pen::new(buffer, inside, 0);
        for (i, format) in self.formats.iter().enumerate() {
            let chosen = i == self.at;
            let (sign, role) = if chosen { ("●", Role::TitleFocused) } else { ("○", Role::Dim) };
            pen.put(sign, theme.style(if chosen { Role::Prompt } else { Role::Dim })).skip(1);
            pen.put(&format.name, theme.style(role)).skip(3);
        }
        let line = ratatui::layout::Rect { y: inside.y + 2, height: 1, ..inside };
        let cursor =
            draw_input(&self.input, theme.sign(Role::Prompt), theme, line.intersection(inside), buffer);
        let mut pen = Pen::new(buffer, inside, 4);
        if let Some(problem) = &self.problem {
            pen.put(theme.sign(Role::Warning), theme.style(Role::Warning)).skip(1);
            pen.fit(problem, pen.room(), theme.style(Role::Warning));
        } else {
            let number = scene.counter().map_or(0, |(_, of)| of);
            pen.put(&format!("{number} quotations"), theme.style(Role::Dim));
        }
        cursor
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prompt(actor: &str) -> ExportPrompt {
        let format = |name: &str, id: &str| Format { id: id.into(), name: name.into(), extension: id.into() };
        ExportPrompt::new(actor, vec![format("Markdown", "md"), format("CSV", "csv"), format("JSON", "json")])
    }

    #[test]
    fn the_ending_and_the_format_go_together() {
        let mut prompt = prompt("Muqtada al-Sadr");
        assert_eq!((prompt.input.text(), prompt.at), ("muqtada-al-sadr.md", 0));
        prompt.next_format(1);
        assert_eq!((prompt.input.text(), prompt.at), ("muqtada-al-sadr.csv", 1));
        prompt.next_format(-2);
        assert_eq!((prompt.input.text(), prompt.at), ("muqtada-al-sadr.json", 2));
        prompt.input = Input::new("quotes.csv");
        prompt.typed();
        assert_eq!(prompt.at, 1);
    }

    #[test]
    fn a_name_without_letters_still_makes_a_file() {
        assert_eq!(prompt("—").input.text(), "sheet.md");
    }
}
