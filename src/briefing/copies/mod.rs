//! The same article twice: wire copy that several outlets print, and versions of an article.
//!
//! Found in two steps. One in four of a body's runs of five words stands for it, chosen by what they hash to, so that
//! two bodies choose alike; only articles that share several of these are compared, word by word. This is Broder's
//! "0 mod m" sketch ("On the resemblance and containment of documents", 1997). It tells how much of one article is in
//! another; the signatures of `MinHash` and `SimHash` tell how much two resemble each other, which for an article cut to
//! its first third is as little as for two that share a box of facts.
//!
//! The longest article that has the others is the one they are compared with, so that nothing is chained from article to
//! article, and a thousand copies are a thousand comparisons.

mod body;

use std::cmp::Reverse;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use self::body::Body;
use super::{Article, ArticleId, Briefing, held::Held};

/// How an article came to be one with an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CopyKind {
    /// Another outlet prints it, or the same words stand in two files.
    Copy,
    /// The outlet changed it.
    Version,
}

impl CopyKind {
    /// It in one word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Copy => "copy",
            Self::Version => "version",
        }
    }
}

/// An article of a group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Member {
    /// Which article.
    pub article: ArticleId,
    /// What it is of the earlier ones; `None` for the first, and where outlets are not known.
    pub kind: Option<CopyKind>,
    /// The share of its words that the first has as well, in runs of ten and more; 1 for the first.
    pub shared: f32,
}

/// Articles that are one: the first by date (undated ones last), then by their order, stands first.
#[derive(Debug, Clone, PartialEq)]
pub struct CopyGroup {
    /// Two or more.
    pub members: Vec<Member>,
}

impl CopyGroup {
    /// The first of them.
    pub fn first(&self) -> Option<ArticleId> {
        self.members.first().map(|member| member.article)
    }

    /// The other articles of the group.
    pub fn others(&self, article: ArticleId) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(move |member| member.article != article)
    }
}

/// The groups of a briefing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Copies {
    /// In order of their first articles.
    pub groups: Vec<CopyGroup>,
    /// By article, which group it is of, and its place there.
    of: FxHashMap<ArticleId, (u32, u32)>,
}

impl Copies {
    /// The number of the group an article is of.
    pub fn group_of(&self, article: ArticleId) -> Option<u32> {
        self.of.get(&article).map(|(group, _)| *group)
    }

    /// The group an article is of.
    pub fn of(&self, article: ArticleId) -> Option<&CopyGroup> {
        self.groups.get(self.group_of(article)? as usize)
    }

    /// What an article is in its group, unless it is the first of it.
    pub fn later(&self, article: ArticleId) -> Option<&Member> {
        let (group, place) = *self.of.get(&article)?;
        let members = &self.groups.get(group as usize)?.members;
        members.get(place as usize).filter(|_| place > 0)
    }

    /// Finds them; in time that grows with the text.
    pub(super) fn find(articles: &[Article]) -> Self {
        let bodies: Vec<Body> = articles.par_iter().map(Body::of).collect();
        let mut groups: Vec<CopyGroup> =
            clusters(articles, &bodies).into_iter().map(|ids| group(articles, &bodies, ids)).collect();
        groups.sort_by_key(CopyGroup::first);
        let mut of = FxHashMap::default();
        for (number, group) in (0..).zip(&groups) {
            of.extend((0..).zip(&group.members).map(|(place, member)| (member.article, (number, place))));
        }
        Self { groups, of }
    }
}

impl Briefing {
    /// Which articles are one: copies of one another, or versions.
    pub fn copies(&self) -> &Copies {
        &self.copies
    }
}

/// Shorter bodies are never one with another: there is too little to tell.
const LEAST: usize = 40;
/// An article is compared with the ones it shares most runs with, so many at most.
const NEAREST: usize = 4;
/// A run of words that so many have already found is a formula and finds no more.
const HOLDERS: usize = 16;

