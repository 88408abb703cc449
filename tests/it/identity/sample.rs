//! Who is who in the sample briefing.

use std::{collections::BTreeSet, sync::Arc};

use dixit::{
    briefing::{Actor, ArticleId, Briefing, QuoteId},
    ingest,
    pipeline::Engine,
};

pub fn sample() -> Briefing {
    let engine = Engine::new();
    let documents = ingest::sample().into_iter().map(|document| {
        let analysis = Arc::new(engine.analyse(&document));
        (Arc::new(document), Some(analysis))
    });
    Briefing::new(documents.collect())
}

/// The actors one of whose forms is among `forms`.
fn called<'b>(briefing: &'b Briefing, forms: &[&str]) -> Vec<&'b Actor> {
    let is_called =
        |actor: &&Actor| actor.aliases.iter().any(|(_, alias)| forms.contains(&alias.form.as_str()));
    briefing.actors.iter().filter(is_called).collect()
}

#[test]
fn one_somebody_is_one_actor() {
    let briefing = sample();
    for forms in [
        &["Muqtada al-Sadr", "Sadr", "Moqtada al-Sadr"][..],
        &["Syrian Democratic Forces", "SDF"],
        &["Islamic State", "ISIS", "IS"],
        &["Hasaka", "Hassakeh", "Hasakeh"],
        &["al-Shaddadi", "Shaddadi", "Shaddadeh"],
        &["Baghdad", "BAGHDAD"],
        &["United States", "US", "U.S."],
        &["Iraq’s interior ministry", "Baghdad’s Interior Ministry"],
    ] {
        let names: Vec<&str> = called(&briefing, forms).iter().map(|actor| actor.name.as_str()).collect();
        assert_eq!(names.len(), 1, "{forms:?}: {names:?}");
    }
}

#[test]
fn different_things_are_different_actors() {
    let briefing = sample();
    for pair in [["Baghdad", "ERBIL"], ["Damascus", "Syria"], ["Hasaka", "Raqqa"], ["Iraq", "Baghdad"]] {
        let [a, b] = pair.map(|form| called(&briefing, &[form]));
        assert!(!std::ptr::eq(a[0], b[0]), "{pair:?}");
    }
}

#[test]
fn what_is_only_described_is_who_is_named_or_described_before() {
    let briefing = sample();
    let said = |speaker: &str| -> Vec<&str> {
        let all = (0..briefing.articles.len() as u32).flat_map(|article| {
            let analysis = briefing.articles[article as usize].analysis.as_ref().unwrap();
            (0..analysis.attributions.len() as u32)
                .map(move |index| QuoteId { article: ArticleId(article), index })
        });
        let by = all.filter(|quote| {
            let article = &briefing.articles[quote.article.0 as usize];
            let speaker_is = briefing
                .attribution(*quote)
                .unwrap()
                .speaker
                .and_then(|m| article.analysis.as_ref()?.mention(m));
            speaker_is.is_some_and(|m| m.span.of(&article.document.raw) == speaker)
        });
        by.filter_map(|quote| Some(briefing.actor(briefing.speaker(quote)?)?.name.as_str())).collect()
    };
    for (speaker, name) in
        [("Baghdad’s foreign minister", "Fuad Hussein"), ("The official", "An Iraqi security official")]
    {
        let actors = said(speaker);
        assert!(!actors.is_empty() && actors.iter().all(|actor| *actor == name), "{speaker}: {actors:?}");
    }
}

#[test]
fn a_follower_is_not_his_leader() {
    let briefing = sample();
    let sadr = called(&briefing, &["Muqtada al-Sadr"]);
    let [follower] = called(&briefing, &["Salih Mohammad al-Iraqi"])[..] else { panic!("one follower") };
    assert!(!std::ptr::eq(sadr[0], follower));
    assert!(sadr[0].aliases.iter().all(|(_, alias)| !alias.form.contains("Iraqi")));
}

#[test]
fn nobody_comes_from_what_is_masked() {
    let briefing = sample();
    let mut seen = BTreeSet::new();
    for article in &briefing.articles {
        let analysis = article.analysis.as_ref().unwrap();
        for mention in &analysis.mentions {
            let masked = analysis.layout.masked.iter().find(|masked| masked.span.overlaps(mention.span));
            assert_eq!(masked, None, "{}", mention.span.of(&article.document.raw));
        }
        seen.extend(analysis.layout.masked.iter().map(|masked| masked.reason));
    }
    assert!(seen.contains(&dixit::model::MaskReason::Comments), "the sample has comments: {seen:?}");
}
