//! What each decision changes.

use super::{PORT, actor, actors, decided, documents, mentions, parsed, quotation, said};
use crate::{
    briefing::{ArticleId, Briefing, QuoteId, Whose},
    model::{ActorAnchor, Anchor, Decision, EntityKind, MentionKind, QuotationKind},
};

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
