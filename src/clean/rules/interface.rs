//! What a page says to who handles it: lines made of the words of buttons, fields and messages of forms.

use super::{Label, Phrases, Reach, Rule, told};
use crate::model::MaskReason::{Comments, Control};

/// What a button does.
const DOES: &Phrases = phrases![
    "skip" "show" "hide" "view" "load" "open" "close" "copy" "share" "save" "print" "email" "send" "add"
    "manage" "toggle" "play" "pause" "tap" "click" "scroll" "log" "login" "logout" "sign" "report" "embed"
    "submit" "enter" "accept" "reject" "agree" "disagree" "buy" "download" "gift" "republish" "bookmark"
    "expand" "collapse" "jump" "increase" "decrease" "reset" "enable" "turn" "change" "select" "edit"
    "preview" "switch" "allow" "decline" "zoom" "translate" "subscribe" "unsubscribe" "follow" "browse"
    "see" "enlarge" "purchase" "continue" "read"
];
/// What it does it with.
const THINGS: &Phrases = phrases![
    "link" "links" "url" "clipboard" "content" "navigation" "nav" "footer" "header" "sidebar" "menu"
    "options" "settings" "preferences" "cookies" "choices" "story" "article" "articles" "page" "post" "posts"
    "updates" "events" "caption" "captions" "photo" "photos" "image" "images" "gallery" "slideshow" "cartoon"
    "audio" "transcript" "player" "javascript" "account" "password" "bookmarks" "list" "feature"
    "window" "tab" "social" "media" "summary" "points" "text" "font" "feedback" "friend" "fullscreen"
    "screen" "mode" "pdf" "profile" "notifications" "alerts" "in" "section" "filters" "topic" "topics"
    "ads" "ad" "advertisement" "language" "read" "code"
];
/// Words of buttons that speak of readers' comments.
const ON_COMMENTS: &Phrases = phrases!["comment" "comments" "reply" "replies" "discussion"];
/// Words between them.
const AROUND: &Phrases = phrases![
    "to" "the" "this" "your" "our" "my" "a" "an" "on" "of" "or" "and" "here" "now" "for" "with" "main" "new"
    "next" "previous" "key" "only" "quick" "full" "first" "please" "it" "by" "newer" "older" "via" "site"
    "use" "from" "x" "facebook" "twitter" "whatsapp" "telegram" "linkedin" "reddit" "bluesky" "threads"
    "pinterest" "google" "large" "medium" "small" "top" "bottom" "back" "more" "less" "all" "up" "out" "size"
    "search" "in" "section" "below"
];
/// Buttons and fields of two words and more.
const NAMES: &Phrases = phrases![
    "accessibility help" "accessibility links" "skip links" "keyboard shortcuts" "more options"
    "share options" "story saved" "your name" "your email" "your email address" "recipient email"
    "recipient's email" "user name" "username" "password" "first name" "last name" "full name" "anonymous"
    "agree" "disagree" "i accept" "ok" "info" "shop" "remember me" "forgot password" "forgot your password" "invalid email" "phone number" "reading mode" "dark mode" "light mode"
    "text to speech" "font large medium small" "text size a a a" "font size a a a" "loading youtube content" "loading comments"
    "loading video" "loading map" "type your email"
    "successfully subscribed" "successfully signed up" "opens in new window" "opens in a new window"
    "external link" "go to top" "go to forum" "hide ad"
    "remove ad" "google news" "live now" "on air" "autoplay" "captions off" "volume" "republish"
];

/// Whether every word of the line is one of an interface: something done first, then what it is done with. If so,
/// whether it speaks of comments.
fn interface(label: &Label<'_>) -> Option<bool> {
    if !label.whole || !(2..=9).contains(&label.words) || label.text.ends_with('?') {
        return None;
    }
    let (mut does, mut thing, mut comments) = (false, false, false);
    for word in label.bare_words() {
        let number = word.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.'));
        let (act, with) = (DOES.contains(&word), THINGS.contains(&word) || word == "javascript");
        let on_comments = ON_COMMENTS.contains(&word);
        if !does && !act && word != "please"
            || !(act || with || on_comments || number || AROUND.contains(&word))
        {
            return None;
        }
        thing |= with && does;
        comments |= on_comments && does;
        does |= act;
    }
    (thing || comments).then_some(comments)
}

/// Whether the line is one of [`NAMES`], whatever marks stand in it.
fn is_name(label: &Label<'_>) -> bool {
    NAMES.iter().any(|name| name.split(' ').eq(label.bare_words())) && !label.text.ends_with(['?', '”', '"'])
}

