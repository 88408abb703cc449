//! Decisions as the commands lay them over articles: kept in a file, found again in other copies of the articles.

use std::{
    fs,
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
    thread,
};

use dixit::{
    briefing::{ActorId, ArticleId, Briefing, QuoteId},
    decisions::{DecisionsFile, Log},
    ingest,
    model::{ActorAnchor, Anchor, Decision, MentionId},
    pipeline::Engine,
};
use proptest::prelude::*;

use crate::cli::{fields, folder, run};

const HARBOUR: &str = "Port strike enters third week\n\n\
    KOTA BARU – “We will not wait,” Mara Chen, who runs the port, said on Monday.\n\n\
    “Not a single day,” she added.\n\n\
    “The ships are safe and sound,” said Idris Okafor of the Harbour Union.\n";
const STRAIT: &str = "Talks fail\n\n\
    “There is nothing to talk about,” Mai Chen told reporters on Tuesday.\n\n\
    “The ships will wait,” Mr. Okafor said.\n";
const LAGOON: &str = "A night of music\n\n\
    “Music is work,” said Mara Chen, a violinist, after the concert on Friday.\n";

/// The three articles in a folder of their own.
pub fn articles() -> tempfile::TempDir {
    folder(&[("harbour.txt", HARBOUR), ("lagoon.txt", LAGOON), ("strait.txt", STRAIT)])
}

/// The same articles downloaded again: other file names, in another order, other white space and line ends.
pub fn downloaded_again() -> tempfile::TempDir {
    let spaced = |text: &str| text.replace("\n\n", "\r\n \r\n\r\n").replace(", ", ",  ");
    folder(&[("1.txt", &spaced(STRAIT)), ("2.txt", &spaced(HARBOUR)), ("3.txt", &spaced(LAGOON))])
}

/// What is known of the articles in a folder.
fn briefing(folder: &Path) -> Briefing {
    let documents = ingest::read(&[folder.to_owned()]).unwrap().documents;
    let analyses = Engine::new().analyse_all(&documents);
    Briefing::new(
        documents.into_iter().map(Into::into).zip(analyses.into_iter().map(|a| Some(a.into()))).collect(),
    )
}

fn actor(briefing: &Briefing, name: &str) -> ActorAnchor {
    let at = briefing.actors.iter().position(|actor| actor.name == name);
    let names = || briefing.actors.iter().map(|a| a.name.as_str()).collect::<Vec<_>>();
    let at = at.unwrap_or_else(|| panic!("{name} is not in {:?}", names()));
    briefing.anchor_of_actor(ActorId(at as u32)).unwrap()
}

fn quotation(briefing: &Briefing, words: &str) -> Anchor {
    let of = |i: usize| briefing.articles[i].analysis.as_ref().unwrap().attributions.len();
    let all = (0..briefing.articles.len()).flat_map(|i| (0..of(i)).map(move |index| (i, index)));
    let ids = all.map(|(i, index)| QuoteId { article: ArticleId(i as u32), index: index as u32 });
    let mut anchors = ids.filter_map(|id| briefing.anchor_of_quotation(id));
    anchors.find(|anchor| anchor.words.contains(words)).unwrap()
}

/// The first mention in the article whose text begins so.
fn mention(briefing: &Briefing, article: &str, words: &str) -> Anchor {
    let at = briefing.articles.iter().position(|a| a.document.raw.starts_with(article)).unwrap();
    let of = &briefing.articles[at];
    let mut mentions = of.analysis.as_ref().unwrap().mentions.iter();
    let index = mentions.position(|m| m.span.of(&of.document.raw) == words).unwrap();
    briefing.anchor_of_mention(ArticleId(at as u32), MentionId(index as u32)).unwrap()
}

fn keep(file: &DecisionsFile, decision: Decision) -> Log {
    file.append(|_| Some(decision)).unwrap().0.log
}

fn undo(log: &Log) -> Option<Decision> {
    log.to_undo().map(|entry| Decision::Undo { entry: entry.id.clone() })
}

/// The quotations as a run of the program gives them: actor, kind of actor, kind, words.
pub fn quotes(folder: &Path, more: &[&str]) -> String {
    let ran = run(folder, &[&["quotes"], more, &["."]].concat());
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{more:?}");
    let mut lines: Vec<String> = fields(&ran.out, 4).lines().map(str::to_owned).collect();
    lines.sort();
    lines.join("\n")
}

