//! Manners: what a site's robots.txt asks for, one request at a time to a server, servers side by side.

use std::{
    collections::BTreeSet,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use dixit::fetch::{Settings, Timeouts};

use super::{Reply, Request, SHORT, Server, ferry, fetch, fetch_one, page, server::Piece, settings};

/// A server whose robots.txt is answered so; every page is there.
fn with_robots(robots: Reply) -> Server {
    Server::new(move |asked: &Request| match asked.path.as_str() {
        "/robots.txt" => robots.clone(),
        path => Reply::html(page("Ferry", &format!("This is {path}."))),
    })
}

#[test]
fn what_is_not_allowed_is_not_asked_for() {
    let rules = "User-agent: *\nDisallow: /\n\nUser-agent: Dixit\nDisallow: /private\nAllow: /private/open$\nDisallow: /*.cgi$\n";
    let server = with_robots(Reply::with("200 OK", "Content-Type: text/plain", rules));
    let folder = tempfile::tempdir().unwrap();
    let paths = ["/news", "/private/x", "/private/open", "/private/open2", "/a/b.cgi", "/a/b.cgi?x"];
    let fetched = fetch(&paths.map(|path| server.url(path)), settings(folder.path()));
    assert_eq!((fetched.summary.saved, fetched.reasons()), (3, vec!["its robots.txt does not allow it"; 3]));
    let asked: BTreeSet<String> = server.paths().into_iter().collect();
    assert_eq!(asked, ["/a/b.cgi?x", "/news", "/private/open"].map(str::to_owned).into());
    assert_eq!(server.robots(), 1, "it is asked for once");
    let other = Settings { agent: "Reader/2.0 (+https://reader.example)".into(), ..settings(folder.path()) };
    assert_eq!(fetch_one(&server, "/news2", other).reasons(), ["its robots.txt does not allow it"]);
}

#[test]
fn a_redirect_does_not_lead_around_robots() {
    let closed = Arc::new(with_robots(Reply::with("200 OK", "", "User-agent: *\nDisallow: /secret\n")));
    let to = closed.url("/secret");
    let open = Server::of([("/way", Reply::redirect(&to))]);
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(
        fetch_one(&open, "/way", settings(folder.path())).reasons(),
        ["its robots.txt does not allow it"]
    );
    assert!(closed.paths().is_empty());
}

#[test]
fn what_is_not_known_to_be_allowed_is_not_asked_for() {
    let unknown = "what it allows is not known: robots.txt gives ";
    for (robots, saved, reason) in [
        (Reply::status("404 Not Found"), 1, ""),
        (Reply::status("403 Forbidden"), 1, ""),
        (Reply::with("200 OK", "", "<!doctype html><p>This is no robots.txt"), 1, ""),
        (Reply::with("200 OK", "", b"\xff\xfe\x00\x01User-agent"), 1, ""),
        (Reply::status("500 Internal Server Error"), 0, "500 Internal Server Error"),
        (Reply::status("503 Service Unavailable"), 0, "503 Service Unavailable"),
        (Reply::redirect("/robots.txt"), 0, "robots.txt leads from one place to another"),
    ] {
        let server = with_robots(robots);
        let folder = tempfile::tempdir().unwrap();
        let fetched = fetch_one(&server, "/news", settings(folder.path()));
        assert_eq!(fetched.summary.saved, saved, "{fetched:?}");
        if saved == 0 {
            let told = fetched.reasons().concat();
            assert!(told == reason || told == format!("{unknown}{reason}"), "{told}");
            assert!(server.paths().is_empty());
        }
    }
}

#[test]
fn a_slow_robots_is_given_up_and_a_huge_one_is_read_as_far_as_asked() {
    let slow = with_robots(Reply(vec![Piece::Silence]));
    let folder = tempfile::tempdir().unwrap();
    let timeouts = Timeouts { answer: SHORT, ..settings(folder.path()).timeouts };
    let fetched = fetch_one(&slow, "/news", Settings { retries: 0, timeouts, ..settings(folder.path()) });
    assert_eq!(fetched.reasons(), ["no answer within 1 s (asked for robots.txt)"]);
    let mut rules = "User-agent: *\nDisallow: /private\n".to_owned();
    rules.push_str(&"# nothing\n".repeat(200_000));
    let huge = Reply::raw("200 OK", rules).then(Piece::Endless(vec![b'#'; 1 << 16], Duration::ZERO));
    let server = with_robots(huge);
    let paths = ["/news", "/private"].map(|path| server.url(path));
    let fetched = fetch(&paths, settings(folder.path()));
    assert_eq!((fetched.summary.saved, fetched.reasons()), (1, vec!["its robots.txt does not allow it"]));
}

#[test]
fn a_server_is_asked_one_thing_at_a_time_with_the_pause_it_wants() {
    let server = Server::new(|asked: &Request| {
        std::thread::sleep(Duration::from_millis(30));
        match asked.path.as_str() {
            "/robots.txt" => Reply::with("200 OK", "", "User-agent: *\nCrawl-delay: 0.12\n"),
            path => Reply::html(page("Ferry", &format!("This is {path}."))),
        }
    });
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<String> = (0..4).map(|i| server.url(&format!("/{i}"))).collect();
    let fetched = fetch(&paths, Settings { delay: Duration::from_millis(5), ..settings(folder.path()) });
    assert_eq!(fetched.summary.saved, 4);
    assert_eq!(server.most_at_once(), 1);
    let asked = server.asked();
    let pauses: Vec<Duration> = asked.windows(2).map(|two| two[1].at - two[0].at).collect();
    assert!(pauses.iter().all(|pause| *pause >= Duration::from_millis(115)), "{pauses:?}");
}

#[test]
fn servers_are_asked_side_by_side() {
    // Each answers only once the other has been asked.
    let asked = Arc::new(AtomicUsize::new(0));
    let server = || {
        let asked = Arc::clone(&asked);
        Server::new(move |request: &Request| {
            if request.path == "/robots.txt" {
                return Reply::status("404 Not Found");
            }
            asked.fetch_add(1, Ordering::SeqCst);
            for _ in 0..2000 {
                if asked.load(Ordering::SeqCst) >= 2 {
                    return Reply::html(ferry().replace("six", request.field("host")));
                }
                std::thread::sleep(Duration::from_millis(5));
            }
            Reply::status("500 Internal Server Error")
        })
    };
    let (one, other) = (server(), server());
    let folder = tempfile::tempdir().unwrap();
    let fetched = fetch(&[one.url("/a"), other.url("/a")], settings(folder.path()));
    assert_eq!(fetched.summary.saved, 2, "{fetched:?}");
}
