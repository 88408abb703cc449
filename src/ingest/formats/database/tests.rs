//! Exports as databases lay them out, each with what is taken from it.

use std::fmt::Write as _;

use crate::{
    clean::clean,
    ingest::{
        Intake,
        formats::{Budget, Context, read_all},
    },
};

fn read(text: &str) -> Intake {
    let budget = Budget::new(text.len() as u64);
    read_all(text.as_bytes().to_vec(), &Context::file("export.txt".as_ref(), &budget), false)
}

/// Each document: what is given, then its paragraphs with their lines, those about it in brackets; then problems.
fn told(intake: &Intake) -> String {
    let mut out = String::new();
    for one in &intake.documents {
        let given = &one.given;
        let words = [&given.title, &given.outlet, &given.author, &given.published, &given.language];
        let words: Vec<&str> = words.into_iter().map(|word| word.as_deref().unwrap_or("-")).collect();
        writeln!(out, "{} at {} ({})\n  {}", one.id, one.origin, given.format, words.join(" / "))
            .expect("in memory");
        let layout = clean(one);
        let mut at = 0;
        for paragraph in one.raw.split("\n\n") {
            let masked = layout.masked.iter().any(|masked| masked.span.start() == at);
            let place = one.place(at).unwrap_or("nowhere");
            writeln!(
                out,
                "  {place:>7} {}{paragraph}{}",
                if masked { "[" } else { "" },
                if masked { "]" } else { "" }
            )
            .expect("in memory");
            at += paragraph.len() as u32 + 2;
        }
    }
    for one in &intake.skipped {
        writeln!(out, "{one}").expect("in memory");
    }
    out
}

