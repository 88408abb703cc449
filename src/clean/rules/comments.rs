//! Comment policies, comment forms, readers' comments.

use super::{Label, Phrases, Place, Reach, Rule, told};
use crate::model::MaskReason::{Comments, Control};

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "comments section",
        place: Place::Body,
        reach: Reach::End,
        applies: |l| {
            l.is(phrases![
                "comments" "comment" "leave a reply" "leave a comment" "leave a response" "post a comment"
                "add a comment" "add comment" "write a comment" "reader comments" "readers' comments"
                "comments section" "comment section" "user comments" "latest comments"
                "join the conversation" "join the discussion" "have your say" "what do you think"
                "what do you think?" "discussion" "conversation" "responses" "facebook comments"
                "comment policy" "comments policy" "comment guidelines" "leave a reply cancel reply"
                "no comments" "no comments yet" "related posts and comments" "top comments" "house rules"
                "disclaimer & comment rules" "comment rules" "comments policy" "our comment policy" "all comments"
                "commenting rules" "discussion about this post" "start the discussion" "readers comments"
            ]) || is_count(l)
        },
        masks: &[
            "Comments",
            "6 Comments",
            "Comments (12)",
            "Leave A Reply",
            "Post a comment",
            "1 comment",
            "Join the conversation",
            "3 thoughts on “Harbour reopens”",
            "0 Comments",
        ],
        keeps: &["Comments drew anger", "No comment, she said", "6 comments that changed the race"],
        ..Rule::of(Comments)
    },
    Rule {
        name: "comment count above the text",
        applies: |l| {
            is_count(l) || l.is(phrases!["comments", "comment", "leave a comment", "join the conversation"])
        },
        masks: &["12 Comments", "Comments (3)"],
        keeps: &["Comment is free"],
        ..Rule::of(Comments)
    },
    Rule {
        name: "comment form",
        long: true,
        applies: |l| {
            l.begins(phrases![
                "your email address will not be published" "required fields are marked"
                "save my name, email" "comments are closed" "comments are moderated"
                "comments are not moderated" "comments on this" "please log in to comment"
                "log in to comment" "sign in to comment" "log in or register to" "you must be logged in"
                "be the first to comment" "we welcome comments" "we welcome your comments"
                "we encourage comments" "we reserve the right to" "by commenting" "by posting a comment"
                "please keep comments" "please be respectful" "read our comment policy" "view comments"
                "show comments" "see comments" "load comments" "read all comments" "commenting for this" "commenting is"
                "commenting on this" "comments for this" "disclaimer: comments" "log in with" "or sign up with" "start the discussion"
                "you must confirm your" "this is your comments" "to comment on this" "notify me of" "name *" "email *"
                "comment *" "website *" "report comment" "report this comment"
            ]) && !l.has(phrases!["said", "told"])
        },
        masks: &[
            "Your email address will not be published. Required fields are marked *",
            "Comments are closed.",
            "View comments (12)",
            "Notify me of new posts by email.",
        ],
        keeps: &["Comments on the bill poured in, he said."],
        ..Rule::of(Comments)
    },
    Rule {
        name: "comment policy",
        place: Place::Body,
        long: true,
        applies: |l| l.to_reader().is_some_and(|low| told::count(low, POLICY, 2) == 2),
        masks: &[
            "We welcome reader comments on the top stories of the day. Email addresses will not be published.",
            "Please understand that comments are moderated and that not all of them appear.",
            "Our comments community is open: stay civil, stay on topic.",
        ],
        keeps: &[
            "We had moderated comments for an hour when the lights went out.",
            "The minister moderated his comments, which had been called defamatory.",
        ],
        ..Rule::of(Comments)
    },
    Rule {
        name: "comment buttons",
        place: Place::Body,
        applies: |l| {
            l.is(phrases![
                "reply" "reply to" "report" "report abuse" "like" "likes" "upvote" "downvote" "newest"
                "oldest" "newest first" "oldest first" "sort by" "sort by newest" "most liked" "permalink"
                "log in to reply" "flag" "flag as inappropriate"
            ])
        },
        masks: &["Reply", "Report abuse", "Sort by newest"],
        keeps: &["Reply all was a mistake."],
        ..Rule::of(Control)
    },
];

/// Words of what sites ask of who comments: one is an everyday word.
const POLICY: &Phrases = phrases![
    "reader comments" "your comment" "your comments" "comments are" "comments will" "comments policy" "comment policy"
    "comments community" "comments section" "commenting" "moderated" "moderators" "civil" "civil language" "respectful"
    "abusive" "defamatory" "profanity" "on topic" "block capitals" "will be removed" "will not be published"
    "email addresses" "community guidelines" "community standards" "house rules" "to post a comment" "your display name"
    "inappropriate" "report abuse" "submit a comment"
];

/// "6 Comments", "Comments (12)", "3 thoughts on …".
fn is_count(label: &Label<'_>) -> bool {
    let mut words = label.bare_words();
    let (first, second, third) = (words.next(), words.next(), words.next());
    let number = |w: Option<&str>| w.is_some_and(|w| w.bytes().all(|b| b.is_ascii_digit() || b == b','));
    let noun = |w: Option<&str>| {
        matches!(w, Some("comments" | "comment" | "replies" | "responses" | "thoughts" | "thought" | "reply"))
    };
    label.whole
        && (number(first) && noun(second) && (third.is_none() || matches!(third, Some("on" | "to")))
            || noun(first) && number(second) && third.is_none())
}
