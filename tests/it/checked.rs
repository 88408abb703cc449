//! `dixit check`: what it says of files of many kinds, for people and for programs.

use std::{fs, path::Path};

use expect_test::expect;
use serde_json::Value;

use crate::cli::{folder, run};

const ARTICLE: &str = "\
Ferry to Minas Frias runs again

By Tomas Brandt
2026-02-11

Share on Facebook

The ferry to Minas Frias runs again, Lindiwe Osei said on Monday. \u{201c}We waited for the ice,\u{201d} she said.

Read more: The ice on the lake
";

/// A page, a text, a table one row of which is no article, and what cannot be read or need not be.
fn press() -> tempfile::TempDir {
    let page = "<!doctype html><html lang=\"en\"><head><title>Bridge shut</title><meta property=\"og:site_name\" \
                content=\"Lake Post\"></head><body><article><h1>Bridge shut</h1><p>The bridge over the Sella is shut, \
                the mayor of Minas Frias told the Lake Post on Tuesday, and nobody knows for how long it will be.</p>\
                </article></body></html>";
    let table = "headline,text,date\nMill burns,\"The mill burns, said Ana Reyes.\",2026-02-12\nNothing,,\n";
    folder(&[
        ("ferry.txt", ARTICLE),
        ("bridge.html", page),
        ("mills.csv", table),
        ("half.zip", "PK\u{3}\u{4}half"),
        ("notes.txt~", "kept by an editor"),
        ("photo.jpg", "\u{0}\u{1}"),
    ])
}

#[test]
fn for_programs_each_line_is_one_thing_known_of_a_file() {
    let press = press();
    let ran = run(press.path(), &["check", "."]);
    assert_eq!((ran.status, ran.err.as_str()), (3, ""));
    expect![[r#"
        ./bridge.html	format	web page
        ./bridge.html	id	bridge.html
        ./bridge.html	headline	Bridge shut
        ./bridge.html	outlet	Lake Post
        ./bridge.html	language	English
        ./bridge.html	text	29 words read, 0 masked
        ./ferry.txt	format	text
        ./ferry.txt	id	ferry.txt
        ./ferry.txt	headline	Ferry to Minas Frias runs again
        ./ferry.txt	author	Tomas Brandt
        ./ferry.txt	date	2026-02-11 (stated)
        ./ferry.txt	language	English
        ./ferry.txt	text	28 words read, 11 masked
        ./ferry.txt	masked	stamp: 2026-02-11
        ./ferry.txt	masked	control: Share on Facebook
        ./ferry.txt	masked	related: Read more: The ice on the lake
        ./mills.csv:2	format	table
        ./mills.csv:2	id	mills.csv:2
        ./mills.csv:2	headline	Mill burns
        ./mills.csv:2	date	2026-02-12 (stated: 2026-02-12)
        ./mills.csv:2	text	6 words read, 0 masked
        ./half.zip	problem	damaged or cut short: Could not find EOCD
        ./mills.csv:3	problem	row 3 has an empty text
        ./notes.txt~	passed over	unfinished, or kept by an editor
        ./photo.jpg	passed over	not a kind that is read (.jpg)
    "#]]
    .assert_eq(&ran.out);
}

#[test]
fn json_has_an_object_for_each_article_and_each_file_that_gave_none() {
    let press = press();
    let ran = run(press.path(), &["check", "--json", "."]);
    let all: Vec<Value> = ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of = |name: &str| all.iter().find(|one| one["file"].as_str().unwrap().contains(name)).unwrap();
    let ferry = of("ferry.txt");
    assert_eq!(
        (&ferry["format"], &ferry["headline"]),
        (&"text".into(), &"Ferry to Minas Frias runs again".into())
    );
    assert_eq!(ferry["date"], "2026-02-11");
    let masked = ferry["masked"].as_array().unwrap();
    let points: Vec<char> = ARTICLE.chars().collect();
    for mask in masked {
        let [start, end] = [0, 1].map(|i| usize::try_from(mask["span"][i].as_u64().unwrap()).unwrap());
        let words: String = points[start..end].iter().collect();
        assert_eq!(words.split_whitespace().collect::<Vec<_>>().join(" "), mask["words"]);
    }
    assert!(masked.iter().any(|mask| mask["words"].as_str().unwrap().contains("Facebook")), "{masked:?}");
    assert_eq!((&of("bridge")["outlet"], &of("bridge")["format"]), (&"Lake Post".into(), &"web page".into()));
    assert_eq!(of("half.zip")["what"], "problem");
    assert_eq!(of("notes.txt~")["what"], "passed over");
    assert_eq!(of("mills.csv:3")["what"], "problem");
    assert_eq!(all.len(), 7, "{all:?}");
}

#[test]
fn columns_are_those_the_user_says() {
    let files = folder(&[("a.csv", "kop,corpo\nThe ferry,The ferry waits for the ice on the lake.\n")]);
    let refused = run(files.path(), &["check", "a.csv"]);
    assert_eq!(refused.status, 1, "{}", refused.out);
    let ran = run(files.path(), &["check", "--map", "text=corpo,title=kop", "a.csv"]);
    assert_eq!(ran.status, 0, "{}", ran.out);
    assert!(ran.out.contains("\theadline\tThe ferry\n"), "{}", ran.out);
}

#[test]
fn nothing_to_read_and_nothing_there_are_said() {
    let files = folder(&[("photo.jpg", "\u{0}\u{1}")]);
    let ran = run(files.path(), &["check", "."]);
    assert_eq!(
        (ran.status, ran.out.as_str()),
        (1, "./photo.jpg\tpassed over\tnot a kind that is read (.jpg)\n")
    );
    let ran = run(files.path(), &["check", "none"]);
    assert_eq!((ran.status, ran.err.as_str()), (2, "dixit: there is no file or folder none\n"));
}

#[cfg(unix)]
fn on_a_terminal(folder: &Path, variables: &[(&str, &str)]) -> String {
    let mut reader = crate::pty::Reader::open_in(80, 60, &["check", folder.to_str().unwrap()], variables);
    reader.wait_for("2 passed over");
    let written = String::from_utf8_lossy(reader.written()).into_owned();
    assert_eq!(reader.end().exit_code(), 3);
    written
}

#[cfg(unix)]
#[test]
fn on_a_terminal_each_article_is_a_paragraph_and_the_sum_stands_at_the_end() {
    let press = press();
    let written = on_a_terminal(press.path(), &[("NO_COLOR", "1")]);
    assert!(!written.contains('\u{1b}'), "{written:?}");
    assert!(written.lines().all(|line| line.trim_end().chars().count() <= 80), "{written}");
    assert!(written.contains("  headline   Ferry to Minas Frias runs again"), "{written}");
    let sum = "3 articles (1 web page, 1 text, 1 table), 2 problems, 2 passed over";
    assert!(written.contains(sum), "{written}");
    let coloured = on_a_terminal(press.path(), &[]);
    assert!(coloured.contains("\u{1b}[1;31mproblem\u{1b}[0m"), "{coloured:?}");
}

#[test]
fn a_file_that_cannot_be_read_is_told_with_the_reason() {
    let press = press();
    fs::create_dir(press.path().join("empty")).unwrap();
    let ran = run(press.path(), &["check", "empty", "ferry.txt"]);
    assert_eq!(ran.status, 3);
    assert!(ran.out.ends_with("empty\tproblem\tan empty folder\n"), "{}", ran.out);
}
