//! Company, address, copyright, site navigation.

use super::{Label, Phrases, Place, Reach, Rule};
use crate::model::MaskReason::Footer;

/// Links that stand in rows at the foot of a page.
const LINKS: &Phrases = phrases![
    "about" "about us" "contact" "contact us" "privacy" "privacy policy" "terms" "terms of use"
    "terms of service" "terms & conditions" "terms and conditions" "cookie policy" "cookie settings"
    "advertise" "advertise with us" "careers" "jobs" "help" "help center" "faq" "sitemap" "site map"
    "accessibility" "accessibility statement" "subscribe" "newsletters" "newsletter" "rss"
    "do not sell my personal information" "your privacy choices" "press" "press room" "media kit"
    "masthead" "ethics" "editorial guidelines" "editorial policy" "code of ethics" "archive" "archives"
    "imprint" "impressum" "legal" "legal notice" "disclaimer" "our team" "staff" "feedback" "e-paper"
    "epaper" "store" "shop" "home" "cookies" "manage cookies" "ad choices" "adchoices" "corrections"
    "work with us" "write for us" "who we are" "partners" "donate" "privacy notice" "user agreement"
    "copyright" "company" "collection notice" "connect" "our channels" "our ethical principles" "customer service" "manage my account"
    "digital access" "home delivery" "log in" "sign in" "gift subscriptions" "e-edition" "cookies policy" "data protection"
    "subscription terms & conditions" "community guidelines" "sponsored content" "app" "apps" "get the app" "events" "podcasts"
];

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "copyright",
        long: true,
        reach: Reach::Offer,
        applies: |l| {
            (l.text.starts_with('©')
                || l.begins(phrases![
                    "copyright ©" "copyright (c)" "(c) 20" "(c) 19" "copyright 20" "copyright 19"
                    "copyright, " "all rights reserved"
                ]))
                || l.whole && l.has(phrases!["all rights reserved"]) && l.words <= 40
        },
        masks: &[
            "© 2026 Springfield Courier LLC. All rights reserved.",
            "Copyright 2026 The Springfield Courier. All rights reserved.",
            "All rights reserved.",
            "Copyright © 2019-2026 Courier Media",
        ],
        keeps: &["Copyright is dead, she wrote."],
        ..Rule::of(Footer)
    },
    Rule {
        name: "no republication",
        long: true,
        applies: |l| {
            l.begins(phrases![
                "this material may not be" "reproduction in whole" "no part of this"
                "may not be reproduced" "registered in england" "use of this site constitutes"
                "this copy is for your personal" "republication or" "contact us:"
            ])
        },
        masks: &["This material may not be published, broadcast, rewritten or redistributed."],
        keeps: &["Reproduction of the stamps is banned."],
        ..Rule::of(Footer)
    },
    Rule {
        name: "row of site links",
        place: Place::Body,
        reach: Reach::Offer,
        applies: |l| {
            let mut count = 0;
            let parted = l.low.replace(" - ", "|").replace(" – ", "|");
            l.words <= 40
                && parted.split(['|', '•', '·', '∙', '/']).map(|p| p.trim_matches([' ', '.'])).all(|p| {
                    count += 1;
                    LINKS.contains(&p)
                })
                && (count >= 2 || is_sole_link(l))
                || is_row(l)
        },
        masks: &[
            "About Us | Contact | Privacy Policy",
            "Privacy ∙ Terms ∙ Collection notice",
            "Help Terms of Service Subscription Terms & Conditions Privacy Policy Site Map Accessibility",
            "Privacy Policy",
            "Terms of Service",
            "Contact us",
            "Company",
        ],
        keeps: &["Contact was lost", "Home | Away"],
        ..Rule::of(Footer)
    },
    Rule {
        name: "postal address",
        place: Place::Body,
        applies: |l| l.words <= 10 && is_address(l.text),
        masks: &[
            "Sheridan, WY 82801",
            "12 Harbour Street, Springfield, IL 62701",
            "30 N Gould St Ste R",
            "P.O. Box 1422, Erbil",
        ],
        keeps: &["30 N Korean soldiers died", "Turnout in WY 82801", "12 people on Harbour Street saw it"],
        ..Rule::of(Footer)
    },
];

/// Names of links in a row without marks between them, hardly anything else among them.
fn is_row(label: &Label<'_>) -> bool {
    if !label.whole || label.words < 5 || label.text.ends_with(['.', '?', '!', ':']) {
        return false;
    }
    let words: Vec<&str> = label.low.split(' ').collect();
    let (mut i, mut links, mut other) = (0, 0, 0);
    while i < words.len() {
        let taken = (1..=4)
            .rev()
            .find(|n| words.get(i..i + n).is_some_and(|some| LINKS.contains(&some.join(" ").as_str())));
        i += taken.unwrap_or(1);
        links += usize::from(taken.is_some());
        other += usize::from(taken.is_none());
    }
    links >= 4 && other * 2 <= links
}

fn is_sole_link(label: &Label<'_>) -> bool {
    !label.is(phrases![
        "about" "contact" "privacy" "terms" "careers" "jobs" "help" "press" "ethics" "archive" "archives"
        "legal" "staff" "feedback" "store" "shop" "home" "cookies" "corrections" "partners" "subscribe"
        "copyright"
    ])
}

/// "Sheridan, WY 82801", "30 N Gould St Ste R", "P.O. Box 7".
fn is_address(text: &str) -> bool {
    let text = text.trim_end_matches('.');
    let words: Vec<&str> = text.split_whitespace().collect();
    let zip = |w: &str| w.len() == 5 && w.bytes().all(|b| b.is_ascii_digit());
    let state = |w: &str| w.len() == 2 && w.bytes().all(|b| b.is_ascii_uppercase());
    let city_line = match words.as_slice() {
        [.., city, s, z] => state(s) && zip(z) && city.ends_with(','),
        _ => false,
    };
    let number = words.first().is_some_and(|w| w.len() <= 5 && w.bytes().all(|b| b.is_ascii_digit()));
    let street = words.iter().skip(1).any(|w| {
        let w = w.trim_matches([',', '.']).to_ascii_lowercase();
        matches!(w.as_str(), "st" | "ave" | "blvd" | "rd" | "ste" | "suite" | "floor" | "fl" | "hwy")
    });
    let no_lower = words
        .iter()
        .skip(1)
        .all(|w| w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '#'));
    city_line || number && street && no_lower || text.to_ascii_lowercase().starts_with("p.o. box")
}
