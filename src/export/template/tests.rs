//! Whole sheets by the built-in templates, read back: what they hold, and that no text breaks them.

use expect_test::expect_file;
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};

use super::html;
use crate::{
    briefing::{
        Briefing,
        fixture::{Draft, article, briefing},
    },
    export::{
        Formats, Sheet,
        tests::{hostile, port_strike},
    },
    model::{EntityKind::Person, QuotationKind::Direct},
    text::chars::is_invisible,
    view::{Selection, Sort},
};

/// The sheet of everybody in the format with this id, in this order.
fn sheet(briefing: &Briefing, sort: Option<Sort>, format: &str) -> String {
    let formats = Formats::default();
    let sheet = Sheet::new(briefing, &Selection { sort, ..Selection::default() });
    let bytes = sheet.to_bytes(formats.of_id(format).expect("a format"), briefing).expect("a sheet");
    String::from_utf8(bytes).expect("UTF-8")
}

/// Two outlets and one speech: the same words, others, a number that differs; and a quotation within a quotation.
fn speech() -> Briefing {
    let said = |id: &str, outlet: &str, day: u32, words: &str| {
        let raw = format!("Ferry plan\n\nFerry minister Ada Obi spoke. {words} said Obi.");
        let content = [words];
        article(id, &raw)
            .given(outlet, "Ferry plan", (2026, 2, day))
            .entity(Person, &["Ada Obi", "Obi"])
            .role("Ferry minister")
            .quote(Direct, &content, "said", "Obi")
    };
    let long = "“We will build fourteen new ferries before the rains begin this year,”";
    briefing([
        said("a.txt", "Coast Daily", 3, long),
        said("b.txt", "River Post", 4, "“We will build forty new ferries before the rains begin,”"),
        said("c.txt", "The Lagoon", 5, long),
    ])
}

#[test]
fn html_and_text_are_as_they_were_looked_at() {
    let both = briefing([port_strike(), hostile()]);
    expect_file!["../golden/sheet.html"].assert_eq(&sheet(&both, None, "html"));
    expect_file!["../golden/sheet.txt"].assert_eq(&sheet(&both, None, "txt"));
}

#[test]
fn a_statement_is_shown_once_with_what_its_wordings_differ_in() {
    let briefing = speech();
    expect_file!["../golden/speech.md"].assert_eq(&sheet(&briefing, None, "md"));
    let page = html::read(&sheet(&briefing, None, "html"));
    let count = |wanted: &str| page.shape.iter().filter(|tag| *tag == wanted).count();
    assert_eq!(
        (count("article statement"), count("blockquote words"), count("del "), count("ins ")),
        (1, 1, 2, 1)
    );
    assert!(page.text.contains("A number or a negation differs."), "{}", page.text);
    assert!(page.text.contains("The Lagoon, 2026-02-05 [3] in the same words"), "{}", page.text);
}

#[test]
fn in_order_of_time_or_outlet_the_parts_are_days_and_outlets() {
    let briefing = speech();
    for (sort, titles) in [
        (Sort::Time, ["2026-02-03", "2026-02-04", "2026-02-05"]),
        (Sort::Outlet, ["Coast Daily", "River Post", "The Lagoon"]),
    ] {
        let sheet = sheet(&briefing, Some(sort), "md");
        let headings: Vec<&str> = sheet.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        let numbered: Vec<String> =
            titles.iter().zip(1..).map(|(title, n)| format!("{n}. {title}")).collect();
        assert_eq!(headings[..3], numbered);
        assert!(
            sheet.contains("### Ada Obi · statement 1\n") && sheet.contains("- River Post, not in this part")
        );
    }
}

/// Whether every link of a page leads somewhere on it, and there is no other.
#[track_caller]
fn links_lead_somewhere(page: &html::Page, elsewhere: &[&str]) {
    for link in &page.links {
        match link.strip_prefix('#') {
            Some(id) => assert!(page.ids.contains(id), "{link}"),
            None => assert!(elsewhere.contains(&link.as_str()), "{link}"),
        }
    }
}

