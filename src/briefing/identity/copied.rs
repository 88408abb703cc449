//! Whoever has no name of their own in an article that is printed twice: the villagers of a text are those of its copy.

use rustc_hash::FxHashMap;

use super::{Rule, joiner::Joiner, known::Known};
use crate::{briefing::ArticleId, model::EntityKind, text::fold::fold};

pub(super) static RULE: Rule = Rule {
    name: "copied",
    words: "the same in copies or versions of one article",
    summary: "whoever is called alike in articles that are one, also without a proper name",
    example: ["", ""],
    apply,
};

/// In which group of articles something stands, what it is, and what it is called.
type Key = (u32, EntityKind, String);
/// By article, who is called so, in order of the text.
type Alike = Vec<(ArticleId, Vec<u32>)>;

fn apply<'a>(known: &Known<'a>, joiner: &mut Joiner<'a>) {
    let mut alike: FxHashMap<Key, Alike> = FxHashMap::default();
    let mut order: Vec<Key> = Vec::new();
    for (i, node) in (0..).zip(known.nodes()) {
        let Some(group) = known.copies.group_of(node.article) else { continue };
        let key = (group, node.facts.kind, fold(&node.facts.name));
        let articles = alike.entry(key.clone()).or_insert_with(|| {
            order.push(key);
            Vec::new()
        });
        match articles.last_mut().filter(|(article, _)| *article == node.article) {
            Some((_, nodes)) => nodes.push(i),
            None => articles.push((node.article, vec![i])),
        }
    }
    for key in &order {
        let Some(((_, first), others)) = alike.get(key).and_then(|articles| articles.split_first()) else {
            continue;
        };
        // Of two "officials" the first is the first of the copy; where one was cut, nothing says which.
        for (_, other) in others.iter().filter(|(_, other)| other.len() == first.len()) {
            for (&a, &b) in first.iter().zip(other) {
                joiner.join([a, b], [known.display(a), known.display(b)]);
            }
        }
    }
}
