//! Buttons and players: share rows, font size, listen, print, menus.

use super::{Phrases, Reach, Rule};
use crate::{clean::dates, model::MaskReason::Control};

/// Words of rows of share buttons; a row must hold one that is not also an everyday word.
const SHARE: &Phrases = phrases![
    "share" "tweet" "facebook" "twitter" "whatsapp" "telegram" "linkedin" "pinterest" "reddit" "email"
    "e-mail" "mail" "print" "messenger" "instagram" "youtube" "threads" "bluesky" "mastodon" "flipboard"
    "pocket" "viber" "tiktok" "copy" "link" "copied" "x" "on" "by" "via" "this" "article" "story" "page"
    "post" "save" "gift" "with" "friends" "to" "google" "news" "rss" "wechat" "line" "sms" "bookmark"
    "pdf" "icon" "logo" "and" "f" "more" "url" "kindly" "please" "click" "opens" "in" "new" "window" "tab" "social"
    "media" "options" "formerly" "send" "here" "your" "now" "it" "us" "our" "a" "fb" "ig" "buttons" "count" "total"
];
const SHARE_KEYS: &Phrases = phrases![
    "share" "tweet" "facebook" "twitter" "whatsapp" "telegram" "linkedin" "pinterest" "reddit" "email"
    "e-mail" "print" "messenger" "instagram" "youtube" "bluesky" "flipboard" "copy" "x" "rss" "wechat"
    "bookmark" "viber" "tiktok" "threads" "mastodon" "sms" "fb"
];

