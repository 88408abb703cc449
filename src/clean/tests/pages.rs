//! Invented pages with the furniture of many sites: one file each in `pages/`, in the notation.

use std::{fs, path::Path};

use expect_test::expect_file;

use super::{Given, check, check_given, mark, raw};

/// Every file of `pages/` states what becomes of its lines; `UPDATE_EXPECT=1` writes what is found.
#[test]
fn pages_of_many_sites() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/clean/tests/pages");
    let mut files: Vec<_> =
        fs::read_dir(&folder).expect("the pages are there").flatten().map(|f| f.path()).collect();
    files.sort();
    assert!(files.len() > 20);
    for file in files {
        let marked = fs::read_to_string(&file).expect("a page is a text");
        expect_file![&file].assert_eq(&mark(&raw(&marked), Given::default()));
    }
}

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

#[test]
fn a_title_that_stands_nowhere_masks_nothing() {
    let given = Given { title: Some("Something else entirely".into()), ..Given::default() };
    check_given(
        "
        text| The harbour opened its gates on Monday after a winter of repairs, the mayor said.
        text| “We are ready,” she added.
        crosshead| Something else
        text| The gates were lifted out in January, and some said that they would never come back.
        text| “Something else entirely,” said John Roe, who has fished in Springfield for thirty years.
        ",
        given,
    );
}

#[test]
fn short_lines_of_the_body_are_read() {
    check(
        "
        headline| Questions and answers about the harbour of Springfield
        text| The harbour opened its gates on Monday after a winter of repairs, the mayor said in an interview.
        text| Q: Is it open?
        text| A: It is.
        text| Q: Comments?
        text| A: None.
        text| “No.”
        text| Related?
        text| He shook his head.
        text| “We will see,” he said, and the talk was over before anybody could ask him for the reasons.
        ",
    );
}

#[test]
fn a_link_between_paragraphs_takes_no_paragraph_with_it() {
    check(
        "
        headline| Harbour reopens after winter of repairs
        text| The harbour opened its gates on Monday after a winter of repairs, the mayor said on the quay.
        related| Related
        related| Ferry minister resigns over contract
        related| Snow closes schools across the north
        text| “We are ready,” said Mary Major, who had promised in November that the work would be done in time.
        promotion| NEWSLETTER
        text| Nobody had slept.
        text| The last ship came in at noon, and the crowd went home in the rain that had begun to fall by then.
        ",
    );
}

#[test]
fn relative_ages_make_no_date_and_stated_ones_win() {
    check(
        "
        headline| Harbour reopens after winter of repairs
        stamp| Updated 20 January 2026
        stamp| 6 hours ago
        stamp| Published 19 January 2026
        text| The harbour opened its gates on Monday after a winter of repairs, the mayor said on the quay.
        = published 2026-01-19
        ",
    );
}
