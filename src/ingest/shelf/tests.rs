//! A folder that changes, and what looking again finds.

use std::{fs, io, path::Path};

use tempfile::TempDir;

use super::*;

fn folder(files: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().expect("a folder for a test");
    for (name, text) in files {
        write(dir.path(), name, text);
    }
    dir
}

fn write(dir: &Path, name: &str, text: &str) {
    let path = dir.join(name);
    fs::create_dir_all(path.parent().expect("it lies below the folder")).expect("a folder for a file");
    fs::write(path, text).expect("a file for a test");
}

fn open(paths: &[&Path]) -> Shelf {
    let paths: Vec<PathBuf> = paths.iter().map(|path| path.to_path_buf()).collect();
    Shelf::open(&paths, Mapping::default(), io::empty()).expect("they are there")
}

fn look(shelf: &mut Shelf) -> News {
    shelf.look(|_, _| false)
}

fn ids(documents: &[Arc<Document>]) -> Vec<&str> {
    documents.iter().map(|document| document.id.as_str()).collect()
}

/// How many are new, changed, renamed and removed.
fn counts(news: &News) -> [usize; 4] {
    [news.new.len(), news.changed.len(), news.renamed, news.removed.len()]
}

#[test]
fn only_what_changed_is_read_again() {
    let dir = folder(&[("a.txt", "one"), ("b.txt", "two"), ("d/c.txt", "three")]);
    let mut shelf = open(&[dir.path()]);
    let before = shelf.documents();
    assert!(!look(&mut shelf).is_something);
    write(dir.path(), "b.txt", "two and more");
    write(dir.path(), "aa.txt", "between");
    fs::remove_file(dir.path().join("d/c.txt")).expect("removed");
    let news = look(&mut shelf);
    assert_eq!(counts(&news), [1, 1, 0, 1]);
    assert_eq!((ids(&news.new), ids(&news.changed)), (vec!["aa.txt"], vec!["b.txt"]));
    let after = shelf.documents();
    assert_eq!(ids(&after), ["a.txt", "aa.txt", "b.txt"]);
    assert!(Arc::ptr_eq(&before[0], &after[0]) && !Arc::ptr_eq(&before[1], &after[2]));
    // Written again as it was: nothing is otherwise.
    write(dir.path(), "b.txt", "two and more");
    assert!(!look(&mut shelf).is_something);
    assert!(Arc::ptr_eq(&after[2], &shelf.documents()[2]));
}

#[test]
fn ids_stay_whoever_else_comes_and_goes() {
    let dir = folder(&[("b/x.txt", "first"), ("c/x.txt", "second")]);
    let mut shelf = open(&[dir.path()]);
    write(dir.path(), "a/x.txt", "before both");
    write(dir.path(), "c/x.txt", "second, changed");
    let news = look(&mut shelf);
    assert_eq!(ids(&news.changed), ["x.txt (2)"]);
    assert_eq!(ids(&shelf.documents()), ["x.txt (3)", "x.txt", "x.txt (2)"]);
    fs::remove_file(dir.path().join("b/x.txt")).expect("removed");
    assert_eq!(counts(&look(&mut shelf)), [0, 0, 0, 1]);
    assert_eq!(ids(&shelf.documents()), ["x.txt (3)", "x.txt (2)"]);
}

#[test]
fn of_a_file_of_many_only_the_articles_that_changed_are_news() {
    let record = |id: u32, text: &str| format!("{{\"id\":{id},\"text\":\"{text}\"}}\n");
    let dir = folder(&[("n.jsonl", &[record(1, "one"), record(2, "two")].concat())]);
    let mut shelf = open(&[dir.path()]);
    let before = shelf.documents();
    write(dir.path(), "n.jsonl", &[record(1, "one"), record(2, "two!"), record(3, "three")].concat());
    let news = look(&mut shelf);
    assert_eq!((ids(&news.new), ids(&news.changed), news.removed.len()), (vec!["3"], vec!["2"], 0));
    assert!(Arc::ptr_eq(&before[0], &shelf.documents()[0]));
}

#[test]
fn a_file_with_another_name_is_no_other_article() {
    let dir = folder(&[("a.txt", "one"), ("b.txt", "two")]);
    let mut shelf = open(&[dir.path()]);
    fs::rename(dir.path().join("a.txt"), dir.path().join("z.txt")).expect("renamed");
    assert_eq!(counts(&look(&mut shelf)), [1, 0, 1, 1]);
    assert_eq!(ids(&shelf.documents()), ["b.txt", "z.txt"]);
}

#[test]
fn what_is_busy_is_left_as_it_was() {
    let dir = folder(&[("a.txt", "one")]);
    let mut shelf = open(&[dir.path()]);
    write(dir.path(), "a.txt", "one and ha");
    write(dir.path(), "b.txt", "tw");
    assert!(!shelf.look(|_, _| true).is_something);
    assert_eq!(&*shelf.documents()[0].raw, "one");
    let news = shelf.look(|path, _| path.ends_with("b.txt"));
    assert_eq!(counts(&news), [0, 1, 0, 0]);
    assert_eq!(counts(&look(&mut shelf)), [1, 0, 0, 0]);
}

#[test]
fn a_problem_is_told_while_it_is_there() {
    let dir = folder(&[("a.txt", "one")]);
    let mut shelf = open(&[dir.path()]);
    write(dir.path(), "b.zip", "PK\u{3}\u{4} half of it");
    let news = look(&mut shelf);
    assert_eq!((counts(&news), news.refused.len(), shelf.skipped().len()), ([0; 4], 1, 1));
    assert!(news.refused[0].to_string().contains("b.zip: "), "{}", news.refused[0]);
    write(dir.path(), "b.zip", "now it is a text");
    let news = look(&mut shelf);
    assert!(news.is_something && news.refused.is_empty() && shelf.skipped().is_empty());
}

#[test]
fn a_folder_that_is_gone_leaves_what_was_read_and_is_read_again_when_it_is_back() {
    let parent = folder(&[("press/a.txt", "one"), ("press/b.txt", "two"), ("c.txt", "three")]);
    let (press, file) = (parent.path().join("press"), parent.path().join("c.txt"));
    let mut shelf = open(&[&press, &file]);
    let away = parent.path().join("away");
    fs::rename(&press, &away).expect("renamed");
    let news = look(&mut shelf);
    assert_eq!((counts(&news), &news.gone), ([0; 4], &vec![press.clone()]));
    assert_eq!(ids(&shelf.documents()), ["a.txt", "b.txt", "c.txt"]);
    assert!(!look(&mut shelf).is_something, "it is said once");
    write(&away, "a.txt", "one, changed");
    fs::remove_file(away.join("b.txt")).expect("removed");
    fs::rename(&away, &press).expect("renamed");
    let news = look(&mut shelf);
    assert_eq!((counts(&news), &news.back), ([0, 1, 0, 1], &vec![press.clone()]));
    fs::remove_file(&file).expect("removed");
    assert_eq!(look(&mut shelf).gone, [file]);
    assert_eq!(ids(&shelf.documents()), ["a.txt", "c.txt"]);
}

#[test]
fn an_empty_folder_is_watched_too() {
    let dir = folder(&[]);
    let mut shelf = open(&[dir.path()]);
    assert!(shelf.documents().is_empty());
    write(dir.path(), "a/b/c.txt", "one");
    assert_eq!(counts(&look(&mut shelf)), [1, 0, 0, 0]);
    assert_eq!(shelf.folders().len(), 3);
}
