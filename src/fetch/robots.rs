//! What a site asks of programs: its `robots.txt`, read as RFC 9309 says.

use std::{fmt::Write as _, time::Duration};

use memchr::memmem;
use url::Url;

use super::address;

/// Bytes of the file that are read; RFC 9309 asks for this many at least.
pub(super) const LARGEST: u64 = 512 << 10;

/// No crawl delay above this is waited for.
const LONGEST: Duration = Duration::from_mins(1);

/// What a site allows one program.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Robots {
    rules: Vec<Rule>,
    /// The time it wants between two requests.
    pub delay: Option<Duration>,
}

#[derive(Debug, Clone, PartialEq)]
struct Rule {
    allow: bool,
    /// The pattern as it is compared, its wildcards in it.
    pattern: String,
}

/// The lines of one group so far.
#[derive(Debug, Default)]
struct Group {
    /// Whom it is for, whether it is for everybody, and whether its rules have begun.
    own: bool,
    everybody: bool,
    begun: bool,
}

impl Robots {
    /// What the file says to the program that calls itself `agent` ("dixit/0.1 (+…)").
    pub fn parse(file: &[u8], agent: &str) -> Self {
        let text = String::from_utf8_lossy(file);
        let product = product(agent);
        let (mut own, mut everybody): (Option<Self>, Self) = (None, Self::default());
        let mut group = Group::default();
        for line in text.trim_start_matches('\u{feff}').split(['\n', '\r']) {
            let line = line.split('#').next().unwrap_or_default();
            let Some((name, value)) = line.split_once(':') else { continue };
            let (name, value) = (name.trim().to_ascii_lowercase(), value.trim());
            match name.as_str() {
                "user-agent" => {
                    if group.begun {
                        group = Group::default();
                    }
                    group.everybody |= value == "*";
                    let is_own = value != "*" && self::product(value) == product;
                    group.own |= is_own;
                    if is_own {
                        own.get_or_insert_default();
                    }
                }
                "allow" | "disallow" | "crawl-delay" => {
                    group.begun = true;
                    let own = own.as_mut().filter(|_| group.own);
                    for rules in own.into_iter().chain(group.everybody.then_some(&mut everybody)) {
                        rules.add(&name, value);
                    }
                }
                _ => {}
            }
        }
        own.unwrap_or(everybody)
    }

    fn add(&mut self, name: &str, value: &str) {
        if name == "crawl-delay" {
            let seconds = value.parse::<f64>().ok().filter(|seconds| *seconds >= 0.0);
            let delay = seconds.map(|seconds| Duration::from_secs_f64(seconds.min(LONGEST.as_secs_f64())));
            self.delay = delay.or(self.delay);
        } else if !value.is_empty() {
            let pattern = normal(value);
            // A pattern that leads nowhere within the site matches nothing.
            if pattern.starts_with(['/', '*']) {
                self.rules.push(Rule { allow: name == "allow", pattern });
            }
        }
    }

    /// Whether it allows `url`: the longest pattern that fits decides, of two as long the one that allows.
    pub fn allows(&self, url: &Url) -> bool {
        let path = match url.query() {
            Some(query) => format!("{}?{query}", url.path()),
            None => url.path().to_owned(),
        };
        let path = normal(&path);
        if path == "/robots.txt" {
            return true;
        }
        let fitting = self.rules.iter().filter(|rule| fits(&rule.pattern, &path));
        fitting.max_by_key(|rule| (rule.pattern.len(), rule.allow)).is_none_or(|rule| rule.allow)
    }
}

/// The name of a program in what it calls itself: letters, `-` and `_` at its beginning, in lower case.
fn product(agent: &str) -> String {
    agent
        .chars()
        .take_while(|c| c.is_ascii_alphabetic() || matches!(c, '-' | '_'))
        .collect::<String>()
        .to_ascii_lowercase()
}

