//! A page being parted: its lines, and what has been decided about each.

use super::{
    label::Label,
    lines::{self, Line},
    rules::{self, Reach},
};
use crate::{
    model::{Block, BlockKind, Layout, MaskReason, Masked},
    text::{Span, chars},
};

/// What has been decided about a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// Nothing yet: in the end a paragraph.
    Open,
    /// It is read, as this.
    Read(BlockKind),
    /// The first span is read as the first kind, what follows as a paragraph.
    ReadParted(Span, BlockKind),
    /// It is skipped.
    Skip(MaskReason, Reach),
    /// It is read up to this byte and skipped from there.
    SkipTail(u32, MaskReason),
    /// The first span is read as this kind, what follows is skipped.
    ReadThenSkip(Span, BlockKind, MaskReason),
}

/// The lines of a document with their fates, same length.
#[derive(Debug)]
pub(super) struct Page<'t> {
    pub text: &'t str,
    pub lines: Vec<Line<'t>>,
    pub fates: Vec<Fate>,
}

impl<'t> Page<'t> {
    /// Parts `text` into lines and asks the rules about each.
    pub fn new(text: &'t str) -> Self {
        let lines = lines::split(text);
        let mut label = Label::default();
        let mut body = false;
        let fates = lines
            .iter()
            .map(|line| {
                label.set(line.text);
                let fate = match rules::find(&label, body) {
                    Some(rule) => Fate::Skip(rule.reason, rule.reach),
                    None if label.whole => Fate::Open,
                    None => long_credit(line),
                };
                body |= matches!(fate, Fate::Open | Fate::SkipTail(..)) && line.is_prose();
                fate
            })
            .collect();
        let mut page = Self { text, lines, fates };
        page.pair_captions();
        page
    }

    /// Skips the short line right above a caption: the picture's other description.
    fn pair_captions(&mut self) {
        for i in 1..self.lines.len() {
            if !matches!(self.fate(i), Fate::Skip(MaskReason::Caption, _)) || self.fate(i - 1) != Fate::Open {
                continue;
            }
            let (Some(above), Some(below)) = (self.lines.get(i - 1), self.lines.get(i)) else { return };
            let described = above.gap && below.len() > 40
                || below.len() <= 60 && !Self::follows_prose(&self.lines, i - 1);
            if described && !below.gap && i > 1 && is_crosshead(above) {
                self.skip(i - 1, MaskReason::Caption);
            }
        }
    }

    /// Whether the line above line `i` is a paragraph, without an empty line between.
    fn follows_prose(lines: &[Line<'_>], i: usize) -> bool {
        i > 0 && lines.get(i - 1).is_some_and(Line::is_prose) && !lines.get(i).is_some_and(|l| l.gap)
    }

    /// The fate of line `i`; a line that is not there is skipped.
    pub fn fate(&self, i: usize) -> Fate {
        self.fates.get(i).copied().unwrap_or(Fate::Skip(MaskReason::Footer, Reach::Line))
    }

    /// Whether nothing has been decided about line `i`.
    pub fn is_open(&self, i: usize) -> bool {
        matches!(self.fate(i), Fate::Open | Fate::SkipTail(..))
    }

    /// Decides about line `i`.
    pub fn decide(&mut self, i: usize, fate: Fate) {
        if let Some(slot) = self.fates.get_mut(i) {
            *slot = fate;
        }
    }

    /// Skips line `i`.
    pub fn skip(&mut self, i: usize, reason: MaskReason) {
        self.decide(i, Fate::Skip(reason, Reach::Line));
    }

    /// Lines still open that read like a paragraph, with their indices.
    pub fn open_prose(&self) -> impl Iterator<Item = (usize, &Line<'t>)> {
        self.lines.iter().enumerate().filter(|&(i, l)| self.is_open(i) && l.is_prose())
    }

    /// Blocks and masks; what is still open becomes a paragraph, a crosshead or an item.
    pub fn lay_out(&self) -> Layout {
        let mut layout = Layout { blocks: Vec::with_capacity(self.lines.len()), ..Layout::default() };
        for (i, (line, fate)) in self.lines.iter().zip(&self.fates).enumerate() {
            let (mut read, mut skip) = (None, None);
            match *fate {
                Fate::Open => read = Some((line.span, self.kind(i, line))),
                Fate::Read(kind) => read = Some((line.span, kind)),
                Fate::ReadParted(first, kind) => {
                    self.push(&mut layout, Some((first, kind)), None);
                    read = Some((Span::new(first.end(), line.span.end()), BlockKind::Paragraph));
                }
                Fate::Skip(reason, _) => skip = Some((line.span, reason)),
                Fate::SkipTail(at, reason) => {
                    read = Some((Span::new(line.span.start(), at), BlockKind::Paragraph));
                    skip = Some((Span::new(at, line.span.end()), reason));
                }
                Fate::ReadThenSkip(first, kind, reason) => {
                    read = Some((first, kind));
                    skip = Some((Span::new(first.end(), line.span.end()), reason));
                }
            }
            self.push(&mut layout, read, skip);
        }
        layout
    }

    fn push(&self, layout: &mut Layout, read: Option<(Span, BlockKind)>, skip: Option<(Span, MaskReason)>) {
        if let Some((span, kind)) = read {
            let span = span.trim(self.text);
            if !span.is_empty() {
                layout.blocks.push(Block { span, kind });
            }
        }
        if let Some((span, reason)) = skip {
            let span = span.trim(self.text);
            if !span.is_empty() {
                layout.masked.push(Masked { span, reason });
            }
        }
    }

    fn kind(&self, i: usize, line: &Line<'_>) -> BlockKind {
        if is_markdown_heading(line.text) {
            BlockKind::Crosshead
        } else if is_item(line.text) {
            BlockKind::Item
        } else if is_crosshead(line) && self.lines.get(i + 1).is_some_and(Line::is_prose) {
            BlockKind::Crosshead
        } else {
            BlockKind::Paragraph
        }
    }
}

/// The credit at the end of a paragraph that is too long to be a caption as a whole.
fn long_credit(line: &Line<'_>) -> Fate {
    match rules::credit(line.text) {
        Some(at) if !rules::is_caption(line.text, at) => {
            Fate::SkipTail(line.span.start() + at as u32, MaskReason::Caption)
        }
        Some(_) => Fate::Skip(MaskReason::Caption, Reach::Line),
        None => Fate::Open,
    }
}

/// "## What the mayor said".
fn is_markdown_heading(text: &str) -> bool {
    let bare = text.trim_start_matches('#');
    (1..=6).contains(&(text.len() - bare.len())) && bare.starts_with(' ')
}

/// "• An item", "- An item", "3. An item", "a) An item".
fn is_item(text: &str) -> bool {
    let marked = ["• ", "- ", "* ", "· ", "▪ ", "‣ ", "– "].iter().any(|m| text.starts_with(m));
    let number = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - number.len();
    marked || (1..=2).contains(&digits) && (number.starts_with(". ") || number.starts_with(") "))
}

/// A short line without a stop, without quotation marks and without a speaker's colon.
fn is_crosshead(line: &Line<'_>) -> bool {
    let text = line.text;
    line.len() <= 80
        && !line.has_stop()
        && !text.ends_with([':', ',', ';', '-', '–', '—'])
        && !text.contains(['“', '"', '”'])
        && !text.contains(": ")
        && text
            .trim_start_matches(chars::is_single_mark)
            .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
}
