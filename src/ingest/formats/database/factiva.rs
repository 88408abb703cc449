//! Exports of Factiva: with two letters before each field (`HD`, `BY`, `WC` …), or plain, each article ended by its number.

use super::{
    Article, Format, Line, Look, Reader, Sure, byline, decode, flow, intake, is_day, is_length, lexis::tag,
    limits, lines, paragraphs,
};

/// Articles as Factiva delivers them as text, in either layout.
pub(in super::super) const FORMAT: Format = Format {
    name: "Factiva export",
    extensions: &["txt"],
    recognise,
    reader: Reader::Whole(limits::FEED, |bytes, context| {
        let text = decode::decode(bytes).map_err(|error| error.to_string())?;
        let lines = lines(&text);
        let articles = if is_coded(&text) { coded(&lines) } else { plain(&lines) };
        Ok(intake(articles, context))
    }),
};

fn recognise(look: &Look<'_>) -> Option<Sure> {
    let text = look.text.as_deref()?;
    let ends = || text.lines().any(|line| number(line).is_some()) && text.lines().any(is_length);
    (is_coded(text) || ends()).then_some(Sure::Certain)
}

/// The number that ends an article: `Document HARPOS0020260119em1j0000a`.
fn number(line: &str) -> Option<&str> {
    let number = line.trim().strip_prefix("Document ")?.trim();
    let (outlet, rest) = (number.get(..6)?, number.get(6..)?);
    let dated = rest.find("0020").map(|at| at + 2).and_then(|at| rest.get(at..at + 8)).unwrap_or_default();
    let is_one = outlet.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        && (20..40).contains(&number.len())
        && number.bytes().all(|b| b.is_ascii_alphanumeric())
        && dated.len() == 8
        && dated.bytes().all(|b| b.is_ascii_digit());
    is_one.then_some(number)
}

/// The fields, by the letters before them.
const CODES: &[&str] = &[
    "SE", "HD", "CLM", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CX", "CY", "LP",
    "TD", "RF", "CT", "ART", "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN", "DE",
];

/// The field a line begins, with what follows on it.
fn code(line: &str) -> Option<(&str, &str)> {
    let (code, rest) = line.split_once([' ', '\t']).unwrap_or((line.trim_end(), ""));
    CODES.contains(&code).then(|| (code, rest.trim()))
}

fn is_coded(text: &str) -> bool {
    let has = |wanted: &str| text.lines().any(|line| code(line).is_some_and(|(code, _)| code == wanted));
    has("HD") && has("WC") && has("PD") && has("SN") && (has("LP") || has("TD"))
}

