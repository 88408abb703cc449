//! Newsletter and subscription offers, "follow us", appeals for money.

use super::{Phrases, Place, Reach, Rule, told};
use crate::model::MaskReason::Promotion;

/// What an offer begins with.
const URGES: &Phrases = phrases![
    "sign up" "subscribe" "get the" "get our" "get all" "get breaking" "get daily" "get more" "get news"
    "join" "follow" "download" "support" "become" "donate" "like" "enter" "register" "try" "start"
    "unlock" "receive" "stay" "don't miss" "for more" "want" "to receive" "create"
    "click here to subscribe" "help us" "please" "never miss" "be the first" "enjoy" "enjoying"
    "check out" "stay up to date" "keep up" "find us" "connect with" "send us" "contact us" "email us"
    "do you support" "do you have" "have a" "got a" "access" "choose" "buy" "love" "tune in" "watch" "you can now" "(you can now" "click here to get" "click here to sign up" "click here to join" "click on your" "prefer" "add" "unlock" "now you can" "thanks for reading"
    "discover more from"
];
/// What it offers.
const OFFERS: &Phrases = phrases![
    "newsletter" "newsletters" "your inbox" "inbox" "subscribe" "subscriber" "subscribers" "subscription"
    "whatsapp" "telegram" "our channel" "our app" "the app" "our free app" "mobile app" "instagram"
    "on twitter" "on facebook" "on x" "on google news" "on youtube" "youtube channel" "our journalism"
    "independent journalism" "quality journalism" "a member" "membership" "email alerts" "news alerts"
    "breaking news alerts" "notifications" "free trial" "unlimited access" "digital access" "free account"
    "an account" "your email" "email address" "our podcast" "podcast here" "podcast on" "like our page"
    "follow us on" "on social media" "tip?" "news tip" "story idea" "our reporters" "our newsroom"
    "app store" "google play" "politics podcast" "our whatsapp" "preferred source" "on google" "for free" "our live coverage" "epaper" "our newsletter"
    "local journalism" "latest news live" "straight to your" "subscribing to" "our community"
];

/// Links at the head and the foot of newsletters.
const BUTTONS: &Phrases = phrases![
    "unsubscribe" "unsubscribe here" "manage preferences" "manage your preferences" "email preferences"
    "update preferences" "update your preferences" "update profile" "view in browser" "view in your browser"
    "view online" "read online" "web version" "forward to a friend" "forward" "manage subscription"
    "manage your subscription" "subscription preferences" "opt out"
    "read in app" "open in browser" "open in app"
];

