//! The folder pages are saved in: each page as it came, a note beside it, none twice.
//!
//! The note, which names the hash of its page, is written beside its place and renamed into it, then the page: whatever is cut
//! off in between, what is there is whole, a page that comes has its note, and what is not known to be whole is fetched
//! again. Two programs that write at once lock the folder for each page.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, SystemTime},
};

use chrono::{DateTime, SecondsFormat, Utc};
use rustc_hash::{FxHashMap, FxHashSet};
use url::Url;

use super::{address, client::Condition};
use crate::{
    disk::{self, UNFINISHED, reason},
    ingest::fetched::{self, FeedItem, Fetched, MARK, VERSION},
};

/// What was left unfinished this long ago is of a program that was ended.
const ABANDONED: Duration = Duration::from_hours(1);

/// Where feeds are kept, hidden from those who open the folder.
const FEEDS: &str = ".dixit-feeds";

/// Addresses noted of one page.
const ADDRESSES: usize = 50;

/// A page to be saved.
#[derive(Debug)]
pub(super) struct Page<'p> {
    pub asked: &'p Url,
    pub url: &'p Url,
    pub canonical: Option<&'p Url>,
    pub status: u16,
    pub content_type: Option<&'p str>,
    pub etag: Option<&'p str>,
    pub last_modified: Option<&'p str>,
    pub item: Option<&'p FeedItem>,
    /// Whether it was made of the item's own text.
    pub from_item: bool,
    pub extension: &'p str,
    pub bytes: &'p [u8],
}

/// What became of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kept {
    /// It is in the file of this name now, and was not before.
    New(String),
    /// … and was another version before.
    Changed(String),
    /// It was there as it is.
    Same(String),
    /// It is there already, under another address.
    Twice(String),
}

/// A page that is there.
#[derive(Debug, Clone)]
struct Record {
    /// The name of its file.
    name: String,
    fetched: Fetched,
    /// Whether it was fetched in this run.
    fresh: bool,
}

#[derive(Debug, Default)]
struct State {
    records: Vec<Record>,
    by_key: FxHashMap<String, usize>,
    by_hash: FxHashMap<String, usize>,
    /// Nothing is written any more.
    closed: bool,
}

/// The folder, and what is known of what is in it.
#[derive(Debug)]
pub(super) struct Store {
    folder: PathBuf,
    state: Mutex<State>,
}

impl Store {
    /// Opens a folder, which is made if it is not there.
    pub fn open(folder: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        Self::of(folder, fs::read_dir(folder)?)
    }

    /// Opens the folder in a folder of pages that keeps feeds as they came, so that they too are asked for only if they have
    /// changed. It is made once there is one.
    pub fn feeds(folder: &Path) -> Self {
        let folder = folder.join(FEEDS);
        let known = fs::read_dir(&folder).and_then(|entries| Self::of(&folder, entries));
        known.unwrap_or_else(|_| Self { folder, state: Mutex::default() })
    }

