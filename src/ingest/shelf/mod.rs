//! What was read, file by file, so that what changed on the disk is read again and nothing else.

use std::{
    collections::VecDeque,
    fs,
    io::Read,
    path::{Path, PathBuf},
    sync::Arc,
    time::SystemTime,
};

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    IngestError, Intake, Skipped, fetched,
    formats::Mapping,
    ids::Ids,
    load_all, load_stdin, threads,
    walk::{self, Found, Source},
};
use crate::model::Document;

/// What was read of some paths, and how to read it again.
#[derive(Debug)]
pub struct Shelf {
    paths: Vec<PathBuf>,
    mapping: Mapping,
    /// In the order of the paths, of the names within a folder.
    files: Vec<File>,
    /// What was met on the way to them and cannot be read.
    met: Vec<Skipped>,
    /// What is passed over by its name.
    passed_over: Vec<Skipped>,
    /// By path, the device its folder was on.
    devices: Vec<Option<u64>>,
    /// The folders walked through.
    folders: Vec<PathBuf>,
    /// The numbers of the paths that were there and are gone.
    gone: Vec<usize>,
}

/// A file as it was read.
#[derive(Debug)]
struct File {
    /// The number of the path it was found at.
    path: usize,
    source: Source,
    /// What the disk said of it before it was read; `None` where it changed meanwhile, or nothing is said.
    stamp: Option<Stamp>,
    documents: Vec<Shelved>,
    skipped: Vec<Skipped>,
    /// What is of no kind that is read.
    passed_over: Vec<Skipped>,
}

/// A document as it was read.
#[derive(Debug)]
struct Shelved {
    /// The id it would have if no other had it.
    own: String,
    document: Arc<Document>,
    /// Whether its id is still its own.
    is_new: bool,
}

/// What the disk says of a file and of the note beside it: when this is as it was, so is what is read of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    file: State,
    note: Option<State>,
}

/// What the disk says of one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct State {
    length: u64,
    modified: Option<SystemTime>,
    /// Which file it is, and when anything of it changed, where the system tells.
    other: [i64; 3],
}

impl Stamp {
    fn of(path: &Path) -> Option<Self> {
        Some(Self { file: State::of(path)?, note: State::of(&fetched::path_of(path)) })
    }
}

impl State {
    fn of(path: &Path) -> Option<Self> {
        let about = fs::metadata(path).ok()?;
        #[cfg(unix)]
        let other = {
            use std::os::unix::fs::MetadataExt;
            [about.ino().cast_signed(), about.ctime(), about.ctime_nsec()]
        };
        #[cfg(not(unix))]
        let other = [0; 3];
        Some(Self { length: about.len(), modified: about.modified().ok(), other })
    }
}

/// What looking again found.
#[derive(Debug, Default)]
pub struct News {
    /// Those that are new. One whose file has another name is among them too.
    pub new: Vec<Arc<Document>>,
    /// Those that read otherwise than before under the same id.
    pub changed: Vec<Arc<Document>>,
    /// How many of the new ones were there under another id.
    pub renamed: usize,
    /// Those that are there no more under their id; what was renamed is among them too.
    pub removed: Vec<Arc<Document>>,
    /// What cannot be read and could be, or was not there.
    pub refused: Vec<Skipped>,
    /// Paths the user named that are gone since; what was read of them stays.
    pub gone: Vec<PathBuf>,
    /// Paths the user named that are there again.
    pub back: Vec<PathBuf>,
    /// Whether anything at all is otherwise than before.
    pub is_something: bool,
}

impl Shelf {
    /// Reads all of `paths`: files, folders and [`super::STDIN`]. It is an error when a path does not exist; that
    /// nothing can be read is none.
    pub fn open(paths: &[PathBuf], mapping: Mapping, stdin: impl Read) -> Result<Self, IngestError> {
        let mut shelf = Self {
            paths: paths.to_vec(),
            mapping,
            files: Vec::new(),
            met: Vec::new(),
            passed_over: Vec::new(),
            devices: paths.iter().map(|path| device(path)).collect(),
            folders: Vec::new(),
            gone: Vec::new(),
        };
        let found = walk::find(paths);
        if let Some(missing) = found.missing.first().and_then(|at| paths.get(*at)) {
            return Err(IngestError::Missing(missing.clone()));
        }
        let mut typed = Some(stdin);
        shelf.take(
            found,
            |_, _| false,
            |mapping| typed.take().map(|stdin| load_stdin(stdin, mapping)).unwrap_or_default(),
        );
        Ok(shelf)
    }