/// Whether it is one word with a capital or a digit in its middle, as outlets call themselves elsewhere.
fn is_account(name: &str) -> bool {
    name.starts_with(char::is_uppercase)
        && name.chars().skip(1).any(char::is_lowercase)
        && name.chars().skip(1).any(|c| c.is_uppercase() || c.is_ascii_digit())
}

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "why a newsletter is sent",
        reach: Reach::End,
        applies: |l| {
            l.words <= 40
                && l.begins(phrases![
                    "you are receiving this email" "you are receiving this e-mail" "you are receiving this newsletter"
                    "you are receiving this message" "you're receiving this email" "you’re receiving this email"
                    "you're receiving this newsletter" "you’re receiving this newsletter" "you received this email"
                    "you received this message" "you have received this email" "you got this email" "this email was sent to" "this message was sent to"
                    "this newsletter was sent to" "we sent this email" "this e-mail was sent to"
                    "if you no longer wish to receive" "if you no longer want to receive" "don't want these emails"
                    "don’t want these emails" "no longer want to receive"
                ])
        },
        masks: &[
            "You are receiving this email because you signed up at post.example.",
            "This email was sent to jane@courier.example.",
            "If you no longer wish to receive these emails, unsubscribe here.",
        ],
        keeps: &["You are receiving this award for your courage, the king told her."],
        ..Rule::of(Promotion)
    },
    Rule {
        name: "buttons of a newsletter",
        applies: |l| {
            l.words <= 20
                && (l.begins(phrases![
                    "view this email in" "view this newsletter in" "view this message in" "view it in your browser"
                    "having trouble viewing" "trouble viewing this email" "was this email forwarded to you"
                    "forwarded this email" "did someone forward" "update your preferences"
                    "manage your preferences" "to unsubscribe" "unsubscribe from" "click here to unsubscribe"
                    "add us to your address book"
                ]) || l.low.split(['|', '•', '·', '/', ',']).all(|part| BUTTONS.contains(&part.trim())))
        },
        masks: &[
            "Unsubscribe | Manage preferences",
            "View in browser",
            "View this email in your browser",
            "Was this email forwarded to you? Sign up",
        ],
        keeps: &["View from the tower", "Unsubscribe rates rose by half, the agency said."],
        ..Rule::of(Promotion)
    },
    Rule {
        name: "newsletter box",
        reach: Reach::Offer,
        applies: |l| {
            l.is(phrases![
                "newsletter" "newsletters" "our newsletter" "our newsletters" "newsletter sign up"
                "newsletter signup" "sign up for our newsletter" "sign up" "sign up now"
                "subscribe to our newsletter" "subscribe now" "subscribe today" "subscribers only" "subscriber only" "premium" "members only" "stay informed"
                "stay connected" "stay updated" "stay in touch" "follow us" "follow us on"
                "connect with us" "get our app" "download our app" "daily newsletter" "email newsletter"
                "support us" "support our work" "support our journalism" "donate" "donate now"
                "become a member" "get the newsletter" "free newsletter" "most popular newsletter"
                "mailing list" "join our newsletter" "newsletter subscription" "get email alerts"
                "morning briefing" "join us"
            ])
        },
        masks: &["NEWSLETTER", "Sign up", "Follow us on:", "Support our journalism", "Stay informed"],
        keeps: &["Donate blood, minister urges", "Follow us home"],
        ..Rule::of(Promotion)
    },
    Rule {
        name: "name of a newsletter",
        reach: Reach::Offer,
        applies: |l| {
            !l.text.ends_with(['.', '?', '”', '"'])
                && (l.words <= 8
                    && l.begins(phrases!["sign up to", "sign up for", "subscribe to", "discover more from"])
                    || l.words <= 12
                        && l.begins(phrases!["get the latest", "get all the latest"])
                        && !l.text.contains(',')
                    || l.words == 2 && l.text.strip_prefix("Follow ").is_some_and(is_account)
                    || l.words <= 4 && l.words >= 2 && l.low.ends_with("newsletter"))
        },
        masks: &[
            "Sign up to This Is Coast",
            "Free weekly newsletter",
            "Subscribe to The Tide",
            "Get the latest stories from across the coast",
            "Follow CoastOnline",
        ],
        keeps: &["She wrote a newsletter about the tide", "Sign up to fight, he told them."],
        ..Rule::of(Promotion)
    },
    Rule {
        name: "offer",
        applies: |l| {
            l.words <= 34
                && (l.has(phrases!["this weekly newsletter" "this daily newsletter" "our weekly newsletter" "our daily newsletter"])
                    && !told::reports(l.text)
                    || [" sign up here", " subscribe here", " sign up now", " sign up today"]
                    .iter()
                    .any(|end| l.low.ends_with(end)))
                || l.words <= 34
                    && l.begins(URGES)
                    && (l.has(OFFERS) || l.low.ends_with("like the page"))
                    && !l.has(phrases!["said", "told", "he", "she", "they"])
        },
        masks: &[
            "Get the latest updates delivered to your inbox.",
            "Sign up for our newsletter to get the day’s top stories.",
            "The Coast Briefing newsletter has all the news of the day. Sign up here.",
            "Subscribe to the Coast’s politics podcast here.",
            "For more, sign up for the What’s Afloat newsletter.",
            "Enter your email address:",
            "Follow Jane Doe on Twitter @janedoe.",
            "Follow us on Facebook and Instagram",
            "Join our WhatsApp channel for breaking news",
            "Do you support the mayor? Like the page:",
            "Support independent journalism: become a member today.",
        ],
        keeps: &[
            "Follow Mayor McNab",
            "Support for the mayor fell on Facebook after the vote, he said.",
            "Join the army, he wrote.",
            "Like the page of a book",
        ],
        ..Rule::of(Promotion)
    },
    Rule {
        name: "handle",
        place: Place::Body,
        applies: |l| {
            l.words <= 9
                && l.text.contains('@')
                && (l.begins(phrases![
                    "twitter:" "twitter" "follow" "follow him on" "follow her on" "on twitter" "email:"
                    "e-mail:" "contact:" "instagram:" "reach him" "reach her" "contact the" "@"
                ]) || l.words == 1)
                && !l.has(phrases!["said", "wrote", "tweeted"])
        },
        masks: &["Twitter: @janedoe.", "@janedoe", "EMAIL: jane@example.org.", "Follow Jane Doe @janedoe"],
        keeps: &["Twitter users mocked @mayor, who wrote back."],
        ..Rule::of(Promotion)
    },
];
