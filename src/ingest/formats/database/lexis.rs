//! Exports of Lexis and Nexis: `Document 1 of 50`, fields in capitals above and below the text, `End of Document`.

use super::{
    Article, Context, Format, Intake, Line, Look, Paragraph, Reader, Sure, byline, decode, intake, is_day,
    is_length, limits, lines, paragraphs,
};

/// Articles as Lexis and Nexis deliver them as text, old ways and new.
pub(in super::super) const FORMAT: Format = Format {
    name: "Lexis export",
    extensions: &["txt"],
    recognise,
    reader: Reader::Whole(limits::FEED, |bytes, context| {
        let text = decode::decode(bytes).map_err(|error| error.to_string())?;
        Ok(read(&text, context))
    }),
};

fn recognise(look: &Look<'_>) -> Option<Sure> {
    let text = look.text.as_deref()?;
    let ends = text.lines().any(|line| is_count(line) || is_end(line)) || look.holds(b"End of Document");
    let is_long = |line: &str| field(line).is_some_and(|(name, value)| name == "LENGTH" && is_length(value));
    (ends && text.lines().any(is_long)).then_some(Sure::Certain)
}

/// "Document 1 of 50", "1 of 50 DOCUMENTS".
fn is_count(line: &str) -> bool {
    let line = line.trim().to_ascii_lowercase();
    let bare = line.strip_prefix("document ").or_else(|| line.strip_suffix(" documents"));
    let number = |part: &str| !part.is_empty() && part.len() < 7 && part.bytes().all(|b| b.is_ascii_digit());
    bare.and_then(|bare| bare.split_once(" of ")).is_some_and(|(at, all)| number(at) && number(all))
}

fn is_end(line: &str) -> bool {
    line.trim().eq_ignore_ascii_case("end of document")
}

/// Fields above a text.
const ABOVE: &[&str] = &[
    "BYLINE",
    "SECTION",
    "LENGTH",
    "DATELINE",
    "HIGHLIGHT",
    "HEADLINE",
    "EDITION",
    "SERIES",
    "DISTRIBUTION",
    "TYPE",
    "COLUMN",
    "SOURCE",
    "CREDIT",
];

/// Fields below a text; those that Lexis adds by itself and those of the outlet.
const BELOW: &[&str] = &[
    "LOAD-DATE",
    "LANGUAGE",
    "PUBLICATION-TYPE",
    "DOCUMENT-TYPE",
    "JOURNAL-CODE",
    "PUB-TYPE",
    "SUBJECT",
    "GRAPHIC",
    "GEOGRAPHIC",
    "COUNTRY",
    "STATE",
    "CITY",
    "ORGANIZATION",
    "COMPANY",
    "TICKER",
    "INDUSTRY",
    "PERSON",
    "NOTES",
    "CORRECTION",
    "CORRECTION-DATE",
    "URL",
    "ACC-NO",
    "ISSN",
    "CLASSIFICATION",
    "NAME",
    "PHOTO",
    "CODEN",
    "UPDATE",
];

/// The field a line begins, in capitals, and what follows.
fn field(line: &str) -> Option<(String, &str)> {
    let (name, value) = line.trim().split_once(':')?;
    let name = name.trim().to_uppercase();
    (ABOVE.contains(&name.as_str()) || BELOW.contains(&name.as_str())).then(|| (name, value.trim()))
}

fn read(text: &str, context: &Context<'_>) -> Intake {
    let mut articles = Vec::new();
    let mut open: Vec<Line<'_>> = Vec::new();
    for line in lines(text) {
        if is_count(line.1) || is_end(line.1) {
            articles.extend(article(&std::mem::take(&mut open)));
        } else {
            open.push(line);
        }
    }
    articles.extend(article(&open));
    intake(articles, context)
}

