//! The file on disk: read whole under a shared lock, appended to with one write under an exclusive one.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    process,
    time::{Duration, Instant, SystemTime},
};

use chrono::{DateTime, SubsecRound, Utc};

use super::{
    log::{Damaged, HEAD, Log, short},
    opened::{Opened, Stamp, TryLock},
};
use crate::{
    disk::{Notice, folder_of, reason, sync_folder},
    home,
    model::{Decision, Entry},
    text::hash::fnv,
};

/// A decisions file, which need not exist yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionsFile {
    path: PathBuf,
}

/// What a decisions file says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contents {
    /// Its decisions.
    pub log: Log,
    /// What the file was when it said so.
    pub stamp: Stamp,
    /// Whether the file system has no locks, so that nothing keeps two readers from writing at once.
    pub no_locks: bool,
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

    /// What to tell about a line that could not be read.
    pub fn about_damaged(&self, line: &Damaged) -> Notice {
        let Damaged { line, problem } = line;
        let path = self.path.display();
        Notice::at(
            format!("{path}, line {line}: {problem}; skipped, it stays in the file"),
            &self.path,
            *line,
        )
    }

    /// What to tell where the file system has no locks.
    pub fn about_locks(&self) -> String {
        format!(
            "{}: the file system has no locks, so let only one reader decide at a time",
            self.path.display()
        )
    }

    /// Reads it; a file that does not exist has no decisions.
    pub fn read(&self) -> Result<Contents, DecisionsError> {
        self.read_with(File::try_lock_shared)
    }

    fn read_with(&self, try_lock: TryLock) -> Result<Contents, DecisionsError> {
        let failed = |why| DecisionsError::Read { path: self.path.clone(), why };
        let mut file = match Opened::to_read(&self.path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Contents::default()),
            Err(error) => return Err(failed(error)),
        };
        // Whoever appends holds the lock, so no half line is read.
        let no_locks = self.lock(&file, try_lock, Instant::now() + PATIENCE)?;
        let log = Log::parse(&file.bytes().map_err(failed)?);
        Ok(Contents { log, stamp: file.stamp().map_err(failed)?, no_locks })
    }

    /// Appends the decision that `decide` makes of the log as it is by then, if it makes one; gives back the log
    /// with it, and the new entry. When this returns, the entry is on the disk.
    pub fn append(
        &self,
        decide: impl FnOnce(&Log) -> Option<Decision>,
    ) -> Result<(Contents, Option<Entry>), DecisionsError> {
        self.append_with(File::try_lock, decide)
    }

    fn append_with(
        &self,
        try_lock: TryLock,
        decide: impl FnOnce(&Log) -> Option<Decision>,
    ) -> Result<(Contents, Option<Entry>), DecisionsError> {
        let failed = |why| DecisionsError::Write { path: self.path.clone(), why };
        let end = Instant::now() + PATIENCE;
        let (mut decide, mut made) = (Some(decide), None);
        fs::create_dir_all(folder_of(&self.path)).map_err(failed)?;
        loop {
            let is_new = !self.path.exists();
            let mut file = Opened::to_append(&self.path).map_err(failed)?;
            let no_locks = self.lock(&file, try_lock, end)?;
            // An editor that saves puts another file in the place of the one that was opened, and the line would be
            // lost with that: before the lock was there, or, since editors ask for none, before the line was.
            if !file.is_at(&self.path).map_err(failed)? {
                self.check_patience(end)?;
                continue;
            }
            let bytes = file.bytes().map_err(failed)?;
            let mut log = Log::parse(&bytes);
            let decided = made.take().or_else(|| Some(new_entry(&log, decide.take()?(&log)?)));
            let Some(entry) = decided else {
                return Ok((Contents { log, stamp: file.stamp().map_err(failed)?, no_locks }, None));
            };
            if log.entry(&entry.id).is_none() {
                let line = line(&entry, &bytes).map_err(failed)?;
                file.append(line.as_bytes(), bytes.len() as u64).map_err(failed)?;
                if is_new {
                    sync_folder(folder_of(&self.path));
                }
                log.take(entry.clone());
            }
            if file.is_at(&self.path).map_err(failed)? {
                return Ok((Contents { log, stamp: file.stamp().map_err(failed)?, no_locks }, Some(entry)));
            }
            made = Some(entry);
            self.check_patience(end)?;
        }
    }

    /// Waits for a lock; whether the file system has none.
    fn lock(&self, file: &Opened, try_lock: TryLock, end: Instant) -> Result<bool, DecisionsError> {
        match file.lock(try_lock, end) {
            Some(true) => Ok(false),
            Some(false) => Err(DecisionsError::Held(self.path.clone())),
            None => Ok(true),
        }
    }

    /// Fails where others have gone on with the file for too long.
    fn check_patience(&self, end: Instant) -> Result<(), DecisionsError> {
        if Instant::now() < end { Ok(()) } else { Err(DecisionsError::Held(self.path.clone())) }
    }
}

/// An entry to be appended to `log`.
fn new_entry(log: &Log, decision: Decision) -> Entry {
    let now = SystemTime::now();
    Entry { id: new_id(log, now, &decision), on: Some(DateTime::<Utc>::from(now).trunc_subsecs(0)), decision }
}

/// An entry as a line at the end of a file of these bytes.
fn line(entry: &Entry, bytes: &[u8]) -> io::Result<String> {
    let before = match bytes.last() {
        None => HEAD,
        Some(b'\n') => "",
        // A line that was cut off, or one written by hand, is ended first.
        Some(_) => "\n",
    };
    Ok(format!("{before}{}\n", serde_json::to_string(entry)?))
}

