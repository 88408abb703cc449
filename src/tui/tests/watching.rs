//! Articles come, change and go while the reader is open, and the reader stays where they are.

use std::sync::Arc;

use super::stage::{Stage, parsed};
use crate::{
    briefing::Briefing,
    disk::Notice,
    model::{Analysis, Decision, Document},
    tui::{
        event::Event,
        overlay::Overlay,
        state::{Effect, Message},
        watching::{Mode, Told},
    },
};

type Known = (Arc<Document>, Option<Arc<Analysis>>);

/// An article that is longer than the screen, in which two people are quoted.
fn article(name: &str) -> Known {
    marked(name, &text(name))
}

fn text(name: &str) -> String {
    let part = |i: u32| {
        let counted = format!("The crews of the {name} counted {i} carts before noon and {i} more at night.");
        let said =
            format!("[Lindiwe Osei]{{@osei person}} <said>: «“The {name} moves {i} carts a day.”»{{@osei}}");
        if i.is_multiple_of(5) { format!("{counted}\n\n{said}") } else { counted }
    };
    let parts: Vec<String> = (1..=20).map(part).collect();
    let last = "[Tomas Brandt]{@brandt person} <said>: «“Nobody counted the night.”»{@brandt}";
    format!("= The {name} reopens\n\n{}\n\n{last}\n", parts.join("\n\n"))
}

fn marked(name: &str, marked: &str) -> Known {
    parsed(&format!("id: {name}.txt\noutlet: Valley Times\n\n{marked}"))
}

fn articles(names: &[&str]) -> Vec<Known> {
    names.iter().map(|name| article(name)).collect()
}

fn stage(names: &[&str], size: (u16, u16)) -> Stage {
    Stage::of(Briefing::new(articles(names)), size)
}

fn told(words: &str) -> Told {
    Told { words: words.into(), ..Told::default() }
}

impl Stage {
    /// These are the articles from now on.
    fn arrive(mut self, articles: Vec<Known>, words: &str) -> Self {
        self.happen(Event::Briefing(Arc::new(Briefing::new(articles))));
        self.happen(Event::Watched(Box::new(told(words))));
        self
    }
}

/// The articles of a stage, with what is done to them.
fn with(stage: &Stage, change: impl FnOnce(&mut Vec<Known>)) -> Vec<Known> {
    let known =
        |article: &crate::briefing::Article| (Arc::clone(&article.document), article.analysis.clone());
    let mut all = stage.state.briefing.articles.iter().map(known).collect();
    change(&mut all);
    all
}

/// What stands in columns of the screen, but for the bottom line and the counters over the panes.
fn columns(stage: &mut Stage, from: usize, to: usize) -> String {
    let text = stage.text();
    let lines = text.lines().skip(2);
    let part = |line: &str| line.chars().skip(from).take(to - from).collect::<String>() + "\n";
    let all: Vec<String> = lines.map(part).collect();
    all.split_last().map(|(_, above)| above.concat()).unwrap_or_default()
}

fn open_article(stage: &Stage) -> String {
    let article = stage.state.briefing.article(stage.state.article);
    article.map(|article| article.document.id.clone()).unwrap_or_default()
}

fn said(stage: &Stage) -> String {
    match &stage.state.message {
        Some(Message::Note(text) | Message::Done(text) | Message::Problem(text)) => text.clone(),
        _ => String::new(),
    }
}

/// The words of the current quotation.
fn quotation(stage: &Stage) -> Option<String> {
    let row = crate::view::QuoteRow::new(&stage.state.briefing, stage.state.quote?)?;
    Some(row.text())
}

#[test]
fn what_comes_leaves_everything_on_screen_where_it_is() {
    let mut stage = stage(&["bridge", "canal", "depot", "market"], (120, 36)).keys("j j Tab ] ] Ctrl-d");
    let before = (columns(&mut stage, 30, 120), quotation(&stage));
    let all = with(&stage, |all| {
        all.insert(0, article("arena"));
        all.push(article("station"));
    });
    stage = stage.arrive(all, "2 new");
    assert_eq!(open_article(&stage), "depot.txt");
    assert_eq!(said(&stage), "2 new");
    let (text, current) = (columns(&mut stage, 30, 78), quotation(&stage));
    let reader =
        |columns: &str| columns.lines().map(|l| l.chars().take(48).collect::<String>()).collect::<Vec<_>>();
    assert_eq!((reader(&text), &current), (reader(&before.0), &before.1));
    assert!(stage.text().contains("The arena reopens"), "{}", stage.text());
}

