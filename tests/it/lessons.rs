//! The lessons the models learn from beside the training articles: each reads, and says what it should.

use std::{collections::BTreeSet, fs, path::Path};

use dixit::notation;

use crate::cases::split;

#[test]
fn every_lesson_reads() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/train/lessons");
    let mut seen = BTreeSet::new();
    for entry in fs::read_dir(folder).expect("the lessons are part of the project") {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        for case in split(&stem, &fs::read_to_string(&path).unwrap()) {
            let name = &case.name;
            let (document, analysis) =
                notation::parse(&case.marked).unwrap_or_else(|e| panic!("{name}: {e}"));
            assert!(
                !document.raw.contains(['{', '}', '«', '»', '<', '>']) || name.contains("guillemets"),
                "{name}: a mark is left"
            );
            for attribution in &analysis.attributions {
                let content = &attribution.quotation.content;
                assert!(content.iter().all(|c| !c.of(&document.raw).trim().is_empty()), "{name}: no words");
                let within = attribution.cue.is_some_and(|cue| content.iter().any(|c| c.overlaps(cue)));
                assert!(!within, "{name}: a cue lies within the words it reports");
            }
            let texts = (document.raw.trim().len() > 60, seen.insert(case.name.clone()));
            assert_eq!(texts, (true, true), "{name}: too short, or told twice");
        }
    }
    assert!(seen.len() >= 260, "{} lessons", seen.len());
}
