//! Pages as people paste them from sites of many kinds, and how many of their lines are told apart.
//!
//! What stands before a line was written by hand, before anything was measured: reasons, or the kinds of what is
//! read, and every one of them is right where several are named. Rules are made from the pages in `known/`. Those
//! in `held/` measure: nobody looks at what goes wrong in them.

use std::{
    fmt::Write,
    fs,
    ops::AddAssign,
    path::{Path, PathBuf},
};

use expect_test::expect_file;

use super::{Given, clean, document, fates, raw};
use crate::text::Span;

/// What is read, as the notation calls it.
const READ: &[&str] = &["headline", "deck", "byline", "dateline", "crosshead", "text", "item"];

/// Lines of pages, and what became of them.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    /// Lines that are furniture, those of them that are masked, and those of them with a right reason.
    furniture: usize,
    masked: usize,
    reasoned: usize,
    /// Lines of the article, and those of them that are masked.
    article: usize,
    lost: usize,
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.furniture += other.furniture;
        self.masked += other.masked;
        self.reasoned += other.reasoned;
        self.article += other.article;
        self.lost += other.lost;
    }
}

/// Counts the lines of a marked page, and says which are wrong.
fn count(marked: &str, wrong: &mut String) -> Count {
    let raw = raw(marked);
    let layout = clean(&document(&raw, Given::default()));
    let (mut count, mut start) = (Count::default(), 0);
    for (line, marked) in raw.lines().zip(marked.lines()) {
        let span = Span::new(start, start + line.len() as u32);
        start = span.end() + 1;
        let Some((wanted, _)) = marked.split_once('|') else { continue };
        let wanted: Vec<&str> = wanted.split('/').collect();
        let found = fates(&layout, span);
        let is_read = found.iter().any(|fate| READ.contains(fate));
        let right = found.iter().any(|fate| wanted.contains(fate));
        let furniture = wanted.iter().all(|fate| !READ.contains(fate));
        if furniture {
            count.furniture += 1;
            count.masked += usize::from(!is_read);
            count.reasoned += usize::from(!is_read && right);
        } else if wanted.iter().all(|fate| READ.contains(fate)) {
            count.article += 1;
            count.lost += usize::from(!is_read);
        }
        let fine = if furniture { !is_read && right } else { is_read || right };
        if !fine {
            let _ = writeln!(wrong, "{} not {}| {line}", found.join("+"), wanted.join("/"));
        }
    }
    count
}

/// The pages of one folder, in order.
fn pages(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("the pages are there").flatten().map(|f| f.path()).collect();
    files.sort();
    files
}

/// Counts are compared with `score.tsv`, what is wrong in known pages with `wrong.txt`; `UPDATE_EXPECT=1` writes both.
#[test]
fn lines_of_many_sites_are_told_apart() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/clean/tests/variety");
    let mut score = "page\tfurniture\tmasked\twith the right reason\tarticle\twrongly masked\n".to_owned();
    let mut wrong = String::new();
    for part in ["known", "held"] {
        let mut all = Count::default();
        let files = pages(&folder.join(part));
        assert!(files.len() >= 12, "{part} holds its pages");
        let mut row = |name: &str, c: Count| {
            let _ = writeln!(
                score,
                "{name}\t{}\t{}\t{}\t{}\t{}",
                c.furniture, c.masked, c.reasoned, c.article, c.lost
            );
        };
        for file in files {
            let name = file.file_stem().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            let marked = fs::read_to_string(&file).expect("a page is a text");
            let mut here = String::new();
            let found = count(&marked, &mut here);
            all += found;
            row(&name, found);
            if part == "known" && !here.is_empty() {
                let _ = writeln!(wrong, "# {name}\n{here}");
            }
        }
        row(&format!("all {part}"), all);
    }
    expect_file![folder.join("score.tsv")].assert_eq(&score);
    expect_file![folder.join("wrong.txt")].assert_eq(&wrong);
}
