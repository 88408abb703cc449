//! What is remembered of articles: whether they were read, whether they have a star, where they were left.

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use super::is_default;
use crate::{model::Document, text::hash::fnv};

/// Which article, by content: its address where one is given, else its text but for white space. So it is known again
/// when its file has another name or lies elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleKey(u64);

impl ArticleKey {
    /// The key of a document.
    pub fn of(document: &Document) -> Self {
        let url = document.given.url.as_deref().map(str::trim).filter(|url| !url.is_empty());
        let text = url.unwrap_or(&document.raw);
        Self(fnv(text.bytes().filter(|byte| !byte.is_ascii_whitespace())))
    }
}

impl fmt::Display for ArticleKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl Serialize for ArticleKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ArticleKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = String::deserialize(deserializer)?;
        u64::from_str_radix(&written, 16).map(Self).map_err(D::Error::custom)
    }
}

/// What is remembered of an article.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Known {
    /// Whether it was read.
    #[serde(skip_serializing_if = "is_default")]
    pub read: bool,
    /// Whether it has a star.
    #[serde(skip_serializing_if = "is_default")]
    pub starred: bool,
    /// The byte that was on top of the screen when it was left.
    #[serde(skip_serializing_if = "is_default")]
    pub place: u32,
    /// When this was remembered, in seconds since 1970: of two readers the later one is right.
    pub when: u64,
}

/// What is remembered of all articles.
pub type Articles = BTreeMap<ArticleKey, Known>;

/// So many articles are remembered.
const MOST: usize = 20_000;

/// Takes over what `others` remember later than `own`.
pub(super) fn merge(own: &mut Articles, others: Articles) {
    for (key, theirs) in others {
        let ours = own.entry(key).or_insert(theirs);
        if theirs.when > ours.when {
            *ours = theirs;
        }
    }
    forget(own, MOST);
}

/// Keeps so many at most; those without a star that were not looked at for longest go first.
fn forget(articles: &mut Articles, most: usize) {
    if articles.len() <= most {
        return;
    }
    let mut all: Vec<_> = articles.iter().map(|(key, known)| (known.starred, known.when, *key)).collect();
    all.sort_unstable();
    for (.., key) in all.iter().take(articles.len() - most) {
        articles.remove(key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Given, Origin};

    fn document(id: &str, raw: &str, url: Option<&str>) -> Document {
        let given = Given { url: url.map(str::to_owned), ..Given::default() };
        Document { id: id.into(), raw: raw.into(), origin: Origin::File(id.into()), given }
    }

    #[test]
    fn an_article_is_known_by_its_address_or_its_text() {
        let key = |id, raw, url| ArticleKey::of(&document(id, raw, url));
        assert_eq!(key("a", "The port\nis shut.", None), key("b", "The port is\r\nshut. ", None));
        assert_ne!(key("a", "The port is shut.", None), key("a", "The port is open.", None));
        let url = Some("https://example.org/1");
        assert_eq!(key("a", "The port is shut.", url), key("b", "The port is open.", url));
        assert_eq!(key("a", "x", Some(" ")), key("a", "x", None));
    }

    #[test]
    fn of_two_readers_the_later_one_is_right() {
        let known = |read, when| Known { read, when, ..Known::default() };
        let mut own = Articles::from([(ArticleKey(1), known(true, 10)), (ArticleKey(2), known(true, 10))]);
        let others = [(1, known(false, 9)), (2, known(false, 11)), (3, known(true, 1))];
        merge(&mut own, others.map(|(key, known)| (ArticleKey(key), known)).into());
        let read: Vec<bool> = own.values().map(|known| known.read).collect();
        assert_eq!(read, [true, false, true]);
    }

    #[test]
    fn what_was_not_looked_at_for_longest_is_forgotten_first_and_stars_last() {
        let known = |starred, when| Known { starred, when, ..Known::default() };
        let all = [(1, known(true, 1)), (2, known(false, 2)), (3, known(false, 3))];
        let mut articles: Articles = all.map(|(key, known)| (ArticleKey(key), known)).into();
        forget(&mut articles, 2);
        assert_eq!(articles.into_keys().collect::<Vec<_>>(), [ArticleKey(1), ArticleKey(3)]);
    }
}
