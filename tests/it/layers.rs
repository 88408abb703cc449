//! The layers stay layers: what `src/lib.rs` says of the architecture is checked against the code.

use std::{collections::BTreeMap, fs};

use crate::source::{File, files};

/// Every module with the number of its layer, as the table in the crate doc has it.
fn table() -> BTreeMap<String, u32> {
    let lib = files("src").into_iter().find(|f| f.path.ends_with("src/lib.rs")).unwrap();
    let table = lib.text.split("//! # Layers").nth(1).unwrap().split("```").nth(1).unwrap();
    let mut layers = BTreeMap::new();
    for line in table.lines().filter_map(|line| line.strip_prefix("//! ")) {
        let Some((number, names)) = line.split_once(' ') else { continue };
        let names = names.split("   ").next().unwrap();
        layers.extend(names.split_whitespace().map(|name| (name.to_owned(), number.parse().unwrap())));
    }
    layers
}

/// The modules of the crate that `file` names outside its tests: `crate::x`, `crate::{x, y::z}`, `dixit::x`
/// (in `main`), and `super::` chains that reach the crate root.
fn named(file: &File) -> Vec<String> {
    let code = file.code();
    let depth = file.modules().len();
    let to_root = "super::".repeat(depth);
    let mut out = Vec::new();
    for root in ["crate::", "dixit::", &to_root] {
        for (at, _) in code.match_indices(root) {
            let before = code[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | ':' | '$')) {
                continue;
            }
            out.extend(heads(&code[at + root.len()..]));
        }
    }
    out
}

/// The first names of what follows `crate::`: one, or each of a group in braces.
fn heads(path: &str) -> Vec<String> {
    let Some(group) = path.strip_prefix('{') else { return vec![identifier(path)] };
    let mut depth = 1;
    let mut out = vec![identifier(group)];
    for (i, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => out.push(identifier(&group[i + 1..])),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    out.retain(|name| !name.is_empty());
    out
}

fn identifier(text: &str) -> String {
    text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

#[test]
fn paths_are_found_in_code() {
    let file = File {
        path: "src/clean/rules.rs".into(),
        text: "//! Doc with crate::tui.\nuse crate::{\n    model::{A, B},\n    text::Span,\n};\n\
               fn f() { crate::lexicon::g(); super::super::quote::h(); super::i(); }\n\
               #[cfg(test)]\nmod tests {\n use crate::notation; }"
            .into(),
        for_tests: false,
    };
    assert_eq!(named(&file), ["model", "text", "lexicon", "quote"]);
}

#[test]
fn every_module_has_a_layer_and_names_only_layers_below() {
    let table = table();
    let mut wrong = Vec::new();
    for file in files("src") {
        let own = file.modules()[0].to_owned();
        if own == "lib" {
            continue;
        }
        let Some(layer) = table.get(&own) else {
            wrong.push(format!("{own} is not in the table of layers"));
            continue;
        };
        for name in named(&file) {
            match table.get(&name) {
                Some(other) if other < layer || name == own => {}
                Some(other) => {
                    wrong.push(format!("{}: {own} ({layer}) names {name} ({other})", file.path.display()));
                }
                None if own == "main" => {}
                None => wrong.push(format!("{}: crate::{name} is in no layer", file.path.display())),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Files whose code holds one of `words`, except those `allowed` lets through.
#[track_caller]
fn nobody_says(words: &[&str], allowed: impl Fn(&str) -> bool) {
    let mut wrong = Vec::new();
    for file in files("src") {
        let code = file.code();
        for word in words.iter().filter(|word| code.contains(**word)) {
            if !allowed(file.modules()[0]) {
                wrong.push(format!("{}: {word}", file.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_tui_names_the_terminal_libraries() {
    nobody_says(&["ratatui", "crossterm"], |module| module == "tui");
}

#[test]
fn what_lies_below_the_edge_does_no_input_or_output() {
    let table = table();
    nobody_says(
        &["std::fs", "std::io", "std::env", "std::net", "std::process", "File::", "stdin()"],
        |module| table.get(module).is_none_or(|layer| *layer >= table["disk"]),
    );
}

#[test]
fn only_the_command_line_prints() {
    nobody_says(&["println!", "print!(", "dbg!"], |module| module == "cli");
}

#[test]
fn only_fetch_opens_a_connection() {
    let network = [
        "std::net",
        "net::{",
        "TcpStream",
        "TcpListener",
        "UdpSocket",
        "ToSocketAddrs",
        "UnixStream",
        "ureq",
        "rustls",
        "url::",
    ];
    nobody_says(&network, |module| module == "fetch");
    let client: Vec<String> = files("src")
        .into_iter()
        .filter(|file| file.code().contains("ureq::"))
        .map(|file| file.path.display().to_string())
        .collect();
    assert_eq!(client, ["src/fetch/client.rs", "src/fetch/tls.rs"], "one file asks, one says whom to trust");
    let lib = fs::read_to_string(crate::source::root().join("src/lib.rs")).unwrap();
    assert!(lib.contains("#[cfg(feature = \"fetch\")]\npub mod fetch;"), "it can be left out");
}

#[test]
fn analysis_cannot_fail() {
    let table = table();
    let stages = table["clean"];
    nobody_says(&["-> Result<", "-> anyhow", "panic!(", "unreachable!("], |module| {
        !(table.get(module) == Some(&stages) || matches!(module, "pipeline" | "briefing"))
    });
}

#[test]
fn the_sheet_and_the_screen_do_not_know_each_other() {
    for file in files("src") {
        let own = file.modules()[0].to_owned();
        let named = named(&file);
        let meets = |a: &str, b: &str| own == a && named.iter().any(|name| name == b);
        assert!(!meets("tui", "export") && !meets("export", "tui"), "{}", file.path.display());
    }
}

#[test]
fn files_are_short_and_say_what_they_hold() {
    let unwanted = ["#[ignore", "#[should_", "todo!", "unimplemented!", "dbg!"];
    let own = "tests/it/layers.rs";
    let mut wrong = Vec::new();
    for file in ["src", "tests", "benches", "examples"].into_iter().flat_map(files) {
        let path = file.path.display();
        let lines = file.text.lines().count();
        if lines > 600 {
            wrong.push(format!("{path} has {lines} lines: which two things does it hold?"));
        }
        if !file.text.starts_with("//! ") {
            wrong.push(format!("{path} does not open with what it holds"));
        }
        if !file.path.ends_with(own) {
            wrong.extend(unwanted.iter().filter(|u| file.text.contains(**u)).map(|u| format!("{path}: {u}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