    /// What was read, in order.
    pub fn documents(&self) -> Vec<Arc<Document>> {
        self.files.iter().flat_map(|file| &file.documents).map(|one| Arc::clone(&one.document)).collect()
    }

    /// What could not be read.
    pub fn skipped(&self) -> Vec<Skipped> {
        let of_files = self.files.iter().flat_map(|file| &file.skipped);
        self.met.iter().chain(of_files).cloned().collect()
    }

    /// The error that nothing can be read, with what was tried.
    pub fn nothing(&self) -> IngestError {
        let of_files = self.files.iter().flat_map(|file| file.skipped.iter().chain(&file.passed_over));
        IngestError::Nothing(self.met.iter().chain(&self.passed_over).chain(of_files).cloned().collect())
    }

    /// The paths it was opened with.
    pub fn paths(&self) -> &[PathBuf] {
        &self.paths
    }

    /// The folders walked through.
    pub fn folders(&self) -> &[PathBuf] {
        &self.folders
    }

    /// Looks again, and reads what is new or changed, unless it `is_busy`: that is left as it was.
    pub fn look(&mut self, is_busy: impl FnMut(&Path, Stamp) -> bool) -> News {
        let mut found = walk::find(&self.paths);
        for (at, path) in self.paths.iter().enumerate() {
            // An empty folder on another device is the place where one was mounted.
            let is_other = device(path) != self.devices.get(at).copied().flatten();
            let is_empty = !found.sources.iter().any(|(of, _)| *of == at);
            if is_other && is_empty && !found.missing.contains(&at) && path.is_dir() {
                found.missing.push(at);
            }
        }
        for (at, path) in self.paths.iter().enumerate() {
            if !found.missing.contains(&at)
                && let Some(known) = self.devices.get_mut(at)
            {
                *known = device(path);
            }
        }
        self.take(found, is_busy, |_| Intake::default())
    }

