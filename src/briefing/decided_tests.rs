//! Decisions laid over a briefing: what each changes, and that it finds its target in other copies.

use std::sync::Arc;

use proptest::prelude::*;

use super::{ActorId, ArticleId, Briefing, QuoteId, Whose};
use crate::{
    model::{
        ActorAnchor, Analysis, Anchor, Decision, Document, EntityKind, MentionId, MentionKind, QuotationKind,
    },
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
    let line =
        |actor: &super::Actor| format!("{}, {}: {}", folded(&actor.name), actor.kind.name(), actor.mentions);
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
            assert!(actor.entities.contains(&(ArticleId(i as u32), crate::model::EntityId(e as u32))));
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

#[test]
fn without_decisions_the_articles_are_what_they_are() {
    let briefing = Briefing::new(documents());
    assert_eq!(
        actors(&briefing),
        [
            "Breaking News, person: 1",
            "M. Chen, person: 1",
            "Mara Chen, person: 7",
            "The ministry, organization: 1",
            "Tomás Vela, person: 1",
            "the dockers’ union, organization: 1",
        ]
    );
    assert_eq!(said(&briefing).len(), 9);
}

#[test]
fn two_actors_are_merged() {
    let briefing =
        decided(|b| vec![Decision::Merge { actor: actor(b, "M. Chen"), with: actor(b, "Mara Chen") }]);
    assert!(actors(&briefing).contains(&"Mara Chen, person: 8".to_owned()), "{:?}", actors(&briefing));
    assert!(said(&briefing).contains(&"“Perhaps next week,: Mara Chen".to_owned()));
    // In an article that has both, they are one entity, so that its facts say so too.
    let strait = briefing.articles[1].analysis.as_deref().expect("analysed");
    let both = strait.entities.iter().find(|e| e.name == "Mara Chen").expect("Mara Chen");
    assert_eq!((both.mentions.len(), both.aliases.len()), (2, 2));
}

#[test]
fn who_has_a_name_is_called_by_it_not_by_a_description_of_more_words() {
    let text = "\
outlet: Quay Courier

= Fees
|paragraph| [A tired old harbour pilot]{@pilot unnamed} <said>: «“It is too much.”»{@pilot} [Rui Sá]{@rui person} <said>: «“I will not pay for that.”»{@rui}
";
    let elsewhere =
        text.replace("Quay Courier", "Mole Gazette").replace("[Rui Sá]{@rui person}", "[She]{@rui person}");
    for documents in [vec![parsed(text)], vec![parsed(text), parsed(&elsewhere)]] {
        let plain = Briefing::new(documents.clone());
        let merge = Decision::Merge {
            actor: actor(&plain, "A tired old harbour pilot"),
            with: actor(&plain, "Rui Sá"),
        };
        let all = actors(&Briefing::decided(documents, &[merge]));
        assert!(all.iter().any(|a| a.starts_with("Rui Sá, person: 2")), "{all:?}");
    }
}

#[test]
fn an_actor_is_split_by_article() {
    let briefing = decided(|b| {
        vec![
            Decision::Split {
                actor: actor(b, "Mara Chen"),
                mentions: Vec::new(),
                articles: mentions(b, 2, "Mara Chen"),
            },
            Decision::Rename {
                actor: ActorAnchor {
                    name: "Mara Chen".into(),
                    kind: Some(EntityKind::Person),
                    at: mentions(b, 2, "Mara Chen").pop(),
                },
                name: "Mara Chen (violinist)".into(),
            },
        ]
    });
    let all = actors(&briefing);
    assert!(all.contains(&"Mara Chen (violinist), person: 2".to_owned()), "{all:?}");
    assert!(all.contains(&"Mara Chen, person: 5".to_owned()), "{all:?}");
    assert!(said(&briefing).contains(&"“Music is work.”: Mara Chen (violinist)".to_owned()));
}

#[test]
fn an_actor_is_split_by_mention_and_its_names_go_where_they_stand() {
    let briefing = decided(|b| {
        let chen = mentions(b, 0, "Chen");
        assert_eq!(chen.len(), 2);
        vec![Decision::Split { actor: actor(b, "Mara Chen"), mentions: chen, articles: Vec::new() }]
    });
    let all = actors(&briefing);
    assert!(all.contains(&"Chen, person: 2".to_owned()), "{all:?}");
    assert!(said(&briefing).contains(&"talks would go: Chen".to_owned()), "{:?}", said(&briefing));
    let rest = briefing.actors.iter().find(|a| a.name == "Mara Chen").expect("Mara Chen");
    assert_eq!(rest.roles.len(), 2, "roles stay with the mentions they stand at");
    let port = briefing.articles[0].analysis.as_deref().expect("analysed");
    let chen = port.entities.iter().find(|e| e.name == "Mara Chen").expect("Mara Chen");
    assert_eq!(chen.aliases.iter().map(|a| a.form.as_str()).collect::<Vec<_>>(), ["Mara Chen"]);
}

#[test]
fn what_was_split_can_be_merged_and_what_was_merged_split() {
    let briefing = decided(|b| {
        let (chen, other) = (actor(b, "Mara Chen"), actor(b, "M. Chen"));
        let split = Decision::Split {
            actor: chen.clone(),
            mentions: Vec::new(),
            articles: mentions(b, 2, "Mara Chen"),
        };
        let violinist = ActorAnchor { at: mentions(b, 2, "Mara Chen").pop(), ..chen.clone() };
        vec![
            split.clone(),
            Decision::Merge { actor: violinist.clone(), with: other.clone() },
            Decision::Merge { actor: other, with: chen },
            split,
        ]
    });
    let all = actors(&briefing);
    assert!(
        all.contains(&"Mara Chen, person: 6".to_owned()) && all.contains(&"Mara Chen, person: 2".to_owned()),
        "{all:?}"
    );
}

#[test]
fn actors_kept_apart_are_two_whatever_the_names_say() {
    let make = |b: &Briefing| {
        let chen = actor(b, "Mara Chen");
        let violinist = ActorAnchor { at: mentions(b, 2, "Mara Chen").pop(), ..chen.clone() };
        vec![Decision::KeepApart { actor: chen, with: violinist }]
    };
    let briefing = decided(make);
    let all = actors(&briefing);
    assert!(
        all.contains(&"Mara Chen, person: 5".to_owned()) && all.contains(&"Mara Chen, person: 2".to_owned()),
        "{all:?}"
    );
    assert_eq!(briefing.outcome.apart.len(), 1);
}

#[test]
fn a_name_and_a_kind_are_changed() {
    let briefing = decided(|b| {
        vec![
            Decision::Rename { actor: actor(b, "The ministry"), name: "Ministry of Ports".into() },
            Decision::Kind { actor: actor(b, "Breaking News"), kind: EntityKind::Organization },
        ]
    });
    let all = actors(&briefing);
    assert!(all.contains(&"Ministry of Ports, organization: 1".to_owned()), "{all:?}");
    assert!(all.contains(&"Breaking News, organization: 1".to_owned()), "{all:?}");
    let strait = briefing.articles[1].analysis.as_deref().expect("analysed");
    assert!(strait.entities.iter().any(|e| e.name == "Ministry of Ports"), "its facts say so too");
}

#[test]
fn what_is_no_actor_speaks_no_more() {
    let briefing = decided(|b| vec![Decision::NotAnActor { actor: actor(b, "Breaking News") }]);
    assert!(!actors(&briefing).iter().any(|a| a.starts_with("Breaking")));
    assert!(said(&briefing).contains(&"“Breaking news is: nobody".to_owned()), "{:?}", said(&briefing));
    assert_eq!(briefing.unattributed.len(), 1);
}

#[test]
fn someone_else_said_this() {
    let vela = "Tomás Vela";
    // In the same article, in another one, somebody new, nobody.
    for (words, to, expected) in [
        ("We will not wait", Some(vela), vela),
        ("Perhaps next week", Some(vela), vela),
        ("Perhaps next week", Some("Ana Lua Prado"), "Ana Lua Prado"),
        ("Perhaps next week", None, "nobody"),
    ] {
        let briefing = decided(|b| {
            let known = b.actors.iter().any(|a| Some(a.name.as_str()) == to);
            let new = |name: &str| ActorAnchor { name: name.into(), ..ActorAnchor::default() };
            let speaker = to.map(|name| if known { actor(b, name) } else { new(name) });
            vec![Decision::Speaker { quotation: quotation(b, words), actor: speaker }]
        });
        let line = said(&briefing)
            .into_iter()
            .find(|line| line.contains(words.split_at(10).0))
            .expect("the quotation");
        assert!(line.ends_with(&format!(": {expected}")), "{line}");
        let (id, mark) = briefing.outcome.marks.iter().next().expect("a mark");
        assert!(mark.corrected);
        let attribution = briefing.attribution(*id).expect("the quotation");
        assert!(attribution.evidence[0].words.starts_with("corrected by the reader; it was "));
    }
}

#[test]
fn a_speaker_named_for_two_quotations_is_one_actor_that_can_be_renamed() {
    let briefing = decided(|b| {
        let prado = ActorAnchor { name: "Ana Prado".into(), ..ActorAnchor::default() };
        let said = |words| Decision::Speaker { quotation: quotation(b, words), actor: Some(prado.clone()) };
        vec![
            said("Never"),
            said("Music is work"),
            Decision::Rename { actor: prado.clone(), name: "Ana Lua Prado".into() },
        ]
    });
    let prado = briefing.actors.iter().find(|a| a.name == "Ana Lua Prado").expect("the new actor");
    assert_eq!((prado.quotes.len(), prado.mentions), (2, 0));
}

#[test]
fn a_quotation_that_is_none_is_gone_and_the_others_keep_their_marks() {
    let briefing = decided(|b| {
        vec![
            Decision::NotAQuotation { quotation: quotation(b, "We will not wait") },
            Decision::Checked { quotation: quotation(b, "We are many"), checked: true },
            Decision::Note { quotation: quotation(b, "Not a day"), note: " ask her again ".into() },
            Decision::Note { quotation: quotation(b, "Music is work"), note: "x".into() },
            Decision::Note { quotation: quotation(b, "Music is work"), note: String::new() },
            Decision::OneStatement { quotation: quotation(b, "Not a day"), with: quotation(b, "Never") },
        ]
    });
    assert_eq!(said(&briefing).len(), 8);
    let mut marks: Vec<String> = briefing
        .outcome
        .marks
        .iter()
        .map(|(id, mark)| {
            let article = briefing.article(id.article).expect("an article");
            let extent = briefing.attribution(*id).expect("a quotation").quotation.extent();
            let words = extent.of(&article.document.raw);
            format!("{words} {} {:?}", mark.checked, mark.note.as_deref())
        })
        .collect();
    marks.sort();
    assert_eq!(
        marks,
        ["“Not a day,” she said, “not an hour.” false Some(\"ask her again\")", "“We are many.” true None"]
    );
    assert_eq!(briefing.outcome.statements.len(), 1);
}

#[test]
fn a_decision_that_finds_nothing_says_so_and_changes_nothing() {
    let far =
        Anchor { outlet: Some("Nowhere".into()), words: "“We are many.”".into(), ..Anchor::default() };
    let nobody = ActorAnchor { name: "Nobody Here".into(), ..ActorAnchor::default() };
    let vela = ActorAnchor { name: "Vela".into(), kind: Some(EntityKind::Person), at: Some(far.clone()) };
    let decisions = [
        Decision::NotAQuotation { quotation: far },
        Decision::NotAnActor { actor: nobody.clone() },
        Decision::Rename { actor: vela, name: "Somebody".into() },
        Decision::Split { actor: nobody, mentions: Vec::new(), articles: Vec::new() },
    ];
    let briefing = Briefing::decided(documents(), &decisions);
    assert_eq!(briefing.outcome.found, [false; 4]);
    let before = Briefing::new(documents());
    assert_eq!((said(&briefing), actors(&briefing)), (said(&before), actors(&before)));
}

#[test]
fn words_cut_otherwise_are_found_by_where_they_stand() {
    let words = "«“We will not wait for anybody at all.”»{@chen}";
    let decision = Decision::Checked {
        quotation: quotation(&Briefing::new(documents()), "We will not wait"),
        checked: true,
    };
    for (cut, expected) in [
        ("“We «will not wait for anybody at all.”»{@chen}", true),
        ("«“We will not wait for anybody»{@chen} at all.”", true),
        ("“We will not «wait for anybody»{@chen} at all.”", false),
    ] {
        let article = PORT.replace(words, cut);
        assert_ne!(article, PORT);
        let briefing = Briefing::decided(vec![parsed(&article)], std::slice::from_ref(&decision));
        assert_eq!(briefing.outcome.found, [expected], "{cut}");
    }
}

#[test]
fn the_same_short_words_elsewhere_are_not_meant() {
    let twice = "\
outlet: The Harbour Post

= Twice
|paragraph| [Ana]{@ana person} <said>: «“No.”»{@ana} The sea was calm that day. [Rui]{@rui person} <said>: «“No.”»{@rui} It rained.
";
    let briefing = Briefing::new(vec![parsed(twice)]);
    let second =
        briefing.anchor_of_quotation(QuoteId { article: ArticleId(0), index: 1 }).expect("an anchor");
    let checked = Decision::Checked { quotation: second, checked: true };
    let briefing = Briefing::decided(vec![parsed(twice)], std::slice::from_ref(&checked));
    assert_eq!(briefing.outcome.marks.keys().map(|id| id.index).collect::<Vec<_>>(), [1]);
    let other =
        "outlet: The Harbour Post\n\n= Other\n|paragraph| «“No.”»{nobody} That was all that was heard.\n";
    assert_eq!(Briefing::decided(vec![parsed(other)], &[checked]).outcome.found, [false]);
}

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

#[test]
fn quotations_have_kinds_and_mentions_have_kinds_as_before() {
    let briefing = decided(|b| vec![Decision::NotAnActor { actor: actor(b, "Tomás Vela") }]);
    let port = briefing.articles[0].analysis.as_deref().expect("analysed");
    assert_eq!(port.attributions[1].quotation.kind, QuotationKind::Direct);
    assert!(port.mentions.iter().any(|m| m.kind == MentionKind::Pronoun && m.entity.is_some()));
    assert_eq!(briefing.whose(QuoteId { article: ArticleId(0), index: 1 }), Whose::Nobody);
}

#[test]
fn what_was_in_doubt_is_not_once_the_reader_has_merged_it() {
    let articles = || {
        vec![
            parsed("outlet: A\n\n= One\n|paragraph| [Ana Lula]{@a person} met [Rosa Lula]{@b person}.\n"),
            parsed("outlet: B\n\n= Two\n|paragraph| [Lula]{@c person} <said>: «“Perhaps, who knows.”»{@c}\n"),
        ]
    };
    let before = Briefing::new(articles());
    let lula = before.actors.iter().find(|a| a.name == "Lula").expect("Lula");
    assert_eq!(lula.could_be.len(), 2);
    let merge = Decision::Merge { actor: actor(&before, "Lula"), with: actor(&before, "Ana Lula") };
    let after = Briefing::decided(articles(), &[merge]);
    assert!(after.actors.iter().all(|a| a.could_be.is_empty()));
    assert_eq!(after.suggestions(), []);
}
