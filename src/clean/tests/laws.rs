//! Laws of cleaning, for any text whatever.

use proptest::prelude::*;

use super::{Given, Span, clean, document};

/// Pieces that set off every part of the cleaner, and anything else.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::sample::select(vec![
            "News", "Comments", "6 Comments", "The Latest", "RELATED: Something else", "A+ A-", "Jan. 19, 2026 • 2 min read",
            "By Jane Doe | 3 May 2020", "By Jane Doe", "Jane Doe, Reuters", "6 hours ago", "Rudaw", "NEWSLETTER", "Photo: AFP",
            "ERBIL, Kurdistan Region – The harbour opened its gates on Monday after a winter of repairs.",
            "“We will be back, and we will be many,” she said.", "“We will be back, and we will be many”",
            "The harbour opened its gates on Monday after a winter of repairs, the mayor of the town said on Tuesday.",
            "A long paragraph that ends with a credit and goes on for a while. Photo: Jane Doe/AFP", "## Crosshead", "• item",
            "Harbour reopens after winter of repairs", "Harbour reopens after winter of repairs | Courier", "© 2026 Courier",
            "\u{feff}", "\u{a0}", "(", "© é", "CAIRO: Egypt’s president opened the bridge.", "“", "é", "😀 😀",
        ]).prop_map(str::to_owned),
        2 => "\\PC{0,60}",
        1 => any::<String>(),
    ]
}

fn page() -> impl Strategy<Value = String> {
    prop::collection::vec(
        (piece(), prop::sample::select(vec!["\n", "\n\n", "\r\n", "\r", " ", "\n\u{a0}\n"])),
        0..40,
    )
    .prop_map(|pieces| pieces.into_iter().map(|(text, end)| text + end).collect())
}

proptest! {
    #[test]
    fn blocks_and_masks_are_in_order_disjoint_on_borders_and_cover_everything(raw in page(), titled in any::<bool>()) {
        let title = titled.then(|| "Harbour reopens after winter of repairs".to_owned());
        let given = Given { title, author: Some("Jane Doe".into()), ..Given::default() };
        let layout = clean(&document(&raw, given));
        prop_assert!(layout.blocks.windows(2).all(|w| w[0].span.end() <= w[1].span.start()));
        prop_assert!(layout.masked.windows(2).all(|w| w[0].span.end() <= w[1].span.start()));
        let mut spans: Vec<Span> = layout.blocks.iter().map(|b| b.span).chain(layout.masked.iter().map(|m| m.span)).collect();
        spans.sort_unstable();
        prop_assert!(spans.windows(2).all(|w| w[0].end() <= w[1].start()));
        let mut at = 0;
        for span in &spans {
            prop_assert!(span.get(&raw).is_some_and(|t| !t.trim().is_empty() && t.trim() == t));
            prop_assert!(Span::new(at, span.start()).get(&raw).is_some_and(|t| t.trim().is_empty()));
            at = span.end();
        }
        prop_assert!(Span::new(at, raw.len() as u32).get(&raw).is_some_and(|t| t.trim().is_empty()));
        let facts = [layout.headline, layout.byline, layout.dateline, layout.outlet, layout.published.and_then(|p| p.span)];
        for fact in facts.into_iter().flatten() {
            prop_assert!(fact.get(&raw).is_some_and(|t| !t.is_empty()));
        }
        if let Some(headline) = layout.headline {
            prop_assert!(layout.blocks.iter().any(|b| b.span.overlaps(headline)));
        }
    }
}
