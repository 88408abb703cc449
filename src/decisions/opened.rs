//! The decisions file while it is open: locked, read, given one line more, and asked whether it still has its name.

use std::{
    fs::{self, File, Metadata, TryLockError},
    io::{self, Read, Write},
    path::Path,
    thread,
    time::{Duration, Instant, SystemTime},
};

/// How a lock is asked for.
pub(super) type TryLock = fn(&File) -> Result<(), TryLockError>;

/// What shows that a file has changed: which file it is, its length, when it was written; nothing where there is none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stamp(Option<(Inode, u64, Option<SystemTime>)>);

impl Stamp {
    /// What the file at `path` is now.
    pub fn of(path: &Path) -> Self {
        fs::metadata(path).map_or_else(|_| Self::default(), |found| Self::found(&found))
    }

    fn found(found: &Metadata) -> Self {
        Self(Some((inode(found), found.len(), found.modified().ok())))
    }
}

/// Which file it is, whatever its name; all are the same where the system does not say.
type Inode = (u64, u64);

#[cfg(unix)]
fn inode(found: &Metadata) -> Inode {
    use std::os::unix::fs::MetadataExt;
    (found.dev(), found.ino())
}

#[cfg(not(unix))]
const fn inode(_: &Metadata) -> Inode {
    (0, 0)
}

/// The file, open.
#[derive(Debug)]
pub(super) struct Opened(File);

impl Opened {
    /// Opens the file at `path` to read it.
    pub fn to_read(path: &Path) -> io::Result<Self> {
        // Asked before it is opened: a pipe nobody writes to would not even open.
        plain(&fs::metadata(path)?)?;
        File::open(path).map(Self)
    }

    /// Opens the file at `path` to append to it; makes it, if there is none.
    pub fn to_append(path: &Path) -> io::Result<Self> {
        File::options().read(true).append(true).create(true).open(path).map(Self)
    }

    /// Waits for a lock until `end`: whether it is locked, `None` where the file system has no locks.
    pub fn lock(&self, try_lock: TryLock, end: Instant) -> Option<bool> {
        loop {
            match try_lock(&self.0) {
                Ok(()) => return Some(true),
                Err(TryLockError::WouldBlock) if Instant::now() < end => {
                    thread::sleep(Duration::from_millis(1));
                }
                Err(TryLockError::WouldBlock) => return Some(false),
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(TryLockError::Error(_)) => return None,
            }
        }
    }

    /// Whether `path` is still its name: an editor that saves puts a new file in its place.
    pub fn is_at(&self, path: &Path) -> io::Result<bool> {
        match fs::metadata(path) {
            Ok(found) => Ok(inode(&found) == inode(&self.0.metadata()?)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// What it is now.
    pub fn stamp(&self) -> io::Result<Stamp> {
        self.0.metadata().map(|found| Stamp::found(&found))
    }

    /// All its bytes; a device or pipe, which may have no end, is no file.
    pub fn bytes(&mut self) -> io::Result<Vec<u8>> {
        plain(&self.0.metadata()?)?;
        let mut bytes = Vec::new();
        self.0.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Appends all of `line` with one write, or leaves the file of `len` bytes as it is.
    pub fn append(&mut self, line: &[u8], len: u64) -> io::Result<()> {
        let written = loop {
            match self.0.write(line) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                written => break written,
            }
        };
        let written = written.and_then(|written| match written {
            all if all == line.len() => self.0.sync_data(),
            // A file system that takes a part has no room for the rest.
            _ => Err(io::ErrorKind::StorageFull.into()),
        });
        if written.is_err() {
            // What cannot be taken back either is a half line, which the next run reports.
            let _ = self.0.set_len(len);
        }
        written
    }
}

/// Whether that is a file, not a folder, device or pipe.
fn plain(found: &Metadata) -> io::Result<()> {
    match found {
        found if found.is_file() => Ok(()),
        found if found.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
        _ => Err(io::Error::other("it is no file")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_named() {
        let mut full = Opened::to_append(Path::new("/dev/full")).expect("the device");
        let error = full.append(b"a line\n", 0).expect_err("no room");
        assert_eq!(crate::disk::reason(&error), "the disk is full");
    }

    #[test]
    fn a_file_that_was_renamed_over_has_no_name() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let [path, other] = ["log", "other"].map(|name| folder.path().join(name));
        let opened = Opened::to_append(&path).expect("a new file");
        assert!(opened.is_at(&path).expect("known"));
        let before = Stamp::of(&path);
        assert_eq!(opened.stamp().expect("known"), before);
        fs::write(&other, "").expect("written");
        fs::rename(&other, &path).expect("renamed");
        assert!(!cfg!(unix) || !opened.is_at(&path).expect("known") && Stamp::of(&path) != before);
        fs::remove_file(&path).expect("removed");
        assert!(!opened.is_at(&path).expect("known"));
        assert_eq!(Stamp::of(&path), Stamp::default());
    }

    #[test]
    fn a_lock_is_had_or_not_or_does_not_exist() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("log");
        let [one, other] = [(); 2].map(|()| Opened::to_append(&path).expect("a file"));
        let now = Instant::now();
        assert_eq!(one.lock(File::try_lock, now), Some(true));
        assert_eq!(other.lock(File::try_lock_shared, now), Some(false));
        drop(one);
        assert_eq!(other.lock(File::try_lock_shared, now), Some(true));
        let none: TryLock = |_| Err(TryLockError::Error(io::ErrorKind::Unsupported.into()));
        assert_eq!(other.lock(none, now), None);
    }
}
