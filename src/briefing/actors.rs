//! Actors: what the entities joined into one add up to.

use std::{cmp::Reverse, hash::Hash, sync::Arc};

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    ActorId, Article, ArticleId, Copies, QuoteId,
    decided::Facts,
    identity::{self, Constraints, EntityOf, Join, Joined, Node},
    names,
};
use crate::model::{Alias, Entity, EntityId, EntityKind, QuotationKind, Role};

/// An entity across documents.
#[derive(Debug, Clone)]
pub struct Actor {
    /// The fullest name that is usual.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// Every form, the displayed one first, each with the article and place it was first seen at.
    pub aliases: Vec<(ArticleId, Alias)>,
    /// What it is said to be, what most articles say first; each wording once, capitals and a leading article
    /// aside, with the article and place it was first seen at.
    pub roles: Vec<(ArticleId, Role)>,
    /// The entities it is made of, in order of the articles.
    pub entities: Vec<(ArticleId, EntityId)>,
    /// What it said, by date of the article (undated ones last), then in order of the text; attitudes
    /// included.
    pub quotes: Vec<QuoteId>,
    /// The outlets that quote it, in order of its quotations; articles without a known outlet add none.
    pub outlets: Vec<Arc<str>>,
    /// How many mentions it has in all articles.
    pub mentions: usize,
    /// Why its entities are one actor, the uncertain reasons last; empty for an actor of one entity.
    pub joins: Vec<Join>,
    /// Other actors of its surname that it may be one with; nothing says which of them.
    pub could_be: Vec<ActorId>,
}

impl Actor {
    /// Whether the reader should look twice at who this is.
    pub fn is_uncertain(&self) -> bool {
        !self.could_be.is_empty() || self.joins.iter().any(|join| join.uncertain)
    }
}

/// An entity that may be one of several others.
type Doubt = (EntityOf, Vec<EntityOf>);

/// Joins the entities of `articles` into actors, those quoted most often first, and writes into each article
/// which actor its entities are; `copies` are those that are one. Beside them: what nobody could be named for, in order of time. `facts` is what was
/// decided of the actor an entity is.
pub(super) fn gather<'d>(
    articles: &mut [Article],
    constraints: &Constraints,
    copies: &Copies,
    facts: impl Fn(EntityOf) -> Option<&'d Facts>,
) -> (Vec<Actor>, Vec<QuoteId>) {
    let (mut actors, doubts) = entities_joined(articles, constraints, copies);
    for actor in &mut actors {
        if let Some(facts) = actor.entities.iter().find_map(|entity| facts(*entity)) {
            rename(articles, actor, facts);
        }
    }
    number(articles, &actors);
    let mut quotes = vec![Vec::new(); actors.len()];
    let mut unattributed = Vec::new();
    // An actor is not quoted for what it only believes, wants or plans.
    let mut said = vec![0_usize; actors.len()];
    for (quote, kind, actor) in attributed(articles) {
        let Some(actor) = actor.map(|id| id.0 as usize) else {
            unattributed.push(quote);
            continue;
        };
        if let (Some(of_actor), Some(said)) = (quotes.get_mut(actor), said.get_mut(actor)) {
            of_actor.push(quote);
            *said += usize::from(kind != QuotationKind::Attitude);
        }
    }
    for (actor, quotes) in actors.iter_mut().zip(quotes) {
        actor.quotes = quotes;
        finish(articles, actor);
    }
    let mut ranked: Vec<(usize, Actor)> = said.into_iter().zip(actors).collect();
    ranked.sort_by(|(a_said, a), (b_said, b)| {
        let rank = |said: usize, x: &Actor| (Reverse(said), Reverse(x.quotes.len()), Reverse(x.mentions));
        let names = || (&a.name, &a.entities).cmp(&(&b.name, &b.entities));
        rank(*a_said, a).cmp(&rank(*b_said, b)).then_with(names)
    });
    let mut actors: Vec<Actor> = ranked.into_iter().map(|(_, actor)| actor).collect();
    number(articles, &actors);
    let of = |(article, entity): EntityOf| articles.get(article.0 as usize)?.actor(entity);
    for (entity, others) in doubts {
        // The reader has answered.
        if facts(entity).is_some_and(|facts| facts.is_merged) {
            continue;
        }
        let Some(own) = of(entity) else { continue };
        if let Some(actor) = actors.get_mut(own.0 as usize) {
            actor.could_be.extend(others.into_iter().filter_map(of).filter(|other| *other != own));
            actor.could_be.sort_unstable();
            actor.could_be.dedup();
        }
    }
    by_time(articles, &mut unattributed);
    (actors, unattributed)
}