/// One article; `None` where there is none between two marks.
fn article(lines: &[Line<'_>]) -> Option<Article> {
    let all = paragraphs(lines);
    let mut article = Article::new(all.first()?.number());
    let text = text_of(&all)?;
    let above = all.get(..text.start).unwrap_or_default();
    head(above, &mut article);
    for paragraph in all.get(text.clone()).unwrap_or_default() {
        let words = paragraph.words();
        if field(&words).is_some_and(|(name, _)| BELOW.contains(&name.as_str())) {
            article.about(paragraph.number(), &words);
        } else {
            article.text(paragraph.number(), &words);
        }
    }
    for paragraph in all.get(text.end..).unwrap_or_default() {
        let words = paragraph.words();
        if let Some((name, value)) = field(&words) {
            take(&name, value, &mut article);
        }
        article.about(paragraph.number(), &words);
    }
    Some(article)
}

/// Which paragraphs are the text: what follows the last field above it, or the word "Body", up to the fields below it.
fn text_of(all: &[Paragraph<'_>]) -> Option<std::ops::Range<usize>> {
    let named = |paragraph: &Paragraph<'_>| {
        field(paragraph.lines.first().map_or("", |(_, line)| line)).map(|(name, _)| name)
    };
    let body = all.iter().position(|paragraph| paragraph.words().eq_ignore_ascii_case("body"));
    let is_above =
        |paragraph: &Paragraph<'_>| named(paragraph).is_some_and(|name| ABOVE.contains(&name.as_str()));
    let is_below =
        |paragraph: &Paragraph<'_>| named(paragraph).is_some_and(|name| BELOW.contains(&name.as_str()));
    let first_field = all.iter().position(is_above);
    let start = body.map(|at| at + 1).or_else(|| {
        // Fields above stand together, a headline perhaps between them.
        let first = first_field?;
        let near =
            all.iter().enumerate().skip(first).take_while(|(at, one)| is_above(one) || *at < first + 8);
        near.filter(|(_, one)| is_above(one)).map(|(at, _)| at + 1).last()
    })?;
    let mut end = all.len();
    while end > start && all.get(end - 1).is_some_and(|one| is_below(one) || is_notice(&one.words())) {
        end -= 1;
    }
    // A field below may have a paragraph of its own below it ("Classification").
    let below = all.iter().enumerate().skip(start).find(|(_, one)| {
        named(one).is_some_and(|name| matches!(name.as_str(), "LOAD-DATE" | "CLASSIFICATION"))
            || one.words() == "Classification"
    });
    Some(start..below.map_or(end, |(at, _)| at.min(end)))
}

/// Copyright, rights, and what Nexis says of itself.
fn is_notice(words: &str) -> bool {
    let words = words.to_lowercase();
    words.starts_with("copyright ")
        || words.starts_with('©')
        || words == "all rights reserved"
        || words.ends_with("all rights reserved.")
}

/// What stands above the text: outlet, day, headline, fields.
fn head(above: &[Paragraph<'_>], article: &mut Article) {
    let free = |paragraph: &&Paragraph<'_>| {
        let words = paragraph.words();
        let notice = paragraph.lines.iter().all(|(_, line)| is_notice(&super::flow(line)));
        field(&words).is_none() && !notice && !words.eq_ignore_ascii_case("body")
    };
    // One paragraph may hold several lines that are not one sentence.
    let mut singles: Vec<(usize, String)> = Vec::new();
    for paragraph in above.iter().filter(free) {
        let lines = paragraph.lines.iter().filter(|(_, line)| !is_notice(&super::flow(line)));
        let parted = paragraph.lines.iter().any(|(_, line)| is_day(line) || is_notice(&super::flow(line)));
        if parted {
            singles.extend(lines.map(|(number, line)| (*number, super::flow(line))));
        } else {
            singles.push((paragraph.number(), paragraph.words()));
        }
    }
    let day = singles.iter().position(|(_, words)| is_day(words));
    // Nexis has the headline first, then outlet and day; Lexis outlet and day, then the headline.
    let (outlet, headline) = match day {
        Some(day) if day >= 2 => (singles.get(day - 1), singles.first()),
        Some(day) => (day.checked_sub(1).and_then(|at| singles.get(at)), singles.get(day + 1)),
        None => (None, singles.first()),
    };
    article.given.published = day.and_then(|day| singles.get(day)).map(|(_, words)| words.clone());
    article.given.outlet = outlet.map(|(_, words)| words.clone());
    article.given.title = headline.map(|(_, words)| words.clone());
    let headline = headline.map(|(number, words)| (*number, words.clone()));
    for paragraph in above {
        let words = paragraph.words();
        match field(&words) {
            Some((name, value)) => {
                take(&name, value, article);
                if name == "HEADLINE" {
                    article.text(paragraph.number(), value);
                } else {
                    article.about(paragraph.number(), &words);
                }
            }
            None => {
                for (number, words) in parts(paragraph, &singles) {
                    if headline.as_ref().is_some_and(|(at, _)| *at == number) {
                        article.text(number, &words);
                    } else {
                        article.about(number, &words);
                    }
                }
            }
        }
    }
    // A headline is no text by itself.
    article.words = false;
}

/// A paragraph line by line where that is how it was read, else as one.
fn parts(paragraph: &Paragraph<'_>, singles: &[(usize, String)]) -> Vec<(usize, String)> {
    let whole =
        singles.iter().any(|(number, words)| *number == paragraph.number() && *words == paragraph.words());
    if whole {
        return vec![(paragraph.number(), paragraph.words())];
    }
    paragraph.lines.iter().map(|(number, line)| (*number, super::flow(line))).collect()
}

/// Takes what a field says.
fn take(name: &str, value: &str, article: &mut Article) {
    let given = &mut article.given;
    let value = || Some(value.to_owned()).filter(|value| !value.is_empty());
    match name {
        "HEADLINE" => given.title = value().or(given.title.take()),
        "BYLINE" => given.author = value().map(|name| byline(&name)),
        "LANGUAGE" => {
            given.language = value().and_then(|name| tag(&name));
        }
        "URL" => given.url = value(),
        "SOURCE" if given.outlet.is_none() => given.outlet = value(),
        _ => {}
    }
}

/// The tag of a language that is named in English.
pub(super) fn tag(name: &str) -> Option<String> {
    const TAGS: [(&str, &str); 8] = [
        ("english", "en"),
        ("french", "fr"),
        ("german", "de"),
        ("spanish", "es"),
        ("italian", "it"),
        ("portuguese", "pt"),
        ("dutch", "nl"),
        ("arabic", "ar"),
    ];
    let first = name.split([';', ',', ' ']).next().unwrap_or_default().to_lowercase();
    TAGS.iter().find(|(own, _)| *own == first).map(|(_, tag)| (*tag).to_owned())
}
