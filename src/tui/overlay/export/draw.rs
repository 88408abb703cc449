//! The dialog of a sheet on screen.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{ExportPrompt, Field, Stage};
use crate::{
    text::Span,
    tui::{
        articles::RowLook,
        layout::Screen,
        overlay::{
            Ground, draw_box, draw_input,
            frame::{inside, put_problem},
        },
        paint::Pen,
        theme::Theme,
    },
    view::{
        Role, Sort, cells,
        wrap::{Measure, wrap},
    },
};

const SIZE: (u16, u16) = (100, 40);
/// Columns of what a field is called, with the bar before it.
const LABEL: usize = 10;
/// Columns before what is typed.
const SHIFT: u16 = LABEL as u16;

/// Where its parts are.
pub(super) struct Areas {
    all: Rect,
    /// One line each.
    fields: Rect,
    /// How much goes in, a question, or what went wrong.
    said: Rect,
    rule: Rect,
    pub preview: Rect,
}

impl ExportPrompt {
    pub(super) fn areas(&self, screen: &Screen) -> Areas {
        let all = screen.overlay(SIZE.0, SIZE.1);
        let inside = inside(all);
        let part = |from: u16, lines: u16| {
            let y = inside.y + from.min(inside.height);
            Rect { y, height: lines.min(inside.bottom().saturating_sub(y)), ..inside }
        };
        let fields = Field::ALL.len() as u16;
        let said = self.said(usize::from(inside.width)).len() as u16;
        let above = fields + 1 + said;
        Areas {
            all,
            fields: part(0, fields),
            said: part(fields + 1, said),
            rule: part(above, 1),
            preview: part(above + 1, inside.height),
        }
    }

    /// What is said between the fields and the preview, in lines so wide.
    fn said(&self, columns: usize) -> Vec<String> {
        let text = match &self.stage {
            Stage::Asks(text) => format!("{text}. Replace it?"),
            Stage::Failed(text) => text.clone(),
            Stage::Writes => "writing …".to_owned(),
            Stage::Chooses => {
                let of = |at: usize, of: usize| match (at, of) {
                    (at, 1) if at == of => "the one quotation".to_owned(),
                    (at, of) if at == of => format!("all {of} quotations"),
                    (at, of) => format!("{at} of {of} quotations"),
                };
                let count = self.count();
                let everybody = self.all.last().map_or(0, |(.., count)| count.all);
                let text = of(count.of(self.checked), everybody.max(count.all));
                match count.nobodys_of(self.checked) {
                    0 => text,
                    1 => text + "; 1 more is nobody’s, and on no sheet",
                    more => format!("{text}; {more} more are nobody’s, and on no sheet"),
                }
            }
        };
        let mut lines = Vec::new();
        wrap(&text, Span::whole(&text), Measure::even(columns.saturating_sub(2)), &mut lines);
        lines.iter().map(|line| line.of(&text).to_owned()).collect()
    }

    /// Draws it; says where the cursor is, where something is typed.
    pub(super) fn draw_dialog(&self, ground: Ground<'_>, buffer: &mut Buffer) -> Option<(u16, u16)> {
        let Ground { theme, screen, .. } = ground;
        let areas = self.areas(screen);
        draw_box(areas.all, "Export a sheet", theme, buffer);
        let mut cursor = None;
        for (field, row) in Field::ALL.into_iter().zip(areas.fields.rows()) {
            let is_typed = field == Field::File;
            let selected = field == self.field && !self.asks();
            let look = RowLook::new(theme, selected, true);
            let mut pen = look.begin(row, buffer);
            pen.put(field.label(), look.over(theme.style(Role::Dim)));
            if is_typed {
                let area =
                    Rect { x: row.x + SHIFT.min(row.width), width: row.width.saturating_sub(SHIFT), ..row };
                let at = draw_input(&self.input, theme.sign(Role::Prompt), theme, area, buffer);
                cursor = selected.then_some(at);
                continue;
            }
            pen.skip_until_left(usize::from(row.width).saturating_sub(LABEL));
            let (choices, at, more) = self.choices(field);
            draw_choices(&choices, at, &more, &look, theme, &mut pen);
        }
        self.draw_said(areas.said, theme, buffer);
        self.draw_rule(areas.rule, theme, buffer);
        self.draw_preview(areas.preview, theme, buffer);
        cursor
    }

