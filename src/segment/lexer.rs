//! The lexer: one block of text to tokens.
//!
//! Words keep inner hyphens, dots of abbreviations ("U.S.") and apostrophes ("don't", "Ba'ath"); a
//! possessive is a token of its own, so that "Iraq’s" and "Iraq" are one word.

use crate::{
    lexicon::{Lexicon, Lower},
    model::{Tag, Token, TokenKind},
    text::{Span, chars},
};

/// Appends the tokens of `block` to `out`.
pub(super) fn lex(raw: &str, block: Span, lexicon: &Lexicon, out: &mut Vec<Token>) {
    let mut lexer = Lexer {
        raw,
        at: block.start(),
        end: block.end(),
        lexicon,
        double_open: false,
        low_open: false,
        single_open: None,
    };
    while let Some(c) = lexer.peek() {
        if c.is_whitespace() || chars::is_invisible(c) {
            lexer.at += c.len_utf8() as u32;
        } else {
            out.push(lexer.token(c));
        }
    }
}

/// The last byte of a word where a first capital makes it a name.
const HIDDEN: usize = 4;

struct Lexer<'t> {
    raw: &'t str,
    at: u32,
    end: u32,
    lexicon: &'t Lexicon,
    /// Whether a straight double mark would close.
    double_open: bool,
    /// Whether the open mark is a low one, „ as in German, which “ closes.
    low_open: bool,
    /// Where the open single mark's partner stands, once one has opened.
    single_open: Option<u32>,
}

