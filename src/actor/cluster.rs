//! Names of one document that are the same somebody: full names, surnames, abbreviations.

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    lexicon::Classes,
    model::{
        Agreement, Alias, Entity, EntityId, EntityKind, Mention, MentionId, MentionKind, Role, Segments, Tag,
        Token, TokenKind,
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
    full_at: Vec<u32>,
    pub(super) roles: Vec<Role>,
    /// The roles, folded.
    pub(super) role_forms: Vec<String>,
}

/// So many forms and roles of one member are kept, and so many people of one surname told apart: more of them
/// are no article, and looking through them all must not take for ever.
const CROWD: usize = 100;

impl Member {
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

/// The names of a document, folded, each spelling once.
struct Forms<'t> {
    raw: &'t str,
    segments: &'t Segments,
    folded: FxHashMap<&'t str, String>,
}

impl<'t> Forms<'t> {
    fn of(raw: &'t str, segments: &'t Segments, mentions: &[Mention]) -> Self {
        let mut forms = Self { raw, segments, folded: FxHashMap::default() };
        for mention in mentions.iter().filter(|m| m.kind == MentionKind::Name) {
            let name = forms.named(mention).of(raw);
            forms.folded.entry(name).or_insert_with(|| fold(name));
        }
        forms
    }

    /// The words that name a mention: its head, and for a body that only says of what sort it is ("Interior
    /// Ministry") the place it belongs to, where that stands right before ("Iraq’s Interior Ministry").
    fn named(&self, mention: &Mention) -> Span {
        let head = mention.head;
        if mention.entity_kind != EntityKind::Organization {
            return head;
        }
        let tokens = &self.segments.tokens;
        let at = tokens.partition_point(|t| t.span.start() < head.start());
        let owner = match at.checked_sub(2).and_then(|from| tokens.get(from..at)) {
            Some([owner, mark]) if mark.kind == TokenKind::Possessive => owner,
            _ => return head,
        };
        let end = tokens.partition_point(|t| t.span.start() < head.end());
        let body = tokens.get(at..end).unwrap_or_default();
        let of_place = owner.classes.any(Classes::COUNTRY | Classes::PLACE);
        let sort = body.last().is_some_and(|t| t.classes.any(Classes::ORGANIZATION_NOUN))
            && body.iter().all(|t| !t.kind.is_word() || t.classes.any(PLAIN));
        if of_place && sort { owner.span.join(head) } else { head }
    }

    fn of_name(&self, mention: &Mention) -> &str {
        self.folded.get(self.named(mention).of(self.raw)).map(String::as_str).unwrap_or_default()
    }
}

/// Classes of words that do not tell one body from another.
const PLAIN: Classes = Classes::COMMON
    .with(Classes::ORGANIZATION_NOUN)
    .with(Classes::ORGANIZATION_SUFFIX)
    .with(Classes::PREPOSITION)
    .with(Classes::ADJECTIVE);

