//! Feeds and lists of feeds: their pages are had, the newest first, and what cannot be had is kept as the feed has it.

use std::{
    fs,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use dixit::{
    fetch::{Became, Event, Settings},
    ingest,
};

use super::{Reply, Request, Server, fetch, fetch_one, files, note, page, settings};

/// A server that has every page, and these feeds.
fn with_feeds(feeds: &[(&str, String)]) -> Server {
    let feeds: Vec<(String, String)> =
        feeds.iter().map(|(path, feed)| ((*path).to_owned(), feed.clone())).collect();
    Server::new(move |asked: &Request| {
        if let Some((_, feed)) = feeds.iter().find(|(path, _)| *path == asked.path) {
            // Many servers say no more of a feed than this.
            return Reply::with("200 OK", "Content-Type: text/html", feed);
        }
        match asked.path.as_str() {
            path if path.contains("gone") || path == "/robots.txt" => Reply::status("404 Not Found"),
            path => Reply::html(page(path, &format!("This is {path}, said Iker Solberg, and nothing else."))),
        }
    })
}

fn rss(items: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel><title>Harbour Post</title>{items}</channel></rss>"
    )
}

fn item(link: &str, day: u32) -> String {
    format!(
        "<item><title>Number {day}</title><link>{link}</link><pubDate>{day:02} Mar 2026 06:00:00 GMT</pubDate></item>"
    )
}

#[test]
fn links_of_a_feed_are_those_of_its_place_and_the_newest_are_had_first() {
    let items =
        [item("old.html", 1), item("/new.html?utm_source=rss", 9), item("../up.html", 5), item("", 3)]
            .concat();
    let server = with_feeds(&[("/news/feed", rss(&items))]);
    let folder = tempfile::tempdir().unwrap();
    let fetched = fetch_one(&server, "/news/feed", settings(folder.path()));
    assert_eq!(server.paths(), ["/news/feed", "/new.html?utm_source=rss", "/up.html", "/news/old.html"]);
    assert_eq!((fetched.summary.saved, fetched.reasons()), (3, vec!["an item without an address"]));
    let new = files(folder.path()).into_iter().find(|name| name.contains("-new-")).unwrap();
    let item = &note(folder.path(), &new)["item"];
    assert_eq!((&item["feed"], &item["title"]), (&server.url("/news/feed").into(), &"Number 9".into()));
    let limited = tempfile::tempdir().unwrap();
    let fetched = fetch_one(&server, "/news/feed", Settings { limit: 2, ..settings(limited.path()) });
    assert_eq!(fetched.summary.saved, 2);
    let told = Event::Feed { url: server.url("/news/feed"), items: 4, taken: 2 };
    assert!(fetched.events.contains(&told), "{:?}", fetched.events);
}

#[test]
fn of_a_thousand_items_as_many_are_had_as_are_wanted() {
    let items: Vec<String> = (0..1000).map(|i| format!("<item><link>/{i}</link></item>")).collect();
    let server = with_feeds(&[("/feed", rss(&items.concat()))]);
    let folder = tempfile::tempdir().unwrap();
    let fetched = fetch_one(&server, "/feed", Settings { limit: 7, ..settings(folder.path()) });
    assert_eq!((fetched.summary.saved, files(folder.path()).len()), (7, 7));
    let expected: Vec<String> =
        ["/feed"].into_iter().map(str::to_owned).chain((0..7).map(|i| format!("/{i}"))).collect();
    assert_eq!(server.paths(), expected, "in the order of the feed, which says no days");
}

#[test]
fn atom_and_json_feeds_are_feeds() {
    let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title><entry><title>A</title>
        <link rel="self" href="/no"/><link rel="alternate" href="a"/><updated>2026-03-04T06:00:00Z</updated></entry></feed>"#;
    let json =
        r#"{"version":"https://jsonfeed.org/version/1.1","title":"Post","items":[{"id":"1","url":"b"}]}"#;
    let server = with_feeds(&[("/x/atom", atom.into()), ("/x/json", json.into())]);
    let folder = tempfile::tempdir().unwrap();
    fetch(&[server.url("/x/atom"), server.url("/x/json")], settings(folder.path()));
    assert_eq!(server.paths(), ["/x/atom", "/x/json", "/x/a", "/x/b"]);
}

/// A feed is asked for only if it has changed, and what of it is missing is had all the same.
#[test]
fn a_feed_that_has_not_changed_is_not_sent_again() {
    let feed = rss(&[item("/a", 1), item("/late", 2)].concat());
    let is_there = Arc::new(AtomicBool::new(false));
    let own = Arc::clone(&is_there);
    let server = Server::new(move |asked: &Request| match asked.path.as_str() {
        "/feed" if asked.field("if-none-match") == "\"v1\"" => Reply::status("304 Not Modified"),
        "/feed" => Reply::with("200 OK", "Content-Type: application/rss+xml\nETag: \"v1\"", &feed),
        "/a" => Reply::html(page("Ferry", "It runs.")),
        "/late" if own.load(Ordering::SeqCst) => Reply::html(page("Tram", "It runs too.")),
        _ => Reply::status("404 Not Found"),
    });
    let folder = tempfile::tempdir().unwrap();
    let counts = || {
        let summary = fetch_one(&server, "/feed", settings(folder.path())).summary;
        [summary.saved, summary.same, summary.failed]
    };
    assert_eq!(counts(), [1, 0, 1]);
    is_there.store(true, Ordering::SeqCst);
    assert_eq!(counts(), [1, 1, 0]);
    let asked: Vec<String> = server
        .asked()
        .iter()
        .filter(|one| one.path == "/feed")
        .map(|one| one.field("if-none-match").to_owned())
        .collect();
    assert_eq!(asked, ["", "\"v1\""]);
    let intake = ingest::read(&[folder.path().to_owned()]).unwrap();
    assert_eq!((intake.documents.len(), intake.skipped.len()), (2, 0), "the feed itself is no article here");
    // A copy that was spoiled is not what the server's tag is of.
    let mut copies =
        fs::read_dir(folder.path().join(".dixit-feeds")).unwrap().map(|entry| entry.unwrap().path());
    let copy = copies.find(|path| path.extension().is_some_and(|end| end == "xml")).unwrap();
    fs::write(copy, "<rss>").unwrap();
    assert_eq!(counts(), [0, 2, 0]);
}

