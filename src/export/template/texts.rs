//! The texts of the articles a sheet cites, with every quotation marked in its place.

use std::{
    collections::{BTreeSet, VecDeque},
    sync::Arc,
};

use minijinja::{
    Value,
    value::{Enumerator, Object, ObjectRepr, Serde},
};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use crate::{
    briefing::{ArticleId, Briefing},
    export::{Sheet, SheetArticle},
    model::{Analysis, BlockKind, Document, MaskReason},
    text::Span,
};

/// The cited articles in order of their numbers. Each is made when a template comes to it, for together they may be long.
#[derive(Debug)]
pub(super) struct Texts(Vec<Source>);

/// What a text is made of.
#[derive(Debug)]
struct Source {
    article: Value,
    document: Arc<Document>,
    analysis: Option<Arc<Analysis>>,
    /// The quotations by their numbers, each with its spans.
    quotations: Vec<(usize, Vec<Span>)>,
}

/// An article with its text.
#[derive(Debug, Serialize)]
struct Text {
    /// The article, as in the JSON format.
    article: Value,
    /// The numbers of the quotations that are marked.
    quotations: Vec<usize>,
    blocks: Vec<Block>,
}

/// A paragraph or what else stands between two paragraph breaks; masked ones that follow each other are one.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Block {
    /// `headline`, `byline`, `crosshead`, `paragraph`, `item` or `masked`.
    kind: &'static str,
    /// Why it is masked.
    reasons: BTreeSet<&'static str>,
    /// The text, in one run or, of masked text, one for each mask.
    runs: Vec<Vec<Bit>>,
}

/// A piece of a run. The marks of quotations are nested like brackets.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Bit {
    /// `text`, `open` or `close`.
    kind: &'static str,
    /// The text.
    text: String,
    /// The number of the quotation that is marked.
    number: usize,
    /// Whether no mark of that quotation has been opened before.
    first: bool,
}

impl Texts {
    /// Those of a sheet.
    pub(super) fn new(sheet: &Sheet, briefing: &Briefing) -> Self {
        let mut quotations: FxHashMap<ArticleId, Vec<(usize, Vec<Span>)>> = FxHashMap::default();
        for (_, quotation) in sheet.quotations() {
            let spans = briefing.attribution(quotation.id).map(|it| it.quotation.content.clone());
            let of_article = quotations.entry(quotation.id.article).or_default();
            of_article.push((quotation.number, spans.unwrap_or_default()));
        }
        let source = |article: &SheetArticle| {
            let found = briefing.article(article.id)?;
            Some(Source {
                article: Value::from(Serde(article)),
                document: Arc::clone(&found.document),
                analysis: found.analysis.clone(),
                quotations: quotations.remove(&article.id).unwrap_or_default(),
            })
        };
        Self(sheet.cited().into_iter().filter_map(source).collect())
    }
}

impl Object for Texts {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.0.get(key.as_usize()?).map(|source| Value::from(Serde(source.text())))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Seq(self.0.len())
    }
}

impl Source {
    fn text(&self) -> Text {
        let mut marks: Vec<(Span, usize)> = Vec::new();
        for (number, spans) in &self.quotations {
            marks.extend(spans.iter().map(|span| (*span, *number)));
        }
        marks.sort_unstable_by_key(in_order);
        let mut opened = FxHashSet::default();
        let mut blocks: Vec<Block> = Vec::new();
        for (kind, reason, span) in self.pieces() {
            let run = run(&self.document.raw, span, &marks, &mut opened);
            let reason = reason.map(MaskReason::name);
            match blocks.last_mut() {
                Some(last) if kind == MASKED && last.kind == MASKED => {
                    last.reasons.extend(reason);
                    last.runs.push(run);
                }
                _ => blocks.push(Block { kind, reasons: reason.into_iter().collect(), runs: vec![run] }),
            }
        }
        let quotations = self.quotations.iter().map(|(number, _)| *number).collect();
        Text { article: self.article.clone(), quotations, blocks }
    }

    /// What the text is parted into, in its order.
    fn pieces(&self) -> Vec<Piece> {
        let raw: &str = &self.document.raw;
        let mut pieces: Vec<Piece> = Vec::new();
        let mut dateline: Option<Span> = None;
        let layout = self.analysis.as_deref().map(|analysis| &analysis.layout);
        for block in layout.map(|layout| layout.blocks.as_slice()).unwrap_or_default() {
            let kind = match block.kind {
                BlockKind::Headline => "headline",
                BlockKind::Byline => "byline",
                BlockKind::Crosshead => "crosshead",
                BlockKind::Item => "item",
                BlockKind::Paragraph => "paragraph",
                // It is the head of the paragraph after it.
                BlockKind::Dateline => {
                    dateline = Some(block.span);
                    continue;
                }
            };
            let span = dateline.take().map_or(block.span, |head| head.join(block.span));
            pieces.push((kind, None, span));
        }
        pieces.extend(dateline.map(|span| ("paragraph", None, span)));
        let masked = layout.map(|layout| layout.masked.as_slice()).unwrap_or_default().iter();
        pieces.extend(masked.map(|masked| (MASKED, Some(masked.reason), masked.span)));
        pieces.sort_by_key(|(_, _, span)| span.start());
        // Of an article that was not taken apart, the rest is all.
        let mut at = 0;
        let ends: Vec<Span> =
            pieces.iter().map(|piece| piece.2).chain([Span::empty(raw.len() as u32)]).collect();
        for piece in ends {
            paragraphs(raw, Span::new(at, piece.start()), &mut pieces);
            at = at.max(piece.end());
        }
        pieces.sort_by_key(|(_, _, span)| span.start());
        pieces
    }
}

