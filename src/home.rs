//! Where the user's own files are: what they decide, what they set, what the reader remembers.
//!
//! The folders are those of the XDG specification, each `dixit` below `$XDG_…_HOME` or its usual place; on Windows the
//! folders for applications. `None` where the user has no such folder.

use std::{env, path::PathBuf};

/// What the user made and would miss: decisions.
pub fn data() -> Option<PathBuf> {
    folder("XDG_DATA_HOME", "APPDATA", ".local/share")
}

/// What the user sets: keys, colours.
pub fn config() -> Option<PathBuf> {
    folder("XDG_CONFIG_HOME", "APPDATA", ".config")
}

/// What the program remembers between runs and may lose.
pub fn state() -> Option<PathBuf> {
    folder("XDG_STATE_HOME", "LOCALAPPDATA", ".local/state")
}

/// A path as people type it: `~` at its beginning is the user's own folder, where there is one.
pub fn expand(typed: &str) -> PathBuf {
    let variable = if cfg!(windows) { "USERPROFILE" } else { "HOME" };
    expand_in(typed, env::var_os(variable).map(PathBuf::from).filter(|home| home.is_absolute()))
}

fn expand_in(typed: &str, home: Option<PathBuf>) -> PathBuf {
    match (typed.strip_prefix('~'), home) {
        (Some(""), Some(home)) => home,
        // "~name" may be a file of that name: whose home is meant is nothing we look up.
        (Some(rest), Some(home)) if rest.starts_with(std::path::is_separator) => {
            home.join(rest.trim_start_matches(std::path::is_separator))
        }
        _ => PathBuf::from(typed),
    }
}

fn folder(variable: &str, on_windows: &str, below_home: &str) -> Option<PathBuf> {
    // A relative path in these variables is invalid by the specification and passed over.
    let set = |variable: &str| env::var_os(variable).map(PathBuf::from).filter(|path| path.is_absolute());
    let parent = set(variable)
        .or_else(|| if cfg!(windows) { set(on_windows) } else { None })
        .or_else(|| set("HOME").map(|home| home.join(below_home)))?;
    Some(parent.join("dixit"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_users_own_folder_is_meant_by_its_sign_alone() {
        let expanded = |typed| expand_in(typed, Some("/home/ana".into()));
        for (typed, path) in [
            ("~/sheets/{actor}.md", "/home/ana/sheets/{actor}.md"),
            ("~//x", "/home/ana/x"),
            ("~", "/home/ana"),
            ("~ana/x", "~ana/x"),
            ("a/~/x", "a/~/x"),
            ("/x", "/x"),
        ] {
            assert_eq!(expanded(typed), PathBuf::from(path), "{typed}");
        }
        assert_eq!(expand_in("~/x", None), PathBuf::from("~/x"));
    }
}