#[test]
fn the_text_of_an_item_stays_where_its_page_cannot_be_had() {
    let words = "The port has said so many times, and says again. ".repeat(12);
    let full = format!(
        "<item><title>Kept</title><link>/gone/1</link><pubDate>Wed, 04 Mar 2026 06:00:00 GMT</pubDate>\
         <description>&lt;p&gt;“We waited,” said Ngozi Hallam, a captain.&lt;/p&gt;&lt;p&gt;{words}&lt;/p&gt;</description></item>"
    );
    let teaser = "<item><title>Lost</title><link>/gone/2</link><description>Read more.</description></item>";
    let server = with_feeds(&[("/feed", rss(&format!("{full}{teaser}")))]);
    let folder = tempfile::tempdir().unwrap();
    let fetched = fetch_one(&server, "/feed", settings(folder.path()));
    assert_eq!((fetched.summary.from_feed, fetched.reasons()), (1, vec!["404 Not Found"]));
    let kept = |became: &Became| matches!(became, Became::FromFeed(_, reason) if reason == "404 Not Found");
    assert!(
        fetched.became.iter().any(|(url, became)| *url == server.url("/gone/1") && kept(became)),
        "{fetched:?}"
    );
    let intake = ingest::read(&[folder.path().to_owned()]).unwrap();
    let [article] = intake.documents.as_slice() else { panic!("{intake:?}") };
    assert!(article.raw.starts_with("Kept\n\n“We waited,” said Ngozi Hallam"), "{}", article.raw);
    let given = &article.given;
    assert_eq!(given.outlet.as_deref(), Some("Harbour Post"));
    assert_eq!(given.published.as_deref(), Some("Wed, 04 Mar 2026 06:00:00 GMT"));
    assert_eq!(
        (given.url.clone(), given.format),
        (Some(server.url("/gone/1")), "feed item, saved where its page could not be had")
    );
    let again = fetch_one(&server, "/feed", settings(folder.path())).summary;
    assert_eq!((again.saved, again.from_feed, again.same, again.failed), (0, 0, 1, 1));
}

#[test]
fn the_page_takes_the_place_of_the_items_text_once_it_can_be_had() {
    let words = "The port has said so many times, and says again. ".repeat(12);
    let feed =
        rss(&format!("<item><title>Late</title><link>/late</link><description>{words}</description></item>"));
    let folder = tempfile::tempdir().unwrap();
    let is_there = Arc::new(AtomicBool::new(false));
    let own = Arc::clone(&is_there);
    let server = Server::new(move |asked: &Request| match asked.path.as_str() {
        "/feed" => Reply::with("200 OK", "Content-Type: application/rss+xml", &feed),
        "/late" if own.load(Ordering::SeqCst) => Reply::html(page("Late", "The page itself.")),
        _ => Reply::status("404 Not Found"),
    });
    assert_eq!(fetch_one(&server, "/feed", settings(folder.path())).summary.from_feed, 1);
    is_there.store(true, Ordering::SeqCst);
    assert_eq!(fetch_one(&server, "/feed", settings(folder.path())).summary.changed, 1);
    let names = files(folder.path());
    assert_eq!(names.len(), 1);
    assert!(fs::read_to_string(folder.path().join(&names[0])).unwrap().contains("The page itself."));
    assert_eq!(note(folder.path(), &names[0]).get("from_item"), None);
}

#[test]
fn lists_lead_to_feeds_and_feeds_to_pages_and_neither_any_further() {
    let opml = |links: &[&str]| {
        let outlines: Vec<String> =
            links.iter().map(|link| format!("<outline xmlUrl=\"{link}\"/>")).collect();
        format!("<opml version=\"2.0\"><body>{}</body></opml>", outlines.concat())
    };
    let server = with_feeds(&[
        ("/list", opml(&["/feed1", "/feed2", "/list"])),
        ("/list2", opml(&["/list3"])),
        ("/list3", opml(&["/feed1"])),
        ("/feed1", rss(&[item("/a", 1), item("/feed2", 2)].concat())),
        ("/feed2", rss(&[item("/a", 1), item("/b", 2)].concat())),
        ("/feed3", rss(&item("/feed4", 1))),
        ("/feed4", rss("")),
    ]);
    let folder = tempfile::tempdir().unwrap();
    let fetched = fetch_one(&server, "/list", settings(folder.path()));
    assert_eq!((fetched.summary.saved, fetched.summary.failed), (2, 0), "{fetched:?}");
    assert_eq!(
        fetched.summary.twice, 3,
        "the list itself, a feed in a feed that is in the list, a page of two feeds"
    );
    let fetched = fetch_one(&server, "/list2", settings(folder.path()));
    assert_eq!(fetched.reasons(), ["a list of feeds in another, which is not followed"]);
    let fetched = fetch_one(&server, "/feed3", settings(folder.path()));
    assert_eq!(fetched.reasons(), ["a feed in a feed, which is not followed"]);
    let fetched = fetch_one(&server, "/feed4", settings(folder.path()));
    assert_eq!((fetched.summary.failed, fetched.summary.saved), (0, 0));
}
