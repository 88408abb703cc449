//! Markdown with front matter: what stands above the text between lines of `---` (YAML) or `+++` (TOML) is no text.
//!
//! Of YAML the flat part is read that front matter is written in, line by line: people write `title: Truce: what we know`,
//! which no parser of YAML takes.

use super::{
    super::{decode, limits},
    Field, Format, Look, Reader, Sure,
};
use crate::{
    model::{Given, MaskReason, Region, RegionKind},
    text::Span,
};

/// Notes and articles as static site generators and note takers keep them.
pub(super) const FORMAT: Format = Format {
    name: "Markdown with front matter",
    extensions: &["md", "markdown", "mdown", "mkd", "qmd"],
    recognise,
    reader: Reader::Whole(limits::ARTICLE, |bytes, context| {
        let raw = decode::decode(bytes).map_err(|error| error.to_string())?;
        let Some(front) = Front::of(&raw) else { return Ok(context.document(raw, Given::default())) };
        let given = front.given(&raw);
        if raw.get(front.end..).is_none_or(|text| text.trim().is_empty()) {
            return Err("has front matter and no text".to_owned());
        }
        Ok(context.document(raw, given))
    }),
};

fn recognise(look: &Look<'_>) -> Option<Sure> {
    let front = Front::of(look.text.as_deref()?)?;
    (!front.fields.is_empty()).then_some(Sure::Likely)
}

/// Lines that front matter may have.
const LONGEST: usize = 400;

/// What stands above the text.
struct Front {
    /// The byte after it.
    end: usize,
    fields: Vec<(Field, String)>,
}

impl Front {
    fn of(raw: &str) -> Option<Self> {
        let mut lines = raw.split_inclusive('\n');
        let first = lines.next()?;
        let fence = first.trim_end();
        let toml = fence == "+++";
        if fence != "---" && !toml {
            return None;
        }
        let mut end = first.len();
        let mut inner: Vec<&str> = Vec::new();
        for line in lines.take(LONGEST) {
            end += line.len();
            let closes = line.trim_end() == fence || !toml && line.trim_end() == "...";
            if closes {
                let pairs = if toml { of_toml(&inner.concat()) } else { of_yaml(&inner) };
                return Some(Self { end, fields: fields(pairs) });
            }
            inner.push(line);
        }
        None
    }

    fn given(&self, raw: &str) -> Given {
        let word = |field| self.fields.iter().find(|(own, _)| *own == field).map(|(_, word)| word.clone());
        let lines = raw.get(..self.end).unwrap_or(raw);
        let all = Span::from_usize(0, lines.strip_suffix('\n').unwrap_or(lines).len());
        Given {
            title: word(Field::Title),
            outlet: word(Field::Outlet).filter(|outlet| !outlet.contains("://")),
            author: word(Field::Author),
            published: word(Field::Published),
            modified: word(Field::Modified),
            // Clippers of web pages call the address the source.
            url: word(Field::Url).or_else(|| word(Field::Outlet).filter(|outlet| outlet.contains("://"))),
            language: word(Field::Language),
            regions: vec![Region { span: all, kind: RegionKind::Furniture(MaskReason::Stamp) }],
            ..Given::default()
        }
    }
}

/// The keys that are fields, each once.
fn fields(pairs: Vec<(String, String)>) -> Vec<(Field, String)> {
    let mut out: Vec<(usize, Field, String)> = Vec::new();
    for (key, value) in pairs {
        let known = Field::ALL.into_iter().find_map(|field| Some((field.is_called(&key)?, field)));
        let Some((rank, field)) = known.filter(|(_, field)| *field != Field::Text) else { continue };
        if value.is_empty() {
            continue;
        }
        match out.iter_mut().find(|(_, own, _)| *own == field) {
            Some(better) if rank < better.0 => *better = (rank, field, value),
            Some(_) => {}
            None => out.push((rank, field, value)),
        }
    }
    out.into_iter().map(|(_, field, value)| (field, value)).collect()
}

/// The keys at the margin with their values; lists and folded lines joined, of people the names.
fn of_yaml(lines: &[&str]) -> Vec<(String, String)> {
    let mut pairs: Vec<(String, Vec<String>, &str)> = Vec::new();
    for line in lines {
        let text = line.trim();
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        let at_margin = !line.starts_with([' ', '\t', '-']);
        if at_margin {
            let Some((key, value)) = text.split_once(':') else { continue };
            let value = value.trim();
            let folded = matches!(value, ">" | "|" | ">-" | "|-" | ">+" | "|+");
            let values = if folded { Vec::new() } else { listed(value) };
            pairs.push((unquoted(key.trim()).to_owned(), values, if folded { " " } else { ", " }));
        } else if let Some((_, values, _)) = pairs.last_mut() {
            let item = text.strip_prefix("- ").unwrap_or(text).trim();
            let named = item.strip_prefix("name:").map(str::trim);
            // Of a person whatever is not the name: a mail address, a role.
            let other = item
                .split_once(": ")
                .is_some_and(|(key, _)| key.chars().all(|c| c.is_ascii_lowercase() || c == '_'));
            if named.is_some() || !other {
                values.push(unquoted(named.unwrap_or(item)).to_owned());
            }
        }
    }
    let joined =
        |(key, values, between): (String, Vec<String>, &str)| (key, values.join(between).trim().to_owned());
    pairs.into_iter().map(joined).collect()
}

