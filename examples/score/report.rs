//! The figures, added up over articles and printed.

use std::{collections::BTreeMap, fmt::Write as _};

use dixit::{
    model::{Analysis, Document, Given, MentionKind, Origin},
    notation,
    text::Span,
};

use crate::{
    all::matches,
    gold::{Gold, PointSpan},
    units::{Found, Unit, units},
};

/// Units found, annotated and given by the system.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    found: u32,
    gold: u32,
    system: u32,
    /// Found units counted among the system's; where figures are split by what a unit is, the two sides
    /// may see one unit differently.
    hit: u32,
}

impl Tally {
    fn row(self, name: &str) -> String {
        let share = |part: u32, whole: u32| f64::from(part) / f64::from(whole.max(1));
        let (p, r) = (share(self.hit, self.system), share(self.found, self.gold));
        let f1 = if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 };
        format!(
            "{name:22} precision {p:.3}  recall {r:.3}  F1 {f1:.3}   ({} found, {} gold, {} system)\n",
            self.found, self.gold, self.system
        )
    }
}

/// Attributions of one confidence: how many, and how many of them right.
type Bin = (u32, u32);

/// Everything added up.
#[derive(Debug, Default)]
pub struct Report {
    quoted: Tally,
    actor: Tally,
    all: Tally,
    actor_by_kind: BTreeMap<String, Tally>,
    by_kind: BTreeMap<&'static str, Tally>,
    by_source: BTreeMap<&'static str, Tally>,
    confidence: [Bin; 10],
    /// Articles with their mistakes in words.
    mistakes: Vec<(String, Vec<String>)>,
}

impl Report {
    /// Scores one article.
    pub fn add(&mut self, gold: &Gold, analysis: &Analysis) {
        let document = document(gold);
        let found = Found::all(&document, analysis);
        let text = Text::new(&gold.text);
        let units = units(gold, &found);
        for unit in &units {
            self.add_unit(unit, analysis);
        }
        self.add_all(gold, analysis, &found, &text);
        self.mistakes.push((gold.id.clone(), mistakes(gold, &units, &found, &text)));
    }

    fn add_unit(&mut self, unit: &Unit, analysis: &Analysis) {
        self.quoted.system += u32::from(unit.said);
        self.quoted.gold += u32::from(unit.gold.is_some());
        self.quoted.found += u32::from(unit.right);
        self.quoted.hit += u32::from(unit.right);
        if let Some(quote) = unit.found.filter(|_| unit.said).map(|index| &analysis.attributions[index]) {
            let bin = (1..10).filter(|tenths| quote.confidence.0 * 10.0 >= *tenths as f32).count();
            let (count, right) = &mut self.confidence[bin];
            *count += 1;
            *right += u32::from(unit.right);
        }
        if let Some(actor) = &unit.actor {
            let by_kind = actor.kind.clone().map(|kind| self.actor_by_kind.entry(kind).or_default());
            for tally in [&mut self.actor].into_iter().chain(by_kind) {
                tally.gold += u32::from(actor.kind.is_some());
                tally.system += u32::from(actor.said);
                tally.found += u32::from(actor.right);
                tally.hit += u32::from(actor.right);
            }
        }
    }

    /// ALL, and the same by kind of quotation and of source.
    fn add_all(&mut self, gold: &Gold, analysis: &Analysis, found: &[Found], text: &Text) {
        let matches = matches(gold, found);
        let kind_of = |index: usize| {
            let content: Vec<Span> = gold.attributions[index].content.iter().map(|s| text.span(*s)).collect();
            notation::quotation_kind(text.raw, &content).name()
        };
        let source_of =
            |index: usize| source_name(notation::mention_kind(text.cut(gold.attributions[index].source[0])));
        for index in (0..gold.attributions.len()).filter(|&i| !gold.attributions[i].source.is_empty()) {
            self.all.gold += 1;
            self.by_kind.entry(kind_of(index)).or_default().gold += 1;
            self.by_source.entry(source_of(index)).or_default().gold += 1;
        }
        for (index, attribution) in analysis.attributions.iter().enumerate() {
            let Some(mention) = attribution.speaker.and_then(|id| analysis.mention(id)) else { continue };
            if matches.excused.contains(&index) {
                continue;
            }
            let hit = u32::from(matches.pairs.iter().any(|&(_, found, _)| found == index));
            let kind = self.by_kind.entry(attribution.quotation.kind.name()).or_default();
            let source = self.by_source.entry(source_name(mention.kind)).or_default();
            for tally in [&mut self.all, kind, source] {
                tally.system += 1;
                tally.hit += hit;
            }
        }
        for &(index, ..) in &matches.pairs {
            self.all.found += 1;
            self.by_kind.entry(kind_of(index)).or_default().found += 1;
            self.by_source.entry(source_of(index)).or_default().found += 1;
        }
    }

