//! From a document and its facts back to marked text.

use std::{cmp::Reverse, collections::BTreeMap};

use super::{
    links,
    scan::{FRONT, GOES_ON, Part, Sort, front_line, is_special},
    tag::{Fact, Tag},
};
use crate::{
    model::{Analysis, BlockKind, Certainty, Document, MentionId, When},
    text::{Span, fold},
};

/// `document` with the facts of `analysis` marked in its text.
///
/// Marks stand without white space at their ends; spans that are not spans of the text are left out.
pub fn print(document: &Document, analysis: &Analysis) -> String {
    let raw = &*document.raw;
    let marks = marks(raw, analysis, document.given.published.as_deref());
    let mut printer = Printer {
        raw,
        out: front(document),
        events: events(&marks),
        marks: &marks,
        open: Default::default(),
    };
    printer.parts(&parts(raw, analysis));
    printer.out
}

/// A mark to print: where, of which sort, with which braces.
struct Mark {
    sort: Sort,
    span: Span,
    tag: Tag,
}

fn front(document: &Document) -> String {
    let given = &document.given;
    let values = [
        (document.id != "marked").then_some(&document.id),
        given.title.as_ref(),
        given.outlet.as_ref(),
        given.author.as_ref(),
        given.published.as_ref(),
        given.url.as_ref(),
    ];
    let mut out = String::new();
    for (key, value) in FRONT.into_iter().zip(values) {
        if let Some(value) = value {
            let value: String = value.chars().map(|c| if c == '\n' { ' ' } else { c }).collect();
            out.extend([key, ": ", value.trim(), "\n"]);
        }
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

// ---- which marks, with which braces ----

fn marks(raw: &str, analysis: &Analysis, given_date: Option<&str>) -> Vec<Mark> {
    let keys = keys(analysis);
    let numbers = numbers(raw, analysis);
    let mut marks = fact_marks(raw, analysis, &keys, given_date);
    marks.extend(mention_marks(raw, analysis, &keys, &numbers));
    let mut cues: BTreeMap<Span, Vec<u32>> = BTreeMap::new();
    for (attribution, number) in analysis.attributions.iter().zip(&numbers) {
        let content = &attribution.quotation.content;
        let entity = analysis.actor_of(attribution);
        let by_number = number.is_some_and(|n| n.on_mention);
        let mut tag = Tag {
            key: entity.filter(|_| !by_number).and_then(|id| keys.get(id.0 as usize)).cloned(),
            nobody: attribution.speaker.is_none(),
            numbers: number.map(|n| n.number).into_iter().collect(),
            quotation: Some(attribution.quotation.kind).filter(|k| *k != links::quotation_kind(raw, content)),
            confidence: Some(attribution.confidence.0).filter(|c| *c < 1.0),
            ..Tag::default()
        };
        for &span in content {
            marks.push(Mark { sort: Sort::Content, span, tag: tag.clone() });
            tag = Tag { numbers: tag.numbers, ..Tag::default() };
        }
        if let Some(cue) = attribution.cue {
            cues.entry(cue).or_default().extend(number.map(|n| n.number));
        }
    }
    marks.extend(cues.into_iter().map(|(span, numbers)| Mark {
        sort: Sort::Cue,
        span,
        tag: Tag { numbers, ..Tag::default() },
    }));
    for mark in &mut marks {
        mark.span = mark.span.trim(raw);
    }
    marks.retain(|m| !m.span.is_empty());
    marks
}

fn fact_marks(raw: &str, analysis: &Analysis, keys: &[String], given_date: Option<&str>) -> Vec<Mark> {
    let layout = &analysis.layout;
    let shown = links::of_blocks(raw, layout);
    let differing = |span: Option<Span>, shown: Option<Span>| span.filter(|_| span != shown);
    let mut out: Vec<(Span, Fact, Option<String>)> = [
        (differing(layout.headline, shown[0]), Fact::Headline),
        (differing(layout.byline, shown[1]), Fact::Byline),
        (differing(layout.dateline, shown[2]), Fact::Dateline),
        (layout.outlet, Fact::Outlet),
    ]
    .into_iter()
    .filter_map(|(span, fact)| Some((span?, fact, None)))
    .collect();
    if let Some(published) = layout.published.filter(|p| p.span.is_some() || given_date.is_none()) {
        let is_derived = published.certainty == Certainty::Derived;
        let when = if is_derived { When::Nothing } else { published.when };
        out.extend(published.span.map(|span| (span, Fact::Published(when), None)));
    }
    for (entity, key) in analysis.entities.iter().zip(keys) {
        out.extend(entity.roles.iter().map(|role| (role.span, Fact::Role, Some(key.clone()))));
    }
    out.into_iter()
        .map(|(span, fact, key)| Mark {
            sort: Sort::Mention,
            span,
            tag: Tag { fact: Some(fact), key, ..Tag::default() },
        })
        .collect()
}

fn mention_marks<'a>(
    raw: &'a str,
    analysis: &'a Analysis,
    keys: &'a [String],
    numbers: &'a [Option<Number>],
) -> impl Iterator<Item = Mark> + 'a {
    let mut speaks: BTreeMap<MentionId, Vec<u32>> = BTreeMap::new();
    for (attribution, number) in analysis.attributions.iter().zip(numbers) {
        if let (Some(id), Some(number)) = (attribution.speaker, number.filter(|n| n.on_mention)) {
            speaks.entry(id).or_default().push(number.number);
        }
    }
    analysis.mentions.iter().zip(0..).map(move |(mention, id)| {
        let index = mention.entity.map(|e| e.0 as usize);
        let entity = index.and_then(|i| analysis.entities.get(i));
        let first = entity.is_some_and(|e| e.mentions.first() == Some(&MentionId(id)));
        let name = || {
            let entity = entity?;
            (entity.name != links::entity_name(raw, analysis, index?)).then(|| entity.name.clone())
        };
        let tag = Tag {
            key: index.and_then(|i| keys.get(i)).cloned(),
            unresolved: entity.is_none(),
            numbers: speaks.remove(&MentionId(id)).unwrap_or_default(),
            mention: Some(mention.kind).filter(|k| *k != links::mention_kind(mention.span.of(raw))),
            entity: match entity {
                Some(entity) => first.then_some(entity.kind),
                None => Some(mention.entity_kind),
            },
            name: if first { name() } else { None },
            ..Tag::default()
        };
        Mark { sort: Sort::Mention, span: mention.span, tag }
    })
}

