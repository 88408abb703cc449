//! What every command begins with: reading the articles, and seeing them together.

use std::{path::PathBuf, sync::Arc};

use super::console::Console;
use crate::{
    briefing::{ActorId, Briefing},
    ingest::{self, IngestError, Skipped},
    model::Document,
    pipeline::Engine,
};

/// So many skipped files are told of one by one.
const TOLD: usize = 20;

/// That the sample is the sample, and how to open something else.
pub(super) const SAMPLE: &str =
    "these are the five articles of the built-in sample; name files or folders to read your own";

/// Reads the articles at `paths`, or the sample when there are none; and what to tell the user about it.
pub(super) fn documents(paths: &[PathBuf]) -> Result<(Vec<Document>, Vec<String>), IngestError> {
    if paths.is_empty() {
        return Ok((ingest::sample(), vec![SAMPLE.to_owned()]));
    }
    let intake = ingest::read(paths)?;
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

/// The briefing of the articles at `paths`, all analysed.
pub(super) fn briefing(paths: &[PathBuf], console: &mut Console) -> anyhow::Result<Briefing> {
    let (documents, notices) = documents(paths)?;
    for notice in notices {
        console.notice(&notice);
    }
    let analyses = Engine::new().analyse_all(&documents);
    let both = documents.into_iter().zip(analyses);
    Ok(Briefing::new(both.map(|(d, a)| (Arc::new(d), Some(Arc::new(a)))).collect()))
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