    fn of(folder: &Path, entries: fs::ReadDir) -> io::Result<Self> {
        let mut state = State::default();
        let mut names = Vec::new();
        for entry in entries {
            let entry = entry?;
            // A name that is no text is none of ours.
            let Ok(name) = entry.file_name().into_string() else { continue };
            if name.starts_with(UNFINISHED.0) && name.ends_with(UNFINISHED.1) {
                remove_abandoned(&entry.path());
            }
            names.extend(name.strip_suffix(fetched::ENDING).map(str::to_owned));
        }
        names.sort_unstable();
        for name in names {
            let path = folder.join(&name);
            // A note that cannot be read is as none: its page is fetched again.
            let Ok(Some(fetched)) = fetched::read(&fetched::path_of(&path)) else { continue };
            if fs::metadata(&path).is_ok_and(|about| about.is_file() && about.len() == fetched.bytes) {
                state.add(Record { name, fetched, fresh: false });
            }
        }
        Ok(Self { folder: folder.to_owned(), state: Mutex::new(state) })
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The key of the page that `url` is known to lead to: of the address it was saved under.
    pub fn main_key(&self, url: &Url) -> String {
        let key = address::key(url);
        let state = self.lock();
        let record = state.by_key.get(&key).and_then(|&at| state.records.get(at));
        let asked = record.and_then(|record| Url::parse(&record.fetched.asked).ok());
        asked.map_or(key, |asked| address::key(&asked))
    }

    /// What to ask the server at `url` with, if that is where a page came from that is still as it came.
    pub fn condition(&self, url: &Url) -> Option<Condition> {
        let (name, fetched) = {
            let state = self.lock();
            let record = state.records.get(*state.by_key.get(&address::key(url))?)?;
            (record.name.clone(), record.fetched.clone())
        };
        let usable = fetched.url == url.as_str() && !fetched.from_item;
        let whole = || fetched::is_of(&fetched, &self.folder.join(name)).unwrap_or_default();
        let condition =
            Condition { etag: fetched.etag.clone(), last_modified: fetched.last_modified.clone() };
        (usable && condition != Condition::default() && whole()).then_some(condition)
    }

    /// What is there of `url`, with the type its server said, if it is still as it came.
    pub fn copy(&self, url: &Url) -> Option<(Vec<u8>, Option<String>)> {
        let (name, fetched) = {
            let state = self.lock();
            let record = state.records.get(*state.by_key.get(&address::key(url))?)?;
            (record.name.clone(), record.fetched.clone())
        };
        let bytes = fs::read(self.folder.join(name)).ok()?;
        (fetched::hash(&bytes) == fetched.sha256).then_some((bytes, fetched.content_type))
    }

    /// When the page at `url` was retrieved that is there.
    pub fn retrieved(&self, url: &Url) -> Option<String> {
        let state = self.lock();
        let record = state.records.get(*state.by_key.get(&address::key(url))?)?;
        (!record.fetched.from_item).then(|| record.fetched.retrieved.clone())
    }

    /// Notes that the page at `url` is still the same. `None` if there is none.
    pub fn unchanged(&self, asked: &Url, url: &Url) -> io::Result<Option<Kept>> {
        let mut state = self.lock();
        state.check()?;
        let Some(&at) = state.by_key.get(&address::key(url)) else { return Ok(None) };
        let _folder = self.lock_folder();
        self.same(&mut state, at, &[asked, url], |fetched| fetched.checked = Some(now())).map(Some)
    }

    /// Saves a page, unless it is there.
    pub fn save(&self, page: &Page<'_>) -> io::Result<Kept> {
        let mut state = self.lock();
        state.check()?;
        fs::create_dir_all(&self.folder)?;
        let _folder = self.lock_folder();
        let hash = fetched::hash(page.bytes);
        let mut addresses = vec![page.asked, page.url];
        addresses.extend(page.canonical);
        if let Some(&at) = addresses.iter().find_map(|url| state.by_key.get(&address::key(url))) {
            let Some(record) = state.records.get(at) else { return Err(io::Error::other("lost")) };
            let is_same = record.fetched.sha256 == hash;
            if record.fresh || (page.from_item && !record.fetched.from_item) {
                return self.twice(&mut state, at, &addresses);
            }
            if is_same && fetched::is_of(&record.fetched, &self.folder.join(&record.name))? {
                let note = note(page, hash, Some(&record.fetched));
                let retrieved = record.fetched.retrieved.clone();
                return self.same(&mut state, at, &addresses, |fetched| {
                    *fetched = Fetched { checked: Some(note.retrieved.clone()), retrieved, ..note };
                });
            }
            return self.change(&mut state, at, page, hash);
        }
        if let Some(&at) = state.by_hash.get(&hash) {
            return self.twice(&mut state, at, &addresses);
        }
        let name = format!("{}.{}", address::stem(page.asked), page.extension);
        // Another program may have written it a moment ago.
        let there = fetched::read(&fetched::path_of(&self.folder.join(&name))).ok().flatten();
        let fetched = note(page, hash, there.as_ref());
        self.write(&name, page.bytes, &fetched, there.as_ref())?;
        state.add(Record { name: name.clone(), fetched, fresh: true });
        Ok(Kept::New(name))
    }

    /// From now on nothing is written; what is being written is finished first.
    pub fn close(&self) {
        self.lock().closed = true;
    }

    /// Makes what was written safe on the disk.
    pub fn sync(&self) {
        disk::sync_folder(&self.folder);
    }

    /// The page is there under other addresses, which are noted.
    fn twice(&self, state: &mut State, at: usize, addresses: &[&Url]) -> io::Result<Kept> {
        let fresh = state.records.get(at).is_some_and(|record| record.fresh);
        let kept = self.same(state, at, addresses, |_| {})?;
        if let Some(record) = state.records.get_mut(at) {
            record.fresh = fresh;
        }
        let Kept::Same(name) = kept else { return Ok(kept) };
        Ok(Kept::Twice(name))
    }

    /// The page is there; its note is written anew, if there is something new in it.
    fn same(
        &self,
        state: &mut State,
        at: usize,
        addresses: &[&Url],
        change: impl FnOnce(&mut Fetched),
    ) -> io::Result<Kept> {
        let Some(record) = state.records.get_mut(at) else { return Err(io::Error::other("lost")) };
        let before = record.fetched.clone();
        change(&mut record.fetched);
        record.fresh = true;
        add_addresses(&mut record.fetched, addresses);
        let name = record.name.clone();
        if record.fetched != before {
            self.write_note(&name, &record.fetched)?;
        }
        let fetched = record.fetched.clone();
        state.index(at, &fetched);
        Ok(Kept::Same(name))
    }

    /// A new version of a page takes the place of the one before.
    fn change(&self, state: &mut State, at: usize, page: &Page<'_>, hash: String) -> io::Result<Kept> {
        let Some(record) = state.records.get_mut(at) else { return Err(io::Error::other("lost")) };
        let fetched = note(page, hash, Some(&record.fetched));
        let before = record.name.clone();
        let stem = before.rsplit_once('.').map_or(before.as_str(), |(stem, _)| stem);
        let name = format!("{stem}.{}", page.extension);
        let there = (name == before).then(|| record.fetched.clone());
        self.write(&name, page.bytes, &fetched, there.as_ref())?;
        if name != before {
            let _ = fs::remove_file(fetched::path_of(&self.folder.join(&before)));
            let _ = fs::remove_file(self.folder.join(&before));
        }
        record.fresh = true;
        record.name.clone_from(&name);
        record.fetched = fetched.clone();
        state.index(at, &fetched);
        Ok(Kept::Changed(name))
    }

    /// Writes a page with its note; `before`: the note of the page that is there.
    fn write(&self, name: &str, bytes: &[u8], fetched: &Fetched, before: Option<&Fetched>) -> io::Result<()> {
        self.write_note(name, fetched)?;
        let page = self.folder.join(name);
        disk::replace(&page, bytes).inspect_err(|_| {
            // What is there stays with the note that is of it, as far as the disk still allows.
            let _ = match before {
                Some(before) => self.write_note(name, before),
                None => fs::remove_file(fetched::path_of(&page)),
            };
        })
    }

    fn write_note(&self, name: &str, fetched: &Fetched) -> io::Result<()> {
        let mut bytes = serde_json::to_vec_pretty(fetched)?;
        bytes.push(b'\n');
        disk::replace(&fetched::path_of(&self.folder.join(name)), &bytes)
    }

    /// Keeps other programs from writing until it is dropped, where the system can do that.
    fn lock_folder(&self) -> Option<File> {
        let folder = File::open(&self.folder).ok()?;
        folder.lock().ok()?;
        Some(folder)
    }
}

impl State {
    fn check(&self) -> io::Result<()> {
        if self.closed { Err(io::Error::other("stopped")) } else { Ok(()) }
    }