/// A key for each entity: the last word of its name, with a figure where two would share it.
fn keys(analysis: &Analysis) -> Vec<String> {
    let mut taken: BTreeMap<String, u32> = BTreeMap::new();
    analysis
        .entities
        .iter()
        .map(|entity| {
            let folded = fold::fold(&entity.name);
            let word = folded.rsplit(' ').next().filter(|w| !w.is_empty()).unwrap_or("x").to_owned();
            let count = taken.entry(word.clone()).or_default();
            *count += 1;
            // The hyphen keeps "chen2" as a name's last word and the second "chen" apart.
            if *count == 1 { word } else { format!("{word}-{count}") }
        })
        .collect()
}

/// The number of an attribution, and whether its speaker mention carries it too.
#[derive(Clone, Copy)]
struct Number {
    number: u32,
    on_mention: bool,
}

/// Numbers for those attributions whose parts nearness alone would tie together wrongly.
fn numbers(raw: &str, analysis: &Analysis) -> Vec<Option<Number>> {
    let all = &analysis.attributions;
    let on_mention: Vec<bool> =
        all.iter()
            .map(|a| {
                let spans =
                    analysis.actor_of(a).and_then(|id| analysis.entity(id)).into_iter().flat_map(|e| {
                        e.mentions.iter().filter_map(|&m| Some((m, analysis.mention(m)?.span)))
                    });
                a.speaker.is_some() && a.speaker != links::nearest_mention(a.cue, &a.quotation.content, spans)
            })
            .collect();
    let shares_cue = |a: Option<Span>| a.is_some() && all.iter().filter(|b| b.cue == a).count() > 1;
    let mut numbered: Vec<bool> = all
        .iter()
        .zip(&on_mention)
        .map(|(a, on_mention)| *on_mention || a.quotation.content.len() != 1 || shares_cue(a.cue))
        .collect();
    // Each round numbers at least one more, so this ends; as a rule after one.
    loop {
        let loose: Vec<usize> = (0..all.len()).filter(|&i| !numbered[i]).collect();
        let contents: Vec<(usize, Span)> = loose.iter().map(|&i| (i, all[i].quotation.content[0])).collect();
        let (with_cue, cues): (Vec<usize>, Vec<Span>) =
            loose.iter().filter_map(|&i| Some((i, all[i].cue?))).unzip();
        let mut wrong = false;
        for (index, found) in with_cue.into_iter().zip(links::pair_cues(raw, &contents, &cues)) {
            if found != Some(index) {
                wrong = true;
                numbered[index] = true;
                if let Some(other) = found {
                    numbered[other] = true;
                }
            }
        }
        if !wrong {
            break;
        }
    }
    let mut next = 0;
    numbered
        .into_iter()
        .zip(on_mention)
        .map(|(numbered, on_mention)| {
            next += u32::from(numbered);
            numbered.then_some(Number { number: next, on_mention })
        })
        .collect()
}

// ---- the text with the marks in it ----

/// An opening or closing of mark `mark`.
#[derive(Clone, Copy)]
struct Event {
    at: u32,
    opens: bool,
    mark: usize,
}

