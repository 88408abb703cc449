//! How many attributes a tag has, as a parser reads it: each is compared with all before it.

use super::super::super::super::limits;

/// A tag that is being read, from its "<" on.
#[derive(Debug, Default)]
pub struct Tag {
    at: At,
    attributes: usize,
}

/// Where in it the reading is.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum At {
    #[default]
    Start,
    Name,
    BetweenAttributes,
    AttributeName,
    AfterAttributeName,
    BeforeValue,
    Value,
    QuotedValue(u8),
    /// Behind "<!".
    Marked,
    Declaration,
    /// In a comment, of which the parser tells when it is over.
    Comment,
    /// Behind it, in text.
    After,
}

impl Tag {
    /// Reads on; fails where there are more attributes than a tag may have.
    pub fn read(&mut self, piece: &str) -> Result<(), String> {
        // Some tags the parser passes over without a word.
        if self.at == At::After && piece.starts_with('<') {
            *self = Self::default();
        }
        for byte in piece.bytes() {
            let next = self.at.next(byte);
            self.attributes += usize::from(next == At::AttributeName && self.at != At::AttributeName);
            self.at = next;
        }
        let most = limits::ATTRIBUTES;
        if self.attributes > most { Err(format!("a tag of more than {most} attributes")) } else { Ok(()) }
    }
}

impl At {
    fn next(self, byte: u8) -> Self {
        let blank = byte.is_ascii_whitespace();
        match (self, byte) {
            (Self::Start, b'!') => Self::Marked,
            (Self::Marked, b'-') => Self::Comment,
            (Self::Start | Self::Marked | Self::Declaration, b'>') => Self::After,
            (Self::Start, b'<' | b'/') => Self::Start,
            (Self::Start, _) if byte.is_ascii_alphabetic() => Self::Name,
            (Self::Start | Self::Marked, _) => Self::Declaration,
            (Self::QuotedValue(quote), _) if byte == quote => Self::BetweenAttributes,
            (Self::QuotedValue(_) | Self::Declaration | Self::Comment | Self::After, _) => self,
            (_, b'>') => Self::After,
            (Self::BeforeValue, b'"' | b'\'') => Self::QuotedValue(byte),
            (Self::BeforeValue, _) if !blank => Self::Value,
            (Self::Name | Self::Value, _) if blank => Self::BetweenAttributes,
            (Self::BeforeValue | Self::Value, _) => self,
            (_, b'/') => Self::BetweenAttributes,
            (Self::Name, _) => self,
            (Self::AttributeName | Self::AfterAttributeName, b'=') => Self::BeforeValue,
            (Self::AttributeName | Self::AfterAttributeName, _) if blank => Self::AfterAttributeName,
            (Self::BetweenAttributes, _) if blank => self,
            (Self::BetweenAttributes | Self::AttributeName | Self::AfterAttributeName, _) => {
                Self::AttributeName
            }
        }
    }
}
