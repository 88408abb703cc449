//! Every feature tells the two articles of its example apart, and the weights name the features there are.
//!
//! An example goes through the stages like any article; what its marks designate is looked for among the
//! candidates that the stages find, as `IsCue`, `IsSubject` and the others say.

use std::{collections::BTreeSet, rc::Rc};

use dixit::{
    actor::{self, Sources, pronoun},
    attribute::{
        Models, Scene, assemble, attribute,
        content::{self, Edge, Report, Side},
        cue::{self, CueContext},
        speaker::{self, Candidate},
        subject, turns,
    },
    lexicon::Lexicon,
    linear::{Asked, Feature, Value, describe},
    mention::{self, KindWeights, NAME_FEATURES, NameContext, NameKind},
    model::{Analysis, Attribution, BlockKind, Document, Mention, MentionId, Passages, Segments, TokenRange},
    notation, quote,
    segment::segment,
    text::Span,
};

use crate::source::root;

/// What the stages know before they see a text.
struct Stages {
    lexicon: Lexicon,
    names: KindWeights,
    models: Models,
}

impl Stages {
    fn new() -> Self {
        let lexicon = Lexicon::embedded();
        let names = mention::embedded_weights(&lexicon);
        let models = Models::embedded(&lexicon);
        Self { lexicon, names, models }
    }
}

/// One article of an example, cut and indexed, with what its marks say.
struct Article {
    stages: Rc<Stages>,
    document: Document,
    marked: Analysis,
    segments: Segments,
    mentions: Vec<Mention>,
    passages: Passages,
}

