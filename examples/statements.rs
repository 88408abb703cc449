//! How long it takes to find which articles of your own are copies of one another, and the statements in them, beyond
//! their analysis: those of all actors, and those of one actor who said everything. The best of three rounds.
//!
//! ```text
//! cargo run --release --example statements -- [--quotations N] [--list] PATH…
//! ```
//! `--quotations` says how many quotations the one actor has; 5,000 unless told. `--list` lists the statements of
//! several wordings instead.
#![allow(clippy::print_stdout, reason = "an example reports on standard output")]

use std::{path::PathBuf, sync::Arc, time::Instant};

use dixit::{
    briefing::{ActorId, Briefing, Whose},
    ingest,
    model::{
        Agreement, Alias, Analysis, Document, Entity, EntityId, EntityKind, Mention, MentionId, MentionKind,
    },
    pipeline::Engine,
    text::Span,
    view::QuoteRow,
};

type Documents = Vec<(Arc<Document>, Option<Arc<Analysis>>)>;

const ROUNDS: usize = 3;

fn main() -> anyhow::Result<()> {
    let (mut quotations, mut list, mut paths) = (5000, false, Vec::new());
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--quotations" => quotations = arguments.next().unwrap_or_default().parse()?,
            "--list" => list = true,
            path => paths.push(PathBuf::from(path)),
        }
    }
    let read = ingest::read(&paths)?.documents;
    let bytes: usize = read.iter().map(|document| document.raw.len()).sum();
    let began = Instant::now();
    let analyses = Engine::new().analyse_all(&read);
    println!("{} articles, {:.1} MB, analysed in {:.0} ms", read.len(), bytes as f64 / 1e6, since(began));
    let documents: Documents =
        read.into_iter().zip(analyses).map(|(d, a)| (Arc::new(d), Some(Arc::new(a)))).collect();
    if list {
        print_repeated(&Briefing::new(documents));
        return Ok(());
    }
    let began = Instant::now();
    drop(Briefing::new(documents.clone()));
    println!("joined into a briefing in {:.0} ms", since(began));
    measure("all actors", &documents);
    measure("one actor", &of_one(&documents, quotations));
    Ok(())
}

/// Every statement of several wordings that are not the same words.
fn print_repeated(briefing: &Briefing) {
    for (id, actor) in (0..).zip(&briefing.actors) {
        for statement in briefing.statements_of(Whose::Actor(ActorId(id))).iter() {
            let rows = QuoteRow::all(briefing, &statement.quotes);
            let mut lines: Vec<String> =
                rows.iter().map(|row| format!("  {} {}", row.citation.id, row.text())).collect();
            lines.dedup();
            if lines.len() > 1 {
                println!("{}\n{}", actor.name, lines.join("\n"));
            }
        }
    }
}

fn since(began: Instant) -> f64 {
    began.elapsed().as_secs_f64() * 1e3
}

fn measure(what: &str, documents: &Documents) {
    let (mut best, mut copies_best) = (f64::INFINITY, f64::INFINITY);
    let (mut quotations, mut statements, mut groups) = (0, 0, 0);
    for _ in 0..ROUNDS {
        let briefing = Briefing::new(documents.clone());
        let began = Instant::now();
        groups = briefing.copies().groups.len();
        copies_best = copies_best.min(since(began));
        let began = Instant::now();
        briefing.work_out_statements();
        best = best.min(since(began));
        let actors = (0..briefing.actors.len() as u32).map(ActorId);
        let all: Vec<_> = actors.map(|id| briefing.statements_of(Whose::Actor(id))).collect();
        quotations = all.iter().flat_map(|of| of.iter()).map(|statement| statement.quotes.len()).sum();
        statements = all.iter().map(|of| of.len()).sum();
    }
    println!("{what}: {quotations} quotations, {statements} statements, found in {best:.1} ms");
    println!("  {groups} groups of copies, found in {copies_best:.1} ms");
}

/// The same articles, as far as they have so many quotations, all of them said by one actor.
fn of_one(documents: &Documents, quotations: usize) -> Documents {
    let mut left = quotations;
    let mut out = Documents::new();
    for (document, analysis) in documents {
        let Some(analysis) = analysis.as_ref().filter(|_| left > 0) else { continue };
        let span = Span::from_usize(0, document.raw.chars().next().map_or(0, char::len_utf8));
        let mut analysis = Analysis { layout: analysis.layout.clone(), ..analysis.as_ref().clone() };
        analysis.attributions.truncate(left);
        left -= analysis.attributions.len();
        analysis.mentions = vec![Mention {
            weak: false,
            span,
            head: span,
            kind: MentionKind::Name,
            entity_kind: EntityKind::Person,
            agreement: Agreement::Unknown,
            entity: Some(EntityId(0)),
        }];
        analysis.entities = vec![Entity {
            name: "Ilse Okonkwo".into(),
            kind: EntityKind::Person,
            aliases: vec![Alias { form: "Ilse Okonkwo".into(), first: span }],
            roles: Vec::new(),
            mentions: vec![MentionId(0)],
        }];
        for attribution in &mut analysis.attributions {
            attribution.speaker = Some(MentionId(0));
        }
        out.push((Arc::clone(document), Some(Arc::new(analysis))));
    }
    out
}
