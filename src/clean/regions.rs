//! What the format knows of its parts: captions and furniture are masked, headings and items are taken as such.

use super::page::{Fate, Page};
use crate::model::{BlockKind, MaskReason, Region, RegionKind};

/// Skips the lines that the format says are furniture.
pub(super) fn mask(page: &mut Page<'_>, regions: &[Region]) {
    for (i, kind) in known(page, regions) {
        if let RegionKind::Furniture(reason) = kind {
            page.skip(i, reason);
        }
    }
}

/// Reads the lines that nothing was decided about as what the format says they are. A heading of furniture is furniture.
pub(super) fn read(page: &mut Page<'_>, regions: &[Region]) {
    for (i, kind) in known(page, regions) {
        let below = page.fate(i + 1);
        if let (RegionKind::Heading, Fate::Open, Fate::Skip(reason, _)) = (kind, page.fate(i), below)
            && matches!(reason, MaskReason::Promotion | MaskReason::Related | MaskReason::Comments)
        {
            page.skip(i, reason);
        }
        let block = match kind {
            RegionKind::Heading => BlockKind::Crosshead,
            RegionKind::Item => BlockKind::Item,
            RegionKind::Quote | RegionKind::Furniture(_) => continue,
        };
        if page.fate(i) == Fate::Open {
            page.decide(i, Fate::Read(block));
        }
    }
}

/// The lines that lie in a region, with what it is.
fn known(page: &Page<'_>, regions: &[Region]) -> Vec<(usize, RegionKind)> {
    if regions.is_empty() {
        return Vec::new();
    }
    let of = |(i, line): (usize, &super::lines::Line<'_>)| {
        let after = regions.partition_point(|region| region.span.start() <= line.span.start());
        let region = regions.get(after.checked_sub(1)?)?;
        region.span.covers(line.span).then_some((i, region.kind))
    };
    page.lines.iter().enumerate().filter_map(of).collect()
}

#[cfg(test)]
mod tests {
    use BlockKind::{Crosshead, Headline, Item, Paragraph};

    use crate::{
        clean::clean,
        model::{BlockKind, Document, Given, MaskReason, Origin, Region, RegionKind},
        text::Span,
    };

    #[test]
    fn what_the_format_knows_is_not_guessed() {
        let parts = [
            ("Ferry runs again", None),
            (
                "Tamsin Okafor waits on the quay in the early morning light of Monday, before the first boat.",
                Some(RegionKind::Furniture(MaskReason::Caption)),
            ),
            (
                "The ferry left the old harbour at six in the morning with two hundred passengers aboard.",
                None,
            ),
            ("what the captain saw,", Some(RegionKind::Heading)),
            ("The captain said that the sea was calm and that nobody on board had been afraid of it.", None),
            ("two boats a day", Some(RegionKind::Item)),
        ];
        let (mut raw, mut regions) = (String::new(), Vec::new());
        for (text, kind) in parts {
            let start = raw.len();
            raw.push_str(text);
            regions.extend(kind.map(|kind| Region { span: Span::from_usize(start, raw.len()), kind }));
            raw.push_str("\n\n");
        }
        let given = Given { title: Some("Ferry runs again".into()), regions, ..Given::default() };
        let layout =
            clean(&Document { id: "page".into(), raw: raw.as_str().into(), origin: Origin::Stdin, given });
        let masked: Vec<_> = layout.masked.iter().map(|m| (m.span.of(&raw), m.reason)).collect();
        assert_eq!(masked, [(parts[1].0, MaskReason::Caption)]);
        let kinds: Vec<_> = layout.blocks.iter().map(|block| block.kind).collect();
        assert_eq!(kinds, [Headline, Paragraph, Crosshead, Paragraph, Item]);
    }
}
