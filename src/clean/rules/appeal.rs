//! Appeals to the reader: for money, for an address, for a subscription, for following somewhere; walls before the
//! rest of an article.

use super::{Label, Phrases, Rule, told};
use crate::model::MaskReason::Promotion;

/// What sites ask for, and what for. One of them is an everyday word; several in a paragraph that speaks to the reader
/// and quotes nobody are an appeal.
const ASKED: &Phrases = phrases![
    "newsletter" "newsletters" "sign up" "sign-up" "subscribe" "subscribing" "subscriber" "subscribers" "subscription"
    "in-box" "inbox" "become a member" "becoming a member" "new members" "membership" "donate"
    "donation" "donations" "support us" "support our" "support my" "supporting us" "financially"
    "reader-supported" "contribution" "contributions" "journalism" "readers like you" "paywall" "paywalls"
    "whatsapp" "telegram" "our app" "the app" "download" "click this link" "click here"
    "promotions" "adverts" "our partners" "thanks for reading" "thank you for reading" "favour to ask"
    "favor to ask" "a month" "monthly" "advertise with us" "publicity for" "contact us" "share a story with us"
    "unlimited" "free trial" "epaper" "e-paper" "occasional alerts" "major stories" "stories of the day"
    "email address" "registered" "gift subscription" "first to know" "latest news" "top headlines" "breaking news"
    "new posts" "free or paid" "while you're here" "before you go" "straight to your" "delivered to"
    "stories free" "keep us" "independent" "on instagram" "on facebook" "our channel" "special offers"
    "anytime, anywhere" "available to you" "exclusive content" "app store"
];

/// How many such words make an appeal of a paragraph of so many bytes: a long one has room for two by chance.
const fn enough(length: usize) -> usize {
    if length <= 400 { 2 } else { 3 }
}

/// Whether a line speaks to the reader and asks for several such things.
fn is_appeal(label: &Label<'_>) -> bool {
    let wanted = enough(label.text.len());
    label.text.len() > 40 && label.to_reader().is_some_and(|low| told::count(low, ASKED, wanted) == wanted)
}

/// What a wall begins with.
const WALL: &Phrases = phrases![
    "you have" "you've" "you are" "you're reading" "already" "to continue" "to read" "to keep reading" "this" "the rest"
    "reminder" "subscribe" "log in" "login" "sign in" "register" "unlock" "continue" "want to" "create" "get full"
    "access" "read the full" "your free"
];
/// What it is about.
const BEHIND: &Phrases = phrases![
    "left to read" "for subscribers" "for subscribers only" "subscribers only" "premium article" "requires a subscription"
    "free articles" "free article" "articles remaining" "articles left" "articles this month" "already a subscriber"
    "already a member" "already have an account" "already registered" "continue reading" "keep reading" "to unlock"
    "members only" "for members" "subscriber-only" "exclusive to subscribers" "exclusive to our subscribers"
    "full access" "to read this article" "to read the full" "to read the rest" "to read more" "your free account"
    "have an account" "a subscription to read" "only available to" "reserved for subscribers" "unlock this article"
];

/// What an advertisement of a sentence or two ends with.
const CALLS: &[&str] = &[
    " learn more",
    " find out more",
    " shop now",
    " buy now",
    " order now",
    " book now",
    " get started",
    " sign up here",
    " click here",
    " more info",
    " more information",
    " register here",
    " apply now",
    " buy tickets now",
    " get tickets",
    " get your tickets",
    " tell a friend",
    " buy tickets",
    " sign up here for free",
    " try it free",
];

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "appeal",
        long: true,
        applies: is_appeal,
        masks: &[
            "If you value our journalism, please consider becoming a member. Every contribution keeps these stories free.",
            "Tidewater is a reader-supported publication. To receive new posts and support my work, consider a free or paid subscription.",
            "Do you want to advertise with us? Contact us on WhatsApp +234 555 0100.",
        ],
        keeps: &[
            "The union asked its members to subscribe to the fund and to donate what they could before winter came.",
            "“Please donate, subscribe, sign up, tell your friends: that is all our newsletter ever says,” he wrote.",
            "We walked on to the next village, where the inbox of the mayor had been overflowing for a month.",
        ],
        ..Rule::of(Promotion)
    },
    Rule {
        name: "wall before the rest",
        applies: |l| l.words <= 26 && l.begins(WALL) && l.has(BEHIND) && !told::reports(l.text),
        masks: &[
            "You have 61.2% of this article left to read. The rest is for subscribers only.",
            "Already a subscriber? Log in",
            "This article is for subscribers only",
            "Reminder, this is a Premium article and requires a subscription to read.",
        ],
        keeps: &[
            "This was for members of the guild, a porter said.",
            "Already a member of the bar, she wrote.",
        ],
        ..Rule::of(Promotion)
    },
    Rule {
        name: "advertisement with its call",
        applies: |l| {
            (4..=26).contains(&l.words)
                && CALLS.iter().any(|call| l.low.ends_with(call))
                && l.low.contains(['.', '?', '!'])
                && !told::reports(l.text)
        },
        masks: &[
            "Moving to Berlin? Kiezbank opens your account in eight minutes. Learn more",
            "Twenty more speakers join the lineup! Buy tickets now.",
        ],
        keeps: &[
            "They wanted to learn more.",
            "“Learn more.”",
            "We have a lot to learn. They, he said, learn more",
        ],
        ..Rule::of(Promotion)
    },
];
