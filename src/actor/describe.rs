//! Descriptions: joined to the name they stand beside or whose role they repeat, else kept as what they are.

use std::cell::LazyCell;

use rustc_hash::FxHashMap;

use super::cast::{Cast, agree};
use crate::{
    lexicon::{Classes, Lexicon},
    model::{Agreement, Alias, EntityId, EntityKind, Mention, MentionKind, Segments, Tag, Token, TokenKind},
    text::{Span, fold::fold},
};

/// Classes of the words for a nationality.
const NATIONALITY: Classes = Classes::DEMONYM.with(Classes::DEMONYM_PLURAL);

/// Resolves the nominal mentions of a document. One that never speaks and is nobody's is an entity only if `silent`
/// says so.
pub(super) fn nominals(
    raw: &str,
    segments: &Segments,
    speaks: impl Fn(usize) -> bool,
    silent: fn(&Mention) -> bool,
    lexicon: &Lexicon,
    mentions: &mut [Mention],
    cast: &mut Cast,
) {
    let mut by_form: FxHashMap<String, EntityId> = FxHashMap::default();
    // By its noun, who was described last, and where.
    let mut last_unnamed: FxHashMap<&str, (u32, EntityId)> = FxHashMap::default();
    appositions(raw, segments, mentions, cast);
    for i in 0..mentions.len() {
        let Some(mention) = mentions.get(i).copied() else { continue };
        if mention.kind != MentionKind::Nominal || mention.entity.is_some() {
            continue;
        }
        let form = LazyCell::new(|| normal_form(raw, &mention));
        let definite = starts_definite(raw, &mention);
        let repeats = !by_form.is_empty() && (definite || mention.entity_kind != EntityKind::Unnamed);
        let known = if repeats { by_form.get(form.as_str()).copied() } else { None };
        let found = known
            .or_else(|| {
                if definite { by_role(raw, segments, lexicon, &speaks, mentions, i, cast) } else { None }
            })
            .or_else(|| by_office(raw, segments, &mention, definite, cast))
            .or_else(|| {
                let head = mention.head.of(raw);
                let (at, entity) = last_unnamed.get(head).copied().filter(|_| definite)?;
                let near = mention.span.start() - at < NEAR_UNNAMED;
                // "The official", but not "the Syrian official".
                (near && form.as_str().eq_ignore_ascii_case(head)).then_some(entity)
            });
        let speaks = speaks(i);
        let id = match found {
            Some(id) => id,
            None if !speaks && !silent(&mention) => continue,
            None => {
                let id = cast.add(mention.entity_kind, mention.agreement);
                if let Some(member) = cast.member_mut(id) {
                    member.aliases.push(Alias { form: mention.span.of(raw).to_owned(), first: mention.span });
                    member.forms.push(form.clone());
                    member.seen.push(1);
                }
                id
            }
        };
        by_form.entry(LazyCell::force(&form).clone()).or_insert(id);
        if is_person(&mention) && mention.agreement != Agreement::Plural {
            last_unnamed.insert(mention.head.of(raw), (mention.span.start(), id));
        }
        if let Some(m) = mentions.get_mut(i) {
            m.entity = Some(id);
        }
    }
}

/// "X, spokesman for Y," and "the spokesman, X,": the description is the name's role.
fn appositions(raw: &str, segments: &Segments, mentions: &mut [Mention], cast: &mut Cast) {
    for i in 0..mentions.len() {
        let Some(mention) = mentions.get(i).copied() else { continue };
        if mention.kind != MentionKind::Nominal || !is_person(&mention) {
            continue;
        }
        let comma_before = token_before(segments, mention.span).is_some_and(|t| t.kind == TokenKind::Comma);
        let name = mentions.iter().take(i).rev().take(4).find(|m| {
            m.kind == MentionKind::Name
                && m.entity_kind == EntityKind::Person
                && comma_before
                && parted_by_comma(raw, m.span, mention.span)
        });
        let name = name.or_else(|| {
            mentions.iter().skip(i + 1).take(4).find(|m| {
                m.kind == MentionKind::Name
                    && m.entity_kind == EntityKind::Person
                    && parted_by_comma(raw, mention.span, m.span)
            })
        });
        let Some(entity) = name.and_then(|n| n.entity) else { continue };
        if let Some(m) = mentions.get_mut(i) {
            m.entity = Some(entity);
        }
        if let Some(member) = cast.member_mut(entity) {
            if matches!(member.agreement, Agreement::Person | Agreement::Unknown) {
                member.agreement = mention.agreement;
            }
            member.add_role(raw, segments, mention.span);
        }
    }
}

fn is_person(mention: &Mention) -> bool {
    mention.entity_kind == EntityKind::Unnamed
}

