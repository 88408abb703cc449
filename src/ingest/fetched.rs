//! What `dixit fetch` noted of a page it saved: a file beside the page, and how it is laid over what the page says.
//!
//! `ferry.html` has `ferry.html.fetched.json` beside it. The note holds for the bytes it was written for and no others: it
//! names their hash.

use std::{
    fmt::Write as _,
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{
    Intake, Skipped,
    formats::{Context, Format, Look, Reader, Sure},
    limits,
};
use crate::model::Origin;

/// What the name of a note has behind that of its page.
pub const ENDING: &str = ".fetched.json";

/// A note is not larger than this, in bytes.
const LARGEST: u64 = 1 << 20;

/// What is known of a page that was fetched.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Fetched {
    /// What the file is: always "fetched".
    pub dixit: String,
    /// Version of the file.
    pub version: u32,
    /// SHA-256 of the page's bytes, in hexadecimal, as `sha256sum` prints it.
    pub sha256: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// The address that was asked for.
    pub asked: String,
    /// The address arrived at, behind all redirects.
    pub url: String,
    /// The address the page says is its own, if it may.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub canonical: Option<String>,
    /// All addresses it was found at, as they are compared: without fragment and tracking parameters.
    pub addresses: Vec<String>,
    /// Status of the answer.
    pub status: u16,
    /// What the server said it is, and in which charset.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_type: Option<String>,
    /// The charset within that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub charset: Option<String>,
    /// What the server calls this version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// When the server says it was changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
    /// When these bytes came, in UTC, as ISO 8601 writes it.
    pub retrieved: String,
    /// When they were last found to be still the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub checked: Option<String>,
    /// The item of a feed that led to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<FeedItem>,
    /// Whether the page could not be had and was made of the item's own text.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub from_item: bool,
}

/// What a feed says of an item.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FeedItem {
    /// Address of the feed.
    pub feed: String,
    /// What the feed calls itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outlet: Option<String>,
    /// The item's headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Who wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// When it was published, as the feed writes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
}

/// What [`Fetched::dixit`] is.
pub const MARK: &str = "fetched";

/// The version that is written.
pub const VERSION: u32 = 1;

/// The path of the note of the page at `page`.
pub fn path_of(page: &Path) -> PathBuf {
    let mut name = page.as_os_str().to_owned();
    name.push(ENDING);
    name.into()
}

/// The hash of a page's bytes, as [`Fetched::sha256`] has it.
pub fn hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, byte| {
        // Writing to a string does not fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// The note at `path`; an error if it is there and is none.
pub fn read(path: &Path) -> io::Result<Option<Fetched>> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let mut bytes = Vec::new();
    file.take(LARGEST).read_to_end(&mut bytes)?;
    let fetched: Fetched = serde_json::from_slice(&bytes).map_err(|_| io::Error::other("is damaged"))?;
    if fetched.dixit != MARK || fetched.version > VERSION {
        return Err(io::Error::other("is of a newer dixit"));
    }
    Ok(Some(fetched))
}

/// Whether the page at `page` has the bytes `fetched` was written for.
pub fn is_of(fetched: &Fetched, page: &Path) -> io::Result<bool> {
    if fs::metadata(page)?.len() != fetched.bytes {
        return Ok(false);
    }
    let mut hasher = Sha256::new();
    let mut from = File::open(page)?;
    let mut bytes = vec![0; 1 << 16];
    loop {
        match from.read(&mut bytes)? {
            0 => return Ok(hex(&hasher.finalize()) == fetched.sha256),
            read => hasher.update(bytes.get(..read).unwrap_or_default()),
        }
    }
}

/// What was noted of the file at `page`, if anything was, and what is to be told where that cannot be used.
pub(super) fn beside(page: &Path) -> (Option<Fetched>, Option<Skipped>) {
    let path = path_of(page);
    let reason = match read(&path) {
        Ok(None) => return (None, None),
        Ok(Some(fetched)) => match is_of(&fetched, page) {
            Ok(true) => return (Some(fetched), None),
            Ok(false) => "notes another version of the page: not used".to_owned(),
            Err(error) => super::plain(&error),
        },
        Err(error) => super::plain(&error),
    };
    (None, Some(Skipped { origin: Origin::File(path), reason }))
}

