//! The filters of templates, beside those of the template language.

use std::fmt::Write as _;

use chrono::NaiveDate;
use minijinja::{Environment, Error, ErrorKind, State, Value, value::Kwargs};

use super::escape::Escape;
use crate::{
    export::copied::called,
    text::{Span, safe},
    view::wrap::{Measure, wrap},
};

/// What stands between the words of a quotation where something else does in the article.
const LEFT_OUT: &str = "[…]";

/// Columns of plain text.
const COLUMNS: usize = 78;

/// The filters, each with what it makes.
pub const FILTERS: [(&str, &str); 14] = [
    (
        "quote",
        "the words as a block quotation: `> ` in Markdown, `<p>` in HTML, else `> ` in lines of 78 columns",
    ),
    ("paragraphs", "the words as a list of paragraphs, each in one line"),
    (
        "differences",
        "the words of a wording beside the fullest one: `~~missing~~`, `**inserted**`; in HTML `<del>`, `<ins>`; else \
         `[-missing-]`, `{+inserted+}`",
    ),
    ("differs", "whether there are such words"),
    (
        "copy_of",
        "what the article of a quotation is to that of another, where they are one: `a copy of the same article`, `a \
         version of the same article`, `the same article`; else nothing",
    ),
    ("when", "the day of a quotation or an article, that there is none, and how sure it is"),
    ("day", "`2026-01-19` as `19 January 2026`"),
    ("why", "the strongest reason of an attribution, from its evidence"),
    ("marked", "a run of an article's text in HTML, its quotations marked, each with a link back"),
    ("spans", "spans as `44–54, 66–78`"),
    ("link", "an address as a link"),
    ("slug", "what a heading is called in a Markdown link to it"),
    ("plural", "a number with its noun: `2 | plural(\"wording\")` is `2 wordings`"),
    ("wrap", "lines of 78 columns: `wrap(first=\"- \", rest=\"  \", columns=78)`"),
];

pub(super) fn set(environment: &mut Environment<'_>) {
    environment.add_filter("quote", quote);
    environment.add_filter("paragraphs", |words: &Value| paragraphs(words));
    environment.add_filter("differences", differences);
    environment.add_filter("differs", |parts: &Value| differs(parts));
    environment.add_filter("copy_of", |q: &Value, of: &Value| copy_of(q, of));
    environment.add_filter("why", |evidence: &Value| why(evidence));
    environment.add_filter("marked", marked);
    environment.add_filter("spans", spans);
    environment.add_filter("day", |day: &str| in_words(day).unwrap_or_else(|| day.to_owned()));
    environment.add_filter("when", |cited: &Value| when(cited));
    environment.add_filter("link", link);
    environment.add_filter("slug", slug);
    environment.add_filter("wrap", wrapped);
    environment.add_filter("plural", |count: usize, noun: &str| {
        format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
    });
}

/// What the article of a quotation is to that of another, where they are one.
fn copy_of(q: &Value, of: &Value) -> Result<&'static str, Error> {
    let field = |value: &Value, name: &str| value.get_attr(name);
    let group = field(q, "copy_group")?;
    let is_other = field(q, "article")? != field(of, "article")?;
    if group.is_none() || group != field(of, "copy_group")? || !is_other {
        return Ok("");
    }
    Ok(called(field(q, "copy_kind")?.as_str()))
}

/// Words as paragraphs: several texts parted by `[…]`, a blank line parts paragraphs, other white space is one space.
fn paragraphs(words: &Value) -> Result<Vec<String>, Error> {
    let mut text = String::new();
    if let Some(one) = words.as_str() {
        text.push_str(one);
    } else {
        for part in words.try_iter()? {
            if !text.is_empty() {
                text.push(' ');
                text.push_str(LEFT_OUT);
                text.push(' ');
            }
            text.push_str(part.as_str().unwrap_or_default());
        }
    }
    let mut all: Vec<String> = vec![String::new()];
    for line in text.lines() {
        let line = Escape::Line.line(line);
        match all.last_mut() {
            _ if line.is_empty() => all.push(String::new()),
            Some(last) => {
                if !last.is_empty() {
                    last.push(' ');
                }
                last.push_str(&line);
            }
            None => {}
        }
    }
    all.retain(|paragraph| !paragraph.is_empty());
    Ok(all)
}

/// Words as a block quotation.
fn quote(state: &mut State<'_, '_>, words: &Value) -> Result<Value, Error> {
    let escape = Escape::of_state(state);
    let paragraphs = paragraphs(words)?;
    let shown = paragraphs.iter().map(|paragraph| match escape {
        // What stands for words left out is no link: nothing is defined by that name.
        Escape::Markdown => format!("> {}", escape.line(paragraph).replace(r"\[…\]", LEFT_OUT)),
        Escape::Html => format!("<p>{}</p>", escape.line(paragraph)),
        Escape::Line => lines(paragraph, "> ", "> ", COLUMNS),
    });
    let between = match escape {
        Escape::Markdown | Escape::Line => "\n>\n",
        Escape::Html => "\n",
    };
    Ok(Value::from_safe_string(shown.collect::<Vec<_>>().join(between)))
}

