//! Whatever is decided: the briefing is whole, and the same for copies that were fetched again.

use std::sync::Arc;

use proptest::prelude::*;

use super::{LAGOON, PORT, STRAIT, actors, assert_whole, documents, fetched, said};
use crate::{
    briefing::{ActorId, ArticleId, Briefing},
    model::{ActorAnchor, Anchor, Decision, EntityKind, MentionId},
};

/// Any decision about anything in the articles.
fn any_decision() -> impl Strategy<Value = Decision> {
    let briefing = Arc::new(Briefing::new(documents()));
    let actors: Vec<ActorAnchor> =
        (0..briefing.actors.len() as u32).filter_map(|i| briefing.anchor_of_actor(ActorId(i))).collect();
    let quotations: Vec<Anchor> = briefing
        .actors
        .iter()
        .flat_map(|a| &a.quotes)
        .filter_map(|id| briefing.anchor_of_quotation(*id))
        .collect();
    let mentions: Vec<Anchor> = briefing
        .articles
        .iter()
        .enumerate()
        .flat_map(|(i, article)| {
            let count = article.analysis.as_ref().map_or(0, |a| a.mentions.len() as u32);
            (0..count).map(move |m| (ArticleId(i as u32), MentionId(m)))
        })
        .filter_map(|(article, mention)| briefing.anchor_of_mention(article, mention))
        .collect();
    let actor = || prop::sample::select(actors.clone());
    let said = || prop::sample::select(quotations.clone());
    let some = || prop::collection::vec(prop::sample::select(mentions.clone()), 0..4);
    prop_oneof![
        (actor(), actor()).prop_map(|(actor, with)| Decision::Merge { actor, with }),
        (actor(), some(), some()).prop_map(|(actor, mentions, articles)| Decision::Split {
            actor,
            mentions,
            articles
        }),
        (actor(), actor()).prop_map(|(actor, with)| Decision::KeepApart { actor, with }),
        actor().prop_map(|actor| Decision::Rename { actor, name: "Renamed".into() }),
        actor().prop_map(|actor| Decision::Kind { actor, kind: EntityKind::Group }),
        actor().prop_map(|actor| Decision::NotAnActor { actor }),
        (said(), prop::option::of(actor()))
            .prop_map(|(quotation, actor)| Decision::Speaker { quotation, actor }),
        said().prop_map(|quotation| Decision::NotAQuotation { quotation }),
        said().prop_map(|quotation| Decision::Checked { quotation, checked: true }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_decided_the_briefing_is_whole_and_the_same_for_fetched_copies(
        decisions in prop::collection::vec(any_decision(), 0..8),
    ) {
        let here = Briefing::decided(documents(), &decisions);
        assert_whole(&here);
        // In the same order, because which of two names is shown may depend on which comes first.
        let there = Briefing::decided(fetched([PORT, STRAIT, LAGOON]), &decisions);
        assert_whole(&there);
        prop_assert_eq!(&here.outcome.found, &there.outcome.found);
        prop_assert_eq!(said(&here), said(&there));
        prop_assert_eq!(actors(&here), actors(&there));
        // What is worked out once is the same for all decisions.
        let mut derived = None;
        Briefing::decided_again(documents(), &decisions[..decisions.len() / 2], &mut derived);
        let again = Briefing::decided_again(documents(), &decisions, &mut derived);
        prop_assert_eq!((said(&here), actors(&here)), (said(&again), actors(&again)));
        // Nothing was copied back into what was derived.
        let before = Briefing::new(documents());
        prop_assert_eq!(said(&before).len(), 9);
    }
}
