//! Formats of the user's own, through the real binary.

use std::fs;

use crate::{
    cli::{folder, run},
    source::root,
};

const ARTICLE: &str = "Port strike\n\n“We will not wait,” said Mara Chen, the harbour chief.\n";

/// A folder with an article and these templates of the user.
fn with_templates(templates: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = folder(&[("port.txt", ARTICLE)]);
    let sheets = folder.path().join("dixit/sheets");
    fs::create_dir_all(&sheets).unwrap();
    for (name, text) in templates {
        fs::write(sheets.join(name), text).unwrap();
    }
    folder
}

/// The example of the README.
fn example() -> String {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let (_, after) = readme.split_once("```jinja\n").unwrap();
    after.split_once("```").unwrap().0.to_owned()
}

#[test]
fn the_example_of_the_readme_works() {
    let example = example();
    let folder = with_templates(&[("pressline.txt.j2", &example)]);
    let ran =
        run(folder.path(), &["export", "--actor", "Chen", "--format", "pressline", "--raw", "port.txt"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    assert_eq!(ran.out, "undated Mara Chen: “We will not wait,”\n");
}

#[test]
fn formats_are_listed_with_where_they_are_from_and_what_is_wrong() {
    let folder = with_templates(&[("mine.md.j2", "{{ count }}"), ("broken.html.j2", "\n{% if %}")]);
    let ran = run(folder.path(), &["formats"]);
    let row = |id: &str| {
        let line = ran.out.lines().find(|line| line.starts_with(&format!("{id}\t")));
        line.unwrap_or_default().split('\t').map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(row("md"), ["md", "Markdown", "md", "to read and to paste", "built in", ""]);
    let file = folder.path().join("dixit/sheets/mine.md.j2").display().to_string();
    assert_eq!(row("mine"), ["mine", "mine", "md", "your own template", &file, ""]);
    assert!(row("broken")[5].ends_with("broken.html.j2, line 2: syntax error: unexpected end of block"));
    assert!(ran.status == 0 && ran.err.contains("broken.html.j2, line 2"), "{}", ran.err);
    let shown = run(folder.path(), &["formats", "--show", "mine"]);
    assert_eq!((shown.status, shown.out.as_str()), (0, "{{ count }}"));
    assert_eq!(run(folder.path(), &["formats", "--show", "csv"]).status, 2);
}

#[test]
fn a_broken_template_writes_nothing_and_leaves_the_others_alone() {
    let folder = with_templates(&[("broken.md.j2", "line\n{{ wrong }}")]);
    let export = |format: &str, file: &str| {
        run(folder.path(), &["export", "--actor", "Chen", "--format", format, "-o", file, "port.txt"])
    };
    let ran = export("broken", "broken.md");
    assert!(ran.status == 2 && ran.err.contains("broken.md.j2, line 2: undefined value"), "{}", ran.err);
    assert!(!folder.path().join("broken.md").exists());
    assert_eq!(export("md", "sheet.md").status, 0);
    let ran = export("pdf", "sheet.pdf");
    assert!(ran.status == 2 && ran.err.starts_with("dixit: there is no format “pdf”; there are md"));
}

#[test]
fn a_built_in_template_copied_is_the_same_format() {
    let plain = with_templates(&[]);
    let text = run(plain.path(), &["formats", "--show", "md"]).out;
    let folder = with_templates(&[("copy.md.j2", &text)]);
    let export =
        |format: &str| run(folder.path(), &["export", "--actor", "Chen", "--format", format, "port.txt"]).out;
    assert_eq!(export("copy"), export("md"));
}

#[test]
fn the_json_schemas_are_printed_and_other_formats_have_none() {
    let folder = folder(&[]);
    for (format, title) in [("json", "A sheet of quotations"), ("jsonl", "A quotation on a line of its own")]
    {
        let ran = run(folder.path(), &["formats", "--schema", format]);
        let schema: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        assert_eq!((ran.status, schema["title"].as_str()), (0, Some(title)));
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    }
    let ran = run(folder.path(), &["formats", "--schema", "md"]);
    assert!(ran.status == 2 && ran.err.contains("md has no JSON Schema"), "{}", ran.err);
}
