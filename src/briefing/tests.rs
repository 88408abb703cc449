//! Who is who across articles: what joins, and what must stay apart.

use super::{
    ActorId, ArticleId, Briefing, Constraints, RULES, Whose,
    fixture::{Draft, article, briefing},
};
use crate::model::{
    Agreement, EntityId,
    EntityKind::{self, Document, Group, Organization, Person, Place, Unnamed},
    QuotationKind::{Attitude, Direct},
};

/// An article that has each of `entities` and no quotation.
fn naming(id: &str, entities: &[(EntityKind, &[&str])]) -> Draft {
    let text: Vec<String> =
        entities.iter().map(|(_, forms)| format!("about {}.", forms.join(", "))).collect();
    entities.iter().fold(article(id, &text.join("\n")), |sheet, (kind, forms)| sheet.entity(*kind, forms))
}

/// Each actor by its name, with the forms of all its entities.
fn actors(briefing: &Briefing) -> Vec<String> {
    let mut names: Vec<String> = briefing
        .actors
        .iter()
        .map(|actor| {
            let articles: Vec<String> = actor.entities.iter().map(|(a, _)| a.0.to_string()).collect();
            format!("{}: {}", actor.name, articles.join(" "))
        })
        .collect();
    names.sort();
    names
}

#[track_caller]
fn check(articles: &[&[(EntityKind, &[&str])]], expected: &[&str]) {
    let sheets = articles.iter().enumerate().map(|(i, entities)| naming(&i.to_string(), entities));
    assert_eq!(actors(&briefing(sheets)), expected);
}

#[test]
fn persons_join_by_full_name_whatever_the_title_or_article() {
    check(
        &[
            &[(Person, &["Muqtada al-Sadr", "Sadr"])],
            &[(Person, &["Muqtada Al-Sadr", "al-Sadr"])],
            &[(Person, &["Mr. Muqtada Sadr"])],
        ],
        &["Muqtada al-Sadr: 0 1 2"],
    );
}

/// The reasons of all joins; uncertain ones end with a question mark.
fn reasons(briefing: &Briefing) -> Vec<String> {
    let joins = briefing.actors.iter().flat_map(|actor| &actor.joins);
    joins.map(|join| format!("{}{}", join.words, if join.uncertain { "?" } else { "" })).collect()
}

#[test]
fn every_join_says_why() {
    let two = |a: &[&str], b: &[&str]| briefing([naming("0", &[(Person, a)]), naming("1", &[(Person, b)])]);
    assert_eq!(
        reasons(&two(&["Muqtada al-Sadr"], &["Muqtada Al-Sadr"])),
        ["same name: Muqtada al-Sadr, Muqtada Al-Sadr"]
    );
    assert_eq!(reasons(&two(&["Lula"], &["Lula"])), ["same name, given in full nowhere: Lula?"]);
    assert_eq!(reasons(&two(&["Ana Lula"], &["Rosa Lula"])), [""; 0]);
    let [actor] = &two(&["Lula"], &["Lula"]).actors[..] else { panic!("one actor") };
    assert_eq!(actor.joins[0].entities, actor.entities);
}

#[test]
fn every_rule_joins_its_example() {
    for rule in RULES.iter().filter(|rule| !rule.example[0].is_empty()) {
        let sheet = |(i, form): (usize, &&str), kind: EntityKind| {
            // "Syrian Democratic Forces (SDF)" has two forms.
            let forms: Vec<&str> = form.trim_end_matches(')').split(" (").collect();
            let sheet = naming(&i.to_string(), &[(kind, &forms)]);
            if form.starts_with("President ") { sheet.role("President") } else { sheet }
        };
        let joins = [Person, Organization, Place].into_iter().flat_map(|kind| {
            let sheets = rule.example.iter().enumerate().map(|example| sheet(example, kind));
            briefing(sheets).actors.into_iter().flat_map(|actor| actor.joins)
        });
        let joins: Vec<_> = joins.collect();
        assert!(joins.iter().any(|join| join.rule == rule.name), "{}: {joins:?}", rule.name);
        assert!(!rule.words.is_empty() && !rule.summary.ends_with('.'), "{}", rule.name);
    }
}

#[test]
fn a_bare_surname_that_two_bear_says_who_it_could_be() {
    let briefing = briefing([
        naming("0", &[(Person, &["Muqtada al-Sadr", "Sadr"])]),
        naming("1", &[(Person, &["Musa al-Sadr", "Sadr"])]),
        naming("2", &[(Person, &["Sadr"])]),
    ]);
    let names = |ids: &[ActorId]| -> Vec<String> {
        ids.iter().filter_map(|id| Some(briefing.actor(*id)?.name.clone())).collect()
    };
    let doubted: Vec<_> = briefing.actors.iter().filter(|actor| actor.is_uncertain()).collect();
    let [actor] = doubted[..] else { panic!("one actor in doubt, not {doubted:?}") };
    assert_eq!(actor.name, "Sadr");
    assert_eq!(names(&actor.could_be), ["Muqtada al-Sadr", "Musa al-Sadr"]);
}

