//! What the user set: `config.toml` in the user's folder for it, or a file that is named.
//!
//! A file that is not there sets nothing. What is wrong in one is told with its line, and all the rest holds; only a
//! file that was named and cannot be read is an error. What keys and themes mean is for the reader to say: here they
//! are words with the lines they stand in.

pub mod lines;
mod parse;

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::{
    disk::{Notice, folder_of, reason},
    home,
};

/// What the user set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Config {
    /// The file it was read from, if there was one.
    pub path: Option<PathBuf>,
    /// What keys do, by context.
    pub keys: Vec<Keys>,
    /// The theme to show.
    pub theme: Option<Word>,
    /// Themes of the user's own: the name of each and its file's text, from the folder `themes` beside the file.
    pub themes: Vec<(String, String)>,
    /// Whether the reader has the mouse.
    pub mouse: Option<bool>,
    /// Whether addresses are links, whatever the terminal says of itself.
    pub links: Option<bool>,
    /// How many columns lines of an article have at most.
    pub measure: Option<usize>,
    /// What could not be understood.
    pub problems: Vec<Problem>,
}

/// What keys do in one context: a table `[keys.CONTEXT]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keys {
    /// The context.
    pub context: Word,
    /// Keys and the action each does, in the order of the file.
    pub bound: Vec<(Word, Word)>,
}

/// A word of the file and the line it stands in, counted from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The word.
    pub text: String,
    /// Its line.
    pub line: usize,
}

/// Something in the file that could not be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Its line, counted from 1.
    pub line: usize,
    /// What is wrong.
    pub text: String,
}

/// Why a configuration was not read.
#[derive(Debug, thiserror::Error)]
#[error("cannot read the configuration in {}: {}", path.display(), reason(why))]
pub struct ConfigError {
    /// The file.
    pub path: PathBuf,
    /// What the file system said. The message has it already, so it is not the error's source.
    pub why: io::Error,
}

/// Where the configuration is unless a file is named; `None` where the user has no place for it.
pub fn usual_path() -> Option<PathBuf> {
    Some(home::config()?.join("config.toml"))
}

/// A configuration is not larger than this.
const LARGEST: u64 = 1 << 20;

impl Config {
    /// Reads the file that is `named`, which must be there, or the usual one, which need not.
    pub fn read(named: Option<&Path>) -> Result<Self, ConfigError> {
        let Some(path) = named.map(Path::to_owned).or_else(usual_path) else { return Ok(Self::default()) };
        let themes = themes(&folder_of(&path).join("themes"));
        let text = match text_of(&path) {
            Ok(text) => text,
            Err(error) if named.is_none() && error.kind() == io::ErrorKind::NotFound => {
                return Ok(Self { themes, ..Self::default() });
            }
            Err(why) => return Err(ConfigError { path, why }),
        };
        Ok(Self { path: Some(path), themes, ..Self::parse(&text) })
    }

    /// Says a problem with the file, called by its name alone.
    pub fn tell(&self, problem: &Problem) -> Notice {
        tell(self.path.as_deref().unwrap_or(Path::new("")), problem)
    }

    /// Says a problem with the file of a theme, called by its name alone.
    pub fn tell_of_theme(&self, name: &str, problem: &Problem) -> Notice {
        let config = self.path.clone().or_else(usual_path).unwrap_or_default();
        tell(&folder_of(&config).join("themes").join(format!("{name}.toml")), problem)
    }
}

fn tell(path: &Path, problem: &Problem) -> Notice {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Notice::at(format!("{name} line {}: {}", problem.line, problem.text), path, problem.line)
}

/// The themes in a folder, by name. Files that cannot be read are none.
fn themes(folder: &Path) -> Vec<(String, String)> {
    let files = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let theme = |path: PathBuf| {
        let is_theme = path.extension().is_some_and(|ending| ending == "toml");
        let name = path.file_stem().filter(|_| is_theme)?.to_str()?.to_owned();
        Some((name, text_of(&path).ok()?))
    };
    let mut themes: Vec<(String, String)> = files.filter_map(theme).collect();
    themes.sort();
    themes
}

fn text_of(path: &Path) -> io::Result<String> {
    let found = fs::metadata(path)?;
    if !found.is_file() {
        return Err(io::Error::other("it is no file"));
    }
    if found.len() > LARGEST {
        return Err(io::Error::other("it is too large to be one"));
    }
    let bytes = fs::read(path)?;
    String::from_utf8(bytes).map_err(|_| io::Error::other("it is not UTF-8 text"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_named_file_must_be_there() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("mine.toml");
        let error = Config::read(Some(&path)).expect_err("no file");
        assert!(
            error.to_string().starts_with(&format!("cannot read the configuration in {}", path.display()))
        );
        fs::write(&path, "kyes = 1\n").expect("written");
        let config = Config::read(Some(&path)).expect("a file");
        let told: Vec<Notice> = config.problems.iter().map(|p| config.tell(p)).collect();
        let text = "mine.toml line 1: there is no setting \"kyes\"; \"keys\" is near";
        assert_eq!(told, [Notice::at(text.into(), &path, 1)]);
        fs::write(&path, [0xff, 0xfe]).expect("written");
        assert!(Config::read(Some(&path)).is_err());
        assert!(Config::read(Some(folder.path())).is_err(), "a folder");
    }

    #[test]
    fn themes_lie_beside_it() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir(folder.path().join("themes")).expect("a folder");
        for (name, text) in [("sea.toml", "a"), ("ash.toml", "b"), ("notes.txt", "c")] {
            fs::write(folder.path().join("themes").join(name), text).expect("written");
        }
        let path = folder.path().join("config.toml");
        fs::write(&path, "theme = \"sea\"\n").expect("written");
        let config = Config::read(Some(&path)).expect("a file");
        assert_eq!(config.theme, Some(Word { text: "sea".into(), line: 1 }));
        assert_eq!(config.themes, [("ash".into(), "b".into()), ("sea".into(), "a".into())]);
    }
}