    /// The report, with the mistakes of the `worst` articles.
    pub fn print(mut self, worst: usize) -> String {
        let mut out = self.quoted.row("QUOTED");
        if self.actor.gold > 0 {
            out += &self.actor.row("ACTOR");
        }
        out += &self.all.row("ALL");
        for (kind, tally) in &self.actor_by_kind {
            _ = writeln!(out, "ACTOR {kind:16} recall {}/{}", tally.found, tally.gold);
        }
        out += "\nALL by kind: of the annotated ones as their marks show it, of the found ones as the engine says\n";
        self.by_kind.iter().for_each(|(name, tally)| out += &tally.row(name));
        out += "\nALL by source\n";
        self.by_source.iter().for_each(|(name, tally)| out += &tally.row(name));
        out += "\nQUOTED by confidence\n";
        for (bin, (count, right)) in self.confidence.iter().enumerate().filter(|(_, (count, _))| *count > 0) {
            let share = f64::from(*right) / f64::from(*count);
            _ = writeln!(out, "from {:.1}   {count:6}   right {share:.3}", bin as f64 / 10.0);
        }
        self.mistakes.sort_by_key(|(_, mistakes)| std::cmp::Reverse(mistakes.len()));
        for (id, mistakes) in self.mistakes.iter().take(worst).filter(|(_, mistakes)| !mistakes.is_empty()) {
            _ = writeln!(out, "\n{id}: {} mistakes in quoted segments", mistakes.len());
            out.extend(mistakes.iter().flat_map(|mistake| ["  ", mistake, "\n"]));
        }
        out
    }
}

/// The article as the engine gets it.
pub fn document(gold: &Gold) -> Document {
    Document {
        id: gold.id.clone(),
        raw: gold.text.as_str().into(),
        origin: Origin::Stdin,
        given: Given::default(),
    }
}

/// What is wrong with the quoted segments of one article, in words.
fn mistakes(gold: &Gold, units: &[Unit], found: &[Found], text: &Text) -> Vec<String> {
    let mut out = Vec::new();
    for unit in units {
        let quote = unit.found.filter(|_| unit.said).map(|index| &found[index]);
        let heard = quote.and_then(|q| q.mention).map_or("nobody", |m| text.cut(m));
        let source = unit.gold.map(|index| gold.attributions[index].source.iter().map(|s| text.cut(*s)));
        let source = source.map(|parts| parts.collect::<Vec<_>>().join(" … "));
        let segment = text.cut(unit.segment);
        match source {
            Some(source) if !unit.right => {
                out.push(format!("“{segment}”\n      should be {source}, is {heard}"));
            }
            Some(source) if unit.actor.as_ref().is_some_and(|a| !a.right) => {
                let actor = quote.and_then(|q| q.actor.as_deref()).unwrap_or("nobody");
                out.push(format!("“{segment}”\n      is {source}, resolved to {actor}"));
            }
            None if unit.said => out.push(format!("“{segment}”\n      should be nobody, is {heard}")),
            _ => {}
        }
    }
    out
}

const fn source_name(kind: MentionKind) -> &'static str {
    match kind {
        MentionKind::Name => "name",
        MentionKind::Pronoun => "pronoun",
        MentionKind::Nominal => "nominal",
    }
}

/// A text with its code points, to cut annotated spans out of it.
struct Text<'t> {
    raw: &'t str,
    /// Byte offset of every code point, and the end.
    bytes: Vec<u32>,
}

impl<'t> Text<'t> {
    fn new(raw: &'t str) -> Self {
        let bytes = raw.char_indices().map(|(at, _)| at as u32).chain([raw.len() as u32]).collect();
        Self { raw, bytes }
    }

    fn span(&self, [start, end]: PointSpan) -> Span {
        let byte = |point: u32| self.bytes.get(point as usize).copied().unwrap_or(self.raw.len() as u32);
        Span::new(byte(start), byte(end))
    }

    fn cut(&self, span: PointSpan) -> &'t str {
        self.span(span).of(self.raw)
    }
}
