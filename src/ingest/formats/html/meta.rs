//! What a page says of its article beside the text: linked data, Open Graph and other meta elements, times, links.

use dom_query::{Document, NodeRef};

use super::{super::draft::flow, linked};
use crate::model::Given;

/// Meta elements that name the outlet, the best first.
const OUTLETS: &[&str] =
    &["og:site_name", "citation_journal_title", "dc.publisher", "dcterms.publisher", "application-name"];
/// … the author,
const AUTHORS: &[&str] = &[
    "author",
    "byl",
    "article:author_name",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "article:author",
    "twitter:creator",
];
/// … when it was published,
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "publish-date",
    "publication_date",
    "pubdate",
    "pdate",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.created",
    "citation_publication_date",
    "cxenseparse:recs:publishtime",
    "date",
];
/// … when it was changed,
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "lastmod",
    "last-modified",
    "dcterms.modified",
];
/// … and what its headline is.
const TITLES: &[&str] = &[
    "og:title",
    "parsely-title",
    "dc.title",
    "citation_title",
    "twitter:title",
    "sailthru.title",
    "headline",
    "title",
];

/// What `page` states. Its parts are found whatever is wrong with others.
pub(super) fn given(page: &Document) -> Given {
    let linked = linked::given(page);
    let metas = Metas::new(page);
    let head = page.select_single("title").text();
    let (head, of_head) = parted(&flow(&head));
    let outlet = linked.outlet.or_else(|| metas.first(OUTLETS));
    let stated =
        linked.title.or_else(|| metas.first(TITLES)).map(|title| without_outlet(&title, outlet.as_deref()));
    let shown =
        || headings(page, "article h1, main h1").into_iter().filter(|h1| Some(h1) != of_head.as_ref());
    let only = || {
        let mut all = shown();
        all.next().filter(|_| all.next().is_none())
    };
    let title = headline(page, stated.as_deref().or(head.as_deref()));
    // The title of a window may say anything; what the article is headed with does not.
    let title = title.or_else(|| if stated.is_none() { only() } else { None }).or(stated).or(head);
    // What stands in the title of the page and not in the headline is the outlet, where nothing else says.
    let outlet = outlet.or(of_head).filter(|outlet| Some(outlet) != title.as_ref());
    Given {
        outlet,
        author: linked.author.or_else(|| metas.author()).or_else(|| byline(page)),
        published: linked.published.or_else(|| metas.first(PUBLISHED)).or_else(|| time(page)),
        modified: linked.modified.or_else(|| metas.first(MODIFIED)),
        url: address(page).or(linked.url).or_else(|| metas.first(&["og:url", "twitter:url"])),
        language: language(page)
            .or(linked.language)
            .or_else(|| metas.first(&["og:locale", "content-language"])),
        title,
        ..Given::default()
    }
}

/// The meta elements of a page: name in lower case, content.
struct Metas(Vec<(String, String)>);

impl Metas {
    fn new(page: &Document) -> Self {
        let meta = |node: &NodeRef<'_>| {
            let name = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|a| node.attr(a))?;
            let content = flow(&node.attr("content")?);
            (!content.is_empty()).then(|| (name.trim().to_ascii_lowercase(), content))
        };
        Self(page.select("meta").nodes().iter().filter_map(meta).collect())
    }

    fn first(&self, names: &[&str]) -> Option<String> {
        names
            .iter()
            .find_map(|name| self.0.iter().find(|(own, _)| own == name))
            .map(|(_, content)| content.clone())
    }

    /// The authors that have names: some pages put addresses there, some one element for each.
    fn author(&self) -> Option<String> {
        AUTHORS.iter().find_map(|name| {
            let all = self.0.iter().filter(|(own, _)| own == name).map(|(_, content)| content.as_str());
            let named: Vec<&str> =
                all.filter(|author| !author.contains("://") && !author.starts_with('@')).collect();
            (!named.is_empty()).then(|| named.join(", "))
        })
    }
}

/// The title of a page without the outlet behind or before it, and the outlet: "Ferry runs again | Harbour Post".
fn parted(title: &str) -> (Option<String>, Option<String>) {
    let some = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    for mark in [" | ", " – ", " — ", " :: ", " » ", " - "] {
        let Some((before, after)) = title.rsplit_once(mark) else { continue };
        let words = |text: &str| text.split_whitespace().count();
        // An outlet has few words, a headline more; where both are short, nothing says which is which.
        if words(after) <= 5 && words(before) > words(after) && words(before) >= 3 {
            return (some(before), some(after));
        }
    }
    (some(title), None)
}

/// A stated headline without the outlet's name at its end.
fn without_outlet(title: &str, outlet: Option<&str>) -> String {
    let cut = outlet.and_then(|outlet| {
        let rest = title.strip_suffix(outlet)?.trim_end();
        let rest = rest.strip_suffix(['|', '-', '–', '—', ':', '·'])?.trim_end();
        (!rest.is_empty()).then_some(rest)
    });
    cut.unwrap_or(title).to_owned()
}

/// The first heading of the first rank that says what the stated title says; it is what readers of the page saw.
fn headline(page: &Document, stated: Option<&str>) -> Option<String> {
    let headings = headings(page, "h1");
    let Some(stated) = stated else { return headings.into_iter().next() };
    headings.into_iter().find(|heading| is_like(heading, stated))
}

