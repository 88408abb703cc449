//! Names joined right, and he and she resolved.
//!
//! Names: annotated names of persons, organizations and places are set against the names found whose spans they
//! overlap most, one to one. Of all pairs of two such names in one article, precision is the share of those the
//! engine has as one entity that are one by the annotation, recall the share of those that are one by the
//! annotation that the engine has as one; `all` counts annotated pairs one of whose names was not found at all
//! against recall too.
//!
//! He and she: of those annotated, the share given to the entity most of whose names and descriptions (without
//! any: most of whose pronouns) are annotated as the same somebody. Precision counts those that were given to
//! somebody, recall those whose somebody was found by name or description before, `all` those of nobody too.

use std::{
    collections::{BTreeMap, HashMap},
    fmt::Write as _,
    fs,
};

use anyhow::Context as _;
use dixit::{
    model::{Analysis, Document, EntityId, Given, MentionKind, Origin},
    pipeline::Engine,
    text::Span,
};
use serde::Deserialize;

/// An annotated article.
#[derive(Deserialize)]
struct Line {
    id: String,
    genre: String,
    text: String,
    mentions: Vec<Marked>,
}

#[derive(Deserialize)]
struct Marked {
    span: [u32; 2],
    #[serde(rename = "type")]
    sort: String,
    kind: String,
    cluster: String,
}

/// What is counted of one sort of name in one genre.
#[derive(Default, Clone, Copy)]
struct Pairs {
    names: u32,
    found: u32,
    /// Pairs the engine joins, those of them that are right, those that should be joined, the same with names
    /// that were not found.
    joined: u32,
    right: u32,
    gold: u32,
    gold_all: u32,
}

/// Sorts of names that are counted.
const SORTS: [&str; 3] = ["person", "organization", "place"];

/// Measures; returns the table.
pub fn measure(engine: &Engine, path: &str, errors: usize, only: Option<&str>) -> anyhow::Result<String> {
    let text = fs::read_to_string(path).with_context(|| format!("reading {path}"))?;
    let mut pairs: BTreeMap<(String, usize), Pairs> = BTreeMap::new();
    let mut pronouns: BTreeMap<String, [u32; 4]> = BTreeMap::new();
    let mut wrong: Vec<String> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let line: Line = serde_json::from_str(line)?;
        let article = Article::new(engine, &line);
        let genres = ["all".to_owned(), if line.genre == "news" { "news" } else { "other" }.to_owned()];
        for (at, sort) in SORTS.iter().enumerate() {
            let counted = article.names(sort, &mut |words| {
                if only.is_none_or(|o| o == *sort) {
                    wrong.push(format!("{} {sort}: {words}", line.id));
                }
            });
            for genre in &genres {
                let sum = pairs.entry((genre.clone(), at)).or_default();
                sum.names += counted.names;
                sum.found += counted.found;
                sum.joined += counted.joined;
                sum.right += counted.right;
                sum.gold += counted.gold;
                sum.gold_all += counted.gold_all;
            }
        }
        let counted = article.pronouns(&mut |words| {
            if only.is_none_or(|o| o == "pronoun") {
                wrong.push(format!("{} pronoun: {words}", line.id));
            }
        });
        for genre in genres {
            let sum = pronouns.entry(genre).or_default();
            sum.iter_mut().zip(counted).for_each(|(sum, n)| *sum += n);
        }
    }
    let mut out = String::from("articles\twhat\tprecision\trecall\trecall of all\tcounted\n");
    let share = |part: u32, whole: u32| f64::from(part) / f64::from(whole.max(1));
    for ((genre, sort), p) in &pairs {
        _ = writeln!(
            out,
            "{genre}\tpairs of names: {}\t{:.3}\t{:.3}\t{:.3}\t{} of {} names found, {} pairs joined, {} right, of {} (of all names {})",
            SORTS.get(*sort).unwrap_or(&""),
            share(p.right, p.joined),
            share(p.right, p.gold),
            share(p.right, p.gold_all),
            p.found,
            p.names,
            p.joined,
            p.right,
            p.gold,
            p.gold_all
        );
    }
    for (genre, [asked, answered, right, findable]) in &pronouns {
        _ = writeln!(
            out,
            "{genre}\the, she\t{:.3}\t{:.3}\t{:.3}\t{asked} asked, {answered} answered, {right} right, {findable} whose somebody was found before",
            share(*right, *answered),
            share(*right, *findable),
            share(*right, *asked),
        );
    }
    wrong.truncate(errors);
    for words in &wrong {
        _ = writeln!(out, "  {words}");
    }
    Ok(out)
}

/// An article with what the engine finds, and which annotated mention each found one is.
struct Article<'l> {
    line: &'l Line,
    document: Document,
    analysis: Analysis,
    /// Annotated spans in bytes.
    spans: Vec<Span>,
    /// By annotated mention, the found one.
    found: Vec<Option<usize>>,
    /// By entity, the cluster of most of its mentions that are no pronouns (else of its pronouns).
    clusters: HashMap<EntityId, &'l str>,
}

