//! Who is who across articles: the project's own small briefings, each with its result.
//!
//! A case is a few articles in the notation, parted by lines of dashes; one key is one somebody in all of them.
//! It is looked at twice: with the mentions as they are marked (`given`), and with those the engine finds
//! (`read`). `score.tsv` lists every case; no trap may join what has two keys.

pub mod sample;

use std::{collections::BTreeSet, fmt::Write as _, fs, sync::Arc};

use dixit::{
    briefing::{ActorId, ArticleId, Briefing},
    model::{Analysis, Document, Mention, MentionKind},
    notation,
    pipeline::Engine,
    text::Span,
};

use crate::{cases::split, source::root};

/// A small briefing.
struct Case {
    name: String,
    /// Whether it is built to be joined wrongly.
    trap: bool,
    articles: Vec<Marked>,
}

/// A marked-up article and the key of each of its mentions, in order.
struct Marked {
    document: Arc<Document>,
    analysis: Arc<Analysis>,
    keys: Vec<String>,
}

fn cases() -> Vec<Case> {
    let mut files: Vec<_> = fs::read_dir(root().join("tests/it/identity/cases"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    files.sort();
    let mut out = Vec::new();
    for path in files {
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        for case in split(&stem, &fs::read_to_string(&path).unwrap()) {
            let marked = case.marked.strip_prefix("trap\n");
            let trap = marked.is_some();
            let articles = marked.unwrap_or(&case.marked).split("\n---\n").enumerate();
            let articles = articles.map(|(i, text)| Marked::new(&case.name, i, text.trim())).collect();
            out.push(Case { name: case.name, trap, articles });
        }
    }
    out
}

impl Marked {
    fn new(case: &str, i: usize, text: &str) -> Self {
        // An article of one line would be all headline.
        let lead = "It had rained in the morning, and the streets were empty until noon, as on most days.";
        let text = if text.starts_with("= ") {
            text.to_owned()
        } else {
            format!("= Notes of the day\n\n{lead}\n\n{text}")
        };
        let (mut document, analysis) = notation::parse(&text).unwrap_or_else(|e| panic!("{case}: {e}"));
        document.id = format!("{i}");
        let keys: Vec<String> = text
            .match_indices("]{@")
            .map(|(at, mark)| text[at + mark.len()..].chars().take_while(|c| c.is_alphanumeric()).collect())
            .collect();
        assert_eq!(keys.len(), analysis.mentions.len(), "{case}: a key a mention");
        Self { document: Arc::new(document), analysis: Arc::new(analysis), keys }
    }

    /// The marked names with their keys.
    fn names(&self) -> impl Iterator<Item = (&Mention, &str)> {
        let all = self.analysis.mentions.iter().zip(self.keys.iter().map(String::as_str));
        all.filter(|(mention, _)| mention.kind == MentionKind::Name)
    }
}

/// What is wrong with the actors of a briefing, in words; nothing, if all is right.
fn mistakes(case: &Case, briefing: &Briefing) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    let mut seen: Vec<(&str, &str, ActorId)> = Vec::new();
    for (i, marked) in case.articles.iter().enumerate() {
        for (mention, key) in marked.names() {
            let words = mention.head.of(&marked.document.raw);
            match actor(briefing, ArticleId(i as u32), mention) {
                Some(actor) => seen.push((key, words, actor)),
                None => _ = out.insert(format!("not found: {words}")),
            }
        }
    }
    for (i, (key, words, actor)) in seen.iter().enumerate() {
        for (other_key, other_words, other) in &seen[..i] {
            match (key == other_key, actor == other) {
                (true, false) => _ = out.insert(format!("apart: {other_words} / {words}")),
                (false, true) => _ = out.insert(format!("JOINED: {other_words} / {words}")),
                _ => {}
            }
        }
    }
    out
}

/// Who the briefing takes a marked mention for.
fn actor(briefing: &Briefing, article: ArticleId, marked: &Mention) -> Option<ActorId> {
    let article = briefing.article(article)?;
    let analysis = article.analysis.as_ref()?;
    let overlapping = analysis.mentions.iter().filter(|m| m.kind == MentionKind::Name);
    let shared = |m: &&Mention| m.head.intersect(marked.head).map_or(0, Span::len);
    let best = overlapping.filter(|m| shared(m) > 0).max_by_key(shared)?;
    article.actor(best.entity?)
}

#[test]
fn the_score_of_the_cases_is_the_committed_one() {
    let engine = Engine::new();
    let mut table = String::from("case\tsort\tgiven\tread\n");
    let mut right = [0; 2];
    let mut false_merges = Vec::new();
    let cases = cases();
    for case in &cases {
        let given = case.articles.iter().map(|a| (Arc::clone(&a.document), Some(Arc::clone(&a.analysis))));
        let given = Briefing::new(given.collect());
        let read = case.articles.iter().map(|a| {
            let analysis = engine.analyse(&a.document);
            (Arc::clone(&a.document), Some(Arc::new(analysis)))
        });
        let read = Briefing::new(read.collect());
        let mut cells = Vec::new();
        for (count, briefing) in right.iter_mut().zip([&given, &read]) {
            let mistakes = mistakes(case, briefing);
            if case.trap && mistakes.iter().any(|m| m.starts_with("JOINED")) {
                false_merges.push(case.name.clone());
            }
            *count += usize::from(mistakes.is_empty());
            let words: Vec<String> = mistakes.into_iter().collect();
            cells.push(if words.is_empty() { "right".to_owned() } else { words.join("; ") });
        }
        let sort = if case.trap { "trap" } else { "join" };
        _ = writeln!(table, "{}\t{sort}\t{}", case.name, cells.join("\t"));
    }
    _ = writeln!(table, "right\tof {}\t{}\t{}", cases.len(), right[0], right[1]);
    expect_test::expect_file!["score.tsv"].assert_eq(&table);
    assert_eq!(false_merges, [""; 0], "traps that joined");
}

#[test]
fn there_are_enough_cases_and_a_third_of_them_are_traps() {
    let cases = cases();
    let traps = cases.iter().filter(|case| case.trap).count();
    assert!(cases.len() >= 60 && traps * 3 >= cases.len(), "{traps} traps of {} cases", cases.len());
    let keys = |case: &Case| case.articles.iter().flat_map(|a| a.keys.clone()).collect::<BTreeSet<_>>().len();
    for case in &cases {
        assert!(case.articles.len() > 1 || case.trap, "{}: one article", case.name);
        assert!(!case.trap || keys(case) > 1, "{}: a trap has two keys", case.name);
    }
}
