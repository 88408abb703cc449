//! The five articles of the sample: what is masked in each, and what is known of it.

use super::{Given, clean, document, mark};
use crate::model::{BlockKind, MaskReason};

const FIRST: &str = include_str!("../../../seeds/000_38564df801d3a5f3.txt");
const SECOND: &str = include_str!("../../../seeds/001_a249941743d59ac2.txt");
const THIRD: &str = include_str!("../../../seeds/002_2ee78586a9d7a01e.txt");
const FOURTH: &str = include_str!("../../../seeds/003_f98e653622b961b7.txt");
const FIFTH: &str = include_str!("../../../seeds/004_d3326551aab423fa.txt");

/// The headline and the masked lines of `article`, each behind its fate and cut short; then the facts.
fn masked(article: &str) -> String {
    let marked = mark(article, Given::default());
    let reasons = [
        "kicker",
        "stamp",
        "control",
        "caption",
        "pull quote",
        "promotion",
        "related",
        "comments",
        "notice",
        "footer",
    ];
    let kept = marked.lines().filter(|line| {
        line.starts_with("= ")
            || line.split_once("| ").is_some_and(|(fate, _)| reasons.contains(&fate) || fate == "headline")
    });
    kept.map(|line| line.chars().take(60).collect::<String>().trim_end().to_owned() + "\n").collect()
}

#[test]
fn a_page_with_kicker_caption_pull_quote_and_newsletter() {
    assert_eq!(
        masked(FIRST),
        "\
kicker| News
headline| Iraq’s Sadr demands Syria hand over ISIS prisoners
stamp| Jan. 19, 2026 • 2 min read
caption| Image of Iraq’s Sadr demands Syria hand over ISIS p
pull quote| “The Syrian authorities must be asked to hand ov
promotion| NEWSLETTER
promotion| Get the latest updates delivered to your inbox.
= place ERBIL, Kurdistan Region of Iraq
= published 2026-01-19
"
    );
}

#[test]
fn a_page_with_a_related_link_and_an_update_time() {
    assert_eq!(
        masked(SECOND),
        "\
headline| Sadr urges security boost in Iraq amid reports of
related| RELATED: Iraq says border with Syria ‘most secure’
stamp| Updated at 10:19 pm.
= place ERBIL, Kurdistan Region
"
    );
}

#[test]
fn a_page_with_an_age_a_comment_policy_and_teasers() {
    assert_eq!(
        masked(THIRD),
        "\
headline| Iraq urges international support in managing ISIS
stamp| 6 hours ago
stamp| Rudaw
control| A+ A-
comments| Comments
comments| Rudaw moderates all comments submitted on our webs
comments| To be approved for publication, however, your comm
comments| We will not tolerate the following: profanity, thr
comments| Comments that do not meet our guidelines will be r
comments| Post a comment
control| Required
control| Required
related| The Latest
caption| Safaa al-Mashhadani, a member of the Baghdad Provin
related| Iraqi court hands death, life sentences in assassin
related| An Iraqi court has sentenced the killer of a Baghda
= place ERBIL, Kurdistan Region
= outlet Rudaw
= published about then
"
    );
}

#[test]
fn a_page_with_a_player_readers_comments_and_a_company() {
    assert_eq!(
        masked(FOURTH),
        "\
control| Listen to the article
control| 0:00
control| 0:00
headline| Iraq Begins Transfer of ISIS Prisoners from Syria
notice| Fact Checker
notice| Verify the accuracy of this article using The Disinf
comments| 6 Comments
comments|   1. The decision by Iraq to accept these ISIS pri
comments|   2. This transfer highlights the complex regional
comments|   3. Mary L. Williams on
comments|     The decision to transfer ISIS prisoners from S
comments|   4. Transferring high-risk ISIS detainees from Sy
comments|   5. William Taylor on
comments|     Curious to see how Iraq will handle the influx
comments|   6. Oliver X. Lopez on
comments|     Interesting move by Iraq to accept the transfe
comments| Leave A Reply
comments| A professional organisation dedicated to combating
footer| Company
footer| Disinformation Commission LLC
footer| 30 N Gould ST STE R
footer| Sheridan, WY 82801
footer| USA
footer| © 2026 Disinformation Commission LLC. All rights res
"
    );
}

#[test]
fn a_page_without_furniture() {
    assert_eq!(
        masked(FIFTH),
        "headline| Sadr flags Baathist-ISIS nexus as Syria clashes ra\n= place BAGHDAD\n"
    );
}

#[test]
fn of_a_pull_quote_the_copy_in_the_body_is_read_once() {
    let layout = clean(&document(FIRST, Given::default()));
    let words = "“The Syrian authorities must be asked";
    let read = layout.blocks.iter().filter(|b| b.span.of(FIRST).starts_with(words)).count();
    let masked = layout.masked.iter().filter(|m| m.reason == MaskReason::PullQuote).count();
    assert_eq!((read, masked), (1, 1));
    assert_eq!(layout.blocks.iter().filter(|b| b.kind == BlockKind::Headline).count(), 1);
}
