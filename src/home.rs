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

fn folder(variable: &str, on_windows: &str, below_home: &str) -> Option<PathBuf> {
    // A relative path in these variables is invalid by the specification and passed over.
    let set = |variable: &str| env::var_os(variable).map(PathBuf::from).filter(|path| path.is_absolute());
    let parent = set(variable)
        .or_else(|| if cfg!(windows) { set(on_windows) } else { None })
        .or_else(|| set("HOME").map(|home| home.join(below_home)))?;
    Some(parent.join("dixit"))
}
