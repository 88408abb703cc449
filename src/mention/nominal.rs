//! Descriptions: noun phrases whose head can speak, or that stand where a speaker stands.

use super::names::NameSpan;
use crate::{
    lexicon::Classes,
    model::{Agreement, EntityKind, Mention, MentionKind, Segments, Tag, Token, TokenKind, TokenRange},
};

/// Appends the descriptions of one sentence to `out`; `names` are the names of the same sentence.
pub(super) fn find(
    raw: &str,
    segments: &Segments,
    sentence: TokenRange,
    names: &[NameSpan],
    out: &mut Vec<Mention>,
) {
    let tokens = segments.tokens.get(sentence.range()).unwrap_or_default();
    let inside_name = |i: usize| {
        let at = sentence.start + i as u32;
        names.iter().any(|n| n.name.contains(at))
    };
    let mut i = 0;
    while i < tokens.len() {
        let Some((start, head, end)) = phrase(raw, tokens, i) else {
            i += 1;
            continue;
        };
        i = end.max(i + 1);
        let Some(noun) = tokens.get(head) else { continue };
        // "cleric Muqtada al-Sadr": the noun is the name's role.
        let before_name =
            tokens.get(head + 1).is_some_and(|t| t.tag == Tag::Name && t.kind != TokenKind::Mark)
                && inside_name(head + 1);
        if before_name || inside_name(head) {
            continue;
        }
        let speaks = stands_as_speaker(raw, tokens, start, head + 1);
        if !noun.classes.any(SPEAKERS) && !speaks {
            continue;
        }
        let (Some(first), Some(last)) = (tokens.get(start), tokens.get(end.max(head + 1) - 1)) else {
            continue;
        };
        let kind = entity_kind(raw, noun);
        out.push(Mention {
            span: first.span.join(last.span),
            head: noun.span,
            kind: MentionKind::Nominal,
            entity_kind: kind,
            agreement: agreement(raw, noun, kind, tokens.get(start..head).unwrap_or_default()),
            weak: false,
            entity: None,
        });
    }
}

/// The noun phrase that begins at `i`: its start, its head noun, one past its end with an "of …" behind it.
fn phrase(raw: &str, tokens: &[Token], i: usize) -> Option<(usize, usize, usize)> {
    if !tokens.get(i).is_some_and(|t| in_phrase(t, true)) {
        return None;
    }
    let mut end = i + 1;
    while tokens.get(end).is_some_and(|t| in_phrase(t, false)) {
        end += 1;
    }
    let head = (i..end).rev().find(|&h| {
        tokens.get(h).is_some_and(|t| {
            t.tag == Tag::Noun || t.tag == Tag::Pronoun || t.tag == Tag::Number && end - i == 1
        })
    })?;
    let after = tokens.get(head + 1);
    let mut whole = head + 1;
    let person = tokens.get(head).is_some_and(|t| t.classes.any(SPEAKERS));
    let joins = after.is_some_and(|t| matches!(t.span.of(raw), "of" | "for" | "at" | "from"));
    if person && joins {
        let mut reach = head + 2;
        while tokens.get(reach).is_some_and(|t| in_phrase(t, reach == head + 2)) {
            reach += 1;
        }
        if reach > head + 2 {
            whole = reach;
        }
    }
    Some((i, head, whole))
}

/// Whether a token can be inside a noun phrase; determiners and pronouns only begin one.
fn in_phrase(token: &Token, first: bool) -> bool {
    match token.tag {
        Tag::Noun | Tag::Name | Tag::Adjective | Tag::Number => true,
        Tag::Possessive => !first,
        Tag::Determiner => first,
        Tag::Pronoun => {
            first
                && token.classes.any(Classes::DETERMINER | Classes::NUMBER)
                && !token.classes.any(Classes::SUBJECT_PRONOUN)
        }
        _ => false,
    }
}

/// Whether the phrase `start..end` stands where a speaker stands: before a reporting verb, behind one that
/// follows a quotation, after "according to".
fn stands_as_speaker(raw: &str, tokens: &[Token], start: usize, end: usize) -> bool {
    let mut next = end;
    while tokens
        .get(next)
        .is_some_and(|t| matches!(t.tag, Tag::Adverb | Tag::Auxiliary) && t.kind == TokenKind::Lower)
        && next < end + 3
    {
        next += 1;
    }
    let before_verb = tokens.get(next).is_some_and(|t| {
        t.classes.any(Classes::REPORTING_VERB)
            && matches!(t.tag, Tag::Verb | Tag::Participle | Tag::Infinitive)
    });
    let word = |i: Option<usize>| i.and_then(|i| tokens.get(i)).map(|t| t.span.of(raw)).unwrap_or_default();
    let according =
        word(start.checked_sub(1)) == "to" && word(start.checked_sub(2)).eq_ignore_ascii_case("according");
    let behind_verb = start >= 2
        && tokens
            .get(start - 1)
            .is_some_and(|t| t.classes.any(Classes::REPORTING_VERB) && t.tag == Tag::Verb)
        && tokens.get(start - 2).is_some_and(|t| {
            matches!(t.kind, TokenKind::Close | TokenKind::CloseSingle | TokenKind::Comma | TokenKind::Stop)
        });
    before_verb || according || behind_verb
}

fn entity_kind(raw: &str, noun: &Token) -> EntityKind {
    let classes = noun.classes;
    if classes.any(Classes::GROUP_NOUN | Classes::DEMONYM_PLURAL) {
        EntityKind::Group
    } else if classes.any(Classes::PERSON_NOUN | Classes::TITLE) {
        EntityKind::Unnamed
    } else if classes.any(Classes::ORGANIZATION_NOUN) {
        EntityKind::Organization
    } else if classes.any(Classes::RELATIONAL_NOUN) {
        EntityKind::Unnamed
    } else if classes.any(Classes::DOCUMENT_NOUN | Classes::REPORTING_NOUN) {
        EntityKind::Document
    } else if noun.span.of(raw).ends_with('s') || noun.tag == Tag::Pronoun {
        EntityKind::Group
    } else {
        EntityKind::Unnamed
    }
}

fn agreement(raw: &str, noun: &Token, kind: EntityKind, before: &[Token]) -> Agreement {
    if noun.classes.any(Classes::FEMININE_NOUN) && !noun.classes.any(Classes::MASCULINE_NOUN) {
        return Agreement::Feminine;
    }
    if noun.classes.any(Classes::MASCULINE_NOUN) && !noun.classes.any(Classes::FEMININE_NOUN) {
        return Agreement::Masculine;
    }
    let several = before.first().is_some_and(|t| {
        matches!(
            t.span.of(raw),
            "two" | "three" | "several" | "many" | "some" | "these" | "those" | "both" | "few"
        )
    });
    match kind {
        EntityKind::Group => Agreement::Plural,
        EntityKind::Unnamed if several => Agreement::Plural,
        EntityKind::Unnamed => Agreement::Person,
        EntityKind::Organization | EntityKind::Document => Agreement::Neuter,
        _ => Agreement::Unknown,
    }
}

/// Nouns that can speak wherever they stand.
const SPEAKERS: Classes = Classes::PERSON_NOUN
    .with(Classes::GROUP_NOUN)
    .with(Classes::ORGANIZATION_NOUN)
    .with(Classes::DOCUMENT_NOUN)
    .with(Classes::TITLE)
    .with(Classes::RELATIONAL_NOUN)
    .with(Classes::DEMONYM_PLURAL);