/// The differences of a wording from the fullest one, those marked that only one has.
fn differences(state: &mut State<'_, '_>, parts: &Value) -> Result<Value, Error> {
    let escape = Escape::of_state(state);
    let mut out = String::new();
    for part in parts.try_iter()? {
        let (share, words) = (part.get_attr("share")?, part.get_attr("words")?);
        let words = escape.line(words.as_str().unwrap_or_default());
        if words.is_empty() {
            continue;
        }
        let [open, close] = match (share.as_str(), escape) {
            (Some("missing"), Escape::Markdown) => ["~~", "~~"],
            (Some("inserted"), Escape::Markdown) => ["**", "**"],
            (Some("missing"), Escape::Html) => ["<del>", "</del>"],
            (Some("inserted"), Escape::Html) => ["<ins>", "</ins>"],
            (Some("missing"), Escape::Line) => ["[-", "-]"],
            (Some("inserted"), Escape::Line) => ["{+", "+}"],
            _ => ["", ""],
        };
        // What stands for words left out is nobody's word.
        let words = words.replace(r"\[…\]", LEFT_OUT);
        let [open, close] = if words == LEFT_OUT { ["", ""] } else { [open, close] };
        let space = if out.is_empty() { "" } else { " " };
        let _ = write!(out, "{space}{open}{words}{close}");
    }
    Ok(Value::from_safe_string(out))
}

