//! Every view in every size, in symbols and styles, and without colours: one picture book a view.

use std::{fmt::Write, path::PathBuf};

use super::{
    stage::Stage,
    tables::{SIZES, dam},
};

/// The views, each with the keys that lead to it; those that have tests of their own in every size are not here.
const VIEWS: [(&str, &str); 18] = [
    ("panes", "] ]"),
    ("articles-found", "/ type:volta Enter"),
    ("article-searched", "2 / type:gates Enter n"),
    ("actor", "3 j j"),
    ("why", "] w"),
    ("filter", "F type:outlet:volta_-is:doubtful_da"),
    ("find-actor", "f type:te"),
    ("places", "p"),
    ("merge", "m type:ine"),
    ("split", "s j Space"),
    ("suggestions", "M"),
    ("kind", "K"),
    ("rename", "r type:!"),
    ("note", "] i type:ask_her_again"),
    ("correct", "] c type:no"),
    ("wordings", "] v"),
    ("quotations", "gm l l l Enter"),
    ("command", ": type:the"),
];

fn picture(stage: &mut Stage, title: &str, book: &mut String, with_styles: bool) {
    let all = if with_styles { stage.dump() } else { stage.text() };
    writeln!(book, "## {title}\n{}", all.trim_end()).expect("a string");
}

#[test]
fn every_view_in_every_size_and_without_colours() {
    for (name, keys) in VIEWS {
        let mut book = String::new();
        for size in SIZES {
            // On the largest screen the styles are those of the one before.
            let title = format!("{}x{}", size.0, size.1);
            picture(&mut dam(size).keys(keys), &title, &mut book, size.0 < 200);
        }
        picture(&mut dam((80, 24)).mono().keys(keys), "80x24 without colours", &mut book, true);
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/tui/tests/golden/views");
        expect_test::expect_file![folder.join(format!("{name}.txt"))].assert_eq(&book);
    }
}
