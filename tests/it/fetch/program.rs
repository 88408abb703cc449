//! `dixit fetch` as its users run it, and the folder it leaves opened by the other commands.

use std::{fs, path::Path, process::Command, time::Duration};

use expect_test::expect;

use super::{Reply, Request, Server, ferry, files, page};
use crate::cli::{Ran, dixit, folder, run};

/// What the program printed, with the server's address and hashes as they are on every machine.
fn plain(text: &str, server: &Server) -> String {
    let text = text.replace(&server.address.to_string(), "HOST");
    let mut out = String::new();
    for line in text.lines() {
        let line = line.split_inclusive(['\t', '-']).map(|part| {
            let (stem, end) = part.split_once('.').unwrap_or((part, ""));
            let is_hash = stem.len() == 8 && stem.chars().all(|c| c.is_ascii_hexdigit());
            if is_hash && end.starts_with("html") { format!("HASH.{end}") } else { part.to_owned() }
        });
        out.extend(line);
        out.push('\n');
    }
    out
}

fn fetch(at: &Path, args: &[&str]) -> Ran {
    run(at, &[&["fetch", "--delay", "0", "--retries", "0"], args].concat())
}

#[test]
fn what_is_fetched_is_opened_with_all_that_leads_back_to_it() {
    let feed = "<rss><channel><title>Harbour Post</title><item><title>Ferry</title><link>/ferry</link></item>\
                <item><link>/gone</link></item></channel></rss>";
    let server = Server::of([
        ("/ferry", Reply::html(ferry())),
        ("/feed", Reply::with("200 OK", "Content-Type: application/rss+xml", feed)),
    ]);
    let here = folder(&[]);
    let ran = fetch(here.path(), &[&server.url("/feed"), &server.url("/feed#again"), "-o", "news"]);
    expect![[r#"
        twice	http://HOST/feed	http://HOST/feed
        saved	http://HOST/ferry	127-0-0-1-ferry-HASH.html
        failed	http://HOST/gone	404 Not Found
    "#]]
    .assert_eq(&plain(&ran.out, &server));
    expect![[r#"
        dixit: http://HOST/gone: 404 Not Found
        dixit: 1 page saved, 1 twice, 1 failed
    "#]]
    .assert_eq(&plain(&ran.err, &server));
    assert_eq!(ran.status, 1);

    let checked = run(here.path(), &["check", "--json", "news"]);
    let article: serde_json::Value = serde_json::from_str(checked.out.lines().next().unwrap()).unwrap();
    assert_eq!(article["outlet"], "Harbour Post");
    assert_eq!(article["date"], "2026-03-04T07:15+02:00");
    assert_eq!(article["address"], server.url("/ferry"));
    assert_eq!((checked.status, checked.err.as_str()), (0, ""), "notes are no problem");
    let quotes = run(here.path(), &["quotes", "--actor", "Okafor", "news"]);
    let fields: Vec<&str> = quotes.out.trim_end().split('\t').collect();
    assert_eq!(fields[3], "“We have waited since November,”", "{}", quotes.out);
    assert_eq!((fields[6], fields[8]), ("Harbour Post", "2026-03-04"));
    let sheet = run(here.path(), &["export", "--actor", "Okafor", "--format", "csv", "news"]);
    assert!(sheet.out.contains(&server.url("/ferry")), "the citation leads to the page: {}", sheet.out);
}

#[test]
fn wrong_use_is_told_and_nothing_is_asked() {
    let here = folder(&[("none.txt", "# nothing\n")]);
    for (args, told) in [
        (&["ferry"][..], "dixit: ferry: there is no such file, and it is no address\n"),
        (
            &["post.example/x"],
            "dixit: post.example/x: there is no such file, and it is no address; https://post.example/x is meant?\n",
        ),
        (&["file:///etc/passwd"], "dixit: file:///etc/passwd: only http and https are fetched, not file:\n"),
        (&["none.txt"], "dixit: none.txt: holds no address, one a line, and is no feed or list of feeds\n"),
        (
            &["http://h.invalid/", "--ca", "none.txt"],
            "dixit: no certificates can be read from none.txt: it holds none (PEM is read)\n",
        ),
    ] {
        let ran = fetch(here.path(), args);
        assert_eq!((ran.status, ran.out.as_str(), ran.err.as_str()), (2, "", told), "{args:?}");
    }
    for wrong in
        [&[][..], &["-"], &["http://h.invalid/", "--delay", "-1"], &["http://h.invalid/", "--servers", "0"]]
    {
        assert_eq!(fetch(here.path(), wrong).status, 2, "{wrong:?}");
    }
}

#[test]
fn nothing_a_server_says_gets_through_to_the_terminal() {
    let server = Server::new(|asked: &Request| match asked.path.as_str() {
        "/type" => {
            Reply::with("200 OK", "Content-Type: \u{9b}2Jimage/\u{202e}gnp", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
        }
        "/escape" => Reply::with("200 OK", "X-Evil: \u{1b}[31m", ferry()),
        "/to" => Reply::redirect("ftp\u{1b}]0;x\u{7}://h"),
        _ => Reply::status("404 Not Found"),
    });
    let here = folder(&[]);
    let urls = ["/type", "/escape", "/to"].map(|path| server.url(path));
    let ran = fetch(here.path(), &urls.each_ref().map(String::as_str));
    let evil = |c: char| c.is_control() && !matches!(c, '\n' | '\t') || matches!(c, '\u{202e}' | '\u{9b}');
    assert!(!ran.err.contains(evil) && !ran.out.contains(evil), "{ran:?}");
    assert_eq!(ran.err.lines().count(), 4, "one line for each, and the sum: {}", ran.err);
    assert_eq!(ran.status, 1);
}

#[test]
fn addresses_come_from_files_lists_and_standard_input() {
    let server = Server::new(|asked: &Request| match asked.path.as_str() {
        "/robots.txt" => Reply::status("404 Not Found"),
        "/feed" => {
            Reply::with("200 OK", "", "<rss><channel><item><link>/of-feed</link></item></channel></rss>")
        }
        path => Reply::html(page("Ferry", &format!("This is {path}."))),
    });
    let list = format!("# mine\n{}\nno address\n", server.url("/of-list"));
    let opml = format!("<opml><body><outline xmlUrl=\"{}\"/></body></opml>", server.url("/feed"));
    let saved =
        format!("<rss><channel><item><link>{}</link></item></channel></rss>", server.url("/of-saved"));
    let here = folder(&[("list.txt", &list), ("feeds.opml", &opml), ("saved.xml", &saved)]);
    let ran = fetch(here.path(), &["list.txt", "feeds.opml", "saved.xml"]);
    assert_eq!(ran.status, 1);
    assert!(ran.err.contains("dixit: list.txt:3: no address: relative URL without a base\n"), "{}", ran.err);
    assert!(ran.err.ends_with("dixit: 3 pages saved, 1 failed\n"), "{}", ran.err);
    assert_eq!(files(&here.path().join("fetched")).len(), 3);
}

/// Whoever presses Ctrl-C has the prompt back soon, and what was saved is whole.
#[cfg(unix)]
#[test]
fn an_interrupt_ends_it_and_the_same_command_goes_on() {
    use super::server::Piece;
    let server = Server::new(|asked: &Request| match asked.path.as_str() {
        "/robots.txt" => Reply::status("404 Not Found"),
        "/quick" => Reply::html(ferry()),
        _ => {
            Reply::raw("200 OK\nContent-Type: text/html\nContent-Length: 9999", "<html>").then(Piece::Silence)
        }
    });
    let here = folder(&[]);
    let mut child = dixit()
        .args(["fetch", "--delay", "0", &server.url("/quick"), &server.url("/slow"), "-o", "news"])
        .current_dir(here.path())
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    wait_until(|| server.paths().contains(&"/slow".to_owned()));
    let pid = child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
    let status = child.wait().unwrap();
    let mut told = String::new();
    std::io::Read::read_to_string(&mut child.stderr.take().unwrap(), &mut told).unwrap();
    assert_eq!(
        (status.code(), told.as_str()),
        (Some(130), "dixit: 1 page saved, stopped with 1 to go; the same command goes on\n")
    );
    let checked = run(here.path(), &["check", "news"]);
    assert_eq!(checked.status, 0, "{}", checked.err);
}

/// Waits for something that is to happen.
#[cfg(unix)]
#[track_caller]
fn wait_until(happened: impl Fn() -> bool) {
    for _ in 0..2000 {
        if happened() {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("it did not happen");
}

/// Whoever pulls the plug finds whole pages, and the same command has the rest.
#[cfg(unix)]
#[test]
fn what_is_killed_leaves_nothing_half() {
    let server = Server::new(|asked: &Request| match asked.path.as_str() {
        "/robots.txt" => Reply::status("404 Not Found"),
        path => Reply::html(page("Ferry", &format!("This is {path}. ").repeat(2000))),
    });
    let list: String = (0..60).map(|i| server.url(&format!("/{i}")) + "\n").collect();
    let here = folder(&[("list.txt", &list)]);
    for asked in [5, 17, 40] {
        let mut child = dixit()
            .args(["fetch", "--delay", "0", "list.txt", "-o", "news"])
            .current_dir(here.path())
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        wait_until(|| server.paths().len() >= asked);
        child.kill().unwrap();
        child.wait().unwrap();
        let checked = run(here.path(), &["check", "news"]);
        assert_eq!(checked.status, 0, "{}", checked.out);
        let pages = files(&here.path().join("news")).into_iter().filter(|name| !name.starts_with(".dixit-"));
        for name in pages {
            let page = fs::read_to_string(here.path().join("news").join(&name)).unwrap();
            assert!(page.ends_with("</html>"), "{name} is cut");
        }
    }
    let ran = fetch(here.path(), &["list.txt", "-o", "news"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let checked = run(here.path(), &["check", "news"]);
    assert_eq!((checked.status, checked.out.matches("\tformat\t").count()), (0, 60));
}
