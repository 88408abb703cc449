//! Which wordings are one statement: the project's own pairs, each with its result.
//!
//! A pair is two articles that quote one person. `score.tsv`, `fresh.tsv` and `unseen.tsv` list every pair; whoever changes the rules
//! sees there what else changed. The rules were set while the pairs of `pairs.txt` were looked at; those of `fresh.txt`
//! were written later, before anybody asked the rules about them; those of `unseen.txt` by somebody who did not know
//! the rules at all.

mod sample;

use std::{
    fmt::Write as _,
    fs,
    sync::Arc,
    time::{Duration, Instant},
};

use chrono::NaiveDate;
use dixit::{
    briefing::{ActorId, Briefing, Whose},
    model::{
        Agreement, Alias, Analysis, Attribution, Confidence, Document, Entity, EntityId, EntityKind, Given,
        Mention, MentionId, MentionKind, Origin, Published, Quotation, QuotationKind,
    },
    text::Span,
};

use crate::source::root;

/// Two wordings, and whether they are one statement.
struct Pair {
    sort: String,
    name: String,
    days: u64,
    wordings: [String; 2],
}

impl Pair {
    fn is_one(&self) -> bool {
        !matches!(self.sort.as_str(), "near" | "trap")
    }
}

fn pairs(file: &str) -> Vec<Pair> {
    let text = fs::read_to_string(root().join("tests/it/statements").join(file)).unwrap();
    let mut pairs = Vec::new();
    for case in text.split("\n== ").skip(1) {
        let lines: Vec<&str> = case.lines().filter(|line| !line.is_empty()).collect();
        let [head, first, second] = lines.try_into().unwrap_or_else(|_| panic!("three lines: {case}"));
        let (head, days) = head.rsplit_once(", ").unwrap();
        let (sort, name) = head.split_once(", ").unwrap();
        assert!(
            ["same", "fragment", "variant", "report", "number", "near", "trap"].contains(&sort),
            "{sort}"
        );
        pairs.push(Pair {
            sort: sort.into(),
            name: name.into(),
            days: days.parse().unwrap(),
            wordings: [first.into(), second.into()],
        });
    }
    pairs
}

/// An article on this day in which one person says `words`.
pub fn article(id: &str, day: u64, words: &str) -> (Arc<Document>, Option<Arc<Analysis>>) {
    let raw = format!("Ilse Okonkwo said {words}");
    let name = Span::from_usize(0, "Ilse Okonkwo".len());
    let said = Span::from_usize(raw.len() - words.len(), raw.len());
    let mut analysis = Analysis::default();
    let date = NaiveDate::from_ymd_opt(2026, 1, 1).and_then(|d| d.checked_add_days(chrono::Days::new(day)));
    analysis.layout.published = date.map(|date| Published::on(date, None));
    analysis.mentions.push(Mention {
        weak: false,
        span: name,
        head: name,
        kind: MentionKind::Name,
        entity_kind: EntityKind::Person,
        agreement: Agreement::Unknown,
        entity: Some(EntityId(0)),
    });
    analysis.entities.push(Entity {
        name: "Ilse Okonkwo".into(),
        kind: EntityKind::Person,
        aliases: vec![Alias { form: "Ilse Okonkwo".into(), first: name }],
        roles: Vec::new(),
        mentions: vec![MentionId(0)],
    });
    analysis.attributions.push(Attribution {
        quotation: Quotation { kind: QuotationKind::Mixed, content: vec![said] },
        cue: None,
        speaker: Some(MentionId(0)),
        confidence: Confidence(0.9),
        evidence: Vec::new(),
    });
    let document = Document {
        id: id.into(),
        raw: raw.as_str().into(),
        origin: Origin::File(id.into()),
        given: Given::default(),
    };
    (Arc::new(document), Some(Arc::new(analysis)))
}

