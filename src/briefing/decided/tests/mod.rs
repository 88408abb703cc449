//! Three articles to decide about, what is read of a briefing, and that what is decided finds its target in other copies.

mod any;
mod each;

use std::sync::Arc;

use super::super::{Actor, ActorId, ArticleId, Briefing, QuoteId};
use crate::{
    model::{ActorAnchor, Analysis, Anchor, Decision, Document, EntityId, MentionId},
    notation,
};

const PORT: &str = "\
outlet: The Harbour Post
date: 2026-01-19

= Port strike enters third week
|paragraph| [Mara Chen]{@chen person}, [head of the port authority]{role @chen}, <said>: «“We will not wait for anybody at all.”»{@chen} [Tomás Vela]{@vela person} of [the dockers’ union]{@union organization} <answered>: «“We are many.”»{@vela}

«“Not a day,”»{1} [she]{@chen} <said>{1}, «“not an hour.”»{1 @chen} [Chen]{@chen} left. Later [Chen]{@chen} <added> that «talks would go on»{@chen}.
";

const STRAIT: &str = "\
outlet: Daily Strait
date: 2026-01-20

= No deal
|paragraph| [The ministry]{@ministry organization} <announced> that «no deal was possible»{@ministry}. [Mara Chen]{@chen person} <said> «“Never.”»{@chen} and [M. Chen]{@other person} <told> reporters: «“Perhaps next week, if the sea is calm.”»{@other}

«“Breaking news is what you make of it,”»{@none} <said> [Breaking News]{@none person}.
";

const LAGOON: &str = "\
outlet: Lagoon Weekly
date: 2026-01-21

= Chen again
|paragraph| [Mara Chen]{@chen person}, [a violinist]{role @chen}, <said>: «“Music is work.”»{@chen} [Chen]{@chen} smiled.
";

type Documents = Vec<(Arc<Document>, Option<Arc<Analysis>>)>;

fn parsed(marked: &str) -> (Arc<Document>, Option<Arc<Analysis>>) {
    let (document, analysis) = notation::parse(marked).expect("marked text");
    (Arc::new(document), Some(Arc::new(analysis)))
}

fn documents() -> Documents {
    [PORT, STRAIT, LAGOON].map(parsed).to_vec()
}

/// The same articles fetched again: another order, other file names, other white space, one paragraph more.
fn fetched_again() -> Documents {
    fetched([STRAIT, LAGOON, PORT])
}

fn fetched(articles: [&str; 3]) -> Documents {
    let spaced = |marked: &str| {
        let (head, body) = marked.split_once("\n\n").expect("front lines");
        let body = body.replace(' ', "  ").replace("=  ", "= ").replace("|paragraph|  ", "|paragraph| ");
        let body = body.replace("}  {", "} {").replace("{1  @chen}", "{1 @chen}");
        // Marks keep their own white space.
        let body = body.split('{').map(|part| match part.split_once('}') {
            Some((mark, rest)) => format!("{}}}{rest}", mark.replace("  ", " ")),
            None => part.to_owned(),
        });
        let body = body.collect::<Vec<_>>().join("{");
        format!("id: again\n{head}\n\nShare this  article with  friends.\n\n{body}\n\nMore to come.")
    };
    articles.map(|marked| parsed(&spaced(marked))).to_vec()
}

fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every quotation as `words: speaker`, in order.
fn said(briefing: &Briefing) -> Vec<String> {
    let mut all = Vec::new();
    for (i, article) in briefing.articles.iter().enumerate() {
        let analysis = article.analysis.as_deref().expect("analysed");
        for (index, attribution) in analysis.attributions.iter().enumerate() {
            let id = QuoteId { article: ArticleId(i as u32), index: index as u32 };
            let words = attribution.quotation.extent().of(&article.document.raw);
            let words: Vec<&str> = words.split_whitespace().take(3).collect();
            let actor = briefing.speaker(id).and_then(|id| briefing.actor(id));
            all.push(format!("{}: {}", words.join(" "), actor.map_or("nobody".into(), |a| folded(&a.name))));
        }
    }
    all.sort();
    all
}

/// Every actor as `name, kind: mentions`.
fn actors(briefing: &Briefing) -> Vec<String> {
    let line = |actor: &Actor| format!("{}, {}: {}", folded(&actor.name), actor.kind.name(), actor.mentions);
    let mut all: Vec<String> = briefing.actors.iter().map(line).collect();
    all.sort();
    all
}

fn actor(briefing: &Briefing, name: &str) -> ActorAnchor {
    let id = briefing.actors.iter().position(|actor| actor.name == name);
    let id = id.unwrap_or_else(|| panic!("no {name} in {:?}", actors(briefing)));
    briefing.anchor_of_actor(ActorId(id as u32)).expect("an anchor")
}

fn quotation(briefing: &Briefing, words: &str) -> Anchor {
    let all = briefing.articles.iter().enumerate().flat_map(|(i, article)| {
        let count = article.analysis.as_ref().map_or(0, |a| a.attributions.len());
        (0..count as u32).map(move |index| QuoteId { article: ArticleId(i as u32), index })
    });
    let anchors: Vec<Anchor> = all.filter_map(|id| briefing.anchor_of_quotation(id)).collect();
    anchors.into_iter().find(|a| a.words.contains(words)).unwrap_or_else(|| panic!("no {words}"))
}

/// The mentions of an article that read `words`.
fn mentions(briefing: &Briefing, article: u32, words: &str) -> Vec<Anchor> {
    let article = ArticleId(article);
    let of = briefing.article(article).expect("an article");
    let analysis = of.analysis.as_deref().expect("analysed");
    let all = analysis.mentions.iter().enumerate();
    let all = all.filter(|(_, m)| m.span.of(&of.document.raw) == words);
    all.filter_map(|(i, _)| briefing.anchor_of_mention(article, MentionId(i as u32))).collect()
}

/// Lays decisions over the articles and over the same articles fetched again: both must come to the same.
#[track_caller]
fn decided(make: impl Fn(&Briefing) -> Vec<Decision>) -> Briefing {
    let decisions = make(&Briefing::new(documents()));
    let here = Briefing::decided(documents(), &decisions);
    let there = Briefing::decided(fetched_again(), &decisions);
    assert_eq!(here.outcome.found, vec![true; decisions.len()]);
    assert_eq!(there.outcome.found, here.outcome.found);
    assert_eq!((said(&there), actors(&there)), (said(&here), actors(&here)));
    assert_whole(&here);
    assert_whole(&there);
    here
}

/// What must hold of every briefing.
#[track_caller]
fn assert_whole(briefing: &Briefing) {
    for (i, article) in briefing.articles.iter().enumerate() {
        let analysis = article.analysis.as_deref().expect("analysed");
        assert_eq!(article.actors.len(), analysis.entities.len());
        for (e, entity) in analysis.entities.iter().enumerate() {
            let actor = briefing.actor(article.actors[e]).expect("an actor");
            assert!(actor.entities.contains(&(ArticleId(i as u32), EntityId(e as u32))));
            for mention in &entity.mentions {
                let mention = analysis.mention(*mention).expect("a mention");
                assert_eq!(mention.entity.map(|e| e.0 as usize), Some(e));
            }
        }
        for index in 0..analysis.attributions.len() as u32 {
            let id = QuoteId { article: ArticleId(i as u32), index };
            let of = briefing.quotes_of(briefing.whose(id));
            assert_eq!(of.iter().filter(|q| **q == id).count(), 1);
        }
    }
}
