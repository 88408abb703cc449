//! The entities of one document in the making: how each is called, what it is, how it is to be spoken of.

use crate::{
    lexicon::Classes,
    model::{
        Agreement, Alias, Entity, EntityId, EntityKind, Mention, MentionId, Role, Segments, Tag, Token,
        TokenKind,
    },
    text::{Span, fold::fold},
};

/// The entities found so far, with what resolving needs beside them.
#[derive(Debug, Default)]
pub(super) struct Cast {
    pub(super) members: Vec<Member>,
}

/// An entity in the making.
#[derive(Debug)]
pub(super) struct Member {
    pub(super) kind: EntityKind,
    pub(super) agreement: Agreement,
    /// Folded forms, the fullest first.
    pub(super) forms: Vec<String>,
    /// Forms as written with their first place.
    pub(super) aliases: Vec<Alias>,
    /// How often each form was seen, in the order of the forms.
    pub(super) seen: Vec<u32>,
    /// Where a person is named by several words, as far as names are clustered.
    pub(super) full_at: Vec<u32>,
    pub(super) roles: Vec<Role>,
    /// The roles, folded.
    pub(super) role_forms: Vec<String>,
}

/// So many forms and roles of one member are kept, and so many people of one surname told apart: more of them
/// are no article, and looking through them all must not take for ever.
pub(super) const CROWD: usize = 100;

impl Member {
    /// Notes that `mention` names it: by the words `named`, `form` when folded.
    pub(super) fn learn(
        &mut self,
        mention: &Mention,
        raw: &str,
        segments: &Segments,
        form: &str,
        named: Span,
    ) {
        match self.forms.iter().position(|f| f == form) {
            Some(at) => {
                if let Some(count) = self.seen.get_mut(at) {
                    *count += 1;
                }
                if let Some(alias) = self.aliases.get_mut(at)
                    && named.start() < alias.first.start()
                {
                    alias.first = named;
                }
            }
            None if self.forms.len() < CROWD => {
                self.forms.push(form.to_owned());
                self.seen.push(1);
                self.aliases.push(Alias { form: named.of(raw).to_owned(), first: named });
            }
            None => {}
        }
        if form.contains(' ') && self.kind == EntityKind::Person {
            self.full_at.push(mention.head.start());
        }
        let weak = matches!(self.agreement, Agreement::Unknown | Agreement::Person);
        if weak && mention.agreement != Agreement::Unknown {
            self.agreement = mention.agreement;
        }
        if mention.span.start() < mention.head.start() {
            let span = Span::new(mention.span.start(), mention.head.start()).trim(raw);
            let honorific = span.len() <= 4;
            if !honorific {
                self.add_role(raw, segments, span);
            }
        }
    }

    /// Notes the words under `span` as a role, unless they are known as one or say nothing of what somebody is.
    pub(super) fn add_role(&mut self, raw: &str, segments: &Segments, span: Span) {
        let Some(span) = role_words(raw, segments, span) else { return };
        if self.roles.len() < CROWD && !self.roles.iter().any(|r| r.span.of(raw) == span.of(raw)) {
            self.roles.push(Role { span });
            self.role_forms.push(fold(span.of(raw)));
        }
    }
}

/// The words of `span` that say what somebody is: without "Mr." at the end; none, if it stands in brackets ("[her
/// opponent]"), tells whose somebody is ("whose father"), or has no noun that people are called by ("The Trump").
fn role_words(raw: &str, segments: &Segments, span: Span) -> Option<Span> {
    const OWNERS: Classes = Classes::POSSESSIVE_PRONOUN.with(Classes::RELATIVE);
    const PEOPLE: Classes =
        Classes::TITLE.with(Classes::PERSON_NOUN).with(Classes::RELATIONAL_NOUN).with(Classes::GROUP_NOUN);
    let from = segments.tokens.partition_point(|t| t.span.start() < span.start());
    let to = segments.tokens.partition_point(|t| t.span.end() <= span.end());
    let mut words = segments.tokens.get(from..to)?;
    let bracket = |t: &Token| matches!(t.kind, TokenKind::OpenBracket);
    if from.checked_sub(1).and_then(|before| segments.tokens.get(before)).is_some_and(bracket) {
        return None;
    }
    let word = |t: &Token| t.span.of(raw);
    let address = |t: &Token| ["Mr", "Mrs", "Ms", "Miss", "Mr.", "Mrs.", "Ms."].contains(&word(t));
    if let [rest @ .., last, stop] = words
        && stop.kind == TokenKind::Stop
        && address(last)
    {
        words = rest;
    } else if let [rest @ .., last] = words
        && address(last)
    {
        words = rest;
    }
    let (first, last) = (words.first()?, words.last()?);
    let says = words.iter().any(|t| t.classes.any(PEOPLE) || t.tag == Tag::Noun);
    (says && !first.classes.any(OWNERS)).then(|| first.span.join(last.span))
}

