//! Pages parsed piece by piece, and given up where they ask for more time or memory than any page does.
//!
//! Pages nested without end, or tags with attributes without end, take the parser, and what finds the main text, time that
//! grows with the square of their size. What it makes of a page only the parser itself knows, so that it is asked while it
//! works, and not guessed beforehand.

mod sink;
mod tag;

use dom_query::Document;
use html5ever::{
    ParseOpts,
    tendril::{SliceExt, TendrilSink},
    tree_builder::TreeBuilderOpts,
};

use self::{sink::Sink, tag::Tag};
use super::super::super::limits;

/// Bytes that are parsed before the parser is asked again.
const PIECE: usize = 2048;

/// The page; else why it is not parsed.
pub(super) fn parse(html: &str) -> Result<Document, String> {
    // Each makes a parser copy the piece of text it stands in.
    if memchr::memchr_iter(b'&', html.as_bytes()).count() > limits::REFERENCES {
        return Err(format!("a page of more than {} character references", limits::REFERENCES));
    }
    // As `Document::from` has it: what stands for a script that does not run is part of the page.
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let options = ParseOpts { tree_builder, ..ParseOpts::default() };
    let mut parser = html5ever::parse_document(Sink::default(), options);
    let all = html.to_tendril();
    // The tag that is not over yet.
    let mut tag: Option<Tag> = None;
    for piece in pieces(html) {
        parser.process(all.subtendril(piece.start as u32, (piece.end - piece.start) as u32));
        let sink = &parser.tokenizer.sink.sink;
        sink.is_within_limits()?;
        if sink.heard() {
            tag = None;
        } else {
            tag.get_or_insert_default().read(html.get(piece).unwrap_or_default())?;
        }
    }
    Ok(parser.finish())
}

/// The pieces of a page. A tag or a comment begins at the beginning of one, since each "<" begins one: where the parser is
/// silent after a piece, it is in what began there.
fn pieces(html: &str) -> impl Iterator<Item = std::ops::Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = html.get(at..).filter(|rest| !rest.is_empty())?;
        let next =
            memchr::memchr(b'<', rest.as_bytes().get(1..).unwrap_or_default()).map_or(rest.len(), |i| i + 1);
        // One byte more than a character, so that there is always one in it.
        let end = if next > PIECE { rest.floor_char_boundary(PIECE) } else { next };
        let piece = at..at + end;
        at = piece.end;
        Some(piece)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(html: &str) -> Option<String> {
        parse(html).err()
    }

    #[test]
    fn pages_nested_without_end_are_refused() {
        let hidden = [
            "",
            "<a x='<!--'>",
            "<!-- --!>",
            "<noscript>",
            "<svg><style>",
            "<svg><title>",
            "<title></titlex><!-- </title>",
            "<script><!--<script></script><!--</script>",
            "<svg><![CDATA[ > <!-- ]]>",
            "<? <!-- >",
        ];
        assert!(reason(&"<font/>".repeat(30_000)).is_some_and(|reason| reason.contains("deep")));
        for before in hidden {
            for deep in ["<div>", "<b x=1>", "<DIV/x>", "<table><td>", "<div></x>", "<template>"] {
                let reason = reason(&(before.to_owned() + &deep.repeat(30_000)));
                assert!(reason.is_some_and(|reason| reason.contains("deep")), "{before} {deep}");
            }
        }
    }

    #[test]
    fn pages_of_too_many_parts_are_refused() {
        assert!(reason(&"<p>".repeat(250_000)).is_some_and(|reason| reason.contains("elements")));
        assert!(
            reason(&("<p>One".to_owned() + &"</p>".repeat(250_000)))
                .is_some_and(|reason| reason.contains("elements"))
        );
        assert!(reason(&"&".repeat(250_000)).is_some_and(|reason| reason.contains("references")));
        let deep = format!("{}{}", "<div>".repeat(300), "<p><i>x</i>".repeat(20_000));
        assert!(reason(&deep).is_some_and(|reason| reason.contains("nested")));
    }

    #[test]
    fn tags_of_too_many_attributes_are_refused() {
        let names =
            |between: &str| (0..10_000).fold(String::new(), |all, i| all + "a" + &i.to_string() + between);
        for passed_over in ["</x>", "</>", "<!doctype x-y>", "<td>", "<head>", "<!-- > -->", "<td x='>'>"] {
            let reason = reason(&format!("<p>One{}<div {}>two", passed_over.repeat(3), names(" ")));
            assert!(reason.is_some_and(|reason| reason.contains("attributes")), "{passed_over}");
        }
        let before = ["", "x='<!--' ", "x=\">\" ", "=\" ", "x=y\" ", "x = '>' ", "/"];
        for before in before {
            for between in [" ", "/", "=''", "=\"<\"", "=b ", "\n"] {
                let reason = reason(&format!("<p>One<div {before}{}>two", names(between)));
                assert!(reason.is_some_and(|reason| reason.contains("attributes")), "{before} {between}");
            }
        }
        assert!(reason(&format!("<p>One</p {}>", names(" "))).is_some());
    }

    #[test]
    fn pages_as_they_are_pass() {
        for flat in [
            "<p>One<p>Two<li>Three<td>Four<br>",
            "<div class=a><b>bold</b></div>",
            "<svg><path d='M0'/><path/></svg>",
            "<script>if (a<b) document.write('<div>')</script>",
            "<!-- <div> -->",
            "1 < 2 and <3",
        ] {
            assert_eq!(reason(&flat.repeat(5_000)), None, "{flat}");
        }
        let words = "so many words and / or 'signs' ".repeat(20_000);
        for long in ["<!--", "<script>a<b ", "<p>", "<img src=\"data:", "<a title='", "<style>", "<!"] {
            assert!(reason(&format!("<p>One</p>{long}{}", words.replace('\'', ""))).is_none(), "{long}");
        }
    }

    #[test]
    fn a_page_is_what_it_would_be_parsed_at_once() {
        let page = "<title>A &amp; b</title><table><b>x<tr><td>é<p>one<template><p>in</template><b><p>two</b>three</table>\
                    <svg><![CDATA[a<b]]></svg>".repeat(40) + &"日本語 ".repeat(2_000);
        assert_eq!(parse(&page).map(|page| page.html()), Ok(Document::from(page.as_str()).html()));
    }
}
