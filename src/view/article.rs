//! What every part of an article is, as sorted runs that do not overlap.
//!
//! Facts nest and cross: a pronoun inside a quotation inside a search hit. [`flatten`] turns any such
//! heap into runs that a screen can draw from left to right:
//! ```text
//! He said: “Not Sadr.”          He said: “Not Sadr.”
//! [)      [----------) quote    [)      [----[---[-)
//!               [---)  person   person  quote  quote+person  quote
//! ```

use super::role::{Role, Roles};
use crate::{
    briefing::{Article, ArticleId, Briefing, Mark, QuoteId, Whose},
    model::{Analysis, Attribution, BlockKind, Confidence, EntityId, MentionKind, QuotationKind},
    text::Span,
};

/// A stretch of text and what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Run {
    /// Where.
    pub span: Span,
    /// What.
    pub roles: Roles,
}

impl Run {
    /// A stretch that is one thing.
    pub fn new(span: Span, role: Role) -> Self {
        Self { span, roles: Roles::of(role) }
    }
}

/// The same facts as sorted runs that share no byte; parts without a role are left out.
pub fn flatten(runs: &[Run]) -> Vec<Run> {
    let mut borders: Vec<(u32, i32, Roles)> = Vec::with_capacity(runs.len() * 2);
    for run in runs.iter().filter(|r| !r.span.is_empty() && !r.roles.is_empty()) {
        borders.push((run.span.start(), 1, run.roles));
        borders.push((run.span.end(), -1, run.roles));
    }
    borders.sort_unstable_by_key(|(at, ..)| *at);
    let mut out: Vec<Run> = Vec::with_capacity(borders.len());
    let mut open = [0_i32; 64];
    let mut roles = Roles::NONE;
    let mut from = 0;
    for (at, step, changed) in borders {
        if at > from && !roles.is_empty() {
            match out.last_mut() {
                Some(last) if last.span.end() == from && last.roles == roles => {
                    last.span = Span::new(last.span.start(), at);
                }
                _ => out.push(Run { span: Span::new(from, at), roles }),
            }
        }
        from = at;
        for role in changed.iter() {
            open[role as usize] += step;
        }
        roles = changed.iter().fold(roles, |roles, role| match open[role as usize] {
            0 => roles.without(role),
            _ => roles.with(role),
        });
    }
    out
}

/// The runs of sorted, disjoint `runs` that share a byte with `window`.
pub fn within(runs: &[Run], window: Span) -> &[Run] {
    let from = runs.partition_point(|r| r.span.end() <= window.start());
    let to = runs.partition_point(|r| r.span.start() < window.end());
    runs.get(from..to.max(from)).unwrap_or_default()
}

/// What is true of an article whoever is selected: kinds of blocks, masks, entities and quotations.
/// Attitudes are marked only when they are `shown`.
pub fn base(article: &Article, attitudes: bool) -> Vec<Run> {
    let Some(analysis) = article.analysis.as_deref() else { return Vec::new() };
    let mut runs = Vec::new();
    for block in &analysis.layout.blocks {
        let role = match block.kind {
            BlockKind::Headline => Role::Headline,
            BlockKind::Byline | BlockKind::Dateline => Role::Byline,
            BlockKind::Crosshead => Role::Crosshead,
            BlockKind::Paragraph | BlockKind::Item => continue,
        };
        runs.push(Run::new(block.span, role));
    }
    runs.extend(analysis.layout.masked.iter().map(|m| Run::new(m.span, Role::Masked)));
    // A pronoun says nothing of its own; it stands out only when the one it means is selected.
    for mention in analysis.mentions.iter().filter(|m| m.kind != MentionKind::Pronoun) {
        if let Some(entity) = mention.entity.and_then(|e| analysis.entity(e)) {
            runs.push(Run::new(mention.span, entity.kind.into()));
        }
    }
    for attribution in shown(analysis, attitudes) {
        let role = attribution.quotation.kind.into();
        runs.extend(attribution.quotation.content.iter().map(|span| Run::new(*span, role)));
    }
    flatten(&runs)
}

