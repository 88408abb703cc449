//! The file on disk: read whole under a shared lock, appended to with one write under an exclusive one.

use std::{
    fs::{self, File, Metadata, TryLockError},
    io::{self, Read, Write},
    path::{Path, PathBuf},
    process, thread,
    time::{Duration, Instant, SystemTime},
};

use chrono::{DateTime, SubsecRound, Utc};

use super::log::{HEAD, Log, fnv, short};
use crate::{
    disk::{folder_of, reason, sync_folder},
    home,
    model::{Decision, Entry},
};

/// A decisions file, which need not exist yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionsFile {
    path: PathBuf,
}

/// Why decisions were not read or not kept. The file is as it was.
#[derive(Debug, thiserror::Error)]
pub enum DecisionsError {
    /// The file system refused to read.
    #[error("cannot read the decisions in {}: {}", path.display(), reason(why))]
    Read {
        /// The file.
        path: PathBuf,
        /// What the file system said. The message has it already, so it is not the error's source.
        why: io::Error,
    },
    /// The file system refused to write.
    #[error("not kept: cannot write {}: {}", path.display(), reason(why))]
    Write {
        /// The file.
        path: PathBuf,
        /// What the file system said. The message has it already, so it is not the error's source.
        why: io::Error,
    },
    /// Another program did not let go of the file.
    #[error("{} is held by another program", .0.display())]
    Held(PathBuf),
}

/// Where decisions are kept unless another file is named: `$XDG_DATA_HOME/dixit/decisions.jsonl`, else below the
/// user's own folder for data. `None` where the user has none.
pub fn usual_path() -> Option<PathBuf> {
    Some(home::data()?.join("decisions.jsonl"))
}

/// So long another program may hold the file.
const PATIENCE: Duration = Duration::from_secs(2);

impl DecisionsFile {
    /// The file at `path`.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads it; a file that does not exist has no decisions.
    pub fn read(&self) -> Result<Log, DecisionsError> {
        let failed = |why| DecisionsError::Read { path: self.path.clone(), why };
        // Asked before it is opened: a pipe nobody writes to would not even open.
        let opened =
            fs::metadata(&self.path).and_then(|found| plain(&found)).and_then(|()| File::open(&self.path));
        let mut file = match opened {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Log::default()),
            Err(error) => return Err(failed(error)),
        };
        // Whoever appends holds the lock, so no half line is read.
        self.lock(&file, File::try_lock_shared)?;
        Ok(Log::parse(&bytes_of(&mut file).map_err(failed)?))
    }

    /// Appends the decision that `decide` makes of the log as it is by then, if it makes one; gives back the log
    /// with it, and the new entry. When this returns, the entry is on the disk.
    pub fn append(
        &self,
        decide: impl FnOnce(&Log) -> Option<Decision>,
    ) -> Result<(Log, Option<Entry>), DecisionsError> {
        let failed = |why| DecisionsError::Write { path: self.path.clone(), why };
        fs::create_dir_all(folder_of(&self.path)).map_err(failed)?;
        let is_new = !self.path.exists();
        let mut file =
            File::options().read(true).append(true).create(true).open(&self.path).map_err(failed)?;
        self.lock(&file, File::try_lock)?;
        let mut bytes = bytes_of(&mut file).map_err(failed)?;
        let log = Log::parse(&bytes);
        let Some(decision) = decide(&log) else { return Ok((log, None)) };
        let now = SystemTime::now();
        let entry = Entry {
            id: new_id(&log, now, &decision),
            on: Some(DateTime::<Utc>::from(now).trunc_subsecs(0)),
            decision,
        };
        let mut line = match bytes.last() {
            None => HEAD.to_owned(),
            Some(b'\n') => String::new(),
            // A line that was cut off, or one written by hand, is ended first.
            Some(_) => "\n".to_owned(),
        };
        line += &serde_json::to_string(&entry).map_err(|error| failed(error.into()))?;
        line.push('\n');
        append_whole(&mut file, line.as_bytes(), bytes.len() as u64).map_err(failed)?;
        if is_new {
            sync_folder(folder_of(&self.path));
        }
        bytes.extend_from_slice(line.as_bytes());
        Ok((Log::parse(&bytes), Some(entry)))
    }

    /// Waits for a lock. Where the file system has none, there is nothing to wait for.
    fn lock(
        &self,
        file: &File,
        try_lock: fn(&File) -> Result<(), TryLockError>,
    ) -> Result<(), DecisionsError> {
        let end = Instant::now() + PATIENCE;
        loop {
            match try_lock(file) {
                Err(TryLockError::WouldBlock) if Instant::now() < end => {
                    thread::sleep(Duration::from_millis(1));
                }
                Err(TryLockError::WouldBlock) => return Err(DecisionsError::Held(self.path.clone())),
                Ok(()) | Err(TryLockError::Error(_)) => return Ok(()),
            }
        }
    }
}

