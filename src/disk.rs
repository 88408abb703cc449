//! What reading and writing files have in common: errors in words, what is to be told of a file, the folder of a file,
//! what is safe on the disk.

use std::{
    fmt,
    fs::File,
    io,
    path::{Path, PathBuf},
};

/// An error of the file system in words.
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::QuotaExceeded => "the disk quota is used up".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the file system is read-only".to_owned(),
        io::ErrorKind::FileTooLarge => "files may not be that large here".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => error.to_string(),
    }
}

/// Something to be told to the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What.
    pub text: String,
    /// The file it is about, and its line, counted from 1, where it can be seen or mended there.
    pub at: Option<(PathBuf, usize)>,
}

impl Notice {
    /// Something about a line of a file.
    pub fn at(text: String, path: &Path, line: usize) -> Self {
        Self { text, at: Some((path.to_owned(), line)) }
    }
}

impl From<String> for Notice {
    fn from(text: String) -> Self {
        Self { text, at: None }
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// The folder a file is in: of a bare name, the folder one is in.
pub fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A file that is new, or has a new name, is safe on the disk once its folder is; where folders cannot be synced, it is
/// as safe as can be.
pub fn sync_folder(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_has_a_folder() {
        let folders =
            ["sheet.md", "a/sheet.md", "/sheet.md", "../sheet.md"].map(|path| folder_of(Path::new(path)));
        assert_eq!(folders, [".", "a", "/", ".."].map(Path::new));
    }
}
