//! Addresses of pages: which are asked, which are the same, and what their files are called.

use url::{Host, Url};

use crate::text::{file_name, hash::fnv};

/// Parameters that say where a reader came from, and nothing of the page. One that ends in `*` is a beginning.
const TRACKING: &[&str] = &[
    "utm_*",
    "ns_*",
    "at_*",
    "mc_cid",
    "mc_eid",
    "fbclid",
    "gclid",
    "gclsrc",
    "dclid",
    "gbraid",
    "wbraid",
    "msclkid",
    "yclid",
    "twclid",
    "ttclid",
    "igshid",
    "igsh",
    "_ga",
    "_gl",
    "ref_src",
    "ref_url",
    "cmpid",
    "cmp",
    "icid",
    "smid",
    "s_cid",
    "wt_mc",
    "xtor",
    "ftag",
    "guccounter",
    "guce_referrer",
    "guce_referrer_sig",
    "__twitter_impression",
];

/// Letters and digits of the hash at the end of a file's name.
const HASH: usize = 8;

/// An address that can be asked, without its fragment.
pub(super) fn parse(text: &str) -> Result<Url, String> {
    let url = Url::parse(text.trim()).map_err(|error| format!("no address: {error}"))?;
    askable(url)
}

/// Where a link on the page `base` leads, if that can be asked.
pub(super) fn join(base: &Url, link: &str) -> Result<Url, String> {
    let url = base.join(link.trim()).map_err(|error| format!("leads to no address: {error}"))?;
    askable(url)
}

fn askable(mut url: Url) -> Result<Url, String> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(format!("only http and https are fetched, not {}:", url.scheme()));
    }
    if url.host_str().is_none_or(str::is_empty) {
        return Err("has no host".to_owned());
    }
    // They would be written into every note beside the page.
    if !url.username().is_empty() || url.password().is_some() {
        return Err("has a name and a password in it, which are not sent".to_owned());
    }
    url.set_fragment(None);
    Ok(url)
}

/// The address without what only says where a reader came from.
pub(super) fn clean(url: &Url) -> Url {
    let mut clean = url.clone();
    clean.set_fragment(None);
    let kept = url.query().map(|query| {
        let kept: Vec<&str> = query.split('&').filter(|pair| !is_tracking(pair)).collect();
        kept.join("&")
    });
    clean.set_query(kept.as_deref().filter(|query| !query.is_empty()));
    clean
}

fn is_tracking(pair: &str) -> bool {
    let name = pair.split('=').next().unwrap_or_default().to_ascii_lowercase();
    name.is_empty()
        || TRACKING.iter().any(|tracking| {
            tracking.strip_suffix('*').map_or(name == *tracking, |beginning| name.starts_with(beginning))
        })
}

/// What two addresses of one page have in common: neither scheme nor tracking parameters.
pub(super) fn key(url: &Url) -> String {
    let clean = clean(url);
    let clean = clean.as_str();
    clean.split_once("//").map_or(clean, |(_, rest)| rest).to_owned()
}

/// Where requests go that must not come all at once: scheme, host and port.
pub(super) fn server(url: &Url) -> String {
    url.origin().ascii_serialization()
}

/// The address a page says is its own, if it may say so: one on its own site, and not the front page, which careless
/// sites name on every page.
pub(super) fn canonical(page: &Url, link: &str) -> Option<Url> {
    let own = join(page, link).ok()?;
    let site = |url: &Url| match url.host() {
        Some(Host::Domain(domain)) => {
            let bare = ["www.", "m.", "amp.", "mobile."].iter().find_map(|start| domain.strip_prefix(start));
            bare.unwrap_or(domain).to_owned()
        }
        _ => url.host_str().unwrap_or_default().to_owned(),
    };
    let is_front = |url: &Url| url.path() == "/" && url.query().is_none();
    (site(page) == site(&own) && page.port() == own.port() && (!is_front(&own) || is_front(page)))
        .then_some(own)
}

/// What the file of a page is called, without its ending: the words of the address, then a hash, so that no two addresses
/// come out the same and nothing in it means anything to a path or a shell.
pub(super) fn stem(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    let path = decoded(url.path());
    let path = path.rsplit_once('.').map_or(path.as_str(), |(before, end)| {
        if end.len() <= 5 && !end.contains('/') { before } else { &path }
    });
    let words = file_name::stem(&format!("{} {path}", host.strip_prefix("www.").unwrap_or(host)));
    let hash = format!("{:016x}", fnv(key(url).into_bytes()));
    format!("{words}-{}", hash.get(..HASH).unwrap_or(&hash))
}