/// What the features say of the designated candidate; of an edge once for each edge that is marked.
type Values = Vec<(&'static str, Vec<Value>)>;

impl Article {
    fn read(text: &str, stages: &Rc<Stages>) -> Result<Self, String> {
        let (document, marked) = notation::parse(text).map_err(|e| e.to_string())?;
        let segments = segment(&document.raw, &marked.layout, &stages.lexicon);
        let mentions =
            mention::find(&document.raw, &marked.layout, &segments, &stages.lexicon, &stages.names);
        let passages = quote::find(&document.raw, &segments);
        Ok(Self { stages: Rc::clone(stages), document, marked, segments, mentions, passages })
    }

    fn scene(&self) -> Scene<'_> {
        let Self { document, marked, segments, mentions, passages, stages } = self;
        Scene::new(&document.raw, &marked.layout, segments, mentions, passages, &stages.lexicon)
    }

    /// The attribution that designates: the last.
    fn last(&self) -> Result<&Attribution, String> {
        self.marked.attributions.last().ok_or_else(|| "nothing is quoted".to_owned())
    }

    /// The tokens under `span`.
    fn tokens(&self, span: Span) -> TokenRange {
        let tokens = &self.segments.tokens;
        let start = tokens.partition_point(|t| t.span.end() <= span.start()) as u32;
        let end = tokens.partition_point(|t| t.span.start() < span.end()) as u32;
        TokenRange { start, end }
    }

    /// The token of a marked cue, which must be one of those that may report.
    fn cue(&self, attribution: &Attribution) -> Result<u32, String> {
        let span = attribution.cue.ok_or("no cue is marked")?;
        let at = self.tokens(span).start;
        let known = self.passages.cues.binary_search(&at).is_ok();
        known.then_some(at).ok_or_else(|| format!("`{}` is no possible cue", span.of(&self.document.raw)))
    }

    /// The mention the stages find where one is marked.
    fn mention(&self, marked: MentionId) -> Result<MentionId, String> {
        let span = self.marked.mention(marked).map(|m| m.span).unwrap_or_default();
        let found = self.mentions.iter().position(|m| m.span == span || m.head == span);
        let found = found.map(|i| MentionId(i as u32));
        found.ok_or_else(|| format!("no mention is found at `{}`", span.of(&self.document.raw)))
    }

    /// Who a marked attribution says speaks.
    fn speaker(&self, attribution: &Attribution) -> Result<Option<MentionId>, String> {
        attribution.speaker.map(|m| self.mention(m)).transpose()
    }

    /// The cue that is marked, or that no word is.
    fn is_cue(&self) -> Result<Values, String> {
        let scene = self.scene();
        let attribution = self.last()?;
        if attribution.cue.is_none() {
            return Ok(one(vec![Value::NONE; cue::FEATURES.len()]));
        }
        let at = self.cue(attribution)?;
        Ok(one(describe(cue::FEATURES, &CueContext::new(&scene, at))))
    }

    /// The speaker marked for the cue that is marked.
    fn is_subject(&self) -> Result<Values, String> {
        let scene = self.scene();
        let attribution = self.last()?;
        let speaker = self.speaker(attribution)?;
        let candidates = subject::candidates(&scene, self.cue(attribution)?);
        let found = candidates.iter().find(|c| c.mention == speaker).ok_or("the speaker is no candidate")?;
        Ok(one(describe(subject::FEATURES, found)))
    }

    /// The content before and behind the marked cue, within its sentence.
    fn sides(&self, scene: &Scene) -> Result<[Option<TokenRange>; 2], String> {
        let attribution = self.last()?;
        let cue = self.cue(attribution)?;
        let sentence = scene.sentence_tokens(scene.sentence(cue));
        let content = attribution.quotation.content.iter().map(|c| self.tokens(*c));
        let (before, behind): (Vec<_>, Vec<_>) =
            content.filter(|c| c.start < sentence.end && sentence.start < c.end).partition(|c| c.start < cue);
        Ok([before.first().copied(), behind.last().copied()])
    }

    fn report<R>(&self, with: impl FnOnce(Report) -> Result<R, String>) -> Result<R, String> {
        let scene = self.scene();
        let attribution = self.last()?;
        let cues = assemble::cues(&scene, &turns::turns(&scene), &self.stages.models);
        let others: Vec<u32> =
            cues.into_iter().filter(|(_, p)| *p >= assemble::LIKELY_CUE).map(|(at, _)| at).collect();
        let subject = self.speaker(attribution)?;
        with(Report::new(&scene, self.cue(attribution)?, subject, &others))
    }

    /// The side on which the content of the marked cue is marked.
    fn is_side(&self) -> Result<Values, String> {
        self.report(|report| {
            let side = match self.sides(report.scene)? {
                [Some(_), Some(_)] => Side::Both,
                [Some(_), None] => Side::Before,
                [None, Some(_)] => Side::After,
                [None, None] => Side::Neither,
            };
            let sides = report.sides();
            let found = sides.iter().find(|c| c.side == side).ok_or("a side is no candidate")?;
            Ok(one(describe(content::SIDES, found)))
        })
    }

    /// The edges of the content that is marked.
    fn is_edge(&self) -> Result<Values, String> {
        self.report(|report| {
            let [before, behind] = self.sides(report.scene)?;
            let begin = behind.map_or(0, |b| b.start);
            let sought = [
                (Edge::Lead, "lead", before.map(|b| b.start)),
                (Edge::Begin, "begin", behind.map(|b| b.start)),
                (Edge::End, "end", behind.map(|b| b.end)),
            ];
            let mut out = Vec::new();
            for (edge, name, at) in sought {
                let Some(at) = at else { continue };
                let found = report.edges(edge, begin).find(|c| c.at == at);
                let found = found.ok_or_else(|| format!("the marked {name} is no candidate"))?;
                out.push((name, describe(content::EDGES, &found)));
            }
            Ok(out)
        })
    }

    /// Who is marked for the last quotation; those before it are taken as they are marked.
    fn is_speaker(&self) -> Result<Values, String> {
        let scene = self.scene();
        let told = assemble::reports(&scene, &turns::turns(&scene), &self.stages.models);
        let mut previous: Option<(usize, Candidate)> = None;
        let mut out = Vec::new();
        for attribution in &self.marked.attributions {
            let content = &attribution.quotation.content;
            let run = self.passages.quoted.iter().position(|q| content.iter().any(|c| c.covers(q.span)));
            let run = run.ok_or("a marked quotation has no quotation marks")?;
            let cue = attribution.cue.map(|_| self.cue(attribution)).transpose()?;
            let speaker = self.speaker(attribution)?;
            let candidates = speaker::candidates(&scene, &told, run, previous);
            let fits = |candidate: Candidate| match candidate {
                Candidate::Told(i) => cue == Some(told[i].cue),
                Candidate::Previous(_) | Candidate::Bare(_) => cue.is_none(),
                Candidate::Set(_) => false,
                Candidate::Nobody => true,
            };
            let found = candidates
                .iter()
                .find(|c| speaker::speaker(&told, c.candidate) == speaker && fits(c.candidate))
                .ok_or("who is marked is no candidate")?;
            out = describe(speaker::FEATURES, found);
            previous = match (found.candidate, previous) {
                (Candidate::Nobody, previous) => previous,
                (Candidate::Previous(_), Some((_, carried))) => Some((run, carried)),
                (candidate, _) => Some((run, candidate)),
            };
        }
        Ok(one(out))
    }

    /// The name that is marked.
    fn is_kind(&self) -> Result<Values, String> {
        let (raw, segments) = (&self.document.raw, &self.segments);
        let marked = self.marked.mentions.last().ok_or("no name is marked")?.span;
        let mut names = Vec::new();
        for paragraph in &segments.paragraphs {
            let block = self.marked.layout.blocks.get(paragraph.block as usize);
            let block = block.map_or(BlockKind::Paragraph, |b| b.kind);
            for sentence in &segments.sentences[paragraph.sentences.range()] {
                mention::name_spans(raw, segments, sentence.tokens, block, &self.stages.lexicon, &mut names);
            }
        }
        let found = names.iter().find(|n| n.name == self.tokens(marked));
        let found = found.ok_or_else(|| format!("`{}` is found to be no name", marked.of(raw)))?;
        let context = NameContext::new(raw, segments, *found, &self.stages.lexicon);
        Ok(one(describe(NAME_FEATURES, &context)))
    }

    /// The last marked mention, a pronoun, with the one marked before it. All marks are of one entity; those
    /// before say who pronouns on the way are.
    fn is_antecedent(&self) -> Result<Values, String> {
        let marked = &self.marked.mentions;
        let marks = (0..marked.len()).map(|i| self.mention(MentionId(i as u32)).map(|m| m.0 as usize));
        let marks: Vec<usize> = marks.collect::<Result<_, _>>()?;
        let [.., candidate, pronoun] = marks[..] else { return Err("two marks are needed".to_owned()) };
        if marked.iter().any(|m| m.entity != marked[0].entity) {
            return Err("the marks are of two entities".to_owned());
        }
        let attributions = attribute(&self.scene(), &self.stages.models);
        let sources = Sources {
            raw: &self.document.raw,
            segments: &self.segments,
            passages: &self.passages,
            attributions: &attributions,
            lexicon: &self.stages.lexicon,
            author: None,
        };
        let same =
            |a, b| Some(if a == pronoun { b == candidate } else { marks.contains(&a) && marks.contains(&b) });
        let choices = actor::lessons(sources, &mut self.mentions.clone(), same);
        let choice = choices.iter().rfind(|c| !c.right.is_empty());
        let found = choice.and_then(|c| c.candidates.get(*c.right.last()?)).cloned();
        Ok(one(found.ok_or("the pronoun cannot stand for what is marked")?))
    }
}

