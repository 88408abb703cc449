//! The program as its users run it: the real binary, whole outputs, exit statuses.

use std::{
    collections::BTreeSet,
    fs,
    io::{Read, Write},
    path::Path,
    process::{Command, Stdio},
};

use dixit::remembered;
use expect_test::expect;

/// What a run of the program left.
#[derive(Debug)]
pub struct Ran {
    pub status: i32,
    pub out: String,
    pub err: String,
}

/// The program, which asks servers of tests itself: whoever runs the tests may have proxies.
pub fn dixit() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dixit"));
    for name in ["ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY"] {
        command.env_remove(name).env_remove(name.to_lowercase());
    }
    command
}

/// Runs `dixit` in `folder` with these arguments and this standard input.
fn run_with(folder: &Path, args: &[&str], input: &str) -> Ran {
    let mut child = dixit()
        .args(args)
        .current_dir(folder)
        .env_remove("COLUMNS")
        // Whoever runs the tests may have a terminal, which the reader would take.
        .env("TERM", "dumb")
        // Whoever runs the tests may have decisions of their own.
        .env("XDG_DATA_HOME", folder)
        .env("XDG_CONFIG_HOME", folder)
        .env("XDG_STATE_HOME", folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that does not read its input closes it; that is not the test's concern.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    Ran {
        status: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

pub fn run(folder: &Path, args: &[&str]) -> Ran {
    run_with(folder, args, "")
}

/// A folder of its own for one test, with these files in it.
pub fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

/// What the reader remembers of articles is known to queries on the command line too; what it does not remember is said.
#[test]
fn a_query_knows_what_was_read_and_starred_in_the_reader() {
    let strike = strike();
    let path = strike.path().join("port.txt");
    let documents = dixit::ingest::read(&[path]).unwrap().documents;
    let known = remembered::Known { starred: true, read: true, ..Default::default() };
    let mut remembered = remembered::Remembered::default();
    remembered.articles.insert(remembered::ArticleKey::of(&documents[0]), known);
    remembered.write(&strike.path().join("dixit/remembered.json")).unwrap();
    let quotes = |query: &str| {
        let ran = run(strike.path(), &["quotes", "--query", query, "port.txt", "wire.jsonl"]);
        let files: BTreeSet<String> =
            ran.out.lines().filter_map(|line| line.split('\t').nth(9).map(str::to_owned)).collect();
        (ran.status, files.into_iter().collect::<Vec<_>>().join(" "), ran.err)
    };
    assert_eq!(quotes("is:starred"), (0, "port.txt".into(), String::new()));
    assert_eq!(quotes("-is:read"), quotes("is:unread"));
    let (status, files, _) = quotes("is:unread");
    assert!(status == 0 && !files.is_empty() && !files.contains("port.txt"), "{files}");
    let (status, _, said) = quotes("is:marked");
    assert!(status == 1 && said.contains("is:marked is known in the reader alone"), "{said}");
}

/// `dixit` without a command and without a terminal, in an empty folder.
#[test]
fn the_reader_wants_a_terminal() {
    let ran = run(folder(&[]).path(), &[]);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    expect![[r#"
        dixit: this terminal cannot show the reader (TERM is dumb); dixit actors, quotes, export and extract do without (see dixit --help)
    "#]]
    .assert_eq(&ran.err);
}

#[test]
fn wrong_use_has_status_2_and_help_has_0() {
    let empty = folder(&[]);
    for wrong in [
        &["--no-such-option"][..],
        &["quotes", "--kind", "loud"],
        &["quotes", "--since", "19.1.2026"],
        &["quotes", "--query", "outlt:post"],
        &["quotes", "--statement", "0"],
        &["export", "--sort", "size"],
        &["extract", "--format", "xml"],
    ] {
        let ran = run(empty.path(), wrong);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{wrong:?}");
        assert!(ran.err.starts_with("error: "), "{}", ran.err);
    }
    for command in [
        &["--help"][..],
        &["actors", "--help"],
        &["quotes", "-h"],
        &["export", "--help"],
        #[cfg(feature = "fetch")]
        &["fetch", "--help"],
        &["extract", "--help"],
        &["decisions", "--help"],
        &["formats", "--help"],
    ] {
        let ran = run(empty.path(), command);
        assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{command:?}");
        assert!(ran.out.contains("Example:\n  dixit "), "{}", ran.out);
    }
    let version = run(empty.path(), &["--version"]);
    assert_eq!((version.status, version.out), (0, format!("dixit {}\n", env!("CARGO_PKG_VERSION"))));
}

#[test]
fn a_path_that_does_not_exist_is_an_error() {
    let ran = run(folder(&[("a.txt", "A text.")]).path(), &["actors", "a.txt", "no-such-file.txt"]);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("no-such-file.txt"), "{}", ran.err);
}

#[test]
fn nothing_quoted_is_status_1() {
    let texts = folder(&[("a.txt", "The port lies on the river.\n")]);
    for command in [&["actors", "a.txt"][..], &["quotes", "a.txt"], &["quotes", "--actor", "Sadr", "a.txt"]] {
        let ran = run(texts.path(), command);
        assert_eq!((ran.status, ran.out.as_str()), (1, ""), "{command:?}");
        assert!(ran.err.starts_with("dixit: "), "{}", ran.err);
    }
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let article = "“We will not wait,” Mara Chen said in a statement on Monday.\n\n".repeat(2_000);
    let texts = folder(&[("a.txt", &article), ("b.txt", &article), ("c.txt", &article)]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_dixit"))
        .args(["extract", "a.txt", "b.txt", "c.txt"])
        .current_dir(texts.path())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!((child.wait().unwrap().code(), err.as_str()), (Some(0), ""));
}

/// Two outlets on one strike: a text file, and two records of which one has a hostile name or two.
pub fn strike() -> tempfile::TempDir {
    let article = "Port strike enters third week\n\n\
        KOTA BARU – “We will not wait,” Mara Chen, who runs the port, said on Monday.\n\n\
        “Not a single day,” she added.\n\n\
        “The ships are safe and sound,” said Idris Okafor of the Harbour Union.\n";
    let records = [
        r#"{"id": "h1", "outlet": "The Harbour Post", "title": "Port strike ends", "published": "2026-01-21", "text": "“It is over, and we are glad,” Chen said."}"#,
        r#"{"id": "h2", "outlet": "@SUM(A1)", "title": "=cmd|' /C calc'!A0 <script>\n\u001b[2J", "author": "-Eve", "published": "2026-01-22", "text": "“=1+1 is \u001b[31mtwo,” Mara Chen said."}"#,
    ];
    folder(&[("port.txt", article), ("wire.jsonl", &records.join("\n"))])
}

/// Lines of tab-separated fields, the first `count` of each: what follows depends on learned weights.
pub fn fields(out: &str, count: usize) -> String {
    out.lines().map(|line| line.split('\t').take(count).collect::<Vec<_>>().join(" | ") + "\n").collect()
}

#[test]
fn actors_are_listed_with_their_counts() {
    let ran = run(strike().path(), &["actors", "port.txt", "wire.jsonl"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    expect![[r#"
        Mara Chen | person | 4 | 4 | 3 | 2
        Idris Okafor | person | 1 | 1 | 1 | 0
    "#]]
    .assert_eq(&fields(&ran.out, 6));
}

#[test]
fn who_is_quoted_where_is_a_line_for_each_actor_and_outlet() {
    let ran = run(strike().path(), &["matrix", "port.txt", "wire.jsonl"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    expect![[r#"
        Mara Chen | port.txt | 2 | 2
        Mara Chen | @SUM(A1) | 1 | 1
        Mara Chen | The Harbour Post | 1 | 1
        Idris Okafor | port.txt | 1 | 1
    "#]]
    .assert_eq(&fields(&ran.out, 4));
    let nobody = folder(&[("a.txt", "Rain fell.")]);
    assert_eq!(run(nobody.path(), &["matrix", "a.txt"]).status, 1);
}

#[test]
fn quotations_of_an_actor_are_those_of_all_articles_in_order_of_time() {
    let ran = run(strike().path(), &["quotes", "--actor", "chen", "port.txt", "wire.jsonl"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    expect![[r#"
        Mara Chen | person | direct | “It is over, and we are glad,” | Chen | said | The Harbour Post | Port strike ends | 2026-01-21 | wire.jsonl:1 | 1 | 0 | 30
        Mara Chen | person | direct | “=1+1 is ␛[31mtwo,” | Mara Chen | said | @SUM(A1) | =cmd|' /C calc'!A0 <script> ␛[2J | 2026-01-22 | wire.jsonl:2 | 1 | 0 | 19
        Mara Chen | person | direct | “We will not wait,” | Mara Chen | said |  | Port strike enters third week |  | port.txt | 3 | 43 | 62
        Mara Chen | person | direct | “Not a single day,” | she | added |  | Port strike enters third week |  | port.txt | 5 | 110 | 129
    "#]].assert_eq(&fields(&ran.out, 13));
}

/// Two paragraphs, one of which says who spoke.
fn wall() -> tempfile::TempDir {
    let article = "KOTA BARU – “We will not wait,” Mara Chen, who runs the port, said on Monday.\n\n\
        The strike began in May.\n\n\
        “Not one ship shall leave this harbour,” read the wall.\n";
    folder(&[("wall.txt", article)])
}

#[test]
fn what_nobody_could_be_named_for_is_counted_last_and_can_be_listed() {
    let wall = wall();
    let ran = run(wall.path(), &["actors", "wall.txt"]);
    assert_eq!(ran.status, 0);
    expect![[r#"
        Mara Chen | person | 1 | 1 | 1 | 0
        (unattributed) |  | 1 | 1 | 1 | 0
    "#]]
    .assert_eq(&fields(&ran.out, 6));
    let listed = |args: &[&str]| {
        let ran = run(wall.path(), &[&["quotes"], args, &["wall.txt"]].concat());
        (ran.status, fields(&ran.out, 5))
    };
    let nobodys = " |  | direct | “Not one ship shall leave this harbour,” | \n";
    let chens = "Mara Chen | person | direct | “We will not wait,” | Mara Chen\n";
    assert_eq!(listed(&["--unattributed"]), (0, nobodys.to_owned()));
    assert_eq!(listed(&["-u", "--actor", "chen"]), (0, format!("{chens}{nobodys}")));
    assert_eq!(listed(&["-u", "--kind", "indirect"]), (1, String::new()));
}

#[test]
fn why_adds_the_reasons_as_a_last_field() {
    let wall = wall();
    let last = |args: &[&str]| {
        let ran = run(wall.path(), args);
        let last = |line: &str| line.rsplit('\t').next().unwrap_or_default().to_owned();
        (ran.out.lines().map(|l| l.split('\t').count()).max(), ran.out.lines().map(last).collect::<Vec<_>>())
    };
    let (plain, _) = last(&["quotes", "wall.txt"]);
    let (with_reasons, reasons) = last(&["quotes", "--why", "wall.txt"]);
    assert_eq!((plain, with_reasons), (Some(14), Some(15)));
    assert!(reasons[0].contains("said"), "{reasons:?}");
    assert!(!reasons[1].is_empty(), "why nobody was named is said too");
}

#[test]
fn quotations_are_chosen_by_outlet_kind_and_date() {
    let strike = strike();
    for (chosen, expected) in [
        (&["--outlet", "harbour"][..], 1),
        (&["--since", "2026-01-22"], 1),
        (&["--until", "2026-01"], 2),
        (&["--kind", "direct", "--actor", "okafor"], 1),
        (&["--kind", "direct"], 5),
        (&["--actor", "okafor", "--actor", "chen"], 5),
    ] {
        let args = [&["quotes"], chosen, &["port.txt", "wire.jsonl"]].concat();
        let ran = run(strike.path(), &args);
        assert_eq!((ran.status, ran.out.lines().count()), (0, expected), "{chosen:?}\n{}", ran.out);
    }
    let ran = run(strike.path(), &["quotes", "--outlet", "nobody", "port.txt", "wire.jsonl"]);
    assert_eq!((ran.status, ran.out.as_str(), ran.err.as_str()), (1, "", "dixit: no quotation fits\n"));
    let ran = run(strike.path(), &["quotes", "--actor", "Barzani", "--actor", "Chen", "port.txt"]);
    assert_eq!((ran.status, ran.out.lines().count()), (0, 2), "one name is enough");
    assert_eq!(ran.err, "dixit: nobody is called “Barzani” in these articles\n");
}

#[test]
fn a_query_takes_what_it_takes_in_the_order_that_is_wanted() {
    let strike = strike();
    let quotes = |chosen: &[&str]| {
        let ran = run(strike.path(), &[&["quotes"], chosen, &["port.txt", "wire.jsonl"]].concat());
        let lines = ran.out.lines().map(|line| line.split('\t').nth(3).unwrap_or_default());
        (ran.status, lines.collect::<Vec<_>>().join(" "), ran.err)
    };
    let took = |status: i32, words: &str| (status, words.to_owned(), String::new());
    assert_eq!(quotes(&["--query", "glad"]), took(0, "“It is over, and we are glad,”"));
    assert_eq!(quotes(&["-Q", "actor:okafor safe -outlet:post"]), took(0, "“The ships are safe and sound,”"));
    assert_eq!(
        quotes(&["-Q", "“not a single”,over", "--outlet", "harbour"]),
        took(0, "“It is over, and we are glad,”")
    );
    assert_eq!(
        quotes(&["--query", "actor:barzani"]),
        (
            1,
            String::new(),
            "dixit: nobody who is quoted in these articles is called “barzani”\ndixit: no quotation fits\n"
                .into()
        )
    );
    assert_eq!(
        quotes(&["--statement", "2", "-a", "okafor"]),
        (1, String::new(), "dixit: no quotation fits\n".into())
    );
    assert_eq!(quotes(&["--statement", "2", "--actor", "chen"]), took(0, "“=1+1 is ␛[31mtwo,”"));
    let all = [
        "“It is over, and we are glad,”",
        "“=1+1 is ␛[31mtwo,”",
        "“We will not wait,”",
        "“Not a single day,”",
        "“The ships are safe and sound,”",
    ];
    let by = |order: &[usize]| took(0, &order.iter().map(|i| all[*i]).collect::<Vec<_>>().join(" "));
    assert_eq!(quotes(&["--sort", "time"]), by(&[0, 1, 2, 3, 4]));
    assert_eq!(quotes(&["--sort", "outlet"]), by(&[1, 0, 2, 3, 4]));
    assert_eq!(quotes(&["--sort", "actor", "-a", "okafor", "-a", "chen"]), by(&[4, 0, 1, 2, 3]));
    assert_eq!(quotes(&["--sort", "statement"]), by(&[0, 1, 2, 3, 4]));

    let ran = run(strike.path(), &["quotes", "--query", "outlt:post kind:loud", "port.txt"]);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    let told = "there is no field “outlt”; outlet: is meant?; there is no kind “loud”, only direct, mixed, indirect, attitude";
    assert!(ran.err.contains(told), "{}", ran.err);
}

#[test]
fn what_was_checked_can_be_chosen() {
    let strike = strike();
    let checked = r#"{"dixit":"decisions","version":1}
{"decision":"checked","quotation":{"outlet":"The Harbour Post","words":"“It is over, and we are glad,”"},"checked":true}
"#;
    fs::write(strike.path().join("ours.jsonl"), checked).unwrap();
    for chosen in ["--checked", "--query=is:checked"] {
        let ran =
            run(strike.path(), &["quotes", chosen, "--decisions", "ours.jsonl", "port.txt", "wire.jsonl"]);
        assert_eq!(
            fields(&ran.out, 4),
            "Mara Chen | person | direct | “It is over, and we are glad,”\n",
            "{}",
            ran.err
        );
        assert_eq!(run(strike.path(), &["quotes", chosen, "port.txt"]).status, 1);
    }
}

#[test]
fn each_actor_can_have_a_file_with_a_harmless_name() {
    let strike = strike();
    let record = r#"{"id": "h3", "outlet": "../../etc", "text": "“Nobody asked us,” Con of the Harbour Union said. “We sail,” Con said."}"#;
    fs::write(strike.path().join("evil.jsonl"), record).unwrap();
    let export = |more: &[&str]| {
        run(strike.path(), &[&["export"], more, &["port.txt", "wire.jsonl", "evil.jsonl"]].concat())
    };
    let ran = export(&["-Q", "kind:direct", "-o", "sheets/{actor}.csv"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, ""), "{}", ran.err);
    expect![[r#"
        dixit: there was no folder sheets; it was made
        dixit: 7 quotations written to 3 files, sheets/{actor}.csv
    "#]]
    .assert_eq(&ran.err);
    let names = || {
        let mut names: Vec<_> = fs::read_dir(strike.path().join("sheets"))
            .unwrap()
            .collect::<Result<Vec<_>, _>>()
            .unwrap()
            .into_iter()
            .map(|entry| entry.file_name().into_string().unwrap())
            .collect();
        names.sort();
        names.join(" ")
    };
    expect!["idris-okafor.csv mara-chen.csv sheet-con.csv"].assert_eq(&names());
    let rows = |name: &str| {
        csv::Reader::from_path(strike.path().join("sheets").join(name))
            .unwrap()
            .records()
            .map(Result::unwrap)
            .count()
    };
    assert_eq!((rows("mara-chen.csv"), rows("idris-okafor.csv")), (4, 1));

    fs::remove_file(strike.path().join("sheets/mara-chen.csv")).unwrap();
    let ran = export(&["-o", "sheets/{actor}.csv"]);
    assert_eq!(ran.status, 2);
    assert!(
        ran.err.starts_with("dixit: nothing written (--force replaces the file): sheets/"),
        "{}",
        ran.err
    );
    assert!(!strike.path().join("sheets/mara-chen.csv").exists(), "none of them is written");
    assert_eq!(export(&["-o", "sheets/{actor}.csv", "--force"]).status, 0);
    assert_eq!(rows("mara-chen.csv"), 4);

    let ran = export(&["-o", "no/such/{actor}.md"]);
    assert_eq!((ran.status, ran.err.as_str()), (2, "dixit: there is no folder no/such\n"));

    let everybody = export(&["--sort", "time", "-o", "all.json"]);
    assert_eq!((everybody.status, everybody.err.as_str()), (0, "dixit: 7 quotations written to all.json\n"));
    assert_eq!(export(&["-Q", "is:unattributed"]).status, 1);
}

#[test]
fn csv_is_harmless_and_json_has_the_exact_words() {
    let strike = strike();
    let ran = run(strike.path(), &["export", "--actor", "Chen", "--format", "csv", "port.txt", "wire.jsonl"]);
    assert_eq!(ran.status, 0);
    let rows: Vec<csv::StringRecord> =
        csv::Reader::from_reader(ran.out.as_bytes()).records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 4);
    let cells = rows.iter().flat_map(csv::StringRecord::iter);
    let run_by_a_spreadsheet = |cell: &&str| cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    assert_eq!(cells.filter(run_by_a_spreadsheet).count(), 0, "{}", ran.out);
    assert!(ran.out.contains("'@SUM(A1)"), "{}", ran.out);

    let output = strike.path().join("chen.json");
    let ran = run(strike.path(), &["export", "-a", "Chen", "-o", "chen.json", "port.txt", "wire.jsonl"]);
    assert_eq!(ran.status, 0);
    let sheet: serde_json::Value = serde_json::from_slice(&fs::read(output).unwrap()).unwrap();
    assert_eq!((&sheet["schema"], &sheet["version"]), (&"dixit-sheet".into(), &2.into()));
    assert_eq!(sheet["actors"][0]["quotations"][1]["words"][0], "“=1+1 is \u{1b}[31mtwo,”");
}

#[test]
fn extract_prints_one_record_a_document_in_their_order() {
    let strike = strike();
    let lines = run(strike.path(), &["extract", "wire.jsonl", "port.txt"]);
    assert_eq!((lines.status, lines.err.as_str()), (0, ""));
    let records: Vec<serde_json::Value> =
        lines.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let ids: Vec<&str> = records.iter().map(|record| record["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["h1", "h2", "port.txt"]);
    assert_eq!(records[0]["published"], "2026-01-21");
    assert_eq!(records[2]["title"], "Port strike enters third week");

    // Offsets count code points of the text as it arrived.
    let text: Vec<char> = fs::read_to_string(strike.path().join("port.txt")).unwrap().chars().collect();
    let at = |span: &serde_json::Value| -> String {
        let [start, end] = [0, 1].map(|i| usize::try_from(span[i].as_u64().unwrap()).unwrap());
        text[start..end].iter().collect()
    };
    let quote = &records[2]["quotes"][0];
    assert_eq!(at(&quote["content"][0]), "“We will not wait,”");
    assert_eq!((at(&quote["cue"]), at(&quote["speaker"]["mention"])), ("said".into(), "Mara Chen".into()));
    assert_eq!(
        (&quote["speaker"]["actor"], &quote["speaker"]["kind"]),
        (&"Mara Chen".into(), &"person".into())
    );
    let places = quote["evidence"].as_array().unwrap().iter().flat_map(|e| e["places"].as_array().unwrap());
    let places: Vec<String> = places.map(at).collect();
    assert!(places.contains(&"said".into()) && places.contains(&"Mara Chen".into()), "{places:?}");

    let array = run(strike.path(), &["extract", "--format", "json", "wire.jsonl", "port.txt"]);
    assert_eq!(serde_json::from_str::<Vec<serde_json::Value>>(&array.out).unwrap(), records);
}

#[test]
fn standard_input_is_an_article_or_records() {
    let strike = strike();
    let records = fs::read_to_string(strike.path().join("wire.jsonl")).unwrap();
    let ran = run_with(strike.path(), &["quotes", "-a", "chen", "-"], &records);
    assert_eq!((ran.status, ran.out.lines().count()), (0, 2), "{}", ran.err);
    let ran = run_with(strike.path(), &["actors", "-"], "“We will not wait,” Mara Chen said.");
    assert_eq!((ran.status, fields(&ran.out, 3)), (0, "Mara Chen | person | 1\n".into()));
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_opens() {
    let strike = strike();
    fs::write(strike.path().join("broken.jsonl"), "{\"id\": \"x\"\n").unwrap();
    let ran = run(strike.path(), &["actors", "."]);
    assert_eq!(ran.status, 0);
    assert!(ran.err.starts_with("dixit: skipped ./broken.jsonl"), "{}", ran.err);
    assert!(ran.out.starts_with("Mara Chen\t"), "{}", ran.out);
    let ran = run(strike.path(), &["actors", "broken.jsonl"]);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    assert!(ran.err.starts_with("dixit: there is nothing to read: broken.jsonl"), "{}", ran.err);
}

#[test]
fn without_paths_the_sample_is_read_and_says_so() {
    let ran = run(folder(&[]).path(), &["quotes", "--actor", "Sadr"]);
    assert_eq!(ran.status, 0);
    assert_eq!(
        ran.err,
        "dixit: these are the five articles of the built-in sample; name files or folders to read your own\n"
    );
    let of = |line: &str, field: usize| line.split('\t').nth(field).unwrap().to_owned();
    let actors: BTreeSet<String> = ran.out.lines().map(|line| of(line, 0)).collect();
    let files: BTreeSet<String> = ran.out.lines().map(|line| of(line, 9)).collect();
    assert_eq!(actors, BTreeSet::from(["Muqtada al-Sadr".to_owned()]));
    assert_eq!(files.len(), 3, "{files:?}");
    let handed_over = "“The Syrian authorities must be asked to hand over the Iraqi detainees";
    let times = ran.out.lines().filter(|line| of(line, 3).contains(handed_over)).count();
    assert_eq!(times, 1, "the pull quote counts once");
}

#[test]
fn a_terminal_gets_an_aligned_list_and_no_escape_sequence_of_an_article() {
    let strike = strike();
    let pty = portable_pty::native_pty_system();
    let size = portable_pty::PtySize { rows: 24, cols: 60, pixel_width: 0, pixel_height: 0 };
    let pair = pty.openpty(size).unwrap();
    let mut command = portable_pty::CommandBuilder::new(env!("CARGO_BIN_EXE_dixit"));
    command.args(["quotes", "--actor", "Chen", "--since", "2026-01-22", "wire.jsonl"]);
    command.cwd(strike.path());
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().unwrap();
    let mut shown = Vec::new();
    // Reading a terminal whose other end is gone ends in an error on some systems.
    let _ = reader.read_to_end(&mut shown);
    assert!(child.wait().unwrap().success());
    expect![[r#"
        Mara Chen, person: 1 quotation in 1 article

        @SUM(A1), 2026-01-22, wire.jsonl:2
        =cmd|' /C calc'!A0 <script> ␛[2J
            1  direct    “=1+1 is ␛[31mtwo,” — Mara Chen (said)
    "#]]
    .assert_eq(&String::from_utf8(shown).unwrap().replace("\r\n", "\n"));
}

#[test]
fn keys_are_printed_with_what_the_user_binds() {
    let folder = tempfile::tempdir().unwrap();
    let ran = run(folder.path(), &["keys"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let fields: Vec<Vec<&str>> = ran.out.lines().map(|line| line.split('\t').collect()).collect();
    assert!(fields.iter().all(|row| row.len() == 4));
    assert!(fields.contains(&vec![
        "reader",
        "zz",
        "scroll-middle",
        "Scroll the current place to the middle"
    ]));
    fs::create_dir(folder.path().join("dixit")).unwrap();
    let own = "[keys.global]\ngs = 'serach'\nX = 'search'\n";
    fs::write(folder.path().join("dixit/config.toml"), own).unwrap();
    let ran = run(folder.path(), &["keys"]);
    assert!(ran.out.contains("global\tX /\tsearch\tSearch in the article, or in the list\n"), "{}", ran.out);
    assert!(
        ran.err.ends_with("config.toml, line 2: there is no action \"serach\"; \"search\" is near\n"),
        "{}",
        ran.err
    );
    let ran = run(folder.path(), &["keys", "--config", "none.toml"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("cannot read the configuration in none.toml"), "{}", ran.err);
}
