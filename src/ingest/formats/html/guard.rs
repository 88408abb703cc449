//! What must be known of a page before it is parsed: parsers take time and memory beyond all measure for pages that are
//! nested without end.

use super::super::super::limits;

/// Elements whose end tag may be left out, or that have none: that many of them are open says nothing.
const NEED_NO_END: &[&str] = &[
    "area", "base", "body", "br", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html", "img",
    "input", "li", "link", "meta", "optgroup", "option", "p", "param", "rb", "rp", "rt", "rtc", "source",
    "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
];

/// Elements that stay open for all that follows, however often they are closed with "/>".
const FORMATTING: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Elements whose content is not markup.
const NO_MARKUP: &[&str] = &["script", "style", "textarea", "title", "xmp", "noscript", "iframe", "noembed"];

/// Whether a page may be parsed; else why not.
///
/// It counts the tags of each name by themselves, so that no end tag closes what it would not close in a parser.
pub(super) fn check(html: &str) -> Result<(), String> {
    let bytes = html.as_bytes();
    // Each makes a parser copy the piece of text it stands in.
    if memchr::memchr_iter(b'&', bytes).count() > limits::TAGS {
        return Err(format!("a page of more than {} character references", limits::TAGS));
    }
    let mut open: Vec<(&[u8], usize)> = Vec::new();
    let (mut depth, mut tags) = (0_usize, 0_usize);
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'<', bytes.get(at..).unwrap_or_default()) {
        at += found + 1;
        let rest = bytes.get(at..).unwrap_or_default();
        if rest.starts_with(b"!--") {
            at += memchr::memmem::find(rest, b"-->").unwrap_or(rest.len());
            continue;
        }
        let ends = rest.first() == Some(&b'/');
        let name = name_of(rest.get(usize::from(ends)..).unwrap_or_default());
        if name.is_empty() {
            continue;
        }
        tags += 1;
        if tags > limits::TAGS {
            return Err(format!("a page of more than {} tags", limits::TAGS));
        }
        if is_any(name, NO_MARKUP) {
            if !ends {
                at += end_of(rest, name);
            }
            continue;
        }
        if is_any(name, NEED_NO_END) {
            continue;
        }
        let known = open.iter().position(|(other, _)| other.eq_ignore_ascii_case(name));
        let names = open.len();
        match (ends, known.and_then(|i| open.get_mut(i))) {
            (true, Some((_, count))) => {
                depth -= usize::from(*count > 0);
                *count = count.saturating_sub(1);
            }
            (true, None) => {}
            (false, _) if closes_itself(rest) && !is_any(name, FORMATTING) => {}
            (false, Some((_, count))) => (*count, depth) = (*count + 1, depth + 1),
            // Names without end would make the search for them slow; a page has a hundred.
            (false, None) if names < 1000 => {
                open.push((name, 1));
                depth += 1;
            }
            (false, None) => depth += 1,
        }
        if depth > limits::ELEMENTS_DEEP {
            return Err(format!("elements nested more than {} deep", limits::ELEMENTS_DEEP));
        }
    }
    Ok(())
}

/// The name of a tag, of which what follows the "<" is `rest`.
fn name_of(rest: &[u8]) -> &[u8] {
    if !rest.first().is_some_and(u8::is_ascii_alphabetic) {
        return &[];
    }
    let end =
        rest.iter().position(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/')).unwrap_or(rest.len());
    rest.get(..end).unwrap_or_default()
}

fn is_any(name: &[u8], names: &[&str]) -> bool {
    names.iter().any(|other| other.as_bytes().eq_ignore_ascii_case(name))
}

/// Whether the tag ends with "/>". A ">" in an attribute is taken for its end.
fn closes_itself(rest: &[u8]) -> bool {
    memchr::memchr(b'>', rest).is_some_and(|end| end > 0 && rest.get(end - 1) == Some(&b'/'))
}

/// Where the content of an element ends that holds no markup.
fn end_of(rest: &[u8], name: &[u8]) -> usize {
    memchr::memmem::find_iter(rest, b"</")
        .find(|&at| rest.get(at + 2..at + 2 + name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name)))
        .unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn pages_nested_without_end_are_refused() {
        for deep in ["<div>", "<b x=1>", "<DIV/x>", "<table><td>", "<div></x>", "<font/>"] {
            assert!(check(&deep.repeat(30_000)).is_err(), "{deep}");
        }
        assert!(check(&"<p>".repeat(250_000)).is_err_and(|reason| reason.contains("tags")));
        assert!(check(&"&".repeat(250_000)).is_err_and(|reason| reason.contains("references")));
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
            assert_eq!(check(&flat.repeat(5_000)), Ok(()), "{flat}");
        }
        assert_eq!(check("<script>never closed <div>"), Ok(()));
    }
}