/// All bytes of a file; a device or pipe, which may have no end, is none.
fn bytes_of(file: &mut File) -> io::Result<Vec<u8>> {
    plain(&file.metadata()?)?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Whether that is a file, not a folder, device or pipe.
fn plain(found: &Metadata) -> io::Result<()> {
    match found {
        found if found.is_file() => Ok(()),
        found if found.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
        _ => Err(io::Error::other("it is no file")),
    }
}

/// Appends all of `line` with one write, or leaves the file of `len` bytes as it is.
fn append_whole(file: &mut File, line: &[u8], len: u64) -> io::Result<()> {
    let written = loop {
        match file.write(line) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            written => break written,
        }
    };
    let written = written.and_then(|written| match written {
        all if all == line.len() => file.sync_data(),
        // A file system that takes a part has no room for the rest.
        _ => Err(io::ErrorKind::StorageFull.into()),
    });
    if written.is_err() {
        // What cannot be taken back either is a half line, which the next run reports.
        let _ = file.set_len(len);
    }
    written
}

/// An id that no entry of the log has, nor a line that another copy of the file may have got meanwhile.
fn new_id(log: &Log, now: SystemTime, decision: &Decision) -> String {
    let since = now.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let words = serde_json::to_string(decision).unwrap_or_default();
    let mut hash = fnv(format!("{} {} {words}", since.as_nanos(), process::id()).as_bytes());
    while log.entry(&short(hash)).is_some() {
        hash = hash.wrapping_mul(31).wrapping_add(1);
    }
    short(hash)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::ActorAnchor;

    fn renamed(name: &str) -> Decision {
        Decision::Rename {
            actor: ActorAnchor { name: "x".into(), ..ActorAnchor::default() },
            name: name.into(),
        }
    }

    fn new_file() -> (tempfile::TempDir, DecisionsFile) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = DecisionsFile::new(folder.path().join("deep/er/decisions.jsonl"));
        (folder, file)
    }

    fn names(log: &Log) -> Vec<String> {
        let name = |entry: &Entry| match &entry.decision {
            Decision::Rename { name, .. } => name.clone(),
            other => other.name().to_owned(),
        };
        log.entries.iter().map(name).collect()
    }

    #[test]
    fn what_is_appended_is_read_again() {
        let (_folder, file) = new_file();
        assert_eq!(file.read().expect("no file"), Log::default());
        file.append(|_| Some(renamed("a"))).expect("kept");
        let (log, entry) = file.append(|_| Some(renamed("b\n“c”"))).expect("kept");
        assert_eq!(file.read().expect("the file"), log);
        assert_eq!(names(&log), ["a", "b\n“c”"]);
        assert_eq!(log.entries.last(), entry.as_ref());
        let text = fs::read_to_string(file.path()).expect("the file");
        assert!(text.starts_with(HEAD) && text.ends_with('\n') && text.lines().count() == 3, "{text}");
    }

    #[test]
    fn a_half_line_is_reported_kept_and_ended_before_the_next() {
        let (_folder, file) = new_file();
        file.append(|_| Some(renamed("a"))).expect("kept");
        let mut text = fs::read(file.path()).expect("the file");
        text.extend_from_slice(b"{\"id\":\"half\",\"decision\":\"ren");
        fs::write(file.path(), &text).expect("written");
        let (log, _) = file.append(|_| Some(renamed("b"))).expect("kept");
        assert_eq!(names(&log), ["a", "b"]);
        assert_eq!(log.damaged.iter().map(|d| d.line).collect::<Vec<_>>(), [3]);
        assert!(fs::read(file.path()).expect("the file").starts_with(&text), "nothing is lost");
    }

    #[test]
    fn a_whole_last_line_without_its_end_counts() {
        let (_folder, file) = new_file();
        file.append(|_| Some(renamed("a"))).expect("kept");
        let text = fs::read_to_string(file.path()).expect("the file");
        fs::write(file.path(), text.trim_end()).expect("written");
        let (log, _) = file.append(|_| Some(renamed("b"))).expect("kept");
        assert_eq!((names(&log), log.damaged.len()), (vec!["a".to_owned(), "b".to_owned()], 0));
    }

    #[test]
    fn many_writers_lose_nothing_and_see_one_log() {
        let (_folder, file) = new_file();
        let file = Arc::new(file);
        let writers: Vec<_> = (0..4)
            .map(|w| {
                let file = Arc::clone(&file);
                thread::spawn(move || {
                    for i in 0..25 {
                        let (log, entry) = file.append(|_| Some(renamed(&format!("{w}-{i}")))).expect("kept");
                        assert_eq!(log.entries.last(), entry.as_ref());
                    }
                })
            })
            .collect();
        for writer in writers {
            writer.join().expect("a writer");
        }
        let log = file.read().expect("the file");
        assert_eq!((log.entries.len(), log.damaged.len()), (100, 0));
        for w in 0..4 {
            let own: Vec<String> =
                names(&log).into_iter().filter(|name| name.starts_with(&format!("{w}-"))).collect();
            assert_eq!(own, (0..25).map(|i| format!("{w}-{i}")).collect::<Vec<_>>(), "in order");
        }
    }

    #[test]
    fn where_nothing_can_be_written_it_says_so() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::write(folder.path().join("a file"), "").expect("written");
        let file = DecisionsFile::new(folder.path().join("a file/decisions.jsonl"));
        let error = file.append(|_| Some(renamed("a"))).expect_err("no folder").to_string();
        assert!(error.starts_with("not kept: cannot write "), "{error}");
        let error = DecisionsFile::new(folder.path()).append(|_| Some(renamed("a"))).expect_err("a folder");
        assert!(error.to_string().ends_with("it is a folder"), "{error}");
        let error = DecisionsFile::new(folder.path()).read().expect_err("a folder");
        assert!(error.to_string().ends_with("it is a folder"), "{error}");
        assert!(std::error::Error::source(&error).is_none(), "why is said once");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_named() {
        let mut full = File::options().append(true).open("/dev/full").expect("the device");
        let error = append_whole(&mut full, b"a line\n", 0).expect_err("no room");
        assert_eq!(reason(&error), "the disk is full");
        let error = DecisionsFile::new("/dev/full").append(|_| Some(renamed("a"))).expect_err("no file");
        assert_eq!(error.to_string(), "not kept: cannot write /dev/full: it is no file");
    }

    #[test]
    fn undo_decides_by_the_log_as_it_is_by_then() {
        let (_folder, file) = new_file();
        let (_, a) = file.append(|_| Some(renamed("a"))).expect("kept");
        file.append(|_| Some(renamed("b"))).expect("kept");
        let undo = |log: &Log| log.to_undo().map(|e| Decision::Undo { entry: e.id.clone() });
        file.append(undo).expect("kept");
        let (log, _) = file.append(undo).expect("kept");
        assert_eq!((log.in_force().count(), log.to_redo()), (0, a.as_ref()));
        let (same, nothing) = file.append(undo).expect("read");
        assert_eq!((same, nothing), (log, None));
    }
}