fn is_joined(pair: &Pair) -> bool {
    let articles = pair.wordings.iter().zip(["a", "b"]).enumerate();
    let articles = articles.map(|(i, (words, id))| article(id, pair.days * i as u64, words)).collect();
    let briefing = Briefing::new(articles);
    let statements = briefing.statements_of(Whose::Actor(ActorId(0)));
    assert_eq!(statements.iter().map(|s| s.quotes.len()).sum::<usize>(), 2, "{}: none is lost", pair.name);
    statements.len() == 1
}

/// Every pair with its result, then precision and recall.
fn scored(pairs: &[Pair]) -> (String, f64, f64) {
    let (mut right, mut joined, mut ones) = (0, 0, 0);
    let mut table = String::from("sort\tpair\texpected\tfound\tresult\n");
    for pair in pairs {
        let (expected, found) = (pair.is_one(), is_joined(pair));
        let word = |is_one| if is_one { "one" } else { "two" };
        let result = if expected == found { "right" } else { "WRONG" };
        _ = writeln!(table, "{}\t{}\t{}\t{}\t{result}", pair.sort, pair.name, word(expected), word(found));
        ones += u32::from(expected);
        joined += u32::from(found);
        right += u32::from(expected && found);
    }
    let (precision, recall) = (f64::from(right) / f64::from(joined), f64::from(right) / f64::from(ones));
    _ = writeln!(table, "all\t{} pairs\tprecision {precision:.3}\trecall {recall:.3}\t", pairs.len());
    (table, precision, recall)
}

#[test]
fn the_scores_of_the_pairs_are_the_committed_ones() {
    let (table, precision, recall) = scored(&pairs("pairs.txt"));
    expect_test::expect_file!["score.tsv"].assert_eq(&table);
    assert!(precision >= 0.97 && recall >= 0.85, "precision {precision:.3}, recall {recall:.3}");
    let (table, precision, recall) = scored(&pairs("fresh.txt"));
    expect_test::expect_file!["fresh.tsv"].assert_eq(&table);
    assert!(precision >= 0.97 && recall >= 0.85, "fresh: precision {precision:.3}, recall {recall:.3}");
    let (table, precision, recall) = scored(&pairs("unseen.txt"));
    expect_test::expect_file!["unseen.tsv"].assert_eq(&table);
    assert!(precision >= 0.97 && recall >= 0.85, "unseen: precision {precision:.3}, recall {recall:.3}");
}

#[test]
fn there_are_enough_pairs_of_every_sort() {
    for (file, least) in [("pairs.txt", 60), ("fresh.txt", 40), ("unseen.txt", 60)] {
        let pairs = pairs(file);
        assert!(pairs.len() >= least, "{}", pairs.len());
        let twos = pairs.iter().filter(|pair| !pair.is_one()).count();
        assert!(twos * 3 >= pairs.len(), "{twos} of {}", pairs.len());
    }
}

#[test]
fn the_statements_of_an_actor_do_not_depend_on_chance_and_grow_as_the_quotations_do() {
    // Every third article carries the words of another; all share a phrase.
    let words = |i: usize| {
        let of = if i % 3 == 2 { i - 1 } else { i };
        format!("“The harvest council told us that barge {of} of convoy {} leaves quay {}.”", of * 7, of * 13)
    };
    let took = |count: usize| {
        let articles: Vec<_> = (0..count).map(|i| article(&format!("{i}"), 0, &words(i))).collect();
        let briefing = Briefing::new(articles.clone());
        let began = Instant::now();
        let statements = briefing.statements_of(Whose::Actor(ActorId(0)));
        let took = began.elapsed();
        let again = Briefing::new(articles);
        again.work_out_statements();
        assert_eq!(statements, again.statements_of(Whose::Actor(ActorId(0))));
        assert_eq!(statements.iter().map(|s| s.quotes.len()).sum::<usize>(), count);
        took
    };
    let (few, many) = (took(500), took(5000));
    assert!(many < few * 22 + SOON, "{few:?}, then {many:?} for ten times as many");
}

/// A time nobody waits for; a step that compares all with all takes many seconds.
const SOON: Duration = Duration::from_millis(300);
