//! Notices of the site: fact-check boxes, disclaimers, who else reported, where it was printed, whom to call.

use super::{Phrases, Place, Reach, Rule};
use crate::{
    clean::{dates, names},
    model::MaskReason::Notice,
};

/// Openings that no sentence of an article has.
const OPENINGS: &Phrases = phrases![
    "disclaimer:" "disclosure:" "this article was originally published"
    "this story was originally published" "this article originally appeared"
    "this story originally appeared" "this article first appeared" "this story first appeared"
    "this piece originally appeared" "this post originally appeared" "this article was first published"
    "this is a developing story" "this is a breaking news story" "this story is developing"
    "a version of this article"
    "as published in" "the views expressed" "the opinions expressed" "views expressed in this"
    "opinions expressed in this" "verify the accuracy" "we are sorry,this video"
    "we are sorry, this video" "this content is not available" "all times local" "all times are"
    "with reporting by" "with additional reporting" "additional reporting" "with files from"
    "with inputs from" "with agency inputs" "(with inputs" "(with agency" "(reporting by"
    "(additional reporting" "(writing by" "(editing by" "editing by" "contributing:" "podcast produced by"
    "(except for the headline" "this story has been published from" "this story is auto-generated"
    "this article was produced" "full disclosure:" "this transcript was" "this transcript has been"
    "this article is based on" "our standards:" "privacy notice:" "this is a preview"
    "this piece first appeared" "this interview has been" "this interview was edited" "this conversation has been"
    "this article was translated" "this story was translated" "this article was originally written" "translation of an"
    "translated from the" "(translated by" "(translated from" "(web editor" "(editor:" "with input from" "with contributions from" "(with input" "(with contributions" "our standards:"
];
/// Openings that need a word of [`MATTER`] behind them.
const DOUBTFUL: &Phrases = phrases![
    "the post" "material from" "by clicking" "sorry, this" "this video is" "this report was"
    "corrections:" "reporting by" "produced by" "story by" "compiled by" "translated by" "(this story"
    "the times" "this story is"
];
const MATTER: &Phrases = phrases![
    "appeared first on" "was used" "you agree" "available" "staff" "contributed" "editing" "restricted"
    "edited by" "video produced" "has been" "letters to the editor" "syndicated"
];

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "box of the site",
        place: Place::Body,
        reach: Reach::Offer,
        applies: |l| {
            l.is(phrases![
                "fact checker" "fact check" "fact-check" "fact checked" "verify this article" "ai summary"
                "disclaimer" "about this article" "about the author" "about the authors"
                "about the writer" "our standards" "editorial standards" "trust project" "report an error"
                "report a typo" "suggest a correction" "licensing" "reprints"
                "rights & permissions" "reuse this content" "about us" "how we report" "why trust us"
                "cookie policy" "cookies"
            ])
        },
        masks: &[
            "Fact Checker",
            "About the author",
            "Disclaimer:",
            "Suggest a correction",
            "Reuse this content",
        ],
        keeps: &["Fact checkers disagree", "About the author of the law"],
        ..Rule::of(Notice)
    },
    Rule {
        name: "notice by its opening",
        long: true,
        applies: |l| l.begins(OPENINGS) && !l.text.starts_with(['“', '"']),
        masks: &[
            "(Reporting by Jane Doe; Editing by John Roe)",
            "With additional reporting from John Roe",
            "The views expressed in this article are the author’s own.",
            "As published in the Springfield Courier.",
            "Verify the accuracy of this article using real-time sources.",
            "Contributing: Jane Doe, John Roe and Mary Major.",
        ],
        keeps: &["The views of the mayor are known."],
        ..Rule::of(Notice)
    },
    Rule {
        name: "notice by its opening and its matter",
        applies: |l| l.begins(DOUBTFUL) && holds_any(l.text, MATTER) && !l.text.starts_with(['“', '"']),
        masks: &[
            "Reporting by Jane Doe in Springfield; Editing by John Roe",
            "The post Harbour reopens appeared first on Springfield Courier.",
            "The Times is committed to publishing letters to the editor.",
        ],
        keeps: &[
            "The Post reported the deal on Monday.",
            "This report was written by two officers.",
            "Reporting by state media contradicted the army.",
        ],
        ..Rule::of(Notice)
    },
    Rule {
        name: "where it comes from",
        place: Place::Body,
        applies: |l| {
            is_sign_off(l.text)
                || l.words <= 8
                    && l.begins(phrases!["source:", "sources:", "(source:", "with input from", "agencies"])
                    && !l.text.contains(['“', '"', '?'])
        },
        masks: &[
            "(COAST 24 with AFP)",
            "jd/jr (dpa, AFP)",
            "Source: News Agencies",
            "SOURCE: AFP",
            "Agencies",
        ],
        keeps: &["He left (AP).", "Source close to the mayor: “No.”", "Sources said: no."],
        ..Rule::of(Notice)
    },
    Rule {
        name: "who else reported",
        place: Place::Body,
        applies: |l| {
            l.words <= 34
                && l.has(phrases![
                    "contributed to this report" "contributed to this story" "contributed to this article"
                    "contributed reporting" "contributed from" "contributed to the report"
                    "contributed to this post"
                ])
                || l.words <= 24
                    && l.has(phrases!["reported from"])
                    && l.text.starts_with(char::is_uppercase)
                    && (l.text.contains(';') || l.words <= 8)
                    && !l.has(phrases!["said", "were", "was"])
        },
        masks: &[
            "Jane Doe and John Roe contributed reporting.",
            "Associated Press writer Jane Doe in Springfield contributed to this report.",
            "Doe reported from Springfield; Roe, from Shelbyville.",
        ],
        keeps: &["The mayor contributed to the campaign.", "Heavy fighting was reported from the old town."],
        ..Rule::of(Notice)
    },
    Rule {
        name: "where it was printed",
        place: Place::Body,
        applies: |l| {
            let edition = || l.has(phrases!["edition" "issue" "headline" "headlined"]);
            let dated = || dates::find(l.text).is_some() && l.words <= 14;
            l.begins(phrases!["published in the" "published in"]) && (edition() || dated())
                || l.begins(phrases![
                    "this article appears in" "this article appeared in" "this story appears in" "this story appeared in"
                    "appeared in print" "appears in print" "first published in the" "printed in the"
                ]) && (edition() || dated())
        },
        masks: &[
            "Published in The Springfield Post, January 14th, 2026",
            "Published in the print edition of the January 19, 2026, issue, with the headline “Cloud Cover.”",
            "This article appeared in the World section of the print edition under the headline “Ships”",
        ],
        keeps: &[
            "Published in three languages, the book sold well.",
            "Published in 1948, it made her name at once.",
        ],
        ..Rule::of(Notice)
    },
    Rule {
        name: "end of a release",
        place: Place::Body,
        reach: Reach::End,
        applies: |l| {
            l.is(phrases!["ends" "end of release" "notes to editors" "note to editors" "notes for editors"])
        },
        masks: &["-ENDS-", "ENDS", "Notes to Editors"],
        keeps: &["Ends and means", "It ends here."],
        ..Rule::of(Notice)
    },
    Rule {
        name: "whom to call",
        place: Place::Body,
        reach: Reach::Offer,
        applies: |l| {
            l.is(phrases![
                "media contact" "media contacts" "press contact" "press contacts" "contact" "contacts" "media enquiries"
                "media inquiries" "press enquiries" "press inquiries" "press office" "media relations" "investor relations"
                "for further information" "for more information" "for further information contact" "contact information"
                "for media enquiries" "for media inquiries" "contact details"
            ]) && l.text.ends_with(|c: char| c == ':' || c.is_alphabetic())
                || l.words <= 8
                    && l.begins(phrases!["tel:" "tel." "phone:" "telephone:" "mobile:" "mob:" "fax:" "t:" "e:" "cell:"])
                    && l.text.bytes().filter(u8::is_ascii_digit).count() >= 5
        },
        masks: &["Media contact:", "Press Office", "Tel: +233 30 555 0142"],
        keeps: &["Contact was lost at noon.", "Tel: me the truth", "Media relations soured"],
        ..Rule::of(Notice)
    },
    Rule {
        name: "what kind of text it is",
        applies: |l| {
            l.is(phrases!["for immediate release" "press release" "news release" "media release" "not for publication"])
                || l.begins(phrases!["embargoed until" "embargoed for" "under embargo until" "source: "])
                    && l.words <= 12
                    && dates::find(l.text).is_some()
        },
        masks: &["FOR IMMEDIATE RELEASE", "Embargoed until 00:01 GMT, Wednesday 14 January 2026"],
        keeps: &["Embargoed goods were burned"],
        ..Rule::of(Notice)
    },
    Rule {
        name: "who edited it",
        applies: |l| {
            (2..=10).contains(&l.words)
                && l.begins(phrases!["edited by" "edited by:" "translated by" "compiled by" "web editor:" "copy editor:" "fact-checked by"])
                && !l.text.ends_with(['.', '?', '!', '”', '"'])
                && l.text.split(' ').skip(2).all(|w| w.starts_with(char::is_uppercase) || w == "and" || w == "&")
        },
        masks: &["Edited by: Karsten Uhl", "Translated by Ana Lima and John Roe"],
        keeps: &["Edited by a committee", "Edited by the king himself, the book sold."],
        ..Rule::of(Notice)
    },
    Rule {
        name: "archive label",
        applies: |l| {
            l.is(phrases![
                "abstract" "full text" "body" "body:" "text" "headline" "end of document" "length"
            ])
        },
        masks: &["ABSTRACT.", "FULL TEXT."],
        keeps: &["Text of the statement"],
        ..Rule::of(Notice)
    },
];

/// "(COAST 24 with AFP)", "jd/jr (dpa, AFP)": who wrote it, in brackets at the end.
fn is_sign_off(text: &str) -> bool {
    let Some((before, inside)) = text.strip_suffix(')').and_then(|t| t.rsplit_once('(')) else {
        return false;
    };
    let agencies =
        |names: &str| names.split([',', '/', '&']).flat_map(|n| n.split(" and ")).all(names::is_agency);
    let with = inside.rsplit_once(" with ").or_else(|| inside.rsplit_once(" and "));
    before.len() <= 12
        && !before.trim_end().contains(' ')
        && (agencies(inside) || with.is_some_and(|(_, last)| before.is_empty() && agencies(last)))
}

/// Whether all of a line, however long, holds one of `phrases`.
fn holds_any(text: &str, phrases: &[&str]) -> bool {
    let low = text.to_lowercase();
    phrases.iter().any(|p| low.contains(p))
}