#[test]
fn every_command_applies_decisions_to_copies_downloaded_again_until_they_are_undone() {
    let (here, there) = (articles(), downloaded_again());
    let (kept, known) = (tempfile::tempdir().unwrap(), briefing(here.path()));
    let path = kept.path().join("team.jsonl");
    let file = DecisionsFile::new(&path);
    let option = ["--decisions", path.to_str().unwrap()];
    let before = quotes(there.path(), &[]);
    let violinist =
        ActorAnchor { at: Some(mention(&known, "A night", "Mara Chen")), ..actor(&known, "Mara Chen") };
    keep(
        &file,
        Decision::Split {
            actor: actor(&known, "Mara Chen"),
            mentions: Vec::new(),
            articles: vec![mention(&known, "A night", "Mara Chen")],
        },
    );
    keep(&file, Decision::Rename { actor: violinist, name: "Mara Chen (violinist)".into() });
    keep(
        &file,
        Decision::Speaker {
            quotation: quotation(&known, "ships are safe"),
            actor: Some(ActorAnchor { name: "Rosa Silva".into(), ..ActorAnchor::default() }),
        },
    );
    keep(&file, Decision::NotAQuotation { quotation: quotation(&known, "ships will wait") });
    keep(&file, Decision::Note { quotation: quotation(&known, "single day"), note: "ask her again".into() });
    let log = keep(&file, Decision::Checked { quotation: quotation(&known, "single day"), checked: true });
    assert_eq!(log.in_force().count(), 6);

    let after = quotes(there.path(), &option);
    assert_eq!(after, quotes(here.path(), &option), "the copies and what they were copied from");
    let expected = [
        "Mara Chen (violinist) | person | direct | “Music is work,”",
        "Mara Chen | person | direct | “Not a single day,”",
        "Mara Chen | person | direct | “We will not wait,”",
        "Rosa Silva | person | direct | “The ships are safe and sound,”",
    ];
    for line in expected {
        assert!(after.contains(line), "{line} is not in\n{after}");
    }
    assert!(!after.contains("ships will wait"), "{after}");
    assert_eq!(quotes(there.path(), &[&option[..], &["--raw"]].concat()), before);

    // A file that lies beside the articles is none of them.
    fs::copy(&path, there.path().join("team.jsonl")).unwrap();
    let ran = run(there.path(), &[&["actors"], &option[..], &["."]].concat());
    assert_eq!(ran.err, "");
    assert!(ran.out.contains("Mara Chen (violinist)\tperson\t1"), "{}", ran.out);
    let ran = run(there.path(), &[&["export", "-a", "Chen", "-f", "csv"], &option[..], &["."]].concat());
    assert!(
        ran.out.lines().any(|l| l.contains("“Not a single day,”") && l.contains(",yes,ask her again,")),
        "{}",
        ran.out
    );
    let ran = run(there.path(), &[&["extract"], &option[..], &["."]].concat());
    assert!(
        ran.out.contains("\"actor\":\"Rosa Silva\"") && ran.out.contains("\"note\":\"ask her again\""),
        "{}",
        ran.out
    );
    let ran = run(there.path(), &[&["extract", "--raw"], &option[..], &["."]].concat());
    assert!(!ran.out.contains("Rosa Silva") && !ran.out.contains("\"note\""), "{}", ran.out);

    for _ in 0..6 {
        file.append(undo).unwrap();
    }
    assert_eq!(quotes(there.path(), &option), before, "all undone");
    file.append(|log| log.to_redo().map(|entry| Decision::Redo { entry: entry.id.clone() })).unwrap();
    assert!(
        run(there.path(), &[&["actors"], &option[..], &["."]].concat()).out.contains("Mara Chen"),
        "redone"
    );
    assert_eq!(fs::read_to_string(&path).unwrap().lines().count(), 1 + 6 + 6 + 1, "the log only grows");
}

