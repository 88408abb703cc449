//! Texts that nobody would write, and that arrive all the same: the laws of analysis hold for them too. Whether
//! their time is linear is asked by `examples/linear.rs`, where texts are a hundred times as long.

use std::{io::Cursor, path::PathBuf};

use dixit::{ingest, pipeline::Engine};
use proptest::prelude::*;

use super::engine::{document, hold};

thread_local!(static ENGINE: Engine = Engine::new());

#[track_caller]
fn check(name: &str, raw: &str) {
    let analysis = ENGINE.with(|engine| engine.analyse(&document(raw)));
    if let Err(broken) = hold(raw, &analysis) {
        panic!("{name}: {broken}");
    }
}

/// Small pieces that were the beginning of some trouble, or look as if they could be.
const PIECES: &[&str] = &[
    "“",
    "”",
    "“”",
    "\"",
    "'",
    "‘",
    "’",
    "``",
    "''",
    "'a ",
    "a'",
    "(",
    ")",
    "[he said ",
    "] ",
    "{",
    "A.",
    "a.",
    "A&",
    "a-",
    "a/",
    "1,",
    "$",
    ".",
    "…",
    ".?",
    ". ",
    ",",
    ": ",
    ";",
    "-",
    "--",
    "—",
    " – ",
    "\n",
    "\r",
    "\r\n",
    "\n\n",
    "\t",
    " ",
    "\u{a0}",
    "\0",
    "\u{1b}[31m",
    "\u{7}",
    "\u{200b}",
    "\u{feff}",
    "\u{301}",
    "e\u{301}",
    "\u{202e}",
    "قال ",
    "شيء”",
    "👩‍👩‍👧",
    "ß",
    "İ",
    "ǅ",
    "他说“好”。",
    "ﬁ",
    "said ",
    "he ",
    "she said. ",
    "he said, “",
    "who ",
    "that ",
    "to ",
    "of ",
    "and ",
    "the ",
    "has ",
    "quickly ",
    "senior ",
    "officials ",
    "the minister ",
    "Iraqi ",
    "Minister ",
    "Minister of Defense ",
    "Mr. ",
    "al-",
    "John ",
    "John Smith ",
    "Smith’s ",
    "U.S. ",
    "(SDF) ",
    "according to ",
    "Q: ",
    "WALLACE: ",
    "By John Smith\n",
    "Photo: Reuters\n",
    "RELATED: More\n",
    "6 Comments\n",
    "Jan. 19, 2026\n",
    "6 hours ago\n",
    "• one\n",
    "ERBIL, Iraq – ",
    "said“",
    "”said",
    "“Why?” ",
    "“I am,” he said, “",
    "\n“",
];

#[test]
fn one_piece_again_and_again() {
    for piece in PIECES {
        for times in [1, 2, 3, 300] {
            check(piece, &piece.repeat(times));
        }
    }
}

#[test]
fn nested_and_unclosed() {
    for (open, close) in
        [("“", "”"), ("(", ")"), ("‘", "’"), ("«", "»"), ("“he said ", " ”"), ("(“", "”)"), ("\"'", "'\"")]
    {
        let inside = format!("{}he said{}", open.repeat(400), close.repeat(400));
        check(open, &inside);
        check(open, &open.repeat(400));
        check(close, &close.repeat(400));
        check(open, &format!("{}\n\n{}", inside, open.repeat(10)));
    }
}

#[test]
fn everything_in_one_paragraph() {
    let many = |n: usize, piece: &dyn Fn(usize) -> String| (0..n).map(piece).collect::<Vec<_>>().concat();
    check("runs", &many(400, &|i| format!("“run number {i}” ")));
    check("runs said", &many(200, &|i| format!("“run number {i} is said to be long,” Smith said, ")));
    check("names", &many(400, &|i| format!("John B{}x Smith, ", "o".repeat(i % 90))));
    check(
        "surnames",
        &many(300, &|i| {
            format!("{} Smith said so. ", ["Ann", "Bob", "Cem", "Dov"][i % 4].repeat(1 + i / 4 % 20))
        }),
    );
    check("pronouns", &("Jane Smith came. ".to_owned() + &"He saw her and they told it. ".repeat(100)));
    check("words", &"they met in the old harbour and spoke of winter ".repeat(300));
    check("no stop", &"Jane Smith said that he told them that ".repeat(200));
}

#[test]
fn everything_in_paragraphs_of_its_own() {
    let words: Vec<String> = (0..1500).map(|i| format!("Word{i}")).collect();
    for between in ["\n", "\n\n", "\r", "\r\n\r\n"] {
        check("words", &words.join(between));
    }
    check("unclosed", &"“It goes on and on and on.\n\n".repeat(200));
    check("turns", &"SMITH: I said so.\nJONES: You did.\n".repeat(150));
    check("lines", &"The minister said that the harbour would open again in the spring.\n".repeat(200));
}

/// A real article, spoiled.
#[test]
fn an_article_cut_anywhere() {
    let raw = include_str!("../../../seeds/001_a249941743d59ac2.txt");
    let borders: Vec<usize> = raw.char_indices().map(|(i, _)| i).collect();
    for &at in borders.iter().step_by(borders.len() / 12) {
        check("begin", &raw[..at]);
        check("end", &raw[at..]);
    }
    for c in ['\0', '\u{200b}', '\u{301}', '“', '\''] {
        let mut spoiled = String::new();
        for (i, word) in raw.split_inclusive(' ').enumerate() {
            spoiled.push_str(word);
            if i % 7 == 0 {
                spoiled.push(c);
            }
        }
        check("spoiled", &spoiled);
    }
    check("upper", &raw.to_uppercase());
    check("one line", &raw.replace('\n', " "));
    check("no spaces", &raw.replace(' ', ""));
    check("reversed", &raw.chars().rev().collect::<String>());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn bytes_that_are_no_text(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let intake = ingest::read_with(&[PathBuf::from("-")], Cursor::new(bytes));
        for document in intake.map(|intake| intake.documents).unwrap_or_default() {
            hold(&document.raw, &ENGINE.with(|engine| engine.analyse(&document)))?;
        }
    }

    #[test]
    fn pieces_in_any_order(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..150)) {
        let raw = pieces.concat();
        hold(&raw, &ENGINE.with(|engine| engine.analyse(&document(&raw))))?;
    }
}