impl Lexer<'_> {
    fn char_at(&self, at: u32) -> Option<char> {
        if at >= self.end {
            return None;
        }
        let byte = *self.raw.as_bytes().get(at as usize)?;
        if byte < 0x80 { Some(byte as char) } else { Span::new(at, self.end).of(self.raw).chars().next() }
    }

    fn peek(&self) -> Option<char> {
        self.char_at(self.at)
    }

    fn before(&self, at: u32) -> Option<char> {
        Span::new(0, at).of(self.raw).chars().next_back()
    }

    fn token(&mut self, first: char) -> Token {
        let start = self.at;
        if first.is_alphabetic() {
            return self.word(start);
        }
        if first.is_ascii_digit() || first.is_numeric() || self.is_amount(first) {
            return self.number(start);
        }
        let after = start + first.len_utf8() as u32;
        self.at = after;
        let kind = self.mark(first, start, after);
        Token { span: Span::new(start, self.at), kind, ..EMPTY }
    }

    /// `$5`, `£3`, `#tag` is a mark, `$` alone too.
    fn is_amount(&self, first: char) -> bool {
        matches!(first, '$' | '£' | '€')
            && self.char_at(self.at + first.len_utf8() as u32).is_some_and(|c| c.is_ascii_digit())
    }

    /// The word at `start` if it is plain letters up to a space or a mark that ends any word, as most are.
    fn plain_word(&mut self, start: u32) -> Option<Token> {
        let rest = self.raw.as_bytes().get(start as usize..self.end as usize)?;
        let (lower, capitals) = Lower::letters(rest);
        let length = lower.len();
        let ends = match rest.get(length) {
            None => true,
            Some(b'.') => length > 1,
            Some(next) => {
                next.is_ascii_whitespace()
                    || matches!(next, b',' | b';' | b':' | b'!' | b'?' | b'"' | b'(' | b')' | b'[' | b']')
            }
        };
        if lower.is_empty() || !ends {
            return None;
        }
        self.at = start + length as u32;
        let capital = |letters: usize| rest.iter().take(letters).any(u8::is_ascii_uppercase);
        let kind = if capitals == 0 {
            TokenKind::Lower
        } else if capital(1) && capitals >= 2 && capitals * 2 > length {
            TokenKind::Upper
        } else if capital(length.min(HIDDEN + 1)) {
            TokenKind::Capital
        } else {
            TokenKind::Lower
        };
        let (classes, word) = self.lexicon.look_up_lower(&lower);
        Some(Token { span: Span::new(start, self.at), kind, classes, word, tag: Tag::default() })
    }

    fn word(&mut self, start: u32) -> Token {
        if let Some(token) = self.plain_word(start) {
            return token;
        }
        let mut letters = 0u32;
        let mut upper = 0u32;
        let mut first_upper = false;
        let mut dots = false;
        // Characters since the last dot.
        let mut part = 0u32;
        while let Some(c) = self.peek() {
            let next = self.at + c.len_utf8() as u32;
            if c.is_ascii_lowercase() {
                letters += 1;
            } else if c.is_alphabetic() {
                letters += 1;
                if c.is_uppercase() {
                    upper += 1;
                    first_upper |= letters == 1;
                }
            } else if c.is_numeric() || c == '_' || is_combining(c) {
            } else if chars::is_hyphen(c) || c == '&' || c == '/' {
                let joined = self.char_at(next).is_some_and(char::is_alphanumeric);
                if !joined || (c == '/' && letters > 3) {
                    break;
                }
            } else if chars::is_apostrophe(c) {
                let Some(n) = self.char_at(next) else { break };
                if !n.is_alphabetic() || self.is_possessive(next) || self.contraction(self.at, next).is_some()
                {
                    break;
                }
            } else if c == '.' && letters > 0 && part < 2 && (dots || self.is_dotted(next)) {
                dots = true;
                part = 0;
                self.at = next;
                continue;
            } else {
                break;
            }
            part += 1;
            self.at = next;
        }
        let span = Span::new(start, self.at);
        let capitals = first_upper && upper >= 2;
        let kind = if capitals && (dots || upper * 2 > letters) {
            TokenKind::Upper
        } else if first_upper || self.hides_capital(span) {
            TokenKind::Capital
        } else {
            TokenKind::Lower
        };
        let (classes, word) = self.lexicon.look_up_cased(span.of(self.raw));
        Token { span, kind, classes, word, tag: Tag::default() }
    }

    /// "al-Sadr", "d'Estaing", "iPhone": a capital after a short lower-case beginning.
    fn hides_capital(&self, span: Span) -> bool {
        let mut chars = span.of(self.raw).char_indices().take_while(|(i, _)| *i <= HIDDEN);
        chars.any(|(_, c)| c.is_uppercase())
    }

    /// Whether a first dot is inside "U.S.", "a.m.", "J.K.": single letters parted by dots, at least two of them.
    fn is_dotted(&self, after_dot: u32) -> bool {
        self.char_at(after_dot).is_some_and(char::is_alphabetic) && self.char_at(after_dot + 1) == Some('.')
    }

    /// Whether the letters from `at` are a possessive `s` that ends its word.
    fn is_possessive(&self, at: u32) -> bool {
        matches!(self.char_at(at), Some('s' | 'S'))
            && !self.char_at(at + 1).is_some_and(char::is_alphanumeric)
    }

    /// "he’s", "I’m", "they’ve": where the auxiliary behind the apostrophe at `mark` ends, if the word before is a
    /// pronoun. It is a token of its own, so that pronoun and verb are both seen.
    fn contraction(&self, mark: u32, letters: u32) -> Option<u32> {
        const STEMS: [&str; 16] = [
            "i", "he", "she", "it", "we", "you", "they", "that", "what", "there", "here", "who", "where",
            "how", "this", "let",
        ];
        const ENDS: [&str; 6] = ["s", "m", "d", "re", "ve", "ll"];
        let mut end = letters;
        while end < letters + 3 && self.char_at(end).is_some_and(|c| c.is_ascii_alphabetic()) {
            end += 1;
        }
        let suffix = Span::new(letters, end).of(self.raw);
        if self.char_at(end).is_some_and(char::is_alphanumeric)
            || !ENDS.iter().any(|e| e.eq_ignore_ascii_case(suffix))
        {
            return None;
        }
        let before =
            self.raw.as_bytes().get(mark.saturating_sub(8) as usize..mark as usize).unwrap_or_default();
        let from = before.iter().rposition(|b| !b.is_ascii_alphabetic()).map_or(0, |i| i + 1);
        let stem = before.get(from..).unwrap_or_default();
        STEMS.iter().any(|s| s.as_bytes().eq_ignore_ascii_case(stem)).then_some(end)
    }

    fn number(&mut self, start: u32) -> Token {
        while let Some(c) = self.peek() {
            let next = self.at + c.len_utf8() as u32;
            let inside = c.is_alphanumeric()
                || matches!(c, '$' | '£' | '€' | '%' | '½')
                || (matches!(c, '.' | ',' | ':' | '/' | '-')
                    && self.char_at(next).is_some_and(|n| n.is_ascii_digit()));
            if !inside {
                break;
            }
            self.at = next;
        }
        let span = Span::new(start, self.at);
        let (classes, word) = self.lexicon.look_up_cased(span.of(self.raw));
        Token { span, kind: TokenKind::Number, classes, word, tag: Tag::Number }
    }

    /// The kind of the mark `c` at `start`; may take further characters of the same mark.
    fn mark(&mut self, c: char, start: u32, after: u32) -> TokenKind {
        match c {
            '"' => {
                self.double_open = !self.double_open;
                if self.double_open { TokenKind::Open } else { TokenKind::Close }
            }
            '“' if self.low_open => {
                (self.double_open, self.low_open) = (false, false);
                TokenKind::Close
            }
            _ if chars::opens_quotation(c) => {
                (self.double_open, self.low_open) = (true, c == '„');
                TokenKind::Open
            }
            _ if chars::closes_quotation(c) => {
                (self.double_open, self.low_open) = (false, false);
                TokenKind::Close
            }
            '`' | '\'' if self.char_at(after) == Some(c) => {
                self.at = after + 1;
                self.double_open = !self.double_open;
                if self.double_open { TokenKind::Open } else { TokenKind::Close }
            }
            _ if chars::is_single_mark(c) => self.single(c, start, after),
            ',' | '，' | '،' => TokenKind::Comma,
            '.' | '!' | '?' | '…' | '。' | '؟' => {
                while self.peek().is_some_and(|n| matches!(n, '.' | '!' | '?' | '…')) {
                    self.at += self.peek().map_or(1, |n| n.len_utf8() as u32);
                }
                TokenKind::Stop
            }
            ':' => TokenKind::Colon,
            ';' => TokenKind::Semicolon,
            '(' | '[' | '{' => TokenKind::OpenBracket,
            ')' | ']' | '}' => TokenKind::CloseBracket,
            _ if chars::is_dash(c) => TokenKind::Dash,
            _ if chars::is_hyphen(c) => {
                while self.peek() == Some('-') {
                    self.at += 1;
                }
                let spaced = self.before(start).is_none_or(char::is_whitespace);
                if spaced || self.at > after { TokenKind::Dash } else { TokenKind::Mark }
            }
            _ => TokenKind::Mark,
        }
    }

    fn single(&mut self, c: char, start: u32, after: u32) -> TokenKind {
        if self.single_open == Some(start) {
            self.single_open = None;
            return TokenKind::CloseSingle;
        }
        let before = self.before(start);
        let next = self.char_at(after);
        let word_before = before.is_some_and(char::is_alphanumeric);
        if word_before && let Some(end) = self.contraction(start, after) {
            self.at = end;
            return TokenKind::Lower;
        }
        if word_before && matches!(next, Some('s' | 'S')) && self.is_possessive(after) {
            self.at = after + 1;
            return TokenKind::Possessive;
        }
        let begins = !word_before && next.is_some_and(|n| !n.is_whitespace()) && c != '’';
        if begins && let Some(partner) = self.partner(after) {
            self.single_open = Some(partner);
            return TokenKind::OpenSingle;
        }
        if word_before && matches!(before, Some('s' | 'S' | 'z' | 'x')) {
            TokenKind::Possessive
        } else {
            TokenKind::Mark
        }
    }

    /// Where the single mark that opened before `from` closes: the first mark after a letter or stop
    /// and before white space or punctuation, within 600 bytes; a plural possessive before a lower-case
    /// word is passed over when a later one fits better.
    fn partner(&self, from: u32) -> Option<u32> {
        let limit = self.end.min(from + 600);
        let mut reach = limit;
        let rest = loop {
            match Span::new(from, reach).get(self.raw) {
                Some(text) => break text,
                None => reach -= 1,
            }
        };
        let mut before = None;
        let mut fallback = None;
        let mut chars_left = rest.char_indices().peekable();
        while let Some((i, c)) = chars_left.next() {
            let next = chars_left.peek().map(|&(_, n)| n);
            if matches!(c, '\'' | '’') && i > 0 && !before.is_some_and(char::is_whitespace) {
                let ends = next.is_none_or(|n| {
                    n.is_whitespace() || n.is_ascii_punctuation() || chars::is_dash(n) || n == '”'
                });
                let plural = before == Some('s') && next == Some(' ');
                if ends && !plural {
                    return Some(from + i as u32);
                }
                if ends && fallback.is_none() {
                    fallback = Some(from + i as u32);
                }
            }
            before = Some(c);
        }
        fallback
    }
}

fn is_combining(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c) || c == '\u{200d}'
}

const EMPTY: Token = Token {
    span: Span::empty(0),
    kind: TokenKind::Mark,
    classes: crate::lexicon::Classes::NONE,
    word: crate::lexicon::WordId::UNKNOWN,
    tag: Tag::Punctuation,
};
