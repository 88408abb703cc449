//! An article laid out as lines of a given width: headline, facts line, paragraphs, masked text.
//!
//! Every line knows the bytes of the article it shows, so that a place in the text can be found on the
//! page and a place on the page in the text. Lines are in order of the text.

use std::collections::BTreeSet;

use super::{
    bidi::runs_from_right,
    cells,
    wrap::{Measure, wrap},
};
use crate::{
    briefing::Article,
    model::{BlockKind, Document, Layout, MaskReason, Masked},
    text::{Span, chars::is_double_mark},
};

/// The bullet or number of an item is not wider: `12.`, `(iv)`.
const WIDEST_BULLET: usize = 4;

/// An article as lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// In order of the text.
    pub lines: Vec<Line>,
}

/// One line of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it shows.
    pub kind: LineKind,
    /// The bytes of the article it shows; empty, at its place, for a line that shows none.
    pub span: Span,
    /// Columns it is set in.
    pub indent: u8,
    /// Whether its paragraph runs from right to left.
    pub from_right: bool,
}

/// What a line shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineKind {
    /// A line of the text.
    Text(BlockKind),
    /// A line of masked text.
    Masked(MaskReason),
    /// The reason over masked text that is shown.
    Reason(MaskReason),
    /// Stands for masked text that is not shown: how many lines, and why.
    Folded(usize, BTreeSet<MaskReason>),
    /// A line of the title its file gave, where the text has no headline: a span of that title.
    Given(Span),
    /// Outlet, date, byline.
    Facts,
    /// Nothing.
    Blank,
}

/// What stands on a page between two paragraph breaks.
enum Piece {
    Text(BlockKind, Span),
    Masked(Vec<Masked>),
    /// The title its file gave.
    Title,
    Facts,
}

impl Page {
    /// Lays out `article` at most `columns` wide, with masked text or with a line that stands for it.
    ///
    /// An article without an analysis shows every line of its text as a paragraph.
    pub fn new(article: &Article, columns: usize, masked: bool) -> Self {
        let document = &*article.document;
        let layout = article.analysis.as_deref().map(|a| &a.layout);
        let mut pieces = layout.map_or_else(|| raw(document), |layout| parted(document, layout));
        add_facts(&mut pieces, masked);
        let mut page = Self::default();
        for piece in &pieces {
            match piece {
                Piece::Text(kind, span) => {
                    page.part(*kind);
                    page.text(document, *kind, *span, columns);
                }
                Piece::Masked(masks) => {
                    page.blank();
                    if masked {
                        for mask in masks {
                            page.masked(document, *mask, columns);
                        }
                    } else {
                        page.folded(document, masks);
                    }
                }
                Piece::Title => page.given_title(document, columns),
                Piece::Facts => page.sign(LineKind::Facts),
            }
        }
        page
    }

    /// The line that shows byte `at` of the article, or the last one before it.
    pub fn line_at(&self, at: u32) -> usize {
        self.lines.partition_point(|l| l.span.start() <= at).saturating_sub(1)
    }

    /// The bytes shown between two lines, the second exclusive.
    pub fn window(&self, from: usize, to: usize) -> Span {
        let lines = self.lines.get(from..to.min(self.lines.len())).unwrap_or_default();
        match (lines.first(), lines.last()) {
            (Some(first), Some(last)) => first.span.join(last.span),
            _ => Span::default(),
        }
    }

    fn push(&mut self, kind: LineKind, span: Span) {
        self.lines.push(Line { kind, span, indent: 0, from_right: false });
    }

    /// A line that shows nothing of the text, behind all that is shown before it.
    fn sign(&mut self, kind: LineKind) {
        let here = self.lines.last().map_or(0, |l| l.span.end());
        self.push(kind, Span::empty(here));
    }

    /// A blank line, unless the page is empty or ends in one.
    fn blank(&mut self) {
        if self.lines.last().is_some_and(|l| l.kind != LineKind::Blank) {
            self.sign(LineKind::Blank);
        }
    }

    /// The space before a block: none inside a headline or a list.
    fn part(&mut self, kind: BlockKind) {
        let tight = matches!(kind, BlockKind::Headline | BlockKind::Item);
        if !(tight && self.lines.last().is_some_and(|l| l.kind == LineKind::Text(kind))) {
            self.blank();
        }
    }

