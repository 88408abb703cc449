//! The README tells the truth: its tables are those of the program, and its commands work.

use std::{fs, process::Command, sync::Arc};

use dixit::{
    briefing::Briefing,
    export, ingest,
    pipeline::Engine,
    tui::{Action, Keymap, State, Theme, draw, keymap, update},
    view::query::{Field, Property},
};
use ratatui::{Terminal, backend::TestBackend};

use crate::source::root;

/// The README, with the text between `<!-- name -->` and `<!-- /name -->` replaced.
fn with_section(readme: &str, name: &str, text: &str) -> String {
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let (before, rest) = readme.split_once(&open).unwrap();
    let (_, after) = rest.split_once(&close).unwrap();
    format!("{before}{open}{text}{close}{after}")
}

/// What the reader shows of the sample, as text.
fn screen((width, height): (u16, u16), actions: &[Action]) -> String {
    let documents = ingest::sample();
    let analyses = Engine::new().analyse_all(&documents);
    let articles = documents.into_iter().zip(analyses).map(|(d, a)| (Arc::new(d), Some(Arc::new(a))));
    let briefing = Arc::new(Briefing::new(articles.collect()));
    let mut state = State::new(briefing, Keymap::embedded(), (width, height), Vec::new(), Vec::new());
    for action in actions {
        update(&mut state, *action);
    }
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal.draw(|frame| draw(&state, &Theme::embedded(false), frame)).unwrap();
    let cells = terminal.backend().buffer().content();
    let rows = cells.chunks(usize::from(width));
    let rows = rows.map(|row| row.iter().map(ratatui::buffer::Cell::symbol).collect::<String>());
    rows.map(|row| row.trim_end().to_owned() + "\n").collect()
}

#[test]
fn its_picture_and_tables_are_those_of_the_program() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let mut columns = String::from("| column | what it holds |\n|---|---|\n");
    for (name, what) in export::COLUMNS {
        columns.extend(["| `", name, "` | ", what, " |\n"]);
    }
    let mut formats = String::from("| `--format` | ending | what it is |\n|---|---|---|\n");
    for format in export::Formats::default().iter() {
        let cells = [
            "| `",
            &format.id,
            "` | `.",
            &format.extension,
            "` | ",
            &format.name,
            ": ",
            &format.about,
            " |\n",
        ];
        formats.extend(cells);
    }
    let expected = with_section(&readme, "keys", &keymap::table());
    let expected = with_section(&expected, "formats", &formats);
    let expected = with_section(&expected, "columns", &columns);
    let mut fields = String::from("| field | chooses by |\n|---|---|\n");
    for field in Field::ALL {
        fields.extend(["| `", field.name(), ":` | ", field.help(), " |\n"]);
    }
    for property in Property::ALL {
        fields.extend(["| `is:", property.name(), "` | ", property.help(), " |\n"]);
    }
    let expected = with_section(&expected, "query", &fields);
    let mut filters = String::from("| filter | what it makes |\n|---|---|\n");
    for (name, what) in export::FILTERS {
        filters.extend(["| `", name, "` | ", what, " |\n"]);
    }
    let expected = with_section(&expected, "filters", &filters);
    let picture = screen(
        (112, 28),
        &[Action::OpenArticle, Action::NextQuotation, Action::NextQuotation, Action::NextQuotation],
    );
    let expected = with_section(&expected, "screen", &format!("```text\n{picture}```\n"));
    expect_test::expect_file!["../../README.md"].assert_eq(&expected);
}

/// The arguments of a line of a shell, quoted words kept together.
fn arguments(line: &str) -> Vec<String> {
    let quoted = line.split('"').enumerate();
    let words = quoted.flat_map(|(i, part)| match i % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect(),
        _ => vec![part.to_owned()],
    });
    words.collect()
}

#[test]
fn its_commands_work_on_the_sample() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let commands: Vec<&str> = readme.lines().filter_map(|line| line.strip_prefix("$ dixit ")).collect();
    assert!(commands.len() >= 5, "{commands:?}");
    for line in commands {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dixit"));
        // Whoever runs the tests may have decisions of their own.
        let output = command.args(arguments(line));
        let output = output.env("XDG_DATA_HOME", root()).env("XDG_CONFIG_HOME", root()).output().unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && !output.stdout.is_empty(), "dixit {line}: {errors}");
    }
}
