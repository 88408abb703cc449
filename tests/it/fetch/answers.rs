//! What servers answer: every way to be late, wrong, too much or nothing at all, each told in a line.

use std::{
    io::Write as _,
    net::TcpListener,
    sync::atomic::{AtomicUsize, Ordering},
    time::{Duration, Instant},
};

use dixit::fetch::{Became, Timeouts};
use flate2::{Compression, write::GzEncoder};

use super::{
    PATIENT, Reply, Request, SHORT, Server, ferry, fetch, fetch_one, files, server::Piece, settings,
};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Fails to fetch one page that is answered so, in time, and says why; nothing is left in the folder.
#[track_caller]
fn fails(reply: Reply, timeouts: Timeouts, expected: &str) {
    let server = Server::of([("/page", reply)]);
    let folder = tempfile::tempdir().unwrap();
    let before = Instant::now();
    let settings =
        dixit::fetch::Settings { largest: 1 << 20, retries: 0, timeouts, ..settings(folder.path()) };
    let fetched = fetch_one(&server, "/page", settings);
    assert_eq!(fetched.reasons(), [expected]);
    assert_eq!((fetched.summary.failed, server.paths().len()), (1, 1), "{expected}");
    assert!(files(folder.path()).is_empty(), "{expected}");
    assert!(before.elapsed() < PATIENT / 2, "{expected}: took {:?}", before.elapsed());
}

fn patient() -> Timeouts {
    settings(std::path::Path::new("")).timeouts
}

#[test]
fn what_is_too_late_is_given_up() {
    let head = "200 OK\nContent-Type: text/html";
    fails(Reply(vec![Piece::Silence]), Timeouts { answer: SHORT, ..patient() }, "no answer within 1 s");
    let start = Piece::Bytes(b"HTTP/1.1 200 OK\r\nX-Slow: ".to_vec());
    let drip = Reply(vec![start, Piece::Endless(b"x".to_vec(), Duration::from_millis(20))]);
    fails(drip, Timeouts { answer: SHORT, ..patient() }, "no answer within 1 s");
    let cut = Reply::raw(&format!("{head}\nContent-Length: 5000"), "<html>");
    fails(cut.clone().then(Piece::Silence), Timeouts { pause: SHORT, ..patient() }, "nothing came for 1 s");
}

#[test]
fn what_is_too_slow_is_given_up_and_what_is_slow_is_not() {
    let head = "200 OK\nContent-Type: text/html";
    let drip = |pause| {
        Reply::raw(head, "<html>").then(Piece::Endless(b"<p>".to_vec(), Duration::from_millis(pause)))
    };
    fails(drip(20), Timeouts { whole: SHORT, ..patient() }, "not all of it came within 1 s");
    // Slow is not too slow.
    let (start, end) = ("<html><p>The ferry runs, ", "said Tamsin Okafor.");
    let slow = Reply::raw(head, start).then(Piece::Pause(Duration::from_millis(50)));
    let server = Server::of([("/page", slow.then(Piece::Bytes(end.into())))]);
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(fetch_one(&server, "/page", settings(folder.path())).summary.saved, 1);
    let name = files(folder.path()).remove(0);
    assert_eq!(std::fs::read_to_string(folder.path().join(name)).unwrap(), format!("{start}{end}"));
    let server = Server::of([("/page", drip(20))]);
    let folder = tempfile::tempdir().unwrap();
    let timeouts = Timeouts { pause: SHORT, slowest: 1 << 20, ..patient() };
    let settings = dixit::fetch::Settings { retries: 0, timeouts, ..settings(folder.path()) };
    let fetched = fetch_one(&server, "/page", settings);
    assert!(fetched.reasons().iter().all(|reason| reason.starts_with("too slow: ")), "{fetched:?}");
    assert_eq!(fetched.summary.failed, 1);
}

