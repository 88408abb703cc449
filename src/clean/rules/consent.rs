//! What a site says about data of its readers: cookies, privacy, terms that hold when a form is sent.

use super::{Label, Phrases, Rule, told};
use crate::model::MaskReason::Notice;

/// Words of such lines. One is an everyday word by now; two of them in words to the reader are a notice.
const WORDS: &Phrases = phrases![
    "cookies" "consent" "personal data" "partners" "personalised" "personalized" "advertising"
    "privacy policy" "privacy notice" "terms of use" "terms of service" "terms and conditions" "user agreement"
    "geolocation" "device scanning" "a device" "your device" "legitimate interest" "your experience" "our site"
    "our website" "this site" "this website" "this page" "third parties" "third-party" "unique identifiers" "analyse traffic"
    "analyze traffic" "data protection" "opt out" "privacy choices" "recaptcha" "subscribe button" "email address"
    "our use of" "ad choices" "accept all" "sign-up" "your browser" "on behalf of" "affiliate commission"
    "links on our site" "community guidelines" "you agree" "you consent"
];
/// Lines that are nothing else.
const NAMES: &Phrases = phrases![
    "we value your privacy" "we care about your privacy" "your privacy" "your privacy matters" "about your privacy"
    "cookie consent" "cookies consent" "cookie notice" "cookies notice" "this website uses cookies"
    "this site uses cookies" "we use cookies" "your choices regarding cookies" "manage consent"
    "manage cookie consent" "privacy preference center" "cookie preferences" "manage cookies" "let us know you agree to cookies"
];
/// Openings that are one even with a word.
const OPENINGS: &Phrases = phrases![
    "we use cookies" "we use necessary cookies" "this site uses cookies" "this website uses cookies"
    "this site uses akismet" "by signing up" "by submitting" "by subscribing" "by clicking" "by entering your"
    "by providing an" "by providing your" "this site is protected by" "when you purchase through"
    "when you buy through" "this article contains affiliate" "this post may contain affiliate"
];

fn is_consent(label: &Label<'_>) -> bool {
    let wanted = if label.begins(OPENINGS) { 1 } else { 2 } + usize::from(label.text.len() > 400);
    label.is(NAMES)
        || !label.text.contains('|')
            && label.to_reader().is_some_and(|low| told::count(low, WORDS, wanted) == wanted)
}

pub(super) const RULES: &[Rule] = &[Rule {
    name: "cookies and privacy",
    long: true,
    applies: is_consent,
    masks: &[
        "We value your privacy",
        "We use cookies to improve your experience.",
        "We and our 842 partners store and/or access information on a device, such as cookies and process personal data.",
        "With your permission we and our partners may use precise geolocation data.",
        "By signing up, you agree to our user agreement and acknowledge our privacy policy.",
        "This website uses cookies to make sure you get the best experience.",
        "When you buy through links on our site, we may earn an affiliate commission.",
    ],
    keeps: &[
        "By continuing to use the site after the warning, guests had been taken to have agreed, the decision says.",
        "This website uses cookies, says a banner that the court had printed out.",
        "The chain had placed cookies on every pillow.",
        "Privacy is dead, and partners killed it.",
    ],
    ..Rule::of(Notice)
}];
