//! From marked text to bare text and a list of marks: brackets and parts, before anybody asks what they mean.

use std::{iter::Peekable, str::CharIndices};

use super::{NotationError, tag::Tag};
use crate::{
    model::{BlockKind, MaskReason},
    text::Span,
};

/// The bare text, and where its marks stand.
#[derive(Debug, Default)]
pub(super) struct Scanned {
    /// Keys and values of the front lines.
    pub front: Vec<(&'static str, String)>,
    /// The article without marks.
    pub raw: String,
    /// Blocks and masked spans, trimmed, never empty.
    pub parts: Vec<(Span, Part)>,
    /// Marks in the order they close.
    pub marks: Vec<Mark>,
}

/// A marked span.
#[derive(Debug)]
pub(super) struct Mark {
    pub sort: Sort,
    pub span: Span,
    pub tag: Tag,
    /// Line of the marked text it closes on, from 1.
    pub line: usize,
}

/// The three sorts of marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    Content,
    Mention,
    Cue,
}

impl Sort {
    pub const ALL: [Self; 3] = [Self::Content, Self::Mention, Self::Cue];

    pub const fn open(self) -> char {
        match self {
            Self::Content => '«',
            Self::Mention => '[',
            Self::Cue => '<',
        }
    }

    pub const fn close(self) -> char {
        match self {
            Self::Content => '»',
            Self::Mention => ']',
            Self::Cue => '>',
        }
    }
}

/// What a part of the layout is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Block(BlockKind),
    Masked(MaskReason),
    /// Text no block and no mask holds.
    Outside,
}

impl Part {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Block(BlockKind::Headline) => "headline",
            Self::Block(BlockKind::Byline) => "byline",
            Self::Block(BlockKind::Dateline) => "dateline",
            Self::Block(BlockKind::Crosshead) => "crosshead",
            Self::Block(BlockKind::Paragraph) => "paragraph",
            Self::Block(BlockKind::Item) => "item",
            Self::Masked(reason) => reason.name(),
            Self::Outside => "outside",
        }
    }

    /// The part with this name.
    pub fn named(name: &str) -> Option<Self> {
        const BLOCKS: [BlockKind; 6] = [
            BlockKind::Headline,
            BlockKind::Byline,
            BlockKind::Dateline,
            BlockKind::Crosshead,
            BlockKind::Paragraph,
            BlockKind::Item,
        ];
        const REASONS: [MaskReason; 12] = [
            MaskReason::Kicker,
            MaskReason::Stamp,
            MaskReason::Control,
            MaskReason::Caption,
            MaskReason::PullQuote,
            MaskReason::Promotion,
            MaskReason::Related,
            MaskReason::Comments,
            MaskReason::Notice,
            MaskReason::Correction,
            MaskReason::Footer,
            MaskReason::RunningHead,
        ];
        BLOCKS
            .map(Self::Block)
            .into_iter()
            .chain(REASONS.map(Self::Masked))
            .chain([Self::Outside])
            .find(|p| p.name() == name)
    }
}

/// The mark that a line goes on with the part above it.
pub(super) const GOES_ON: &str = "|+|";

/// Keys of front lines.
pub(super) const FRONT: [&str; 6] = ["id", "title", "outlet", "author", "date", "url"];

/// The key and value of a front line.
pub(super) fn front_line(line: &str) -> Option<(&'static str, &str)> {
    let (key, value) = line.split_once(':')?;
    Some((FRONT.into_iter().find(|k| *k == key)?, value.trim()))
}

/// Characters that must be escaped to stand for themselves.
pub(super) const fn is_special(c: char) -> bool {
    matches!(c, '[' | ']' | '<' | '>' | '«' | '»' | '{' | '}' | '|' | '^' | '\\')
}

/// Takes the marks out of `marked`.
pub(super) fn scan(marked: &str) -> Result<Scanned, NotationError> {
    let mut scanner = Scanner::default();
    let mut lines = marked.split('\n').enumerate().peekable();
    while let Some((key, value)) = lines.peek().and_then(|(_, line)| front_line(line)) {
        scanner.out.front.push((key, value.to_owned()));
        lines.next();
    }
    if !scanner.out.front.is_empty() {
        lines.next_if(|(_, line)| line.is_empty());
    }
    let mut first = true;
    for (n, line) in lines {
        if !first {
            scanner.out.raw.push('\n');
        }
        first = false;
        scanner.line = n + 1;
        scanner.line(line)?;
    }
    scanner.finish()
}

#[derive(Default)]
struct Scanner {
    out: Scanned,
    /// Line of the marked text, from 1.
    line: usize,
    /// Open marks: where each begins, and on which line.
    open: [Vec<(u32, usize)>; 3],
}

impl Scanner {
    fn error<T>(&self, message: impl Into<String>) -> Result<T, NotationError> {
        Err(NotationError::new(self.line, message))
    }

