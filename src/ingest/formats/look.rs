//! What a file shows before it is read: its name, how it begins and how it ends.

use memchr::memmem;

use super::super::decode;
#[cfg(doc)]
use super::super::limits;

/// What is seen of a file before it is read.
#[derive(Debug)]
pub struct Look<'f> {
    /// The first bytes, [`limits::LOOKED_AT`] at most.
    pub head: &'f [u8],
    /// The last bytes, as many at most; all of a file that is no longer than its head.
    pub tail: &'f [u8],
    /// Whether the head is all of it.
    pub whole: bool,
    /// The extension in lower case, without its dot; empty if there is none. Only a hint.
    pub extension: String,
    /// Whether the user named this very file.
    pub named: bool,
    /// The head as text; `None` if it is none.
    pub text: Option<String>,
}

impl<'f> Look<'f> {
    /// What is seen of a file called `name`.
    pub fn new(head: &'f [u8], tail: &'f [u8], whole: bool, name: &str, named: bool) -> Self {
        let extension = name.rsplit_once('.').map(|(_, end)| end.to_lowercase()).unwrap_or_default();
        let text = decode::beginning(head, whole);
        Self { head, tail, whole, extension, named, text }
    }

    /// The beginning as text, white space and comments of markup left out.
    pub fn start(&self) -> &str {
        let mut text = self.text.as_deref().unwrap_or_default().trim_start();
        while let Some((_, rest)) = text.strip_prefix("<!--").and_then(|comment| comment.split_once("-->")) {
            text = rest.trim_start();
        }
        text
    }

    /// Whether it begins with one of these, upper or lower case.
    pub fn starts_with(&self, starts: &[&str]) -> bool {
        let text = self.start();
        starts
            .iter()
            .any(|start| text.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start)))
    }

    /// Whether these bytes stand in its beginning or its end: names of what a ZIP file holds do.
    pub fn holds(&self, bytes: &[u8]) -> bool {
        memmem::find(self.head, bytes).is_some() || memmem::find(self.tail, bytes).is_some()
    }
}