#[test]
fn rules_have_names_of_their_own() {
    let mut names: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
    names.sort_unstable();
    assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{names:?}");
}

#[test]
fn what_the_reader_decided_wins_over_the_rules() {
    let sheets = || {
        let names: [&[&str]; 4] = [&["Ana Lula"], &["Ana Lula"], &["Ana Lula"], &["Rosa Diaz"]];
        names.into_iter().enumerate().map(|(i, forms)| naming(&i.to_string(), &[(Person, forms)]))
    };
    let documents = || {
        let articles = briefing(sheets()).articles.into_iter();
        articles.map(|article| (article.document, article.analysis)).collect()
    };
    let of = |article| (ArticleId(article), EntityId(0));
    let split = Constraints { same: vec![[of(1), of(2)]], apart: vec![[of(0), of(2)]], kept: Vec::new() };
    let split = Briefing::constrained(documents(), &split);
    assert_eq!(actors(&split), ["Ana Lula: 0", "Ana Lula: 1 2", "Rosa Diaz: 3"]);
    let merged = Constraints { same: vec![[of(0), of(3)]], ..Constraints::default() };
    let merged = Briefing::constrained(documents(), &merged);
    assert_eq!(actors(&merged), ["Ana Lula: 0 1 2 3"]);
    assert_eq!(reasons(&merged), ["joined by the reader: Ana Lula, Rosa Diaz", "same name: Ana Lula"]);
}

#[test]
fn two_full_names_of_one_surname_stay_two() {
    check(
        &[
            &[(Person, &["Muqtada al-Sadr", "Sadr"])],
            &[(Person, &["Musa al-Sadr", "Sadr"])],
            &[(Person, &["Sadr"])],
        ],
        &["Muqtada al-Sadr: 0", "Musa al-Sadr: 1", "Sadr: 2"],
    );
}

#[test]
fn a_bare_surname_joins_its_one_bearer() {
    check(
        &[&[(Person, &["Sadr"])], &[(Person, &["Muqtada al-Sadr"])], &[(Person, &["al-Sadr"])]],
        &["Muqtada al-Sadr: 0 1 2"],
    );
    check(&[&[(Person, &["Kim Jong Un", "Kim"])], &[(Person, &["Kim"])]], &["Kim Jong Un: 0 1"]);
}

#[test]
fn a_bare_surname_stays_apart_where_its_bearer_is_named_in_full_or_of_another_gender() {
    check(&[&[(Person, &["Muqtada al-Sadr"]), (Person, &["Sadr"])]], &["Muqtada al-Sadr: 0", "Sadr: 0"]);
    let he = article("a", "Bill Clinton").entity(Person, &["Bill Clinton"]).agreeing(Agreement::Masculine);
    let she = article("b", "Ms. Clinton").entity(Person, &["Ms. Clinton"]).agreeing(Agreement::Feminine);
    assert_eq!(actors(&briefing([he, she])), ["Bill Clinton: 0", "Ms. Clinton: 1"]);
}

#[test]
fn a_short_name_nobody_bears_in_full_is_one_person() {
    check(&[&[(Person, &["Lula"])], &[(Person, &["Lula"])]], &["Lula: 0 1"]);
}

#[test]
fn initials_join_unless_they_are_rivals() {
    check(&[&[(Person, &["Donald J. Trump"])], &[(Person, &["Donald Trump"])]], &["Donald J. Trump: 0 1"]);
    check(
        &[
            &[(Person, &["George W. Bush"])],
            &[(Person, &["George H. W. Bush"])],
            &[(Person, &["George Bush"])],
        ],
        &["George Bush: 2", "George H. W. Bush: 1", "George W. Bush: 0"],
    );
    check(
        &[&[(Person, &["John Smith Jr."])], &[(Person, &["John Smith"])]],
        &["John Smith Jr.: 0", "John Smith: 1"],
    );
}

