//! Links to other articles of the site, with or without teasers.

use super::{Phrases, Place, Reach, Rule};
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
    "read more stories" "read more articles" "watch more"
];

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "list of other articles",
        place: Place::Body,
        reach: Reach::Teasers,
        applies: |l| l.is(LISTS) && !l.text.ends_with('.'),
        masks: &["The Latest", "Most read", "» TRENDING NOW"],
        keeps: &["The latest attack", "Top news agencies", "Latest."],
        ..Rule::of(Related)
    },
    Rule {
        name: "links to other articles",
        reach: Reach::Links,
        applies: |l| l.is(LINKS) && !l.text.ends_with('.'),
        masks: &["Related articles", "You may also like:", "» Read next", "RELATED:"],
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
                    "stories from" "also in"
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
                "related stories"
            ])
        },
        masks: &[
            "RELATED: Harbour reopens after winter of repairs",
            "READ MORE: Five things to know about the vote",
            "Also read: What the treaty says",
            "See also | The bridge that never was",
            "Read Also — Mayor resigns",
            "Don’t miss: The long road back",
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