/// Articles whose fields have their letters.
fn coded(lines: &[Line<'_>]) -> Vec<Article> {
    let mut fields: Vec<(&str, Vec<Line<'_>>)> = Vec::new();
    let mut articles = Vec::new();
    for &(at, line) in lines {
        match code(line) {
            Some((name, rest)) => {
                // The first field of the next article.
                let again = fields.iter().any(|(own, _)| *own == name)
                    || matches!(name, "SE" | "HD") && fields.iter().any(|(own, _)| *own == "AN");
                if again && matches!(name, "SE" | "HD") {
                    articles.extend(of_fields(&std::mem::take(&mut fields)));
                }
                fields.push((name, vec![(at, rest)]));
            }
            None => {
                if let Some((_, lines)) = fields.last_mut() {
                    lines.push((at, line));
                }
            }
        }
    }
    articles.extend(of_fields(&fields));
    articles
}

fn of_fields(fields: &[(&str, Vec<Line<'_>>)]) -> Option<Article> {
    let first = fields.first()?.1.first()?.0;
    let mut article = Article::new(first);
    for (name, lines) in fields {
        let words = flow(&lines.iter().map(|(_, text)| *text).collect::<Vec<_>>().join(" "));
        let line = lines.first().map_or(first, |(at, _)| *at);
        let value = Some(words.clone()).filter(|words| !words.is_empty());
        let given = &mut article.given;
        match *name {
            "HD" => {
                given.title = value;
                article.text(line, &words);
                article.words = false;
            }
            "LP" | "TD" => paragraphs(lines).iter().for_each(|one| article.text(one.number(), &one.words())),
            _ => {
                match *name {
                    "BY" => given.author = value.map(|name| byline(&name)),
                    // Of several fields for the time, that of the day.
                    "PD" => given.published = value,
                    "ET" => {
                        let day = given.published.take();
                        given.published = day.zip(value).map(|(day, time)| format!("{day} {time}"));
                    }
                    "SN" => given.outlet = value,
                    "LA" => given.language = value.and_then(|name| tag(&name)),
                    "AN" => {
                        // What follows the last number is what was searched for.
                        let (_, number) = lines.first().copied().unwrap_or_default();
                        article.id = number.split_whitespace().last().map(str::to_owned);
                    }
                    _ => {}
                }
                article.about(line, &format!("{name} {words}"));
            }
        }
    }
    Some(article)
}

/// Articles without letters: headline, author, length, day, outlet, then the text.
fn plain(lines: &[Line<'_>]) -> Vec<Article> {
    let mut articles = Vec::new();
    let mut open: Vec<Line<'_>> = Vec::new();
    for &(at, line) in lines {
        if let Some(number) = number(line) {
            articles.extend(of_lines(&std::mem::take(&mut open), Some((at, number))));
        } else {
            open.push((at, line));
        }
    }
    articles.extend(of_lines(&open, None));
    articles
}

/// How many lines stand above the length at most: section, headline, author, each perhaps on several.
const ABOVE: usize = 12;

fn of_lines(lines: &[Line<'_>], end: Option<(usize, &str)>) -> Option<Article> {
    let lines: Vec<Line<'_>> = lines.iter().copied().filter(|(_, line)| !is_of_page(line)).collect();
    let start = lines.iter().position(|(_, line)| !line.trim().is_empty())?;
    let lines = lines.get(start..)?;
    let length = lines.iter().take(ABOVE).position(|(_, line)| is_length(line));
    // What follows the last number is the list of what was searched for.
    let length = if end.is_none() { Some(length?) } else { length };
    let mut article = Article::new(lines.first()?.0);
    article.id = end.map(|(_, number)| number.to_owned());
    let mut rest = lines;
    if let Some(length) = length {
        let (above, below) = lines.split_at(length);
        head(above, &mut article);
        // Length, day, time, outlet, its letters, language, rights, up to an empty line; paragraphs in some exports.
        let mut fields = 0;
        for &(at, line) in below {
            let words = flow(line);
            if words.is_empty() && fields > 3 {
                break;
            }
            fields += 1;
            if !words.is_empty() {
                about(&words, &mut article);
                article.about(at, &words);
            }
            if fields > ABOVE {
                break;
            }
        }
        rest = below.get(fields..).unwrap_or_default();
    }
    article.words = false;
    for one in paragraphs(rest) {
        article.text(one.number(), &one.words());
    }
    if let Some((at, number)) = end {
        article.about(at, &format!("Document {number}"));
    }
    Some(article)
}

/// What stands above the length: a section, the headline, the author.
fn head(above: &[Line<'_>], article: &mut Article) {
    let above: Vec<(usize, String)> =
        above.iter().map(|(at, line)| (*at, flow(line))).filter(|(_, line)| !line.is_empty()).collect();
    let by =
        above.iter().rposition(|(_, line)| line.get(..3).is_some_and(|by| by.eq_ignore_ascii_case("by ")));
    let by = by.filter(|by| *by > 0 && by + 1 == above.len());
    let headline = by.map_or(above.len(), |by| by).checked_sub(1);
    for (i, (at, line)) in above.iter().enumerate() {
        if Some(i) == headline {
            article.given.title = Some(line.clone());
            article.text(*at, line);
        } else {
            if Some(i) == by {
                article.given.author = Some(byline(line));
            }
            article.about(*at, line);
        }
    }
}

/// Takes what a line between the length and the text says.
fn about(line: &str, article: &mut Article) {
    let given = &mut article.given;
    let is_time = line.len() <= 8 && line.split_once(':').is_some_and(|(hour, _)| hour.parse::<u8>().is_ok());
    let is_short = line.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    if is_day(line) && given.published.is_none() {
        given.published = Some(line.to_owned());
    } else if is_time {
        given.published = given.published.take().map(|day| format!("{day} {line}"));
    } else if let (Some(tag), None) = (tag(line), &given.language) {
        given.language = Some(tag);
    } else if given.outlet.is_none() && given.published.is_some() && !is_short && !is_length(line) {
        given.outlet = Some(line.to_owned());
    }
}

/// Whether a line is of the page rather than of an article: "Page 2 of 12 © 2026 Factiva, Inc. All rights reserved."
fn is_of_page(line: &str) -> bool {
    let line = line.trim();
    line.starts_with("Page ") && line.contains("Factiva") || line.starts_with('©') && line.contains("Factiva")
}