impl<'l> Article<'l> {
    fn new(engine: &Engine, line: &'l Line) -> Self {
        let document = Document {
            id: line.id.clone(),
            raw: line.text.as_str().into(),
            origin: Origin::Stdin,
            given: Given::default(),
        };
        let analysis = engine.analyse(&document);
        let bytes: Vec<u32> =
            line.text.char_indices().map(|(at, _)| at as u32).chain([line.text.len() as u32]).collect();
        let byte = |point: u32| bytes.get(point as usize).copied().unwrap_or(line.text.len() as u32);
        let spans: Vec<Span> =
            line.mentions.iter().map(|m| Span::new(byte(m.span[0]), byte(m.span[1]))).collect();
        let mut article = Self {
            line,
            document,
            found: vec![None; spans.len()],
            spans,
            analysis,
            clusters: HashMap::new(),
        };
        article.align();
        article.clusters = article.clusters();
        article
    }

    /// One to one, the pairs that share most of their union first.
    fn align(&mut self) {
        let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
        for (g, (span, marked)) in self.spans.iter().zip(&self.line.mentions).enumerate() {
            for (m, mention) in self.analysis.mentions.iter().enumerate() {
                let kind = match mention.kind {
                    MentionKind::Name => "name",
                    MentionKind::Pronoun => "pronoun",
                    MentionKind::Nominal => "nominal",
                };
                if kind == marked.kind
                    && let Some(shared) = span.intersect(mention.head)
                {
                    let union = span.len() + mention.head.len() - shared.len();
                    pairs.push((f64::from(shared.len()) / f64::from(union), g, m));
                }
            }
        }
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let mut taken = vec![false; self.analysis.mentions.len()];
        for (_, g, m) in pairs {
            if self.found[g].is_none() && !taken[m] {
                self.found[g] = Some(m);
                taken[m] = true;
            }
        }
    }

    fn clusters(&self) -> HashMap<EntityId, &'l str> {
        let mut votes: HashMap<EntityId, BTreeMap<&str, u32>> = HashMap::new();
        for (marked, found) in self.line.mentions.iter().zip(&self.found) {
            let Some(entity) = found.and_then(|m| self.analysis.mentions[m].entity) else { continue };
            // Any name or description outweighs all pronouns.
            let weight = if marked.kind == "pronoun" { 1 } else { 1000 };
            *votes.entry(entity).or_default().entry(&marked.cluster).or_default() += weight;
        }
        let most = |votes: BTreeMap<&'l str, u32>| votes.into_iter().max_by_key(|(_, n)| *n).map(|(c, _)| c);
        votes.into_iter().filter_map(|(entity, votes)| Some((entity, most(votes)?))).collect()
    }

    fn entity(&self, gold: usize) -> Option<EntityId> {
        self.analysis.mentions[self.found[gold]?].entity
    }

    fn names(&self, sort: &str, wrong: &mut impl FnMut(String)) -> Pairs {
        let marked: Vec<usize> = (0..self.spans.len())
            .filter(|&g| self.line.mentions[g].sort == sort && self.line.mentions[g].kind == "name")
            .collect();
        let mut pairs = Pairs { names: marked.len() as u32, ..Pairs::default() };
        for &g in marked.iter().filter(|&&g| self.entity(g).is_none()) {
            let words = self.spans[g].of(&self.document.raw);
            let how = if self.found[g].is_some() { "found, but no entity" } else { "not found" };
            wrong(format!("{how}: {words}"));
        }
        pairs.found = marked.iter().filter(|&&g| self.entity(g).is_some()).count() as u32;
        for (at, &a) in marked.iter().enumerate() {
            for &b in &marked[at + 1..] {
                let same = self.line.mentions[a].cluster == self.line.mentions[b].cluster;
                pairs.gold_all += u32::from(same);
                let (Some(x), Some(y)) = (self.entity(a), self.entity(b)) else { continue };
                pairs.gold += u32::from(same);
                pairs.joined += u32::from(x == y);
                pairs.right += u32::from(same && x == y);
                if same != (x == y) {
                    let name = |g: usize| self.spans[g].of(&self.document.raw);
                    let verb = if same { "apart" } else { "joined" };
                    wrong(format!("{verb}: {} / {}", name(a), name(b)));
                }
            }
        }
        pairs
    }

    /// He and she: asked, answered, right, and those whose somebody was found before.
    fn pronouns(&self, wrong: &mut impl FnMut(String)) -> [u32; 4] {
        let mut out = [0; 4];
        for (g, span) in self.spans.iter().enumerate() {
            let word = span.of(&self.document.raw);
            let marked = &self.line.mentions[g];
            if marked.kind != "pronoun" || !["he", "she"].iter().any(|p| p.eq_ignore_ascii_case(word)) {
                continue;
            }
            out[0] += 1;
            let before = (0..g).any(|other| {
                let marked_before = &self.line.mentions[other];
                marked_before.cluster == marked.cluster
                    && marked_before.kind != "pronoun"
                    && self.found[other].is_some()
            });
            out[3] += u32::from(before);
            let Some(entity) = self.entity(g) else {
                wrong(format!("{word} at {}: nobody", span.start()));
                continue;
            };
            out[1] += 1;
            let right = self.clusters.get(&entity).is_some_and(|c| *c == marked.cluster);
            out[2] += u32::from(right);
            if !right {
                let is = self.analysis.entity(entity).map_or("", |e| e.name.as_str());
                wrong(format!("{word} at {}: is {is}", span.start()));
            }
        }
        out
    }
}