fn one(values: Vec<Value>) -> Values {
    vec![("", values)]
}

/// Checks the features of one choice, and says what is wrong with which.
fn check<A: Asked>(features: &[Feature<A>], values: fn(&Article) -> Result<Values, String>) {
    let stages = Rc::new(Stages::new());
    let mut wrong = Vec::new();
    for (i, feature) in features.iter().enumerate() {
        let said = |text: &str| -> Result<Vec<(&str, String)>, String> {
            let values = values(&Article::read(text, &stages)?)?;
            let write =
                |v: Value| if v.is_none() { "(nothing)".to_owned() } else { v.write(&stages.lexicon) };
            Ok(values.into_iter().map(|(edge, values)| (edge, write(values[i]))).collect())
        };
        let error = match feature.example.map(said) {
            [Ok(a), Ok(b)] => {
                let differ = a.iter().any(|(edge, v)| b.iter().any(|(other, w)| edge == other && v != w));
                (!differ).then(|| format!("says {a:?} and {b:?}"))
            }
            [a, b] => a.err().or(b.err()),
        };
        wrong.extend(error.map(|e| format!("{}: {e}\n{}", feature.name, feature.example.join("\n"))));
        assert!(!feature.name.is_empty() && !feature.summary.is_empty(), "feature {i} lacks name or summary");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let names: BTreeSet<&str> = features.iter().map(|f| f.name).collect();
    assert_eq!(names.len(), features.len(), "two features have one name");
}

#[test]
fn features_of_cues() {
    check(cue::FEATURES, Article::is_cue);
}

#[test]
fn features_of_subjects() {
    check(subject::FEATURES, Article::is_subject);
}

#[test]
fn features_of_sides() {
    check(content::SIDES, Article::is_side);
}

#[test]
fn features_of_edges() {
    check(content::EDGES, Article::is_edge);
}

#[test]
fn features_of_speakers() {
    check(speaker::FEATURES, Article::is_speaker);
}

#[test]
fn features_of_names() {
    check(NAME_FEATURES, Article::is_kind);
}

#[test]
fn features_of_pronouns() {
    check(pronoun::FEATURES, Article::is_antecedent);
}

/// The features that have weights in the files of one model.
fn weighed(files: &[&str]) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for file in files {
        let text = std::fs::read_to_string(root().join("src").join(file)).unwrap();
        let mut feature = "";
        for line in text.lines() {
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                feature = name;
            } else if line.contains('\t') {
                out.insert(feature.to_owned());
            }
        }
    }
    out
}