/// Whether any words differ.
fn differs(parts: &Value) -> Result<bool, Error> {
    for part in parts.try_iter()? {
        if part.get_attr("share")?.as_str() != Some("same") {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The strongest reason, words of the article in quotation marks instead of stars.
fn why(evidence: &Value) -> Result<String, Error> {
    let first = evidence.try_iter()?.next().unwrap_or_default();
    let parts = first.as_str().unwrap_or_default().split('*');
    let marks = ["", "“", "”"].into_iter().chain(["“", "”"].into_iter().cycle());
    Ok(parts.zip(marks).fold(String::new(), |all, (part, mark)| all + mark + part))
}

/// A run of a text in HTML. The first mark of quotation 12 is `t12`, and leads back to `q12`.
fn marked(run: &Value) -> Result<Value, Error> {
    let mut out = String::new();
    for bit in run.try_iter()? {
        let number = bit.get_attr("number")?;
        match bit.get_attr("kind")?.as_str() {
            Some("open") if bit.get_attr("first")?.is_true() => {
                let _ = write!(
                    out,
                    "<mark id=\"t{number}\"><a class=\"number\" href=\"#q{number}\" \
                     aria-label=\"Quotation {number} in the sheet\">{number}</a>"
                );
            }
            Some("open") => out.push_str("<mark>"),
            Some("close") => out.push_str("</mark>"),
            _ => Escape::Html.inside(bit.get_attr("text")?.as_str().unwrap_or_default(), &mut out),
        }
    }
    Ok(Value::from_safe_string(out))
}

/// `44–54, 66–78`.
fn spans(spans: &Value) -> Result<String, Error> {
    let mut all = Vec::new();
    for span in spans.try_iter()? {
        all.push(format!("{}–{}", span.get_item_by_index(0)?, span.get_item_by_index(1)?));
    }
    Ok(all.join(", "))
}

/// `19 January 2026`, of `2026-01-19`.
fn in_words(day: &str) -> Option<String> {
    let day: NaiveDate = day.parse().ok()?;
    Some(day.format("%-d %B %Y").to_string())
}

/// The day of a quotation or an article, and how sure it is.
fn when(cited: &Value) -> Result<String, Error> {
    let (date, certainty) = (cited.get_attr("date")?, cited.get_attr("date_certainty")?);
    Ok(match (date.as_str(), certainty.as_str()) {
        (Some(day), Some("approximate")) => format!("{day} (approximate)"),
        (Some(day), Some("derived")) => format!("{day} (not stated, derived)"),
        (Some(day), _) => day.to_owned(),
        (None, Some("approximate")) => "undated (only an age or a time is stated)".to_owned(),
        (None, Some("ambiguous")) => "undated (its day and month can be read in two ways)".to_owned(),
        (None, _) => "undated".to_owned(),
    })
}

/// An address as a link. What is no address of the web stays text.
fn link(state: &mut State<'_, '_>, address: &str) -> Value {
    let escape = Escape::of_state(state);
    let is_of_web = address.starts_with("https://") || address.starts_with("http://");
    let mut safe = String::with_capacity(address.len());
    for c in address.trim().chars() {
        let stays =
            c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '\\' | '`' | '^' | '{' | '|' | '}');
        if stays || (!c.is_ascii() && !c.is_whitespace() && safe::replacement(c).is_none()) {
            safe.push(c);
        } else {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                let _ = write!(safe, "%{byte:02X}");
            }
        }
    }
    Value::from_safe_string(match escape {
        Escape::Markdown if is_of_web => format!("<{safe}>"),
        Escape::Html if is_of_web => {
            format!("<a href=\"{}\" rel=\"noreferrer\">{}</a>", escape.line(&safe), escape.line(address))
        }
        _ => escape.line(address),
    })
}

/// The name that GitHub, GitLab and most readers of Markdown give a heading.
fn slug(heading: &str) -> String {
    let heading = safe::line(heading).to_lowercase();
    let kept = heading.trim().chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// Lines of a text, `first` before the first and `rest` before the others.
#[expect(clippy::needless_pass_by_value, reason = "a filter takes its named arguments by value")]
fn wrapped(state: &mut State<'_, '_>, text: &Value, named: Kwargs) -> Result<Value, Error> {
    let given = |name: &str| named.get::<Option<&str>>(name).map(|text| text.unwrap_or_default().to_owned());
    let (first, rest) = (given("first")?, given("rest")?);
    let columns = named.get::<Option<usize>>("columns")?.unwrap_or(COLUMNS);
    named.assert_all_used()?;
    let text_is_safe = text.is_safe();
    let Some(text) = text.to_str() else {
        return Err(Error::new(ErrorKind::InvalidOperation, "only a text can be set in lines"));
    };
    // What a macro or a block has printed has passed the door.
    let line = if text_is_safe { text.to_string() } else { Escape::of_state(state).line(&text) };
    Ok(Value::from_safe_string(lines(&line, &first, &rest, columns)))
}

/// `line` set in lines of so many `columns`, `first` before the first and `rest` before the others.
fn lines(line: &str, first: &str, rest: &str, columns: usize) -> String {
    let width = |before: &str| columns.saturating_sub(before.chars().count()).max(1);
    let mut spans = Vec::new();
    let measure = Measure { first: width(first), rest: width(rest) };
    wrap(line, Span::from_usize(0, line.len()), measure, &mut spans);
    let shown = spans.iter().zip([first].into_iter().chain(std::iter::repeat(rest)));
    shown.map(|(span, before)| format!("{before}{}", span.of(line))).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(name: &str, template: &str) -> String {
        let mut environment = Environment::new();
        super::super::escape::set(&mut environment);
        set(&mut environment);
        environment.add_template(name, template).expect("a template");
        environment.get_template(name).expect("a template").render(()).expect("printed")
    }

    #[test]
    fn what_stands_for_words_left_out_is_no_difference() {
        let parts = r#"[{"share": "missing", "words": "he said"}, {"share": "inserted", "words": "[…]"},
            {"share": "same", "words": "it *is*"}]"#;
        let shown = |name: &str| printed(name, &format!("{{{{ {parts} | differences }}}}"));
        assert_eq!(shown("a.md.j2"), r"~~he said~~ […] it \*is\*");
        assert_eq!(shown("a.html.j2"), "<del>he said</del> […] it *is*");
        assert_eq!(shown("a.txt.j2"), "[-he said-] […] it *is*");
    }

    #[test]
    fn days_reasons_links_and_names_of_headings() {
        for (template, shown) in [
            ("{{ '2026-01-09' | day }} {{ 'soon' | day }}", "9 January 2026 soon"),
            ("{{ ['subject of *said*, near', 'more'] | why }}|{{ [] | why }}", "subject of “said”, near|"),
            (
                "{{ {'date': none, 'date_certainty': 'approximate'} | when }}",
                "undated (only an age or a time is stated)",
            ),
            ("{{ 'https://a.b/c d?e=<f>' | link }}", "<https://a.b/c%20d?e=%3Cf%3E>"),
            ("{{ 'javascript:x' | link }}", "javascript:x"),
            ("{{ '2. Ada O’Bi, (M.P.)' | slug }}", "2-ada-obi-mp"),
            ("{{ [[4, 9], [12, 15]] | spans }}", "4–9, 12–15"),
            ("{{ 1 | plural('day') }} {{ 2 | plural('day') }}", "1 day 2 days"),
            ("{{ 'a b c d' | wrap(first='- ', rest='  ', columns=5) | safe }}", "- a b\n  c d"),
        ] {
            assert_eq!(printed("a.md.j2", template), shown, "{template}");
        }
    }
}