/// For every entity of all articles, in their order, the number of the first that is the same actor.
pub(super) fn joined(articles: &[Article], constraints: &Constraints, copies: &Copies) -> Vec<u32> {
    let nodes: Vec<Node<'_>> = articles.iter().enumerate().flat_map(|(i, a)| nodes_of(i, a)).collect();
    identity::join(&nodes, constraints, copies).first
}

/// Gives an actor, and its entities in their articles, the name and the kind that were decided.
fn rename(articles: &mut [Article], actor: &mut Actor, facts: &Facts) {
    if facts.is_merged {
        actor.name = fullest_name(articles, actor);
        // Somebody with a name and somebody without are somebody with a name.
        if actor.kind == EntityKind::Unnamed {
            let kind = entities(articles, actor).map(|e| e.kind).find(|kind| *kind != EntityKind::Unnamed);
            actor.kind = kind.unwrap_or(actor.kind);
        }
    }
    actor.name = facts.name.clone().unwrap_or(std::mem::take(&mut actor.name));
    actor.kind = facts.kind.unwrap_or(actor.kind);
    if facts.name.is_none() && facts.kind.is_none() {
        return;
    }
    for (article, entity) in &actor.entities {
        let analysis = articles.get_mut(article.0 as usize).and_then(|a| a.analysis.as_mut());
        let Some(analysis) = analysis.map(Arc::make_mut) else { continue };
        if let Some(entity) = analysis.entities.get_mut(entity.0 as usize) {
            if facts.name.is_some() {
                entity.name.clone_from(&actor.name);
            }
            entity.kind = actor.kind;
        }
    }
}

/// The entities of an actor, in order of the articles.
fn entities<'a>(articles: &'a [Article], actor: &'a Actor) -> impl Iterator<Item = &'a Entity> {
    let entity =
        |(article, entity): &EntityOf| articles.get(article.0 as usize)?.analysis.as_ref()?.entity(*entity);
    actor.entities.iter().filter_map(entity)
}

/// The name most entities of an actor have; of several the fullest, whichever article comes first. A description is
/// no name beside one that is.
fn fullest_name(articles: &[Article], actor: &Actor) -> String {
    let is_named = |e: &Entity| e.kind != EntityKind::Unnamed;
    let has_name = entities(articles, actor).any(is_named);
    let wanted = entities(articles, actor).filter(|e| !has_name || is_named(e));
    let mut names: Vec<&str> = wanted.map(|e| e.name.as_str()).collect();
    names.sort_by_key(|name| (Reverse(name.split_whitespace().count()), Reverse(name.len()), *name));
    most_frequent(names.into_iter()).unwrap_or(&actor.name).to_owned()
}