/// A value, or the values of a list in brackets.
fn listed(value: &str) -> Vec<String> {
    let list = value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let values: Vec<&str> = list.map_or_else(|| vec![value], |list| list.split(',').collect());
    let values = values.into_iter().map(|value| unquoted(uncommented(value).trim()).to_owned());
    values.filter(|value| !value.is_empty()).collect()
}

/// `value` without the comment behind it.
fn uncommented(value: &str) -> &str {
    if value.starts_with(['"', '\'']) {
        value
    } else {
        value.split_once(" #").map_or(value, |(value, _)| value)
    }
}

fn unquoted(value: &str) -> &str {
    let within = |mark| value.strip_prefix(mark).and_then(|rest: &str| rest.strip_suffix(mark));
    within('"').or_else(|| within('\'')).unwrap_or(value)
}

fn of_toml(text: &str) -> Vec<(String, String)> {
    let words = |value: &toml::Value| match value {
        toml::Value::String(words) => words.trim().to_owned(),
        toml::Value::Datetime(date) => date.to_string(),
        toml::Value::Array(list) => {
            list.iter().filter_map(toml::Value::as_str).collect::<Vec<_>>().join(", ")
        }
        toml::Value::Table(table) => {
            table.get("name").and_then(toml::Value::as_str).unwrap_or_default().to_owned()
        }
        _ => String::new(),
    };
    let table: toml::Table = text.parse().unwrap_or_default();
    table.iter().map(|(key, value)| (key.clone(), words(value))).collect()
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Budget, Context, read_all},
        *,
    };
    use crate::clean::clean;

    fn read(text: &str) -> super::super::Intake {
        let budget = Budget::new(text.len() as u64);
        read_all(text.as_bytes().to_vec(), &Context::file("note.md".as_ref(), &budget), false)
    }

    /// What is given: title, outlet, author, date, address.
    fn given(text: &str) -> [String; 5] {
        let intake = read(text);
        let given = intake.documents.first().map(|one| one.given.clone()).expect("an article");
        [given.title, given.outlet, given.author, given.published, given.url].map(Option::unwrap_or_default)
    }

    #[test]
    fn front_matter_is_read_as_people_write_it() {
        let yaml = "---\r\ntitle: Truce: what we know\r\nauthors:\r\n  - name: Ngozi Hallam\r\n    email: n@post.example\r\n  - 'Iker Solberg'\r\n\
                    date: 2026-01-19T10:00:00+01:00 # CET\r\nsource: \"Harbour Post\"\r\nlink: https://post.example/1\r\ntags: [a, b]\r\n---\r\nText.\r\n";
        let said = [
            "Truce: what we know",
            "Harbour Post",
            "Ngozi Hallam, Iker Solberg",
            "2026-01-19T10:00:00+01:00",
            "https://post.example/1",
        ];
        assert_eq!(given(yaml), said);
        let toml = "+++\ntitle = 'Truce: what we know'\nauthors = ['Ngozi Hallam', 'Iker Solberg']\ndate = 2026-01-19T10:00:00+01:00\n\
                    outlet = 'Harbour Post'\nurl = 'https://post.example/1'\n+++\nText.\n";
        assert_eq!(given(toml), said);
        let clipped = "---\ntitle: >\n  A long\n  headline\nauthor: [\"A\", B]\nsource: https://post.example/2\n---\nText.";
        assert_eq!(given(clipped), ["A long headline", "", "A, B", "", "https://post.example/2"]);
    }

    #[test]
    fn front_matter_is_masked_and_never_quoted_from() {
        let text = "---\ntitle: \"“We will wait,” said Mara Chen\"\nsource: Post\n---\n\n# Boats\n\n“We left,” said Iker Solberg, the pilot.\n";
        let intake = read(text);
        let article = intake.documents.first().expect("an article");
        assert_eq!((&*article.raw, article.given.format), (text, FORMAT.name));
        let layout = clean(article);
        let end = text.find("\n\n#").expect("there");
        assert!(layout.blocks.iter().all(|block| block.span.start() as usize > end), "{:?}", layout.blocks);
        assert!(layout.masked.iter().any(|masked| masked.reason == MaskReason::Stamp));
    }

    #[test]
    fn a_rule_at_the_top_is_no_front_matter() {
        for text in [
            "---\nA text under a rule.\n---\nMore.",
            "---\ntitle: never closed\nText.",
            "+++\nnot toml at all\n+++\nText.",
        ] {
            let formats: Vec<&str> = read(text).documents.iter().map(|one| one.given.format).collect();
            assert_eq!(formats, ["text"], "{text}");
        }
        let empty = read("---\ntitle: Only this\n---\n\n");
        assert_eq!(
            empty.skipped.first().map(|one| one.reason.as_str()),
            Some("has front matter and no text")
        );
    }
}
