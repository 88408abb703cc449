//! From marks to a document and its facts.

use std::{cmp::Reverse, collections::BTreeMap};

use super::{
    NotationError, links,
    scan::{Mark, Part, Scanned, Sort},
    tag::{Fact, Tag},
};
use crate::{
    model::{
        Agreement, Alias, Analysis, Attribution, Block, Certainty, Confidence, Document, Entity, EntityId,
        EntityKind, Given, Layout, Masked, Mention, MentionId, MentionKind, Origin, Published, Quotation,
        Role, When,
    },
    text::Span,
};

type Checked<T> = Result<T, NotationError>;

/// Puts together what the marks say.
pub(super) fn build(scanned: Scanned) -> Checked<(Document, Analysis)> {
    let document = document(&scanned);
    let Scanned { raw, parts, mut marks, .. } = scanned;
    marks.sort_by_key(|m| (m.sort, m.span.start(), Reverse(m.span.end())));
    let of_sort = |sort| marks.iter().filter(move |m| m.sort == sort);
    let (facts, mentions): (Vec<&Mark>, Vec<&Mark>) =
        of_sort(Sort::Mention).partition(|m| m.tag.fact.is_some());
    let contents: Vec<&Mark> = of_sort(Sort::Content).collect();
    let cues: Vec<&Mark> = of_sort(Sort::Cue).collect();

    let mut analysis = Analysis { layout: layout(&raw, &parts), ..Analysis::default() };
    if let Some(day) = document.given.published.as_deref().and_then(|p| p.parse().ok()) {
        analysis.layout.published = Some(Published::on(day, None));
    }
    let keys = entities(&raw, &mentions, &mut analysis)?;
    for mark in facts {
        fact(mark, &keys, &mut analysis)?;
    }
    attributions(&raw, &contents, &cues, &mentions, &keys, &mut analysis)?;
    Ok((document, analysis))
}

fn document(scanned: &Scanned) -> Document {
    let front = |key| scanned.front.iter().find(|(k, _)| *k == key).map(|(_, value)| value.clone());
    Document {
        id: front("id").unwrap_or_else(|| "marked".to_owned()),
        raw: scanned.raw.as_str().into(),
        origin: Origin::Sample,
        given: Given {
            title: front("title"),
            outlet: front("outlet"),
            author: front("author"),
            published: front("date"),
            url: front("url"),
            ..Given::default()
        },
    }
}

fn layout(raw: &str, parts: &[(Span, Part)]) -> Layout {
    let mut layout = Layout::default();
    for &(span, part) in parts {
        match part {
            Part::Block(kind) => layout.blocks.push(Block { span, kind }),
            Part::Masked(reason) => layout.masked.push(Masked { span, reason }),
            Part::Outside => {}
        }
    }
    [layout.headline, layout.byline, layout.dateline] = links::of_blocks(raw, &layout);
    layout
}

type Keys<'m> = BTreeMap<&'m str, EntityId>;

