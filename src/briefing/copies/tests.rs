//! Groups of small briefings: who stands first, what each other is, what is found however many there are.

use super::*;
use crate::briefing::fixture::{article, briefing};

/// Words that no other article has.
fn words(of: usize, count: usize) -> String {
    (0..count).map(|i| format!("word{of}x{i}")).collect::<Vec<_>>().join(" ")
}

fn draft(id: &str, outlet: &str, day: u32, text: &str) -> crate::briefing::fixture::Draft {
    let draft = article(id, text).paragraph(text);
    if outlet.is_empty() { draft } else { draft.given(outlet, id, (2026, 3, day)) }
}

fn groups(copies: &Copies) -> Vec<Vec<(u32, &'static str)>> {
    let member = |m: &Member| (m.article.0, m.kind.map_or("", CopyKind::name));
    copies.groups.iter().map(|group| group.members.iter().map(member).collect()).collect()
}

#[test]
fn the_first_by_date_stands_first_and_the_others_say_what_they_are() {
    let (one, more) = (words(1, 120), words(2, 30));
    let briefing = briefing([
        draft("late", "Post", 4, &format!("{one} {more}")),
        draft("other", "Post", 2, &words(3, 120)),
        draft("wire", "Wire", 2, &one),
        draft("early", "Post", 3, &one),
        draft("unknown", "", 0, &format!("{} {one}", words(4, 20))),
    ]);
    assert_eq!(groups(briefing.copies()), [[(2, ""), (3, "copy"), (0, "version"), (4, "")]]);
    let copies = briefing.copies();
    assert!(copies.of(ArticleId(1)).is_none() && copies.later(ArticleId(2)).is_none());
    assert!(copies.later(ArticleId(0)).is_some_and(|m| (m.shared - 0.8).abs() < 0.001));
}

#[test]
fn what_is_short_or_not_analysed_is_not_grouped() {
    let short = words(1, LEAST - 1);
    let briefing = briefing([draft("a", "Wire", 1, &short), draft("b", "Post", 1, &short)]);
    assert_eq!(briefing.copies().groups, []);
    let waiting = briefing.articles.iter().map(|a| (std::sync::Arc::clone(&a.document), None)).collect();
    assert_eq!(Briefing::new(waiting).copies().groups, []);
}

#[test]
fn a_part_of_two_articles_makes_them_no_one() {
    let (a, b) = (words(1, 200), words(2, 200));
    let briefing = briefing([
        draft("a", "Wire", 1, &a),
        draft("b", "Wire", 1, &b),
        draft("both", "Post", 1, &format!("{} {}", words(1, 90), words(2, 90))),
    ]);
    assert_eq!(groups(briefing.copies()), Vec::<Vec<_>>::new());
}

#[test]
fn many_copies_are_one_group() {
    let all = (0..300).map(|i| draft(&i.to_string(), &format!("Outlet {i}"), 1, &words(i % 3, 150)));
    let briefing = briefing(all.collect::<Vec<_>>());
    let sizes: Vec<usize> = briefing.copies().groups.iter().map(|group| group.members.len()).collect();
    assert_eq!(sizes, [100, 100, 100]);
}

#[test]
fn an_outlet_that_tells_more_under_the_same_headline_has_a_version() {
    let versions = |outlet: &str, day: u32, headline: &str| {
        let (told, one, two) = (words(1, 60), words(2, 50), words(3, 45));
        let second = article("b", &format!("{told} {two}")).paragraph(&format!("{told} {two}"));
        let briefing = briefing([
            article("a", &format!("{told} {one}")).paragraph(&format!("{told} {one}")).given(
                "Post",
                "Bridge closed after fire",
                (2026, 3, 4),
            ),
            second.given(outlet, headline, (2026, 3, day)),
        ]);
        !briefing.copies().groups.is_empty()
    };
    assert!(versions("Post", 5, "Bridge closed for weeks"));
    assert!(!versions("Post", 9, "Bridge closed for weeks"), "days later");
    assert!(!versions("Wire", 5, "Bridge closed for weeks"), "another outlet");
    assert!(!versions("Post", 5, "Two dead in storm"), "another headline");
}
