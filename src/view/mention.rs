//! A mention in a list: its words among those around them.

use super::citation::{Citation, one_line};
use crate::{
    briefing::{ArticleId, Briefing},
    model::MentionId,
    text::Span,
};

/// A mention with a few of the words around it, each in one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MentionRow {
    /// What stands before it in its paragraph, a space behind it where there is one; begins with `…` when cut.
    pub before: String,
    /// Its words.
    pub words: String,
    /// What stands after it; ends with `…` when cut.
    pub after: String,
    /// The article.
    pub citation: Citation,
}

impl MentionRow {
    /// The row of a mention in an article, with so many bytes of what stands on each side, up to the border of a word.
    pub fn new(briefing: &Briefing, id: ArticleId, mention: MentionId, reach: usize) -> Option<Self> {
        let article = briefing.article(id)?;
        let analysis = article.analysis.as_deref()?;
        let span = analysis.mention(mention)?.span;
        let raw = &*article.document.raw;
        let block = analysis.layout.blocks.iter().find(|block| block.span.covers(span));
        let block = block.map_or(span, |block| block.span);
        let whole_before = Span::new(block.start(), span.start()).of(raw);
        let whole_after = Span::new(span.end(), block.end()).of(raw);
        let before = last_words(whole_before, reach);
        let after = first_words(whole_after, reach);
        let cut = |part: &str, whole: &str| if part.len() < whole.len() { "…" } else { "" };
        let space = |text: &str, there: bool| if there && !text.is_empty() { " " } else { "" };
        Some(Self {
            before: format!(
                "{}{}{}",
                cut(before, whole_before),
                one_line(before),
                space(before, before.ends_with(char::is_whitespace))
            ),
            words: one_line(span.of(raw)),
            after: format!(
                "{}{}{}",
                space(after, after.starts_with(char::is_whitespace)),
                one_line(after),
                cut(after, whole_after)
            ),
            citation: Citation::new(id, article),
        })
    }

    /// All of it in one line.
    pub fn text(&self) -> String {
        format!("{}{}{}", self.before, self.words, self.after)
    }
}

/// The end of a text, from the border of a word on.
fn last_words(text: &str, reach: usize) -> &str {
    let Some(from) = text.len().checked_sub(reach) else { return text };
    let from = (from..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    let tail = text.get(from..).unwrap_or_default();
    tail.split_once(char::is_whitespace).map_or(tail, |(_, whole)| whole)
}

/// The beginning of a text, up to the border of a word.
fn first_words(text: &str, reach: usize) -> &str {
    if text.len() <= reach {
        return text;
    }
    let to = (0..=reach).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let head = text.get(..to).unwrap_or_default();
    head.rsplit_once(char::is_whitespace).map_or(head, |(whole, _)| whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        briefing::fixture::{article, briefing},
        model::EntityKind::Place,
    };

    #[test]
    fn a_mention_stands_among_the_words_of_its_paragraph() {
        let long = "word ".repeat(40);
        let text = format!("{long}near Kota\nBaru, {long}");
        let mut draft = article("a", &text).entity(Place, &["Kota\nBaru"]);
        draft = draft.paragraph(&text);
        let row = MentionRow::new(&briefing([draft]), ArticleId(0), MentionId(0), 90).expect("a row");
        assert_eq!(row.words, "Kota Baru");
        assert!(row.before.starts_with("…word ") && row.before.ends_with(" near "), "{row:?}");
        assert!(row.after.starts_with(", word ") && row.after.ends_with("word…"), "{row:?}");
        assert!(row.before.len() < 100 && row.after.len() < 100, "{row:?}");
    }

    #[test]
    fn outside_of_any_paragraph_it_stands_alone() {
        let draft = article("a", "In Kota Baru.").entity(Place, &["Kota Baru"]);
        let row = MentionRow::new(&briefing([draft]), ArticleId(0), MentionId(0), 90).expect("a row");
        assert_eq!(row.text(), "Kota Baru");
    }
}
