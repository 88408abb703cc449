//! Disjoint sets of entities with the reasons for every join, and what the reader decided about them.

use rustc_hash::FxHashMap;

use super::{EntityOf, Joined, Node, Rule, decided};

/// What the reader decided about who is who; it wins over every rule.
///
/// To split some entities off an actor, name the pairs that hold each part together under `same`, and one pair
/// of both parts under `apart`.
#[derive(Debug, Clone, Default)]
pub struct Constraints {
    /// Pairs that are one actor.
    pub same: Vec<[EntityOf; 2]>,
    /// Pairs that were one actor when the reader split it, and still are.
    pub kept: Vec<[EntityOf; 2]>,
    /// Pairs that are not, nor anything joined with one of them.
    pub apart: Vec<[EntityOf; 2]>,
}

/// Why entities of several articles are one actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Join {
    /// The [`Rule`]'s name.
    pub rule: &'static str,
    /// The reason in words: "same name in another spelling: Hasaka, Hassakeh".
    pub words: String,
    /// Whether the reader should look twice.
    pub uncertain: bool,
    /// The entities that joined for this reason, in order of the articles.
    pub entities: Vec<EntityOf>,
}

/// So many forms are named in a reason.
const FORMS_SHOWN: usize = 5;

/// Disjoint sets of nodes; the first member stands for its set.
pub(super) struct Joiner<'a> {
    nodes: Vec<EntityOf>,
    parent: Vec<u32>,
    /// By first member, nodes whose sets must not join this one.
    apart: FxHashMap<u32, Vec<u32>>,
    /// What the reader joined.
    pub decided: Vec<[u32; 2]>,
    /// What the reader left together.
    pub kept: Vec<[u32; 2]>,
    links: Vec<Link<'a>>,
    doubts: Vec<(u32, Vec<u32>)>,
    rule: &'static Rule,
}

/// One join.
struct Link<'a> {
    rule: &'static Rule,
    uncertain: bool,
    nodes: [u32; 2],
    forms: [&'a str; 2],
}

impl<'a> Joiner<'a> {
    /// Every node by itself.
    pub fn new(nodes: &[Node<'a>], constraints: &Constraints) -> Self {
        let nodes: Vec<EntityOf> = nodes.iter().map(|node| (node.article, node.entity)).collect();
        let at = |entity: &EntityOf| nodes.binary_search(entity).ok().map(|i| i as u32);
        let pairs = |pairs: &[[EntityOf; 2]]| -> Vec<[u32; 2]> {
            pairs.iter().filter_map(|[a, b]| Some([at(a)?, at(b)?])).collect()
        };
        let mut apart: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for [a, b] in pairs(&constraints.apart) {
            apart.entry(a).or_default().push(b);
            apart.entry(b).or_default().push(a);
        }
        let (decided, kept) = (pairs(&constraints.same), pairs(&constraints.kept));
        let parent = (0..nodes.len() as u32).collect();
        let (links, doubts) = (Vec::new(), Vec::new());
        Self { nodes, parent, apart, decided, kept, links, doubts, rule: &decided::RULE }
    }

    /// Says which rule joins from now on.
    pub fn under(&mut self, rule: &'static Rule) {
        self.rule = rule;
    }

    /// The first node of the set `i` is in.
    pub fn first(&mut self, mut i: u32) -> u32 {
        while let Some(&parent) = self.parent.get(i as usize) {
            if parent == i {
                break;
            }
            let above = self.parent.get(parent as usize).copied().unwrap_or(parent);
            if let Some(slot) = self.parent.get_mut(i as usize) {
                *slot = above;
            }
            i = above;
        }
        i
    }

    /// The same, when the way there is not to be made shorter.
    fn find(&self, mut i: u32) -> u32 {
        while let Some(&parent) = self.parent.get(i as usize).filter(|parent| **parent != i) {
            i = parent;
        }
        i
    }

    /// Joins two nodes, called `forms`, unless the reader said they are not the same.
    pub fn join(&mut self, nodes: [u32; 2], forms: [&'a str; 2]) {
        self.link(nodes, forms, false);
    }

    /// The same, where the reader should look twice.
    pub fn join_uncertain(&mut self, nodes: [u32; 2], forms: [&'a str; 2]) {
        self.link(nodes, forms, true);
    }

    /// Says that a node may be any of `among` and stays apart for that reason.
    pub fn doubt(&mut self, node: u32, among: &[u32]) {
        self.doubts.push((node, among.to_vec()));
    }

    fn link(&mut self, nodes: [u32; 2], forms: [&'a str; 2], uncertain: bool) {
        let [a, b] = nodes.map(|i| self.first(i));
        let (first, other) = (a.min(b), a.max(b));
        if first == other || self.are_apart(first, other) {
            return;
        }
        // What the reader has parted joins for sure reasons only.
        if uncertain && (self.apart.contains_key(&first) || self.apart.contains_key(&other)) {
            return;
        }
        if let Some(slot) = self.parent.get_mut(other as usize) {
            *slot = first;
        }
        if let Some(apart) = self.apart.remove(&other) {
            self.apart.entry(first).or_default().extend(apart);
        }
        self.links.push(Link { rule: self.rule, uncertain, nodes, forms });
    }

    /// Whether the reader said that these two sets are not the same.
    fn are_apart(&self, a: u32, b: u32) -> bool {
        self.apart.get(&a).is_some_and(|others| others.iter().any(|&other| self.find(other) == b))
    }

    /// The sets, and why they are what they are.
    pub fn finish(mut self) -> Joined {
        let first: Vec<u32> = (0..self.nodes.len() as u32).map(|i| self.first(i)).collect();
        let of = |link: &Link| link.nodes.first().and_then(|&i| first.get(i as usize)).copied();
        let mut links: Vec<(u32, Link<'a>)> =
            self.links.into_iter().filter_map(|link| Some((of(&link)?, link))).collect();
        // Stable: the rules stay in their order, and the links of a rule.
        links.sort_by_key(|(first, link)| (*first, link.uncertain));
        let mut joins = Vec::new();
        for of_actor in links.chunk_by(|a, b| a.0 == b.0) {
            let mut rest: Vec<&Link> = of_actor.iter().map(|(_, link)| link).collect();
            while let Some(&next) = rest.first() {
                let same =
                    |link: &&Link| link.rule.name == next.rule.name && link.uncertain == next.uncertain;
                let (alike, others): (Vec<&Link>, Vec<&Link>) = rest.into_iter().partition(same);
                rest = others;
                joins.extend(of_actor.first().map(|(first, _)| (*first, reason(&alike, &self.nodes))));
            }
        }
        Joined { first, joins, doubts: self.doubts }
    }
}

/// The reason that links of one rule give.
fn reason(links: &[&Link<'_>], nodes: &[EntityOf]) -> Join {
    let mut forms: Vec<&str> = Vec::new();
    for form in links.iter().flat_map(|link| link.forms) {
        if forms.len() <= FORMS_SHOWN && !forms.contains(&form) {
            forms.push(form);
        }
    }
    let more = if forms.len() > FORMS_SHOWN { ", …" } else { "" };
    forms.truncate(FORMS_SHOWN);
    let mut entities: Vec<EntityOf> =
        links.iter().flat_map(|l| l.nodes).filter_map(|i| nodes.get(i as usize)).copied().collect();
    entities.sort_unstable();
    entities.dedup();
    let (rule, uncertain) = links.first().map_or(("", false), |l| (l.rule.name, l.uncertain));
    let words = links.first().map_or("", |l| l.rule.words);
    Join { rule, words: format!("{words}: {}{more}", forms.join(", ")), uncertain, entities }
}