/// Actors with all that follows from their entities alone, in order of their first mention.
fn entities_joined(
    articles: &[Article],
    constraints: &Constraints,
    copies: &Copies,
) -> (Vec<Actor>, Vec<Doubt>) {
    let nodes: Vec<Node<'_>> = articles.iter().enumerate().flat_map(|(i, a)| nodes_of(i, a)).collect();
    let Joined { first, joins, doubts } = identity::join(&nodes, constraints, copies);
    let of = |i: &u32| nodes.get(*i as usize).map(|node| (node.article, node.entity));
    let doubts = doubts
        .iter()
        .filter_map(|(node, others)| Some((of(node)?, others.iter().filter_map(of).collect())))
        .collect();
    let mut members: Vec<(u32, Node<'_>)> = first.into_iter().zip(nodes).collect();
    // Stable: within an actor the entities stay in order of the articles.
    members.sort_by_key(|(first, _)| *first);
    let mut joins = joins.into_iter().peekable();
    let actors = members
        .chunk_by(|(a, _), (b, _)| a == b)
        .map(|of_actor| {
            let first = of_actor.first().map(|(first, _)| *first);
            let mut actor = from_members(of_actor);
            while let Some((_, join)) = joins.next_if(|(of, _)| Some(*of) == first) {
                actor.joins.push(join);
            }
            actor
        })
        .collect();
    (actors, doubts)
}

fn nodes_of(article: usize, of: &Article) -> impl Iterator<Item = Node<'_>> {
    of.analysis.iter().flat_map(move |analysis| {
        analysis.entities.iter().enumerate().map(move |(i, facts)| Node {
            article: ArticleId(article as u32),
            entity: EntityId(i as u32),
            document: &of.document,
            analysis,
            facts,
        })
    })
}

/// Writes into every article which of `actors` its entities are.
fn number(articles: &mut [Article], actors: &[Actor]) {
    for article in articles.iter_mut() {
        let entities = article.analysis.as_ref().map_or(0, |a| a.entities.len());
        article.actors.resize(entities, ActorId(0));
    }
    for (i, actor) in actors.iter().enumerate() {
        for (article, entity) in &actor.entities {
            let of_article = articles.get_mut(article.0 as usize);
            if let Some(slot) = of_article.and_then(|a| a.actors.get_mut(entity.0 as usize)) {
                *slot = ActorId(i as u32);
            }
        }
    }
}

/// Every attribution, with its actor if it has one.
fn attributed(articles: &[Article]) -> impl Iterator<Item = (QuoteId, QuotationKind, Option<ActorId>)> {
    articles.iter().enumerate().flat_map(|(i, article)| {
        article.analysis.iter().flat_map(move |analysis| {
            analysis.attributions.iter().enumerate().map(move |(index, attribution)| {
                let actor = analysis.actor_of(attribution).and_then(|entity| article.actor(entity));
                let quote = QuoteId { article: ArticleId(i as u32), index: index as u32 };
                (quote, attribution.quotation.kind, actor)
            })
        })
    })
}

/// One actor out of the entities that are it; `members` is never empty.
fn from_members(members: &[(u32, Node<'_>)]) -> Actor {
    let nodes = || members.iter().map(|(_, node)| node);
    let name = usual_name(members);
    let mut aliases: Vec<(ArticleId, Alias)> = Vec::new();
    let mut forms = FxHashSet::default();
    for node in nodes() {
        let new = node.facts.aliases.iter().filter(|alias| forms.insert(alias.form.as_str()));
        aliases.extend(new.map(|alias| (node.article, alias.clone())));
    }
    // Stable: the displayed form goes first, the others stay in order of the articles.
    aliases.sort_by_key(|(_, alias)| alias.form != name);
    Actor {
        kind: most_frequent(nodes().map(|n| n.facts.kind)).unwrap_or(EntityKind::Unnamed),
        aliases,
        roles: usual_roles(members),
        entities: nodes().map(|n| (n.article, n.entity)).collect(),
        quotes: Vec::new(),
        outlets: Vec::new(),
        mentions: nodes().map(|n| n.facts.mentions.len()).sum(),
        joins: Vec::new(),
        could_be: Vec::new(),
        name: name.to_owned(),
    }
}

/// The name to show: that of most articles, names of several words before surnames and abbreviations.
fn usual_name<'a>(members: &[(u32, Node<'a>)]) -> &'a str {
    let name = |(_, node): &(u32, Node<'a>)| match node.facts.kind {
        EntityKind::Organization | EntityKind::Place => names::without_backer(&node.facts.name),
        _ => node.facts.name.as_str(),
    };
    if let [only] = members {
        return name(only);
    }
    let full = |name: &str| match members.first().map(|(_, node)| node.facts.kind) {
        Some(EntityKind::Person) => names::person(name).is_some_and(|n| n.full),
        _ => !names::is_abbreviation(name) && name.split_whitespace().nth(1).is_some(),
    };
    let ranked = by_frequency(members.iter().map(name));
    // "M. Chen" says less than "Mara Chen".
    let given = |name: &&&str| full(name) && name.chars().nth(1) != Some('.');
    let best = ranked.iter().find(given).or_else(|| ranked.iter().find(|name| full(name)));
    let best = best.or_else(|| ranked.first()).copied().unwrap_or_default();
    // A dateline or a headline in capitals is no reason to shout: "ERBIL" is called Erbil where a text does so.
    let calm = |form: &&str| form.chars().any(char::is_lowercase) && form.to_uppercase() == best;
    let forms = members.iter().flat_map(|(_, node)| node.facts.aliases.iter().map(|a| a.form.as_str()));
    forms.into_iter().find(calm).unwrap_or(best)
}

