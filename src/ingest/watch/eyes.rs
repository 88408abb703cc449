//! What the system tells of changes in folders.

use std::{
    fs,
    path::{Path, PathBuf},
};

use notify::{
    ErrorKind, EventKind, RecommendedWatcher, RecursiveMode, Watcher,
    event::{AccessKind, AccessMode, ModifyKind},
};
use rustc_hash::{FxHashMap, FxHashSet};

use super::gathering::Heard;

/// What was seen.
#[derive(Debug)]
pub enum Seen {
    /// Something happened to a file or folder.
    File(PathBuf, Heard),
    /// More happened than could be told.
    NotAll,
    /// Nothing is seen any more, for this reason.
    Blind(String),
}

/// What watches folders.
#[derive(Debug)]
pub struct Eyes {
    watcher: RecommendedWatcher,
    watched: FxHashMap<PathBuf, Option<Identity>>,
}

/// Which folder or file it is, whatever its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Identity(u64, u64);

impl Identity {
    /// That of what lies there.
    pub fn of(path: &Path) -> Option<Self> {
        let about = fs::metadata(path).ok()?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            Some(Self(about.dev(), about.ino()))
        }
        #[cfg(not(unix))]
        Some(Self(0, u64::from(about.is_dir())))
    }
}

impl Eyes {
    /// Eyes that see nothing yet, and tell what they see. An error, in words, where the system gives none.
    pub fn open(tell: impl Fn(Seen) + Send + 'static) -> Result<Self, String> {
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            match event {
                Ok(event) if event.need_rescan() => tell(Seen::NotAll),
                Ok(event) => {
                    if let Some(heard) = heard(event.kind) {
                        event.paths.into_iter().for_each(|path| tell(Seen::File(path, heard)));
                    }
                }
                Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => {
                    tell(Seen::Blind(why(&error)));
                }
                // What cannot be told is looked for.
                Err(_) => tell(Seen::NotAll),
            }
        });
        Ok(Self { watcher: watcher.map_err(|error| why(&error))?, watched: FxHashMap::default() })
    }

    /// Watches these folders, given as absolute paths, and no others; whether one of them is new.
    pub fn watch(&mut self, folders: Vec<PathBuf>) -> Result<bool, String> {
        let wanted: FxHashSet<&Path> = folders.iter().map(PathBuf::as_path).collect();
        let over: Vec<PathBuf> =
            self.watched.keys().filter(|folder| !wanted.contains(folder.as_path())).cloned().collect();
        for folder in over {
            // What is gone is watched no more as it is.
            let _ = self.watcher.unwatch(&folder);
            self.watched.remove(&folder);
        }
        let mut is_new = false;
        for folder in folders {
            let identity = Identity::of(&folder);
            match self.watched.get(&folder) {
                Some(known) if *known == identity => continue,
                Some(_) => _ = self.watcher.unwatch(&folder),
                None => {}
            }
            match self.watcher.watch(&folder, RecursiveMode::NonRecursive) {
                Ok(()) => {
                    self.watched.insert(folder, identity);
                    is_new = true;
                }
                Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => return Err(why(&error)),
                // A folder that is gone by now, or may not be read, is told of by whoever looks at it.
                Err(_) => _ = self.watched.remove(&folder),
            }
        }
        Ok(is_new)
    }
}

/// What an event says of its files; `None` when they are only looked at.
const fn heard(kind: EventKind) -> Option<Heard> {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => Some(Heard::Closed),
        EventKind::Access(_) => None,
        // Only here it is known when a file is closed.
        EventKind::Modify(ModifyKind::Data(_)) if cfg!(target_os = "linux") => Some(Heard::Written),
        _ => Some(Heard::Other),
    }
}

/// Why nothing is seen, in words.
fn why(error: &notify::Error) -> String {
    match &error.kind {
        ErrorKind::MaxFilesWatch => {
            "the system watches no more folders (fs.inotify.max_user_watches)".to_owned()
        }
        ErrorKind::Io(error) if error.raw_os_error() == Some(24) => {
            "the system watches for no more programs (fs.inotify.max_user_instances)".to_owned()
        }
        _ => format!("the system cannot tell: {error}"),
    }
}

/// File systems of other machines, which do not tell of what happens there.
const REMOTE: &[&str] =
    &["nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "fuse.rclone", "ceph", "afs"];

/// Why nothing is seen of what happens at a path, where that is known beforehand.
pub fn remote(path: &Path) -> Option<String> {
    let path = fs::canonicalize(path).ok()?;
    let mounts = fs::read_to_string("/proc/self/mounts").ok()?;
    let kind = kind_of(&mounts, &path)?;
    REMOTE.contains(&kind).then(|| format!("it is on another machine ({kind})"))
}

/// The file system of a path, as the table of mounts has it.
fn kind_of<'m>(mounts: &'m str, path: &Path) -> Option<&'m str> {
    let fields = mounts.lines().map(|line| line.split(' ').skip(1));
    let all = fields.filter_map(|mut fields| Some((fields.next()?, fields.next()?)));
    // Of two at one place, the later one lies over the other.
    let over = all.filter(|(at, _)| path.starts_with(at.replace("\\040", " ")));
    over.max_by_key(|(at, _)| at.len()).map(|(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_system_of_a_path_is_that_of_the_nearest_mount() {
        let mounts =
            "/dev/a / ext4 rw 0 0\nhost:/x /mnt/press\\040cuttings nfs4 rw 0 0\n/dev/b /mnt ext4 rw 0 0\n";
        let kind = |path: &str| kind_of(mounts, Path::new(path));
        assert_eq!(kind("/home/a"), Some("ext4"));
        assert_eq!(kind("/mnt/press cuttings/2026"), Some("nfs4"));
        assert_eq!(kind("/mnt/press"), Some("ext4"));
    }

    #[test]
    fn what_is_only_looked_at_is_not_heard() {
        assert_eq!(heard(EventKind::Access(AccessKind::Open(AccessMode::Any))), None);
        assert_eq!(heard(EventKind::Access(AccessKind::Close(AccessMode::Write))), Some(Heard::Closed));
        assert_eq!(heard(EventKind::Any), Some(Heard::Other));
    }
}
