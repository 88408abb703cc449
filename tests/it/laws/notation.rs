//! The law of the notation: what is printed reads back as the same document with the same facts.

use chrono::NaiveDate;
use dixit::{
    model::{
        Agreement, Analysis, Attribution, Block, BlockKind, Certainty, Confidence, Document, Entity,
        EntityId, EntityKind, Given, Layout, MaskReason, Masked, Mention, MentionId, MentionKind, Origin,
        Published, Quotation, QuotationKind, When,
    },
    notation,
    text::Span,
};
use proptest::{prelude::*, sample::Index};

/// Pieces of text, marks of the notation and of articles among them.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-z]{1,6}",
        2 => "[A-Z][a-z]{0,5}",
        2 => Just(" ".to_owned()),
        1 => Just("\n".to_owned()),
        1 => Just("\r\n \n".to_owned()),
        1 => "[“”\"‘’é—]",
        1 => "[\\[\\]<>«»{}|^\\\\=@?]",
        1 => Just("\n= ".to_owned()),
        1 => Just("|+| ".to_owned()),
    ];
    (prop_oneof![4 => Just(""), 1 => Just("id: "), 1 => Just("= ")], prop::collection::vec(piece, 1..40))
        .prop_map(|(head, pieces)| head.to_owned() + &pieces.concat())
}

/// A span of `raw` on character borders, without white space at its ends; `None` where that is nothing.
fn span(raw: &str, from: Index, length: usize) -> Option<Span> {
    let borders: Vec<usize> = raw.char_indices().map(|(i, _)| i).chain([raw.len()]).collect();
    let start = from.index(borders.len());
    let end = (start + length).min(borders.len() - 1);
    let span = Span::from_usize(borders[start], borders[end]).trim(raw);
    (!span.is_empty()).then_some(span)
}

type Places = Vec<(Index, usize)>;

fn spans(raw: &str, places: &Places) -> Vec<Span> {
    let mut spans: Vec<Span> = places.iter().filter_map(|&(from, length)| span(raw, from, length)).collect();
    spans.sort_unstable_by_key(|s| (s.start(), std::cmp::Reverse(s.end())));
    spans
}

fn disjoint(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut end = 0;
    spans.retain(|s| {
        s.start() >= end && {
            end = s.end();
            true
        }
    });
    spans
}

/// Content, cue, speaker, and two figures for the kind and the confidence.
type Said = (Places, Option<(Index, usize)>, Option<Index>, u8, u8);

/// What is drawn for one article beside its text.
#[derive(Debug, Clone)]
struct Drawn {
    parts: Places,
    mentions: Vec<(Index, usize, Option<usize>, u8)>,
    attributions: Vec<Said>,
    facts: [Option<(Index, usize)>; 3],
    given: (Option<String>, Option<NaiveDate>),
}

fn drawn() -> impl Strategy<Value = Drawn> {
    let place = |longest: usize| (any::<Index>(), 1..longest);
    let mention = (any::<Index>(), 1..12_usize, prop::option::weighted(0.8, 0..4_usize), any::<u8>());
    let attribution = (
        prop::collection::vec(place(30), 1..4),
        prop::option::of(place(8)),
        prop::option::weighted(0.8, any::<Index>()),
        any::<u8>(),
        any::<u8>(),
    );
    let facts = [(); 3].map(|()| prop::option::of(place(10)));
    let day = (2000..2030_i32, 1..366_u32).prop_map(|(y, d)| NaiveDate::from_yo_opt(y, d));
    (
        prop::collection::vec(place(40), 0..6),
        prop::collection::vec(mention, 0..8),
        prop::collection::vec(attribution, 0..5),
        facts,
        (prop::option::of("[A-Z][a-z: ]{0,8}[a-z]"), prop_oneof![Just(None), day]),
    )
        .prop_map(|(parts, mentions, attributions, facts, given)| Drawn {
            parts,
            mentions,
            attributions,
            facts,
            given,
        })
}

const BLOCKS: [BlockKind; 6] = [
    BlockKind::Headline,
    BlockKind::Byline,
    BlockKind::Dateline,
    BlockKind::Crosshead,
    BlockKind::Paragraph,
    BlockKind::Item,
];

/// Facts as an engine could have found them, made of what was drawn.
fn article(raw: &str, drawn: &Drawn) -> (Document, Analysis) {
    let (outlet, day) = drawn.given.clone();
    let document = Document {
        id: "marked".to_owned(),
        raw: raw.into(),
        origin: Origin::Sample,
        given: Given { outlet, published: day.map(|d| d.to_string()), ..Given::default() },
    };
    let mut analysis = Analysis { layout: layout(raw, drawn, day), ..Analysis::default() };
    mentions(raw, drawn, &mut analysis);
    for (content, cue, speaker, kind, confidence) in &drawn.attributions {
        let content = disjoint(spans(raw, content));
        if content.is_empty() {
            continue;
        }
        let kind = QuotationKind::ALL[usize::from(*kind) % 4];
        analysis.attributions.push(Attribution {
            quotation: Quotation { kind, content },
            cue: cue.and_then(|(from, length)| span(raw, from, length)),
            speaker: speaker
                .filter(|_| !analysis.mentions.is_empty())
                .map(|i| MentionId(i.index(analysis.mentions.len()) as u32)),
            confidence: Confidence(f32::from(*confidence % 101) / 100.0),
            evidence: Vec::new(),
        });
    }
    analysis.attributions.sort_by(|a, b| a.quotation.content.cmp(&b.quotation.content));
    (document, analysis)
}

