//! What reading and writing files have in common: errors in words, what is to be told of a file, the folder of a file,
//! what is safe on the disk.

use std::{
    fmt,
    fs::File,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use tempfile::NamedTempFile;

/// What files that are being written are called, at their beginning and end.
pub const UNFINISHED: (&str, &str) = (".dixit-", ".tmp");

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

/// A new file in `folder`, with the permissions any new file gets, to be renamed when it is whole.
pub fn unfinished(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(UNFINISHED.0).suffix(UNFINISHED.1);
    #[cfg(unix)]
    let ordinary = std::os::unix::fs::PermissionsExt::from_mode(0o666);
    #[cfg(unix)]
    builder.permissions(ordinary);
    builder.tempfile_in(folder)
}

/// Puts `bytes` in the place of the file at `path`, so that whatever happens there is all of them or what was there before.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = unfinished(folder_of(path))?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map(|_| ()).map_err(|error| error.error)
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