#[test]
fn bodies_join_by_name_and_by_an_abbreviation_defined_anywhere() {
    check(
        &[
            &[(Organization, &["Syrian Democratic Forces", "SDF"])],
            &[(Organization, &["the SDF"])],
            &[(Organization, &["Syria’s Democratic Forces"])],
        ],
        &["Syrian Democratic Forces: 0 1 2"],
    );
    check(
        &[
            &[(Organization, &["Kurdish-led Syrian Democratic Forces", "SDF"])],
            &[(Organization, &["Kurdish-led Syrian Democratic Forces"])],
            &[(Organization, &["UN Security Council", "UNSC"])],
            &[(Organization, &["Security Council", "UNSC"])],
        ],
        &["Syrian Democratic Forces: 0 1", "UN Security Council: 2 3"],
    );
    check(
        &[
            &[(Organization, &["Islamic State", "ISIS"])],
            &[(Organization, &["Islamic State group", "IS"])],
            &[(Organization, &["Islamic State of Iraq and Syria", "ISIS"])],
            &[(Organization, &["ISIS"])],
            &[(Organization, &["IS"])],
        ],
        &["Islamic State: 0 1 2 3 4"],
    );
    check(
        &[&[(Organization, &["Iraq’s interior ministry"])], &[(Organization, &["Iraqi Interior Ministry"])]],
        &["Iraq’s interior ministry: 0 1"],
    );
}

#[test]
fn capitals_alone_do_not_make_an_abbreviation() {
    check(
        &[
            &[(Organization, &["POLITICO"])],
            &[(Organization, &["Politico"])],
            &[(Place, &["DALLAS", "AP"])],
            &[(Place, &["Dallas"])],
            &[(Place, &["WASHINGTON", "AP"])],
            &[(Place, &["Los Angeles", "L.A."])],
            &[(Place, &["L.A."])],
            &[(Organization, &["the PAC"])],
            &[(Organization, &["the PAC"])],
        ],
        &["Dallas: 2 3", "Los Angeles: 5 6", "Politico: 0 1", "WASHINGTON: 4", "the PAC: 7", "the PAC: 8"],
    );
}

#[test]
fn an_abbreviation_of_two_names_joins_neither() {
    check(
        &[
            &[(Organization, &["Palestinian Authority", "PA"])],
            &[(Organization, &["Press Association", "PA"])],
            &[(Organization, &["PA"])],
        ],
        &["PA: 2", "Palestinian Authority: 0", "Press Association: 1"],
    );
}

#[test]
fn bodies_without_a_proper_name_stay_with_their_article() {
    check(
        &[&[(Organization, &["the Interior Ministry"])], &[(Organization, &["the Interior Ministry"])]],
        &["the Interior Ministry: 0", "the Interior Ministry: 1"],
    );
    check(
        &[&[(Organization, &["The company", "its company"])], &[(Organization, &["The company"])]],
        &["The company: 0", "The company: 1"],
    );
}

#[test]
fn groups_join_only_by_a_proper_name() {
    check(
        &[
            &[
                (Group, &["Rojava officials"]),
                (Group, &["officials"]),
                (Unnamed, &["a senior U.S. official"]),
            ],
            &[
                (Group, &["Rojava officials"]),
                (Group, &["officials"]),
                (Unnamed, &["a senior U.S. official"]),
            ],
        ],
        &[
            "Rojava officials: 0 1",
            "a senior U.S. official: 0",
            "a senior U.S. official: 1",
            "officials: 0",
            "officials: 1",
        ],
    );
    let opening = |id| article(id, "Officials said so.").entity(Group, &["Officials"]);
    assert_eq!(actors(&briefing([opening("a"), opening("b")])), ["Officials: 0", "Officials: 1"]);
}

#[test]
fn things_of_different_sorts_stay_apart() {
    check(
        &[
            &[(Place, &["Jordan"]), (Document, &["a report"])],
            &[(Person, &["Jordan"]), (Document, &["a report"])],
        ],
        &["Jordan: 0", "Jordan: 1", "a report: 0", "a report: 1"],
    );
    check(
        &[&[(Place, &["US Central Command"])], &[(Organization, &["U.S. Central Command"])]],
        &["US Central Command: 0 1"],
    );
    check(&[&[(Place, &["the U.S."])], &[(Place, &["United States"])]], &["United States: 0 1"]);
}

#[test]
fn an_actor_has_its_quotations_by_date_and_its_outlets() {
    let said = |id: &str, outlet: &str, day: u32| {
        article(id, "Cleric Muqtada al-Sadr said: “One.” Then Sadr added: “Two.”")
            .given(outlet, "Headline", (2026, 1, day))
            .entity(Person, &["Muqtada al-Sadr", "Sadr added"])
            .role("Cleric")
            .quote(Direct, &["“One.”"], "said", "Muqtada al-Sadr")
            .quote(Direct, &["“Two.”"], "added", "Sadr added")
    };
    let undated = article("0", "Muqtada al-Sadr said “Zero.”").entity(Person, &["Muqtada al-Sadr"]).quote(
        Direct,
        &["“Zero.”"],
        "said",
        "Muqtada al-Sadr",
    );
    let briefing =
        briefing([undated, said("1", "Rudaw", 20), said("2", "Shafaq", 19), said("3", "Rudaw", 21)]);
    let [actor] = briefing.actors.as_slice() else { panic!("one actor, not {:?}", briefing.actors) };
    let quotes: Vec<(u32, u32)> = actor.quotes.iter().map(|q| (q.article.0, q.index)).collect();
    assert_eq!(quotes, [(2, 0), (2, 1), (1, 0), (1, 1), (3, 0), (3, 1), (0, 0)]);
    assert_eq!(actor.outlets.iter().map(|o| &**o).collect::<Vec<_>>(), ["Shafaq", "Rudaw"]);
    assert_eq!(actor.roles.len(), 1);
    assert_eq!(briefing.speaker(actor.quotes[3]), Some(ActorId(0)));
}