impl Cast {
    pub(super) fn add(&mut self, kind: EntityKind, agreement: Agreement) -> EntityId {
        self.members.push(Member {
            kind,
            agreement,
            forms: Vec::new(),
            aliases: Vec::new(),
            seen: Vec::new(),
            full_at: Vec::new(),
            roles: Vec::new(),
            role_forms: Vec::new(),
        });
        EntityId(self.members.len() as u32 - 1)
    }

    pub(super) fn member(&self, id: EntityId) -> Option<&Member> {
        self.members.get(id.0 as usize)
    }

    pub(super) fn member_mut(&mut self, id: EntityId) -> Option<&mut Member> {
        self.members.get_mut(id.0 as usize)
    }

    /// The entities, numbered in order of their first mention; members without a mention are gone.
    pub(super) fn finish(self, mentions: &mut [Mention]) -> Vec<Entity> {
        let mut order: Vec<Option<EntityId>> = vec![None; self.members.len()];
        let mut out: Vec<Entity> = Vec::new();
        let mut members: Vec<Option<Member>> = self.members.into_iter().map(Some).collect();
        for (i, mention) in mentions.iter_mut().enumerate() {
            let Some(old) = mention.entity.map(|e| e.0 as usize) else { continue };
            let Some(new) = order.get(old).copied().flatten().or_else(|| {
                let member = members.get_mut(old).and_then(Option::take)?;
                let new = EntityId(out.len() as u32);
                let mut aliases = member.aliases;
                if let Some(at) = fullest(member.kind, &aliases, &member.seen) {
                    aliases.swap(0, at);
                }
                let name = aliases.first().map(|a| a.form.clone()).unwrap_or_default();
                out.push(Entity {
                    name,
                    kind: member.kind,
                    aliases,
                    roles: member.roles,
                    mentions: Vec::new(),
                });
                *order.get_mut(old)? = Some(new);
                Some(new)
            }) else {
                continue;
            };
            mention.entity = Some(new);
            if let Some(entity) = out.get_mut(new.0 as usize) {
                entity.mentions.push(MentionId(i as u32));
            }
        }
        out
    }
}

/// The alias to display: of a person the full name used most often, of others the longest.
fn fullest(kind: EntityKind, aliases: &[Alias], seen: &[u32]) -> Option<usize> {
    let words = |a: &Alias| a.form.split_whitespace().filter(|w| w.len() > 2 || w.ends_with('.')).count();
    let rank = |i: usize, alias: &Alias| {
        let often = seen.get(i).copied().unwrap_or_default();
        let words = words(alias);
        if kind == EntityKind::Person {
            // A name of more than four words has probably swallowed its neighbours.
            (usize::from((2..=4).contains(&words)), often as usize, words)
        } else {
            (words, often as usize, 0)
        }
    };
    let mut best: Option<(usize, (usize, usize, usize))> = None;
    for (i, alias) in aliases.iter().enumerate() {
        let rank = rank(i, alias);
        if best.is_none_or(|(_, b)| rank > b) {
            best = Some((i, rank));
        }
    }
    best.map(|(i, _)| i)
}

/// Whether what agrees with `a` may be what agrees with `b`.
pub(super) fn agree(a: Agreement, b: Agreement) -> bool {
    use Agreement::{Feminine, Masculine};
    !matches!((a, b), (Feminine, Masculine) | (Masculine, Feminine))
}
