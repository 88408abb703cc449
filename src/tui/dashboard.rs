//! What the briefing holds and how far its analysis is, in the line under the reader's title: it costs no line.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    paint::Pen,
    state::{State, Totals},
    theme::Theme,
};
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
    let text = fitted(items(&state.totals), room - bar.min(room));
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
fn items(totals: &Totals) -> Vec<Item> {
    let Totals { articles, analysed, quotations, doubtful, unattributed, speakers, statements } = *totals;
    let count = |n: usize, one: &str, yields| {
        let text = format!("{n} {one}{}", if n == 1 { "" } else { "s" });
        Item { text, yields }
    };
    let mut items = Vec::new();
    if analysed < articles {
        items.push(Item { text: format!("analysed {analysed} of {articles}"), yields: 0 });
    } else {
        items.push(count(articles, "article", 4));
    }
    items.push(count(speakers, "actor", 3));
    items.push(count(quotations, "quotation", 1));
    items.push(count(statements, "statement", 2));
    for (n, what, yields) in [(doubtful, "doubtful", 5), (unattributed, "unattributed", 6)] {
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
        };
        let shown = |columns| fitted(items(&totals), columns);
        assert_eq!(
            shown(99),
            "3 articles · 1 actor · 9 quotations · 8 statements · 2 doubtful · 1 unattributed"
        );
        assert_eq!(shown(52), "3 articles · 1 actor · 9 quotations · 8 statements");
        assert_eq!(shown(40), "1 actor · 9 quotations · 8 statements");
        assert_eq!(shown(14), "9 quotations");
        assert_eq!(shown(3), "");
        let shown = |columns| fitted(items(&Totals { analysed: 2, ..totals }), columns);
        assert_eq!(shown(30), "analysed 2 of 3 · 9 quotations");
        assert_eq!(shown(16), "analysed 2 of 3");
    }
}
