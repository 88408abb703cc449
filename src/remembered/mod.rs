//! What the reader remembers from one run to the next, and may lose: a small file in the user's folder for state.
//!
//! A new thing to remember is a field of [`Remembered`] with a default; `tui` changes it in its state, and it is written
//! behind the screen. Fields of a newer program stay as they are. A file that cannot be read is told of and written
//! anew; it never keeps the reader from opening.

mod articles;

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{
    disk::{folder_of, reason},
    home,
};

pub use self::articles::{ArticleKey, Articles, Known};

/// How many columns the panes beside the article are wider than usual, or narrower.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Widths {
    /// The list of articles.
    pub articles: i16,
    /// The actor.
    pub actor: i16,
}

/// How the last sheet was exported.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sheets {
    /// The name of what went in.
    pub of: String,
    /// The name of its order.
    pub order: String,
    /// Whether only what was checked went in.
    pub checked: bool,
    /// The id of its format.
    pub format: String,
    /// Where it went, as it was typed: a folder with what ends it, or with `{actor}` a whole path without the ending.
    pub place: String,
}

/// What the reader remembers.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Remembered {
    /// Commands typed, the last one last.
    pub commands: Vec<String>,
    /// What was read, what has a star, where articles were left.
    #[serde(skip_serializing_if = "is_default")]
    pub articles: Articles,
    /// The name of the order articles are listed in.
    #[serde(skip_serializing_if = "is_default")]
    pub order: String,
    /// The name of the groups they are listed in.
    #[serde(skip_serializing_if = "is_default")]
    pub groups: String,
    /// Filters saved under names: name and query, in order of the names.
    #[serde(skip_serializing_if = "is_default")]
    pub filters: Vec<(String, String)>,
    /// Names that filters were saved under, and are not any more: not to come back from what others wrote.
    #[serde(skip)]
    forgotten: Vec<String>,
    /// How wide panes are.
    #[serde(skip_serializing_if = "is_default")]
    pub widths: Widths,
    /// Whether the tour was taken, or is not wanted.
    #[serde(skip_serializing_if = "is_default")]
    pub toured: bool,
    /// How the last sheet was exported.
    #[serde(skip_serializing_if = "is_default")]
    pub sheets: Sheets,
    /// What a newer program remembers.
    #[serde(flatten)]
    others: Map<String, Value>,
}

/// What is as it is anyway is not written.
fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// The file as a whole.
#[derive(Debug, Serialize, Deserialize)]
struct File {
    version: u32,
    #[serde(flatten)]
    remembered: Remembered,
}

/// The version of the file this program writes.
const VERSION: u32 = 1;
/// What is remembered is not larger than this.
const LARGEST: u64 = 16 << 20;
/// So many commands are remembered.
const COMMANDS: usize = 200;

/// Where it is; `None` where the user has no place for it.
pub fn usual_path() -> Option<PathBuf> {
    Some(home::state()?.join("remembered.json"))
}

