//! What the briefing holds and how far its analysis is, in the line under the reader's title: it costs no line.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{paint::Pen, progress::Progress, state::State, theme::Theme, totals::Totals};
use crate::view::{Role, cells};

/// A count, and how soon it gives way where there is little room: the highest goes first.
struct Item {
    text: String,
    yields: u8,
}

/// Between two counts.
const DOT: &str = " · ";
/// Columns of the bar that shows how far the analysis is.
const BAR: usize = 12;

/// Draws what there is room for at the end of `rule`, a line that is drawn already.
pub fn draw(state: &State, theme: &Theme, rule: Rect, buffer: &mut Buffer) {
    // Some of the line is left at both ends, and a space on each side of the text.
    let room = usize::from(rule.width).saturating_sub(4);
    let Totals { articles, analysed, .. } = state.totals;
    let bar = if analysed < articles && room > BAR + 24 { BAR + 1 } else { 0 };
    let text = fitted(items(&state.totals, &state.progress), room - bar.min(room));
    if text.is_empty() {
        return;
    }
    let mut pen = Pen::new(buffer, rule, 0);
    pen.skip_until_left(cells::width(&text) + bar + 3).put(" ", theme.style(Role::Text));
    if bar > 0 {
        let full = BAR * analysed / articles.max(1);
        pen.put(&theme.sign(Role::Progress).repeat(full), theme.style(Role::Progress));
        pen.put(&theme.sign(Role::Rule).repeat(BAR - full), theme.style(Role::Rule));
        pen.put(" ", theme.style(Role::Text));
    }
    pen.put(&text, theme.style(Role::Dim)).put(" ", theme.style(Role::Text));
}

/// All that could be said, in the order it is said.
fn items(totals: &Totals, progress: &Progress) -> Vec<Item> {
    let Totals { articles, analysed, quotations, doubtful, unattributed, speakers, statements, .. } = *totals;
    let count = |n: usize, one: &str, yields| {
        let text = format!("{n} {one}{}", if n == 1 { "" } else { "s" });
        Item { text, yields }
    };
    let mut items = Vec::new();
    if analysed < articles {
        let stopped = if progress.paused { ", stopped" } else { "" };
        items.push(Item { text: format!("analysed {analysed} of {articles}{stopped}"), yields: 0 });
        let rate = progress.rate().map(|rate| Item { text: format!("{rate:.0} a second"), yields: 8 });
        let left = progress.left(articles).map(|text| Item { text, yields: 1 });
        items.extend(rate.into_iter().chain(left));
    } else {
        items.push(count(articles, "article", 5));
    }
    items.push(count(speakers, "actor", 4));
    items.push(count(quotations, "quotation", 2));
    items.push(count(statements, "statement", 3));
    for (n, what, yields) in [(doubtful, "doubtful", 6), (unattributed, "unattributed", 7)] {
        if n > 0 {
            items.push(Item { text: format!("{n} {what}"), yields });
        }
    }
    items
}

/// As many of `items` as fit into so many columns, those that yield last.
fn fitted(mut items: Vec<Item>, columns: usize) -> String {
    loop {
        let texts: Vec<&str> = items.iter().map(|item| item.text.as_str()).collect();
        let text = texts.join(DOT);
        if cells::width(&text) <= columns {
            return text;
        }
        let first = (0..items.len()).max_by_key(|i| items.get(*i).map(|item| item.yields));
        items.remove(first.unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    #[test]
    fn what_says_least_gives_way_first() {
        let totals = Totals {
            articles: 3,
            analysed: 3,
            quotations: 9,
            doubtful: 2,
            unattributed: 1,
            speakers: 1,
            statements: 8,
            problems: 0,
        };
        let shown = |columns| fitted(items(&totals, &Progress::default()), columns);
        assert_eq!(
            shown(99),
            "3 articles · 1 actor · 9 quotations · 8 statements · 2 doubtful · 1 unattributed"
        );
        assert_eq!(shown(52), "3 articles · 1 actor · 9 quotations · 8 statements");
        assert_eq!(shown(40), "1 actor · 9 quotations · 8 statements");
        assert_eq!(shown(14), "9 quotations");
        assert_eq!(shown(3), "");
        let mut progress = Progress::default();
        let shown = |columns| fitted(items(&Totals { analysed: 2, ..totals }, &progress), columns);
        assert_eq!(shown(30), "analysed 2 of 3 · 9 quotations");
        assert_eq!(shown(16), "analysed 2 of 3");
        let start = Instant::now();
        progress.note(0, start);
        progress.note(2, start + Duration::from_secs(1));
        let shown = |columns| fitted(items(&Totals { analysed: 2, ..totals }, &progress), columns);
        assert_eq!(shown(56), "analysed 2 of 3 · 1 s left · 9 quotations · 8 statements");
        assert_eq!(shown(30), "analysed 2 of 3 · 1 s left");
        assert!(shown(200).starts_with("analysed 2 of 3 · 2 a second · 1 s left · 1 actor"));
    }
}