#[test]
fn what_most_articles_say_somebody_is_comes_first() {
    let called = |id: &str, role: &str| {
        let text = format!("{role} Muqtada al-Sadr said: “One.”");
        article(id, &text).entity(Person, &["Muqtada al-Sadr"]).role(role)
    };
    let briefing = briefing([
        called("0", "Preacher"),
        called("1", "The Shiite cleric"),
        called("2", "A Shiite Cleric"),
        called("3", "Preacher,"),
    ]);
    let [actor] = briefing.actors.as_slice() else { panic!("one actor, not {:?}", briefing.actors) };
    let roles = actor
        .roles
        .iter()
        .map(|(article, role)| role.span.of(&briefing.articles[article.0 as usize].document.raw));
    assert_eq!(roles.collect::<Vec<_>>(), ["The Shiite cleric", "Preacher", "Preacher,"]);
}

#[test]
fn actors_are_found_by_any_form_exactly_or_else_by_the_beginnings_of_words() {
    let briefing = briefing([naming(
        "0",
        &[
            (Person, &["Muqtada al-Sadr", "Sadr"]),
            (Person, &["Musa al-Sadr"]),
            (Organization, &["Sadrist Movement"]),
            (Organization, &["Syrian Democratic Forces", "SDF"]),
        ],
    )]);
    let found = |query: &str| -> Vec<String> {
        let ids = briefing.find_actors(query);
        ids.into_iter().filter_map(|id| Some(briefing.actor(id)?.name.clone())).collect()
    };
    assert_eq!(found("SADR"), ["Muqtada al-Sadr"]);
    assert_eq!(found("al-Sadr"), ["Muqtada al-Sadr"]);
    assert_eq!(found("musa"), ["Musa al-Sadr"]);
    assert_eq!(found("sad"), ["Muqtada al-Sadr", "Musa al-Sadr", "Sadrist Movement"]);
    assert_eq!(found("syria democratic forces"), ["Syrian Democratic Forces"]);
    assert_eq!(found("the sdf"), ["Syrian Democratic Forces"]);
    assert_eq!(found("  "), [""; 0]);
    assert_eq!(found("Barzani"), [""; 0]);
}

#[test]
fn what_nobody_could_be_named_for_is_kept_in_order_of_time() {
    let said = |id: &str| {
        article(id, "Sadr said: “No.” “Who knows?” “Never again!”")
            .entity(Person, &["Sadr"])
            .quote(Direct, &["“No.”"], "said", "Sadr")
            .quote(Direct, &["“Who knows?”"], "", "")
            .quote(Attitude, &["“Never again!”"], "", "")
    };
    let briefing = briefing([said("undated"), said("dated").given("Rudaw", "A", (2026, 1, 19))]);
    let unattributed: Vec<(u32, u32)> =
        briefing.unattributed.iter().map(|q| (q.article.0, q.index)).collect();
    assert_eq!(unattributed, [(1, 1), (1, 2), (0, 1), (0, 2)]);
    assert_eq!(briefing.quotes_of(Whose::Nobody), briefing.unattributed);
    for whose in [Whose::Nobody, Whose::Actor(ActorId(0))] {
        assert!(briefing.quotes_of(whose).iter().all(|q| briefing.whose(*q) == whose));
    }
    assert_eq!(briefing.quotes_of(Whose::Actor(ActorId(9))), []);
}

#[test]
fn who_said_something_comes_before_who_only_wants_something() {
    let sheet = article("a", "Sadr wants peace and quiet now. Miri said: “No.”")
        .entity(Person, &["Sadr"])
        .entity(Person, &["Miri"])
        .quote(Attitude, &["peace"], "wants", "Sadr")
        .quote(Attitude, &["quiet"], "wants", "Sadr")
        .quote(Direct, &["“No.”"], "said", "Miri");
    let names: Vec<String> = briefing([sheet]).actors.into_iter().map(|actor| actor.name).collect();
    assert_eq!(names, ["Miri", "Sadr"]);
}