/// An id that no entry of the log has, nor a line that another copy of the file may have got meanwhile.
fn new_id(log: &Log, now: SystemTime, decision: &Decision) -> String {
    let since = now.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let words = serde_json::to_string(decision).unwrap_or_default();
    let mut hash = fnv(format!("{} {} {words}", since.as_nanos(), process::id()).into_bytes());
    while log.entry(&short(hash)).is_some() {
        hash = hash.wrapping_mul(31).wrapping_add(1);
    }
    short(hash)
}

#[cfg(test)]
mod tests {
    use std::{fs::TryLockError, sync::Arc, thread};

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
        assert_eq!(file.read().expect("no file"), Contents::default());
        file.append(|_| Some(renamed("a"))).expect("kept");
        let (contents, entry) = file.append(|_| Some(renamed("b\n“c”"))).expect("kept");
        assert_eq!(file.read().expect("the file"), contents);
        assert_eq!(contents.stamp, Stamp::of(file.path()));
        let log = contents.log;
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
        let (Contents { log, .. }, _) = file.append(|_| Some(renamed("b"))).expect("kept");
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
        let (Contents { log, .. }, _) = file.append(|_| Some(renamed("b"))).expect("kept");
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
                        let (contents, entry) =
                            file.append(|_| Some(renamed(&format!("{w}-{i}")))).expect("kept");
                        assert_eq!(contents.log.entries.last(), entry.as_ref());
                    }
                })
            })
            .collect();
        for writer in writers {
            writer.join().expect("a writer");
        }
        let log = file.read().expect("the file").log;
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
    fn a_device_is_no_file() {
        let error = DecisionsFile::new("/dev/full").append(|_| Some(renamed("a"))).expect_err("no file");
        assert_eq!(error.to_string(), "not kept: cannot write /dev/full: it is no file");
    }

    /// Saves what an editor made of the file, as editors do: under another name, which then becomes the file's.
    fn save(file: &DecisionsFile, text: &str) {
        let other = file.path().with_extension("new");
        fs::write(&other, text).expect("written");
        fs::rename(&other, file.path()).expect("renamed");
    }

    #[test]
    fn what_an_editor_saves_while_a_line_waits_for_its_lock_does_not_swallow_it() {
        let (_folder, file) = new_file();
        file.append(|_| Some(renamed("a"))).expect("kept");
        let edited = fs::read_to_string(file.path()).expect("the file") + "# by hand\n";
        let holder = File::open(file.path()).expect("the file");
        holder.lock().expect("a lock");
        let waits = thread::spawn({
            let file = file.clone();
            move || file.append(|_| Some(renamed("b"))).expect("kept")
        });
        thread::sleep(Duration::from_millis(50));
        save(&file, &edited);
        drop(holder);
        let (contents, _) = waits.join().expect("appended");
        assert_eq!(names(&contents.log), ["a", "b"]);
        assert_eq!(file.read().expect("the file"), contents);
        assert!(fs::read_to_string(file.path()).expect("the file").starts_with(&edited));
    }

    #[test]
    fn what_an_editor_saves_while_a_line_is_made_does_not_swallow_it() {
        let (_folder, file) = new_file();
        file.append(|_| Some(renamed("a"))).expect("kept");
        let edited = fs::read_to_string(file.path()).expect("the file") + "# by hand\n";
        let decide = |log: &Log| {
            save(&file, &edited);
            Some(renamed(if log.entries.len() == 1 { "b" } else { "?" }))
        };
        let (contents, entry) = file.append(decide).expect("kept");
        assert_eq!(
            (names(&contents.log), contents.log.entries.last()),
            (vec!["a".into(), "b".into()], entry.as_ref())
        );
        assert_eq!(file.read().expect("the file"), contents);
        let text = fs::read_to_string(file.path()).expect("the file");
        assert!(text.starts_with(&edited) && text.lines().count() == 4, "{text}");
        // A file that is gone is made again.
        let (contents, _) = file
            .append(|_| {
                fs::remove_file(file.path()).expect("removed");
                Some(renamed("c"))
            })
            .expect("kept");
        assert_eq!((names(&contents.log), file.read().expect("the file")), (vec!["c".into()], contents));
    }

    #[test]
    fn where_there_are_no_locks_the_line_is_kept_and_that_is_said() {
        let (_folder, file) = new_file();
        let none: TryLock = |_| Err(TryLockError::Error(io::ErrorKind::Unsupported.into()));
        let (contents, _) = file.append_with(none, |_| Some(renamed("a"))).expect("kept");
        assert!(contents.no_locks && file.read_with(none).expect("read").no_locks);
        assert!(!file.read().expect("read").no_locks);
        assert_eq!(names(&contents.log), ["a"]);
    }

    #[test]
    fn undo_decides_by_the_log_as_it_is_by_then() {
        let (_folder, file) = new_file();
        let (_, a) = file.append(|_| Some(renamed("a"))).expect("kept");
        file.append(|_| Some(renamed("b"))).expect("kept");
        let undo = |log: &Log| log.to_undo().map(|e| Decision::Undo { entry: e.id.clone() });
        file.append(undo).expect("kept");
        let (Contents { log, .. }, _) = file.append(undo).expect("kept");
        assert_eq!((log.in_force().count(), log.to_redo()), (0, a.as_ref()));
        let (same, nothing) = file.append(undo).expect("read");
        assert_eq!((same.log, nothing), (log, None));
    }
}
