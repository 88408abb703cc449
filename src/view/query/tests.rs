//! What queries ask for, choose and offer; that they print themselves as they are read.

use expect_test::expect;
use proptest::prelude::*;

use std::sync::Arc;

use super::*;
use crate::{
    briefing::{
        ArticleId, Briefing, QuoteId,
        fixture::{article, briefing},
    },
    model::{
        EntityKind::{Organization, Person},
        QuotationKind::{Attitude, Direct, Indirect},
    },
};

/// A query as it is understood, and what is told of the rest.
fn read(text: &str) -> String {
    let Parsed { query, problems } = Query::parse(text);
    let told = problems.iter().map(|p| format!("{:?} “{}” {}", p.span, p.span.of(text), p.message));
    let mut lines: Vec<String> = std::iter::once(query.to_string()).chain(told).collect();
    lines.push(String::new());
    lines.join("\n")
}

#[test]
fn a_query_is_read_and_printed_in_one_form() {
    for (text, printed) in [
        ("", ""),
        ("  ", ""),
        ("border", "border"),
        ("Outlet:rudaw  KIND:d,Mixed", "outlet:rudaw kind:direct,mixed"),
        (
            "since:2026-01 until:2026-01 date:2026-1,2025",
            "since:2026-01-01 until:2026-01-31 date:2026-01,2025",
        ),
        ("“border violations” -isis -outlet:x", "\"border violations\" -isis -outlet:x"),
        ("\"border vio", "\"border vio\"*"),
        ("\"one\"\"two\"", "\"one\" \"two\""),
        ("actor:\"al-Sadr, Muqtada\",barzani", "actor:\"al-Sadr, Muqtada\",barzani"),
        ("12:30 --x a\"b \\", "12:30 -\"-x\"* \"a\\\"b\"* \"\\\\\"*"),
        ("is:unr statement:3,12", "is:unread statement:3,12"),
        ("file:wire.jsonl:2", "file:wire.jsonl:2"),
        ("a,,b, ,", "a,b"),
    ] {
        assert_eq!(read(text), format!("{printed}\n"), "{text}");
    }
}

