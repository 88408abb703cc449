//! Comparing what the engine finds in an article with what the article's marks say it should.

use dixit::{
    model::{
        Analysis, Attribution, Confidence, Document, Entity, EntityId, EntityKind, MentionId, QuotationKind,
    },
    notation,
    text::{Span, fold::fold},
};

/// How one expected attribution fared.
#[derive(Debug, Clone)]
pub struct Verdict {
    /// Its words, the first few.
    pub words: String,
    /// Who should be the actor; `nobody` where none can be named.
    pub actor: String,
    /// For each of [`ASPECTS`] whether it is right.
    pub right: [bool; ASPECTS.len()],
}

/// What can be right or wrong about an attribution: that one covers half of the expected content at least,
/// its kind, its speaker mention, the actor that is resolved to, and that the content is the same words.
pub const ASPECTS: [&str; 5] = ["found", "kind", "speaker", "actor", "span"];

/// Expected against found.
#[derive(Debug)]
pub struct Comparison {
    /// One for each expected attribution, in order.
    pub verdicts: Vec<Verdict>,
    /// The words of attributions nothing expects (attitudes, which are hidden by default, aside).
    pub extra: Vec<String>,
}

impl Comparison {
    /// Whether the engine found exactly what it should.
    pub fn is_right(&self) -> bool {
        self.extra.is_empty() && self.verdicts.iter().all(|v| v.right == [true; ASPECTS.len()])
    }
}

/// Both readings in the notation, line by line where they differ.
pub fn difference(document: &Document, expected: &Analysis, found: &Analysis) -> String {
    let print = |analysis: &Analysis| notation::print(document, &speakers_only(analysis));
    let (expected, found) = (print(expected), print(found));
    let mut out = String::new();
    for (expected, found) in expected.lines().zip(found.lines()) {
        if expected == found {
            out.extend(["    ", expected, "\n"]);
        } else {
            out.extend(["  - ", expected, "\n  + ", found, "\n"]);
        }
    }
    format!("- expected, + found:\n{out}")
}

/// The analysis with no mentions but those that speak, no layout, and no doubts: what attribution is about.
pub fn speakers_only(analysis: &Analysis) -> Analysis {
    let mut out = Analysis { layout: analysis.layout.clone(), ..Analysis::default() };
    let mut entities: Vec<EntityId> = Vec::new();
    let mut speaks: Vec<MentionId> = analysis.attributions.iter().filter_map(|a| a.speaker).collect();
    speaks.sort_unstable();
    speaks.dedup();
    for (&id, new) in speaks.iter().zip(0..) {
        let Some(mut mention) = analysis.mention(id).copied() else { continue };
        if let Some(old) = mention.entity {
            let index = entities.iter().position(|e| *e == old).unwrap_or_else(|| {
                entities.push(old);
                let entity = analysis.entity(old).unwrap();
                out.entities.push(Entity { mentions: Vec::new(), roles: Vec::new(), ..entity.clone() });
                entities.len() - 1
            });
            out.entities[index].mentions.push(MentionId(new));
            mention.entity = Some(EntityId(index as u32));
        }
        out.mentions.push(mention);
    }
    out.attributions.clone_from(&analysis.attributions);
    for attribution in &mut out.attributions {
        attribution.confidence = Confidence(1.0);
        attribution.speaker =
            attribution.speaker.and_then(|id| Some(MentionId(speaks.binary_search(&id).ok()? as u32)));
    }
    out
}

/// Compares attribution by attribution: each expected one with the found one that shares most with it.
pub fn compare(document: &Document, expected: &Analysis, found: &Analysis) -> Comparison {
    let raw = &*document.raw;
    let mut pairs: Vec<(u32, usize, usize)> = Vec::new();
    for (i, want) in expected.attributions.iter().enumerate() {
        for (j, have) in found.attributions.iter().enumerate() {
            let shared = shared(&want.quotation.content, &have.quotation.content);
            if shared * 2 >= length(&want.quotation.content) {
                pairs.push((shared, i, j));
            }
        }
    }
    // Most shared first; of equals the tighter, then the earlier.
    pairs.sort_by_key(|&(shared, i, j)| {
        (std::cmp::Reverse(shared), length(&found.attributions[j].quotation.content), i, j)
    });
    let mut partner = vec![None; expected.attributions.len()];
    let mut taken = vec![false; found.attributions.len()];
    for (_, i, j) in pairs {
        if partner[i].is_none() && !taken[j] {
            partner[i] = Some(j);
            taken[j] = true;
        }
    }
    let verdicts = expected
        .attributions
        .iter()
        .zip(&partner)
        .map(|(want, partner)| verdict(raw, expected, want, found, partner.map(|j| &found.attributions[j])))
        .collect();
    let extra = found
        .attributions
        .iter()
        .zip(&taken)
        .filter(|(have, taken)| !**taken && have.quotation.kind != QuotationKind::Attitude)
        .map(|(have, _)| first_words(raw, have))
        .collect();
    Comparison { verdicts, extra }
}

