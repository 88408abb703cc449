//! What the user names: addresses, feeds, lists of feeds, files of addresses.

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

use url::Url;

use super::{address, arrived};
use crate::{
    disk::reason,
    ingest::{
        STDIN, decoded,
        formats::feed::{self, Entry},
    },
};

/// A file of addresses, a saved feed or a list of feeds is not larger than this.
const LARGEST: u64 = 64 << 20;

/// Something to fetch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// A page, or a feed whose pages are wanted, or a list of feeds.
    Address(Url),
    /// A feed of a list.
    Feed(Url),
    /// The items of a feed that was saved: where, and what they say.
    Items(String, Vec<Entry>),
}

/// What cannot be fetched, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unusable {
    /// What was named: an address, the line of a file.
    pub what: String,
    /// Why not.
    pub reason: String,
}

/// What an argument stands for, [`STDIN`] read from `stdin`, and what in it is no address. An error if it is neither an
/// address nor a file.
pub fn wanted(argument: &Path, stdin: &mut dyn Read) -> Result<(Vec<Wanted>, Vec<Unusable>), String> {
    let name = argument.to_string_lossy();
    if name == STDIN {
        return in_file("(standard input)", &all_of(stdin, "standard input")?);
    }
    if name.contains("://") && !argument.exists() {
        let url = address::parse(&name).map_err(|reason| format!("{name}: {reason}"))?;
        return Ok((vec![Wanted::Address(url)], Vec::new()));
    }
    match File::open(argument) {
        Ok(mut file) => in_file(&name, &all_of(&mut file, &name)?),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let host = name.split('/').next().unwrap_or_default();
            let meant =
                if host.contains('.') { format!("; https://{name} is meant?") } else { String::new() };
            Err(format!("{name}: there is no such file, and it is no address{meant}"))
        }
        Err(error) => Err(format!("{name}: {}", reason(&error))),
    }
}

fn all_of(from: &mut dyn Read, name: &str) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    from.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| format!("{name}: {}", reason(&error)))?;
    if bytes.len() as u64 > LARGEST {
        return Err(format!("{name}: larger than {} MiB", LARGEST >> 20));
    }
    Ok(bytes)
}

/// What a file holds: a feed, a list of feeds, or addresses, one a line; lines that begin with `#` say nothing.
fn in_file(name: &str, bytes: &[u8]) -> Result<(Vec<Wanted>, Vec<Unusable>), String> {
    let failed = |reason: String| format!("{name}: {reason}");
    match arrived::kind(bytes, name) {
        Some(format) if arrived::is_feed(format) => {
            let entries = feed::entries(bytes.to_vec(), None).map_err(failed)?;
            Ok((vec![Wanted::Items(name.to_owned(), entries)], Vec::new()))
        }
        Some(format) if arrived::is_list(format) => {
            let listed = feed::listed(&decoded(bytes.to_vec(), None).map_err(failed)?).map_err(failed)?;
            let numbered = listed.iter().map(|target| (format!("{name}: {target}"), target.as_str()));
            Ok(sorted(numbered, Wanted::Feed))
        }
        _ => {
            let text = decoded(bytes.to_vec(), None).map_err(failed)?;
            let lines = text.lines().enumerate().map(|(at, line)| (at + 1, line.trim()));
            let lines = lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
            let named = lines.map(|(number, line)| (format!("{name}:{number}"), line));
            let (wanted, unusable) = sorted(named, Wanted::Address);
            if wanted.is_empty() {
                return Err(format!("{name}: holds no address, one a line, and is no feed or list of feeds"));
            }
            Ok((wanted, unusable))
        }
    }
}

/// Addresses, and what is none; each with what it is called where it is none.
fn sorted<'t>(
    named: impl Iterator<Item = (String, &'t str)>,
    make: fn(Url) -> Wanted,
) -> (Vec<Wanted>, Vec<Unusable>) {
    let (mut wanted, mut unusable) = (Vec::new(), Vec::new());
    for (what, text) in named {
        match address::parse(text) {
            Ok(url) => wanted.push(make(url)),
            Err(reason) => unusable.push(Unusable { what, reason }),
        }
    }
    (wanted, unusable)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Result<(Vec<Wanted>, Vec<Unusable>), String> {
        wanted(Path::new(STDIN), &mut text.as_bytes())
    }

    fn url(text: &str) -> Url {
        Url::parse(text).expect("an address")
    }

    #[test]
    fn a_file_of_addresses_has_one_a_line() {
        let (wanted, unusable) =
            of("# ours\r\n\r\nhttps://a.example/x#y\r\n  http://b.example  \nferry\nfile:///etc/passwd\n")
                .expect("two");
        assert_eq!(
            wanted,
            ["https://a.example/x", "http://b.example/"].map(|text| Wanted::Address(url(text)))
        );
        let told: Vec<String> = unusable.iter().map(|one| format!("{}: {}", one.what, one.reason)).collect();
        assert_eq!(
            told,
            [
                "(standard input):5: no address: relative URL without a base",
                "(standard input):6: only http and https are fetched, not file:"
            ]
        );
        assert!(of("# nothing\n").is_err() && of("").is_err());
    }

    #[test]
    fn lists_of_feeds_and_saved_feeds_are_known_by_their_content() {
        let opml = r#"<?xml version="1.0"?><opml version="2.0"><body><outline text="All">
            <outline type="rss" xmlUrl="https://a.example/feed"/><outline xmlUrl="here.xml"/></outline></body></opml>"#;
        let (wanted, unusable) = of(opml).expect("a list");
        assert_eq!(wanted, [Wanted::Feed(url("https://a.example/feed"))]);
        assert_eq!(unusable.len(), 1);
        let feed = "<rss><channel><item><link>https://a.example/1</link></item></channel></rss>";
        let (wanted, _) = of(feed).expect("a feed");
        let [Wanted::Items(from, entries)] = wanted.as_slice() else { panic!("a feed: {wanted:?}") };
        assert_eq!((from.as_str(), entries.len()), ("(standard input)", 1));
    }

    #[test]
    fn what_is_neither_says_what_may_be_meant() {
        let of = |name: &str| wanted(Path::new(name), &mut io::empty()).expect_err("nothing to fetch");
        assert_eq!(
            of("post.example/ferry"),
            "post.example/ferry: there is no such file, and it is no address; https://post.example/ferry is meant?"
        );
        assert_eq!(of("ferry"), "ferry: there is no such file, and it is no address");
        assert_eq!(
            of("ftp://post.example/x"),
            "ftp://post.example/x: only http and https are fetched, not ftp:"
        );
    }
}