/// What kind of piece, why it is masked, where it stands.
type Piece = (&'static str, Option<MaskReason>, Span);

/// The paragraphs of `span`, parted by blank lines.
fn paragraphs(raw: &str, span: Span, out: &mut Vec<Piece>) {
    let text = span.of(raw);
    if text.trim().is_empty() {
        return;
    }
    let (mut at, mut paragraph) = (span.start(), None::<Span>);
    for line in text.split_inclusive('\n') {
        let own = Span::new(at, at + line.len() as u32);
        at = own.end();
        if line.trim().is_empty() {
            out.extend(paragraph.take().map(|span| ("paragraph", None, span)));
        } else {
            paragraph = Some(paragraph.map_or(own, |before| before.join(own)));
        }
    }
    out.extend(paragraph.map(|span| ("paragraph", None, span)));
}

const MASKED: &str = "masked";

/// Marks by their beginnings, the longer one first.
fn in_order((span, number): &(Span, usize)) -> (u32, u32, usize) {
    (span.start(), u32::MAX - span.end(), *number)
}

/// The text of `span` with those of the `marks`, which are in order, that lie in it. Where one ends within another
/// that began before it, it is parted in two.
fn run(raw: &str, span: Span, marks: &[(Span, usize)], opened: &mut FxHashSet<usize>) -> Vec<Bit> {
    let inside = marks.iter().filter_map(|(mark, number)| Some((mark.intersect(span)?, *number)));
    let mut waiting: VecDeque<(Span, usize)> = inside.filter(|(mark, _)| !mark.is_empty()).collect();
    let mut open: Vec<(u32, usize)> = Vec::new();
    let mut bits = Vec::new();
    let mut at = span.start();
    loop {
        let next = waiting.front().map_or(span.end(), |(mark, _)| mark.start());
        while let Some((end, number)) = open.pop_if(|(end, _)| *end <= next) {
            text(raw, &mut at, end, &mut bits);
            bits.push(Bit { kind: "close", text: String::new(), number, first: false });
        }
        text(raw, &mut at, next, &mut bits);
        let Some((mark, number)) = waiting.pop_front() else { break };
        let end = open.last().map_or(mark.end(), |(end, _)| mark.end().min(*end));
        if end < mark.end() {
            let rest = (Span::new(end, mark.end()), number);
            let place = waiting.partition_point(|other| in_order(other) <= in_order(&rest));
            waiting.insert(place, rest);
        }
        bits.push(Bit { kind: "open", text: String::new(), number, first: opened.insert(number) });
        open.push((end, number));
    }
    bits
}

/// The text from `at` up to `end`.
fn text(raw: &str, at: &mut u32, end: u32, bits: &mut Vec<Bit>) {
    if *at < end {
        let text = Span::new(*at, end).of(raw).to_owned();
        bits.push(Bit { kind: "text", text, number: 0, first: false });
        *at = end;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// `[1:…]` for the first mark of a quotation, `[1+…]` for one that goes on.
    fn shown(bits: &[Bit]) -> String {
        let show = |bit: &Bit| match (bit.kind, bit.first) {
            ("open", true) => format!("[{}:", bit.number),
            ("open", false) => format!("[{}+", bit.number),
            ("close", _) => "]".to_owned(),
            _ => bit.text.clone(),
        };
        bits.iter().map(show).collect()
    }

    fn marked(raw: &str, marks: &[(u32, u32)]) -> String {
        let mut marks: Vec<(Span, usize)> = marks.iter().map(|(a, b)| Span::new(*a, *b)).zip(1..).collect();
        marks.sort_unstable_by_key(in_order);
        shown(&run(raw, Span::whole(raw), &marks, &mut FxHashSet::default()))
    }

    #[test]
    fn marks_are_nested_and_parted_where_they_cross() {
        assert_eq!(marked("abcdef", &[]), "abcdef");
        assert_eq!(marked("abcdef", &[(1, 3), (4, 6)]), "a[1:bc]d[2:ef]");
        assert_eq!(marked("abcdef", &[(1, 5), (2, 3)]), "a[1:b[2:c]de]f");
        assert_eq!(marked("abcdef", &[(1, 4), (2, 6)]), "a[1:b[2:cd]][2+ef]");
        assert_eq!(marked("abcdef", &[(1, 4), (1, 4)]), "a[1:[2:bcd]]ef");
    }

    proptest! {
        #[test]
        fn no_text_is_lost_and_every_quotation_has_one_first_mark(
            marks in proptest::collection::vec((0_u32..30, 1_u32..12), 0..8),
        ) {
            let raw = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGH";
            let marks: Vec<(u32, u32)> = marks.into_iter().map(|(at, length)| (at, at + length)).collect();
            let mut sorted: Vec<(Span, usize)> =
                marks.iter().map(|(a, b)| Span::new(*a, *b)).zip(1..).collect();
            sorted.sort_unstable_by_key(in_order);
            let bits = run(raw, Span::whole(raw), &sorted, &mut FxHashSet::default());
            let mut open: Vec<usize> = Vec::new();
            let mut of: FxHashMap<usize, String> = FxHashMap::default();
            let mut first = 0;
            for bit in &bits {
                match bit.kind {
                    "open" => open.push(bit.number),
                    "close" => prop_assert_eq!(open.pop(), Some(bit.number)),
                    _ => open.iter().for_each(|n| of.entry(*n).or_default().push_str(&bit.text)),
                }
                first += usize::from(bit.first);
            }
            prop_assert!(open.is_empty());
            prop_assert_eq!(first, marks.len());
            prop_assert_eq!(bits.iter().map(|bit| bit.text.as_str()).collect::<String>(), raw);
            for ((a, b), number) in marks.iter().zip(1..) {
                prop_assert_eq!(of[&number].as_str(), Span::new(*a, *b).of(raw));
            }
        }
    }
}