/// Openings and closings in the order to print them: closings before openings, longer marks outside.
fn events(marks: &[Mark]) -> Vec<Event> {
    let mut events: Vec<Event> = (0..marks.len())
        .flat_map(|mark| {
            let span = marks[mark].span;
            [Event { at: span.start(), opens: true, mark }, Event { at: span.end(), opens: false, mark }]
        })
        .collect();
    // Of marks that open together the longer is outside; what opened last closes first.
    events.sort_by_key(|e| {
        let Mark { span, sort, .. } = marks[e.mark];
        let (inner, sort) = (Reverse(if e.opens { span.end() } else { span.start() }), sort as usize);
        if e.opens {
            (e.at, true, inner, sort, usize::MAX - e.mark)
        } else {
            (e.at, false, inner, 2 - sort, e.mark)
        }
    });
    events
}

/// Blocks and masks in order of the text.
fn parts(raw: &str, analysis: &Analysis) -> Vec<(Span, Part)> {
    let layout = &analysis.layout;
    let mut parts: Vec<(Span, Part)> = layout
        .blocks
        .iter()
        .map(|b| (b.span.trim(raw), Part::Block(b.kind)))
        .chain(layout.masked.iter().map(|m| (m.span.trim(raw), Part::Masked(m.reason))))
        .filter(|(span, _)| !span.is_empty())
        .collect();
    parts.sort_by_key(|(span, _)| *span);
    parts
}

struct Printer<'a> {
    raw: &'a str,
    out: String,
    /// Still to come, in order.
    events: Vec<Event>,
    marks: &'a [Mark],
    /// Open marks by sort.
    open: [Vec<usize>; 3],
}

impl Printer<'_> {
    fn parts(&mut self, parts: &[(Span, Part)]) {
        self.events.reverse();
        let mut at = 0;
        for &(span, part) in parts {
            if span.start() < at {
                continue;
            }
            self.part(Span::new(at, span.start()), Part::Outside);
            self.part(span, part);
            at = span.end();
        }
        self.part(Span::new(at, self.raw.len() as u32), Part::Outside);
        self.events_until(u32::MAX);
    }

    /// Prints one part, or what stands between two: white space as it is, anything else marked as outside.
    fn part(&mut self, span: Span, part: Part) {
        let inner = span.trim(self.raw);
        if inner.is_empty() {
            self.text(span);
            return;
        }
        self.text(Span::new(span.start(), inner.start()));
        // Closings stand before the part's mark, openings behind it.
        self.closings_at(inner.start());
        let fresh = self.out.rsplit('\n').next().is_none_or(|line| line.trim().is_empty());
        match part {
            Part::Block(BlockKind::Headline) if fresh => self.out.push_str("= "),
            Part::Block(BlockKind::Paragraph) if fresh => {}
            _ => self.out.extend(["|", part.name(), "| "]),
        }
        if fresh && part == Part::Block(BlockKind::Paragraph) && self.is_mistakable(inner) {
            self.out.push('\\');
        }
        let mut at = inner.start();
        for line in inner.of(self.raw).split_inclusive('\n') {
            let next = at + line.len() as u32;
            if at > inner.start() {
                self.closings_at(at);
                self.out.push_str(GOES_ON);
                if line != "\n" {
                    self.out.push(' ');
                }
            }
            self.text(Span::new(at, next));
            at = next;
        }
        self.text(Span::new(inner.end(), span.end()));
    }

    /// Whether a paragraph at the head of a line would be read as a headline or a front line.
    fn is_mistakable(&self, paragraph: Span) -> bool {
        let words = paragraph.of(self.raw);
        let marked = self.events.last().is_some_and(|e| e.at == paragraph.start());
        let front = || self.out.is_empty() && words.lines().next().and_then(front_line).is_some();
        !marked && (words.starts_with('=') || front())
    }

    /// Prints text with the marks that open or close in it; those at its end are left to what follows.
    fn text(&mut self, span: Span) {
        let start = span.start();
        for (offset, c) in span.of(self.raw).char_indices() {
            self.events_until(start + offset as u32);
            if is_special(c) {
                self.out.push('\\');
            }
            self.out.push(c);
        }
    }

    fn events_until(&mut self, at: u32) {
        while let Some(event) = self.events.pop_if(|e| e.at <= at) {
            self.event(event);
        }
    }

    fn closings_at(&mut self, at: u32) {
        while let Some(event) = self.events.pop_if(|e| e.at <= at && !e.opens) {
            self.event(event);
        }
    }

    fn event(&mut self, event: Event) {
        let Mark { sort, tag, .. } = &self.marks[event.mark];
        let open = &mut self.open[*sort as usize];
        if event.opens {
            open.push(event.mark);
            self.out.push(sort.open());
        } else if let Some(index) = open.iter().rposition(|m| *m == event.mark) {
            let steps = open.len() - 1 - index;
            open.remove(index);
            self.out.push(sort.close());
            self.out.extend(std::iter::repeat_n('^', steps));
            self.out.push_str(&tag.print());
        }
    }
}