impl Fetched {
    /// Lays it over what was read of its page: what the page says of itself counts first.
    pub(super) fn complete(&self, intake: &mut Intake) {
        let is_one = intake.documents.len() == 1;
        for document in &mut intake.documents {
            let given = &mut document.given;
            given.retrieved.get_or_insert_with(|| self.retrieved.clone());
            if !is_one {
                continue;
            }
            let item = self.item.clone().unwrap_or_default();
            let or = |own: &mut Option<String>, other: Option<String>| *own = own.take().or(other);
            or(&mut given.url, Some(self.url.clone()));
            or(&mut given.title, item.title);
            or(&mut given.outlet, item.outlet);
            or(&mut given.author, item.author);
            or(&mut given.published, item.published);
            or(&mut given.modified, self.last_modified.clone());
            if self.from_item {
                given.format = "feed item, saved where its page could not be had";
            }
        }
    }
}

/// The notes themselves, which lie beside the pages and are no articles.
pub(super) const FORMAT: Format = Format {
    name: "note of dixit fetch",
    extensions: &["json"],
    recognise,
    reader: Reader::Whole(limits::PAGE, |_, context: &Context<'_>| {
        Ok(Intake {
            passed_over: vec![context.skip("notes of a page that was fetched")],
            ..Intake::default()
        })
    }),
};

fn recognise(look: &Look<'_>) -> Option<Sure> {
    let mut start = look.start().chars().filter(|c| !c.is_whitespace());
    let is_one = "{\"dixit\":\"fetched\"".chars().all(|c| start.next() == Some(c));
    is_one.then_some(Sure::Certain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saved(page: &[u8], fetched: &Fetched) -> (tempfile::TempDir, Intake) {
        let folder = tempfile::tempdir().expect("a folder for a test");
        let path = folder.path().join("ferry.html");
        fs::write(&path, page).expect("a page");
        fs::write(path_of(&path), serde_json::to_vec_pretty(fetched).expect("a note")).expect("a note");
        let intake = super::super::read_with(&[folder.path().to_owned()], io::empty()).expect("one article");
        (folder, intake)
    }

    fn note(page: &[u8]) -> Fetched {
        Fetched {
            dixit: MARK.into(),
            version: VERSION,
            sha256: hash(page),
            bytes: page.len() as u64,
            url: "https://post.example/ferry".into(),
            charset: Some("windows-1251".into()),
            retrieved: "2026-03-04T07:15:00Z".into(),
            item: Some(FeedItem {
                title: Some("no".into()),
                published: Some("Wed, 04 Mar 2026 06:00:00 GMT".into()),
                ..FeedItem::default()
            }),
            ..Fetched::default()
        }
    }

    #[test]
    fn the_hash_is_the_one_other_programs_print() {
        assert_eq!(hash(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn what_was_noted_of_a_page_is_known_of_its_article() {
        let page = encoding_rs::WINDOWS_1251
            .encode("<html><title>Паром снова ходит</title><p>“Мы ждали,” сказал капитан.")
            .0
            .into_owned();
        let (_folder, intake) = saved(&page, &note(&page));
        let [article] = intake.documents.as_slice() else { panic!("one article: {intake:?}") };
        assert!(article.raw.contains("сказал капитан"), "{}", article.raw);
        let given = &article.given;
        assert_eq!(given.title.as_deref(), Some("Паром снова ходит"), "the page itself counts first");
        assert_eq!(given.url.as_deref(), Some("https://post.example/ferry"));
        assert_eq!(given.retrieved.as_deref(), Some("2026-03-04T07:15:00Z"));
        assert_eq!(given.published.as_deref(), Some("Wed, 04 Mar 2026 06:00:00 GMT"));
        assert_eq!((intake.skipped.len(), intake.passed_over.len()), (0, 1));
    }

    #[test]
    fn a_note_of_other_bytes_is_not_used_and_that_is_told() {
        let page = b"<html><p>It was changed by hand since, every word.";
        for other in [note(b"shorter"), note(&page.map(|byte| byte.to_ascii_uppercase()))] {
            let (_folder, intake) = saved(page, &other);
            assert_eq!(intake.documents.first().and_then(|article| article.given.url.clone()), None);
            let reasons: Vec<&str> = intake.skipped.iter().map(|one| one.reason.as_str()).collect();
            assert_eq!(reasons, ["notes another version of the page: not used"]);
        }
    }
}