/// What stands out because somebody is selected: their mentions and quotations. For nobody: what is unattributed.
pub fn of_selected(article: &Article, selected: Whose, attitudes: bool) -> Vec<Run> {
    let Some(analysis) = article.analysis.as_deref() else { return Vec::new() };
    let whose = |entity: Option<EntityId>| {
        entity.and_then(|entity| article.actor(entity)).map_or(Whose::Nobody, Whose::Actor)
    };
    let mut runs = Vec::new();
    for (index, entity) in analysis.entities.iter().enumerate() {
        if whose(Some(EntityId(index as u32))) == selected {
            let mentions = entity.mentions.iter().filter_map(|m| analysis.mention(*m));
            runs.extend(mentions.map(|m| Run::new(m.span, Role::SelectedMention)));
        }
    }
    for attribution in shown(analysis, attitudes) {
        if whose(analysis.actor_of(attribution)) == selected {
            let content = attribution.quotation.content.iter();
            runs.extend(content.map(|span| Run::new(*span, Role::SelectedQuote)));
        }
    }
    flatten(&runs)
}

/// What stands out because the reader is at this quotation: its words and its cue.
pub fn of_quotation(attribution: &Attribution) -> Vec<Run> {
    let content = attribution.quotation.content.iter().map(|span| Run::new(*span, Role::CurrentQuote));
    let mut runs: Vec<Run> = content.chain(attribution.cue.map(|span| Run::new(span, Role::Cue))).collect();
    runs.sort_unstable();
    runs
}

/// What stands out because the reader asks why the current quotation is whose it is: the places that decided,
/// its cue and its speaker.
pub fn of_evidence(analysis: &Analysis, attribution: &Attribution) -> Vec<Run> {
    let places = attribution.evidence.iter().flat_map(|e| &e.places).copied();
    let speaker = attribution.speaker.and_then(|m| analysis.mention(m)).map(|m| m.span);
    let all = places.chain(attribution.cue).chain(speaker);
    all.map(|span| Run::new(span, Role::Evidence)).collect()
}

/// Where quotations begin that have a sign, in order of the text: a note, checked, corrected, doubtful, the first of
/// these that is true.
pub fn signs(briefing: &Briefing, id: ArticleId, attitudes: bool) -> Vec<(u32, Role)> {
    let analysis = briefing.article(id).and_then(|article| article.analysis.as_deref());
    let all = analysis.into_iter().flat_map(|analysis| analysis.attributions.iter().zip(0..));
    let shown = all.filter(|(a, _)| attitudes || a.quotation.kind != QuotationKind::Attitude);
    let mut signs: Vec<(u32, Role)> = shown
        .filter_map(|(attribution, index)| {
            let mark = briefing.mark(QuoteId { article: id, index });
            let role = sign_of(mark, attribution.confidence)?;
            Some((attribution.quotation.extent().start(), role))
        })
        .collect();
    signs.sort_unstable();
    signs
}

/// The one sign of a quotation for which there is room, if it has any.
pub fn sign_of(mark: Option<&Mark>, confidence: Confidence) -> Option<Role> {
    match mark {
        Some(Mark { note: Some(_), .. }) => Some(Role::Noted),
        Some(Mark { checked: true, .. }) => Some(Role::Checked),
        Some(Mark { corrected: true, .. }) => Some(Role::Corrected),
        _ => confidence.is_doubtful().then_some(Role::Doubtful),
    }
}