    fn add(&mut self, record: Record) {
        let fetched = record.fetched.clone();
        self.records.push(record);
        self.index(self.records.len() - 1, &fetched);
    }

    fn index(&mut self, at: usize, fetched: &Fetched) {
        for text in fetched.addresses.iter().chain([&fetched.asked, &fetched.url]) {
            if let Ok(url) = Url::parse(text) {
                self.by_key.entry(address::key(&url)).or_insert(at);
            }
        }
        self.by_hash.insert(fetched.sha256.clone(), at);
    }
}

/// The note of a page, with the addresses `before` has.
fn note(page: &Page<'_>, sha256: String, before: Option<&Fetched>) -> Fetched {
    let some = |text: Option<&str>| text.map(str::to_owned);
    let mut fetched = Fetched {
        dixit: MARK.to_owned(),
        version: VERSION,
        sha256,
        bytes: page.bytes.len() as u64,
        asked: before.map_or_else(|| page.asked.to_string(), |before| before.asked.clone()),
        url: page.url.to_string(),
        canonical: page.canonical.map(Url::to_string),
        addresses: before.map(|before| before.addresses.clone()).unwrap_or_default(),
        status: page.status,
        content_type: some(page.content_type),
        charset: page.content_type.and_then(charset),
        etag: some(page.etag),
        last_modified: some(page.last_modified),
        retrieved: now(),
        checked: None,
        item: page.item.cloned().or_else(|| before.and_then(|before| before.item.clone())),
        from_item: page.from_item,
    };
    let mut addresses = vec![page.asked, page.url];
    addresses.extend(page.canonical);
    add_addresses(&mut fetched, &addresses);
    fetched
}

/// Notes addresses a page was found at, each once.
fn add_addresses(fetched: &mut Fetched, addresses: &[&Url]) {
    let mut keys: FxHashSet<String> =
        fetched.addresses.iter().filter_map(|text| Some(address::key(&Url::parse(text).ok()?))).collect();
    for url in addresses {
        if fetched.addresses.len() < ADDRESSES && keys.insert(address::key(url)) {
            fetched.addresses.push(address::clean(url).into());
        }
    }
}

/// The charset in a `Content-Type`.
pub(super) fn charset(content_type: &str) -> Option<String> {
    let mut parts = content_type.split(';').skip(1).filter_map(|part| part.split_once('='));
    let (_, charset) = parts.find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))?;
    Some(charset.trim().trim_matches(['"', '\'']).to_owned()).filter(|charset| !charset.is_empty())
}

fn now() -> String {
    DateTime::<Utc>::from(SystemTime::now()).to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// Removes what a program left that was ended while it wrote.
fn remove_abandoned(path: &Path) {
    let modified = fs::symlink_metadata(path).and_then(|about| about.modified());
    let age = modified.ok().and_then(|modified| modified.elapsed().ok());
    if age.is_some_and(|age| age > ABANDONED) {
        let _ = fs::remove_file(path);
    }
}

/// An error of the folder in words.
pub(super) fn failed(folder: &Path, error: &io::Error) -> String {
    format!("cannot write in {}: {}", folder.display(), reason(error))
}
