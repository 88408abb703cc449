//! Writing a file whole or not at all.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::Path,
};

use super::ExportError;
use crate::disk::{folder_of, sync_folder, unfinished};

/// What to do when there is a file already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// Leave it and say so.
    Keep,
    /// Put the new one in its place.
    Replace,
}

/// Writes `bytes` as the file `path`: into a temporary file beside it, synced, then renamed, so that whatever
/// happens there is the whole new file or what was there before. A device or pipe is written to directly.
pub fn save(path: &Path, bytes: &[u8], existing: Existing) -> Result<(), ExportError> {
    let failed = |error: io::Error| ExportError::Write { path: path.to_owned(), error: bare(error) };
    match fs::metadata(path) {
        Ok(found) if found.is_dir() => return Err(ExportError::IsFolder(path.to_owned())),
        Ok(found) if !found.is_file() => {
            return File::options()
                .write(true)
                .open(path)
                .and_then(|mut f| f.write_all(bytes))
                .map_err(failed);
        }
        Ok(_) if existing == Existing::Keep => return Err(ExportError::Exists(path.to_owned())),
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(failed(error)),
    }
    // A link is followed: its target is replaced, the link stays.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = folder_of(&target);
    if !folder.is_dir() {
        return Err(ExportError::NoFolder(folder.to_owned()));
    }
    let mut file = temporary(folder, &target).map_err(failed)?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
    let renamed = match existing {
        Existing::Replace => file.persist(&target),
        Existing::Keep => file.persist_noclobber(&target),
    };
    renamed.map_err(|error| match error.error.kind() {
        io::ErrorKind::AlreadyExists => ExportError::Exists(path.to_owned()),
        _ => failed(error.error),
    })?;
    // The rename is safe on disk once the folder is.
    sync_folder(folder);
    Ok(())
}

/// What the system said, without the name of the temporary file, which is nobody's concern.
fn bare(error: io::Error) -> io::Error {
    let inner = error.get_ref().and_then(std::error::Error::source);
    let inner = inner.and_then(|inner| inner.downcast_ref::<io::Error>());
    inner.and_then(io::Error::raw_os_error).map_or(error, io::Error::from_raw_os_error)
}

/// A new file in `folder`, with the permissions of the file it will replace, else those any new file gets.
fn temporary(folder: &Path, target: &Path) -> io::Result<tempfile::NamedTempFile> {
    let file = unfinished(folder)?;
    if let Ok(old) = fs::metadata(target) {
        file.as_file().set_permissions(old.permissions())?;
    }
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().expect("a temporary folder")
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder");
        let mut names: Vec<String> =
            entries.map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_replaced_only_when_asked_and_nothing_else_is_left() {
        let folder = folder();
        let path = folder.path().join("a.md");
        save(&path, b"one", Existing::Keep).expect("a new file");
        assert!(matches!(save(&path, b"two", Existing::Keep), Err(ExportError::Exists(p)) if p == path));
        assert_eq!(fs::read(&path).expect("the file"), b"one");
        save(&path, b"two", Existing::Replace).expect("replaced");
        assert_eq!(fs::read(&path).expect("the file"), b"two");
        assert_eq!(names(folder.path()), ["a.md"]);
    }

    #[test]
    fn a_folder_is_no_place_for_a_sheet_and_a_missing_one_is_named() {
        let folder = folder();
        assert!(matches!(save(folder.path(), b"", Existing::Replace), Err(ExportError::IsFolder(_))));
        let missing = folder.path().join("none/a.md");
        let error = save(&missing, b"", Existing::Keep).expect_err("no folder");
        assert_eq!(error.to_string(), format!("there is no folder {}", folder.path().join("none").display()));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_and_permissions_stay() {
        use std::os::unix::fs::PermissionsExt;
        let folder = folder();
        let (target, link) = (folder.path().join("target.md"), folder.path().join("link.md"));
        fs::write(&target, "old").expect("written");
        fs::set_permissions(&target, fs::Permissions::from_mode(0o640)).expect("permissions set");
        std::os::unix::fs::symlink(&target, &link).expect("linked");
        save(&link, b"new", Existing::Replace).expect("replaced");
        assert_eq!(fs::read(&target).expect("the file"), b"new");
        assert_eq!(fs::metadata(&target).expect("the file").permissions().mode() & 0o777, 0o640);
        assert!(fs::symlink_metadata(&link).expect("the link").is_symlink());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_named() {
        let error = save(Path::new("/dev/full"), b"x", Existing::Keep).expect_err("full");
        assert_eq!(error.to_string(), "cannot write /dev/full: the disk is full");
    }
}
