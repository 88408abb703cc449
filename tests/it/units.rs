//! What counts as found.
//!
//! QUOTED: the unit is a quoted segment, what stands between a pair of quotation marks. A gold unit lies to 80 %
//! inside an annotated content with a source. It is found when a found quotation covers 80 % of it and that
//! quotation's speaker mention overlaps a source (at most 40 characters of the mention outside it). Every
//! segment that a found quotation with a speaker covers by half is a unit of the system. Segments whose gold
//! has no source, or that lie in discarded text, count on neither side.
//!
//! ACTOR: the same units where the annotation says who the source is: found when the actor goes by one of its
//! names; an anonymous source when the mention is right and the actor is none of the named.

use std::collections::{BTreeMap, BTreeSet};

use dixit::{
    export::extract::Record,
    model::{Analysis, Document},
};
use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

use crate::gold::{Actor, Gold, PointSpan, Said};

/// A found quotation.
#[derive(Debug, Clone)]
pub struct Found {
    pub content: Vec<PointSpan>,
    pub mention: Option<PointSpan>,
    pub actor: Option<String>,
}

impl Found {
    /// What the engine found in a document.
    pub fn all(document: &Document, analysis: &Analysis) -> Vec<Self> {
        let record = Record::new(document, analysis);
        let found = record.quotes.iter().map(|quote| Self {
            content: quote.content.clone(),
            mention: quote.speaker.mention,
            actor: quote.speaker.actor.map(str::to_owned),
        });
        found.collect()
    }
}

/// A quoted segment that counts.
#[derive(Debug)]
pub struct Unit {
    pub segment: PointSpan,
    /// The annotated attribution it is part of.
    pub gold: Option<usize>,
    /// The found quotation that shares most with it.
    pub found: Option<usize>,
    /// Whether that covers half of it and has a speaker: a unit of the system.
    pub said: bool,
    /// Whether the speaker is right.
    pub right: bool,
    /// The same for actors; `None` where the annotation does not say who the source is.
    pub actor: Option<ActorUnit>,
}

/// A unit as ACTOR counts it.
#[derive(Debug)]
pub struct ActorUnit {
    /// The kind of the annotated actor; `None` where nobody should be named.
    pub kind: Option<String>,
    pub said: bool,
    pub right: bool,
}

/// The quoted segments of an article that count, each with how it fared.
pub fn units(gold: &Gold, found: &[Found]) -> Vec<Unit> {
    let actors = gold.actors.as_deref();
    let who: BTreeMap<PointSpan, &Actor> = actors.unwrap_or_default().iter().map(|a| (a.source, a)).collect();
    let named: BTreeSet<String> =
        who.values().filter(|a| a.kind != "anonymous").flat_map(|a| names_of(a)).collect();
    let mut out = Vec::new();
    for segment in quoted_segments(&gold.text) {
        let span = [segment];
        if overlap(&span, &gold.discard) > 0 {
            continue;
        }
        let best = first_max(gold.attributions.iter().map(|a| overlap(&span, &a.content)));
        let best = best.filter(|&(_, shared)| at_least(shared, 0.8, size(&span))).map(|(index, _)| index);
        let said_by: Option<&Said> = best.map(|index| &gold.attributions[index]);
        if said_by.is_some_and(|a| a.source.is_empty()) {
            continue;
        }
        let nearest = first_max(found.iter().map(|f| overlap(&span, &f.content)));
        let (quote, shared) = nearest.map_or((None, 0), |(index, shared)| (Some(&found[index]), shared));
        let half = at_least(shared, 0.5, size(&span));
        let mention = quote.and_then(|q| q.mention);
        let said = half && mention.is_some();
        let covered = at_least(shared, 0.8, size(&span));
        let right = covered && said_by.is_some_and(|a| mention.is_some_and(|m| names(m, &a.source)));
        let name = quote.filter(|_| half).and_then(|q| q.actor.as_deref()).filter(|n| !n.is_empty());
        let actor = actors.and_then(|_| {
            let Some(said_by) = said_by else {
                return Some(ActorUnit { kind: None, said: name.is_some() && said, right: false });
            };
            let actor = said_by.source.iter().find_map(|s| who.get(s))?;
            let anonymous = actor.kind == "anonymous";
            let hit = if anonymous {
                right && name.is_none_or(|n| !named.contains(&fold(n)))
            } else {
                covered && name.is_some_and(|n| names_of(actor).any(|form| form == fold(n)))
            };
            let answered = name.is_some() || (anonymous && said);
            Some(ActorUnit { kind: Some(actor.kind.clone()), said: answered, right: hit })
        });
        out.push(Unit { segment, gold: best, found: nearest.map(|(index, _)| index), said, right, actor });
    }
    out
}

/// Spans between quotation marks, inside one line; an unclosed mark runs to the line's end.
pub fn quoted_segments(text: &str) -> Vec<PointSpan> {
    let mut out: Vec<(PointSpan, bool)> = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        // Where a segment began, and whether a letter or figure stands in it.
        let mut open: Option<(u32, bool)> = None;
        for c in line.chars() {
            if c == '“' || (c == '"' && open.is_none()) {
                open = Some((at + 1, false));
            } else if matches!(c, '”' | '"') {
                out.extend(open.take().map(|(start, worded)| ([start, at], worded)));
            } else if let Some((_, worded)) = &mut open {
                *worded |= c.is_alphanumeric();
            }
            at += 1;
        }
        out.extend(open.map(|(start, worded)| ([start, at], worded)));
        at += 1;
    }
    out.into_iter().filter(|(_, worded)| *worded).map(|(span, _)| span).collect()
}

/// Characters two sets of spans share.
pub fn overlap(a: &[PointSpan], b: &[PointSpan]) -> u32 {
    let shared = |x: &PointSpan, y: &PointSpan| x[1].min(y[1]).saturating_sub(x[0].max(y[0]));
    a.iter().flat_map(|x| b.iter().map(move |y| shared(x, y))).sum()
}

pub fn size(spans: &[PointSpan]) -> u32 {
    spans.iter().map(|[start, end]| end.saturating_sub(*start)).sum()
}

pub fn at_least(part: u32, share: f64, whole: u32) -> bool {
    f64::from(part) >= share * f64::from(whole)
}

/// Whether a speaker mention stands for a source.
pub fn names(mention: PointSpan, source: &[PointSpan]) -> bool {
    let shared = overlap(&[mention], source);
    shared > 0 && size(&[mention]).saturating_sub(shared) <= 40
}

/// The first of the largest, with its index.
fn first_max(values: impl Iterator<Item = u32>) -> Option<(usize, u32)> {
    values.enumerate().fold(None, |best, (index, value)| match best {
        Some((_, most)) if most >= value => best,
        _ => Some((index, value)),
    })
}

fn names_of(actor: &Actor) -> impl Iterator<Item = String> {
    std::iter::once(&actor.name).chain(&actor.aliases).map(|name| fold(name))
}

/// A name without case, accents and punctuation. (Not the program's own folding, which knows apostrophes
/// and possessives: the scorer's is plainer.)
fn fold(name: &str) -> String {
    let flat = name.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    let kept: String = flat.map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}
