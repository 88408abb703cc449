//! The committed score: how every attribution of every case fares, so that no change of one goes unseen.

use std::fmt::Write as _;

use dixit::{notation, pipeline::Engine};

use crate::{
    cases::{Case, cases},
    check::{ASPECTS, Comparison, compare, difference},
};

#[test]
fn the_score_is_the_committed_one() {
    let engine = Engine::new();
    let mut table = format!("case\twords\tactor\t{}\n", ASPECTS.join("\t"));
    let (mut all, mut sums) = (0, [0; ASPECTS.len()]);
    let mut differences = String::new();
    for Case { name, marked } in cases() {
        let (document, expected) = notation::parse(&marked).unwrap();
        let found = engine.analyse(&document);
        let comparison = compare(&document, &expected, &found);
        rows(&name, &comparison, &mut table, &mut sums);
        all += comparison.verdicts.len();
        if !comparison.is_right() {
            _ = write!(differences, "{name}\n{}\n", difference(&document, &expected, &found));
        }
    }
    _ = writeln!(table, "all\t{all}\t\t{}", sums.map(|sum| sum.to_string()).join("\t"));
    // Seen when the table differs (or with --nocapture): what to look at before it is refreshed.
    println!("{differences}");
    expect_test::expect_file!["cases/score.tsv"].assert_eq(&table);
}

fn rows(name: &str, comparison: &Comparison, table: &mut String, sums: &mut [u32; ASPECTS.len()]) {
    for v in &comparison.verdicts {
        for (sum, right) in sums.iter_mut().zip(v.right) {
            *sum += u32::from(right);
        }
        let marks = v.right.map(|right| if right { "yes" } else { "NO" }).join("\t");
        _ = writeln!(table, "{name}\t{}\t{}\t{marks}", v.words, v.actor);
    }
    for words in &comparison.extra {
        _ = writeln!(table, "{name}\t{words}\tEXTRA\t\t\t\t\t");
    }
    if comparison.verdicts.is_empty() && comparison.extra.is_empty() {
        _ = writeln!(table, "{name}\t(nothing, rightly)\t\t\t\t\t\t");
    }
}
