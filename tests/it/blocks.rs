//! Quotations set apart as a block, without marks: whose they are, where somebody introduces or signs them.

use dixit::{
    model::{Document, Given, MaskReason, Origin, QuotationKind, Region, RegionKind},
    pipeline::Engine,
    text::Span,
};

/// Paragraphs as a page has them; those behind a bar are block quotations.
fn page(paragraphs: &[&str]) -> Document {
    let (mut raw, mut regions) = (String::new(), Vec::new());
    for paragraph in paragraphs {
        let start = raw.len();
        raw.push_str(paragraph.strip_prefix("| ").unwrap_or(paragraph));
        if paragraph.starts_with("| ") {
            regions.push(Region { span: Span::from_usize(start, raw.len()), kind: RegionKind::Quote });
        }
        raw.push_str("\n\n");
    }
    let given = Given { regions, ..Given::default() };
    Document { id: "page".into(), raw: raw.trim_end().into(), origin: Origin::Stdin, given }
}

/// Who is quoted and with what: every direct quotation as "speaker: words / words".
fn said(document: &Document) -> Vec<String> {
    let analysis = Engine::new().analyse(document);
    let direct = analysis.attributions.iter().filter(|a| a.quotation.kind == QuotationKind::Direct);
    let line = |a: &dixit::model::Attribution| {
        assert!(!a.evidence.is_empty(), "every attribution says why");
        let speaker = a.speaker.and_then(|m| analysis.mention(m));
        let speaker = speaker.map_or("nobody", |m| m.span.of(&document.raw));
        let words: Vec<&str> = a.quotation.content.iter().map(|span| span.of(&document.raw)).collect();
        format!("{speaker}: {}", words.join(" / "))
    };
    direct.map(line).collect()
}

const FIRST: &str = "The council of Port Amelia voted on Tuesday to close the old fish market, which has stood on the quay since 1911.";
const SECOND: &str = "Traders gathered in front of the hall before dawn, and most of them were still there when the vote was taken.";
const THIRD: &str = "The market is to close at the end of March, and the traders will be offered stalls in a hall beside the bus station.";

#[test]
fn a_block_is_whose_who_introduces_it() {
    for (before, speaker) in [
        ("Market chair Rosa Quiroga was in the hall. In a letter to the council, Quiroga wrote:", "Quiroga"),
        ("The mayor, Inês Tavares, said in a statement:", "The mayor"),
        ("Hours later, the port authority released a statement that said:", "the port authority"),
        ("Rosa Quiroga, who chairs the traders, said that:", "Rosa Quiroga"),
    ] {
        let document = page(&[
            "Fish market to close",
            FIRST,
            before,
            "| We have sold fish here for a hundred years, and nobody asked us.",
            "| We will sell it in front of the hall.",
            SECOND,
            THIRD,
        ]);
        let found = said(&document);
        let words = "We have sold fish here for a hundred years, and nobody asked us. / We will sell it in front of the hall.";
        assert!(
            matches!(found.as_slice(), [one] if one.ends_with(&format!(": {words}")) && one.starts_with(speaker)),
            "{before}: {found:?}"
        );
    }
}

#[test]
fn a_block_is_whose_who_signs_it() {
    let document = page(&[
        "Fish market to close",
        FIRST,
        SECOND,
        "| Nobody asked us. We will sell our fish in front of the hall, every day.",
        "| — Rosa Quiroga, chair of the traders",
        THIRD,
        "| The quay belongs to the town, and the town has decided.",
        "— Inês Tavares, mayor",
        "Work on the new hall has begun, and the first stalls are to be drawn by lot in February.",
    ]);
    assert_eq!(
        said(&document),
        [
            "Rosa Quiroga: Nobody asked us. We will sell our fish in front of the hall, every day.",
            "Inês Tavares: The quay belongs to the town, and the town has decided."
        ]
    );
}

#[test]
fn what_was_posted_is_whose_name_stands_below() {
    let document = page(&[
        "Fish market to close",
        FIRST,
        "The vote was soon all over the net, and not only traders had something to say about it.",
        "| I bought my first fish there. I will not buy my last one at a bus station. #quay",
        "| — Tomé Barros (@tomebarros) January 13, 2026",
        SECOND,
        THIRD,
    ]);
    assert_eq!(
        said(&document),
        ["Tomé Barros: I bought my first fish there. I will not buy my last one at a bus station. #quay"]
    );
}

#[test]
fn a_block_that_nobody_introduces_or_signs_is_nobodys() {
    for block in [
        [
            "| The quay shall be free to all who sell what they have caught,",
            "| and no toll shall be taken of them.",
        ],
        ["| O grey quay, O gulls, O early light,", "| who sold the sea and took the night"],
    ] {
        let document = page(&["Fish market to close", FIRST, SECOND, block[0], block[1], THIRD, SECOND]);
        assert_eq!(said(&document), Vec::<String>::new());
        let headed = page(&[
            "Fish market to close",
            FIRST,
            SECOND,
            "From the charter of 1911:",
            block[0],
            block[1],
            THIRD,
        ]);
        assert_eq!(said(&headed), Vec::<String>::new());
    }
}

#[test]
fn a_block_that_repeats_the_article_is_an_ornament() {
    let document = page(&[
        "Fish market to close",
        FIRST,
        "“We will sell our fish in front of the hall, every day,” said Rosa Quiroga, who chairs the traders.",
        "| We will sell our fish in front of the hall, every day",
        SECOND,
        THIRD,
    ]);
    assert_eq!(said(&document), ["Rosa Quiroga: “We will sell our fish in front of the hall, every day,”"]);
    let masked = Engine::new().analyse(&document).layout.masked;
    assert_eq!(masked.iter().map(|m| m.reason).collect::<Vec<_>>(), [MaskReason::PullQuote]);
}

#[test]
fn a_page_that_is_all_block_is_none() {
    let document = page(&[
        "Fish market to close",
        &format!("| {FIRST}"),
        "| In a letter to the council, Rosa Quiroga wrote:",
        &format!("| {SECOND}"),
        &format!("| {THIRD}"),
    ]);
    assert_eq!(said(&document), Vec::<String>::new());
}

#[test]
fn marks_and_margins_set_a_block_apart_in_a_text() {
    let text = |prefix: &str| {
        Document {
        id: "text".into(),
        raw: format!(
            "Fish market to close\n\n{FIRST}\n\nIn a letter to the council, Rosa Quiroga wrote:\n\n{prefix}We have sold fish here \
             for a hundred years, and nobody asked us.\n\n{SECOND}\n\n{THIRD}\n"
        )
        .into(),
        origin: Origin::Stdin,
        given: Given::default(),
    }
    };
    for prefix in ["> ", "    ", "\t"] {
        assert_eq!(
            said(&text(prefix)),
            ["Rosa Quiroga: We have sold fish here for a hundred years, and nobody asked us."],
            "{prefix:?}"
        );
    }
    assert_eq!(said(&text("")), Vec::<String>::new());
}

#[test]
fn what_is_quoted_within_a_block_is_part_of_it() {
    let document = page(&[
        "Fish market to close",
        FIRST,
        "In a letter to the council, Rosa Quiroga wrote:",
        "| The mayor said “the quay is full” and left. I say that it is not, and I have the keys to it.",
        SECOND,
        THIRD,
    ]);
    assert_eq!(
        said(&document),
        [
            "Rosa Quiroga: The mayor said “the quay is full” and left. I say that it is not, and I have the keys to it."
        ]
    );
}