/// A path or pattern as it is compared: everything beyond ASCII escaped, escapes in capitals, and none where none is needed.
fn normal(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for (byte, was_escaped) in address::unescaped(path) {
        let is_plain = byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        if is_plain || (!was_escaped && byte.is_ascii_graphic()) {
            out.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// Whether `pattern` fits the beginning of `path`: `*` is anything, `$` at its end the end of the path.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, to_end) = pattern.strip_suffix('$').map_or((pattern, false), |pattern| (pattern, true));
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = path.strip_prefix(first) else { return false };
    let parts: Vec<&str> = parts.collect();
    let Some((last, between)) = parts.split_last() else { return !to_end || rest.is_empty() };
    for part in between {
        // The first place is as good as any: what follows has the most room.
        let Some(after) = after(rest, part) else { return false };
        rest = after;
    }
    if to_end { rest.ends_with(last) } else { after(rest, last).is_some() }
}

/// What follows the first `part` in `text`.
fn after<'t>(text: &'t str, part: &str) -> Option<&'t str> {
    let at = memmem::find(text.as_bytes(), part.as_bytes())?;
    text.get(at + part.len()..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn allows(file: &str, path: &str) -> bool {
        let url = Url::parse("https://post.example").and_then(|url| url.join(path)).expect("an address");
        Robots::parse(file.as_bytes(), "dixit/0.1 (+https://dixit.example)").allows(&url)
    }

    #[test]
    fn the_own_group_counts_and_else_that_of_everybody() {
        let file = "User-agent: *\nDisallow: /\n\nUser-Agent: Dixit/9 # ours\nuser-agent: other\nDisallow: /private\n";
        assert!(allows(file, "/news") && !allows(file, "/private/a"));
        let twice = format!("{file}\nUser-agent: dixit\nDisallow: /archive\n");
        assert!(!allows(&twice, "/archive") && !allows(&twice, "/private"), "groups of one name are one");
        let other = "User-agent: dixitbot\nDisallow: /\n";
        assert!(allows(other, "/news"), "another program's");
        assert!(!allows("User-agent: *\nDisallow: /\n", "/news"));
        assert!(allows("User-agent: *\nDisallow: /\nUser-agent: dixit\n", "/news"), "a group without rules");
        assert!(allows("Disallow: /\n", "/news"), "rules of nobody");
        assert!(allows("", "/") && allows("<!doctype html><p>404", "/"));
    }

    #[test]
    fn the_longest_pattern_decides() {
        let file = "User-agent: *\nDisallow: /news\nAllow: /news/open\nDisallow: /news/open/not\nAllow: /x\nDisallow: /x\n";
        for (path, allowed) in
            [("/news/a", false), ("/news/open/a", true), ("/news/open/not", false), ("/x", true), ("/", true)]
        {
            assert_eq!(allows(file, path), allowed, "{path}");
        }
    }

    #[test]
    fn wildcards_and_ends_are_as_the_rfc_has_them() {
        let file = "User-agent: *\nDisallow: /*.pdf$\nDisallow: /*/print\nDisallow: *session=\nDisallow: /exact$\nDisallow: /a*b*c";
        for (path, allowed) in [
            ("/a.pdf", false),
            ("/a.pdf?x", true),
            ("/d/a.pdf.pdf", false),
            ("/news/print/1", false),
            ("/print", true),
            ("/x?session=9", false),
            ("/exact", false),
            ("/exactly", true),
            ("/a1b2c3", false),
            ("/acb", true),
        ] {
            assert_eq!(allows(file, path), allowed, "{path}");
        }
        assert!(allows("User-agent: *\nDisallow: /\n", "/robots.txt"));
        let escaped = "User-agent: *\nDisallow: /caf%c3%a9\nDisallow: /%7eana\nDisallow: /港口\n";
        assert!(
            !allows(escaped, "/café/x")
                && !allows(escaped, "/~ana")
                && !allows(escaped, "/%E6%B8%AF%E5%8F%A3")
        );
    }

    #[test]
    fn delays_are_read_and_not_without_end() {
        let delay = |value: &str| {
            Robots::parse(format!("User-agent: *\nCrawl-delay: {value}\n").as_bytes(), "dixit").delay
        };
        assert_eq!(delay("2.5"), Some(Duration::from_millis(2500)));
        assert_eq!(delay("86400"), Some(LONGEST));
        for wrong in ["soon", "-1", "NaN", ""] {
            assert_eq!(delay(wrong), None, "{wrong}");
        }
        assert_eq!(delay("inf"), Some(LONGEST));
    }

    #[test]
    fn hostile_files_take_no_time() {
        let pattern = "*a".repeat(2_000);
        let file = format!("User-agent: *\n{}", format!("Disallow: /{pattern}b\n").repeat(120));
        assert!(allows(&file, &format!("/{}", "a".repeat(4_000))));
    }
}
