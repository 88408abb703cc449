//! The laws of analysis: whatever the text, it ends, and every fact is a place in that text.

use dixit::{
    model::{Analysis, Document, Given, Origin},
    pipeline::Engine,
    text::Span,
};
use proptest::prelude::*;

/// Texts that look like articles as much as like nothing at all.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => "[a-z]{1,8}",
        3 => "[A-Z][a-z]{1,7}",
        2 => Just("said".to_owned()),
        1 => prop::sample::select(vec![
            "according to", "he", "she", "they", "who", "the minister", "Mr.", "al-", "U.S.", "told", ", adding that",
            "Q:", "A:", "By", "Photo:", "RELATED:", "Comments", "—", "(SDF)", "'s", "’s", "I", "Jan. 19, 2026",
        ]).prop_map(str::to_owned),
        2 => "[“”\"‘’'«»„(\\[)\\]]",
        2 => "[.,:;?!]",
        4 => Just(" ".to_owned()),
        1 => Just("\n".to_owned()),
        1 => Just("\n\n".to_owned()),
        1 => any::<char>().prop_map(String::from),
        1 => any::<String>(),
    ];
    prop::collection::vec(piece, 0..120).prop_map(|pieces| pieces.concat())
}

pub(super) fn document(raw: &str) -> Document {
    Document { id: "law".to_owned(), raw: raw.into(), origin: Origin::Sample, given: Given::default() }
}

/// Fails unless every fact of `analysis` is a place in `raw`, in order, and every id leads somewhere.
pub(super) fn hold(raw: &str, analysis: &Analysis) -> Result<(), TestCaseError> {
    let place = |span: Span| span.get(raw).is_some_and(|words| !words.is_empty());
    let layout = &analysis.layout;
    let mut at = 0;
    let mut parts: Vec<Span> =
        layout.blocks.iter().map(|b| b.span).chain(layout.masked.iter().map(|m| m.span)).collect();
    parts.sort_unstable();
    for part in parts {
        prop_assert!(place(part) && part.start() >= at, "part {part:?} after {at}");
        prop_assert!(Span::new(at, part.start()).of(raw).trim().is_empty(), "text outside of all parts");
        at = part.end();
    }
    prop_assert!(Span::new(at, raw.len() as u32).of(raw).trim().is_empty(), "text after all parts");
    let is_masked = |span: Span| layout.masked.iter().any(|m| m.span.overlaps(span));
    for mention in &analysis.mentions {
        prop_assert!(
            place(mention.span) && place(mention.head) && mention.span.covers(mention.head),
            "{mention:?}"
        );
        prop_assert!(!is_masked(mention.span), "masked: {mention:?}");
        prop_assert!(mention.entity.is_none_or(|id| analysis.entity(id).is_some()));
    }
    prop_assert!(analysis.mentions.is_sorted_by_key(|m| m.span.start()), "mentions out of order");
    for (entity, id) in analysis.entities.iter().zip(0..) {
        prop_assert!(!entity.name.is_empty() && !entity.mentions.is_empty(), "{entity:?}");
        for &mention in &entity.mentions {
            let back = analysis.mention(mention).and_then(|m| m.entity).map(|e| e.0);
            prop_assert_eq!(back, Some(id), "{:?}", entity);
        }
    }
    for attribution in &analysis.attributions {
        let content = &attribution.quotation.content;
        prop_assert!(!content.is_empty() && content.iter().all(|span| place(*span)), "{attribution:?}");
        prop_assert!(content.windows(2).all(|pair| pair[0].end() <= pair[1].start()), "{attribution:?}");
        prop_assert!(!content.iter().any(|span| is_masked(*span)), "masked: {attribution:?}");
        prop_assert!(attribution.cue.is_none_or(place), "{attribution:?}");
        prop_assert!(attribution.speaker.is_none_or(|id| analysis.mention(id).is_some()));
        prop_assert!((0.0..=1.0).contains(&attribution.confidence.0), "{attribution:?}");
        prop_assert!(attribution.evidence.iter().flat_map(|e| &e.places).all(|span| place(*span)));
    }
    let start = |a: &dixit::model::Attribution| a.quotation.content[0].start();
    prop_assert!(analysis.attributions.is_sorted_by_key(start), "attributions out of order");
    Ok(())
}

proptest! {
    #[test]
    fn every_fact_is_a_place_in_the_text(raw in text()) {
        thread_local!(static ENGINE: Engine = Engine::new());
        let document = document(&raw);
        hold(&raw, &ENGINE.with(|engine| engine.analyse(&document)))?;
    }
}

#[test]
fn the_same_text_gives_the_same_facts() {
    let raw = include_str!("../../../seeds/001_a249941743d59ac2.txt");
    let (one, two) = (Engine::new(), Engine::new());
    let [a, b] = [one, two].map(|engine| format!("{:?}", engine.analyse(&document(raw))));
    assert!(a == b, "two engines disagree on one text");
    let all = Engine::new().analyse_all(&[document(raw), document("x"), document(raw)]);
    assert!(format!("{:?}", all[2]) == a, "in company a document is analysed differently");
}