/// What the members are said to be, the most frequent wording first.
fn usual_roles(members: &[(u32, Node<'_>)]) -> Vec<(ArticleId, Role)> {
    let stated = members.iter().flat_map(|(_, node)| node.facts.roles.iter().map(move |role| (node, role)));
    let stated: Vec<(String, (ArticleId, Role))> = stated
        .map(|(node, role)| (bare_wording(role.span.of(&node.document.raw)), (node.article, *role)))
        .collect();
    let mut first = FxHashMap::default();
    for (wording, seen) in &stated {
        first.entry(wording.as_str()).or_insert(*seen);
    }
    let ranked = by_frequency(stated.iter().map(|(wording, _)| wording.as_str()));
    ranked.iter().filter_map(|wording| first.get(wording).copied()).collect()
}

/// The words of a role in small letters, without the article they begin with.
fn bare_wording(words: &str) -> String {
    let words = words.to_lowercase();
    let bare = ["the ", "a ", "an "].iter().find_map(|article| words.strip_prefix(article));
    bare.unwrap_or(&words).to_owned()
}

/// The item that comes most often; of several, the first.
fn most_frequent<T: Copy + Eq + Hash>(items: impl Iterator<Item = T>) -> Option<T> {
    by_frequency(items).first().copied()
}

/// The distinct items, the most frequent first; of equally frequent ones the first.
fn by_frequency<T: Copy + Eq + Hash>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut counts: FxHashMap<T, (Reverse<usize>, usize)> = FxHashMap::default();
    for (i, item) in items.enumerate() {
        counts.entry(item).or_insert((Reverse(0), i)).0.0 += 1;
    }
    let mut ranked: Vec<(T, (Reverse<usize>, usize))> = counts.into_iter().collect();
    ranked.sort_by_key(|(_, rank)| *rank);
    ranked.into_iter().map(|(item, _)| item).collect()
}

/// Puts an actor's quotations in order of time and collects their outlets.
fn finish(articles: &[Article], actor: &mut Actor) {
    by_time(articles, &mut actor.quotes);
    let article = |quote: &QuoteId| articles.get(quote.article.0 as usize);
    for outlet in actor.quotes.iter().filter_map(|quote| article(quote)?.outlet.as_ref()) {
        if !actor.outlets.contains(outlet) {
            actor.outlets.push(Arc::clone(outlet));
        }
    }
}

/// Puts quotations in order of time, those of articles without a date last.
fn by_time(articles: &[Article], quotes: &mut [QuoteId]) {
    // Within an article, attributions are in order of the text already.
    quotes.sort_by_key(|quote| {
        let article = articles.get(quote.article.0 as usize);
        let date = article.and_then(Article::date);
        (date.is_none(), date, *quote)
    });
}
