//! One text notation for articles with their facts: tests are written in it, results are printed in it.
//!
//! ```text
//! outlet: The Harbour Post
//! date: 2026-01-19
//!
//! = Port strike enters third week
//! |byline| By Ana Reyes
//!
//! |dateline| KOTA BARU – |paragraph| [Mara Chen]{@chen person}, who runs the port, <said>: «“We will not wait.”»{@chen}
//! |caption| Cranes stand idle. Photo: Harbour Post
//! «“Not a day,”»{1} [she]{@chen} <added>{1}, «“not an hour.”»{1 @chen}
//! ```
//!
//! # Marks
//! A mark encloses words of the article; braces after it say what they are.
//!
//! | written | means |
//! |---|---|
//! | `[Mara Chen]{@chen person}` | a mention, with the key of its entity; the entity's kind stands at one of its mentions, as a rule the first |
//! | `[the envoy]{@rao nominal "Priya Rao"}` | what the words do not show: the kind of the mention, the full name of the entity |
//! | `[he]{? person}` | a mention that is resolved to nobody |
//! | `«“No.”»{@chen}` | a quotation whose speaker is that entity, at its mention nearest to the cue (without a cue: nearest to the words) |
//! | `«“No.”»{nobody}` | a quotation nobody could be named for |
//! | `<said>` | a cue; as many cues as quotations in a line pair in order, otherwise the nearest first |
//! | `«…»{1 @chen} <said>{1} «…»{1}` | a number ties the parts of one attribution together where nearness does not |
//! | `[Chen]{@chen 1}` | with a number, a mention is the speaker of that attribution |
//! | `«…»{@chen mixed 0.4}` | the kind, where the marks in the words do not show it; a confidence below 1 |
//! | `[minister]{role @chen}` | what an entity is said to be |
//! | `[Jan. 19]{published 2026-01-19}`, `[6 hours ago]{published ~}`, `[…]{outlet}` | what the text says of the article |
//! | `[…]{headline}`, `{byline}`, `{dateline}` | likewise, where it is not what the block of that kind shows |
//!
//! Marks of different sorts may cross. Among marks of one sort a closing mark closes the newest open one;
//! each `^` after it steps over one: `«a «b »^{…} c»{…}`.
//!
//! # Blocks
//! A line is a paragraph. `= ` begins a headline; `|kind| ` begins, anywhere in a line, a block of that kind
//! (`byline`, `dateline`, `crosshead`, `paragraph`, `item`) or a masked span (`caption`, `pull quote` and the
//! other reasons), which ends with the line or at the next such mark. A line that begins with `|+|` goes on
//! with what the line above ended with. `|outside|` is text the layout does not hold at all.
//!
//! # Front lines and escapes
//! Lines `id:`, `title:`, `outlet:`, `author:`, `date:`, `url:` may open the text, ended by an empty line.
//! A backslash makes the next character a character of the article: `\[`, `\«`, `\|`, `\=`, `\\`.
//!
//! # What it does not say
//! Heads and agreement of mentions, evidence and problems. [`parse`] takes a mention's head to be the whole
//! of it, and the forms of an entity's named mentions to be its aliases.

mod build;
mod links;
mod print;
mod scan;
mod tag;

use thiserror::Error;

use crate::model::{Analysis, Document};

pub use links::{mention_kind, quotation_kind};
pub use print::print;

/// Reads a marked-up article: the document without its marks, and the facts the marks state.
pub fn parse(marked: &str) -> Result<(Document, Analysis), NotationError> {
    build::build(scan::scan(marked)?)
}

/// What is wrong with a marked-up article.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}: {message}")]
pub struct NotationError {
    /// The line, counted from 1.
    pub line: usize,
    /// What, in one sentence.
    pub message: String,
}