fn shown(analysis: &Analysis, attitudes: bool) -> impl Iterator<Item = &Attribution> {
    analysis.attributions.iter().filter(move |a| attitudes || a.quotation.kind != QuotationKind::Attitude)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        briefing::{
            ActorId, Briefing,
            fixture::{article, briefing},
        },
        model::{
            EntityKind::Person,
            QuotationKind::{Attitude, Direct},
        },
    };

    fn run(start: u32, end: u32, role: Role) -> Run {
        Run::new(Span::new(start, end), role)
    }

    #[test]
    fn a_mention_inside_a_quotation_is_both() {
        let runs = flatten(&[run(0, 10, Role::QuoteDirect), run(4, 6, Role::Person)]);
        let both = Roles::of(Role::QuoteDirect).with(Role::Person);
        assert_eq!(
            runs,
            [
                run(0, 4, Role::QuoteDirect),
                Run { span: Span::new(4, 6), roles: both },
                run(6, 10, Role::QuoteDirect)
            ]
        );
        assert_eq!(within(&runs, Span::new(5, 7)).len(), 2);
        assert_eq!(within(&runs, Span::new(10, 12)), []);
    }

    #[test]
    fn crossing_runs_of_one_role_stay_one() {
        assert_eq!(
            flatten(&[run(0, 5, Role::Person), run(3, 8, Role::Person), run(8, 9, Role::Person)]),
            [run(0, 9, Role::Person)]
        );
    }

    fn wall() -> Briefing {
        let draft = article("a", "Sadr said: “No.” “Who knows?” He wants peace.")
            .entity(Person, &["Sadr"])
            .quote(Direct, &["“No.”"], "said", "Sadr")
            .quote(Direct, &["“Who knows?”"], "", "")
            .quote(Attitude, &["peace"], "wants", "Sadr");
        briefing([draft.doubted("“Who knows?”").doubted("peace")])
    }

    /// The words of runs, those of one role.
    fn words(briefing: &Briefing, runs: &[Run], role: Role) -> Vec<String> {
        let raw = &briefing.articles[0].document.raw;
        runs.iter().filter(|r| r.roles.has(role)).map(|r| r.span.of(raw).to_owned()).collect()
    }

    #[test]
    fn what_is_selected_is_an_actors_or_nobodys() {
        let briefing = wall();
        let selected =
            |whose, role| words(&briefing, &of_selected(&briefing.articles[0], whose, false), role);
        let sadr = Whose::Actor(ActorId(0));
        assert_eq!(selected(sadr, Role::SelectedQuote), ["“No.”"]);
        assert_eq!(selected(sadr, Role::SelectedMention), ["Sadr"]);
        assert_eq!(selected(Whose::Nobody, Role::SelectedQuote), ["“Who knows?”"]);
        assert_eq!(selected(Whose::Nobody, Role::SelectedMention), [""; 0]);
    }

    #[test]
    fn evidence_is_the_places_the_cue_and_the_speaker() {
        let briefing = wall();
        let analysis = briefing.articles[0].analysis.as_deref().expect("an analysis");
        let evidence = flatten(&of_evidence(analysis, &analysis.attributions[0]));
        assert_eq!(words(&briefing, &evidence, Role::Evidence), ["Sadr", "said"]);
    }

    #[test]
    fn doubtful_attitudes_are_hidden_with_their_doubt() {
        let briefing = wall();
        assert_eq!(signs(&briefing, ArticleId(0), false).len(), 1);
        assert_eq!(signs(&briefing, ArticleId(0), true).len(), 2);
    }

    proptest! {
        #[test]
        fn flat_runs_are_sorted_disjoint_and_say_the_same(
            heap in proptest::collection::vec((0_u32..40, 0_u32..12, 0..Role::ALL.len()), 0..20)
        ) {
            let heap: Vec<Run> =
                heap.into_iter().map(|(at, len, role)| run(at, at + len, Role::ALL[role])).collect();
            let flat = flatten(&heap);
            for pair in flat.windows(2) {
                prop_assert!(pair[0].span.end() <= pair[1].span.start());
            }
            for at in 0..60 {
                let of = |runs: &[Run]| runs.iter().filter(|r| r.span.contains(at)).fold(Roles::NONE, |s, r| s.union(r.roles));
                prop_assert_eq!(of(&heap), of(&flat), "at {}", at);
            }
        }
    }
}