/// Clusters the names of a document.
pub(super) fn names(
    raw: &str,
    segments: &Segments,
    speaks: impl Fn(usize) -> bool,
    mentions: &mut [Mention],
) -> Cast {
    let mut cast = Cast::default();
    let forms = Forms::of(raw, segments, mentions);
    // What may be no entity becomes one only if a stronger place has the same name, or if it speaks.
    let strong: FxHashSet<&str> = mentions
        .iter()
        .enumerate()
        .filter(|(i, m)| m.kind == MentionKind::Name && (!m.weak || speaks(*i)))
        .map(|(_, m)| forms.of_name(m))
        .collect();
    // Longer names first, so that a surname finds the full name it belongs to, wherever that stands.
    let mut order: Vec<(Reverse<usize>, usize, &str)> = mentions
        .iter()
        .enumerate()
        .filter(|(_, m)| m.kind == MentionKind::Name)
        .map(|(i, m)| (i, forms.of_name(m)))
        .map(|(i, form)| (Reverse(form.split(' ').count()), i, form))
        .collect();
    order.sort_unstable();
    // People apart from the rest: a library that has somebody's name is not that somebody.
    let mut exact: FxHashMap<(bool, &str), EntityId> = FxHashMap::default();
    let mut last_words: FxHashMap<&str, Vec<EntityId>> = FxHashMap::default();
    let mut bodies: FxHashMap<&str, Vec<EntityId>> = FxHashMap::default();
    let mut initials: FxHashMap<String, EntityId> = FxHashMap::default();
    for (_, i, form) in order {
        let Some(mention) = mentions.get(i).copied() else { continue };
        let explained = initials.contains_key(form) && is_abbreviation(mention.head.of(raw));
        if form.is_empty() || (mention.weak && !explained && !strong.contains(form)) {
            continue;
        }
        let kind = mention.entity_kind;
        let bare = bare(form);
        let person = kind == EntityKind::Person;
        let known = exact.get(&(person, form)).or_else(|| exact.get(&(person, bare))).copied();
        // Whom a surname alone was found for may be in sight only later.
        let known = match known.and_then(|e| cast.member(e)) {
            Some(member) if person && member.full_at.is_empty() => {
                by_surname(&cast, &last_words, &mention, bare, kind).or(known)
            }
            _ => known,
        };
        let found = known
            .filter(|&e| cast.member(e).is_some_and(|m| compatible(m, kind, &mention)))
            .or_else(|| by_surname(&cast, &last_words, &mention, bare, kind))
            .or_else(|| by_ending(raw, &cast, &bodies, &mention, bare))
            .or_else(|| initials.get(form).copied().filter(|_| is_abbreviation(mention.head.of(raw))));
        let id = found.unwrap_or_else(|| cast.add(kind, mention.agreement));
        if let Some(member) = cast.member_mut(id) {
            learn(member, &mention, raw, segments, form, forms.named(&mention));
        }
        exact.entry((person, form)).or_insert(id);
        exact.entry((person, bare)).or_insert(id);
        if found.is_none() {
            if person {
                for word in surname_words(bare) {
                    last_words.entry(word).or_default().push(id);
                }
            }
            if kind == EntityKind::Organization {
                for ending in endings(bare) {
                    bodies.entry(ending).or_default().push(id);
                }
            }
            if kind != EntityKind::Person
                && let Some(abbreviation) = abbreviation(raw, segments, &mention)
            {
                initials.entry(abbreviation).or_insert(id);
            }
        }
        if let Some(m) = mentions.get_mut(i) {
            m.entity = Some(id);
            if kind == EntityKind::Place || kind == EntityKind::Organization {
                m.entity_kind = cast.member(id).map_or(kind, |c| c.kind);
            }
        }
    }
    cast
}

fn learn(member: &mut Member, mention: &Mention, raw: &str, segments: &Segments, form: &str, named: Span) {
    match member.forms.iter().position(|f| f == form) {
        Some(at) => {
            if let Some(count) = member.seen.get_mut(at) {
                *count += 1;
            }
            if let Some(alias) = member.aliases.get_mut(at)
                && named.start() < alias.first.start()
            {
                alias.first = named;
            }
        }
        None if member.forms.len() < CROWD => {
            member.forms.push(form.to_owned());
            member.seen.push(1);
            member.aliases.push(Alias { form: named.of(raw).to_owned(), first: named });
        }
        None => {}
    }
    if form.contains(' ') && member.kind == EntityKind::Person {
        member.full_at.push(mention.head.start());
    }
    let weak = matches!(member.agreement, Agreement::Unknown | Agreement::Person);
    if weak && mention.agreement != Agreement::Unknown {
        member.agreement = mention.agreement;
    }
    if mention.span.start() < mention.head.start() {
        let span = Span::new(mention.span.start(), mention.head.start()).trim(raw);
        let honorific = span.len() <= 4;
        if !honorific {
            member.add_role(raw, segments, span);
        }
    }
}

fn compatible(member: &Member, kind: EntityKind, mention: &Mention) -> bool {
    let kinds = member.kind == kind || (member.kind != EntityKind::Person && kind != EntityKind::Person);
    kinds && agree(member.agreement, mention.agreement)
}

pub(super) fn agree(a: Agreement, b: Agreement) -> bool {
    use Agreement::{Feminine, Masculine};
    !matches!((a, b), (Feminine, Masculine) | (Masculine, Feminine))
}

