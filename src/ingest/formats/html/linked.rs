//! What a page says of its article as linked data: JSON-LD of schema.org.

use dom_query::Document;
use serde_json::{Map, Value};

use super::super::draft::flow;
use crate::model::Given;

/// Types of what is an article; the first object of one of them counts.
const ARTICLES: &[&str] = &[
    "newsarticle",
    "reportagenewsarticle",
    "analysisnewsarticle",
    "opinionnewsarticle",
    "backgroundnewsarticle",
    "reviewnewsarticle",
    "askpublicnewsarticle",
    "liveblogposting",
    "blogposting",
    "socialmediaposting",
    "article",
    "report",
    "pressrelease",
    "scholarlyarticle",
    "techarticle",
    "advertisercontentarticle",
    "webpage",
];

/// The text of the article, where the linked data of `page` has it; its paragraphs are parted by breaks of the line.
pub(super) fn body(page: &Document) -> Option<String> {
    let objects = objects(page);
    let text = article(&objects)?.get("articleBody")?.as_str()?;
    let marked = text.replace("</p>", "</p>\n").replace("<br", "\n<br");
    Some(unescaped(&marked)).filter(|text| !text.trim().is_empty())
}

/// All objects of the linked data of `page`.
fn objects(page: &Document) -> Vec<Map<String, Value>> {
    let mut objects = Vec::new();
    for script in page.select("script[type='application/ld+json']").nodes() {
        let text = script.text();
        let text = text.trim().trim_start_matches("<![CDATA[").trim_start_matches("//<![CDATA[");
        let text = text.trim_end_matches("//]]>").trim_end_matches("]]>");
        if let Ok(value) = serde_json::from_str(text) {
            gather(value, &mut objects);
        }
    }
    objects
}

/// The object that is the article.
fn article(objects: &[Map<String, Value>]) -> Option<&Map<String, Value>> {
    let rank = |object: &Map<String, Value>| types(object).iter().filter_map(|t| rank_of(t)).min();
    let ranked = objects.iter().filter_map(|object| Some((rank(object)?, object)));
    ranked.min_by_key(|(rank, _)| *rank).map(|(_, object)| object)
}

/// What the linked data of `page` states.
pub(super) fn given(page: &Document) -> Given {
    let objects = objects(page);
    let Some(article) = article(&objects) else { return Given::default() };
    let field = |name: &str| article.get(name).and_then(|value| words(value, &objects, 0));
    let address = |name: &str| {
        article.get(name).and_then(|value| match value {
            Value::String(address) => Some(address.clone()),
            Value::Object(object) => {
                object.get("@id").or_else(|| object.get("url"))?.as_str().map(str::to_owned)
            }
            _ => None,
        })
    };
    Given {
        title: field("headline").or_else(|| field("name")),
        outlet: field("publisher").or_else(|| field("sourceOrganization")),
        author: field("author").or_else(|| field("creator")),
        published: field("datePublished").or_else(|| field("dateCreated")),
        modified: field("dateModified"),
        url: address("mainEntityOfPage").or_else(|| address("url")).filter(|url| url.starts_with("http")),
        language: field("inLanguage"),
        ..Given::default()
    }
}

fn rank_of(name: &str) -> Option<usize> {
    let name = name.rsplit(['/', ':']).next().unwrap_or(name).to_ascii_lowercase();
    ARTICLES.iter().position(|known| *known == name)
}

/// All objects at the top of `value`: itself, of a list, of a graph.
fn gather(value: Value, objects: &mut Vec<Map<String, Value>>) {
    match value {
        Value::Array(list) => list.into_iter().for_each(|value| gather(value, objects)),
        Value::Object(mut object) => {
            if let Some(graph) = object.remove("@graph") {
                gather(graph, objects);
            }
            if let Some(article) = object.get("mainEntity").filter(|entity| entity.get("headline").is_some())
            {
                gather(article.clone(), objects);
            }
            objects.push(object);
        }
        _ => {}
    }
}

fn types(object: &Map<String, Value>) -> Vec<&str> {
    match object.get("@type") {
        Some(Value::String(name)) => vec![name],
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// A value in words: a text, the names in a list, the name of an object or of the one it points to.
fn words(value: &Value, objects: &[Map<String, Value>], depth: usize) -> Option<String> {
    if depth > 4 {
        return None;
    }
    let words = match value {
        Value::String(text) => flow(&unescaped(text)),
        Value::Array(list) => {
            let mut names: Vec<String> = Vec::new();
            for name in list.iter().filter_map(|value| words(value, objects, depth + 1)) {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            names.join(", ")
        }
        Value::Object(object) => {
            let name = object.get("name").or_else(|| object.get("@value"));
            if let Some(name) = name {
                return words(name, objects, depth + 1);
            }
            let id = object.get("@id")?;
            let meant =
                objects.iter().find(|other| other.get("@id") == Some(id) && other.contains_key("name"))?;
            return words(meant.get("name")?, objects, depth + 1);
        }
        _ => return None,
    };
    (!words.is_empty()).then_some(words)
}

/// A text with entities of HTML, which do not belong in linked data and stand there all the same.
fn unescaped(text: &str) -> String {
    if !text.contains('&') && !text.contains('<') {
        return text.to_owned();
    }
    Document::fragment(text).text().to_string()
}
