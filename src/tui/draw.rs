//! The whole screen from the state, by shared reference.

use ratatui::{Frame, buffer::Buffer, layout::Rect, style::Style};

use super::{
    dashboard,
    finding::Listed,
    layout::{Pane, Parts, Screen},
    overlay::Ground,
    paint::{Pen, column, highlight},
    scene::Look,
    state::State,
    status,
    theme::Theme,
    waiting,
};
use crate::{
    text::Span,
    view::{
        Role,
        wrap::{Measure, wrap},
    },
};

/// Draws `state`.
pub fn draw(state: &State, theme: &Theme, frame: &mut Frame<'_>) {
    let buffer = frame.buffer_mut();
    let Some(screen) = state.screen() else {
        too_small(theme, buffer);
        theme.paint(buffer);
        return;
    };
    let scene = state.scene();
    let shown = |pane| screen.pane(pane);
    for pane in Pane::ALL {
        let Some(parts) = shown(pane) else { continue };
        draw_rule(&screen, pane, state.focus, parts, theme, buffer);
        if pane == Pane::Reader || shown(Pane::Reader).is_none() {
            dashboard::draw(state, theme, parts.rule, buffer);
        }
        let focused = state.focus == pane && state.overlays.is_empty();
        let look = Look { scene: &scene, theme, focused, links: state.links };
        match pane {
            Pane::Articles => state.articles.draw(look, parts, buffer),
            Pane::Reader => {
                // Whose quotation is current, and which, is said by the actor's pane where there is one.
                let whose = scene.shown_name().filter(|_| shown(Pane::Actor).is_none());
                let (above, why) = state.why.split(parts);
                state.reader.draw(look, above, whose, buffer);
                state.why.draw(look, why, buffer);
            }
            Pane::Actor => state.said.draw(look, parts, buffer),
        }
        let list = match pane {
            Pane::Articles => Some(Listed::Articles),
            Pane::Actor => Some(Listed::Actor),
            Pane::Reader => None,
        };
        if let Some(finding) = state.finding.as_ref().filter(|finding| Some(finding.list) == list) {
            highlight(buffer, parts.body, &finding.words, theme.style(Role::SearchHit));
        }
        let bar = match pane {
            Pane::Articles => state.articles.thumb(parts.body),
            Pane::Reader => state.reader.thumb(),
            Pane::Actor => state.said.thumb(&scene),
        };
        draw_thumb(bar, &screen, parts, theme, buffer);
        if pane == Pane::Reader {
            draw_marks(&state.reader.bar_marks(), &screen, parts, theme, buffer);
        }
    }
    status::draw(state, theme, screen.status, buffer);
    let ground = Ground { scene: &scene, screen: &screen, keymap: &state.keymap, theme };
    let last = state.overlays.len();
    for (i, overlay) in state.overlays.iter().enumerate() {
        let cursor = overlay.draw(ground, frame.buffer_mut());
        if let Some(finding) = state.finding.as_ref().filter(|finding| finding.list == Listed::Overlay(i)) {
            let area = overlay.rows_area(&screen);
            highlight(frame.buffer_mut(), area, &finding.words, theme.style(Role::SearchHit));
        }
        if let Some(cursor) = cursor.filter(|_| i + 1 == last) {
            frame.set_cursor_position(cursor);
        }
    }
    waiting::draw(state, theme, screen.main, frame.buffer_mut());
    theme.paint(frame.buffer_mut());
}

/// The line under a pane's title, heavy where the keys are, and the line to the right of the pane.
fn draw_rule(screen: &Screen, pane: Pane, focus: Pane, parts: Parts, theme: &Theme, buffer: &mut Buffer) {
    let role = if pane == focus { Role::RuleFocused } else { Role::Rule };
    let mut pen = Pen::new(buffer, parts.rule, 0);
    while pen.room() > 0 {
        pen.put(theme.sign(role), theme.style(role));
    }
    let edge = parts.rule.right();
    if edge >= screen.main.right() {
        return;
    }
    let joint = match focus {
        _ if pane == focus => "┭",
        _ if pane.step(1) == focus => "┮",
        _ => "┬",
    };
    let style = theme.style(Role::Rule);
    column(buffer, Rect { height: 1, ..parts.rule }, edge, joint, style);
    column(buffer, parts.body, edge, "│", style);
}

/// Where a pane's scroll bar is.
fn bar_column(screen: &Screen, parts: Parts) -> u16 {
    parts.body.right().min(screen.main.right().saturating_sub(1))
}

/// The thumb of a scroll bar, on the line to the right of the pane or, at the edge, in its last column.
fn draw_thumb(bar: Option<(u16, u16)>, screen: &Screen, parts: Parts, theme: &Theme, buffer: &mut Buffer) {
    let Some((first, rows)) = bar else { return };
    let x = bar_column(screen, parts);
    let area = Rect { y: parts.body.y + first, height: rows, ..parts.body };
    column(buffer, area.intersection(parts.body), x, "┃", theme.style(Role::Rule));
}

/// Signs on a scroll bar: where in the article the selected actor speaks, and what the search found.
fn draw_marks(marks: &[(u16, Role)], screen: &Screen, parts: Parts, theme: &Theme, buffer: &mut Buffer) {
    for (row, role) in marks {
        let (sign, style) = match role {
            Role::SearchHit => ("×", Style { fg: theme.style(*role).bg, ..Style::default() }),
            role => ("•", Style { fg: theme.style(*role).fg, ..Style::default() }),
        };
        let area = Rect { y: parts.body.y + row, height: 1, ..parts.body };
        column(buffer, area.intersection(parts.body), bar_column(screen, parts), sign, style);
    }
}

fn too_small(theme: &Theme, buffer: &mut Buffer) {
    let area = buffer.area;
    let style = theme.style(Role::Message);
    let text = "Too small: 40 columns and 8 lines at least. Make the window larger, or press q.";
    let mut lines = Vec::new();
    wrap(text, Span::whole(text), Measure::even(usize::from(area.width).max(1)), &mut lines);
    let above = area.height.saturating_sub(lines.len() as u16) / 2;
    for (y, line) in (above..area.height).zip(lines) {
        Pen::new(buffer, area, y).put(line.of(text), style);
    }
}
