//! Links to other articles of the site, with or without teasers.

use super::{Label, Phrases, Place, Reach, Rule};
use crate::model::MaskReason::Related;

/// What opens lists of other articles, mostly at the end of a page.
const LISTS: &Phrases = phrases![
    "more stories" "more news" "more from the web" "more from author" "more from this author"
    "more articles" "more in this section" "more top stories" "more headlines" "editor's picks"
    "editors' picks" "editor's choice" "our picks" "top stories" "top news" "top headlines" "latest news"
    "latest stories" "latest headlines" "latest articles" "latest posts" "latest updates" "the latest"
    "latest" "recent posts" "recent articles" "recent stories" "recent news" "most read" "most popular"
    "most viewed" "most watched" "most shared" "most commented" "most recent" "most read stories" "most popular stories" "popular" "popular now"
    "popular stories" "popular articles" "popular posts" "trending" "trending now" "trending stories"
    "trending topics" "trending news" "in other news" "around the web" "from around the web"
    "elsewhere on the web" "from the web" "sponsored stories" "sponsored links" "promoted stories"
    "promoted content" "paid posts" "explore more" "explore topics" "more from around the web"
    "other news" "other stories" "today's top stories" "stories you may like" "more videos"
    "latest videos" "breaking news" "live updates" "other articles" "similar articles" "similar stories"
    "news feed" "newsfeed" "just in" "we recommend" "sponsored content" "from our partners" "partner content"
];

/// What opens a few links, often between two paragraphs.
const LINKS: &Phrases = phrases![
    "related" "related articles" "related stories" "related news" "related posts" "related topics"
    "related content" "related links" "related coverage" "related story" "related article" "related video"
    "related videos" "explore more on these topics" "suggested topics" "explore more" "you may also like" "you might also like" "you may like" "you might like"
    "you may be interested in" "more like this" "more on this story" "more on this topic" "more on this"
    "recommended" "recommended for you" "recommended stories" "recommended reading" "recommended articles"
    "suggested reading" "further reading" "read next" "read this next" "up next" "next up"
    "what to read next" "keep reading" "also read" "read also" "also see" "see also" "read more" "also in"
    "don't miss" "also of interest" "in case you missed it" "icymi" "tags" "filed under"
    "you may have missed" "must read" "must reads" "more coverage" "in this story" "in this article"
    "read more stories" "read more articles" "watch more" "also watch" "watch also" "follow the topics in this article"
    "post navigation" "previous post" "next post" "previous article" "next article" "see more on" "list of topics"
    "more on" "also from this source" "in this series" "categories" "photo gallery" "photo galleries"
];

/// Words that say which articles: by rank or age, then whole sections follow.
const RANKED: &Phrases =
    phrases!["latest" "trending" "popular" "top" "most" "recent" "hot" "newest" "breaking"];
/// By likeness or place: a few links follow.
const LINKED: &Phrases = phrases![
    "related" "recommended" "featured" "similar" "suggested" "previous" "next" "further" "must"
];
/// What such headings speak of.
const LISTED: &Phrases = phrases![
    "stories" "story" "articles" "article" "posts" "post" "reads" "reading" "headlines" "videos" "video" "links"
    "content" "coverage" "picks" "read" "viewed" "watched" "shared" "commented" "popular" "galleries" "podcasts"
    "episodes" "searches" "searched" "clicked" "listened" "topics"
];
/// Words between them.
const BETWEEN: &Phrases = phrases![
    "the" "our" "your" "for" "you" "now" "today" "this" "week" "month" "in" "on" "and" "&" "from" "news" "more" "all" "of"
    "right" "day" "editor's"
];