    fn text(&mut self, document: &Document, kind: BlockKind, span: Span, columns: usize) {
        let words = span.of(&document.raw);
        let indent = hanging(kind, words).min(columns / 3);
        let from_right = runs_from_right(words);
        let first = self.lines.len();
        let measure = Measure { first: columns, rest: columns.saturating_sub(indent) };
        let mut spans = Vec::new();
        wrap(&document.raw, span, measure, &mut spans);
        self.lines.extend(spans.into_iter().map(|span| Line {
            kind: LineKind::Text(kind),
            span,
            indent: indent as u8,
            from_right,
        }));
        if let Some(line) = self.lines.get_mut(first) {
            line.indent = 0;
        }
    }

    fn given_title(&mut self, document: &Document, columns: usize) {
        let Some(title) = document.given.title.as_deref() else { return };
        let mut spans = Vec::new();
        wrap(title, Span::whole(title), Measure::even(columns), &mut spans);
        for span in spans {
            self.sign(LineKind::Given(span));
        }
    }

    fn masked(&mut self, document: &Document, masked: Masked, columns: usize) {
        let goes_on = self.lines.last().is_some_and(|l| l.kind == LineKind::Masked(masked.reason));
        if !goes_on {
            self.sign(LineKind::Reason(masked.reason));
        }
        let mut spans = Vec::new();
        for line in lines(&document.raw, masked.span) {
            wrap(&document.raw, line, Measure::even(columns), &mut spans);
        }
        for span in spans {
            let from_right = runs_from_right(span.of(&document.raw));
            self.lines.push(Line { kind: LineKind::Masked(masked.reason), span, indent: 0, from_right });
        }
    }

    fn folded(&mut self, document: &Document, masks: &[Masked]) {
        let count = masks.iter().map(|m| lines(&document.raw, m.span).count()).sum();
        self.sign(LineKind::Folded(count, masks.iter().map(|m| m.reason).collect()));
    }
}

/// Columns all lines of a block but the first are set in: what stands behind the bullet or number of an item is in one
/// column, and so is what a paragraph quotes from its first word on, behind the mark that opens it.
fn hanging(kind: BlockKind, words: &str) -> usize {
    let words = words.trim_start();
    if kind == BlockKind::Item {
        let bullet = words.split_whitespace().next().map_or(0, cells::width);
        // An item whose bullet is a word has none.
        return if bullet <= WIDEST_BULLET { bullet + 1 } else { 2 };
    }
    let opens = words.starts_with(is_double_mark);
    usize::from(opens && matches!(kind, BlockKind::Paragraph))
}

/// Puts outlet, date and byline under the headline, or on top where the text has none. Masked text above
/// the headline that is not shown is counted with what follows it, so that the headline comes first.
fn add_facts(pieces: &mut Vec<Piece>, masked: bool) {
    let is_headline = |p: &Piece| matches!(p, Piece::Text(BlockKind::Headline, _));
    let Some(headline) = pieces.iter().position(is_headline) else {
        pieces.splice(0..0, [Piece::Title, Piece::Facts]);
        return;
    };
    let after = headline + pieces.iter().skip(headline).take_while(|p| is_headline(p)).count();
    pieces.insert(after, Piece::Facts);
    if masked || headline != 1 {
        return;
    }
    if let Some(Piece::Masked(above)) = pieces.first_mut() {
        let above = std::mem::take(above);
        match pieces.get_mut(after + 1) {
            Some(Piece::Masked(below)) => _ = below.splice(0..0, above),
            _ => pieces.insert(after + 1, Piece::Masked(above)),
        }
        pieces.remove(0);
    }
}

/// The lines of the text as it arrived, blank ones left out.
fn lines(text: &str, span: Span) -> impl Iterator<Item = Span> {
    let mut at = span.start();
    span.of(text).split_inclusive('\n').filter_map(move |line| {
        let here = Span::new(at, at + line.len() as u32);
        at = here.end();
        Some(here.trim(text)).filter(|s| !s.is_empty())
    })
}

fn raw(document: &Document) -> Vec<Piece> {
    let span = Span::whole(&document.raw);
    lines(&document.raw, span).map(|line| Piece::Text(BlockKind::Paragraph, line)).collect()
}