/// The one person whose surname this is; nobody when two full names share it.
fn by_surname(
    cast: &Cast,
    last_words: &FxHashMap<&str, Vec<EntityId>>,
    mention: &Mention,
    form: &str,
    kind: EntityKind,
) -> Option<EntityId> {
    if kind != EntityKind::Person {
        return None;
    }
    let key = form.split(' ').next_back()?;
    let single = form.split(' ').filter(|w| !is_particle(w)).count() == 1;
    let all = last_words.get(key).filter(|all| all.len() <= CROWD)?;
    let mut fitting: Vec<EntityId> = all
        .iter()
        .copied()
        .filter(|&e| {
            cast.member(e).is_some_and(|m| {
                let full = m.forms.first().map(String::as_str).unwrap_or_default();
                agree_strictly(m.agreement, mention) && (single || same_person(full, form))
            })
        })
        .collect();
    fitting.dedup();
    drop_compounds(cast, &mut fitting);
    if fitting.len() == 1 {
        return fitting.first().copied();
    }
    // Two people share the word: the one whose last name it is, if only one.
    let ends: Vec<EntityId> = fitting
        .iter()
        .copied()
        .filter(|&e| {
            cast.member(e)
                .and_then(|m| m.forms.first())
                .is_some_and(|f| f.split(' ').rfind(|w| !is_suffix(w)) == Some(key))
        })
        .collect();
    match ends.as_slice() {
        [] => most_prominent(cast, &fitting, mention),
        [one] => Some(*one),
        several => most_prominent(cast, several, mention),
    }
}

/// Leaves out names that go on where another ends: the law that is called after somebody is not who is meant.
fn drop_compounds(cast: &Cast, people: &mut Vec<EntityId>) {
    let form = |e: EntityId| cast.member(e).and_then(|m| m.forms.first()).map_or("", String::as_str);
    let all = people.clone();
    people.retain(|&e| {
        let goes_on = |other: &EntityId| {
            let rest = form(e).strip_prefix(form(*other));
            form(*other).contains(' ') && rest.is_some_and(|rest| rest.starts_with(' '))
        };
        !all.iter().any(goes_on)
    });
}

/// Who of several people that share a name is called by it alone: the one named in full far more often than
/// the others, of those named in full before.
fn most_prominent(cast: &Cast, people: &[EntityId], mention: &Mention) -> Option<EntityId> {
    let before = |e: &EntityId| {
        let member = cast.member(*e);
        member.is_some_and(|m| m.full_at.iter().any(|&at| at < mention.head.start()))
    };
    let introduced: Vec<EntityId> = people.iter().copied().filter(before).collect();
    if let [one] = introduced.as_slice() {
        return Some(*one);
    }
    let often = |e: &EntityId| cast.member(*e).map_or(0, |m| m.full_at.len());
    let mut ranked: Vec<(usize, EntityId)> = introduced.iter().map(|e| (often(e), *e)).collect();
    ranked.sort_by_key(|(often, _)| std::cmp::Reverse(*often));
    match ranked.as_slice() {
        [(first, most), (second, _), ..] if *first >= 2 * *second => Some(*most),
        _ => None,
    }
}

/// "the Times" and "Red Sox" are the one body of the document whose name ends so.
fn by_ending(
    raw: &str,
    cast: &Cast,
    bodies: &FxHashMap<&str, Vec<EntityId>>,
    mention: &Mention,
    form: &str,
) -> Option<EntityId> {
    let start = mention.head.start();
    let the = Span::new(start.saturating_sub(4), start).of(raw);
    let told = the.eq_ignore_ascii_case("the ") || form.contains(' ');
    if !told || mention.entity_kind == EntityKind::Person {
        return None;
    }
    match bodies.get(form).map(Vec::as_slice) {
        Some([one]) => cast.member(*one).is_some().then_some(*one),
        _ => None,
    }
}

/// What the name of a body ends in, its own words from the second on; in "General Assembly of the United Nations"
/// another body's name follows.
fn endings(form: &str) -> impl Iterator<Item = &str> {
    let joins = |word: &str| matches!(word, "of" | "the" | "for" | "in" | "at" | "by" | "and" | "on" | "de");
    let ends = form
        .match_indices(' ')
        .map(|(at, _)| form.split_at(at))
        .filter(move |(before, _)| !before.rsplit(' ').next().is_some_and(joins));
    ends.map(|(_, ending)| ending.trim_start())
        .filter(move |ending| !ending.split(' ').next().is_some_and(joins))
        .take(CROWD)
}

fn agree_strictly(a: Agreement, mention: &Mention) -> bool {
    // A given name of either gender may be a surname, so only a title or pronoun-like word contradicts.
    let titled = mention.span.start() < mention.head.start();
    !titled || agree(a, mention.agreement)
}