/// What is remembered in the file at `path`, and what there is to tell about that. A file that is not there remembers
/// nothing.
pub fn read(path: &Path) -> (Remembered, Option<String>) {
    let fresh = |why: String| {
        let told =
            format!("what was remembered in {} cannot be read ({why}): starting afresh", path.display());
        (Remembered::default(), Some(told))
    };
    match bytes_of(path) {
        Ok(bytes) => match serde_json::from_slice::<File>(&bytes) {
            Ok(file) if file.version > VERSION => {
                fresh(format!("a newer dixit wrote it, version {}", file.version))
            }
            Ok(file) => (file.remembered, None),
            Err(_) => fresh("it is damaged".to_owned()),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => (Remembered::default(), None),
        Err(error) => fresh(reason(&error)),
    }
}

fn bytes_of(path: &Path) -> io::Result<Vec<u8>> {
    let found = fs::metadata(path)?;
    if !found.is_file() || found.len() > LARGEST {
        return Err(io::Error::other("it is no such file"));
    }
    fs::read(path)
}

impl Remembered {
    /// Writes it to `path`, whole or not at all, with the commands and articles that another reader
    /// remembered there meanwhile, and whether the tour was taken there.
    pub fn write(&self, path: &Path) -> Result<(), String> {
        let failed = |error: io::Error| format!("cannot remember in {}: {}", path.display(), reason(&error));
        let mut remembered = self.clone();
        let others = read(path).0;
        articles::merge(&mut remembered.articles, others.articles);
        remembered.toured |= others.toured;
        remembered.commands = others.commands;
        for command in &self.commands {
            remembered.command(command);
        }
        for (name, query) in others.filters {
            let is_known = self.filters.iter().any(|(own, _)| *own == name) || self.forgotten.contains(&name);
            if !is_known {
                remembered.save_filter(&name, &query);
            }
        }
        let folder = folder_of(path);
        fs::create_dir_all(folder).map_err(failed)?;
        let mut file = tempfile::Builder::new().prefix(".remembered-").tempfile_in(folder).map_err(failed)?;
        let mut bytes =
            serde_json::to_vec(&File { version: VERSION, remembered }).map_err(|e| failed(e.into()))?;
        bytes.push(b'\n');
        file.write_all(&bytes).map_err(failed)?;
        // Not synced: what is lost with the power may be lost.
        file.persist(path).map_err(|error| failed(error.error))?;
        Ok(())
    }

    /// Remembers a filter under a name, in the place of what was remembered under it.
    pub fn save_filter(&mut self, name: &str, query: &str) {
        self.forgotten.retain(|forgotten| forgotten != name);
        self.filters.retain(|(other, _)| other != name);
        self.filters.push((name.to_owned(), query.to_owned()));
        self.filters.sort();
    }

    /// Forgets the filter of a name; whether there was one.
    pub fn forget_filter(&mut self, name: &str) -> bool {
        let before = self.filters.len();
        self.filters.retain(|(other, _)| other != name);
        self.forgotten.push(name.to_owned());
        self.filters.len() < before
    }

    /// Remembers a command as the last one typed.
    pub fn command(&mut self, command: &str) {
        self.commands.retain(|other| other != command);
        self.commands.push(command.to_owned());
        self.commands.drain(..self.commands.len().saturating_sub(COMMANDS));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(commands: &[&str]) -> Remembered {
        let mut remembered = Remembered::default();
        for command in commands {
            remembered.command(command);
        }
        remembered
    }

    #[test]
    fn what_is_written_is_read_again_with_what_others_wrote() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("deep/remembered.json");
        assert_eq!(read(&path), (Remembered::default(), None));
        typed(&["quit", "top", "quit"]).write(&path).expect("written");
        assert_eq!(read(&path).0.commands, ["top", "quit"]);
        typed(&["copy"]).write(&path).expect("written");
        assert_eq!(read(&path).0.commands, ["top", "quit", "copy"]);
        assert_eq!(
            fs::read_dir(folder.path().join("deep")).expect("a folder").count(),
            1,
            "nothing else is left"
        );
    }

    #[test]
    fn fields_of_a_newer_program_stay() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("remembered.json");
        fs::write(&path, r#"{"version":1,"commands":["x"],"panes":[1,2]}"#).expect("written");
        let (remembered, told) = read(&path);
        assert_eq!(told, None);
        remembered.write(&path).expect("written");
        let text = fs::read_to_string(&path).expect("the file");
        assert_eq!(text, "{\"version\":1,\"commands\":[\"x\"],\"panes\":[1,2]}\n");
    }

    #[test]
    fn damage_is_told_and_forgotten() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("remembered.json");
        for damaged in
            ["{\"version\":1,\"comm", "[]", "{\"version\":7}", "{}", "{\"version\":1,\"commands\":3}"]
        {
            fs::write(&path, damaged).expect("written");
            let (remembered, told) = read(&path);
            assert!(remembered == Remembered::default() && told.is_some(), "{damaged}");
        }
        let (_, told) = read(folder.path());
        assert!(told.is_some_and(|told| told.contains("starting afresh")));
    }

    #[test]
    fn filters_of_others_stay_and_what_was_forgotten_does_not_come_back() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("remembered.json");
        let mut own = Remembered::default();
        own.save_filter("north", "outlet:rudaw");
        own.write(&path).expect("written");
        let mut other = Remembered::default();
        other.save_filter("doubt", "is:doubtful");
        other.save_filter("doubt", "is:noted");
        other.write(&path).expect("written");
        assert!(own.forget_filter("north") && !own.forget_filter("south"));
        own.write(&path).expect("written");
        assert_eq!(read(&path).0.filters, [("doubt".to_owned(), "is:noted".to_owned())]);
    }

    #[test]
    fn only_the_last_commands_are_remembered() {
        let mut remembered = Remembered::default();
        (0..COMMANDS + 5).for_each(|i| remembered.command(&format!("open {i}")));
        assert_eq!(remembered.commands.len(), COMMANDS);
        assert_eq!(remembered.commands.first().map(String::as_str), Some("open 5"));
    }
}