#[test]
fn lexis_old_and_new() {
    let old = "\n                               1 of 2 DOCUMENTS\n\n                                Harbour Post\n\n                             January 19, 2026 Monday\n\nFerry runs again after a winter\nof repairs\n\nBYLINE: Ngozi Hallam\n\nSECTION: WORLD; Pg. 12\n\nLENGTH: 212 words\n\n   “We have waited since November,” said Tamsin Okafor, who runs\nthe café on the quay.\n\n   Nobody else spoke.\n\nLOAD-DATE: January 20, 2026\n\nLANGUAGE: ENGLISH\n\nPUBLICATION-TYPE: Newspaper\n\n                   Copyright 2026 Harbour Post Ltd.\n                          All Rights Reserved\n\n                               2 of 2 DOCUMENTS\n\n                               Copyright 2026 The Wire\n                             All Rights Reserved\n                                  The Wire\n\n                            January 20, 2026 Tuesday\n\nLENGTH: 20 words\n\nHEADLINE: Second boat\n\nBYLINE: By Iker Solberg\n\nThe second boat left on time, the port said.\n";
    let new = "Ferry runs again\n\nHarbour Post\n\nJanuary 19, 2026 Monday\n\nCopyright 2026 Harbour Post Ltd. All Rights Reserved\n\nSection: WORLD; Pg. 12\n\nLength: 212 words\n\nByline: Ngozi Hallam\n\nBody\n\n“We have waited since November,” said Tamsin Okafor.\n\nLoad-Date: January 20, 2026\n\nEnd of Document\n";
    expect_test::expect![[r#"
        export.txt:4 at export.txt:4 (Lexis export)
          Ferry runs again after a winter of repairs / Harbour Post / Ngozi Hallam / January 19, 2026 Monday / en
           line 4 [Harbour Post]
           line 6 [January 19, 2026 Monday]
           line 8 Ferry runs again after a winter of repairs
          line 11 BYLINE: Ngozi Hallam
          line 13 [SECTION: WORLD; Pg. 12]
          line 15 [LENGTH: 212 words]
          line 17 “We have waited since November,” said Tamsin Okafor, who runs the café on the quay.
          line 20 Nobody else spoke.
          line 22 [LOAD-DATE: January 20, 2026]
          line 24 [LANGUAGE: ENGLISH]
          line 26 [PUBLICATION-TYPE: Newspaper]
          line 28 [Copyright 2026 Harbour Post Ltd. All Rights Reserved]
        export.txt:33 at export.txt:33 (Lexis export)
          Second boat / The Wire / Iker Solberg / January 20, 2026 Tuesday / -
          line 33 [Copyright 2026 The Wire]
          line 34 [All Rights Reserved]
          line 35 [The Wire]
          line 37 [January 20, 2026 Tuesday]
          line 39 [LENGTH: 20 words]
          line 41 Second boat
          line 43 BYLINE: By Iker Solberg
          line 45 The second boat left on time, the port said.
        export.txt:1 at export.txt:1 (Lexis export)
          Ferry runs again / Harbour Post / Ngozi Hallam / January 19, 2026 Monday / -
           line 1 Ferry runs again
           line 3 [Harbour Post]
           line 5 [January 19, 2026 Monday]
           line 7 [Copyright 2026 Harbour Post Ltd. All Rights Reserved]
           line 9 [Section: WORLD; Pg. 12]
          line 11 [Length: 212 words]
          line 13 Byline: Ngozi Hallam
          line 15 [Body]
          line 17 “We have waited since November,” said Tamsin Okafor.
          line 19 [Load-Date: January 20, 2026]
    "#]].assert_eq(&(told(&read(old)) + &told(&read(new))));
}

#[test]
fn factiva_with_letters_and_plain() {
    let coded = "HD   Ferry runs again after a winter\n     of repairs\nBY   By Ngozi Hallam\nWC   212 words\nPD   19 January 2026\nET   10:00\nSN   Harbour Post\nSC   HARPOS\nLA   English\nCY   Copyright 2026 Harbour Post\n\nLP   \n“We have waited since November,” said Tamsin Okafor.\n\nTD   \nNobody else spoke.\n\nThe port said so.\n\nAN   Document HARPOS0020260119em1j0000a\n\n\nHD   Second boat\nWC   20 words\nPD   20 January 2026\nSN   The Wire\nTD\nThe second boat left on time, the port said.\nAN   Document WIRE000020260120em1k00001\n\nSearch Summary\nText  ferry\n";
    let plain = "World\nFerry runs again after a winter of repairs\nBy Ngozi Hallam\n212 words\n19 January 2026\n10:00\nHarbour Post\nHARPOS\nEnglish\nCopyright 2026 Harbour Post\n\n“We have waited since November,” said Tamsin Okafor.\n\nNobody else spoke.\n\nDocument HARPOS0020260119em1j0000a\n\nSecond boat\n20 words\n20 January 2026\nThe Wire\nWIRE\nEnglish\n(c) 2026 The Wire\n\nThe second boat left on time, the port said.\n\nPage 1 of 2 © 2026 Factiva, Inc. All rights reserved.\n\nDocument WIRE000020260120em1k00001\n\nSearch Summary\nText\nferry\n";
    expect_test::expect![[r#"
        HARPOS0020260119em1j0000a at export.txt:1 (Factiva export)
          Ferry runs again after a winter of repairs / Harbour Post / Ngozi Hallam / 19 January 2026 10:00 / en
           line 1 Ferry runs again after a winter of repairs
           line 3 BY By Ngozi Hallam
           line 4 [WC 212 words]
           line 5 [PD 19 January 2026]
           line 6 [ET 10:00]
           line 7 [SN Harbour Post]
           line 8 [SC HARPOS]
           line 9 [LA English]
          line 10 [CY Copyright 2026 Harbour Post]
          line 13 “We have waited since November,” said Tamsin Okafor.
          line 16 Nobody else spoke.
          line 18 The port said so.
          line 20 [AN Document HARPOS0020260119em1j0000a]
        WIRE000020260120em1k00001 at export.txt:23 (Factiva export)
          Second boat / The Wire / - / 20 January 2026 / -
          line 23 Second boat
          line 24 [WC 20 words]
          line 25 [PD 20 January 2026]
          line 26 [SN The Wire]
          line 28 The second boat left on time, the port said.
          line 29 [AN Document WIRE000020260120em1k00001 Search Summary Text ferry]
        HARPOS0020260119em1j0000a at export.txt:1 (Factiva export)
          Ferry runs again after a winter of repairs / Harbour Post / Ngozi Hallam / 19 January 2026 10:00 / en
           line 1 [World]
           line 2 Ferry runs again after a winter of repairs
           line 3 By Ngozi Hallam
           line 4 [212 words]
           line 5 [19 January 2026]
           line 6 [10:00]
           line 7 [Harbour Post]
           line 8 [HARPOS]
           line 9 [English]
          line 10 [Copyright 2026 Harbour Post]
          line 12 “We have waited since November,” said Tamsin Okafor.
          line 14 Nobody else spoke.
          line 16 [Document HARPOS0020260119em1j0000a]
        WIRE000020260120em1k00001 at export.txt:18 (Factiva export)
          Second boat / The Wire / - / 20 January 2026 / en
          line 18 Second boat
          line 19 [20 words]
          line 20 [20 January 2026]
          line 21 [The Wire]
          line 22 [WIRE]
          line 23 [English]
          line 24 [(c) 2026 The Wire]
          line 26 The second boat left on time, the port said.
          line 30 [Document WIRE000020260120em1k00001]
    "#]].assert_eq(&(told(&read(coded)) + &told(&read(plain))));
}

#[test]
fn texts_that_are_none_stay_texts_and_cut_ones_end() {
    for text in [
        "LENGTH: 12 words\n\nThat is all.",
        "HD is a film standard.\nWC is none.",
        "Document 1 of 2\n\nA text.",
        "Document harbour\n12 words",
    ] {
        assert_eq!(read(text).documents.first().map(|one| one.given.format), Some("text"), "{text}");
    }
    for text in [
        "Document 1 of 1\nLENGTH: 1 words\n",
        "HD \nWC \nPD \nSN \nLP",
        "1 words\nDocument HARPOS0020260119em1j0000a\n",
    ] {
        let intake = read(text);
        assert!(intake.documents.len() + intake.skipped.len() <= 1, "{text}");
    }
}
