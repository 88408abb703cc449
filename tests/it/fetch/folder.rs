//! The folder: pages as they came, none twice, asked for again only if they changed, and whole whatever happens.

use std::{
    collections::BTreeSet,
    fs,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use dixit::{
    fetch::{Event, run, sources::Wanted},
    ingest,
};
use encoding_rs::WINDOWS_1251;

use super::{Reply, Request, Server, ferry, fetch, fetch_one, files, note, page, server::Piece, settings};

#[test]
fn a_page_is_saved_as_it_came_with_what_its_server_said() {
    let words = page("Паром снова ходит", "“Мы ждали с ноября,” сказала Тамара Окунева, хозяйка кафе.");
    let bytes = WINDOWS_1251.encode(&words).0.into_owned();
    let fields = "Content-Type: text/html; Charset=\"windows-1251\"\nETag: \"v1\"\nLast-Modified: Wed, 04 Mar 2026 06:00:00 GMT\n\
                  Content-Disposition: attachment; filename=\"../../evil.sh\"";
    let server = Server::of([("/parom", Reply::with("200 OK", fields, &bytes))]);
    let folder = tempfile::tempdir().unwrap();
    fetch_one(&server, "/parom", settings(folder.path()));
    let name = files(folder.path()).remove(0);
    assert_eq!(
        (name.starts_with("127-0-0-1-parom-"), name.rsplit('.').next()),
        (true, Some("html")),
        "{name}"
    );
    assert_eq!(fs::read(folder.path().join(&name)).unwrap(), bytes);
    let note = note(folder.path(), &name);
    for (field, value) in [
        ("etag", "\"v1\""),
        ("last_modified", "Wed, 04 Mar 2026 06:00:00 GMT"),
        ("charset", "windows-1251"),
        ("asked", &server.url("/parom")),
        ("sha256", &ingest::fetched::hash(&bytes)),
    ] {
        assert_eq!(note[field], value, "{field}");
    }
    assert_eq!((&note["status"], &note["bytes"]), (&200.into(), &bytes.len().into()));
    let intake = ingest::read(&[folder.path().to_owned()]).unwrap();
    assert_eq!((intake.documents.len(), intake.skipped.len()), (1, 0), "{intake:?}");
    let article = &intake.documents[0];
    assert!(article.raw.contains("сказала Тамара Окунева"), "{}", article.raw);
    assert_eq!(article.given.url, Some(server.url("/parom")));
    assert_eq!(article.given.retrieved.as_deref(), note["retrieved"].as_str());
}

/// A charset that is said wrongly does not spoil a page whose bytes say otherwise.
#[test]
fn a_charset_that_cannot_be_true_is_not_believed() {
    let server =
        Server::of([("/x", Reply::with("200 OK", "Content-Type: text/html; charset=shift_jis", ferry()))]);
    let folder = tempfile::tempdir().unwrap();
    fetch_one(&server, "/x", settings(folder.path()));
    let intake = ingest::read(&[folder.path().to_owned()]).unwrap();
    assert!(intake.documents[0].raw.contains("runs the café on the quay"), "{}", intake.documents[0].raw);
}

#[test]
fn a_second_run_asks_only_for_what_changed_or_is_missing() {
    let version = Arc::new(AtomicUsize::new(1));
    let own = Arc::clone(&version);
    let server = Server::new(move |asked: &Request| {
        let version = own.load(Ordering::SeqCst);
        let tag = format!("\"v{version}\"");
        match asked.path.as_str() {
            "/tagged" if asked.field("if-none-match") == tag => Reply::status("304 Not Modified"),
            "/tagged" => {
                let fields = format!("Content-Type: text/html\nETag: {tag}");
                Reply::with("200 OK", &fields, page("Ferry", &format!("Version {version} of it, they said.")))
            }
            "/plain" => Reply::html(page("Tram", "It has no tag at all.")),
            "/moved" => Reply::redirect("/tagged2"),
            "/tagged2" if asked.field("if-modified-since") == "yesterday" => {
                Reply::status("304 Not Modified")
            }
            "/tagged2" => Reply::with(
                "200 OK",
                "Content-Type: text/html\nLast-Modified: yesterday",
                page("Bus", "It moved."),
            ),
            "/missing" if version == 2 => Reply::html(page("Late", "It came in the end.")),
            _ => Reply::status("404 Not Found"),
        }
    });
    let folder = tempfile::tempdir().unwrap();
    let all = ["/tagged", "/plain", "/moved", "/missing"].map(|path| server.url(path));
    let counts = |fetched: &super::Fetched| {
        let summary = fetched.summary;
        [summary.saved, summary.changed, summary.same, summary.failed]
    };
    assert_eq!(counts(&fetch(&all, settings(folder.path()))), [3, 0, 0, 1]);
    let before = files(folder.path());
    assert_eq!(counts(&fetch(&all, settings(folder.path()))), [0, 0, 3, 1]);
    assert_eq!(files(folder.path()), before);
    version.store(2, Ordering::SeqCst);
    assert_eq!(counts(&fetch(&all, settings(folder.path()))), [1, 1, 2, 0]);
    let tagged = files(folder.path()).into_iter().find(|name| name.contains("-tagged-")).unwrap();
    assert!(fs::read_to_string(folder.path().join(&tagged)).unwrap().contains("Version 2"));
    // What was changed by hand is not what the server's tag is of.
    fs::write(folder.path().join(&tagged), "cut").unwrap();
    assert_eq!(counts(&fetch(&all, settings(folder.path()))), [1, 0, 3, 0]);
    assert!(fs::read_to_string(folder.path().join(&tagged)).unwrap().contains("Version 2"));
    fs::write(folder.path().join(format!("{tagged}.fetched.json")), "{\"dixit\":").unwrap();
    assert_eq!(counts(&fetch(&all, settings(folder.path())))[2..], [3, 0]);
    fs::remove_file(folder.path().join(&tagged)).unwrap();
    assert_eq!(counts(&fetch(&all, settings(folder.path()))), [1, 0, 3, 0]);
}

#[test]
fn a_page_that_is_gone_stays_as_it_was() {
    let is_there = Arc::new(AtomicBool::new(true));
    let own = Arc::clone(&is_there);
    let server = Server::new(move |asked: &Request| match asked.path.as_str() {
        "/page" if own.load(Ordering::SeqCst) => Reply::html(ferry()),
        _ => Reply::status("404 Not Found"),
    });
    let folder = tempfile::tempdir().unwrap();
    fetch_one(&server, "/page", settings(folder.path()));
    is_there.store(false, Ordering::SeqCst);
    let fetched = fetch_one(&server, "/page", settings(folder.path()));
    let reason = fetched.reasons().concat();
    assert!(reason.starts_with("404 Not Found; the copy of 20") && reason.ends_with("Z stays"), "{reason}");
    assert_eq!(fs::read_to_string(folder.path().join(files(folder.path()).remove(0))).unwrap(), ferry());
}

#[test]
fn one_page_is_saved_once_whatever_it_is_called() {
    let canonical = |words: &str, link: &str| {
        Reply::html(
            page("Ferry", words).replace("<title>", &format!("<link rel=canonical href='{link}'><title>")),
        )
    };
    let server = Server::of([
        ("/ferry", canonical("The one.", "/ferry")),
        ("/ferry?utm_source=mail", canonical("The one.", "/ferry")),
        ("/print/ferry", canonical("The one, to be printed.", "/ferry")),
        ("/copy", Reply::html(page("Ferry", "The same to the letter."))),
        ("/copy2", Reply::html(page("Ferry", "The same to the letter."))),
        ("/other", canonical("Of another paper.", "https://gazette.example/ferry")),
        ("/front", canonical("A careless one.", "/")),
        ("/front2", canonical("A careless one, the second.", "/")),
    ]);
    let folder = tempfile::tempdir().unwrap();
    let paths = [
        "/ferry",
        "/ferry?utm_source=mail#top",
        "/print/ferry",
        "/copy",
        "/copy2",
        "/other",
        "/front",
        "/front2",
    ];
    let all = paths.map(|path| server.url(path));
    // One server is asked in order, so the first is the one that stays.
    let fetched = fetch(&all, settings(folder.path()));
    assert_eq!((fetched.summary.saved, fetched.summary.twice), (5, 3), "{fetched:?}");
    let names = files(folder.path());
    assert_eq!(names.len(), 5);
    let ferry = names.iter().find(|name| name.contains("-ferry-")).unwrap();
    let noted = note(folder.path(), ferry);
    assert_eq!(noted["addresses"], serde_json::json!([server.url("/ferry"), server.url("/print/ferry")]));
    let again = fetch(&all, settings(folder.path())).summary;
    assert_eq!((again.saved, again.changed, again.same, again.twice, again.failed), (0, 0, 5, 3, 0));
    assert_eq!(files(folder.path()), names);
    let printed = fetch(&[server.url("/print/ferry")], settings(folder.path()));
    assert_eq!(printed.summary.failed, 0);
    assert_eq!(files(folder.path()), names, "and the other address alone makes no second file");
}

#[test]
fn files_of_hostile_addresses_lie_in_the_folder_and_are_each_its_own() {
    let long = format!("/{}", "x".repeat(300));
    let paths = [
        "/../../x",
        "/%2e%2e%2f%2e%2e%2fx",
        "/..%5c..%5cx",
        "/a%00b",
        "/con",
        "/aux.html",
        "/%1b%5b31m",
        &long,
        "/?a",
        "/?b",
        "/%ff",
        "/x.html.fetched.json",
        "/.dixit-x.tmp",
        "/ ",
        "/%E6%B8%AF",
    ];
    let server = Server::new(|asked: &Request| match asked.path.as_str() {
        "/robots.txt" => Reply::status("404 Not Found"),
        path => Reply::html(page("Ferry", &format!("Asked for {} bytes: {path:?}.", path.len()))),
    });
    let above = tempfile::tempdir().unwrap();
    let folder = above.path().join("a/b");
    let wanted = paths.map(|path| server.url(path));
    let fetched = fetch(&wanted, settings(&folder));
    assert_eq!((fetched.summary.saved, fetched.summary.failed), (paths.len(), 0), "{fetched:?}");
    let names = files(&folder);
    assert_eq!(names.len(), paths.len(), "{names:?}");
    let harmless = |name: &String| {
        name.len() < 200
            && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.'))
            && !name.starts_with('.')
    };
    assert!(names.iter().all(harmless), "{names:?}");
    assert_eq!(files(above.path()), ["a"]);
    let intake = ingest::read(&[folder]).unwrap();
    assert_eq!((intake.documents.len(), intake.skipped.len()), (paths.len(), 0));
}

/// Two programs at once, and what one that was ended left behind.
#[test]
fn two_at_once_break_nothing_and_remains_are_cleared() {
    let server = Arc::new(Server::of((0..30).map(|i| {
        (format!("/{i}"), Reply::html(page(&format!("Ferry {i}"), &format!("Number {i} ran, they said."))))
    })));
    let folder = tempfile::tempdir().unwrap();
    let remains = folder.path().join(".dixit-abc.tmp");
    fs::write(&remains, "<html><p>Half a").unwrap();
    let old = std::time::SystemTime::now() - Duration::from_hours(2);
    fs::File::options().write(true).open(&remains).unwrap().set_modified(old).unwrap();
    let all: Vec<String> = (0..30).map(|i| server.url(&format!("/{i}"))).collect();
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| assert_eq!(fetch(&all, settings(folder.path())).summary.failed, 0));
        }
    });
    assert_eq!(files(folder.path()).len(), 30);
    let intake = ingest::read(&[folder.path().to_owned()]).unwrap();
    assert_eq!((intake.documents.len(), intake.skipped.len()), (30, 0), "{:?}", intake.skipped);
}