fn layout(raw: &str, drawn: &Drawn, day: Option<NaiveDate>) -> Layout {
    let mut layout = Layout::default();
    for (span, i) in disjoint(spans(raw, &drawn.parts)).into_iter().zip(0..) {
        match i % 3 {
            0 => layout.masked.push(Masked { span, reason: MaskReason::PullQuote }),
            _ => layout.blocks.push(Block { span, kind: BLOCKS[span.len() as usize % 6] }),
        }
    }
    // Headline, byline and dateline follow from the blocks; reading the blocks gives them.
    let [outlet, headline, published] = drawn.facts.map(|f| f.and_then(|(at, n)| span(raw, at, n)));
    layout.outlet = outlet;
    layout.headline = headline;
    layout.published = match (published, day) {
        (Some(_), _) => Some(Published {
            when: When::Nothing,
            certainty: Certainty::Approximate,
            order: None,
            span: published,
        }),
        (None, Some(day)) => Some(Published::on(day, None)),
        (None, None) => None,
    };
    layout
}

fn mentions(raw: &str, drawn: &Drawn, analysis: &mut Analysis) {
    let mut found: Vec<(Span, Option<usize>, u8)> = drawn
        .mentions
        .iter()
        .filter_map(|&(from, length, entity, kind)| Some((span(raw, from, length)?, entity, kind)))
        .collect();
    found.sort_by_key(|(s, ..)| (s.start(), std::cmp::Reverse(s.end())));
    let mut ids: [Option<EntityId>; 4] = [None; 4];
    for ((span, entity, kind), id) in found.into_iter().zip(0..) {
        let entity = entity.map(|e| {
            *ids[e].get_or_insert_with(|| {
                analysis.entities.push(Entity {
                    name: if e == 0 { "Ana \"A\" Reyes".to_owned() } else { span.of(raw).replace('\n', " ") },
                    kind: EntityKind::ALL[usize::from(kind) % 6],
                    aliases: Vec::new(),
                    roles: Vec::new(),
                    mentions: Vec::new(),
                });
                EntityId(analysis.entities.len() as u32 - 1)
            })
        });
        let mut entity_kind = EntityKind::ALL[usize::from(kind) % 6];
        if let Some(EntityId(index)) = entity {
            let entity = &mut analysis.entities[index as usize];
            entity.mentions.push(MentionId(id));
            entity_kind = entity.kind;
        }
        analysis.mentions.push(Mention {
            weak: false,
            span,
            head: span,
            kind: [MentionKind::Name, MentionKind::Pronoun, MentionKind::Nominal][usize::from(kind) % 3],
            entity_kind,
            agreement: Agreement::Unknown,
            entity,
        });
    }
}

proptest! {
    #[test]
    fn what_is_printed_reads_back(raw in text(), drawn in drawn()) {
        let (document, analysis) = article(&raw, &drawn);
        let marked = notation::print(&document, &analysis);
        let (read, facts) = notation::parse(&marked).map_err(|e| TestCaseError::fail(format!("{e}\n{marked}")))?;
        prop_assert_eq!(&read.raw, &document.raw, "{}", marked);
        prop_assert_eq!(read.given, document.given);
        prop_assert_eq!(&facts.layout.blocks, &analysis.layout.blocks, "{}", marked);
        prop_assert_eq!(&facts.layout.masked, &analysis.layout.masked, "{}", marked);
        prop_assert_eq!(&facts.layout.outlet, &analysis.layout.outlet);
        prop_assert_eq!(&facts.layout.published, &analysis.layout.published);
        if analysis.layout.headline.is_some() {
            prop_assert_eq!(&facts.layout.headline, &analysis.layout.headline);
        }
        prop_assert_eq!(&facts.mentions, &analysis.mentions, "{}", marked);
        let entities = |a: &Analysis| -> Vec<_> {
            a.entities.iter().map(|e| (e.name.clone(), e.kind, e.mentions.clone())).collect()
        };
        prop_assert_eq!(entities(&facts), entities(&analysis), "{}", marked);
        prop_assert_eq!(&facts.attributions, &analysis.attributions, "{}", marked);
    }

    #[test]
    fn no_text_makes_the_parser_panic(marked in text()) {
        let _ = notation::parse(&marked);
    }
}