#[test]
fn what_is_not_understood_is_told_with_its_place_and_left_out() {
    let all = [
        "outlt:rudaw no",
        "http://x.org",
        "kind:drect,mixed",
        "kind:loud",
        "is:un is:chekced",
        "since:19.1.2026 yes",
        "since:2026,2027",
        "statement:0",
        "-note: a",
    ];
    expect![[r#"
        no
        0..5 “outlt” there is no field “outlt”; outlet: is meant?

        0..4 “http” there is no field “http”; words with a colon stand in quotation marks
        kind:mixed
        5..10 “drect” there is no kind “drect”; direct is meant?

        5..9 “loud” there is no kind “loud”, only direct, mixed, indirect, attitude

        3..5 “un” there is no property “un”; unattributed is meant?
        9..16 “chekced” there is no property “chekced”; checked is meant?
        yes
        6..15 “19.1.2026” a date is written 2026-01-19, 2026-01 or 2026
        since:2026-01-01
        11..15 “2027” only one day can be the first or last

        10..11 “0” statements are numbered 1, 2, 3 …
        a
        0..6 “-note:” note: wants a value
    "#]]
    .assert_eq(&all.map(read).concat());
}

proptest! {
    #[test]
    fn what_is_printed_reads_back_as_the_same_query(
        text in "((-|)(actor|outlet|is|kind|note|since|date|statement|file|x|)(:|)([a-z0-9,:\"“”\\\\* -]|\\PC|[\u{0}-\u{20}\u{85}\u{202e}]|checked|direct|2026-01|7){0,6} ?){0,4}"
    ) {
        let Parsed { query, problems } = Query::parse(&text);
        for problem in problems {
            prop_assert!(problem.span.get(&text).is_some(), "{problem:?}");
        }
        let printed = query.to_string();
        let again = Query::parse(&printed);
        prop_assert_eq!(again.problems, []);
        prop_assert_eq!(&again.query, &query, "{}", printed);
        prop_assert_eq!(again.query.to_string(), printed);
    }

    #[test]
    fn any_query_can_be_asked_and_completed(text in "(actor:|-|\"|is:|outlet:|,|\\PC){0,8}", at in 0_usize..20) {
        let briefing = harbour();
        let texts = Texts::new(&briefing, None);
        let query = Query::parse(&text).query;
        let choice = Choice::new(&query, true, &NONE, &briefing, &texts);
        for id in quotes(&briefing) {
            // What is taken with a term is taken without it, unless that one asks for beliefs.
            let fewer = Query::default();
            let all = Choice::new(&fewer, true, &NONE, &briefing, &texts);
            prop_assert!(choice.quote(id) <= all.quote(id));
        }
        let at = (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0).min(text.len());
        let at = if text.is_char_boundary(at) { at } else { 0 };
        let completion = complete(&text, at, &briefing, &texts);
        prop_assert!(completion.span.get(&text).is_some());
        prop_assert!(completion.span.end() as usize <= at);
    }
}

static NONE: std::sync::LazyLock<Marked> = std::sync::LazyLock::new(Marked::default);

fn harbour() -> Briefing {
    let text = "Envoy Mara Chen said: “The ISIS crisis, Ba‘ath and all, is over.” Chen added that sanctions hurt Łódź. \
                The union said: “Border violations go on.” “Who knows?” Chen wants peace.";
    let said = |id: &str| {
        article(id, text)
            .entity(Person, &["Mara Chen", "Chen added", "Chen wants"])
            .entity(Organization, &["The union"])
            .quote(Direct, &["“The ISIS crisis,", "Ba‘ath and all, is over.”"], "said", "Mara Chen")
            .quote(Indirect, &["sanctions hurt Łódź"], "added", "Chen added")
            .quote(Direct, &["“Border violations go on.”"], "", "The union")
            .quote(Direct, &["“Who knows?”"], "", "")
            .quote(Attitude, &["peace"], "wants", "Chen wants")
            .doubted("“Border violations")
    };
    briefing([
        said("one.txt").given("Al Jazeera English", "A crisis at the border", (2026, 1, 20)),
        said("two.txt").given("Rudaw", "Ports", (2025, 12, 1)),
        article("three.txt", "Nobody says a word of Bordeaux.").paragraph("Nobody says a word of Bordeaux."),
    ])
}

fn quotes(briefing: &Briefing) -> Vec<QuoteId> {
    let ids = briefing.articles.iter().zip(0..).flat_map(|(article, i)| {
        let count = article.analysis.as_ref().map_or(0, |analysis| analysis.attributions.len() as u32);
        (0..count).map(move |index| QuoteId { article: ArticleId(i), index })
    });
    ids.collect()
}

/// The quotations of the first article a query takes, and all articles it takes.
fn taken(query: &str) -> (String, String) {
    let briefing = harbour();
    let texts = Texts::new(&briefing, None);
    let query = Query::parse(query).query;
    let marked = Marked {
        quotes: std::iter::once(QuoteId { article: ArticleId(0), index: 1 }).collect(),
        starred: std::iter::once(ArticleId(1)).collect(),
        read: std::iter::once(ArticleId(0)).collect(),
    };
    let choice = Choice::new(&query, false, &marked, &briefing, &texts);
    let of_first =
        quotes(&briefing).into_iter().filter(|id| id.article.0 == 0 && choice.quote(*id) > Fit::No);
    let articles = (0..3).filter(|i| choice.article(ArticleId(*i)) > Fit::No);
    (of_first.map(|id| id.index.to_string()).collect(), articles.map(|i| i.to_string()).collect())
}

#[track_caller]
fn check(query: &str, of_first: &str, articles: &str) {
    assert_eq!(taken(query), (of_first.to_owned(), articles.to_owned()), "{query}");
}

#[test]
fn words_begin_words_whatever_their_case_and_accents() {
    check("", "0123", "012");
    check("isis", "0", "01");
    check("cris", "0", "01");
    check("-isis", "123", "2");
    check("baath lodz", "", "01");
    check("BORDER", "", "");
    check("Bord", "2", "012");
    check("bord", "2", "012");
    check("\"bord\"", "", "");
    check("\"border violations\"", "2", "01");
    check("\"border violation\"", "", "");
    check("\"border violation", "2", "01");
    check("\"crisis baath\"", "0", "01");
    check("sanctions,violations", "12", "01");
    check("\"!!!\" ,", "0123", "012");
}

#[test]
fn facts_choose_and_alternatives_are_parted_by_commas() {
    check("actor:chen", "01", "01");
    check("actor:\"mara chen\"", "01", "01");
    check("actor:ch,union", "012", "01");
    check("-actor:chen", "23", "01");
    check("actor:nobody", "", "");
    check("kind:direct", "023", "01");
    check("kind:attitude", "4", "01");
    check("-kind:direct", "1", "01");
    check("is:unattributed", "3", "01");
    check("is:doubtful,unattributed", "23", "01");
    check("is:marked", "1", "0");
    check("is:starred", "", "1");
    check("is:unread", "", "12");
    check("-is:read actor:chen", "", "1");
    check("outlet:jaz", "0123", "0");
    check("outlet:\"al jazeera\"", "0123", "0");
    check("outlet:\"jazeera al\"", "", "");
    check("outlet:\"al jaz\"*,rud", "0123", "01");
    check("headline:crisis", "0123", "0");
    check("file:two", "", "1");
    check("cue:add speaker:chen", "1", "01");
    check("date:2026", "0123", "02");
    check("statement:1 actor:union", "2", "01");
    check("statement:9", "", "");
    check("actor:chen kind:direct \"is over\"", "0", "01");
}

#[test]
fn what_fits_nobody_is_told() {
    let briefing = harbour();
    let texts = Texts::new(&briefing, None);
    let query = Query::parse("actor:chen,zebari -actor:nobody").query;
    assert_eq!(Choice::new(&query, false, &NONE, &briefing, &texts).unknown(), ["zebari", "nobody"]);
}

#[test]
fn texts_of_articles_that_stay_are_kept() {
    let briefing = harbour();
    let texts = Texts::new(&briefing, None);
    assert!(!texts.warm(&briefing, || false) && texts.warm(&briefing, || true));
    let articles = briefing.articles.iter().map(|a| (Arc::clone(&a.document), a.analysis.clone()));
    let mut articles: Vec<_> = articles.collect();
    articles[1].1 = None;
    let later = Briefing::new(articles);
    let kept = Texts::new(&later, Some(&texts));
    let first = QuoteId { article: ArticleId(0), index: 1 };
    assert_eq!(kept.quote(first, false), " sanctions hurt lodz ");
    assert!(std::ptr::eq(kept.quote(first, false), texts.quote(first, false)), "not folded again");
    assert_eq!(kept.quote(QuoteId { article: ArticleId(1), ..first }, true), " ", "not analysed any more");
}

#[track_caller]
fn offers(typed: &str, expected: &str) {
    let briefing = harbour();
    let Completion { span, offers } = complete(typed, typed.len(), &briefing, &Texts::new(&briefing, None));
    let offers: Vec<String> = offers.into_iter().map(|offer| offer.text).collect();
    assert_eq!(format!("{}|{}", span.of(typed), offers.join(" ")), expected);
}

#[test]
fn what_can_stand_at_the_cursor_is_offered() {
    offers(
        "",
        "|actor: outlet: kind: is: since: until: date: statement: headline: speaker: cue: note: file: language:",
    );
    offers("border -s", "s|since: statement: speaker:");
    offers("kind:", "|direct mixed indirect attitude");
    offers("kind:direct,in", "in|indirect");
    offers("is:un", "un|unattributed unread");
    offers("outlet:", "|\"Al Jazeera English\" Rudaw");
    offers("outlet:\"al ja", "\"al ja|\"Al Jazeera English\"");
    offers("actor:ch", "ch|\"Mara Chen\"");
    offers("since:2026", "2026|2026-01-20");
    offers("nobody:x", "x|");
}