/// What a form says when it is done, or cannot be.
const MESSAGES: &Phrases = phrases![
    "please try again" "try again later" "thank you for signing up" "thanks for signing up"
    "thank you for subscribing" "thanks for subscribing" "thank you for your feedback"
    "thanks for your feedback" "your subscription has been" "your subscription could not" "you have signed up"
    "you have successfully" "has been added to your" "check your inbox to confirm" "an error has occurred"
    "an error occurred" "enable javascript" "turn on javascript" "javascript is disabled"
    "does not support html5" "your browser is out of date" "supports html5" "you can find this story" "my bookmarks"
];
/// What a site asks of its readers about itself.
const FEEDBACK: &Phrases = phrases![
    "your feedback" "found an error" "spotted an error" "spotted a mistake" "found a mistake" "spot a mistake"
    "see an error" "found a typo" "spotted a typo" "was this article" "was this story" "was this page"
    "did you find this" "do you like the content" "did you like this article" "rate this article"
    "rate this story" "how would you rate" "for feedback" "send us a correction" "report an error"
    "correction request" "comments or inquiries" "ctrl+enter"
];

/// Whether a short line holds one of `phrases` and nobody says it.
fn is_addressed(label: &Label<'_>, phrases: &Phrases) -> bool {
    label.whole && label.words <= 24 && label.has(phrases) && !told::reports(label.text)
}

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "words of comment buttons",
        applies: |l| interface(l) == Some(true),
        masks: &["Add your comment", "Submit a comment", "Jump to comments section", "Show 63 replies"],
        keeps: &["Reply to one and you reply to all.", "Hide your comments from the king, he wrote."],
        ..Rule::of(Comments)
    },
    Rule {
        name: "words of an interface",
        applies: |l| interface(l) == Some(false) || l.whole && l.words <= 8 && is_name(l),
        masks: &[
            "Skip to navigation",
            "Open Navigation Menu",
            "Save this story",
            "Copy link to cartoon",
            "Load more updates",
            "Show key events only",
            "Manage options",
            "Accessibility help",
            "Your Name:",
            "【 Font: Large Medium Small 】",
        ],
        keeps: &[
            "Close the gates now, he said.",
            "Play on the content of the box",
            "Share of votes by section",
            "Read the letter",
            "Turn the page?",
        ],
        ..Rule::of(Control)
    },
    Rule {
        name: "player that cannot play",
        reach: Reach::Offer,
        applies: |l| {
            l.begins(
                phrases!["to view this video" "to play this audio" "to play this video" "to listen to this"],
            ) && l.has(phrases!["javascript"])
        },
        masks: &["To view this video please enable JavaScript, and consider upgrading to a web browser"],
        keeps: &["To view this video is to weep."],
        ..Rule::of(Control)
    },
    Rule {
        name: "message of a form",
        applies: |l| is_addressed(l, MESSAGES),
        masks: &[
            "Something went wrong, please try again later.",
            "Your subscription has been successful.",
            "You can find this story in My Bookmarks. Or by navigating to the user icon in the top right.",
        ],
        keeps: &[
            "“Please try again,” the machine told the voters.",
            "An error of judgment has occurred, he said.",
        ],
        ..Rule::of(Control)
    },
    Rule {
        name: "question about the site",
        applies: |l| is_addressed(l, FEEDBACK),
        masks: &[
            "Found an error? Highlight it and press Ctrl+Enter.",
            "Send us your feedback",
            "Share your feedback to help improve our site experience!",
            "For feedback, complaints, or inquiries, contact us.",
        ],
        keeps: &[
            "“I want your feedback,” the minister told them.",
            "They had found an error of 3 votes, she said.",
        ],
        ..Rule::of(Control)
    },
    Rule {
        name: "made by a machine",
        applies: |l| {
            l.words <= 14
                && l.has(phrases!["ai" "artificial intelligence" "ai-generated"])
                && (l.begins(phrases![
                    "this audio" "this summary" "this article was read" "key points generated" "summary generated"
                    "ai-generated" "ai generated" "generated by ai" "generated with ai" "summarised by ai"
                    "summarized by ai" "this voice" "this translation" "audio generated" "powered by ai" "made with ai"
                ]))
                && !told::reports(l.text)
        },
        masks: &[
            "This audio is created with AI assistance",
            "Key points generated by AI, verified by newsroom",
        ],
        keeps: &["The film was generated by AI.", "This article of the law bans AI, she said."],
        ..Rule::of(Control)
    },
    Rule {
        name: "playing speed",
        applies: |l| {
            l.low.strip_suffix('x').is_some_and(|n| {
                n.len() <= 4 && n.starts_with(|c: char| c.is_ascii_digit()) && n.parse::<f32>().is_ok()
            })
        },
        masks: &["1.5x", "0.75x", "2x"],
        keeps: &["2x4"],
        ..Rule::of(Control)
    },
];