    fn here(&self) -> u32 {
        self.out.raw.len() as u32
    }

    fn begin(&mut self, part: Part) {
        self.end();
        let here = self.here();
        self.out.parts.push((Span::empty(here), part));
    }

    /// Ends the last part here; harmless when it ended before on the same line.
    fn end(&mut self) {
        let here = self.here();
        if let Some((span, _)) = self.out.parts.last_mut() {
            *span = Span::new(span.start(), here);
        }
    }

    fn line(&mut self, line: &str) -> Result<(), NotationError> {
        let rest;
        if let Some(after) = line.strip_prefix(GOES_ON) {
            if self.out.parts.is_empty() {
                return self.error(format!("{GOES_ON} has nothing above it to go on with"));
            }
            rest = after.strip_prefix(' ').unwrap_or(after);
        } else {
            let indent = line.len() - line.trim_start().len();
            let (white, text) = line.split_at_checked(indent).unwrap_or_default();
            self.out.raw.push_str(white);
            if text.is_empty() {
                return Ok(());
            }
            let headline = text.strip_prefix("= ");
            rest = headline.unwrap_or(text);
            let kind = if headline.is_some() { BlockKind::Headline } else { BlockKind::Paragraph };
            let here = self.here();
            self.out.parts.push((Span::empty(here), Part::Block(kind)));
        }
        self.text(rest)?;
        self.end();
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), NotationError> {
        let mut chars = text.char_indices().peekable();
        while let Some((_, c)) = chars.next() {
            if c == '\\' {
                let Some((_, c)) = chars.next() else { return self.error("a backslash ends the line") };
                self.out.raw.push(c);
            } else if c == '|' {
                self.part(&mut chars)?;
            } else if let Some(sort) = Sort::ALL.into_iter().find(|s| s.open() == c) {
                let here = self.here();
                self.open[sort as usize].push((here, self.line));
            } else if let Some(sort) = Sort::ALL.into_iter().find(|s| s.close() == c) {
                self.close(sort, &mut chars)?;
            } else if is_special(c) {
                return self.error(format!("`{c}` stands where it means nothing (write `\\{c}`)"));
            } else {
                self.out.raw.push(c);
            }
        }
        Ok(())
    }

    fn part(&mut self, chars: &mut Peekable<CharIndices>) -> Result<(), NotationError> {
        let name: String = chars.by_ref().map(|(_, c)| c).take_while(|&c| c != '|').collect();
        let Some(part) = Part::named(&name) else {
            return self.error(format!("there is no part `{name}`"));
        };
        chars.next_if(|&(_, c)| c == ' ');
        self.begin(part);
        Ok(())
    }

    fn close(&mut self, sort: Sort, chars: &mut Peekable<CharIndices>) -> Result<(), NotationError> {
        let mut steps = 0;
        while chars.next_if(|&(_, c)| c == '^').is_some() {
            steps += 1;
        }
        let open = &mut self.open[sort as usize];
        let Some(index) = open.len().checked_sub(1 + steps) else {
            return self.error(format!("nothing is open that `{}` could close", sort.close()));
        };
        let (start, _) = open.remove(index);
        let tag = if chars.next_if(|&(_, c)| c == '{').is_some() {
            let inner = inside_braces(chars);
            let Some(inner) = inner else { return self.error("braces are not closed") };
            Tag::parse(&inner).map_err(|message| NotationError::new(self.line, message))?
        } else if sort == Sort::Cue {
            Tag::default()
        } else {
            return self.error(format!("`{}` needs braces after it", sort.close()));
        };
        let span = Span::new(start, self.here());
        if span.is_empty() {
            return self.error("a mark encloses nothing");
        }
        self.out.marks.push(Mark { sort, span, tag, line: self.line });
        Ok(())
    }

    fn finish(mut self) -> Result<Scanned, NotationError> {
        for sort in Sort::ALL {
            if let Some(&(_, line)) = self.open[sort as usize].last() {
                return Err(NotationError::new(line, format!("`{}` is not closed", sort.open())));
            }
        }
        let raw = &self.out.raw;
        for (span, _) in &mut self.out.parts {
            *span = span.trim(raw);
        }
        self.out.parts.retain(|(span, part)| !span.is_empty() && *part != Part::Outside);
        Ok(self.out)
    }
}

/// What stands before the closing brace, braces within a quoted name aside.
fn inside_braces(chars: &mut Peekable<CharIndices>) -> Option<String> {
    let mut inner = String::new();
    let mut quoted = false;
    loop {
        let (_, c) = chars.next()?;
        match c {
            '}' if !quoted => return Some(inner),
            '"' => quoted = !quoted,
            '\\' => {
                inner.push(c);
                inner.push(chars.next()?.1);
                continue;
            }
            _ => {}
        }
        inner.push(c);
    }
}
