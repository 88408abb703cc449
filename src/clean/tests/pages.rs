//! Invented pages with the furniture of many sites.

use super::{Given, check, check_given};

#[test]
fn a_plain_article() {
    check(
        "
        headline| Harbour reopens after winter of repairs
        dateline+text| SPRINGFIELD – The harbour opened its gates on Monday after a winter of repairs, the mayor said.
        text| “We are ready,” she added.
        = place SPRINGFIELD
        ",
    );
}

#[test]
fn what_the_file_says_comes_first() {
    let given = Given {
        title: Some("Harbour reopens; Mayor speaks of a good day".into()),
        author: Some("Jane Doe".into()),
        published: Some("2026-01-20".into()),
        ..Given::default()
    };
    check_given(
        "
        kicker| Local news from the coast and beyond
        headline| Harbour reopens;
        headline| Mayor speaks of a good day.
        byline| Jane Doe
        stamp| Jan. 19, 2026
        text| The harbour opened its gates on Monday after a winter of repairs, the mayor said.
        = byline Jane Doe
        = published 2026-01-20
        ",
        given,
    );
}