#[test]
fn the_log_says_when_what_and_whether_it_is_in_force() {
    let here = articles();
    let known = briefing(here.path());
    let path = here.path().join("log.jsonl");
    let file = DecisionsFile::new(&path);
    let gone = Anchor { words: "“Nobody in these articles said this.”".into(), ..Anchor::default() };
    keep(&file, Decision::Checked { quotation: quotation(&known, "single day"), checked: true });
    keep(&file, Decision::NotAQuotation { quotation: gone });
    keep(&file, Decision::Rename { actor: actor(&known, "Idris Okafor"), name: "I. Okafor".into() });
    file.append(undo).unwrap();
    fs::OpenOptions::new().append(true).open(&path).unwrap().write_all(b"{\"id\":\"half").unwrap();
    let listed = |paths: &[&str]| {
        let ran = run(here.path(), &[&["decisions", "--decisions", "log.jsonl"], paths].concat());
        let of = |line: &str| line.split('\t').skip(2).collect::<Vec<_>>().join(" | ") + "\n";
        (ran.status, ran.out.lines().map(of).collect::<String>(), ran.err)
    };
    let (status, out, err) = listed(&["harbour.txt"]);
    assert_eq!(status, 0);
    expect_test::expect![[r#"
        checked: “Not a single day,” | in force
        not a quotation: “Nobody in these articles said this.” | without a target
        Idris Okafor is called I. Okafor | undone
        undone: Idris Okafor is called I. Okafor | 
    "#]]
    .assert_eq(&out);
    assert_eq!(err, "dixit: log.jsonl, line 6: cut off; skipped, it stays in the file\n");
    let (_, out, _) = listed(&[]);
    assert!(!out.contains("without a target"), "without articles nobody can know: {out}");
    let ran = run(here.path(), &["decisions", "--decisions", "none.jsonl"]);
    assert_eq!((ran.status, ran.out.as_str()), (1, ""));
    let ran = run(here.path(), &["actors", "--decisions", ".", "harbour.txt"]);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("it is a folder"), "{}", ran.err);
}

#[test]
fn a_line_written_by_hand_is_enough() {
    let here = articles();
    let kept = tempfile::tempdir().unwrap();
    let lines = "# who is who at the port\n\
        {\"decision\":\"merge\",\"actor\":{\"name\":\"Okafor\"},\"with\":{\"name\":\"Idris Okafor\"}}\n\
        {\"decision\":\"not-a-quotation\",\"quotation\":{\"words\":\"“Not a single day,”\"}}";
    let path = kept.path().join("mine.jsonl");
    fs::write(&path, lines).unwrap();
    let out = quotes(here.path(), &["--decisions", path.to_str().unwrap()]);
    assert!(!out.contains("single day"), "{out}");
    assert!(!out.lines().any(|line| line.starts_with("Mr. Okafor")), "{out}");
}

/// Appends decisions in a loop until it is killed; run as a process of its own by the test below.
#[test]
fn appending_until_killed() {
    let Some(path) = std::env::var_os("DIXIT_TEST_APPEND") else { return };
    let file = DecisionsFile::new(path);
    for i in 0..100_000 {
        let name = format!("{} {i}", std::process::id());
        keep(&file, Decision::NotAnActor { actor: ActorAnchor { name, ..ActorAnchor::default() } });
        println!("kept {i}");
    }
}

#[test]
fn two_processes_at_once_lose_nothing_and_a_kill_loses_at_most_what_is_under_way() {
    let kept = tempfile::tempdir().unwrap();
    let path = kept.path().join("decisions.jsonl");
    let start = || {
        Command::new(std::env::current_exe().unwrap())
            .args(["decisions::appending_until_killed", "--exact", "--nocapture"])
            .env("DIXIT_TEST_APPEND", &path)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    };
    let children = [start(), start()];
    // Both are under way, however the machine shares its time between them.
    let enough = || {
        let text = fs::read_to_string(&path).unwrap_or_default();
        children.iter().all(|child| text.matches(&format!("{} ", child.id())).count() > 20)
    };
    while !enough() {
        thread::sleep(std::time::Duration::from_millis(2));
    }
    let mut said = Vec::new();
    for mut child in children {
        // SIGKILL: nothing in the process can do anything about it.
        child.kill().unwrap();
        let id = child.id();
        let out = child.wait_with_output().unwrap().stdout;
        let count = String::from_utf8_lossy(&out).lines().filter(|line| line.starts_with("kept ")).count();
        said.push((id, count));
    }
    let log = DecisionsFile::new(&path).read().unwrap().log;
    assert_eq!(log.damaged, [], "whole lines are all there is");
    for (id, count) in said {
        let own = log.entries.iter().filter(|entry| match &entry.decision {
            Decision::NotAnActor { actor } => actor.name.starts_with(&format!("{id} ")),
            _ => false,
        });
        let own = own.count();
        assert!(own == count || own == count + 1, "{count} said to be kept, {own} are");
        assert!(own > 5, "both wrote at once");
    }
}

/// What one of two readers does next.
#[derive(Debug, Clone, Copy)]
enum Step {
    Decide(u8),
    Undo,
    Redo,
}

fn steps() -> impl Strategy<Value = Vec<(bool, Step)>> {
    let step = prop_oneof![
        3 => any::<u8>().prop_map(Step::Decide),
        2 => Just(Step::Undo),
        1 => Just(Step::Redo),
    ];
    prop::collection::vec((any::<bool>(), step), 0..24)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whoever_appends_in_whatever_order_both_readers_see_the_same(steps in steps()) {
        let kept = tempfile::tempdir().unwrap();
        let file = DecisionsFile::new(kept.path().join("decisions.jsonl"));
        // What is in force, and what was undone since the last decision: the plainest model there is.
        let (mut done, mut undone): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
        let mut seen = [Log::default(), Log::default()];
        for (who, step) in steps {
            let (contents, entry) = file
                .append(|log| match step {
                    Step::Decide(i) => {
                        let actor = ActorAnchor { name: format!("actor {i}"), ..ActorAnchor::default() };
                        Some(Decision::NotAnActor { actor })
                    }
                    Step::Undo => undo(log),
                    Step::Redo => log.to_redo().map(|e| Decision::Redo { entry: e.id.clone() }),
                })
                .unwrap();
            match (step, entry) {
                (Step::Decide(_), Some(entry)) => {
                    done.push(entry.id);
                    undone.clear();
                }
                (Step::Undo, entry) => {
                    prop_assert_eq!(entry.is_some(), !done.is_empty());
                    undone.extend(done.pop());
                }
                (Step::Redo, entry) => {
                    prop_assert_eq!(entry.is_some(), !undone.is_empty());
                    done.extend(undone.pop());
                }
                (Step::Decide(_), None) => prop_assert!(false, "a decision is always kept"),
            }
            seen[usize::from(who)] = contents.log;
            let mut in_force: Vec<String> = seen[usize::from(who)].in_force().map(|e| e.id.clone()).collect();
            in_force.sort();
            let mut expected = done.clone();
            expected.sort();
            prop_assert_eq!(in_force, expected);
            // The other reader reads the file and sees the same.
            seen[usize::from(!who)] = file.read().unwrap().log;
            prop_assert_eq!(&seen[0], &seen[1]);
        }
        // Whatever was done, undoing it all leaves nothing in force and every line in the file.
        let lines = fs::read_to_string(file.path()).unwrap_or_default().lines().count();
        while file.append(undo).unwrap().1.is_some() {}
        let log = file.read().unwrap().log;
        prop_assert_eq!(log.in_force().count(), 0);
        prop_assert!(fs::read_to_string(file.path()).unwrap_or_default().lines().count() >= lines);
    }
}

/// The sample under other file names, set in other white space.
fn sample_again(change: impl Fn(&str) -> String) -> Vec<dixit::model::Document> {
    let mut documents = ingest::sample();
    documents.reverse();
    for (i, document) in documents.iter_mut().enumerate() {
        document.id = format!("copy-{i}.txt");
        document.raw = change(&document.raw).into();
    }
    documents
}

/// How many of the sample's actors and quotations, each with a decision about it, a changed copy has.
fn found_again(change: impl Fn(&str) -> String) -> (usize, usize) {
    let engine = Engine::new();
    let known = |documents: Vec<dixit::model::Document>| -> Vec<_> {
        let analyses = engine.analyse_all(&documents);
        documents.into_iter().map(Into::into).zip(analyses.into_iter().map(|a| Some(a.into()))).collect()
    };
    let sample = Briefing::new(known(ingest::sample()));
    let actors = (0..sample.actors.len() as u32).filter_map(|i| sample.anchor_of_actor(ActorId(i)));
    let mut decisions: Vec<Decision> =
        actors.map(|actor| Decision::Kind { kind: actor.kind.unwrap(), actor }).collect();
    let quotes = sample.actors.iter().flat_map(|actor| &actor.quotes).chain(&sample.unattributed);
    let quotes = quotes.filter_map(|quote| sample.anchor_of_quotation(*quote));
    decisions.extend(quotes.map(|quotation| Decision::Checked { quotation, checked: true }));
    let again = Briefing::decided(known(sample_again(change)), &decisions);
    (again.outcome.found.iter().filter(|found| **found).count(), decisions.len())
}

#[test]
fn decisions_about_the_sample_find_their_targets_in_changed_copies() {
    let check = |what: &str, change: fn(&str) -> String| {
        let (found, all) = found_again(change);
        assert!(all > 100, "{all}");
        assert_eq!(found, all, "{what}");
    };
    check("other file names, another order", str::to_owned);
    check("line ends, spaces between sentences", |text| text.replace('\n', "\r\n").replace(". ", ".  "));
    check("a paragraph more at both ends", |text| {
        let (head, rest) = text.split_once("\n\n").unwrap_or((text, ""));
        format!("{head}\n\nThis story was updated with more details.\n\n{rest}\n\nMore to follow.\n")
    });
}
