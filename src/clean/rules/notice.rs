//! Notices of the site: fact-check boxes, corrections, cookie lines, disclaimers, who else reported.

use super::{Place, Reach, Rule};
use crate::model::MaskReason::Notice;

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
                "report a typo" "suggest a correction" "corrections" "licensing" "reprints"
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
        applies: |l| {
            l.begins(phrases![
                "editor's note:" "editors' note:" "editor's note" "editors note:" "correction:"
                "corrections:" "clarification:" "correction appended" "clarification appended"
                "disclaimer:" "disclosure:" "author's note:" "note to readers:"
                "this article has been updated" "this story has been updated" "this post has been updated"
                "this article was updated" "this story was updated" "this post was updated"
                "this piece has been updated" "this article has been corrected"
                "this story has been corrected" "this article was amended"
                "this article was originally published" "this story was originally published"
                "this article originally appeared" "this story originally appeared"
                "this article first appeared" "this story first appeared" "this piece originally appeared"
                "this post originally appeared" "this article was first published"
                "this is a developing story" "this is a breaking news story" "this story is developing"
                "an earlier version of this" "a previous version of this" "a version of this article"
                "as published in" "the views expressed" "the opinions expressed" "views expressed in this"
                "opinions expressed in this" "verify the accuracy" "we use cookies"
                "this site uses cookies" "this website uses cookies" "by continuing to use" "by clicking"
                "by using this site" "by signing up" "by submitting" "by subscribing"
                "this site is protected by" "we are sorry,this video" "we are sorry, this video"
                "this video is" "this content is not available" "sorry, this" "all times local"
                "all times are" "material from" "with reporting by" "with additional reporting"
                "additional reporting" "with files from" "with inputs from" "with agency inputs"
                "(with inputs" "(with agency" "(reporting by" "reporting by" "(additional reporting"
                "(writing by" "(editing by" "editing by" "contributing:" "compiled by" "translated by"
                "produced by" "podcast produced by" "story by" "(except for the headline"
                "this story has been published from" "this story is auto-generated"
                "this article was produced" "the post" "full disclosure:" "this transcript was"
                "this transcript has been" "(this story" "this article is based on" "this report was"
                "our standards:"
            ]) && (!l.begins(phrases![
                "the post" "material from" "by clicking" "sorry, this" "this video is" "this report was"
                "corrections:" "reporting by" "produced by" "story by" "compiled by" "translated by"
                "(this story"
            ]) || l.has(phrases![
                "appeared first on" "was used" "you agree" "available" "staff" "contributed" "editing"
                "restricted" "edited by" "video produced" "has been"
            ])) && !l.text.starts_with(['“', '"'])
        },
        masks: &[
            "Editor’s note: The writer once worked for the port authority.",
            "CORRECTION APPENDED.",
            "This story has been updated with comments from the port authority.",
            "We use cookies to improve your experience.",
            "(Reporting by Jane Doe; Editing by John Roe)",
            "Reporting by Jane Doe in Springfield; Editing by John Roe",
            "With additional reporting from John Roe",
            "The views expressed in this article are the author’s own.",
            "As published in the Springfield Courier.",
            "Verify the accuracy of this article using real-time sources.",
            "The post Harbour reopens appeared first on Springfield Courier.",
            "Contributing: Jane Doe, John Roe and Mary Major.",
        ],
        keeps: &[
            "The Post reported the deal on Monday.",
            "Correction of the deficit will take years.",
            "This report was written by two officers.",
            "Reporting by state media contradicted the army.",
        ],
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
                    && l.has(&["reported from"])
                    && l.text.starts_with(char::is_uppercase)
                    && (l.text.contains(';') || l.words <= 8)
                    && !l.has(&["said", "were", "was"])
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
