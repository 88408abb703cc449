//! A sheet as its user gets it: what is in the file, and that no file is lost.

use std::fs;

use expect_test::expect;

use crate::cli::{run, strike};

#[test]
fn a_sheet_is_written_whole_and_nothing_is_replaced_unasked() {
    let strike = strike();
    let export = |more: &[&str]| {
        let args = [&["export", "--actor", "Chen"], more, &["port.txt", "wire.jsonl"]].concat();
        run(strike.path(), &args)
    };
    let ran = export(&["-o", "chen.md"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, ""));
    assert_eq!(ran.err, "dixit: 4 quotations written to chen.md\n");
    let sheet = fs::read_to_string(strike.path().join("chen.md")).unwrap();
    expect![[r#"
        # Quotations

        ## Mara Chen

        person, also called Chen.

        4 quotations of 4 statements in 3 articles, 2026-01-21 to 2026-01-22.

        ### Statement 1 · 2026-01-21

        > “It is over, and we are glad,”

        — Chen (“said”). The Harbour Post, 2026-01-21[^1]

        quotation 1 · direct · line 1, paragraph 1, characters 0–30

        Why: subject of “said”, right after the closing mark.

        ### Statement 2 · 2026-01-22

        > “=1+1 is ␛\[31mtwo,”

        — Mara Chen (“said”). @SUM(A1), 2026-01-22[^2]

        quotation 2 · direct · line 1, paragraph 1, characters 0–19

        Why: subject of “said”, right after the closing mark.

        ### Statement 3 · undated

        > “We will not wait,”

        — Mara Chen (“said”). port.txt, undated[^3]

        quotation 3 · direct · line 3, paragraph 1, characters 43–62

        Why: subject of “said”, right after the closing mark.

        ### Statement 4 · undated

        > “Not a single day,”

        — she (“added”). port.txt, undated[^3]

        quotation 4 · direct · line 5, paragraph 2, characters 110–129

        Why: subject of “added”, right after the closing mark.

        ## What this sheet may lack

        Nothing is known to be unattributed, doubtful or masked.

        ---

        Every quotation stands in its article as it arrived, character for character; characters are counted as Unicode code points, the end exclusive. Made by Dixit 0.1.0.

        [^1]: The Harbour Post, “Port strike ends”, 2026-01-21, wire.jsonl:1
        [^2]: @SUM(A1), “\=cmd\|' /C calc'!A0 \<script\> ␛\[2J”, by \-Eve, 2026-01-22, wire.jsonl:2
        [^3]: “Port strike enters third week”, undated, port.txt
    "#]].assert_eq(&sheet);

    fs::write(strike.path().join("chen.md"), "mine").unwrap();
    let ran = export(&["-o", "chen.md"]);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    assert_eq!(ran.err, "dixit: nothing written (--force replaces the file): chen.md exists already\n");
    assert_eq!(fs::read_to_string(strike.path().join("chen.md")).unwrap(), "mine");

    assert_eq!(export(&["-o", "chen.md", "--force"]).status, 0);
    assert_eq!(fs::read_to_string(strike.path().join("chen.md")).unwrap(), sheet);
    assert_eq!(export(&[]).out, sheet, "Markdown on standard output without -o");

    let ran = export(&["-o", "none/chen.md"]);
    assert_eq!((ran.status, ran.err.as_str()), (2, "dixit: there is no folder none\n"));
    let mut left: Vec<_> = fs::read_dir(strike.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["chen.md", "port.txt", "wire.jsonl"], "no temporary file stays");
}
