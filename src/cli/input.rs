//! What every command begins with: reading the articles, and seeing them together.

use std::{path::PathBuf, sync::Arc};

use super::{
    args::{InputArgs, KeptArgs, MapArgs},
    console::Console,
};
use crate::{
    briefing::{ActorId, ArticleId, Briefing},
    decisions::{self, Contents, DecisionsFile},
    disk::Notice,
    ingest::{self, IngestError, Skipped},
    model::{Decision, Document},
    pipeline::Engine,
    remembered::{self, ArticleKey},
    view::{
        Query,
        query::{Marked, Property, What},
    },
};

/// So many skipped files are told of one by one.
const TOLD: usize = 20;

/// That the sample is the sample, and how to open something else.
pub(super) const SAMPLE: &str =
    "these are the five articles of the built-in sample; name files or folders to read your own";

/// Reads the articles at `paths`, or the sample when there are none; and what to tell the user about it.
pub(super) fn documents(
    paths: &[PathBuf],
    mapped: &MapArgs,
) -> Result<(Vec<Document>, Vec<String>), IngestError> {
    if paths.is_empty() {
        return Ok((ingest::sample(), vec![SAMPLE.to_owned()]));
    }
    let intake = ingest::read_mapped(paths, mapped.map.clone())?;
    Ok((intake.documents, about_skipped(&intake.skipped)))
}

/// What to tell about files that could not be read.
pub(super) fn about_skipped(skipped: &[Skipped]) -> Vec<String> {
    let mut notices: Vec<String> = skipped.iter().take(TOLD).map(|one| format!("skipped {one}")).collect();
    if skipped.len() > TOLD {
        notices.push(format!("skipped {} more", skipped.len() - TOLD));
    }
    notices
}

/// The file decisions are kept in; `None` where the user has no place for it.
pub(super) fn decisions_file(args: &KeptArgs) -> Option<DecisionsFile> {
    args.decisions.clone().or_else(decisions::usual_path).map(DecisionsFile::new)
}

/// What the decisions file says, and what to tell about it. A file that was asked for must be readable.
pub(super) fn contents(args: &KeptArgs) -> anyhow::Result<(Contents, Vec<Notice>)> {
    let Some(file) = decisions_file(args) else { return Ok((Contents::default(), Vec::new())) };
    let contents = match file.read() {
        Err(error) if args.decisions.is_none() => {
            return Ok((Contents::default(), vec![error.to_string().into()]));
        }
        contents => contents?,
    };
    let mut notices = about(&contents, &file);
    if args.decisions.is_some() && !file.path().exists() {
        notices.push(format!("there are no decisions in {} yet", file.path().display()).into());
    }
    Ok((contents, notices))
}

/// What to tell about a decisions file: lines that could not be read, locks that are missing.
fn about(contents: &Contents, file: &DecisionsFile) -> Vec<Notice> {
    let damaged = &contents.log.damaged;
    let mut notices: Vec<Notice> = damaged.iter().take(TOLD).map(|line| file.about_damaged(line)).collect();
    if damaged.len() > TOLD {
        notices
            .push(format!("{}: skipped {} more lines", file.path().display(), damaged.len() - TOLD).into());
    }
    notices.extend(contents.no_locks.then(|| file.about_locks().into()));
    notices
}

/// The decisions to lay over the articles.
pub(super) fn decisions(args: &InputArgs, console: &mut Console) -> anyhow::Result<Vec<Decision>> {
    if args.raw {
        return Ok(Vec::new());
    }
    let (contents, notices) = contents(&args.kept)?;
    console.notices(&notices);
    Ok(contents.log.in_force().map(|entry| entry.decision.clone()).collect())
}

/// The briefing of the articles that are asked for, all analysed, the decisions laid over it.
pub(super) fn briefing(args: &InputArgs, console: &mut Console) -> anyhow::Result<Briefing> {
    let decisions = decisions(args, console)?;
    let (documents, notices) = documents(&args.paths, &args.mapped)?;
    console.notices(&notices);
    Ok(of_documents(documents, &decisions))
}

/// The briefing of documents, all analysed.
pub(super) fn of_documents(documents: Vec<Document>, decisions: &[Decision]) -> Briefing {
    let analyses = Engine::new().analyse_all(&documents);
    let both = documents.into_iter().zip(analyses);
    Briefing::decided(both.map(|(d, a)| (Arc::new(d), Some(Arc::new(a)))).collect(), decisions)
}

/// What the reader remembers of the articles' having been read and starred, where `query` asks for it; what it asks for
/// and nothing here knows is told.
pub(super) fn marked(query: &Query, briefing: &Briefing, console: &mut Console) -> Marked {
    let asks = |property: &Property| {
        query.terms.iter().any(|term| matches!(&term.what, What::Is(asked) if asked.contains(property)))
    };
    let mut marked = Marked::default();
    if asks(&Property::Marked) {
        console.notice("is:marked is known in the reader alone, until it is closed: here nothing is marked");
    }
    if Property::ALL.iter().filter(|property| property.is_of_article()).any(asks) {
        let (remembered, problem) =
            remembered::usual_path().as_deref().map(remembered::read).unwrap_or_default();
        console.notices(&problem.into_iter().collect::<Vec<_>>());
        for (article, id) in briefing.articles.iter().zip((0..).map(ArticleId)) {
            let Some(known) = remembered.articles.get(&ArticleKey::of(&article.document)) else { continue };
            if known.read {
                marked.read.insert(id);
            }
            if known.starred {
                marked.starred.insert(id);
            }
        }
    }
    marked
}

/// The actors of these names that are quoted. Tells which names stand for several actors, and which for none.
pub(super) fn actors(names: &[String], briefing: &Briefing, console: &mut Console) -> Vec<ActorId> {
    let mut all = Vec::new();
    for name in names {
        let found = briefing.find_actors(name);
        let quoted: Vec<ActorId> = found
            .iter()
            .copied()
            .filter(|&id| briefing.actor(id).is_some_and(|actor| !actor.quotes.is_empty()))
            .collect();
        let listed: Vec<&str> =
            quoted.iter().filter_map(|&id| briefing.actor(id)).map(|actor| actor.name.as_str()).collect();
        match quoted.len() {
            0 if found.is_empty() => console.notice(&format!("nobody is called “{name}” in these articles")),
            0 => console.notice(&format!("“{name}” is mentioned in these articles, but not quoted")),
            1 => {}
            count => console.notice(&format!("“{name}” fits {count} actors: {}", listed.join("; "))),
        }
        all.extend(quoted.into_iter().filter(|id| !all.contains(id)).collect::<Vec<_>>());
    }
    all
}
