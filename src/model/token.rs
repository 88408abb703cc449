//! Tokens, sentences and paragraphs: ranges over ranges, no stored text.

use crate::{
    lexicon::{Classes, WordId},
    text::Span,
};

/// A half-open range of indices into [`Segments::tokens`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct TokenRange {
    /// First token.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

impl TokenRange {
    /// The range as `usize`, to slice with.
    pub const fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether token `i` is inside.
    pub const fn contains(self, i: u32) -> bool {
        self.start <= i && i < self.end
    }
}

/// A word, a number or a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// What the lexicon knows of the word; empty for marks.
    pub classes: Classes,
    /// The lower-case word, if the lexicon has it.
    pub word: WordId,
    /// Its part of speech here.
    pub tag: Tag,
}

impl Token {
    /// What it is made of and its part of speech, as one number.
    pub const fn shape(&self) -> u32 {
        self.kind as u32 * 32 + self.tag as u32
    }
}

/// A part of speech, as coarse as attribution needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Tag {
    /// Punctuation.
    #[default]
    Punctuation,
    /// Part of a proper name.
    Name,
    /// A common noun.
    Noun,
    /// he, it, who standing for a noun
    Pronoun,
    /// the, his, some
    Determiner,
    /// An adjective or a participle before a noun.
    Adjective,
    /// A number.
    Number,
    /// A finite verb.
    Verb,
    /// A form in -ing that is no noun.
    Gerund,
    /// A past participle after an auxiliary, or one that reduces a clause ("led by").
    Participle,
    /// A bare verb after "to" or a modal.
    Infinitive,
    /// is, has, will
    Auxiliary,
    /// An adverb or negation.
    Adverb,
    /// in, of
    Preposition,
    /// "to"
    To,
    /// and, or, but
    Conjunction,
    /// that, because, while: what opens a clause
    Subordinator,
    /// `'s`
    Possessive,
}

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TokenKind {
    /// `said`
    Lower,
    /// `Sadr`, `McCain`, `al-Sadr`'s second half
    Capital,
    /// `ISIS`, `U.S.`: two letters or more, all upper case
    Upper,
    /// `7,000`, `2026`, `19th`, `$5`
    Number,
    /// An opening double quotation mark.
    Open,
    /// A closing double quotation mark.
    Close,
    /// An opening single quotation mark (not an apostrophe).
    OpenSingle,
    /// A closing single quotation mark (not an apostrophe).
    CloseSingle,
    /// `'s` or `’` after a noun.
    Possessive,
    /// `,`
    Comma,
    /// `.` `?` `!` `…` at the end of a sentence or not
    Stop,
    /// `:`
    Colon,
    /// `;`
    Semicolon,
    /// `–` `—` or a hyphen between spaces
    Dash,
    /// `(` `[`
    OpenBracket,
    /// `)` `]`
    CloseBracket,
    /// Anything else.
    Mark,
}

impl TokenKind {
    /// Whether the token is a word of letters.
    pub const fn is_word(self) -> bool {
        matches!(self, Self::Lower | Self::Capital | Self::Upper)
    }

    /// Whether it opens a quotation.
    pub const fn opens(self) -> bool {
        matches!(self, Self::Open | Self::OpenSingle)
    }

    /// Whether it closes a quotation.
    pub const fn closes(self) -> bool {
        matches!(self, Self::Close | Self::CloseSingle)
    }
}

/// A sentence: a range of tokens. A quotation of several sentences is not broken out of its sentence's
/// paragraph, but each of its sentences is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens.
    pub tokens: TokenRange,
}

/// A paragraph: one block of the layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paragraph {
    /// Index into [`super::Layout::blocks`].
    pub block: u32,
    /// Its tokens.
    pub tokens: TokenRange,
    /// Its sentences: a range of indices into [`Segments::sentences`].
    pub sentences: TokenRange,
}

/// A document's readable text in pieces.
#[derive(Debug, Clone, Default)]
pub struct Segments {
    /// All tokens in order.
    pub tokens: Vec<Token>,
    /// All sentences in order; they cover the tokens.
    pub sentences: Vec<Sentence>,
    /// All paragraphs in order; they cover the sentences.
    pub paragraphs: Vec<Paragraph>,
}

impl Segments {
    /// Where the sentences stand, in order.
    pub fn sentence_spans(&self) -> impl Iterator<Item = Span> {
        let token = |i: u32| self.tokens.get(i as usize).map(|t| t.span);
        let span =
            move |s: &Sentence| Some(token(s.tokens.start)?.join(token(s.tokens.end.checked_sub(1)?)?));
        self.sentences.iter().filter_map(span)
    }

    /// The tokens that each of `spans` shares a byte with. Linear where the spans come in order of the text.
    pub fn places(&self, spans: impl Iterator<Item = Span>) -> Vec<TokenRange> {
        let mut at = 0;
        let token = |i: usize| self.tokens.get(i).map(|t| t.span);
        let place = |span: Span| {
            while token(at).is_some_and(|t| t.end() <= span.start()) {
                at += 1;
            }
            while at > 0 && token(at - 1).is_some_and(|t| t.end() > span.start()) {
                at -= 1;
            }
            let mut end = at;
            while token(end).is_some_and(|t| t.start() < span.end()) {
                end += 1;
            }
            TokenRange { start: at as u32, end: end as u32 }
        };
        spans.map(place).collect()
    }
}
