//! Annotated articles as the scorer takes them: what each attribution should be, in code points.

use dixit::{
    model::{Analysis, Document, EntityKind},
    text::points::Points,
};
use serde::Deserialize;

/// A span in code points, end exclusive.
pub type PointSpan = [u32; 2];

/// An annotated article.
#[derive(Debug, Deserialize)]
pub struct Gold {
    pub id: String,
    pub text: String,
    pub attributions: Vec<Said>,
    /// Text that counts on neither side.
    #[serde(default)]
    pub discard: Vec<PointSpan>,
    /// Who the sources are, as far as that is annotated; empty where no actors are.
    #[serde(skip)]
    pub actors: Option<Vec<Actor>>,
}

/// An annotated attribution.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Said {
    /// Who says it; empty where nobody is named.
    pub source: Vec<PointSpan>,
    pub content: Vec<PointSpan>,
}

/// Who an annotated source is.
#[derive(Debug, Deserialize)]
pub struct Actor {
    pub source: PointSpan,
    pub name: String,
    #[serde(default)]
    pub aliases: Vec<String>,
    #[serde(rename = "type")]
    pub kind: String,
}

impl Gold {
    /// What a marked-up article of the project expects.
    pub fn marked(id: String, document: &Document, analysis: &Analysis) -> Self {
        let points = Points::new(&document.raw);
        let mut attributions = Vec::new();
        let mut actors = Vec::new();
        for attribution in &analysis.attributions {
            let mention = attribution.speaker.and_then(|id| analysis.mention(id));
            let source: Vec<PointSpan> = mention.map(|m| points.span(m.span)).into_iter().collect();
            if let (Some(&source), Some(entity)) =
                (source.first(), analysis.actor_of(attribution).and_then(|id| analysis.entity(id)))
            {
                let kind = if entity.kind == EntityKind::Unnamed { "anonymous" } else { entity.kind.name() };
                let aliases = entity.aliases.iter().flat_map(|a| without_titles(&a.form)).collect();
                let name = entity.name.clone();
                actors.push(Actor { source, name, aliases, kind: kind.to_owned() });
            }
            let content = attribution.quotation.content.iter().map(|&span| points.span(span)).collect();
            attributions.push(Said { source, content });
        }
        let text = document.raw.to_string();
        Self { id, text, attributions, discard: Vec::new(), actors: Some(actors) }
    }
}

/// The forms a name may be known by when what stands before it (article, office, trade) is left out: from
/// every word with a capital, except the last, to the end.
fn without_titles(form: &str) -> Vec<String> {
    let words: Vec<&str> = form.split_whitespace().collect();
    let from = |&start: &usize| start == 0 || words[start].starts_with(char::is_uppercase);
    let starts = (0..words.len().saturating_sub(1).max(1)).filter(from);
    starts.map(|start| words[start..].join(" ")).collect()
}