    fn take(
        &mut self,
        found: Found,
        mut is_busy: impl FnMut(&Path, Stamp) -> bool,
        stdin: impl FnOnce(&Mapping) -> Intake,
    ) -> News {
        let mut news = News::default();
        let told: FxHashSet<String> = self.skipped().iter().map(ToString::to_string).collect();
        let mut before: FxHashMap<Source, File> = FxHashMap::default();
        let mut of_gone: FxHashMap<usize, Vec<File>> = FxHashMap::default();
        let mut removed: FxHashMap<String, Arc<Document>> = FxHashMap::default();
        for file in std::mem::take(&mut self.files) {
            for one in &file.documents {
                removed.insert(one.document.id.clone(), Arc::clone(&one.document));
            }
            if found.missing.contains(&file.path) {
                of_gone.entry(file.path).or_default().push(file);
            } else {
                before.insert(file.source.clone(), file);
            }
        }
        // What stays as it is, and what is to be read.
        let mut files: Vec<Option<File>> = Vec::new();
        let mut to_read: Vec<(usize, (usize, Source), Option<Stamp>)> = Vec::new();
        let mut sources = found.sources.into_iter().peekable();
        for path in 0..self.paths.len() {
            files.extend(of_gone.remove(&path).unwrap_or_default().into_iter().map(Some));
            while let Some((_, source)) = sources.next_if(|(of, _)| *of == path) {
                let stamp = source.path().and_then(Stamp::of);
                let known = before.get(&source);
                let is_same = known
                    .is_some_and(|file| file.stamp == stamp && (stamp.is_some() || source == Source::Stdin));
                let mut waits = || source.path().zip(stamp).is_some_and(|(path, stamp)| is_busy(path, stamp));
                if is_same || waits() {
                    files.extend(before.remove(&source).map(|file| Some(File { path, ..file })));
                } else {
                    to_read.push((files.len(), (path, source), stamp));
                    files.push(None);
                }
            }
        }
        let wanted: Vec<&Source> = to_read.iter().map(|(_, (_, source), _)| source).collect();
        // Threads of the moment: those of a watch give way as it does itself.
        let threads = (!wanted.is_empty()).then(threads).flatten();
        let loaded = load_all(&wanted, &self.mapping, threads.as_ref());
        let mut stdin = Some(stdin);
        for ((at, (path, source), stamp), intake) in to_read.into_iter().zip(loaded) {
            let typed = || stdin.take().map(|stdin| stdin(&self.mapping));
            let intake = intake.or_else(typed).unwrap_or_default();
            let stamp = stamp.filter(|stamp| source.path().and_then(Stamp::of) == Some(*stamp));
            let old = before.remove(&source);
            let documents = matched(intake.documents, old.as_ref(), &mut news);
            if let Some(slot) = files.get_mut(at) {
                *slot = Some(File {
                    path,
                    source,
                    stamp,
                    documents,
                    skipped: intake.skipped,
                    passed_over: intake.passed_over,
                });
            }
        }
        self.files = files.into_iter().flatten().collect();
        self.name_new(&mut news);
        (self.met, self.passed_over) = (found.skipped, found.passed_over);
        self.folders = found.folders;

        for file in &self.files {
            for one in &file.documents {
                removed.remove(&one.document.id);
            }
        }
        news.removed = removed.into_values().collect();
        let texts: FxHashSet<&str> = news.removed.iter().map(|document| &*document.raw).collect();
        news.renamed = news.new.iter().filter(|document| texts.contains(&*document.raw)).count();
        let now = self.skipped();
        news.is_something = now.len() != told.len();
        news.refused = now.into_iter().filter(|one| !told.contains(&one.to_string())).collect();
        let named = |numbers: &[usize], but: &[usize]| -> Vec<PathBuf> {
            let those = numbers.iter().filter(|at| !but.contains(at));
            those.filter_map(|at| self.paths.get(*at).cloned()).collect()
        };
        news.gone = named(&found.missing, &self.gone);
        news.back = named(&self.gone, &found.missing);
        self.gone = found.missing;
        news.is_something |= !(news.new.is_empty()
            && news.changed.is_empty()
            && news.removed.is_empty()
            && news.refused.is_empty()
            && news.gone.is_empty()
            && news.back.is_empty());
        news
    }

    /// Gives those that are new an id that nobody has.
    fn name_new(&mut self, news: &mut News) {
        let all = || self.files.iter().flat_map(|file| &file.documents);
        let mut ids = Ids::taking(all().filter(|one| !one.is_new).map(|one| one.document.id.as_str()));
        for one in self.files.iter_mut().flat_map(|file| &mut file.documents).filter(|one| one.is_new) {
            one.is_new = false;
            ids.make_unique(&mut Arc::make_mut(&mut one.document).id);
            news.new.push(Arc::clone(&one.document));
        }
    }
}

/// The documents of a file, those that were there before under the ids they had.
fn matched(documents: Vec<Document>, before: Option<&File>, news: &mut News) -> Vec<Shelved> {
    let mut known: FxHashMap<&str, VecDeque<&Shelved>> = FxHashMap::default();
    for one in before.iter().flat_map(|file| &file.documents) {
        known.entry(&one.own).or_default().push_back(one);
    }
    let shelve = |mut document: Document| {
        let own = document.id.clone();
        let Some(old) = known.get_mut(own.as_str()).and_then(VecDeque::pop_front) else {
            return Shelved { own, document: Arc::new(document), is_new: true };
        };
        let was = &old.document;
        let is_same = was.raw == document.raw && was.given == document.given && was.origin == document.origin;
        let document = if is_same {
            Arc::clone(was)
        } else {
            document.id.clone_from(&was.id);
            let document = Arc::new(document);
            news.changed.push(Arc::clone(&document));
            document
        };
        Shelved { own, document, is_new: false }
    };
    documents.into_iter().map(shelve).collect()
}

/// The device a folder is on, where the system tells.
fn device(path: &Path) -> Option<u64> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        fs::metadata(path).ok().map(|about| about.dev())
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        None
    }
}

#[cfg(test)]
mod tests;
