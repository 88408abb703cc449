//! Lessons: invented passages in the notation that teach what the training articles lack.

use std::path::Path;

use anyhow::{Context as _, Result, anyhow};
use dixit::notation;

use crate::gold::{Article, Gold};

/// How often each passage counts: they are few, and each stands for many articles of its kind.
const TIMES: usize = 3;

/// Reads all lessons, each as often as it counts, files in order of their names.
pub fn read(folder: &Path) -> Result<Vec<Article>> {
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .with_context(|| folder.display().to_string())?
        .filter_map(|e| e.ok().map(|e| e.path()))
        .filter(|p| p.extension().is_some_and(|e| e == "txt"))
        .collect();
    paths.sort();
    let mut out = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(&path)?;
        for lesson in text.split("\n## ").skip(1) {
            let (name, marked) = lesson.split_once('\n').unwrap_or((lesson, ""));
            for _ in 0..TIMES {
                out.push(article(marked).map_err(|e| anyhow!("{}: {name}: {e}", path.display()))?);
            }
        }
    }
    Ok(out)
}

fn article(marked: &str) -> Result<Article> {
    let (document, analysis) = notation::parse(marked).map_err(|e| anyhow!("{e}"))?;
    let attributions = analysis
        .attributions
        .iter()
        .map(|a| Gold {
            source: a.speaker.and_then(|m| analysis.mention(m)).map(|m| m.span).into_iter().collect(),
            cue: a.cue.into_iter().collect(),
            content: a.quotation.content.clone(),
        })
        .collect();
    Ok(Article { document, attributions, discard: Vec::new() })
}