#[test]
fn marks_filters_jumps_and_overlays_stay_with_what_they_are_about() {
    let stage = stage(&["bridge", "canal", "depot"], (100, 30)).keys("S j Enter ] * Tab f type:brandt");
    let starred = |stage: &Stage| {
        let ids = stage.state.marked.starred.iter();
        ids.map(|id| stage.state.briefing.articles[id.0 as usize].document.id.clone()).collect::<Vec<_>>()
    };
    let before = (starred(&stage), stage.state.marked.quotes.len());
    assert_eq!(before, (vec!["bridge.txt".to_owned()], 1));
    let all = with(&stage, |all| all.insert(0, article("arena")));
    let mut stage = stage.arrive(all, "new: arena.txt");
    assert_eq!((starred(&stage), stage.state.marked.quotes.len()), before);
    assert!(matches!(stage.state.overlays.last(), Some(Overlay::Find(_))));
    assert!(stage.text().contains("brandt"), "{}", stage.text());
    let stage = stage.keys("Enter");
    assert_eq!(stage.state.scene().shown_name(), Some("Tomas Brandt"));
}

#[test]
fn in_an_article_that_changed_the_line_at_the_top_stays_at_the_top() {
    let mut stage = stage(&["bridge", "canal"], (80, 24)).keys("j Tab ] ] Ctrl-d");
    let top = |stage: &Stage| {
        let at = stage.state.reader.place() as usize;
        let raw = &stage.state.briefing.articles[stage.state.article.0 as usize].document.raw;
        raw.get(at..).unwrap_or_default().chars().take(30).collect::<String>()
    };
    let before = (top(&stage), quotation(&stage), columns(&mut stage, 0, 80));
    let longer = text("canal").replace(
        "\n\nThe crews of the canal counted 1 carts",
        "\n\nAn update at dawn.\n\nThe dredgers are back.\n\nThe crews of the canal counted 1 carts",
    );
    let all = with(&stage, |all| {
        all[1] = marked("canal", &longer);
        all.insert(1, article("bypass"));
    });
    stage = stage.arrive(all, "1 new, 1 changed");
    assert_eq!(open_article(&stage), "canal.txt");
    assert_eq!((top(&stage), quotation(&stage)), (before.0, before.1.clone()));
    assert!(before.1.is_some());
    let text = |columns: &str| {
        columns.lines().map(|l| l.trim_end_matches(['┃', '│', '█', ' ']).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(text(&columns(&mut stage, 0, 76)).last(), text(&before.2).last());
}

#[test]
fn an_article_that_is_gone_leaves_the_reader_to_its_neighbour_and_that_is_said() {
    let stage = stage(&["bridge", "canal", "depot"], (80, 24)).keys("j");
    let all = with(&stage, |all| drop(all.remove(1)));
    let stage = stage.arrive(all, "removed: canal.txt");
    assert_eq!(
        (open_article(&stage).as_str(), said(&stage).as_str()),
        ("depot.txt", "canal.txt, which you read, is gone")
    );
    let all = with(&stage, |all| drop(all.remove(1)));
    let stage = stage.arrive(all, "1 new, 1 removed");
    assert_eq!(open_article(&stage), "bridge.txt");
    assert_eq!(said(&stage), "depot.txt, which you read, is gone; 1 new, 1 removed");
    let mut stage = stage.arrive(Vec::new(), "removed: bridge.txt");
    assert!(stage.state.quote.is_none() && stage.text().contains("0/0"), "{}", stage.text());
    let stage = stage
        .keys("j k Enter ] a w Tab Enter y e Esc gm Esc gt s")
        .arrive(articles(&["canal"]), "new: canal.txt");
    assert_eq!(open_article(&stage), "canal.txt");
    assert!(stage.keys("Esc").text().contains("The canal reopens"));
}

#[test]
fn jumps_lead_back_to_articles_that_are_still_there() {
    let stage = stage(&["bridge", "canal", "depot"], (80, 24)).keys("Enter ] ] ] ] ] ] ] ] ]");
    assert_eq!((open_article(&stage).as_str(), stage.state.back.len()), ("depot.txt", 2));
    let all = with(&stage, |all| drop(all.remove(1)));
    let stage = stage.arrive(all, "removed: canal.txt").keys("Backspace");
    assert_eq!((open_article(&stage).as_str(), stage.state.back.len()), ("bridge.txt", 0));
}

#[test]
fn decisions_hold_when_their_article_changes() {
    let stage = stage(&["bridge", "canal"], (100, 30)).keys("Enter ] Space");
    let decisions: Vec<Decision> = stage.log.in_force().map(|entry| entry.decision.clone()).collect();
    assert!(matches!(&*decisions, [Decision::Checked { .. }]), "{decisions:?}");
    let mut all = with(&stage, |_| {});
    all[0] = marked("bridge", &text("bridge").replace("= The bridge", "= At last the bridge"));
    let mut stage = stage;
    stage.happen(Event::Briefing(Arc::new(Briefing::decided(all, &decisions))));
    let quote = stage.state.quote.expect("it is current still");
    assert!(stage.state.briefing.mark(quote).is_some_and(|mark| mark.checked));
}

#[test]
fn a_search_goes_on_where_it_was_in_a_text_that_changed() {
    let stage = stage(&["bridge"], (80, 24)).keys("Tab / type:crews Enter n n");
    let counter = |stage: &Stage| stage.state.reader.search().map(crate::tui::reader::Search::counter);
    assert_eq!(counter(&stage), Some((3, 20)));
    let all = vec![marked("bridge", &text("bridge").replace("reopens", "reopens as crews watch"))];
    let stage = stage.arrive(all, "changed: bridge.txt");
    assert_eq!(counter(&stage), Some((4, 21)));
}

#[test]
fn files_that_cannot_be_read_are_problems_while_they_are_there() {
    let mut stage = stage(&["bridge"], (80, 24)).keys("!");
    let refused = |texts: &[&str]| Some(texts.iter().map(|text| Notice::from((*text).to_owned())).collect());
    let report = Told {
        problem: Some("cannot be read: b.zip: damaged".into()),
        refused: refused(&["skipped b.zip: damaged"]),
        ..Told::default()
    };
    stage.happen(Event::Watched(Box::new(report)));
    assert!(stage.text().contains("skipped b.zip: damaged"), "{}", stage.text());
    assert!(stage.text().lines().last().is_some_and(|line| line.ends_with("!1")), "{}", stage.text());
    stage.happen(Event::Watched(Box::new(Told { refused: refused(&[]), ..told("new: b.zip") })));
    assert!(stage.text().contains("Nothing went wrong"), "{}", stage.text());
}

#[test]
fn watching_is_switched_on_and_off_where_there_is_something_to_watch() {
    let stage = stage(&["bridge"], (80, 24)).keys("W");
    assert!(stage.effects.is_empty() && said(&stage).starts_with("there is no folder to watch"));
    let mut stage = stage;
    stage.state.watching.mode = Mode::Off;
    stage = stage.keys(": type:watch Enter");
    assert_eq!(stage.effects, [Effect::Watch(true)]);
    stage.happen(Event::Watched(Box::new(Told { mode: Some(Mode::On), ..Told::default() })));
    assert!(stage.text().lines().last().is_some_and(|line| line.ends_with("watching")), "{}", stage.text());
    stage = stage.keys("W");
    assert_eq!(stage.effects, [Effect::Watch(true), Effect::Watch(false)]);
    let looking =
        Told { mode: Some(Mode::Looking), problem: Some("no more watches".into()), ..Told::default() };
    stage.happen(Event::Watched(Box::new(looking)));
    assert!(stage.text().contains("no more watches") && stage.text().contains("watching"));
}