fn parted_by_comma(raw: &str, a: Span, b: Span) -> bool {
    a.end() <= b.start() && matches!(Span::new(a.end(), b.start()).of(raw).trim(), "," | ", a" | ", the")
}

fn token_before(segments: &Segments, span: Span) -> Option<&Token> {
    let at = segments.tokens.partition_point(|t| t.span.start() < span.start());
    at.checked_sub(1).and_then(|i| segments.tokens.get(i))
}

fn starts_definite(raw: &str, mention: &Mention) -> bool {
    let first = mention.span.of(raw).split_whitespace().next().unwrap_or_default();
    ["the", "this", "that", "his", "her", "their", "these", "those"]
        .iter()
        .any(|definite| definite.eq_ignore_ascii_case(first))
}

/// The description without its determiner, folded.
fn normal_form(raw: &str, mention: &Mention) -> String {
    let form = fold(mention.span.of(raw));
    for determiner in ["the ", "a ", "an ", "this ", "that ", "these ", "those "] {
        if let Some(rest) = form.strip_prefix(determiner) {
            return rest.to_owned();
        }
    }
    form
}

/// The named person whose role a definite description repeats ("the cleric", "the senior Iraqi diplomat"),
/// looking back from it: the last one whose role or title shares the head noun; else, for a noun that says
/// enough, whoever spoke last or began a sentence of the paragraphs before.
fn by_role(
    raw: &str,
    segments: &Segments,
    lexicon: &Lexicon,
    speaks: impl Fn(usize) -> bool,
    mentions: &[Mention],
    at: usize,
    cast: &Cast,
) -> Option<EntityId> {
    let mention = mentions.get(at)?;
    if mention.entity_kind != EntityKind::Unnamed || mention.agreement == Agreement::Plural {
        return None;
    }
    let head = mention.head.of(raw);
    let titles = same_office(head);
    let mut speaker: Option<EntityId> = None;
    let mut subject: Option<EntityId> = None;
    for (i, earlier) in mentions.iter().enumerate().take(at).rev().take(80) {
        let Some(entity) = earlier.entity.filter(|_| earlier.entity_kind == EntityKind::Person) else {
            continue;
        };
        let Some(member) = cast.member(entity) else { continue };
        if !agree(member.agreement, mention.agreement) {
            continue;
        }
        let holds =
            |role: &String| role.split(' ').any(|w| w.eq_ignore_ascii_case(head) || titles.contains(&w));
        if member.role_forms.iter().any(holds) || describes(raw, segments, earlier, head) {
            return Some(entity);
        }
        // Somebody known to hold another office is not who is meant.
        let other_office = member.role_forms.iter().any(|r| !r.is_empty());
        if other_office && !titles.is_empty() {
            continue;
        }
        if speaker.is_none() && speaks(i) {
            speaker = Some(entity);
        }
        let verb = segments.tokens.partition_point(|t| t.span.start() < earlier.span.end());
        let acts = segments.tokens.get(verb).is_some_and(|t| matches!(t.tag, Tag::Verb | Tag::Auxiliary));
        if subject.is_none() && acts {
            subject = Some(entity);
        }
    }
    let noun = lexicon.look_up_cased(head).0;
    let personal = noun.any(Classes::TITLE | Classes::PERSON_NOUN) && !generic(head);
    speaker.or(subject).filter(|_| personal && close_enough(raw, mentions, at))
}

/// How many bytes before "the official" an unnamed one is sought.
const NEAR_UNNAMED: u32 = 1500;

/// The one person of the document who holds the office of a description of two words or more, before or behind it:
/// "Baghdad’s foreign minister" is Iraqi Foreign Minister somebody, if no other foreign minister is named.
fn by_office(
    raw: &str,
    segments: &Segments,
    mention: &Mention,
    definite: bool,
    cast: &Cast,
) -> Option<EntityId> {
    let tokens = &segments.tokens;
    let head = tokens.partition_point(|t| t.span.start() < mention.head.start());
    let (noun, sort) = (tokens.get(head)?, tokens.get(head.checked_sub(1)?)?);
    let qualified = matches!(sort.tag, Tag::Noun | Tag::Adjective)
        && sort.span.start() >= mention.span.start()
        && !sort.classes.any(NATIONALITY.with(Classes::DETERMINER))
        && !QUALITIES.contains(&sort.span.of(raw));
    if !is_person(mention) || !noun.classes.any(Classes::TITLE) || !qualified {
        return None;
    }
    let owner =
        head.checked_sub(3).and_then(|from| tokens.get(from..head - 1)).and_then(|before| match before {
            [owner, mark] if mark.kind == TokenKind::Possessive => Some(owner),
            [_, owner] if owner.classes.any(NATIONALITY) => Some(owner),
            _ => None,
        });
    let owner = owner.filter(|owner| owner.span.start() >= mention.span.start());
    if owner.is_none() && !definite {
        return None;
    }
    let office = fold(sort.span.join(noun.span).of(raw));
    let mut holders = (0..cast.members.len()).map(|i| EntityId(i as u32)).filter(|id| {
        cast.member(*id).is_some_and(|member| {
            let mut roles = member.roles.iter().zip(&member.role_forms);
            member.kind == EntityKind::Person
                && agree(member.agreement, mention.agreement)
                && roles.any(|(role, form)| {
                    form.contains(&office) && same_country(raw, segments, owner, role.span)
                })
        })
    });
    let only = holders.next()?;
    holders.next().is_none().then_some(only)
}