/// Whether a shorter form of several words can be the fuller one: first words agree or abbreviate.
fn same_person(full: &str, form: &str) -> bool {
    let (Some(a), Some(b)) = (full.split(' ').next(), form.split(' ').next()) else { return false };
    let bare = |name: &'_ str| name.trim_end_matches(|c| c != ' ').trim_end().to_owned();
    if is_degree(full) && bare(full) == form || is_degree(form) && bare(form) == full {
        return true;
    }
    let last = full.split(' ').next_back() == form.split(' ').next_back();
    last && !are_rivals(full, form)
        && (a == b || (b.len() == 1 && a.starts_with(b)) || (a.len() == 1 && b.starts_with(a)))
}

/// Whether both names have words in the middle that do not go together: George W. Bush, George H. W. Bush.
fn are_rivals(a: &str, b: &str) -> bool {
    let middle = |name: &'_ str| -> Vec<String> {
        let words: Vec<&str> = name.split(' ').collect();
        let inner = words.get(1..words.len().saturating_sub(1)).unwrap_or_default();
        inner.iter().map(|word| (*word).to_owned()).collect()
    };
    let (a, b) = (middle(a), middle(b));
    let goes = |(x, y): (&String, &String)| x.starts_with(y.as_str()) || y.starts_with(x.as_str());
    !a.is_empty() && !b.is_empty() && (a.len() != b.len() || !a.iter().zip(&b).all(goes))
}

/// The words of a full name by which the person may be called alone.
fn surname_words(form: &str) -> impl Iterator<Item = &str> {
    let words = || form.split(' ').filter(|w| !is_suffix(w));
    let several = words().nth(1).is_some();
    words().filter(move |w| !several || w.len() > 2)
}

fn is_particle(word: &str) -> bool {
    matches!(word, "al" | "el" | "bin" | "ibn" | "van" | "von" | "de" | "der" | "la" | "ul" | "abu")
}

/// Whether a name ends in letters that stand for an honour or a degree.
fn is_degree(name: &str) -> bool {
    let last = name.split(' ').next_back().unwrap_or_default();
    matches!(last, "phd" | "md" | "frs" | "esq" | "mp" | "mep" | "kc" | "qc" | "cbe" | "obe" | "mbe")
}

fn is_suffix(word: &str) -> bool {
    matches!(word, "jr" | "sr" | "ii" | "iii" | "iv")
}

/// A form without "the" and, for names, without "al".
fn bare(form: &str) -> &str {
    let form = form.strip_prefix("the ").unwrap_or(form);
    form.strip_prefix("al ").filter(|rest| !rest.contains(' ')).unwrap_or(form)
}

fn is_abbreviation(head: &str) -> bool {
    let letters = head.chars().filter(|c| c.is_alphabetic()).count();
    (2..=8).contains(&letters)
        && head.chars().filter(|c| c.is_uppercase()).count() >= 2
        && !head.contains(' ')
}

/// The folded abbreviation of a name: what stands in brackets behind it, else the initials of its words.
fn abbreviation(raw: &str, segments: &Segments, mention: &Mention) -> Option<String> {
    let at = segments.tokens.partition_point(|t| t.span.start() < mention.head.end());
    let bracket = segments.tokens.get(at).is_some_and(|t| t.kind == TokenKind::OpenBracket);
    if bracket
        && let Some(inner) = segments.tokens.get(at + 1)
        && segments.tokens.get(at + 2).is_some_and(|t| t.kind == TokenKind::CloseBracket)
        && matches!(inner.kind, TokenKind::Upper | TokenKind::Capital)
    {
        return Some(fold(inner.span.of(raw)));
    }
    let words: Vec<&str> = mention
        .head
        .of(raw)
        .split(|c: char| c.is_whitespace() || c == '-')
        .filter(|w| w.starts_with(char::is_uppercase))
        .collect();
    if words.len() < 2 {
        return None;
    }
    Some(words.iter().filter_map(|w| w.chars().next()).flat_map(char::to_lowercase).collect())
}

/// Whether a token's classes are those of a nationality; kept here for the stage's other files.
pub(super) const NATIONALITY: Classes = Classes::DEMONYM.with(Classes::DEMONYM_PLURAL);
