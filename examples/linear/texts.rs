//! The texts: ordinary prose, whole and spoiled; one piece again and again; many different pieces.

use std::fmt::Write as _;

/// A kind of text, of any size.
pub struct Text {
    /// What it is called.
    pub name: &'static str,
    /// The small size: bytes of prose, or pieces.
    pub size: usize,
    kind: Kind,
}

enum Kind {
    /// Prose, changed.
    Prose(fn(&str) -> String),
    /// A piece again and again.
    Again(&'static str),
    /// Pieces by their number, with what stands between them.
    Numbered(&'static str, fn(usize) -> String),
    /// All of the first, then all of the second.
    Nested(&'static str, &'static str),
}

impl Text {
    /// The text; `prose` is what ordinary texts are cut from.
    pub fn make(&self, prose: &str, size: usize) -> String {
        match &self.kind {
            Kind::Prose(change) => change(&fill(prose, size)),
            Kind::Again(piece) => piece.repeat(size),
            Kind::Numbered(between, piece) => (0..size).map(piece).collect::<Vec<_>>().join(between),
            Kind::Nested(open, close) => open.repeat(size) + &close.repeat(size),
        }
    }
}

/// All texts.
pub fn all() -> impl Iterator<Item = Text> {
    let prose = PROSE.iter().map(|&(name, size, change)| Text { name, size, kind: Kind::Prose(change) });
    let again = AGAIN.iter().map(|&(name, size, piece)| Text { name, size, kind: Kind::Again(piece) });
    let nested =
        NESTED.iter().map(|&(name, size, open, close)| Text { name, size, kind: Kind::Nested(open, close) });
    let numbered = NUMBERED.iter().map(|&(name, size, between, piece)| Text {
        name,
        size,
        kind: Kind::Numbered(between, piece),
    });
    prose.chain(again).chain(nested).chain(numbered)
}

type Prose = (&'static str, usize, fn(&str) -> String);

const PROSE: &[Prose] = &[
    ("prose, many paragraphs", 500_000, str::to_owned),
    ("prose, one paragraph", 500_000, |t| words(t).join(" ")),
    ("prose, one sentence", 500_000, |t| words(&t.replace(['.', '?', '!', '…'], " ")).join(" ")),
    ("prose, no marks", 500_000, |t| words(&t.replace(|c: char| !c.is_alphanumeric(), " ")).join(" ")),
    ("prose, a line a word", 100_000, |t| words(t).join("\n")),
    ("prose, a paragraph a word", 100_000, |t| words(t).join("\n\n")),
    ("prose, wrapped by hand", 300_000, wrapped),
    ("prose, all in capitals", 300_000, str::to_uppercase),
    ("prose, all capitalised", 300_000, |t| words(t).into_iter().map(capital).collect::<Vec<_>>().join(" ")),
    ("prose, all quoted", 300_000, |t| {
        let bare = t.replace(['“', '”', '"'], "");
        words(&bare).iter().map(|w| format!("“{w}”")).collect::<Vec<_>>().join(" ")
    }),
    ("prose, marks never close", 300_000, |t| t.replace(['”', '"'], "“")),
    ("prose, single marks", 300_000, |t| t.replace(['”', '"', '“'], "'")),
    ("prose, no spaces", 300_000, |t| words(t).concat()),
];

const AGAIN: &[(&str, usize, &str)] = &[
    ("open marks", 10_000, "“"),
    ("open and close marks", 10_000, "“”"),
    ("straight marks", 10_000, "\""),
    ("straight marks, spaced", 10_000, "\" "),
    ("single marks", 10_000, "'"),
    ("single marks, spaced", 10_000, "' "),
    ("single marks with letters", 10_000, "'a "),
    ("single marks closed", 10_000, "'a b' "),
    ("curly single marks", 10_000, "‘a "),
    ("apostrophes in a word", 10_000, "a'"),
    ("backticks", 10_000, "`"),
    ("one word", 100_000, "a"),
    ("one capital word", 100_000, "A"),
    ("one word of dots", 50_000, "A."),
    ("one word of hyphens", 50_000, "a-"),
    ("one word of capitals", 50_000, "Ab-"),
    ("one word of slashes", 50_000, "a/"),
    ("one word of ampersands", 50_000, "A&"),
    ("one number", 100_000, "1"),
    ("one number with commas", 50_000, "1,"),
    ("hyphens", 100_000, "-"),
    ("dashes", 100_000, "—"),
    ("stops", 100_000, "."),
    ("stops, spaced", 100_000, ". "),
    ("stops of two kinds", 100_000, ".?"),
    ("commas", 100_000, ","),
    ("colons", 100_000, ": "),
    ("newlines", 500_000, "\n"),
    ("returns", 500_000, "\r"),
    ("spaces", 500_000, " "),
    ("NULs", 200_000, "\0"),
    ("zero-width", 100_000, "\u{200b}"),
    ("right to left", 50_000, "\u{202e}قال "),
    ("emoji", 50_000, "👩‍👩‍👧 "),
    ("CJK", 50_000, "他说“好”。"),
    ("one same word, lines", 10_000, "Word\n"),
    (
        "one sentence, lines",
        10_000,
        "The minister said on Monday that the harbour would open again in the spring.\n",
    ),
    ("cues", 10_000, "said "),
    ("cues and pronouns", 10_000, "he said "),
    ("cues and names", 10_000, "Smith said that "),
    ("cues, stops", 10_000, "Smith said so. "),
    ("according to", 10_000, "according to Smith, "),
    ("one name", 5_000, "John Smith "),
    ("titles", 10_000, "Minister "),
    ("titles of", 5_000, "Minister of Defense "),
    ("demonyms", 10_000, "Iraqi "),
    ("honorifics", 10_000, "Mr. "),
    ("pronouns", 10_000, "he "),
    ("who", 10_000, "who "),
    ("descriptions", 3_000, "the minister said the cleric told the senior diplomat "),
    ("descriptions, sentences", 3_000, "The minister said so. The cleric left. "),
    ("adjectives", 10_000, "senior "),
    ("nouns", 10_000, "officials "),
    ("determiners", 10_000, "the "),
    ("adverbs", 10_000, "quickly "),
    ("auxiliaries", 10_000, "has "),
    ("conjunctions", 10_000, "and "),
    ("that", 10_000, "that "),
    ("to", 10_000, "to "),
    ("of", 10_000, "of "),
    ("questions and answers", 5_000, "Q: What did he say?\nA: He said no.\n"),
    ("dates", 5_000, "Jan. 19, 2026\n"),
    ("dates, one line", 5_000, "Jan. 19, 2026 "),
    ("many bullets", 5_000, "• one thing\n"),
];

const NESTED: &[(&str, usize, &str, &str)] = &[
    ("nested marks", 10_000, "“a ", " b”"),
    ("brackets", 50_000, "(", ")"),
    ("brackets with words", 20_000, "(he said ", ")"),
    ("spaces", 500_000, "a ", " "),
    ("combining", 100_000, "\u{301}", "a"),
];

type Numbered = (&'static str, usize, &'static str, fn(usize) -> String);

const NUMBERED: &[Numbered] = &[
    ("one-word paragraphs", 10_000, "\n\n", |i| format!("word{i}")),
    ("quoted runs", 2_000, " ", |i| format!("“run number {i} of them”")),
    ("quoted runs, said", 2_000, ", ", |i| format!("“run number {i} of them is long,” he said")),
    ("quoted runs, paragraphs", 2_000, "\n\n", |i| format!("“run number {i} of them is long,” he said.")),
    ("quoted runs, unclosed", 2_000, "\n\n", |i| format!("“run number {i} of them is long and goes on.")),
    ("names, all different", 2_000, ", ", |i| format!("{} {}", name(i), name(i * 7 + 3))),
    ("names, one surname", 2_000, ", ", |i| format!("{} Smith", name(i))),
    ("names, one given name", 2_000, ", ", |i| format!("John {}", name(i))),
    ("names, sentences", 2_000, ". ", |i| format!("{} {} said so", name(i), name(i * 7 + 3))),
    ("names, one word", 2_000, ". ", |i| format!("Then {} said so", name(i))),
    ("names, one run", 2_000, " ", name),
    ("names, one run of and", 2_000, " and ", name),
    ("names, one run of of", 2_000, " of ", name),
    ("names, one run of commas", 2_000, ", ", name),
    ("abbreviations", 2_000, ", ", |i| format!("{} Union ({})", name(i), name(i).to_uppercase())),
    ("pronouns of a crowd", 2_000, ", ", |i| format!("{} {} and he", name(i), name(i * 7 + 3))),
    ("descriptions, different", 3_000, " ", |i| format!("The {} minister said so.", name(i).to_lowercase())),
    ("turns", 5_000, "\n", |i| format!("{}: I said this and that {i}.", name(i % 7).to_uppercase())),
    ("comments", 3_000, "\n", |i| format!("{i} Comments")),
    ("related", 3_000, "\n", |i| format!("RELATED: {} opens {i}", name(i))),
    ("bylines", 3_000, "\n", |i| format!("By John {}", name(i))),
    ("captions", 3_000, "\n", |i| format!("Photo: John {} / Reuters", name(i))),
    ("headlines", 3_000, "\n", |i| format!("Harbour {} Opens After Winter", name(i))),
    ("short paragraphs, prefixes", 3_000, "\n\n", |i| {
        format!("The harbour opened its gates on Monday {}", name(i))
    }),
    ("pronouns, sentences", 5_000, " ", |i| if i == 0 { "John Smith came." } else { "He came." }.to_owned()),
    ("pronouns, nobody", 5_000, " ", |i| if i == 0 { "The ship sank." } else { "She sank." }.to_owned()),
];

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
}

/// Lines of 64 characters, paragraphs of 90 words.
fn wrapped(text: &str) -> String {
    let mut out = String::new();
    let mut width = 0;
    for (i, word) in text.split_whitespace().enumerate() {
        width += word.len() + 1;
        out.push_str(word);
        let end = match width {
            _ if i % 90 == 89 => "\n\n",
            65.. => "\n",
            _ => " ",
        };
        if end != " " {
            width = 0;
        }
        out.push_str(end);
    }
    out
}

/// A name that is different for every number.
fn name(i: usize) -> String {
    let syllables = ["ka", "mo", "ri", "te", "lu", "sha", "ne", "vo", "di", "pa"];
    let mut out = String::new();
    let mut left = i;
    loop {
        out.push_str(syllables[left % 10]);
        left /= 10;
        if left == 0 {
            break;
        }
    }
    out.push('x');
    let first = out.remove(0).to_ascii_uppercase();
    format!("{first}{out}")
}

/// `prose` again and again until there are `n` bytes of it.
fn fill(prose: &str, n: usize) -> String {
    let mut out = String::with_capacity(n + 8);
    let mut copy = 0;
    while out.len() < n {
        for line in prose.lines() {
            out.push_str(line);
            // A paragraph printed twice counts as an ornament.
            if copy > 0 && line.len() > 20 {
                let _ = write!(out, " So much for part {copy}.");
            }
            out.push('\n');
            if out.len() >= n {
                break;
            }
        }
        copy += 1;
    }
    out
}
