//! Names of one document that are the same somebody: full names, surnames, abbreviations.

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};

use super::cast::{CROWD, Cast, Member, agree};
use crate::{
    lexicon::Classes,
    model::{Agreement, EntityId, EntityKind, Mention, MentionKind, Segments, TokenKind},
    text::{Span, fold::fold},
};

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
            member.learn(&mention, raw, segments, form, forms.named(&mention));
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

fn compatible(member: &Member, kind: EntityKind, mention: &Mention) -> bool {
    let kinds = member.kind == kind || (member.kind != EntityKind::Person && kind != EntityKind::Person);
    kinds && agree(member.agreement, mention.agreement)
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
