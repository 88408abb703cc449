//! The project's own annotated articles: short, invented, one construction each, written in the notation.
//!
//! A file holds several, each under a heading `## what it shows`; the files lie in `tests/it/cases`.

use std::{fs, path::Path};

/// A marked-up article.
#[derive(Debug, Clone)]
pub struct Case {
    /// File without ending, and heading: `cues/aside between name and verb`.
    pub name: String,
    /// The article in the notation.
    pub marked: String,
}

/// All cases, by file, then in the order they are written.
pub fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/cases");
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("the cases are part of the project")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    files.sort();
    files
        .iter()
        .flat_map(|path| {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            split(&stem, &fs::read_to_string(path).expect("a case file is readable text"))
        })
        .collect()
}

/// The cases of one file; what stands before the first heading is a remark.
pub fn split(stem: &str, text: &str) -> Vec<Case> {
    let mut out: Vec<Case> = Vec::new();
    for line in text.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            out.push(Case { name: format!("{stem}/{heading}"), marked: String::new() });
        } else if let Some(case) = out.last_mut() {
            case.marked.push_str(line);
            case.marked.push('\n');
        }
    }
    for case in &mut out {
        case.marked = case.marked.trim_matches('\n').to_owned();
    }
    out
}

#[cfg(test)]
mod tests {
    use dixit::notation;

    use super::*;

    #[test]
    fn every_case_reads() {
        let cases = cases();
        assert!(cases.len() >= 60, "{} cases", cases.len());
        for Case { name, marked } in &cases {
            let (document, analysis) = notation::parse(marked).unwrap_or_else(|e| panic!("{name}: {e}"));
            assert!(!document.raw.contains(['{', '}']), "{name}: a mark is left in the text");
            for attribution in &analysis.attributions {
                let content = &attribution.quotation.content;
                let cue = attribution.cue.is_some_and(|cue| content.iter().any(|c| c.overlaps(cue)));
                assert!(!cue, "{name}: a cue lies within the words it reports");
            }
        }
        let mut names: Vec<&str> = cases.iter().map(|c| c.name.as_str()).collect();
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "two cases have one name");
    }
}