/// Mentions and entities, in order of the text.
fn entities<'m>(raw: &str, marks: &[&'m Mark], analysis: &mut Analysis) -> Checked<Keys<'m>> {
    let mut keys = Keys::new();
    let mut kinds: Vec<Option<EntityKind>> = Vec::new();
    let mut names: Vec<Option<&str>> = Vec::new();
    let mut firsts: Vec<&Mark> = Vec::new();
    for (mark, id) in marks.iter().zip(0..) {
        let Tag { key, unresolved, entity, mention, name, .. } = &mark.tag;
        let kind = mention.unwrap_or_else(|| links::mention_kind(mark.span.of(raw)));
        let id_of_entity = match (key, unresolved) {
            (Some(key), false) => {
                let next = EntityId(keys.len() as u32);
                let id = *keys.entry(key).or_insert(next);
                if id == next {
                    kinds.push(None);
                    names.push(None);
                    firsts.push(mark);
                }
                let index = id.0 as usize;
                kinds[index] = kinds[index].or(*entity);
                names[index] = names[index].or(name.as_deref());
                Some(id)
            }
            (None, true) => None,
            _ => return Err(NotationError::new(mark.line, "a mention needs a key (`@chen`) or `?`")),
        };
        if kinds.len() > analysis.entities.len() {
            analysis.entities.push(Entity {
                name: String::new(),
                kind: EntityKind::Person,
                aliases: Vec::new(),
                roles: Vec::new(),
                mentions: Vec::new(),
            });
        }
        if let Some(entity) = id_of_entity.and_then(|id| analysis.entities.get_mut(id.0 as usize)) {
            entity.mentions.push(MentionId(id));
        }
        analysis.mentions.push(Mention {
            weak: false,
            span: mark.span,
            head: mark.span,
            kind,
            entity_kind: entity.unwrap_or(EntityKind::Person),
            agreement: Agreement::Unknown,
            entity: id_of_entity,
        });
    }
    for (index, kind) in kinds.iter().enumerate() {
        let Some(kind) = *kind else {
            let key = firsts[index].tag.key.as_deref().unwrap_or_default();
            return Err(NotationError::new(firsts[index].line, format!("no kind is given for @{key}")));
        };
        let name =
            names[index].map_or_else(|| links::entity_name(raw, analysis, index).to_owned(), str::to_owned);
        finish_entity(raw, analysis, index, kind, name);
    }
    Ok(keys)
}

/// Gives an entity its name, kind and aliases, and its kind to its mentions.
fn finish_entity(raw: &str, analysis: &mut Analysis, index: usize, kind: EntityKind, name: String) {
    let entity = &mut analysis.entities[index];
    (entity.kind, entity.name) = (kind, name);
    for &id in &entity.mentions {
        let mention = &mut analysis.mentions[id.0 as usize];
        mention.entity_kind = kind;
        let form = mention.span.of(raw);
        if mention.kind == MentionKind::Name && !entity.aliases.iter().any(|a| a.form == form) {
            entity.aliases.push(Alias { form: form.to_owned(), first: mention.span });
        }
    }
    // The displayed form comes first, the others keep their order.
    entity.aliases.sort_by_key(|a| a.form != entity.name);
}

fn fact(mark: &Mark, keys: &Keys, analysis: &mut Analysis) -> Checked<()> {
    let layout = &mut analysis.layout;
    match mark.tag.fact {
        Some(Fact::Headline) => layout.headline = Some(mark.span),
        Some(Fact::Byline) => layout.byline = Some(mark.span),
        Some(Fact::Dateline) => layout.dateline = Some(mark.span),
        Some(Fact::Outlet) => layout.outlet = Some(mark.span),
        Some(Fact::Published(when)) => {
            let certainty = match when {
                When::Nothing => Certainty::Approximate,
                When::Either(..) => Certainty::Ambiguous,
                When::Day(..) | When::Month(..) | When::Year(_) => Certainty::Stated,
            };
            layout.published = Some(Published { when, certainty, order: None, span: Some(mark.span) });
        }
        Some(Fact::Role) => {
            let id = key_of(mark, keys)?
                .ok_or_else(|| NotationError::new(mark.line, "a role needs the key of its entity"))?;
            analysis.entities[id.0 as usize].roles.push(Role { span: mark.span });
        }
        None => {}
    }
    Ok(())
}

fn key_of(mark: &Mark, keys: &Keys) -> Checked<Option<EntityId>> {
    mark.tag
        .key
        .as_deref()
        .map(|key| {
            keys.get(key)
                .copied()
                .ok_or_else(|| NotationError::new(mark.line, format!("@{key} is not mentioned anywhere")))
        })
        .transpose()
}

/// The content marks of one attribution.
struct Group<'m> {
    number: Option<u32>,
    marks: Vec<&'m Mark>,
    cue: Option<Span>,
}