/// "Most popular articles today", "Related reads": a heading of these words and no other, one of `kind` first.
fn is_heading(label: &Label<'_>, kind: &Phrases) -> bool {
    let known = |w: &str| kind.contains(&w) || LISTED.contains(&w) || BETWEEN.contains(&w);
    let mut words = label.bare_words().skip_while(|w| matches!(*w, "the" | "our" | "more"));
    label.whole
        && (2..=6).contains(&label.words)
        && words.next().is_some_and(|first| kind.contains(&first))
        && label.bare_words().all(known)
        && label.bare_words().any(|w| LISTED.contains(&w))
}

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "list of other articles",
        place: Place::Body,
        reach: Reach::Teasers,
        applies: |l| !l.text.ends_with('.') && (l.is(LISTS) || is_heading(l, RANKED)),
        masks: &[
            "The Latest",
            "Most read",
            "» TRENDING NOW",
            "Most popular articles today",
            "Latest headlines",
        ],
        keeps: &["The latest attack", "Top news agencies", "Latest."],
        ..Rule::of(Related)
    },
    Rule {
        name: "links to other articles",
        reach: Reach::Links,
        applies: |l| {
            !l.text.ends_with('.')
                && (l.is(LINKS) || is_heading(l, LINKED) || l.text == "More:" || l.text == "MORE:")
        },
        masks: &[
            "Related articles",
            "You may also like:",
            "» Read next",
            "RELATED:",
            "Related Reads",
            "Featured stories",
        ],
        keeps: &["Related charges", "Read more books"],
        ..Rule::of(Related)
    },
    Rule {
        name: "more from",
        place: Place::Body,
        reach: Reach::Teasers,
        applies: |l| {
            l.words <= 7
                && l.begins(phrases![
                    "more from" "also from" "also on" "more on" "latest from" "more in" "the latest on"
                    "read more from" "other stories from" "see all stories" "popular on" "trending on"
                    "stories from" "also in" "most viewed in" "most read in" "most popular in" "most watched in" "top stories in"
                    "top news in" "trending in" "latest in"
                ])
                && !l.text.ends_with(['.', '?', '!', '”', '"'])
        },
        masks: &["More from World", "Also on HuffPost:", "More on the harbour", "Latest from Politics"],
        keeps: &["More on that later.", "More from him followed on Monday, when he resigned for good."],
        ..Rule::of(Related)
    },
    Rule {
        name: "link with its label",
        applies: |l| {
            l.is_labelled(phrases![
                "related" "read more" "read also" "also read" "see also" "read next" "read now"
                "must read" "recommended" "recommended reading" "don't miss" "watch more"
                "further reading" "more on this" "more on this story" "related story" "related article"
                "related articles" "related video" "related news" "in pictures" "in case you missed it"
                "icymi" "you may also like" "read the full story" "read the full article" "read here"
                "read this" "suggested" "also watch" "watch also" "read" "related coverage"
                "related stories" "tags" "categories" "keywords" "filed under" "posted in" "topics" "more about" "labels"
                "most read" "editor's pick" "editors' pick" "don't miss out" "also see" "see more" "in case you missed"
            ])
        },
        masks: &[
            "RELATED: Harbour reopens after winter of repairs",
            "READ MORE: Five things to know about the vote",
            "Also read: What the treaty says",
            "See also | The bridge that never was",
            "Read Also — Mayor resigns",
            "Don’t miss: The long road back",
            "Tags: Lagos, Markets, Wale Adeyinka",
            "Filed under: Ships, Gates",
        ],
        keeps: &["Related talks: none.", "Recommended dose was too high, doctors say"],
        ..Rule::of(Related)
    },
    Rule {
        name: "shouted link",
        applies: |l| {
            [
                "READ:",
                "MORE:",
                "WATCH:",
                "LISTEN:",
                "READ |",
                "ALSO:",
                "SEE:",
                "READ MORE ",
                "RELATED ",
                "ALSO READ ",
            ]
            .iter()
            .any(|p| l.text.strip_prefix(p).is_some_and(|rest| rest.trim().chars().any(char::is_alphabetic)))
                && !l.text.contains(['“', '"'])
        },
        masks: &["WATCH: The moment the bridge opened", "READ MORE Mayor resigns"],
        keeps: &["MORELAND: We will win.", "SEEN FROM AFAR the town looks calm."],
        ..Rule::of(Related)
    },
    Rule {
        name: "title behind a word",
        place: Place::Body,
        applies: |l| {
            l.text.split_once(": ").is_some_and(|(word, title)| {
                matches!(
                    word,
                    "More"
                        | "Also"
                        | "Watch"
                        | "Listen"
                        | "Photos"
                        | "Video"
                        | "Gallery"
                        | "Explainer"
                        | "Explained"
                        | "Analysis"
                        | "Opinion"
                        | "Podcast"
                        | "In photos"
                        | "Timeline"
                        | "Live updates"
                ) && title.split(' ').nth(3).is_some()
                    && title.starts_with(|c: char| c.is_uppercase() || matches!(c, '‘' | '\'' | '“' | '"'))
                    && !title.ends_with(['.', '!', '”', '"', ','])
                    && l.words <= 20
            })
        },
        masks: &[
            "More: Millbrook’s oldest diner gets a second life",
            "Also: Who is running for the board? Here’s the list",
        ],
        keeps: &[
            "More: the duke’s last letter",
            "More: The county will inspect the trusses in May.",
            "Analysis: Ships",
        ],
        ..Rule::of(Related)
    },
    Rule {
        name: "topic glued to its label",
        applies: |l| {
            l.words <= 5
                && ["Topic:", "Topics:", "Section:", "Tag:", "Tags:"].iter().any(|word| {
                    l.text.strip_prefix(word).is_some_and(|rest| rest.starts_with(char::is_uppercase))
                })
        },
        masks: &["Topic:Weather"],
        keeps: &["Topic: none"],
        ..Rule::of(Related)
    },
    Rule {
        name: "poll",
        place: Place::Body,
        reach: Reach::Offer,
        applies: |l| {
            l.is(phrases!["poll" "daily poll" "today's poll" "reader poll" "online poll" "quick poll" "vote now" "view results" "poll of the day"])
                || l.begins(phrases!["poll:" "vote:" "reader poll:" "take our poll" "quiz:" "take our quiz"]) && l.words <= 24
                    && !l.text.ends_with('.')
        },
        masks: &["Poll", "POLL: Should rivers have votes?", "View Results"],
        keeps: &["Poll: most want the bridge to stay, the paper found.", "Polls close at nine"],
        ..Rule::of(Related)
    },
    Rule {
        name: "title in capitals between paragraphs",
        place: Place::Body,
        applies: |l| {
            (5..=20).contains(&l.words)
                && !l.text.chars().any(char::is_lowercase)
                && !l.text.contains(['.', ':', '“', '"', '”', ';', '—', '–', '…'])
                && l.text.chars().filter(|c| c.is_alphabetic()).count() > 20
        },
        masks: &["FERRY MINISTER RESIGNS OVER CONTRACT", "SNOW CLOSES SCHOOLS ACROSS THE NORTH"],
        keeps: &["WHAT COMES NEXT", "IT IS THE MAYOR, STUPID."],
        ..Rule::of(Related)
    },
    Rule {
        name: "the rest is elsewhere",
        applies: |l| {
            l.words <= 12
                && (l.begins(phrases!["read", "watch", "listen to", "see", "view"])
                    && l.low.ends_with("here")
                    && l.has(phrases![
                        "rest" "full" "it" "all" "more" "story" "article" "whole" "interview" "video"
                        "transcript" "clip" "entire" "piece" "segment" "statement" "letter"
                        "op-ed"
                    ])
                    || l.begins(phrases![
                        "click here to",
                        "click here for",
                        "tap here to",
                        "continue reading",
                        "read the rest of",
                    ]))
        },
        masks: &[
            "Read the rest here.",
            "Read it all here.",
            "Read the rest of the story here",
            "Watch the interview segment here.",
            "Click here to read more.",
        ],
        keeps: &["See how it ended here in Springfield", "Read the room."],
        ..Rule::of(Related)
    },
    Rule {
        name: "hat tip",
        applies: |l| l.words <= 6 && l.begins(phrases!["h/t", "(h/t", "hat tip", "(hat tip", "via:"]),
        masks: &["(h/t Mediaite.)", "H/T The Springfield Post"],
        keeps: &["Hat sales rose"],
        ..Rule::of(Related)
    },
];
