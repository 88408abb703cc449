//! Learning attribution: cues, subjects, contents, speakers, in the order in which they are chosen.

use dixit::{
    attribute::{
        Models, Scene, assemble, content,
        content::{Edge, EdgeContext, Report, Side},
        cue, speaker,
        speaker::Candidate,
        subject, turns,
    },
    clean,
    lexicon::Lexicon,
    linear::{
        Asked, Feature, Value, Weights, describe, names,
        train::{Choice, Settings, choose_strength, learn as fit},
    },
    mention::{self, KindWeights},
    model::{Layout, Mention, MentionId, Passages, Segments, TokenRange},
    quote,
    segment::segment,
    text::Span,
};

use crate::gold::{Article, Gold, overlap, size};

/// A training article cut and indexed once.
struct Prepared<'a> {
    article: &'a Article,
    layout: Layout,
    segments: Segments,
    mentions: Vec<Mention>,
    passages: Passages,
}

impl Prepared<'_> {
    fn scene<'s>(&'s self, lexicon: &'s Lexicon) -> Scene<'s> {
        Scene::new(
            &self.article.document.raw,
            &self.layout,
            &self.segments,
            &self.mentions,
            &self.passages,
            lexicon,
        )
    }
}

/// Learns all weights; returns them, and each file with its place.
pub fn learn(
    train: &[Article],
    lexicon: &Lexicon,
    name_weights: &KindWeights,
    mut models: Models,
) -> (Models, Vec<(&'static str, String)>) {
    let prepared: Vec<Prepared> = train
        .iter()
        .map(|article| {
            let raw = &article.document.raw;
            let layout = clean::clean(&article.document);
            let segments = segment(raw, &layout, lexicon);
            let mentions = mention::find(raw, &layout, &segments, lexicon, name_weights);
            let passages = quote::find(raw, &segments);
            Prepared { article, layout, segments, mentions, passages }
        })
        .collect();
    let settings = Settings::default();
    let mut files = Vec::new();

    let choices: Vec<Choice> = prepared.iter().flat_map(|p| cues(&p.scene(lexicon), p.article)).collect();
    models.cue = model("cue", cue::FEATURES, &choices, Settings { least: 8, most: 4200, ..settings });
    files.push((
        "src/attribute/weights/cue.tsv",
        file("Whether a word reports something", cue::FEATURES, &models.cue, lexicon),
    ));

    let choices: Vec<Choice> = prepared.iter().flat_map(|p| subjects(&p.scene(lexicon), p.article)).collect();
    models.subject =
        model("subject", subject::FEATURES, &choices, Settings { least: 8, most: 2200, ..settings });
    files.push((
        "src/attribute/weights/subject.tsv",
        file("Whose words a cue reports", subject::FEATURES, &models.subject, lexicon),
    ));

    let choices: Vec<Choice> =
        prepared.iter().flat_map(|p| sides(&p.scene(lexicon), p.article, &models)).collect();
    models.content.side =
        model("side", content::SIDES, &choices, Settings { least: 8, most: 1000, ..settings });
    files.push((
        "src/attribute/weights/side.tsv",
        file("On which side of the cue its content stands", content::SIDES, &models.content.side, lexicon),
    ));
    for (edge, name, path) in [
        (Edge::Begin, "begin", "src/attribute/weights/begin.tsv"),
        (Edge::End, "end", "src/attribute/weights/end.tsv"),
        (Edge::Lead, "lead", "src/attribute/weights/lead.tsv"),
    ] {
        let choices: Vec<Choice> =
            prepared.iter().flat_map(|p| edges(&p.scene(lexicon), p.article, edge, &models)).collect();
        let weights = model(name, content::EDGES, &choices, Settings { least: 8, most: 900, ..settings });
        files.push((path, file("Where a reported clause begins or ends", content::EDGES, &weights, lexicon)));
        match edge {
            Edge::Begin => models.content.begin = weights,
            Edge::End => models.content.end = weights,
            Edge::Lead => models.content.lead = weights,
        }
    }

    let choices: Vec<Choice> =
        prepared.iter().flat_map(|p| speakers(&p.scene(lexicon), p.article, &models)).collect();
    models.speaker =
        model("speaker", speaker::FEATURES, &choices, Settings { least: 5, most: 4900, ..settings });
    files.push((
        "src/attribute/weights/speaker.tsv",
        file("Who says what stands in quotation marks", speaker::FEATURES, &models.speaker, lexicon),
    ));
    (models, files)
}

fn file<A: Asked>(what: &str, features: &[Feature<A>], weights: &Weights, lexicon: &Lexicon) -> String {
    let header = format!(
        "{what}: feature, value, weight.\nLearned by examples/train from the 840 training articles of PolNeAR 1.0\nand the invented passages of examples/train/lessons."
    );
    weights.write(&header, &names(features), lexicon)
}

/// Learns one model, after a trial on nine tenths that tells how it does on the rest.
fn model<A: Asked>(name: &str, features: &[Feature<A>], choices: &[Choice], settings: Settings) -> Weights {
    let settings = choose_strength(choices, features.len(), settings);
    let border = choices.len() * 9 / 10;
    let (seen, held) = choices.split_at(border);
    let trial = fit(seen, features.len(), settings);
    let asked = held.iter().filter(|c| !c.right.is_empty());
    let (mut right, mut all) = (0u32, 0u32);
    for choice in asked {
        all += 1;
        right += u32::from(picks_right(choice, &trial));
    }
    let weights = fit(choices, features.len(), settings);
    eprintln!(
        "{name}: {} choices, held out {right} of {all} right ({:.3}), L2 {:e}, {} weights",
        choices.len(),
        f64::from(right) / f64::from(all),
        settings.l2,
        weights.len()
    );
    weights
}

/// Whether the best candidate of a choice is a right one.
pub fn picks_right(choice: &Choice, weights: &Weights) -> bool {
    let mut best = (0, f32::NEG_INFINITY);
    for (i, values) in choice.candidates.iter().enumerate() {
        let s = weights.score(values);
        if s > best.1 {
            best = (i, s);
        }
    }
    choice.right.contains(&best.0)
}

fn discarded(article: &Article, span: Span) -> bool {
    article.discard.iter().any(|d| d.overlaps(span))
}

/// The token of a gold cue that our cues can be: the first candidate inside it.
fn cue_token(scene: &Scene, gold: &Gold) -> Option<u32> {
    let inside = |at: u32| scene.token(at).is_some_and(|t| gold.cue.iter().any(|c| c.covers(t.span)));
    let all: Vec<u32> = gold
        .cue
        .iter()
        .flat_map(|c| {
            let from = scene
                .passages
                .cues
                .partition_point(|&i| scene.token(i).is_some_and(|t| t.span.start() < c.start()));
            scene.passages.cues.iter().skip(from).take(12).copied().filter(|&i| inside(i)).collect::<Vec<_>>()
        })
        .collect();
    let listed = |i: &u32| {
        use dixit::lexicon::Classes;
        scene.has(*i, Classes::REPORTING_VERB.with(Classes::ATTITUDE_VERB).with(Classes::REPORTING_NOUN))
            || scene.word(*i).eq_ignore_ascii_case("according")
    };
    all.iter().copied().find(listed).or_else(|| all.first().copied())
}

fn cues(scene: &Scene, article: &Article) -> Vec<Choice> {
    let heads: Vec<u32> = article.attributions.iter().filter_map(|g| cue_token(scene, g)).collect();
    let in_cue = |span: Span| article.attributions.iter().any(|g| g.cue.iter().any(|c| c.overlaps(span)));
    let mut out = Vec::new();
    for &at in &scene.passages.cues {
        let Some(token) = scene.token(at) else { continue };
        if scene.is_quoted(at) || discarded(article, token.span) {
            continue;
        }
        let yes = heads.contains(&at);
        if !yes && in_cue(token.span) {
            continue;
        }
        let values = describe(cue::FEATURES, &cue::CueContext::new(scene, at));
        let none = vec![Value::NONE; values.len()];
        out.push(Choice { candidates: vec![values, none], right: vec![usize::from(!yes)] });
    }
    out
}

/// Whether a mention stands for a gold source, as the scorer has it.
fn names_source(scene: &Scene, mention: MentionId, source: &[Span]) -> bool {
    let Some(m) = scene.mention(mention) else { return false };
    let shared = overlap(&[m.span], source);
    shared > 0 && overlap(&[m.head], source) > 0 && m.span.len() - shared <= 40
}

/// The gold's subject for a cue: its mention nearest to the cue.
fn gold_subject(scene: &Scene, cue: u32, gold: &Gold) -> Option<MentionId> {
    subject::candidates(scene, cue)
        .iter()
        .filter_map(|c| c.mention)
        .filter(|&m| names_source(scene, m, &gold.source))
        .max_by_key(|&m| scene.mention(m).map_or(0, |m| overlap(&[m.span], &gold.source)))
}

fn subjects(scene: &Scene, article: &Article) -> Vec<Choice> {
    let mut out = Vec::new();
    for gold in &article.attributions {
        let Some(at) = cue_token(scene, gold) else { continue };
        if scene.is_quoted(at) {
            continue;
        }
        let candidates = subject::candidates(scene, at);
        let right = if gold.source.is_empty() {
            vec![candidates.len() - 1]
        } else {
            best_named(scene, candidates.iter().map(|c| c.mention), &gold.source)
        };
        let candidates = candidates.iter().map(|c| describe(subject::FEATURES, c)).collect();
        out.push(Choice { candidates, right });
    }
    out
}

/// The candidates that stand for a gold source: not a possessor inside it when the whole is there too.
fn best_named(
    scene: &Scene,
    mentions: impl Iterator<Item = Option<MentionId>>,
    source: &[Span],
) -> Vec<usize> {
    let fitting: Vec<(usize, MentionId)> = mentions
        .enumerate()
        .filter_map(|(i, m)| m.filter(|&m| names_source(scene, m, source)).map(|m| (i, m)))
        .collect();
    let inside = |m: MentionId| {
        let span = scene.mention(m).map(|m| m.span).unwrap_or_default();
        fitting.iter().filter_map(|(_, o)| scene.mention(*o)).any(|o| o.span != span && o.span.covers(span))
    };
    let heads: Vec<usize> = fitting
        .iter()
        .filter(|(_, m)| !inside(*m) && heads_phrase(scene, *m, source))
        .map(|(i, _)| *i)
        .collect();
    if !heads.is_empty() {
        return heads;
    }
    fitting.iter().filter(|(_, m)| !inside(*m)).map(|(i, _)| *i).collect()
}

/// Whether a mention inside a source is its head: not behind "of", no possessor, not before a noun.
fn heads_phrase(scene: &Scene, mention: MentionId, source: &[Span]) -> bool {
    use dixit::model::Tag;
    let in_source = |at: u32| scene.token(at).is_some_and(|t| source.iter().any(|s| s.covers(t.span)));
    let place = scene.place(mention);
    let mut before = place.start.saturating_sub(1);
    while before > 0 && matches!(scene.tag(before), Tag::Determiner | Tag::Adjective) {
        before -= 1;
    }
    let governed = in_source(before) && matches!(scene.tag(before), Tag::Preposition | Tag::To);
    let after = scene.head(mention).end;
    let modifies = in_source(after) && matches!(scene.tag(after), Tag::Possessive | Tag::Noun | Tag::Name);
    !governed && !modifies
}

/// Gold content before and after the cue, as token ranges within reach.
fn gold_sides(scene: &Scene, at: u32, gold: &Gold) -> (Option<TokenRange>, Option<TokenRange>) {
    let tokens = &scene.segments.tokens;
    let range = |spans: &[Span]| {
        let start = spans.iter().map(|s| s.start()).min()?;
        let end = spans.iter().map(|s| s.end()).max()?;
        let from = tokens.partition_point(|t| t.span.end() <= start) as u32;
        let to = tokens.partition_point(|t| t.span.start() < end) as u32;
        (from < to).then_some(TokenRange { start: from, end: to })
    };
    let Some(cue) = scene.token(at) else { return (None, None) };
    let before: Vec<Span> = gold.content.iter().copied().filter(|c| c.start() < cue.span.start()).collect();
    let after: Vec<Span> = gold.content.iter().copied().filter(|c| c.start() > cue.span.start()).collect();
    (range(&before), range(&after))
}

/// The likely cues of a document, as [`assemble::reports`] has them.
fn likely(scene: &Scene, models: &Models) -> Vec<u32> {
    let cues = assemble::cues(scene, &turns::turns(scene), models);
    cues.into_iter().filter(|(_, p)| *p >= assemble::LIKELY_CUE).map(|(at, _)| at).collect()
}

fn sides(scene: &Scene, article: &Article, models: &Models) -> Vec<Choice> {
    let mut out = Vec::new();
    let likely = likely(scene, models);
    for gold in &article.attributions {
        let Some(at) = cue_token(scene, gold) else { continue };
        let report = Report::new(scene, at, gold_subject(scene, at, gold), &likely);
        let (before, after) = gold_sides(scene, at, gold);
        let sentence = scene.sentence(at);
        let near = |r: Option<TokenRange>| {
            r.filter(|r| scene.sentence(r.start) == sentence || scene.sentence(r.end - 1) == sentence)
        };
        let side = match (near(before), near(after)) {
            (Some(_), Some(_)) => Side::Both,
            (Some(_), None) => Side::Before,
            (None, Some(_)) => Side::After,
            (None, None) => Side::Neither,
        };
        let candidates = report.sides().iter().map(|side| describe(content::SIDES, side)).collect();
        out.push(Choice {
            candidates,
            right: Side::ALL.iter().position(|s| *s == side).into_iter().collect(),
        });
    }
    out
}

fn edges(scene: &Scene, article: &Article, edge: Edge, models: &Models) -> Vec<Choice> {
    let mut out = Vec::new();
    let likely = likely(scene, models);
    for gold in &article.attributions {
        let Some(at) = cue_token(scene, gold) else { continue };
        let report = Report::new(scene, at, gold_subject(scene, at, gold), &likely);
        let (before, after) = gold_sides(scene, at, gold);
        let sought = match edge {
            Edge::Lead => before.map(|r| r.start),
            Edge::Begin => after.map(|r| r.start),
            Edge::End => after.map(|r| r.end),
        };
        let Some(sought) = sought.filter(|&s| scene.sentence(s) == scene.sentence(at) || edge == Edge::End)
        else {
            continue;
        };
        let begin = after.map_or(0, |r| r.start);
        let contexts: Vec<EdgeContext> = report.edges(edge, begin).collect();
        let Some(nearest) = contexts.iter().map(|c| c.at.abs_diff(sought)).min() else { continue };
        if nearest > 2 {
            continue;
        }
        let right = contexts
            .iter()
            .enumerate()
            .filter(|(_, c)| c.at.abs_diff(sought) == nearest)
            .map(|(i, _)| i)
            .collect();
        out.push(Choice {
            candidates: contexts.iter().map(|c| describe(content::EDGES, c)).collect(),
            right,
        });
    }
    out
}

/// One choice for each quoted run, the runs before it taken as the gold has them.
fn speakers(scene: &Scene, article: &Article, models: &Models) -> Vec<Choice> {
    let turns = turns::turns(scene);
    let told = assemble::reports(scene, &turns, models);
    let mut out = Vec::new();
    let mut previous: Option<(usize, Candidate)> = None;
    for (i, run) in scene.passages.quoted.iter().enumerate() {
        if discarded(article, run.span) {
            continue;
        }
        let inner = [run.span];
        let best = article.attributions.iter().max_by_key(|g| overlap(&inner, &g.content));
        let gold = best.filter(|g| overlap(&inner, &g.content) * 10 >= 8 * size(&inner));
        if gold.is_some_and(|g| g.source.is_empty()) {
            continue;
        }
        if let Some(mention) = assemble::set(scene, &turns, i) {
            previous = Some((i, Candidate::Set(mention)));
            continue;
        }
        let candidates = speaker::candidates(scene, &told, i, previous);
        let right: Vec<usize> = match gold {
            Some(g) => {
                best_named(scene, candidates.iter().map(|c| speaker::speaker(&told, c.candidate)), &g.source)
            }
            None => vec![candidates.len() - 1],
        };
        // Where annotators of PolNeAR mark only the outer of two nested attributions, we follow who names it.
        let namer = candidates.iter().position(speaker::SpeakerContext::is_namer);
        if namer.is_some_and(|n| !right.contains(&n)) {
            continue;
        }
        // A cue inside the gold cue is better evidence than the same mention at another cue.
        let exact: Vec<usize> = right
            .iter()
            .copied()
            .filter(|&k| match (candidates[k].candidate, gold) {
                (Candidate::Told(t), Some(g)) => {
                    scene.token(told[t].cue).is_some_and(|c| g.cue.iter().any(|x| x.overlaps(c.span)))
                }
                _ => false,
            })
            .collect();
        let right = if exact.is_empty() { right } else { exact };
        if let Some(&k) = right.first() {
            let candidate = candidates[k].candidate;
            if candidate != Candidate::Nobody {
                let carried = match candidate {
                    Candidate::Previous(_) => previous.map_or(candidate, |(_, c)| c),
                    other => other,
                };
                previous = Some((i, carried));
            }
        }
        out.push(Choice {
            candidates: candidates.iter().map(|c| describe(speaker::FEATURES, c)).collect(),
            right,
        });
    }
    out
}