/// Blocks and masks in order of the text. Blocks on one line (a dateline and its paragraph) are one
/// piece, masks that follow each other too.
fn parted(document: &Document, layout: &Layout) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut masks = layout.masked.iter().copied().peekable();
    let mut mask_before = |pieces: &mut Vec<Piece>, at: u32| {
        while let Some(mask) = masks.next_if(|m| m.span.start() < at) {
            match pieces.last_mut() {
                Some(Piece::Masked(group)) => group.push(mask),
                _ => pieces.push(Piece::Masked(vec![mask])),
            }
        }
    };
    for block in &layout.blocks {
        mask_before(&mut pieces, block.span.start());
        match pieces.last_mut() {
            Some(Piece::Text(kind, span)) if same_line(document, *span, block.span) => {
                *span = span.join(block.span);
                if matches!(*kind, BlockKind::Dateline) {
                    *kind = block.kind;
                }
            }
            _ => pieces.push(Piece::Text(block.kind, block.span)),
        }
    }
    mask_before(&mut pieces, u32::MAX);
    pieces
}

fn same_line(document: &Document, before: Span, after: Span) -> bool {
    !Span::new(before.end(), after.start()).of(&document.raw).contains('\n')
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use expect_test::{Expect, expect};

    use super::*;
    use crate::briefing::Briefing;

    fn article(marked: &str, analysed: bool) -> Article {
        let (document, analysis) = crate::notation::parse(marked).expect("marked text");
        let analysis = analysed.then(|| Arc::new(analysis));
        let briefing = Briefing::new(vec![(Arc::new(document), analysis)]);
        briefing.articles.into_iter().next().expect("the article")
    }

    const MARKED: &str = "\
|kicker| News
= Port strike enters third week
|stamp| 2 min read

|dateline| KOTA BARU – |paragraph| Cranes stood idle on Monday.

|item| • no ships
|item| • no trucks either, said the harbour
|comments| First!
|comments| Second!
";

    #[track_caller]
    fn check(article: &Article, masked: bool, expected: &Expect) {
        let page = Page::new(article, 24, masked);
        let raw = &article.document.raw;
        let mut out = String::new();
        for line in &page.lines {
            let text = format!("{:?}: {}{}", line.kind, " ".repeat(line.indent.into()), line.span.of(raw));
            out = out + text.trim_end() + "\n";
        }
        expected.assert_eq(&out);
        assert!(page.lines.is_sorted_by_key(|l| l.span), "lines are in order of the text");
    }

    #[test]
    fn masked_text_folds_into_a_line_and_the_headline_comes_first() {
        check(
            &article(MARKED, true),
            false,
            &expect![[r#"
                Text(Headline): Port strike enters third
                Text(Headline): week
                Facts:
                Blank:
                Folded(2, {Kicker, Stamp}):
                Blank:
                Text(Paragraph): KOTA BARU – Cranes stood
                Text(Paragraph): idle on Monday.
                Blank:
                Text(Item): • no ships
                Text(Item): • no trucks either, said
                Text(Item):   the harbour
                Blank:
                Folded(2, {Comments}):
            "#]],
        );
    }

    #[test]
    fn masked_text_is_shown_under_its_reason() {
        check(
            &article(MARKED, true),
            true,
            &expect![[r#"
                Reason(Kicker):
                Masked(Kicker): News
                Blank:
                Text(Headline): Port strike enters third
                Text(Headline): week
                Facts:
                Blank:
                Reason(Stamp):
                Masked(Stamp): 2 min read
                Blank:
                Text(Paragraph): KOTA BARU – Cranes stood
                Text(Paragraph): idle on Monday.
                Blank:
                Text(Item): • no ships
                Text(Item): • no trucks either, said
                Text(Item):   the harbour
                Blank:
                Reason(Comments):
                Masked(Comments): First!
                Masked(Comments): Second!
            "#]],
        );
    }

    #[test]
    fn an_article_without_analysis_shows_its_lines_under_the_title_its_file_gave() {
        check(
            &article("title: Strike\n\nOne.\n\nTwo.", false),
            false,
            &expect![[r#"
                Given(0..6):
                Facts:
                Blank:
                Text(Paragraph): One.
                Blank:
                Text(Paragraph): Two.
            "#]],
        );
    }

    #[test]
    fn a_place_in_the_text_leads_to_its_line() {
        let article = article(MARKED, true);
        let page = Page::new(&article, 24, false);
        for (i, line) in page.lines.iter().enumerate().filter(|(_, l)| !l.span.is_empty()) {
            assert_eq!((page.line_at(line.span.start()), page.line_at(line.span.end() - 1)), (i, i));
        }
        assert_eq!(page.line_at(u32::MAX), page.lines.len() - 1);
    }
}
