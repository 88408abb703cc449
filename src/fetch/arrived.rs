//! What came: an article, a feed, a list of feeds, or something that is not read; and articles made of feeds' items.

use chrono::DateTime;
use url::Url;

use crate::{
    clean::dates,
    ingest::{
        fetched,
        formats::{self, Format, Look, feed, feed::Entry, html},
        limits,
    },
    model::When,
};

/// The format of something that is read, by its content and, where that leaves it open, its `name`.
pub(super) fn kind(bytes: &[u8], name: &str) -> Option<&'static Format> {
    let head = bytes.get(..bytes.len().min(limits::LOOKED_AT)).unwrap_or_default();
    let tail = bytes.get(bytes.len().saturating_sub(limits::LOOKED_AT)..).unwrap_or_default();
    formats::recognise(&Look::new(head, tail, bytes.len() <= limits::LOOKED_AT, name, false))
}

/// Whether a format is that of feeds.
pub(super) fn is_feed(format: &Format) -> bool {
    [feed::FORMAT.name, feed::JSON.name].contains(&format.name)
}

/// Whether it is that of lists of feeds.
pub(super) fn is_list(format: &Format) -> bool {
    format.name == feed::OPML.name
}

/// Whether a page in it can say its own address.
pub(super) fn is_page(format: &Format) -> bool {
    format.name == html::FORMAT.name
}

/// A name that hints at what came, as the server or the address says.
pub(super) fn name(url: &Url, content_type: Option<&str>) -> String {
    let kind =
        content_type.unwrap_or_default().split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match kind.as_str() {
        "text/html" | "application/xhtml+xml" => "page.html".to_owned(),
        "text/plain" => "page.txt".to_owned(),
        "text/markdown" => "page.md".to_owned(),
        _ => url.path_segments().and_then(Iterator::last).unwrap_or_default().to_owned(),
    }
}

/// Why so many bytes of a format are not read, if they are not.
pub(super) fn too_large(format: &Format, bytes: usize) -> Option<String> {
    let formats::Reader::Whole(largest, _) = format.reader else { return None };
    (bytes as u64 >= largest)
        .then(|| format!("a {} larger than {} MiB, which is not read", format.name, largest >> 20))
}

/// What something is called that is not read.
pub(super) fn unread(content_type: Option<&str>) -> String {
    let kind = content_type.unwrap_or_default().split(';').next().unwrap_or_default().trim();
    if kind.is_empty() {
        "not a kind that is read".to_owned()
    } else {
        format!("not a kind that is read ({kind})")
    }
}

/// An item's own text as a page, for when its page cannot be had.
pub(super) fn page_of(entry: &Entry) -> Option<String> {
    let text = entry.text.as_deref()?;
    let title = escaped(entry.title.as_deref().unwrap_or_default());
    let language = entry.language.as_deref().unwrap_or_default();
    let text = if text.contains('<') { text.to_owned() } else { paragraphs(text) };
    Some(format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n</head>\n\
         <body>\n<article>\n<h1>{title}</h1>\n{text}\n</article>\n</body>\n</html>\n",
        escaped(language)
    ))
}

fn paragraphs(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let paragraphs = text.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty());
    paragraphs
        .flat_map(|paragraph| ["<p>".to_owned(), escaped(paragraph.trim()), "</p>\n".to_owned()])
        .collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// What a feed says of an item, for the note beside its page.
pub(super) fn item(feed: &str, entry: &Entry) -> fetched::FeedItem {
    fetched::FeedItem {
        feed: feed.to_owned(),
        outlet: entry.outlet.clone(),
        title: entry.title.clone(),
        author: entry.author.clone(),
        published: entry.published.clone(),
    }
}

/// Entries with the newest first, if all of them say when they are of; else in the order of their feed, which is that in
/// nearly all.
pub(super) fn newest_first(entries: Vec<Entry>) -> Vec<Entry> {
    let time = |entry: &Entry| {
        let stated = entry.published.as_deref()?;
        let exact = DateTime::parse_from_rfc2822(stated).or_else(|_| DateTime::parse_from_rfc3339(stated));
        let exact = exact.map(|time| time.naive_utc()).ok();
        exact.or_else(|| match dates::read(stated)?.when {
            When::Day(day, None) => Some(day.into()),
            When::Day(day, Some(clock)) => Some(day.and_time(clock.time)),
            _ => None,
        })
    };
    let published: Option<Vec<_>> = entries.iter().map(time).collect();
    let Some(published) = published else { return entries };
    let mut both: Vec<_> = published.into_iter().zip(entries).collect();
    both.sort_by_key(|(time, _)| std::cmp::Reverse(*time));
    both.into_iter().map(|(_, entry)| entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_says_what_came_and_the_servers_word_only_hints() {
        let kind = |bytes: &[u8], name: &str| kind(bytes, name).map(|format| format.name);
        assert_eq!(kind(b"<!doctype html><p>x", "a.pdf"), Some("web page"));
        assert_eq!(kind(b"%PDF-1.7\n", "page.html"), Some("PDF"));
        assert_eq!(kind(b"<rss><channel>", "page.html"), Some("feed"));
        assert_eq!(kind(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "page.html"), None);
        let url = Url::parse("https://post.example/a/b.pdf?x").expect("an address");
        assert_eq!(name(&url, Some("Text/HTML; charset=utf-8")), "page.html");
        assert_eq!(name(&url, None), "b.pdf");
        let page = super::kind(b"<!doctype html><p>x", "").expect("a page");
        assert_eq!(too_large(page, 1 << 20), None);
        assert_eq!(
            too_large(page, 20 << 20).as_deref(),
            Some("a web page larger than 16 MiB, which is not read")
        );
        assert_eq!(unread(Some("image/png")), "not a kind that is read (image/png)");
    }

    #[test]
    fn an_item_becomes_a_page_and_its_text_cannot_leave_it() {
        let entry = |text: &str| Entry {
            title: Some("Ferry </title><script>x()".into()),
            text: Some(text.into()),
            ..Entry::default()
        };
        let page = page_of(&entry("One & two.\n\nThree.")).expect("a page");
        assert!(page.contains("<p>One &amp; two.</p>\n<p>Three.</p>"), "{page}");
        assert!(page.contains("<h1>Ferry &lt;/title&gt;&lt;script&gt;x()</h1>"), "{page}");
        assert!(
            page_of(&entry("<p>As it is.</p>")).is_some_and(|page| page.contains("\n<p>As it is.</p>\n"))
        );
        assert_eq!(page_of(&Entry::default()), None);
    }
}