fn attributions(
    raw: &str,
    contents: &[&Mark],
    cues: &[&Mark],
    mentions: &[&Mark],
    keys: &Keys,
    analysis: &mut Analysis,
) -> Checked<()> {
    let mut groups: Vec<Group> = Vec::new();
    for &mark in contents {
        let numbers: Vec<Option<u32>> = match &mark.tag.numbers[..] {
            [] => vec![None],
            numbers => numbers.iter().copied().map(Some).collect(),
        };
        for number in numbers {
            match groups.iter_mut().find(|g| number.is_some() && g.number == number) {
                Some(group) => group.marks.push(mark),
                None => groups.push(Group { number, marks: vec![mark], cue: None }),
            }
        }
    }
    link_cues(raw, &mut groups, cues)?;
    for group in &groups {
        let attribution = attribution(raw, group, mentions, keys, analysis)?;
        analysis.attributions.push(attribution);
    }
    analysis.attributions.sort_by(|a, b| a.quotation.content.cmp(&b.quotation.content));
    Ok(())
}

fn link_cues(raw: &str, groups: &mut [Group], cues: &[&Mark]) -> Checked<()> {
    let near: Vec<(usize, Span)> = groups
        .iter()
        .enumerate()
        .filter(|(_, g)| g.number.is_none())
        .flat_map(|(i, g)| g.marks.iter().map(move |m| (i, m.span)))
        .collect();
    let loose: Vec<&Mark> = cues.iter().copied().filter(|c| c.tag.numbers.is_empty()).collect();
    let spans: Vec<Span> = loose.iter().map(|c| c.span).collect();
    let mut links: Vec<(usize, &Mark)> = Vec::new();
    for (mark, nearest) in loose.into_iter().zip(links::pair_cues(raw, &near, &spans)) {
        let Some(index) = nearest else {
            return Err(NotationError::new(mark.line, "the cue has no quotation left in its line"));
        };
        links.push((index, mark));
    }
    for &mark in cues {
        for number in &mark.tag.numbers {
            let Some(index) = groups.iter().position(|g| g.number == Some(*number)) else {
                return Err(NotationError::new(mark.line, format!("no quotation has the number {number}")));
            };
            links.push((index, mark));
        }
    }
    for (index, mark) in links {
        if groups[index].cue.replace(mark.span).is_some() {
            return Err(NotationError::new(mark.line, "two cues have one number"));
        }
    }
    Ok(())
}

fn attribution(
    raw: &str,
    group: &Group,
    mentions: &[&Mark],
    keys: &Keys,
    analysis: &Analysis,
) -> Checked<Attribution> {
    let first = group.marks[0];
    let error = |message: &str| Err(NotationError::new(first.line, message));
    let tag = |f: fn(&Tag) -> bool| group.marks.iter().copied().find(|m| f(&m.tag));
    let mut content: Vec<Span> = group.marks.iter().map(|m| m.span).collect();
    content.sort_unstable();
    if content.windows(2).any(|pair| pair[0].overlaps(pair[1])) {
        return error("the spans of one quotation overlap");
    }
    let numbered = group
        .number
        .and_then(|n| mentions.iter().position(|m| m.tag.numbers.contains(&n)))
        .map(|index| MentionId(index as u32));
    let entity = tag(|t| t.key.is_some()).map(|m| key_of(m, keys)).transpose()?.flatten();
    let nobody = tag(|t| t.nobody).is_some();
    let speaker = match (numbered, entity) {
        (Some(_), _) | (None, Some(_)) if nobody => return error("nobody and somebody cannot both speak"),
        (Some(id), _) => Some(id),
        (None, Some(id)) => {
            let ids = &analysis.entities[id.0 as usize].mentions;
            let spans = ids.iter().filter_map(|&m| Some((m, analysis.mention(m)?.span)));
            match links::nearest_mention(group.cue, &content, spans) {
                None => {
                    return error("the speaker is mentioned only within the quotation: number the mention");
                }
                found => found,
            }
        }
        (None, None) if nobody => None,
        (None, None) => return error("who speaks is not said: a key, a numbered mention, or `nobody`"),
    };
    let kind = tag(|t| t.quotation.is_some())
        .and_then(|m| m.tag.quotation)
        .unwrap_or_else(|| links::quotation_kind(raw, &content));
    let confidence = tag(|t| t.confidence.is_some()).and_then(|m| m.tag.confidence).unwrap_or(1.0);
    Ok(Attribution {
        quotation: Quotation { kind, content },
        cue: group.cue,
        speaker,
        confidence: Confidence(confidence),
        evidence: Vec::new(),
    })
}