impl NotationError {
    fn new(line: usize, message: impl Into<String>) -> Self {
        Self { line, message: message.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{BlockKind, EntityKind, MaskReason, MentionKind, QuotationKind},
        text::Span,
    };

    const ARTICLE: &str = "outlet: The Harbour Post
date: 2026-01-19

= Port strike enters third week
|byline| By Ana Reyes

|dateline| KOTA BARU – |paragraph| [Mara Chen]{@chen person}, who runs the port, <said>: «“We will not wait.”»{@chen}
|caption| Cranes stand idle.
|+| Photo: Harbour Post
«“Not a day,”»{1 @chen} [she]{@chen} <added>{1}, «“not an hour \\[of it\\].”»{1}";

    fn words<'t>(raw: &'t str, spans: &[Span]) -> Vec<&'t str> {
        spans.iter().map(|s| s.of(raw)).collect()
    }

    #[test]
    fn the_document_is_the_article_without_its_marks() {
        let (document, analysis) = parse(ARTICLE).unwrap();
        let raw = &document.raw;
        assert_eq!(
            &**raw,
            "Port strike enters third week\nBy Ana Reyes\n\nKOTA BARU – Mara Chen, who runs the port, said: \
             “We will not wait.”\nCranes stand idle.\nPhoto: Harbour Post\n\
             “Not a day,” she added, “not an hour [of it].”"
        );
        assert_eq!(document.given.outlet.as_deref(), Some("The Harbour Post"));
        let layout = &analysis.layout;
        assert_eq!(
            layout.blocks.iter().map(|b| b.kind).collect::<Vec<_>>(),
            [
                BlockKind::Headline,
                BlockKind::Byline,
                BlockKind::Dateline,
                BlockKind::Paragraph,
                BlockKind::Paragraph
            ]
        );
        assert_eq!(layout.masked[0].reason, MaskReason::Caption);
        assert_eq!(layout.masked[0].span.of(raw), "Cranes stand idle.\nPhoto: Harbour Post");
        assert_eq!(layout.headline.unwrap().of(raw), "Port strike enters third week");
        assert_eq!(layout.byline.unwrap().of(raw), "Ana Reyes");
        assert_eq!(layout.dateline.unwrap().of(raw), "KOTA BARU");
        assert_eq!(layout.published.unwrap().date().unwrap().to_string(), "2026-01-19");
    }

    #[test]
    fn marks_become_mentions_entities_and_attributions() {
        let (document, analysis) = parse(ARTICLE).unwrap();
        let raw = &document.raw;
        assert_eq!(analysis.entities.len(), 1);
        assert_eq!(analysis.entities[0].name, "Mara Chen");
        assert_eq!(analysis.entities[0].kind, EntityKind::Person);
        assert_eq!(
            analysis.mentions.iter().map(|m| m.kind).collect::<Vec<_>>(),
            [MentionKind::Name, MentionKind::Pronoun]
        );
        let said: Vec<_> = analysis
            .attributions
            .iter()
            .map(|a| {
                (
                    words(raw, &a.quotation.content),
                    a.cue.unwrap().of(raw),
                    analysis.mention(a.speaker.unwrap()).unwrap().span.of(raw),
                    a.quotation.kind,
                )
            })
            .collect();
        assert_eq!(
            said,
            [
                (vec!["“We will not wait.”"], "said", "Mara Chen", QuotationKind::Direct),
                (vec!["“Not a day,”", "“not an hour [of it].”"], "added", "she", QuotationKind::Direct),
            ]
        );
    }

    #[test]
    fn printing_gives_back_what_was_written() {
        let (document, analysis) = parse(ARTICLE).unwrap();
        assert_eq!(print(&document, &analysis), ARTICLE);
    }

    #[test]
    fn crossing_marks_survive() {
        let marked = "[A]{@a person} [B]{@b person} «one «two »^{@a indirect} three»{@b indirect}";
        let (document, analysis) = parse(marked).unwrap();
        let contents: Vec<_> =
            analysis.attributions.iter().map(|a| a.quotation.content[0].of(&document.raw)).collect();
        assert_eq!(contents, ["one two ", "two  three"]);
    }

    #[test]
    fn mistakes_are_said_with_their_line() {
        for (marked, line, part) in [
            ("fine\n[Chen", 2, "not closed"),
            ("Chen]{@c person}", 1, "nothing is open"),
            ("[Chen]{@c}", 1, "no kind"),
            ("[Chen]{@c person} «“No.”»{@d}", 1, "@d"),
            ("[Chen]{@c person} «“No.”»", 1, "braces"),
            ("[Chen]{@c person} «“No.”»{1}", 1, "nobody"),
            ("|capshun| x", 1, "capshun"),
            ("<said> nothing", 1, "quotation"),
            ("[Chen]{@c persn}", 1, "persn"),
        ] {
            let error = parse(marked).unwrap_err();
            assert_eq!(error.line, line, "{marked}: {error}");
            assert!(error.message.contains(part), "{marked}: {error}");
        }
    }
}
