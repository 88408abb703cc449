//! The words between the braces of a mark.

use std::fmt::Write as _;

use crate::model::{EntityKind, MentionKind, QuotationKind, When};

/// What the braces of one mark say; everything optional, since nearness and the marked words say the rest.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Tag {
    /// `@chen`, without the sign.
    pub key: Option<String>,
    /// `?`: a mention resolved to nobody.
    pub unresolved: bool,
    /// `nobody`: a quotation without a speaker.
    pub nobody: bool,
    /// Attributions the mark is part of.
    pub numbers: Vec<u32>,
    /// Kind of the entity.
    pub entity: Option<EntityKind>,
    /// Kind of the mention.
    pub mention: Option<MentionKind>,
    /// Kind of the quotation.
    pub quotation: Option<QuotationKind>,
    /// Full name of the entity.
    pub name: Option<String>,
    /// Confidence of the attribution.
    pub confidence: Option<f32>,
    /// The mark is no mention but states a fact about the article or an entity.
    pub fact: Option<Fact>,
}

/// What a bracket can mark beside a mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fact {
    Headline,
    Byline,
    Dateline,
    Outlet,
    /// With what is stated of it, `~` for nothing.
    Published(When),
    /// What the entity with the tag's key is said to be.
    Role,
}

const FACTS: [(&str, Fact); 6] = [
    ("headline", Fact::Headline),
    ("byline", Fact::Byline),
    ("dateline", Fact::Dateline),
    ("outlet", Fact::Outlet),
    ("published", Fact::Published(When::Nothing)),
    ("role", Fact::Role),
];

/// The mention's kind in one word.
const fn mention_name(kind: MentionKind) -> &'static str {
    match kind {
        MentionKind::Name => "name",
        MentionKind::Pronoun => "pronoun",
        MentionKind::Nominal => "nominal",
    }
}

const MENTIONS: [MentionKind; 3] = [MentionKind::Name, MentionKind::Pronoun, MentionKind::Nominal];

impl Tag {
    /// Reads what stands between the braces.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut tag = Self::default();
        for word in words(text)? {
            tag.take(&word)?;
        }
        Ok(tag)
    }

    fn take(&mut self, word: &Word) -> Result<(), String> {
        let word = match word {
            Word::Quoted(name) => {
                self.name = Some(name.clone());
                return Ok(());
            }
            Word::Plain(word) => word.as_str(),
        };
        if let Some(key) = word.strip_prefix('@') {
            self.key = Some(key.to_owned());
        } else if word == "?" {
            self.unresolved = true;
        } else if let (Some(Fact::Published(when)), Ok(stated)) = (&mut self.fact, word.parse()) {
            *when = stated;
        } else if word == "nobody" {
            self.nobody = true;
        } else if let Ok(number) = word.parse() {
            self.numbers.push(number);
        } else if let Some(confidence) = word.parse().ok().filter(|_| word.contains('.')) {
            self.confidence = Some(confidence);
        } else if let Some((_, fact)) = FACTS.iter().find(|(name, _)| *name == word) {
            self.fact = Some(*fact);
        } else if let Some(kind) = EntityKind::ALL.into_iter().find(|k| k.name() == word) {
            self.entity = Some(kind);
        } else if let Some(kind) = QuotationKind::ALL.into_iter().find(|k| k.name() == word) {
            self.quotation = Some(kind);
        } else if let Some(kind) = MENTIONS.into_iter().find(|k| mention_name(*k) == word) {
            self.mention = Some(kind);
        } else {
            return Err(format!("`{word}` means nothing here"));
        }
        Ok(())
    }

    /// The tag with its braces.
    pub fn print(&self) -> String {
        let mut out = String::new();
        let mut word = |w: &str| {
            out.push(if out.is_empty() { '{' } else { ' ' });
            out.push_str(w);
        };
        if let Some(fact) = self.fact {
            match fact {
                Fact::Published(when) => word(&format!("published {when}")),
                _ => FACTS.iter().filter(|(_, f)| *f == fact).for_each(|(name, _)| word(name)),
            }
        }
        for number in &self.numbers {
            word(&number.to_string());
        }
        if let Some(key) = &self.key {
            word(&format!("@{key}"));
        }
        if self.unresolved {
            word("?");
        }
        if self.nobody {
            word("nobody");
        }
        for name in [
            self.mention.map(mention_name),
            self.entity.map(EntityKind::name),
            self.quotation.map(QuotationKind::name),
        ]
        .into_iter()
        .flatten()
        {
            word(name);
        }
        if let Some(confidence) = self.confidence {
            word(&format!("{confidence:.2}"));
        }
        if let Some(name) = &self.name {
            word(&quoted(name));
        }
        if out.is_empty() { String::new() } else { out + "}" }
    }
}

/// `name` in straight quotation marks, those within it escaped.
fn quoted(name: &str) -> String {
    let mut out = String::from("\"");
    for c in name.chars() {
        match c {
            '"' | '\\' => _ = write!(out, "\\{c}"),
            '\n' => out.push(' '),
            _ => out.push(c),
        }
    }
    out + "\""
}

enum Word {
    Plain(String),
    Quoted(String),
}

fn words(text: &str) -> Result<Vec<Word>, String> {
    let mut out = Vec::new();
    let mut chars = text.chars().peekable();
    while let Some(&c) = chars.peek() {
        if c.is_whitespace() {
            chars.next();
        } else if c == '"' {
            chars.next();
            let mut name = String::new();
            loop {
                match chars.next() {
                    Some('"') => break,
                    Some('\\') => name.extend(chars.next()),
                    Some(c) => name.push(c),
                    None => return Err("a name in braces is not closed".to_owned()),
                }
            }
            out.push(Word::Quoted(name));
        } else {
            let mut plain = String::new();
            while let Some(c) = chars.next_if(|c| !c.is_whitespace()) {
                plain.push(c);
            }
            out.push(Word::Plain(plain));
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_read_back_as_they_were_printed() {
        for text in [
            "{1 2 @chen pronoun person}",
            "{? person}",
            "{nobody direct 0.25}",
            "{published 2026-01-19}",
            "{published ~}",
            "{role @chen}",
            "{@rao nominal unnamed \"Priya \\\"P\\\" Rao\"}",
        ] {
            let inner = text.trim_matches(['{', '}']);
            assert_eq!(Tag::parse(inner).unwrap().print(), text);
        }
    }
}