/// What the headings of `page` that are meant say, where that can be a headline.
fn headings(page: &Document, which: &str) -> Vec<String> {
    let all = page.select(which).nodes().iter().map(|node| flow(&node.text())).collect::<Vec<_>>();
    all.into_iter().filter(|text| text.contains(' ') && text.len() < 400).collect()
}

/// Whether half of the words of the shorter text stand in the other.
fn is_like(a: &str, b: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
    };
    let (a, b) = (words(a), words(b));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let both = short.iter().filter(|word| long.contains(word)).count();
    !short.is_empty() && both * 2 >= short.len()
}

/// The author, where an element says that it names one.
fn byline(page: &Document) -> Option<String> {
    let found =
        page.select("[rel='author'], [itemprop='author'], .byline, .author, .article-author, .byline-name");
    let names = found.nodes().iter().map(|node| flow(&node.text()));
    let bare = |text: String| {
        let name = ["By ", "by ", "BY "].iter().find_map(|by| text.strip_prefix(by)).unwrap_or(&text).trim();
        name.to_owned()
    };
    names.map(bare).find(|name| {
        (3..=80).contains(&name.len())
            && name.split(' ').count() <= 8
            && name.contains(char::is_uppercase)
            && !name.contains(|c: char| c.is_ascii_digit())
    })
}

/// The time the page says the article has: of an element that says so, else the first of the article.
fn time(page: &Document) -> Option<String> {
    let places = [
        "[itemprop='datePublished']",
        "time[pubdate]",
        "article time",
        "header time",
        "main time",
        "time",
        "[itemprop='dateCreated']",
    ];
    places.iter().find_map(|place| {
        page.select(place).nodes().iter().find_map(|node| {
            let stated = node.attr("datetime").or_else(|| node.attr("content")).map(|time| flow(&time));
            let shown = || Some(flow(&node.text())).filter(|text| crate::clean::dates::find(text).is_some());
            stated.filter(|time| !time.is_empty()).or_else(shown)
        })
    })
}

/// The address the page says is its own.
fn address(page: &Document) -> Option<String> {
    let link = page.select_single("link[rel='canonical']");
    link.attr("href").map(|href| flow(&href)).filter(|href| href.starts_with("http"))
}

fn language(page: &Document) -> Option<String> {
    let html = page.select_single("html");
    html.attr("lang")
        .or_else(|| html.attr("xml:lang"))
        .map(|lang| flow(&lang))
        .filter(|lang| !lang.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn linked_data_says_most() {
        let page = Document::from(
            r##"<html lang="en-GB"><head><title>Ferry - Post</title><link rel="canonical" href="https://post.example/ferry">
            <script type="application/ld+json">{"@context":"https://schema.org","@graph":[
              {"@type":"Organization","@id":"#post","name":"The Harbour Post"},
              {"@type":"WebPage","name":"no"},
              {"@type":["NewsArticle"],"headline":"Ferry &amp; tram run again","publisher":{"@id":"#post"},
               "author":[{"@type":"Person","name":"Ngozi Hallam"},{"@type":"Person","name":"Iker Solberg"}],
               "datePublished":"2026-03-04T07:15:00+02:00","dateModified":"2026-03-05","mainEntityOfPage":{"@id":"https://x.example"}}]}
            </script><script type="application/ld+json">{ broken</script></head><body><h1>Ferry and tram run again</h1>"##,
        );
        let some = |text: &str| Some(text.to_owned());
        let expected = Given {
            title: some("Ferry and tram run again"),
            outlet: some("The Harbour Post"),
            author: some("Ngozi Hallam, Iker Solberg"),
            published: some("2026-03-04T07:15:00+02:00"),
            modified: some("2026-03-05"),
            url: some("https://post.example/ferry"),
            language: some("en-GB"),
            ..Given::default()
        };
        assert_eq!(given(&page), expected);
    }

    #[test]
    fn without_linked_data_meta_elements_times_and_bylines_are_asked() {
        let page = Document::from(
            r#"<head><title>Ferry runs again after the long winter | Harbour Post</title>
            <meta property="article:author" content="https://social.example/ngozi"></head>
            <body><h1>Harbour Post</h1><article><h2>x</h2><p class="byline">By Ngozi Hallam</p>
            <time>4 March 2026</time>"#,
        );
        let some = |text: &str| Some(text.to_owned());
        let expected = Given {
            title: some("Ferry runs again after the long winter"),
            outlet: some("Harbour Post"),
            author: some("Ngozi Hallam"),
            published: some("4 March 2026"),
            ..Given::default()
        };
        assert_eq!(given(&page), expected);
        let open_graph = Document::from(
            r#"<meta property="og:title" content="Ferry runs again - The Post"><meta property="og:site_name" content="The Post">
            <meta name="author" content="A. Hallam"><meta name="author" content="I. Solberg">
            <meta property="article:published_time" content="2026-03-04">"#,
        );
        let found = given(&open_graph);
        assert_eq!((found.title, found.outlet), (some("Ferry runs again"), some("The Post")));
        assert_eq!((found.author, found.published), (some("A. Hallam, I. Solberg"), some("2026-03-04")));
        assert_eq!(given(&Document::from("")), Given::default());
    }
}
