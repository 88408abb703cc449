//! Cleaning by masks: which parts of a document are the article, and which are furniture of the page.
//!
//! Nothing is deleted. The stage returns a [`Layout`]: blocks to read and spans to skip, each with its reason.

use crate::model::{Document, Layout};

/// Parts `document` into blocks and masks, and finds headline, byline, dateline, date and outlet.
pub fn clean(document: &Document) -> Layout {
    let _ = document;
    Layout::default()
}