fn verdict(
    raw: &str,
    expected: &Analysis,
    want: &Attribution,
    found: &Analysis,
    have: Option<&Attribution>,
) -> Verdict {
    let actor = expected.actor_of(want).and_then(|id| expected.entity(id));
    let unnamed = if want.speaker.is_some() { "?" } else { "nobody" };
    let speaker = |have: &Attribution| {
        let span = |analysis: &Analysis, id| analysis.mention(id).map(|m| m.span);
        match (want.speaker.and_then(|m| span(expected, m)), have.speaker.and_then(|m| span(found, m))) {
            (None, None) => true,
            (Some(want), Some(have)) => stands_for(have, want),
            _ => false,
        }
    };
    let right = have.map(|have| {
        [
            true,
            have.quotation.kind == want.quotation.kind,
            speaker(have),
            is_actor(expected, want, found, have),
            said(raw, want) == said(raw, have),
        ]
    });
    Verdict {
        words: first_words(raw, want),
        actor: actor.map_or(unnamed, |e| &e.name).to_owned(),
        right: right.unwrap_or_default(),
    }
}

/// Whether a mention is taken for another: they overlap, and little of it lies outside (an apposition).
fn stands_for(have: Span, want: Span) -> bool {
    have.intersect(want).is_some_and(|both| have.len() - both.len() <= 40)
}

/// Whether the found actor is the expected one: by name, or, for those without a name, by not being
/// anybody else of the article.
fn is_actor(expected: &Analysis, want: &Attribution, found: &Analysis, have: &Attribution) -> bool {
    let name = found.actor_of(have).and_then(|id| found.entity(id)).map(|e| fold(&e.name));
    let Some(id) = expected.actor_of(want) else { return want.speaker.is_some() || name.is_none() };
    let goes_by = |entity: &Entity, name: &str| {
        let forms = entity.aliases.iter().map(|a| &a.form).chain([&entity.name]);
        forms.map(|form| fold(form)).any(|form| is_form_of(&form, name) || is_form_of(name, &form))
    };
    let entity = expected.entity(id).unwrap();
    let is_somebody_else =
        |name: &str| expected.entities.iter().zip(0..).any(|(e, i)| EntityId(i) != id && goes_by(e, name));
    match (name, entity.kind) {
        (Some(name), EntityKind::Unnamed | EntityKind::Group | EntityKind::Document) => {
            goes_by(entity, &name) || !is_somebody_else(&name)
        }
        (Some(name), _) => goes_by(entity, &name),
        (None, kind) => kind == EntityKind::Unnamed,
    }
}

/// Whether `long` is `short` with words before it (titles): "general miqdad miri", "miqdad miri".
fn is_form_of(short: &str, long: &str) -> bool {
    let before = short.strip_prefix("the ").unwrap_or(short);
    long.strip_suffix(before).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
}

/// The words of a quotation's spans, without marks at their ends and without the "that" of a clause.
fn said(raw: &str, attribution: &Attribution) -> Vec<String> {
    let is_edge = |c: char| !c.is_alphanumeric();
    let bare = |span: &Span| span.of(raw).trim_matches(is_edge).to_owned();
    let mut spans: Vec<String> = attribution.quotation.content.iter().map(bare).collect();
    if let Some(first) = spans.first_mut()
        && let Some(clause) = first.strip_prefix("that ")
    {
        *first = clause.trim_start_matches(is_edge).to_owned();
    }
    spans
}

fn first_words(raw: &str, attribution: &Attribution) -> String {
    let words: Vec<&str> =
        attribution.quotation.content.iter().flat_map(|s| s.of(raw).split_whitespace()).collect();
    let dots = if words.len() > 6 { " …" } else { "" };
    words.into_iter().take(6).collect::<Vec<_>>().join(" ") + dots
}

fn shared(a: &[Span], b: &[Span]) -> u32 {
    a.iter().flat_map(|x| b.iter().filter_map(|y| x.intersect(*y))).map(Span::len).sum()
}

fn length(spans: &[Span]) -> u32 {
    spans.iter().map(|s| s.len()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MARKED: &str = "[Ana Reyes]{@reyes person} <said> «the port was “calm”»{@reyes}. [She]{@reyes} <added>: \
                          «“No comment.”»{@reyes}";

    #[test]
    fn the_marks_agree_with_themselves() {
        let (document, analysis) = notation::parse(MARKED).unwrap();
        assert!(compare(&document, &analysis, &analysis).is_right());
    }

    #[test]
    fn each_mistake_shows_where_it_is() {
        let (document, expected) = notation::parse(MARKED).unwrap();
        let mut found = expected.clone();
        found.attributions[0].speaker = None;
        found.attributions[1].quotation.kind = QuotationKind::Mixed;
        found.entities[0].name = "Somebody".to_owned();
        let verdicts = compare(&document, &expected, &found).verdicts;
        assert_eq!(verdicts[0].right, [true, true, false, false, true]);
        assert_eq!((&*verdicts[0].words, &*verdicts[0].actor), ("the port was “calm”", "Ana Reyes"));
        assert_eq!(verdicts[1].right, [true, false, true, false, true]);
        found.attributions.remove(0);
        let comparison = compare(&document, &expected, &found);
        assert!(!comparison.verdicts[0].right[0] && comparison.extra.is_empty());
        assert_eq!(compare(&document, &Analysis::default(), &found).extra, ["“No comment.”"]);
    }

    #[test]
    fn a_difference_shows_both_readings() {
        let (document, expected) = notation::parse(MARKED).unwrap();
        let mut found = expected.clone();
        found.attributions.remove(1);
        let shown = difference(&document, &expected, &found);
        assert!(
            shown.contains("  - [Ana Reyes]{@reyes person \"") || shown.contains("  - [Ana Reyes]{"),
            "{shown}"
        );
        assert!(shown.contains("<added>") && shown.contains("  + "), "{shown}");
    }
}