/// Buttons that are a line of their own.
const BUTTONS: &Phrases = phrases![
    "listen" "play" "pause" "mute" "unmute" "stop" "menu" "search" "close" "open" "skip" "next" "previous"
    "back" "home" "submit" "send" "cancel" "required" "loading" "save" "saved" "follow" "following"
    "bookmark" "expand" "collapse" "fullscreen" "subscribe" "log in" "login" "sign in" "register"
    "sign out" "my account" "skip to content" "skip to main content" "skip ad" "open menu" "close menu"
    "toggle navigation" "main menu" "back to top" "go back" "return to top" "show more" "show less"
    "load more" "see more" "view more" "view all" "see all" "all rights" "continue reading" "keep reading"
    "read full story" "copy link" "link copied" "copy link to clipboard" "watch live"
    "watch now" "live tv" "read aloud" "text size" "font size"
    "a+ a" "a- a+" "a a a" "aa" "a+" "a-" "a a" "print this page" "print this article"
    "email this article" "email to a friend" "view comments" "toggle caption"
    "view image in fullscreen" "view gallery" "view fullscreen" "enlarge this image"
    "enlarge image" "open image in modal" "gallery" "slideshow" "hide" "dismiss" "accept" "accept all"
    "reject all" "i agree" "got it" "learn more" "find out more" "click here" "tap to unmute"
    "change language" "select language" "translate" "english" "give this article" "gift article"
    "advertisement" "advertisements" "ad" "ads" "sponsored" "promoted" "paid content"
    "scroll to continue" "story continues below" "resume" "rewind" "speed" "1x" "settings" "embed"
    "embed this" "download" "transcript" "subtitles" "next story" "top" "sections" "topics" "author" "authors" "after newsletter promotion" "end of article" "end of list"
    "leer en español" "read in english" "lire en français" "synopsis" "key takeaways" "see all topics" "prev" "+a -a" "+a a" "back to top button" "logo" "buy ap photo reprints" "scroll" "left menu" "link" "by" "advertising" "shares" "likes" "views" "purchase licensing rights"
    "acquire licensing rights" "image" "images" "photos"
];

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "no word or number",
        applies: |l| !l.text.chars().any(char::is_alphabetic) && dates::find(l.text).is_none(),
        masks: &["___.", "* * *", "•", "17", "—", "}", "3/12"],
        keeps: &["X marks it.", "é"],
        ..Rule::of(Control)
    },
    Rule {
        name: "player time",
        applies: |l| {
            l.words <= 5 && l.low.starts_with(|c: char| c.is_ascii_digit()) && l.low.ends_with("x speed")
        },
        masks: &["1.0x speed", "0:00 / 3:12 1x speed"],
        keeps: &["2 men drove at high speed"],
        ..Rule::of(Control)
    },
    Rule {
        name: "player with its title",
        reach: Reach::Offer,
        applies: |l| {
            l.is(phrases!["play video", "watch video", "video", "audio", "play audio", "now playing"])
        },
        masks: &["Play Video", "VIDEO", "Now playing"],
        keeps: &["Video shows the gate"],
        ..Rule::of(Control)
    },
    Rule {
        name: "address of a page",
        applies: |l| {
            let site = |host: &str| {
                host.split('.').nth(1).is_some()
                    && host.split('.').all(|part| {
                        part.len() > 1 && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
                    })
            };
            l.words == 1
                && (l.low.contains("://")
                    || l.low.starts_with("www.")
                    || l.low.split_once('/').is_some_and(|(host, path)| site(host) && !path.is_empty()))
        },
        masks: &["https://courier.example/harbour", "www.courier.example", "courier.example/harbour/1049922"],
        keeps: &["See https://courier.example for more"],
        ..Rule::of(Control)
    },
    Rule {
        name: "nth of several",
        applies: |l| {
            let mut words = l.low.split(' ');
            let digits = |w: Option<&str>| w.is_some_and(|w| w.bytes().all(|b| b.is_ascii_digit()));
            let listed = l.low.starts_with("list ");
            if listed {
                words.next();
            }
            let first = words.next();
            (digits(first) || listed && first.is_none_or(|w| w == "of"))
                && (first == Some("of") || words.next() == Some("of"))
                && digits(words.next())
                && words.next().is_none_or(|w| w == "items" || w == "photos" || w == "images")
        },
        masks: &["1 of 4 |", "list 2 of 3", "list of 3 items", "12 of 30 photos"],
        keeps: &["2 of 3 voters stayed at home", "List of the missing"],
        ..Rule::of(Control)
    },
    Rule {
        name: "listen to the article",
        applies: |l| {
            l.words <= 10
                && l.begins(phrases!["listen to", "listen now", "listen in", "hear this"])
                && l.has(phrases![
                    "article" "story" "post" "this" "now" "podcast" "min" "mins" "minutes" "read"
                ])
                || l.begins(phrases!["share or comment on this"])
                || l.words <= 14
                    && (l.has(phrases!["opens new tab"]) || l.begins(phrases!["skip next section"]))
                || l.begins(phrases![
                    "your browser does not support",
                    "javascript is",
                    "please enable javascript"
                ])
                || l.has(phrases!["can now listen to"])
                || l.has(phrases!["you can now listen to"])
        },
        masks: &[
            "Listen to the article",
            "Listen to this story",
            "Listen to this article · 6:12 min",
            "Listen now",
            "Your browser does not support the audio element.",
            "NEWYou can now listen to Courier articles!",
            "Our Principles, opens new tab",
            "Skip next section Explore more",
        ],
        keeps: &["Listen to your voters, she told him.", "Listening stations heard the blast."],
        ..Rule::of(Control)
    },
    Rule {
        name: "share row",
        applies: |l| {
            let bare = |w: &str| SHARE.contains(&w.trim_end_matches(|c: char| c.is_ascii_digit()));
            let number = |w: &str| {
                w.trim_end_matches(['k', 'm', '+'])
                    .bytes()
                    .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
            };
            let key = |w: &str| SHARE_KEYS.contains(&w.trim_end_matches(|c: char| c.is_ascii_digit()));
            let parted = camel(l.text);
            let glued = || parted.split(' ').all(bare) && parted.split(' ').filter(|w| key(w)).count() > 1;
            l.whole
                && l.words <= 24
                && (l.bare_words().all(|w| bare(w) || number(w)) && l.bare_words().any(key)
                    || l.words == 1 && glued())
        },
        masks: &[
            "Facebook Twitter WhatsApp Email",
            "Share on Facebook",
            "Share | Tweet | Print",
            "Share this article",
            "X.",
            "Copy link",
            "Kindly share this story:",
            "Facebook 12 Twitter 4 Email",
            "ShareTweetSend",
            "Click to share on WhatsApp (Opens in new window)",
        ],
        keeps: &["Share it with voters", "Twitter bans senator", "News by the hour", "Share price news"],
        ..Rule::of(Control)
    },
    Rule {
        name: "button glued to itself",
        applies: |l| l.words == 1 && l.low.len() > 13 && l.low.replace("advertisement", "").is_empty(),
        masks: &["AdvertisementADVERTISEMENT"],
        keeps: &["Advertisements-as-art"],
        ..Rule::of(Control)
    },
    Rule {
        name: "button",
        applies: |l| l.is(BUTTONS),
        masks: &["A+ A-", "Skip to main content", "Advertisement", "Required", "► Play"],
        keeps: &["A+ grades were rare.", "Play was suspended."],
        ..Rule::of(Control)
    },
    Rule {
        name: "advertisement",
        applies: |l| {
            l.words <= 10
                && (l.begins(phrases![
                    "advertisement -",
                    "advertisement scroll",
                    "advertisement ·",
                    "advertisement |",
                    "article continues",
                    "story continues",
                    "continue reading below",
                ]) && l.has(phrases!["below", "advertisement", "ad", "reading", "after", "scroll"])
                    || l.begins(phrases![
                        "scroll down to",
                        "scroll to continue",
                        "skip advertisement",
                        "skip past newsletter",
                    ]))
        },
        masks: &[
            "Story continues below advertisement",
            "Article continues after ad",
            "Scroll to continue reading",
            "Advertisement - scroll to continue reading",
        ],
        keeps: &["Story of a nation continues below the line"],
        ..Rule::of(Control)
    },
    Rule {
        name: "code left over",
        applies: |l| {
            let t = l.text;
            let tag = t.starts_with('<')
                && t.trim_end_matches('.').ends_with('>')
                && t.get(1..).is_some_and(|rest| {
                    rest.starts_with(|c: char| c.is_ascii_lowercase() || c == '/' || c == '!')
                })
                && tags_only(t);
            let style = l.words <= 6
                && (t.ends_with('{') && t.starts_with(['.', '#', '@'])
                    || t.ends_with(';')
                        && t.split_once(':').is_some_and(|(name, value)| {
                            !value.is_empty()
                                && name.trim().chars().all(|c| c.is_ascii_lowercase() || c == '-')
                        }));
            let short = t.strip_prefix('[').and_then(|t| t.strip_suffix(']')).is_some_and(|code| {
                code.len() > 3
                    && code.chars().all(|c| {
                        c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-' | '=' | '"')
                    })
            });
            tag || style || short
        },
        masks: &[
            "<div class=\"player\">",
            "</figure>",
            "<embed id=\"7\"><embed/>.",
            ".image-wrap {",
            "text-align: left;",
            "[mashshare]",
        ],
        keeps: &["<b>Bold</b> words and more", "Three things: votes, votes and votes;"],
        ..Rule::of(Control)
    },
];

/// The words of a line in which every one begins with a capital and no space parts them, in small letters.
fn camel(text: &str) -> String {
    let mut parted = String::with_capacity(text.len() + 4);
    for c in text.chars() {
        if c.is_uppercase() && !parted.is_empty() {
            parted.push(' ');
        }
        parted.extend(c.to_lowercase());
    }
    parted
}

/// Whether nothing stands between the tags of `text`.
fn tags_only(text: &str) -> bool {
    let mut depth = 0_usize;
    text.trim_end_matches('.').chars().all(|c| {
        match c {
            '<' => depth += 1,
            '>' => depth = depth.saturating_sub(1),
            _ => return depth > 0 || c.is_whitespace(),
        }
        true
    })
}
