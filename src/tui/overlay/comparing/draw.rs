//! A comparison onto the screen.

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use super::{Comparing, WIDE, areas, block::Block};
use crate::{
    tui::{
        articles::RowLook,
        overlay::{Ground, draw_input, frame::under, page},
        paint::{Pen, column},
        theme::Theme,
    },
    view::Role,
};

impl Comparing {
    /// Draws it; says where the cursor is.
    pub(super) fn draw_sides(&self, ground: Ground<'_>, buffer: &mut Buffer) -> (u16, u16) {
        let Ground { theme, screen, .. } = ground;
        let [left, right] = &self.names;
        let on = if self.on.is_empty() { String::new() } else { format!("{}: ", self.on) };
        let any =
            if self.items.len() == self.of { String::new() } else { format!(" ({} on any topic)", self.of) };
        let counter = self.list.counter() + &any;
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
        if let Some(day) = &block.day {
            let mut pen = Pen::new(buffer, area, 0);
            pen.skip(1).put(day, theme.style(Role::Crosshead)).skip(1);
            while pen.room() > 1 {
                pen.put(theme.sign(Role::Rule), theme.style(Role::Rule));
            }
            rest = under(rest, 1);
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
                rest = under(rest, lines.len() as u16);
            }
        }
    }
}