/// A path with its escapes undone, to be read by people.
fn decoded(path: &str) -> String {
    let bytes: Vec<u8> = unescaped(path).map(|(byte, _)| byte).collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The bytes of a path, each with whether it was escaped.
pub(super) fn unescaped(path: &str) -> impl Iterator<Item = (u8, bool)> {
    let mut rest = path.as_bytes();
    std::iter::from_fn(move || {
        let (&byte, after) = rest.split_first()?;
        let code = after.get(..2).filter(|_| byte == b'%').and_then(|two| str::from_utf8(two).ok());
        let escaped = code.and_then(|code| u8::from_str_radix(code, 16).ok());
        rest = if escaped.is_some() { after.get(2..)? } else { after };
        Some((escaped.unwrap_or(byte), escaped.is_some()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        parse(text).expect("an address")
    }

    #[test]
    fn what_can_be_asked_is_http() {
        assert_eq!(url(" https://Post.Example:443/a b#c ").as_str(), "https://post.example/a%20b");
        for (no, why) in [
            ("file:///etc/passwd", "only http and https are fetched, not file:"),
            ("ftp://post.example/", "only http and https are fetched, not ftp:"),
            ("https://ana:secret@post.example/", "has a name and a password in it, which are not sent"),
            ("post.example/ferry", "no address: relative URL without a base"),
        ] {
            assert_eq!(parse(no).map(String::from), Err(why.to_owned()), "{no}");
        }
        let base = url("http://post.example/news/a.html");
        assert_eq!(join(&base, "../b?x=1#y").map(String::from), Ok("http://post.example/b?x=1".to_owned()));
        assert!(join(&base, "file:///etc/passwd").is_err());
    }

    #[test]
    fn one_page_has_one_key() {
        let same = [
            "https://post.example/ferry?id=7",
            "http://post.example/ferry?id=7#top",
            "https://POST.example:443/ferry?utm_source=x&id=7&fbclid=abc",
            "https://post.example/ferry?id=7&UTM_Campaign=spring",
        ];
        for one in same {
            assert_eq!(key(&url(one)), "post.example/ferry?id=7", "{one}");
        }
        assert_eq!(key(&url("https://post.example/?utm_medium=feed")), "post.example/");
        assert_ne!(key(&url("https://post.example/ferry?id=8")), key(&url(same[0])));
    }

    #[test]
    fn a_page_names_its_own_address_and_nobody_elses() {
        let page = url("https://m.post.example/ferry?page=1");
        let canonical = |link| canonical(&page, link).map(String::from);
        assert_eq!(
            canonical("https://www.post.example/ferry"),
            Some("https://www.post.example/ferry".into())
        );
        assert_eq!(canonical("/ferry"), Some("https://m.post.example/ferry".into()));
        for no in ["https://gazette.example/ferry", "https://www.post.example/", "javascript:x", "file:///x"]
        {
            assert_eq!(canonical(no), None, "{no}");
        }
    }

    #[test]
    fn names_of_files_are_harmless_and_of_their_own() {
        let stem = |text: &str| super::stem(&url(text));
        assert_eq!(
            stem("https://www.post.example/2026/03/ferry-runs.html"),
            "post-example-2026-03-ferry-runs-cf14d03e"
        );
        let hostile = [
            "http://h.example/../../etc/passwd",
            "http://h.example/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
            "http://h.example/..%5C..%5Cwindows",
            "http://h.example/a%00b",
            "http://h.example/%1b%5b31m",
            "http://h.example/",
            "http://h.example/?",
            "http://h.example/con",
            "http://con/",
            "http://nul./aux.txt",
            "http://h.example/%ff%fe",
            "http://[::1]:8080/x",
            "http://h.example/港口/%D9%85%D9%8A%D9%86%D8%A7%D8%A1",
        ];
        let mut all: Vec<String> = hostile.iter().map(|text| stem(text)).collect();
        all.push(stem(&format!("http://h.example/{}", "x".repeat(3000))));
        all.push(stem(&format!("http://h.example/{}y", "x".repeat(3000))));
        for name in &all {
            assert!(name.len() < 200 && name.chars().all(|c| c.is_alphanumeric() || c == '-'), "{name}");
        }
        let distinct: std::collections::BTreeSet<&String> = all.iter().collect();
        assert_eq!(
            distinct.len(),
            all.len() - 1,
            "only the address with an empty query is another's: {all:?}"
        );
        assert!(all.iter().any(|name| name.contains("港口")), "{all:?}");
    }
}