#[test]
fn a_stop_is_soon_and_the_folder_stays_whole() {
    let server = Server::new(|asked: &Request| match asked.path.as_str() {
        "/robots.txt" => Reply::status("404 Not Found"),
        "/quick" => Reply::html(ferry()),
        _ => Reply::raw("200 OK\nContent-Type: text/html\nContent-Length: 99999", "<html><p>Half a")
            .then(Piece::Silence),
    });
    let folder = tempfile::tempdir().unwrap();
    let stop = AtomicBool::new(false);
    let wanted = ["/quick", "/slow", "/slow2"].map(|path| Wanted::Address(server.url(path).parse().unwrap()));
    let before = Instant::now();
    let summary = run(wanted.into(), settings(folder.path()), &stop, &mut |event| {
        if matches!(event, Event::Asking(_, url) if url.ends_with("/slow")) {
            stop.store(true, Ordering::SeqCst);
        }
    });
    let summary = summary.unwrap();
    assert!(before.elapsed() < Duration::from_secs(10), "{:?}", before.elapsed());
    assert_eq!((summary.saved, summary.failed, summary.left), (1, 0, 2));
    let is_page = |name: &String| Path::new(name).extension().is_some_and(|end| end == "html");
    let names: BTreeSet<String> = files(folder.path()).into_iter().collect();
    assert!(names.len() == 1 && names.iter().all(is_page), "{names:?}");
}

#[test]
fn a_folder_that_cannot_be_written_is_said() {
    let above = tempfile::tempdir().unwrap();
    let file = above.path().join("file");
    fs::write(&file, "x").unwrap();
    let stop = AtomicBool::new(false);
    let error = run(Vec::new(), settings(&file.join("folder")), &stop, &mut |_| {}).unwrap_err();
    assert!(error.to_string().starts_with("cannot write in "), "{error}");
    let wrong = dixit::fetch::Settings { agent: "dixit\r\nX: y".into(), ..settings(above.path()) };
    let error = run(Vec::new(), wrong, &stop, &mut |_| {}).unwrap_err();
    assert!(error.to_string().starts_with("a program cannot call itself that"), "{error}");
}