#[test]
fn every_quotation_has_its_place_in_the_text_and_a_way_back() {
    let crossed = article("x.txt", "Ada Obi: “one two three four five” she said.")
        .entity(Person, &["Ada Obi"])
        .quote(Direct, &["one two three"], "said", "Ada Obi")
        .quote(Direct, &["two three four"], "said", "Ada Obi")
        .quote(Direct, &["three"], "said", "Ada Obi");
    let briefing = briefing([port_strike(), hostile(), crossed]);
    let page = html::read(&sheet(&briefing, None, "html"));
    links_lead_somewhere(&page, &[]);
    let sheet = Sheet::new(&briefing, &Selection::default());
    assert_eq!(page.marked.len(), sheet.len());
    for (_, quotation) in sheet.quotations() {
        let [mark, entry] = ["t", "q"].map(|letter| format!("{letter}{}", quotation.number));
        assert!(page.ids.contains(&mark) && page.ids.contains(&entry), "{mark}");
        let (_, text) = page.marked.iter().find(|(id, _)| *id == mark).expect("a mark");
        let first = quotation.words[0].split_whitespace().next().unwrap_or_default().replace('\u{1b}', "␛");
        assert!(text.starts_with(&first) || first.starts_with(text.as_str()), "{text} {first}");
    }
}

/// What Markdown is made of, as a reader of it sees it: tags in their order, footnotes with their names.
fn markdown_shape(text: &str) -> Vec<String> {
    let parsed = Parser::new_ext(text, Options::all() - Options::ENABLE_SMART_PUNCTUATION);
    let mut shape = Vec::new();
    for event in parsed {
        match event {
            Event::Start(Tag::Link { link_type, .. }) => shape.push(format!("link {link_type:?}")),
            Event::Start(Tag::Heading { level, .. }) => shape.push(format!("{level}")),
            Event::Start(tag) => shape.push(format!("{tag:?}")),
            Event::End(tag) => shape.push(format!("end {tag:?}")),
            Event::FootnoteReference(name) => shape.push(format!("note {name}")),
            Event::Text(_) | Event::SoftBreak => {}
            other => shape.push(format!("{other:?}")),
        }
    }
    shape
}

/// An article of somebody, with these names and words.
fn named(name: &str, outlet: &str, title: &str, words: &str) -> Briefing {
    let raw = format!("{name} spoke.\n\n“{words}” said {name}.");
    let content = format!("“{words}”");
    let draft: Draft = article("a.txt", &raw).given(outlet, title, (2026, 1, 19)).entity(Person, &[name]);
    let at = crate::text::Span::from_usize(
        raw.find(&content).unwrap_or(0),
        raw.find(&content).unwrap_or(0) + content.len(),
    );
    briefing([draft.quote_at(Direct, vec![at], "said", name)])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn no_name_title_outlet_or_word_changes_the_shape_of_a_sheet(
        name in HOSTILE, outlet in HOSTILE, title in HOSTILE, words in HOSTILE,
    ) {
        // A letter at each end: what is blank is no name, and is not shown.
        let [name, outlet, title, words] = [name, outlet, title, words].map(|text| format!("x{text}x"));
        let (hostile, harmless) = (named(&name, &outlet, &title, &words), named("Ada Obi", "Post", "Ferry", "No."));
        for sort in [None, Some(Sort::Outlet)] {
            let page = |briefing| html::read(&sheet(briefing, sort, "html"));
            let (own, plain) = (page(&hostile), page(&harmless));
            prop_assert_eq!(&own.shape, &plain.shape);
            prop_assert_eq!((&own.ids, &own.links), (&plain.ids, &plain.links));
            let shape = |briefing| markdown_shape(&sheet(briefing, sort, "md"));
            prop_assert_eq!(shape(&hostile), shape(&harmless));
            for format in ["html", "md", "txt"] {
                let text = sheet(&hostile, sort, format);
                let unsafe_character = |c: char| is_invisible(c) || (c.is_control() && c != '\n');
                prop_assert!(!text.contains(unsafe_character), "{}", text);
            }
            let text = sheet(&hostile, sort, "txt");
            prop_assert_eq!(text.lines().filter(|line| line.starts_with("    -- ")).count(), 1, "{}", text);
            let quoted: String = text.lines().filter_map(|line| line.strip_prefix("> ")).collect();
            let plain: String = quoted.split_whitespace().collect();
            let wanted = super::escape::Escape::Line.line(&format!("“{words}”"));
            prop_assert_eq!(plain, wanted.split_whitespace().collect::<String>());
        }
    }
}

/// Texts that would like to be something else.
const HOSTILE: &str = "(<script>x</script>|</mark>|&amp;|&|\"|'|=cmd\\|x|\\]\\(y\\)|\\[\\^1\\]|\\[|\\*\\*|__|~~|`|```|\\||# |> |- |1\\. |---|\
    <!--|-->|http://x.y|www\\.x\\.y|\\$x\\$|\\{\\{ x \\}\\}|\\{% x %\\}|:::|\\\\|\u{202e}|\u{200b}|\u{1b}\\[2J|\u{0}|\r|\nx|\t| |é|ا|😀|-- |    ){0,6}";