#[test]
fn what_is_broken_off_or_too_much_or_no_http_is_no_page() {
    let head = "200 OK\nContent-Type: text/html";
    fails(
        Reply::raw(&format!("{head}\nContent-Length: 5000"), ferry()),
        patient(),
        "broken off in the middle",
    );
    let chunked = Reply::raw(&format!("{head}\nTransfer-Encoding: chunked"), "10\r\n<html><p>Ferry</\r\n");
    fails(chunked, patient(), "broken off in the middle");
    fails(Reply(vec![]), patient(), "no answer came");
    fails(
        Reply(vec![Piece::Bytes(b"SSH-2.0-OpenSSH_9.9\r\n\r\n".to_vec())]),
        patient(),
        "no HTTP: http parse fail: invalid HTTP version",
    );
    let endless = Reply::raw(head, "").then(Piece::Endless(vec![b'x'; 1 << 16], Duration::ZERO));
    fails(endless, patient(), "larger than 1 MiB");
    fails(Reply::raw(&format!("{head}\nContent-Length: 99999999999"), ""), patient(), "larger than 1 MiB");
    let mut huge = String::from(head);
    huge.extend((0..90).map(|i| format!("\nX-{i}: {}", "x".repeat(1000))));
    fails(Reply::raw(&huge, ""), patient(), "the head of the answer is larger than 64 KiB");
    fails(Reply::html(""), patient(), "empty");
    fails(Reply::status("204 No Content"), patient(), "204 No Content");
    fails(
        Reply::with("200 OK", "Content-Type: image/png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        patient(),
        "not a kind that is read (image/png)",
    );
    fails(Reply::status("404 Not Found"), patient(), "404 Not Found");
    fails(Reply::status("799 No Robots"), patient(), "status 799");
    fails(Reply::status("304 Not Modified"), patient(), "said to be unchanged, and is not here");
}

#[test]
fn what_is_packed_is_unpacked_and_bombs_do_not_go_off() {
    let packed = |encoding: &str, bytes: &[u8]| {
        Reply::with("200 OK", &format!("Content-Type: text/html\nContent-Encoding: {encoding}"), bytes)
    };
    // Ten megabytes of one letter in 27 bytes.
    let bomb: Vec<u8> = "cbffff3ff825f0e2b14020f7fe2fffff3ff04b00c4611180eefd07"
        .as_bytes()
        .chunks(2)
        .map(|two| u8::from_str_radix(str::from_utf8(two).unwrap(), 16).unwrap())
        .collect();
    fails(packed("br", &bomb), patient(), "larger than 1 MiB");
    fails(packed("gzip", &gzip(&vec![b'x'; 4 << 20])), patient(), "larger than 1 MiB");
    fails(packed("gzip, gzip", &gzip(&gzip(&vec![b'x'; 4 << 20]))), patient(), "larger than 1 MiB");
    fails(packed("gzip", ferry().as_bytes()), patient(), "said to be gzip and is not");
    fails(packed("br", ferry().as_bytes()), patient(), "said to be br and is not");
    fails(packed("zstd", b"x"), patient(), "packed in a way that was not asked for (zstd)");
    let whole = gzip(ferry().as_bytes());
    fails(packed("gzip", &whole[..whole.len() / 2]), patient(), "broken off in the middle");

    let server =
        Server::of([("/gzip", packed("gzip", &whole)), ("/none", packed("identity", b"<html><p>Ferry"))]);
    let folder = tempfile::tempdir().unwrap();
    let fetched = fetch(&[server.url("/gzip"), server.url("/none")], settings(folder.path()));
    assert_eq!(fetched.summary.saved, 2, "{fetched:?}");
    let [first, _] = files(folder.path()).try_into().unwrap();
    assert_eq!(std::fs::read_to_string(folder.path().join(first)).unwrap(), ferry(), "as it came, unpacked");
    assert_eq!(server.asked()[0].field("accept-encoding"), "gzip, br");
    assert!(server.asked()[0].field("user-agent").starts_with("dixit/"));
}

#[test]
fn redirects_are_followed_but_not_in_circles_and_nowhere_else() {
    let mut pages: Vec<(String, Reply)> = vec![
        ("/old".into(), Reply::redirect("/new?x=1#part")),
        ("/new?x=1".into(), Reply::html(ferry())),
        ("/a".into(), Reply::redirect("/b")),
        ("/b".into(), Reply::redirect("a")),
        ("/self".into(), Reply::redirect("/self")),
        ("/file".into(), Reply::redirect("file:///etc/passwd")),
        ("/script".into(), Reply::redirect("javascript:alert(1)")),
        ("/nowhere".into(), Reply::status("302 Found")),
        ("/escape".into(), Reply::redirect("/%1b[31m")),
    ];
    pages.extend((0..40).map(|i| (format!("/chain{i}"), Reply::redirect(&format!("/chain{}", i + 1)))));
    let server = Server::of(pages);
    let folder = tempfile::tempdir().unwrap();
    let fetched = fetch_one(&server, "/old", settings(folder.path()));
    let name = files(folder.path()).remove(0);
    assert_eq!(fetched.became, [(server.url("/old"), Became::Saved(name.clone()))]);
    let note = super::note(folder.path(), &name);
    assert_eq!((&note["asked"], &note["url"]), (&server.url("/old").into(), &server.url("/new?x=1").into()));
    for (path, expected) in [
        ("/a", format!("leads in a circle: {}", server.url("/a"))),
        ("/self", format!("leads in a circle: {}", server.url("/self"))),
        ("/file", "leads on: only http and https are fetched, not file:".into()),
        ("/script", "leads on: only http and https are fetched, not javascript:".into()),
        ("/nowhere", "leads on, and does not say where to".into()),
        ("/chain0", "leads on more than 10 times".into()),
        ("/escape", "404 Not Found".into()),
    ] {
        let fetched = fetch_one(&server, path, settings(folder.path()));
        assert_eq!(fetched.reasons(), [expected], "{path}");
    }
    let chain = server.paths().iter().filter(|path| path.starts_with("/chain")).count();
    assert_eq!(chain, 11, "the page and ten redirects");
}

#[test]
fn what_may_go_another_time_is_tried_again_and_nothing_else() {
    let counts: [AtomicUsize; 6] = std::array::from_fn(|_| AtomicUsize::new(0));
    let server = Server::new(move |asked: &Request| {
        let time = |i: usize| counts[i].fetch_add(1, Ordering::SeqCst);
        match asked.path.as_str() {
            "/busy" if time(0) == 0 => Reply::status("503 Service Unavailable"),
            "/later" if time(1) == 0 => Reply::with("429 Too Many Requests", "Retry-After: 0", ""),
            "/cut" if time(2) == 0 => Reply::raw("200 OK\nContent-Length: 999", "<html>"),
            "/gone" if time(3) == 0 => Reply(vec![]),
            "/busy" | "/later" | "/cut" | "/gone" => Reply::html(ferry().replace("six", &asked.path)),
            "/broken" => Reply::status("500 Internal Server Error"),
            "/tomorrow" => Reply::with("503 Service Unavailable", "Retry-After: 7200", ""),
            "/never" => Reply::status("410 Gone"),
            _ => Reply::status("404 Not Found"),
        }
    });
    let folder = tempfile::tempdir().unwrap();
    let paths = ["/busy", "/later", "/cut", "/gone", "/broken", "/tomorrow", "/never"];
    let fetched = fetch(&paths.map(|path| server.url(path)), settings(folder.path()));
    let failed = [
        "500 Internal Server Error",
        "410 Gone",
        "503 Service Unavailable, and asks to come back in 120 min",
    ];
    assert_eq!((fetched.summary.saved, fetched.reasons()), (4, failed.to_vec()), "{fetched:?}");
    let asked = server.paths();
    let times = |path: &str| asked.iter().filter(|asked| *asked == path).count();
    assert_eq!(paths.map(times), [2, 2, 2, 2, 2, 1, 1]);
}

#[test]
fn a_server_that_says_when_to_come_back_is_left_alone_until_then() {
    let count = AtomicUsize::new(0);
    let server = Server::new(move |asked: &Request| match asked.path.as_str() {
        "/robots.txt" => Reply::status("404 Not Found"),
        _ if count.fetch_add(1, Ordering::SeqCst) == 0 => {
            Reply::with("429 Too Many Requests", "Retry-After: 1", "")
        }
        path => Reply::html(ferry().replace("six", path)),
    });
    let folder = tempfile::tempdir().unwrap();
    let fetched = fetch(&["/a", "/b"].map(|path| server.url(path)), settings(folder.path()));
    assert_eq!(fetched.summary.saved, 2, "{fetched:?}");
    let asked = server.asked();
    let pause = asked[1].at - asked[0].at;
    assert!(pause >= Duration::from_millis(990), "the other page waits too: {pause:?}");
}

#[test]
fn nobody_there_is_said_plainly() {
    let folder = tempfile::tempdir().unwrap();
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let fetched = fetch(&[format!("http://{closed}/x")], settings(folder.path()));
    assert_eq!(fetched.reasons(), ["connection refused (asked for robots.txt)"]);
    let fetched = fetch(&["http://no-such-host.invalid/x".to_owned()], settings(folder.path()));
    let reason = fetched.reasons().concat();
    // Without a network the system cannot say whether there is one.
    assert!(
        reason.starts_with("there is no such host") || reason.starts_with("names of hosts cannot"),
        "{reason}"
    );
}