/// What is wrong between the features of a choice and those that have weights.
fn strangers<A: Asked>(features: &[Feature<A>], weighed: &BTreeSet<String>) -> Vec<String> {
    let named: BTreeSet<String> = features.iter().map(|f| f.name.to_owned()).collect();
    let unused = named.difference(weighed).map(|name| format!("{name} has no weight"));
    let unknown = weighed.difference(&named).map(|name| format!("{name} is no feature"));
    unused.chain(unknown).collect()
}

#[test]
fn every_feature_has_weights_and_every_weight_a_feature() {
    let of = |file: &str| weighed(&[&format!("attribute/weights/{file}.tsv")]);
    let edges = ["begin", "end", "lead"].iter().flat_map(|edge| of(edge)).collect();
    // A name's feature has weights of its own for each kind.
    let names = weighed(&["mention/weights/names.tsv"]);
    let (names, kinds): (BTreeSet<String>, BTreeSet<&str>) =
        names.iter().filter_map(|name| name.split_once('.')).map(|(f, k)| (f.to_owned(), k)).unzip();
    assert_eq!(kinds, NameKind::ALL.map(NameKind::name).into_iter().collect());
    let wrong = [
        strangers(cue::FEATURES, &of("cue")),
        strangers(subject::FEATURES, &of("subject")),
        strangers(content::SIDES, &of("side")),
        strangers(content::EDGES, &edges),
        strangers(speaker::FEATURES, &of("speaker")),
        strangers(NAME_FEATURES, &names),
        strangers(pronoun::FEATURES, &weighed(&["actor/weights/pronoun.tsv"])),
    ];
    assert_eq!(wrong.concat(), Vec::<String>::new());
}
