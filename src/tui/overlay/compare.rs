//! Two actors side by side: what each is called and said to be, and a sample of each.

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    briefing::ActorId,
    text::Span,
    tui::{
        paint::{Pen, column},
        scene::Scene,
        theme::Theme,
    },
    view::{
        ActorRow, MentionRow, QuoteRow, Role, cells,
        wrap::{Measure, wrap},
    },
};

/// Lines at most for the roles, and for the other names.
const FEW: usize = 2;
/// Bytes of what stands on each side of a mention.
const AROUND: usize = 60;

/// Lines that both sides and the rule over them take.
pub const HEIGHT: u16 = 11;

/// Draws both sides under a rule; the right one is empty while nobody is chosen.
pub fn draw(
    scene: &Scene<'_>,
    [left, right]: [Option<ActorId>; 2],
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) {
    let mut rule = Pen::new(buffer, area, 0);
    while rule.room() > 0 {
        rule.put(theme.sign(Role::Rule), theme.style(Role::Rule));
    }
    let area = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    let half = area.width.saturating_sub(3) / 2;
    let sides = [
        Rect { width: half, ..area },
        Rect { x: area.x + half + 3, width: area.width.saturating_sub(half + 3), ..area },
    ];
    column(buffer, area, area.x + half + 1, "│", theme.style(Role::Rule));
    for (actor, side) in [left, right].into_iter().zip(sides) {
        let Some(actor) = actor else { continue };
        for (y, (line, role)) in
            lines(scene, actor, usize::from(side.width)).iter().take(usize::from(side.height)).enumerate()
        {
            Pen::new(buffer, side, y as u16).put(line, theme.style(*role));
        }
    }
}

/// One side.
fn lines(scene: &Scene<'_>, id: ActorId, columns: usize) -> Vec<(String, Role)> {
    let Some(actor) = ActorRow::new(scene.briefing, id) else { return Vec::new() };
    let mut out = Vec::new();
    let mut say = |text: &str, role: Role, most: usize| {
        // Hundreds of other names are not wrapped to show two lines of them.
        let (text, _) = cells::head(text, columns * (most + 1));
        let mut spans = Vec::new();
        wrap(text, Span::whole(text), Measure::even(columns.max(1)), &mut spans);
        let cut = spans.len() > most;
        for (i, span) in spans.iter().take(most).enumerate() {
            let more = if cut && i + 1 == most { " …" } else { "" };
            out.push((format!("{}{more}", span.of(text)), role));
        }
    };
    say(&actor.name, actor.kind.into(), 1);
    let mentions = format!("{} mention{}", actor.mentions, if actor.mentions == 1 { "" } else { "s" });
    let counts = match actor.counts.quotations {
        0 => mentions,
        1 => format!("1 quotation, {mentions}"),
        n => format!("{n} quotations, {mentions}"),
    };
    say(&format!("{}: {counts}", actor.kind.name()), Role::Dim, 1);
    if !actor.roles.is_empty() {
        say(&actor.roles.join(" · "), Role::Text, FEW);
    }
    if !actor.aliases.is_empty() {
        say(&format!("also {}", actor.aliases.join(", ")), Role::Text, FEW);
    }
    let quote = scene.briefing.actor(id).and_then(|a| a.quotes.first().copied());
    let sample = match quote.and_then(|quote| QuoteRow::new(scene.briefing, quote)) {
        Some(row) => Some(format!("{}: {}", row.citation.outlet_or_file(), row.text())),
        None => scene.mentions_of(id).first().and_then(|(article, mention)| {
            let row = MentionRow::new(scene.briefing, *article, *mention, AROUND)?;
            Some(format!("{}: {}", row.citation.outlet_or_file(), row.text()))
        }),
    };
    say(&sample.unwrap_or_default(), Role::Dim, 4);
    out
}