    /// The choices of a field, which is chosen, and what there is to say of that.
    fn choices(&self, field: Field) -> (Vec<String>, usize, String) {
        match field {
            Field::Of => {
                let choice = |(_, label, count): &(_, String, super::Count)| {
                    format!("{label} {}", count.of(self.checked))
                };
                let at = self.all.iter().position(|(of, ..)| *of == self.of);
                (self.all.iter().map(choice).collect(), at.unwrap_or(0), String::new())
            }
            Field::Sort => {
                let at = Sort::ALL.iter().position(|sort| *sort == self.sort);
                (Sort::ALL.map(|sort| sort.name().to_owned()).into(), at.unwrap_or(0), String::new())
            }
            Field::Checked => {
                let count = self.count();
                let choices = vec![format!("all {}", count.all), format!("checked only {}", count.checked)];
                (choices, usize::from(self.checked), String::new())
            }
            Field::Format => {
                let names = self.formats.iter().map(|format| format.name.clone());
                let about = self.format().map(|format| format.about.clone()).unwrap_or_default();
                (names.collect(), self.format, about)
            }
            Field::File => Default::default(),
        }
    }

    fn draw_said(&self, area: Rect, theme: &Theme, buffer: &mut Buffer) {
        let (sign, role) = match self.stage {
            Stage::Chooses if self.count().of(self.checked) == 0 => {
                (theme.sign(Role::Warning), Role::Warning)
            }
            Stage::Chooses | Stage::Writes => (" ", Role::Count),
            Stage::Asks(_) | Stage::Failed(_) => (theme.sign(Role::Warning), Role::Warning),
        };
        let lines = self.said(usize::from(area.width));
        for (i, (line, row)) in lines.iter().zip(area.rows()).enumerate() {
            let mut pen = Pen::new(buffer, row, 0);
            pen.put(if i == 0 { sign } else { " " }, theme.style(role)).skip(1);
            pen.put(line, theme.style(role));
        }
    }

    fn draw_rule(&self, area: Rect, theme: &Theme, buffer: &mut Buffer) {
        let what = match &self.preview {
            None => "…".to_owned(),
            Some(preview) => {
                let what = if preview.rows { "the quotations it will hold" } else { "how it begins" };
                preview.of_first.map_or(what.to_owned(), |first| format!("{what}, by the first {first}"))
            }
        };
        let mut pen = Pen::new(buffer, area, 0);
        let rule = theme.style(Role::Rule);
        pen.put("── ", rule).put(&what, theme.style(Role::Dim)).skip(1);
        let lines = self.preview.as_ref().map_or(0, |preview| preview.lines.len());
        let below = lines.saturating_sub(self.top + self.height);
        let more = if below > 0 { format!(" {below} more ──") } else { String::new() };
        let end = cells::width(&more);
        while pen.room() > end {
            pen.put("─", rule);
        }
        pen.put(&more, theme.style(Role::Dim));
    }

    fn draw_preview(&self, area: Rect, theme: &Theme, buffer: &mut Buffer) {
        let Some(preview) = &self.preview else { return };
        if let Some(problem) = &preview.problem {
            return put_problem(problem, theme, &mut Pen::new(buffer, area, 0));
        }
        for (line, row) in preview.lines.iter().skip(self.top).zip(area.rows()) {
            let text = line.trim_start_matches(' ');
            let mut pen = Pen::new(buffer, row, 0);
            // Running text would show several blanks as one.
            pen.blank(line.len() - text.len(), theme.style(Role::Text));
            let room = pen.room();
            pen.fit(text, room, theme.style(Role::Text));
        }
    }
}

impl Field {
    const fn label(self) -> &'static str {
        match self {
            Self::Of => "sheet of",
            Self::Sort => "order",
            Self::Checked => "take",
            Self::Format => "format",
            Self::File => "file",
        }
    }
}

/// Draws the choices of a field beside each other where there is room for all, else the one that is chosen and which of
/// how many it is.
fn draw_choices(
    choices: &[String],
    at: usize,
    more: &str,
    look: &RowLook<'_>,
    theme: &Theme,
    pen: &mut Pen<'_>,
) {
    let sign = |chosen: bool| if chosen { "● " } else { "○ " };
    let columns: usize = choices.iter().map(|choice| cells::width(choice) + 5).sum();
    let style = |role| look.over(theme.style(role));
    if columns <= pen.room() + 3 {
        for (i, choice) in choices.iter().enumerate() {
            let chosen = i == at;
            pen.put(sign(chosen).trim_end(), style(if chosen { Role::Prompt } else { Role::Dim })).skip(1);
            pen.put(choice, style(if chosen { Role::TitleFocused } else { Role::Dim })).skip(3);
        }
        return;
    }
    let counter = format!("{}/{}", at + 1, choices.len());
    let room = pen.room().saturating_sub(cells::width(&counter) + 6);
    pen.put("‹", style(Role::Prompt)).skip(1);
    pen.fit(choices.get(at).map_or("", String::as_str), room, style(Role::TitleFocused));
    pen.skip(1).put("›", style(Role::Prompt)).skip(2).put(&counter, style(Role::Count)).skip(2);
    let room = pen.room();
    pen.fit(more, room, style(Role::Dim));
}
