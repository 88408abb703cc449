//! Bodies called by the abbreviation of one name.

use rustc_hash::FxHashMap;

use super::{
    Rule,
    joiner::Joiner,
    known::{BodyKind, Known},
};

pub(super) static RULE: Rule = Rule {
    name: "abbreviation",
    words: "abbreviation",
    summary: "an abbreviation and the one name that any article of the briefing gives for it",
    example: ["Syrian Democratic Forces (SDF)", "SDF"],
    apply,
};

fn apply<'a>(known: &Known<'a>, joiner: &mut Joiner<'a>) {
    let mut spelled: FxHashMap<&str, (u32, &'a str)> = FxHashMap::default();
    let mut abbreviations: FxHashMap<&str, Meanings<'_, 'a>> = FxHashMap::default();
    for i in known.all() {
        for (form, name) in known.body(i) {
            if name.is_short() {
                abbreviations.entry(name.key.as_str()).or_default();
            } else if name.proper && name.kind == BodyKind::Body {
                spelled.entry(name.key.as_str()).or_insert((i, form));
            }
        }
    }
    for i in known.all() {
        let long =
            known.body(i).filter(|(_, n)| !n.abbreviation && n.proper).max_by_key(|(_, n)| n.key.len());
        for (form, name) in known.body(i).filter(|(_, n)| n.is_short()) {
            if let Some(meanings) = abbreviations.get_mut(name.key.as_str()) {
                meanings.add(long.map(|(form, n)| (n.key.as_str(), form)), (i, form));
            }
        }
    }
    let mut abbreviations: Vec<_> = abbreviations.into_iter().collect();
    abbreviations.sort_unstable_by_key(|(key, _)| *key);
    for (key, meanings) in &abbreviations {
        // POLITICO is no abbreviation where somebody writes Politico.
        meanings.join(spelled.get(key).copied(), joiner);
    }
}

/// A node and a form of it.
type Named<'a> = (u32, &'a str);

/// What an abbreviation stands for in a briefing.
#[derive(Default)]
struct Meanings<'k, 'a> {
    /// Long names it is an abbreviation of, in order of the first, with the nodes that say so.
    long: Vec<(&'k str, Vec<Named<'a>>)>,
    /// Nodes that have no long name.
    bare: Vec<Named<'a>>,
}

/// A meaning this many times as frequent as the next is what the bare abbreviation means.
const DOMINANT: usize = 4;

/// More meanings than this are not told apart: the abbreviation is none.
const MOST_MEANINGS: usize = 32;

impl<'k, 'a> Meanings<'k, 'a> {
    fn add(&mut self, long: Option<(&'k str, &'a str)>, short: Named<'a>) {
        let Some((long, form)) = long else { return self.bare.push(short) };
        if let Some((_, nodes)) = self.long.iter_mut().find(|(name, _)| *name == long) {
            nodes.push((short.0, form));
        } else if self.long.len() < MOST_MEANINGS {
            self.long.push((long, vec![(short.0, form)]));
        }
    }

    /// Joins what the abbreviation stands for; `spelled` is a node that has it as a word.
    fn join(&self, spelled: Option<Named<'a>>, joiner: &mut Joiner<'a>) {
        // "Islamic State" and "Islamic State of Iraq and Syria" are one name, said shorter; so are "Security
        // Council" and "UN Security Council".
        let mut meanings: Vec<(&str, Vec<Named<'a>>)> = Vec::new();
        for (name, nodes) in &self.long {
            let same = |(other, _): &&mut (&str, _)| is_part(name, other) || is_part(other, name);
            match meanings.iter_mut().find(same) {
                Some((_, all)) => all.extend(nodes),
                None => meanings.push((name, nodes.clone())),
            }
        }
        for (_, nodes) in &meanings {
            let Some((&(first, its), rest)) = nodes.split_first() else { continue };
            for &(node, form) in rest {
                joiner.join([first, node], [its, form]);
            }
        }
        meanings.sort_by_key(|(_, nodes)| std::cmp::Reverse(nodes.len()));
        let meant = match meanings.as_slice() {
            [] => spelled.or(self.bare.first().copied()),
            [(_, only)] => only.first().copied(),
            [(_, first), (_, second), ..] if first.len() >= DOMINANT * second.len() => first.first().copied(),
            _ => None,
        };
        if let Some((meant, its)) = meant {
            for &(node, form) in &self.bare {
                joiner.join([meant, node], [its, form]);
            }
        }
    }
}

/// Whether the words of `long` begin or end with all words of `short`.
fn is_part(long: &str, short: &str) -> bool {
    let parted = |rest: &str, at: fn(&str) -> bool| rest.is_empty() || at(rest);
    long.strip_prefix(short).is_some_and(|rest| parted(rest, |r| r.starts_with(' ')))
        || long.strip_suffix(short).is_some_and(|rest| parted(rest, |r| r.ends_with(' ')))
}
