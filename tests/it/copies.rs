//! Which articles are one: the project's own pairs, each with its result.

use std::{
    fmt::Write as _,
    fs,
    sync::Arc,
    time::{Duration, Instant},
};

use dixit::{
    briefing::{ArticleId, Briefing, CopyKind},
    model::{Document, Given, Origin},
    pipeline::Engine,
};

use crate::{
    cli::{folder, run},
    source::root,
};

struct Pair {
    sort: String,
    name: String,
    articles: [Document; 2],
}

fn document(id: usize, head: &str, paragraphs: &[&str]) -> Document {
    let [outlet, date, title] = head.split(" | ").collect::<Vec<_>>().try_into().expect("three parts");
    let given = Given {
        title: Some(title.to_owned()),
        outlet: Some(outlet.to_owned()),
        published: Some(date.to_owned()),
        ..Given::default()
    };
    let id = format!("{id}.txt");
    Document { raw: paragraphs.join("\n\n").into(), origin: Origin::File(id.as_str().into()), id, given }
}

fn pairs() -> Vec<Pair> {
    let text = fs::read_to_string(root().join("tests/it/copies/pairs.txt")).unwrap();
    let pair = |case: &str| {
        let (head, articles) = case.split_once('\n').unwrap();
        let (sort, name) = head.split_once(", ").unwrap();
        assert!(["copy", "version", "rewritten", "series", "shared"].contains(&sort), "{sort}");
        let (first, second) = articles.split_once("\n--\n").unwrap();
        let lines = |text: &'_ str| text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect();
        let (first, second): (Vec<String>, Vec<String>) = (lines(first), lines(second));
        let own = |line: &String| match line.strip_prefix("= ") {
            Some(number) => first[number.parse::<usize>().unwrap()].clone(),
            None => line.clone(),
        };
        let second: Vec<String> = second.iter().map(own).collect();
        let article = |id, lines: &[String]| {
            let paragraphs: Vec<&str> = lines[1..].iter().map(String::as_str).collect();
            document(id, &lines[0], &paragraphs)
        };
        Pair { sort: sort.into(), name: name.into(), articles: [article(0, &first), article(1, &second)] }
    };
    text.split("\n== ").skip(1).map(pair).collect()
}

fn briefing(engine: &Engine, documents: &[Document]) -> Briefing {
    let analyses = engine.analyse_all(documents);
    let both = documents.iter().zip(analyses);
    Briefing::new(both.map(|(d, a)| (Arc::new(d.clone()), Some(Arc::new(a)))).collect())
}

#[test]
fn the_score_of_the_pairs_is_the_committed_one() {
    let engine = Engine::new();
    let (mut wrong, mut table) = (0, String::from("sort\tpair\tfound\tshared\tresult\n"));
    for pair in pairs() {
        let briefing = briefing(&engine, &pair.articles);
        let copies = briefing.copies();
        let later = (0..2).find_map(|id| copies.later(ArticleId(id)));
        let found = match later {
            None => "two",
            Some(member) => member.kind.map_or("one", CopyKind::name),
        };
        let expected = if ["copy", "version"].contains(&pair.sort.as_str()) { &pair.sort } else { "two" };
        let result = if found == expected { "right" } else { "WRONG" };
        wrong += usize::from(found != expected);
        let shared = later.map_or(String::new(), |member| format!("{:.2}", member.shared));
        _ = writeln!(table, "{}\t{}\t{found}\t{shared}\t{result}", pair.sort, pair.name);
    }
    expect_test::expect_file!["copies/score.tsv"].assert_eq(&table);
    assert_eq!(wrong, 0, "{table}");
}

#[test]
fn all_pairs_in_one_briefing_are_the_same_groups() {
    let documents: Vec<Document> = pairs().into_iter().flat_map(|pair| pair.articles).collect();
    let all = briefing(&Engine::new(), &documents);
    let expected: Vec<Vec<u32>> = (0..)
        .zip(pairs())
        .filter(|(_, pair)| ["copy", "version"].contains(&pair.sort.as_str()))
        .map(|(i, _)| vec![2 * i, 2 * i + 1])
        .collect();
    let mut found: Vec<Vec<u32>> =
        all.copies().groups.iter().map(|group| group.members.iter().map(|m| m.article.0).collect()).collect();
    // The wire article of the first pair stands again in the pair of the rewritten one.
    let first = found.iter_mut().find(|group| group.contains(&0)).expect("a group");
    let again = first.len();
    first.retain(|id| *id < 2);
    assert_eq!(again, first.len() + 1);
    assert_eq!(found, expected);
}