/// Words before an office that are no part of it.
const QUALITIES: &[&str] = &[
    "acting",
    "current",
    "first",
    "former",
    "future",
    "incoming",
    "late",
    "local",
    "longtime",
    "new",
    "next",
    "old",
    "ousted",
    "outgoing",
    "popular",
    "prominent",
    "senior",
    "then",
    "top",
    "veteran",
    "young",
];

/// Whether nothing says that an office is of another country than its owner. A capital says nothing.
fn same_country(raw: &str, segments: &Segments, owner: Option<&Token>, role: Span) -> bool {
    const NATIONS: Classes = NATIONALITY.with(Classes::COUNTRY);
    let Some(owner) = owner.filter(|o| o.classes.any(NATIONS)) else { return true };
    let from = segments.tokens.partition_point(|t| t.span.start() < role.start());
    let tokens = segments.tokens.iter().skip(from).take_while(|t| t.span.end() <= role.end());
    let mut nations = tokens.filter(|t| t.classes.any(NATIONS)).peekable();
    // Iraq, Iraqi; France, French.
    let begins = |token: &Token| fold(token.span.of(raw)).chars().take(2).collect::<String>();
    nations.peek().is_none() || nations.any(|nation| begins(nation) == begins(owner))
}

/// Titles, folded, that are the office a noun names: "the senator" is Sen. somebody.
fn same_office(head: &str) -> &'static [&'static str] {
    match head {
        "senator" => &["sen", "senator"],
        "congressman" | "congresswoman" | "representative" | "lawmaker" => {
            &["rep", "representative", "congressman", "congresswoman"]
        }
        "governor" => &["gov", "governor"],
        "mayor" => &["mayor"],
        "general" => &["gen", "general"],
        "president" => &["president"],
        "minister" => &["minister"],
        "judge" | "justice" => &["judge", "justice"],
        "sheriff" => &["sheriff"],
        "chancellor" => &["chancellor"],
        _ => &[],
    }
}

/// Nouns for people who are rarely the person named before.
fn generic(head: &str) -> bool {
    matches!(
        head,
        "source"
            | "official"
            | "spokesman"
            | "spokeswoman"
            | "spokesperson"
            | "witness"
            | "person"
            | "resident"
            | "aide"
            | "analyst"
            | "expert"
            | "reporter"
            | "man"
            | "woman"
            | "victim"
            | "voter"
            | "judge"
            | "moderator"
            | "adviser"
    )
}

/// How many bytes before a description the last name is sought: many more than the gap that is allowed.
const NEAR: u32 = 4000;

/// Whether the description begins its paragraph's sentence near the last name.
fn close_enough(raw: &str, mentions: &[Mention], at: usize) -> bool {
    let Some(mention) = mentions.get(at) else { return false };
    let far = mention.span.start().saturating_sub(NEAR);
    let before = mentions.iter().take(at).rev().take_while(|m| m.span.start() >= far);
    let last =
        before.into_iter().find(|m| m.kind == MentionKind::Name && m.entity_kind == EntityKind::Person);
    last.is_some_and(|l| {
        let between = Span::new(l.span.end(), mention.span.start()).of(raw);
        between.len() < 600
    })
}

/// Whether the words before a name contain `head`: "Iraqi cleric Muqtada al-Sadr" is a cleric.
fn describes(raw: &str, segments: &Segments, name: &Mention, head: &str) -> bool {
    let at = segments.tokens.partition_point(|t| t.span.start() < name.head.start());
    let before = segments.tokens.get(at.saturating_sub(6)..at).unwrap_or_default();
    before
        .iter()
        .rev()
        .take_while(|t| t.kind.is_word())
        .any(|t| t.span.of(raw).eq_ignore_ascii_case(head) && !t.classes.any(NATIONALITY))
}