/// Articles that are one, in order of their length; only those of two and more.
fn clusters(articles: &[Article], bodies: &[Body]) -> Vec<Vec<u32>> {
    let mut order: Vec<u32> = (0..bodies.len() as u32).collect();
    let length = |at: u32| bodies.get(at as usize).map_or(0, |body| body.words.len());
    order.retain(|at| length(*at) >= LEAST);
    order.sort_by_key(|at| Reverse(length(*at)));
    let sketch = |at: u32| bodies.get(at as usize).map(|body| body.sketch.as_slice()).unwrap_or_default();
    let places = order.iter().flat_map(|at| sketch(*at).iter().map(move |run| (*run, *at)));
    let runs = Held::by_several(places.collect(), bodies.len());
    let mut holders: Vec<Vec<u32>> = vec![Vec::new(); runs.count];
    let mut clusters: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    let mut met: FxHashMap<u32, usize> = FxHashMap::default();
    for at in order {
        let Some(body) = bodies.get(at as usize) else { continue };
        met.clear();
        for run in runs.of(at as usize) {
            for holder in holders.get(*run as usize).into_iter().flatten() {
                *met.entry(*holder).or_default() += 1;
            }
        }
        // A quarter of the runs is the least that an article with most of its words in another shares by far.
        let mut near: Vec<(Reverse<usize>, u32)> = met
            .iter()
            .filter(|(_, shared)| **shared * 4 >= body.sketch.len())
            .map(|(head, shared)| (Reverse(*shared), *head))
            .collect();
        near.sort_unstable();
        let mut nearest = near.iter().take(NEAREST).map(|(_, head)| *head);
        let head = nearest.find(|head| is_one(articles, bodies, *head, at));
        if let Some(head) = head {
            clusters.entry(head).or_insert_with(|| vec![head]).push(at);
            continue;
        }
        for run in runs.of(at as usize) {
            if let Some(holders) = holders.get_mut(*run as usize).filter(|holders| holders.len() < HOLDERS) {
                holders.push(at);
            }
        }
    }
    clusters.into_values().collect()
}

/// Whether the shorter of two articles is the longer one: with another beginning, cut, or edited. The rest of both may
/// be what they say themselves.
fn is_one(articles: &[Article], bodies: &[Body], long: u32, short: u32) -> bool {
    let body = |at: u32| bodies.get(at as usize);
    let (Some(a), Some(b)) = (body(long), body(short)) else { return false };
    let shared = b.shared(a);
    let of = |body: &Body, least: usize| shared * 100 >= body.words.len() * least;
    // Two articles of one make, or nearly all of a short one in a long one.
    (of(b, 65) && of(a, 40))
        || (of(b, 80) && shared >= ENOUGH)
        || (of(b, 50) && of(a, 40) && a.has_headline_of(b) && is_same_day(articles, long, short))
}

/// Whether two articles are of one outlet and one day, or of a day and the next.
fn is_same_day(articles: &[Article], a: u32, b: u32) -> bool {
    let of = |at: u32| {
        let article = articles.get(at as usize)?;
        article.outlet.as_deref().zip(article.date())
    };
    of(a).zip(of(b)).is_some_and(|((a, one), (b, other))| a == b && (one - other).num_days().abs() <= 1)
}

/// So many words that a longer article has as well are more than a box of facts.
const ENOUGH: usize = 80;

/// A group of articles that are one.
fn group(articles: &[Article], bodies: &[Body], ids: Vec<u32>) -> CopyGroup {
    let mut ids: Vec<ArticleId> = ids.into_iter().map(ArticleId).collect();
    let date = |id: &ArticleId| articles.get(id.0 as usize).and_then(Article::date);
    ids.sort_by_key(|id| (date(id).is_none(), date(id), *id));
    let outlet = |id: &ArticleId| articles.get(id.0 as usize).and_then(|article| article.outlet.as_deref());
    let words =
        |id: &ArticleId| bodies.get(id.0 as usize).map(|body| body.words.as_slice()).unwrap_or_default();
    let mut members = Vec::new();
    for (at, id) in ids.iter().enumerate() {
        let earlier = ids.get(..at).unwrap_or_default();
        let is_same = || earlier.iter().any(|other| words(other) == words(id));
        let own = earlier.iter().filter(|_| outlet(id).is_some()).any(|other| outlet(other) == outlet(id));
        let kind = match earlier {
            [] => None,
            _ if is_same() => Some(CopyKind::Copy),
            _ if own => Some(CopyKind::Version),
            [first, ..] if outlet(first).is_some() && outlet(id).is_some() => Some(CopyKind::Copy),
            _ => None,
        };
        let body = |id: &ArticleId| bodies.get(id.0 as usize);
        let shared = match (ids.first().and_then(body), body(id)) {
            (Some(first), Some(own)) => own.shared(first) as f32 / own.words.len().max(1) as f32,
            _ => 0.0,
        };
        members.push(Member { article: *id, kind, shared });
    }
    CopyGroup { members }
}

#[cfg(test)]
mod tests;