#[test]
fn ten_times_the_articles_take_ten_times_as_long() {
    // Every third is a copy of the one before; all share a paragraph.
    let document = |i: usize| {
        let of = if i % 3 == 2 { i - 1 } else { i };
        let words = |n: usize| format!("Barge {} of {of} left the quay at {} with salt.", n * 7, of * 13 + n);
        let own: Vec<String> = (0..12).map(words).collect();
        let shared = "Nobody may fish in the lagoon before the bell, and whoever does pays with his nets.";
        document(i, "The Lagoon | 2026-01-01 | Barges", &[&own.concat(), shared])
    };
    let engine = Engine::new();
    let took = |count: usize| {
        let documents: Vec<Document> = (0..count).map(document).collect();
        let briefing = briefing(&engine, &documents);
        let began = Instant::now();
        assert_eq!(briefing.copies().groups.len(), count / 3);
        began.elapsed()
    };
    let (few, many) = (took(150), took(1500));
    assert!(many < few * 22 + Duration::from_millis(300), "{few:?}, then {many:?} for ten times as many");
}

const WIRE: &str = "A ferry with 88 people aboard ran aground on a reef off the atoll early on Monday, and all of them were \
brought to shore by fishing boats.\n\nThe ship left the marked channel in a squall, said harbour master Teboua Ioane. “The \
light on the southern beacon has been dark since Christmas,” he said.\n\nFishermen reached the ship within twenty minutes \
and ferried the passengers to the beach in groups of six, villagers told the state radio.\n";

#[test]
fn the_command_lists_groups_and_what_was_changed() {
    let record = |outlet: &str, day: u32, text: &str| serde_json::json!({ "outlet": outlet, "date": format!("2026-03-0{day}"), "title": "Ferry aground", "text": text });
    let changed = WIRE.replace("88", "86");
    let lines = [
        record("The Courier", 3, WIRE),
        record("Pacific Wire", 2, WIRE),
        record("The Courier", 4, &changed),
        record("Other News", 2, "Nothing of this stands anywhere else, and there is not much of it."),
    ];
    let lines = lines.map(|line| line.to_string()).join("\n");
    let folder = folder(&[("news.jsonl", &lines)]);
    let ran = run(folder.path(), &["copies", "news.jsonl"]);
    expect_test::expect![[r#"
        1	first	1.00	2026-03-02	Pacific Wire	Ferry aground	news.jsonl:2
        1	copy	1.00	2026-03-03	The Courier	Ferry aground	news.jsonl:1
        1	version	0.95	2026-03-04	The Courier	Ferry aground	news.jsonl:3
    "#]]
    .assert_eq(&ran.out);
    let ran = run(folder.path(), &["copies", "--diff", "news.jsonl"]);
    let grave: Vec<&str> = ran.out.lines().filter(|line| line.contains("\t!\t")).collect();
    let [line] = grave.try_into().expect("one paragraph with another number");
    assert!(line.starts_with("1\tnews.jsonl:3\t!\t1\tA ferry with [-88-] {+86+} people"), "{line}");
    // What copies carry is one statement, and everybody who carries it is named.
    let ran = run(folder.path(), &["actors", "news.jsonl"]);
    assert!(ran.out.starts_with("Teboua Ioane\tperson\t6\t2\t3\t2\t"), "{}", ran.out);
    let ran = run(folder.path(), &["export", "--actor", "Ioane", "--format", "json", "news.jsonl"]);
    let sheet: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    for quotation in sheet["actors"][0]["quotations"].as_array().unwrap() {
        assert_eq!(quotation["carriers"], serde_json::json!(["Pacific Wire", "The Courier"]), "{quotation}");
    }
    let ran = run(folder.path(), &["copies"]);
    assert_eq!((ran.status, ran.out.as_str()), (1, ""));
    assert!(ran.err.contains("no article stands twice among these"), "{}", ran.err);
}
